"""Asking a source: one request, and its answer prepared by a worker."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from core.errors import RunawayError, WorkError
from core.news import Failed, Fetched, Outcome, Request
from core.settings import Feed
from core.text import line
from core.times import now as clock
from feeds.fetch import Fetcher
from feeds.kinds.known import earlier_page, request_address
from feeds.robots import KEPT_OUT, RobotsCheck
from feeds.room import Held
from store.feeds import FeedState
from store.writer import Writer
from watch.absorb import digest, known_texts
from watch.desk import Prepared, Source, prepare
from watch.workers import Workers

log = logging.getLogger("negotiation_watch.poller")

EARLIER_PAGES = 5
"""Pages that are gone back at one poll of a source that has them."""


class Asker:
    """Asks sources, as they are configured."""

    def __init__(self, feeds: Mapping[str, Feed], fetcher: Fetcher, robots: RobotsCheck, workers: Workers, writer: Writer) -> None:
        """`feeds` are the sources by their addresses; `writer` tells what is known of them."""
        self._feeds = feeds
        self._fetcher = fetcher
        self._robots = robots
        self._workers = workers
        self._writer = writer

    def source(self, feed: FeedState) -> Source:
        """Return how what a feed sends is read."""
        configured = self._feeds[feed.url]
        return Source(feed.source, feed.lang, configured.kind, configured.select)

    async def ask(self, feed: FeedState, held: Held) -> tuple[Outcome, Prepared | None]:
        """Ask one feed, and prepare what it sent; None: nothing new."""
        prepared: Prepared | None = None
        try:
            configured = self._feeds[feed.url]
            if configured.kind == "page" and not await self._robots.may_fetch(feed.url, trusted=True):
                return Failed(KEPT_OUT, 0.0), None
            request = Request(request_address(configured.kind, feed.url), feed.etag, feed.last_modified, feed.moved_to)
            source = self.source(feed)
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
