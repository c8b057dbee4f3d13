"""Lexemes: named sets of terms, found in a sentence in one pass over its words.

A term is words in order, in lower case. `*` ends a stem, `|` separates alternatives in one place, `@name` stands for any term of
another lexeme, `..` stands between words for up to seven others. A hyphen is a
word of its own and may be missing in the term: "prisoner of war" finds "prisoner-of-war" as well.
"""

from collections.abc import Iterable, Mapping
from itertools import chain, dropwhile

from claims.reading.patterns import ANY, Pattern, Place, Sentence, filed, ordered, together, unlike
from claims.reading.steps import PARTS, Found, Reach, Spans, Step, go_on, reaching, stem

GAP = ".."


def _pieces(places: list[str]) -> list[list[tuple[str, ...]]]:
    """Split the places of a term into alternatives, each a word or some that belong together ("us-led", "russia's")."""
    return [[tuple(PARTS.findall(option)) for option in place.split("|") if option] for place in places]


class Lexicon:
    """Lexemes of one language, compiled.

    Terms without gaps are found in one pass; those with gaps, and those that name lexemes with gaps, are then matched over what was found.
    """

    def __init__(self, lexemes: Mapping[str, Iterable[str]], same: Mapping[str, str] | None = None) -> None:
        """`same`: words that are taken for another, in terms as in sentences."""
        self._same = same or {}
        self._filed: dict[str, int] = {}
        named = {term: _named(term) for terms in lexemes.values() for term in terms if "@" in term}
        self._begin = Step(self._filed, frozenset(chain.from_iterable(named.values())))
        self._places: dict[tuple[tuple[str, ...], frozenset[str]], Place] = {}
        composed: dict[str, list[Pattern]] = {}
        gapless = _gapless(lexemes, named)
        for name, terms in lexemes.items():
            for printed in terms:
                term = self._plainly(printed) if self._same and not name.startswith("ent:") else printed
                if GAP in term or not all(map(gapless.__getitem__, named.get(printed, ()))):
                    composed.setdefault(name, []).append(self._composed(name, term))
                else:
                    self._begin.add(" ".join(term.lower().split()), name, composed="@" in term)
        self._patterns = ordered(composed)
        self._filed.update(filed(self._patterns))
        self._unlike = unlike(self._patterns)

    def _plainly(self, term: str) -> str:
        """Return a term with the one form of words that have several."""
        if self._same.keys().isdisjoint(term.replace("|", " ").split()):
            return term
        places = (dict.fromkeys(self._same.get(word, word) for word in place.split("|")) for place in term.lower().split())
        return " ".join(map("|".join, places))

    def _composed(self, name: str, term: str) -> Pattern:
        """Compile a term that names lexemes or has a gap.

        Stems and several words in one place become lexemes of their own; so do the plain words before a gap: it is looked for only there.
        A gap that nothing stands before is none: anything may stand there anyway.
        """
        printed = term.lower().split()
        pieces = _pieces(printed)
        size = 0
        while GAP in term and size < len(pieces) and not any(_reference(option) or option == (GAP,) for option in pieces[size]):
            size += 1
        places = [self._place(options) for options in pieces[size:]]
        if size == 1 and all(len(option) == 1 and not stem(option[0]) for option in pieces[0]):
            places.insert(0, self._place(pieces[0]))
        elif size:
            own = "~" + " ".join("|".join("".join(option) for option in options) for options in pieces[:size])
            self._begin.add(" ".join(printed[:size]), own, composed=False)
            places.insert(0, self._one((own,), frozenset()))
        return Pattern(name, tuple(dropwhile(lambda place: place is ANY, places)))

    def _place(self, options: list[tuple[str, ...]]) -> Place:
        names: list[str] = []
        words: list[str] = []
        for option in filter(None, options):
            if (name := _reference(option)) is not None:
                names.append(name)
            elif len(option) > 1 or stem(option[0]):
                names.append(f"~{' '.join(option)}")
                self._begin.add(" ".join(option), names[-1], composed=False)
            elif option != (GAP,):
                words += option
        return self._one(tuple(names), frozenset(words))

    def _one(self, names: tuple[str, ...], words: frozenset[str]) -> Place:
        return self._places.setdefault((names, words), Place(names, words)) if names or words else ANY

    def find(self, low: list[str]) -> Found:
        """Return where each lexeme stands among the words of a sentence: of those that begin at one word the longest."""
        low = self._as_terms(low)
        found: Found = {}
        filled = self._plain(low, found)
        tried = self._whole(filled)
        if not tried:
            return found
        sentence = Sentence(low, found)
        hopeful = -1
        while tried:
            number = tried.bit_length() - 1
            tried ^= 1 << number
            pattern = self._patterns[number]
            reached, filled_in_row = sentence.reached(pattern.places)
            if not reached:
                hopeful &= self._unlike[number][filled_in_row]
                tried &= hopeful
                continue
            name = pattern.name
            known = found.get(name)
            if known is None and self._filed.get(name, 0) & ~filled:
                filled |= self._filed[name]
                tried = self._whole(filled) & (1 << number) - 1 & hopeful  # those behind the one at hand
            found[name] = together(known, sentence.ends(pattern.places, reached))
        return found

    def _whole(self, filled: int) -> int:
        """The patterns of which all three sets that they are filed in are filled."""
        size = len(self._patterns)
        return filled & filled >> size & filled >> 2 * size & (1 << size) - 1

    def plain(self, low: list[str]) -> Found:
        """Return where the terms without gaps stand, such as names: what `find` returns without the others."""
        found: Found = {}
        self._plain(self._as_terms(low), found)
        return found

    def _as_terms(self, low: list[str]) -> list[str]:
        """Return words as terms have them."""
        if not self._same or self._same.keys().isdisjoint(low):
            return low
        return [self._same.get(word, word) for word in low]

    def _plain(self, low: list[str], found: Found) -> int:
        """Find the terms without gaps; return the patterns that ask for some of them or for words of the sentence, as they are filed."""
        begin = self._begin
        filled = 0
        reach: Reach = {}
        stands = found.setdefault
        behind = [*low[1:], ""]  # no term goes on with nothing
        for i, (step, after) in enumerate(zip(map(begin.__getitem__, low), behind, strict=True)):
            if step is None:
                continue
            filled |= step.filled
            alone = _ALONE[i]
            for name in step.names:
                if (spans := stands(name, alone)) is not alone:
                    found[name] = spans + alone
            if step.composed:
                reaching(step, i, i + 1, reach)
            if not step.ends and (step[after] is not None or after == "-"):
                filled |= go_on(step, low, i, i + 1, found, reach)
        for name, ends in reach.items():
            found[name] = together(found.get(name), ends)
        return filled


class _Alone(dict[int, Spans]):
    """A word -> the span of it alone, one for all that stand there: most terms are one word, and most lexemes stand once."""

    def __missing__(self, i: int) -> Spans:
        spans = self[i] = ((i, i + 1),)
        return spans


_ALONE = _Alone()


def _named(term: str) -> set[str]:
    """The lexemes that a term names."""
    return {piece[1:] for piece in PARTS.findall(term.lower()) if piece[0] == "@"}


def _gapless(lexemes: Mapping[str, Iterable[str]], named: Mapping[str, set[str]]) -> dict[str, bool]:
    """Whether each lexeme has no gaps, nor those that its terms name, and names itself by none of them; `named`: what a term names."""
    found: dict[str, bool] = {}

    def gapless(name: str) -> bool:
        if name not in found:
            found[name] = False  # a lexeme that names itself
            found[name] = all(GAP not in term and all(map(gapless, sorted(named.get(term, ())))) for term in lexemes.get(name, ()))
        return found[name]

    for name in chain(lexemes, chain.from_iterable(named.values())):
        gapless(name)
    return found


def _reference(option: tuple[str, ...]) -> str | None:
    return option[0][1:] if len(option) == 1 and option[0][0] == "@" and len(option[0]) > 1 else None
