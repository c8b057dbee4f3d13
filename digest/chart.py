"""A figure over time as a picture within the page (SVG): a mark a claim, a shape and a colour a source, and all of it as a table too."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from math import floor, log10

from claims.comparing.series import Point
from core.text import line
from core.times import brief
from digest.link import safe_url
from digest.markup import Markup, tag, text
from digest.record import Course
from digest.telling import speaker_of
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
_GAP = 15
"""Least distance between two names."""
_PAGE_TURN = timedelta(days=3)
_TICKS = 4


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


def chart(course: Course, name: str, zone: tzinfo | None, year: int) -> Markup | None:
    """Draw a figure's course; None: it is no amount, or it did not move within the last month.

    Args:
        course: which figure.
        name: names the picture within the page.
        zone: in which times are written.
        year: which need not be written.
    """
    marks = _marks(course)
    if len({(mark.low, mark.high) for mark in marks}) < 2 or max(mark.at for mark in marks) - min(mark.at for mark in marks) < SHORTEST:  # noqa: PLR2004
        return None
    sources = [source for source, _ in Counter(mark.source for mark in marks).most_common()]
    scale = _Scale(marks)
    drawn = tag(
        "svg",
        tag("title", course.label, id=f"{name}-title"),
        tag("desc", _told(marks, zone, year), id=f"{name}-text"),
        *_frame(scale, zone),
        *(part for source in sources for part in _line([mark for mark in marks if mark.source == source], sources.index(source), scale)),
        *_names(marks, sources, scale),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_labelledby=f"{name}-title {name}-text",
    )
    return tag("figure", tag("figcaption", course.label), drawn, _table(course, name, zone, year), class_="chart", id=name)


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
    kept = [_Mark(source, _known(point), *_ends(point), point) for source, point in points if point.claim.measure == measure]
    last = max(mark.at for mark in kept)
    once = {(mark.source, mark.at, mark.low, mark.high): mark for mark in reversed(kept) if last - mark.at <= SPAN}
    return sorted(once.values(), key=lambda mark: (mark.at, mark.source, mark.middle))


def _ends(point: Point) -> tuple[float | None, float | None]:
    """Return the ends of a value; "up to 140" reaches down to anything, and is drawn as open."""
    return (None if point.claim.qualifier == "at-most" else point.low), point.high


def _known(point: Point) -> datetime:
    """Return when a value was said: an edited article's when the edit was seen, where that was soon after."""
    claim = point.claim
    if claim.version > 1 and claim.seen is not None and timedelta() < claim.seen - point.at < _PAGE_TURN:
        return claim.seen
    return point.at


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


def _frame(scale: _Scale, zone: tzinfo | None) -> Iterator[Markup]:
    for amount in scale.ticks():
        y = _n(scale.y(amount))
        yield tag("line", x1=str(LEFT), x2=str(WIDTH - RIGHT), y1=y, y2=y, class_="grid")
        yield tag("text", f"{amount:,.10g}", x=str(LEFT - 8), y=_n(scale.y(amount) + 4), class_="tick end")
    several = scale.last - scale.first > timedelta(days=2)
    for at, where in ((scale.first, "start"), (scale.last, "end")):
        words = day(at, zone).rpartition(" ")[0] if several else clock(at, zone, at.astimezone(zone).year)
        yield tag("text", words, x=_n(scale.x(at)), y=str(HEIGHT - 8), class_=f"tick {where}")


def _line(marks: Sequence[_Mark], number: int, scale: _Scale) -> Iterator[Markup]:
    """Draw one source's marks; those that follow each other on one running total, or in one article, are joined."""
    kind = f"s{min(number, NAMED)}"
    for before, after in pairwise(marks):
        first, then = before.point.claim, after.point.claim
        if first.measure == "cumulative" or (first.item == then.item and first.version != then.version):
            start = f"M{_n(scale.x(before.at))} {_n(scale.y(before.middle))}"
            yield tag("path", d=f"{start}H{_n(scale.x(after.at))}V{_n(scale.y(after.middle))}", class_=f"way {kind}")
    for mark in marks:
        x, y = scale.x(mark.at), scale.y(mark.middle)
        if mark.low != mark.high:
            top = y - 14 if mark.high is None else scale.y(mark.high)
            foot = y + 14 if mark.low is None else scale.y(mark.low)
            yield tag("path", d=f"M{_n(x)} {_n(top)}V{_n(foot)}", class_=f"range {kind}")
        yield tag("path", d=_SHAPES[min(number, NAMED)], transform=f"translate({_n(x)} {_n(y)})", class_=f"mark {kind}")
        sign = "≠" if mark.point.conflict else "↓" if mark.point.falls else ""
        if sign:
            yield tag("text", sign, x=_n(x), y=_n(y - 9), class_="sign-mark" + (" conflict" if mark.point.conflict else ""))


