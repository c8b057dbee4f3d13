"""What runs in worker processes, and in the server that forks them; `watch.hand` speaks to the ones, `watch.forks` to the other.

Nothing here needs a loop: neither imports asyncio.
"""

import gc
import os
import resource
import signal
import socket
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from core.apart import Line, end_with_parent, sendable
from core.frugal import trim
from core.settings import Settings
from watch.desk import Desk, open_desk
from watch.limits import MEMORY, bound_memory, data_held, settle

OUT_OF_MEMORY = 77
"""Exit status of a process whose job asked for too much."""
_GROWN = 8 * 1024 * 1024
"""Bytes more than there were, at which a process looks through all: what feedparser leaves goes in circles, and has grown old by then."""
_LEFT = MEMORY // 2
"""Bytes that jobs may leave behind, such as what reading in three languages needs. After more the process has done its work."""
_PATIENCE = 1.0
"""Seconds that a process may take to end which has closed its line."""
_LOOK = 0.01
Job = tuple[float, float, Callable[..., Any], tuple[Any, ...], dict[str, Any]]
"""Seconds that it may compute, and take at all; what is to be called, and with what beside the desk."""
Answer = tuple[Any, BaseException | None, bool]
"""What a job returned, what it raised, and whether the process has done its work, and ends."""


@dataclass(frozen=True, slots=True)
class Begin:
    """Asks the server for a process; the end of a line to it follows. The answer is its number, None where it cannot begin."""

    settings: Settings
    niceness: int


@dataclass(frozen=True, slots=True)
class Ended:
    """Asks the server for the exit status of a process that ends; the answer is None where it is not the server's."""

    pid: int


def serve(line: Line) -> None:
    """Begin processes until nobody is there to ask for any."""
    from watch.preload import read_program  # noqa: PLC0415  (who only asks for processes does without)

    read_program()
    known: tuple[Settings, Desk] | None = None
    with suppress(EOFError, OSError):
        while True:
            asked, gone = line.receive()
            for pid in gone:
                _status(pid)
            if isinstance(asked, Ended):
                line.send(_status(asked.pid))
                continue
            there = line.receive_file()
            if known is None or known[0] != asked.settings:
                gc.unfreeze()  # else what goes in circles in the former desk would never be looked through
                known = None  # two of them are never needed
                known = _opened(asked.settings)
            line.send(None if known is None else _forked(line, there, known[1], asked.niceness))
            os.close(there)


def _opened(settings: Settings) -> tuple[Settings, Desk] | None:
    try:
        desk = open_desk(settings)
    except Exception:  # noqa: BLE001  (whatever it is, there is no desk)
        return None
    # Looking through it for garbage would write to it, and each process would have a copy of its own.
    gc.collect()
    gc.freeze()
    trim()
    return settings, desk


def _forked(line: Line, there: int, desk: Desk, niceness: int) -> int | None:
    """Fork a process that works at a desk, and return its number; None: the system has no room for one more, and those at work go on."""
    try:
        pid = os.fork()
    except OSError:
        return None
    if pid:
        return pid
    status = 1
    try:
        line.leave()
        end_with_parent()
        _be_quiet(niceness)
        _work(Line(socket.socket(fileno=there)), desk)
        status = 0
    except MemoryError:
        # At once: what is left of the job would stay in the next one's way, and to give it up takes longer than anybody waits.
        os._exit(OUT_OF_MEMORY)
    finally:
        os._exit(status)


def _status(pid: int) -> int | None:
    """Take leave of a process that ends, and return its exit status; None: it is not ours."""
    until = time.monotonic() + _PATIENCE
    try:
        while not (ended := os.waitpid(pid, os.WNOHANG))[0]:
            if time.monotonic() > until:
                os.kill(pid, signal.SIGKILL)
            time.sleep(_LOOK)
    except ChildProcessError:
        return None
    return os.waitstatus_to_exitcode(ended[1])


def _work(line: Line, desk: Desk) -> None:
    """Do jobs until nobody has any more, or too much is left of them.

    Raises:
        MemoryError: a job asked for too much.
    """
    settle()
    held = data_held()
    most, enough = held + _LEFT, held + _GROWN
    line.send(None)
    with suppress(EOFError, OSError):
        while True:
            bound_memory(resource.RLIM_INFINITY)
            answer = _answer(desk, line.receive())
            if (held := data_held()) > enough:
                gc.collect()
                trim()
                held = data_held()
                enough = held + _GROWN
            line.send((*answer, spent := held > most))
            del answer
            if spent:
                return


def _answer(desk: Desk, job: Job) -> tuple[Any, BaseException | None]:
    cpu, longest, work, args, kwargs = job
    signal.setitimer(signal.ITIMER_PROF, cpu)
    # For a job that holds the interpreter while nobody is left to stop it.
    signal.setitimer(signal.ITIMER_REAL, longest)
    try:
        return work(desk, *args, **kwargs), None
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  (whatever it is, who asked is told)
        error.add_note(traceback.format_exc())
        return None, sendable(error)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _be_quiet(niceness: int) -> None:
    """Step back behind the screen, and end with what stops a job."""
    # Their default ends the process, whatever it is doing.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    os.nice(niceness)
