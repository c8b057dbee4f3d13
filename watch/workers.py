"""The worker process: heavy work leaves the event loop, and a job that runs away is stopped with its process."""

import asyncio
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Concatenate, ParamSpec, TypeVar

from core.settings import Settings
from watch.desk import Desk, open_desk

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 20.0
"""Seconds that one job may take."""
NICENESS = 10

_desk: Desk | None = None


class RunawayError(Exception):
    """A job took too long, or took its process with it; the message says which, in words for the screen."""


class Workers:
    """Processes that hold a desk each, and work for `run` one job at a time."""

    def __init__(self, settings: Settings, count: int = 1, patience: float = PATIENCE) -> None:
        self._settings = settings
        self._count = count
        self._patience = patience
        self._pool = self._make()

    def _make(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._count, mp_context=get_context("forkserver"), initializer=_begin, initargs=(self._settings,))

    async def run(self, job: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `job(desk, ...)` in a worker process and return what it returns.

        Raises:
            RunawayError: it did not come back; the next job finds a new process.
        """
        pool = self._pool
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.wrap_future(pool.submit(_work, job, args, kwargs))
        except TimeoutError:
            self._replace(pool)
            raise RunawayError(f"took longer than {self._patience:g} seconds to read") from None
        except BrokenProcessPool:
            self._replace(pool)
            raise RunawayError("took the reading process with it") from None

    def _replace(self, pool: ProcessPoolExecutor) -> None:
        """End a pool that is stuck or broken; whoever comes first makes the new one."""
        if pool is not self._pool:
            return
        self._pool = self._make()
        _end(pool)

    def close(self) -> None:
        """End the processes, whatever they are doing."""
        _end(self._pool)


def _end(pool: ProcessPoolExecutor) -> None:
    # The pool has no public way to end a process that does not come back (before Python 3.14's kill_workers).
    for process in list((pool._processes or {}).values()):  # noqa: SLF001
        process.kill()
    pool.shutdown(wait=False, cancel_futures=True)


def _begin(settings: Settings) -> None:
    """Make the process a quiet one: it steps back behind the screen, and nothing it or a library prints reaches the terminal."""
    global _desk  # noqa: PLW0603  (the process's own; a pool has no other way to hand it to the jobs)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICENESS)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    _desk = open_desk(settings)


def _work(job: Callable[Concatenate[Desk, P], T], args: Any, kwargs: Any) -> T:  # a pool passes them on as plain values
    if _desk is None:
        raise RuntimeError("a worker process begins with _begin")
    return job(_desk, *args, **kwargs)
