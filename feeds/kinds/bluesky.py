"""Accounts of Bluesky, by the RSS that each has (https://bsky.app/profile/NAME/rss)."""

import re
from collections.abc import Mapping
from dataclasses import replace

from core.addresses import parted
from core.news import Document, Entry
from feeds.kinds.posts import as_posts
from feeds.parse import parse

_PROFILE = re.compile(r"/profile/(did:[a-z]+:[\w.:-]+|[\w.-]+)(?:/.*)?", re.ASCII)
_EMBEDDED = "[contains quote post or other embedded content]"
"""What the RSS has in the place of a picture, a quotation or a card."""
_START = 4000


def address(url: str) -> str | None:
    """Return the RSS of an account, given by its page or one of its posts.

    >>> address("https://bsky.app/profile/press.example/post/3kabc")
    'https://bsky.app/profile/press.example/rss'
    """
    parts = parted(url)
    profile = _PROFILE.fullmatch(parts.path)
    return f"https://bsky.app/profile/{profile[1]}/rss" if parts.hostname == "bsky.app" and profile is not None else None


def looks_like(body: bytes) -> bool:
    """Whether a response is the RSS of an account."""
    return b"<link>https://bsky.app/profile/" in body[:_START]


def read(body: bytes, headers: Mapping[str, str], url: str) -> Document:
    """Read the RSS of an account."""
    document = parse(body, headers, url)
    return as_posts(replace(document, entries=tuple(_without_embedded(entry) for entry in document.entries)))


def _without_embedded(entry: Entry) -> Entry:
    return replace(entry, text="\n".join(row for row in entry.text.split("\n") if row != _EMBEDDED))
