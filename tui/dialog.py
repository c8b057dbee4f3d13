"""What dialogs share: every way back closes them, and some of them are a page to read."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.screen import ModalScreen

from tui.page import Block
from tui.scroll import Page

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer | None]):
    """Lies over the panes. Left by a key of the way back, or by a click beside it, it answers None."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,backspace", "leave", "Close", id="dialog.leave")]

    def on_click(self, event: Click) -> None:
        """Close it: a click beside it."""
        if event.widget is self:
            self.action_leave()

    def action_leave(self) -> None:
        """Close it without an answer; where the key came before it was laid out, once it is."""
        self.call_later(self._leave)

    def _leave(self) -> None:
        self.dismiss(None)


class Paper(Dialog[None]):
    """A page to read."""

    def __init__(self, title: str, blocks: Sequence[Block]) -> None:
        """Prepare the page."""
        super().__init__()
        self._title = title
        self._blocks = blocks

    def compose(self) -> ComposeResult:
        """Lay out the page."""
        page = Page(id="paper", margin=2, widest=110)
        page.border_title = Content(self._title)
        page.border_subtitle = Content("j k move, q closes")
        yield page

    def on_mount(self) -> None:
        """Write the page."""
        page = self.query_one("#paper", Page)
        page.show(self._blocks)
        page.focus()
