"""Countries, capitals, peoples, armed groups, places and people that ship, in three languages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import tomli

from claims.lasting import lasting
from core.settings import Language

FOLDER = Path(__file__).parent / "gazetteer"
LANGUAGES: tuple[Language, ...] = ("en", "uk", "ru")

EntityKind = Literal["party", "people", "capital", "person", "body", "place"]

Case = Literal["any", "capital", "inner", "capitals"]

_INNER = "…"
_NOBODY = "nobody"
"""The table of places and bodies of no one country."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or some place with a name."""

    name: str
    """Canonical."""
    kind: EntityKind
    party: str | None
    """The party that it belongs to or speaks for; of a place the country."""
    terms: Mapping[Language, tuple[str, ...]]
    """How it is printed."""
    body: str | None = None
    adjective: str | None = None
    """Of a party: "Ukrainian"."""
    of: str | None = None
    """Of an armed group: the people or country that it is of."""
    land: str | None = None
    """Of an armed group: the country that it fights in, where it is of none; of who rules in a part of a country that is not his, that."""
    alliance: bool = False
    """Whether it is of many countries, and has neither dead nor drones."""
    case: Case = "any"
    """How it has to be printed: with a capital, with one that is not only a sentence's first, in capitals."""
    common: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    """Of an armed group: what it is called where only one is meant ("the rebels")."""
    lower: bool = False
    """Whether it is printed in lower case."""


@cache
def table_of(name: str) -> dict[str, Any]:
    """Return what a file of the gazetteer holds."""
    return tomli.loads((FOLDER / name).read_text(encoding="utf-8"))


def terms_of(printed: str | Mapping[str, Sequence[str]]) -> dict[Language, Sequence[str]]:
    """Return terms by language, of "en, en / uk, uk / ru" or of a table of lists."""
    if isinstance(printed, str):
        parts = re.split(r"(?:^| )/(?: |$)", printed)  # not the stroke of "splm/a"
        return {lang: part.strip().split(", ") for lang, part in zip(LANGUAGES, parts, strict=False) if part.strip()}
    return {lang: printed[lang] for lang in LANGUAGES if printed.get(lang)}


def _case(term: str) -> Case:
    if term == term.lower() and not term.startswith(_INNER):
        return "any"
    if term.startswith(_INNER):
        return "inner"
    return "capitals" if len(term) > 1 and term == term.upper() else "capital"


def _entities(entity: Entity, printed: Mapping[Language, Sequence[str]]) -> Iterator[Entity]:
    """Yield an entity with the terms that are found however they are printed, and once more with those that need capitals."""
    cases: dict[Case, dict[Language, list[str]]] = {}
    for lang, terms in printed.items():
        for term in terms:
            cases.setdefault(_case(term), {}).setdefault(lang, []).append(term.removeprefix(_INNER).lower())
    one = entity
    for case, found in cases.items():
        own = {lang: tuple(listed) for lang, listed in found.items()}
        # As `replace` does, which takes four times as long.
        yield Entity(
            one.name, one.kind, one.party, own, one.body, one.adjective, one.of, one.land, one.alliance, case, one.common, one.lower
        )


def lowered(printed: Mapping[Language, Sequence[str]]) -> dict[Language, tuple[str, ...]]:
    """Return terms in lower case."""
    return {lang: tuple(term.lower() for term in terms) for lang, terms in printed.items()}


def _parties() -> Iterator[Entity]:
    groups = table_of("groups.toml")
    kinds = {name: lowered(terms_of(printed)) for name, printed in groups["common"].items()}
    for row in (*table_of("countries.toml")["party"], *groups["party"]):
        common = kinds[row["common"]] if "common" in row else {}
        name, lower = row["name"], row.get("lower", False)
        adjective, of, land = row.get("adjective", name), row.get("of"), row.get("land")
        party = Entity(name, "party", name, {}, None, adjective, of, land, row.get("alliance", False), "any", common, lower)
        yield from _entities(party, terms_of(row["names"]))
        if "people" in row:
            yield from _entities(replace(party, kind="people", lower=False), terms_of(row["people"]))
        if "capital" in row:
            yield from _entities(replace(party, name=row["capital"], kind="capital"), terms_of(row["capitals"]))


def _places() -> Iterator[Entity]:
    for country, table in table_of("places.toml").items():
        land = None if country == _NOBODY else country
        for lang in LANGUAGES:
            for term in table.get(lang, ()):
                name, _, printed = term.rpartition(" = ")
                place = Entity(name or term.split("|")[0].rstrip("*"), "place", land, {})
                # An English name is written with a capital here as everywhere.
                yield from _entities(place, {lang: (printed.lower() if lang == "en" else printed).split("|")})


def _people() -> Iterator[Entity]:
    read = table_of("people.toml")
    for row in read["person"]:
        body = row.get("body", row["name"])
        yield from _entities(Entity(row["name"], row.get("kind", "person"), row.get("party"), {}, body=body), terms_of(row))
    for party, table in read["body"].items():
        for name, printed in table.items():
            yield from _entities(Entity(name, "body", None if party == _NOBODY else party, {}, body=name), terms_of(printed))
    for body, table in read["office"].items():
        for name, printed in table.items():
            if name not in {"party", "holds"}:
                terms = terms_of(printed)
                first = name.lower().rpartition(" ")[0]
                last = [term for term in terms.get("en", ()) if " " not in term]
                terms["en"] = (*dict.fromkeys([name.lower(), *terms.get("en", ()), *(f"{first} {term}" for term in last if first)]),)
                yield from _entities(Entity(name, "person", table.get("party"), {}, body=body, land=table.get("holds")), terms)


@cache
@lasting()
def shipped() -> tuple[Entity, ...]:
    """Return what ships."""
    return (*_parties(), *_places(), *_people())


@cache
def parties() -> Mapping[str, Entity]:
    """Return the parties that ship, by name."""
    return {entity.name: entity for entity in shipped() if entity.kind == "party"}


@cache
def epithets() -> tuple[tuple[tuple[str, ...], dict[Language, tuple[str, ...]]], ...]:
    """What outlets call a party without its name ("the occupiers"): the parties that may be meant, the likeliest first, and the terms."""
    return tuple((tuple(row["means"]), lowered(terms_of(row))) for row in table_of("epithets.toml")["epithet"])


def homes(parties: Sequence[str]) -> dict[str, str]:
    """Return the parties that alone speak a language, by language."""
    spoken = {row["name"]: row["speaks"] for row in table_of("countries.toml")["party"] if "speaks" in row}
    return {spoken[party]: party for party in parties if party in spoken}


def servants() -> dict[str, str]:
    """Return the groups that count as a country where that is a party and they are none, with that country."""
    return {row["name"]: row["serves"] for row in table_of("groups.toml")["party"] if "serves" in row}


def insurgents(ours: AbstractSet[str]) -> frozenset[str]:
    """Return the armed groups that fight a war of their own beside parties: they are none, of none, and none backs them."""
    rows = (row for row in table_of("groups.toml")["party"] if "common" in row)
    return frozenset(row["name"] for row in rows if ours.isdisjoint({row["name"], row.get("of"), row.get("backed")}))


def brokers() -> frozenset[str]:
    """Return the countries that talk with one party about the other."""
    return frozenset(row["name"] for row in table_of("countries.toml")["party"] if row.get("broker"))
