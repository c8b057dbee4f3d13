"""What all kinds of feed share on the way to an `Entry`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from core.news import Entry
from core.text import line
from feeds.identity import digest, identity, web_address
from feeds.markup import text_of, title_of, unwrapped

_CLEARLY = 1.3
"""How many times longer than its summary a content has to be to count as the article."""
_ARTICLE = 600
"""Characters from which a content without a summary counts as the article."""
_HEADLINE = 120
_CUT = ("[…]", "[...]", "…", "...", "[…]")
_READ_ON = ("read more", "continue reading", "read the full", "читати далі", "читать далее", "читати повністю", "читать полностью")
_CODES = {"ua": "uk", "eng": "en", "ukr": "uk", "rus": "ru"}


_MARKUP = re.compile(r"</\w+>|&#?\w+;")
_LONGEST_AUTHOR = 200
MAX_ENTRIES = 5_000
"""Entries of one document that are read, the first ones."""


@dataclass(frozen=True, slots=True)
class Raw:
    """An entry as its document writes it: markup as it stands, addresses as they are given, "" for what is missing."""

    id: str
    links: tuple[str, ...]
    """Possible addresses of the article, the best first."""
    title: str
    literal: bool
    """Whether the title is text, in which a "<" is only a sign."""
    summary: str
    content: str
    published: datetime | None
    author: str
    publisher: str
    lang: str


@dataclass(frozen=True, slots=True)
class RawFeed:
    """A feed as its document writes it."""

    title: str
    lang: str
    ttl: str
    period: str
    frequency: str
    entries: Sequence[Raw]
    known: bool = True
    """Whether the document is a feed of a kind that we know."""


def entry(raw: Raw, base: str, lang: str) -> Entry:
    """Make an entry of what a document writes; `base` resolves addresses, `lang` is the feed's language."""
    text, full = article(text_of(raw.content), text_of(raw.summary))
    url = next((found for words in raw.links if (found := web_address(words, base))), None)
    words = unwrapped(raw.title)
    title = (line(words) if raw.literal else title_of(words)) or headline(text)
    return Entry(
        guid=identity(raw.id, url, title or text, raw.published),
        url=url,
        title=title or url or "",
        text=text,
        published=raw.published,
        author=line(raw.author, _LONGEST_AUTHOR) or None,
        publisher=title_of(raw.publisher)[:_LONGEST_AUTHOR] or None,
        lang=language(raw.lang or lang),
        full=full,
    )


def looks_literal(title: str) -> bool:
    """Whether a title that may hold markup seems to hold none: it has signs of it, and no closing tag or entity."""
    return "<" in title and _MARKUP.search(title) is None


def article(content: str, summary: str) -> tuple[str, bool]:
    """Choose an entry's text, and say whether it is the whole article: content before summary, the longer where content is short.

    >>> article("One.", "One, and more.")
    ('One, and more.', False)
    """
    content, cut = _without_ending(content)
    summary, _ = _without_ending(summary)
    if summary == content:
        summary = ""
    if len(content) < len(summary):
        return summary, False
    enough = len(content) >= _CLEARLY * len(summary) if summary else len(content) >= _ARTICLE
    return content, enough and not cut


def _without_ending(text: str) -> tuple[str, bool]:
    """Take off the lines with which feeds end a text, and say whether they mean that it goes on elsewhere."""
    rows = text.split("\n")
    cut = False
    while rows:
        last = rows[-1].lower()
        if last.startswith("the post ") and " appeared first on " in last:
            rows.pop()
        elif len(last) < _HEADLINE and last.strip(" .…→»>[]()").startswith(_READ_ON):
            rows.pop()
            cut = True
        else:
            break
    return "\n".join(rows), cut or (bool(rows) and rows[-1].endswith(_CUT))


def headline(text: str) -> str:
    """Return words to show for an entry without a title: the beginning of its text.

    >>> headline("Talks resume.\\nThe delegations meet on Monday.")
    'Talks resume.'
    """
    first = line(text.partition("\n")[0])
    if len(first) <= _HEADLINE:
        return first
    return first[:_HEADLINE].rpartition(" ")[0] + "…"


def language(words: str) -> str | None:
    """Return the language code of a language tag (RFC 5646), mistaken ones mended; None where there is none.

    >>> language("en-US"), language("ua")
    ('en', 'uk')
    """
    code = words.strip().lower().replace("_", "-").partition("-")[0]
    code = _CODES.get(code, code)
    return code if 2 <= len(code) <= 3 and code.isascii() and code.isalpha() else None  # noqa: PLR2004  (ISO 639)


def without_repeats(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Leave one of each entry; where one id stands for several links, each gets an id of its own, as do entries without id and link."""
    links: dict[str, set[str | None]] = {}
    for entry in entries:
        links.setdefault(entry.guid, set()).add(entry.url)
    kept: dict[str, Entry] = {}
    for entry in entries:
        guid = digest(f"{entry.guid}\n{entry.url or entry.title}") if len(links[entry.guid]) > 1 else entry.guid
        if guid in kept and _is_nameless(entry):
            guid = digest(f"{guid}\n{len(kept)}")
        kept.setdefault(guid, entry if guid == entry.guid else replace(entry, guid=guid))
    return tuple(kept.values())


def _is_nameless(entry: Entry) -> bool:
    return entry.url is None and entry.guid == identity(None, None, entry.title, entry.published)
