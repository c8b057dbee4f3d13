"""A claim: one answer to one question, with the words it rests on. The JSON form is in `core.contract`."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.packed import packed

Kind = Literal["count", "percent", "length", "area", "duration", "date", "ordinal", "place", "stage"]
Qualifier = Literal["exact", "about", "nearly", "at-least", "at-most"]
Status = Literal[
    "proposed",
    "demanded",
    "agreed in principle",
    "agreed",
    "scheduled",
    "under way",
    "part done",
    "completed",
    "rejected",
    "postponed",
    "suspended",
    "denied",
    "violated",
    "conditional",
    "alleged",
]
StatusClass = Literal["happened", "agreed", "planned", "demanded", "denied", "alleged"]
Measure = Literal["event", "period", "cumulative"]
Basis = Literal["claimed", "assessed", "documented", "visually confirmed", "reported"]

STATUS_CLASS: dict[Status, StatusClass] = {
    "completed": "happened",
    "under way": "happened",
    "part done": "happened",
    "violated": "happened",
    "suspended": "happened",
    "agreed": "agreed",
    "agreed in principle": "agreed",
    "scheduled": "planned",
    "proposed": "planned",
    "postponed": "planned",
    "conditional": "planned",
    "demanded": "demanded",
    "denied": "denied",
    "rejected": "denied",
    "alleged": "alleged",
}


@packed
@dataclass(frozen=True, slots=True)
class Value:
    """What is printed, as an interval: a bound leaves its other end open (None); "about" and "nearly" keep low == high.

    Numbers for count, percent, length, area, duration, ordinal; "YYYY-MM-DD" or "YYYY-MM" for a date;
    the word itself for a place and a stage.
    """

    kind: Kind
    low: float | str | None
    high: float | str | None
    unit: str | None
    text: str
    """The words as printed, a substring of the claim's quote."""


@packed
@dataclass(frozen=True, slots=True)
class Scope:
    """Who counts, where, and in which window; None: not said."""

    who: str | None = None
    where: str | None = None
    start: str | None = None
    """First day counted, ISO."""
    end: str | None = None
    """Last day counted, ISO."""


@packed
@dataclass(frozen=True, slots=True)
class Claim:
    """One answer to one question, said in one article."""

    item: int | str
    url: str | None
    source: str
    published: datetime
    topic: str
    question: str
    side: str | None
    """The party that the value is about, "both", or None where the question has no sides."""
    value: Value
    qualifier: Qualifier
    quote: str
    """The evidence, an exact substring of the article's text or title."""
    start: int = 0
    end: int = 0
    """Span of the quote in code points, end exclusive."""
    place: Literal["text", "title"] = "text"
    status: Status = "completed"
    speaker: str | None = None
    """Who says so; None: the outlet in its own voice."""
    body: str | None = None
    """The body that the speaker speaks for."""
    agency: str | None = None
    """The news agency that is credited."""
    basis: Basis = "reported"
    cue: str | None = None
    """The words that attribute it ("according to")."""
    rule: str = ""
    """The id of the rule that read it."""
    trigger: str | None = None
    """The words that told the rule what happened ("were shot down"); None: from the store, which does not keep them."""
    grounds: tuple[str, ...] = ()
    """What spoke most for its question and side, where these were weighed; the store does not keep it."""
    measure: Measure = "event"
    scope: Scope = Scope()
    as_of: str | None = None
    """The date or time up to which the figure holds, ISO."""
    event: str | None = None
    """The id of the event that it is about; None: not grouped."""
    lang: str = "en"
    version: int = 1
    """Which version of the item's text it stands in, from 1."""
    seen: datetime | None = None
    """When that version was first seen; None: not from the store."""
    origin: str | None = None
    """The outlet or agency that the words come from, where that is known; it is believed in comparing."""
    corrected: bool = False
    """Whether side or question are a reader's correction of what the rules read."""

    @property
    def status_class(self) -> StatusClass:
        """The coarse status."""
        return STATUS_CLASS[self.status]


@dataclass(frozen=True, slots=True)
class Passed:
    """A sentence with a number that gave no claim, and why."""

    start: int
    end: int
    place: Literal["text", "title"]
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of one article."""

    claims: tuple[Claim, ...]
    passed: tuple[Passed, ...] = ()