_SHAPES = (
    "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z",
    "M-4-4H4V4H-4z",
    "M0-5.6L5.6 0L0 5.6L-5.6 0z",
    "M0-5L5 4H-5z",
    "M0 5L5-4H-5z",
    "M-3-3H3V3H-3z",
)


def _names(marks: Sequence[_Mark], sources: Sequence[str], scale: _Scale) -> Iterator[Markup]:
    """Write each source's name beside its last mark's height, none over another."""
    last = {mark.source: mark for mark in marks}
    named = sorted(sources[:NAMED], key=lambda source: (scale.y(last[source].middle), sources.index(source)))
    heights: list[float] = []
    for source in named:
        heights.append(max(scale.y(last[source].middle) + 4, heights[-1] + _GAP if heights else TOP))
    over = max(0.0, heights[-1] + (_GAP if len(sources) > NAMED else 0) - (HEIGHT - 6))
    for source, height in zip(named, heights, strict=True):
        number, y = sources.index(source), height - over
        yield tag("path", d=_SHAPES[number], transform=f"translate({WIDTH - RIGHT + 14} {_n(y - 4)})", class_=f"mark s{number}")
        yield tag("text", _cut(source), x=str(WIDTH - RIGHT + 24), y=_n(y), class_="name")
    if len(sources) > NAMED:
        y = heights[-1] - over + _GAP
        yield tag("path", d=_SHAPES[NAMED], transform=f"translate({WIDTH - RIGHT + 14} {_n(y - 4)})", class_=f"mark s{NAMED}")
        yield tag("text", f"{len(sources) - NAMED} more", x=str(WIDTH - RIGHT + 24), y=_n(y), class_="name")


def _cut(name: str) -> str:
    name, most = line(name), 16
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _told(marks: Sequence[_Mark], zone: tzinfo | None, year: int) -> str:
    """Say in words what the picture shows."""
    by_source: dict[str, list[str]] = {}
    for mark in marks:
        by_source.setdefault(mark.source, []).append(f"{line(mark.point.value)} on {clock(mark.at, zone, year)}{_remark(mark.point)}")
    return "; ".join(f"{line(source)}: {', then '.join(words)}" for source, words in by_source.items()) + "."


def _remark(point: Point) -> str:
    return (" (in conflict)" if point.conflict else "") + (" (falls)" if point.falls else "")


def _table(course: Course, name: str, zone: tzinfo | None, year: int) -> Markup:
    points = [(one.source, point) for one in course.raw.lines for point in one.points]
    rows = (
        tag(
            "tr",
            tag("th", _link(source, point.claim.url), scope="row"),
            tag("td", tag("time", clock(_known(point), zone, year), datetime=brief(_known(point)))),
            tag("td", line(point.value), _remark(point)),
            tag("td", speaker_of(point.claim) or "in its own voice"),
        )
        for source, point in sorted(points, key=lambda pair: (_known(pair[1]), pair[0]))
    )
    heads = (tag("th", words, scope="col") for words in ("Outlet", "Time", "Value", "Who says so"))
    table = tag("table", tag("caption", course.label, id=f"{name}-table"), tag("thead", tag("tr", *heads)), tag("tbody", *rows))
    scrolled = tag("div", table, class_="scroll", role="region", aria_labelledby=f"{name}-table", tabindex="0")
    return tag("details", tag("summary", "As a table", tag("span", f": {course.label}", class_="unseen")), scrolled)


def _link(words: str, url: str | None) -> Markup:
    safe = safe_url(url)
    return text(line(words)) if safe is None else tag("a", line(words), href=safe, rel="noopener noreferrer")


def _n(number: float) -> str:
    """Write a coordinate, the same on every machine."""
    return f"{number:.1f}".removesuffix(".0")
