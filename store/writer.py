"""The one writing thread."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from core.errors import WorkError
from store.database import explain, open_store, transaction

P = ParamSpec("P")
T = TypeVar("T")


_LONGEST = 0.1
"""Seconds for which jobs are gathered into one transaction: so late may the first of them be on the screen."""


class _Job(NamedTuple):
    """Something to write, and where to tell what came of it."""

    work: Callable[[sqlite3.Connection], Any]
    done: "Future[Any]"


class Writer:
    """Writes to the database in a thread of its own, one job after another; each is stored whole or not at all.

    Jobs that wait for one another share a transaction, for it is the flushing of the disk that takes long; none is told to be done
    before it is stored.
    """

    def __init__(self, path: Path) -> None:
        """Open or create the database at `path`.

        Raises:
            WorkError: it cannot be written, or is no database.
        """
        self._path = path
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._db = self._thread.submit(open_store, path).result()

    async def run(self, job: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `job(db, ...)` within a transaction and return what it returns, once it is stored. It may be run again, where another fails.

        Raises:
            WorkError: the database could not be written (the disk is full, another program holds it); nothing of the job was.
        """
        return await asyncio.wrap_future(self._ask(job, *args, **kwargs))

    def call(self, job: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do as `run` does, and wait for it."""
        return self._ask(job, *args, **kwargs).result()

    def close(self) -> None:
        """Finish what was asked for and close the database."""
        self._thread.submit(self._close)
        self._thread.shutdown()

    def _close(self) -> None:
        # A reader that closes after us would leave the log as it is, and the next start take it for that of a run that was cut off.
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA busy_timeout = 1000")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.close()

    def _ask(self, job: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        done: Future[T] = Future()
        self._jobs.put(_Job(lambda db: job(db, *args, **kwargs), done))
        self._thread.submit(self._write)
        return done

    def _write(self) -> None:
        """Do all jobs that wait: as one transaction, and each as one of its own where that fails."""
        jobs: list[_Job] = []
        results: list[Any] = []
        try:
            with transaction(self._db):
                until = monotonic() + _LONGEST
                while (not jobs or monotonic() < until) and (job := self._next()) is not None:
                    jobs.append(job)
                    results.append(job.work(self._db))
        except BaseException as error:  # noqa: BLE001  (whatever it is, it is the caller's who asked for it)
            if len(jobs) > 1:
                for job in jobs:
                    self._write_alone(job)
            elif jobs:
                jobs[0].done.set_exception(self._told(error))
            elif (job := self._next()) is not None:  # the transaction could not be begun
                job.done.set_exception(self._told(error))
        else:
            for job, result in zip(jobs, results, strict=True):
                job.done.set_result(result)

    def _write_alone(self, job: _Job) -> None:
        try:
            with transaction(self._db):
                result = job.work(self._db)
        except BaseException as error:  # noqa: BLE001  (as above)
            job.done.set_exception(self._told(error))
        else:
            job.done.set_result(result)

    def _next(self) -> _Job | None:
        """Return the next job that nobody has called off; None: there is none."""
        while True:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                return None
            if job.done.set_running_or_notify_cancel():
                return job

    def _told(self, error: BaseException) -> BaseException:
        """Return an error as callers know it: trouble of the disk's in words, with the error as its cause."""
        if not isinstance(error, sqlite3.Error) or isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError):
            return error
        told = WorkError(explain(self._path, error))
        told.__cause__ = error
        return told
