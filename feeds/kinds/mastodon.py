"""Accounts of Mastodon, by the RSS that each has (https://SERVER/@NAME.rss): public posts, no replies and no boosts."""

import re
from collections.abc import Mapping

from core.addresses import parted
from core.news import Document
from feeds.kinds.posts import as_posts
from feeds.parse import parse

_ACCOUNT = re.compile(r"/@([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)(?:\.rss|/(?:with_replies|media|\d+)?)?")
_NAMED = re.compile(r"@([\w.-]+)@([\w-]+(?:\.[\w-]+)+)", re.ASCII)
_START = 4000


def address(url: str) -> str | None:
    """Return the RSS of an account, given by its page, one of its posts, or as @NAME@SERVER.

    >>> address("@press@social.example")
    'https://social.example/@press.rss'
    """
    if named := _NAMED.fullmatch(url):
        return f"https://{named[2]}/@{named[1]}.rss"
    parts = parted(url)
    account = _ACCOUNT.fullmatch(parts.path.removesuffix(".rss"))
    return f"{parts.scheme}://{parts.netloc}/@{account[1]}.rss" if account is not None and parts.netloc else None


def looks_like(body: bytes) -> bool:
    """Whether a response is the RSS of an account."""
    return b"<generator>Mastodon" in body[:_START]


def read(body: bytes, headers: Mapping[str, str], url: str) -> Document:
    """Read the RSS of an account."""
    return as_posts(parse(body, headers, url))
