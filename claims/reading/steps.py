"""Terms of plain words: where they stand after some words, and how they go on."""

import re
from collections.abc import Iterable, Mapping

PARTS = re.compile(r"\.\.|@[\w.-]+|(?:[^\W\d_]\.)+[^\W\d_]\b|[^\W_]+(?:'(?!s\b)[^\W_]+)*\*?|'s|[^\s\w@]")
_KEPT = 1000
"""Words that are remembered as the next of one."""
_NOTHING: Mapping[str, int] = {}

Found = dict[str, list[tuple[int, int]]]
"""Lexeme name -> spans of words, in the order of the text."""

_Rest = tuple[str, str]
"""What is left of a term of plain words, and the lexeme that it is of."""


class Step(dict[str, "Step | None"]):
    """Where the terms of plain words stand after some words: the lexemes that these make up, and word by word what goes on.

    A step is made when a text first takes it, so that a word is looked up and no term compared; only then the next place of a term is
    taken apart.
    """

    __slots__ = ("_asked", "_filed", "_kept", "_longest", "_stems", "_words", "ends", "filled", "names")

    def __init__(self, kept: int, filed: Mapping[str, int], asked: Mapping[str, int] = _NOTHING) -> None:
        """`filed`: lexeme -> what asks for it, a set of anything as a number; `asked`: the same of the next words, as they are."""
        super().__init__()
        self._kept = kept
        self._filed = filed
        self._asked = asked
        self._words: dict[str, list[_Rest]] = {}
        self._stems: dict[str, list[_Rest]] = {}
        self._longest = 0
        self.names: dict[str, None] = {}
        self.ends = True
        """Whether nothing goes on."""
        self.filled = 0
        """What asks for its lexemes, or for the word that led to it."""

    def add(self, term: str, name: str) -> None:
        """Add what is left of a term of plain words, with single blanks between its places."""
        if not term:
            self.names[name] = None
            self.filled |= self._filed.get(name, 0)
            return
        place, _, rest = term.partition(" ")
        for option in place.split("|"):
            word, left = option, rest
            if not (option.isalnum() or (option[-1:] == "*" and option[:-1].isalnum())):
                word, *others = PARTS.findall(option) or [""]
                left = " ".join([*others, rest])
            if word:
                into, head = (self._stems, word[:-1]) if stem(word) else (self._words, word)
                into.setdefault(head, []).append((left, name))
                self._longest = max(self._longest, len(head))
                self.ends = False

    def __missing__(self, word: str) -> "Step | None":
        found = dict.fromkeys(self._words.get(word, ()))
        for size in range(1, min(len(word), self._longest) + 1) if self._stems else ():
            found.update(dict.fromkeys(self._stems.get(word[:size], ())))
        if len(self) >= self._kept:
            self.clear()
        step = self[word] = Step(_KEPT, self._filed) if found or word in self._asked else None
        if step is not None:
            step.filled = self._asked.get(word, 0)
            for term, name in found:
                step.add(term, name)
        return step


def go_on(step: Step, low: list[str], i: int, k: int, found: Found) -> int:
    """Find the terms that begin at word i, from word k on, where the words before have led to a step; return what asks for them."""
    last = len(low) - 1
    filled = 0
    after: Step | None = step
    while k <= last and after is not None and not after.ends:
        word = low[k]
        if word == "-" and k < last and (over := after[low[k + 1]]) is not None:
            # A term need not tell of a hyphen.
            _put(found, over.names, i, k + 2)
            filled |= over.filled | go_on(over, low, i, k + 2, found)
        after = after[word]
        k += 1
        if after is not None and after.names:
            _put(found, after.names, i, k)
            filled |= after.filled
    return filled


def _put(found: Found, names: Iterable[str], i: int, j: int) -> None:
    for name in names:
        spans = found.setdefault(name, [])
        if spans and spans[-1][0] == i:
            spans[-1] = (i, max(j, spans[-1][1]))
        else:
            spans.append((i, j))


def stem(word: str) -> bool:
    """Return whether a word of a term is the beginning of one."""
    return word[-1] == "*" and len(word) > 1
