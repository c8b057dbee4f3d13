"""Searching all that is stored: words and what narrows them, and the items found with the passage that holds the words."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, Static

from store.search import CLOSE, OPEN, Found, Hit
from tui.asking import HINT
from tui.cells import Look, item_line, thousands
from tui.ink import Line, Run, crop
from tui.rows import RowList
from tui.safe import shown

LIMIT = 300
"""So many of the newest are shown."""


class Hits(RowList):
    """Lists what was found, two lines an item: its title, and the passage."""

    def __init__(self, look: Look, clock: Callable[[], datetime], *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.look = look
        self.clock = clock
        self.hits: Sequence[Hit] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        """Show these; the cursor goes to the first."""
        self.hits = hits
        self.set_count(2 * len(hits))
        self.to(0)
        self.post_message(self.Moved(self, self.cursor if hits else -1))

    @property
    def item(self) -> int | None:
        """The item under the cursor."""
        at = self.cursor // 2
        return self.hits[at].row.id if at < len(self.hits) else None

    def row_line(self, row: int, width: int, *, cursor: bool) -> Line:
        """Return the title of an item, or the passage below it."""
        hit = self.hits[row // 2]
        if row % 2 == 0:
            return item_line(hit.row, self.look, self.clock(), width, cursor=cursor)
        return crop((("         ", "text"), *passage(hit.passage)), width, self.look.glyphs.more)

    def to(self, row: int) -> None:
        """Bring the cursor to the item that a line belongs to."""
        super().to(row - row % 2)

    def action_move(self, step: int) -> None:
        """Go some items down or up."""
        self.to(self.cursor + 2 * step)

    def _follow_cursor(self) -> None:
        super()._follow_cursor()
        if self.cursor + 1 >= self.scroll_offset.y + self.page_rows:
            self._scroll(self.cursor + 2 - self.page_rows)


def passage(text: str) -> list[Run]:
    """Return a passage with the words found marked.

    >>> passage("They freed \\x02314\\x03 people")
    [('They freed ', 'faint'), ('314', 'value'), (' people', 'faint')]
    """
    runs: list[Run] = []
    for number, part in enumerate(text.replace("\n", " ").split(OPEN)):
        words, closed, rest = part.partition(CLOSE) if number else ("", "", part)
        if closed:
            runs.append((words, "value"))
        if rest or not closed:
            runs.append((rest if closed or not number else words + rest, "faint"))
    return [run for run in runs if run[0]]


class Search(Container):
    """A line to type in, what it brought in a few words, and the items."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("down", "hits", "To what was found", id="search.hits", show=False)]

    def __init__(self, look: Look, clock: Callable[[], datetime]) -> None:
        super().__init__(id="search")
        self.asked = Input(id="asked", compact=True, placeholder="words in the title or text")
        self.says = Static(Content(HINT), id="search-says")
        self.hits = Hits(look, clock, id="hits")

    def compose(self) -> ComposeResult:
        """Lay them out."""
        yield self.asked
        yield self.says
        yield self.hits

    def action_hits(self) -> None:
        """Leave the line for what it found."""
        self.hits.focus()

    def show(self, found: Found | None, trouble: str | None) -> None:
        """Show what was found; None: nothing was asked."""
        self.hits.show(found.hits if found is not None else ())
        if found is None:
            words = HINT
        elif not found.total:
            words = "Nothing holds all of this; fewer words find more."
        else:
            most = f", the newest {len(found.hits)} are shown" if len(found.hits) < found.total else ""
            words = f"{thousands(found.total)} found{most}"
        self.says.set_class(trouble is not None, "-bad")
        self.says.update(Content(shown(trouble or words)))
