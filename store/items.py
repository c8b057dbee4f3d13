"""Items: an entry as we keep it."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from core.news import Entry
from core.times import stamp
from store.database import Connection
from store.feeds import FeedState
from store.query import Query, item_conditions, limit_clause, versions_held
from store.times import moment, sure, written
from store.touched import touch


@dataclass(frozen=True, slots=True)
class Item:
    """An item, in its current version."""

    id: int
    guid: str
    source: str
    feed: str
    url: str | None
    title: str
    published: datetime | None
    first_seen: datetime
    lang: str
    topics: tuple[str, ...]
    versions: int
    """How many versions of its text were seen."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an entry."""

    item: int
    version: int
    """The id of the version that has the text."""
    change: Literal["new", "changed", "same"]


_ITEM = """
    items.id, guid, source, feed, url, held.title, published, first_seen, lang,
    (SELECT group_concat(topic, ' ') FROM (SELECT DISTINCT topic FROM tags WHERE version = held.id ORDER BY topic)),
    held.number
    FROM items JOIN versions AS held ON held.item = items.id
"""


def save_entries(db: Connection, feed: FeedState, entries: Sequence[Entry], now: datetime) -> list[Saved]:
    """Store the entries of one document, and say what became of each, in their order.

    An entry is a new item, a new version of a known one where its title or text changed, or nothing new. It is known by its GUID among
    the items of its source; else by its address, where no other entry of the document has that address or the known one's GUID (live
    blogs and press offices link many stories to one page). An item that another feed of the source brought is that feed's to change.
    """
    guids = {entry.guid for entry in entries}
    addresses = Counter(entry.url for entry in entries)
    return [_save(db, feed, entry, None if addresses[entry.url] > 1 else entry.url, guids, now) for entry in entries]


def _save(db: Connection, feed: FeedState, entry: Entry, address: str | None, guids: AbstractSet[str], now: datetime) -> Saved:
    known = db.execute(
        """
        SELECT items.id, feed, guid, items.version, versions.id, versions.number, versions.title, versions.text
        FROM items JOIN versions ON versions.item = items.id AND versions.kind = 'feed'
        WHERE items.id IN (
            SELECT id FROM items WHERE source = :source AND guid = :guid
            UNION ALL SELECT id FROM items WHERE source = :source AND url = :address
        )
        ORDER BY guid = :guid DESC, items.id, versions.number DESC LIMIT 1
        """,
        {"source": feed.source, "guid": entry.guid, "address": address},
    ).fetchone()
    if known is None or (known[2] != entry.guid and known[2] in guids):
        return _insert(db, feed, entry, now)
    item, brought_by, _, current, last, number, title, text = known
    if (title, text) == (entry.title, entry.text) or brought_by != feed.url:
        return Saved(item, last, "same")
    version = add_version(db, item, "feed", number + 1, entry.title, entry.text, now, full=entry.full)
    # The page's text stays the one that holds until the page has been fetched again.
    if current == last:
        set_current(db, item, version)
    db.execute(
        "UPDATE items SET title = :title, page_due = :page_due, page_tries = 0 WHERE id = :item",
        {"title": entry.title, "page_due": _page_due(feed, entry, now), "item": item},
    )
    return Saved(item, version, "changed")


def _insert(db: Connection, feed: FeedState, entry: Entry, now: datetime) -> Saved:
    published = entry.published
    # A date in the future is a mistake of the feed's; it must not pin the item to the top.
    at = now if published is None or published > now else published
    item = db.execute(
        """
        INSERT INTO items (guid, source, feed, url, title, author, publisher, published, first_seen, at, lang, page_due)
        VALUES (:guid, :source, :feed, :url, :title, :author, :publisher, :published, :now, :at, :lang, :page_due) RETURNING id
        """,
        {
            "guid": entry.guid,
            "source": feed.source,
            "feed": feed.url,
            "url": entry.url,
            "title": entry.title,
            "author": entry.author,
            "publisher": entry.publisher,
            "published": written(published),
            "now": stamp(now),
            "at": stamp(at),
            "lang": entry.lang or feed.lang,
            "page_due": _page_due(feed, entry, now),
        },
    ).fetchone()[0]
    version = add_version(db, item, "feed", 1, entry.title, entry.text, now, full=entry.full)
    set_current(db, item, version)
    return Saved(item, version, "new")


