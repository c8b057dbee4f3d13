# ruff: noqa: RUF001 -- letters of three languages
"""Parties, people, bodies and places named in a sentence."""

from dataclasses import dataclass

from claims.reading.marks import Marks
from claims.shipped import Entity

SEATS = frozenset({"capital", "place"})
"""Kinds of names of towns, where others may meet."""
_PROPER = frozenset({"party", "capital", "place", "person"})
"""Kinds of names that have a capital also in Ukrainian and Russian."""
_SHORT = 3
"""English names of so many letters are capitals ("US", "UN")."""

_NAMES = frozenset({"person", "place", "people"})
"""Kinds of which a short name is none of letters ("Qom", "Lao")."""
_ADJECTIVE = ("ськ", "цьк", "зьк", "ск")
"""What Slavic adjectives of towns have in them."""


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


def named_in(marks: Marks, entities: tuple[Entity, ...], text: str) -> list[Named]:
    """Return the entities of a sentence in order, the longest where several begin at one word; none overlap."""
    best: dict[int, tuple[int, int]] = {}
    for word, spans in marks.members.get("ent", ()):
        index = int(word)
        for i, j in spans:
            if not _printed(marks, entities[index], i, j, text):
                continue
            known = best.get(i)
            if known is None or known[0] < j or (known[0] == j and _before(entities, index, known[1], marks.lang)):
                best[i] = (j, index)
    found: list[Named] = []
    end = 0
    for i in sorted(best):
        if i >= end:
            j, index = best[i]
            if entities[index].kind == "people" and marks.ending("zone-of", i) is not None:
                continue  # "в зоне ответственности группировки «Запад»": where it was
            end = j
            if marks.lang == "en" and marks.low[j : j + 1] == ["-"] and marks.is_("tied", j + 1):
                backed = f"backed-by:{entities[index].party}"
                marks.found[backed] = (*marks.spans(backed), (i, j))
                continue  # "Iranian-backed": whose friends they are
            if marks.lang == "en" and found and found[-1].j == i and _of_others(found[-1].entity, entities[index]):
                continue  # "FARC rebels", where the rebels of the talks are another's
            found.append(Named(i, j, entities[index]))
    return found


def _of_others(name: Entity, noun: Entity) -> bool:
    """Whether a name right before tells that the noun by which a group goes among the parties is another group's here."""
    return name.kind == "party" and noun.kind == "people" and noun.lower and name.party not in {None, noun.party}


def attributive(marks: Marks, named: Named) -> bool:
    """Return whether the short English name of a country stands before a noun as an adjective does: "of US airstrikes"."""
    short = marks.lang == "en" and named.entity.kind == "party" and named.j == named.i + 1 and len(marks.low[named.i]) <= _SHORT
    return short and (marks.is_("attack", named.j) or marks.is_("thing", named.j))


def oblique(marks: Marks, named: Named) -> bool:
    """Whether a Slavic name of a country or capital is in a case in which it can do nothing ("Росії", "Україні", "Киеву")."""
    if marks.is_("dative", named.i) or marks.is_("to-side", named.j):
        return True
    plural = named.entity.kind == "people" or named.entity.common or named.j > named.i + 1
    if marks.lang != "en" and plural and marks.low[named.j - 1].endswith(("ам", "ям")):
        return True
    if marks.lang == "en" or named.entity.kind not in {"party", "capital"} or named.entity.of is not None:
        return False
    name = marks.low[named.j - 1]
    return len(name) > _SHORT and name.endswith(("ії", "ии", "аїни", "аины", "і", "ї", "е", "ю", "ну", "ву"))


def suffers(marks: Marks, named: Named) -> bool:
    """Whether a Slavic noun for people is in a case in which they do nothing: "відкинули ворога та звільнили"."""
    name = marks.low[named.j - 1]
    noun = marks.lang != "en" and named.entity.kind == "people" and not any(part in name for part in _ADJECTIVE)
    return noun and name.endswith(("ів", "їв", "ов", "ев", "ога", "ника", "ора"))


def _printed(marks: Marks, entity: Entity, i: int, j: int, text: str) -> bool:
    """Whether words i to j are printed as an entity is: with a capital, in capitals."""
    english = marks.lang == "en"
    capital = any(marks.words.cap[i:j]) if j > i + 1 else marks.words.cap[i]  # "el-Fasher" begins small
    if not capital and (entity.case != "any" or _capital(marks, entity, i, j)):
        return False
    if entity.case == "inner" and not any(map(str.isalpha, marks.low[:i])):
        return False
    short = english and j == i + 1 and len(marks.low[i]) <= _SHORT and entity.kind not in _NAMES and "." not in marks.low[i]
    return not (short or entity.case == "capitals") or text[marks.words.at[i] : marks.words.to[i]].isupper()


def _capital(marks: Marks, entity: Entity, i: int, j: int) -> bool:
    """Whether a name takes a capital: an English one, and a Slavic one but for adjectives ("миколаївський") and groups ("хусити")."""
    if marks.lang == "en" or entity.lower:
        return not entity.lower
    if entity.kind not in _PROPER or entity.of or entity.land or entity.common:
        return False
    return not any(suffix in low for low in marks.low[i:j] for suffix in _ADJECTIVE)


def _before(entities: tuple[Entity, ...], one: int, other: int, lang: str) -> bool:
    """Whether the one of two entities of the same words is meant: an adjective rather than its country's name, else the first."""
    if lang != "en" and {entities[one].kind, entities[other].kind} == {"party", "people"}:
        return entities[one].kind == "people"
    return one < other
