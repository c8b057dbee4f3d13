"""The board in a process of its own, so that comparing costs the screen nothing: rows come over packed, and only those that changed."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.apart import Apart
from core.rows import Head, Rows
from core.settings import Settings
from core.sheet import Opened, Packed
from digest.files import Told

FIRST = 64
"""So many rows fill the largest screen."""


@dataclass(frozen=True, slots=True)
class Compare:
    """Asks for the rows as they stand."""

    now: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """Asks for the rows as they stood at a moment, from what had been fetched by then."""

    as_of: datetime


@dataclass(frozen=True, slots=True)
class Write:
    """Asks for a digest in a format of `digest.render`."""

    form: str
    since: datetime
    now: datetime
    topics: frozenset[str] = frozenset()
    """Only these; empty: all."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Rows that are new or changed, and the order of all of them by their numbers."""

    rows: tuple[tuple[int, Head, Packed | None], ...]
    """Number, head, and the row itself where more than its importance changed."""
    order: tuple[int, ...]
    since: datetime | None


class Boards:
    """Compares in a process beside this one, of which it holds the rows as they came last."""

    def __init__(self, path: Path, settings: Settings) -> None:
        """Say which database is compared; nothing begins before the first question."""
        self._apart = Apart(_begin, path, settings)
        self._known: dict[int, tuple[Head, Packed]] = {}
        self._opened = Opened()

    def __call__(self, db: sqlite3.Connection, settings: Settings, now: datetime) -> Rows:
        """Do as `rows` does; the reader's own connection is not used."""
        del db, settings
        return self.rows(now)

    def rows(self, now: datetime) -> Rows:
        """Return the rows of the matrix; it takes as long as comparing does."""
        try:
            told: Changed = self._apart.ask(Compare(now))
        except Exception:
            # The next process begins without knowing what was sent.
            self.end()
            raise
        for number, its, body in told.rows:
            self._known[number] = (its, body if body is not None else self._known[number][1])
        self._known = {number: self._known[number] for number in told.order}
        bodies = [body for _, body in self._known.values()]
        # A row that is another now is looked at no more.
        self._opened.keep(bodies)
        rows = Rows([one for one, _ in self._known.values()], bodies, told.since, self._opened)
        rows.prepare(FIRST)
        return rows

    def past(self, as_of: datetime) -> Rows:
        """Return the rows of the matrix as of a moment; those that stand now stay known."""
        told: Changed = self._apart.ask(Past(as_of))
        rows = Rows([its for _, its, _ in told.rows], [body for _, _, body in told.rows if body is not None], told.since)
        rows.prepare(FIRST)
        return rows

    def digest(self, form: str, since: datetime, now: datetime, topics: frozenset[str] = frozenset()) -> Told:
        """Return the digest of what has come since a moment, in one of the formats of `digest.render`; of some topics alone where named."""
        told: Told = self._apart.ask(Write(form, since, now, topics))
        return told

    def end(self) -> None:
        """End the process."""
        self._apart.end()
        self._known.clear()


def _begin(path: Path, settings: Settings) -> Callable[[Compare | Past | Write], object]:
    from digest.boarding import Boarding  # noqa: PLC0415  (it takes its time to import, and is for that process alone)

    return Boarding(path, settings)
