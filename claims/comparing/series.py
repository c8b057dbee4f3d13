"""A figure over time: what each source said about one question and side, as ranges, with updates joined and conflicts marked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.comparing.answers import STATES, answer, question_key
from claims.comparing.attribution import voice
from claims.comparing.intervals import Span, rounds, shown, span_of
from core.claim import Claim
from core.comparison import RELATION_CLASS, Comparison

_Thing = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """What a source said at one time."""

    at: datetime
    """When the edit was seen that put it in place of another; else up to when it holds where that is said, else when it was published."""
    low: float | None
    """None: open."""
    high: float | None
    value: str
    """As shown."""
    claim: Claim
    falls: bool = False
    """Whether a running total stands below what the same voice said before of the same thing, beyond rounding."""
    conflict: bool = False
    """Whether a relation of its row calls its group a conflict."""


@dataclass(frozen=True, slots=True)
class Line:
    """One source's points, the earliest first: what it updates is joined."""

    source: str
    points: tuple[Point, ...]


def series(claims: Iterable[Claim], rows: Sequence[Comparison] = ()) -> list[Line]:
    """Draw a figure over time, a line a source, by name; what holds no number is left out.

    Args:
        claims: claims of one topic, question and side, of all versions.
        rows: the rows that they stand in, for marking conflicts.
    """
    disputed = {
        id(claim)
        for row in rows
        for related in row.relations
        if RELATION_CLASS[related.relation] == "conflict"
        for at in related.groups
        for claim in row.groups[at].claims
    }
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if span_of(claim.value, claim.qualifier).family not in ("vague", "word"):
            by_source[claim.source].append(claim)
    return [Line(source, _points(by_source[source], disputed)) for source in sorted(by_source)]


def _points(claims: Sequence[Claim], disputed: set[int]) -> tuple[Point, ...]:
    told = [(claim, _measured(claim)) for claim in claims]
    first: dict[_Thing, int] = {}
    for claim, measured in told:
        thing = (claim.item, *measured)
        first[thing] = min(claim.version, first.get(thing, claim.version))
    timed = [(_moment(claim, edited=claim.version > first[claim.item, *measured]), claim, measured) for claim, measured in told]
    timed.sort(key=lambda one: (one[0], one[1].version, one[1].published, str(one[1].item), one[1].start, one[1].quote, repr(one[1])))
    last: dict[_Thing, Span] = {}
    out: list[Point] = []
    for at, claim, measured in timed:
        span, name = span_of(claim.value, claim.qualifier), voice(claim)
        thing = (name, *measured)
        before = last.get(thing)
        falls = before is not None and _falls(span, before) and _running(claim)
        point = Point(
            at=at,
            low=None if span.low == float("-inf") else span.low,
            high=None if span.high == float("inf") else span.high,
            value=shown(claim.value, claim.qualifier),
            claim=claim,
            falls=falls,
            conflict=id(claim) in disputed,
        )
        if not (out and before is not None and span == before and voice(out[-1].claim) == name and out[-1].value == point.value):
            out.append(point)  # The same figure told again by the same voice is no new point.
        last[thing] = span
    return tuple(out)


def _measured(claim: Claim) -> tuple[object, ...]:
    """What figures of one thing have in common: square kilometres do not fall to settlements, nor all the dead to children."""
    given = answer(claim)
    return given.span.family, given.measure, given.who, given.where, claim.scope.start


def _running(claim: Claim) -> bool:
    """Whether it is a running total, and no state, which may well fall."""
    return answer(claim).measure == "cumulative" and question_key(claim.topic, claim.question) not in STATES


def _falls(span: Span, before: Span) -> bool:
    """Whether a total stands below the one before, beyond rounding; of two that are both "about" so many, the numbers count as printed."""
    if span.high < before.low:
        return not rounds(span, before)
    if span.loose != "about" or before.loose != "about" or span.base >= before.base:
        return False
    return not rounds(_printed(span), _printed(before), most=1.0)


def _printed(span: Span) -> Span:
    return span._replace(low=span.base, high=span.base, exact=True)


def _moment(claim: Claim, *, edited: bool) -> datetime:
    """When a figure holds: its as-of time, at most the time of publication. `edited`: from when an edit was seen."""
    if edited and claim.seen:
        return max(claim.seen, claim.published)
    for said in (claim.as_of, claim.scope.end):
        if said:
            try:
                moment = datetime.fromisoformat(said)
            except ValueError:
                continue
            return min(moment if moment.tzinfo else moment.replace(tzinfo=claim.published.tzinfo), claim.published)
    return claim.published
