"""The one writing thread."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from core.errors import WorkError
from store.database import explain, open_store, transaction

P = ParamSpec("P")
T = TypeVar("T")


class Writer:
    """Writes to the database in a thread of its own, one job after another, each job one transaction."""

    def __init__(self, path: Path) -> None:
        """Open or create the database at `path`.

        Raises:
            WorkError: it cannot be written, or is no database.
        """
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")
        self._db = self._thread.submit(open_store, path).result()

    async def run(self, job: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `job(db, ...)` as one transaction and return what it returns, once it is stored.

        Raises:
            WorkError: the database could not be written (the disk is full, another program holds it); nothing of the job was.
        """
        return await asyncio.wrap_future(self._thread.submit(lambda: self._transact(job, *args, **kwargs)))

    def call(self, job: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do as `run` does, and wait for it."""
        return self._thread.submit(lambda: self._transact(job, *args, **kwargs)).result()

    def close(self) -> None:
        """Finish what was asked for and close the database."""
        self._thread.submit(self._db.close)
        self._thread.shutdown()

    def _transact(self, job: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            with transaction(self._db):
                return job(self._db, *args, **kwargs)
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise
        except sqlite3.Error as error:
            raise WorkError(explain(self._path, error)) from error
