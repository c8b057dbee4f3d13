"""What the dashboard's lists show: ids first, rows by the page."""

import json
import sys
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.times import stamp
from store.database import Connection
from store.query import HELD, Query, item_conditions, match_words, says
from store.times import moment, sure, written

_MANY = 10_000


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item as a line of the stream."""

    id: int
    source: str
    published: datetime | None
    seen: datetime
    title: str
    topics: tuple[str, ...]
    versions: int
    unread: bool
    starred: bool


@dataclass(frozen=True, slots=True)
class TopicCount:
    """How many items a topic has."""

    topic: str
    items: int
    new: int
    """First seen since the moment asked about."""


def count_items(db: Connection, as_of: datetime | None = None) -> int:
    """Count the items; with `as_of` those that were known then."""
    known = "" if as_of is None else " WHERE first_seen <= ?"
    count: int = db.execute(f"SELECT count(*) FROM items{known}", [stamp(as_of)] if as_of is not None else []).fetchone()[0]
    return count


def item_ids(db: Connection, *, topic: str | None = None, search: str | None = None, limit: int | None = None) -> "array[int]":
    """Return the ids of items, newest first: of a topic, with all the words searched for, at most `limit`."""
    bound = -1 if limit is None else limit
    if search is not None:
        sql = f"""
            SELECT id FROM items
            WHERE {says(often=_often(db, search))} AND (:topic IS NULL OR id IN (SELECT item FROM item_topics WHERE topic = :topic))
            ORDER BY at DESC, id DESC LIMIT :bound
        """
    elif topic is not None:
        sql = "SELECT item AS id FROM item_topics WHERE topic = :topic ORDER BY at DESC, item DESC LIMIT :bound"
    else:
        sql = "SELECT id FROM items ORDER BY at DESC, id DESC LIMIT :bound"
    words = None if search is None else match_words(search)
    return _ids(db, sql, {"topic": topic, "search": words, "bound": bound})


def _often(db: Connection, words: str) -> bool:
    """Whether so many versions say words that it is not worth while to look up the items of all of them."""
    sql = "SELECT 1 FROM versions_fts WHERE versions_fts MATCH ? LIMIT 1 OFFSET ?"
    return db.execute(sql, (match_words(words), _MANY)).fetchone() is not None


def query_ids(db: Connection, query: Query) -> "array[int]":
    """Return the ids of the items that a query finds, newest first."""
    where, values = item_conditions(query, often=query.search is not None and _often(db, query.search))
    values["bound"] = -1 if query.limit is None else query.limit
    return _ids(db, f"SELECT id FROM items WHERE {where} ORDER BY at DESC, id DESC LIMIT :bound", values)


def _ids(db: Connection, sql: str, values: Mapping[str, object]) -> "array[int]":
    """Return the ids that a query finds, in its order.

    They come in one piece: row by row they would hold up whatever else this process does, as drawing the screen, all the while.
    """
    found: str | None = db.execute(f"SELECT group_concat(printf('%016x', id), '') FROM ({sql})", values).fetchone()[0]
    ids = array("q", bytes.fromhex(found or ""))
    if sys.byteorder == "little":
        ids.byteswap()
    return ids


_TOPICS = "SELECT topic FROM item_topics WHERE item = items.id ORDER BY topic"
_TOPICS_THEN = "SELECT DISTINCT topic FROM tags WHERE version = versions.id ORDER BY topic"


def item_rows(db: Connection, ids: Sequence[int], as_of: datetime | None = None) -> list[ItemRow]:
    """Return the lines of these items, in the order asked for; an id that is no item's is left out.

    With `as_of` they say what was known then.
    """
    then = as_of is not None
    rows = db.execute(
        f"""
        SELECT items.id, source, published, first_seen, versions.title,
            (SELECT group_concat(topic, ' ') FROM ({_TOPICS_THEN if then else _TOPICS})),
            versions.number, marks.read IS NULL, marks.starred IS NOT NULL
        FROM items JOIN versions ON versions.id = {HELD if then else "items.version"} LEFT JOIN marks ON marks.item = items.id
        WHERE items.id IN (SELECT value FROM json_each(:ids))
        """,
        {"ids": json.dumps(list(ids)), "as_of": written(as_of)},
    )
    found = {
        row[0]: ItemRow(
            row[0],
            row[1],
            moment(row[2]),
            sure(row[3]),
            row[4],
            tuple(row[5].split()) if row[5] else (),
            row[6],
            bool(row[7]),
            bool(row[8]),
        )
        for row in rows
    }
    return [found[number] for number in ids if number in found]


def topic_counts_then(db: Connection, as_of: datetime) -> list[TopicCount]:
    """Return how many items each topic had, as was known then; none of them is new."""
    rows = db.execute(
        f"""
        SELECT topic, count(DISTINCT items.id) FROM items JOIN tags ON tags.version = {HELD}
        WHERE items.first_seen <= :as_of GROUP BY topic ORDER BY topic
        """,
        {"as_of": stamp(as_of)},
    )
    return [TopicCount(topic, items, 0) for topic, items in rows]


def topic_counts(db: Connection, since: datetime | None) -> list[TopicCount]:
    """Return how many items each topic has, and how many of them were first seen since a moment."""
    rows = db.execute(
        "SELECT topic, count(*), sum(:since IS NOT NULL AND first_seen >= :since) FROM item_topics GROUP BY topic ORDER BY topic",
        {"since": written(since)},
    )
    return [TopicCount(*row) for row in rows]


def new_items(db: Connection, since: datetime) -> int:
    """Return how many items, of any topic or none, were first seen since a moment."""
    count: int = db.execute("SELECT count(*) FROM items WHERE first_seen >= ?", (stamp(since),)).fetchone()[0]
    return count


def fresh_items(db: Connection, since: datetime) -> frozenset[int]:
    """Return the items that were first seen, or changed, since a moment."""
    return frozenset(item for (item,) in db.execute("SELECT item FROM versions WHERE seen >= ?", (stamp(since),)))


def mark_read(db: Connection, ids: Sequence[int], now: datetime, *, read: bool = True) -> None:
    """Mark items as read, or as unread again."""
    for number in ids:
        db.execute(
            "INSERT INTO marks (item, read) VALUES (:item, :read) ON CONFLICT (item) DO UPDATE SET read = :read",
            {"item": number, "read": stamp(now) if read else None},
        )


def mark_all_read(db: Connection, topic: str | None, now: datetime) -> None:
    """Mark every item as read, or every item of a topic."""
    db.execute(
        """
        INSERT INTO marks (item, read) SELECT id, :now FROM items
        WHERE :topic IS NULL OR id IN (SELECT item FROM item_topics WHERE topic = :topic)
        ON CONFLICT (item) DO UPDATE SET read = coalesce(read, :now)
        """,
        {"now": stamp(now), "topic": topic},
    )


def set_star(db: Connection, number: int, now: datetime, *, on: bool) -> None:
    """Put a star to an item, or take it away."""
    db.execute(
        "INSERT INTO marks (item, starred) VALUES (:item, :starred) ON CONFLICT (item) DO UPDATE SET starred = :starred",
        {"item": number, "starred": stamp(now) if on else None},
    )
