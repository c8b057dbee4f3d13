"""What the reader does: with keys, and with a pane at hand."""

import asyncio
import sqlite3
from functools import partial
from pathlib import Path
from typing import Literal

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from core.claim import Claim
from core.errors import WorkError
from store.stream import mark_all_read, set_star
from tui.bar import Bar
from tui.browser import open_link
from tui.choosing import Choosing
from tui.desk import VIEWS, Desk
from tui.footnote import footnote
from tui.matrix import Matrix
from tui.page import Block
from tui.rows import RowList
from tui.scroll import Page
from tui.sources import Sources
from tui.states import lines, timeline_empty
from tui.stream import Stream
from tui.table import AXES, ORDERS, Axis, Order
from tui.topics import Topics

FILTER_SECONDS = 0.08
"""The stream is narrowed once the typing rests that long."""

_ORDERED: dict[Order, str] = {
    "importance": "Claims by weight: what matters most first.",
    "event": "Claims by event: the weightiest event first.",
    "question": "Claims by question.",
}
_COLUMNS: dict[Axis, str] = {
    "source": "a source: who publishes it",
    "origin": "an origin: whom outlets have it from, at most",
    "speaker": "a speaker: who says so",
}


class Acting(Choosing):
    """Answers the panes' messages, and does what keys and commands ask for."""

    wants_demo = False
    """Whether the reader left for the demo."""
    _change_at = 0
    """Which version is set against the one before it."""

    # -- what the panes say

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
        self._reading += 1
        try:
            found = await self._reader.run(search, query, LIMIT) if words else None
        except (WorkError, sqlite3.Error) as error:
            self._say_trouble(str(error))
            return
        finally:
            self._reading -= 1
        self.desk.query_one(Search).show(found, trouble)

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

    def on_bar_picked(self, message: Bar.Picked) -> None:
        """Go to the view whose tab was clicked."""
        if message.pane == "digest":
            self.action_export()
        for view in VIEWS:
            if view == message.pane:
                self.desk.action_view(view)

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

    # -- what keys and commands ask for

    def action_filter(self) -> None:
        """Ask for words that items have to hold."""
        self.desk.open_filter(self.search or "")

    def action_topic(self) -> None:
        """Go to the topics to choose one."""
        self.desk.enter("topics")

    def action_step_topic(self, step: int) -> None:
        """Choose the next topic."""
        topics = [state.topic for state in self.desk.topics.states] or [None]
        at = topics.index(self.topic) if self.topic in topics else 0
        self.choose_topic(topics[(at + step) % len(topics)])

    def action_conflict(self, step: Literal[1, -1]) -> None:
        """Go to the next conflict, correction or update of the matrix, in order of importance."""
        self.desk.enter("claims")
        if not self.desk.matrix.to_sign(("conflict", "update"), step):
            self.notify(
                "No conflict and no update here." if self.topic is None else "No conflict on this topic; [ or ] goes to another one."
            )

    def action_newest(self) -> None:
        """Go to the newest item."""
        self.desk.enter("stream")
        self.desk.stream.action_first()
        self._say_states()

    def action_sort(self) -> None:
        """Sort the claims by weight, by event, or by question."""
        self.order = ORDERS[(ORDERS.index(self.order_now) + 1) % len(ORDERS)]
        self._show_claims()
        self.notify(_ORDERED[self.order])

    def action_columns(self) -> None:
        """Let columns be sources, origins or speakers."""
        self.axis = AXES[(AXES.index(self.axis) + 1) % len(AXES)]
        self._show_claims()
        self.notify(f"A column is {_COLUMNS[self.axis]}.")

    def action_only_conflicts(self) -> None:
        """Show only the rows in conflict, or all."""
        self.conflicts_only = not self.conflicts_only
        self._show_claims()

    def action_poll(self) -> None:
        """Ask every feed now."""
        if self.polling is None:
            self.notify("This dashboard does not poll; it shows what another one stores.")
        elif self.polling_trouble is not None:
            self.polling_trouble = None
            self.work(partial(self._poll, self.polling), group="polling")
            self._say_states()
        elif self.polling.paused:
            self.notify("Polling is paused; press p to go on.")
        else:
            self.polling.poll_now()
            self.notify("Asking every feed.")

    def action_pause(self) -> None:
        """Stop asking the feeds, or go on."""
        if self.polling is None:
            self.notify("This dashboard does not poll; it shows what another one stores.")
            return
        self.polling.paused = not self.polling.paused
        self._say_states()

    def action_read(self) -> None:
        """Mark the item as read, or as unread again."""
        stream = self.desk.stream
        row = stream.row(stream.cursor) if stream.count else None
        if row is not None and self.desk.pane == "stream":
            self._mark_read(row.id, read=row.unread)

    def action_all_read(self) -> None:
        """Mark all items as read, or all of the topic."""
        self.work(partial(self._write, mark_all_read, self.topic, self.clock()), group="write")
        self.notify("All items are marked as read." if self.topic is None else "All items on this topic are marked as read.")

    def action_star(self) -> None:
        """Put a star to the item, or take it away."""
        stream = self.desk.stream
        row = stream.row(stream.cursor) if stream.count else None
        if row is not None and self.desk.pane == "stream":
            self.work(partial(self._write, set_star, row.id, self.clock(), on=not row.starred), group="write")

    def action_versions(self) -> None:
        """Show what the last edit of the article changed; again: the edit before, and in the end the article."""
        leaf = self.leaf
        if leaf is None or not isinstance(leaf.article.id, int):
            self.notify("No article is open.")
        elif leaf.versions < 2:  # noqa: PLR2004  (there is one to compare with)
            self.notify("This article has not been changed since it was first seen.")
        else:
            at = leaf.versions - 1 if self.changed is None else self._change_at - 1
            self._change_at = at
            self.desk.enter("evidence")
            self.work(partial(self._show_change, leaf.article.id, at), group="leaf", exclusive=True)

    def action_step_claim(self, step: int) -> None:
        """Open the next claim of the cell that was opened."""
        self.step_claim(step)

    def action_why(self) -> None:
        """Tell the terms behind a relation and a weight, or behind an article's topics and claims."""
        from tui.why import Why, why_article, why_row  # noqa: PLC0415  (only when it is wanted)

        row = self.desk.matrix.row if self.desk.pane == "claims" else None
        if row is not None:
            self.push_screen(Why(why_row(row.comparison, self.look)))
        elif self.leaf is not None:
            self.push_screen(Why(why_article(self.leaf, self.look)))
        else:
            self.notify("No article is open.")

    def action_since(self) -> None:
        """Tell again what changed since the reader left."""
        self.greeting = True
        self.desk.enter("evidence")
        self._stale.set()

    def action_jump(self) -> None:
        """Put a letter on everything that can be entered."""
        from tui.jump import Jump  # noqa: PLC0415  (only when it is wanted)

        def go(target: Widget | None) -> None:
            if target is not None:
                target.focus()

        self.push_screen(Jump([widget for widget in self.desk.focus_chain if widget.region]), go)

    def action_demo(self) -> None:
        """Leave for the demo, where nothing is stored yet and so nothing can be lost from sight."""
        if self.lists is not None and self.lists.total == 0:
            self.wants_demo = True
            self.exit()
        else:
            self.notify("The demo is for where nothing is stored yet; start it with: negotiation-watch demo")

    def action_browse(self) -> None:
        """Open the article in the browser."""
        if self.leaf is None:
            self.notify("No article is open.")
        elif trouble := open_link(self.leaf.article.url):
            self.notify(trouble, severity="warning")

    def action_copy(self) -> None:
        """Copy a reference to the claim or the article."""
        if self.leaf is None:
            self.notify("No article is open, so there is nothing to copy.")
            return
        words = footnote(self.leaf, self.claim)
        self.copy_to_clipboard(words)
        self.notify(f"Copied: {words}")

    def action_correct(self) -> None:
        """Say what is wrong with a claim of the article that is open."""
        if self.leaf is None or not isinstance(self.leaf.article.id, int):
            self.notify("No article is open, so there is no claim to correct.")
        elif self.act is None:
            self.notify("This dashboard stores nothing, so nothing can be corrected.")
        else:
            self.work(partial(self._correct, self.leaf.article.id, self.claim), group="correct", exclusive=True)

    def action_step_back(self) -> None:
        """Undo the last step inwards."""
        if self.focused is self.desk.filter:
            self.desk.close_filter()
            self._choose_search(None)
        elif self.focused is not None and self.focused.id == "hits":
            self.desk.query_one("#asked").focus()
        elif self.focused is not None and self.focused.id == "course":
            self.desk.query_one("#figures").focus()
        elif self.changed is not None and self.desk.pane == "evidence":
            self.changed = None
            self._show_leaf()
        elif not self.desk.back() and self.search:
            self._choose_search(None)
        else:
            self._say_states()

    def action_export(self) -> None:
        """Write what the session brought to a file."""
        from tui.export import Export  # noqa: PLC0415  (only when it is wanted)

        def saved(path: Path | None) -> None:
            if path is not None:
                self.notify(f"Saved: {path}")

        topics = {topic.id: topic.mark for topic in self.settings.topic}
        self.push_screen(Export(self._digest, Path.cwd(), self.clock(), topics), saved)

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Save the screen as an SVG file in the current folder, under a name of its own.

        Textual's action of this name writes wherever it is told to, over what is there: neither name nor path is heeded here.
        """
        from tui.picture import save_picture  # noqa: PLC0415  (only when it is wanted)

        del filename, path

        def picture() -> None:
            try:
                self.notify(f"Saved: {save_picture(self.export_screenshot(), Path.cwd(), self.clock())}")
            except (WorkError, OSError) as error:
                self.notify(f"No picture was saved: {error}", severity="error")

        # The palette that it was chosen in has to be gone.
        self.call_after_refresh(picture)

    def action_help(self) -> None:
        """Show the keys, and what the signs mean."""
        from tui.help import Help  # noqa: PLC0415  (only when it is wanted)

        self.push_screen(Help(self.look, self.settings.keys, self.key_groups()))

    def key_groups(self) -> dict[str, list[BindingType]]:
        """Return all keys by where they hold."""
        from tui.export import Export  # noqa: PLC0415  (only when it is wanted)
        from tui.timeline import CourseView  # noqa: PLC0415  (only when it is wanted)

        return {
            "everywhere": [*self.BINDINGS, *self.desk.BINDINGS],
            "lists": [*RowList.BINDINGS],
            "stream": [*Stream.BINDINGS],
            "topics": [*Topics.BINDINGS],
            "matrix": [*Matrix.BINDINGS],
            "reader": [*Page.BINDINGS],
            "timeline": [*CourseView.BINDINGS],
            "sources": [*Sources.BINDINGS],
            "digest": [*Export.BINDINGS],
        }

    def check_keys(self) -> None:
        """Say which of the configured keys are for nothing, or for two things at once."""
        from difflib import get_close_matches  # noqa: PLC0415  (only where keys are configured)

        ids = {one.id: one for group in self.key_groups().values() for one in group if isinstance(one, Binding) and one.id}
        for name in self.settings.keys:
            if name not in ids:
                near = get_close_matches(name, ids, 1)
                self.notify(
                    f"[keys] {name}: there is no such action{f'; perhaps {near[0]}' if near else ''}.", severity="warning", timeout=10
                )
        clashes: dict[str, None] = {}
        for group in self.key_groups().values():
            taken: dict[str, str] = {}
            for one in (one for one in group if isinstance(one, Binding) and one.id):
                for key in self.settings.keys.get(one.id or "", one.key).split(","):
                    other = taken.setdefault(key.strip(), one.id or "")
                    if other != one.id:
                        clashes[f"[keys] {key.strip()} is for both {other} and {one.id}."] = None
        for words in clashes:
            self.notify(words, severity="warning", timeout=10)
