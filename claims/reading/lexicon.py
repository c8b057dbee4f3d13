"""Lexemes: named sets of terms, found in a sentence in one pass over its words.

A term is words in order, in lower case. `*` ends a stem, `|` separates alternatives in one place, `@name` stands for any term of
another lexeme, `..` stands between words for up to seven others. A hyphen is a
word of its own and may be missing in the term: "prisoner of war" finds "prisoner-of-war" as well.
"""

import re
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_PARTS = re.compile(r"\.\.|@[\w.-]+|(?:[^\W\d_]\.)+[^\W\d_]\b|[^\W_]+(?:'(?!s\b)[^\W_]+)*\*?|'s|[^\s\w@]")
_MEMO = 20_000
"""Words that are remembered as the first of a term."""
_KEPT = 1000
"""Words that are remembered as the next of one."""
_GAP_WORDS = 7
_INNER = frozenset({",", "-", "'s", '"', "'", ".", "(", ")"})
GAP = ".."

Found = dict[str, list[tuple[int, int]]]
"""Lexeme name -> spans of words, in the order of the text."""


_Rest = tuple[str, str]
"""What is left of a term of plain words, and the lexeme that it is of."""


class _Step(dict[str, "_Step | None"]):
    """Where the terms of plain words stand after some words: the lexemes that these make up, and word by word what goes on.

    A step is made when a text first takes it, so that a word is looked up and no term compared; only then the next place of a term is
    taken apart.
    """

    __slots__ = ("_kept", "_stems", "_words", "ends", "names")

    def __init__(self, kept: int) -> None:
        super().__init__()
        self._kept = kept
        self._words: dict[str, list[_Rest]] = {}
        self._stems: dict[str, list[_Rest]] = {}
        self.names: dict[str, None] = {}
        self.ends = True
        """Whether nothing goes on."""

    def add(self, term: str, name: str) -> None:
        """Add what is left of a term of plain words, with single blanks between its places."""
        if not term:
            self.names[name] = None
            return
        place, _, rest = term.partition(" ")
        for option in place.split("|"):
            word, left = option, rest
            if not (option.isalnum() or (option[-1:] == "*" and option[:-1].isalnum())):
                word, *others = _PARTS.findall(option) or [""]
                left = " ".join([*others, rest])
            if word:
                into, head = (self._stems, word[:-1]) if _stem(word) else (self._words, word)
                into.setdefault(head, []).append((left, name))
                self.ends = False

    def __missing__(self, word: str) -> "_Step | None":
        found = dict.fromkeys(self._words.get(word, ()))
        for size in range(1, len(word) + 1) if self._stems else ():
            found.update(dict.fromkeys(self._stems.get(word[:size], ())))
        if len(self) >= self._kept:
            self.clear()
        step = self[word] = _Step(_KEPT) if found else None
        if step is not None:
            for term, name in found:
                step.add(term, name)
        return step


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of a term that names lexemes: any of some lexemes or words; neither: a gap."""

    names: tuple[str, ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A term that names lexemes, and of each of its places what may stand there."""

    name: str
    first: _Place
    places: tuple[_Place, ...]
    """Those behind the first."""
    asked: tuple[frozenset[str], ...]


def _pieces(places: list[str]) -> list[list[tuple[str, ...]]]:
    """Split the places of a term into alternatives, each a word or some that belong together ("us-led", "russia's")."""
    return [[tuple(_PARTS.findall(option)) for option in place.split("|") if option] for place in places]


