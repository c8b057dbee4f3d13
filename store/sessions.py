"""Sessions: from the start of a dashboard to its end."""

from dataclasses import dataclass
from datetime import datetime

from core.times import stamp
from store.database import Connection
from store.times import moment, sure


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting."""

    id: int
    started: datetime
    ended: datetime | None
    """None: it goes on, or ended without saying so."""


def start_session(db: Connection, now: datetime) -> Session:
    """Begin a session."""
    number = db.execute("INSERT INTO sessions (started) VALUES (:now) RETURNING id", {"now": stamp(now)}).fetchone()[0]
    return Session(number, now, None)


def end_session(db: Connection, session: int, now: datetime) -> None:
    """End a session."""
    db.execute("UPDATE sessions SET ended = :now WHERE id = :session", {"now": stamp(now), "session": session})


def last_session(db: Connection, *, before: int | None = None) -> Session | None:
    """Return the latest session, or the latest before the one of that number; None: there is none."""
    row = db.execute(
        "SELECT id, started, ended FROM sessions WHERE :before IS NULL OR id < :before ORDER BY id DESC LIMIT 1", {"before": before}
    ).fetchone()
    return None if row is None else Session(row[0], sure(row[1]), moment(row[2]))
