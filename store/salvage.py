"""What can still be read of a damaged database, written into a new one.

Rows are taken one by one, past those that cannot be read; where the `sqlite3` program is there and has `.recover`, which finds rows
whose table has lost its way to them, what it finds beyond that is taken too. What is derived is derived anew.
"""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from store.database import open_store, transaction

_DERIVED = frozenset({"indexed", "touched", "rereading", "item_topics", "_sqlite_migrations"})
"""Tables that are filled anew, beside those of the full-text index."""
_PAGE = 4096
_GIVE_UP = 10_000
"""Row numbers in a row that cannot be read after which a table is taken to be at its end."""
_RECOVER_SECONDS = 600


def salvage(damaged: Path, target: Path) -> int:
    """Write what can be read of a damaged database into a new one, and return how many rows were seen that could not be.

    The damaged one is not changed.

    Raises:
        WorkError: the new one cannot be written.
    """
    with closing(open_store(target)) as new, _workshop(target) as folder:
        new.execute("PRAGMA foreign_keys = OFF")
        with transaction(new):
            lost = _take(damaged if _knows_its_tables(damaged) else _with_first_page(damaged, folder), new)
            if (recovered := _recovered(damaged, folder)) is not None:
                _take(recovered, new)
            new.execute(_LOST_FEEDS)
            _drop_astray(new)
            for statement in _MEND:
                new.execute(statement)
        new.execute("INSERT INTO versions_fts (versions_fts) VALUES ('rebuild')")
    return lost


@contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """Make a folder for what is needed on the way; one that a killed process left there goes first, for it may be large."""
    folder = target.with_name(f".{target.name}-workshop")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, isolation_level=None)
    # Else nothing at all is read of a file that is shorter than its first page says.
    db.execute("PRAGMA writable_schema = ON")
    return db


def _knows_its_tables(path: Path) -> bool:
    """Whether the first page, which says where each table begins, can be read."""
    with closing(_open(path)) as db:
        try:
            db.execute("EXPLAIN SELECT 1 FROM items")
        except sqlite3.DatabaseError:
            return False
    return True


def _with_first_page(damaged: Path, folder: Path) -> Path:
    """Return a copy of a database that lost its first page, with that of a new one.

    Tables that were made in one order begin on the same pages.
    """
    model, copy = folder / "model.db", folder / "copy.db"
    open_store(model).close()
    shutil.copyfile(damaged, copy)
    log = damaged.with_name(damaged.name + "-wal")
    if log.exists():
        shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
    with copy.open("r+b") as file, model.open("rb") as first:
        page = bytearray(first.read(_PAGE))
        # The size in pages, which counts only where the two counters of changes agree (the SQLite file format, section 1.3).
        page[28:32] = (file.seek(0, 2) // _PAGE).to_bytes(4)
        page[92:96] = page[24:28]
        file.seek(0)
        file.write(page)
    return copy


def _take(source: Path, new: sqlite3.Connection) -> int:
    """Copy the rows of a database that can be read and are not there yet; return how many could not be."""
    lost = 0
    with closing(_open(source)) as old:
        # Rows are wanted as they are, whatever their table says of them by now.
        old.text_factory = lambda raw: raw.decode("utf-8", "replace")
        for table in _tables(new):
            wanted = [row[1] for row in new.execute(f"PRAGMA table_info({table})")]
            with suppress(sqlite3.DatabaseError):
                there = {row[1] for row in old.execute(f"PRAGMA table_info({table})")}
                columns = [name for name in wanted if name in there]
                if columns:
                    lost += _rows(old, new, table, columns)
    return lost


def _tables(db: sqlite3.Connection) -> list[str]:
    """Return the tables that hold what cannot be had otherwise."""
    rows = db.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT wr").fetchall()
    return [name for (name,) in rows if name not in _DERIVED and not name.startswith("sqlite_")]


def _drop_astray(db: sqlite3.Connection) -> None:
    """Remove what refers to rows that were lost: what was said of an item that is gone is gone with it."""
    while astray := db.execute("PRAGMA foreign_key_check").fetchall():
        for table, row, *_ in astray:
            db.execute(f"DELETE FROM {table} WHERE rowid = ?", (row,))


def _rows(old: sqlite3.Connection, new: sqlite3.Connection, table: str, columns: Sequence[str]) -> int:
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * (len(columns) + 1))
    insert = f"INSERT OR IGNORE INTO {table} (rowid, {names}) VALUES ({marks})"
    read = missed = refused = 0
    for row in _readable(old, table, names):
        if row is None:
            missed += 1
            continue
        read += 1
        try:
            new.execute(insert, row)
        except sqlite3.IntegrityError:
            # Damage may leave a row with values of another kind.
            refused += 1
    # A number that cannot be read need not have been a row's.
    total = _count(old, table)
    return refused + (missed if total is None else min(missed, max(total - read, 0)))


