"""A list of lines with a cursor, drawn by hand: only what is on the screen is ever made."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.drawn import Scrolled
from tui.ink import Line, crop, wrap

_KEPT_STRIPS = 256
"""Some screens full."""


class RowList(Scrolled, can_focus=True):
    """A list of any length. Who derives from it says how many rows there are (`set_count`) and what a row says (`row_line`)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", "Down", id="list.down", show=False),
        Binding("up,k", "move(-1)", "Up", id="list.up", show=False),
        Binding("pagedown,ctrl+d", "page(1)", "Page down", id="list.page_down", show=False),
        Binding("pageup,ctrl+u", "page(-1)", "Page up", id="list.page_up", show=False),
        Binding("home,g", "first", "First", id="list.first", show=False),
        Binding("end,G", "last", "Last", id="list.last", show=False),
        Binding("enter", "open", "Open", id="list.open"),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)
    count: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class Moved(Message):
        """The cursor came to another row; `row` is -1 where the list is empty."""

        rows: "RowList"
        row: int

        @property
        def control(self) -> "RowList":
            """The list."""
            return self.rows

    @dataclass
    class Opened(Message):
        """The reader opened the row under the cursor."""

        rows: "RowList"
        row: int

        @property
        def control(self) -> "RowList":
            """The list."""
            return self.rows

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, classes=classes)
        self._strips: OrderedDict[tuple[int, str, int], Strip] = OrderedDict()
        """By row, ground and width."""
        self._empty: Sequence[Line] = ()

    def row_line(self, row: int, width: int, *, cursor: bool) -> Line:
        """Return the line of a row."""
        raise NotImplementedError

    def head_line(self, width: int) -> Line | None:
        """Return a line that stays on top; None: the list has none."""
        del width
        return None

    @property
    def head(self) -> int:
        """How many lines stay on top."""
        return 0 if self.head_line(8) is None else 1

    @property
    def page_rows(self) -> int:
        """How many rows are in view."""
        return max(1, self.scrollable_content_region.height - self.head)

    def forget(self) -> None:
        """Draw all rows anew: what they say has changed."""
        self._strips.clear()
        self.refresh()

    def say_empty(self, lines: Sequence[Line]) -> None:
        """Say what stands in place of rows where there are none."""
        if lines != self._empty:
            self._empty = lines
            if not self.count:
                self.refresh()

    def set_count(self, count: int) -> None:
        """Say how many rows there are; the cursor stays within them."""
        self.count = count
        self.say_size(Size(0, count + self.head))
        self.cursor = min(self.cursor, max(0, count - 1))
        self.forget()

    def forget_paint(self) -> None:
        """Forget the painted rows."""
        self._strips.clear()

    def on_resize(self, event: Resize) -> None:
        """Keep the cursor in view."""
        del event
        self._follow_cursor()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the list."""
        width = self.scrollable_content_region.width
        if y < self.head:
            head = self.head_line(width)
            return self.paint(crop(head or (), width), width)
        row = y - self.head + self.scroll_offset.y
        if row >= self.count:
            return self._below(row, width)
        here = row == self.cursor
        ground = ("drawn--cursor" if self.has_focus else "drawn--cursor-blurred") if here else ""
        key = (row, ground, width)
        strip = self._strips.get(key)
        if strip is None:
            strip = self.paint(crop(self.row_line(row, width, cursor=here), width), width, ground)
            self._strips[key] = strip
            if len(self._strips) > _KEPT_STRIPS:
                self._strips.popitem(last=False)
        return strip

    def _below(self, row: int, width: int) -> Strip:
        """Paint what stands below the last row."""
        if self.count == 0 and row > 0:
            told = [part for each in self._empty for part in wrap(each, width, 2)]
            return self.paint(crop(told[row - 1] if row <= len(told) else (), width), width)
        return self.blank(width)

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the two lines that changed, and keep the new one in view."""
        if not self.is_mounted:
            return
        top = self.scroll_offset.y - self.head
        width = self.scrollable_content_region.width
        self.refresh(Region(0, old - top, width, 1), Region(0, new - top, width, 1))
        self._follow_cursor()
        self.post_message(self.Moved(self, new if self.count else -1))

    def _follow_cursor(self) -> None:
        top = self.scroll_offset.y
        if self.cursor < top:
            self._scroll(self.cursor)
        elif self.cursor >= top + self.page_rows:
            self._scroll(self.cursor - self.page_rows + 1)

    def _scroll(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def to(self, row: int) -> None:
        """Bring the cursor to a row, or as near as there is one."""
        self.cursor = max(0, min(self.count - 1, row))

    def action_move(self, step: int) -> None:
        """Go some rows down or up."""
        self.to(self.cursor + step)

    def action_page(self, step: int) -> None:
        """Go some pages down or up."""
        rows = self.page_rows
        self._scroll(max(0, min(self.count - rows, self.scroll_offset.y + step * rows)))
        self.to(self.cursor + step * rows)

    def action_first(self) -> None:
        """Go to the first row."""
        self.to(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.to(self.count - 1)

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.count:
            self.post_message(self.Opened(self, self.cursor))

    def on_click(self, event: Click) -> None:
        """Go to the row that was clicked; a second click opens it."""
        at = event.get_content_offset(self)
        if at is None or at.y < self.head:
            return
        row = at.y - self.head + self.scroll_offset.y
        if row < self.count:
            self.to(row)
            if event.chain > 1:
                self.action_open()
