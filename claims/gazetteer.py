"""Who is who in a negotiation: parties from bare names, and all that are known to act and speak in it."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from claims.reading.normal import normal
from claims.reading.packs import pack
from claims.shipped import LANGUAGES, Entity, EntityKind, epithets, lowered, parties, shipped, table_of, terms_of
from core.settings import Language, Negotiation, Party

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


def _meant(words: tuple[str, ...]) -> Entity | None:
    """What the gazetteer knows under a name, with or without the accents of its letters."""
    plain = tuple("".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)) for word in words)
    return _known(words) or (_known(plain) if plain != words else None)


def _governs() -> dict[Language, Sequence[str]]:
    return terms_of(table_of("groups.toml")["state"]["governs"])


def _governed(words: tuple[str, ...]) -> Entity | None:
    """The country whose government a name is of ("the Yemeni government")."""
    governs = [term for terms in _governs().values() for term in terms]
    rest = tuple(word for word in words if not any(_match(term, [word]) for term in governs))
    country = _known(rest) if len(rest) < len(words) else None
    return country if country and country.kind in {"party", "people"} else None


def _party(name: str) -> Party:
    words = _words(name)
    known = _meant(words)
    if known and known.party:
        return Party(name=known.party)
    if country := _governed(words):
        governs = _governs()["en"]
        return Party(name=f"{country.adjective} {words[-1] if words[-1] in governs else governs[0]}", aliases=(name.lower(),))
    return Party(name=name, aliases=(name.lower(),))


def stranger(name: str) -> bool:
    """Whether the gazetteer knows nobody under a bare name, so that its party is met only where just that is printed."""
    words = _words(name)
    return _meant(words) is None and _governed(words) is None


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
        own = (
            known.party if known is not None and known.kind == "party" else _party(name).name if known is None and name.isascii() else None
        )
        if own and own.lower() != name.lower():
            found.setdefault(own, name)
    return found


def entities(negotiation: Negotiation) -> tuple[Entity, ...]:
    """Return what ships with what the negotiation adds before it: its parties, mediators and speakers."""
    fighters = _fighters(negotiation)
    known = {**parties(), **fighters}
    found: list[Entity] = [*fighters.values()]
    for party in (*negotiation.parties, *negotiation.mediators):
        aliases = tuple(alias.lower() for alias in (*party.aliases, *(() if party.name in parties() else (party.name,))))
        if aliases:
            one = known.get(party.name) or Entity(party.name, "party", party.name, {}, adjective=party.name)
            found.append(replace(one, terms=dict.fromkeys(LANGUAGES, aliases), case="any"))
    for speaker in negotiation.speakers:
        terms = tuple(alias.lower() for alias in (speaker.name, *speaker.aliases))
        kind: EntityKind = "person" if speaker.body else "body"
        found.append(Entity(speaker.name, kind, speaker.party, dict.fromkeys(LANGUAGES, terms), body=speaker.body or speaker.name))
    # Of two that are called alike ("SAF") the one that is a party's own is meant.
    own = {party.name for party in negotiation.parties}
    return (
        *found,
        *_states(negotiation, known),
        *_common([known[party.name] for party in negotiation.parties if party.name in known]),
        *_called([party.name for party in negotiation.parties], known),
        *sorted(shipped(), key=lambda entity: entity.party not in own),
    )


def _states(negotiation: Negotiation, known: Mapping[str, Entity]) -> list[Entity]:
    """The governments among the parties: of the country whose people they are named after, and what they are called against its rebels."""
    table = table_of("groups.toml")["state"]
    names = {party.name for party in negotiation.parties}
    rebels = {known[name].land or known[name].of for name in names & known.keys()}
    armed = {known[name].land or known[name].of for name in names & known.keys() if known[name].common}
    found: list[Entity] = []
    for party in negotiation.parties:
        country = known.get(party.name) or _country(party.name, known, terms_of(table["governs"])["en"])
        if country is None:
            continue
        if country.name != party.name:
            found.append(Entity(party.name, "party", party.name, {}, adjective=country.adjective, of=country.name))
        if (country.name in rebels or country.of in armed - {None}) and not country.common:
            found.append(
                Entity(party.name, "party", party.name, lowered(terms_of(table["common"])), adjective=country.adjective, lower=True)
            )
    return found


def _fighters(negotiation: Negotiation) -> dict[str, Entity]:
    """The parties without a country, by name, where all others are of one: they fight there, and who does not ship is called its rebels."""
    known, table = parties(), table_of("groups.toml")
    governs = terms_of(table["state"]["governs"])["en"]
    found = {party.name: known.get(party.name) or _country(party.name, known, governs) for party in negotiation.parties}
    homes = {one.of or one.name for one in found.values() if one is not None and not one.common}
    if len(homes) != 1:
        return {}
    (land,), common = homes, lowered(terms_of(table["common"]["rebels"]))
    return {
        name: replace(one or Entity(name, "party", name, {}, adjective=name, common=common), terms={}, land=land)
        for name, one in found.items()
        if one is None or (one.common and not (one.of or one.land))
    }


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
    for means, terms in epithets():
        meant = next((party for party in means if party in parties), None)
        if meant is not None:
            found.append(Entity(meant, "people", meant, terms, adjective=known[meant].adjective, lower=True))
    return found
