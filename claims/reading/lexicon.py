"""Lexemes: named sets of terms, found in a sentence in one pass over its words.

A term is words in order, in lower case. `*` ends a stem, `|` separates alternatives in one place, `@name` stands for any term of
another lexeme, `..` stands between words for up to seven others. A hyphen is a
word of its own and may be missing in the term: "prisoner of war" finds "prisoner-of-war" as well.
"""

import re
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


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """One place of a term that names lexemes: any of some lexemes or words; neither: a gap. Equal places are one."""

    names: tuple[str, ...]
    words: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """The lexemes and words."""
        return self.words.union(self.names)


_ANY = _Place((), frozenset())


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A term that names lexemes, and of each of its places what may stand there."""

    name: str
    first: _Place
    places: tuple[_Place, ...]
    """Those behind the first."""
    asked: tuple[_Place, ...]
    """Those that are no gaps."""


def _pieces(places: list[str]) -> list[list[tuple[str, ...]]]:
    """Split the places of a term into alternatives, each a word or some that belong together ("us-led", "russia's")."""
    return [[tuple(_PARTS.findall(option)) for option in place.split("|") if option] for place in places]


class Lexicon:
    """Lexemes of one language, compiled.

    Terms of plain words are found in one pass; terms that name other lexemes are then matched over what was found.
    """

    def __init__(self, lexemes: Mapping[str, Iterable[str]]) -> None:
        self._begin = _Step(_MEMO)
        self._places: dict[tuple[tuple[str, ...], frozenset[str]], _Place] = {}
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
            places.insert(0, self._one((own,), frozenset()))
        return _Pattern(name, places[0], tuple(places[1:]), tuple(place for place in places if place is not _ANY))

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
        return self._one(tuple(names), frozenset(words))

    def _one(self, names: tuple[str, ...], words: frozenset[str]) -> _Place:
        return self._places.setdefault((names, words), _Place(names, words)) if names or words else _ANY

    def find(self, low: list[str]) -> Found:
        """Return where each lexeme stands among the words of a sentence: of those that begin at one word the longest."""
        found = self._plain(low)
        first = second = 0
        for name in {*low, *found} & self._filed.keys():
            rare, other = self._filed[name]
            first |= rare
            second |= other
        sentence = _Sentence(low, found)
        tried = first & second
        while tried:
            least = tried & -tried
            tried ^= least
            number = least.bit_length() - 1
            pattern = self._patterns[number]
            ends = sentence.ends(pattern)
            if ends:
                name = pattern.name
                if name in found:
                    found[name] = _together(found[name], ends)
                    continue
                found[name] = sorted(
                    span for i, (near, far) in ends.items() for span in ({(i, near), (i, far)} if near < far else ((i, far),))
                )
                if name in self._filed:
                    rare, other = self._filed[name]
                    first |= rare
                    second |= other
                    tried = first & second & -(least << 1)  # those behind the one at hand
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


_Stands = tuple[int, list[tuple[int, int]]]
"""Before which places between words one word stands; and spans of several words, as the sets of where they begin and end."""


class _Sentence:
    """Where patterns stand in a sentence. Sets of places between its words are numbers: bit k is set for the place before word k."""

    def __init__(self, low: list[str], found: Found) -> None:
        self._low = low
        self._found = found
        self._where: dict[str, int] = {}
        """Word -> before which places it stands."""
        self._gaps: dict[int, int] = {}
        self._stands: dict[_Place, _Stands] = {}
        self._starts: dict[_Place, tuple[dict[int, int], int]] = {}

    def ends(self, pattern: _Pattern) -> dict[int, tuple[int, int]]:
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

    def _begun(self, first: _Place) -> tuple[dict[int, int], int]:
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

    def _stood(self, place: _Place) -> _Stands:
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

    def _reached(self, reached: int, places: tuple[_Place, ...]) -> int:
        hyphens = self._where.get("-", 0)
        for place in places:
            if place is _ANY:
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


def _together(known: list[tuple[int, int]], ends: dict[int, tuple[int, int]]) -> list[tuple[int, int]]:
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


def _filed(patterns: list[_Pattern]) -> dict[str, tuple[int, int]]:
    """File patterns under the words and lexemes of the place that the fewest others ask for, and of the one that the next fewest do.

    Sets of patterns are numbers: bit k is set for that of number k.
    """
    wanted = Counter(name for pattern in patterns for place in pattern.asked for name in place.all)
    filed: dict[str, tuple[int, int]] = {}
    for number, pattern in enumerate(patterns):
        rare = sorted(pattern.asked, key=lambda place: sum(wanted[name] for name in place.all))
        for k, place in enumerate((rare[:2] * 2)[:2]):
            for name in place.all:
                first, second = filed.get(name, (0, 0))
                filed[name] = (first | 1 << number, second) if k == 0 else (first, second | 1 << number)
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
