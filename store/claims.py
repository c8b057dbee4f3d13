"""Claims as they were read out of versions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import Any

from core.claim import Claim, Scope, Value
from core.comparison import Coverage
from store.database import Connection
from store.query import HELD, Query, item_conditions, versions_held
from store.times import sure, written
from store.touched import touch

_NAMES = (
    *("topic", "question", "side", "kind", "low", "high", "unit", "value_text", "qualifier", "status"),
    *("speaker", "body", "agency", "basis", "cue", "rule", "measure", "scope_who", "scope_where", "scope_from", "scope_to", "as_of"),
    *("lang", "quote", "start", '"end"', "place"),
)
_KEPT = "claims.verdict IS NOT 'wrong'"


def save_claims(db: Connection, version: int, claims: Sequence[Claim]) -> None:
    """Store the claims of a version, in place of those that were read before."""
    item = db.execute("SELECT item FROM versions WHERE id = :version", {"version": version}).fetchone()[0]
    db.execute("DELETE FROM claims WHERE version = :version", {"version": version})
    touch(db, item)
    marks = ", ".join("?" * (len(_NAMES) + 2))
    for claim in claims:
        value, scope = claim.value, claim.scope
        db.execute(
            f"INSERT INTO claims (version, item, {', '.join(_NAMES)}) VALUES ({marks})",
            (
                *(version, item, claim.topic, claim.question, claim.side),
                *(value.kind, _bound(value.low), _bound(value.high), value.unit, value.text),
                *(claim.qualifier, claim.status, claim.speaker, claim.body, claim.agency, claim.basis, claim.cue, claim.rule),
                *(claim.measure, scope.who, scope.where, scope.start, scope.end, claim.as_of, claim.lang),
                *(claim.quote, claim.start, claim.end, claim.place),
            ),
        )


def _bound(value: float | str | None) -> float | str | None:
    """Return a bound as SQLite can hold it: a whole number beyond its 64 bits as a float."""
    return float(value) if isinstance(value, int) and abs(value) >= 2**63 else value


_CLAIM = f"""
    items.id, url, source, items.at, versions.number, versions.seen,
    {", ".join(f"claims.{name}" for name in _NAMES)}, claims.correction
    FROM judged_claims AS claims JOIN versions ON versions.id = claims.version JOIN items ON items.id = versions.item
