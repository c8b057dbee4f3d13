"""The databases of other feed readers, for taking over what they hold: newsboat's cache, and those of the Python library `reader`."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from core.errors import UsageError
from core.news import Archive, Archived, Unreadable
from core.times import read_stamp

SQLITE = b"SQLite format 3\x00"
"""How such a file begins."""

Pieces = Iterator[tuple[int, Archived | Unreadable]]


def open_reader_database(path: Path) -> Archive:
    """Open another reader's database; it is read only, and may be in use.

    Raises:
        UsageError: it cannot be read, or is neither newsboat's nor `reader`'s.
    """
    try:
        with closing(_connect(path)) as db:
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            for kind, table, pieces in _KINDS:
                if table in tables:
                    # Both have numbered rows: one that comes while we read is not waited for.
                    last = db.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0]
                    return Archive(kind, max(last, 1), _steadily(path, pieces, last))
    except sqlite3.Error as error:
        raise UsageError(f"{path}: cannot be read: {error}") from None
    raise UsageError(f"{path}: is a database, but neither newsboat's cache nor one of reader's")


def _connect(path: Path) -> sqlite3.Connection:
    # Pieces are taken one at a time, from whichever thread.
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, timeout=30, check_same_thread=False)


def _steadily(path: Path, pieces: Callable[[sqlite3.Connection, int], Pieces], last: int) -> Pieces:
    try:
        with closing(_connect(path)) as db:
            # Bytes that are no UTF-8 cost their own characters, and not the row.
            db.text_factory = lambda raw: raw.decode("utf-8", "replace")
            yield from pieces(db, last)
    except sqlite3.Error as error:
        yield last, Unreadable(f"{path}: reading it ended: {error}")


def _newsboat(db: sqlite3.Connection, last: int) -> Pieces:
    rows = db.execute(
        """
        SELECT item.id, item.guid, feedurl, feed.title, item.url, item.title, author, content, pubDate
        FROM rss_item AS item LEFT JOIN rss_feed AS feed ON feed.rssurl = item.feedurl
        WHERE item.id <= :last AND NOT deleted ORDER BY item.id
        """,
        {"last": last},
    )
    for number, guid, feed, source, url, title, author, content, published in rows:
        yield (
            number,
            Archived(
                id=_text(guid),
                feed=_text(feed),
                source=_text(source),
                url=_text(url),
                title=_text(title),
                content=_text(content),
                html=True,
                published=_seconds(published),
                author=_text(author),
            ),
        )


def _reader(db: sqlite3.Connection, last: int) -> Pieces:
    rows = db.execute(
        """
        SELECT entries.rowid, entries.id, entries.feed, coalesce(user_title, feeds.title), entries.link, entries.title, entries.author,
            content, summary, coalesce(published, entries.updated), first_updated
        FROM entries LEFT JOIN feeds ON feeds.url = entries.feed WHERE entries.rowid <= :last ORDER BY entries.rowid
        """,
        {"last": last},
    )
    for number, guid, feed, source, url, title, author, contents, summary, published, seen in rows:
        content, lang = _content(contents)
        yield (
            number,
            Archived(
                id=_text(guid),
                feed=_text(feed),
                source=_text(source),
                url=_text(url),
                title=_text(title),
                content=content,
                summary=_text(summary),
                html=True,
                published=_moment(published),
                seen=_moment(seen),
                author=_text(author),
                lang=lang,
            ),
        )


_KINDS = (("newsboat's cache", "rss_item", _newsboat), ("a database of reader", "entries", _reader))


def _content(written: Any) -> tuple[str, str | None]:
    """Return the longest of an entry's contents, and its language."""
    try:
        contents = [one for one in json.loads(written or "[]") if isinstance(one, dict)]
    except (ValueError, TypeError, RecursionError):
        return "", None
    best = max(contents, key=lambda one: len(_text(one.get("value"))), default={})
    return _text(best.get("value")), _text(best.get("language")) or None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value is None else str(value)


def _seconds(value: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(value, UTC) if value else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None


def _moment(value: Any) -> datetime | None:
    try:
        return read_stamp(value) if value else None
    except (TypeError, ValueError):
        return None
