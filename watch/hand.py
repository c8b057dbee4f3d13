"""One worker process: how it begins, what bounds its jobs, and what it ended of; `watch.workers` hands out the jobs."""

import asyncio
import pickle
import signal
import socket
from collections import deque
from contextlib import suppress
from typing import Any

from core.apart import LENGTH, parted
from core.errors import RunawayError
from core.settings import Settings
from watch.forks import Fork
from watch.limits import too_large, too_long
from watch.worker import OUT_OF_MEMORY, Answer, Job

_READ = 256 * 1024
"""Bytes read from a process at a time."""


class NotBegunError(Exception):
    """The process ended before it came to a job, or was lost with its server; another one can do the job."""


class Hand:
    """A worker process with a desk of its own, and the way to it. It does one job after another, in the order in which they are asked for:
    who asks for one ahead spares it the wait for the next.
    """

    def __init__(self, settings: Settings, niceness: int) -> None:
        """Prepare it; `start` begins it."""
        self._line, self._there = socket.socketpair()
        self._line.settimeout(0)
        self._settings = settings
        self._niceness = niceness
        self._process: Fork | None = None
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
                self._process = Fork(self._there, self._settings, self._niceness)
        if self._ended:
            self.kill()

    async def ask(self, job: Job, patience: float) -> Answer:
        """Have a job done in so many seconds, which begin when those before it are done.

        Raises:
            NotBegunError: the process ended before; it is closed by who asked for the job that it ended of, once that is known.
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

    def death(self, cpu: float) -> RunawayError | NotBegunError:
        """Say what the process died of; it waits for the end. `cpu`: the seconds that the job had."""
        match self._process and self._process.status():
            case status if status == -signal.SIGPROF:
                return too_long(cpu)
            case status if status == OUT_OF_MEMORY:
                return too_large()
            case None if self._process and self._process.lost:
                return NotBegunError()
            case _:
                return RunawayError("took the reading process with it")

    def kill(self) -> None:
        """End the process; who has asked it something is told that it has ended."""
        self._ended = True
        if self._process is not None:
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
