"""A digest as a record: everything that its renderers print, and nothing that they would have to look up.

Texts in it come from outside and are cleaned of control characters, but not escaped: that is each renderer's own business.
"""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING, Literal

from core.comparison import Comparison, RelationClass, SilentState
from digest.words import Sign
from store.items import Item

if TYPE_CHECKING:
    from digest import over_time  # with what follows figures, which rows alone do without

SourceState = Literal["ok", "gap", "unreachable", "not asked"]
Fact = Literal["changed", "added", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One outlet, saying something at one time."""

    source: str
    speaker: str | None
    """Who says so, with the body spoken for; None: the outlet in its own voice."""
    who: str
    """The same in a word or two: a name, a body, or the outlet's."""
    time: datetime
    url: str | None
    """http or https, percent-encoded; None: there is none that may be linked."""
    quote: str
    """At most 200 characters of the sentence, the figure among them; an ellipsis where something is left out."""
    printed: str
    """The value as printed, within the quote."""
    language: str
    superseded: bool = False
    """Whether the sentence stood in an earlier version of the article, and the present one answers anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What some outlets answer to a question: they say the same."""

    value: str
    status: str
    derived: bool
    outlets: int
    origins: int
    voices: tuple[Voice, ...]
    """The first word of each outlet, by time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one outlet has in one row of the matrix."""

    source: str
    sign: Sign
    text: str
    """The value, or how the outlet is silent."""
    silent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of the matrix, told."""

    id: str
    """Names the row within the digest ("row-3")."""
    comparison: Comparison
    topic: str
    """The topic's name."""
    label: str
    """The question, the side, and the day of the event where two rows share the rest."""
    relation: RelationClass | None
    """None: one outlet alone."""
    sign: Sign
    why: str
    answers: tuple[Answer, ...]
    cells: tuple[Cell, ...]
    """One an outlet that answers or is silent; an outlet that is not in it has nothing to do with the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a commitment."""

    status: str
    value: str
    """With how much of what was promised it is, where that is a number ("1,212 of 6,000")."""
    said: tuple[Voice, ...]
    """The first word of each who says so, by time."""
    denied: tuple[Voice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What was announced, agreed to or asked for, and what became of it."""

    topic: str
    label: str
    steps: tuple[Step, ...]
    raw: "over_time.Commitment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A figure over time."""

    topic: str
    label: str
    raw: "over_time.Course"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactChange:
    """One claim of an article, before and after an edit."""

    kind: Fact
    label: str
    old: str | None
    """The value (and who says so, or its status, where that is what changed); None: it was not there."""
    new: str | None
    """None: it is there no more."""
    speaker: str | None
    """Who says so, as in `Voice`: in the later version, or in the earlier where the claim was removed."""
    quote: str
    """From the later version, or from the earlier where the claim was removed; short as in `Voice`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An edit that changed what an article claims."""

    source: str
    title: str
    url: str | None
    time: datetime
    """When the later version was first seen."""
    version: int
    facts: tuple[FactChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """An outlet that does not answer a question."""

    source: str
    rows: int = 1
    """In how many rows."""
    title: str | None = None
    """Of its item that covers the event; None: there is none, or more than one is meant."""
    url: str | None = None
    time: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Outlets that are silent in the same way: about one question where they are silent indeed, else in any of the rows."""

    state: SilentState
    label: str
    """The question; empty where it is about no single one."""
    outlets: tuple[Quiet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A new item."""

    source: str
    title: str
    url: str | None
    time: datetime
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTopic:
    """The new items of one topic, newest first."""

    topic: str
    headlines: tuple[Headline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How one outlet's feeds did in the span."""

    source: str
    state: SourceState
    words: str
    """What is wrong, or that nothing is."""
    polls: int
    failed: int
    new: int
    """Items first seen."""
    last_good: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What happened in a span, told by what its sources said."""

    negotiation: str
    since: datetime
    until: datetime
    zone: tzinfo | None
    """In which times are printed; None: the machine's own."""
    summary: str
    rows: tuple[Row, ...]
    """Every row that something new was said in, by importance."""
    changes: tuple[Change, ...]
    wording: int
    """Edits that changed words and no claim."""
    commitments: tuple[Commitment, ...]
    """Those of which something new was said, by the importance of what was said of them."""
    courses: tuple[Course, ...]
    """The figures that moved and of which something new was said, in the same order."""
    silences: tuple[Silence, ...]
    """Silence indeed first, by the importance of the rows; then one a kind."""
    new: tuple[NewTopic, ...]
    off_topic: int
    """New items without a topic."""
    items: tuple[Item, ...]
    """Every new item, newest first."""
    sources: tuple[SourceHealth, ...]
    method: tuple[str, ...]
    """How to read it, and what it cannot tell: a paragraph each."""

    def related(self, relation: RelationClass | None) -> tuple[Row, ...]:
        """Return the rows of one kind of relation, by importance; None: those of one outlet alone."""
        return tuple(row for row in self.rows if row.relation == relation)
