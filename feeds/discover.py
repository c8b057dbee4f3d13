"""Which feeds a page offers."""

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from core.text import line
from feeds.identity import web_address
from feeds.nofeed import is_page
from feeds.page import page_tree
from feeds.parse import parse

_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json", "application/rdf+xml"})
_TYPES_LOOSE = frozenset({"text/xml", "application/xml"})
_WORDS = frozenset({"rss", "feed", "feeds", "atom", "rdf"})
_ENDINGS = (".rss", ".atom", ".rdf", "feed.xml", "rss.xml", "atom.xml", "index.xml", "feed.json")
_PATHS = ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml", "feeds/posts/default", "feed.json")
_MOST = 50
_MOST_SITEMAPS = 3
_LARGEST = 500 * 1024


def feeds_of_page(body: bytes, headers: Mapping[str, str], url: str) -> list[tuple[str, str]]:
    """Return (title, address) of each feed that a page declares or, where it declares none, seems to link to; of a feed itself, it.

    Nothing is fetched: an address may still prove to be no feed.
    """
    if not is_page(body):
        document = parse(body, headers, url)
        return [(document.title or url, url)] if document.problem is None else []
    page = page_tree(body, headers)
    if page is None:
        return []
    bases = page.xpath("//base/@href")
    base = web_address(str(bases[0]), url) if bases else None
    found = dict(_declared(page, base or url)) or dict(_linked(page, base or url))
    return [(title or address, address) for address, title in found.items()][:_MOST]


def common_places(url: str) -> list[str]:
    """Return addresses to try for a page that names no feed: robots.txt, and where sites often keep one.

    >>> common_places("https://example.org/news/a")[:2]
    ['https://example.org/robots.txt', 'https://example.org/feed']
    """
    parts = urlsplit(url)
    return [urljoin(f"{parts.scheme}://{parts.netloc}/", path) for path in ("robots.txt", *_PATHS)]


def news_sitemaps(robots: bytes) -> list[str]:
    """Return the sitemaps that a robots.txt names and that seem to hold news.

    >>> news_sitemaps(b"Sitemap: https://example.org/map.xml\\nsitemap: https://example.org/news-map.xml")
    ['https://example.org/news-map.xml']
    """
    rows = (row.partition(":") for row in robots[:_LARGEST].decode("utf-8", "replace").splitlines())
    places = (web_address(place) for key, _, place in rows if key.strip().lower() == "sitemap")
    return [place for place in dict.fromkeys(places) if place is not None and "news" in place.lower()][:_MOST_SITEMAPS]


def _declared(page: HtmlElement, base: str) -> Iterator[tuple[str, str]]:
    for link in page.iter("link"):
        relations = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").lower().partition(";")[0].strip()
        known = (kind in _TYPES and "alternate" in relations) or ("feed" in relations and kind in (_TYPES | _TYPES_LOOSE | {""}))
        # WordPress declares its interface and oEmbed as application/json, too.
        if (
            known
            and (kind != "application/json" or "feed" in (link.get("href") or ""))
            and (address := web_address(link.get("href"), base))
        ):
            yield address, line(link.get("title") or "", 200)


def _linked(page: HtmlElement, base: str) -> Iterator[tuple[str, str]]:
    for link in page.iter("a"):
        address = web_address(link.get("href"), base)
        if address is None:
            continue
        path = urlsplit(address).path.lower().rstrip("/")
        if path.endswith(_ENDINGS) or path.rpartition("/")[2] in _WORDS:
            yield address, line("".join(link.itertext()), 200)
