"""Countries, capitals, peoples, armed groups, places and people that ship, in three languages; and parties from bare names."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from core.settings import Language, Negotiation, Party

FOLDER = Path(__file__).parent / "gazetteer"
LANGUAGES: tuple[Language, ...] = ("en", "uk", "ru")

EntityKind = Literal["party", "people", "capital", "person", "body", "place"]


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
    """Of an armed group: the country that it fights in, where it is of none."""
    alliance: bool = False
    """Whether it is of many countries, and has neither dead nor drones."""
    common: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    """Of an armed group: what it is called where only one is meant ("the rebels")."""
    lower: bool = False
    """Whether it is printed in lower case."""


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def _terms(table: Mapping[str, Sequence[str]]) -> dict[Language, tuple[str, ...]]:
    return {lang: tuple(term.lower() for term in table[lang]) for lang in LANGUAGES if table.get(lang)}


@cache
def shipped() -> tuple[Entity, ...]:
    """Return what ships."""
    found: list[Entity] = []
    for name in ("countries.toml", "groups.toml"):
        for row in _read(name)["party"]:
            party, adjective, of = row["name"], row["adjective"], row.get("of")
            found.append(
                Entity(
                    party,
                    "party",
                    party,
                    _terms(row["names"]),
                    adjective=adjective,
                    of=of,
                    common=_terms(row.get("common", {})),
                    lower=row.get("lower", False),
                    land=row.get("land"),
                    alliance=row.get("alliance", False),
                )
            )
            if "people" in row:
                found.append(Entity(party, "people", party, _terms(row["people"]), adjective=adjective, of=of))
            if "capital" in row:
                found.append(
                    Entity(row["capital"], "capital", party, _terms(row["capitals"]), adjective=adjective, lower=row.get("lower", False))
                )
    for country, table in _read("places.toml").items():
        for lang in LANGUAGES:
            for term in table.get(lang, ()):
                name, _, printed = term.rpartition(" = ")
                found.append(Entity(name or term.split("|")[0].rstrip("*"), "place", country, {lang: tuple(printed.lower().split("|"))}))
    found.extend(
        Entity(row["name"], row.get("kind", "person"), row.get("party"), _terms(row), body=row.get("body", row["name"]))
        for row in _read("people.toml")["person"]
    )
    return tuple(found)


@cache
def _epithets() -> tuple[tuple[tuple[str, ...], dict[Language, tuple[str, ...]]], ...]:
    """What outlets call a party without its name ("the occupiers"): the parties that may be meant, the likeliest first, and the terms."""
    return tuple((tuple(row["means"]), _terms(row)) for row in _read("epithets.toml")["epithet"])


def homes(parties: Sequence[str]) -> dict[str, str]:
    """Return the parties that alone speak a language, by language."""
    spoken = {row["name"]: row["speaks"] for row in _read("countries.toml")["party"] if "speaks" in row}
    return {spoken[party]: party for party in parties if party in spoken}


def _is_named(entity: Entity, name: str) -> bool:
    low = name.lower()
    printed = {
        entity.name.lower(),
        *(term.rstrip("*") for terms in entity.terms.values() for term in terms if "|" not in term and " " not in term.rstrip("*")),
    }
    whole = {term for terms in entity.terms.values() for term in terms}
    return low in printed or low in whole or low.replace(".", "") in printed


def named(names: Sequence[str]) -> Negotiation:
    """Return a negotiation between parties given by bare names ("Israel", "Hamas", "US", "Україна").

    A name that the gazetteer knows stands under its canonical name; any other is taken as printed.
    """
    parties: list[Party] = []
    for printed in names:
        name = " ".join(printed.split())
        if not name:
            continue
        known = next((entity for entity in shipped() if entity.kind in {"party", "capital"} and _is_named(entity, name)), None)
        party = Party(name=known.party or name) if known else Party(name=name, aliases=(name.lower(),))
        if party.name not in {other.name for other in parties}:
            parties.append(party)
    return Negotiation(name=" and ".join(party.name for party in parties) or "no parties", parties=tuple(parties))


def entities(negotiation: Negotiation) -> tuple[Entity, ...]:
    """Return what ships with what the negotiation adds before it: its parties, mediators and speakers."""
    known = {entity.name: entity for entity in shipped() if entity.kind == "party"}
    found: list[Entity] = []
    for party in (*negotiation.parties, *negotiation.mediators):
        old = known.get(party.name)
        aliases = tuple(alias.lower() for alias in (*party.aliases, *(() if old else (party.name,))))
        if aliases:
            adjective = old.adjective if old else party.name
            found.append(
                Entity(party.name, "party", party.name, dict.fromkeys(LANGUAGES, aliases), adjective=adjective, of=old.of if old else None)
            )
    for speaker in negotiation.speakers:
        terms = tuple(alias.lower() for alias in (speaker.name, *speaker.aliases))
        kind: EntityKind = "person" if speaker.body else "body"
        found.append(Entity(speaker.name, kind, speaker.party, dict.fromkeys(LANGUAGES, terms), body=speaker.body or speaker.name))
    return (
        *found,
        *_states(negotiation, known),
        *_common([known[party.name] for party in negotiation.parties if party.name in known]),
        *_called([party.name for party in negotiation.parties], known),
        *shipped(),
    )


def _states(negotiation: Negotiation, known: Mapping[str, Entity]) -> list[Entity]:
    """The governments among the parties: of the country whose people they are named after, and what they are called against its rebels."""
    table = _read("groups.toml")["state"]
    names = {party.name for party in negotiation.parties}
    rebels = {known[name].of for name in names & known.keys() if known[name].common}
    found: list[Entity] = []
    for party in negotiation.parties:
        country = known.get(party.name) or _country(party.name, known, table["words"])
        if country is None:
            continue
        if country.name != party.name:
            found.append(Entity(party.name, "party", party.name, {}, adjective=country.adjective, of=country.name))
        if country.name in rebels and not country.common:
            found.append(Entity(party.name, "party", party.name, _terms(table["common"]), adjective=country.adjective, lower=True))
    return found


def _country(name: str, known: Mapping[str, Entity], words: Sequence[str]) -> Entity | None:
    """The country of a party that is named after its people ("Yemeni government")."""
    first, _, last = name.lower().rpartition(" ")
    if last not in words:
        return None
    return next((entity for entity in known.values() if first in {(entity.adjective or "").lower(), entity.name.lower()}), None)


def _common(parties: Sequence[Entity]) -> list[Entity]:
    """What a party is called that is the only one of its kind among them: "the rebels", "the army"."""
    found: list[Entity] = []
    for party in parties:
        others = {term for other in parties if other is not party for terms in other.common.values() for term in terms}
        terms = {lang: tuple(term for term in terms if term not in others) for lang, terms in party.common.items()}
        if terms:
            found.append(Entity(party.name, "people", party.name, terms, adjective=party.adjective, of=party.of, lower=True))
    return found


def _called(parties: Sequence[str], known: Mapping[str, Entity]) -> list[Entity]:
    """What outlets call a party without its name."""
    found: list[Entity] = []
    for means, terms in _epithets():
        meant = next((party for party in means if party in parties), None)
        if meant is not None:
            found.append(Entity(meant, "people", meant, terms, adjective=known[meant].adjective, lower=True))
    return found
