"""The top of the screen: what is watched, the panes as tabs, and how things stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.events import Click
from textual.keys import format_key
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from tui.drawn import Drawn
from tui.ink import Ink, Run, crop, fit, length, shortened


@dataclass(frozen=True, slots=True)
class Tab:
    """A pane as a tab."""

    key: str
    pane: str
    name: str
    note: str = ""
    """A count beside the name."""
    ink: Ink = "faint"
    """Of the note."""


class Bar(Drawn):
    """One line where there is room for all, else two."""

    @dataclass
    class Picked(Message):
        """The reader clicked a tab."""

        pane: str

    def __init__(self, title: str, more: str = "…", *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        """Prepare the bar; `more` stands at the end of what is cut."""
        super().__init__(id=id)
        self._title = title
        self._more = more
        self._tabs: Sequence[Tab] = ()
        self._active = ""
        self._status: Sequence[Run] = ()
        self._place = ""

    def show(self, tabs: Sequence[Tab], active: str, status: Sequence[Run], place: str) -> None:
        """Show these; `status` is how things stand, `place` what the lists are narrowed to. What did not change is not painted."""
        told = (tabs, active, status, place)
        if told != (self._tabs, self._active, self._status, self._place):
            self._tabs, self._active, self._status, self._place = told
            self.refresh()

    def _tab_runs(self, tab: Tab) -> list[Run]:
        active = tab.pane == self._active
        runs: list[Run] = [(f" {tab.key} ", "accent"), (tab.name, "chosen" if active else "text")]
        if tab.note:
            runs.append((f" {tab.note}", tab.ink))
        return [*runs, (" ", "text")]

    def render_line(self, y: int) -> Strip:
        """Paint a line."""
        width = self.size.width
        if self.size.height == 1:
            return self.paint(self._spread(self._title_runs(self._title_room()) + self._all_tabs(), self._status, width), width)
        if y == 0:
            room = width - length(self._status) - 1
            title = self._title_runs(max(room // 3, room - len(self._place) - 2))
            place: Run = (shortened(self._place, max(0, room - length(title)), self._more), "faint")
            return self.paint(self._spread([*title, place], self._status, width), width)
        return self.paint(crop(self._all_tabs(), width, self._more), width)

    def _title_room(self) -> int:
        """Cells for the title where all stands in one line: what tabs and status leave."""
        width = self.size.width
        return max(0, min(width // 4, width - length(self._all_tabs()) - length(self._status)))

    def _title_runs(self, room: int) -> list[Run]:
        return [(" ", "text"), (fit(self._title, max(0, room - 2), self._more).rstrip(), "title"), (" ", "text")]

    def _all_tabs(self) -> list[Run]:
        return [run for tab in self._tabs for run in self._tab_runs(tab)]

    def _spread(self, left: Sequence[Run], right: Sequence[Run], width: int) -> Sequence[Run]:
        """Put one line to the left and one to the right; the right one gives way where both do not fit."""
        gap = width - length(left) - length(right)
        if gap >= 0:
            return [*left, (" " * gap, "text"), *right]
        return crop([*left, *right], width, self._more)

    def on_click(self, event: Click) -> None:
        """Pick the tab that was clicked."""
        if self.size.height > 1 and event.y == 0:
            return
        x = length(self._title_runs(self._title_room())) if self.size.height == 1 else 0
        for tab in self._tabs:
            x += length(self._tab_runs(tab))
            if event.x < x:
                self.post_message(self.Picked(tab.pane))
                return


_TYPING = (("enter", "done"), ("escape", "back"))
"""What leads out of a line that is typed in, where other keys are letters."""


class KeyBar(Drawn):
    """The keys that matter here, in one line at the bottom; a click on one does what the key does."""

    def __init__(self, keys: dict[str, str], *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._keys = keys
        self._shown: list[tuple[str, str, str]] = []
        """Key as written, what it does, the key to press."""
        self._off = False
        """Whether a dialog lies over it."""

    def on_mount(self) -> None:
        """Follow the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self._read())
        self._read()

    def show_keys(self, *, shown: bool) -> None:
        """Show the keys, or none."""
        self._off = not shown
        self.refresh()

    def _read(self) -> None:
        typing = isinstance(self.screen.focused, Input)
        shown = [(self._keys.get(key) or format_key(key), words, key) for key, words in _TYPING] if typing else []
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            if typing and len(format_key(key)) == 1 and format_key(key).isascii():
                continue  # It would be typed.
            if binding.show and active.enabled and binding.description.lower() not in [each[1] for each in shown]:
                written = self._keys.get(key) or binding.key_display or self.app.get_key_display(binding)
                if typing and len(written) == 1 and written.isascii():
                    written = format_key(key)
                shown.append((written, binding.description.lower(), key))
        shown.sort(key=lambda each: each[1] in ("commands", "help"))
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def _runs(self) -> list[list[Run]]:
        return [[(f" {key} ", "accent"), (f"{words} ", "faint")] for key, words, _ in self._fitting()]

    def _fitting(self) -> list[tuple[str, str, str]]:
        """The keys that fit; the palette and help are last and always there."""
        room = self.size.width
        if self._off:
            return []
        last = self._shown[-2:]
        room -= sum(len(key) + len(words) + 3 for key, words, _ in last)
        out = []
        for each in self._shown[:-2]:
            room -= len(each[0]) + len(each[1]) + 3
            if room < 0:
                break
            out.append(each)
        return out + last

    def render_line(self, y: int) -> Strip:
        """Paint the line."""
        width = self.size.width
        return self.paint(crop([run for runs in self._runs() for run in runs] if y == 0 else [], width), width)

    def on_click(self, event: Click) -> None:
        """Press the key that was clicked."""
        x = 0
        for runs, (_, _, key) in zip(self._runs(), self._fitting(), strict=True):
            x += length(runs)
            if event.x < x:
                self.app.simulate_key(key)
                return
