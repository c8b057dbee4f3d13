"""The dashboard: it reads the database whenever that changes, whoever wrote, and shows it."""

import asyncio
import contextlib
import gc
import os
import signal
import sqlite3
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Literal

from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import WorkerFailed

from core.claim import Claim
from core.comparison import Comparison
from core.errors import WorkError
from core.settings import Settings
from core.text import clean
from core.times import now as the_time
from digest.words import zone
from store.database import data_version, open_reader
from store.query import Query
from store.sessions import Session
from store.stream import ItemRow, TopicCount, item_rows, mark_read, set_star
from tui.bar import Bar, KeyBar
from tui.browser import open_link
from tui.cells import Look, conflicts_by_topic
from tui.desk import PANES, Desk
from tui.explain import explain_cell
from tui.footnote import footnote
from tui.glyphs import glyphs
from tui.matrix import Matrix
from tui.page import Block, Leaf, page
from tui.palette import Commands
from tui.polling import Act, Polling
from tui.reads import NEWEST, CompareAll, Lists, Reader, compare_all, digest_text, merge_newest, read_labels, read_leaf, read_lists
from tui.rows import RowList
from tui.safe import ControlFilter
from tui.scroll import Page
from tui.sources import Sources
from tui.states import Standing, claims_empty, lines, place, sources_empty, status, stream_empty, tabs, title_counts
from tui.stream import Stream
from tui.table import Order, table
from tui.topics import Topics, TopicState

LOOK_SECONDS = 0.1
"""How often the database is asked whether it changed (4 µs a time)."""
LEAF_SECONDS = 0.06
"""The article follows the cursor once it rests that long."""
FILTER_SECONDS = 0.08
COMPARE_SECONDS = 0.2
"""The least time between two comparisons of everything."""
WHOLE_SECONDS = 10.0
"""The least time between two readings of a long list in whole; between them only its newest items are read."""


