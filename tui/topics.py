"""The topics: how many items each has, how many are new, and how many rows of its matrix are in conflict."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Click
from textual.message import Message
from textual.strip import Strip

from tui.cells import Look, thousands, topic_line
from tui.ink import Line, Run, crop, length
from tui.rows import RowList

_STRIP = 2
"""With so many lines or fewer the topics stand side by side."""


@dataclass(frozen=True, slots=True)
class TopicState:
    """A topic as shown. `topic` is None for all of them together."""

    topic: str | None
    name: str
    items: int
    new: int
    conflicts: int


class Topics(RowList):
    """Lists the topics, one a line, or side by side where it has only a line or two."""

    BORDER_TITLE = "Topics"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "move(1)", "Next topic", id="topics.next", show=False),
        Binding("left,h", "move(-1)", "Previous topic", id="topics.previous", show=False),
        Binding("enter", "open", "Choose", id="topics.choose"),
    ]

    @dataclass
    class Chosen(Message):
        """The reader chose a topic; None: all."""

        topic: str | None

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.look = look
        self.states: Sequence[TopicState] = ()
        self.chosen: str | None = None

    def show(self, states: Sequence[TopicState], chosen: str | None) -> None:
        """Show these topics; the cursor stays on its row."""
        self.states, self.chosen = states, chosen
        self.set_count(len(states))

    @property
    def strip(self) -> bool:
        """Whether the topics stand side by side."""
        return 0 < self.scrollable_content_region.height <= _STRIP

    def row_line(self, row: int, width: int, *, cursor: bool) -> Line:
        """Return the line of a topic."""
        state = self.states[row]
        counts = (state.items, state.new, state.conflicts)
        return topic_line(state.name, *counts, self.look, width, chosen=state.topic == self.chosen, cursor=cursor)

    def render_line(self, y: int) -> Strip:
        """Paint one line: all topics in the first, or a topic."""
        if not self.strip:
            return super().render_line(y)
        width = self.scrollable_content_region.width
        runs = [run for number in range(self.count) for run in self._chip(number)] if y == 0 else []
        return self.paint(crop(runs, width, self.look.glyphs.more), width)

    def _chip(self, number: int) -> list[Run]:
        state = self.states[number]
        here = number == self.cursor and self.has_focus
        name = state.name if state.topic is None else self.look.marks.get(state.topic, state.name)
        runs: list[Run] = [
            (self.look.glyphs.cursor if here else " ", "accent"),
            (name, "chosen" if state.topic == self.chosen else "text"),
            (f" {thousands(state.items)}", "faint"),
        ]
        if state.new:
            runs.append((f" +{thousands(state.new)}", "update"))
        if state.conflicts:
            runs.append((f" {state.conflicts}{self.look.glyphs.conflict}", "conflict"))
        return [*runs, ("  ", "text")]

    def watch_cursor(self, old: int, new: int) -> None:
        """Repaint the strip too."""
        super().watch_cursor(old, new)
        if self.strip:
            self.refresh()

    def action_open(self) -> None:
        """Choose the topic under the cursor."""
        if self.count:
            self.post_message(self.Chosen(self.states[self.cursor].topic))

    def on_click(self, event: Click) -> None:
        """Choose the topic that was clicked."""
        event.prevent_default()
        at = event.get_content_offset(self)
        if at is None:
            return
        if not self.strip:
            row = at.y + self.scroll_offset.y
            if row < self.count:
                self.to(row)
                self.action_open()
            return
        x = 0
        for number in range(self.count):
            x += length(self._chip(number))
            if at.x < x:
                self.to(number)
                self.action_open()
                return
