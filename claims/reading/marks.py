"""What the lexicon found in a sentence, asked by place."""

from itertools import compress

from claims.reading.steps import Found, Spans
from claims.reading.words import Words

_NOWHERE: dict[int, int] = {}
_REFLEXIVE = ("ться", "тся", "лись", "лися", "лась", "лася", "лось", "лося", "лся", "вся")
"""How Slavic verbs end that tell what somebody does or what is done to him."""


class _Parted(dict[str, tuple[str, str, str] | None]):
    """Lexeme -> the same with its family and its word; None for one of no family. There are no more of them than terms were given names."""

    def __missing__(self, name: str) -> tuple[str, str, str] | None:
        family, colon, word = name.partition(":")
        parted = self[name] = (name, family, word) if colon else None
        return parted


_PARTED = _Parted()


class Marks:
    """A sentence's words with the lexemes that stand in it.

    Lexemes named "family:word" ("month:2") are asked by family; all others by name.
    """

    __slots__ = ("_any", "_at", "_families", "_sets", "found", "kinds", "lang", "low", "members", "words")

    def __init__(
        self,
        words: Words,
        found: Found,
        lang: str,
        kinds: frozenset[str] = frozenset(),
        cues: frozenset[str] = frozenset(),
    ) -> None:
        """`kinds`: the lexemes of what is counted; `cues`: those of what happens to it."""
        self.words = words
        self.kinds = kinds
        self.low = words.low
        self.found = found
        self.lang = lang
        self.members: dict[str, list[tuple[str, Spans]]] = {}
        """Family -> its words that stand in the sentence, each with where."""
        for name, family, word in filter(None, map(_PARTED.__getitem__, found)):
            self.members.setdefault(family, []).append((word, found[name]))
        self._sets = {"thing": kinds, "cue": cues}
        self._at: dict[str, dict[int, int]] = {}
        self._families: dict[str, dict[int, tuple[int, str]]] = {}
        self._any: dict[frozenset[str], set[int]] = {}

    def __len__(self) -> int:
        return len(self.low)

    def spans(self, name: str) -> Spans:
        """Return where a lexeme stands."""
        return self.found.get(name, ())

    def starts(self, name: str) -> dict[int, int]:
        """Return first word -> word after the last, for a lexeme, or for all that are counted ("thing") or tell what happened ("cue")."""
        places = self._at.get(name)
        return places if places is not None else self._begun(name)

    def _begun(self, name: str) -> dict[int, int]:
        """What `starts` returns, kept; of a set of lexemes the longest where several begin at one word."""
        names = self._sets.get(name)
        if names is None:
            places = self._at[name] = dict(self.found[name]) if name in self.found else _NOWHERE
            return places
        places = self._at[name] = {}
        for one in names.intersection(self.found):  # the larger set is not gone over
            for i, j in self.found[one]:
                if places.get(i, 0) < j:
                    places[i] = j
        return places

    def is_(self, name: str, k: int) -> bool:
        """Return whether a lexeme begins at word k."""
        # Most that are asked for stand nowhere in the sentence, and the others in few places.
        if name in self.found:
            for span in self.found[name]:  # noqa: SIM110 -- a generator would cost more than what it goes over
                if span[0] == k:
                    return True
            return False
        return name in self._sets and k in self.starts(name)

    def one_of(self, names: frozenset[str], k: int) -> bool:
        """Return whether one of some lexemes begins at word k."""
        begun = self._any.get(names)
        if begun is None:
            begun = self._any[names] = {i for name in self.found.keys() & names for i, _ in self.found[name]}
        return k in begun

    def within(self, name: str, first: int, last: int) -> bool:
        """Return whether a lexeme begins among words first to last."""
        return name in self.found and any(first <= i < last for i, _ in self.found[name])

    def likely(self, names: frozenset[str], families: frozenset[str]) -> set[int]:
        """Return the words in figures, and those at which one of some lexemes or families begins."""
        number = self.words.number
        found = set(compress(range(len(number)), number))
        for name in self.found.keys() & names:
            found.update(self.starts(name))
        for family in self.members.keys() & families:
            found.update(self.family(family))
        return found

    def family(self, family: str) -> dict[int, tuple[int, str]]:
        """Return first word -> (word after the last, the word of the family), for a family of lexemes."""
        known = self._families.get(family)
        if known is None:
            known = self._families[family] = {}
            for word, spans in self.members.get(family, ()):
                for i, j in spans:
                    if i not in known or known[i][0] < j:
                        known[i] = (j, word)
        return known

    def word(self, family: str, k: int) -> str | None:
        """Return which word of a family begins at word k."""
        found = self.family(family).get(k) if family in self.members else None
        return found[1] if found else None

    def value(self, family: str, k: int) -> float | None:
        """Return the number that a word of a family stands for."""
        found = self.family(family).get(k) if family in self.members else None
        return float(found[1]) if found else None

    def end(self, family: str, k: int) -> int:
        """Return the word after the word of a family that begins at k."""
        return self.family(family)[k][0]

    def ending(self, name: str, k: int) -> int | None:
        """Return the first word of a lexeme that ends before word k; of several the longest."""
        best = None
        for i, j in self.found.get(name, ()):
            if j == k and (best is None or i < best):
                best = i
        return best

    def any_(self, name: str) -> bool:
        """Return whether a lexeme stands anywhere in the sentence."""
        return name in self.found

    def things(self, i: int, j: int) -> set[str]:
        """Return the lexemes of things that stand exactly at words i to j, or end there."""
        return {name for name in self.kinds.intersection(self.found) if any(a <= i and b == j for a, b in self.found[name])}

    def thing_near(self, k: int) -> bool:
        """Return whether a thing begins at word k or within the three after it."""
        return any(self.is_("thing", at) for at in range(k, k + 4))

    def verbal(self, k: int) -> bool:
        """Return whether the word tells what happened: it begins a cue, or looks like a participle or an adverb."""
        if k >= len(self.low):
            return True
        low = self.low[k]
        if self.is_("adjectival", k) and any(low.endswith("s") for low in self.low[k + 1 : k + 3]):
            return False  # "guided bombs", "guided aerial bombs"
        endings = ("ed", "ing", "ly") if self.lang == "en" else _REFLEXIVE
        return self.is_("cue", k) or self.is_("stop", k) or low.endswith(endings)

    def counts(self, k: int) -> bool:
        """Return whether the number at word k is followed by what can be counted, and does not come after "in" or the like."""
        thing = self.is_("thing", k + 1) or (self.lang != "en" and self.is_("thing", k + 2) and not self.is_("year-word", k + 1))
        told = (self.lang == "en" and self.is_("of", k - 1)) or self.ending("in-return", k) is not None  # "в обмен на 1968 заключенных"
        return thing and not (k and self.is_("in-date", k - 1) and not told)
