"""The stream of items: it holds ids, and the pages of rows that were lately in view."""

from array import array
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.worker import Worker

from store.stream import ItemRow
from tui.cells import Look, item_line
from tui.ink import Line
from tui.rows import RowList

PAGE = 128
_KEPT_PAGES = 16

Fetch = Callable[[Sequence[int]], list[ItemRow]]
"""Returns the rows of some ids; an id that is gone has none."""
Bring = Callable[[Sequence[int]], Awaitable[list[ItemRow] | None]]
"""Does the same beside the screen; None: they cannot be had."""


class Stream(RowList):
    """Items, newest first. New ones do not move what the reader looks at, unless the cursor rests on the first row at the top."""

    BORDER_TITLE = "Stream"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "app.read", "Read", id="read", tooltip="Mark the item as read, or as unread again"),
        Binding("b", "app.star", "Star", id="star", tooltip="Put a star to the item, or take it away"),
    ]

    def __init__(
        self,
        look: Look,
        clock: Callable[[], datetime],
        fetch: Fetch,
        bring: Bring,
        *,
        id: str | None = None,  # noqa: A002  (Textual's name)
    ) -> None:
        super().__init__(id=id)
        self.look = look
        self.clock = clock
        self._fetch = fetch
        self._bring = bring
        self.ids: Sequence[int] = array("q")
        self.above = 0
        """How many items have come in above the view since the reader was at the top."""
        self._pages: OrderedDict[int, list[ItemRow | None]] = OrderedDict()
        self._coming: set[int] = set()
        """The pages that are being brought."""
        self._turn = 0
        """How often the items were other ones: a page that was asked for before is not theirs."""

    @property
    def item(self) -> int | None:
        """The id under the cursor."""
        return self.ids[self.cursor] if self.cursor < len(self.ids) else None

    def show_ids(self, ids: Sequence[int], *, keep: bool = True) -> None:
        """Show these items; with `keep` the cursor and the view stay on the items that they were on, if those are still there."""
        old, held, top = self.ids, self.item, self.scroll_offset.y
        resting = self.cursor == 0 and top == 0
        self.ids = ids
        self._turn += 1
        self._pages.clear()
        self._coming.clear()
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
            page = self._keep(at, self._fetch(self._ids(at)))
        else:
            self._pages.move_to_end(at)
        return page[within] if within < len(page) else None

    def _ids(self, page: int) -> Sequence[int]:
        return self.ids[page * PAGE : (page + 1) * PAGE]

    def _keep(self, at: int, rows: Sequence[ItemRow]) -> list[ItemRow | None]:
        found = {row.id: row for row in rows}
        page = self._pages[at] = [found.get(each) for each in self._ids(at)]
        if len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)
        return page

    def _look_ahead(self) -> None:
        """Bring the pages next to those in view: where the disk is slow, the screen need not wait for it."""
        top = self.scroll_offset.y
        for at in (top // PAGE - 1, (top + self.page_rows) // PAGE + 1):
            if at not in self._pages and at not in self._coming and 0 <= at * PAGE < len(self.ids):
                self._coming.add(at)
                # Without the ids: Textual writes out what it is given, and holds it for long after.
                worker: Worker[None] = self.run_worker(partial(self._bring_page, at, self._turn), group="rows")
                del worker

    async def _bring_page(self, at: int, turn: int) -> None:
        rows = await self._bring(self._ids(at))
        if turn == self._turn:
            self._coming.discard(at)
            if rows is not None:
                self._keep(at, rows)

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
        self._look_ahead()

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
