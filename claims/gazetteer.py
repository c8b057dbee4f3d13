"""Countries, capitals, peoples, armed groups, places and people that ship, in three languages; and parties from bare names."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from claims.lasting import lasting
from claims.reading.normal import normal
from claims.reading.packs import pack
from core.settings import Language, Negotiation, Party

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
    """Of an armed group: the country that it fights in, where it is of none."""
    alliance: bool = False
    """Whether it is of many countries, and has neither dead nor drones."""
    case: Case = "any"
    """How it has to be printed: with a capital, with one that is not only a sentence's first, in capitals."""
    common: Mapping[Language, tuple[str, ...]] = field(default_factory=dict)
    """Of an armed group: what it is called where only one is meant ("the rebels")."""
    lower: bool = False
    """Whether it is printed in lower case."""


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def _terms(printed: str | Mapping[str, Sequence[str]]) -> dict[Language, Sequence[str]]:
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


def _low(printed: Mapping[Language, Sequence[str]]) -> dict[Language, tuple[str, ...]]:
    return {lang: tuple(term.lower() for term in terms) for lang, terms in printed.items()}


def _parties() -> Iterator[Entity]:
    groups = _read("groups.toml")
    kinds = {name: _low(_terms(printed)) for name, printed in groups["common"].items()}
    for row in (*_read("countries.toml")["party"], *groups["party"]):
        common = kinds[row["common"]] if "common" in row else {}
        name, lower = row["name"], row.get("lower", False)
        adjective, of, land = row.get("adjective", name), row.get("of"), row.get("land")
        party = Entity(name, "party", name, {}, None, adjective, of, land, row.get("alliance", False), "any", common, lower)
        yield from _entities(party, _terms(row["names"]))
        if "people" in row:
            yield from _entities(replace(party, kind="people", lower=False), _terms(row["people"]))
        if "capital" in row:
            yield from _entities(replace(party, name=row["capital"], kind="capital"), _terms(row["capitals"]))


def _places() -> Iterator[Entity]:
    for country, table in _read("places.toml").items():
        land = None if country == _NOBODY else country
        for lang in LANGUAGES:
            for term in table.get(lang, ()):
                name, _, printed = term.rpartition(" = ")
                place = Entity(name or term.split("|")[0].rstrip("*"), "place", land, {})
                # An English name is written with a capital here as everywhere.
                yield from _entities(place, {lang: (printed.lower() if lang == "en" else printed).split("|")})


def _people() -> Iterator[Entity]:
    read = _read("people.toml")
    for row in read["person"]:
        body = row.get("body", row["name"])
        yield from _entities(Entity(row["name"], row.get("kind", "person"), row.get("party"), {}, body=body), _terms(row))
    for party, table in read["body"].items():
        for name, printed in table.items():
            yield from _entities(Entity(name, "body", None if party == _NOBODY else party, {}, body=name), _terms(printed))
    for body, table in read["office"].items():
        for name, printed in table.items():
            if name != "party":
                terms = _terms(printed)
                first = name.lower().rpartition(" ")[0]
                last = [term for term in terms.get("en", ()) if " " not in term]
                terms["en"] = (*dict.fromkeys([name.lower(), *terms.get("en", ()), *(f"{first} {term}" for term in last if first)]),)
                yield from _entities(Entity(name, "person", table.get("party"), {}, body=body), terms)


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
def _epithets() -> tuple[tuple[tuple[str, ...], dict[Language, tuple[str, ...]]], ...]:
    """What outlets call a party without its name ("the occupiers"): the parties that may be meant, the likeliest first, and the terms."""
    return tuple((tuple(row["means"]), _low(_terms(row))) for row in _read("epithets.toml")["epithet"])


def homes(parties: Sequence[str]) -> dict[str, str]:
    """Return the parties that alone speak a language, by language."""
    spoken = {row["name"]: row["speaks"] for row in _read("countries.toml")["party"] if "speaks" in row}
    return {spoken[party]: party for party in parties if party in spoken}


_LISTED = ("party", "people", "capital", "body")
"""The kinds of names that stand for a party, the surest first."""
_ENDING = 5
_DOT = str.maketrans({".": None, "-": " "})


def _split(name: str) -> list[str]:
    return name.lower().translate(_DOT).split()


