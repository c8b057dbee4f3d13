"""The dialog that asks for the moment as of which all is shown."""

import re
from datetime import UTC, datetime, timedelta

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Key
from textual.widgets import Input, OptionList, Static

from core.times import read_moment
from tui.cells import Look
from tui.choice import Listing
from tui.past import told
from tui.safe import shown

_AGO = (("1 hour ago", 1), ("6 hours ago", 6), ("1 day ago", 24), ("3 days ago", 72), ("1 week ago", 168))
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_HINT = "or a time: 14:30   2026-02-05 14:30   2h   yesterday"


def read_time(words: str, look: Look, now: datetime) -> datetime:
    """Read a moment that is past, as on the command line, or a time of day: the last one. Times without a zone are the reader's.

    Raises:
        ValueError: it cannot be read, or lies ahead; the message says so.
    """
    given = words.strip()
    if clock := _CLOCK.fullmatch(given):
        moment = now.astimezone(look.zone).replace(hour=int(clock[1]), minute=int(clock[2]), second=0, microsecond=0)
        moment -= timedelta(days=moment > now)
    else:
        try:
            moment = datetime.fromisoformat(given)
            moment = moment.replace(tzinfo=moment.tzinfo or look.zone)
        except ValueError:
            moment = read_moment(given, now)
    if moment > now:
        raise ValueError(f"{look.clock(moment, now)} lies ahead")
    return moment.astimezone(UTC)


class When(Listing[datetime]):
    """Asks for a moment: one of some, or one that is typed. Answers it; the present stands for the way back."""

    def __init__(self, look: Look, now: datetime, begun: tuple[str, datetime], *, past: bool) -> None:
        """Prepare the dialog.

        Args:
            look: whose times are shown.
            now: the present.
            begun: from when on items count as new, with what that is called.
            past: whether the past is looked at, so that there is a way back.
        """
        super().__init__()
        self._look, self._now = look, now
        self._moments = [(words, now - timedelta(hours=hours)) for words, hours in _AGO]
        if begun[1] < now:
            self._moments.insert(0, begun)
        self._lines = [f"{words:<22}{look.clock(moment, now)}" for words, moment in self._moments]
        if past:
            self._moments.insert(0, ("Now", now))
            self._lines.insert(0, "Now: back to the present")

    def compose(self) -> ComposeResult:
        """Lay out the dialog."""
        with Vertical(id="when"):
            yield Static(Content("As it was known at which time?"), classes="dialog-title")
            yield OptionList(*(Content(line) for line in self._lines), id="when-lines", compact=True)
            yield Input(id="when-typed", compact=True, placeholder=_HINT, select_on_focus=False)
            yield Static(Content("enter chooses, esc leaves"), id="when-says", classes="dialog-keys")

    def on_mount(self) -> None:
        """Begin on the first line."""
        self.begin()

    def on_key(self, event: Key) -> None:
        """Type where one types, without going there first."""
        if self.lines.has_focus and event.character is not None and event.character.isalnum() and event.key not in "jkq":
            typed = self.query_one("#when-typed", Input)
            typed.focus()
            typed.insert_text_at_cursor(event.character)
            event.stop()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how it is understood."""
        event.stop()
        self._say(event.value)

    def _say(self, words: str) -> datetime | None:
        says = self.query_one("#when-says", Static)
        try:
            moment = read_time(words, self._look, self._now) if words.strip() else None
            text = "enter chooses, esc leaves" if moment is None else f"{told(moment, self._look, self._now)}; enter shows it"
        except (ValueError, OverflowError) as error:
            moment, text = None, str(error)
        says.update(Content(shown(text)))
        return moment

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer the moment that was typed."""
        event.stop()
        moment = self._say(event.value)
        if moment is not None:
            self.dismiss(moment)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer the moment that was chosen."""
        self.dismiss(self._moments[event.option_index][1])
