"""The poller: asks feeds when they are due, fetches pages, reads claims; one loop for each, side by side."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from core.claim import Claim
from core.errors import WorkError
from core.news import Article, Failed, Fetched, Outcome, Request
from core.settings import Settings
from core.text import line
from core.times import now as clock
from feeds.fetch import Fetcher
from feeds.robots import RobotsCheck
from rules.tagging import compile_topics
from store.feeds import FeedState, PollRecord, make_due, next_due, set_feeds, take_due
from store.items import index_text
from store.pages import Page, next_page_due, settle_page, take_pages
from store.versions import article, versions_unread
from store.writer import Writer
from watch.absorb import Absorbed, absorb, absorb_claims, absorb_page, digest
from watch.desk import Prepared, Source, prepare, prepare_page, read_all
from watch.workers import RunawayError, Workers

log = logging.getLogger("negotiation_watch.poller")

LEASE = timedelta(minutes=10)
"""For how long a feed or page that was taken is left alone by others: longer than any request may take."""
PAGES_AT_ONCE = 20
READ_AT_ONCE = 20
"""Articles whose claims are read in one go, and stored in one transaction."""
PAGE_TRIES = 3
PAGE_PAUSE = timedelta(minutes=10)
LONGEST_SLEEP = timedelta(seconds=30)
"""After which a loop looks again, whatever was due: another process may have changed it, or the clock was set."""


class Poller:
    """Polls the feeds of a configuration into a database. An asynchronous context manager: leaving it ends the worker process.

    Raises, when entered:
        UsageError: a rule's term cannot be read.
        WorkError: the database cannot be written.
    """

    def __init__(self, settings: Settings, writer: Writer, *, whole: bool = True, said: Callable[[Absorbed], None] | None = None) -> None:
        """Prepare to poll.

        `whole`: the settings name all the feeds there are, and no feeds of one call; `said` is told of each poll once it is stored.
        """
        self._urls = [feed.url for feed in settings.feed if feed.enabled]
        self._whole = whole
        self._settings = settings
        self._writer = writer
        self._said = said
        self._workers = Workers(settings)
        self._fetcher = Fetcher(settings.poll)
        self._robots = RobotsCheck(self._fetcher)
        self._to_poll, self._to_fetch, self._to_read = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._polls: set[asyncio.Task[Absorbed]] = set()
        self.paused = False
        """While set, nothing new is asked for."""

    async def __aenter__(self) -> Self:
        # The worker compiles them for itself, and could not say what is wrong.
        await asyncio.to_thread(compile_topics, self._settings.topic)
        await self._writer.run(set_feeds, self._settings.feed, self._settings.poll, clock(), whole=self._whole)
        await self._fetcher.__aenter__()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._workers.close()
        await self._fetcher.__aexit__(kind, error, trace)

    async def run(self) -> None:
        """Poll until cancelled."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._loop(self._start_polls, self._to_poll))
            group.create_task(self._loop(self._fetch_pages, self._to_fetch))
            group.create_task(self._loop(self._read_claims, self._to_read))

    async def once(self) -> list[PollRecord]:
        """Ask every enabled feed now, fetch the pages that are wanted, read all claims; return the polls, in the order of their ends."""
        feeds = await self._writer.run(take_due, self._urls, clock(), clock() + LEASE, everything=True)
        records = [(await done).record for done in asyncio.as_completed([self._poll(feed) for feed in feeds])]
        while (due := await self._fetch_pages()) is not None and due <= clock():
            pass
        await self._read_claims()
        return records

    def poll_now(self) -> None:
        """Make every feed due at once."""
        self._to_poll.set()
        task = asyncio.get_running_loop().create_task(self._writer.run(make_due, self._urls, clock()))
        task.add_done_callback(lambda _: self._to_poll.set())

    async def _loop(self, step: Callable[[], Awaitable[datetime | None]], wake: asyncio.Event) -> None:
        """Take a step whenever one is due, or `wake` is set. A step returns when the next one is due; None: when woken."""
        while True:
            wake.clear()
            try:
                due = await step()
            except WorkError as trouble:
                log.error("%s", line(str(trouble)))  # noqa: TRY400  (trouble of the disk's, no bug: its words are enough)
                due = clock() + LONGEST_SLEEP
            pause = LONGEST_SLEEP if due is None else min(due - clock(), LONGEST_SLEEP)
            try:
                async with asyncio.timeout(max(pause.total_seconds(), 0)):
                    await wake.wait()
            except TimeoutError:
                pass

    async def _start_polls(self) -> datetime | None:
        """Begin to poll the feeds that are due."""
        if self.paused:
            return None
        for feed in await self._writer.run(take_due, self._urls, clock(), clock() + LEASE):
            task = asyncio.get_running_loop().create_task(self._poll(feed))
            self._polls.add(task)
            task.add_done_callback(self._polled)
        return await self._writer.run(next_due, self._urls)

    def _polled(self, task: asyncio.Task[Absorbed]) -> None:
        self._polls.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a poll could not be stored: %s", line(str(error)))
        self._to_poll.set()

    async def _poll(self, feed: FeedState) -> Absorbed:
        """Ask one feed, and store what came of it."""
        prepared: Prepared | None = None
        try:
            outcome = await self._fetcher.fetch(Request(feed.url, feed.etag, feed.last_modified), trusted=True)
            if isinstance(outcome, Fetched) and digest(outcome.body) != feed.body_digest:
                source = Source(feed.source, feed.lang)
                prepared = await self._workers.run(prepare, outcome.body, dict(outcome.headers), outcome.url, source, clock())
        except RunawayError as runaway:
            outcome = Failed(str(runaway), 0.0)
        except Exception as bug:  # one feed's trouble is not the others'
            log.exception("polling %s", line(feed.url))
            outcome = Failed(f"a fault of this program: {line(repr(bug))}", 0.0)
        absorbed = await self._writer.run(absorb, feed, outcome, prepared, clock(), random.random())  # noqa: S311  (no secret)
        if absorbed.stored:
            self._to_read.set()
            self._to_fetch.set()
        if self._said is not None:
            self._said(absorbed)
        return absorbed

    async def _fetch_pages(self) -> datetime | None:
        """Fetch the pages that are due, and say when the next one is."""
        if self.paused:
            return None
        pages = await self._writer.run(take_pages, clock(), clock() + LEASE, PAGES_AT_ONCE)
        await asyncio.gather(*(self._fetch_page(page) for page in pages))
        if pages:
            self._to_read.set()
        return await self._writer.run(next_page_due)

    async def _fetch_page(self, page: Page) -> None:
        outcome: Outcome | None = None
        try:
            if await self._robots.may_fetch(page.url):
                outcome = await self._fetcher.fetch(Request(page.url), trusted=False)
            known = await self._writer.run(article, page.item)
            if isinstance(outcome, Fetched) and known is not None:
                found = await self._workers.run(prepare_page, outcome.body, dict(outcome.headers), outcome.url, known)
                if found is not None:
                    await self._writer.run(absorb_page, page.item, *found, clock())
                    return
        except RunawayError as runaway:
            log.warning("%s: %s", line(page.url), runaway)
        except Exception:
            log.exception("fetching %s", line(page.url))
        # A page that cannot be had now may be had later; one that holds no article will hardly hold one then.
        later = page.tries + 1 < PAGE_TRIES and isinstance(outcome, Failed)
        again = clock() + PAGE_PAUSE * 2**page.tries if later else None
        await self._writer.run(settle_page, page.item, again=again, failed=True)

    async def _read_claims(self) -> datetime | None:
        """Read the claims of all versions that are still to be read."""
        while unread := await self._writer.run(versions_unread, READ_AT_ONCE):
            claims = await self._read([article for _, article in unread])
            await self._writer.run(absorb_claims, list(zip((version for version, _ in unread), claims, strict=True)), clock())
        await self._writer.run(index_text)
        return None

    async def _read(self, articles: list[Article]) -> list[tuple[Claim, ...]]:
        """Read the claims of each article; where reading runs away, the halves are read apart, so that one article costs no other."""
        try:
            return await self._workers.run(read_all, articles)
        except RunawayError as runaway:
            if len(articles) == 1:
                log.warning("reading the claims of item %s: %s", articles[0].id, runaway)
                return [()]
            half = len(articles) // 2
            return await self._read(articles[:half]) + await self._read(articles[half:])
