"""News sitemaps: the headlines of the last two days that outlets list for search engines (sitemap-news 0.9)."""

from collections.abc import Iterator, Mapping
from datetime import UTC
from itertools import islice

from lxml import etree

from core.news import Document, Entry
from core.text import line
from feeds import nofeed
from feeds.charset import decode, header_charset, xml_charset
from feeds.identity import identity, web_address
from feeds.kinds.moments import moment
from feeds.markup import title_of
from feeds.record import MAX_ENTRIES, language, without_repeats

_START = 4000


def address(url: str) -> str | None:
    """Return the address as it is: a sitemap has no other."""
    return url


def looks_like(body: bytes) -> bool:
    """Whether a response is a sitemap with news."""
    return b"<urlset" in body[:_START] and b"sitemap-news" in body[:_START]


def read(body: bytes, headers: Mapping[str, str], url: str) -> Document:
    """Read a sitemap; one that lists only pages, or other sitemaps, says so."""
    # No entity is expanded and nothing is loaded: a list from elsewhere may be a bomb.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, encoding="utf-8")
    text = decode(body, (header_charset(headers.get("content-type", "")), xml_charset(body)))
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    name = "" if root is None else _name(root)
    if name == "sitemapindex":
        there = [line(found.text or "", 200) for found in islice(root.iter("{*}loc"), MAX_ENTRIES)]
        newest = next((place for place in there if "news" in place), there[0] if there else "")
        return Document("", (), problem=f"a list of sitemaps, and no sitemap; take one of its own, such as {newest}")
    if name != "urlset":
        return Document("", (), problem=nofeed.why(body, headers, feed=False))
    rows = list(islice(root.iter("{*}url"), MAX_ENTRIES))
    entries = without_repeats([entry for row in rows if (entry := _entry(row, url)) is not None])
    return Document("", entries, problem="a sitemap without news: its addresses have no headlines" if rows and not entries else None)


def _entry(row: etree._Element, base: str) -> Entry | None:
    fields: dict[str, str] = {}
    for name, words in _fields(row):
        fields.setdefault(name, words)
    url, title = web_address(fields.get("loc"), base), title_of(fields.get("title", ""))
    if url is None or not title:
        return None
    published = moment(fields.get("publication_date", ""), UTC) or moment(fields.get("lastmod", ""), UTC)
    return Entry(
        guid=identity(None, url, title, published),
        url=url,
        title=title,
        text="",
        published=published,
        lang=language(fields.get("language", "")),
    )


def _fields(row: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield the texts under a row: those of the page itself, and of its news, but not of its pictures."""
    for element in row:
        name = _name(element)
        if name in ("loc", "lastmod"):
            yield name, element.text or ""
        elif name == "news":
            for part in element.iter("{*}publication_date", "{*}title", "{*}language"):
                yield _name(part), part.text or ""


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
