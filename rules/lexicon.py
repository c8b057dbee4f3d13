"""From a word to the concepts that it is part of, in one look-up."""

import re
from collections.abc import Sequence

from rules.packs import Pack
from rules.terms import Option, Place, Unit
from rules.tokens import fold

_DIGITS = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)(?!00)\d\d")
_LARGEST = 1 << 16
"""Word forms to remember before starting afresh: no feed may fill the memory."""

Meaning = tuple[tuple[int, ...], tuple[tuple[int, Option], ...]]
"""The concepts that a word means by itself, and those it begins, with the words that have to follow."""


class Lexicon(dict[str, Meaning | None]):
    """Word as printed -> what it may mean; None for nearly all words. Fills itself as words come."""

    def __init__(self, places: Sequence[Place], pack: Sequence[Pack]) -> None:
        """`places`: the concepts, by number; `pack`: the packs of the languages to read in."""
        super().__init__()
        self.excepted: dict[int, int] = {}
        """Concept -> the number under which the phrases are found that hold its words and do not count."""
        self._words: dict[str, list[tuple[int, Option]]] = {}
        self._stems: dict[str, list[tuple[int, Option]]] = {}
        self._digits: list[tuple[int, Option]] = []
        extra = len(places)
        for concept, place in enumerate(places):
            words, but_not = _options(place, pack)
            for option in words:
                self._add(concept, option)
            if but_not:
                self.excepted[concept] = extra
                for option in but_not:
                    self._add(extra, option)
                extra += 1
        self._shortest = min(map(len, self._stems), default=0)
        self._longest = max(map(len, self._stems), default=0)

    def _add(self, concept: int, option: Option) -> None:
        first, rest = option[0], option[1:]
        match first.kind:
            case "word":
                self._words.setdefault(first.text, []).append((concept, rest))
            case "stem":
                self._stems.setdefault(first.text, []).append((concept, rest))
            case _:
                self._digits.append((concept, rest))

    def __missing__(self, word: str) -> Meaning | None:
        if len(self) >= _LARGEST:
            self.clear()
        meaning = self[word] = self._meaning(fold(word))
        return meaning

    def _meaning(self, word: str) -> Meaning | None:
        found = list(self._words.get(word, ()))
        for length in range(self._shortest, min(len(word), self._longest) + 1):
            found += self._stems.get(word[:length], ())
        if _counts(word):
            found += self._digits
        if not found:
            return None
        alone = tuple(dict.fromkeys(concept for concept, rest in found if not rest))
        begun = tuple(dict.fromkeys((concept, rest) for concept, rest in found if rest))
        return alone, begun


def follows(rest: Option, words: Sequence[str], at: int) -> bool:
    """Whether the words from `at` on are those of `rest`."""
    return at + len(rest) <= len(words) and all(_is(unit, fold(words[at + i])) for i, unit in enumerate(rest))


def _is(unit: Unit, word: str) -> bool:
    match unit.kind:
        case "word":
            return word == unit.text
        case "stem":
            return word.startswith(unit.text)
        case _:
            return _counts(word)


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
