"""From a word to what it may mean, in one look-up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rules.packs import Pack
from rules.terms import Option, Place, Unit
from rules.tokens import fold

_DIGITS = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)(?!00)\d\d")
_LARGEST = 1 << 16
"""Word forms to remember before starting afresh: no feed may fill the memory."""


@dataclass(slots=True)
class Node:
    """A place in the tree of all phrases: the words so far, as units by number."""

    concepts: list[int] = field(default_factory=list)
    """What the words so far mean."""
    next: "dict[int, Node]" = field(default_factory=dict)


class Meaning(NamedTuple):
    """The units that a word answers to."""

    begins: tuple[Node, ...]
    """The phrases that begin with it."""
    units: tuple[int, ...]
    """By number, for the phrases that go on with it."""


class Lexicon(dict[str, Meaning | None]):
    """Word as printed -> its meaning; None for most words. Fills itself as words come."""

    def __init__(self, places: Sequence[Place], packs: Sequence[Pack]) -> None:
        """`places`: the concepts, by number; `packs`: those of the languages to read in."""
        super().__init__()
        self.excepted: dict[int, int] = {}
        """Concept -> the number under which the phrases are found that hold its words and do not count."""
        self._root = Node()
        self._units: dict[Unit, int] = {}
        extra = len(places)
        for concept, place in enumerate(places):
            words, but_not = _options(place, packs)
            for option in words:
                self._add(concept, option)
            if but_not:
                self.excepted[concept] = extra
                for option in but_not:
                    self._add(extra, option)
                extra += 1
        stems = [len(unit.text) for unit in self._units if unit.kind == "stem"]
        self._lengths = range(min(stems, default=0), max(stems, default=-1) + 1)

    def _add(self, concept: int, option: Option) -> None:
        node = self._root
        for unit in option:
            node = node.next.setdefault(self._units.setdefault(unit, len(self._units)), Node())
        if concept not in node.concepts:
            node.concepts.append(concept)

    def __missing__(self, word: str) -> Meaning | None:
        if len(self) >= _LARGEST:
            self.clear()
        meaning = self[word] = self._meaning(fold(word))
        return meaning

    def _meaning(self, word: str) -> Meaning | None:
        tried = [Unit("word", word), *(Unit("stem", word[:length]) for length in self._lengths if length <= len(word))]
        if _counts(word):
            tried.append(Unit("digits"))
        units = tuple(self._units[unit] for unit in tried if unit in self._units)
        return Meaning(tuple(self._root.next[unit] for unit in units if unit in self._root.next), units) if units else None


def _counts(word: str) -> bool:
    """Whether a word is a number in digits and no year (money carries its sign, and begins with no digit)."""
    return _DIGITS.match(word) is not None and not _YEAR.fullmatch(word)


def _options(place: Place, packs: Sequence[Pack]) -> tuple[list[Option], list[Option]]:
    """What a place stands for in these languages, and what it excepts."""
    words: list[Option] = []
    but_not: list[Option] = []
    for option in place:
        if option[0].kind != "lexeme":
            words.append(option)
            continue
        for pack in packs:
            if lexeme := pack.get(option[0].text):
                words += lexeme.words
                but_not += lexeme.but_not
    return words, but_not
