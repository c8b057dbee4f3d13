"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1) to records."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from core.news import Document, Entry
from core.text import line, paragraphs
from feeds import nofeed
from feeds.identity import identity, web_address
from feeds.markup import text_of, title_of
from feeds.record import MAX_ENTRIES, article, headline, language, without_repeats

_START = 64


def looks_like(body: bytes, headers: Mapping[str, str]) -> bool:
    """Whether a response is JSON: by its first character, else by its content type."""
    start = body[:_START].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"["):
        return True
    return "json" in headers.get("content-type", "") and start[:1] != b"<"


def parse(body: bytes, url: str) -> Document:
    """Read a JSON Feed; what is none is a Document whose `problem` says why. Wrong types of single fields count as missing."""
    if not body.strip():
        return Document("", (), problem=nofeed.why(body, {}, feed=False))
    try:
        feed = json.loads(body.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as trouble:
        return Document("", (), problem=line(f"broken JSON: {trouble}", 200))
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return Document("", (), problem="JSON, and no JSON Feed")
    lang = _text(feed, "language")
    entries = without_repeats([_entry(item, feed, url, lang) for item in feed["items"][:MAX_ENTRIES] if isinstance(item, dict)])
    expired = feed.get("expired") is True
    nothing = None if entries else nofeed.why(body, {}, feed=True)
    return Document(
        title_of(_text(feed, "title")), entries, problem="the feed says that it has ended" if expired and not entries else nothing
    )


def _entry(item: Mapping[str, Any], feed: Mapping[str, Any], base: str, lang: str) -> Entry:
    home = web_address(_text(feed, "home_page_url"), base) or base
    url = web_address(_text(item, "url"), home) or web_address(_text(item, "external_url"), home)
    content = text_of(_text(item, "content_html")) or paragraphs(_text(item, "content_text"))
    text, full = article(content, paragraphs(_text(item, "summary")))
    title = line(_text(item, "title")) or headline(text)
    published = _moment(_text(item, "date_published")) or _moment(_text(item, "date_modified"))
    return Entry(
        guid=identity(_id(item), url, title or text, published),
        url=url,
        title=title or url or "",
        text=text,
        published=published,
        author=_author(item) or _author(feed),
        lang=language(_text(item, "language") or lang),
        full=full,
    )


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""


def _id(item: Mapping[str, Any]) -> str:
    """Return an item's id; the format asks to take numbers as strings."""
    value = item.get("id")
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else _text(item, "id")


def _author(holder: Mapping[str, Any]) -> str | None:
    """Return the names of the authors (version 1.1), else the author's (1.0)."""
    several = holder.get("authors")
    rows = [*(several if isinstance(several, list) else ()), holder.get("author")]
    names = dict.fromkeys(line(_text(row, "name"), 200) for row in rows if isinstance(row, dict))
    return ", ".join(name for name in names if name) or None


def _moment(words: str) -> datetime | None:
    """Read an RFC 3339 time; one without a zone is UTC."""
    try:
        moment = datetime.fromisoformat(words.strip())
    except ValueError:
        return None
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        return None
