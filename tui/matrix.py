"""The claim matrix: rows of questions, columns of sources, drawn by hand with a frozen header and first column."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import ClassVar, Literal

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from core.claim import Claim
from tui.cells import Look
from tui.drawn import Drawn
from tui.glyphs import Sign
from tui.ink import Ink, Line, Run, crop, fit, plain, shortened, wrap
from tui.safe import flat, shown
from tui.table import Cell, Label, Row, Table, next_row

_HIGH = 8
"""Lines from which on the names of columns may take two."""
_CELL = (9, 16)
_LABEL = (22, 48)
"""Least and most cells of a column, and of the questions."""
_EASY = 11
"""Cells of a column that read well; narrower ones stand only where four sources would not fit otherwise."""
_FEW = 4
_ROOMY = 85
"""Cells of a matrix from which on a question need not be cut for the sake of one more source."""
_NAME = 10
"""Cells for the name of a source; a longer one is cut where no value needs the room."""
_SIDE = 9
"""Cells for a side's name, so that a long question never pushes it out."""
_SHORT_SIDE = 3
"""Letters of a side's name that are left where there is no room for it."""
_BOTH = "2x"
"""Both sides, where there is no room for the word."""
_ASKED = 16
"""Cells below which a question is not understood: sooner than that, its topic's mark goes, and its side is cut."""
_KEPT_CELLS = 4096
_KEPT_TABLES = 3
"""The rows of so many tables stay painted: going from view to view changes them to and fro."""

_Key = tuple[str, str, str | None, str | None]
"""What names a row: topic, question, side, event."""
Strips = dict[tuple[int, int, bool, int, int], Strip]
"""Painted rows by their number, the column of the cursor in it (-1: none), whether that moves, the first column, and the width."""


