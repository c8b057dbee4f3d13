"""The base of the widgets that are drawn by hand: it turns lines of ink into strips."""

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.css.styles import RenderStyles
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip
from textual.widget import Widget

from tui.ink import Ink, Run
from tui.safe import flat

_REVERSE = Style(reverse=True)
_LOUD = "drawn--cell"
"""A ground on which all inks have one colour: it is too strong for theirs."""
INKS: tuple[Ink, ...] = Ink.__args__  # type: ignore[attr-defined]  # the names of a Literal


COMPONENTS = frozenset(
    {*(f"ink--{name}" for name in INKS), "drawn--cursor", "drawn--row", "drawn--cursor-blurred", "drawn--cell", "drawn--cell-blurred"}
)
"""What the main screen has to have among its component classes."""


class Placed(Widget):
    """A widget whose size is given to it; that it was does not have everything laid out once more, as with Textual's."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))


class Drawn(Placed):
    """A widget that paints its own lines. Its inks are component classes of the main screen, so that `app.tcss` decides the colours.

    They are not its own: Textual works each of them out anew whenever a widget's style may have changed.
    The ground of a line is the widget's own, or that of `drawn--cursor` (`drawn--cursor-blurred` without the focus).
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, classes=classes)
        self._inks: dict[tuple[Ink, str], Style] = {}
        self._blank: Strip | None = None
        self._painted_with: object = None
        """What inks depend on."""

    def get_component_styles(self, *names: str) -> RenderStyles:
        """Return the main screen's inks."""
        return self.app.screen_stack[0].get_component_styles(*names)

    def ink(self, name: Ink, ground: str = "") -> Style:
        """Return the style of an ink on a ground; see-through colours are mixed with what lies below them."""
        style = self._inks.get((name, ground))
        if style is None:
            parts = (f"ink--{name}", ground) if ground == _LOUD else (ground, f"ink--{name}") if ground else (f"ink--{name}",)
            style = self.get_visual_style(*parts).rich_style
            # A visual style does not hold reverse (Textual 8.2).
            if any(self.get_component_styles(part).text_style.reverse for part in parts):
                style += _REVERSE
            self._inks[name, ground] = style
        return style

    def paint(self, line: Iterable[Run], width: int, ground: str = "") -> Strip:
        """Paint a line that has exactly `width` cells."""
        return Strip([Segment(flat(text), self.ink(name, ground)) for text, name in line], width)

    def blank(self, width: int) -> Strip:
        """Paint an empty line."""
        if self._blank is None or self._blank.cell_length != width:
            self._blank = Strip.blank(width, self.ink("text"))
        return self._blank

    def notify_style_update(self) -> None:
        """Forget what was painted where the theme or the ground is another; most changes, as of a class or the focus, leave them."""
        super().notify_style_update()
        painted_with = (self.app.theme, self.visual_style) if self.is_attached else None
        if painted_with is None or painted_with != self._painted_with:
            self._painted_with = painted_with
            self._inks.clear()
            self._blank = None
            self.forget_paint()

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001  (Textual's)
        """Paint the cursor with or without the focus: no style hangs on that, so none is worked out, as Textual would."""
        self.refresh()

    def forget_paint(self) -> None:
        """Forget the lines that were painted; who keeps some derives it."""


class _Slider(ScrollBar):
    """A scroll bar that is painted at once, and anew only where it is another; Textual's takes as long as a list."""

    def __init__(self) -> None:
        super().__init__(name="vertical")
        self._as: object = None
        self._strips: list[Strip] = []

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint its lines."""
        bar = self.render()
        if not isinstance(bar, ScrollBarRender) or not isinstance(bar.style, Style) or bar.style.color is None or bar.style.bgcolor is None:
            return super().render_lines(crop)
        drawn_as = (self.size, bar.virtual_size, bar.window_size, bar.position, bar.style, self.app.theme)
        if drawn_as != self._as:
            colours = bar.style.bgcolor, bar.style.color
            painted = bar.render_bar(self.size.height, bar.virtual_size, bar.window_size, bar.position, 1, True, *colours)  # noqa: FBT003  (upright)
            ground = self.background_colors[1]
            kinds = {segment: Strip([segment], 1) for segment in painted.segments}
            for one in self.get_line_filters():
                kinds = {segment: strip.apply_filter(one, ground) for segment, strip in kinds.items()}
            self._as, self._strips = drawn_as, [kinds[segment] for segment in painted.segments]
        return self._strips[crop.y : crop.bottom]


class Scrolled(Drawn, ScrollView):
    """A drawn widget that scrolls over more than it shows."""

    # A widget has the style of its first base alone, which is not the one that scrolls. Room is kept for the scroll bar: one that came
    # and went with the length of a list or an article would have everything laid out anew.
    DEFAULT_CSS = "Scrolled { overflow: hidden scroll; }"

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:  # noqa: FBT001, FBT002  (Textual's)
        """Take the room that is given; where it is the same, nothing is drawn, as Textual would draw the scroll bar after every layout."""
        if size == self._size and self._container_size == size - self.styles.gutter.totals:
            return False
        return super()._size_updated(size, virtual_size, container_size, layout)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, made where there is none yet, as Textual does."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = _Slider()
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)  # noqa: SLF001  (Textual's)
        return self._vertical_scrollbar

    def say_size(self, size: Size) -> None:
        """Say how large all of it is. It takes the room that it is given, so that nothing else is laid out anew, as Textual would."""
        if size != self.virtual_size:
            self.set_reactive(ScrollView.virtual_size, size)
            self._scroll_update(size)
            self.refresh()
