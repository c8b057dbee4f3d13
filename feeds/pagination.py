"""The next page of an article that is told on several. Pure."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from core.addresses import same_page
from feeds.identity import web_address
from feeds.page import page_tree

MOST = 8
"""Pages of one article that are read."""
_HINT = re.compile(rb"rel\s*=\s*[\"']?[^\"'>]{0,60}\bnext\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?:[/_-](?:page|p|part|seite|str)?[/_=-]?)(\d{1,2})(?=/?$|\.\w{3,5}$)|(\d{1,2})$", re.IGNORECASE)
_NAMES = frozenset({"page", "p", "pg", "paged", "part", "start_page", "pagenum"})


def may_go_on(body: bytes) -> bool:
    """Whether a page may name a next one: a quick look, before anybody parses it."""
    return _HINT.search(body) is not None


def next_page(body: bytes, headers: Mapping[str, str], url: str, number: int) -> str | None:
    """Return the address of page `number` of the article whose first page is at `url`; None: there is none.

    A page's rel="next" leads as often to the next article. It counts only where it is the first page's address with the number in it.
    """
    page = page_tree(body, headers)
    return None if page is None else next((found for found in _linked(page, url) if _is_page(found, url, number)), None)


def _linked(page: HtmlElement, base: str) -> Iterator[str]:
    for link in page.iter("link", "a"):
        if "next" in (link.get("rel") or "").lower().split() and (found := web_address(link.get("href"), base)) is not None:
            yield found


def _is_page(found: str, first: str, number: int) -> bool:
    """Whether an address is that of a first page with a page's number put into it.

    >>> _is_page("https://a.example/story/2/", "https://a.example/story/", 2)
    True
    >>> _is_page("https://a.example/story?page=3", "https://a.example/story", 3)
    True
    >>> _is_page("https://a.example/next-story/", "https://a.example/story/", 2)
    False
    """
    there, here = urlsplit(found), urlsplit(first)
    if there.netloc != here.netloc:
        return False
    if there.path.rstrip("/") == here.path.rstrip("/"):
        added = dict(parse_qsl(there.query)).items() - dict(parse_qsl(here.query)).items()
        return any(name.lower() in _NAMES and value == str(number) for name, value in added)
    numbered = _NUMBER.search(there.path)
    if numbered is None or str(int(numbered[1] or numbered[2])) != str(number):
        return False
    without = there.path[: numbered.start()] + there.path[numbered.end() :]
    return same_page(f"https://x{without.rstrip('/')}") == same_page(f"https://x{here.path.rstrip('/')}")
