"""Worker processes: heavy work leaves the event loop, and a job that runs away is stopped with its process."""

import asyncio
import gc
import heapq
import os
import resource
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from core.errors import WorkError
from core.settings import Settings
from watch.desk import Desk, open_desk

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 20.0
"""Seconds that one job may take, by the clock on the wall: a machine may be busy with other things."""
CPU = 5
"""Seconds of computing that one job may take."""
MEMORY = 192 * 1024 * 1024
"""Bytes that a job may take beside what the process held when it began; macOS does not hold it to that."""
START_PATIENCE = 60.0
"""Seconds that a process may take to start: imports and rules, perhaps from a cold disk."""
NICENESS = 10
STOPPED = "reading was stopped"
_OUT_OF_MEMORY = 77
"""Exit status of a process whose job asked for too much."""
_AHEAD = 50_000
"""Bytes for which a document waits a second longer than one without any: small ones go first, and large ones come to their turn."""

_desk: Desk | None = None


class RunawayError(Exception):
    """A job took too long, or took its process with it; the message says which, in words for the screen."""


class TooMuchError(RunawayError):
    """A job took more computing or memory than it may have; it would the next time, too."""


class Workers:
    """Processes that hold a desk each, and work for `run` one job at a time; a job that runs away costs no other."""

    def __init__(self, settings: Settings, count: int = 1, patience: float = PATIENCE, cpu: float = CPU, niceness: int = NICENESS) -> None:
        """Prepare to work in `count` processes; `niceness` is by how much they step back behind others."""
        self._settings = settings
        self._patience = patience
        self._cpu = cpu
        self._niceness = niceness
        self._free = count
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._asked = 0
        # A pool of one each: to stop a job is to end its pool.
        self._pools: set[ProcessPoolExecutor] = set()
        self._idle: list[ProcessPoolExecutor] = []
        self._closed = False

    async def run(self, job: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `job(desk, ...)` in a worker process and return what it returns; its time starts when it does, the shortest document's first.

        Raises:
            RunawayError: it did not come back; the next job finds a new process.
            WorkError: no process could be started, or they are being closed; the job is not to blame.
        """
        await self._turn(sum(len(arg) for arg in args if isinstance(arg, bytes)))
        try:
            pool = await self._take()
            try:
                return await self._ask(pool, self._patience, _work, self._cpu, 2 * self._patience, job, args, kwargs)
            finally:
                if pool in self._pools:
                    self._idle.append(pool)
        finally:
            self._give_turn()

    def close(self) -> None:
        """End the processes, whatever they are doing; what waits for one is told that it cannot have it."""
        self._closed = True
        for pool in list(self._pools):
            self._end(pool)

    async def _turn(self, size: int) -> None:
        """Wait for one of the places; a job of `size` bytes lets others go first that came not much later, and are smaller."""
        loop = asyncio.get_running_loop()
        if self._free and not self._waiting:
            self._free -= 1
            return
        mine: asyncio.Future[None] = loop.create_future()
        self._asked += 1
        heapq.heappush(self._waiting, (loop.time() + size / _AHEAD, self._asked, mine))
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():  # the turn came in the same moment
                self._give_turn()
            raise

    def _give_turn(self) -> None:
        """Hand the place on to who waits, the first by its time and size."""
        while self._waiting:
            _, _, following = heapq.heappop(self._waiting)
            if not following.done():
                following.set_result(None)
                return
        self._free += 1

    async def _take(self) -> ProcessPoolExecutor:
        """Return a pool whose process answers: an idle one, unless it died meanwhile, else a new one.

        Raises:
            WorkError: the new one does not start, or there is to be none any more.
        """
        if self._idle:
            pool = self._idle.pop()
            try:
                await self._ask(pool, START_PATIENCE, _answer)
            except RunawayError:
                pass
            else:
                return pool
        if self._closed:
            raise WorkError(STOPPED)
        pool = ProcessPoolExecutor(1, mp_context=_forks(), initializer=_begin, initargs=(self._settings, self._niceness))
        self._pools.add(pool)
        try:
            await self._ask(pool, START_PATIENCE, _answer)
        except RunawayError as error:
            raise WorkError(f"the process that reads news could not be started: it {error}; is there memory left?") from None
        return pool

    async def _ask(self, pool: ProcessPoolExecutor, patience: float, work: Callable[..., T], *args: Any) -> T:
        """Run a job in the pool's process, and end the pool unless the job came to its end.

        Raises:
            RunawayError: it did not.
            WorkError: the processes are being closed.
        """
        answered = False
        processes: list[BaseProcess] = []
        try:
            future = pool.submit(work, *args)
            processes = _processes(pool)
            try:
                async with asyncio.timeout(patience) as limit:
                    return await asyncio.wrap_future(future)
            finally:
                answered = future.done() and not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool)
        except TimeoutError:
            if not limit.expired():
                raise
            raise RunawayError(f"took longer than {patience:g} seconds to read") from None
        except BrokenProcessPool:
            death = await asyncio.to_thread(_death, processes, self._cpu)
            raise WorkError(STOPPED) if self._closed else death from None
        except asyncio.CancelledError:
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise
            raise WorkError(STOPPED) if self._closed else RunawayError("was given up with the reading process") from None
        finally:
            if not answered:
                self._end(pool)

    def _end(self, pool: ProcessPoolExecutor) -> None:
        self._pools.discard(pool)
        processes = _processes(pool)
        # First of all, for a pool that breaks stumbles over what was cancelled (before Python 3.12).
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()


def _forks() -> BaseContext:
    """Return how processes are made: from one server of them that has read the program, so that they share it and begin at once."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["negotiation_watch.forked"])
    return context


def _processes(pool: ProcessPoolExecutor) -> list[BaseProcess]:
    """Return the pool's processes. (It has no public way to end one that does not come back before Python 3.14's kill_workers.)"""
    return list((pool._processes or {}).values())  # noqa: SLF001


def _death(processes: Sequence[BaseProcess], cpu: float) -> RunawayError:
    """Say what processes died of."""
    for process in processes:
        process.join(1)
    status = {process.exitcode for process in processes}
    if -signal.SIGPROF in status:
        return TooMuchError(f"took longer than {cpu:g} seconds to read")
    if _OUT_OF_MEMORY in status:
        return TooMuchError(f"took more than {MEMORY // 1024**2} MiB of memory to read")
    return RunawayError("took the reading process with it")


def _begin(settings: Settings, niceness: int) -> None:
    """Make the process a quiet one: it steps back behind the screen, and nothing it or a library prints reaches the terminal."""
    global _desk  # noqa: PLW0603  (the process's own; a pool has no other way to hand it to the jobs)
    threading.Thread(target=_leave_with_parent, name="parent", daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Their default ends the process, whatever it is doing.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    os.nice(niceness)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    _desk = open_desk(settings)
    # It stays: there is no use in looking through it for garbage after every few feeds.
    gc.freeze()
    _bound_memory()


def _bound_memory() -> None:
    """Let the process take no more than MEMORY beside what it holds."""
    try:
        held = int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return  # no Linux
    resource.setrlimit(resource.RLIMIT_DATA, (held + MEMORY, held + MEMORY))


def _leave_with_parent() -> None:
    """End the process once the one that made the pool has ended, even by SIGKILL; the server of processes ends with its last one."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _answer() -> None:
    """Say, by returning, that the process is there."""


def _work(cpu: float, longest: float, job: Callable[Concatenate[Desk, P], T], args: Any, kwargs: Any) -> T:  # a pool passes them on plain
    if _desk is None:
        raise RuntimeError("a worker process begins with _begin")
    signal.setitimer(signal.ITIMER_PROF, cpu)
    # For a job that holds the interpreter while nobody is left to stop it.
    signal.setitimer(signal.ITIMER_REAL, longest)
    try:
        return job(_desk, *args, **kwargs)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)  # what is left of the job would stay in the next one's way
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
