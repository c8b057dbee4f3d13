"""Terms that name other lexemes or leave a gap, matched over what was found of these."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from claims.reading.steps import Ends, Found, Spans

_GAP_WORDS = 7
_KEPT = 20_000
"""Words whose kind is remembered."""
_INNER = frozenset({",", "-", "'s", '"', "'", ".", "(", ")"})


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One place of a term that names lexemes: any of some lexemes or words; neither: a gap. Equal places are one."""

    names: tuple[str, ...]
    words: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """The lexemes and words."""
        return self.words.union(self.names)


ANY = Place((), frozenset())


@dataclass(frozen=True, slots=True)
class Pattern:
    """A term that names lexemes, and of each of its places what may stand there."""

    name: str
    places: tuple[Place, ...]

    @property
    def asked(self) -> list[Place]:
        """The places that are no gaps."""
        return [place for place in self.places if place is not ANY]


_Stands = tuple[int, list[tuple[int, int]]]
"""Before which places between words one word stands; and spans of several words, as the sets of where they begin and end."""

_ANYWHERE = -1
"""All places between words."""


class _Kinds(dict[str, str]):
    """A word -> "w", or "," for a mark within a clause, "." for one that ends it."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        kind = self[word] = "w" if word[0].isalnum() else "," if word in _INNER else "."
        return kind


_KINDS = _Kinds()
_GAP = re.compile(rf"(?:,*w){{{_GAP_WORDS}}}|(?:,*w)*,*")
"""What a gap may reach over at most, in kinds of words."""


class _Stood(dict[Place, _Stands]):
    """A place -> where what may stand there does."""

    __slots__ = ("found", "where")

    def __init__(self, low: list[str], found: Found) -> None:
        super().__init__()
        self.found = found
        where: dict[str, int] = {}
        bit = 1
        for word in low:
            where[word] = where.get(word, 0) | bit
            bit <<= 1
        self.where = where
        """Word -> before which places it stands."""

    def __missing__(self, place: Place) -> _Stands:
        single = 0
        longer: list[tuple[int, int]] = []
        where, found = self.where, self.found
        for word in place.words:
            if word in where:
                single |= where[word]
        for name in place.names:
            for i, j in found.get(name, ()):
                if j == i + 1:
                    single |= 1 << i
                else:
                    longer.append((1 << i, 1 << j))
        stands = self[place] = single, longer
        return stands


class Sentence:
    """Where patterns stand in a sentence. Sets of places between its words are numbers: bit k is set for the place before word k."""

    __slots__ = ("_gaps", "_hyphens", "_kinds", "_low", "_stood")

    def __init__(self, low: list[str], found: Found) -> None:
        self._low = low
        self._stood = _Stood(low, found)
        self._hyphens = self._stood.where.get("-", 0)
        self._kinds = ""
        """What its words are, once a gap has been looked over."""
        self._gaps: dict[int, int] = {}

    def reached(self, places: tuple[Place, ...], reached: int = _ANYWHERE) -> tuple[int, int]:
        """Return where places end that are filled in a row from some places between words on; and how many are, where not all."""
        hyphens, stood = self._hyphens, self._stood
        filled = 0
        for place in places:
            if place is ANY:
                reached = self._gaps.get(reached) or self._over(reached)
            else:
                if hyphens:
                    reached |= (reached & hyphens) << 1
                single, longer = stood[place]
                after = (reached & single) << 1
                if longer:
                    for begin, end in longer:
                        if reached & begin:
                            after |= end
                if not after:
                    return 0, filled
                reached = after
            filled += 1
        return reached, filled

    def ends(self, places: tuple[Place, ...], reached: int) -> Ends:
        """Return where a pattern stands that has been found to; `reached`: where its places end."""
        first, *others = places
        if not others and not first.words:
            return {i: (j, j) for i, j in sorted(span for name in first.names for span in self._stood.found.get(name, ()))}
        single, longer = self._stood[first]
        if not longer and not single & (single - 1):  # one word, as most begin
            return {single.bit_length() - 1: _ends(reached)}
        starts = {i: 2 << i for i in _bits(single)}
        for begin, end in longer:
            i = begin.bit_length() - 1
            starts[i] = starts.get(i, 0) | end
        each = ((i, self.reached(places[1:], starts[i])[0]) for i in sorted(starts))
        return {i: _ends(reached) for i, reached in each if reached}

    def _over(self, reached: int) -> int:
        """The places that a gap reaches: over at most so many words, and no end of a clause."""
        if not self._kinds:
            self._kinds = "".join(map(_KINDS.__getitem__, self._low))
        kinds, out, left = self._kinds, 0, reached
        while left:
            at = left.bit_length() - 1
            left ^= 1 << at
            over = _GAP.match(kinds, at)
            out |= (2 << (over.end() if over else at)) - (1 << at)
        self._gaps[reached] = out
        return out


def _ends(reached: int) -> tuple[int, int]:
    """The first and the last of some places."""
    return (reached & -reached).bit_length() - 1, reached.bit_length() - 1


def together(known: Spans | None, ends: Ends) -> Spans:
    """Spans of a lexeme with those of a pattern of it: where these end first, and of all that begin at one word the longest."""
    if not known:
        found: list[tuple[int, int]] = []
        for i, (near, far) in ends.items():
            if near < far:
                found.append((i, near))
            found.append((i, far))
        return tuple(found)
    longest = dict(known)
    spans = set(known)
    for i, (near, far) in ends.items():
        if near < far:
            spans.add((i, near))
        if longest.get(i, 0) < far:
            spans.add((i, far))
    return tuple(sorted(spans))


def _bits(places: int) -> Iterator[int]:
    while places:
        k = places.bit_length() - 1
        yield k
        places ^= 1 << k


def filed(patterns: list[Pattern]) -> dict[str, int]:
    """File patterns under the words and lexemes of the three places that the fewest others ask for: all three have to be filled.

    Sets of patterns are numbers: bit k is set for that of number k; the three sets of a word stand one behind the other in one number.
    """
    wanted = Counter(name for pattern in patterns for place in pattern.asked for name in place.all)
    filed: dict[str, int] = {}
    for number, pattern in enumerate(patterns):
        rare = sorted(dict.fromkeys(pattern.asked), key=lambda place: sum(wanted[name] for name in place.all))
        for k in range(3) if rare else ():
            for name in rare[k % len(rare)].all:
                filed[name] = filed.get(name, 0) | 1 << number + k * len(patterns)
    return filed


def unlike(patterns: list[Pattern]) -> list[tuple[int, ...]]:
    """Return of each pattern the sets of those that do not have the same first place, first two, three and so on to its last."""
    begun: dict[tuple[Place, ...], int] = {}
    for number, pattern in enumerate(patterns):
        for k in range(len(pattern.places)):
            head = pattern.places[: k + 1]
            begun[head] = begun.get(head, 0) | 1 << number
    everyone = (1 << len(patterns)) - 1
    return [tuple(everyone ^ begun[pattern.places[: k + 1]] for k in range(len(pattern.places))) for pattern in patterns]


def ordered(composed: dict[str, list[Pattern]]) -> list[Pattern]:
    """Return patterns in the order in which they stand behind one another: a lexeme comes before those that it names."""
    depth: dict[str, int] = {}

    def deep(name: str) -> int:
        if name not in depth:
            depth[name] = 0  # a lexeme that names itself is not looked for twice
            others = [other for pattern in composed[name] for place in pattern.places for other in place.names]
            depth[name] = max((deep(other) + 1 for other in others if other in composed), default=0)
        return depth[name]

    return [pattern for name in sorted(composed, key=deep) for pattern in composed[name]][::-1]
