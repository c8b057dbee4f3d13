"""What can be polled at an address that a person gives: a feed, a channel, an account, the feeds of a page."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from core.news import Document, Failed, Fetched, Outcome, Request, Unchanged
from core.settings import Kind
from core.text import line
from feeds.discover import common_places, feeds_of_page, news_sitemaps
from feeds.fetch import Fetcher
from feeds.kinds.known import SURE, kind_of_answer, kinds_of_address, read_source, request_address
from feeds.nofeed import is_page


@dataclass(frozen=True, slots=True)
class Found:
    """A source that can be polled."""

    title: str
    kind: Kind
    url: str


class NothingFoundError(Exception):
    """There is nothing to poll; the message says why, in words for the screen."""


def address_of(words: str) -> str:
    """Return the web address that a person means.

    >>> address_of("t.me/some_channel")
    'https://t.me/some_channel'
    """
    words = line(words, 4096)
    return words if "://" in words or words.startswith("@") else f"https://{words}"


async def sources_at(fetcher: Fetcher, words: str) -> list[Found]:
    """Return what can be polled at an address: itself, or what its page names, or what lies where sites often keep it.

    Raises:
        NothingFoundError: there is nothing, or the address does not answer.
    """
    url = address_of(words)
    for kind, address in kinds_of_address(url):
        document = _document(kind, await fetcher.fetch(Request(address), trusted=True))
        if document.problem is None:
            return [Found(_title(document, address), kind, address)]
        if kind in SURE:
            raise NothingFoundError(f"{address}: {document.problem}")
    if url.startswith("@"):
        raise NothingFoundError(f"{url}: no such account was found; write it as @NAME@SERVER")
    outcome = await fetcher.fetch(Request(url), trusted=True)
    if not isinstance(outcome, Fetched):
        raise NothingFoundError(f"{url}: {_reason(outcome)}")
    if (shown := kind_of_answer(outcome.body)) is not None:
        if request_address(shown, url) != url:
            return [await source_at(fetcher, url, shown)]
        document = _document(shown, outcome)
        if document.problem is None:
            return [Found(_title(document, url), shown, url)]
    named = feeds_of_page(outcome.body, outcome.headers, outcome.url)
    if named and not is_page(outcome.body):
        # The address that was given, and not where it leads to for now.
        return [Found(title, "feed", url) for title, _ in named]
    found = [Found(title, next((kind for kind, _ in kinds_of_address(place)), "feed"), place) for title, place in named]
    return found or await _elsewhere(fetcher, outcome)


async def source_at(fetcher: Fetcher, words: str, kind: Kind) -> Found:
    """Return the source of a kind at an address.

    Raises:
        NothingFoundError: what is there is none of that kind.
    """
    address = request_address(kind, address_of(words))
    document = _document(kind, await fetcher.fetch(Request(address), trusted=True))
    if document.problem is not None:
        raise NothingFoundError(f"{address}: {document.problem}")
    return Found(_title(document, address), kind, address)


async def _elsewhere(fetcher: Fetcher, page: Fetched) -> list[Found]:
    """Try where sites often keep a feed, and the news sitemaps that a site names to robots."""
    found: list[Found] = []
    robots, *places = common_places(page.url)
    answer = await fetcher.fetch(Request(robots), trusted=True)
    sitemaps = news_sitemaps(answer.body) if isinstance(answer, Fetched) else []
    tries: list[tuple[Kind, str]] = [*(("feed", place) for place in places), *(("sitemap", place) for place in sitemaps)]
    for kind, place in tries:
        document = _document(kind, await fetcher.fetch(Request(place), trusted=urlsplit(place).netloc == urlsplit(page.url).netloc))
        if document.problem is None:
            found.append(Found(_title(document, place), kind, place))
    if not found:
        raise NothingFoundError(f"{page.url}: no feed was found")
    return found


def _document(kind: Kind, outcome: Outcome) -> Document:
    if isinstance(outcome, Fetched):
        return read_source(kind, None, outcome.body, outcome.headers, outcome.url)
    return Document("", (), problem=_reason(outcome))


def _reason(outcome: Failed | Unchanged) -> str:
    return outcome.reason if isinstance(outcome, Failed) else "nothing came back"


def _title(document: Document, url: str) -> str:
    return document.title or urlsplit(url).netloc.rpartition("@")[2] or url
