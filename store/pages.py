"""Which article pages are to be fetched, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.times import stamp
from store.database import Connection
from store.times import moment, sure, written


@dataclass(frozen=True, slots=True)
class Page:
    """An article's page that is to be fetched."""

    item: int
    url: str
    tries: int
    """How many failed before."""
    first_seen: datetime
    """When its item was."""
    etag: str | None = None
    """The validators of the text that we have, as the server sent them; None: it sent none, or we have no text."""
    last_modified: str | None = None
    feed: str = ""
    """The address of the feed that brought its item."""


def take_pages(db: Connection, now: datetime, until: datetime, limit: int) -> list[Page]:
    """Take up to `limit` pages whose time has come, newest items first, and put them off to `until`.

    One statement, so that two processes on one database never take the same page.
    """
    rows = db.execute(
        """
        UPDATE items SET page_due = :until
        WHERE id IN (SELECT id FROM items INDEXED BY items_by_page_due WHERE page_due <= :now ORDER BY at DESC, id DESC LIMIT :limit)
        RETURNING id, url, page_tries, first_seen, page_etag, page_last_modified, feed
        """,
        {"now": stamp(now), "until": stamp(until), "limit": limit},
    ).fetchall()
    return [Page(item, url, tries, sure(seen), etag, modified, feed) for item, url, tries, seen, etag, modified, feed in rows]


def move_page_leases(db: Connection, leases: Sequence[datetime], to: datetime) -> None:
    """Put the fetch of the pages that were taken until one of `leases`, and not settled since, at `to`: now gives them back."""
    for lease in leases:
        db.execute("UPDATE items SET page_due = :to WHERE page_due = :lease", {"lease": stamp(lease), "to": stamp(to)})


def bring_pages_near(db: Connection, farthest: datetime, now: datetime) -> None:
    """Make due now what lies farther off than anything is ever put: the clock was wrong when it was put there."""
    db.execute("UPDATE items SET page_due = :now WHERE page_due > :farthest", {"now": stamp(now), "farthest": stamp(farthest)})


def take_pages_back(db: Connection, now: datetime, until: datetime) -> None:
    """Make due now the pages that may have been taken until some moment up to `until`, as whoever took them is there no more."""
    db.execute("UPDATE items SET page_due = :now WHERE page_due > :now AND page_due <= :until", {"now": stamp(now), "until": stamp(until)})


def is_page(db: Connection, page: Page) -> bool:
    """Whether this is still the page of its item: not so where a copy of the database was restored in between."""
    row = db.execute("SELECT 1 FROM items WHERE id = :item AND url = :url", {"item": page.item, "url": page.url}).fetchone()
    return row is not None


def page_failed(db: Connection, item: int, *, again: datetime | None) -> None:
    """Note that a page could not be had, and when to try again; None: not before its entry changes."""
    db.execute(
        "UPDATE items SET page_due = :again, page_tries = page_tries + 1 WHERE id = :item",
        {"again": written(again), "item": item},
    )


def page_looked_at(db: Connection, item: int, etag: str | None, last_modified: str | None, *, again: datetime | None) -> None:
    """Note the validators of the text that a page has now, and when to look at it again; None: not before its entry changes."""
    db.execute(
        """
        UPDATE items SET page_due = :again, page_tries = 0, page_etag = :etag, page_last_modified = :last_modified WHERE id = :item
        """,
        {"again": written(again), "etag": etag, "last_modified": last_modified, "item": item},
    )


def next_page_due(db: Connection) -> datetime | None:
    """Return when the next page is to be fetched; None: none is."""
    return moment(db.execute("SELECT min(page_due) FROM items WHERE page_due IS NOT NULL").fetchone()[0])
