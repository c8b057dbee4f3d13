"""Words of a sentence, with their places in the text."""

import re
from dataclasses import dataclass, field

# A number with thousands separated by commas, points or spaces; letters with figures (F-16, Kh-101, G7, Su-34) are names;
# dotted abbreviations (U.S., a.m.); words with an inner apostrophe; a possessive 's; any other mark by itself.
_WORD = re.compile(
    r"(?P<name>(?<!-)(?!(?:mid|pre|post|until)-)[^\W\d_]+-?\d[\w-]*)"
    r"|(?P<number>(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|(?<![\d.,])\d{1,3}(?: \d{3})+(?:,\d+)?(?![\d,.]*\d)|\d+(?:[.,]\d+)?)"
    r"|(?P<dotted>(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_]\b)"
    r"|'s\b|(?P<word>[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*)"
    r"|[^\s]"
)
_MOST = 400


@dataclass(slots=True, eq=False)
class Words:
    """A sentence in words: `low[k]` in lower case, its place `at[k]` to `to[k]` in the text of the article."""

    start: int
    end: int
    low: list[str] = field(default_factory=list)
    at: list[int] = field(default_factory=list)
    to: list[int] = field(default_factory=list)
    cap: list[bool] = field(default_factory=list)
    """Whether the word begins with a capital."""
    number: list[bool] = field(default_factory=list)
    """Whether it is written in figures."""

    def __len__(self) -> int:
        return len(self.low)

    def glued(self, k: int) -> bool:
        """Whether word k follows the one before it without a space."""
        return k > 0 and self.to[k - 1] == self.at[k]


def words(text: str, start: int, end: int) -> Words:
    """Return the words of text[start:end]; of a sentence without an end the first 400."""
    found = Words(start, end)
    low, at, to, cap, number = found.low.append, found.at.append, found.to.append, found.cap.append, found.number.append
    for match in _WORD.finditer(text, start, end):
        if len(found.low) == _MOST:
            break
        printed = match[0]
        lower = printed.lower()
        low(lower.rstrip(".") or printed if lower[-1] == "." else lower)
        first, last = match.span()
        at(first)
        to(last)
        cap(printed[0].isupper())
        number(match.lastgroup == "number")
    return found
