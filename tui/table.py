"""The claim matrix as a table of cells: one row a question and side, one column a source. Pure."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Literal, overload

from rich.cells import cell_len

from core.claim import Claim
from core.comparison import RELATION_CLASS, Comparison, SilentState, event_day
from core.rows import Head, Rows
from core.sheet import Axis, Sheet
from tui.cells import Look, row_sign, short_value, short_words
from tui.glyphs import Glyphs, Sign

Order = Literal["importance", "event", "question"]
ORDERS: tuple[Order, ...] = ("importance", "event", "question")
AXES: tuple[Axis, ...] = ("source", "origin", "speaker")
OWN_VOICE = "own voice"
"""The column, among speakers, of what outlets say themselves."""

_KEPT_ROWS = 256
"""So many rows stay laid out: more than a screen shows."""
_JUDGED, _FEW_CELLS = 24, 12
"""Rows, and cells of each, by whose values the columns are as wide as they are."""
_WEIGHT: dict[Sign, int] = {"silent": -2, "alone": -1, "agree": 0, "reconcile": 1, "update": 2, "conflict": 3}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source answers to one question."""

    sign: Sign
    text: str
    """The value, short; for more than one value the latest and how many there are besides. Empty for a silent one."""
    claims: Sequence[Claim] = ()
    """Latest first; of one article those for whom somebody is named."""
    groups: tuple[int, ...] = ()
    """The groups of the row that the claims are in, the latest claim's first."""
    silent: SilentState | None = None
    """None: it answers, or nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before a row, and where it belongs; known without looking at what the sources say."""

    head: Head
    mark: str
    """Of its topic; empty in the table of one topic, and where events have headings."""
    text: str
    """The question."""
    side: str
    """Empty where the question has no sides, or is about both."""
    day: str
    """Of its event, where another row reads alike and no heading has it; else empty."""
    sign: Sign


@dataclass(frozen=True, slots=True)
class Row:
    """One question, and one side where it has sides."""

    sheet: Sheet
    label: Label
    cells: "Cells"


class Laid(Sequence[Row]):
    """The rows of a table, each laid out once it is looked at."""

    def __init__(self, lay: Callable[[int], Row], count: int) -> None:
        self._lay = lay
        self._count = count
        self._kept: OrderedDict[int, Row] = OrderedDict()
        self._widest = -1

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(self._count))]
        number = range(self._count)[at]
        row = self._kept.pop(number, None) or self._lay(number)
        self._kept[number] = row
        if len(self._kept) > _KEPT_ROWS:
            self._kept.popitem(last=False)
        return row

    @property
    def widest(self) -> int:
        """How many cells the longest value takes, of those that come first."""
        if self._widest < 0:
            self._widest = max((cell_len(cell.text) for row in self[:_JUDGED] for cell in row.cells.answering(_FEW_CELLS)), default=0)
        return self._widest


_NOTHING = Laid(lambda number: [][number], 0)


@dataclass(frozen=True, slots=True)
class Table:
    """The matrix."""

    columns: tuple[str, ...] = ()
    rows: Laid = _NOTHING
    labels: tuple[Label, ...] = ()
    """One a row."""
    axis: Axis = "source"
    headings: Mapping[int, str] = field(default_factory=dict)
    """What stands above a row, by its place: the event that begins with it."""


def table(
    comparisons: Rows,
    sources: Sequence[str],
    look: Look,
    *,
    topic: str | None = None,
    order: Order = "importance",
    axis: Axis = "source",
    only_conflicts: bool = False,
) -> Table:
    """Lay comparisons out as a table.

    Columns are the sources that answer anything, in the order of `sources`, then the others by name; a source that is silent
    throughout has none. Origins or speakers stand in the order of how many rows they answer, those who answer most first. Without a
    topic the rows of all topics stand, each with its topic's mark; by event each event has a heading instead.
    """
    heads = comparisons.heads
    chosen = [at for at, row in enumerate(heads) if topic is None or row.topic == topic]
    if only_conflicts:
        chosen = [at for at in chosen if row_sign(heads[at]) == "conflict"]
    ordering = _ordering(order, [heads[at] for at in chosen])
    chosen.sort(key=lambda at: ordering(heads[at]))
    shown = [heads[at] for at in chosen]
    answers = Counter(name for row in shown for name in _answering(row, axis))
    if axis == "source":
        columns = (*[name for name in dict.fromkeys(sources) if name in answers], *sorted(answers.keys() - set(sources)))
    else:
        columns = tuple(sorted(answers, key=lambda name: (-answers[name], name)))
    alike = Counter(map(_reads, shown))
    # Of several years each day tells its own.
    year = len({_day(row).year for row in shown}) > 1
    labels: list[Label] = []
    headings: dict[int, str] = {}
    for row in shown:
        text = look.question(row.topic, row.question)
        mark = look.marks.get(row.topic, row.topic[:5]) if topic is None else ""
        if order == "event":
            mark = ""
            if not labels or _event(labels[-1].head) != _event(row):
                headings[len(labels)] = _heading(row, look, year=year)
        day = look.day(_day(row), year=year) if alike[_reads(row)] > 1 and not (order == "event" and event_day(row.event)) else ""
        labels.append(Label(row, mark, text, look.side(row.topic, row.question, row.side), day, row_sign(row)))

    def lay(number: int) -> Row:
        sheet = comparisons.sheet(chosen[number])
        return Row(sheet, labels[number], Cells(sheet, columns, look.glyphs, axis))

    return Table(columns, Laid(lay, len(labels)), tuple(labels), axis, headings)


