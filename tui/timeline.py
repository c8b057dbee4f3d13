"""The timeline: the figures that moved, and the course of the one that the reader is at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.events import Click, Resize
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from core.claim import Claim
from core.rows import Head
from tui.cells import Look
from tui.course import Axis, Course, Figure, axis_of, chart, gutter, lane, ruler
from tui.drawn import Drawn
from tui.ink import Line, crop, fit, wrap
from tui.rows import RowList
from tui.scroll import Page

_CHART = (6, 28)
"""Least and most lines of the chart."""


class Figures(RowList):
    """Lists the figures that moved, the weightiest first."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.look = look
        self.figures: Sequence[Figure] = ()

    def show(self, figures: Sequence[Figure]) -> None:
        """Show these figures; the cursor stays on the one that it was on."""
        held = self.figure
        self.figures = figures
        known = [(one.topic, one.question, one.side) for one in figures]
        if held is not None and (held.topic, held.question, held.side) in known:
            self.set_reactive(Figures.cursor, known.index((held.topic, held.question, held.side)))
        self.set_count(len(figures))
        self.post_message(self.Moved(self, self.cursor if self.count else -1))

    def follow(self, row: Head) -> None:
        """Bring the cursor to the figure of a row of the matrix, where it is one that moved."""
        at = next(
            (at for at, one in enumerate(self.figures) if (one.topic, one.question, one.side) == (row.topic, row.question, row.side)), None
        )
        if at is not None:
            self.to(at)

    @property
    def figure(self) -> Figure | None:
        """The figure under the cursor."""
        return self.figures[self.cursor] if self.cursor < len(self.figures) else None

    def row_line(self, row: int, width: int, *, cursor: bool) -> Line:
        """Return the line of a figure."""
        one, glyphs = self.figures[row], self.look.glyphs
        side = self.look.side(one.topic, one.question, one.side)
        name = self.look.question(one.topic, one.question) + (f" {glyphs.dot} {side}" if side else "")
        return crop(
            [
                (glyphs.cursor if cursor else " ", "accent"),
                (f"{glyphs.sign(one.sign)} ", one.sign),
                (fit(self.look.marks.get(one.topic, one.topic), 5), "mark"),
                (" ", "text"),
                (name, "text"),
            ],
            width,
            glyphs.more,
        )


