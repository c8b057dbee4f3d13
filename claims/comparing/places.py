"""Whether two outlets name one place: by the countries in which the gazetteer's towns lie. What it does not know it does not tell apart."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from claims.shipped import shipped, table_of

Meeting = Literal["one", "apart", "unknown"]
"""How two places lie: one holds the other or is it; neither; nobody can tell."""


_REGION = re.compile(r"\s(?:region|oblast|province|област\w+)$")


class _Known(NamedTuple):
    """What is known of a place."""

    land: str | None
    town: str | None
    """None: it is the land itself."""


_UNKNOWN = _Known(None, None)


@cache
def _terms() -> tuple[Mapping[str, _Known], Mapping[str, _Known]]:
    """All names of countries and their towns, and the beginnings of such names. Regions of armed groups are nobody's land."""
    lands = {row["name"] for row in table_of("countries.toml")["party"]}
    exact: dict[str, _Known] = {}
    stems: dict[str, _Known] = {}
    for entity in shipped():
        if entity.party in lands and entity.kind in ("party", "people", "capital", "place"):
            known = _Known(entity.party, None if entity.kind in ("party", "people") else entity.name)
            for word in (word for terms in entity.terms.values() for term in terms for word in term.split("|")):
                (stems if word[-1:] == "*" else exact).setdefault(word.rstrip("*"), known)
    for land, names in table_of("venues.toml")["land"].items():
        exact.update({name: _Known(land, name) for name in names})
    return exact, stems


@cache
def _words(kind: str) -> re.Pattern[str]:
    words: Iterable[str] = table_of("venues.toml")[kind]
    return re.compile(r"\b(?:" + "|".join(re.escape(word).replace(r"\*", r"\w*") for word in words) + r")\b")


@cache
def _capitals() -> Mapping[str, str]:
    return {row["name"]: row["capital"] for row in table_of("countries.toml")["party"] if "capital" in row}


@lru_cache(maxsize=5_000)
def _known(place: str) -> _Known:
    exact, stems = _terms()
    if place in exact:
        return exact[place]
    for size in range(len(place), 3, -1):
        if place[:size] in stems and " " not in place[size:]:
            return stems[place[:size]]
    if "," in place:  # "Geneva, Switzerland"
        return next((known for part in place.split(",") if (known := _known(part.strip())).land), _UNKNOWN)
    if capital := _words("capital").search(place):  # "Qatari capital"
        land = _known((place[: capital.start()] + place[capital.end() :]).strip()).land
        return _Known(land, _capitals().get(land or ""))
    return _UNKNOWN


@lru_cache(maxsize=5_000)
def meeting(one: str, two: str) -> Meeting:
    """How two places lie to each other, in lower case.

    Towns of one land are not one place; a house may stand in any; a border, a region or a town of which the land is not known
    may be the other place, or lie in it.

    >>> meeting("abu dhabi", "the uae"), meeting("istanbul", "geneva"), meeting("geneva", "some village")
    ('one', 'apart', 'unknown')
    """
    one, two = (place.removeprefix("the ").strip() for place in (one, two))
    if one == two or f" {one} " in f" {two} ".replace(",", " ") or f" {two} " in f" {one} ".replace(",", " "):
        return "one"
    houses = [bool(_words("house").search(place)) for place in (one, two)]
    if houses[0] != houses[1]:
        return "one"
    here, there = _known(one), _known(two)
    if any(_words("loose").search(place) for place in (one, two)) or not (here.land and there.land):
        return "unknown"
    return "one" if here.land == there.land and (None in (here.town, there.town) or here.town == there.town) else "apart"


def in_a_land(place: str) -> bool:
    """Whether a name, in lower case, is that of a town or region, and not of a land itself."""
    return _known(place).town is not None


def place_name(place: str) -> str:
    """The name that the gazetteer gives a place, of whatever language (both in lower case); what it does not know keeps its own.

    >>> place_name("kherson region"), place_name("some village")
    ('kherson', 'some village')
    """
    return (_known(_REGION.sub("", place)).town or place).casefold()


def placed(place: str) -> str:
    """A place, in lower case, as it is shown: names have capitals.

    >>> placed("kherson"), placed("the region")
    ('Kherson', 'the region')
    """
    return place if place.startswith(("the ", "this ", "that ")) else place.title()


def within(one: str, two: str) -> bool:
    """Whether one of two places, in lower case, holds the other or is it under another name ("abu dhabi", "the uae")."""
    return meeting(one, two) == "one"
