"""How events of a topic lie in time, and which day an article gives to what it says without one."""

from collections import defaultdict
from typing import NamedTuple

from claims.comparing.answers import TOLLS, Answer, question_key
from claims.comparing.telling import aftermath, fresh, rising, superseded


class Pace(NamedTuple):
    """How events of a topic lie in time, in days."""

    join: int
    """Said days that are this far apart or nearer are one event."""
    longest: int
    """No event is longer."""
    late: int
    """How long after an event articles still speak of it without its date."""
    early: int
    """How long before it articles tell of it without its date."""
    ahead: int
    """How long before it what is planned or agreed is told without its date."""


PACES = {
    "pow-swaps": Pace(join=0, longest=2, late=2, early=1, ahead=21),
    "strikes": Pace(join=0, longest=1, late=1, early=0, ahead=0),
    "talks": Pace(join=3, longest=7, late=5, early=3, ahead=21),
}
OTHER = Pace(join=0, longest=2, late=2, early=1, ahead=21)
_GROWN = 1.5
"""So many times as many dead are told of at most within one article, as their number grows; fewer are a part."""
_RECENT = 7
"""Days."""
_TOLLS = frozenset([key.removeprefix("strikes.") for key in TOLLS if key.startswith("strikes.")])
_BEGUN = frozenset(["under way", "ended", "collapsed", "completed"])


def anchored(answers: list[Answer]) -> list[Answer]:
    """Let what an article says without a day be of the day that it names.

    Of talks or swaps where it announces the day, not where it tells that they have begun; of strikes the dead and the hurt.
    """
    _anchor_strikes([one for one in answers if one.topic == "strikes"])
    _outgrow([one for one in answers if question_key(one.topic, one.question) in TOLLS])
    if len(answers) < 2:  # noqa: PLR2004 - one that names the day, and another
        return answers
    days: dict[tuple[str, int], set[int]] = defaultdict(set)
    for one in answers:
        if one.dated and one.first == one.last and one.measure == "event" and one.topic != "strikes":
            if 0 <= one.first - one.told <= PACES.get(one.topic, OTHER).early:
                days[one.topic, one.told].add(one.first)
        elif one.question == "stage" and one.span.word in _BEGUN:
            days[one.topic, one.told].add(one.told)
    for one in answers:
        if not one.dated and (named := days.get((one.topic, one.first))) and one.first not in named:
            one.first = one.last = min(named)
    return answers


def _outgrow(tolls: list[Answer]) -> None:
    """Mark the tolls that their article tells as what was known at first, beside the greater one of the same voice."""
    for one in tolls:
        at_first = superseded(one.claim.value.text, one.claim.quote)
        if any(_beyond(one, other) and (at_first or _grown(one, other)) for other in tolls):
            one.past = True


def _beyond(one: Answer, other: Answer) -> bool:
    alike = one.question == other.question and one.side == other.side and one.measure == other.measure and one.who == other.who
    voiced = one.voice == other.voice or not (one.voice and other.voice)
    return alike and voiced and other.span.family == "number" == one.span.family and other.span.base > one.span.base


def _grown(one: Answer, other: Answer) -> bool:
    """Whether a toll is told to have grown to what it is, in another sentence than one that is not far below it."""
    return other.claim.quote != one.claim.quote and rising(other.claim.quote) and other.span.base <= _GROWN * one.span.base


def _anchor_strikes(answers: list[Answer]) -> None:
    """Let the dead and the hurt be of the one day that is named; where they are told days after it, so is all that names no day."""
    tolls = [one for one in answers if one.question in _TOLLS and one.measure == "event"]
    growing = [(one.question, one.side) for one in tolls if rising(one.claim.quote) or aftermath(one.claim.quote)]
    struck = {one.first for one in answers if one.dated and one.first == one.last and (growing or _lately(one))}
    struck |= {one.told for one in tolls if not one.dated and fresh(one.claim.quote)}
    for one in tolls:
        if not one.dated and len(struck) == 1:
            one.first, one.last, one.dated = min(struck), min(struck), True
    for one in answers:
        one.grown = min(growing, key=repr) if growing and not one.dated else None


def _lately(answer: Answer) -> bool:
    """Whether an answer is of a day shortly before its article: what was longer ago is told of for comparison."""
    return answer.told - answer.first <= _RECENT
