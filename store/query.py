"""What to look for in the database, and the pieces of SQL that say so."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from core.times import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A selection of items, and of what was read out of them. None: no restriction."""

    topic: str | None = None
    question: str | None = None
    source: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    by: Literal["seen", "published"] = "seen"
    """Whether `since` and `until` go by when an item was first seen, or when it was published."""
    as_of: datetime | None = None
    """Only what had been fetched by then, in the versions known then."""
    search: str | None = None
    """Words that all have to stand in the item's title or text."""
    items: Sequence[int] | None = None
    """Only these items."""
    unread: bool = False
    """Only those that the reader has not marked as read."""
    starred: bool = False
    """Only those with the reader's star."""
    limit: int | None = None


def match_words(words: str) -> str:
    """Write what a person typed as a full-text query: every word quoted, so that no character is an operator; the last may be unfinished.

    >>> match_words('prisoner "swap')
    '"prisoner" "swap"*'
    """
    quoted = ['"' + word.replace('"', "") + '"' for word in words.split() if word.replace('"', "")]
    return " ".join(quoted) + "*" if quoted else '""'


_FOUND = "IN (SELECT rowid FROM versions_fts WHERE versions_fts MATCH :search)"


def says(*, often: bool, then: bool = False) -> str:
    """Return the SQL condition over `items` that one of an item's versions (`then`: of those seen by `:as_of`) says `:search`.

    Of what is said often the newest items are found soonest by going through the items; of what is said seldom all are, by the versions.
    """
    if then:
        return f"items.id IN (SELECT item FROM versions WHERE seen <= :as_of AND id {_FOUND})"
    if not often:
        return f"items.id IN (SELECT item FROM versions WHERE id {_FOUND})"
    older = f"SELECT 1 FROM versions WHERE versions.item = items.id AND versions.id <> items.version AND versions.id {_FOUND}"
    return f"(items.version {_FOUND} OR EXISTS ({older}))"


_ITEMS = "(SELECT value FROM json_each(:items))"
CURRENT = "(SELECT version AS id FROM items)"
"""The versions that hold now, as a table."""

KNOWN = """
    (SELECT id FROM (
        SELECT id, row_number() OVER (PARTITION BY item ORDER BY kind = 'page' DESC, number DESC) AS place
        FROM versions WHERE seen <= :as_of
    ) WHERE place = 1)
"""
"""The versions that held at `:as_of`, as a table: a page before a feed's own text, the later before the earlier."""

HELD = """
    (SELECT known.id FROM versions AS known WHERE known.item = items.id AND known.seen <= :as_of
    ORDER BY known.kind = 'page' DESC, known.number DESC LIMIT 1)
"""
"""The same of the item at hand alone; NULL: it was not known yet."""


def item_conditions(query: Query, *, often: bool = False) -> tuple[str, dict[str, Any]]:
    """Return the SQL condition over `items` for a query, and its parameters; `often`: the words that it searches for are said often."""
    moment = "items.first_seen" if query.by == "seen" else "items.at"
    parts, values = ["1"], dict[str, Any]()
    if query.topic is not None:
        then = f"SELECT item FROM versions JOIN tags ON tags.version = versions.id WHERE tags.topic = :topic AND versions.id IN {KNOWN}"
        parts.append(f"items.id IN ({'SELECT item FROM item_topics WHERE topic = :topic' if query.as_of is None else then})")
        values["topic"] = query.topic
    if query.source is not None:
        parts.append("items.source = :source COLLATE NOCASE")
        values["source"] = query.source
    if query.since is not None:
        parts.append(f"{moment} >= :since")
        values["since"] = stamp(query.since)
    if query.until is not None:
        parts.append(f"{moment} < :until")
        values["until"] = stamp(query.until)
    if query.as_of is not None:
        parts.append("items.first_seen <= :as_of")
        values["as_of"] = stamp(query.as_of)
    if query.search is not None:
        parts.append(says(often=often, then=query.as_of is not None))
        values["search"] = match_words(query.search)
    if query.items is not None:
        parts.append(f"items.id IN {_ITEMS}")
        values["items"] = json.dumps(query.items)
    if query.unread:
        parts.append("items.id NOT IN (SELECT item FROM marks WHERE read IS NOT NULL)")
    if query.starred:
        parts.append("items.id IN (SELECT item FROM marks WHERE starred IS NOT NULL)")
    return " AND ".join(parts), values


def limit_clause(query: Query) -> str:
    """Return the SQL that keeps to the query's limit."""
    return f" LIMIT {int(query.limit)}" if query.limit is not None else ""


def versions_held(query: Query) -> str:
    """Return the table of the versions that hold for a query."""
    if query.items is not None:
        return f"(SELECT {'version' if query.as_of is None else HELD} AS id FROM items WHERE id IN {_ITEMS})"
    return CURRENT if query.as_of is None else KNOWN
