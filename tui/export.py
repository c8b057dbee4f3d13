"""The dialog that writes a digest of the session to a file."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Checkbox, Input, RadioButton, RadioSet, Static
from textual.worker import Worker

from core.errors import WorkError
from digest.files import Told, save_told
from digest.formats import FORMATS, Format
from tui.page import Block
from tui.polling import Span
from tui.safe import shown
from tui.scroll import Page

SPANS: tuple[tuple[Span, str], ...] = (
    ("session", "Session"),
    ("left", "Last look"),
    ("1d", "1 d"),
    ("3d", "3 d"),
    ("7d", "7 d"),
    ("all", "All"),
)
_PREVIEW = 200
_LAID_OUT = {"html": "a browser", "pdf": "a PDF reader"}
"""Formats that another program lays out, and which: in place of their source the digest's text is shown."""

Write = Callable[[str, Span, frozenset[str]], Awaitable[Told]]
"""Returns the digest of a span and of some topics (none: of all) in a format, by its id."""


def file_name(now: datetime, form: Format) -> str:
    """Return the name offered for a digest: `digest-2026-02-05-1430.md`."""
    return f"digest-{now:%Y-%m-%d-%H%M}{form.endings[0]}"


class Radio(RadioButton):
    """A choice whose mark is seen without colours too."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802  (Textual's name, there the same for both states)
        """Its mark."""
        return "o" if self.value else " "


class Box(Checkbox):
    """The same for what is in or out."""

    @property
    def BUTTON_INNER(self) -> str:  # type: ignore[override]  # noqa: N802  (Textual's name, there the same for both states)
        """Its mark."""
        return "x" if self.value else " "


class Export(ModalScreen[Path | None]):
    """Asks for span, topics, format and file, shows how the digest begins, and saves or copies it.

    Returns the file, or None where nothing was saved.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Cancel", id="export.leave"),
        Binding("ctrl+s", "save", "Save", id="export.save"),
        Binding("ctrl+y", "copy", "Copy", id="export.copy"),
        Binding("ctrl+o", "overwrite", "Overwrite", id="export.overwrite", show=False),
    ]

    def __init__(self, write: Write, folder: Path, now: datetime, topics: Mapping[str, str]) -> None:
        """Prepare the dialog; `topics` are the topics to choose from, by id their marks."""
        super().__init__()
        self._topics = topics
        self._chosen: frozenset[str] = frozenset()
        self._span: Span = "session"
        self._write = write
        self._folder = folder
        self._now = now
        self._form = FORMATS[0]
        self._told: Told | None = None
        self._taken: Path | None = None
        """The file that is there already, once it was found."""

    def compose(self) -> ComposeResult:
        """Lay out the dialog."""
        with Vertical(id="export"):
            yield Static(Content("A digest"), classes="dialog-title")
            with RadioSet(id="export-format", classes="export-row", compact=True):
                for form in FORMATS:
                    yield Radio(Content(form.name), value=form is self._form)
            with RadioSet(id="export-span", classes="export-row", compact=True):
                for number, (_, name) in enumerate(SPANS):
                    yield Radio(Content(name), value=number == 0)
            with Horizontal(id="export-topics", classes="export-row"):
                for topic, mark in self._topics.items():
                    yield Box(Content(shown(mark)), value=True, name=topic, compact=True)
            yield Input(str(self._folder / file_name(self._now, self._form)), id="export-path", compact=True)
            yield Static(Content(""), id="export-says")
            yield Page(id="export-preview", margin=1)
            with Horizontal(id="export-buttons"):
                yield Button(Content("Save  ^s"), id="export-save", variant="primary", compact=True)
                yield Button(Content("Copy  ^y"), id="export-copy", compact=True)
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
        self._told = None
        self._say("Writing the digest...")
        self.query_one("#export-save", Button).disabled = True
        # Given as a coroutine, one that never begins would be complained of.
        worker: Worker[None] = self.run_worker(self._write_digest, group="digest", exclusive=True)
        del worker

    async def _write_digest(self) -> None:
        try:
            told = await self._write(self._form.id, self._span, self._chosen)
            seen = await self._write("text", self._span, self._chosen) if self._form.id in _LAID_OUT else told
        except WorkError as error:
            if self in self.app.screen_stack:
                self._say(str(error), bad=True)
            return
        if self not in self.app.screen_stack:
            # Left before the digest was written.
            return
        self._told = told
        preview = self.query_one("#export-preview", Page)
        if isinstance(seen.body, bytes):
            preview.show([Block(((f"{self._form.name} is no text: there is nothing of it to show here.", "text"),), 2)])
            self._say(f"{len(told.body) / 1000:,.0f} kB. ctrl+s saves it.")
            rows = []
        else:
            rows = seen.body.splitlines()
            preview.show([Block(((row, "text"),), 2) for row in rows[:_PREVIEW]])
        if seen is not told:
            self._say(f"{len(told.body) / 1000:,.0f} kB, for {_LAID_OUT[self._form.id]}; here is its text. ctrl+s saves it.")
        elif rows:
            more = f", of which the first {_PREVIEW} are shown" if len(rows) > _PREVIEW else ""
            self._say(f"{len(rows)} lines{more}. ctrl+s saves it, ctrl+y copies it.")
        self.query_one("#export-save", Button).disabled = False

    def on_radio_set_changed(self, event: RadioSet.Changed) -> None:
        """Take another span, or format; a name that ends with the old one's suffix follows."""
        if event.radio_set.id == "export-span":
            self._span = SPANS[event.index][0]
        else:
            old, self._form = self._form, FORMATS[event.index]
            path = self.query_one("#export-path", Input)
            if path.value.endswith(old.endings[0]):
                path.value = path.value.removesuffix(old.endings[0]) + self._form.endings[0]
        self._prepare()

    def on_checkbox_changed(self) -> None:
        """Tell of other topics; of all of them where none is left out."""
        boxes = list(self.query(Checkbox))
        chosen = frozenset(str(box.name) for box in boxes if box.value)
        self._chosen = frozenset() if len(chosen) == len(boxes) else chosen
        if chosen:
            self._prepare()
        else:
            self._told = None
            self._say("No topic is chosen, so there is nothing to tell.", bad=True)

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
        elif event.button.id == "export-copy":
            self.action_copy()
        else:
            self.action_leave()

    def action_save(self) -> None:
        """Save; a file that is there is never overwritten unasked."""
        self._save(overwrite=False)

    def action_copy(self) -> None:
        """Copy the whole digest, by the terminal: that works over ssh too."""
        if self._told is None:
            self._say("The digest is not written yet; wait a moment.", bad=True)
            return
        if isinstance(self._told.body, bytes):
            self._say(f"{self._form.name} is no text; ctrl+s saves it.", bad=True)
            return
        self.app.copy_to_clipboard(self._told.body)
        self._say(f"Copied: {len(self._told.body.splitlines())} lines.")

    def action_overwrite(self) -> None:
        """Save over the file that was found to be there."""
        if self._taken is not None:
            self._save(overwrite=True)

    def _save(self, *, overwrite: bool) -> None:
        name = self.query_one("#export-path", Input).value.strip()
        if self._told is None:
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
            save_told(self._told, path, overwrite=overwrite)
        except WorkError as error:
            self._say(str(error), bad=True)
            return
        self.dismiss(path)

    def action_leave(self) -> None:
        """Save nothing."""
        self.dismiss(None)
