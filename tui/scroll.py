"""Pages of wrapped text, drawn by hand: the article, and the explanation of a cell."""

from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Size
from textual.selection import Selection
from textual.strip import Strip

from tui.drawn import Scrolled
from tui.ink import Line, crop, plain, wrap
from tui.page import Block


class Page(Scrolled, can_focus=True):
    """Shows blocks of text, wrapped to its width."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll_down", "Down", id="page.down", show=False),
        Binding("up,k", "scroll_up", "Up", id="page.up", show=False),
        Binding("pagedown,ctrl+d,space", "page_down", "Page down", id="page.page_down", show=False),
        Binding("pageup,ctrl+u", "page_up", "Page up", id="page.page_up", show=False),
        Binding("home,g", "scroll_home", "Top", id="page.first", show=False),
        Binding("end,G", "scroll_end", "End", id="page.last", show=False),
        Binding("enter", "app.step_claim(1)", "Next claim", id="page.next_claim", show=False),
        Binding("v", "app.versions", "Versions", id="page.versions", tooltip="What an edit changed; again: the edit before"),
        Binding("o", "app.browse", "Browser", id="browse"),
        Binding("c,y", "app.copy", "Copy", id="copy", key_display="c"),
    ]

    def __init__(self, *, id: str | None = None, margin: int = 0, widest: int = 100) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._blocks: Sequence[Block] = ()
        self._lines: list[Line] = []
        self._strips: dict[int, Strip] = {}
        """By line."""
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
        self._strips.clear()
        # Before it is laid out there is no width to wrap to, and nothing of it is seen.
        for block in self._blocks if room > 0 else ():
            begin = len(self._lines)
            if block.beside is None:
                self._lines.extend(wrap(block.line, width, block.hang))
            else:
                self._lines.extend(_columns(block.line, block.beside, room, block.between))
            if block.anchor:
                anchor = begin, len(self._lines)
        self._wrapped = room
        self.say_size(Size(0, len(self._lines)))
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

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001  (Textual's)
        """Work the styles out: the edge of a side column tells of the focus."""
        self.update_node_styles()

    def forget_paint(self) -> None:
        """Forget the painted lines."""
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the page."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        if at >= len(self._lines):
            return self.blank(width)
        selection = self.text_selection
        span = None if selection is None else selection.get_span(at)
        strip = self._strips.get(at)
        if strip is None or strip.cell_length != width:
            strip = self.paint(crop(((" " * self._margin, "text"), *self._lines[at]), width), width).apply_offsets(0, at)
            self._strips[at] = strip
        if span is not None:
            start, end = cell_len(strip.text[: span[0]]), width if span[1] < 0 else cell_len(strip.text[: span[1]])
            style = self.screen.get_component_rich_style("screen--selection")
            chosen = Strip([Segment(text, (old or Style()) + style) for text, old, _ in strip.crop(start, end)], end - start)
            strip = Strip.join([strip.crop(0, start), chosen, strip.crop(end, width)])
            strip = strip.apply_offsets(0, at)
        return strip

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that the reader selected."""
        margin = " " * self._margin
        return selection.extract("\n".join(margin + plain(line) for line in self._lines)), "\n"

    def on_click(self, event: Click) -> None:
        """Open the link that was clicked."""
        at = event.get_content_offset(self)
        line = 0 if at is None else at.y + self.scroll_offset.y
        if at is not None and line < len(self._lines) and plain(self._lines[line]).startswith(("http://", "https://")):
            self.call_later(self.app.run_action, "browse")


def _columns(left: Line, right: Line, width: int, between: str) -> list[Line]:
    """Wrap two lines side by side, with something between them."""
    half = (width - 3) // 2
    rows = zip_longest(wrap(left, half), wrap(right, half), fillvalue=())
    return [(*crop(one, half), (f" {between} ", "rule"), *other) for one, other in rows]
