"""A digest as Markdown (CommonMark, and GitHub's dialect of it): under a page for a normal day."""

import re
from collections.abc import Iterable, Iterator

from core.text import line
from digest.link import safe_url
from digest.outline import Limits, on_a_page
from digest.page import SIGNS_TOLD, Entry, Page, Words, as_of, title
from digest.record import Digest

# Escaped wherever they stand (CommonMark 0.31, section 2.4): what begins emphasis, code, links, HTML, entities, and the
# strikethrough, tables, mathematics, mentions and templates of dialects.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&@${}^])")
# A dialect's parser links bare addresses: an escaped dot or colon breaks them and shows as itself.
_BARE = re.compile(r"(?<=\w)\.(?=[^\W\d_])|:(?=/)")
_START = re.compile(r"^(\d{1,9}(?=[.)])|(?=[#+=-]))(.)")
_ENTITY = re.compile(r"&(?=#?\w+;)")


_UNSEEN = re.compile(r"\[|\]\([^)]*\)|\\|\*\*")
"""Of our own Markdown, what does not show on paper."""


def markdown(digest: Digest, limits: Limits | None = None) -> str:
    """Write a digest as Markdown, each list cut to `limits`, with how much was left out; None: to those that keep to a page."""
    page = Page(digest)

    def within(given: Limits) -> str:
        return "\n".join(_lines(digest, page, given)) + "\n"

    return within(limits) if limits is not None else on_a_page(within, lambda text: _UNSEEN.sub("", text))


def inline(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is, on one line.

    >>> print(inline("[free](http://a.example) *now*"))
    \[free\](http\://a\.example) \*now\*
    """
    escaped = _BARE.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\1", line(text, 2000)))
    return _START.sub(r"\1\\\2", escaped)


def linked(text: str, url: str | None) -> str:
    """Write a link, or the text alone where the address must not be one."""
    safe = safe_url(url)
    return inline(text) if safe is None else f"[{inline(text)}]({_ENTITY.sub('&amp;', safe)})"


def _lines(digest: Digest, page: Page, limits: Limits) -> Iterator[str]:
    yield f"# {inline(title(digest))}"
    yield ""
    yield f"*{inline(as_of(digest))}. {SIGNS_TOLD}.*"
    yield ""
    yield f"**In one sentence.** {inline(digest.summary)}"
    for _, name, entries in page.sections(limits):
        yield from ("", f"## {name}", "")
        for entry in entries:
            yield from _entry(entry, "")


def _entry(entry: Entry, indent: str) -> Iterator[str]:
    sign = f"{entry.sign} " if entry.sign else ""
    joined = f" {entry.joint.join(_written(one.words) for one in entry.under)}." if entry.joint and entry.under else ""
    yield f"{indent}- {sign}{_written(entry.words)}{joined}"
    if entry.joint is None:
        for one in entry.under:
            yield from _entry(one, f"{indent}  ")


def _written(words: Iterable[Words]) -> str:
    # White space folded: of an empty text nothing is left that could indent a line.
    return " ".join("".join(map(_piece, words)).split())


def _piece(words: Words) -> str:
    text = words.text.strip()
    if not text:
        return words.text
    shown = linked(text, words.url)
    mark = "**" if words.tone == "strong" else ""
    before, _, after = words.text.partition(text)
    return f"{before}{mark}{shown}{mark}{after}"
