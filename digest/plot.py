"""A figure over time, laid out: which strokes, marks and words stand where, before SVG or PDF draws them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from math import floor, log10
from typing import Literal, NamedTuple

from claims.comparing.series import Point
from core.text import line
from digest.record import Course, Digest
from digest.words import clock, day

WIDTH, HEIGHT = 500, 210
LEFT, RIGHT, TOP, BOTTOM = 62, 150, 26, 30
KINDS = ("count", "percent", "length", "area")
"""What is drawn: amounts. Dates, places and stages are told in words."""
SPAN = timedelta(days=30)
"""What lies further back than this from the last word stands in the table alone."""
SHORTEST = timedelta(minutes=30)
NAMED = 5
"""Sources with a shape and a name of their own; the others share the last."""
MOST = 12
"""Most pictures of a digest."""
LEGEND = "A mark a claim, by when it was said; a bar is a range, ≠ is in conflict, ↓ falls below what the same voice said before."
_GAP = 15
"""Least distance between two names."""
_TICKS = 4

Place = tuple[float, float]
"""To the right and down from the upper left corner."""
RADIUS = 4.5
SHAPES: tuple[tuple[Place, ...], ...] = (
    (),
    ((-4, -4), (4, -4), (4, 4), (-4, 4)),
    ((0, -5.6), (5.6, 0), (0, 5.6), (-5.6, 0)),
    ((0, -5), (5, 4), (-5, 4)),
    ((0, 5), (5, -4), (-5, -4)),
    ((-3, -3), (3, -3), (3, 3), (-3, 3)),
)
"""The corners of each source's mark; the first is a circle."""


class Stroke(NamedTuple):
    """Lines from place to place."""

    kind: Literal["grid", "way", "range"]
    places: tuple[Place, ...]
    tone: int = 0
    """The number of the source's shape."""


class Spot(NamedTuple):
    """A mark."""

    place: Place
    tone: int


class Label(NamedTuple):
    """Words, on their base line."""

    kind: Literal["tick", "name", "falls", "conflict"]
    text: str
    place: Place
    anchor: Literal["start", "middle", "end"] = "start"


Part = Stroke | Spot | Label


