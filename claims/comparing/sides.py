"""For which party a speaker speaks: from the gazetteer's people, countries, capitals and armed groups."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from claims.comparing.attribution import fold, voice_name
from claims.comparing.telling import SENTENCES, cues
from claims.shipped import shipped
from core.claim import Claim

_MEDIA = re.compile(rf"\b(?:{cues('media')})\b", re.IGNORECASE)
"""Names that hold a party's name and speak for no party ("BBC Russian Service")."""
_OFFICES = re.compile(rf"\b(?:{cues('office')})\b")
"""Who speaks for a party, before the name."""
_TITLE = 60
"""Characters before a last name in which its bearer is introduced."""
_FORENAMES = 2
_PART = re.compile(r"\w+")
_LONGEST = 6
"""Words of the longest name."""
_OFFICIAL = frozenset(["party", "people", "capital", "place", "body"])


@cache
def _people() -> dict[str, str]:
    """Known persons, by the key of their name, with their party."""
    found: dict[str, str] = {}
    for entity in shipped():
        if entity.kind == "person" and entity.party:
            found.setdefault(voice_name(entity.name), entity.party)
            for terms in entity.terms.values():
                for term in terms:
                    found.setdefault(voice_name(term.split()[-1].split("|")[0].rstrip("*")), entity.party)
    return found


@cache
def _declined() -> tuple[tuple[str, str], ...]:
    """Beginnings of last names that take endings ("\u0437\u0435\u043b\u0435\u043d\u0441\u044c\u043a"), with their party."""
    return tuple(
        (fold(term.split()[-1].rstrip("*")), entity.party)
        for entity in shipped()
        if entity.kind == "person" and entity.party
        for terms in entity.terms.values()
        for term in terms
        if term.endswith("*") and "|" not in term
    )


@cache
def _names() -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
    """The names of all parties, peoples, capitals and places with their party; the beginnings of such names; groups with their people."""
    exact: dict[str, str] = {}
    stems: dict[str, str] = {}
    of: dict[str, str] = {}
    for entity in shipped():
        if entity.kind not in _OFFICIAL or entity.party is None:
            continue
        if entity.of:
            of[entity.party] = entity.of
        for terms in entity.terms.values():
            for term in terms:
                for word in term.split("|") if " " not in term else [term]:
                    folded = " ".join(_PART.findall(fold(word)))
                    into = stems if word[-1:] == "*" else exact
                    if "|" not in word and "*" not in word[:-1]:
                        into.setdefault(folded, entity.party)
    return exact, stems, of


def _first(words: list[str]) -> str | None:
    """The party of the first name among words, of several that begin at one word the longest."""
    exact, stems, _ = _names()
    for i in range(len(words)):
        for j in range(min(len(words), i + _LONGEST), i, -1):
            name = " ".join(words[i:j])
            if name in exact:
                return exact[name]
            for size in range(len(name), len(name) - len(words[j - 1]), -1):
                if name[:size] in stems:
                    return stems[name[:size]]
    return None


@lru_cache(maxsize=20_000)
def _party(name: str) -> tuple[str, ...]:
    """The party that a name belongs to, and the people that it is a part of; empty: none."""
    if _MEDIA.search(name):
        return ()
    key = voice_name(name)
    known = _people().get(key) or next((party for stem, party in _declined() if key.startswith(stem)), None)
    if known:
        return (known, *_of(known))
    party = _first(_PART.findall(fold(name)))
    return (party, *_of(party)) if party else ()


def party_named(word: str) -> tuple[str, ...]:
    """The party that a word names, by itself or its people, and what that is a part of; empty: none."""
    return _party(word)


def _of(party: str) -> tuple[str, ...]:
    people = _names()[2].get(party)
    return (people,) if people else ()


@lru_cache(maxsize=20_000)
def _named(name: str, parties: tuple[str, ...]) -> str | None:
    """A party whose own name begins a word of a name ("Separatist officials")."""
    folded = fold(name)
    for party in parties:
        stem = fold(party).rstrip("s")
        if stem and re.search(rf"\b{re.escape(stem)}", folded):
            return party
    return None


@lru_cache(maxsize=SENTENCES)
def introduced(name: str, quote: str) -> str | None:
    """The party for which a quote introduces a person whom nobody knows: "Taliban spokesman Yusuf Ahmadi"; None: for none."""
    at = quote.find(name.strip().rpartition(" ")[2]) if name.strip() else -1
    if at < 1 or voice_name(name) in _people():
        return None
    before = quote[max(0, at - _TITLE) : at]
    office = next(reversed(list(_OFFICES.finditer(before))), None)
    if office is None or len(before[office.end() :].split()) > _FORENAMES or _MEDIA.search(before):
        return None
    words = _PART.findall(fold(before[: office.start()]))[-_LONGEST + 2 :]
    return next((party for i in range(len(words) - 1, -1, -1) if (party := _first(words[i:]))), None)


def party_of(claim: Claim, parties: tuple[str, ...], speakers: Mapping[str, str]) -> str | None:
    """The party whose view a claim is; None: a third party's or the outlet's own.

    Args:
        claim: the claim.
        parties: the sides by name; a group is taken for its people where only these are a side.
        speakers: further people and bodies, by `voice_name`, with their party.
    """
    for name in (claim.speaker, claim.body):
        if not name:
            continue
        if own := speakers.get(voice_name(name)):
            return own
        if not _MEDIA.search(name) and (found := _named(name, parties)):
            return found
        if known := _party(name):
            return next((party for party in known if party in parties), known[0])
    return None