class Lexicon:
    """Lexemes of one language, compiled.

    Terms of plain words are found in one pass; terms that name other lexemes are then matched over what was found.
    """

    def __init__(self, lexemes: Mapping[str, Iterable[str]]) -> None:
        self._begin = _Step(_MEMO)
        composed: dict[str, list[_Pattern]] = {}
        for name, terms in lexemes.items():
            for term in terms:
                if GAP in term or "@" in term:
                    composed.setdefault(name, []).append(self._composed(name, term))
                else:
                    self._begin.add(" ".join(term.lower().split()), name)
        self._patterns = _ordered(composed)
        self._filed = _filed(self._patterns)

    def _composed(self, name: str, term: str) -> _Pattern:
        """Compile a term that names lexemes or has a gap.

        Stems and several words in one place become lexemes of their own; so do the plain words before a gap: it is looked for only there.
        """
        printed = term.lower().split()
        pieces = _pieces(printed)
        size = 0
        while GAP in term and size < len(pieces) and not any(_reference(option) or option == (GAP,) for option in pieces[size]):
            size += 1
        places = [self._place(options) for options in pieces[size:]]
        if size:
            own = "~" + " ".join("|".join("".join(option) for option in options) for options in pieces[:size])
            self._begin.add(" ".join(printed[:size]), own)
            places.insert(0, _Place((own,), frozenset()))
        return _Pattern(
            name, places[0], tuple(places[1:]), tuple(place.words.union(place.names) for place in places if place.names or place.words)
        )

    def _place(self, options: list[tuple[str, ...]]) -> _Place:
        names: list[str] = []
        words: list[str] = []
        for option in filter(None, options):
            if (name := _reference(option)) is not None:
                names.append(name)
            elif len(option) > 1 or _stem(option[0]):
                names.append(f"~{' '.join(option)}")
                self._begin.add(" ".join(option), names[-1])
            elif option != (GAP,):
                words += option
        return _Place(tuple(names), frozenset(words))

    def find(self, low: list[str]) -> Found:
        """Return where each lexeme stands among the words of a sentence: of those that begin at one word the longest."""
        found = self._plain(low)
        present = {*low, *found}
        queue = sorted({number for name in self._filed.keys() & present for number in self._filed[name]})
        sentence = _Sentence(low, found)
        for number in queue:  # it grows behind the pattern at hand
            pattern = self._patterns[number]
            if not any(map(present.isdisjoint, pattern.asked)) and (spans := sentence.spans(pattern)):
                name = pattern.name
                near = {(i, j) for i, j in sentence.near.items() if j < spans[i]}
                known = found.get(name, ())
                for i, j in known:
                    spans[i] = max(j, spans.get(i, 0))
                found[name] = sorted({*spans.items(), *near, *known} if near or known else spans.items())
                if name not in present:
                    present.add(name)
                    for later in self._filed.get(name, ()):
                        if later > number and later not in queue:
                            insort(queue, later)
        return found

    def _plain(self, low: list[str]) -> Found:
        """Find the terms of plain words."""
        found: Found = {}
        begin = self._begin
        last = len(low) - 1
        for i, word in enumerate(low):
            step = begin[word]
            if step is None:
                continue
            if step.names:
                span = (i, i + 1)
                for name in step.names:
                    if name in found:
                        found[name].append(span)
                    else:
                        found[name] = [span]
            if not step.ends and i < last and (step[low[i + 1]] is not None or low[i + 1] == "-"):
                _go_on(step, low, i, i + 1, found)
        return found


def _go_on(step: _Step, low: list[str], i: int, k: int, found: Found) -> None:
    """Find the terms that begin at word i, from word k on, where the words before have led to a step."""
    last = len(low) - 1
    after: _Step | None = step
    while k <= last and after is not None and not after.ends:
        word = low[k]
        if word == "-" and k < last and (over := after[low[k + 1]]) is not None:
            # A term need not tell of a hyphen.
            _put(found, over.names, i, k + 2)
            _go_on(over, low, i, k + 2, found)
        after = after[word]
        k += 1
        if after is not None and after.names:
            _put(found, after.names, i, k)


def _put(found: Found, names: Iterable[str], i: int, j: int) -> None:
    for name in names:
        spans = found.setdefault(name, [])
        if spans and spans[-1][0] == i:
            spans[-1] = (i, max(j, spans[-1][1]))
        else:
            spans.append((i, j))


def _stem(word: str) -> bool:
    return word[-1] == "*" and len(word) > 1


