"""Full-text search: the newest items that a query finds, each with the passage that was found."""

from dataclasses import dataclass

from store.database import Connection
from store.query import HELD, Query, item_conditions, match_words
from store.stream import ItemRow, item_rows

OPEN, CLOSE = "\x02", "\x03"
"""Round the words found, in a passage: no stored text holds them."""
_WORDS = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that was found."""

    row: ItemRow
    passage: str
    """From its text or title, the words found between `OPEN` and `CLOSE`; empty where no words were asked for."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search brought."""

    hits: tuple[Hit, ...]
    """The newest, as many as were asked for."""
    total: int


def search(db: Connection, query: Query, limit: int) -> Found:
    """Return the newest items that a query finds, in the versions that hold for it, and how many there are in all."""
    where, values = item_conditions(query)
    total = db.execute(f"SELECT count(*) FROM items WHERE {where}", values).fetchone()[0]
    held = "version" if query.as_of is None else HELD
    found = db.execute(f"SELECT id, {held} FROM items WHERE {where} ORDER BY at DESC, id DESC LIMIT :limit", {**values, "limit": limit})
    versions = dict(found.fetchall())
    passages = _passages(db, query.search, list(versions.values())) if query.search is not None else {}
    rows = item_rows(db, list(versions), query.as_of)
    return Found(tuple(Hit(row, passages.get(versions[row.id], "")) for row in rows), total)


def _passages(db: Connection, words: str, versions: list[int]) -> dict[int, str]:
    """Return of each version the passage that holds most of the words; a version that holds them no more has none."""
    marks = ", ".join("?" * len(versions))
    rows = db.execute(
        f"""
        SELECT rowid, snippet(versions_fts, -1, ?, ?, '…', {_WORDS}) FROM versions_fts
        WHERE versions_fts MATCH ? AND rowid IN ({marks})
        """,
        [OPEN, CLOSE, match_words(words), *versions],
    )
    return dict(rows.fetchall())
