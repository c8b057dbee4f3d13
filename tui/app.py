"""The dashboard: it reads the database whenever that changes, whoever wrote, and shows it."""

import asyncio
import contextlib
import gc
import signal
import traceback
from collections.abc import Sequence
from functools import partial
from time import monotonic
from typing import Any, ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.events import Event, InputEvent
from textual.filter import LineFilter
from textual.screen import Screen
from textual.worker import WorkerFailed

from core.text import clean
from tui.acting import Acting
from tui.following import LOOK_SECONDS
from tui.palette import Commands
from tui.safe import ControlFilter
from tui.themes import CONTRAST, LIGHT

_NET = ControlFilter()
NOTE_SECONDS = 30.0
SETTLED_SECONDS = 1.0
"""By then the first picture stands, and what it needs is there."""
RESTED_SECONDS = 0.5
"""After so long without a key or the mouse there is time for what would hold them up."""
_LATELY, _ALL = 1, 2
"""What the collector goes over: what came lately, or all that came since the beginning."""
_ALL_EVERY = 60
"""So many times it is only what came lately."""


class WatchApp(Acting):
    """The dashboard: its keys, its beginning and its end."""

    CSS_PATH = "app.tcss"
    TITLE = "negotiation-watch"
    COMMANDS: ClassVar[set[Any]] = {Commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "conflict(1)", "Differing", id="conflict.next", tooltip="To the next conflict, correction or update"),
        Binding("N", "conflict(-1)", "Previous differing", id="conflict.previous", show=False),
        Binding("slash", "filter", "Filter", id="filter", key_display="/"),
        Binding("t", "topic", "Topic", id="topic"),
        Binding("left_square_bracket", "step_topic(-1)", "Previous topic", id="topic.previous", show=False, key_display="["),
        Binding("right_square_bracket", "step_topic(1)", "Next topic", id="topic.next", show=False, key_display="]"),
        Binding("e", "export", "Export", id="export"),
        Binding("r", "poll", "Poll", id="poll"),
        Binding("p", "pause", "Pause polling", id="pause", show=False),
        Binding("full_stop", "newest", "Newest", id="newest", show=False, key_display="."),
        Binding("s", "sort", "Sort claims", id="claims.sort", show=False),
        Binding("f", "only_conflicts", "Only conflicts", id="claims.conflicts", show=False),
        Binding("v", "versions", "What an edit changed", id="page.versions", show=False),
        Binding("space", "read", "Read or unread", id="read", show=False),
        Binding("M", "all_read", "Mark all as read", id="read.all", show=False),
        Binding("b", "star", "Star", id="star", show=False),
        Binding("o", "browse", "Open link", id="browse", show=False),
        Binding("c,y", "copy", "Copy footnote", id="copy", show=False),
        Binding("x", "correct", "Correct a claim, or undo that", id="correct", show=False),
        Binding("w", "why", "Why", id="why", show=False),
        Binding("W", "since", "What changed since I left", id="since", show=False),
        Binding("a", "look_back", "As known at", id="as_of", show=False, tooltip="Show everything as it was known at a time"),
        Binding("semicolon", "jump", "Jump to a pane", id="jump", show=False, key_display=";"),
        Binding("D", "demo", "Leave for the demo", id="demo", show=False),
        Binding("q,escape,backspace", "step_back", "Back", id="back", show=False),
        Binding("ctrl+q", "quit", "Leave", id="quit", show=False, priority=True),
        Binding("ctrl+p", "command_palette", "Commands", id="commands", key_display="^p"),
        Binding("question_mark,f1", "help", "Help", id="help", key_display="?"),
    ]

    crash: str | None = None
    """The traceback of what ended the app, without the values of variables; None: it ended well."""
    _touched = 0.0
    """When the reader did something last."""

    def get_default_screen(self) -> Screen[Any]:
        """Return the main screen."""
        return self.desk

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add the net under everything drawn."""
        return [*super().get_line_filters(), _NET]

    def on_mount(self) -> None:
        """Begin to read, to poll and to watch the clock."""
        self.register_theme(LIGHT)
        self.register_theme(CONTRAST)
        self.choose_theme(self._kept.theme or self.settings.display.theme)
        self.set_keymap(dict(self.settings.keys))
        if self.settings.keys:
            self.call_after_refresh(self._check_keys)
        if self.look.glyphs.border == "ascii":
            self.add_class("-ascii")
        for number, code in ((signal.SIGTERM, 143), (signal.SIGHUP, 129)):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(number, partial(self.exit, return_code=code))
        self._say_states()
        for words in self._notes:
            self.notify(words, severity="warning", timeout=NOTE_SECONDS)
        self._look_at_database()
        self.work(self._follow, group="follow")
        self.work(self._compare, group="compare")
        if self.polling is not None:
            self.work(partial(self._poll, self.polling), group="polling")
        self.set_interval(LOOK_SECONDS, self._look_at_database)
        self.set_interval(1.0, self._look_at_clock)
        if not self.is_headless:
            self.set_timer(SETTLED_SECONDS, self._settle_memory)

    def _check_keys(self) -> None:
        from tui.keys import key_groups, mistakes  # noqa: PLC0415  (only where keys are configured)

        for words in mistakes(self.settings.keys, key_groups(self.BINDINGS)):
            self.notify(words, severity="warning", timeout=10)

    def _settle_memory(self) -> None:
        """What is there now stays: the collector need not go over it again. What comes it looks at in parts of a few milliseconds each."""
        gc.freeze()
        gc.set_threshold(5_000, 200, 1_000)
        gc.enable()
        self.set_interval(1.0, self._collect)

    def _collect(self) -> None:
        """Collect garbage while the reader rests: it takes longer than the answer to a key may."""
        if monotonic() - self._touched > RESTED_SECONDS:
            gc.collect(_ALL if gc.get_count()[_ALL] > _ALL_EVERY else _LATELY)

    async def on_event(self, event: Event) -> None:
        """Note when the reader did something last."""
        if isinstance(event, InputEvent):
            self._touched = monotonic()
        await super().on_event(event)

    async def on_unmount(self) -> None:
        """Let go of the database; keep how the screen is left."""
        self.keep()
        self._reader.close()
        self._lister.close()
        self._comparer.close()
        self._boards.end()
        if self._db is not None:
            self._db.close()

    def _handle_exception(self, error: Exception) -> None:
        """Keep a traceback without the values of variables: those may hold a feed's text, or a key in its address."""
        if self.crash is None:
            # Textual wraps what a worker raised.
            cause = error.error if isinstance(error, WorkerFailed) else error
            self.crash = clean("".join(traceback.format_exception(cause)))
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave; the traceback is printed once the terminal is itself again."""
        self._exit_renderables.append(Text(f"The dashboard ended by a mistake of its own; nothing stored is lost.\n{self.crash}"))
        self._close_messages_no_wait()
