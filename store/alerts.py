"""Alerts: what was found worth telling, to whom (the column `way`), and whether it has been told. Kept, so that nothing is told twice."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.times import stamp
from store.database import Connection
from store.times import moment

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An alert that a rule asks for."""

    receiver: str
    """The name of who is to be told."""
    subject: str
    """What it tells, without who tells it: the same is not told again as long as an article that tells it is among its items."""
    items: frozenset[int]
    due: datetime
    content: Json


@dataclass(frozen=True, slots=True)
class Waiting:
    """An alert that was taken for telling."""

    id: int
    content: Json
    tries: int


def add_alerts(db: Connection, wanted: Sequence[Wanted], now: datetime) -> list[Wanted]:
    """Keep the alerts that are not known yet, to be told when they are due, and return them."""
    added = []
    for one in wanted:
        known = db.execute(
            "SELECT id, items FROM alerts WHERE way = :receiver AND subject = :subject", {"receiver": one.receiver, "subject": one.subject}
        ).fetchall()
        same = next(
            ((number, frozenset(json.loads(items))) for number, items in known if not one.items.isdisjoint(json.loads(items))), None
        )
        if same is None:
            db.execute(
                """
                INSERT INTO alerts (way, subject, items, made, due, state, content)
                VALUES (:receiver, :subject, :items, :now, :due, 'waiting', :content)
                """,
                {
                    "receiver": one.receiver,
                    "subject": one.subject,
                    "items": json.dumps(sorted(one.items)),
                    "now": stamp(now),
                    "due": stamp(one.due),
                    "content": json.dumps(one.content, ensure_ascii=False),
                },
            )
            added.append(one)
        elif not one.items <= same[1]:
            items = json.dumps(sorted(one.items | same[1]))
            db.execute("UPDATE alerts SET items = :items WHERE id = :id", {"items": items, "id": same[0]})
    return added


def next_alert(db: Connection, receivers: Collection[str]) -> datetime | None:
    """Return when the next alert for these receivers is due; None: none waits."""
    row = db.execute(
        "SELECT min(due) FROM alerts WHERE state = 'waiting' AND way IN (SELECT value FROM json_each(:receivers))",
        {"receivers": json.dumps([*receivers])},
    )
    return moment(row.fetchone()[0])


def take_alerts(db: Connection, receiver: str, now: datetime) -> list[Waiting]:
    """Take all that waits for a receiver, once one of it is due, oldest first.

    What is taken is taken: no other process gets it, and where this one ends before it has told it, nobody tells it. It may have arrived.
    """
    rows = db.execute(
        """
        UPDATE alerts SET state = 'taken', tries = tries + 1, reason = 'begun, and not seen to end'
        WHERE way = :receiver AND state = 'waiting'
            AND EXISTS (SELECT 1 FROM alerts AS one WHERE one.way = :receiver AND one.state = 'waiting' AND one.due <= :now)
        RETURNING id, content, tries
        """,
        {"receiver": receiver, "now": stamp(now)},
    ).fetchall()
    return [Waiting(number, json.loads(content), tries) for number, content, tries in sorted(rows)]


def alerts_told(db: Connection, numbers: Sequence[int], now: datetime) -> None:
    """Note that alerts were told."""
    _set(db, numbers, "state = 'told', told = :now", {"now": stamp(now)})


def alerts_failed(db: Connection, numbers: Sequence[int], reason: str, again: datetime | None) -> None:
    """Note that alerts could not be told, and when to try again; None: not again."""
    state = {"state": "failed" if again is None else "waiting", "due": None if again is None else stamp(again), "reason": reason}
    _set(db, numbers, "state = :state, due = coalesce(:due, due), reason = :reason", state)


def alert_troubles(db: Connection) -> list[tuple[str, int, str]]:
    """Return who could not be told since the last alert that was: each with how many these are, and why the last one could not."""
    # With max(id), SQLite takes the other columns from that row.
    rows = db.execute(
        """
        SELECT way, count(*), reason, max(id) FROM alerts
        WHERE reason IS NOT NULL AND state <> 'told'
            AND id > coalesce((SELECT max(id) FROM alerts AS told WHERE told.way = alerts.way AND told.state = 'told'), 0)
        GROUP BY way ORDER BY way
        """
    )
    return [(way, count, reason) for way, count, reason, _ in rows]


def drop_alerts(db: Connection, before: datetime, forgotten: datetime) -> None:
    """Give up what has waited since before a moment, whoever it is for; forget what is older than `forgotten`."""
    db.execute("UPDATE alerts SET state = 'dropped' WHERE state = 'waiting' AND made < :before", {"before": stamp(before)})
    db.execute("DELETE FROM alerts WHERE made < :forgotten", {"forgotten": stamp(forgotten)})


def _set(db: Connection, numbers: Sequence[int], change: str, values: dict[str, Any]) -> None:
    db.execute(f"UPDATE alerts SET {change} WHERE id IN (SELECT value FROM json_each(:ids))", {**values, "ids": json.dumps([*numbers])})