class Matrix(Drawn, can_focus=True):
    """Shows a `Table`; the cursor is a cell. It scrolls sideways by whole columns."""

    BORDER_TITLE = "Claims"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "go(1,0)", "Down", id="matrix.down", show=False),
        Binding("up,k", "go(-1,0)", "Up", id="matrix.up", show=False),
        Binding("right,l", "go(0,1)", "Right", id="matrix.right", show=False),
        Binding("left,h", "go(0,-1)", "Left", id="matrix.left", show=False),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", id="matrix.page_down", show=False),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", id="matrix.page_up", show=False),
        Binding("g", "edge('top')", "First row", id="matrix.first", show=False),
        Binding("G", "edge('bottom')", "Last row", id="matrix.last", show=False),
        Binding("home,0", "edge('left')", "First source", id="matrix.first_source", show=False),
        Binding("end,$", "edge('right')", "Last source", id="matrix.last_source", show=False),
        Binding("enter", "open", "Evidence", id="matrix.open"),
        Binding("n", "app.conflict(1)", "Differing", id="conflict.next"),
        Binding("c,y", "app.copy", "Copy", id="copy", key_display="c"),
        Binding("f", "app.only_conflicts", "Only conflicts", id="claims.conflicts"),
        Binding("v", "app.columns", "Columns", id="claims.columns", tooltip="Columns by source, by origin or by speaker"),
        Binding("s", "app.sort", "Sort", id="claims.sort"),
    ]

    cursor: reactive[tuple[int, int]] = reactive((0, 0), repaint=False)
    """Row and column."""

    @dataclass
    class Moved(Message):
        """The cursor came to another cell, or the cell under it changed."""

        matrix: "Matrix"

    @dataclass
    class Opened(Message):
        """The reader wants to see the evidence of the cell."""

        claims: Sequence[Claim]
        """Latest first; empty: the cell has none."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.look = look
        self.table = Table()
        self._empty: Sequence[Line] = ()
        self._top = 0
        self._left = 0
        self._measured = Size(-1, -1)
        self._marks_width, self._side_width, self._label_width, self._cell_width, self._span = 0, 0, _LABEL[0], _CELL[0], 1
        self._tight = False
        self._head = 1
        self._touched = False
        self._left_row: tuple[_Key, int] | None = None
        """The row that the reader was on, and how far below the first line, where a narrower table has not got it."""
        self._painted: OrderedDict[int, tuple[Table, Strips]] = OrderedDict()
        """Of the tables shown last, by their identity."""
        self._strips: Strips = {}
        """Of this one."""
        self._lines: Sequence[int] = ()
        """What stands in each line below the header: a row, or (-1 - row) the heading above it."""
        self._places: Sequence[int] = ()
        """The line of each row."""
        self._labels: dict[int, Line] = {}
        """What stands before rows, in the width at hand."""

    # -- what it shows

    def show(self, table: Table) -> None:
        """Show a table; the cursor stays on the question and the source that it was on.

        Until the reader moves it, it rests on the first row, which matters most.
        """
        before, held = self.table, self.row
        source = before.columns[self.cursor[1]] if self.cursor[1] < len(before.columns) else None
        self.table = table
        place = self._places[self.cursor[0]] if self.cursor[0] < len(self._places) else 0
        self._lines = [line for row in range(len(table.rows)) for line in ((-1 - row, row) if row in table.headings else (row,))]
        self._places = [place for place, line in enumerate(self._lines) if line >= 0]
        row, column = self.cursor
        if not self._touched:
            row, column = 0, next((number for number, cell in enumerate(table.rows[0].cells) if cell.claims), 0) if table.rows else 0
        elif stood := self._left_row or (None if held is None else (_key(held.label), place - self._top)):
            wanted, below = stood
            found = next((number for number, each in enumerate(table.labels) if _key(each) == wanted), None)
            if found is not None and self._left_row is not None:
                self._top = place - below
            row, self._left_row = (row, stood) if found is None else (found, None)
            column = table.columns.index(source) if source in table.columns else column
        self._measured = Size(-1, -1)
        self.set_reactive(Matrix.cursor, (max(0, min(len(table.rows) - 1, row)), max(0, min(len(table.columns) - 1, column))))
        self._top = max(0, self._top + (self._places[self.cursor[0]] if self._places else 0) - place)
        self._strips = self._painted.pop(id(table), (table, {}))[1]
        self._painted[id(table)] = table, self._strips
        if len(self._painted) > _KEPT_TABLES:
            self._painted.popitem(last=False)
        self._follow_cursor()
        self.refresh()
        self.post_message(self.Moved(self))

    def say_empty(self, lines: Sequence[Line]) -> None:
        """Say what stands in place of rows where there are none."""
        if lines != self._empty:
            self._empty = lines
            if not self.table.rows:
                self.refresh()

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.table.rows[self.cursor[0]] if self.cursor[0] < len(self.table.rows) else None

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        row = self.row
        return row.cells[self.cursor[1]] if row is not None and self.cursor[1] < len(row.cells) else None

    def forget_paint(self) -> None:
        """Forget the painted rows."""
        self._painted.clear()
        self._strips.clear()

    # -- measures

    def _measure(self) -> None:
        """Share the width out: to the values what they need, to the questions what is left."""
        labels = self.table.labels
        width = self.size.width
        if self.size == self._measured:
            return
        self._measured = self.size
        self._labels = {}
        marks = max((cell_len(row.mark) + 1 for row in labels if row.mark), default=0)
        sides = max((1 + min(_SIDE, cell_len(row.side)) for row in labels if row.side), default=0)
        asked = max((cell_len(row.text) + (cell_len(row.day) + 1 if row.day else 0) for row in labels), default=0)
        named = max((cell_len(name[:_NAME]) for name in self.table.columns), default=0)
        self._cell_width = max(_CELL[0], min(_CELL[1], 3 + max(named, self.table.rows.widest)))
        label = min(_LABEL[1], 3 + marks + asked + sides)
        least = min(label, max(_LABEL[0], width * 3 // 8 if width >= _ROOMY else width // 4))
        needed = self._cell_width
        room, columns = width - least, len(self.table.columns) or 1
        self._span = max(1, min(columns, max(room // self._cell_width, room // _EASY, min(_FEW, room // _CELL[0]))))
        self._cell_width = min(self._cell_width, max(_CELL[0], room // self._span))
        self._label_width = max(8, min(label, width - self._span * self._cell_width))
        self._tight = self._cell_width < min(needed, _EASY)
        cut = any(cell_len(name) >= self._cell_width for name in self.table.columns)
        self._head = 2 if cut and self.size.height >= _HIGH else 1
        # What is left when the question has its room goes to the side, then to the mark.
        spare = self._label_width - 3 - min(asked, _ASKED)
        self._side_width = sides - 1 if spare >= sides else min(_SHORT_SIDE, sides - 1)
        self._marks_width = marks if spare - self._side_width - 1 >= marks else 0

    @property
    def label_width(self) -> int:
        """Cells of the first column, its sign included."""
        self._measure()
        return self._label_width

    @property
    def span(self) -> int:
        """How many columns are in view."""
        self._measure()
        return self._span

    @property
    def cell_width(self) -> int:
        """Cells of a column."""
        self._measure()
        return self._cell_width

    @property
    def head(self) -> int:
        """How many lines the names of the columns take."""
        self._measure()
        return self._head

    @property
    def page_rows(self) -> int:
        """How many rows are in view."""
        return max(1, self.size.height - self.head)

    # -- painting

    def render_line(self, y: int) -> Strip:
        """Paint the header, a row, or what is said where there are none."""
        self._measure()
        width = self.size.width
        number = self._top + y - self._head
        if not self.table.rows:
            told = [(), *(part for each in self._empty for part in wrap(each, width, 2))]
            return self.paint(crop(told[y] if y < len(told) else (), width), width)
        if y < self._head:
            return self.paint(crop(self._header(y), width), width)
        if number >= len(self._lines):
            return self.blank(width)
        number = self._lines[number]
        if number < 0:
            return self.paint(crop(((shortened(self.table.headings[-1 - number], width), "title"),), width), width)
        here = self.cursor[1] if number == self.cursor[0] else -1
        key = (number, here, here >= 0 and self.has_focus, self._left, width)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._row(number, here, width)
        return strip

    def _header(self, y: int) -> list[Run]:
        """The names of the columns; where one is too long for its column, words of it stand above the others."""
        glyphs, wide = self.look.glyphs, self.cell_width
        lowest = y == self._head - 1
        last = min(len(self.table.columns), self._left + self.span)
        names = self.table.columns[self._left : last]
        count = f"  {len(self.table.rows)} rows" + ("" if self.table.axis == "source" else f", by {self.table.axis}")
        runs: list[Run] = [
            (fit(count * lowest, self.label_width - 2), "faint"),
            (f"{glyphs.left} " if self._left and lowest else "  ", "accent"),
        ]
        for number, name in enumerate(names, self._left):
            more = number == last - 1 and last < len(self.table.columns)
            ink: Ink = "title" if number == self.cursor[1] else "strong"
            room = wide - 2 * more - 1
            parts = [plain(line) for line in wrap(((shown(name), ink),), room)] if self._head > 1 else [name]
            if len(parts) > self._head:
                parts = [parts[0], " ".join(parts[1:])]
            at = y - self._head + len(parts)
            runs.append((fit(parts[at] if at >= 0 else "", room, glyphs.more) + " ", ink))
            if more:
                runs.append((f"{glyphs.right} " if lowest else "  ", "accent"))
        return runs

    def _row(self, number: int, here: int, width: int) -> Strip:
        self._measure()
        row, wide, span = self.table.rows[number], self._cell_width, self._span
        ground = ("drawn--row" if self.has_focus else "drawn--cursor-blurred") if here >= 0 else ""
        spot = "drawn--cell" if self.has_focus else "drawn--cell-blurred"
        runs = [(text, self.ink(ink, ground)) for text, ink in self._label(number)]
        more, gap = self.look.glyphs.more, " " * (not self._tight)
        for column in range(self._left, min(len(row.cells), self._left + span)):
            cell = row.cells[column]
            # In a narrow column the value stands close to its sign.
            text = _cell(self.look.glyphs.sign(cell.sign) + gap, cell.text, wide, more)
            runs.append((text, self.ink(cell.sign, spot if column == here else ground)))
        used = self._label_width + wide * max(0, min(len(row.cells) - self._left, span))
        runs.append((" " * max(0, width - used), self.ink("text", ground)))
        # Neighbours that look alike are one piece, and all of it one strip: each of either takes its time below.
        strip = Strip([Segment("".join([text for text, _ in alike]), style) for style, alike in groupby(runs, key=itemgetter(1))])
        return strip if used <= width else strip.crop(0, width)

    def _label(self, number: int) -> Line:
        """What stands before a row; it is the same in whichever columns."""
        if (known := self._labels.get(number)) is not None:
            return known
        its, glyphs = self.table.labels[number], self.look.glyphs
        if self._side_width <= _SHORT_SIDE:
            side = _BOTH if its.side == "both" else its.side[: self._side_width]
        else:
            side = shortened(its.side, self._side_width, glyphs.more)
        after = f" {side}" * bool(side) + f" {its.day}" * bool(its.day)
        room = self._label_width - 3 - cell_len(after) - self._marks_width
        label: list[Run] = [
            (f"{glyphs.sign(its.sign)} ", its.sign),
            (fit(its.mark, self._marks_width), "mark"),
            (fit(its.text, room, glyphs.more), "text"),
            (f"{after} ", "faint"),
        ]
        self._labels[number] = crop(label, self._label_width)
        return self._labels[number]

    # -- moving

    def watch_cursor(self, old: tuple[int, int], new: tuple[int, int]) -> None:
        """Repaint the rows that changed, and keep the new cell in view."""
        if not self.is_mounted:
            return
        before = self._top, self._left
        self._follow_cursor()
        if before != (self._top, self._left):
            self.refresh()
        else:
            rows = {
                *range(self.head),
                *(self._places[number] - self._top + self.head for number in (old[0], new[0]) if number < len(self._places)),
            }
            self.refresh(*(Region(0, y, self.size.width, 1) for y in rows))
        self.post_message(self.Moved(self))

    def _follow_cursor(self) -> None:
        if not self.size.height:
            # Not seen: there is no view yet to keep the cell in.
            return
        row, column = self.cursor
        line = self._places[row] if self._places else 0
        # The heading above the row is seen with it.
        first = line - 1 if row in self.table.headings else line
        self._top = max(0, min(max(self._top, line - self.page_rows + 1), first, max(0, len(self._lines) - self.page_rows)))
        self._left = max(0, min(max(self._left, column - self.span + 1), column, max(0, len(self.table.columns) - self.span)))

    def on_resize(self, event: Resize) -> None:
        """Keep the cell in view."""
        del event
        before = self._top, self._left
        self._follow_cursor()
        if before != (self._top, self._left):
            # It was drawn at this size already.
            self.refresh()

    def to(self, row: int, column: int) -> None:
        """Bring the cursor to a cell, or as near as there is one."""
        self._touched, self._left_row = True, None
        self.cursor = (max(0, min(len(self.table.rows) - 1, row)), max(0, min(len(self.table.columns) - 1, column)))

    def to_sign(self, signs: Sequence[Sign], step: Literal[1, -1]) -> bool:
        """Bring the cursor to the next row, by importance, with one of these signs, and to its first such cell. False: there is none."""
        # Before the reader has moved, the cursor rests on the first row without having been brought there.
        at = self.cursor[0] if self._touched or step < 0 else -1
        found = next_row(self.table.labels, at if self.table.labels else -1, signs, step)
        if found is None:
            return False
        cells = self.table.rows[found].cells
        column = next((number for number, cell in enumerate(cells) if cell.sign in signs), self.cursor[1])
        self.to(found, column)
        return True

    def action_go(self, rows: int, columns: int) -> None:
        """Go some rows and columns."""
        self.to(self.cursor[0] + rows, self.cursor[1] + columns)

    def action_page(self, step: int) -> None:
        """Go some pages down or up."""
        self.action_go(step * self.page_rows, 0)

    def action_edge(self, edge: Literal["top", "bottom", "left", "right"]) -> None:
        """Go to the first or last row or source."""
        row, column = self.cursor
        match edge:
            case "top":
                self.to(0, column)
            case "bottom":
                self.to(len(self.table.rows) - 1, column)
            case "left":
                self.to(row, 0)
            case "right":
                self.to(row, len(self.table.columns) - 1)

    def action_open(self) -> None:
        """Open the evidence of the cell."""
        cell = self.cell
        if cell is not None:
            self.post_message(self.Opened(cell.claims))

    def on_click(self, event: Click) -> None:
        """Go to the cell that was clicked; a second click opens its evidence."""
        at = event.get_content_offset(self)
        if at is None or at.y < self.head or not self.table.rows:
            return
        line = self._top + at.y - self.head
        row = self._lines[line] if line < len(self._lines) else -1
        column = self._left + (at.x - self.label_width) // self.cell_width if at.x >= self.label_width else self.cursor[1]
        if row >= 0:
            self.to(row, min(column, self._left + self.span - 1))
            if event.chain > 1:
                self.action_open()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Go down, or with shift to the right."""
        event.stop()
        self.action_go(*((0, 1) if event.shift else (1, 0)))

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Go up, or with shift to the left."""
        event.stop()
        self.action_go(*((0, -1) if event.shift else (-1, 0)))


@lru_cache(_KEPT_CELLS)
def _cell(sign: str, text: str, width: int, more: str) -> str:
    """Return what a cell says in exactly so many cells: of thousands of cells hundreds differ."""
    return flat(f"{sign}{fit(text, width - len(sign) - 1, more)} ")


def _key(label: Label) -> _Key:
    row = label.head
    return row.topic, row.question, row.side, row.event
