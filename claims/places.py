"""Which place lies in which, for the towns where parties meet: enough to see that two outlets name one place."""

import re
from functools import lru_cache

_LANDS = {
    "united arab emirates": ("abu dhabi", "dubai", "uae", "emirates", "the emirates", "uae capital", "emirati capital"),
    "turkey": ("istanbul", "ankara", "antalya", "türkiye", "turkiye", "dolmabahce palace", "ciragan palace"),
    "saudi arabia": ("riyadh", "jeddah"),
    "qatar": ("doha",),
    "egypt": ("cairo", "sharm el-sheikh", "sharm el sheikh"),
    "switzerland": ("geneva", "zurich", "bern", "montreux", "bürgenstock"),
    "austria": ("vienna",),
    "belarus": ("minsk", "gomel", "homel", "brest"),
    "france": ("paris",),
    "germany": ("berlin", "munich"),
    "united kingdom": ("london", "uk", "britain"),
    "united states": ("us", "u.s.", "usa", "washington", "miami", "florida", "new york", "alaska", "anchorage", "mar-a-lago"),
    "russia": ("moscow", "sochi", "kazan", "st petersburg"),
    "ukraine": ("kyiv", "kiev", "lviv", "odesa"),
    "israel": ("jerusalem", "tel aviv"),
    "oman": ("muscat",),
    "jordan": ("amman",),
    "pakistan": ("islamabad",),
    "norway": ("oslo",),
    "sweden": ("stockholm",),
    "italy": ("rome",),
    "vatican": ("the vatican", "holy see"),
    "hungary": ("budapest",),
    "kazakhstan": ("astana", "almaty"),
    "azerbaijan": ("baku",),
    "armenia": ("yerevan",),
    "georgia": ("tbilisi",),
    "china": ("beijing",),
    "sudan": ("khartoum",),
    "ethiopia": ("addis ababa",),
    "south africa": ("pretoria",),
    "kenya": ("nairobi",),
    "colombia": ("bogotá", "bogota"),
    "cuba": ("havana",),
}
_NAMES = {"uae", "emirates", "the emirates", "türkiye", "turkiye", "us", "u.s.", "usa", "uk", "britain", "the vatican", "holy see"}
_LAND_OF = {town: land for land, towns in _LANDS.items() for town in towns}


_BUILDING = re.compile(
    r"\b(?:palace|palais|palazzo|hotel|villa|castle|chateau|mansion|residence|cent(?:re|er)|headquarters|embassy|consulate|airport|base|club|hall|house"
    r"|палац\w*|дворец|дворц\w+|готел\w+|отел\w+|резиденці\w+|резиденци\w+|посольств\w+|аеропорт\w*|аэропорт\w*)\b"
)


@lru_cache(maxsize=5_000)
def within(one: str, two: str) -> bool:
    """Whether one of two places, in lower case, holds the other or is it under another name ("abu dhabi", "the uae").

    Towns of one land are not one place; a house may stand in any.
    """
    one, two = (place.removeprefix("the ").strip() if place not in _NAMES else place for place in (one, two))
    if one == two or f" {one} " in f" {two} ".replace(",", " ") or f" {two} " in f" {one} ".replace(",", " "):
        return True
    if bool(_BUILDING.search(one)) != bool(_BUILDING.search(two)):
        return True  # Which town a house stands in, nobody has to say.
    lands = (_LAND_OF.get(one, one), _LAND_OF.get(two, two))
    return lands[0] == lands[1] and any(place in _NAMES or place in _LANDS for place in (one, two))
