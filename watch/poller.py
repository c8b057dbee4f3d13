"""The poller: asks feeds when they are due, fetches pages, reads claims; one loop for each, side by side."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Collection
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

from core.errors import WorkError
from core.frugal import trim
from core.news import Failed, Outcome
from core.settings import Settings
from core.text import line
from core.times import now as clock
from feeds.fetch import Fetcher
from feeds.robots import RobotsCheck
from feeds.secrets import Secrets, secrets_of
from rules.tagging import compile_topics
from store.due import make_due, next_due, take_due
from store.feeds import FeedState, PollRecord, gone_feeds, mostly_unread, set_feeds
from store.items import index_text
from store.pages import next_page_due
from store.writer import Writer
from watch.absorb import Absorbed, UntaggedError, absorb, ask_again, take
from watch.asking import Asker
from watch.clocks import Clocks
from watch.desk import Prepared, tag_document
from watch.leases import Leases
from watch.pace import Pace
from watch.paging import Pages
from watch.patient import read_unread
from watch.retention import forget
from watch.workers import Workers

log = logging.getLogger("negotiation_watch.poller")

READ_AT_ONCE = 20
"""Articles whose claims are read in one go, and stored in one transaction."""
LONGEST_SLEEP = timedelta(seconds=30)
"""After which a loop looks again, whatever was due: another process may have changed it."""
FORGET_PAUSE = 3600.0
"""Seconds between two times of forgetting."""
CLOCK_PAUSE = 10.0
"""Seconds between two looks at whether the clock was set, or the machine slept."""
TRIM_PAUSE = 5.0
"""Seconds between two times of giving memory back: what waves of bodies leave is free, and full of holes."""


class Poller:
    """Polls the feeds of a configuration into a database. An asynchronous context manager: leaving it ends what is under way.

    What was taken and not asked by then is given back.

    Raises, when entered:
        UsageError: a rule's term cannot be read.
        WorkError: the database cannot be written.
    """

    def __init__(
        self,
        settings: Settings,
        writer: Writer,
        *,
        whole: bool = True,
        said: Callable[[Absorbed], None] | None = None,
        workers: Workers | None = None,
        secrets: Secrets | None = None,
        troubled: Callable[[str | None], None] = lambda _: None,
    ) -> None:
        """Prepare to poll.

        `whole`: the settings name all the feeds there are, and no feeds of one call; `said` is told of each poll once it is stored;
        `workers` (None: one of them) are closed at the end; `secrets` are what feeds ask for beyond what the settings name;
        `troubled` is told what keeps things from being stored, and None once nothing does.
        """
        feeds = {feed.url: feed for feed in settings.feed}
        self._urls = [feed.url for feed in settings.feed if feed.enabled]
        self._whole = whole
        self._settings = settings
        self._writer = writer
        self._said = said
        self._troubled = troubled
        self._workers = workers or Workers(settings)
        self._fetcher = Fetcher(settings.poll)
        self._secrets = secrets or {}
        robots = RobotsCheck(self._fetcher)
        self._asker = Asker(feeds, self._fetcher, robots, self._workers, writer)
        self._pages = Pages(feeds, settings.poll.look_again, self._fetcher, robots, self._workers, writer)
        self._pace = Pace([feed.every or settings.poll.every for feed in settings.feed if feed.enabled], asyncio.get_running_loop().time)
        self._to_poll, self._to_fetch, self._to_read = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._polls: set[asyncio.Task[Absorbed]] = set()
        self._asking: set[str] = set()
        """Feeds that are being asked, or wait for their turn at a host."""
        self._leases = Leases(writer)
        self._clocks = Clocks()
        self._stored = asyncio.Queue[Absorbed]()
        self._keeping: list[asyncio.Task[None]] = []
        self._unstored: dict[str, datetime] = {}
        """Feeds of which an answer could not be stored, and when to ask them again."""
        self._trouble: str | None = None
        """What has been said of the database and still holds."""
        self._ask_all = False
        self.paused = False
        """While set, nothing new is asked for."""

    async def __aenter__(self) -> Self:
        try:
            if await self._writer.run(mostly_unread, self._urls):  # what comes will have to be read
                self._keeping.append(asyncio.ensure_future(self._workers.begin()))
            await self._prepare()
        except BaseException:
            self._workers.close()
            raise
        jobs = (
            (self._leases.pause, self._leases.renew),
            (CLOCK_PAUSE, self._look_at_clock),
            (FORGET_PAUSE, self._forget),
            (TRIM_PAUSE, self._trim),
        )
        self._keeping += [asyncio.ensure_future(self._now_and_then(pause, step)) for pause, step in jobs]
        return self

    async def _prepare(self) -> None:
        # The worker compiles them for itself, and could not say what is wrong.
        await asyncio.to_thread(compile_topics, self._settings.topic)
        # A keyring may take its time, and ask its owner.
        self._fetcher.secrets = {**await asyncio.to_thread(secrets_of, self._settings.feed), **self._secrets}
        await self._writer.run(set_feeds, self._settings.feed, self._settings.poll, clock(), whole=self._whole)
        await self._pages.bring_near()
        await self._fetcher.__aenter__()

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            await _call_off([*self._keeping, *self._polls])
        finally:
            self._workers.close()
            self._leases.give_back()
            await self._fetcher.__aexit__(kind, error, trace)

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            BrokenPipeError: nobody listens any more to what `said` tells.
        """
        steps = ((self._start_polls, self._to_poll), (self._fetch_pages, self._to_fetch), (self._read_claims, self._to_read))
        loops = [asyncio.ensure_future(self._loop(step, wake)) for step, wake in steps]
        loops.append(asyncio.ensure_future(self._tell_all()))
        try:
            await asyncio.gather(*loops)
        finally:
            await _call_off([*loops, *self._polls])

    async def once(self) -> list[PollRecord]:
        """Ask every enabled feed now, fetch the pages that are wanted, read all claims; return the polls, in the order of their ends.

        A feed that is gone for good is asked where the call names it; else its last poll stands first among those that are returned.
        """
        records = [] if not self._whole else await self._writer.run(gone_feeds, self._urls)
        feeds = await self._writer.run(take_due, self._urls, clock(), self._leases.take(), everything=True, gone=not self._whole)
        for done in asyncio.as_completed([self._begin(feed) for feed in feeds]):
            absorbed = await done
            self._tell(absorbed)
            records.append(absorbed.record)
        while (due := await self._fetch_pages()) is not None and due <= clock():
            pass
        await self._read_claims()
        await forget(self._writer, self._settings.store, clock())
        return records

    def poll_now(self) -> None:
        """Make every feed due at once, those excepted that are being asked."""
        self._ask_all = True
        self._to_poll.set()

    async def _loop(self, step: Callable[[], Awaitable[datetime | None]], wake: asyncio.Event) -> None:
        """Take a step whenever one is due, or `wake` is set. A step returns when the next one is due; None: when woken."""
        while True:
            wake.clear()
            try:
                due = await step()
            except WorkError as trouble:
                self._complain(trouble)
                due = clock() + LONGEST_SLEEP
            except Exception:  # one loop's trouble is not the others'
                log.exception("polling goes on, but a step of it failed")
                due = clock() + LONGEST_SLEEP
            pause = LONGEST_SLEEP if due is None else min(due - clock(), LONGEST_SLEEP)
            try:
                async with asyncio.timeout(max(pause.total_seconds(), 0)):
                    await wake.wait()
            except TimeoutError:
                pass

    def _complain(self, trouble: WorkError) -> None:
        """Say what is wrong with the database, and that only once for as long as it lasts."""
        if str(trouble) != self._trouble:
            self._trouble = str(trouble)
            self._troubled(self._trouble)
            log.error("%s; polling goes on and tries again", line(self._trouble))

    async def _now_and_then(self, pause: float, step: Callable[[], Awaitable[object]]) -> None:
        """Take a step every `pause` seconds, whatever the database is doing."""
        while True:
            await asyncio.sleep(pause)
            try:
                await step()
            except WorkError as trouble:
                self._complain(trouble)

    async def _forget(self) -> None:
        await forget(self._writer, self._settings.store, clock())

    async def _trim(self) -> None:
        trim()

    async def _look_at_clock(self) -> None:
        """Say when the clock was set, or the machine slept, and look at once what is due by then."""
        if (told := self._clocks.jump()) is None:
            return
        log.warning("%s; feeds and pages are asked by the time that it is now", told)
        try:
            await self._pages.bring_near()
        finally:
            self._to_poll.set()
            self._to_fetch.set()

    async def _tell_all(self) -> None:
        while True:
            self._tell(await self._stored.get())

    def _tell(self, absorbed: Absorbed) -> None:
        if self._said is None:
            return
        try:
            self._said(absorbed)
        except BrokenPipeError:
            raise
        except WorkError as trouble:
            log.error("%s", line(str(trouble)))  # noqa: TRY400  (trouble of the disk's, no bug: its words are enough)
        except Exception:
            log.exception("telling of a poll of %s", line(absorbed.record.feed))

    async def _start_polls(self) -> datetime | None:
        """Begin to poll the feeds that are due."""
        if self.paused:
            return None
        idle = [url for url in self._urls if url not in self._asking]
        if self._unstored:
            await self._writer.run(ask_again, dict(self._unstored))
            self._unstored.clear()
        if self._ask_all:
            self._ask_all = False
            await self._writer.run(make_due, idle, clock())
        taken = await self._writer.run(take, idle, clock(), self._leases.take(), self._pace.left())
        self._pace.spend(len(taken))
        for feed in taken:
            self._begin(feed).add_done_callback(self._polled)
        due = await self._writer.run(next_due, [url for url in self._urls if url not in self._asking], clock())
        return due if due is None else max(due, clock() + timedelta(seconds=self._pace.wait()))

    def _begin(self, feed: FeedState) -> asyncio.Task[Absorbed]:
        self._asking.add(feed.url)
        task = asyncio.get_running_loop().create_task(self._poll(feed))
        self._polls.add(task)
        task.add_done_callback(lambda _: self._asking.discard(feed.url))
        task.add_done_callback(self._polls.discard)
        return task

    def _polled(self, task: asyncio.Task[Absorbed]) -> None:
        if task.cancelled():
            return
        if (error := task.exception()) is None:
            self._stored.put_nowait(task.result())
        elif isinstance(error, WorkError):
            self._complain(error)
        else:
            log.error("a poll could not be stored: %s", line(str(error)), exc_info=error)
        self._to_poll.set()

    async def _poll(self, feed: FeedState) -> Absorbed:
        """Ask one feed, and store what came of it."""
        with self._fetcher.room.holding() as held:
            outcome, prepared = await self._asker.ask(feed, held)
            return await self._store(feed, outcome, prepared)

    async def _store(self, feed: FeedState, outcome: Outcome, prepared: Prepared | None) -> Absorbed:
        try:
            try:
                absorbed = await self._writer.run(absorb, feed, outcome, prepared, clock(), random.random())  # noqa: S311  (no secret)
            except UntaggedError:
                assert prepared is not None  # noqa: S101  (for the type checker: else there is nothing to tag)
                prepared = await self._workers.run(tag_document, prepared.document, self._asker.source(feed), clock())
                absorbed = await self._writer.run(absorb, feed, outcome, prepared, clock(), random.random())  # noqa: S311  (no secret)
        except WorkError:
            self._unstored[feed.url] = clock() + max(timedelta(seconds=feed.every), LONGEST_SLEEP)
            raise
        except Exception as bug:  # what cannot be stored is known at least as a failure
            log.exception("storing what came of %s", line(feed.url))
            failed = Failed(f"a fault of this program: {line(repr(bug))}", outcome.seconds)
            absorbed = await self._writer.run(absorb, feed, failed, None, clock(), random.random())  # noqa: S311  (no secret)
        if self._trouble is not None:
            self._trouble = None
            self._troubled(None)
            log.warning("the database can be written to again")
        if absorbed.stored:
            self._to_read.set()
            self._to_fetch.set()
        return absorbed

    async def _fetch_pages(self) -> datetime | None:
        """Fetch the pages that are due, and say when the next one is."""
        if self.paused:
            return None
        if await self._pages.fetch_due(self._leases.take()):
            self._to_read.set()
        return await self._writer.run(next_page_due)

    async def _read_claims(self) -> datetime | None:
        """Read the claims of all versions that are still to be read."""
        await read_unread(self._workers, self._writer, READ_AT_ONCE)
        await self._writer.run(index_text)
        return None


async def _call_off(tasks: Collection[asyncio.Future[Any]]) -> None:
    """Cancel tasks, and wait until they have ended."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
