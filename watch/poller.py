"""The poller: asks feeds when they are due, fetches pages, reads claims; one loop for each, side by side."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

from core.addresses import parted
from core.errors import RunawayError, WorkError
from core.news import Failed, Fetched, Outcome, Request, Unchanged
from core.settings import Settings
from core.text import line
from core.times import now as clock
from feeds.article import Content
from feeds.fetch import Fetcher
from feeds.kinds.known import earlier_page, request_address
from feeds.robots import KEPT_OUT, RobotsCheck
from feeds.room import Held
from feeds.schedule import live_look, next_look
from feeds.secrets import Secrets, secrets_of
from rules.tagging import compile_topics
from store.feeds import LEASE, FeedState, PollRecord, all_read, gone_feeds, make_due, next_due, set_feeds, take_due
from store.items import index_text
from store.pages import Page, bring_pages_near, next_page_due, page_failed, page_looked_at, take_pages
from store.versions import article
from store.writer import Writer
from watch.absorb import Absorbed, UntaggedError, absorb, absorb_page, absorb_posts, ask_again, digest, give_back, hold, known_texts, take
from watch.clocks import Clocks
from watch.desk import Prepared, Source, prepare, read_page, tag_document, tag_page, tag_posts
from watch.pace import Pace
from watch.patient import read_unread
from watch.retention import forget
from watch.workers import Workers

log = logging.getLogger("negotiation_watch.poller")

RENEW = LEASE / 3
PAGES_AT_ONCE = 20
READ_AT_ONCE = 20
"""Articles whose claims are read in one go, and stored in one transaction."""
PAGE_TRIES = 3
EARLIER_PAGES = 5
"""Pages that are gone back at one poll of a source that has them."""
PAGE_PAUSE = timedelta(minutes=10)
LONGEST_SLEEP = timedelta(seconds=30)
"""After which a loop looks again, whatever was due: another process may have changed it."""
FORGET_PAUSE = 3600.0
"""Seconds between two times of forgetting."""
CLOCK_PAUSE = 10.0
"""Seconds between two looks at whether the clock was set, or the machine slept."""


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
        self._feeds = {feed.url: feed for feed in settings.feed}
        self._urls = [feed.url for feed in settings.feed if feed.enabled]
        self._whole = whole
        self._settings = settings
        self._writer = writer
        self._said = said
        self._troubled = troubled
        self._workers = workers or Workers(settings)
        self._fetcher = Fetcher(settings.poll)
        self._secrets = secrets or {}
        self._robots = RobotsCheck(self._fetcher)
        self._pace = Pace([feed.every or settings.poll.every for feed in settings.feed if feed.enabled], asyncio.get_running_loop().time)
        self._to_poll, self._to_fetch, self._to_read = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._polls: set[asyncio.Task[Absorbed]] = set()
        self._asking: set[str] = set()
        """Feeds that are being asked, or wait for their turn at a host."""
        self._leases: set[datetime] = set()
        """Until when something was taken; the database tells by it what is still ours."""
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
        # The worker compiles them for itself, and could not say what is wrong.
        await asyncio.to_thread(compile_topics, self._settings.topic)
        # A keyring may take its time, and ask its owner.
        self._fetcher.secrets = {**await asyncio.to_thread(secrets_of, self._settings.feed), **self._secrets}
        await self._writer.run(set_feeds, self._settings.feed, self._settings.poll, clock(), whole=self._whole)
        await self._writer.run(bring_pages_near, self._farthest_page(), clock())
        self._keeping = []
        if not await self._writer.run(all_read, self._urls):  # what comes will have to be read
            self._keeping.append(asyncio.ensure_future(self._workers.begin()))
        self._keeping += [asyncio.ensure_future(job()) for job in (self._hold_on, self._watch_clock, self._forget)]
        await self._fetcher.__aenter__()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        try:
            await _call_off([*self._keeping, *self._polls])
        finally:
            self._workers.close()
            try:
                # Not awaited: whoever is in a hurry may cancel us again.
                self._writer.call(give_back, sorted(self._leases), clock())
            except WorkError as trouble:
                log.error("%s", line(str(trouble)))  # noqa: TRY400  (trouble of the disk's, no bug: its words are enough)
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
        feeds = await self._writer.run(take_due, self._urls, clock(), self._lease(), everything=True, gone=not self._whole)
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

    async def _hold_on(self) -> None:
        """Hold on to what takes longer than we took it for."""
        while True:
            await asyncio.sleep(RENEW.total_seconds())
            now = clock()
            old = sorted(lease for lease in self._leases if lease < now + LEASE - RENEW)
            try:
                await self._writer.run(hold, old, now + LEASE)
            except WorkError as trouble:
                self._complain(trouble)
            else:
                self._leases = (self._leases - set(old)) | {now + LEASE}

    async def _forget(self) -> None:
        """Forget now and then what need not be kept."""
        while True:
            await asyncio.sleep(FORGET_PAUSE)
            try:
                await forget(self._writer, self._settings.store, clock())
            except WorkError as trouble:
                self._complain(trouble)

    async def _watch_clock(self) -> None:
        """Say when the clock was set, or the machine slept, and look at once what is due by then."""
        clocks = Clocks()
        while True:
            await asyncio.sleep(CLOCK_PAUSE)
            if (told := clocks.jump()) is None:
                continue
            log.warning("%s; feeds and pages are asked by the time that it is now", told)
            try:
                await self._writer.run(bring_pages_near, self._farthest_page(), clock())
            except WorkError as trouble:
                self._complain(trouble)
            self._to_poll.set()
            self._to_fetch.set()

    def _farthest_page(self) -> datetime:
        """Return a moment beyond any at which a page is looked at again."""
        return clock() + timedelta(hours=max(self._settings.poll.look_again, default=0)) + timedelta(days=8)

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

    def _lease(self) -> datetime:
        """Return until when to take something, and remember it."""
        lease = clock() + LEASE
        self._leases.add(lease)
        return lease

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
        taken = await self._writer.run(take, idle, clock(), self._lease(), self._pace.left())
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
            outcome, prepared = await self._ask(feed, held)
            return await self._store(feed, outcome, prepared)

    async def _store(self, feed: FeedState, outcome: Outcome, prepared: Prepared | None) -> Absorbed:
        try:
            try:
                absorbed = await self._writer.run(absorb, feed, outcome, prepared, clock(), random.random())  # noqa: S311  (no secret)
            except UntaggedError:
                assert prepared is not None  # noqa: S101  (for the type checker: else there is nothing to tag)
                prepared = await self._workers.run(tag_document, prepared.document, self._source(feed), clock())
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

    def _source(self, feed: FeedState) -> Source:
        configured = self._feeds[feed.url]
        return Source(feed.source, feed.lang, configured.kind, configured.select)

    async def _ask(self, feed: FeedState, held: Held) -> tuple[Outcome, Prepared | None]:
        """Ask one feed, and prepare what it sent; None: nothing new."""
        prepared: Prepared | None = None
        try:
            configured = self._feeds[feed.url]
            if configured.kind == "page" and not await self._robots.may_fetch(feed.url, trusted=True):
                return Failed(KEPT_OUT, 0.0), None
            request = Request(request_address(configured.kind, feed.url), feed.etag, feed.last_modified, feed.moved_to)
            source = self._source(feed)
            outcome = await self._fetcher.fetch(request, trusted=True, held=held)
            if isinstance(outcome, Fetched) and digest(outcome.body) != feed.body_digest:
                known = await self._writer.run(known_texts, feed.url) if feed.items else frozenset[bytes]()
                prepared = await self._workers.run(prepare, outcome.body, dict(outcome.headers), outcome.url, source, clock(), known)
                prepared = await self._with_earlier(prepared, source, request.url, feed.newest, held)
        except (RunawayError, WorkError) as trouble:
            outcome = Failed(str(trouble), 0.0)
        except Exception as bug:  # one feed's trouble is not the others'
            log.exception("polling %s", line(feed.url))
            outcome = Failed(f"a fault of this program: {line(repr(bug))}", 0.0)
        return outcome, prepared

    async def _with_earlier(self, prepared: Prepared, source: Source, url: str, newest: datetime | None, held: Held) -> Prepared:
        """Go back page by page to the last poll's newest entry, where a source has pages and its first one does not reach so far."""
        for _ in range(EARLIER_PAGES):
            earlier = earlier_page(source.kind, url, prepared.document, newest)
            if earlier is None:
                break
            held.keep(0)  # who asks for more while it holds some might wait for itself
            outcome = await self._fetcher.fetch(Request(earlier), trusted=True)
            if not isinstance(outcome, Fetched):
                break
            try:
                more = await self._workers.run(prepare, outcome.body, dict(outcome.headers), outcome.url, source, clock())
            except RunawayError as runaway:
                log.warning("%s: %s", line(outcome.url), runaway)
                break
            known = {entry.guid for entry in prepared.document.entries}
            if not more.document.entries or any(entry.guid in known for entry in more.document.entries):
                break  # what is no earlier page will lead to none
            whole = replace(prepared.document, entries=(*more.document.entries, *prepared.document.entries))
            prepared = Prepared(whole, (*more.tags, *prepared.tags))
        return prepared

    async def _fetch_pages(self) -> datetime | None:
        """Fetch the pages that are due, and say when the next one is."""
        if self.paused:
            return None
        pages = await self._writer.run(take_pages, clock(), self._lease(), PAGES_AT_ONCE)
        ends = await asyncio.gather(*(self._fetch_page(page) for page in pages), return_exceptions=True)
        for error in ends:
            if error is not None:
                raise error
        if pages:
            self._to_read.set()
        return await self._writer.run(next_page_due)

    async def _fetch_page(self, page: Page) -> None:
        outcome: Outcome | None = None
        look: datetime | None = None
        try:
            if await self._robots.may_fetch(page.url):
                outcome = await self._fetcher.fetch(Request(page.url, page.etag, page.last_modified), trusted=False)
                fresh = timedelta(seconds=outcome.wait or 0)
                look = next_look(page.first_seen, self._settings.poll.look_again, clock() + fresh)
            if isinstance(outcome, Unchanged):
                await self._writer.run(page_looked_at, page.item, outcome.etag or page.etag, page.last_modified, again=look)
                return
            known = await self._writer.run(article, page.item)
            if isinstance(outcome, Fetched) and known is not None:
                found = await self._read_page(page, outcome)
                if isinstance(found, Failed):
                    outcome = found
                elif found.posts:
                    posts, tagged = await self._workers.run(tag_posts, known, found.posts, clock())
                    look = live_look(max((post.published for post in posts if post.published), default=None), look, clock())
                    await self._writer.run(absorb_posts, page, outcome, posts, tagged, clock(), look)
                    return
                elif found.text is not None:
                    tags = await self._workers.run(tag_page, known, found.text)
                    await self._writer.run(absorb_page, page, outcome, found.text, tags, clock(), look)
                    return
        except RunawayError as runaway:
            log.warning("%s: %s", line(page.url), runaway)
        except WorkError:
            raise
        except Exception:
            log.exception("fetching %s", line(page.url))
        # A page that cannot be had now may be had soon; one that holds no article will hardly hold one before the next look at it.
        soon = page.tries + 1 < PAGE_TRIES and isinstance(outcome, Failed)
        asked = timedelta(seconds=(outcome.wait if isinstance(outcome, Failed) else None) or 0)
        again = clock() + max(PAGE_PAUSE * 2**page.tries, asked) if soon else look
        await self._writer.run(page_failed, page.item, again=None if isinstance(outcome, Failed) and outcome.gone else again)

    async def _read_page(self, page: Page, first: Fetched) -> Content | Failed:
        """Take the article out of its page, and out of those on which it goes on; one that is cut off is no version."""
        if parted(first.url).path in ("", "/") and parted(page.url).path not in ("", "/"):
            return Content(None)  # an article that is gone is often redirected to the front page
        configured = self._feeds.get(page.feed)
        select = configured.article if configured is not None else None
        read = await self._workers.run(read_page, first.body, dict(first.headers), first.url, first.url, 1, select)
        if read.content.text is None or read.following is None:
            return read.content
        rows, number = dict.fromkeys(read.content.text.split("\n")), 1
        following: str | None = read.following
        while following is not None and await self._robots.may_fetch(following):
            more = await self._fetcher.fetch(Request(following), trusted=False)
            if not isinstance(more, Fetched):
                # One that is not there is no reason to try again; one that cannot be had now is.
                missing = isinstance(more, Failed) and more.status is not None and 400 <= more.status < 500  # noqa: PLR2004  (RFC 9110)
                if missing or not isinstance(more, Failed):
                    break
                return more
            number += 1
            part = await self._workers.run(read_page, more.body, dict(more.headers), more.url, first.url, number, select)
            if part.content.text is None:
                return Content(None)
            # A page begins as the one before it did, with the headline and the lead.
            rows |= dict.fromkeys(part.content.text.split("\n"))
            following = part.following
        return Content("\n".join(row for row in rows if row))

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
