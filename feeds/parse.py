"""A feed document to records: RSS 0.9x to 2.0, RDF, Atom (feedparser), JSON Feed. Pure: nothing is fetched, nothing raises."""

import calendar
import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from core.news import Document
from core.text import line
from feeds import jsonfeed, manners, nofeed, quick
from feeds.charset import decode, header_charset, xml_charset
from feeds.markup import title_of
from feeds.record import Raw, RawFeed, entry, looks_literal, without_repeats

# References that XML does not allow, or may not: controls, surrogates, beyond Unicode. feedparser 6.0.14 raises on some, and on others
# gives up its strict parser for the loose one, which reads less well.
_REFERENCE = re.compile(
    r"&#(?:[xX]0*([01]?[0-9A-Fa-f]|[dD][89A-Fa-f][0-9A-Fa-f]{2}|[0-9A-Fa-f]{6,})|0*([12]?[0-9]|3[01]|5[5-7][0-9]{3}|[0-9]{7,}));"
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML does not allow; one of them, which no text keeps, would cost a document its strict reading."""
_FULL_TEXT = ("fulltext", "full-text", "full_text", "yandex_full-text")
"""Elements of some outlets' own that hold the whole article."""
_SIGN = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|channel|item|entry)\b", re.IGNORECASE)
"""Without one of these there is no feed, and feedparser may take long to find that out."""
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000,}")
_MOST_ATTRIBUTES = 1000
"""feedparser takes quadratic time on more, and all memory."""
_END = re.compile(r"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_MOST_ENTRIES = 3000
"""Entries that feedparser is given, the first ones: it takes 0.2 to 0.4 ms and some 6 KB for each."""
_LAST_CODE_POINT = 0x10FFFF


def parse(body: bytes, headers: Mapping[str, str], url: str) -> Document:
    """Read a feed document.

    `headers` are those of the response, names in lower case; `url` is where it came from, for relative links. What cannot be read
    as a feed is a Document without entries whose `problem` says why. Entries stand in the document's order.
    """
    if jsonfeed.looks_like(body, headers):
        return jsonfeed.parse(body, url)
    # Of a large document text and tree are not held together: who reads the text has it alone. What the one cannot read is decoded again.
    texts = [_text(body, headers)]
    if _SIGN.search(texts[0]) is None:
        return Document("", (), problem=nofeed.why(body, headers, feed=False))
    if any(tag.count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.findall(texts[0])):
        return Document("", (), problem="no readable feed: an element with thousands of attributes")
    try:
        feed = quick.read(texts.pop()) or reference(_bounded(_text(body, headers)))
    except quick.TooDeepError:
        return Document("", (), problem="no readable feed: elements in elements, hundreds deep")
    except MemoryError:
        raise
    except Exception as trouble:  # noqa: BLE001  (feedparser raises what its parts raise, of every kind)
        return Document("", (), problem=line(f"no readable feed: {type(trouble).__name__}: {trouble}", 200))
    lang = feed.lang or headers.get("content-language", "").partition(",")[0]
    entries = without_repeats([entry(raw, url, lang) for raw in feed.entries])
    hours, days = manners.skips(body)
    return Document(
        title=title_of(feed.title),
        entries=entries,
        ttl=manners.ttl(feed.ttl, feed.period, feed.frequency),
        skip_hours=hours,
        skip_days=days,
        problem=None if entries else nofeed.why(body, headers, feed=feed.known),
    )


def _text(body: bytes, headers: Mapping[str, str]) -> str:
    return _ILLEGAL.sub("", decode(body, (header_charset(headers.get("content-type", "")), xml_charset(body))))


def reference(text: str) -> RawFeed:
    """Read a feed with feedparser, which sets what is right for `feeds.quick`, too. It raises on some documents."""
    import feedparser  # noqa: PLC0415  (heavy, and seldom needed)

    # A stream, since feedparser opens a file or an address where a string looks like one. We make text of all markup ourselves.
    # It is not told the document's address, against which it would resolve ids, too; and it is told UTF-8, since it goes by RFC 3023
    # (which RFC 7303 has replaced) and would take text/xml for ASCII.
    found = feedparser.parse(
        io.BytesIO(_REFERENCE.sub(_allowed, text).encode("utf-8", "replace")),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    head = found.feed
    return RawFeed(
        title=_words(head, "title"),
        lang=_words(head, "language"),
        ttl=_words(head, "ttl"),
        period=_words(head, "sy_updateperiod"),
        frequency=_words(head, "sy_updatefrequency"),
        entries=[_raw(row) for row in found.entries],
        known=bool(found.get("version")),
    )


def _bounded(text: str) -> str:
    end = next(islice(_END.finditer(text), _MOST_ENTRIES - 1, None), None)
    return text[: end.end()] if end is not None else text


def _allowed(reference: re.Match[str]) -> str:
    if len(reference[1] or reference[2]) > len(str(_LAST_CODE_POINT)):
        return "\ufffd"
    point = int(reference[1], 16) if reference[1] else int(reference[2])
    control = point < 0x20 and point not in (0x9, 0xA, 0xD)  # noqa: PLR2004  (XML 1.0, section 2.2)
    surrogate = 0xD800 <= point <= 0xDFFF  # noqa: PLR2004  (the same)
    return "\ufffd" if control or surrogate or point > _LAST_CODE_POINT else reference[0]


def _raw(row: Any) -> Raw:
    title, source = _words(row, "title"), dict.get(row, "source")
    detail = dict.get(row, "title_detail")
    summary, content = _texts(row)
    return Raw(
        id=_words(row, "id"),
        links=_links(row),
        title=title,
        # Atom's type="text" means that markup is to be shown as it stands.
        literal=isinstance(detail, dict) and detail.get("type") == "text/plain" and looks_literal(title),
        summary=summary,
        content=content,
        published=_moment(row),
        author=_words(row, "author"),
        publisher=_words(source, "title") if isinstance(source, dict) else "",
        lang=_detail_language(row),
    )


def _words(holder: Any, key: str) -> str:
    """Return a string of feedparser's, "" where there is none. (Not `holder[key]`, which stands in other keys for missing ones.)"""
    value = dict.get(holder, key)
    return value if isinstance(value, str) else ""


def _texts(row: Any) -> tuple[str, str]:
    """Return the summary, and the longest of the whole texts that an entry brings."""
    parts = dict.get(row, "content")
    contents = [_words(part, "value") for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    summary = _words(row, "summary")
    own = [_words(row, key) for key in _FULL_TEXT]
    # Where there is no summary, feedparser gives the content for one.
    return "" if summary in contents else summary, max([*contents, *own], key=len, default="")


def _links(raw: Any) -> tuple[str, ...]:
    links = dict.get(raw, "links")
    rows = [row for row in links if isinstance(row, dict)] if isinstance(links, list) else []
    pages = [_words(row, "href") for row in rows if row.get("rel") in ("alternate", "related", "via", None)]
    own = _words(raw, "id")
    # An id may pass for a link, as RSS has it, and be none.
    given = (_words(raw, "feedburner_origlink"), _words(raw, "link"), *pages)
    return tuple(words for words in given if words and (words != own or own.startswith(("http://", "https://"))))


def _moment(raw: Any) -> datetime | None:
    """Return when an entry was published, else updated. (feedparser gives UTC.)"""
    for key in ("published_parsed", "updated_parsed", "created_parsed"):
        fields = dict.get(raw, key)
        if fields:
            try:
                return datetime.fromtimestamp(calendar.timegm(fields), UTC)
            except (ValueError, OverflowError, OSError, TypeError):
                continue
    return None


def _detail_language(raw: Any) -> str:
    for key in ("title_detail", "summary_detail"):
        detail = dict.get(raw, key)
        if isinstance(detail, dict) and (words := _words(detail, "language")):
            return words
    return ""
