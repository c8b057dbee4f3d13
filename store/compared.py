"""Comparisons as other readers of the file see them: a cache of what is compared anew from the claims, and safe to drop."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from core.comparison import RELATION_CLASS
from core.sheet import Sheet
from core.times import stamp
from store.database import Connection
from store.times import written


class Row(NamedTuple):
    """A comparison, with what tells it from others and from itself before a change, and what it is called on paper."""

    key: str
    mark: str
    label: str
    sheet: Sheet


def save_comparisons(db: Connection, come: Iterable[Row], gone: Iterable[str], now: datetime, *, all_keys: Collection[str] | None) -> None:
    """Put comparisons that are new or changed into the cache, and take out those that are gone, by their keys.

    `all_keys`: of all that there are now, so that what others left there goes as well; None: nothing else is looked at. What is there
    already is left as it is, whoever put it there.
    """
    left = [] if all_keys is None else [key for (key,) in db.execute("SELECT key FROM comparisons") if key not in all_keys]
    for key in (*gone, *left):
        db.execute("DELETE FROM comparisons WHERE key = :key", {"key": key})
    for row in come:
        there = db.execute("SELECT mark FROM comparisons WHERE key = :key", {"key": row.key}).fetchone()
        if there is None or there[0] != row.mark:
            db.execute("DELETE FROM comparisons WHERE key = :key", {"key": row.key})
            _save(db, row, now)


def _save(db: Connection, row: Row, now: datetime) -> None:
    one = row.sheet.row
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
    groups = [(place, group.value, group.status, group.derived) for place, group in enumerate(one.groups, 1)]
    db.executemany(
        """
        INSERT INTO answers (comparison, place, value, status, derived, item, source, published, speaker, quote, seen)
        SELECT ?, ?, ?, ?, ?, id, ?, ?, ?, ?, ? FROM items WHERE id = ?
        """,
        (
            (
                *(number, *groups[group], claim.source, stamp(claim.published), claim.speaker),
                *(claim.quote, written(claim.seen), claim.item),
            )
            for group, claim in row.sheet.said()
        ),
    )
