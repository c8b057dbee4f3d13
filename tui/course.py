"""A figure over time, drawn with characters: its values by source on one time axis, and the steps of what was agreed. Pure.

Above stands a chart: a letter a source, a bar for a range, an arrow where a range is open. Below it a lane a source with the values in
words, and a lane a step of the ladder, on the same axis.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor, log10

from rich.cells import cell_len

from claims.comparing.days import iso_day
from claims.comparing.series import Line as Series
from claims.comparing.series import Point, series
from claims.comparing.track import Step, track
from core.claim import Kind
from core.rows import Rows
from tui.cells import Look, row_sign
from tui.glyphs import Glyphs, Sign
from tui.ink import Ink, Line, Run, crop, fit, right, shortened

GUTTER = (10, 20)
"""Least and most cells to the left of the time axis."""
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_STEEP = 30
"""Where the greatest value is so many times the least, the axis is logarithmic: else the small ones would be one."""
_TICKS = 4
"""So many values are named beside the axis, about; with fewer than..."""
_FEW = 3
"""...these, closer ones are."""
_UNITS: Mapping[Kind, str] = {"duration": " d", "percent": "%", "length": " km"}
"""What values of a kind are drawn in."""
_READABLE = 3
"""Cells below which a value that is cut says nothing."""
_TICK = 12
"""Cells between two times on the axis."""
_APART = (
    *(timedelta(minutes=each) for each in (10, 20, 30)),
    *(timedelta(hours=each) for each in (1, 2, 3, 4, 6, 12)),
    *(timedelta(days=each) for each in (1, 2, 7, 14, 28, 91, 182, 365)),
)
"""How far apart times on the axis may be."""
_WEIGHT: dict[Sign, int] = {"silent": 0, "alone": 0, "agree": 1, "reconcile": 2, "update": 3, "conflict": 4}


@dataclass(frozen=True, slots=True)
class Figure:
    """What was said of one question and side, whatever the event."""

    topic: str
    question: str
    side: str | None
    importance: int
    """Of its weightiest row."""
    sign: Sign
    places: tuple[int, ...]
    """Its rows."""


@dataclass(frozen=True, slots=True)
class Course:
    """A figure over time."""

    lines: tuple[Series, ...] = ()
    """A line a source; none for what is no number."""
    steps: tuple[Step, ...] = ()
    """The ladder: none where there is one step only."""

    @property
    def lanes(self) -> int:
        """How many lanes there are: sources, then steps."""
        return len(self.lines) + len(self.steps)


def figures(rows: Rows, topic: str | None) -> list[Figure]:
    """Return the figures that moved, the weightiest first: those of more than one event, or with more than one answer."""
    asked: dict[tuple[str, str, str | None], list[int]] = {}
    for at, row in enumerate(rows.heads):
        if topic is None or row.topic == topic:
            asked.setdefault((row.topic, row.question, row.side), []).append(at)
    found = []
    for (of, question, side), places in asked.items():
        heads = [rows.heads[at] for at in places]
        if len(heads) > 1 or heads[0].relation not in (None, "same"):
            sign = max((row_sign(one) for one in heads), key=_WEIGHT.__getitem__)
            found.append(Figure(of, question, side, max(one.importance for one in heads), sign, tuple(places)))
    return sorted(found, key=lambda one: (-one.importance, one.topic, one.question, one.side or ""))


def course(rows: Rows) -> Course:
    """Work out the course of the figure that these rows are of; what they only imply stands in figures of its own."""
    # A row that is unpacked twice has other claims: they are held.
    held = list(rows)
    printed = [group for row in held for group in row.groups if not group.derived]
    claims = list({id(claim): claim for group in printed for claim in group.claims}.values())
    steps = track(claims)
    return Course(tuple(series(claims, held)), steps if len({step.status for step in steps}) > 1 else ())


@dataclass(frozen=True, slots=True)
class Axis:
    """Where moments stand: `width` cells from `start` to `end`."""

    start: datetime
    end: datetime
    width: int

    def x(self, moment: datetime) -> int:
        """Return the cell of a moment."""
        return round((moment - self.start) / (self.end - self.start) * (self.width - 1))


def axis_of(drawn: Course, width: int) -> Axis:
    """Return the axis from the first to the last moment of a course, with a little room on both sides."""
    moments = [point.at for line in drawn.lines for point in line.points]
    moments += [moment for step in drawn.steps for moment in (step.first, step.last)]
    start, end = min(moments), max(moments)
    room = max((end - start) / 20, timedelta(minutes=30))
    return Axis(start - room, end + room, max(8, width))


def gutter(drawn: Course) -> int:
    """Return how many cells names and values take to the left of the axis."""
    names = [len(line.source) + 3 for line in drawn.lines] + [len(_step_name(step)) + 1 for step in drawn.steps]
    return max(GUTTER[0], min(GUTTER[1], max(names, default=0)))


# -- the chart


class _Scale:
    """Where values stand: in `height` lines, the greatest on top."""

    def __init__(self, points: Sequence[Point], height: int) -> None:
        ends = [end for point in points for end in (point.low, point.high) if end is not None]
        self.low, self.high, self._height = min(ends), max(ends), height
        self._whole = all(end == int(end) for end in ends)
        self._steep = self.low > 0 and self.high / self.low > _STEEP
        if self.low == self.high:
            self.low, self.high = self.low - 1, self.high + 1

    def row(self, value: float) -> int:
        """Return the line of a value, from the top."""
        low, high, at = (log10(each) if self._steep else each for each in (self.low, self.high, value))
        return round((high - at) / (high - low) * (self._height - 1))

    def ticks(self) -> list[float]:
        """Return round values between the least and the greatest: a few of them, or where the axis is logarithmic the powers of ten."""
        if self._steep:
            powers = [10.0**power for power in range(floor(log10(self.low)), floor(log10(self.high)) + 1)]
            tens, more = ([power * each for power in powers for each in within] for within in ((1,), (1, 2, 5)))
            inside = [value for value in tens if value >= self.low]
            return inside if len(inside) >= _FEW else [value for value in more if self.low <= value <= self.high]
        rough = (self.high - self.low) / _TICKS
        size = 10.0 ** floor(log10(rough))
        steps = [size * each for each in (1, 2, 5, 10)]
        at = next(at for at, step in enumerate(steps) if step >= rough)
        wide = self._multiples(steps[at])
        return wide if len(wide) >= _FEW or not at else self._multiples(steps[at - 1])

    def _multiples(self, step: float) -> list[float]:
        step = max(step, 1.0) if self._whole else step
        return [number * step for number in range(ceil(self.low / step), floor(self.high / step) + 1)]


_Grid = list[list[Run]]


def chart(drawn: Course, axis: Axis, left: int, height: int, look: Look, *, lane: int = -1, point: int = -1) -> list[Line]:
    """Draw the values over time in `height` lines of `left` + `axis.width` cells; the point of a lane is the one under the cursor."""
    points = [each for line in drawn.lines for each in line.points]
    if not points or height < 3:  # noqa: PLR2004  (too low for a chart)
        return []
    scale = _Scale(points, height)
    grid: _Grid = [[(" ", "text")] * axis.width for _ in range(height)]
    for line in drawn.lines:
        _steps(grid, line, axis, scale, look.glyphs)
    taken: dict[tuple[int, int], set[str]] = {}
    for number, line in enumerate(drawn.lines):
        for at, each in enumerate(line.points):
            ink: Ink = "chosen" if (number, at) == (lane, point) else "conflict" if each.conflict else "bad" if each.falls else "strong"
            _mark(grid, each, letter(number), ink, axis, scale, look.glyphs, taken)
    kind = points[0].claim.value.kind
    labels = {scale.row(value): _tick(value, kind) for value in scale.ticks()}
    return [
        ((right(labels.get(row, ""), left - 1), "faint"), (look.glyphs.tick if row in labels else look.glyphs.wall, "rule"), *_joined(line))
        for row, line in enumerate(grid)
    ]


def letter(number: int) -> str:
    """Return the letter of a source's line."""
    return _LETTERS[number % len(_LETTERS)]


