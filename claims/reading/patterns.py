"""Terms that name other lexemes or leave a gap, matched over what was found of these."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from claims.reading.steps import Found

_GAP_WORDS = 7
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
    first: Place
    places: tuple[Place, ...]
    """Those behind the first."""
    asked: tuple[Place, ...]
    """Those that are no gaps."""


_Stands = tuple[int, list[tuple[int, int]]]
"""Before which places between words one word stands; and spans of several words, as the sets of where they begin and end."""


class Sentence:
    """Where patterns stand in a sentence. Sets of places between its words are numbers: bit k is set for the place before word k."""

    def __init__(self, low: list[str], found: Found) -> None:
        self._low = low
        self._found = found
        self._where: dict[str, int] = {}
        """Word -> before which places it stands."""
        self._gaps: dict[int, int] = {}
        self._stands: dict[Place, _Stands] = {}
        self._starts: dict[Place, tuple[dict[int, int], int]] = {}

    def ends(self, pattern: Pattern) -> dict[int, tuple[int, int]]:
        """Return where a pattern begins -> where it ends first, and furthest."""
        if not pattern.places and not pattern.first.words:
            return {i: (j, j) for i, j in sorted(span for name in pattern.first.names for span in self._found.get(name, ()))}
        if not self._where:
            for k, word in enumerate(self._low):
                self._where[word] = self._where.get(word, 0) | 1 << k
        starts, anywhere = self._starts.get(pattern.first) or self._begun(pattern.first)
        together = self._reached(anywhere, pattern.places)
        if not together:
            return {}
        if len(starts) == 1:
            return dict.fromkeys(starts, _ends(together))
        return {i: _ends(reached) for i, begun in starts.items() if (reached := self._reached(begun, pattern.places))}

    def _begun(self, first: Place) -> tuple[dict[int, int], int]:
        """Where the first place of a pattern stands -> the places between words that it reaches; and all of these."""
        single, longer = self._stood(first)
        starts = {i: 2 << i for i in _bits(single)}
        anywhere = single << 1
        for begin, end in longer:
            i = begin.bit_length() - 1
            starts[i] = starts.get(i, 0) | end
            anywhere |= end
        self._starts[first] = starts, anywhere
        return starts, anywhere

    def _stood(self, place: Place) -> _Stands:
        single = 0
        longer: list[tuple[int, int]] = []
        for name in place.names:
            for i, j in self._found.get(name, ()):
                if j == i + 1:
                    single |= 1 << i
                else:
                    longer.append((1 << i, 1 << j))
        for word in place.words & self._where.keys():
            single |= self._where[word]
        self._stands[place] = single, longer
        return single, longer

    def _reached(self, reached: int, places: tuple[Place, ...]) -> int:
        hyphens = self._where.get("-", 0)
        for place in places:
            if place is ANY:
                reached = self._over(reached)
                continue
            if hyphens:
                reached |= (reached & hyphens) << 1
            single, longer = self._stands.get(place) or self._stood(place)
            after = (reached & single) << 1
            for begin, end in longer:
                if reached & begin:
                    after |= end
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


def _ends(reached: int) -> tuple[int, int]:
    """The first and the last of some places."""
    return (reached & -reached).bit_length() - 1, reached.bit_length() - 1


def together(known: list[tuple[int, int]], ends: dict[int, tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans with those of a pattern of the same lexeme: all that end first, and of those that end furthest the longest."""
    longest = {i: far for i, (_, far) in ends.items()}
    for i, j in known:
        longest[i] = max(j, longest.get(i, 0))
    return sorted({*longest.items(), *known, *((i, near) for i, (near, far) in ends.items() if near < far)})


def _bits(places: int) -> Iterator[int]:
    while places:
        k = places.bit_length() - 1
        yield k
        places ^= 1 << k


def filed(patterns: list[Pattern]) -> dict[str, tuple[int, int, int]]:
    """File patterns under the words and lexemes of the three places that the fewest others ask for: all three have to be filled.

    Sets of patterns are numbers: bit k is set for that of number k.
    """
    wanted = Counter(name for pattern in patterns for place in pattern.asked for name in place.all)
    filed: dict[str, tuple[int, int, int]] = {}
    for number, pattern in enumerate(patterns):
        rare = sorted(pattern.asked, key=lambda place: sum(wanted[name] for name in place.all))
        for k in range(3) if rare else ():
            for name in rare[k % len(rare)].all:
                sets = [*filed.get(name, (0, 0, 0))]
                sets[k] |= 1 << number
                filed[name] = sets[0], sets[1], sets[2]
    return filed


def ordered(composed: dict[str, list[Pattern]]) -> list[Pattern]:
    """Return patterns in order: a lexeme comes after those that it names."""
    depth: dict[str, int] = {}

    def deep(name: str) -> int:
        if name not in depth:
            depth[name] = 0  # a lexeme that names itself is not looked for twice
            others = [other for pattern in composed[name] for place in (pattern.first, *pattern.places) for other in place.names]
            depth[name] = max((deep(other) + 1 for other in others if other in composed), default=0)
        return depth[name]

    return [pattern for name in sorted(composed, key=deep) for pattern in composed[name]]
