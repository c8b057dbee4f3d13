"""The text of an article's page: cleaned of what stands round it, then taken with trafilatura. Pure, and slow: not for an event loop."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from core.addresses import parted
from core.news import Entry
from core.settings import ArticlePage
from core.text import line, paragraphs
from feeds.furniture import is_furniture, strip
from feeds.kinds.page import compiled
from feeds.liveblog import posts
from feeds.markup import lines_of, text_of
from feeds.nofeed import page_kind
from feeds.page import page_tree

SHORTEST = 200
"""Characters below which a text is no article."""
SHORTEST_PART = 20
"""The same of a later page of one."""
_TEASER = 1200
"""Characters up to which the text of a page that sends readers elsewhere (a wall, a check) is taken for its words, not an article's."""
_LAST = 3
"""Paragraphs at a text's end in which an offer to subscribe says that it is cut."""
_PAYWALLS = re.compile(
    r"subscribe (?:now )?to (?:continue|read|unlock|keep reading)|to continue reading|(?:continue|keep) reading (?:with|for|by)"
    r"|this (?:article|story|content) is (?:for|reserved for|available to) (?:\w+ )?subscribers|subscribers only|for subscribers only"
    r"|create a free account|register (?:for free )?to (?:continue|read)|sign in to (?:continue|read)|log ?in to (?:continue|read)"
    r"|you(?:'ve|\u2019ve| have) (?:reached|used) your (?:\w+ )?(?:limit|free)|free articles? (?:left|remaining|this month)"
    r"|(?:лише|тільки) для передплатників|доступн\w+ (?:лише|тільки) (?:за передплатою|передплатникам)|щоб читати далі|оформіть передплату"
    r"|только для подписчиков|доступн\w+ только (?:по подписке|подписчикам)|чтобы читать дальше|оформите подписку",
    re.IGNORECASE,
)
_WALLS = re.compile(
    _PAYWALLS.pattern + r"|already a subscriber|enable javascript|verify (?:that )?you are (?:a )?human"
    r"|checking your browser|unusual traffic|before you continue|we value your privacy|(?:accept|manage) (?:all |your )?cookies"
    r"|page not found|page you (?:requested|are looking for|were looking for)|access (?:to this page has been )?denied"
    r"|сторінк\w+ не знайден|страниц\w+ не найден|про файли cookie|файл\w+ cookie",
    re.IGNORECASE,
)
_WALL_TITLE = re.compile(
    r"^(?:error|http|помилка|ошибка):? ?[45]\d\d\b|^40[34]\s*(?:$|[-\u2013\u2014:|])"
    r"|^(?:40[34]|410|429|50[0234]):?\s+(?:error|not found|forbidden|gone|too many|internal|bad gateway|service|помилка|ошибка)"
    r"|^(?:page |сторінк\w+ |страниц\w+ )?(?:not found|не знайден|не найден)"
    r"|page not found|access denied|^just a moment|^attention required|^before you continue|^security check|^are you a robot"
    r"|service (?:temporarily )?unavailable|^(?:сторінку|страница) не",
    re.IGNORECASE,
)
_WALL_HOST = re.compile(r"(?:consent|guce|cmp|privacy|login|auth|accounts|account|sso|signin|myaccount)\.", re.IGNORECASE)
"""Hosts that a reader is sent to before an article."""
_WALL_KINDS = frozenset({"a check for robots", "a consent page", "a login page", "a paywall", "an error page"})


@dataclass(frozen=True, slots=True)
class Content:
    """What an article's page holds."""

    text: str | None
    """The article, a paragraph a line; None: the page holds none: a wall, a consent or error page, a list, a live blog."""
    posts: tuple[Entry, ...] = ()
    """The posts of a live blog."""


_NOTHING = Content(None)


def content_of_page(
    body: bytes, headers: Mapping[str, str], url: str, select: ArticlePage | None = None, shortest: int = SHORTEST
) -> Content:
    """Return what the page at `url` holds.

    `headers` are those of the response, names in lower case; `select` tells where the source's pages have their text; what has fewer
    than `shortest` characters is no article.
    """
    kind = headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml", "") or _WALL_HOST.match(parted(url).hostname or ""):
        return _NOTHING
    page = page_tree(body, headers)
    if page is None or _WALL_TITLE.search(line(page.findtext(".//title") or "")):
        return _NOTHING
    facts = list(_linked_data(page))
    if live := posts(page, facts, url):
        return Content(None, live)
    told = max((text for fact in facts if (text := _article_body(fact))), key=len, default="")
    heading = line("".join(found.itertext())) if (found := page.find(".//h1")) is not None else ""
    text = _selected(page, select) if select is not None else ""
    if not text:
        strip(page)
        text = _extracted(page, url)
        if len(text) < len(told) / 2 or text.replace("\n", " ") == told.replace("\n", " "):
            text = told  # which trafilatura takes as well where it finds nothing else, on one line
    rows = text.split("\n")
    text = "\n".join(rows[1:] if heading and rows[0] == heading else rows)
    return _NOTHING if len(text) < shortest or _is_teaser(body, text, facts) else Content(text)


def _selected(page: HtmlElement, select: ArticlePage) -> str:
    """Return the text of the elements that hold it as the configuration says, "" where there are none; what is no part of it goes."""
    for selector in select.remove:
        for element in compiled(selector)(page):
            if element.getparent() is not None:
                element.drop_tree()
    found = {element: None for selector in select.text for element in compiled(selector)(page)}
    inner = {under for element in found for under in element.iterdescendants()}
    # In the page's order, whichever selector found them; and a copy, since reading one changes it.
    there = [deepcopy(element) for element in page.iter() if element in found and element not in inner]
    for element in there:
        element.tail = None
    return "\n".join(words for element in there if (words := lines_of(element)))


def _extracted(page: HtmlElement, url: str) -> str:
    import trafilatura  # noqa: PLC0415  (heavy)

    try:
        found = trafilatura.extract(page, url=url, include_comments=False, include_tables=True, output_format="txt")
    except Exception:  # noqa: BLE001  (it works on any page that there is, and raises what its parts raise)
        found = None
    text = paragraphs(found) if found else lines_of(page)
    return "\n".join(row for row in text.split("\n") if not is_furniture(row))


def _is_teaser(body: bytes, text: str, facts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a text only sends readers elsewhere, or is the beginning of one that is sold."""
    if _PAYWALLS.search("\n".join(text.split("\n")[-_LAST:])):
        return True
    counts = [count for fact in facts if (count := fact.get("wordCount")) and isinstance(count, int)]
    sold = any(fact.get("isAccessibleForFree") in (False, "False", "false") for fact in facts)
    if sold and counts and len(text.split()) < max(counts) / 2:
        return True
    return len(text) < _TEASER and (sold or _WALLS.search(text) is not None or page_kind(body) in _WALL_KINDS)


def _linked_data(page: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Return the objects of the page's JSON-LD (schema.org), those of lists and graphs too."""
    for script in page.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            ahead = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while ahead:
            at = ahead.pop()
            if isinstance(at, list):
                ahead.extend(at)
            elif isinstance(at, dict):
                yield at
                ahead.extend(at[name] for name in ("@graph", "mainEntity") if name in at)


def _article_body(fact: Mapping[str, Any]) -> str:
    words = fact.get("articleBody")
    if not isinstance(words, str):
        return ""
    return text_of(words) if line(words[:1000]).startswith("<") or "</p>" in words else paragraphs(words)
