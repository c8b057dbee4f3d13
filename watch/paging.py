"""Fetching articles' pages: each when it is due, with the pages on which it goes on, its text taken out by a worker."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timedelta

from core.addresses import parted
from core.errors import RunawayError, WorkError
from core.news import Failed, Fetched, Outcome, Request, Unchanged
from core.settings import Feed
from core.text import line
from core.times import now as clock
from feeds.article import Content
from feeds.fetch import Fetcher
from feeds.robots import RobotsCheck
from feeds.schedule import live_look, next_look
from store.pages import Page, bring_pages_near, page_failed, page_looked_at, take_pages
from store.versions import article
from store.writer import Writer
from watch.absorb import absorb_page, absorb_posts
from watch.desk import read_page, tag_page, tag_posts
from watch.workers import Workers

log = logging.getLogger("negotiation_watch.poller")

AT_ONCE = 20
TRIES = 3
PAUSE = timedelta(minutes=10)
"""Before a page that could not be had is asked for again; twice as long each time."""


class Pages:
    """Fetches the pages of articles, again after so many hours each (`look_again`)."""

    def __init__(
        self,
        feeds: Mapping[str, Feed],
        look_again: tuple[float, ...],
        fetcher: Fetcher,
        robots: RobotsCheck,
        workers: Workers,
        writer: Writer,
    ) -> None:
        """`feeds` are the sources by their addresses: they say what of a page is the article."""
        self._feeds = feeds
        self._look_again = look_again
        self._fetcher = fetcher
        self._robots = robots
        self._workers = workers
        self._writer = writer

    async def bring_near(self) -> None:
        """Let no page wait for longer than any would: the clock may have been wrong when its time was set.

        Raises:
            WorkError: the database cannot be written.
        """
        farthest = clock() + timedelta(hours=max(self._look_again, default=0)) + timedelta(days=8)
        await self._writer.run(bring_pages_near, farthest, clock())

    async def fetch_due(self, until: datetime) -> bool:
        """Fetch pages that are due, taken until then, and say whether there were any.

        Raises:
            WorkError: the database cannot be written, or no worker could be started.
        """
        pages = await self._writer.run(take_pages, clock(), until, AT_ONCE)
        ends = await asyncio.gather(*(self._fetch(page) for page in pages), return_exceptions=True)
        for error in ends:
            if error is not None:
                raise error
        return bool(pages)

    async def _fetch(self, page: Page) -> None:
        outcome: Outcome | None = None
        look: datetime | None = None
        try:
            if await self._robots.may_fetch(page.url):
                outcome = await self._fetcher.fetch(Request(page.url, page.etag, page.last_modified), trusted=False)
                fresh = timedelta(seconds=outcome.wait or 0)
                look = next_look(page.first_seen, self._look_again, clock() + fresh)
            if isinstance(outcome, Unchanged):
                await self._writer.run(page_looked_at, page.item, outcome.etag or page.etag, page.last_modified, again=look)
                return
            known = await self._writer.run(article, page.item)
            if isinstance(outcome, Fetched) and known is not None:
                found = await self._read(page, outcome)
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
        soon = page.tries + 1 < TRIES and isinstance(outcome, Failed)
        asked = timedelta(seconds=(outcome.wait if isinstance(outcome, Failed) else None) or 0)
        again = clock() + max(PAUSE * 2**page.tries, asked) if soon else look
        await self._writer.run(page_failed, page.item, again=None if isinstance(outcome, Failed) and outcome.gone else again)

    async def _read(self, page: Page, first: Fetched) -> Content | Failed:
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
