"""Telling at little cost that a text names nobody of some entities, which is what most texts do."""

import re
from collections.abc import Iterable, Mapping

from claims.shipped import Entity

_LETTERS = "[^\\W\\d_\u02bc]+"  # the modifier apostrophe is a letter to Unicode, and none to readers
_WORD, _PIECE = re.compile(_LETTERS), re.compile(rf"{_LETTERS}\*?")
_KEPT = 20_000
"""Pieces of text that are remembered."""


class Names(dict[str, bool]):
    """What stands between two blanks -> whether a name of the entities may hold some of it. Fills itself as words come.

    Of a name of several words one has to be known: the longest, unless another is known already.
    """

    def __init__(self, entities: Iterable[Entity], same: Iterable[Mapping[str, str]] = ()) -> None:
        """`same`: by language, words that readers take for another."""
        super().__init__()
        self._same = tuple(same)
        self._words: set[str] = set()
        self._stems: set[str] = set()
        self._longest = 0
        """Letters of the longest stem: a text of 200,000 letters and no blank is one word."""
        terms = {term.lower() for entity in entities for found in entity.terms.values() for term in found}
        for term in sorted(terms, key=lambda term: (term.count(" "), term)):
            self._add(term)

    def _add(self, term: str) -> None:
        longest = [[max(_PIECE.findall(option), key=len, default="*") for option in place.split("|")] for place in term.split()]
        if not any(all(map(self._has, options)) for options in longest):
            for piece in max(longest, key=lambda options: min(map(len, options))):
                word = piece.rstrip("*")
                if word == piece:
                    self._words.add(word)
                else:
                    self._stems.add(word)
                    self._longest = max(self._longest, len(word))

    def _has(self, piece: str) -> bool:
        word = piece.rstrip("*")
        return (word == piece and word in self._words) or any(
            word[:size] in self._stems for size in range(min(len(word), self._longest) + 1)
        )

    def __missing__(self, printed: str) -> bool:
        if len(self) >= _KEPT:
            self.clear()
        found = self[printed] = any(
            self._has(form) for word in _WORD.findall(printed.lower()) for form in (word, *(same.get(word, word) for same in self._same))
        )
        return found

    def may_be_in(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """Return whether text[start:end] may name one of the entities; False: it names none."""
        return any(map(self.__getitem__, text[start:end].split()))
