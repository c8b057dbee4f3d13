"""The base of the widgets that are drawn by hand: it turns lines of ink into strips."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.ink import Ink, Run
from tui.safe import flat

_REVERSE = Style(reverse=True)
INKS: tuple[Ink, ...] = Ink.__args__  # type: ignore[attr-defined]  # the names of a Literal


class Drawn(Widget):
    """A widget that paints its own lines. Its inks are component classes, so that themes and `app.tcss` decide the colours.

    The ground of a line is the widget's own, or that of `drawn--cursor` (`drawn--cursor-blurred` without the focus).
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"ink--{name}" for name in INKS),
        "drawn--cursor",
        "drawn--cursor-blurred",
        "drawn--cell",
        "drawn--cell-blurred",
    }

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, classes=classes)
        self._inks: dict[tuple[Ink, str], Style] = {}

    def ink(self, name: Ink, ground: str = "") -> Style:
        """Return the style of an ink on a ground; see-through colours are mixed with what lies below them."""
        style = self._inks.get((name, ground))
        if style is None:
            parts = (ground, f"ink--{name}") if ground else (f"ink--{name}",)
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
        return Strip.blank(width, self.ink("text"))

    def notify_style_update(self) -> None:
        """Forget painted styles: a theme, a class or the focus changed."""
        self._inks.clear()
        super().notify_style_update()
