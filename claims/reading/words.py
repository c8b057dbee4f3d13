"""Words of a sentence, with their places in the text."""

import re
from dataclasses import dataclass
from itertools import accumulate
from operator import sub

# First what most words are, for speed; then letters with figures (F-16, Kh-101, G7, Su-34), which are names; a number with thousands
# separated by commas, points or spaces; dotted abbreviations (U.S., a.m.); a possessive 's; words with an inner apostrophe; any other
# mark by itself. The white space before a word goes with it: no letter is left out, and the places follow from the lengths.
_WORD = re.compile(
    r"\s*+(?:[A-Za-zЀ-ҁҐґ]{2,}+(?![-'\w])"
    r"|(?<!-)(?!(?:mid|pre|post|until)-)[^\W\d_]++-?\d[\w-]*"
    r"|(?=\d)(?:(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|(?<![\d.,])\d{1,3}(?: \d{3})+(?:,\d+)?(?![\d,.]*\d)|\d+(?:[.,]\d+)?)"
    r"|(?:[^\W\d_]\.){2,}|[^\W\d_]\.[^\W\d_]\b"
    r"|'s\b|[^\W\d_]+(?:'(?!s\b)[^\W\d_]+)*"
    r"|[^\s])"
)
_MOST = 400
_KEPT = 20_000


@dataclass(slots=True, eq=False)
class Words:
    """A sentence in words: `low[k]` in lower case, its place `at[k]` to `to[k]` in the text of the article."""

    start: int
    end: int
    low: list[str]
    at: list[int]
    to: list[int]
    cap: list[bool]
    """Whether the word begins with a capital."""
    number: list[bool]
    """Whether it is written in figures."""

    def __len__(self) -> int:
        return len(self.low)

    def glued(self, k: int) -> bool:
        """Whether word k follows the one before it without a space."""
        return k > 0 and self.to[k - 1] == self.at[k]


class _Forms(dict[str, tuple[str, bool, bool, int]]):
    """A printed word -> in lower case, whether it begins with a capital, whether it is a number, its size; kept, for words come again."""

    def __missing__(self, spaced: str) -> tuple[str, bool, bool, int]:
        printed = spaced.lstrip()
        low = printed.lower()
        if len(self) >= _KEPT:
            self.clear()
        low = low.rstrip(".") or printed if low[-1] == "." else low
        form = self[spaced] = (low, printed[0].isupper(), printed[0].isdecimal(), len(printed))
        return form


_FORMS = _Forms()


def words(text: str, start: int, end: int) -> Words:
    """Return the words of text[start:end]; of a sentence without an end the first 400."""
    spaced: list[str] = _WORD.findall(text, start, end)[:_MOST]
    if not spaced:
        return Words(start, end, [], [], [], [], [])
    low, cap, number, sizes = map(list, zip(*map(_FORMS.__getitem__, spaced), strict=True))
    to = list(accumulate(map(len, spaced), initial=start))
    del to[0]
    return Words(start, end, low, list(map(sub, to, sizes)), to, cap, number)
