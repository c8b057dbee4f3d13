"""Comparisons as other readers of the file see them: a cache of what is compared anew from the claims, and safe to drop."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from core.comparison import RELATION_CLASS, Comparison
from core.times import stamp
from store.database import Connection
from store.times import written


class Row(NamedTuple):
    """A comparison, with what tells it from others and from itself before a change, and what it is called on paper."""

    key: str
    mark: str
    label: str
    comparison: Comparison


def save_comparisons(db: Connection, rows: Sequence[Row], now: datetime) -> None:
    """Make the cache hold these comparisons and no others; what is there already is left, whoever put it there."""
    kept = {(key, mark): number for number, key, mark in db.execute("SELECT id, key, mark FROM comparisons")}
    wanted = {(row.key, row.mark) for row in rows}
    for number in [number for name, number in kept.items() if name not in wanted]:
        db.execute("DELETE FROM comparisons WHERE id = :id", {"id": number})
    for row in rows:
        if (row.key, row.mark) not in kept:
            _save(db, row, now)


def _save(db: Connection, row: Row, now: datetime) -> None:
    one = row.comparison
    number = db.execute(
        """
        INSERT INTO comparisons (key, mark, compared, topic, question, side, event, label, relation, relation_class, grade, importance,
            outlets, origins, why)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
        """,
        (
            *(row.key, row.mark, stamp(now), one.topic, one.question, one.side, one.event, row.label, one.relation),
            *(None if one.relation is None else RELATION_CLASS[one.relation], one.grade, one.importance, one.outlets, one.origins),
            one.why,
        ),
    ).fetchone()[0]
    for place, group in enumerate(one.groups, 1):
        for claim in group.claims:
            db.execute(
                """
                INSERT INTO answers (comparison, place, value, status, derived, item, source, published, speaker, quote, seen)
                SELECT ?, ?, ?, ?, ?, id, ?, ?, ?, ?, ? FROM items WHERE id = ?
                """,
                (
                    *(number, place, group.value, group.status, group.derived, claim.source, stamp(claim.published), claim.speaker),
                    *(claim.quote, written(claim.seen), claim.item),
                ),
            )
