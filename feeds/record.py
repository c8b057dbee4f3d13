"""What all kinds of feed share on the way to an `Entry`."""

from collections.abc import Sequence
from dataclasses import replace

from core.news import Entry
from core.text import line
from feeds.identity import digest

_CLEARLY = 1.3
"""How many times longer than its summary a content has to be to count as the article."""
_ARTICLE = 600
"""Characters from which a content without a summary counts as the article."""
_HEADLINE = 120
_CUT = ("[…]", "[...]", "…", "...", "[…]")
_READ_ON = ("read more", "continue reading", "read the full", "читати далі", "читать далее", "читати повністю", "читать полностью")
_CODES = {"ua": "uk", "eng": "en", "ukr": "uk", "rus": "ru"}


def article(content: str, summary: str) -> tuple[str, bool]:
    """Choose an entry's text, and say whether it is the whole article: content before summary, the longer where content is short.

    >>> article("One.", "One, and more.")
    ('One, and more.', False)
    """
    content, cut = _without_ending(content)
    summary, _ = _without_ending(summary)
    if summary == content:  # feedparser copies the one to the other
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
    """Leave one of each entry; where one id stands for several links, each gets an id of its own."""
    links: dict[str, set[str | None]] = {}
    for entry in entries:
        links.setdefault(entry.guid, set()).add(entry.url)
    kept: dict[str, Entry] = {}
    for entry in entries:
        several = len(links[entry.guid]) > 1
        guid = digest(f"{entry.guid}\n{entry.url or entry.title}") if several else entry.guid
        kept.setdefault(guid, replace(entry, guid=guid) if several else entry)
    return tuple(kept.values())
