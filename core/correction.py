"""A reader's judgement: of a claim that was read wrong, and of how claims are compared."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["wrong", "wrong side", "other question"]
Ruled = Literal["same event", "other event", "no conflict"]


@dataclass(frozen=True, slots=True)
class Correction:
    """What is wrong with a claim, and what is right.

    A correction is of the program's reading, never of the news: it holds for every version of the item that prints the sentence,
    whenever that was seen, and for every later reading of it.
    """

    verdict: Verdict
    side: str | None = None
    """The right side, for "wrong side"; None: none."""
    topic: str | None = None
    question: str | None = None
    """The question that the value does answer, with its topic, for "other question"."""
    note: str | None = None


def told(correction: Correction | None, question: str | None = None) -> str:
    """Write a correction in a few words, nothing for none; `question` is what the one that it names is called (None: by its ids)."""
    if correction is None:
        return ""
    match correction.verdict:
        case "wrong":
            words = "wrong"
        case "wrong side":
            words = f"side {correction.side or 'none'}"
        case "other question":
            words = f"answers {question or f'{correction.topic}.{correction.question}'}"
    return words + _noted(correction.note)


def _noted(note: str | None) -> str:
    return f" ({note})" if note else ""


@dataclass(frozen=True, slots=True)
class Label:
    """A correction with the claim as it had been read: an example to learn from."""

    item: int
    url: str | None
    source: str
    published: datetime
    lang: str
    topic: str
    question: str
    side: str | None
    low: float | str | None
    high: float | str | None
    value: str
    """As printed."""
    quote: str
    place: Literal["text", "title"]
    rule: str
    """The rule that read it."""
    made: datetime
    correction: Correction


@dataclass(frozen=True, slots=True)
class Anchor:
    """What names a claim through every new reading and every version that prints its sentence: the item, the sentence, the value."""

    item: int | str
    place: Literal["text", "title"]
    quote: str
    low: float | str | None
    high: float | str | None


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a reader says of claims that were compared wrong.

    "same event": the events of the two claims are one. "other event": the claim tells of another event than those beside it.
    "no conflict": what the two say can both be true.
    """

    ruled: Ruled
    claim: Anchor
    other: Anchor | None = None
    """None: for "other event", which is about one claim."""
    note: str | None = None

    def names(self, claim: Anchor) -> bool:
        """Whether it is about a claim."""
        return claim in (self.claim, self.other)

    def told(self, claim: Anchor) -> str:
        """Write what it says of one of its claims in a few words: "same event as item 3"."""
        other = self.other if claim == self.claim else self.claim
        words = self.ruled if other is None else f"{self.ruled} {'with' if self.ruled == 'no conflict' else 'as'} item {other.item}"
        return words + _noted(self.note)
