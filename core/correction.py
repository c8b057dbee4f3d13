"""A reader's judgement of a claim that was read wrong."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["wrong", "wrong side", "other question"]


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
