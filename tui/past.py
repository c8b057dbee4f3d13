"""The line that says that what is shown is as it was known at a moment."""

from collections.abc import Callable
from datetime import datetime

from textual.events import Click
from textual.message import Message
from textual.strip import Strip

from tui.cells import Look, age
from tui.drawn import Drawn
from tui.ink import Line, crop


def told(moment: datetime, look: Look, now: datetime) -> str:
    """Write a moment with its day, and how long ago it was."""
    clock = look.clock(moment, now)
    return f"{clock if ' ' in clock else f'{look.day(moment)} {clock}'} ({age(moment, now)} ago)"


class Past(Drawn):
    """The line that says that the past is looked at; it is there only then, and a click asks for another time."""

    class Clicked(Message):
        """The reader clicked the line."""

    def __init__(self, clock: Callable[[], datetime], look: Look, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._clock, self._look = clock, look
        self._as_of: datetime | None = None

    def show(self, as_of: datetime | None) -> None:
        """Say which moment is looked at; None: the present, which needs no words."""
        self._as_of = as_of
        self.set_class(as_of is not None, "-open")
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the line."""
        width = self.size.width
        line: Line = ()
        if self._as_of is not None and y == 0:
            moment = told(self._as_of, self._look, self._clock())
            words = "  and no later   "
            line = ((" As known ", "text"), (moment, "title"), (words, "text"), ("a", "accent"), (" another time, or back to now", "text"))
        return self.paint(crop(line, width), width)

    def on_click(self, event: Click) -> None:
        """Ask for another time."""
        del event
        self.post_message(self.Clicked())
