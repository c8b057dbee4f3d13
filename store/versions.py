"""Versions: an item's text as it was seen, and as rules and readers take it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from core.news import Article
from core.times import stamp
from store.database import Connection
from store.query import HELD, Query, item_conditions, versions_held
from store.times import sure


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an item."""

    id: int
    item: int
    kind: Literal["feed", "page"]
    """As the feed has it, or the article's page."""
    number: int
    """From 1, within its kind."""
    seen: datetime
    title: str
    text: str
    full: bool


def versions(db: Connection, item: int, as_of: datetime | None = None) -> list[Version]:
    """Return an item's versions of the kind that holds, oldest first; with `as_of` those known then, of the kind that held then."""
    values = {"item": item} if as_of is None else {"item": item, "as_of": stamp(as_of)}
    held, known = ("version", "") if as_of is None else (HELD, "AND seen <= :as_of")
    rows = db.execute(
        f"""
        SELECT id, item, kind, number, seen, title, text, full FROM versions
        WHERE item = :item AND kind = (SELECT kind FROM versions WHERE id = (SELECT {held} FROM items WHERE id = :item)) {known}
        ORDER BY number
        """,
        values,
    )
    return [
        Version(key, item, kind, number, sure(seen), title, text, bool(full)) for key, item, kind, number, seen, title, text, full in rows
    ]


_ARTICLE = """
    versions.id, items.id, source, items.at, versions.title, versions.text, lang, url, versions.full,
    author, publisher
    FROM versions JOIN items ON items.id = versions.item
"""


def article(db: Connection, item: int, as_of: datetime | None = None) -> Article | None:
    """Return an item as an article, in the version that holds, or that held at `as_of`; None: no such item, or none known then."""
    return next(articles(db, Query(items=[item], as_of=as_of)), None)


def articles_of(db: Connection, items: Sequence[int]) -> list[Article]:
    """Return these items as articles, in the versions that hold, by item; an id that is no item's is left out."""
    where, values = item_conditions(Query(items=items))
    rows = db.execute(f"SELECT {_ARTICLE} WHERE {where} AND versions.id = items.version ORDER BY items.id", values)
    return [_article(row)[1] for row in rows]


def articles(db: Connection, query: Query) -> Iterator[Article]:
    """Yield the articles that a query finds, in the versions that hold for it, by item."""
    where, values = item_conditions(query)
    rows = db.execute(
        f"SELECT {_ARTICLE} WHERE versions.id IN {versions_held(query)} AND {where} ORDER BY items.id",
        values,
    )
    for row in rows:
        yield _article(row)[1]


def listed_texts(db: Connection, feed: str) -> list[tuple[str, str]]:
    """Return title and text of the items of a feed's last document, as the feed has them."""
    return db.execute(
        """
        SELECT title, text FROM json_each((SELECT listed FROM feeds WHERE url = :feed)) AS item JOIN versions ON versions.id = (
            SELECT id FROM versions WHERE versions.item = item.value AND kind = 'feed' ORDER BY number DESC LIMIT 1
        )
        """,
        {"feed": feed},
    ).fetchall()


def versions_after(db: Connection, version: int, limit: int) -> list[tuple[int, Article]]:
    """Return up to `limit` versions with a greater id, each with its id, as articles: for going over everything in steps."""
    rows = db.execute(
        f"SELECT {_ARTICLE} WHERE versions.id > :version ORDER BY versions.id LIMIT :limit",
        {"version": version, "limit": limit},
    )
    return [_article(row) for row in rows]


def versions_unread(db: Connection, limit: int, after: int = 0) -> list[tuple[int, Article]]:
    """Return up to `limit` versions whose claims are still to be read, numbered after `after`, each with its id, as articles."""
    rows = db.execute(
        f"SELECT {_ARTICLE} WHERE claims_read IS NULL AND versions.id > :after ORDER BY versions.id LIMIT :limit",
        {"limit": limit, "after": after},
    )
    return [_article(row) for row in rows]


def count_versions(db: Connection, *, unread: bool = False) -> int:
    """Count the versions, or only those whose claims are still to be read."""
    count: int = db.execute("SELECT count(*) FROM versions WHERE NOT :unread OR claims_read IS NULL", {"unread": unread}).fetchone()[0]
    return count


def begin_rereading(db: Connection, now: datetime) -> bool:
    """Mark the claims of every version as still to be read, and say so: False where a rereading was begun before and not ended."""
    if db.execute("SELECT 1 FROM rereading").fetchone() is not None:
        return False
    db.execute("INSERT INTO rereading (started) VALUES (:now)", {"now": stamp(now)})
    db.execute("UPDATE versions SET claims_read = NULL")
    return True


def end_rereading(db: Connection) -> None:
    """Note that everything has been read again."""
    db.execute("DELETE FROM rereading")


def has_text(db: Connection, version: int, read: Article) -> bool:
    """Whether a version is there and says what was read of it: not so where a copy of the database was restored in between."""
    row = db.execute("SELECT title, text FROM versions WHERE id = :version", {"version": version}).fetchone()
    return bool(row == (read.title, read.text))


def mark_claims_read(db: Connection, version: int, now: datetime) -> None:
    """Note that the claims of a version have been read."""
    db.execute("UPDATE versions SET claims_read = :now WHERE id = :version", {"now": stamp(now), "version": version})


def _article(row: Sequence[Any]) -> tuple[int, Article]:
    version, item, source, published, title, text, lang, url, full, author, publisher = row
    return version, Article(item, source, sure(published), title, text, lang, url, full=bool(full), author=author, publisher=publisher)
