"""Jump mode: a letter stands on everything that can be entered; pressing it goes there."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click, Key
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

LETTERS = "asdfghjkl"


class Jump(ModalScreen[Widget | None]):
    """Puts a letter on each of some widgets. Returns the one whose letter was pressed; None: another key was."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Cancel", id="jump.leave", show=False)]

    def __init__(self, targets: Sequence[Widget]) -> None:
        """Prepare the letters; the widgets have to be on the screen."""
        super().__init__()
        self._targets = dict(zip(LETTERS, targets, strict=False))

    def compose(self) -> ComposeResult:
        """Put a letter into the middle of each."""
        for letter, target in self._targets.items():
            label = Static(Content(f" {letter} "), classes="jump")
            region = target.region
            label.styles.offset = (region.x + max(0, region.width // 2 - 1), region.y + region.height // 2)
            yield label

    def on_key(self, event: Key) -> None:
        """Go where the letter says, or nowhere."""
        event.stop()
        self.dismiss(self._targets.get(event.key))

    def on_click(self, event: Click) -> None:
        """Go where the mouse points."""
        found = [target for target in self._targets.values() if target.region.contains(event.screen_x, event.screen_y)]
        self.dismiss(found[0] if found else None)

    def action_leave(self) -> None:
        """Go nowhere."""
        self.dismiss(None)
