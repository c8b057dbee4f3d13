"""What the panes say, and what comes of it."""

import asyncio
import sqlite3
from dataclasses import replace
from datetime import datetime
from functools import partial

from textual.message import Message
from textual.widgets import Input

from core.claim import Claim
from core.errors import WorkError
from core.rows import Rows
from tui.choosing import Choosing
from tui.desk import Desk
from tui.matrix import Matrix
from tui.page import Block
from tui.rows import RowList
from tui.states import lines, timeline_empty
from tui.topics import Topics

FILTER_SECONDS = 0.08
"""The stream is narrowed once the typing rests that long."""


class Heeding(Choosing):
    """Answers the panes' messages."""

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """The article follows the stream."""
        if message.rows is self.desk.stream:
            self._say_states()
            if self.greeting and self.desk.stream.cursor == 0:
                # The reader has not moved yet: what has changed stands where the article would.
                return
            if self.desk.pane not in ("claims", "evidence", "timeline", "search") or self.leaf is None:
                self._want_leaf(self.desk.stream.item, None)
        elif message.rows.id == "figures":
            self.work(self._show_course, group="leaf", exclusive=True)
        elif isinstance(item := getattr(message.rows, "item", None), int):
            self._want_leaf(item, None)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Read an item, or see all of a source."""
        if message.rows is self.desk.stream and (item := self.desk.stream.item) is not None:
            self._want_leaf(item, None)
            self._mark_read(item, read=True)
            self.desk.enter("evidence")
        elif message.rows.id == "figures":
            self.desk.query_one("#course").focus()
        elif message.rows is self.desk.sources:
            self._choose_search(f'source:"{self.desk.sources.feeds[message.row].source}"')
            self.desk.show_view("stream")
        elif isinstance(item := getattr(message.rows, "item", None), int):
            self._want_leaf(item, None)
            self._mark_read(item, read=True)
            self.desk.enter("evidence", alone=True)

    def on_topics_chosen(self, message: Topics.Chosen) -> None:
        """Narrow the lists to a topic."""
        self.choose_topic(message.topic)
        self.desk.back()

    def on_matrix_moved(self) -> None:
        """Explain the cell, and show its evidence where the reader is in the matrix."""
        self._show_why()
        cell = self.desk.matrix.cell
        if self.desk.pane == "claims" and cell is not None and cell.claims:
            self._want_claim(cell.claims[0])

    def on_matrix_opened(self, message: Matrix.Opened) -> None:
        """Open the sentence in its article."""
        if not message.claims:
            self.notify("No figure is given here, so there is no sentence to open.")
            return
        self.read_claims(message.claims)

    async def on_desk_wanted(self, message: Desk.Wanted) -> None:
        """Show a view; those that are seldom wanted are made when they first are."""
        if message.pane == "timeline" and not self.desk.has("timeline"):
            from tui.timeline import Timeline  # noqa: PLC0415  (only when it is wanted)

            await self.desk.add(Timeline(self.look))
            self.show_figures()
        row = self.desk.matrix.row
        if message.pane == "timeline" and self.desk.pane == "claims" and row is not None:
            from tui.timeline import Timeline  # noqa: PLC0415  (only when it is wanted)

            self.desk.query_one(Timeline).figures.follow(row.label.head)
        if message.pane == "search" and not self.desk.has("search"):
            from tui.search import Search  # noqa: PLC0415  (only when it is wanted)

            await self.desk.add(Search(self.look, self.clock))
        self.desk.show_view(message.pane)

    async def _search(self, words: str) -> None:
        """Search all that is stored."""
        from store.search import search  # noqa: PLC0415  (only when it is wanted)
        from tui.search import LIMIT, Search  # noqa: PLC0415  (only when it is wanted)

        self._filter_timer = None
        query, trouble = self.asked(words)
        query = replace(query, as_of=self.as_of)
        self._reading += 1
        try:
            found = await self._reader.run(search, query, LIMIT) if words else None
        except (WorkError, sqlite3.Error) as error:
            self._say_trouble(self._in_words(error))
            return
        finally:
            self._reading -= 1
        self.desk.query_one(Search).show(found, trouble)

    def look_at(self, moment: datetime | None) -> None:
        """Show everything as it was known at a moment; None: as it is known now."""
        if moment == self.as_of:
            return
        self.as_of = moment
        self.desk.past.show(moment)
        self.greeting = False
        present = self._present if moment is None else None
        self.comparisons, self.compared = (Rows(()), False) if present is None else (present, True)
        self._show_claims()
        self._narrow()
        if moment is not None:
            self.work(partial(self._compare_then, moment), group="past", exclusive=True)
        if self.desk.pane == "evidence" and self.leaf is not None and isinstance(self.leaf.article.id, int):
            self._want_leaf(self.leaf.article.id, self.claim)
        if self.desk.has("search"):
            from tui.search import Search  # noqa: PLC0415  (only where it is there)

            self.work(partial(self._search, self.desk.query_one(Search).asked.value.strip()), group="search", exclusive=True)

    async def on_course_view_moved(self) -> None:
        """Say in words what stands under the cursor of the timeline."""
        from tui.course import told  # noqa: PLC0415  (only when it is wanted)
        from tui.timeline import Timeline  # noqa: PLC0415  (only when it is wanted)

        timeline = self.desk.query_one(Timeline)
        drawn = timeline.view.course
        if drawn is not None:
            timeline.told.show([Block(line, 2) for line in told(drawn, *timeline.view.at, self.look, self.clock())])
            claim = timeline.view.claim
            if self.desk.pane == "timeline" and claim is not None:
                self._want_claim(claim)

    def on_course_view_opened(self, message: Message) -> None:
        """Read the sentence behind a point of the timeline."""
        claim: Claim = message.claim  # type: ignore[attr-defined]  # its class is not imported before it is wanted
        self.read_claims([claim])

    async def _show_course(self) -> None:
        """Work out the course of the figure that the reader is at, and draw it."""
        from tui.course import course  # noqa: PLC0415  (only when it is wanted)
        from tui.timeline import Timeline  # noqa: PLC0415  (only when it is wanted)

        timeline = self.desk.query_one(Timeline)
        figure = timeline.figures.figure
        self._reading += 1
        try:
            drawn = await asyncio.to_thread(course, self.comparisons.some(figure.places)) if figure is not None else None
        finally:
            self._reading -= 1
        timeline.view.show(drawn, lines(timeline_empty(self.standing)))

    def on_desk_entered(self) -> None:
        """Say where the reader is; in the matrix the evidence is its cell's, in the stream its item's."""
        if self._ordered != self.order_now:
            self._show_claims()
        if self.desk.pane == "evidence":
            self._show_leaf(keep_place=True)
        self._say_states()
        if self.desk.pane == "claims":
            self.on_matrix_moved()
        elif self.desk.pane == "stream" and self.claim is not None:
            self._want_leaf(self.desk.stream.item, None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the stream while words are typed, once the typing rests."""
        if event.input is not self.desk.filter and event.input.id != "asked":
            return
        if self._filter_timer is not None:
            self._filter_timer.stop()
        words = event.value.strip() or None
        if event.input.id == "asked":
            search = partial(self._search, words or "")
            self._filter_timer = self.set_timer(FILTER_SECONDS, lambda: self.work(search, group="search", exclusive=True))
            return
        self._filter_timer = self.set_timer(FILTER_SECONDS, lambda: self._choose_search(words))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the words."""
        if event.input is self.desk.filter:
            self.desk.close_filter()
            self.desk.enter("stream")
        elif event.input.id == "asked":
            self.desk.query_one("#hits").focus()
