"""Following the database: whoever wrote, the lists and the comparisons are read again."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual.timer import Timer

from core.errors import WorkError
from core.rows import Rows
from core.settings import Settings
from core.text import clean
from core.times import now as the_time
from digest.apart import Boards
from digest.words import EVER
from store.corrections import labels
from store.database import data_version, explain, open_reader
from store.feeds import feed_states
from store.query import Query
from store.sessions import Session
from store.stream import ItemRow, fresh_items, item_rows
from tui.asking import narrows, query
from tui.desk import VIEWS
from tui.kept import Kept, read_kept, write_kept
from tui.polling import Act, Polling, Span
from tui.reads import NEWEST, CompareAll, Lists, Reader, merge_newest, read_labels, read_lists
from tui.rows import RowList
from tui.showing import Showing
from tui.table import AXES, ORDERS
from tui.themes import SHORT

if TYPE_CHECKING:
    from digest.files import Told
    from tui.since import News

LOOK_SECONDS = 0.1
"""How often the database is asked whether it changed (4 µs a time)."""
COMPARE_SECONDS = 0.2
"""The least time between two comparisons of everything."""
_RESTING = 3
"""After reading the lists, so many times as long as it took they are not read again, though others write all the while."""
WHOLE_SECONDS = 10.0
"""The least time between two readings of a long list in whole; between them only its newest items are read."""


class Following(Showing):
    """Reads what the panes show, beside the screen, and polls."""

    def __init__(
        self,
        settings: Settings,
        path: Path,
        *,
        session: Session,
        polling: Polling | None = None,
        act: Act | None = None,
        since: datetime | None = None,
        clock: Callable[[], datetime] = the_time,
        compare: CompareAll | None = None,
        compared: Callable[[Rows, datetime], None] | None = None,
        kept: Path | None = None,
        offline: bool = False,
        notes: Sequence[str] = (),
    ) -> None:
        """Prepare the dashboard over the database at `path`.

        `act` stores what the reader does (None: nothing can be marked); `since` is the reader's last look, from which on items
        are counted as new (None: since the session began). `compare` makes the rows of the matrix, in a thread (None: in a process
        beside this one); `compared` is given them each time. `kept` is the file in which the way the screen is left is kept (None: in
        none). `offline` says that nothing may be asked for; `notes` is what the reader is told once the screen stands.
        """
        super().__init__(settings, fetch=self._rows, bring=self._bring_rows, polling=polling, clock=clock)
        self.offline = offline
        self._notes = notes
        self._kept_at = kept
        self._kept = Kept() if kept is None else read_kept(kept)
        self._restore()
        self.greeting = since is not None
        """Whether the reader is told what changed since the last look, where an article would stand."""
        self.path = path
        self.session = session
        self.act = act
        self.since = since or session.started
        self._boards = Boards(path, settings)
        self._compare_all = compare or self._boards
        self._tell_compared = compared
        self._reader = Reader(path, "reader")
        self._lister = Reader(path, "lister")
        """Reads the lists, which takes longer than the rest and is interrupted where the reader wants other items meanwhile."""
        self._comparer = Reader(path, "comparer")
        self._db: sqlite3.Connection | None = None
        self._version = -1
        self._read_version = -1
        """Of what the panes show."""
        self._present: Rows | None = None
        """What was compared last of all that is stored."""
        self._changed = asyncio.Event()
        self._asked = asyncio.Event()
        """The reader wants to see other items."""
        self._stale = asyncio.Event()
        self._narrowed = True
        self._whole_read = float("-inf")
        self._reading = 0
        self._leaf_timer: Timer | None = None
        self._leaf_wanted = float("-inf")
        """When an article was last asked for."""
        self._filter_timer: Timer | None = None

    @property
    def at_rest(self) -> bool:
        """Whether all that was asked of the database is on the screen, a digest's preview too."""
        waiting = self._changed.is_set() or self._stale.is_set() or self._leaf_timer is not None or self._filter_timer is not None
        busy = any(worker.group in ("leaf", "act", "write", "digest") and not worker.is_finished for worker in self.workers)
        return self.compared and not waiting and not busy and not self._reading

    def _look_at_database(self) -> None:
        """Ask whether anybody wrote."""
        try:
            if self._db is None:
                self._db = open_reader(self.path)
            version = data_version(self._db)
        except (WorkError, sqlite3.Error) as error:
            self._say_trouble(self._in_words(error))
            return
        if version != self._version:
            self._version = version
            self._changed.set()

    def _in_words(self, error: WorkError | sqlite3.Error) -> str:
        """Say what keeps the database from being read, and what to do."""
        return str(error) if isinstance(error, WorkError) else explain(self.path, error)

    async def _follow(self) -> None:
        """Read the lists whenever something changed, at most ten times a second; the more it costs, the more seldom."""
        while True:
            await self._changed.wait()
            self._reading += 1
            self._changed.clear()
            version = self._version
            first, began = self.lists is None, monotonic()
            try:
                await self._read_lists(self.lists if version == self._read_version else None)
                if first and self.compared:
                    await self._read_news()  # The comparing was there before the lists.
            except (WorkError, sqlite3.Error) as error:
                if not self._narrowed:
                    self._say_trouble(self._in_words(error))
            else:
                self.trouble = None
                if version != self._read_version:
                    self._read_version = version
                    self._stale.set()
            finally:
                self._reading -= 1
            self._say_states()
            with contextlib.suppress(TimeoutError):
                # What the reader asks for does not wait for what others write.
                await asyncio.wait_for(self._asked.wait(), max(LOOK_SECONDS, _RESTING * (monotonic() - began)))
            self._asked.clear()

    async def _read_lists(self, known: Lists | None) -> None:
        """Read the lists; of `known` all that stays the same where only the reader wants other items."""
        narrowed, self._narrowed = self._narrowed, False
        if known is not None and known.as_of != self.as_of:
            known = None
        if self.as_of is not None and self.lists is not None and self.lists.as_of == self.as_of and not narrowed:
            # The past stays as it was.
            self._show_lists(replace(self.lists, feeds=await self._reader.run(feed_states)), keep=True)
            return
        topic, search, as_of = self.topic, self.search, self.as_of
        asked = self.asked(search)[0] if search is not None and narrows(search) else None
        loop = asyncio.get_running_loop()
        newest = NEWEST if narrowed or loop.time() - self._whole_read < WHOLE_SECONDS else None
        lists = await self._lister.run(read_lists, topic, search, self.since, newest, asked, known, as_of)
        if not lists.whole and not narrowed and self.lists is not None:
            merged = merge_newest(self.lists.ids, lists.ids)
            lists = Lists(merged, whole=False, total=lists.total, counts=lists.counts, feeds=lists.feeds, new=lists.new)
        if (topic, search, as_of) != (self.topic, self.search, self.as_of):
            self._changed.set()
            return
        self._show_lists(lists, keep=not narrowed)
        if not lists.whole and narrowed:
            self._say_states()
            lists = await self._lister.run(read_lists, topic, search, self.since, None, asked, lists, as_of)
            if (topic, search, as_of) == (self.topic, self.search, self.as_of):
                self._show_lists(lists, keep=True)
        if lists.whole:
            self._whole_read = loop.time()

    def asked(self, words: str) -> tuple[Query, str | None]:
        """Return what was typed as a query, and what of it was not understood."""
        sources = dict.fromkeys((*self._sources, *(feed.source for feed in self.lists.feeds))) if self.lists else self._sources
        return query(words, tuple(sources), tuple(self.look.topics.items()), self.clock())

    def _show_lists(self, lists: Lists, *, keep: bool) -> None:
        known, self.lists = self.lists, lists
        self.desk.stream.show_ids(lists.ids, keep=keep)
        if known is None or lists.feeds is not known.feeds:
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
                now = self.clock()
                rows = await self._comparer.run(self._compare_all, self.settings, now)
                self.corrected = await self._comparer.run(labels)
                self._present = rows if isinstance(rows, Rows) else Rows.of(rows)
                if self._tell_compared is not None:
                    self._tell_compared(self._present, now)
                if self.as_of is None:
                    self.comparisons, self.compared = self._present, True
                await self._read_news()
            except Exception as error:  # noqa: BLE001  (comparing is another part; whatever ails it, the rest can still be read)
                self._say_compare_trouble(told(error))
                self.greet(None)
            else:
                self.compare_trouble = None
                if self.as_of is None:
                    self._show_claims()
                    self._show_leaf(keep_place=True)
            finally:
                self._reading -= 1
            await asyncio.sleep(max(COMPARE_SECONDS, 3 * (loop.time() - began)))

    async def _compare_then(self, moment: datetime) -> None:
        """Compare what was known at a moment."""
        self._reading += 1
        try:
            rows = await self._comparer.run(lambda _: self._boards.past(moment))
        except (WorkError, sqlite3.Error) as error:
            self._say_compare_trouble(str(error))
            return
        finally:
            self._reading -= 1
        if moment == self.as_of:
            self.comparisons, self.compared = rows, True
            self._show_claims()
            self._show_leaf(keep_place=True)

    async def _read_news(self) -> None:
        """Find out what changed since the reader's last look."""
        if self.greeting and self.lists is not None:
            from tui.since import news  # noqa: PLC0415  (only where it is shown)

            fresh = await self._reader.run(fresh_items, self.since)
            self.greet(news(self.comparisons, fresh, self.since, self.lists.new))

    def greet(self, told: "News | None") -> None:
        """Tell what changed since the reader's last look; where nothing did, the article stands there as ever."""
        if self.greeting:
            self.news = told
            self.greeting = told is not None and bool(told.items or told.places)
            if not self.greeting:
                self.desk.stream.post_message(RowList.Moved(self.desk.stream, self.desk.stream.cursor))

    def _restore(self) -> None:
        """Take up how the screen was left, where that still holds."""
        kept = self._kept
        self.topic = kept.topic if kept.topic in self.look.topics else None
        self.search = kept.search or None
        self.order = next((order for order in ORDERS if order == kept.order), None)
        self.axis = next((axis for axis in AXES if axis == kept.axis), "source")
        self.conflicts_only = kept.only_conflicts
        self.desk.begin = next((view for view in VIEWS if view == kept.view), "stream")

    def keep(self) -> None:
        """Keep how the screen is left."""
        if self._kept_at is None:
            return
        view = self.desk.pane if self.desk.alone and self.desk.pane in VIEWS else "stream"
        configured = SHORT.get(self.settings.display.theme, self.settings.display.theme)
        theme = None if self.theme == configured or self.colourless else self.theme
        write_kept(
            self._kept_at,
            Kept(view, self.topic, self.search, self.order, self.axis, self.conflicts_only, theme),
        )

    async def _poll(self, polling: Polling) -> None:
        """Poll; when that ends by an error, say so and go on showing what there is."""
        try:
            await polling.run()
        except Exception as error:  # noqa: BLE001  (the poller is another part; whatever ails it, what is stored can still be read)
            self.polling_trouble = told(error)
            self.notify(f"Polling stopped: {self.polling_trouble}", severity="error", timeout=10)
            self._say_states()

    def _rows(self, ids: Sequence[int]) -> list[ItemRow]:
        """Read a page of rows for the stream."""
        if self._db is None:
            self._db = open_reader(self.path)
        return item_rows(self._db, ids, self.as_of)

    async def _bring_rows(self, ids: Sequence[int]) -> list[ItemRow] | None:
        """Read a page of rows that will be wanted soon."""
        with contextlib.suppress(WorkError, sqlite3.Error):
            return await self._reader.run(item_rows, ids, self.as_of)
        return None

    async def _digest(self, form: str, span: Span, topics: frozenset[str]) -> "Told":
        """Return the digest of a span until now, in a format of the export dialog."""
        now = self.as_of or self.clock()
        since = {"session": self.session.started, "left": self.since, "all": EVER}.get(span)
        if since is None or since >= now:
            # A session that began after the moment to go back to has nothing to tell of it: the day before then has.
            since = now - timedelta(days=int(span.removesuffix("d")) if span.endswith("d") else 1)
        return await self._comparer.run(lambda _: self._boards.digest(form, since, now, topics))


def told(error: BaseException) -> str:
    """Return an error in one line; of a group of them, the first.

    >>> told(ExceptionGroup("two tasks", [OSError("no sockets left")]))
    'OSError: no sockets left'
    """
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return clean(f"{type(error).__name__}: {error}", 200)