def _steps(grid: _Grid, line: Series, axis: Axis, scale: _Scale, glyphs: Glyphs) -> None:
    """Join a source's points: its value holds until the next."""
    for one, other in zip(line.points, line.points[1:], strict=False):
        for x in range(axis.x(one.at) + 1, axis.x(other.at)):
            grid[scale.row(_middle(one))][x] = (glyphs.rule, "rule")


def _middle(point: Point) -> float:
    """Where a point's letter stands: at its value, at the closed end of an open range, at the lower end of another."""
    end = point.low if point.low is not None else point.high
    return 0.0 if end is None else end


def _mark(
    grid: _Grid, point: Point, name: str, ink: Ink, axis: Axis, scale: _Scale, glyphs: Glyphs, taken: dict[tuple[int, int], set[str]]
) -> None:
    x, row = axis.x(point.at), scale.row(_middle(point))
    top = 0 if point.high is None else scale.row(point.high)
    bottom = len(grid) - 1 if point.low is None else row
    for y in range(top, bottom + 1):
        if y != row and (y, x) not in taken:
            open_end = (y == top and point.high is None) or (y == bottom and point.low is None)
            arrow = glyphs.up if y == top else glyphs.down
            grid[y][x] = (arrow if open_end else glyphs.bar, ink)
    there = taken.setdefault((row, x), set())
    there.add(name)
    # Where several say the same at once, their number stands.
    before = grid[row][x][1] if len(there) > 1 else "text"
    weighty: Ink = before if before in ("chosen", "conflict") else ink
    grid[row][x] = (name if len(there) == 1 else str(min(9, len(there))), weighty)
    if point.falls and x + 1 < axis.width:
        grid[row][x + 1] = (glyphs.down, "bad")


