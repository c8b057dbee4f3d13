"""One worker process: how it begins, what bounds its jobs, and what it ended of; `watch.workers` hands out the jobs."""

import asyncio
import gc
import os
import pickle
import resource
import signal
import socket
import threading
import traceback
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import parent_process
from typing import Any

from core.apart import LENGTH, Line, parted, sendable
from core.errors import RunawayError
from core.frugal import trim
from core.settings import Settings
from watch.desk import Desk, open_desk
from watch.forks import forks
from watch.limits import MEMORY, bound_memory, data_held, settle, too_large, too_long

_OUT_OF_MEMORY = 77
"""Exit status of a process whose job asked for too much."""
_GROWN = 8 * 1024 * 1024
"""Bytes more than there were, at which a process looks through all: what feedparser leaves goes in circles, and has grown old by then."""
_LEFT = MEMORY // 2
"""Bytes that jobs may leave behind, such as what reading in three languages needs. After more the process has done its work."""
_READ = 256 * 1024
"""Bytes read from a process at a time."""
Job = tuple[float, float, Callable[..., Any], tuple[Any, ...], dict[str, Any]]
"""Seconds that it may compute, and take at all; what is to be called, and with what beside the desk."""
Answer = tuple[Any, BaseException | None, bool]
"""What a job returned, what it raised, and whether the process has done its work, and ends."""


class NotBegunError(Exception):
    """The process ended before it came to a job; another one can do it."""


class Hand:
    """A worker process with a desk of its own, and the way to it. It does one job after another, in the order in which they are asked for:
    who asks for one ahead spares it the wait for the next.
    """

    def __init__(self, settings: Settings, niceness: int) -> None:
        """Prepare it; `start` begins it."""
        self._line, self._there = socket.socketpair()
        self._line.settimeout(0)
        self._process = forks().Process(target=_serve, args=(self._there, settings, niceness), daemon=True)
        self._begun = self._ended = False
        self._received = bytearray()
        self._asked = deque[tuple[asyncio.Future[Any], float]]()
        """Who waits for an answer, and for how long at most, in the order of asking; of the first one the job is being done."""
        self._lost = False
        self._spent = False
        """Whether the process said that it has done its work."""
        self._limit: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()
        self._sending = asyncio.Lock()
        self._sent: asyncio.Task[None] | None = None
        """The job that is being sent, or was last."""

    async def start(self, patience: float) -> None:
        """Begin, and wait until the desk is open; who asks for something meanwhile waits, too.

        Raises:
            OSError, EOFError: the process cannot begin, ended at once, or takes longer than so many seconds (TimeoutError).
        """
        async with self._sending, asyncio.timeout(patience):
            await asyncio.to_thread(self._start)
            self._loop.add_reader(self._line, self._read)
            await self._expect(patience)

    def _start(self) -> None:
        self._begun = True
        with self._there:
            if not self._ended:
                self._process.start()
        if self._ended:
            self.kill()

    async def ask(self, job: Job, patience: float) -> Answer:
        """Have a job done in so many seconds, which begin when those before it are done.

        Raises:
            NotBegunError: the process ended before.
            OSError, EOFError: it ended over this job, or took longer (TimeoutError); it is of no use any more.
        """
        async with self._sending:
            if self._lost:
                raise NotBegunError
            answer = self._expect(patience)
            self._sent = self._loop.create_task(self._send(job))
            try:
                await asyncio.wait((self._sent,))
            except BaseException:
                self._sent.cancel()
                answer.cancel()
                raise
            if not self._sent.cancelled():
                self._sent.result()
        told: Answer = await answer
        return told

    async def _send(self, job: Job) -> None:
        cpu, longest, work, args, kwargs = job
        with suppress(OSError):  # nobody is there any more: the answer tells of it
            for part in parted((cpu, longest, work, tuple(map(_uncopied, args)), kwargs)):
                await self._loop.sock_sendall(self._line, part)

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
        """End the process, and tell who still waits for it."""
        self.kill()
        self._lose(EOFError())
        if self._line.fileno() >= 0:
            self._loop.remove_writer(self._line)  # the one of what is being sent, which would wait for ever
            self._line.close()
        if not self._begun:  # The thread that would begin it was called off before it ran.
            self._there.close()

    def _expect(self, patience: float) -> asyncio.Future[Any]:
        answer = self._loop.create_future()
        self._asked.append((answer, patience))
        if len(self._asked) == 1:
            self._give_time()
        return answer

    def _give_time(self) -> None:
        """Begin to count the time of the first job."""
        if self._limit is not None:
            self._limit.cancel()
        self._limit = self._loop.call_later(self._asked[0][1], self._lose, TimeoutError()) if self._asked else None

    def _read(self) -> None:
        try:
            part = self._line.recv(_READ)
        except BlockingIOError:
            return
        except OSError:
            part = b""
        self._received += part
        if not part:
            self._lose(EOFError())
        while len(self._received) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(self._received)[0]
            if len(self._received) < end:
                break
            with memoryview(self._received) as view, view[LENGTH.size : end] as record:
                told = pickle.loads(record)  # noqa: S301  (only ever what this program sent)
            del self._received[:end]
            answer, _ = self._asked.popleft()
            self._spent = told is not None and told[-1]
            self._give_time()
            if not answer.done():
                answer.set_result(told)

    def _lose(self, error: Exception) -> None:
        """Tell who waits that there will be no answer: the first, whose job it was, with `error`; a spent process had begun none."""
        if self._lost:
            return
        self._lost = True
        self._loop.remove_reader(self._line)
        if self._sent is not None:
            self._sent.cancel()
        asked, self._asked = self._asked, deque()
        self._give_time()
        for at, (answer, _) in enumerate(asked):
            if not answer.done():
                answer.set_exception(NotBegunError() if at or self._spent else error)


def _uncopied(arg: Any) -> Any:
    """Return what a job is given as it goes to the process: a document is sent as it is."""
    return pickle.PickleBuffer(arg) if isinstance(arg, bytes) and len(arg) > _READ else arg


def _serve(there: socket.socket, settings: Settings, niceness: int) -> None:
    """Do jobs until nobody has any more."""
    threading.Thread(target=_leave_with_parent, name="parent", daemon=True).start()
    _be_quiet(niceness)
    desk = open_desk(settings)
    settle()
    held = data_held()
    most, enough = held + _LEFT, held + _GROWN
    line = Line(there)
    line.send(None)
    with suppress(EOFError, OSError):
        while True:
            try:
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