class CourseView(Drawn, can_focus=True):
    """Draws the course of a figure. The cursor is a point of a lane."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "lane(1)", "Next lane", id="course.down", show=False),
        Binding("up,k", "lane(-1)", "Previous lane", id="course.up", show=False),
        Binding("right,l", "point(1)", "Later", id="course.later", show=False),
        Binding("left,h", "point(-1)", "Earlier", id="course.earlier", show=False),
        Binding("enter", "open", "Evidence", id="course.open"),
        Binding("c,y", "app.copy", "Copy", id="copy", key_display="c"),
    ]

    at: reactive[tuple[int, int]] = reactive((0, 0))
    """Lane and point."""

    @dataclass
    class Moved(Message):
        """The cursor came to another point, or another course is shown."""

        view: "CourseView"

    @dataclass
    class Opened(Message):
        """The reader wants to read the sentence behind the point."""

        claim: Claim

    def __init__(self, look: Look, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.look = look
        self.course: Course | None = None
        self._empty: Sequence[Line] = ()
        self._picture: list[Line] = []
        self._first = 0
        """The line of the first lane."""
        self._top = 0
        """The first lane in view."""

    def show(self, course: Course | None, empty: Sequence[Line] = ()) -> None:
        """Show a course, from its latest point on; None: say what is given instead."""
        same = course == self.course
        self.course, self._empty = course, empty
        if not same:
            self._top = 0
            last = len(course.lines[0].points) - 1 if course is not None and course.lines else 0
            self.set_reactive(CourseView.at, (0, last))
        self._draw()
        self.post_message(self.Moved(self))

    @property
    def claim(self) -> Claim | None:
        """The claim of the point under the cursor."""
        number, point = self.at
        if self.course is None or number >= len(self.course.lines):
            return None
        return self.course.lines[number].points[point].claim

    def _draw(self) -> None:
        course, (width, height) = self.course, self.content_size
        self._picture = []
        if course is not None and course.lanes and width and height:
            left = gutter(course)
            axis = axis_of(course, width - left)
            tall = min(_CHART[1], max(_CHART[0], height - 3 - course.lanes - 1)) if course.lines else 0
            number, point = self.at
            picture = chart(course, axis, left, min(tall, height - 4), self.look, lane=number, point=point)
            self._picture = [*picture, *ruler(axis, left, self.look)]
            self._first = len(self._picture)
            room = max(1, height - self._first)
            self._top = max(0, min(max(self._top, number - room + 1), number))
            self._picture += [self._lane(course, each, axis, left) for each in range(self._top, min(course.lanes, self._top + room))]
        self.refresh()

    def _lane(self, course: Course, number: int, axis: Axis, left: int) -> Line:
        return lane(course, number, axis, left, self.look, point=self.at[1] if number == self.at[0] else None)

    def watch_at(self) -> None:
        """Draw the cursor where it is now."""
        self._draw()
        self.post_message(self.Moved(self))

    def on_resize(self, event: Resize) -> None:
        """Draw for the new size."""
        del event
        self._draw()

    def render_line(self, y: int) -> Strip:
        """Paint a line."""
        width = self.content_size.width
        if not self._picture:
            told = [(), *(part for each in self._empty for part in wrap(each, width, 2))]
            return self.paint(crop(told[y] if y < len(told) else (), width), width)
        if y >= len(self._picture):
            return self.blank(width)
        here = y - self._first + self._top == self.at[0] and y >= self._first
        ground = ("drawn--row" if self.has_focus else "drawn--cursor-blurred") if here else ""
        return self.paint(crop(self._picture[y], width), width, ground)

    def on_focus(self) -> None:
        """Show the cursor as one that moves."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor as one that rests."""
        self.refresh()

    def _points(self, number: int) -> int:
        course = self.course
        return len(course.lines[number].points) if course is not None and number < len(course.lines) else 1

    def action_lane(self, step: int) -> None:
        """Go to another source or step; there, to the last of its points that is no later."""
        course = self.course
        if course is None or not course.lanes:
            return
        number = max(0, min(course.lanes - 1, self.at[0] + step))
        moment = course.lines[self.at[0]].points[self.at[1]].at if self.at[0] < len(course.lines) else None
        point = 0
        if number < len(course.lines):
            points = course.lines[number].points
            known = [at for at, each in enumerate(points) if moment is None or each.at <= moment]
            point = known[-1] if known else 0
        self.at = (number, point)

    def action_point(self, step: int) -> None:
        """Go to an earlier or a later point of the lane."""
        number, point = self.at
        self.at = (number, max(0, min(self._points(number) - 1, point + step)))

    def action_open(self) -> None:
        """Read the sentence behind the point."""
        if self.claim is not None:
            self.post_message(self.Opened(self.claim))

    def on_click(self, event: Click) -> None:
        """Go to the lane that was clicked; a second click opens its sentence."""
        at = event.get_content_offset(self)
        if at is None or self.course is None or not 0 <= at.y - self._first < self.course.lanes - self._top:
            return
        number = at.y - self._first + self._top
        self.at = (number, self._points(number) - 1 if number != self.at[0] else self.at[1])
        if event.chain > 1:
            self.action_open()


class Timeline(Container):
    """The figures, the course of one of them, and in words what stands under the cursor."""

    def __init__(self, look: Look) -> None:
        super().__init__(id="timeline")
        self.figures = Figures(look, id="figures")
        self.view = CourseView(look, id="course")
        self.told = Page(id="course-told", margin=1, widest=120)
        self.told.can_focus = False

    def compose(self) -> ComposeResult:
        """Lay them out."""
        yield self.figures
        with Vertical(id="course-side"):
            yield self.view
            yield self.told