def _match(term: str, words: Sequence[str]) -> int:
    """Return how well a term names words, all of them: by how many letters it is sure of; 0: it does not."""
    places = _split(term)
    if len(places) != len(words):
        return 0
    sure = 0
    for place, word in zip(places, words, strict=True):
        found = 0
        for option in place.split("|"):
            if option == word:
                found = 2 * len(word)
            elif option[-1:] == "*" and word.startswith(option[:-1]) and len(word) - len(option) < _ENDING:
                found = max(found, len(option) - 1)
        if not found:
            return 0
        sure += found
    return sure


@cache
def _known(words: tuple[str, ...]) -> Entity | None:
    """What the gazetteer knows under a name: the best match of the surest kind."""
    best: dict[str, tuple[int, Entity]] = {}
    first = words[0][0] if words else ""
    for entity in shipped():
        if entity.kind in _LISTED and entity.party:
            near = (term for terms in entity.terms.values() for term in terms if term[0] == first or "|" in term)
            sure = max((_match(term, words) for term in near), default=0)
            if entity.kind == "party" and list(words) in (_split(entity.name), _split(entity.adjective or "")):
                sure = 2 * len(entity.name)
            if sure > best.get(entity.kind, (0, entity))[0]:
                best[entity.kind] = (sure, entity)
    return next((best[kind][1] for kind in _LISTED if kind in best), None)


def _words(printed: str) -> tuple[str, ...]:
    """Return a name in words as terms have them: lower case, without articles, possessive 's and dots."""
    return tuple(word for word in _split(normal(printed).lower().replace("'s ", " ")) if word not in pack("en")["determiners"])


def _party(name: str) -> Party:
    words = _words(name)
    plain = tuple("".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)) for word in words)
    known = _known(words) or (_known(plain) if plain != words else None)
    if known and known.party:
        return Party(name=known.party)
    governs = _terms(_read("groups.toml")["state"]["governs"])
    rest = tuple(word for word in words if not any(_match(term, [word]) for terms in governs.values() for term in terms))
    country = _known(rest) if len(rest) < len(words) else None
    if country and country.kind in {"party", "people"}:
        word = words[-1] if words[-1] in governs["en"] else governs["en"][0]
        return Party(name=f"{country.adjective} {word}", aliases=(name.lower(),))
    return Party(name=name, aliases=(name.lower(),))


def named(names: Sequence[str]) -> Negotiation:
    """Return a negotiation between parties given by bare names ("Israel", "Hamas", "US", "Україною", "the Yemeni government").

    A name that the gazetteer knows in any language, case or spelling stands under its canonical name; any other is taken as printed.
    """
    found: list[Party] = []
    plain = [name for printed in names if (name := " ".join(printed.split()))]
    known = {name: _party(name) for name in plain}
    for name, party in known.items():
        # Two peoples of one country ("Greek Cypriots", "Turkish Cypriots") are two parties.
        same = [other for other in known if known[other].name == party.name]
        twins = [other for other in same if _names_people(other)] if len(same) > 1 else []
        apart = len(twins) > 1 and name in twins
        one = Party(name=name, aliases=(name.lower(),)) if apart else party
        if one.name not in {other.name for other in found}:
            found.append(one)
    return Negotiation(name=" and ".join(party.name for party in found) or "no parties", parties=tuple(found))


def _names_people(name: str) -> bool:
    """Whether a name is of a people, in more than one word."""
    known = _known(_words(name))
    return known is not None and known.kind == "people" and " " in name


def called(names: Sequence[str]) -> dict[str, str]:
    """Return what bare names call parties that ship under another name, by that other name ("LTTE": "Tamil Tigers").

    Only a party's own names in Latin letters count: a capital, a people or another language says who is meant, and not how to call them.
    """
    found: dict[str, str] = {}
    for printed in names:
        name = " ".join(printed.split())
        known = _known(_words(name)) if name.isascii() else None
        if known is not None and known.kind == "party" and known.party and known.party.lower() != name.lower():
            found.setdefault(known.party, name)
    return found


def entities(negotiation: Negotiation) -> tuple[Entity, ...]:
    """Return what ships with what the negotiation adds before it: its parties, mediators and speakers."""
    known = parties()
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
    rebels = {known[name].land or known[name].of for name in names & known.keys()}
    found: list[Entity] = []
    for party in negotiation.parties:
        country = known.get(party.name) or _country(party.name, known, _terms(table["governs"])["en"])
        if country is None:
            continue
        if country.name != party.name:
            found.append(Entity(party.name, "party", party.name, {}, adjective=country.adjective, of=country.name))
        if country.name in rebels and not country.common:
            found.append(Entity(party.name, "party", party.name, _low(_terms(table["common"])), adjective=country.adjective, lower=True))
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
