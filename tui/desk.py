"""The main screen: its panes, which of them are seen at which size, and which one the reader is in."""

from collections.abc import Mapping
from typing import ClassVar, Literal

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.events import DescendantFocus, Resize
from textual.message import Message
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.bar import Bar, KeyBar
from tui.drawn import COMPONENTS
from tui.matrix import Matrix
from tui.safe import shown
from tui.scroll import Page
from tui.sources import Sources
from tui.stream import Stream
from tui.topics import Topics

Pane = Literal["stream", "claims", "evidence", "topics", "sources"]
PANES: tuple[Pane, ...] = ("stream", "claims", "evidence", "topics", "sources")
NAMES: dict[Pane, str] = {"stream": "Stream", "claims": "Claims", "evidence": "Evidence", "topics": "Topics", "sources": "Sources"}
_FOCUS: dict[Pane, str] = {"claims": "matrix"}
"""The widget of a pane that takes the focus, where it is not the pane itself."""

Layout = Literal["tiny", "one", "wide", "huge"]
LEAST = (40, 10)
"""Columns and lines below which nothing useful can be shown."""
_WIDE = (100, 28)
_HUGE = (160, 40)


def layout_for(width: int, height: int, *, zoomed: bool) -> Layout:
    """Return how the panes are laid out at a size: one at a time, three and a strip of topics, or all.

    >>> layout_for(80, 24, zoomed=False), layout_for(120, 40, zoomed=False), layout_for(20, 5, zoomed=False)
    ('one', 'wide', 'tiny')
    """
    if width < LEAST[0] or height < LEAST[1]:
        return "tiny"
    if zoomed or width < _WIDE[0] or height < _WIDE[1]:
        return "one"
    return "huge" if width >= _HUGE[0] and height >= _HUGE[1] else "wide"


class Desk(Screen[None]):
    """Holds the panes. The one that the reader is in has the class `-here`; the layout is a class of the screen (`-wide`)."""

    # No widget takes the focus by itself: `on_mount` enters a pane.
    AUTO_FOCUS = ""
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "pane('stream')", "Stream", id="pane.stream", show=False),
        Binding("2", "pane('claims')", "Claims", id="pane.claims", show=False),
        Binding("3", "pane('evidence')", "Evidence", id="pane.evidence", show=False),
        Binding("4", "pane('topics')", "Topics", id="pane.topics", show=False),
        Binding("5", "pane('sources')", "Sources", id="pane.sources", show=False),
        Binding("tab", "next_pane(1)", "Pane", id="pane.next"),
        Binding("shift+tab", "next_pane(-1)", "Previous pane", id="pane.previous", show=False),
        Binding("z", "zoom", "Zoom", id="pane.zoom"),
    ]

    class Entered(Message):
        """The reader went to another pane, or the layout changed."""

    def __init__(self, bar: Bar, topics: Topics, stream: Stream, matrix: Matrix, sources: Sources, keys: KeyBar) -> None:
        super().__init__()
        self.bar, self.topics, self.stream, self.matrix, self.sources, self.keys = bar, topics, stream, matrix, sources, keys
        self.why = Page(id="why", margin=1, widest=120)
        self.why.can_focus = False
        self.evidence = Page(id="evidence", margin=1)
        self.filter = Input(id="filter", compact=True, placeholder="words in the title or text; enter keeps them, escape clears")
        self.pane: Pane = "stream"
        self.zoomed = False
        self.layout_now: Layout = "one"
        self._before: Pane = "stream"
        self._counts: dict[Pane, str] = {}

    def compose(self) -> ComposeResult:
        """Lay out the panes; `app.tcss` says where each stands."""
        yield self.bar
        with Container(id="panes"):
            yield self.topics
            yield self.stream
            with Vertical(id="claims"):
                yield self.matrix
                yield self.why
            yield self.sources
            yield self.evidence
        yield self.filter
        yield self.keys
        yield Static(Content("Too small: the dashboard needs 40 columns and 10 lines. ctrl+q leaves."), id="too-small")

    def on_mount(self) -> None:
        """Begin in the stream."""
        for name in PANES:
            self.pane_widget(name).add_class("pane").border_title = Content(NAMES[name])
        self.evidence.can_focus = True
        self.enter("stream")

    def say_counts(self, counts: Mapping[Pane, str]) -> None:
        """Say beside the name of each pane what it holds."""
        if self.is_mounted:
            for pane, words in counts.items():
                # Setting it draws the pane anew, changed or not.
                if self._counts.get(pane) != words:
                    self.pane_widget(pane).border_subtitle = Content(shown(words))
                    self._counts[pane] = words

    def pane_widget(self, pane: Pane) -> Widget:
        """Return the widget that is a pane."""
        return self.query_one(f"#{pane}")

    def on_resize(self, event: Resize) -> None:
        """Lay out for the new size; the pane and the place in it stay."""
        self.lay_out(event.size.width, event.size.height)

    def lay_out(self, width: int, height: int) -> None:
        """Choose the layout for a size."""
        layout = layout_for(width, height, zoomed=self.zoomed)
        self.layout_now = layout
        for name in ("tiny", "one", "wide", "huge"):
            self.set_class(name == layout, f"-{name}")
        self.set_class(width < _WIDE[0], "-narrow")
        self.set_class(height < 20, "-short")  # noqa: PLR2004  (no room for a preview below the list)
        self._preview()
        self.refresh_bindings()
        self.post_message(self.Entered())

    def enter(self, pane: str) -> None:
        """Go to a pane."""
        for known in PANES:
            if known == pane:
                self._mark(known)
                self.query_one(f"#{_FOCUS.get(known, known)}").focus()

    def _mark(self, pane: Pane) -> None:
        if pane != self.pane:
            self._before = self.pane
        self.pane = pane
        # Classes of the panes, not of the screen: a class of the screen would have every widget's style worked out anew.
        for name in PANES:
            self.pane_widget(name).set_class(name == pane, "-here")
        self._preview()
        self.post_message(self.Entered())

    def _preview(self) -> None:
        """Where one pane is seen at a time, the beginning of the article stands below the stream."""
        self.evidence.set_class(self.layout_now == "one" and self.pane == "stream", "-preview")

    def back(self) -> bool:
        """Undo the last step inwards: the zoom, then the pane. False: there was none."""
        if self.zoomed:
            self.action_zoom()
            return True
        if self.pane != "stream":
            self.enter(self._before if self._before != self.pane and self.pane == "evidence" else "stream")
            return True
        return False

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A click into a pane enters it."""
        for pane in PANES:
            if event.widget.id == _FOCUS.get(pane, pane) and pane != self.pane:
                self._mark(pane)

    def action_pane(self, pane: str) -> None:
        """Go to a pane by its key."""
        self.enter(pane)

    def action_next_pane(self, step: int) -> None:
        """Go to the next pane."""
        self.enter(PANES[(PANES.index(self.pane) + step) % len(PANES)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where only one pane is seen anyway there is nothing to zoom."""
        del parameters
        return action != "zoom" or self.zoomed or self.layout_now in ("wide", "huge")

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        self.zoomed = not self.zoomed
        self.lay_out(self.size.width, self.size.height)

    def open_filter(self, words: str) -> None:
        """Ask for words."""
        self.filter.add_class("-open")
        self.filter.value = words
        self.filter.focus()

    def close_filter(self) -> None:
        """Put the line for words away."""
        self.filter.remove_class("-open")
        self.enter(self.pane)
