"""The state of the sources: when each was asked, when it will be, and what went wrong."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.strip import Strip

from store.feeds import FeedState
from tui.cells import Look, feed_details, feed_head, feed_line
from tui.ink import Line, crop, wrap
from tui.rows import RowList


class Sources(RowList):
    """Lists the feeds, those in trouble first."""

    BORDER_TITLE = "Sources"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "app.pause", "Pause", id="pause"),
        Binding("enter", "open", "Its items", id="list.open"),
    ]

    def __init__(self, look: Look, clock: Callable[[], datetime], *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.look = look
        self.clock = clock
        self.feeds: Sequence[FeedState] = ()
        self._told: tuple[int, int, list[Line]] = (-1, 0, [])
        """The row, the width, and the details of its feed."""

    def show(self, feeds: Sequence[FeedState]) -> None:
        """Show these feeds; the cursor stays on its feed."""
        held = self.feeds[self.cursor].url if self.cursor < len(self.feeds) else None
        self.feeds = sorted(feeds, key=lambda feed: (not feed.enabled, feed.outcome != "failed", not feed.gap))
        for number, feed in enumerate(self.feeds):
            if feed.url == held and (self.has_focus or self.cursor):
                self.set_reactive(Sources.cursor, number)
        self.set_count(len(feeds))

    def head_line(self, width: int) -> Line | None:
        """Return the names of the columns."""
        return feed_head(width)

    def row_line(self, row: int, width: int, *, cursor: bool) -> Line:
        """Return the line of a feed."""
        return feed_line(self.feeds[row], self.look, self.clock(), width, cursor=cursor)

    def _below(self, row: int, width: int) -> Strip:
        """Paint what is known of the feed under the cursor, where there is room below the list."""
        at = row - self.count - 1
        if not 0 <= self.cursor < self.count or at < 0:
            return super()._below(row, width)
        if self._told[:2] != (self.cursor, width):
            told = [part for line in feed_details(self.feeds[self.cursor], self.look, self.clock()) for part in wrap(line, width - 2, 2)]
            self._told = (self.cursor, width, told)
        lines = self._told[2]
        return self.paint(crop(((" ", "text"), *lines[at]), width), width) if at < len(lines) else self.blank(width)

    def forget(self) -> None:
        """Tell the feed's details anew too."""
        self._told = (-1, 0, [])
        super().forget()

    def watch_cursor(self, old: int, new: int) -> None:
        """Tell of the feed under the cursor."""
        super().watch_cursor(old, new)
        self.refresh()
