"""The text of an article's page: cleaned of what stands round it, then taken with trafilatura. Pure, and slow: not for an event loop."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml.html import HtmlElement

from core.text import line, paragraphs
from feeds.furniture import is_furniture, strip
from feeds.markup import lines_of, text_of
from feeds.nofeed import page_kind
from feeds.page import page_tree

SHORTEST = 200
"""Characters below which a text is no article."""
_TEASER = 1200
"""Characters up to which the text of a page that sends readers elsewhere (a wall, a check) is taken for its words, not an article's."""
_WALLS = re.compile(
    r"subscribe to (?:continue|read|unlock)|to continue reading|already a subscriber|this article is for subscribers|subscribers only"
    r"|create a free account|register to (?:continue|read)|sign in to (?:continue|read)|enable javascript|verify you are human"
    r"|checking your browser|unusual traffic|before you continue|we value your privacy|accept (?:all )?cookies|page not found"
    r"|page you (?:requested|are looking for)|access denied|лише для передплатників|тільки для передплатників|только для подписчиков"
    r"|сторінку не знайдено|страница не найдена",
    re.IGNORECASE,
)
_WALL_KINDS = frozenset({"a check for robots", "a consent page", "a login page", "a paywall", "an error page"})


def text_of_page(body: bytes, headers: Mapping[str, str], url: str) -> str | None:
    """Return an article's text, a paragraph a line; None where the page holds none: a wall, a consent or error page, a list.

    `headers` are those of the response, names in lower case.
    """
    kind = headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml", ""):
        return None
    page = page_tree(body, headers)
    if page is None:
        return None
    facts = list(_linked_data(page))
    told = max((text for fact in facts if (text := _article_body(fact))), key=len, default="")
    walled = any(fact.get("isAccessibleForFree") in (False, "False", "false") for fact in facts)
    heading = line("".join(found.itertext())) if (found := page.find(".//h1")) is not None else ""
    strip(page)
    rows = _extracted(page, url).split("\n")
    text = "\n".join(rows[1:] if heading and rows[0] == heading else rows)
    if len(text) < len(told) / 2 or text.replace("\n", " ") == told.replace("\n", " "):
        text = told  # which trafilatura takes as well where it finds nothing else, on one line
    if len(text) < SHORTEST or (len(text) < _TEASER and (walled or _is_wall(body, text))):
        return None
    return text


def _extracted(page: HtmlElement, url: str) -> str:
    import trafilatura  # noqa: PLC0415  (heavy)

    try:
        found = trafilatura.extract(page, url=url, include_comments=False, include_tables=True, output_format="txt")
    except Exception:  # noqa: BLE001  (it works on any page that there is, and raises what its parts raise)
        found = None
    text = paragraphs(found) if found else lines_of(page)
    return "\n".join(row for row in text.split("\n") if not is_furniture(row))


def _is_wall(body: bytes, text: str) -> bool:
    return _WALLS.search(text) is not None or page_kind(body) in _WALL_KINDS


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
                ahead.extend([at["@graph"]] if "@graph" in at else [])


def _article_body(fact: Mapping[str, Any]) -> str:
    words = fact.get("articleBody")
    if not isinstance(words, str):
        return ""
    return text_of(words) if line(words[:1000]).startswith("<") or "</p>" in words else paragraphs(words)
