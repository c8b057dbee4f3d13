"""A dialog that asks for one of several things."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static

from tui.dialog import Dialog
from tui.safe import shown


class Choice(Dialog[int]):
    """Shows a title and lines to choose from. Returns the place of the line chosen, from 0, or None where none was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "step('down')", "Down", id="choice.down", show=False),
        Binding("k", "step('up')", "Up", id="choice.up", show=False),
    ]

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
        lines = self.query_one("#choice-lines", OptionList)
        lines.highlighted = self._at
        lines.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return what was chosen."""
        self.dismiss(event.option_index)

    def action_step(self, way: str) -> None:
        """Move as the arrow keys do."""
        lines = self.query_one("#choice-lines", OptionList)
        if way == "down":
            lines.action_cursor_down()
        else:
            lines.action_cursor_up()
