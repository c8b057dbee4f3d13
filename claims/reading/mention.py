"""A value in a sentence."""

from dataclasses import dataclass, field

from core.claim import Kind, Qualifier


@dataclass(slots=True)
class Mention:
    """A value in a sentence: words i to j with its qualifier and its noun, the number itself from n."""

    i: int
    n: int
    j: int
    kind: Kind
    low: float | str
    high: float | str
    unit: str | None = None
    qualifier: Qualifier = "exact"
    things: set[str] = field(default_factory=set)
    """Lexemes of its noun; "-" where it has none of its own."""
    who: str | None = None
    """The noun as printed."""
    owner: str | None = None
    """The party in the phrase ("12 Russian drones")."""
    also: str | None = None
    """Another that "and" joins to it ("12 Russian and Ukrainian soldiers")."""
    own: bool = False
    """Whether the phrase says "its", "our"."""
    each: bool = False
    swapped: bool = False
    whole: bool = False
    """Whether it is the second of "87 of 103"."""
    vague: bool = False
    part: bool = False
    """Whether it is told as a part of another ("including 6 civilians")."""
    more: bool = False
    inherits: bool = False
    """Whether the noun is the one of a number before, soldiers."""
    rate: bool = False
    """Whether it is so many a day, so many for each, an average, or of another war."""
    pace: str | None = None
    """Of so many a day or a month, which of them: "a day"."""
    others: bool = False
    """Whether as many others were counted right before it ("two politicians and two officers")."""