@dataclass(frozen=True, slots=True)
class Plot:
    """One picture."""

    course: Course
    parts: tuple[Part, ...]
    """In the order in which they are drawn."""
    words: str
    """What it shows, in words."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """One claim on the picture."""

    source: str
    at: datetime
    low: float | None
    high: float | None
    point: Point

    @property
    def middle(self) -> float:
        ends = [end for end in (self.low, self.high) if end is not None]
        return sum(ends) / len(ends)


def plots(digest: Digest) -> list[Plot]:
    """Lay out the figures of a digest that can be drawn, the weightiest first, and no more than fit."""
    found: list[Plot] = []
    for course in digest.courses:
        one = plot(course, digest.zone, digest.until.year)
        found += [one] if one is not None and len(found) < MOST else []
    return found


def plot(course: Course, zone: tzinfo | None, year: int) -> Plot | None:
    """Lay out a figure's course; None: it is no amount, or it did not move within the last month.

    Args:
        course: which figure.
        zone: in which times are written.
        year: which need not be written.
    """
    marks = _marks(course)
    if len({(mark.low, mark.high) for mark in marks}) < 2 or max(mark.at for mark in marks) - min(mark.at for mark in marks) < SHORTEST:  # noqa: PLR2004
        return None
    sources = [source for source, _ in Counter(mark.source for mark in marks).most_common()]
    scale = _Scale(marks)
    parts = (
        *_frame(scale, zone),
        *(part for source in sources for part in _line([mark for mark in marks if mark.source == source], sources.index(source), scale)),
        *_names(marks, sources, scale),
    )
    return Plot(course, parts, _told(marks, zone, year))


def _marks(course: Course) -> list[_Mark]:
    """Return what can be drawn on one scale: amounts of the measure that most of them have, each once a source and time."""
    points = [
        (one.source, point)
        for one in course.raw.lines
        for point in one.points
        if point.claim.value.kind in KINDS and (point.low is not None or point.high is not None)
    ]
    if not points:
        return []
    measure = Counter(point.claim.measure for _, point in points).most_common(1)[0][0]
    kept = [_Mark(source, point.at, *_ends(point), point) for source, point in points if point.claim.measure == measure]
    last = max(mark.at for mark in kept)
    once = {(mark.source, mark.at, mark.low, mark.high): mark for mark in reversed(kept) if last - mark.at <= SPAN}
    return sorted(once.values(), key=lambda mark: (mark.at, mark.source, mark.middle))


def _ends(point: Point) -> tuple[float | None, float | None]:
    """Return the ends of a value; "up to 140" reaches down to anything, and is drawn as open."""
    return (None if point.claim.qualifier == "at-most" else point.low), point.high


class _Scale:
    """Where on the picture a time and an amount lie."""

    def __init__(self, marks: Sequence[_Mark]) -> None:
        ends = [end for mark in marks for end in (mark.low, mark.high) if end is not None]
        self.first, self.last = min(mark.at for mark in marks), max(mark.at for mark in marks)
        whole = all(mark.point.claim.value.kind == "count" for mark in marks)
        self.step = max(_step(max(ends) - min(ends)), 1.0 if whole else 0.0)
        self.low = min(ends) // self.step * self.step
        self.high = -(-max(ends) // self.step) * self.step
        if self.high == self.low:
            self.high += self.step

    def x(self, at: datetime) -> float:
        return LEFT + 8 + (at - self.first) / (self.last - self.first) * (WIDTH - LEFT - RIGHT - 16)

    def y(self, amount: float) -> float:
        return HEIGHT - BOTTOM - (amount - self.low) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM)

    def ticks(self) -> Iterator[float]:
        amount = self.low
        while amount <= self.high + self.step / 2:
            yield amount
            amount += self.step


def _step(spread: float) -> float:
    """Return a round number that divides a spread into four parts or fewer.

    >>> _step(10), _step(85_000), _step(0.3)
    (5.0, 50000.0, 0.1)
    """
    size = 10.0 ** floor(log10(spread)) if spread > 0 else 1.0
    return next(size * part for part in (0.5, 1, 2, 5) if spread / (size * part) <= _TICKS) if spread else size


def _frame(scale: _Scale, zone: tzinfo | None) -> Iterator[Part]:
    for amount in scale.ticks():
        y = scale.y(amount)
        yield Stroke("grid", ((LEFT, y), (WIDTH - RIGHT, y)))
        yield Label("tick", f"{amount:,.10g}", (LEFT - 8, y + 4), "end")
    several = scale.last - scale.first > timedelta(days=2)
    ends: tuple[tuple[datetime, Literal["start", "end"]], ...] = ((scale.first, "start"), (scale.last, "end"))
    for at, anchor in ends:
        words = day(at, zone).rpartition(" ")[0] if several else clock(at, zone, at.astimezone(zone).year)
        yield Label("tick", words, (scale.x(at), HEIGHT - 8), anchor)


def _line(marks: Sequence[_Mark], number: int, scale: _Scale) -> Iterator[Part]:
    """Draw one source's marks; those that follow each other on one running total, or in one article, are joined."""
    tone = min(number, NAMED)
    for before, after in pairwise(marks):
        first, then = before.point.claim, after.point.claim
        if first.measure == "cumulative" or (first.item == then.item and first.version != then.version):
            x, y, turn, end = scale.x(before.at), scale.y(before.middle), scale.x(after.at), scale.y(after.middle)
            yield Stroke("way", ((x, y), (turn, y), (turn, end)), tone)
    for mark in marks:
        x, y = scale.x(mark.at), scale.y(mark.middle)
        if mark.low != mark.high:
            top = y - 14 if mark.high is None else scale.y(mark.high)
            foot = y + 14 if mark.low is None else scale.y(mark.low)
            yield Stroke("range", ((x, top), (x, foot)), tone)
        yield Spot((x, y), tone)
        if mark.point.conflict:
            yield Label("conflict", "≠", (x, y - 9), "middle")
        elif mark.point.falls:
            yield Label("falls", "↓", (x, y - 9), "middle")


def _names(marks: Sequence[_Mark], sources: Sequence[str], scale: _Scale) -> Iterator[Part]:
    """Write each source's name beside its last mark's height, none over another."""
    last = {mark.source: mark for mark in marks}
    named = sorted(sources[:NAMED], key=lambda source: (scale.y(last[source].middle), sources.index(source)))
    heights: list[float] = []
    for source in named:
        heights.append(max(scale.y(last[source].middle) + 4, heights[-1] + _GAP if heights else TOP))
    lowest = float(HEIGHT - 6) - (_GAP if len(sources) > NAMED else 0)
    for number, height in reversed(list(enumerate(heights))):
        heights[number] = min(height, lowest)
        lowest = heights[number] - _GAP
    for source, height in zip(named, heights, strict=True):
        yield from _name(_cut(source), sources.index(source), height)
    if len(sources) > NAMED:
        yield from _name(f"{len(sources) - NAMED} more", NAMED, heights[-1] + _GAP)


def _name(words: str, tone: int, y: float) -> Iterator[Part]:
    yield Spot((WIDTH - RIGHT + 14, y - 4), tone)
    yield Label("name", words, (WIDTH - RIGHT + 24, y))


def _cut(name: str) -> str:
    name, most = line(name), 16
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _told(marks: Sequence[_Mark], zone: tzinfo | None, year: int) -> str:
    """Say in words what the picture shows."""
    by_source: dict[str, list[str]] = {}
    for mark in marks:
        by_source.setdefault(mark.source, []).append(f"{line(mark.point.value)} on {clock(mark.at, zone, year)}{remark(mark.point)}")
    return "; ".join(f"{line(source)}: {', then '.join(words)}" for source, words in by_source.items()) + "."


def remark(point: Point) -> str:
    """Say in words what a sign at a mark says."""
    return (" (in conflict)" if point.conflict else "") + (" (falls)" if point.falls else "")
