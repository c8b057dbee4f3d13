"""The panes of the main screen: where each stands at which size, and the frames round them, which are drawn by hand.

No class of a widget says how it stands: every change of one has Textual work out the styles of all that is in it anew.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Literal

from textual.containers import Container
from textual.geometry import NULL_OFFSET, NULL_SPACING, Region, Size
from textual.layout import Layout as Arrangement
from textual.layout import WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from tui.drawn import Drawn
from tui.glyphs import Glyphs
from tui.ink import Ink, Line, Run, length, shortened
from tui.safe import shown

Pane = Literal["stream", "claims", "evidence", "topics", "sources", "timeline", "search"]
BESIDE: tuple[Pane, ...] = ("stream", "claims", "evidence", "topics", "sources")
"""The panes that stand beside one another where there is room; any other has the whole screen."""
_NAMES: dict[str, str] = {"stream": "Stream", "claims": "Claims", "evidence": "Evidence", "topics": "Topics", "sources": "Sources"}
"""What stands in their frames."""
Layout = Literal["tiny", "one", "wide", "huge"]
LEAST = (40, 10)
"""Columns and lines below which nothing useful can be shown."""
WIDE = (100, 28)
_HUGE = (160, 40)
_ROUND, _HEAVY, _ASCII = "╭─╮│╰╯", "┏━┓┃┗┛", "+-+|++"
_KEPT_STRIPS = 256


def layout_for(width: int, height: int, *, zoomed: bool) -> Layout:
    """Return how the panes are laid out at a size: one at a time, three and a strip of topics, or all.

    >>> layout_for(80, 24, zoomed=False), layout_for(120, 40, zoomed=False), layout_for(20, 5, zoomed=False)
    ('one', 'wide', 'tiny')
    """
    if width < LEAST[0] or height < LEAST[1]:
        return "tiny"
    if zoomed or width < WIDE[0] or height < WIDE[1]:
        return "one"
    return "huge" if width >= _HUGE[0] and height >= _HUGE[1] else "wide"


def places(layout: Layout, size: Size, pane: Pane, *, preview: bool) -> dict[Pane, Region]:
    """Return where the panes that are seen stand, their frames included.

    In "one" it is `pane` alone; with `preview` the beginning of the article stands below it.

    >>> places("wide", Size(120, 38), "stream", preview=False)["claims"]
    Region(x=60, y=1, width=60, height=17)
    """
    width, height = size
    match layout:
        case "tiny":
            return {}
        case "one":
            low = height * 36 // 100 if preview else 0
            found: dict[Pane, Region] = {pane: Region(0, 0, width, height - low)}
            return {**found, "evidence": Region(0, height - low, width, low)} if low else found
        case "wide":
            left, high, low = width // 2, (height - 9) * 3 // 5, 8
            under = 1 + high + low
            return {
                "topics": Region(0, 0, width, 1),
                "stream": Region(0, 1, left, high + low),
                "claims": Region(left, 1, width - left, high),
                "sources": Region(left, 1 + high, width - left, low),
                "evidence": Region(0, under, width, height - under),
            }
        case "huge":
            left, high = 35, height * 11 // 20
            middle = (width - left) * 5 // 11
            return {
                "topics": Region(0, 0, left, high),
                "stream": Region(left, 0, middle, high),
                "claims": Region(left + middle, 0, width - left - middle, height),
                "sources": Region(0, high, left, height - high),
                "evidence": Region(left, high, middle, height - high),
            }


class _Given(Arrangement):
    """Puts each pane where it is said to stand."""

    name = "given"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> list[WidgetPlacement]:  # noqa: FBT001, FBT002  (Textual's)
        """Place those that are seen, inside their frames."""
        del greedy
        inside: Mapping[str | None, Region] = parent.inside(size) if isinstance(parent, Panes) else {}
        return [WidgetPlacement(inside[child.id], NULL_OFFSET, NULL_SPACING, child) for child in children if child.id in inside]


class Panes(Drawn, Container):
    """Holds the panes, each of which has its name as its id."""

    _GIVEN: ClassVar[Arrangement] = _Given()

    def __init__(self, *panes: Widget, glyphs: Glyphs, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._panes = panes
        self._glyphs = glyphs
        self.now: Layout = "one"
        """How they are laid out."""
        self._here: Pane = "stream"
        self._preview = False
        self._counts: dict[Pane, str] = {}
        self._painted: dict[Line, Strip] = {}

    def compose(self) -> Sequence[Widget]:
        """Hold the panes."""
        return self._panes

    @property
    def layout(self) -> Arrangement:
        """How the panes are placed."""
        return self._GIVEN

    def lay(self, layout: Layout, here: Pane, *, preview: bool) -> bool:
        """Lay the panes out, with the reader in the pane `here`. False: they stand as before, only the frames are other ones."""
        before = places(self.now, self.size, self._here, preview=self._preview)
        old, self.now, self._here, self._preview = self._here, layout, here, preview
        after = places(layout, self.size, here, preview=preview)
        if before != after:
            self._clear_arrangement_cache()
            self.refresh()
            return True
        if old != here:
            for pane in (old, here):
                self._draw_frame(pane)
        return False

    def say(self, pane: Pane, words: str) -> None:
        """Say in the frame of a pane what it holds."""
        if self._counts.get(pane) != words:
            self._counts[pane] = words
            self._draw_frame(pane)

    def inside(self, size: Size) -> dict[str | None, Region]:
        """Return where the panes themselves stand, by their ids."""
        found: dict[str | None, Region] = {}
        for pane, region in places(self.now, size, self._here, preview=self._preview).items():
            if self._framed(pane):
                found[pane] = region.shrink((1, 1, 1, 1))
            else:
                found[pane] = region.shrink((1, 0, 0, 0)) if region.y and self.now == "one" else region
        return found

    def _framed(self, pane: Pane) -> bool:
        """Whether a frame is round a pane: not where one is seen at a time, nor round topics in one line."""
        return self.now == "huge" or (self.now == "wide" and pane != "topics")

    def _draw_frame(self, pane: Pane) -> None:
        region = places(self.now, self.size, self._here, preview=self._preview).get(pane)
        if region is not None and self._framed(pane):
            x, y, width, height = region
            self.refresh(
                Region(x, y, width, 1),
                Region(x, y + height - 1, width, 1),
                Region(x, y, 1, height),
                Region(x + width - 1, y, 1, height),
            )

    def forget_paint(self) -> None:
        """Forget the painted frames."""
        self._painted.clear()

    def render_line(self, y: int) -> Strip:
        """Paint what lies under the panes: the frames."""
        width, x = self.size.width, 0
        line: list[Run] = []
        seen = places(self.now, self.size, self._here, preview=self._preview)
        for pane, region in sorted(seen.items(), key=lambda each: each[1].x):
            if region.y <= y < region.bottom:
                line.append((" " * (region.x - x), "text"))
                line.extend(self._edge(pane, region, y))
                x = region.right
        line.append((" " * (width - x), "text"))
        key = tuple(line)
        strip = self._painted.get(key)
        if strip is None:
            if len(self._painted) > _KEPT_STRIPS:
                self._painted.clear()
            strip = self._painted[key] = self.paint([run for run in line if run[0]], width)
        return strip

    def _edge(self, pane: Pane, region: Region, y: int) -> list[Run]:
        """Return what a line of a pane shows of its frame."""
        across = self._glyphs.rule
        if not self._framed(pane):
            ruled = self.now == "one" and y == region.y > 0
            label = f"{across} {_NAMES[pane]} " if ruled else ""
            return [(label, "faint"), ((across if ruled else " ") * (region.width - len(label)), "rule")]
        here = pane == self._here
        ink: Ink = "here" if here else "rule"
        signs = _ASCII if self._glyphs.border == "ascii" else _HEAVY if here and self.app.native_ansi_color else _ROUND
        if region.y < y < region.bottom - 1:
            return [(signs[3], ink), (" " * (region.width - 2), "text"), (signs[3], ink)]
        top = y == region.y
        words = _NAMES[pane] if top else shown(self._counts.get(pane, ""))
        told: Run = (f" {shortened(words, region.width - 6, self._glyphs.more)} " if words else "", "title" if here and top else "faint")
        rest = signs[1] * (region.width - 3 - length([told]))
        if top:
            return [(signs[0] + signs[1], ink), told, (rest + signs[2], ink)]
        return [(signs[4] + rest, ink), told, (signs[1] + signs[5], ink)]
