"""The kinds of source: which there are, what to ask, and how to read the answer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from core.addresses import parted
from core.news import Document
from core.settings import Kind, ListPage
from feeds.kinds import bluesky, gdelt, googlenews, mastodon, page, sitemap, telegram, wordpress
from feeds.parse import parse

SURE: frozenset[Kind] = frozenset({"telegram", "bluesky", "googlenews", "gdelt"})
"""Kinds that their addresses tell for certain."""
Read = Callable[[bytes, Mapping[str, str], str], Document]


@dataclass(frozen=True, slots=True)
class Adapter:
    """One kind: see `feeds.kinds`."""

    read: Read
    address: Callable[[str], str | None]
    looks_like: Callable[[bytes], bool]


_ADAPTERS: Mapping[Kind, Adapter] = {
    "telegram": Adapter(telegram.read, telegram.address, telegram.looks_like),
    "googlenews": Adapter(googlenews.read, googlenews.address, lambda _: False),
    "gdelt": Adapter(gdelt.read, gdelt.address, gdelt.looks_like),
    "bluesky": Adapter(bluesky.read, bluesky.address, bluesky.looks_like),
    "mastodon": Adapter(mastodon.read, mastodon.address, mastodon.looks_like),
    "wordpress": Adapter(wordpress.read, wordpress.address, wordpress.looks_like),
    "sitemap": Adapter(sitemap.read, sitemap.address, sitemap.looks_like),
}


def read_source(kind: Kind, select: ListPage | None, body: bytes, headers: Mapping[str, str], url: str) -> Document:
    """Read what a source of a kind sent; `select` is for pages. What cannot be read is a Document whose `problem` says why."""
    if kind == "page":
        return page.read(body, headers, url, select)
    if kind in _ADAPTERS:
        return _ADAPTERS[kind].read(body, headers, url)
    document = parse(body, headers, url)
    if document.problem is not None and (other := kind_of_answer(body)) is not None:
        return Document("", (), problem=f'{document.problem}; it looks like kind = "{other}"')
    return document


def request_address(kind: Kind, url: str) -> str:
    """Return the address to ask for a source: of an account or a channel that where its posts are, else the one given."""
    adapter = _ADAPTERS.get(kind)
    return (adapter.address(url) if adapter is not None else None) or url


def earlier_page(kind: Kind, url: str, document: Document, newest: datetime | None) -> str | None:
    """Return where a source has what came before a document, if that does not reach back to `newest`, the last thing known of it."""
    return telegram.earlier(url, document, newest) if kind == "telegram" and newest is not None else None


def address_trouble(kind: Kind, url: str) -> str | None:
    """Say why an address is none of its kind's, as far as that can be told without asking; None: it may be one."""
    if kind == "feed" and telegram.address(url) is not None:
        return 'this is a channel of Telegram; write kind = "telegram"'
    hosts = {"telegram": telegram.HOSTS, "bluesky": {"bsky.app"}, "gdelt": {"api.gdeltproject.org"}}
    if parted(url).hostname in hosts.get(kind, ()) and _ADAPTERS[kind].address(url) is None:
        return f"url names nothing that {kind} could be asked for; write the address of its page"
    return None


def kinds_of_address(url: str) -> Iterator[tuple[Kind, str]]:
    """Yield the kinds that an address may be of by its looks, the surest first, each with the address to ask."""
    for kind, adapter in _ADAPTERS.items():
        if kind not in ("wordpress", "sitemap") and (address := adapter.address(url)) is not None:
            yield kind, address
    path = parted(url).path
    if "/wp-json/wp/v2/" in path:
        yield "wordpress", url
    if path.endswith((".xml", ".xml.gz")) and "sitemap" in path:
        yield "sitemap", url


def kind_of_address(url: str) -> Kind:
    """Return the kind that an address tells for certain, else that of a feed."""
    return next((kind for kind, address in kinds_of_address(url) if kind in SURE or address == url), "feed")


def kind_of_answer(body: bytes) -> Kind | None:
    """Return the kind that a response shows; None: a feed, or none that we know."""
    return next((kind for kind, adapter in _ADAPTERS.items() if adapter.looks_like(body)), None)
