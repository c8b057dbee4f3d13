"""A reader's rulings on how claims are compared."""

from datetime import datetime

from core.correction import Anchor, Ruling
from core.times import stamp
from store.corrections import Judged, withdraw
from store.database import Connection

_ANCHOR = ("item", "place", "quote", "low", "high")


def rule(db: Connection, ruling: Ruling, now: datetime) -> None:
    """Store a ruling."""
    others = {f"other_{name}": None if ruling.other is None else getattr(ruling.other, name) for name in _ANCHOR}
    mine = {name: getattr(ruling.claim, name) for name in _ANCHOR}
    row = {"made": stamp(now), "ruled": ruling.ruled, "note": ruling.note, **mine, **others}
    db.execute(f"INSERT INTO rulings ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})", row)


def rulings(db: Connection) -> list[Ruling]:
    """Return all rulings, in the order in which they were made."""
    columns = [*_ANCHOR, *(f"other_{name}" for name in _ANCHOR)]
    rows = db.execute(f"SELECT ruled, note, {', '.join(columns)} FROM rulings ORDER BY id")
    size = len(_ANCHOR)
    return [Ruling(ruled, Anchor(*row[:size]), None if row[size] is None else Anchor(*row[size:]), note) for ruled, note, *row in rows]


def take_back(db: Connection, claim: Judged) -> None:
    """Take back all that was said of a claim: its correction, and every ruling that names it."""
    withdraw(db, claim.row)
    overrule(db, claim.anchor)


def overrule(db: Connection, claim: Anchor) -> None:
    """Take back every ruling that names a claim."""
    places = [" AND ".join(f"{prefix}{name} IS :{name}" for name in _ANCHOR) for prefix in ("", "other_")]
    db.execute(f"DELETE FROM rulings WHERE ({places[0]}) OR ({places[1]})", {name: getattr(claim, name) for name in _ANCHOR})
