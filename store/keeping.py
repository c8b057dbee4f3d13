"""Keeping the database whole: checking it, copying it while it is in use, bringing a copy back, and mending what is damaged.

A damaged file is set aside, with its log, and never deleted.
"""

import errno
import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from core.errors import WorkError
from core.files import keep_access, sync
from core.times import compact
from store.database import BUSY_SECONDS, check_store, check_tables, explain, open_reader, open_store, read_text_index
from store.due import LEASE, take_feeds_back
from store.pages import take_pages_back
from store.stream import count_items

_LOCK_START, _LOCK_LENGTH = 0x40000000 + 2, 510
"""The bytes of a database file that SQLite's connections hold a shared lock on, in WAL mode for as long as they are open (os_unix.c)."""
_NO_LOCKS = frozenset({errno.EBADF, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What file systems answer that have no locks of folders, as some of those that are shared over a network."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What came of a repair."""

    aside: Path
    """Where the damaged file lies now."""
    items: int
    """How many items the new file has."""
    lost: int
    """How many rows could be seen and not be read."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of bringing a copy back."""

    aside: Path | None
    """Where what was there before lies now; None: nothing was."""
    items: int
    """How many items the database has now."""


def backup(path: Path, target: Path) -> int:
    """Copy the database into a new file, as it is at this moment, whoever is writing; return the number of its items.

    Raises:
        WorkError: there is such a file, the database is damaged, or the copy cannot be written; no half of a copy is left.
    """
    try:
        with _part(target) as part:
            if os.path.lexists(target):
                raise WorkError(f"{target}: is there already; give another name")
            with closing(open_reader(path)) as db:
                _copy(db, part)
            with closing(open_reader(part)) as copy:
                if wrong := check_store(copy):
                    raise WorkError(f"{path}: is damaged ({wrong[0]}): run `negotiation-watch store repair` first")
                items = count_items(copy)
            _move_in(part, target)
    except (OSError, sqlite3.Error) as error:
        raise WorkError(explain(target, error)) from error
    return items


def restore(path: Path, source: Path, now: datetime) -> Restored:
    """Put a copy in the database's place, also while others have it open; what was there is set aside.

    Raises:
        WorkError: the copy is no whole database of this program's, or the database cannot be written; then it is as it was.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with _part(path) as part:
            try:
                items = _take_in(source, part)
            except WorkError as error:
                raise WorkError(f"{source}: {str(error).removeprefix(f'{part}: ')}; nothing was restored") from error
            if not path.exists():
                _move_in(part, path)
                return Restored(None, items)
            aside = free_name(path, f"before-restore-{compact(now)}")
            if not _pour(part, path, aside):
                _set_aside(path, aside, part)
    except (OSError, sqlite3.Error) as error:
        raise WorkError(explain(path, error)) from error
    return Restored(aside, items)


def _take_in(source: Path, part: Path) -> int:
    """Copy a database, bring the copy up to date, and return the number of its items. The first one is left as it is.

    Raises:
        WorkError: it is no whole database of this program's.
    """
    if not source.exists():
        raise WorkError("there is no such file")
    try:
        with closing(sqlite3.connect(f"file:{quote(str(source.absolute()))}?mode=ro", uri=True)) as db:
            _copy(db, part)
        with closing(open_reader(part)) as copy:
            wrong = check_store(copy)
            items = 0 if wrong else count_items(copy)
    except (OSError, sqlite3.Error) as error:
        raise WorkError(explain(source, error).removeprefix(f"{source}: ")) from error
    if wrong:
        raise WorkError(f"is damaged ({wrong[0]})")
    return items


def _pour(source: Path, path: Path, aside: Path) -> bool:
    """Write a copy's contents into the database in one transaction, a copy of what was there put aside; False: that one is damaged."""
    try:
        with closing(open_store(path)) as db:
            if check_store(db):
                return False
            _copy(db, aside)
            with closing(open_reader(source)) as copy:
                copy.backup(db)
    except WorkError as error:
        if not damaged(error):
            raise
        return False
    return True


def repair(path: Path, now: datetime) -> Repaired:
    """Make a whole database of what can be read of a damaged one, and put it in its place; the damaged one is set aside.

    Raises:
        WorkError: there is no such file, another process has it open, or there is no room for the new one.
    """
    from store.salvage import salvage  # noqa: PLC0415  (this file is imported at every start)

    if not path.exists():
        raise WorkError(f"{path}: there is no such database")
    try:
        with alone(path):
            pass
        with _part(path) as part:
            lost = salvage(path, part)
            with closing(open_reader(part)) as db:
                items = count_items(db)
            found = items or ours(path)
            aside = free_name(path, f"damaged-{compact(now)}")
            if found:
                _set_aside(path, aside, part)
    except (OSError, sqlite3.Error) as error:
        raise WorkError(explain(path, error)) from error
    if not found:
        raise WorkError(f"{path}: holds nothing of negotiation-watch, and was left as it is")
    return Repaired(aside, items, lost)


def take_back(db: sqlite3.Connection, now: datetime) -> None:
    """Make due now what a run had taken that was cut off."""
    take_feeds_back(db, now)
    take_pages_back(db, now, now + LEASE)


def first_look(path: Path, seconds: float = 10.0) -> list[str]:
    """Return what is seen to be wrong with the file in a few seconds: with its pages, then its indexes, then between its tables.

    Of most databases that is all, of a very large one a part: a file of 100,000 items takes 3 seconds of computing. Nothing is
    written, so that what is wrong is still there, and its log as it was, for whoever mends it. A file in which there are no tables
    yet, or those of a later version, is none to be looked over.
    """
    try:
        reader = open_reader(path)
    except WorkError as error:
        return [str(error)] if damaged(error) else []
    end = time.monotonic() + seconds
    with closing(reader) as db:
        db.set_progress_handler(lambda: time.monotonic() > end, 10_000)
        try:
            for look in ("quick_check", "integrity_check"):
                rows = [str(row[0]) for row in db.execute(f"PRAGMA {look}(3)")]
                if rows != ["ok"]:
                    return rows
            if wrong := check_tables(db):
                return wrong
            read_text_index(db)
        except sqlite3.DatabaseError as error:
            return [] if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT else [str(error)]
        return []


def damaged(error: BaseException) -> bool:
    """Whether trouble with the database was that its file is damaged, or no database."""
    cause = error if isinstance(error, sqlite3.Error) else error.__cause__
    return getattr(cause, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def ours(path: Path) -> bool:
    """Whether a file that cannot be opened was a database once: it begins as one, or with the zeros that a lost write leaves."""
    with suppress(OSError), path.open("rb") as file:
        start = file.read(16)
        return start == b"SQLite format 3\0" or (bool(start) and not any(start))
    return False


def left_open(path: Path) -> bool:
    """Whether the last process that wrote to the database did not come to its end, and none has it open now."""
    log = path.with_name(path.name + "-wal")
    try:
        if not log.stat().st_size:
            return False
        with alone(path):
            return True
    except (OSError, WorkError):
        return False


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Make sure that no other process has the database open, for as long as the body runs. Not for a process that has it open itself.

    Raises:
        WorkError: one has.
    """
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _LOCK_LENGTH, _LOCK_START)
        except OSError:
            raise WorkError(f"{path}: another process has it open; end that one first") from None
        yield


def _copy(db: sqlite3.Connection, target: Path) -> None:
    """Copy an open database into a new file of one piece, its owner's alone."""
    os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(target, timeout=BUSY_SECONDS, isolation_level=None)) as copy:
        db.backup(copy)
        # The copy has been told that it has a log beside it, and goes better without.
        copy.execute("PRAGMA journal_mode = DELETE")


def _set_aside(path: Path, aside: Path, new: Path) -> None:
    """Put a new file in a database's place, and give the old one, with its log, another name.

    Raises:
        WorkError: another process has opened the old one.
    """
    with alone(path):
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            log.replace(aside.with_name(aside.name + "-wal"))
        log.unlink(missing_ok=True)
        path.with_name(path.name + "-shm").unlink(missing_ok=True)
        try:
            aside.hardlink_to(path)
        except OSError:
            # File systems without hard links; for a moment there is no file of that name.
            path.replace(aside)
        keep_access(aside, new)
        _move_in(new, path)


def _move_in(part: Path, path: Path) -> None:
    """Give a finished file its name, so that both last through a loss of power."""
    sync(part)
    part.replace(path)
    sync(path.parent)


def free_name(path: Path, words: str) -> Path:
    """Return a name beside a database's that has these words in it and is nobody's yet."""
    name, number = _beside(path, words), 1
    while os.path.lexists(name):
        number += 1
        name = _beside(path, f"{words}-{number}")
    return name


def _beside(path: Path, words: str) -> Path:
    return path.with_name(f"{path.stem}.{words}{path.suffix}")


@contextmanager
def _part(path: Path) -> Iterator[Path]:
    """Give the name beside a file's under which a new one is made, to one process at a time: others that work in its folder wait.

    What a process that was killed left of one is removed; so is, at the end, what has been given no other name. It is hidden, and of a form
    that nobody gives a database or a copy, which would be removed for it.

    Raises:
        OSError: its folder cannot be opened.
    """
    part = path.with_name(f".{path.name}-part")
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        _lock(folder)
        _remove(part)
        try:
            yield part
        finally:
            _remove(part)
    finally:
        os.close(folder)


def _lock(folder: int) -> None:
    """Wait until nobody else has the folder, where its file system can tell."""
    try:
        # Of the folder, for a file of its own would be left behind; the lock goes with its process, however that ends.
        fcntl.flock(folder, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise


def _remove(part: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            part.with_name(part.name + ending).unlink(missing_ok=True)
