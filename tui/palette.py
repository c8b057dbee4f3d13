"""The command palette: everything the dashboard can do, by name. Names may come from feeds, so nothing here is read as markup."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.safe import shown
from tui.themes import SHORT

if TYPE_CHECKING:
    from tui.app import WatchApp

_GONE = 0.0
_TWICE = ("app.conflict(1)", "app.copy", "app.sort", "app.only_conflicts")
"""What a pane binds again to show it among its keys."""


def match(words: str, name: str) -> tuple[float, list[int]]:
    """Return how well typed words match a name, 0 to 1, and which of its characters they matched.

    Every character has to be found in order; those that begin a word or follow one another count for more.
    """
    at, score, found = 0, 0.0, list[int]()
    lower = name.lower()
    for char in words.lower():
        if char == " ":
            continue
        where = lower.find(char, at)
        if where < 0:
            return _GONE, []
        begins = where == 0 or lower[where - 1] == " "
        score += 1.0 if begins or (found and where == found[-1] + 1) else 0.3
        found.append(where)
        at = where + 1
    return (score / len(found) * (1 - len(name) / 1000), found) if found else (_GONE, [])


class Commands(Provider):
    """Offers the actions, the topics, the sources and the themes."""

    @property
    def watch(self) -> "WatchApp":
        """The dashboard."""
        return self.app  # type: ignore[return-value]  # the provider is the dashboard's own

    def _commands(self) -> Iterator[tuple[str, str, Callable[[], Any]]]:
        """Name, what it does, and the doing."""
        app = self.watch
        for where in (app, app.desk, app.desk.matrix):
            for binding in where.BINDINGS:
                if isinstance(binding, Binding) and binding.description and binding.action not in ("command_palette", *_TWICE):
                    words = binding.tooltip or f"key {binding.key_display or binding.key}"
                    yield binding.description, words, partial(app.run_action, binding.action, where)
        yield "Save a screenshot (SVG)", "into the current folder, under a new name", app.action_screenshot
        for state in app.desk.topics.states:
            yield f"Topic: {shown(state.name)}", f"{state.items} items", partial(app.choose_topic, state.topic)
        for theme in (*SHORT, *sorted(app.available_themes.keys() - set(SHORT.values()))):
            yield f"Theme: {theme}", "how the dashboard looks", partial(app.choose_theme, theme)

    async def discover(self) -> Hits:
        """Offer everything while nothing is typed."""
        for name, does, command in self._commands():
            yield DiscoveryHit(Content(name), command, text=name, help=_inert(does))

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        for name, does, command in self._commands():
            score, found = match(query, name)
            if score > _GONE:
                display = Content(name)
                for at in found:
                    display = display.stylize("bold underline", at, at + 1)
                yield Hit(score, display, command, text=name, help=_inert(does))


def _inert(words: str) -> str:
    """The palette reads this line as markup, whatever is given to it: no bracket may open a tag."""
    return shown(words).replace("\\", "/").replace("[", "\\[")