def _reference(option: tuple[str, ...]) -> str | None:
    return option[0][1:] if len(option) == 1 and option[0][0] == "@" and len(option[0]) > 1 else None


class _Sentence:
    """Where patterns stand in a sentence. Sets of places between its words are numbers: bit k is set for the place before word k."""

    def __init__(self, low: list[str], found: Found) -> None:
        self._low = low
        self._found = found
        self._where: dict[str, int] = {}
        """Word -> before which places it stands."""
        self._gaps: dict[int, int] = {}
        self.near: dict[int, int] = {}
        """Where the pattern looked for last begins -> where it ends first."""

    def spans(self, pattern: _Pattern) -> dict[int, int]:
        """Return where a pattern begins -> where it ends, the furthest."""
        found = self._found
        self.near = {}
        if not pattern.places and not pattern.first.words:
            return dict(sorted(span for name in pattern.first.names for span in found.get(name, ())))
        if not self._where:
            for k, word in enumerate(self._low):
                self._where[word] = self._where.get(word, 0) | 1 << k
        starts: dict[int, int] = {}
        for name in pattern.first.names:
            for i, j in found.get(name, ()):
                starts[i] = starts.get(i, 0) | 1 << j
        if pattern.first.words:
            for word in pattern.first.words & self._where.keys():
                for i in _bits(self._where[word]):
                    starts[i] = starts.get(i, 0) | 2 << i
        ends = {i: reached for i, begun in starts.items() if (reached := self._reached(begun, pattern.places))}
        self.near = {i: (reached & -reached).bit_length() - 1 for i, reached in ends.items()}
        return {i: reached.bit_length() - 1 for i, reached in ends.items()}

    def _reached(self, reached: int, places: tuple[_Place, ...]) -> int:
        hyphens = self._where.get("-", 0)
        for place in places:
            if not (place.names or place.words):
                reached = self._over(reached)
                continue
            reached |= (reached & hyphens) << 1
            after = 0
            for name in place.names:
                for i, j in self._found.get(name, ()):
                    if reached >> i & 1:
                        after |= 1 << j
            for word in place.words:
                after |= (reached & self._where.get(word, 0)) << 1
            if not after:
                return 0
            reached = after
        return reached

    def _over(self, reached: int) -> int:
        """The places that a gap reaches: over at most so many words, and no end of a clause."""
        out = self._gaps.get(reached)
        if out is None:
            out = 0
            for at in _bits(reached):
                k, words = at, 0
                while k < len(self._low) and words < _GAP_WORDS and (self._low[k][0].isalnum() or self._low[k] in _INNER):
                    words += self._low[k][0].isalnum()
                    k += 1
                out |= (2 << k) - (1 << at)
            self._gaps[reached] = out
        return out


def _bits(places: int) -> Iterator[int]:
    while places:
        k = places.bit_length() - 1
        yield k
        places ^= 1 << k


def _filed(patterns: list[_Pattern]) -> dict[str, list[int]]:
    """File the numbers of patterns under the place of each whose words and lexemes the fewest others ask for."""
    wanted = Counter(name for pattern in patterns for place in pattern.asked for name in place)
    filed: dict[str, list[int]] = {}
    for number, pattern in enumerate(patterns):
        for name in min(pattern.asked, key=lambda place: sum(wanted[name] for name in place), default=()):
            filed.setdefault(name, []).append(number)
    return filed


def _ordered(composed: dict[str, list[_Pattern]]) -> list[_Pattern]:
    """Return patterns in order: a lexeme comes after those that it names."""
    depth: dict[str, int] = {}

    def deep(name: str) -> int:
        if name not in depth:
            depth[name] = 0  # a lexeme that names itself is not looked for twice
            others = [other for pattern in composed[name] for place in (pattern.first, *pattern.places) for other in place.names]
            depth[name] = max((deep(other) + 1 for other in others if other in composed), default=0)
        return depth[name]

    return [pattern for name in sorted(composed, key=deep) for pattern in composed[name]]
