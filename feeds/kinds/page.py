"""Pages that list articles and have no feed: read by the CSS selectors of the configuration."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from itertools import islice
from zoneinfo import ZoneInfo

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from core.news import Document, Entry
from core.settings import ListPage
from core.text import line
from feeds import nofeed
from feeds.identity import identity, web_address
from feeds.kinds.moments import moment
from feeds.markup import lines_of
from feeds.page import page_tree
from feeds.record import headline, language, without_repeats

_MOST = 500
"""Entries of one page that are read, the first ones."""
_LONGEST_DATE = 100


def selector_trouble(selector: str) -> str | None:
    """Say why a CSS selector cannot be read; None: it can."""
    try:
        CSSSelector(selector, translator="html")
    except SelectorError as trouble:
        return line(str(trouble), 200)
    return None


@lru_cache(maxsize=256)
def compiled(selector: str) -> CSSSelector:
    """Return a selector that finds elements.

    Raises:
        SelectorError: it cannot be read.
    """
    return CSSSelector(selector, translator="html")


def read(body: bytes, headers: Mapping[str, str], url: str, select: ListPage | None) -> Document:
    """Read a list page by its selectors."""
    if select is None:
        return Document("", (), problem='a page needs selectors: add select = { item = "..." } to its [[feed]]')
    for selector in (select.item, select.link, select.title, select.date, select.text):
        if selector is not None and (trouble := selector_trouble(selector)):
            return Document("", (), problem=f'the selector "{line(selector)}" cannot be read: {trouble}')
    page = page_tree(body, headers)
    if page is None:
        return Document("", (), problem=nofeed.why(body, headers, feed=False))
    lang = language(page.get("lang", ""))
    bases = page.xpath("//base/@href")
    base = (web_address(str(bases[0]), url) if bases else None) or url
    rows = list(islice(compiled(select.item)(page), _MOST))
    entries = without_repeats([entry for row in rows if (entry := _entry(row, select, base, lang)) is not None])
    title = page.findtext(".//title")
    if rows and not entries:
        return Document("", (), problem=f'the {len(rows)} elements of item = "{line(select.item)}" hold no link with words in it')
    if not rows:
        return Document(
            "", (), problem=f'nothing on the page fits item = "{line(select.item)}": it looks different now ({nofeed.page_kind(body)})'
        )
    return Document(line(title or ""), entries)


def _entry(row: HtmlElement, select: ListPage, base: str, lang: str | None) -> Entry | None:
    link = _one(row, select.link or "a[href]")
    if link is None and row.tag == "a":
        link = row
    url = web_address(link.get("href"), base) if link is not None else None
    titled = _one(row, select.title) if select.title is not None else link
    title = line(titled.text_content()) if titled is not None else ""
    dated = _one(row, select.date or "time")
    published = _published(dated, select, lang) if dated is not None else None
    texts = compiled(select.text)(row) if select.text is not None else []
    text = "\n".join(words for element in texts if (words := lines_of(element)))
    if url is None and not text:
        return None
    title = title or headline(text)
    return Entry(identity(None, url, title, published), url, title, text, published, lang=lang) if title else None


def _one(row: HtmlElement, selector: str) -> HtmlElement | None:
    return next(iter(compiled(selector)(row)), None)


def _published(element: HtmlElement, select: ListPage, lang: str | None) -> datetime | None:
    zone: tzinfo = UTC if select.timezone == "UTC" else ZoneInfo(select.timezone)
    for words in _dates(element):
        if (found := moment(words, zone)) is not None:
            return found
        if select.date_format is not None:
            try:
                parsed = datetime.strptime(words, select.date_format)  # noqa: DTZ007  (the zone comes next)
                return (parsed if parsed.tzinfo is not None else parsed.replace(tzinfo=zone)).astimezone(UTC)
            except (ValueError, OverflowError):
                continue
        elif (read := _in_words(words, zone, lang)) is not None:
            return read
    return None


def _dates(element: HtmlElement) -> Iterator[str]:
    """Yield what an element says of a date: to machines, then to people."""
    for name in ("datetime", "content", "data-date", "data-time"):
        if words := line(element.get(name, ""), _LONGEST_DATE):
            yield words
    if words := line(element.text_content(), _LONGEST_DATE):
        yield words


def _in_words(words: str, zone: tzinfo, lang: str | None) -> datetime | None:
    """Read a date as people write it, "5 лютого 2026, 14:30" or "2 hours ago", in the page's language or any that it may be."""
    import dateparser  # noqa: PLC0415  (300 ms, and few pages need it)
    from dateparser.data.languages_info import language_order  # noqa: PLC0415  (the same)

    known = {"RETURN_AS_TIMEZONE_AWARE": True, "TIMEZONE": str(zone), "PREFER_DATES_FROM": "past"}
    languages = [lang] if lang in language_order else None
    try:
        found = dateparser.parse(words, languages=languages, settings=known)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return found.astimezone(UTC).replace(microsecond=0) if found is not None else None
