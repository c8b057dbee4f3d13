"""A feed document to records: RSS 0.9x to 2.0, RDF, Atom (feedparser), JSON Feed. Pure: nothing is fetched, nothing raises."""

import calendar
import io
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import feedparser

from core.news import Document, Entry
from core.text import line
from feeds import jsonfeed, manners, nofeed
from feeds.charset import decode, header_charset, xml_charset
from feeds.identity import identity, web_address
from feeds.markup import text_of, title_of, unwrapped
from feeds.record import article, headline, language, without_repeats

# References that XML does not allow, or may not: controls, surrogates, beyond Unicode. feedparser 6.0.14 raises on some, and on others
# gives up its strict parser for the loose one, which reads less well.
_REFERENCE = re.compile(
    r"&#(?:[xX]0*([01]?[0-9A-Fa-f]|[dD][89A-Fa-f][0-9A-Fa-f]{2}|[0-9A-Fa-f]{6,9})|0*([12]?[0-9]|3[01]|5[5-7][0-9]{3}|[0-9]{7,10}));"
)
_FULL_TEXT = ("fulltext", "full-text", "full_text", "yandex_full-text")
"""Elements of some outlets' own that hold the whole article."""
_LAST_CODE_POINT = 0x10FFFF


def parse(body: bytes, headers: Mapping[str, str], url: str) -> Document:
    """Read a feed document.

    `headers` are those of the response, names in lower case; `url` is where it came from, for relative links. What cannot be read
    as a feed is a Document without entries whose `problem` says why. Entries stand in the document's order.
    """
    if jsonfeed.looks_like(body, headers):
        return jsonfeed.parse(body, url)
    # feedparser goes by RFC 3023, which RFC 7303 has replaced: it takes text/xml for ASCII. So we tell it UTF-8, and see to it.
    text = decode(body, (header_charset(headers.get("content-type", "")), xml_charset(body)))
    told = {"content-type": "application/xml; charset=utf-8", "content-language": headers.get("content-language", "")}
    try:
        # A stream, since feedparser opens a file or an address where a string looks like one. We make text of all markup ourselves.
        # It is not told the document's address: it would resolve ids against it, too.
        stream = io.BytesIO(_REFERENCE.sub(_allowed, text).encode("utf-8", "replace"))
        found = feedparser.parse(stream, response_headers=told, sanitize_html=False, resolve_relative_uris=False)
    except Exception as trouble:  # noqa: BLE001  (feedparser raises what its parts raise, of every kind)
        return Document("", (), problem=line(f"no readable feed: {type(trouble).__name__}: {trouble}", 200))
    head = found.feed
    lang = _words(head, "language") or headers.get("content-language", "").partition(",")[0]
    entries = without_repeats(list(_entries(found.entries, url, lang)))
    hours, days = manners.skips(body)
    return Document(
        title=title_of(_words(head, "title")),
        entries=entries,
        ttl=manners.ttl(_words(head, "ttl"), _words(head, "sy_updateperiod"), _words(head, "sy_updatefrequency")),
        skip_hours=hours,
        skip_days=days,
        problem=None if entries else nofeed.why(body, headers, feed=bool(found.get("version"))),
    )


def _allowed(reference: re.Match[str]) -> str:
    point = int(reference[1], 16) if reference[1] else int(reference[2])
    control = point < 0x20 and point not in (0x9, 0xA, 0xD)  # noqa: PLR2004  (XML 1.0, section 2.2)
    surrogate = 0xD800 <= point <= 0xDFFF  # noqa: PLR2004  (the same)
    return "\ufffd" if control or surrogate or point > _LAST_CODE_POINT else reference[0]


def _entries(found: list[Any], base: str, lang: str) -> Iterator[Entry]:
    for raw in found:
        summary, content = text_of(_words(raw, "summary")), text_of(_content(raw))
        text, full = article(content, summary)
        url = _link(raw, base)
        title = _title(raw) or headline(text)
        published = _moment(raw)
        source = dict.get(raw, "source")
        yield Entry(
            guid=identity(_words(raw, "id"), url, title or text, published),
            url=url,
            title=title or url or "",
            text=text,
            published=published,
            author=line(_words(raw, "author"), 200) or None,
            publisher=(title_of(_words(source, "title"))[:200] or None) if isinstance(source, dict) else None,
            lang=language(_detail_language(raw) or lang),
            full=full,
        )


def _words(holder: Any, key: str) -> str:
    """Return a string of feedparser's, "" where there is none. (Not `holder[key]`, which stands in other keys for missing ones.)"""
    value = dict.get(holder, key)
    return value if isinstance(value, str) else ""


def _title(raw: Any) -> str:
    words = unwrapped(_words(raw, "title"))
    detail = dict.get(raw, "title_detail")
    # Atom's type="text" means that markup is to be shown as it stands.
    literal = isinstance(detail, dict) and detail.get("type") == "text/plain" and "<" in words
    return line(words) if literal else title_of(words)


def _content(raw: Any) -> str:
    """Return the longest of the whole texts that an entry brings."""
    parts = dict.get(raw, "content")
    texts = [_words(part, "value") for part in parts if isinstance(part, dict)] if isinstance(parts, list) else []
    return max([*texts, *(_words(raw, key) for key in _FULL_TEXT)], key=len, default="")


def _link(raw: Any, base: str) -> str | None:
    links = dict.get(raw, "links")
    rows = [row for row in links if isinstance(row, dict)] if isinstance(links, list) else []
    pages = [_words(row, "href") for row in rows if row.get("rel") in ("alternate", "related", "via", None)]
    own = _words(raw, "id")
    for words in (_words(raw, "feedburner_origlink"), _words(raw, "link"), *pages):
        if words == own and not own.startswith(("http://", "https://")):
            continue  # the id passes for a link, as the format has it, and is none
        if found := web_address(words, base):
            return found
    return None


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
