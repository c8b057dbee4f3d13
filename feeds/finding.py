"""What can be polled at an address that a person gives: a feed, a channel, an account, the feeds of a page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ParamSpec, Protocol, TypeVar
from urllib.parse import urlsplit

from core.errors import RunawayError
from core.news import Document, Failed, Fetched, Request, Unchanged
from core.settings import Kind
from core.text import line
from feeds.discover import common_places, feeds_of_page, news_sitemaps
from feeds.fetch import Fetcher
from feeds.kinds.known import SURE, kind_of_answer, kinds_of_address, read_source, request_address
from feeds.nofeed import is_page

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """A source that can be polled."""

    title: str
    kind: Kind
    url: str


class NothingFoundError(Exception):
    """There is nothing to poll; the message says why, in words for the screen."""


class Readers(Protocol):
    """Run a function on what came from outside, where it can do no harm."""

    async def apply(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what the function returns.

        Raises:
            RunawayError: it was stopped.
        """


def address_of(words: str) -> str:
    """Return the web address that a person means.

    >>> address_of("t.me/some_channel")
    'https://t.me/some_channel'
    """
    words = line(words, 4096)
    return words if "://" in words or words.startswith("@") else f"https://{words}"


class Looker:
    """Looks at addresses for what can be polled there."""

    def __init__(self, fetcher: Fetcher, readers: Readers) -> None:
        """Ask with `fetcher`; `readers` read the answers."""
        self._fetcher = fetcher
        self._readers = readers

    async def sources_at(self, words: str) -> list[Found]:
        """Return what can be polled at an address: itself, or what its page names, or what lies where sites often keep it.

        Raises:
            NothingFoundError: there is nothing, or the address does not answer.
        """
        url = address_of(words)
        for kind, address in kinds_of_address(url):
            document = await self._document(kind, address)
            if document.problem is None:
                return [Found(_title(document, address), kind, address)]
            if kind in SURE:
                raise NothingFoundError(f"{address}: {document.problem}")
        if url.startswith("@"):
            raise NothingFoundError(f"{url}: no such account was found; write it as @NAME@SERVER")
        outcome = await self._fetcher.fetch(Request(url), trusted=True)
        if not isinstance(outcome, Fetched):
            raise NothingFoundError(f"{url}: {_reason(outcome)}")
        try:
            return await self._offered(outcome, url) or await self._elsewhere(outcome)
        except RunawayError as runaway:
            raise NothingFoundError(f"{url}: {runaway}") from None

    async def source_at(self, words: str, kind: Kind) -> Found:
        """Return the source of a kind at an address.

        Raises:
            NothingFoundError: what is there is none of that kind.
        """
        address = request_address(kind, address_of(words))
        document = await self._document(kind, address)
        if document.problem is not None:
            raise NothingFoundError(f"{address}: {document.problem}")
        return Found(_title(document, address), kind, address)

    async def _offered(self, answer: Fetched, url: str) -> list[Found]:
        """Return what an answer is, or names; `url` is where it was asked for."""
        if (shown := await self._readers.apply(kind_of_answer, answer.body)) is not None:
            if request_address(shown, url) != url:
                return [await self.source_at(url, shown)]
            document = await self._read(shown, answer)
            if document.problem is None:
                return [Found(_title(document, url), shown, url)]
        named = await self._readers.apply(feeds_of_page, answer.body, dict(answer.headers), answer.url)
        if named and not is_page(answer.body):
            # The address that was given, and not where it leads to for now.
            return [Found(title, "feed", url) for title, _ in named]
        return [Found(title, next((kind for kind, _ in kinds_of_address(place)), "feed"), place) for title, place in named]

    async def _elsewhere(self, page: Fetched) -> list[Found]:
        """Try where sites often keep a feed, and the news sitemaps that a site names to robots."""
        found: list[Found] = []
        robots, *places = common_places(page.url)
        answer = await self._fetcher.fetch(Request(robots), trusted=True)
        sitemaps = news_sitemaps(answer.body) if isinstance(answer, Fetched) else []
        tries: list[tuple[Kind, str]] = [*(("feed", place) for place in places), *(("sitemap", place) for place in sitemaps)]
        for kind, place in tries:
            document = await self._document(kind, place, trusted=urlsplit(place).netloc == urlsplit(page.url).netloc)
            if document.problem is None:
                found.append(Found(_title(document, place), kind, place))
        if not found:
            raise NothingFoundError(f"{page.url}: no feed was found")
        return found

    async def _document(self, kind: Kind, address: str, *, trusted: bool = True) -> Document:
        outcome = await self._fetcher.fetch(Request(address), trusted=trusted)
        return await self._read(kind, outcome) if isinstance(outcome, Fetched) else Document("", (), problem=_reason(outcome))

    async def _read(self, kind: Kind, answer: Fetched) -> Document:
        try:
            return await self._readers.apply(read_source, kind, None, answer.body, dict(answer.headers), answer.url)
        except RunawayError as runaway:
            return Document("", (), problem=str(runaway))


def _reason(outcome: Failed | Unchanged) -> str:
    return outcome.reason if isinstance(outcome, Failed) else "nothing came back"


def _title(document: Document, url: str) -> str:
    return document.title or urlsplit(url).netloc.rpartition("@")[2] or url
