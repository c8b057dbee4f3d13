"""Lexemes: named sets of terms, found in a sentence in one pass over its words.

A term is words in order, in lower case. `*` ends a stem, `|` separates alternatives in one place, `@name` stands for any term of
another lexeme, `..` stands between words for up to seven others. A hyphen is a
word of its own and may be missing in the term: "prisoner of war" finds "prisoner-of-war" as well.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import product

_PARTS = re.compile(r"\.\.|@[\w.-]+|(?:[^\W\d_]\.)+[^\W\d_]\b|[^\W_]+(?:'(?!s\b)[^\W_]+)*\*?|'s|[^\s\w@]")
_MEMO = 20_000
_LONGEST = 5000
_SHORTEST_STEM = 1
_GAP_WORDS = 7
_INNER = frozenset({",", "-", "'s", '"', "'", "."})
GAP = ".."

Found = dict[str, list[tuple[int, int]]]
"""Lexeme name -> spans of words, in the order of the text."""


def _pieces(term: str) -> list[list[tuple[str, ...]]]:
    """Split a term into places, each with its alternatives, each a word or some that belong together ("us-led", "russia's")."""
    return [[tuple(_PARTS.findall(option)) for option in place.split("|") if option] for place in term.lower().split()]


class Lexicon:
    """Lexemes of one language, compiled.

    Terms of plain words are found in one pass; terms that name other lexemes are then matched over what was found.
    """

    def __init__(self, lexemes: Mapping[str, Iterable[str]]) -> None:
        self._exact: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._memo: dict[str, _Entry] = {}
        composed: dict[str, list[_Pattern]] = {}
        for name, terms in lexemes.items():
            plain: dict[tuple[str, ...], None] = {}
            for term in terms:
                if GAP in term:
                    composed.setdefault(name, []).append(self._gapped(term))
                elif "@" in term:
                    composed.setdefault(name, []).append([[_named(option) for option in place if option] for place in _pieces(term)])
                else:
                    plain.update(dict.fromkeys(_spelled(term)))
            for head, *rest in plain:
                into, key = (self._stems, head[:-1]) if head.endswith("*") else (self._exact, head)
                into.setdefault(key, []).append((tuple(rest), name))
        self._longest = max((len(stem) for stem in self._stems), default=0)
        self._levels = _levelled(composed)

    def _gapped(self, term: str) -> "_Pattern":
        """A term with a gap; its first places, where they are plain words, become a lexeme, so that it is looked for only there."""
        pattern = [[option for option in place if option] for place in _pieces(term)]
        head: list[list[tuple[str, ...]]] = []
        while pattern and not any(_reference(option) or option == (GAP,) for option in pattern[0]):
            head.append(pattern.pop(0))
        if not head:
            return [[_named(option) for option in place] for place in pattern]
        name = f"~{' '.join('|'.join(''.join(option) for option in place) for place in head)}"
        for sequence in product(*head):
            first, *rest = (word for option in sequence for word in option)
            into, key = (self._stems, first[:-1]) if first.endswith("*") else (self._exact, first)
            entry = (tuple(rest), name)
            if entry not in into.setdefault(key, []):
                into[key].append(entry)
        return [[name], *([_named(option) for option in place] for place in pattern)]

    def _entry(self, word: str) -> "_Entry":
        """What may begin with a word: lexemes that it makes up by itself, and sequences by their second word, or by a stem of it."""
        known = self._memo.get(word)
        if known is None:
            found = list(self._exact.get(word, ()))
            for size in range(_SHORTEST_STEM, min(len(word), self._longest) + 1):
                found.extend(self._stems.get(word[:size], ()))
            alone: list[str] = []
            followed: dict[str, list[tuple[tuple[str, ...], str]]] = {}
            stems: list[tuple[tuple[str, ...], str]] = []
            for rest, name in found:
                if not rest:
                    alone.append(name)
                elif rest[0].endswith("*"):
                    stems.append((rest, name))
                else:
                    followed.setdefault(rest[0], []).append((rest, name))
            if len(self._memo) > _MEMO:
                self._memo.clear()
            known = self._memo[word] = (alone, followed, stems)
        return known

    def find(self, low: list[str]) -> Found:  # noqa: C901 -- one case after another
        """Return where each lexeme stands among the words of a sentence: of those that begin at one word the longest."""
        found: Found = {}
        last = len(low) - 1
        for i, word in enumerate(low):
            alone, followed, stems = self._entry(word)
            for name in alone:
                _put(found, name, i, i + 1)
            if i == last or not (followed or stems):
                continue
            longer = followed.get(low[i + 1], ())
            if low[i + 1] == "-" and i + 1 < last:
                longer = (*longer, *followed.get(low[i + 2], ()))
            for rest, name in (*longer, *stems):
                j = _follow(low, i + 1, rest)
                if j is not None:
                    _put(found, name, i, j)
        present = set(low)
        for level in self._levels:
            for need in sorted(level.keys() & found.keys()):
                for name, pattern in level[need]:
                    if not _possible(found, present, pattern):
                        continue
                    spans = {(i, j) for i in _starts(found, low, pattern[0]) for j in _ends(found, low, i, pattern)}
                    if spans:
                        merged: Found = {}
                        for i, j in sorted(spans.union(found.get(name, ()))):
                            _put(merged, name, i, j)
                        found[name] = merged[name]
        return found


_Pattern = list[list[str | tuple[str, ...]]]
"""Places, each with its alternatives: the name of a lexeme, or words."""
_Entry = tuple[list[str], dict[str, list[tuple[tuple[str, ...], str]]], list[tuple[tuple[str, ...], str]]]


def _spelled(term: str) -> list[tuple[str, ...]]:
    """Write a term of plain words out into sequences."""
    places = _pieces(term)
    size = 1
    for place in places:
        size *= max(len(place), 1)
    if size > _LONGEST:
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
        if j >= size or not (low[j].startswith(want[:-1]) if len(want) > 1 and want[-1] == "*" else low[j] == want):
            return None
        j += 1
    return j


def _reference(option: tuple[str, ...]) -> str | None:
    return option[0][1:] if len(option) == 1 and option[0][0] == "@" and len(option[0]) > 1 else None


def _named(option: tuple[str, ...]) -> str | tuple[str, ...]:
    return _reference(option) or option


def _possible(found: Found, present: set[str], pattern: _Pattern) -> bool:
    """Whether every place of a pattern has a lexeme or a word in the sentence; stems are not looked for here."""
    for place in pattern:
        for option in place:
            if isinstance(option, str):
                if option in found:
                    break
            elif option[0] in present or option[0] == GAP or option[0][-1] == "*":
                break
        else:
            return False
    return True


def _starts(found: Found, low: list[str], place: list[str | tuple[str, ...]]) -> list[int]:
    starts: list[int] = []
    for option in place:
        if isinstance(option, str):
            starts += [i for i, _ in found.get(option, ())]
        else:
            head = option[0]
            stem = head[:-1] if head[-1] == "*" and len(head) > 1 else None
            starts += [
                i for i, word in enumerate(low) if (word.startswith(stem) if stem else word == head) and _follow(low, i, option) is not None
            ]
    return starts


def _ends(found: Found, low: list[str], i: int, pattern: _Pattern) -> list[int]:
    """Return the words after a pattern that begins at word i."""
    places = [i]
    for place in pattern:
        if place[0] == (GAP,):
            places = list(dict.fromkeys(k for at in places for k in _over(low, at)))
            continue
        reached: list[int] = []
        for option in place:
            if isinstance(option, str):
                spans = found.get(option)
                if spans:
                    wanted = {at + 1 if at < len(low) and low[at] == "-" else at for at in places}.union(places)
                    reached += [b for a, b in spans if a in wanted]
            else:
                reached += [end for at in places if (end := _follow(low, at, option)) is not None]
        if not reached:
            return []
        places = list(dict.fromkeys(reached))
    return places


def _over(low: list[str], at: int) -> list[int]:
    """The places that a gap may reach from word `at`: over at most so many words, and no end of a clause."""
    found = [at]
    words = 0
    while at < len(low) and words < _GAP_WORDS and (low[at][0].isalnum() or low[at] in _INNER):
        words += low[at][0].isalnum()
        at += 1
        found.append(at)
    return found


def _levelled(composed: dict[str, list[_Pattern]]) -> list[dict[str, list[tuple[str, _Pattern]]]]:
    """Return patterns by a lexeme that they cannot do without, in levels: a lexeme comes after those that it names."""
    depth: dict[str, int] = {}

    def deep(name: str) -> int:
        if name not in depth:
            depth[name] = 0  # a lexeme that names itself is not looked for twice
            others = [option for pattern in composed[name] for place in pattern for option in place if isinstance(option, str)]
            depth[name] = max((deep(other) + 1 for other in others if other in composed), default=0)
        return depth[name]

    levels: list[dict[str, list[tuple[str, _Pattern]]]] = []
    for name, patterns in composed.items():
        while len(levels) <= deep(name):
            levels.append({})
        for pattern in patterns:
            for need in _needs(pattern):
                levels[depth[name]].setdefault(need, []).append((name, pattern))
    return levels


def _needs(pattern: _Pattern) -> list[str]:
    """The lexemes one of which has to stand in the sentence: of the first place that has nothing but lexemes, else of any place."""
    for place in pattern:
        names = [option for option in place if isinstance(option, str)]
        if len(names) == len(place):
            return names
    return [option for place in pattern for option in place if isinstance(option, str)]
