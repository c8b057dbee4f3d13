"""When feeds are due, and who has taken them until when."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from core.addresses import host
from core.times import stamp
from store.database import Connection
from store.feeds import STATE, FeedState, state_of
from store.times import moment

LEASE = timedelta(minutes=2)
"""For how long a feed or page that was taken is left alone by others; what takes longer is held on to."""
TAKEN = "being asked"
"""What stands as the reason for a feed's next poll while it is asked."""
BROKEN_OFF = "asking it was broken off"
"""And once whoever asked has gone before the answer."""
_SKEW = timedelta(minutes=1)
"""By which clocks of machines that share a database may differ."""
_HELD = timedelta(hours=1)
"""Longer than a feed is taken for."""


def take_due(
    db: Connection,
    urls: Sequence[str],
    now: datetime,
    until: datetime,
    *,
    most: int | None = None,
    everything: bool = False,
    gone: bool = False,
) -> list[FeedState]:
    """Take those of the feeds whose time has come (or all of them; those that are gone for good only where `gone` says so), at most so
    many, and put off their next poll to `until`.

    One statement, so that two processes on one database never take the same feed. The time of those that were last asked in what is
    now the future has come, too: the clock was wrong, then or before.
    """
    rows = db.execute(
        f"""
        UPDATE feeds SET next_poll = :until, why_next = '{TAKEN}' WHERE url IN (
            SELECT url FROM feeds WHERE url IN (SELECT value FROM json_each(:urls)) AND (
                (:everything AND (:gone OR next_poll IS NOT NULL)) OR next_poll <= :now OR {_MISDATED}
            )
            ORDER BY next_poll LIMIT :most
        )
        RETURNING {STATE}
        """,
        {
            "urls": json.dumps(list(urls)),
            "now": stamp(now),
            **_clocks(now),
            "until": stamp(until),
            "most": -1 if most is None else most,
            "everything": everything,
            "gone": gone,
        },
    ).fetchall()
    return [state_of(row) for row in rows]


_MISDATED = "(last_poll > :soon AND next_poll > :held)"
"""Asked in what is now the future, and not being asked now: the clock was wrong then."""


def _clocks(now: datetime) -> dict[str, str]:
    return {"soon": stamp(now + _SKEW), "held": stamp(now + _HELD)}


def next_due(db: Connection, urls: Sequence[str], now: datetime) -> datetime | None:
    """Return when the next of the feeds is due; None: none ever."""
    row = db.execute(
        f"SELECT min(iif({_MISDATED}, :now, next_poll)) FROM feeds WHERE url IN (SELECT value FROM json_each(:urls))",
        {"urls": json.dumps(list(urls)), "now": stamp(now), **_clocks(now)},
    )
    return moment(row.fetchone()[0])


def due_but_skipping(db: Connection, urls: Sequence[str], now: datetime) -> list[FeedState]:
    """Return those of the feeds that are due and have hours or days in which they ask not to be polled."""
    rows = db.execute(
        f"""
        SELECT {STATE} FROM feeds
        WHERE url IN (SELECT value FROM json_each(:urls)) AND next_poll <= :now AND (skip_hours <> '' OR skip_days <> '')
        """,
        {"urls": json.dumps(list(urls)), "now": stamp(now)},
    )
    return [state_of(row) for row in rows]


def put_off(db: Connection, url: str, to: datetime, why: str) -> None:
    """Put off the next poll of a feed."""
    db.execute("UPDATE feeds SET next_poll = :to, why_next = :why WHERE url = :url", {"url": url, "to": stamp(to), "why": why})


def put_off_host(db: Connection, url: str, to: datetime, why: str) -> None:
    """Put off the next poll of every feed at the host of this one, those excepted that are being asked."""
    rows = db.execute(f"SELECT url FROM feeds WHERE enabled AND next_poll < :to AND why_next <> '{TAKEN}'", {"to": stamp(to)}).fetchall()
    for (other,) in rows:
        if other != url and host(other) == host(url):
            put_off(db, other, to, why)


def make_due(db: Connection, urls: Sequence[str], now: datetime) -> None:
    """Make the feeds due now, those excepted that are gone for good, or refused us lately and said for how long."""
    db.execute(
        """
        UPDATE feeds SET next_poll = :now WHERE url IN (SELECT value FROM json_each(:urls)) AND next_poll IS NOT NULL
            AND NOT (status IN (429, 503) AND coalesce(not_before, '') > :now)
        """,
        {"urls": json.dumps(list(urls)), "now": stamp(now)},
    )


def poll_sooner(db: Connection, url: str, at: datetime) -> None:
    """Bring the next poll of a feed forward."""
    db.execute("UPDATE feeds SET next_poll = min(next_poll, :at) WHERE url = :url", {"url": url, "at": stamp(at)})


def move_leases(db: Connection, leases: Sequence[datetime], to: datetime) -> None:
    """Put the next poll of the feeds that were taken until one of `leases`, and not polled since, at `to`."""
    db.execute(f"UPDATE feeds SET next_poll = :to WHERE next_poll IN {_LEASES}", {"leases": _stamps(leases), "to": stamp(to)})


def give_feeds_back(db: Connection, leases: Sequence[datetime], now: datetime) -> None:
    """Make due now the feeds that were taken until one of `leases`, and not polled since.

    What is gone for good stays so, and those that ask to be left alone are.
    """
    db.execute(
        f"UPDATE feeds SET {_BACK} WHERE next_poll IN {_LEASES}",
        {"leases": _stamps(leases), "now": stamp(now)},
    )


def take_feeds_back(db: Connection, now: datetime) -> None:
    """Make due now the feeds that are being asked, as whoever took them is there no more; as `give_feeds_back` does."""
    db.execute(f"UPDATE feeds SET {_BACK} WHERE why_next = '{TAKEN}' AND next_poll IS NOT NULL", {"now": stamp(now)})


_LEASES = "(SELECT value FROM json_each(:leases))"
_BACK = f"next_poll = CASE WHEN status = 410 THEN NULL ELSE max(:now, coalesce(not_before, '')) END, why_next = '{BROKEN_OFF}'"


def _stamps(moments: Sequence[datetime]) -> str:
    return json.dumps([stamp(moment) for moment in moments])
