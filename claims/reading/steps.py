"""Terms without gaps: where they stand after some words, and how they go on."""

import re
from collections.abc import Collection, Iterable, Mapping

PARTS = re.compile(r"\.\.|@[\w.-]+|(?:[^\W\d_]\.)+[^\W\d_]\b|[^\W_]+(?:'(?!s\b)[^\W_]+)*\*?|'s|[^\s\w@]")
_KEPT = 60_000
"""Words that are remembered, each once behind every word that they have followed in a term."""

Spans = tuple[tuple[int, int], ...]
"""Spans of words, in the order of the text."""
Found = dict[str, Spans]
"""Lexeme name -> where it stands."""

Ends = dict[int, tuple[int, int]]
"""Where terms begin, in the order of the text, and where they end first and furthest."""
Reach = dict[str, Ends]
"""Lexeme name -> the ends of terms of it that name other lexemes."""

_Rest = tuple[str, str, bool]
"""What is left of a term, the lexeme that it is of, and whether the term names other lexemes."""


class Step(dict[str, "Step | None"]):
    """Where terms stand after some words: the lexemes that these make up, and word by word what goes on.

    A step is made when a text first takes it, so that a word is looked up and no term compared; only then the next place of a term is
    taken apart, and of a lexeme that a term names only what begins with the word.
    """

    __slots__ = ("_filed", "_longest", "_named", "_next", "_opens", "_root", "begun", "composed", "ends", "filled", "made", "names")

    def __init__(self, filed: Mapping[str, int], named: Collection[str], root: "Step | None" = None) -> None:
        """`filed`: lexeme -> what asks for it, a set of anything as a number; of the first step that of a word as it is as well.

        `named`: the lexemes that terms name; `root`: the step before any word; None: this is it.
        """
        super().__init__()
        self._filed = filed
        self._named = named
        self._root = root
        self._next: dict[str, list[_Rest]] = {}
        """Word, stem with its "*", or lexeme with its "@" -> what is left of the terms that go on with it."""
        self._longest = 0
        """Letters of the longest stem."""
        self._opens = False
        """Whether a term goes on with a lexeme."""
        self.begun: tuple[_Rest, ...] = ()
        """What begins with the word that led to it from the first step, of the lexemes that terms name."""
        self.names: tuple[str, ...] = ()
        self.composed: tuple[str, ...] = ()
        """The lexemes that the words make up by a term that names others."""
        self.ends = True
        """Whether nothing goes on."""
        self.filled = 0
        """What asks for its lexemes, or for the word that led to it."""
        self.made = 0
        """Of the first step: how many words are remembered."""

    def add(self, term: str, name: str, *, composed: bool) -> None:
        """Add what is left of a term, with single blanks between its places; `composed`: that it names other lexemes."""
        if not term:
            if composed:
                self.composed = (*self.composed, name) if name not in self.composed else self.composed
            else:
                self.names = (*self.names, name) if name not in self.names else self.names
            self.filled |= self._filed.get(name, 0)
            return
        place, _, rest = term.partition(" ")
        for option in place.split("|"):
            word, left = option, rest
            if not (option.isalnum() or (option[-1:] == "*" and option[:-1].isalnum())):
                word, *others = PARTS.findall(option) or [""]
                left = " ".join(filter(None, (*others, rest)))
            if word:
                if stem(word):
                    self._longest = max(self._longest, len(word) - 1)
                self._opens = self._opens or (word[0] == "@" and len(word) > 1)
                self._next.setdefault(word, []).append((left, name, composed))
                self.ends = False

    def __missing__(self, word: str) -> "Step | None":
        after = self._next.get
        found = dict.fromkeys(after(word, ()))
        for size in range(1, min(len(word), self._longest) + 1):
            found.update(dict.fromkeys(after(f"{word[:size]}*", ())))
        begun: list[_Rest] = []
        if self._root is None:
            begun += [(left, f"@{lexeme}", True) for left, lexeme, _ in found if lexeme in self._named]
            for left, lexeme, _ in begun:
                more = [pair for pair in _behind(left, after(lexeme, ())) if pair not in found]
                found.update(dict.fromkeys(more))
                begun += [(rest, f"@{name}", True) for rest, name, _ in more if name in self._named]
        elif self._opens and (first := self._root[word]) is not None:
            for left, lexeme, _ in first.begun:
                found.update(dict.fromkeys(_behind(left, after(lexeme, ()))))
        root = self._root or self
        if root.made >= _KEPT:
            root.clear()
            root.made = 0
        root.made += 1
        asks = self._filed.get(word, 0) if root is self else 0
        step = self[word] = Step(self._filed, self._named, root) if found or asks else None
        if step is not None:
            step.filled = asks
            step.begun = tuple(begun)
            for term, name, composed in found:
                step.add(term, name, composed=composed)
        return step


def _behind(left: str, rests: Iterable[_Rest]) -> list[_Rest]:
    """What is left of terms that name a lexeme, of which some is left itself."""
    return [(f"{left} {rest}" if left and rest else left or rest, name, True) for rest, name, _ in rests]


def go_on(step: Step, low: list[str], i: int, k: int, found: Found, reach: Reach) -> int:
    """Find the terms that begin at word i, from word k on, where the words before have led to a step; return what asks for them."""
    last = len(low) - 1
    filled = 0
    after: Step | None = step
    while k <= last and after is not None and not after.ends:
        word = low[k]
        if word == "-" and k < last and (over := after[low[k + 1]]) is not None:
            # A term need not tell of a hyphen.
            put(over, i, k + 2, found, reach)
            filled |= over.filled | go_on(over, low, i, k + 2, found, reach)
        after = after[word]
        k += 1
        if after is not None and (after.names or after.composed):
            put(after, i, k, found, reach)
            filled |= after.filled
    return filled


def put(step: Step, i: int, j: int, found: Found, reach: Reach) -> None:
    """Add the lexemes that words i to j make up."""
    for name in step.names:
        spans = found.get(name)
        if spans is None:
            found[name] = ((i, j),)
        elif spans[-1][0] == i:
            found[name] = (*spans[:-1], (i, max(j, spans[-1][1])))
        else:
            found[name] = (*spans, (i, j))
    if step.composed:
        reaching(step, i, j, reach)


def reaching(step: Step, i: int, j: int, reach: Reach) -> None:
    """Add where the terms end that words i to j make up and that name other lexemes."""
    for name in step.composed:
        ends = reach.setdefault(name, {})
        known = ends.get(i)
        ends[i] = (min(known[0], j), max(known[1], j)) if known is not None else (j, j)


def stem(word: str) -> bool:
    """Return whether a word of a term is the beginning of one."""
    return word[-1] == "*" and len(word) > 1
