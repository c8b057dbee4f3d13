"""One worker process: how it begins, what bounds its jobs, and what it ended of; `watch.workers` hands out the jobs."""

import asyncio
import gc
import os
import pickle
import signal
import socket
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.context import ForkServerContext
from typing import Any

from core.apart import LENGTH, Line, framed, sendable
from core.errors import RunawayError
from core.settings import Settings
from watch.desk import Desk, open_desk
from watch.limits import MEMORY, bound_memory, data_held, too_large, too_long

_OUT_OF_MEMORY = 77
"""Exit status of a process whose job asked for too much."""
_GARBAGE = 20_000
"""Objects more than there were, at which a process looks for garbage."""
_LEFT = MEMORY // 3
"""Bytes that jobs may leave behind. After more the process has done its work: the next document shall have the room that it may take."""
Job = tuple[float, float, Callable[..., Any], tuple[Any, ...], dict[str, Any]]
"""Seconds that it may compute, and take at all; what is to be called, and with what beside the desk."""


class Hand:
    """A worker process with a desk of its own, and the way to it; one question at a time."""

    def __init__(self, settings: Settings, niceness: int) -> None:
        """Prepare it; `start` begins it."""
        self._line, self._there = socket.socketpair()
        self._line.settimeout(0)
        self._process = _forks().Process(target=_serve, args=(self._there, settings, niceness), daemon=True)
        self._begun = self._ended = False

    async def start(self) -> None:
        """Begin, and wait until the desk is open.

        Raises:
            OSError, EOFError: the process cannot begin, or ended at once.
        """
        await asyncio.to_thread(self._start)
        await self._receive()

    def _start(self) -> None:
        self._begun = True
        with self._there:
            if not self._ended:
                self._process.start()
        if self._ended:
            self.kill()

    async def ask(self, job: Job) -> tuple[Any, BaseException | None, bool]:
        """Have a job done; return what it returned, what it raised, and whether the process is to have no other.

        Raises:
            OSError, EOFError: the process has ended.
        """
        await asyncio.get_running_loop().sock_sendall(self._line, framed(job))
        answer: tuple[Any, BaseException | None, bool] = await self._receive()
        return answer

    @property
    def alive(self) -> bool:
        """Whether the process is there: with it, its end of the line goes, at once."""
        try:
            return bool(self._line.recv(1, socket.MSG_PEEK))
        except BlockingIOError:
            return True
        except OSError:
            return False

    def death(self, cpu: float) -> RunawayError:
        """Say what the process died of; it waits a second for the end. `cpu`: the seconds that the job had."""
        self._process.join(1)
        match self._process.exitcode:
            case status if status == -signal.SIGPROF:
                return too_long(cpu)
            case status if status == _OUT_OF_MEMORY:
                return too_large()
            case _:
                return RunawayError("took the reading process with it")

    def kill(self) -> None:
        """End the process; who has asked it something is told that it has ended."""
        self._ended = True
        if self._process.pid is not None:
            self._process.kill()

    def close(self) -> None:
        """End the process, of which nobody waits for an answer any more."""
        self.kill()
        self._line.close()
        if not self._begun:  # The thread that would begin it was called off before it ran.
            self._there.close()

    async def _receive(self) -> Any:
        (length,) = LENGTH.unpack(await self._read(LENGTH.size))
        return pickle.loads(await self._read(length))  # noqa: S301  (only ever what this program sent)

    async def _read(self, length: int) -> bytearray:
        loop = asyncio.get_running_loop()
        read = bytearray(length)
        view = memoryview(read)
        while view:
            if not (count := await loop.sock_recv_into(self._line, view)):
                raise EOFError
            view = view[count:]
        return read


def _forks() -> ForkServerContext:
    """Return how processes are made: from one server of them that has read the program, so that they share it and begin at once."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["negotiation_watch.forked"])
    return context


def _serve(there: socket.socket, settings: Settings, niceness: int) -> None:
    """Do jobs until nobody has any more."""
    threading.Thread(target=_leave_with_parent, name="parent", daemon=True).start()
    _be_quiet(niceness)
    desk = open_desk(settings)
    # It stays: there is no use in looking through it for garbage; and a job leaves hardly any that goes in circles.
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    bound_memory()
    most = data_held() + _LEFT
    line = Line(there)
    line.send(None)
    with suppress(EOFError, OSError):
        while True:
            try:
                answer = _answer(desk, line.receive())
                line.send((*answer, data_held() > most))
                del answer
            except MemoryError:
                os._exit(_OUT_OF_MEMORY)  # what is left of the job would stay in the next one's way


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
    """Step back behind the screen, and let nothing that is printed here reach the terminal."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Their default ends the process, whatever it is doing.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    os.nice(niceness)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _leave_with_parent() -> None:
    """End the process once the one that made it has ended, even by SIGKILL; the server of processes ends with its last one."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)
