"""Opening the database, and the two things everybody does with it: a transaction, and asking whether it changed."""

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from core.errors import WorkError

BUSY_SECONDS = 30.0
LOG_BYTES = 16 * 1024 * 1024
_INDEX_BYTES = 32 * 1024
"""What the index of a log takes at least."""
SCHEMA = 13
"""How many migrations the tables of this version have gone through; kept as SQLite's `user_version`."""


READ_ONLY = (
    "may be read by you, and not written: listings, digests and copies work; for all else change the permissions of the file and its folder"
)


class Connection(Protocol):
    """What statements need of a database."""

    def execute(self, sql: str, parameters: Any = ..., /) -> sqlite3.Cursor:
        """Run one statement."""

    def executemany(self, sql: str, parameters: Iterable[Any], /) -> sqlite3.Cursor:
        """Run one statement with each of many parameters."""


def open_store(path: Path) -> sqlite3.Connection:
    """Open the database for writing; create it, with its folder, where there is none, and bring its tables up to date.

    Files are created for their owner alone.

    Raises:
        WorkError: the file cannot be written, is no database, or comes from a later version of this program.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError):
            # Only a new file: to close one that this process has open already would drop the locks of its other connections.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        # isolation_level None: sqlite3's implicit transactions leave the write lock held after UPDATE ... RETURNING.
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        # FULL: in WAL, NORMAL may lose acknowledged transactions when the power goes.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # After a burst the log shrinks to this many bytes again.
        connection.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")
        if connection.execute("PRAGMA user_version").fetchone()[0] != SCHEMA:
            from store.schema import migrate  # noqa: PLC0415  (with sqlite-utils, 100 ms that most starts do without)

            migrate(connection)
    except (OSError, sqlite3.Error) as error:
        raise WorkError(explain(path, error)) from error
    except WorkError as error:
        raise WorkError(f"{path}: {error}") from error
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """Open the database for reading only, for the thread that calls. Tables of an earlier version are brought up to date first.

    Raises:
        WorkError: there is no such file, it is no database, or it is to be brought up to date and cannot be written.
    """
    address = f"file:{quote(str(path.absolute()))}?mode=ro"
    if path.exists() and not os.access(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists():
        # Nobody who may write has it open, and we may not make the index that readers share.
        address += "&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA query_only = ON")
        found = connection.execute("PRAGMA user_version").fetchone()[0]
        ours = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'versions'").fetchone()
    except sqlite3.Error as error:
        raise WorkError(explain(path, error)) from error
    if found != SCHEMA or ours is None:
        connection.close()
        if ours is not None and found < SCHEMA:
            open_store(path).close()
            return open_reader(path)
        raise WorkError(f"{path}: {foreign(found)}")
    return connection


def foreign(found: int) -> str:
    """Say what a database is that has `found` as its version and is none of ours."""
    if found > SCHEMA:
        return f"was made by a later version of negotiation-watch (tables {found}, known here {SCHEMA}): update the program"
    return "holds nothing of negotiation-watch: give another file with --db, or poll first"


def explain(path: Path, error: Exception) -> str:
    """Say in words what is wrong with the database file, and what to do."""
    words = (error.strerror if isinstance(error, OSError) else None) or str(error)
    match words:
        case _ if path.is_dir():
            advice = "is a folder: give the name of a database file with --db"
        case _ if isinstance(error, FileExistsError | NotADirectoryError):
            advice = f"{path.parent} is no folder: give another file with --db"
        case _ if "unable to open" in words and not path.exists():
            advice = "there is no such database yet; poll first, or give another file with --db"
        case _ if isinstance(error, PermissionError) or "readonly" in words or "unable to open" in words:
            if path.is_file() and os.access(path, os.R_OK):
                return f"{path}: {READ_ONLY}"
            advice = "cannot be opened: check the permissions of the file and its folder, or give another file with --db"
        case _ if "not a database" in words or "malformed" in words:
            advice = f"is no database, or a damaged one ({words}): run `negotiation-watch store repair`, or give another file with --db"
        case _ if "full" in words or getattr(error, "errno", None) == errno.ENOSPC or ("I/O" in words and _is_full(path.parent)):
            advice = "the disk is full; what it holds is safe"
        case _ if "locked" in words:
            advice = f"has been locked by another program for {BUSY_SECONDS:.0f} seconds: end that program, or wait"
        case _:
            advice = words
    return f"{path}: {advice}"


def _is_full(folder: Path) -> bool:
    """Whether there is no room for the index of the log, without which SQLite tells of no more than an I/O error."""
    with suppress(OSError):
        room = os.statvfs(folder)
        return room.f_bavail * room.f_frsize < _INDEX_BYTES
    return False


_PASSING = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY})
_PASSING_SYSTEM = frozenset({errno.EACCES, errno.EDQUOT, errno.EIO, errno.ENOSPC, errno.EPERM, errno.EROFS})


def may_pass(path: Path, trouble: WorkError) -> bool:
    """Whether what keeps the database from being opened may be over soon: a full disk, another program's lock, a folder that is closed."""
    match trouble.__cause__:
        case sqlite3.Error() as error:
            return error.sqlite_errorcode & 0xFF in _PASSING and path.parent.is_dir() and not path.is_dir()
        case OSError() as error:
            return error.errno in _PASSING_SYSTEM and path.parent.is_dir()
        case _:
            return False


@contextmanager
def transaction(db: Connection) -> Iterator[None]:
    """Run the body as one transaction: all of it is stored, or nothing.

    IMMEDIATE, because a deferred transaction that reads before it writes fails at once beside a second writer.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # Where the disk was full, SQLite has rolled back by itself.
        with suppress(sqlite3.OperationalError):
            db.execute("ROLLBACK")
        raise


def data_version(db: Connection) -> int:
    """Return a number that moves when another connection, of this process or another, has written."""
    version: int = db.execute("PRAGMA data_version").fetchone()[0]
    return version


def check_store(db: Connection) -> list[str]:
    """Return what is wrong with the file: with its pages, its full-text index, or between its tables; nothing where it is whole."""
    try:
        rows = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
        if rows != ["ok"]:
            return rows
        read_text_index(db)
        return check_tables(db)
    except sqlite3.DatabaseError as error:
        return [str(error)]


def read_text_index(db: Connection) -> None:
    """Read the full-text index from end to end, into which `PRAGMA integrity_check` looks from SQLite 3.44 on alone.

    Raises:
        sqlite3.DatabaseError: it is damaged.
    """
    query_only = db.execute("PRAGMA query_only").fetchone()[0]
    # What reads it is a table of this connection's own; nothing is written into the file.
    db.execute("PRAGMA query_only = OFF")
    try:
        db.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, versions_fts, instance)")
        try:
            db.execute("SELECT count(*) FROM temp.words").fetchone()
        finally:
            db.execute("DROP TABLE temp.words")
    finally:
        db.execute(f"PRAGMA query_only = {query_only}")


def check_tables(db: Connection) -> list[str]:
    """Return what is wrong between the tables. Left as it is, a row that is astray would go to the next that gets the number it refers to.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    astray = db.execute("PRAGMA foreign_key_check").fetchall()
    empty = db.execute("SELECT count(*) FROM items WHERE version IS NULL OR version NOT IN (SELECT id FROM versions)").fetchone()[0]
    found = [f"a row of {child} refers to one of {parent} that is not there" for child, _, parent, _ in astray]
    return found + ([f"{empty} items have no text"] if empty else [])
