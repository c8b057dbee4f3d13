"""Why a response is no feed, in words for the screen."""

import re
from collections.abc import Mapping

from core.text import line
from feeds.markup import title_of

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TITLE = re.compile(rb"<title[^>]{0,200}>(.{0,300}?)</title", re.IGNORECASE | re.DOTALL)
_START = 20_000
_SHORT = 200
NO_ENTRIES = "a feed without entries"
# Words that tell what a page is for, looked for in its title and its beginning.
_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "a check for robots",
        (
            "captcha",
            "just a moment",
            "attention required",
            "are you a robot",
            "are you human",
            "not a robot",
            "не робот",
            "verify you are human",
            "access denied",
            "ddos",
            "cf-browser-verification",
            "challenge-platform",
            "перевірка браузера",
            "проверка браузера",
        ),
    ),
    ("a consent page", ("consent", "before you continue", "cookie wall", "we value your privacy", "gdpr")),
    ("a login page", ("log in", "login", "sign in", "увійти", "вхід", "войти", "вход")),
    ("a paywall", ("subscribe to continue", "subscription required", "paywall")),
    ("an error page", ("not found", "404", "error", "unavailable", "maintenance", "forbidden")),
)


def why(body: bytes, headers: Mapping[str, str], *, feed: bool) -> str:
    """Say what came in the place of entries; `feed`: the document is a feed all the same, only an empty one."""
    if not body.strip():
        return "empty body"
    if is_page(body):
        return f"200 with HTML: {page_kind(body)}"
    if feed:
        return NO_ENTRIES
    if len(body) < _SHORT:
        return f"{len(body)}-byte body that is no feed"
    kind = line(headers.get("content-type", "").partition(";")[0], 60)
    return f"no feed: {kind}" if kind else "no feed"


def is_page(body: bytes) -> bool:
    """Whether bytes are an HTML page and no feed."""
    start = body[:_START]
    found = _HTML.search(start)
    return found is not None and not re.search(rb"<(?:rss|feed|rdf:RDF|channel)\b", start[: found.start()], re.IGNORECASE)


def page_kind(body: bytes) -> str:
    """Say what a page is for: "a consent page", "a login page"..., else its title, else "a page"."""
    start = body[:_START]
    found = _TITLE.search(start)
    title = title_of(found[1].decode("utf-8", "replace")) if found else ""
    for words in (title.lower(), start.decode("utf-8", "replace").lower()):
        for kind, marks in _KINDS:
            if any(mark in words for mark in marks):
                return kind
        if title:
            break  # what a page says of itself in its title counts before what stands in its code
    return f'"{title[:80]}"' if title else "a page"
