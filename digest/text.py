"""A digest as plain text for a terminal and for mail: no markup, wrapped lines, addresses on lines of their own."""

import textwrap
from collections.abc import Iterator

from core.text import line
from digest.link import safe_url
from digest.outline import LADDER, Limits
from digest.page import SIGNS_TOLD, Entry, Page, as_of, title
from digest.record import Digest

WIDTH = 76


def plain_text(digest: Digest, limits: Limits = LADDER[1], width: int = WIDTH) -> str:
    """Write a digest as plain text of at most `width` columns, addresses excepted; lists are cut as in Markdown."""
    return "\n".join(_lines(digest, limits, width)) + "\n"


def _lines(digest: Digest, limits: Limits, width: int) -> Iterator[str]:
    yield from _wrapped(title(digest).upper(), width)
    yield from _wrapped(f"{as_of(digest)}. {SIGNS_TOLD}.", width)
    yield from ("", *_heading("In one sentence"))
    yield from _wrapped(digest.summary, width)
    for _, name, entries in Page(digest).sections(limits):
        yield from ("", *_heading(name))
        for entry in entries:
            yield from _entry(entry, "", width)


def _heading(name: str) -> tuple[str, str]:
    return name.upper(), "-" * len(name)


def _entry(entry: Entry, indent: str, width: int) -> Iterator[str]:
    words = "".join(one.text for one in entry.words)
    yield from _wrapped(words, width, f"{indent}{entry.sign or '-'} ", f"{indent}  ")
    for url in dict.fromkeys(safe_url(one.url) for one in entry.words):
        if url is not None:
            yield f"{indent}  {url}"
    for one in entry.under:
        yield from _entry(one, f"{indent}  ", width)


def _wrapped(words: str, width: int, first: str = "", rest: str = "") -> Iterator[str]:
    yield from textwrap.wrap(line(words, 5000), width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
