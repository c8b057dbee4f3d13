"""Pages of wrapped text, drawn by hand: the article, and the explanation of a cell."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.drawn import Drawn
from tui.ink import Line, crop, wrap
from tui.page import Block


class Page(Drawn, ScrollView, can_focus=True):
    """Shows blocks of text, wrapped to its width."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", "Down", id="page.down", show=False),
        Binding("up,k", "scroll_up", "Up", id="page.up", show=False),
        Binding("pagedown,ctrl+d,space", "page_down", "Page down", id="page.page_down", show=False),
        Binding("pageup,ctrl+u", "page_up", "Page up", id="page.page_up", show=False),
        Binding("home,g", "scroll_home", "Top", id="page.first", show=False),
        Binding("end,G", "scroll_end", "End", id="page.last", show=False),
        Binding("o", "app.browse", "Browser", id="browse"),
        Binding("c,y", "app.copy", "Copy", id="copy", key_display="c"),
    ]

    def __init__(self, *, id: str | None = None, margin: int = 0, widest: int = 100) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._blocks: Sequence[Block] = ()
        self._lines: list[Line] = []
        self._margin = margin
        self._widest = widest
        """A line of prose wider than this is hard to read."""
        self._wrapped = 0

    def show(self, blocks: Sequence[Block], *, keep_place: bool = False) -> None:
        """Show these blocks, from the top or so that the anchor is in view; with `keep_place` where the reader was."""
        if blocks == self._blocks:
            return
        self._blocks = blocks
        anchor, end = self._wrap()
        if not keep_place:
            height = self.scrollable_content_region.height
            self.scroll_to(y=0 if end <= height else max(0, anchor - height // 3), animate=False, force=True, immediate=True)
        self.refresh()

    def _wrap(self) -> tuple[int, int]:
        """Wrap the blocks to the width; return the lines where the anchor begins and ends, zeros without one."""
        room = self.scrollable_content_region.width - 2 * self._margin
        width = max(8, min(self._widest, room))
        anchor = 0, 0
        self._lines = []
        for block in self._blocks:
            begin = len(self._lines)
            self._lines.extend(wrap(block.line, width, block.hang))
            if block.anchor:
                anchor = begin, len(self._lines)
        self._wrapped = room
        self.virtual_size = Size(0, len(self._lines))
        return anchor

    def on_resize(self, event: Resize) -> None:
        """Wrap anew; what was at the top stays about there."""
        del event
        if self.scrollable_content_region.width - 2 * self._margin == self._wrapped:
            return
        part = self.scroll_offset.y / len(self._lines) if self._lines else 0.0
        self._wrap()
        self.scroll_to(y=round(part * len(self._lines)), animate=False, force=True, immediate=True)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the page."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return self.blank(width)
        return self.paint(crop(((" " * self._margin, "text"), *self._lines[at]), width), width)
