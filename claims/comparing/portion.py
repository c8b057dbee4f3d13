# ruff: noqa: RUF001 - Cyrillic words
"""What a count is of, as the words around it tell: the children among the dead, those of one town, an occasion long before.

Claims bring little of that with them, so their evidence is asked. It is used for setting counts apart, never for joining them.
"""

import re
from datetime import date
from functools import cache, lru_cache

from claims.comparing.attribution import fold
from claims.comparing.telling import cues, sorts
from claims.reading.packs import pack
from claims.shipped import LANGUAGES, shipped

SOME = "some of them"
"""Who is counted where only that it is a part is said."""
_SORT = re.compile(rf"\b(?:{sorts('sort')})\b", re.IGNORECASE)
_CUT = re.compile(rf",|\b(?:{cues('cut')})\b", re.IGNORECASE)
_AMONG = re.compile(rf"\b(?:{cues('among')})[\s,:\u2014\u2013-]*$", re.IGNORECASE)
_WERE_AMONG = re.compile(rf"^(?:\s[\w-]+){{0,3}} (?:{cues('were-among')})\b", re.IGNORECASE)
_OF_THE = re.compile(rf"\b(?:{cues('of-the')})\b", re.IGNORECASE)
_INCLUDING = re.compile(rf"\b(?:{cues('including')})\b", re.IGNORECASE)
_IN = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]ver|[Aa]cross|[Oo]utside)\s+(?:(?:the|its|their)\s+)?(?:(?:[a-z]+ern|[a-z]*central|capital|city|town|village|province|district)\s+(?:of\s+)?)*"
    r"([A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)"
    r"|\b(?:[УуВв]|[Нн]а|[Нн]ад|[Пп]ід|[Пп]од|[Бб]іля|[Вв]озле|[Пп]о)\s+(?:місті\s+|городе\s+|селі\s+|селе\s+)?([А-ЯІЇЄҐ][\w'’-]+)"
    r"|\b([А-ЯІЇЄҐ][\w'’-]+щин[аиіуы])\b"
)
_NO_TOWN = re.compile(rf"(?:{cues('no-town')})\b")
_NEAR = 14
"""Words between a value and the place that it is of."""
_BREAK = re.compile(r"[,;:]| and ")
_ADDRESS = re.compile(r"(?:,\s*[A-ZА-ЯІЇЄҐ][\w'’-]*(?:\s[A-ZА-ЯІЇЄҐ][\w'’-]*)*)+")
"""The rest of an address: district and province."""
_LATELY = 7
"""Days around its own of which an article tells as of now."""
_SAY = re.compile(r"\b(?:said|says|warned|added|told|which|who|where|що|який|яка|які|что|котор\w+)\b")
_THEN = re.compile(rf"\b(?:{cues('then')}|then(?! (?:hit|struck|fired|launched)))\b", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def sort_of(text: str, quote: str) -> str:
    """Name the sort of people that a count is limited to; empty: none that can be told.

    >>> sort_of("three children", "At least 25 people, including three children, were killed.")
    'children'
    >>> sort_of("six", "Twelve soldiers were freed, among them six.")
    'some of them'
    """
    if sort := _SORT.search(_CUT.split(text)[0]):
        return sort.lastgroup or ""
    at = quote.find(text) if text else -1
    behind = quote[at + len(text) : at + len(text) + 24] if at >= 0 else ""
    if sort := re.match(rf"[\s,]*(?:were |are |being )?{_SORT.pattern}", behind, re.IGNORECASE):
        return sort.lastgroup or ""
    return SOME if _OF_THE.search(text) or _WERE_AMONG.search(quote[at + len(text) :] if at >= 0 else "") or included(text, quote) else ""


_LIVING = re.compile(rf"\b(?:{sorts('held')})\b", re.IGNORECASE)
_BOTH = re.compile(r",| and | with |including| та | і | й | и | з | с ")


@lru_cache(maxsize=20_000)
def sort_held(text: str) -> str:
    """Name the sort of captives that a number is limited to; empty: none that can be told.

    >>> sort_held("20 living hostages"), sort_held("230 soldiers and civilians")
    ('living', '')
    """
    sort = None if _BOTH.search(text) else _LIVING.search(text)
    return (sort.lastgroup or "") if sort else ""


@lru_cache(maxsize=20_000)
def included(text: str, quote: str) -> bool:
    """Whether a number is told as a part of what stands before it.

    >>> included("12 wounded men", "They swapped 90 prisoners, including 12 wounded men.")
    True
    """
    at = quote.find(text) if text else -1
    return at > 0 and bool(_AMONG.search(quote[:at]))


def inclusive(quote: str) -> bool:
    """Whether a quote tells a part of a number beside it."""
    return bool(_INCLUDING.search(quote))


@lru_cache(maxsize=20_000)
def towns(quote: str, text: str = "") -> frozenset[str]:
    """Name the towns and regions that a quote sets a value in, not lands, by the beginnings of their names.

    >>> sorted(towns("Six people were hurt in Smila and near Cherkasy, in Ukraine, on Monday.", "Six people"))
    ['cherk', 'smila']
    """
    found = set()
    at = quote.find(text) if text else -1
    for place in _IN.finditer(quote):
        name = place[1] or place[2] or place[3]
        gap = quote[at + len(text) : place.start()] if place.start() > at else quote[place.end() : at]
        gap = _ADDRESS.sub("", gap, count=1) if gap.startswith(",") else gap
        near = at < 0 or (gap.count(",") < 2 and len(gap.split()) <= _NEAR and not (_BREAK.search(gap) and _SAY.search(gap)))  # noqa: PLR2004 - a pair
        if near and not _NO_TOWN.match(name) and not _land(fold(name)):
            found.add(fold(name)[:5])
    return frozenset(found)


@lru_cache(maxsize=20_000)
def long_before(quote: str) -> bool:
    """Whether a quote tells of another occasion than its article's own: "then", "three months after"."""
    return bool(_THEN.search(quote))


@cache
def _months(lang: str) -> re.Pattern[str]:
    """The months' names, groups m1 to m12, with the day before or behind them; in English with a capital."""
    named = next((pack(known) for known in LANGUAGES if known == lang), {})
    names = []
    for month in range(1, 13):
        forms = [form for term in named.get(f"month:{month}", ()) for form in term.split("|") if form[:1].isalpha()]
        printed = "|".join(re.escape(form.capitalize() if lang == "en" else form).replace(r"\*", r"\w*") for form in forms)
        names.append(rf"(?P<m{month}>{printed or '(?!)'})")
    told = rf"(?:\b(?P<before>\d{{1,2}})(?:st|nd|rd|th)? )?\b(?:{'|'.join(names)})\b(?: (?P<behind>\d{{1,2}})\b(?![:.,]\d))?"
    return re.compile(told, 0 if lang == "en" else re.IGNORECASE)


@lru_cache(maxsize=20_000)
def other_date(quote: str, lang: str, published: int) -> bool:
    """Whether a quote names a month or a day, and none of those of which an article of that day (an ordinal) tells as of now.

    >>> other_date("In a December attack 71 died.", "en", date(2020, 1, 13).toordinal())
    True
    >>> other_date("On April 10 they swapped 106 each.", "en", date(2023, 5, 6).toordinal())
    True
    """
    now = {date.fromordinal(published + days).month for days in (-_LATELY, 0, _LATELY)}
    told = []
    for found in _months(lang).finditer(quote):
        month = next(month for month in range(1, 13) if found[f"m{month}"] is not None)
        day = found["before"] or found["behind"]
        told.append(month in now and (not day or _near(published, month, int(day))))
    return bool(told) and not any(told)


def _near(published: int, month: int, day: int) -> bool:
    """Whether a day of a month lies right beside a date."""
    around = (date.fromordinal(published + days) for days in range(-_LATELY, _LATELY + 1))
    return any((one.month, one.day) == (month, day) for one in around)


@cache
def _lands() -> tuple[frozenset[str], tuple[str, ...]]:
    terms = {
        fold(term)
        for entity in shipped()
        if entity.kind in ("party", "people")
        for listed in entity.terms.values()
        for whole in listed
        for term in whole.split("|")
    }
    return frozenset(terms), tuple(sorted({term[:-1] for term in terms if term.endswith("*") and len(term) > 4}))  # noqa: PLR2004 - no mere syllable


@lru_cache(maxsize=5_000)
def _land(name: str) -> bool:
    exact, stems = _lands()
    return name in exact or name.split(maxsplit=1)[0] in exact or name.startswith(stems)