def _page_due(feed: FeedState, entry: Entry, now: datetime) -> str | None:
    """Say when to fetch the article's page: at once, where the feed wants full texts and does not carry them itself."""
    return stamp(now) if feed.full_text and entry.url is not None and not entry.full else None


def save_page(db: Connection, item: int, text: str, now: datetime) -> Saved:
    """Store the text of an item's page: the version that holds from now on, unless it is the one we have."""
    title, current = db.execute("SELECT title, version FROM items WHERE id = :item", {"item": item}).fetchone()
    last = db.execute(
        "SELECT number, title, text FROM versions WHERE item = :item AND kind = 'page' ORDER BY number DESC LIMIT 1", {"item": item}
    ).fetchone()
    if last is not None and last[1:] == (title, text):
        return Saved(item, current, "same")
    version = add_version(db, item, "page", last[0] + 1 if last else 1, title, text, now, full=True)
    set_current(db, item, version)
    return Saved(item, version, "changed" if last else "new")


def add_version(db: Connection, item: int, kind: str, number: int, title: str, text: str, now: datetime, *, full: bool) -> int:
    """Add a version of an item's text and return its id."""
    version: int = db.execute(
        """
        INSERT INTO versions (item, kind, number, seen, title, text, full)
        VALUES (:item, :kind, :number, :now, :title, :text, :full) RETURNING id
        """,
        {"item": item, "kind": kind, "number": number, "now": stamp(now), "title": title, "text": text, "full": full},
    ).fetchone()[0]
    return version


def set_current(db: Connection, item: int, version: int) -> None:
    """Make a version the one that holds."""
    db.execute("UPDATE items SET version = :version WHERE id = :item", {"version": version, "item": item})
    touch(db, item)


def index_text(db: Connection) -> None:
    """Fill the full-text index with the versions added since it was last filled: in bulk, which costs a sixth of a trigger's work."""
    db.execute(
        """
        INSERT INTO versions_fts (rowid, title, text)
        SELECT id, title, text FROM versions WHERE id > (SELECT version FROM indexed) ORDER BY id
        """
    )
    db.execute("UPDATE indexed SET version = coalesce((SELECT max(id) FROM versions), 0)")


def items(db: Connection, query: Query) -> list[Item]:
    """Return the items that a query finds, newest first."""
    where, values = item_conditions(query)
    rows = db.execute(
        f"SELECT {_ITEM} WHERE held.id IN {versions_held(query)} AND {where} ORDER BY at DESC, items.id DESC{limit_clause(query)}", values
    )
    return [_item(row) for row in rows]


def item(db: Connection, number: int) -> Item | None:
    """Return one item; None: there is none of that number."""
    row = db.execute(f"SELECT {_ITEM} WHERE held.id = items.version AND items.id = :id", {"id": number}).fetchone()
    return None if row is None else _item(row)


def count_items(db: Connection) -> int:
    """Count the items."""
    count: int = db.execute("SELECT count(*) FROM items").fetchone()[0]
    return count


def known_guids(db: Connection, feed: str, guids: Sequence[str]) -> int:
    """Count how many of these GUIDs an earlier document of the feed's source had: none of many means that its window was overrun."""
    marks = ", ".join("?" * len(guids))
    count: int = db.execute(
        f"SELECT count(*) FROM items WHERE source = (SELECT source FROM feeds WHERE url = ?) AND guid IN ({marks})",
        [feed, *guids],
    ).fetchone()[0]
    return count


def _item(row: Sequence[Any]) -> Item:
    number, guid, source, feed, url, title, published, first_seen, lang, topics, versions = row
    return Item(
        *(number, guid, source, feed, url, title),
        published=moment(published),
        first_seen=sure(first_seen),
        lang=lang,
        topics=tuple(topics.split()) if topics else (),
        versions=versions,
    )
