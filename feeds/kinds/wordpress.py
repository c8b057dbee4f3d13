"""Sites made with WordPress, by the REST interface that most of them have (/wp-json/wp/v2/posts): whole articles, and searches."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import unescape
from typing import Any

from core.addresses import parted
from core.news import Document, Entry
from core.text import line
from feeds import nofeed
from feeds.identity import identity, web_address
from feeds.kinds.moments import moment
from feeds.markup import text_of, title_of
from feeds.record import MAX_ENTRIES, article, headline, language, without_repeats

_POSTS = "/wp-json/wp/v2/posts?per_page=50&_fields=id,guid,link,date,date_gmt,title,content,excerpt,lang"
_START = 2000
_NAMELESS = "0"
"""How the interface's dates begin where there is none."""


def address(url: str) -> str | None:
    """Return where a site lists its posts; an address that leads into the interface stays as it is.

    >>> address("https://outlet.example/")
    'https://outlet.example/wp-json/wp/v2/posts?per_page=50&_fields=id,guid,link,date,date_gmt,title,content,excerpt,lang'
    """
    parts = parted(url)
    if "/wp-json" in parts.path or "rest_route=" in parts.query:
        return url
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}{_POSTS}" if parts.netloc else None


def looks_like(body: bytes) -> bool:
    """Whether a response is a list of posts."""
    start = body[:_START].lstrip()
    return start.startswith(b"[") and b'"rendered"' in start


def read(body: bytes, headers: Mapping[str, str], url: str) -> Document:
    """Read a list of posts; a search without results is a good answer."""
    try:
        posts = json.loads(body)
    except (ValueError, RecursionError):
        return Document("", (), problem=nofeed.why(body, headers, feed=False))
    if isinstance(posts, dict):
        told = line(title_of(_text(posts, "message")), 200) or "JSON, and no list of posts"
        return Document("", (), problem=f"the site's interface says: {told}" if "message" in posts else told)
    if not isinstance(posts, list):
        return Document("", (), problem="JSON, and no list of posts")
    entries = [_entry(post, url) for post in posts[:MAX_ENTRIES] if isinstance(post, dict) and ("title" in post or "content" in post)]
    return Document("", without_repeats(entries))


def _entry(post: Mapping[str, Any], base: str) -> Entry:
    url = web_address(_text(post, "link"), base)
    content = "" if _protected(post) else text_of(_rendered(post, "content"))
    text, full = article(content, text_of(_rendered(post, "excerpt")))
    title = title_of(_rendered(post, "title")) or headline(text)
    published = _moment(post)
    return Entry(
        guid=identity(unescape(_rendered(post, "guid")) or _own_guid(post, base), url, title or text, published),
        url=url,
        title=title or url or "",
        text=text,
        published=published,
        author=", ".join(dict.fromkeys(_authors(post)))[:200] or None,
        lang=language(_text(post, "lang")),
        full=full,
    )


def _own_guid(post: Mapping[str, Any], base: str) -> str | None:
    """Return the id under which the site's feed has a post, unless somebody changed its ways."""
    number, parts = post.get("id"), parted(base)
    return f"{parts.scheme}://{parts.netloc}/?p={number}" if isinstance(number, int) else None


def _rendered(post: Mapping[str, Any], key: str) -> str:
    value = post.get(key)
    return _text(value, "rendered") if isinstance(value, dict) else ""


def _protected(post: Mapping[str, Any]) -> bool:
    content = post.get("content")
    return isinstance(content, dict) and content.get("protected") is True


def _moment(post: Mapping[str, Any]) -> datetime | None:
    """Return when a post was published; the site's own time where no other is given."""
    written = _text(post, "date_gmt")
    return moment(written if written and not written.startswith(_NAMELESS) else _text(post, "date"), UTC)


def _authors(post: Mapping[str, Any]) -> Iterator[str]:
    embedded = post.get("_embedded")
    rows = embedded.get("author") if isinstance(embedded, dict) else None
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and (name := line(_text(row, "name"), 200)):
            yield name


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""
