"""Dialogs with lines to choose from."""

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from tui.dialog import Answer, Dialog
from tui.safe import shown


class Listing(Dialog[Answer]):
    """A dialog with lines to choose from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step('down')", "Down", id="dialog.down", show=False),
        Binding("up,k", "step('up')", "Up", id="dialog.up", show=False),
    ]

    @property
    def lines(self) -> OptionList:
        """The lines."""
        return self.query_one(OptionList)

    def begin(self, at: int = 0) -> None:
        """Bring the cursor to the line at a place."""
        self.lines.highlighted = at
        self.lines.focus()

    def action_step(self, way: Literal["down", "up"]) -> None:
        """Go to the next line, or the one before, from wherever the reader is."""
        self.lines.focus()
        if way == "down":
            self.lines.action_cursor_down()
        else:
            self.lines.action_cursor_up()


class Choice(Listing[int]):
    """Shows a title and lines to choose from. Returns the place of the line chosen, from 0, or None where none was."""

    def __init__(self, title: str, lines: Sequence[str], at: int = 0) -> None:
        """Prepare the dialog; the cursor begins on the line at place `at`."""
        super().__init__()
        self._title = title
        self._lines = lines
        self._at = at

    def compose(self) -> ComposeResult:
        """Lay out the dialog."""
        with Vertical(id="choice"):
            yield Static(Content(shown(self._title)), classes="dialog-title")
            yield OptionList(*(Content(shown(line)) for line in self._lines), id="choice-lines", compact=True)
            yield Static(Content("enter chooses, esc leaves"), classes="dialog-keys")

    def on_mount(self) -> None:
        """Begin on the line asked for."""
        self.begin(self._at)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return what was chosen."""
        self.dismiss(event.option_index)
