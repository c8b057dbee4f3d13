"""Items: an entry as we keep it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from core.addresses import same_page
from core.news import Entry
from core.times import stamp
from store.database import Connection
from store.feeds import FeedState
from store.matching import Known, Matcher, Wanted
from store.query import Query, item_conditions, limit_clause, versions_held
from store.times import moment, sure
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
    change: Literal["new", "changed", "same", "left out"]


LEFT_OUT = Saved(0, 0, "left out")
"""Of no item."""


_ITEM = """
    items.id, guid, source, feed, url, held.title, published, first_seen, lang,
    (SELECT group_concat(topic, ' ') FROM (SELECT DISTINCT topic FROM tags WHERE version = held.id ORDER BY topic)),
    held.number
    FROM items JOIN versions AS held ON held.item = items.id
"""


def save_entries(db: Connection, feed: FeedState, entries: Sequence[Entry], now: datetime) -> list[Saved]:
    """Store the entries of one document, and say what became of each, in their order.

    An entry is a new item, a new version of a known one of its source where its title or text changed, or nothing new;
    `store.matching` says which item it is. An item that another feed of the source brought is that feed's to change, unless that
    one has been switched off, or had only a summary where this one has the article. What stands in a document twice is one item.
    It is left out where it is new and the feed has brought as many new ones today as it may (`store.feeds.MOST_NEW`).
    """
    matcher = Matcher(entries)
    unknown = matcher.learn(_named(db, feed.source, [entry.guid for entry in entries]))
    if unknown and _has_items(db, feed.source):
        matcher.learn(_alike(db, feed.source, unknown))
    document = [*enumerate(matcher.document)]
    saves = {place: _save(db, feed, one, known, now) for place, one in document if (known := matcher.find(one)) is not None}
    new = [(place, one) for place, one in document if place not in saves and matcher.twin(one) == place]
    inserted = _insert(db, feed, [(one, matcher.free_guid(one)) for _, one in new[: feed.room(now)]], now)
    saves |= {place: inserted[at] if at < len(inserted) else LEFT_OUT for at, (place, _) in enumerate(new)}
    return [saves[place] if place in saves else _twin(saves[matcher.twin(one)]) for place, one in document]


def _twin(first: Saved) -> Saved:
    return first if first is LEFT_OUT else replace(first, change="same")


def save_parts(db: Connection, item: int, entries: Sequence[Entry], now: datetime) -> list[Saved]:
    """Store the posts of a live blog, the page of `item`, as items of its feed, each known by its GUID alone."""
    source, url, lang = db.execute("SELECT source, feed, lang FROM items WHERE id = :item", {"item": item}).fetchone()
    feed = FeedState(url=url, source=source, lang=lang, owner=None, role="neutral", full_text=False, every=0, enabled=True)
    known = {one.guid: one for one in _named(db, source, [entry.guid for entry in entries])}
    parts = [Wanted(entry) for entry in entries]
    return [
        _save(db, feed, part, same, now) if (same := known.get(part.entry.guid)) else _insert(db, feed, [(part, part.entry.guid)], now)[0]
        for part in parts
    ]


def _has_items(db: Connection, source: str) -> bool:
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM items WHERE source = :source)", {"source": source}).fetchone()[0])


_KNOWN = """
    SELECT items.id, feed, guid, url, page, published, first_seen, items.version, last.id, last.number, last.title, last.text, last.full
    FROM items JOIN versions AS last ON last.id = (
        SELECT id FROM versions WHERE item = items.id AND kind = 'feed' ORDER BY number DESC LIMIT 1
    )
