"""Queries to Google News, by their RSS: headlines of many outlets, each with the outlet's name.

Its links are tokens that end on a consent page, so they are never followed; an entry has its headline and no text.
"""

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlunsplit

from core.addresses import parted
from core.news import Document, Entry
from feeds.nofeed import NO_ENTRIES
from feeds.parse import parse


def address(url: str) -> str | None:
    """Return the RSS of a query, a topic or a section, given by its page.

    >>> address("https://news.google.com/search?q=swap&hl=en-US&gl=US&ceid=US:en")
    'https://news.google.com/rss/search?q=swap&hl=en-US&gl=US&ceid=US:en'
    """
    parts = parted(url)
    if parts.hostname != "news.google.com":
        return None
    path = parts.path if parts.path.startswith("/rss") else f"/rss{parts.path.rstrip('/')}"
    return urlunsplit(parts._replace(path=path, fragment=""))


def read(body: bytes, headers: Mapping[str, str], url: str) -> Document:
    """Read the answer to a query; one without results is a good answer."""
    document = parse(body, headers, url)
    entries = tuple(_entry(entry) for entry in document.entries)
    return replace(document, entries=entries, problem=None if document.problem == NO_ENTRIES else document.problem)


def _entry(entry: Entry) -> Entry:
    """Take the outlet's name off a headline; what stands for the text is the headline again."""
    title = entry.title.removesuffix(f" - {entry.publisher}") if entry.publisher else entry.title
    return replace(entry, title=title or entry.title, text="", full=False)
