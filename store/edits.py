"""Edits: what an outlet changed in an article after it was first seen."""

from dataclasses import dataclass
from datetime import datetime

from core.claim import Claim
from core.times import stamp
from store.claims import version_claims
from store.database import Connection
from store.times import sure, written


@dataclass(frozen=True, slots=True)
class Edit:
    """One version against the one before it, of the same kind."""

    item: int
    source: str
    url: str | None
    seen: datetime
    """When the later version was first seen."""
    number: int
    """The later version's number."""
    old_title: str
    new_title: str
    old_text: str
    new_text: str
    old_claims: tuple[Claim, ...]
    new_claims: tuple[Claim, ...]


def edits(db: Connection, since: datetime, until: datetime | None = None) -> list[Edit]:
    """Return the edits that were first seen in a span, oldest first."""
    rows = db.execute(
        """
        SELECT items.id, source, url, later.seen, later.number, earlier.title, later.title, earlier.text, later.text, earlier.id, later.id
        FROM versions AS later
        JOIN versions AS earlier ON earlier.item = later.item AND earlier.kind = later.kind AND earlier.number = later.number - 1
        JOIN items ON items.id = later.item
        WHERE later.seen >= :since AND later.seen < :until ORDER BY later.seen, later.id
        """,
        {"since": stamp(since), "until": written(until) or "9"},
    ).fetchall()
    return [
        Edit(
            *(item, source, url, sure(seen), number, old_title, new_title, old_text, new_text),
            old_claims=tuple(version_claims(db, old)),
            new_claims=tuple(version_claims(db, new)),
        )
        for item, source, url, seen, number, old_title, new_title, old_text, new_text, old, new in rows
    ]