class WatchApp(App[None]):
    """The dashboard."""

    CSS_PATH = "app.tcss"
    TITLE = "negotiation-watch"
    COMMANDS: ClassVar[set[Any]] = {Commands}
    PAUSE_GC_ON_SCROLL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "Filter", id="filter", key_display="/"),
        Binding("t", "topic", "Topic", id="topic"),
        Binding("n", "conflict(1)", "Next conflict", id="conflict.next", show=False),
        Binding("N", "conflict(-1)", "Previous conflict", id="conflict.previous", show=False),
        Binding("e", "export", "Export", id="export"),
        Binding("r", "poll", "Poll", id="poll"),
        Binding("left_square_bracket", "step_topic(-1)", "Previous topic", id="topic.previous", show=False, key_display="["),
        Binding("right_square_bracket", "step_topic(1)", "Next topic", id="topic.next", show=False, key_display="]"),
        Binding("full_stop", "newest", "Newest", id="newest", show=False, key_display="."),
        Binding("p", "pause", "Pause polling", id="pause", show=False),
        Binding("s", "sort", "Sort claims", id="claims.sort", show=False),
        Binding("c", "only_conflicts", "Only conflicts", id="claims.conflicts", show=False),
        Binding("space", "read", "Read or unread", id="read", show=False),
        Binding("b", "star", "Star", id="star", show=False),
        Binding("o", "browse", "Open link", id="browse", show=False),
        Binding("y", "copy", "Copy footnote", id="copy", show=False),
        Binding("q,escape,backspace", "step_back", "Back", id="back", show=False),
        Binding("ctrl+q", "quit", "Leave", id="quit", show=False, priority=True),
        Binding("ctrl+p", "command_palette", "Commands", id="commands", key_display="^p"),
        Binding("question_mark,f1", "help", "Help", id="help", key_display="?"),
    ]

    def __init__(
        self,
        settings: Settings,
        path: Path,
        *,
        session: Session,
        polling: Polling | None = None,
        act: Act | None = None,
        title: str | None = None,
        since: datetime | None = None,
        clock: Callable[[], datetime] = the_time,
        compare: CompareAll = compare_all,
    ) -> None:
        """Prepare the dashboard over the database at `path`.

        `act` stores what the reader does (None: nothing can be marked); `since` is the reader's last look, from which on items
        are counted as new (None: since the session began). `compare` makes the rows of the matrix, in a thread.
        """
        # Textual's own NO_COLOR turns colours into greys; with the terminal's own colours it takes them away.
        colourless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if colourless else None)
        self.settings = settings
        self.path = path
        self.session = session
        self.polling = polling
        self.act = act
        self.since = since or session.started
        self.clock = clock
        self.title = clean(title or settings.negotiation.name)
        self.animation_level = "none"
        self._net = ControlFilter()
        self._colourless = colourless
        # Filled before the first comparison is shown: the questions that ship are not read before the first paint.
        self._labels: dict[tuple[str, str], str] = {}
        self.look = Look(
            glyphs=glyphs(settings.display.glyphs),
            zone=zone(settings.display.timezone) or datetime.now(UTC).astimezone().tzinfo or UTC,
            marks={topic.id: topic.mark for topic in settings.topic},
            topics={topic.id: topic.name for topic in settings.topic},
            labels=self._labels,
        )
        self.crash: str | None = None
        """The traceback of what ended the app, without the values of variables; None: it ended well."""

        self.topic: str | None = None
        self.search: str | None = None
        self.order: Order = "importance"
        self.conflicts_only = False
        self.comparisons: Sequence[Comparison] = ()
        self.compared = False
        self.leaf: Leaf | None = None
        self.claim: Claim | None = None
        self.trouble: str | None = None
        """What keeps the database from being read; None: nothing."""
        self.polling_trouble: str | None = None
        self.compare_trouble: str | None = None
        self.lists: Lists | None = None

        self._compare_all = compare
        self._reader = Reader(path, "reader")
        self._comparer = Reader(path, "comparer")
        self._db: sqlite3.Connection | None = None
        self._version = -1
        self._changed = asyncio.Event()
        self._stale = asyncio.Event()
        self._narrowed = True
        self._whole_read = float("-inf")
        self._reading = 0
        self._leaf_timer: Timer | None = None
        self._filter_timer: Timer | None = None
        self._minute = ""

        sources = tuple(dict.fromkeys(feed.name for feed in settings.feed))
        self._sources = sources
        self.desk = Desk(
            Bar(self.title, id="bar"),
            Topics(self.look, id="topics"),
            Stream(self.look, clock, self._rows, id="stream"),
            Matrix(self.look, id="matrix"),
            Sources(self.look, clock, id="sources"),
            KeyBar(dict(self.look.glyphs.key), id="keys"),
        )

    # -- life

    def get_default_screen(self) -> Screen[Any]:
        """Return the main screen."""
        return self.desk

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Add the net under everything drawn."""
        return [*super().get_line_filters(), self._net]

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a toast. The message is never read as markup, whatever is asked: it may hold what a feed says."""
        del markup
        super().notify(clean(message, 300), title=clean(title, 80), severity=severity, timeout=timeout, markup=False)

    def on_mount(self) -> None:
        """Begin to read, to poll and to watch the clock."""
        theme = self.settings.display.theme
        known = theme in self.available_themes
        self.theme = "ansi-dark" if self._colourless else theme if known else "textual-dark"
        self.set_keymap(dict(self.settings.keys))
        if self.look.glyphs.border == "ascii":
            self.add_class("-ascii")
        for number, code in ((signal.SIGTERM, 143), (signal.SIGHUP, 129)):
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                asyncio.get_running_loop().add_signal_handler(number, partial(self.exit, return_code=code))
        self._say_states()
        self._look_at_database()
        self.run_worker(self._follow(), group="follow")
        self.run_worker(self._compare(), group="compare")
        if self.polling is not None:
            self.run_worker(self._poll(self.polling), group="polling")
        self.set_interval(LOOK_SECONDS, self._look_at_database)
        self.set_interval(1.0, self._look_at_clock)
        if not self.is_headless:
            self.call_after_refresh(self._settle_memory)

    def _settle_memory(self) -> None:
        """What is there now stays: the collector need not go over it again, nor run after every few lines drawn."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(50_000, 50, 50)

    async def on_unmount(self) -> None:
        """Let go of the database."""
        self._reader.close()
        self._comparer.close()
        if self._db is not None:
            self._db.close()

    def _handle_exception(self, error: Exception) -> None:
        """Keep a traceback without the values of variables: those may hold a feed's text, or a key in its address."""
        if self.crash is None:
            # Textual wraps what a worker raised.
            cause = error.error if isinstance(error, WorkerFailed) else error
            self.crash = clean("".join(traceback.format_exception(cause)))
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave; the traceback is printed once the terminal is itself again."""
        self._exit_renderables.append(Text(f"The dashboard ended by a mistake of its own; nothing stored is lost.\n{self.crash}"))
        self._close_messages_no_wait()

    # -- reading

    @property
    def at_rest(self) -> bool:
        """Whether all that was asked of the database is on the screen."""
        waiting = self._changed.is_set() or self._stale.is_set() or self._leaf_timer is not None or self._filter_timer is not None
        return self.compared and not waiting and not self._reading

    def _look_at_database(self) -> None:
        """Ask whether anybody wrote."""
        try:
            if self._db is None:
                self._db = open_reader(self.path)
            version = data_version(self._db)
        except (WorkError, sqlite3.Error) as error:
            self._say_trouble(str(error))
            return
        if version != self._version:
            self._version = version
            self._changed.set()

    async def _follow(self) -> None:
        """Read the lists whenever something changed, at most ten times a second."""
        while True:
            await self._changed.wait()
            self._reading += 1
            self._changed.clear()
            try:
                await self._read_lists()
            except (WorkError, sqlite3.Error) as error:
                self._say_trouble(str(error))
            else:
                self.trouble = None
                self._stale.set()
            finally:
                self._reading -= 1
            self._say_states()
            await asyncio.sleep(LOOK_SECONDS)

    async def _read_lists(self) -> None:
        narrowed, self._narrowed = self._narrowed, False
        topic, search = self.topic, self.search
        loop = asyncio.get_running_loop()
        newest = NEWEST if narrowed or loop.time() - self._whole_read < WHOLE_SECONDS else None
        lists = await self._reader.run(read_lists, topic, search, self.since, newest)
        if not lists.whole and not narrowed and self.lists is not None:
            merged = merge_newest(self.lists.ids, lists.ids)
            lists = Lists(merged, whole=False, total=lists.total, counts=lists.counts, feeds=lists.feeds)
        if (topic, search) != (self.topic, self.search):
            self._changed.set()
            return
        self._show_lists(lists, keep=not narrowed)
        if not lists.whole and narrowed:
            lists = await self._reader.run(read_lists, topic, search, self.since, None)
            if (topic, search) == (self.topic, self.search):
                self._show_lists(lists, keep=True)
        if lists.whole:
            self._whole_read = loop.time()

    def _show_lists(self, lists: Lists, *, keep: bool) -> None:
        self.lists = lists
        self.desk.stream.show_ids(lists.ids, keep=keep)
        self.desk.sources.show(lists.feeds)
        self._show_topics()

    async def _compare(self) -> None:
        """Compare everything whenever something changed; the more it costs, the more seldom."""
        loop = asyncio.get_running_loop()
        while True:
            await self._stale.wait()
            self._reading += 1
            self._stale.clear()
            began = loop.time()
            try:
                if not self._labels:
                    self._labels.update(await self._comparer.run(read_labels, self.settings))
                self.comparisons = await self._comparer.run(self._compare_all, self.settings, Query(), self.clock())
                self.compared = True
            except Exception as error:  # noqa: BLE001  (comparing is another part; whatever ails it, the rest can still be read)
                self._say_compare_trouble(clean(f"{type(error).__name__}: {error}", 200))
            else:
                self.compare_trouble = None
                self._show_claims()
                self._show_leaf(keep_place=True)
            finally:
                self._reading -= 1
            await asyncio.sleep(max(COMPARE_SECONDS, 3 * (loop.time() - began)))

    async def _poll(self, polling: Polling) -> None:
        """Poll; when that ends by an error, say so and go on showing what there is."""
        try:
            await polling.run()
        except Exception as error:  # noqa: BLE001  (the poller is another part; whatever ails it, what is stored can still be read)
            self.polling_trouble = clean(f"{type(error).__name__}: {error}", 200)
            self.notify(f"Polling stopped: {self.polling_trouble}", severity="error", timeout=10)
            self._say_states()

    def _rows(self, ids: Sequence[int]) -> list[ItemRow]:
        """Read a page of rows for the stream."""
        if self._db is None:
            self._db = open_reader(self.path)
        return item_rows(self._db, ids)

    # -- showing

    def _say_trouble(self, words: str) -> None:
        if words != self.trouble:
            self.trouble = words
            self.notify(words, severity="error", timeout=10)
            self._say_states()

    def _say_compare_trouble(self, words: str) -> None:
        if words != self.compare_trouble:
            self.compare_trouble = words
            self.notify(f"Comparing failed: {words}", severity="error", timeout=10)
            self._say_states()

    def _look_at_clock(self) -> None:
        """Draw anew what tells the time, once a minute."""
        minute = self.look.clock(self.clock(), self.clock())
        if minute != self._minute:
            first = not self._minute
            self._minute = minute
            self._say_states()
            if not first:
                self.desk.stream.forget()
                self.desk.sources.forget()

    def _show_topics(self) -> None:
        lists = self.lists
        if lists is None:
            return
        counts = {count.topic: count for count in lists.counts}
        conflicts = conflicts_by_topic(self.comparisons)
        known = [topic.id for topic in self.settings.topic]
        others = sorted(set(counts).difference(known))
        states = [TopicState(None, "All topics", lists.total, 0, sum(conflicts.values()))]
        for topic in (*known, *others):
            count = counts.get(topic, TopicCount(topic, 0, 0))
            states.append(TopicState(topic, self.look.topics.get(topic, topic), count.items, count.new, conflicts.get(topic, 0)))
        self.desk.topics.show(states, self.topic)

    def _show_claims(self) -> None:
        """Lay the comparisons out for the topic at hand."""
        self.desk.matrix.show(
            table(self.comparisons, self._sources, self.look, topic=self.topic, order=self.order, only_conflicts=self.conflicts_only)
        )
        self._show_topics()
        self._say_states()

    def _show_why(self) -> None:
        matrix = self.desk.matrix
        row = matrix.row
        if row is None or matrix.cell is None:
            self.desk.why.show([])
            return
        lines = explain_cell(row, matrix.cursor[1], matrix.table.columns, self.look, self.clock())
        self.desk.why.show([Block(line, hang) for line, hang in lines])

    def _show_leaf(self, *, keep_place: bool = False) -> None:
        if self.leaf is None:
            self.desk.evidence.show([Block((("Choose an item in the stream, or a cell of the claims, to read it here.", "faint"),))])
            return
        self.desk.evidence.show(page(self.leaf, self.claim, self.comparisons, self.look, self.clock()), keep_place=keep_place)

    def _want_leaf(self, item: int | None, claim: Claim | None) -> None:
        """Show an item's article as soon as the cursor rests."""
        if self._leaf_timer is not None:
            self._leaf_timer.stop()
            self._leaf_timer = None
        if item is None:
            self.leaf, self.claim = None, None
            self._show_leaf()
            return
        self._leaf_timer = self.set_timer(LEAF_SECONDS, lambda: self._read_leaf(item, claim))

    def _read_leaf(self, item: int, claim: Claim | None) -> None:
        self._leaf_timer = None

        async def read() -> None:
            self._reading += 1
            try:
                leaf = await self._reader.run(read_leaf, item)
            except (WorkError, sqlite3.Error) as error:
                self._say_trouble(str(error))
                return
            finally:
                self._reading -= 1
            same = self.leaf is not None and leaf is not None and self.leaf.article.id == leaf.article.id and self.claim == claim
            self.leaf, self.claim = leaf, claim
            self._show_leaf(keep_place=same)

        self.run_worker(read(), group="leaf", exclusive=True)

    @property
    def standing(self) -> Standing:
        """How things stand."""
        polling = self.polling
        return Standing(
            lists=self.lists,
            comparisons=self.comparisons,
            compared=self.compared,
            topic=self.topic,
            search=self.search,
            conflicts_only=self.conflicts_only,
            above=self.desk.stream.above,
            polling="none" if polling is None else "paused" if polling.paused else "on",
            trouble=self.trouble,
            polling_trouble=self.polling_trouble,
            compare_trouble=self.compare_trouble,
        )

    def _say_states(self) -> None:
        """Say in the bar, in the frames and in panes that are empty how things stand."""
        desk, look, standing, now = self.desk, self.look, self.standing, self.clock()
        desk.bar.show(tabs(standing, look), desk.pane, status(standing, look, now), place(standing, look))
        desk.stream.say_empty(lines(stream_empty(standing)))
        desk.matrix.say_empty(lines(claims_empty(standing)))
        desk.sources.say_empty(lines(sources_empty(standing)))
        desk.say_counts({pane: title_counts(standing, pane, look) for pane in PANES})

    # -- what the reader does

    def on_row_list_moved(self, message: RowList.Moved) -> None:
        """The article follows the stream."""
        if message.rows is self.desk.stream:
            self._say_states()
            if self.desk.pane not in ("claims", "evidence") or self.leaf is None:
                self._want_leaf(self.desk.stream.item, None)

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        """Read an item, or see all of a source."""
        if message.rows is self.desk.stream and (item := self.desk.stream.item) is not None:
            self._want_leaf(item, None)
            self._mark_read(item, read=True)
            self.desk.enter("evidence")

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
        if message.claim is None:
            self.notify("This source gives no figure here, so there is no sentence to open.")
            return
        self._want_claim(message.claim)
        self.desk.enter("evidence")

    def _want_claim(self, claim: Claim) -> None:
        if isinstance(claim.item, int):
            self._want_leaf(claim.item, claim)

    def on_bar_picked(self, message: Bar.Picked) -> None:
        """Go to the pane whose tab was clicked."""
        self.desk.enter(message.pane)

    def on_desk_entered(self) -> None:
        """Say where the reader is; in the matrix the evidence is its cell's, in the stream its item's."""
        self._say_states()
        if self.desk.pane == "claims":
            self.on_matrix_moved()
        elif self.desk.pane == "stream" and self.claim is not None:
            self._want_leaf(self.desk.stream.item, None)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the stream while words are typed, once the typing rests."""
        if event.input is not self.desk.filter:
            return
        if self._filter_timer is not None:
            self._filter_timer.stop()
        words = event.value.strip() or None
        self._filter_timer = self.set_timer(FILTER_SECONDS, lambda: self._choose_search(words))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the words."""
        if event.input is self.desk.filter:
            self.desk.close_filter()
            self.desk.enter("stream")

    def _choose_search(self, words: str | None) -> None:
        if self._filter_timer is not None:
            self._filter_timer.stop()
            self._filter_timer = None
        if words != self.search:
            self.search = words
            self._narrowed = True
            self._changed.set()

    def choose_topic(self, topic: str | None) -> None:
        """Narrow the stream and the matrix to a topic; None: to none."""
        if topic != self.topic:
            self.topic = topic
            self._narrowed = True
            self._changed.set()
        self._show_claims()

    def _mark_read(self, item: int, *, read: bool) -> None:
        if self.act is not None:
            self.run_worker(self._write(mark_read, [item], self.clock(), read=read), group="write")

    async def _write(self, job: Callable[..., None], *args: Any, **kwargs: Any) -> None:
        """Store what the reader did; the screen shows it once it is stored."""
        if self.act is None:
            return
        self._reading += 1
        try:
            await self.act(job, *args, **kwargs)
            self._changed.set()
        except (WorkError, sqlite3.Error) as error:
            self.notify(f"This could not be stored: {error}", severity="error")
        finally:
            self._reading -= 1

    # -- actions

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
        """Go to the next conflict of the matrix."""
        self.desk.enter("claims")
        if not self.desk.matrix.to_sign(("conflict",), step):
            self.notify("No conflict here." if self.topic is None else "No conflict on this topic. Press [ or ] for another one.")

    def action_newest(self) -> None:
        """Go to the newest item."""
        self.desk.enter("stream")
        self.desk.stream.action_first()
        self._say_states()

    def action_sort(self) -> None:
        """Sort the claims by weight, or by question."""
        self.order = "question" if self.order == "importance" else "importance"
        self._show_claims()
        self.notify("Claims by question." if self.order == "question" else "Claims by weight: what matters most first.")

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
            self.run_worker(self._poll(self.polling), group="polling")
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

    def action_star(self) -> None:
        """Put a star to the item, or take it away."""
        stream = self.desk.stream
        row = stream.row(stream.cursor) if stream.count else None
        if row is not None and self.desk.pane == "stream":
            self.run_worker(self._write(set_star, row.id, self.clock(), on=not row.starred), group="write")

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

    def action_step_back(self) -> None:
        """Undo the last step inwards."""
        if self.focused is self.desk.filter:
            self.desk.close_filter()
            self._choose_search(None)
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

        self.push_screen(Export(self._digest, Path.cwd(), self.clock()), saved)

    async def _digest(self, form: str) -> str:
        """Return the digest of this session so far, in a format of the export dialog."""
        return await self._comparer.run(digest_text, form, self.settings, self.session.started, self.clock())

    def action_help(self) -> None:
        """Show the keys, and what the signs mean."""
        from tui.help import Help  # noqa: PLC0415  (only when it is wanted)

        groups = {
            "everywhere": [*self.BINDINGS, *self.desk.BINDINGS],
            "lists": RowList.BINDINGS,
            "claims": Matrix.BINDINGS,
            "evidence": Page.BINDINGS,
        }
        self.push_screen(Help(self.look, self.settings.keys, groups))