def _ordering(order: Order, rows: Sequence[Head]) -> Callable[[Head], tuple[object, ...]]:
    match order:
        case "importance":
            return lambda row: (-row.importance, row.topic, row.question, row.side or "")
        case "question":
            return lambda row: (row.topic, row.question, row.side or "", -row.importance)
        case "event":
            weights: dict[tuple[str, str], int] = {}
            for row in rows:
                weights[_event(row)] = max(row.importance, weights.get(_event(row), 0))
            return lambda row: (-weights[_event(row)], *_event(row), -row.importance, row.question, row.side or "")


def _event(row: Head) -> tuple[str, str]:
    """What rows of one event have in common; running figures of a topic are together."""
    return row.topic, row.event or ""


def _heading(row: Head, look: Look, *, year: bool) -> str:
    """Name an event: its topic and day."""
    name = look.topic(row.topic)
    return f"{name} {look.glyphs.dot} {look.day(_day(row), year=year)}" if event_day(row.event) is not None else name


def _answering(row: Head, axis: Axis) -> Sequence[str]:
    """The columns in which a row has something."""
    match axis:
        case "source":
            return row.sources
        case "origin":
            return row.origins
        case "speaker":
            return [name or OWN_VOICE for name in row.speakers]


def _reads(row: Head) -> tuple[str, str, str | None]:
    return row.topic, row.question, row.side


def _day(row: Head) -> datetime:
    """The day of a row's event; where that is not known, when its first claim was published."""
    if (found := event_day(row.event)) is not None:
        return datetime(found.year, found.month, found.day, 12, tzinfo=UTC)
    return row.first


class Cells(Sequence[Cell]):
    """The cells of a row, each made once it is looked at: of two hundred columns a dozen are."""

    def __init__(self, sheet: Sheet, columns: Sequence[str], glyphs: Glyphs, axis: Axis) -> None:
        self._sheet, self._columns, self._glyphs, self._axis = sheet, columns, glyphs, axis
        self._signs = group_signs(sheet.row)
        self._made: dict[str, Cell] = {}

    def __len__(self) -> int:
        return len(self._columns)

    @overload
    def __getitem__(self, at: int) -> Cell: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Cell]: ...

    def __getitem__(self, at: int | slice) -> Cell | Sequence[Cell]:
        return [self._cell(name) for name in self._columns[at]] if isinstance(at, slice) else self._cell(self._columns[at])

    def answering(self, most: int) -> list[Cell]:
        """Return so many of those that are not silent."""
        return [self._cell(name or OWN_VOICE) for name in islice(self._sheet.names(self._axis), most)]

    def _cell(self, name: str) -> Cell:
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _make(self, name: str) -> Cell:
        sheet = self._sheet
        places = sheet.column(self._axis, "" if self._axis == "speaker" and name == OWN_VOICE else name)
        if not places:
            return Cell("silent", "", silent=sheet.silence(name))
        groups = tuple(dict.fromkeys(map(sheet.group, places)))
        sign = max((self._signs[number] for number in groups), key=lambda each: _WEIGHT[each])
        group = sheet.row.groups[groups[0]]
        text = short_words(group.value) if group.derived else short_value(sheet.latest(places[0]), self._glyphs)
        if len(groups) > 1:
            text = f"{text} +{len(groups) - 1}"
        return Cell(sign, text, sheet.claims(places), groups)


def group_signs(comparison: Comparison) -> list[Sign]:
    """Return the signs of the groups of a row: of each its weightiest relation to another group, else agreement of its own outlets.

    Both sides of a conflict bear its sign: who is right is not ours to say.
    """
    signs: list[Sign | None] = [None] * len(comparison.groups)
    for related in comparison.relations:
        sign: Sign = RELATION_CLASS[related.relation]
        for number in related.groups:
            known = signs[number]
            if known is None or _WEIGHT[known] < _WEIGHT[sign]:
                signs[number] = sign
    return [sign or ("agree" if group.outlets > 1 else "alone") for sign, group in zip(signs, comparison.groups, strict=True)]


def group_sign(comparison: Comparison, number: int) -> Sign:
    """Return the sign of one group of a row."""
    return group_signs(comparison)[number]


def next_row(rows: Sequence[Label], at: int, wanted: Sequence[Sign], step: Literal[1, -1]) -> int | None:
    """Return the row that follows row `at` in order of importance (round the end) and has one of these signs; None: there is none.

    With -1 for `at` the walk begins at the weightiest row.
    """
    ranked = sorted(range(len(rows)), key=lambda number: (-rows[number].head.importance, number))
    start = ranked.index(at) if at >= 0 else -1
    for offset in range(1, len(ranked) + 1):
        number = ranked[(start + step * offset) % len(ranked)]
        if rows[number].sign in wanted:
            return number
    return None
