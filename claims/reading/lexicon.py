"""Lexemes: named sets of terms, found in a sentence in one pass over its words.

A term is words in order, in lower case. `*` ends a stem, `|` separates alternatives in one place, `@name` stands for any term of
another lexeme, `..` stands between words for up to seven others. A hyphen is a
word of its own and may be missing in the term: "prisoner of war" finds "prisoner-of-war" as well.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod

_PARTS = re.compile(r"\.\.|@[\w.-]+|(?:[^\W\d_]\.)+[^\W\d_]\b|[^\W_]+(?:'(?!s\b)[^\W_]+)*\*?|'s|[^\s\w@]")
_MEMO = 20_000
_LONGEST = 5000
_SHORTEST_STEM = 1
_GAP_WORDS = 7
_INNER = frozenset({",", "-", "'s", '"', "'", ".", "(", ")"})
GAP = ".."

Found = dict[str, list[tuple[int, int]]]
"""Lexeme name -> spans of words, in the order of the text."""


_Sequence = tuple[tuple[str, ...], str]
"""What is left of a term of plain words, and the lexeme that it is of."""
_Entry = tuple[tuple[str, ...], dict[str, list[_Sequence]], list[tuple[str, tuple[str, ...], str]]]
"""What may begin with a word: lexemes that it makes up by itself, sequences by their second word, and sequences with a stem there."""


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of a term that names lexemes: any of some lexemes or words; neither: a gap."""

    names: tuple[str, ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A term that names lexemes, and of each of its places what may stand there."""

    name: str
    places: tuple[_Place, ...]
    asked: tuple[frozenset[str], ...]


def _pieces(term: str) -> list[list[tuple[str, ...]]]:
    """Split a term into places, each with its alternatives, each a word or some that belong together ("us-led", "russia's")."""
    return [[tuple(_PARTS.findall(option)) for option in place.split("|") if option] for place in term.lower().split()]


class Lexicon:
    """Lexemes of one language, compiled.

    Terms of plain words are found in one pass; terms that name other lexemes are then matched over what was found.
    """

    def __init__(self, lexemes: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, dict[_Sequence, None]] = {}
        self._stems: dict[str, dict[_Sequence, None]] = {}
        self._memo: dict[str, _Entry] = {}
        composed: dict[str, list[_Pattern]] = {}
        for name, terms in lexemes.items():
            for term in terms:
                if GAP in term or "@" in term:
                    composed.setdefault(name, []).append(self._composed(name, term))
                else:
                    for words in _spelled(_pieces(term), term):
                        self._add(words, name)
        self._longest = max((len(stem) for stem in self._stems), default=0)
        self._levels = _levelled(composed)

    def _add(self, words: tuple[str, ...], name: str) -> None:
        into, head = (self._stems, words[0][:-1]) if _stem(words[0]) else (self._exact, words[0])
        into.setdefault(head, {})[words[1:], name] = None

    def _composed(self, name: str, term: str) -> _Pattern:
        """Compile a term that names lexemes or has a gap.

        Stems and several words in one place become lexemes of their own; so do the plain words before a gap: it is looked for only there.
        """
        pieces = _pieces(term)
        size = 0
        while GAP in term and size < len(pieces) and not any(_reference(option) or option == (GAP,) for option in pieces[size]):
            size += 1
        places = [self._place(options) for options in pieces[size:]]
        if size:
            own = "~" + " ".join("|".join("".join(option) for option in options) for options in pieces[:size])
            for words in _spelled(pieces[:size], term):
                self._add(words, own)
            places.insert(0, _Place((own,), frozenset()))
        return _Pattern(name, tuple(places), tuple(place.words.union(place.names) for place in places if place.names or place.words))

    def _place(self, options: list[tuple[str, ...]]) -> _Place:
        names: list[str] = []
        words: list[str] = []
        for option in filter(None, options):
            if (name := _reference(option)) is not None:
                names.append(name)
            elif len(option) > 1 or _stem(option[0]):
                names.append(f"~{' '.join(option)}")
                self._add(option, names[-1])
            elif option != (GAP,):
                words += option
        return _Place(tuple(names), frozenset(words))

    def _entry(self, word: str) -> _Entry:
        found = list(self._exact.get(word, ()))
        for size in range(_SHORTEST_STEM, min(len(word), self._longest) + 1):
            found.extend(self._stems.get(word[:size], ()))
        followed: dict[str, list[_Sequence]] = {}
        for rest, name in found:
            if rest and not _stem(rest[0]):
                followed.setdefault(rest[0], []).append((rest[1:], name))
        alone = dict.fromkeys(name for rest, name in found if not rest)
        stems = [(rest[0][:-1], rest[1:], name) for rest, name in found if rest and _stem(rest[0])]
        if len(self._memo) > _MEMO:
            self._memo.clear()
        entry = self._memo[word] = (tuple(alone), followed, stems) if found else _NOTHING
        return entry

    def find(self, low: list[str]) -> Found:
        """Return where each lexeme stands among the words of a sentence: of those that begin at one word the longest."""
        found = self._plain(low)
        present = set(low)
        for level in self._levels:
            present.update(found)
            for pattern in level.named(present):
                spans = {(i, j) for i in _starts(found, low, pattern.places[0]) for j in _ends(found, low, i, pattern)}
                if spans:
                    merged: Found = {}
                    for i, j in sorted(spans.union(found.get(pattern.name, ()))):
                        _put(merged, pattern.name, i, j)
                    found.update(merged)
        return found

    def _plain(self, low: list[str]) -> Found:
        """Find the terms of plain words."""
        found: Found = {}
        memo = self._memo
        last = len(low) - 1
        for i, word in enumerate(low):
            alone, followed, stems = memo.get(word) or self._entry(word)
            for name in alone:
                if name in found:
                    found[name].append((i, i + 1))
                else:
                    found[name] = [(i, i + 1)]
            if i == last or not (followed or stems):
                continue
            for k in (i + 1, i + 2) if low[i + 1] == "-" and i + 1 < last else (i + 1,):
                for rest, name in followed.get(low[k], ()):
                    j = _follow(low, k + 1, rest) if rest else k + 1
                    if j is not None:
                        _put(found, name, i, j)
                for stem, rest, name in stems:
                    if low[k].startswith(stem) and (j := _follow(low, k + 1, rest)) is not None:
                        _put(found, name, i, j)
        return found


_NOTHING: _Entry = ((), {}, [])


def _spelled(places: list[list[tuple[str, ...]]], term: str) -> list[tuple[str, ...]]:
    """Write places of plain words out into sequences."""
    if prod(max(len(place), 1) for place in places) > _LONGEST:
        raise ValueError(f'the term "{term}" stands for more than {_LONGEST} phrases')
    return [sequence for choice in product(*places) if (sequence := tuple(word for option in choice for word in option))]


def _put(found: Found, name: str, i: int, j: int) -> None:
    spans = found.setdefault(name, [])
    if spans and spans[-1][0] == i:
        spans[-1] = (i, max(j, spans[-1][1]))
    else:
        spans.append((i, j))


def _follow(low: list[str], j: int, rest: tuple[str, ...]) -> int | None:
    """Return the word after a sequence that goes on at word j; None where it does not."""
    size = len(low)
    for want in rest:
        if j < size and want != "-" and low[j] == "-":
            j += 1
        if j >= size or not (low[j].startswith(want[:-1]) if _stem(want) else low[j] == want):
            return None
        j += 1
    return j


def _stem(word: str) -> bool:
    return word[-1] == "*" and len(word) > 1


def _reference(option: tuple[str, ...]) -> str | None:
    return option[0][1:] if len(option) == 1 and option[0][0] == "@" and len(option[0]) > 1 else None


def _starts(found: Found, low: list[str], place: _Place) -> list[int]:
    starts = [i for name in place.names for i, _ in found.get(name, ())]
    return starts + [i for i, word in enumerate(low) if word in place.words] if place.words else starts


def _ends(found: Found, low: list[str], i: int, pattern: _Pattern) -> Iterable[int]:
    """Return the words after a pattern that begins at word i."""
    reached = {i}
    size = len(low)
    hyphens = "-" in low
    for place in pattern.places:
        if not (place.names or place.words):
            reached = {k for at in reached for k in _over(low, at)}
            continue
        # A hyphen may stand before what is looked for.
        places = reached.union([at + 1 for at in reached if at < size and low[at] == "-"]) if hyphens else reached
        reached = {b for name in place.names if name in found for a, b in found[name] if a in places}
        if place.words:
            reached.update([at + 1 for at in places if at < size and low[at] in place.words])
        if not reached:
            break
    return reached


def _over(low: list[str], at: int) -> list[int]:
    """The places that a gap may reach from word `at`: over at most so many words, and no end of a clause."""
    found = [at]
    words = 0
    while at < len(low) and words < _GAP_WORDS and (low[at][0].isalnum() or low[at] in _INNER):
        words += low[at][0].isalnum()
        at += 1
        found.append(at)
    return found


class _Level:
    """Patterns, filed under the place of each whose words and lexemes the fewest others ask for."""

    def __init__(self, patterns: list[_Pattern]) -> None:
        self._patterns = patterns
        self._filed: dict[str, list[int]] = {}
        wanted = Counter(name for pattern in patterns for place in pattern.asked for name in place)
        for number, pattern in enumerate(patterns):
            for name in min(pattern.asked, key=lambda place: sum(wanted[name] for name in place), default=()):
                self._filed.setdefault(name, []).append(number)

    def named(self, present: set[str]) -> list[_Pattern]:
        """Return the patterns of which each place has something in a sentence, in order."""
        numbers = {number for name in self._filed.keys() & present for number in self._filed[name]}
        patterns = [self._patterns[number] for number in sorted(numbers)]
        return [pattern for pattern in patterns if not any(map(present.isdisjoint, pattern.asked))]


def _levelled(composed: dict[str, list[_Pattern]]) -> list[_Level]:
    """Return patterns in levels: a lexeme comes after those that it names."""
    depth: dict[str, int] = {}

    def deep(name: str) -> int:
        if name not in depth:
            depth[name] = 0  # a lexeme that names itself is not looked for twice
            others = [other for pattern in composed[name] for place in pattern.places for other in place.names]
            depth[name] = max((deep(other) + 1 for other in others if other in composed), default=0)
        return depth[name]

    levels: dict[int, list[_Pattern]] = {}
    for name, patterns in composed.items():
        levels.setdefault(deep(name), []).extend(patterns)
    return [_Level(patterns) for _, patterns in sorted(levels.items())]
