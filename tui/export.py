"""The dialog that writes a digest of the session to a file."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, RadioButton, RadioSet, Static

from core.errors import WorkError
from digest.save import save
from tui.page import Block
from tui.safe import shown
from tui.scroll import Page

Format = Literal["md", "html", "json"]
FORMATS: tuple[tuple[Format, str], ...] = (("md", "Markdown"), ("html", "HTML"), ("json", "JSON"))
_PREVIEW = 200

Write = Callable[[Format], Awaitable[str]]
"""Returns the digest as text in a format."""


def file_name(now: datetime, form: Format) -> str:
    """Return the name offered for a digest: `digest-2026-02-05-1430.md`."""
    return f"digest-{now:%Y-%m-%d-%H%M}.{form}"


class Export(ModalScreen[Path | None]):
    """Asks for format and file, shows how the digest begins, and saves it. Returns the file, or None where nothing was saved."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", id="export.leave"),
        Binding("ctrl+s", "save", "Save", id="export.save"),
        Binding("ctrl+o", "overwrite", "Overwrite", id="export.overwrite", show=False),
    ]

    def __init__(self, write: Write, folder: Path, now: datetime) -> None:
        super().__init__()
        self._write = write
        self._folder = folder
        self._now = now
        self._form: Format = "md"
        self._text: str | None = None
        self._taken: Path | None = None
        """The file that is there already, once it was found."""

    def compose(self) -> ComposeResult:
        """Lay out the dialog."""
        with Vertical(id="export"):
            yield Static(Content("Save a digest of this session"), classes="dialog-title")
            with RadioSet(id="export-format", compact=True):
                for number, (_, name) in enumerate(FORMATS):
                    yield RadioButton(Content(name), value=number == 0)
            yield Input(str(self._folder / file_name(self._now, self._form)), id="export-path", compact=True)
            yield Static(Content(""), id="export-says")
            yield Page(id="export-preview", margin=1)
            with Horizontal(id="export-buttons"):
                yield Button(Content("Save  ^s"), id="export-save", variant="primary", compact=True)
                yield Button(Content("Cancel  esc"), id="export-cancel", compact=True)

    def on_mount(self) -> None:
        """Write the first preview."""
        self.query_one("#export-format").focus()
        self._prepare()

    def _say(self, words: str, *, bad: bool = False) -> None:
        says = self.query_one("#export-says", Static)
        says.set_class(bad, "-bad")
        says.update(Content(shown(words)))

    def _prepare(self) -> None:
        self._text = None
        self._say("Writing the digest...")
        self.query_one("#export-save", Button).disabled = True
        self.run_worker(self._write_text(self._form), exclusive=True)

    async def _write_text(self, form: Format) -> None:
        try:
            text = await self._write(form)
        except WorkError as error:
            self._say(str(error), bad=True)
            return
        self._text = text
        rows = text.splitlines()
        self.query_one("#export-preview", Page).show([Block(((row, "text"),), 2) for row in rows[:_PREVIEW]])
        more = f", of which the first {_PREVIEW} are shown" if len(rows) > _PREVIEW else ""
        self._say(f"{len(rows)} lines{more}. Enter in the name, or ctrl+s, saves it.")
        self.query_one("#export-save", Button).disabled = False

    def on_radio_set_changed(self, event: RadioSet.Changed) -> None:
        """Take another format; a name that ends with the old one's suffix follows."""
        old, self._form = self._form, FORMATS[event.index][0]
        path = self.query_one("#export-path", Input)
        if path.value.endswith(f".{old}"):
            path.value = path.value.removesuffix(old) + self._form
        self._prepare()

    def on_input_changed(self) -> None:
        """Another name: it is not known to be taken."""
        self._taken = None

    def on_input_submitted(self) -> None:
        """Save under the name."""
        self.action_save()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save, or leave."""
        if event.button.id == "export-save":
            self.action_save()
        else:
            self.action_leave()

    def action_save(self) -> None:
        """Save; a file that is there is never overwritten unasked."""
        self._save(overwrite=False)

    def action_overwrite(self) -> None:
        """Save over the file that was found to be there."""
        if self._taken is not None:
            self._save(overwrite=True)

    def _save(self, *, overwrite: bool) -> None:
        name = self.query_one("#export-path", Input).value.strip()
        if self._text is None:
            self._say("The digest is not written yet; wait a moment.", bad=True)
            return
        if not name:
            self._say("Give the file a name.", bad=True)
            return
        path = Path(name).expanduser()
        if path.is_file() and not overwrite:
            self._taken = path
            self._say("There is such a file already. ctrl+o overwrites it; or give another name.", bad=True)
            return
        try:
            save(self._text, path, overwrite=overwrite)
        except WorkError as error:
            self._say(str(error), bad=True)
            return
        self.dismiss(path)

    def action_leave(self) -> None:
        """Save nothing."""
        self.dismiss(None)
