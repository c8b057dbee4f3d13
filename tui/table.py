"""The claim matrix as a table of cells: one row a question and side, one column a source. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Literal

from core.claim import Claim
from core.comparison import RELATION_CLASS, Comparison, SilentState, event_day
from tui.cells import Look, row_sign, short_value
from tui.glyphs import Glyphs, Sign

Order = Literal["importance", "event", "question"]
Axis = Literal["source", "origin", "speaker"]
"""What a column stands for."""
OWN_VOICE = "own voice"
"""The column, among speakers, of what outlets say themselves."""

_WEIGHT: dict[Sign, int] = {"silent": -2, "alone": -1, "agree": 0, "reconcile": 1, "update": 2, "conflict": 3}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source answers to one question."""

    sign: Sign
    text: str
    """The value, short; for more than one value the latest and how many there are besides. Empty for a silent one."""
    claims: tuple[Claim, ...] = ()
    """Latest first."""
    groups: tuple[int, ...] = ()
    """The groups of the row that the claims are in, the latest claim's first."""
    silent: SilentState | None = None
    """None: it answers, or nothing is known of it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question, and one side where it has sides."""

    comparison: Comparison
    mark: str
    """Of its topic; empty in the table of one topic, and where events have headings."""
    label: str
    """The question; with the day where another row reads alike and no heading has it."""
    side: str
    """Empty where the question has no sides, or is about both."""
    sign: Sign
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The matrix."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    axis: Axis = "source"
    headings: Mapping[int, str] = field(default_factory=dict)
    """What stands above a row, by its place: the event that begins with it."""


def table(
    comparisons: Iterable[Comparison],
    sources: Sequence[str],
    look: Look,
    *,
    topic: str | None = None,
    order: Order = "importance",
    axis: Axis = "source",
    origins: Mapping[int | str, str] = MappingProxyType({}),
    only_conflicts: bool = False,
) -> Table:
    """Lay comparisons out as a table.

    Columns are the sources that answer anything, in the order of `sources`, then the others by name; a source that is silent
    throughout has none. Origins (by item in `origins`) or speakers stand in the order of how many rows they answer, those who answer
    most first. Without a topic the rows of all topics stand, each with its topic's mark; by event each event has a heading instead.
    """
    chosen = [row for row in comparisons if topic is None or row.topic == topic]
    if only_conflicts:
        chosen = [row for row in chosen if row_sign(row) == "conflict"]
    chosen.sort(key=_ordering(order, chosen))
    column_of = _column_of(axis, origins)
    answers = Counter(name for row in chosen for name in {column_of(claim) for group in row.groups for claim in group.claims})
    if axis == "source":
        columns = (*[name for name in dict.fromkeys(sources) if name in answers], *sorted(answers.keys() - set(sources)))
    else:
        columns = tuple(sorted(answers, key=lambda name: (-answers[name], name)))
    alike = Counter(map(_reads, chosen))
    rows: list[Row] = []
    headings: dict[int, str] = {}
    for comparison in chosen:
        label = look.question(comparison.topic, comparison.question)
        mark = look.marks.get(comparison.topic, comparison.topic[:5]) if topic is None else ""
        if order == "event":
            mark = ""
            if not rows or _event(rows[-1].comparison) != _event(comparison):
                headings[len(rows)] = _heading(comparison, look)
        if alike[_reads(comparison)] > 1 and not (order == "event" and event_day(comparison.event)):
            label = f"{label}, {look.day(_day(comparison))}"
        rows.append(
            Row(
                comparison,
                mark,
                label,
                "" if comparison.side in (None, "both") else comparison.side,
                row_sign(comparison),
                _cells(comparison, columns, look.glyphs, column_of),
            )
        )
    return Table(columns, tuple(rows), axis, headings)


def _ordering(order: Order, rows: Sequence[Comparison]) -> Callable[[Comparison], tuple[object, ...]]:
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


def _event(row: Comparison) -> tuple[str, str]:
    """What rows of one event have in common; running figures of a topic are together."""
    return row.topic, row.event or ""


def _heading(row: Comparison, look: Look) -> str:
    """Name an event: its topic and day."""
    name = look.topics.get(row.topic) or row.topic.replace("-", " ").capitalize()
    return f"{name} {look.glyphs.dot} {look.day(_day(row))}" if event_day(row.event) is not None else name


def _column_of(axis: Axis, origins: Mapping[int | str, str]) -> Callable[[Claim], str]:
    match axis:
        case "source":
            return lambda claim: claim.source
        case "origin":
            return lambda claim: claim.agency or claim.origin or origins.get(claim.item) or claim.source
        case "speaker":
            return lambda claim: claim.speaker or claim.body or OWN_VOICE


def _reads(row: Comparison) -> tuple[str, str, str | None]:
    return row.topic, row.question, row.side


def _day(row: Comparison) -> datetime:
    """The day of a row's event; where that is not known, when its first claim was published."""
    if (found := event_day(row.event)) is not None:
        return datetime(found.year, found.month, found.day, 12, tzinfo=UTC)
    return min(claim.published for group in row.groups for claim in group.claims)


def _cells(comparison: Comparison, columns: Sequence[str], glyphs: Glyphs, column_of: Callable[[Claim], str]) -> tuple[Cell, ...]:
    signs = [group_sign(comparison, number) for number in range(len(comparison.groups))]
    by_source: dict[str, list[tuple[Claim, int]]] = {}
    for number, group in enumerate(comparison.groups):
        for claim in group.claims:
            by_source.setdefault(column_of(claim), []).append((claim, number))
    silent = {one.source: one.state for one in comparison.silent}
    cells = []
    for source in columns:
        said = sorted(by_source.get(source, ()), key=lambda pair: (pair[0].published, pair[0].version), reverse=True)
        if not said:
            cells.append(Cell("silent", "", silent=silent.get(source)))
            continue
        groups = tuple(dict.fromkeys(number for _, number in said))
        sign = max((signs[number] for number in groups), key=lambda each: _WEIGHT[each])
        latest, first = said[0]
        text = comparison.groups[first].value if comparison.groups[first].derived else short_value(latest, glyphs)
        if len(groups) > 1:
            text = f"{text} +{len(groups) - 1}"
        cells.append(Cell(sign, text, tuple(claim for claim, _ in said), groups))
    return tuple(cells)


def group_sign(comparison: Comparison, number: int) -> Sign:
    """Return the sign of one group of a row: its weightiest relation to another group, else agreement of its own outlets.

    Both sides of a conflict bear its sign: who is right is not ours to say.
    """
    found: list[Sign] = [RELATION_CLASS[related.relation] for related in comparison.relations if number in related.groups]
    if found:
        return max(found, key=lambda each: _WEIGHT[each])
    return "agree" if comparison.groups[number].outlets > 1 else "alone"


def next_row(rows: Sequence[Row], at: int, wanted: Sequence[Sign], step: Literal[1, -1]) -> int | None:
    """Return the row that follows row `at` in order of importance (round the end) and has one of these signs; None: there is none.

    With -1 for `at` the walk begins at the weightiest row.
    """
    ranked = sorted(range(len(rows)), key=lambda number: (-rows[number].comparison.importance, number))
    start = ranked.index(at) if at >= 0 else -1
    for offset in range(1, len(ranked) + 1):
        number = ranked[(start + step * offset) % len(ranked)]
        if rows[number].sign in wanted:
            return number
    return None