def _joined(cells: Sequence[Run]) -> Iterator[Run]:
    """Join neighbours of one ink."""
    held, ink = "", cells[0][1]
    for char, each in cells:
        if each != ink:
            yield held, ink
            held, ink = "", each
        held += char
    yield held, ink


def _tick(value: float, kind: Kind) -> str:
    if kind == "date":
        return iso_day(int(value))
    return (f"{round(value):,}" if value == int(value) else f"{value:.3g}") + _UNITS.get(kind, "")


# -- the axis and the lanes


def ruler(axis: Axis, left: int, look: Look) -> list[Line]:
    """Draw the axis and its times."""
    marks = {axis.x(moment): moment for moment in _round_times(axis, look)}
    rule = "".join(look.glyphs.tee if x in marks else look.glyphs.rule for x in range(axis.width))
    words, before = "", None
    for x, moment in marks.items():
        day = look.day(moment, year=axis.start.year != axis.end.year)
        parts = [day] if before is None or before.date() != moment.date() else []
        if (moment.hour, moment.minute) != (0, 0):
            parts.append(f"{moment:%H:%M}")
        words, before = words.ljust(x) + " ".join(parts), moment
    return [
        ((" " * (left - 1), "text"), (look.glyphs.corner, "rule"), (rule, "rule")),
        crop(((" " * left, "text"), (words, "faint")), left + axis.width),
    ]


