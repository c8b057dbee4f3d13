"""Who stands behind a claim: one voice under its many spellings, and where the words come from."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from functools import cache, lru_cache

from claims.shipped import shipped
from core.claim import Claim

_WORD = re.compile(r"\w+")
_EMPTY = frozenset(["the", "of", "for", "and", "a", "an", "s", "federation", "republic"])
_TITLES = frozenset(
    [
        *("president", "minister", "prime", "foreign", "mr", "mrs", "ms", "gen", "general", "lt", "col", "colonel", "envoy", "special"),
        *("spokesman", "spokeswoman", "spokesperson", "commander", "chief", "top", "us", "secretary", "governor", "mayor", "acting"),
    ]
)
_BODIES = frozenset(
    [
        *("ministry", "force", "forces", "staff", "service", "headquarters", "officials", "official", "government", "authorities"),
        *("command", "centre", "center", "institute", "agency", "council", "office", "presidency", "army", "military", "police"),
        *("department", "committee", "administration", "kremlin", "commission", "organization", "organisation", "defence", "press"),
        *("analysts", "sources", "source", "group", "delegation", "separatists", "militants", "rebels"),
    ]
)


_OFFICE = re.compile(
    r"(?:spokes(?:man|woman|person)|minister|president|envoy|chief|governor|mayor|commander|head|secretary|ombudsman)\s+"
    r"([A-Z][\w'-]+(?:\s+[A-Z][\w'-]+){1,2})$"
)
"""An office before the name of who holds it: "Kremlin spokesman Dmitry Peskov"."""
_MINISTRY = re.compile(r"\bMo[Dd]\b|\b[Dd]efen[cs]e [Mm]inistry\b")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Lower case without accents, one spelling for sounds that are transliterated in several ways."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return plain.replace("\u2019", "'").replace("'s ", " ").replace("defense", "defence").replace("u.s.", "us")


@cache
def _countries() -> dict[str, str]:
    """Adjective -> country: "Iranian Health Ministry" and "Iran's Health Ministry" are one."""
    return {
        fold(party.adjective): fold(party.name)
        for party in shipped()
        if party.kind == "party" and party.adjective and " " not in party.name
    }


@lru_cache(maxsize=20_000)
def voice_name(speaker: str) -> str:
    """Fold a speaker's name to a key: "President Volodymyr Zelenskiy" and "Zelensky" are one, so are two word orders of a body.

    A person is known by the last word of the name, a body by all of its words.
    """
    if person := _OFFICE.search(speaker):
        speaker = person[1]
    words = [word for word in _WORD.findall(fold(_MINISTRY.sub("ministry of defence", speaker))) if word not in _EMPTY]
    if not words:
        return ""
    if any(word in _BODIES for word in words):
        words = [_countries().get(word, word) for word in words]
        return " ".join(sorted({word[:6] for word in words}))
    names = [word for word in words if word not in _TITLES] or words
    return re.sub(r"(?:yy|iy|ii|yi|ij|y|i)$", "y", names[-1])


def voice(claim: Claim) -> str:
    """The key of who says so; empty: the outlet in its own voice."""
    named = claim.speaker or claim.body
    return voice_name(named) if named else ""


def origin_of(claim: Claim, origins: Mapping[int | str, str], owners: Mapping[str, str]) -> str:
    """Where the words come from: as given, as found in the texts, the credited agency, the outlet's owner; empty: not known."""
    return claim.origin or origins.get(claim.item) or claim.agency or owners.get(claim.source) or ""


Heard = tuple[str, str]
"""An origin, and an outlet through which it is heard."""


def heard(claims: Collection[tuple[Claim, str]], origins: Mapping[int | str, str], owners: Mapping[str, str]) -> frozenset[Heard]:
    """Name the origins that claims have at most, each with its outlets; what is not known is never counted as one more.

    An origin that a claim names itself is believed. Otherwise the statement of one speaker is one origin, however many outlets
    carry it; outlets that speak for themselves count only where no speaker is named, by what is known of them,
    and all those of which nothing is known are one.

    Args:
        claims: each with its `voice`.
        origins: the origins of texts, by item.
        owners: the owners of outlets, by name.
    """
    told = {name: claim.origin for claim, name in claims if claim.origin}
    out = {(f"origin {claim.origin}", claim.source) for claim, _ in claims if claim.origin} if told else set()
    out |= {(f"voice {name}", claim.source) for claim, name in claims if name and name not in told}
    if out:
        return frozenset(out)
    own = {(claim.source, claim.item): claim for claim, _ in claims}
    known = {(found, source) for (source, _), claim in own.items() if (found := origin_of(claim, origins, owners))}
    return frozenset([(f"outlet {name}", source) for name, source in known]) if known else _UNKNOWN


_UNKNOWN = frozenset([("unknown", "")])


def count_origins(groups: Iterable[frozenset[Heard]]) -> int:
    """Count the origins of several groups of claims at most, each as `heard` gives them, joined by the same rule.

    However many speakers an outlet quotes, nobody but that outlet vouches for them: an outlet has one origin at most.
    """
    every = frozenset[Heard]().union(*groups)
    spoken = [one for one in every if not one[0].startswith(("outlet ", "unknown"))]
    names, outlets = map(set, zip(*(spoken or every - _UNKNOWN or every), strict=True))
    return min(len(names), len(outlets))
