# ruff: noqa: RUF001 -- letters of three languages
"""Parties, people, bodies and places named in a sentence."""

from dataclasses import dataclass

from claims.gazetteer import Entity
from claims.reading.marks import Marks

_PROPER = frozenset({"party", "capital", "place"})
"""Kinds of names that have a capital also in Ukrainian and Russian."""
_SHORT = 3
"""English names of so many letters are capitals ("US", "UN")."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity at words i to j."""

    i: int
    j: int
    entity: Entity

    @property
    def party(self) -> str | None:
        """The party that it stands for; a place stands for none by itself."""
        return None if self.entity.kind == "place" else self.entity.party


def named_in(marks: Marks, entities: tuple[Entity, ...], text: str) -> list[Named]:  # noqa: C901 -- one case after another
    """Return the entities of a sentence in order, the longest where several begin at one word; none overlap."""
    best: dict[int, tuple[int, int]] = {}
    for word, spans in marks.members.get("ent", ()):
        index = int(word)
        for i, j in spans:
            if marks.lang != "en" and not (marks.words.cap[i] or entities[index].lower or entities[index].kind not in _PROPER):
                continue  # "газу": gas
            if marks.lang == "en":
                if not (marks.words.cap[i] or entities[index].lower or (j > i + 1 and marks.words.cap[j - 1])):
                    continue  # "el-Fasher" begins small
                if j == i + 1 and len(marks.low[i]) <= _SHORT and "." not in marks.low[i]:
                    printed = text[marks.words.at[i] : marks.words.to[i]]
                    if not (printed.isupper() or entities[index].kind in {"person", "place"}):
                        continue
            known = best.get(i)
            if known is None or known[0] < j or (known[0] == j and _before(entities, index, known[1], marks.lang)):
                best[i] = (j, index)
    found: list[Named] = []
    end = 0
    for i in sorted(best):
        if i >= end:
            j, index = best[i]
            end = j
            if marks.lang == "en" and marks.low[j : j + 1] == ["-"] and marks.is_("tied", j + 1):
                continue  # "Iranian-backed": whose friends they are
            found.append(Named(i, j, entities[index]))
    return found


def oblique(marks: Marks, named: Named) -> bool:
    """Whether a Slavic name of a country or capital is in a case in which it can do nothing ("Росії", "Україні", "Киеву")."""
    if marks.is_("dative", named.i):
        return True
    if marks.lang == "en" or named.entity.kind not in {"party", "capital"} or named.entity.of is not None:
        return False
    name = marks.low[named.j - 1]
    return len(name) > _SHORT and name.endswith(("ії", "ии", "і", "ї", "е", "ю", "ну", "ву"))


def _before(entities: tuple[Entity, ...], one: int, other: int, lang: str) -> bool:
    """Whether the one of two entities of the same words is meant: an adjective rather than its country's name, else the first."""
    if lang != "en" and {entities[one].kind, entities[other].kind} == {"party", "people"}:
        return entities[one].kind == "people"
    return one < other
