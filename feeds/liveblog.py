"""The posts of a live blog, each a piece of news of its own: by what the page says of itself to machines, else by its markup. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from core.addresses import parted, untracked
from core.news import Entry
from core.text import line, paragraphs
from feeds.furniture import is_furniture, strip
from feeds.identity import LONGEST, digest, web_address
from feeds.kinds.moments import moment
from feeds.markup import lines_of, text_of, title_of
from feeds.record import headline

MOST = 500
"""Posts of one page that are read, the first ones."""
_FEWEST = 2
_SHORTEST = 20
# Names of elements that are posts, in the words of classes and ids.
_CLASS = re.compile(
    r"(?:^|[\s_-])(?:live-?blog|live-?story|live-?update|live|timeline)(?:__|[_-])?(?:post|entry|item|update|block|card|event)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ID = re.compile(r"(?:block|update|live|liveblog|lb)[-_][\w-]{2,60}", re.IGNORECASE)
_LIVE = re.compile(r"(?<![^\W_])(?:live(?:blog|story)?|online|онлайн|наживо|хроніка|хроника)(?![^\W_])", re.IGNORECASE)
"""Words by which a page says in its address, its title or its headline that it is one."""
_COMMENT = re.compile("comment|reply|respond|related|teaser|promo", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_POST_TAGS = ("article", "div", "li", "section")


def posts(page: HtmlElement, facts: Iterable[Mapping[str, Any]], url: str) -> tuple[Entry, ...]:
    """Return the posts of a live blog at `url`, as entries; none where the page is no live blog.

    `facts` are the objects of the page's JSON-LD. Ids are the page's address and the post's own id, so that a post stays the same item.
    """
    # (A list may be empty, or of bare references: then the markup has the posts.)
    facts = list(facts)
    for found in (_told(page, facts, url), _marked(page, facts, url)):
        entries = {entry.guid: entry for entry in islice(found, MOST)}
        if len(entries) >= _FEWEST:
            return tuple(entries.values())
    return ()


def _told(page: HtmlElement, facts: Iterable[Mapping[str, Any]], url: str) -> Iterator[Entry]:
    """Yield the posts of the page's LiveBlogPosting (schema.org)."""
    for fact in facts:
        updates = fact.get("liveBlogUpdate")
        for update in updates if isinstance(updates, list) else [updates]:
            if isinstance(update, Mapping):
                entry = _of_update(page, update, url)
                if entry is not None:
                    yield entry


def _of_update(page: HtmlElement, update: Mapping[str, Any], base: str) -> Entry | None:
    named = _text(update, "@id")
    # An address, or a word of the outlet's own.
    address = web_address(_text(update, "url"), base) or (web_address(named, base) if "#" in named or "/" in named else None) or base
    words = _text(update, "articleBody") or _text(update, "text")
    text = text_of(words) if "<" in words else paragraphs(words)
    fragment = address.partition("#")[2]
    if not text and fragment and (element := page.get_element_by_id(fragment, None)) is not None:
        text = _text_of(element)[1]
    title = title_of(_text(update, "headline") or _text(update, "name"))
    own = fragment or (address if address != base else "") or named or _text(update, "identifier")
    return _entry(base, own, title, text or title, _text(update, "datePublished") or _text(update, "dateModified"), address)


def _marked(page: HtmlElement, facts: Iterable[Mapping[str, Any]], url: str) -> Iterator[Entry]:
    """Yield the posts that markup shows: microdata, else, on a page that calls itself live, dated elements that are called posts."""
    elements = [one for one in page.iter(*_POST_TAGS) if "liveBlogUpdate" in (one.get("itemprop") or "").split()]
    if not elements and _is_live(page, facts, url):
        elements = [one for one in page.iter(*_POST_TAGS) if _is_post(one)]
    inner = {under for one in elements for under in one.iterdescendants()}
    for one in elements:
        if one not in inner:
            dated = next((time for time in one.iter("time", "meta", "span") if time.get("datetime") or _is_date(time)), None)
            written = (dated.get("datetime") or dated.get("content") or "") if dated is not None else ""
            own = one.get("data-block-id") or one.get("data-post-id") or one.get("id") or ""
            title, text = _text_of(one)
            entry = _entry(url, own, title, text, written, f"{untracked(url)}#{one.get('id')}" if one.get("id") else url)
            if entry is not None:
                yield entry


def _is_live(page: HtmlElement, facts: Iterable[Mapping[str, Any]], url: str) -> bool:
    # Articles have boxes of others round them that look the same.
    if any("LiveBlogPosting" in (kind if isinstance(kind, list) else [kind]) for fact in facts if (kind := fact.get("@type"))):
        return True
    words = (parted(url).path, page.findtext(".//title") or "", *("".join(one.itertext()) for one in islice(page.iter("h1"), 2)))
    return any(_LIVE.search(one) for one in words)


def _is_post(element: HtmlElement) -> bool:
    named, own = element.get("class") or "", element.get("id") or ""
    if _COMMENT.search(f"{named} {own}"):
        return False
    called = element.get("data-block-id") is not None or _CLASS.search(named) or (element.tag == "article" and _ID.fullmatch(own))
    return bool(called) and next(element.iterfind(".//time[@datetime]"), None) is not None


def _is_date(element: HtmlElement) -> bool:
    return "datePublished" in (element.get("itemprop") or "").split()


def _text_of(element: HtmlElement) -> tuple[str, str]:
    """Return the headline and the text of a post's element."""
    post = deepcopy(element)
    post.tail = None
    for time in [*post.iter("time")]:
        time.drop_tree()
    heading = next((one for one in post.iter(*_HEADINGS)), None)
    title = line(heading.text_content()) if heading is not None else ""
    if heading is not None:
        heading.drop_tree()
    strip(post)
    return title, "\n".join(row for row in lines_of(post).split("\n") if row and not is_furniture(row))


def _entry(base: str, own: str, title: str, text: str, written: str, address: str) -> Entry | None:
    published: datetime | None = moment(written, UTC)
    if len(text) < _SHORTEST and not (title and text):
        return None
    key = line(own, LONGEST) or digest(f"{written}\n{title or text}")
    guid = key if key.startswith(("http://", "https://")) else f"{untracked(base)}#{key}"
    return Entry(guid if len(guid) <= LONGEST else digest(guid), address, title or headline(text), text, published, full=True)


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""
