"""The stream of items: it holds ids, and the pages of rows that were lately in view."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType

from store.stream import ItemRow
from tui.cells import Look, item_line
from tui.ink import Line
from tui.rows import RowList

PAGE = 128
_KEPT_PAGES = 64

Fetch = Callable[[Sequence[int]], list[ItemRow]]
"""Returns the rows of some ids; an id that is gone has none."""


class Stream(RowList):
    """Items, newest first. New ones do not move what the reader looks at, unless the cursor rests on the first row at the top."""

    BORDER_TITLE = "Stream"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "app.read", "Read", id="read", tooltip="Mark the item as read, or as unread again"),
        Binding("b", "app.star", "Star", id="star", tooltip="Put a star to the item, or take it away"),
    ]

    def __init__(self, look: Look, clock: Callable[[], datetime], fetch: Fetch, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.look = look
        self.clock = clock
        self._fetch = fetch
        self.ids: Sequence[int] = array("q")
        self.above = 0
        """How many items have come in above the view since the reader was at the top."""
        self._pages: OrderedDict[int, list[ItemRow | None]] = OrderedDict()

    @property
    def item(self) -> int | None:
        """The id under the cursor."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else None

    def show_ids(self, ids: Sequence[int], *, keep: bool = True) -> None:
        """Show these items; with `keep` the cursor and the view stay on the items that they were on, if those are still there."""
        old, held, top = self.ids, self.item, self.scroll_offset.y
        resting = self.cursor == 0 and top == 0
        self.ids = ids
        self._pages.clear()
        shift = 0
        if keep and held is not None and not resting:
            at = _find(ids, held, near=self.cursor)
            shift = at - self.cursor if at is not None else 0
        self.count = len(ids)
        if shift:
            # The cursor's own watcher would scroll the row into view; view and cursor move together instead.
            self.set_reactive(Stream.cursor, max(0, min(len(ids) - 1, self.cursor + shift)))
        self.set_count(len(ids))
        if shift:
            self._scroll(top + shift)
        if keep and not resting and old:
            self.above = max(0, min(self.scroll_offset.y, self.above + max(0, shift)))
        else:
            self.above = 0
        if not keep:
            self.to(0)
            self._scroll(0)
        if resting or not keep or self.item != held:
            self.post_message(self.Moved(self, self.cursor if self.count else -1))

    def row(self, number: int) -> ItemRow | None:
        """Return a row; None: the item is gone."""
        at, within = divmod(number, PAGE)
        page = self._pages.get(at)
        if page is None:
            ids = self.ids[at * PAGE : (at + 1) * PAGE]
            found = {row.id: row for row in self._fetch(ids)}
            page = [found.get(each) for each in ids]
            self._pages[at] = page
            if len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(at)
        return page[within] if within < len(page) else None

    def row_line(self, row: int, width: int, *, cursor: bool) -> Line:
        """Return the line of an item."""
        item = self.row(row)
        if item is None:
            return (("  (no longer stored)", "faint"),)
        return item_line(item, self.look, self.clock(), width, cursor=cursor)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """What has been scrolled to is no longer new above the view."""
        super().watch_scroll_y(old_value, new_value)
        self.above = min(self.above, round(new_value))

    def action_first(self) -> None:
        """Go to the newest item."""
        super().action_first()
        self._scroll(0)
        self.above = 0
        self.post_message(self.Moved(self, self.cursor if self.count else -1))


def _find(ids: Sequence[int], wanted: int, near: int) -> int | None:
    """Find an id, looking first where it was, then below, where new items push it."""
    if near < len(ids) and ids[near] == wanted:
        return near
    for at in range(near, len(ids)):
        if ids[at] == wanted:
            return at
    for at in range(min(near, len(ids)) - 1, -1, -1):
        if ids[at] == wanted:
            return at
    return None