"""


def claims(db: Connection, query: Query) -> list[Claim]:
    """Return the claims that a query finds in the versions that hold for it, by item and place in the text.

    Here and below a claim that a reader called wrong is left out, and one whose side or question was corrected comes corrected.
    """
    where, values = _conditions(query)
    rows = db.execute(
        f"SELECT {_CLAIM} WHERE claims.version IN {versions_held(query)} AND {_KEPT} AND {where} ORDER BY items.id, claims.id",
        values,
    )
    return [_claim(row) for row in rows]


def earlier_claims(db: Connection, query: Query) -> list[Claim]:
    """Return the claims of versions that were superseded, of the kind that holds (an entry's text, or its page's), oldest first."""
    where, values = _conditions(query)
    held, seen = ("items.version", "") if query.as_of is None else (HELD, "AND later.seen <= :as_of")
    rows = db.execute(
        f"""
        SELECT {_CLAIM} JOIN versions AS held ON held.id = {held}
        WHERE versions.kind = held.kind AND EXISTS (
            SELECT 1 FROM versions AS later
            WHERE later.item = versions.item AND later.kind = versions.kind AND later.number > versions.number {seen}
        ) AND {_KEPT} AND {where} ORDER BY items.id, versions.number, claims.id
        """,
        values,
    )
    return [_claim(row) for row in rows]


def newest_claims(db: Connection, number: int, as_of: datetime | None = None) -> datetime | None:
    """Return when the oldest of the newest claims, so many in all, was published; None: there are no more than that.

    With `as_of` only articles that were known then count.
    """
    known = "" if as_of is None else "WHERE items.first_seen <= :as_of"
    found = db.execute(
        f"""
        SELECT coalesce(published, first_seen) FROM items CROSS JOIN claims ON claims.version = items.version {known}
        ORDER BY items.at DESC LIMIT 2 OFFSET :before
        """,
        {"before": number - 1, "as_of": written(as_of)},
    ).fetchall()
    return sure(found[0][0]) if len(found) > 1 else None


def newest_covering(db: Connection, number: int, as_of: datetime | None = None) -> datetime | None:
    """Return when the oldest of the newest articles on a topic, so many in all, was published; None: there are no more than that.

    One on two topics counts twice. With `as_of` only articles that were known then count.
    """
    known = "" if as_of is None else "WHERE items.first_seen <= :as_of"
    found = db.execute(
        f"""
        SELECT coalesce(published, items.first_seen) FROM items CROSS JOIN item_topics ON item_topics.item = items.id {known}
        ORDER BY items.at DESC LIMIT 2 OFFSET :before
        """,
        {"before": number - 1, "as_of": written(as_of)},
    ).fetchall()
    return sure(found[0][0]) if len(found) > 1 else None


def version_claims(db: Connection, version: int) -> list[Claim]:
    """Return the claims of one version, in the order in which they stand."""
    rows = db.execute(f"SELECT {_CLAIM} WHERE claims.version = :version AND {_KEPT} ORDER BY claims.id", {"version": version})
    return [_claim(row) for row in rows]


def coverage(db: Connection, query: Query) -> list[Coverage]:
    """Return which items cover which topic, with or without claims, and whether their whole text is known."""
    where, values = item_conditions(query)
    topic = "" if query.topic is None else "AND tags.topic = :topic"
    rows = db.execute(
        f"""
        SELECT DISTINCT items.id, source, tags.topic, versions.full, items.at
        FROM tags JOIN versions ON versions.id = tags.version JOIN items ON items.id = versions.item
        WHERE versions.id IN {versions_held(query)} AND {where} {topic} ORDER BY items.id, tags.topic
        """,
        values,
    )
    return [Coverage(item, source, topic, bool(full), sure(published)) for item, source, topic, full, published in rows]


def _conditions(query: Query) -> tuple[str, dict[str, Any]]:
    """Return the condition over items and claims: a claim's own topic counts, not its item's."""
    where, values = item_conditions(replace(query, topic=None))
    if query.topic is not None:
        where += " AND claims.topic = :topic"
        values["topic"] = query.topic
    if query.question is not None:
        where += " AND claims.question = :question"
        values["question"] = query.question
    return where, values


def _claim(row: Sequence[Any]) -> Claim:
    item, url, source, published, number, seen, *rest = row
    topic, question, side, kind, low, high, unit, text, qualifier, status, speaker, body, agency, basis, cue, rule, *rest = rest
    measure, who, where, start, end, as_of, lang, quote, quote_start, quote_end, place, correction = rest
    return Claim(
        item=item,
        url=_shared(url),
        source=_shared(source),
        published=_moment(published),
        topic=_shared(topic),
        question=_shared(question),
        side=_shared(side),
        value=Value(_shared(kind), low, high, _shared(unit), _shared(text)),
        qualifier=_shared(qualifier),
        quote=quote,
        start=quote_start,
        end=quote_end,
        place=_shared(place),
        status=_shared(status),
        speaker=_shared(speaker),
        body=_shared(body),
        agency=_shared(agency),
        basis=_shared(basis),
        cue=_shared(cue),
        rule=_shared(rule),
        measure=_shared(measure),
        scope=Scope(who, where, start, end) if who or where or start or end else _ALL,
        as_of=as_of,
        lang=_shared(lang),
        version=number,
        seen=_moment(seen),
        corrected=correction is not None,
    )


_ALL = Scope()


def _shared(text: Any) -> Any:
    """Return a text that many claims have, the same object for all of them; None stays None."""
    return None if text is None else intern(text)


@lru_cache(maxsize=1000)
def _moment(text: str) -> datetime:
    """Read a time that the claims of an article have in common."""
    return sure(text)
