"""The main screen: its panes, which of them are seen at which size, and which one the reader is in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import messages
from textual._time import get_time
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import DescendantFocus, Resize
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import AwaitMount, Widget
from textual.widgets import Input, Static

from tui.bar import Bar, KeyBar
from tui.drawn import COMPONENTS
from tui.matrix import Matrix
from tui.panes import BESIDE, WIDE, Layout, Pane, Panes, layout_for
from tui.past import Past
from tui.scroll import Page
from tui.sources import Sources
from tui.stream import Stream
from tui.topics import Topics

VIEWS: tuple[Pane, ...] = ("stream", "claims", "evidence", "timeline", "search", "sources")
"""The panes that have a key and a tab of their own: the desk, and what is seen alone."""
TABS: dict[Pane, str] = {
    "stream": "Desk",
    "claims": "Matrix",
    "evidence": "Reader",
    "timeline": "Timeline",
    "search": "Search",
    "sources": "Sources",
}
_FOCUS: dict[Pane, str] = {"claims": "matrix", "evidence": "article", "timeline": "figures", "search": "asked"}
"""The widget of a pane that takes the focus, where it is not the pane itself."""
_STEPS = 16
"""So many steps inwards are remembered."""

_SHORT = 20
"""Lines below which there is no room for a preview below the list."""


_WHY: dict[Layout, int] = {"tiny": 4, "one": 14, "wide": 6, "huge": 18}
"""Lines for what explains a cell."""


class _Claims(Vertical):
    """Holds the matrix and what explains a cell, which cover it."""

    BLANK = True


class Reader(Horizontal):
    """Holds an article and what stands beside it, which cover it."""

    BLANK = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l", "app.focus('aside')", "Side column", id="reader.side", show=False),
        Binding("left,h", "app.focus('article')", "Article", id="reader.article", show=False),
    ]


class Desk(Screen[None]):
    """The main screen: the bar, the panes, the line to type a filter into, and the keys."""

    # All of it is covered.
    BLANK = True
    # No widget takes the focus by itself: `on_mount` enters a pane.
    AUTO_FOCUS = ""
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "view('stream')", "Desk", id="view.desk", show=False),
        Binding("2", "view('claims')", "Matrix", id="view.matrix", show=False),
        Binding("3", "view('evidence')", "Reader", id="view.reader", show=False),
        Binding("4", "view('timeline')", "Timeline", id="view.timeline", show=False),
        Binding("5", "view('search')", "Search", id="view.search", show=False),
        Binding("6", "view('sources')", "Sources", id="view.sources", show=False),
        Binding("7", "app.export", "Digest", id="view.digest", show=False),
        Binding("tab", "next_pane(1)", "Pane", id="pane.next"),
        Binding("shift+tab", "next_pane(-1)", "Previous pane", id="pane.previous", show=False),
        Binding("z", "zoom", "Zoom", id="pane.zoom"),
    ]

    class Entered(Message):
        """The reader went to another pane, or the layout changed."""

    @dataclass
    class Wanted(Message):
        """The reader wants to see a view."""

        pane: Pane

    def __init__(self, bar: Bar, past: Past, topics: Topics, stream: Stream, matrix: Matrix, sources: Sources, keys: KeyBar) -> None:
        super().__init__()
        self.bar, self.past, self.topics, self.stream, self.matrix, self.sources, self.keys = (
            bar,
            past,
            topics,
            stream,
            matrix,
            sources,
            keys,
        )
        self.why = Page(id="why", margin=1, widest=120)
        self.why.can_focus = False
        self.evidence = Page(id="article", margin=1)
        self.aside = Page(id="aside", margin=1)
        self.reader = Reader(self.evidence, self.aside, id="evidence")
        self.filter = Input(
            id="filter", compact=True, placeholder="narrow the stream: words source: topic: since: until: is:unread is:starred"
        )
        self.claims = _Claims(self.matrix, self.why, id="claims")
        # Before they are there: afterwards a class would have styles worked out anew.
        beside = [pane.add_class("pane") for pane in (topics, stream, self.claims, sources, self.reader)]
        self.panes = Panes(*beside, glyphs=stream.look.glyphs, id="panes")
        self.begin: Pane = "stream"
        """The view to begin with."""
        self.pane: Pane = "stream"
        self.zoomed = False
        self._trail: list[tuple[Pane, bool]] = []
        """Where the reader came from, and whether that was seen alone."""
        self._edit = False
        """Whether an edit stands in the article's place."""
        self._short = self._narrow = False
        """Whether there are too few lines for a preview, or columns for a side column."""
        self._anew = False
        """Whether everything is to be laid out and painted anew."""
        self._resized: Size | None = None
        """The size that was told last."""
        self._painted = 0.0
        """When that was done last, by Textual's clock."""

    def compose(self) -> ComposeResult:
        """Lay out the lines above and below the panes, and those."""
        yield self.bar
        yield self.past
        yield self.panes
        yield self.filter
        yield self.keys
        yield Static(Content("Too small: the dashboard needs 40 columns and 10 lines. ctrl+q leaves."), id="too-small")

    def on_mount(self) -> None:
        """Begin in the view asked for."""
        if self.begin in BESIDE:
            self._go(self.begin, zoomed=self.begin != "stream")
        else:
            self._go("stream", zoomed=False)
            self.call_after_refresh(self.action_view, self.begin)

    def on_screen_suspend(self) -> None:
        """Show no keys under a dialog, where they do nothing."""
        self.keys.show_keys(shown=False)

    def on_screen_resume(self) -> None:
        """Show them again."""
        self.keys.show_keys(shown=True)

    def say_counts(self, counts: Mapping[Pane, str]) -> None:
        """Say in the frame of each pane what it holds."""
        if self.is_mounted:
            for pane, words in counts.items():
                self.panes.say(pane, words)

    @property
    def layout_now(self) -> Layout:
        """How the panes are laid out."""
        return self.panes.now

    def pane_widget(self, pane: Pane) -> Widget:
        """Return the widget that is a pane."""
        return self.query_one(f"#{pane}")

    def has(self, pane: Pane) -> bool:
        """Whether a pane is there: those that are seldom wanted are made when they first are."""
        return bool(self.query(f"#{pane}"))

    def add(self, widget: Widget) -> AwaitMount:
        """Add a pane that has the whole screen when the reader is in it."""
        return self.panes.mount(widget.add_class("pane"))

    @property
    def alone(self) -> bool:
        """Whether the pane that the reader is in has the whole screen, whatever its size."""
        return self.zoomed or self.pane not in BESIDE

    @property
    def view(self) -> Pane:
        """The view that the reader is in: what has the whole screen, else the desk."""
        return self.pane if self.layout_now == "one" else "stream"

    def on_resize(self, event: Resize) -> None:
        """Lay out for the new size; the pane and the place in it stay."""
        width, height = event.size
        self._short, self._narrow = height < _SHORT, width < WIDE[0]
        self.update_classes({"-tiny": layout_for(width, height, zoomed=False) == "tiny", "-narrow": self._narrow})
        self._lay_out(event.size, anew=True)

    def _screen_resized(self, size: Size) -> None:
        """Lay out for another size; at the start the same one is told several times."""
        if size != self._resized:
            self._resized = size
            super()._screen_resized(size)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:  # noqa: FBT001, FBT002  (Textual's)
        """Lay out; where all of it is new, paint all of it, once."""
        anew, self._anew = self._anew, False
        if anew:
            self._repaint_required = False
            self._dirty_widgets.add(self)
            self._painted = get_time()
        super()._refresh_layout(size, scroll)
        if anew:
            # What laying out wants painted again is painted already.
            for widget in self._compositor.visible_widgets:
                widget._repaint_required = False  # noqa: SLF001  (Textual's)

    def on_layout(self, message: messages.Layout) -> None:
        """Heed only what was asked for since everything was laid out; where a scroll bar stands, its owner says."""
        if isinstance(message.widget, ScrollBar):
            message.prevent_default()
        self._heed(message)

    def on_update(self, message: messages.Update) -> None:
        """Heed only what was asked for since everything was painted."""
        self._heed(message)

    def _heed(self, message: Message) -> None:
        if message.time < self._painted:
            message.prevent_default()

    def _lay_out(self, size: Size, *, anew: bool = False) -> None:
        """Lay the panes out for a size and the pane that the reader is in; `anew`: even if they stand as before."""
        before, layout = self.layout_now, layout_for(*size, zoomed=self.alone)
        preview = not self.alone and self.pane == "stream" and not self._short
        if self.panes.lay(layout, self.pane, preview=preview) or anew:
            self.why.styles.height = _WHY["tiny" if layout == "one" and self._short else layout]
            self._show_aside()
            if layout != "one":
                self.topics.styles.overflow_y = "hidden" if layout == "wide" else "scroll"
            self._anew = True
            # At once, lest the panes be painted where they were.
            self.refresh(layout=True)
        if layout != before:
            self.refresh_bindings()
        self.post_message(self.Entered())

    def enter(self, pane: str, *, alone: bool | None = None, remember: bool = True) -> None:
        """Go to a pane; `alone` gives it the whole screen, or takes that back (None: as it is)."""
        for known in (*BESIDE, *VIEWS):
            if known == pane and self.has(known):
                zoomed = self.zoomed if alone is None else alone
                if remember and (known, zoomed) != (self.pane, self.zoomed):
                    self._trail = [*self._trail[-_STEPS:], (self.pane, self.zoomed)]
                self._go(known, zoomed=zoomed)
                return

    def _go(self, pane: Pane, *, zoomed: bool) -> None:
        self.pane, self.zoomed = pane, zoomed
        self._lay_out(self.size)
        self.query_one(f"#{_FOCUS.get(pane, pane)}").focus()
        if self.focused is None:
            # Before the first picture nothing counts as seen, and so takes no focus.
            self.call_after_refresh(self._focus_pane)

    def _focus_pane(self) -> None:
        if self.focused is None:
            self.query_one(f"#{_FOCUS.get(self.pane, self.pane)}").focus()

    def show_edit(self, *, shown: bool) -> None:
        """Say whether the article's place holds what an edit changed, which needs the whole width."""
        self._edit = shown
        self._show_aside()

    def _show_aside(self) -> None:
        self.aside.display = self.layout_now == "one" and self.pane == "evidence" and not (self._narrow or self._edit)

    def back(self) -> bool:
        """Undo the last step inwards. False: there was none."""
        if self._trail:
            pane, zoomed = self._trail.pop()
            self._go(pane, zoomed=zoomed)
        elif self.pane != "stream" or self.zoomed:
            self._go("stream", zoomed=False)
        else:
            return False
        return True

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A click into a pane enters it."""
        for pane in BESIDE:
            if event.widget.id == _FOCUS.get(pane, pane) and pane != self.pane:
                self.pane = pane
                self._lay_out(self.size)

    def action_next_pane(self, step: int) -> None:
        """Go to the next pane of the desk; where one is seen at a time, to the next tab."""
        if self.layout_now == "one":
            at = VIEWS.index(self.pane) if self.pane in VIEWS else 0
            self.post_message(self.Wanted(VIEWS[(at + step) % len(VIEWS)]))
        else:
            self.enter(BESIDE[(BESIDE.index(self.pane) + step) % len(BESIDE)], remember=False)

    def action_view(self, pane: Pane) -> None:
        """Go to a view by its key."""
        self.post_message(self.Wanted(pane))

    def show_view(self, pane: Pane) -> None:
        """Show a view: the desk, from which nothing leads back, or a pane alone."""
        if pane == "stream":
            self._trail.clear()
            self._go("stream", zoomed=False)
        else:
            self.enter(pane, alone=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where only one pane is seen anyway there is nothing to zoom."""
        del parameters
        if action == "zoom" and self.pane not in BESIDE:
            return False
        return action != "zoom" or self.layout_now in ("wide", "huge") or (self.zoomed and self.size.width >= WIDE[0])

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        self.enter(self.pane, alone=not self.zoomed)

    def open_filter(self, words: str) -> None:
        """Ask for words."""
        self.filter.add_class("-open")
        self.filter.value = words
        # At once: its own way of asking for the focus would leave the first words to whatever had it.
        self.set_focus(self.filter)

    def close_filter(self) -> None:
        """Put the line for words away."""
        self.filter.remove_class("-open")
        self.enter(self.pane, remember=False)
