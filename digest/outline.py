"""What the short formats (Markdown, plain text) show of a digest: lists cut to a page, and how much was left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from core.comparison import Group, RelationClass
from digest.record import Answer, Row, Voice

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """The head of a list."""

    shown: tuple[T, ...]
    more: int
    """How many were left out."""


def cut(things: Sequence[T], most: int) -> Cut[T]:
    """Keep the first `most`; where only one would be left out, keep that too: saying so takes the line it needs."""
    kept = tuple(things) if len(things) <= most + 1 else tuple(things[:most])
    return Cut(kept, len(things) - len(kept))


@dataclass(frozen=True, slots=True)
class Limits:
    """How long the lists of a page may be."""

    contested: int = 5
    reconciled: int = 4
    agreed: int = 6
    updated: int = 3
    changes: int = 4
    silences: int = 4
    headlines: int = 3
    troubled: int = 5
    answers: int = 4
    names: int = 4


PAGE = Limits()


def lead(answer: Answer) -> tuple[Voice, tuple[str, ...]]:
    """Return the voice that speaks for an answer, and the other outlets that say the same.

    The first that names its speaker: a figure is better known by who says so than by who prints it.
    """
    voice = next((one for one in answer.voices if one.speaker), answer.voices[0])
    return voice, tuple(one.source for one in answer.voices if one is not voice)


_JOINTS: dict[RelationClass, str] = {"conflict": " against ", "update": " → ", "reconcile": " and ", "agree": ", "}


def headline(row: Row) -> str:
    """Return a row's answers side by side, those first that make it what it is: "195 against 207; about 200"."""
    weightiest, others = sides(row)
    joint = _JOINTS[row.relation] if row.relation is not None else ", "
    return "; ".join(part for part in (joint.join(weightiest), ", ".join(others)) if part)


def _known(group: Group) -> datetime:
    """When a value was first known."""
    return min(claim.seen or claim.published for claim in group.claims)


def _gone(answer: Answer) -> bool:
    """Whether nobody says so any more."""
    return all(voice.superseded for voice in answer.voices)


def sides(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the values that stand in the row's weightiest relation to one another, and the others; each value once.

    Updates stand in their order: what nobody says any more first, then as they became known.
    """
    pairs = (pair.groups for pair in row.comparison.relations if pair.relation == row.comparison.relation)
    numbers = list(dict.fromkeys(number for pair in pairs for number in pair)) or range(len(row.answers))
    if row.relation == "update":
        numbers = sorted(numbers, key=lambda number: (not _gone(row.answers[number]), _known(row.comparison.groups[number])))
    first = dict.fromkeys(row.answers[number].value for number in numbers)
    return tuple(first), tuple(dict.fromkeys(answer.value for answer in row.answers if answer.value not in first))