"""


def _named(db: Connection, source: str, guids: Sequence[str]) -> list[Known]:
    """Return the items of a source that have these GUIDs."""
    rows = db.execute(
        f"{_KNOWN} WHERE source = :source AND guid IN (SELECT value FROM json_each(:guids))",
        {"source": source, "guids": json.dumps(guids)},
    )
    return [Known(*row) for row in rows]


def _alike(db: Connection, source: str, entries: Sequence[Wanted]) -> list[Known]:
    """Return the items of a source that entries may be whose GUIDs tell nothing."""
    rows = db.execute(
        f"""
        {_KNOWN} WHERE items.id IN (
            SELECT id FROM items WHERE source = :source AND guid IN (SELECT value FROM json_each(:guids))
            UNION ALL SELECT id FROM items WHERE source = :source AND page IN (SELECT value FROM json_each(:pages))
            UNION ALL SELECT items.id FROM json_each(:titles) AS named JOIN items ON source = :source
                AND title = json_extract(named.value, '$[0]') AND published = json_extract(named.value, '$[1]')
        )
        """,
        {
            "source": source,
            "guids": json.dumps([one.own_guid for one in entries]),
            "pages": json.dumps([one.page for one in entries if one.alone]),
            "titles": json.dumps([(one.entry.title, one.published) for one in entries if one.published is not None]),
        },
    )
    return [Known(*row) for row in rows]


def _save(db: Connection, feed: FeedState, one: Wanted, known: Known, now: datetime) -> Saved:
    entry = one.entry
    if known.feed != feed.url and not _takes_over(db, entry, known):
        return Saved(known.item, known.last, "same")
    _correct(db, feed, one, known)
    if (known.title, known.text) == (entry.title, entry.text):
        return Saved(known.item, known.last, "same")
    version = add_version(db, known.item, "feed", known.number + 1, entry.title, entry.text, now, full=entry.full)
    # The page's text stays the one that holds until the page has been fetched again.
    if known.current == known.last:
        set_current(db, known.item, version)
    if known.title != entry.title:
        db.execute("UPDATE items SET title = :title WHERE id = :item", {"title": entry.title, "item": known.item})
    db.execute(
        "UPDATE items SET page_due = :page_due, page_tries = 0 WHERE id = :item",
        {"page_due": _page_due(feed, entry, now), "item": known.item},
    )
    return Saved(known.item, version, "changed")


def _takes_over(db: Connection, entry: Entry, known: Known) -> bool:
    """Whether an item is from now on the feed's that brought an entry, and not that of another which brought it first."""
    enabled = db.execute("SELECT enabled FROM feeds WHERE url = :url", {"url": known.feed}).fetchone()
    return (entry.full and not known.full) or not enabled[0]


def _correct(db: Connection, feed: FeedState, one: Wanted, known: Known) -> None:
    """Note the address to which an item has moved, and the date of one that had none, or one in the future."""
    published = one.published
    if known.feed != feed.url or (one.entry.url != known.url and one.page is not None and one.page != known.page):
        db.execute(
            "UPDATE items SET feed = :feed, url = coalesce(:url, url), page = coalesce(:page, page) WHERE id = :item",
            {"feed": feed.url, "url": one.entry.url, "page": one.page, "item": known.item},
        )
    if published is not None and (known.published is None or (known.published > known.first_seen and published < known.published)):
        values = {"published": published, "at": min(published, known.first_seen), "item": known.item}
        db.execute("UPDATE items SET published = :published, at = :at WHERE id = :item", values)
        db.execute("UPDATE item_topics SET at = :at WHERE item = :item", values)
        touch(db, known.item)


def _insert(db: Connection, feed: FeedState, entries: Sequence[tuple[Wanted, str]], now: datetime) -> list[Saved]:
    """Store entries that are new, each under its GUID, and return what became of them: in bulk, which costs a third of one by one."""
    item, version, change = db.execute(_LAST).fetchone()
    seen = stamp(now)
    rows = []
    for number, (one, guid) in enumerate(entries, 1):
        entry, published = one.entry, one.published
        # A date in the future is a mistake of the feed's; it must not pin the item to the top.
        at = seen if published is None or published > seen else published
        told = (guid, feed.source, feed.url, entry.url, one.page, entry.title, entry.author, entry.publisher, published, seen, at)
        rows.append((item + number, version + number, *told, entry.lang or feed.lang, _page_due(feed, entry, now)))
    db.executemany(
        """
        INSERT INTO items
            (id, version, guid, source, feed, url, page, title, author, publisher, published, first_seen, at, lang, page_due)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows,
    )
    db.executemany(
        "INSERT INTO versions (id, item, kind, number, seen, title, text, full) VALUES (?, ?, 'feed', 1, ?, ?, ?, ?)",
        (
            (version + number, item + number, seen, one.entry.title, one.entry.text, one.entry.full)
            for number, (one, _) in enumerate(entries, 1)
        ),
    )
    places = range(1, len(entries) + 1)
    db.executemany("INSERT INTO touched (item, change) VALUES (?, ?)", ((item + number, change + number) for number in places))
    return [Saved(item + number, version + number, "new") for number in places]


_LAST = """
    SELECT
        (SELECT coalesce(max(id), 0) FROM items),
        (SELECT coalesce(max(id), 0) FROM versions),
        (SELECT coalesce(max(change), 0) FROM touched)
"""


def is_known(db: Connection, source: str, guid: str, url: str | None, feed: str) -> bool:
    """Whether an outlet's item is stored already: by its GUID, or by its page where another feed than `feed` brought that."""
    row = db.execute(
        """
        SELECT EXISTS (SELECT 1 FROM items WHERE source = :source AND guid = :guid)
            OR EXISTS (SELECT 1 FROM items WHERE source = :source AND page = :page AND feed <> :feed)
        """,
        {"source": source, "guid": guid, "page": None if url is None else same_page(url), "feed": feed},
    ).fetchone()
    return bool(row[0])


def save_archived(db: Connection, feed: FeedState, entry: Entry, seen: datetime) -> int:
    """Store an entry of an archive, first seen then, and return its version's id; its page is not fetched."""
    return _insert(db, replace(feed, full_text=False), [(Wanted(entry), entry.guid)], seen)[0].version


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
