"""The claim matrix as a table of cells: one row a question and side, one column a source. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from core.claim import Claim
from core.comparison import RELATION_CLASS, Comparison, SilentState, event_day
from tui.cells import Look, row_sign, short_value
from tui.glyphs import Glyphs, Sign

Order = Literal["importance", "question"]

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
    """Of its topic; empty in the table of one topic."""
    label: str
    """The question; with the day where another row reads alike."""
    side: str
    """Empty where the question has no sides, or is about both."""
    sign: Sign
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The matrix."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def table(
    comparisons: Iterable[Comparison],
    sources: Sequence[str],
    look: Look,
    *,
    topic: str | None = None,
    order: Order = "importance",
    only_conflicts: bool = False,
) -> Table:
    """Lay comparisons out as a table.

    Columns are the sources that answer anything, in the order of `sources`, then the others by name; a source that is silent
    throughout has none. Without a topic the rows of all topics stand, each with its topic's mark.
    """
    chosen = [row for row in comparisons if topic is None or row.topic == topic]
    if only_conflicts:
        chosen = [row for row in chosen if row_sign(row) == "conflict"]
    if order == "importance":
        chosen.sort(key=lambda row: (-row.importance, row.topic, row.question, row.side or ""))
    else:
        chosen.sort(key=lambda row: (row.topic, row.question, row.side or "", -row.importance))
    answering = {claim.source for row in chosen for group in row.groups for claim in group.claims}
    columns = (*[name for name in dict.fromkeys(sources) if name in answering], *sorted(answering.difference(sources)))
    alike = Counter(map(_reads, chosen))
    rows = []
    for comparison in chosen:
        label = look.question(comparison.topic, comparison.question)
        if alike[_reads(comparison)] > 1:
            label = f"{label}, {look.day(_day(comparison))}"
        rows.append(
            Row(
                comparison,
                look.marks.get(comparison.topic, comparison.topic[:5]) if topic is None else "",
                label,
                "" if comparison.side in (None, "both") else comparison.side,
                row_sign(comparison),
                _cells(comparison, columns, look.glyphs),
            )
        )
    return Table(columns, tuple(rows))


def _reads(row: Comparison) -> tuple[str, str, str | None]:
    return row.topic, row.question, row.side


def _day(row: Comparison) -> datetime:
    """The day of a row's event; where that is not known, when its first claim was published."""
    if (found := event_day(row.event)) is not None:
        return datetime(found.year, found.month, found.day, 12, tzinfo=UTC)
    return min(claim.published for group in row.groups for claim in group.claims)


def _cells(comparison: Comparison, columns: Sequence[str], glyphs: Glyphs) -> tuple[Cell, ...]:
    signs = [group_sign(comparison, number) for number in range(len(comparison.groups))]
    by_source: dict[str, list[tuple[Claim, int]]] = {}
    for number, group in enumerate(comparison.groups):
        for claim in group.claims:
            by_source.setdefault(claim.source, []).append((claim, number))
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


def next_of(signs: Sequence[Sequence[Sign]], at: tuple[int, int], wanted: Sequence[Sign], step: Literal[1, -1]) -> tuple[int, int] | None:
    """Return the next cell after `at` (row by row, round the end) whose sign is one of those wanted; None: there is none."""
    width = max((len(row) for row in signs), default=0)
    cells = len(signs) * width
    if not cells:
        return None
    start = at[0] * width + at[1]
    for offset in range(1, cells + 1):
        row, column = divmod((start + step * offset) % cells, width)
        if column < len(signs[row]) and signs[row][column] in wanted:
            return row, column
    return None