def _round_times(axis: Axis, look: Look) -> Iterator[datetime]:
    """Yield the reader's full hours or days that lie on the axis, far enough apart to be named."""
    least = (axis.end - axis.start) * (_TICK / axis.width)
    step = next((each for each in _APART if each >= least), least)
    moment = axis.start.astimezone(look.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    while moment <= axis.end:
        if moment >= axis.start and axis.x(moment) <= axis.width - _TICK // 2:
            yield moment
        moment += step


def lane(drawn: Course, number: int, axis: Axis, left: int, look: Look, *, point: int | None = None) -> Line:
    """Draw a lane: a source with its values where they were said, or a step from when it was first said to when last.

    `point` is the one under the cursor; None: the cursor is in another lane.
    """
    if number < len(drawn.lines):
        line = drawn.lines[number]
        head: Run = (fit(f"{letter(number)} {line.source}", left - 1, look.glyphs.more) + " ", _named(point))
        return crop((head, *_values(line, axis, look, point)), left + axis.width)
    step = drawn.steps[number - len(drawn.lines)]
    head = (fit(_step_name(step), left - 1, look.glyphs.more) + " ", _named(point))
    start, end = axis.x(step.first), axis.x(step.last)
    ink: Ink = "conflict" if step.denied else "agree"
    bar = look.glyphs.bar_across * max(1, end - start + 1)
    told = ", ".join(step.said) + (f" {look.glyphs.conflict} {', '.join(step.denied)}" if step.denied else "")
    after, room = axis.width - start - cell_len(bar) - 1, start - 1
    # Who says so stands on the side that has more room.
    who = shortened(told, max(after, room), look.glyphs.more)
    words: list[Run] = [
        (right(who, room) + " " if after < room else " " * start, "faint"),
        (bar, ink),
        (f" {who}" * (after >= room), "faint"),
    ]
    return crop((head, *words), left + axis.width)


def _step_name(step: Step) -> str:
    """Name a step; a stage of that name says it all."""
    return step.status if step.value == step.status else f"{step.status} {step.value}"


def _named(point: int | None) -> Ink:
    return "text" if point is None else "strong"


def _values(line: Series, axis: Axis, look: Look, chosen: int | None) -> Iterator[Run]:
    """Write a source's values, each where it was first said; where there is no room for one, a dot."""
    at = 0
    places = [axis.x(point.at) for point in line.points]
    for number, (point, place) in enumerate(zip(line.points, places, strict=True)):
        last = number + 1 == len(places)
        words = (look.glyphs.down if point.falls else "") + point.value
        # The last value, where it has no room before the end of the axis, ends there.
        start = max(min(place, axis.width - cell_len(words)), at) if last else max(place, at)
        room = axis.width - start if last else places[number + 1] - start - 1
        if room < 0 and number != chosen:
            continue
        if start > at:
            yield (look.glyphs.rule if number else " ") * (start - at), "rule"
        if cell_len(words) > room and number != chosen:
            # A figure that is cut would be another one.
            cut = room > _READABLE and not any(char.isdigit() for char in words)
            words = shortened(words, room, look.glyphs.more) if cut else look.glyphs.dot
        ink: Ink = "chosen" if number == chosen else "conflict" if point.conflict else "bad" if point.falls else "text"
        yield words, ink
        at = start + cell_len(words)


def told(drawn: Course, number: int, point: int, look: Look, now: datetime) -> list[Line]:
    """Say in words what stands under the cursor."""
    if number < len(drawn.lines):
        line = drawn.lines[number]
        each = line.points[point]
        opened, closed = look.glyphs.quote
        claim = each.claim
        head: list[Run] = [(line.source, "strong"), (f"  {look.clock(each.at, now)}  ", "faint"), (each.value, "value")]
        if each.conflict:
            head.append((f"  {look.glyphs.conflict} in conflict", "conflict"))
        if each.falls:
            head.append((f"  {look.glyphs.down} a running total that falls", "bad"))
        who = claim.speaker or claim.body or "own voice"
        return [tuple(head), ((opened, "faint"), (claim.quote, "text"), (closed, "faint"), (f" ({who}; {claim.status})", "faint"))]
    if number - len(drawn.lines) < len(drawn.steps):
        step = drawn.steps[number - len(drawn.lines)]
        lines: list[Line] = [
            ((_step_name(step), "strong"), (f"  {step.why}" if step.part is not None else "", "text")),
            ((f"said by {', '.join(step.said)}, {look.clock(step.first, now)}", "text"),),
        ]
        if step.denied:
            lines.append(((f"{look.glyphs.conflict} denied by {', '.join(step.denied)}", "conflict"),))
        return lines
    return []