def _readable(db: sqlite3.Connection, table: str, names: str) -> Iterator[tuple[Any, ...] | None]:
    """Yield the rows of a table by number, each with its number, and None for one that is there and cannot be read."""
    last, missed = -1, 0
    end = _end(db, table)
    while end is None or last < end:
        try:
            for row in db.execute(f"SELECT rowid, {names} FROM {table} WHERE rowid > ? ORDER BY rowid", (last,)):
                last, missed = row[0], 0
                yield row
        except sqlite3.DatabaseError:
            last += 1
            missed += 1
            if missed > _GIVE_UP:
                return
            yield None
        else:
            return


def _count(db: sqlite3.Connection, table: str) -> int | None:
    """Return how many rows a table has, which any of its indexes tells; None: none can be read."""
    with suppress(sqlite3.DatabaseError):
        found: int = db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found
    return None


def _end(db: sqlite3.Connection, table: str) -> int | None:
    """Return the greatest row number; None: it cannot be told."""
    with suppress(sqlite3.DatabaseError):
        found: int | None = db.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0]
        return -1 if found is None else found
    return None


def _recovered(damaged: Path, folder: Path) -> Path | None:
    """Let the `sqlite3` program recover what it finds; None: it is not here, or cannot."""
    program = shutil.which("sqlite3")
    if program is None:
        return None
    target = folder / "recovered.db"
    with (folder / "recovered.sql").open("w+b") as script:
        try:
            # Rows on pages that were given free are rows that were deleted.
            words = [program, "-readonly", str(damaged), ".recover --ignore-freelist"]
            subprocess.run(words, stdout=script, stderr=subprocess.DEVNULL, timeout=_RECOVER_SECONDS, check=False)  # noqa: S603
            script.seek(0)
            subprocess.run(  # noqa: S603
                [program, "-batch", str(target)],
                stdin=script,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_RECOVER_SECONDS,
                check=False,
            )
        except (subprocess.TimeoutExpired, OSError):
            return None
    return target if target.exists() else None


# An item whose feed was lost goes to one that is switched off until the configuration names it again.
_LOST_FEEDS = """
    INSERT OR IGNORE INTO feeds (url, source, lang, role, full_text, every, enabled)
    SELECT feed, source, lang, 'neutral', 0, 900, 0 FROM items UNION SELECT feed, feed, 'en', 'neutral', 0, 900, 0 FROM polls
"""

_MEND = (
    # An item that lost all its texts keeps its headline; the next poll brings the text again.
    """
    INSERT INTO versions (item, kind, number, seen, title, text, full)
    SELECT id, 'feed', 1, first_seen, title, '', 0 FROM items WHERE id NOT IN (SELECT item FROM versions)
    """,
    """
    UPDATE items SET version = (
        SELECT id FROM versions WHERE versions.item = items.id ORDER BY kind = 'page' DESC, number DESC LIMIT 1
    ) WHERE version IS NULL OR version NOT IN (SELECT id FROM versions WHERE versions.item = items.id)
    """,
    """
    INSERT OR IGNORE INTO item_topics (topic, at, item, first_seen)
    SELECT DISTINCT topic, at, items.id, first_seen FROM items JOIN tags ON tags.version = items.version
    """,
    # Which claims were lost cannot be told: all are read again.
    "UPDATE versions SET claims_read = NULL",
    "UPDATE indexed SET version = coalesce((SELECT max(id) FROM versions), 0)",
)
