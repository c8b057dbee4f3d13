"""Posts of accounts: feeds whose entries have no headlines, and are whole."""

from dataclasses import replace

from core.news import Document, Entry
from feeds.nofeed import NO_ENTRIES
from feeds.record import headline


def as_posts(document: Document) -> Document:
    """Make posts of a feed's entries: each is its whole text, and its headline the beginning of that. Pictures alone are left out."""
    posts = tuple(_post(entry) for entry in document.entries if entry.text)
    return replace(document, entries=posts, problem=None if document.problem == NO_ENTRIES else document.problem)


def _post(entry: Entry) -> Entry:
    return replace(entry, title=headline(entry.text), full=True)
