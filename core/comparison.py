"""A comparison: one row of the matrix, what the sources answer to one question, and how the answers relate."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from core.claim import Claim, Measure, Status

Relation = Literal[
    "same", "compatible", "adds up", "other scope", "other time", "updated", "corrected", "differs", "contested", "mismatch", "denied"
]
RelationClass = Literal["agree", "reconcile", "conflict", "update"]
Grade = Literal["acknowledged", "corroborated", "single origin", "contested", "withdrawn", "pending"]
SilentState = Literal["silent", "summary only", "no coverage", "gap", "unreachable"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

RELATION_CLASS: dict[Relation, RelationClass] = {
    "same": "agree",
    "compatible": "reconcile",
    "adds up": "reconcile",
    "other scope": "reconcile",
    "other time": "reconcile",
    "updated": "update",
    "corrected": "update",
    "differs": "conflict",
    "contested": "conflict",
    "mismatch": "conflict",
    "denied": "conflict",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that say the same: one value, one status."""

    value: str
    """As shown, with its qualifier ("at least 314", "157 each")."""
    status: Status
    claims: tuple[Claim, ...]
    outlets: int
    origins: int
    derived: bool = False
    """Whether the value is implied by what is printed (157 each: 314 in all) and not printed itself."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The outlets that give it, the first to do so first."""
        return tuple(dict.fromkeys(claim.source for claim in self.claims))


@dataclass(frozen=True, slots=True)
class Related:
    """How two groups of one row relate."""

    groups: tuple[int, int]
    relation: Relation
    why: str
    """One line that a reader understands."""


@dataclass(frozen=True, slots=True)
class Silent:
    """A source without an answer, and of which kind its silence is."""

    source: str
    state: SilentState
    item: int | str | None = None
    """The item that covers the event; None where there is none."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One row: a question about one event, and what each source answers."""

    topic: str
    question: str
    side: str | None
    event: str | None
    groups: tuple[Group, ...]
    relations: Sequence[Related]
    relation: Relation | None
    """The weightiest; None for a row of one outlet."""
    grade: Grade
    importance: int
    """0 to 100."""
    outlets: int
    origins: int
    why: str
    silent: Sequence[Silent] = ()
    measure: Measure = "event"
    speakers: int = 0
    """Named speakers behind the values."""
    terms: tuple[tuple[str, int], ...] = ()
    """What the importance is the sum of, by name."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """What comparing has to know of a source."""

    source: str
    owner: str | None = None
    role: Literal["party", "mediator", "neutral"] = "neutral"
    reach: Literal["ok", "gap", "unreachable"] = "ok"
    """Whether its feed could be read in the time compared: without holes, with one, or not at all."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """An item that covers a topic, with or without claims."""

    item: int | str
    source: str
    topic: str
    full: bool
    """Whether we have its full text, so that what it does not say can be told."""
    published: datetime | None = None
    """When it was published, which tells the event that it is about; None: not known."""


def event_day(event: str | None) -> date | None:
    """Return the day that an event's id names; None where it names none.

    >>> event_day("pow-swaps:2026-02-05")
    datetime.date(2026, 2, 5)
    """
    found = _DAY.search(event or "")
    return None if found is None else date.fromisoformat(found[0])
