"""The databases of other feed readers, for taking over what they hold: newsboat's cache, and those of the Python library `reader`."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from core.errors import UsageError
from core.news import Archive, Archived, Unreadable
from core.times import read_stamp

SQLITE = b"SQLite format 3\x00"
"""How such a file begins."""

Pieces = Iterator[tuple[int, Archived | Unreadable]]


class _Kind(NamedTuple):
    """A kind of database: both have numbered entries, so one that comes while we read is not waited for."""

    name: str
    table: str
    """Where its entries are."""
    sql: str
    """Finds them up to the number `:last`: number, id, feed, its title, address, title, author, content, summary, published, first seen."""
    content: Callable[[Any], tuple[str, str | None]]
    """Returns the text that a content holds, and its language."""


def open_reader_database(path: Path) -> Archive:
    """Open another reader's database; it is read only, and may be in use.

    Raises:
        UsageError: it cannot be read, or is neither newsboat's nor `reader`'s.
    """
    try:
        with closing(_connect(path)) as db:
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            for kind in _KINDS:
                if kind.table in tables:
                    last = db.execute(f"SELECT coalesce(max(rowid), 0) FROM {kind.table}").fetchone()[0]
                    return Archive(kind.name, max(last, 1), _steadily(path, kind, last))
    except sqlite3.Error as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
    raise UsageError(f"{path}: is a database, but neither newsboat's cache nor one of reader's")


def _connect(path: Path) -> sqlite3.Connection:
    # Pieces are taken one at a time, from whichever thread.
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, timeout=30, check_same_thread=False)


def _steadily(path: Path, kind: _Kind, last: int) -> Pieces:
    try:
        with closing(_connect(path)) as db:
            # Bytes that are no UTF-8 cost their own characters, and not the row.
            db.text_factory = lambda raw: raw.decode("utf-8", "replace")
            yield from _pieces(db, kind, last)
    except sqlite3.Error as error:
        yield last, Unreadable(f"{path}: reading it ended: {error}")


def _pieces(db: sqlite3.Connection, kind: _Kind, last: int) -> Pieces:
    for number, guid, feed, source, url, title, author, content, summary, published, seen in db.execute(kind.sql, {"last": last}):
        text, lang = kind.content(content)
        yield (
            number,
            Archived(
                id=_text(guid),
                feed=_text(feed),
                source=_text(source),
                url=_text(url),
                title=_text(title),
                content=text,
                summary=_text(summary),
                html=True,
                published=_moment(published),
                seen=_moment(seen),
                author=_text(author),
                lang=lang,
            ),
        )


def _newsboats(written: Any) -> tuple[str, str | None]:
    return _text(written), None


def _readers(written: Any) -> tuple[str, str | None]:
    """Return the longest of an entry's contents, and its language."""
    try:
        contents = [one for one in json.loads(written or "[]") if isinstance(one, dict)]
    except (ValueError, TypeError, RecursionError):
        return "", None
    best = max(contents, key=lambda one: len(_text(one.get("value"))), default={})
    return _text(best.get("value")), _text(best.get("language")) or None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _moment(value: Any) -> datetime | None:
    """Read seconds since 1970, or an ISO time; None: there is none, or it is neither."""
    try:
        if isinstance(value, int | float):
            return datetime.fromtimestamp(value, UTC) if value else None
        return read_stamp(value) if value else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None


_KINDS = (
    _Kind(
        "newsboat's cache",
        "rss_item",
        """
        SELECT item.id, item.guid, feedurl, feed.title, item.url, item.title, author, content, NULL, pubDate, NULL
        FROM rss_item AS item LEFT JOIN rss_feed AS feed ON feed.rssurl = item.feedurl
        WHERE item.id <= :last AND NOT deleted ORDER BY item.id
        """,
        _newsboats,
    ),
    _Kind(
        "a database of reader",
        "entries",
        """
        SELECT entries.rowid, entries.id, entries.feed, coalesce(user_title, feeds.title), entries.link, entries.title, entries.author,
            content, summary, coalesce(published, entries.updated), first_updated
        FROM entries LEFT JOIN feeds ON feeds.url = entries.feed WHERE entries.rowid <= :last ORDER BY entries.rowid
        """,
        _readers,
    ),
)
