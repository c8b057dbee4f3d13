# ruff: noqa: RUF001 - Cyrillic words
"""What a count is of, as the words around it tell: the children among the dead, those of one town, an occasion long before.

Claims bring little of that with them, so their evidence is asked. It is used for setting counts apart, never for joining them.
"""

import re
from functools import cache, lru_cache

from claims.comparing.attribution import fold
from claims.comparing.places import in_a_land
from claims.comparing.telling import SENTENCES, cues, sorts
from claims.shipped import shipped

SOME = "some of them"
"""Who is counted where only that it is a part is said."""
_SORT = re.compile(rf"\b(?:{sorts('sort')})\b", re.IGNORECASE)
_ENDED = re.compile(r"[.;]")
_CUT = re.compile(rf",(?!\d)|\b(?:{cues('cut')})\b", re.IGNORECASE)
_AMONG = re.compile(rf"\b(?:{cues('among')})[\s,:\u2014\u2013-]*$", re.IGNORECASE)
_OF_THESE = re.compile(rf"(?:^|[.:;\u201c\u00ab\"]\s*)(?:{cues('of-these')})(?:,[^.;]*|\s+)$", re.IGNORECASE)
"""From the head of a sentence up to the number."""
_LISTED = re.compile(rf"\b(?:{cues('include')})\b[^.;]*\d[^.;]*(?:,|\band)\s*$", re.IGNORECASE)
_BEFELL = re.compile(rf"(?:\s[\w-]+){{0,2}}\s(?:{cues('befell')})\b", re.IGNORECASE)
_WERE_AMONG = re.compile(rf"^(?:\s[\w-]+){{0,3}} (?:{cues('were-among')})\b", re.IGNORECASE)
_OF_THE = re.compile(rf"\b(?:{cues('of-the')})\b", re.IGNORECASE)
_INCLUDING = re.compile(rf"\b(?:{cues('including')})\b", re.IGNORECASE)
CAPITAL = "capital"
"""A capital that is not named: it may be any town that is."""
_IN = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]ver|[Aa]cross|[Oo]utside|(?:[Aa]ttack|[Ss]trike)s? on)\s+(?:(?:the|its|their)\s+)?"
    r"(?:(?:[a-z]+ern|[a-z]*central|capital|city|town|village|province|district|suburbs|outskirts|neighbou?rhood)\s+(?:of\s+)?)*"
    r"((?!(?:Missile|Rocket|Drone|Air|Airstrike|Attack|Strike|Shelling|Human)s?\b)[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)"
    r"|\b(?:[УуВв]|[Нн]а|[Нн]ад|[Пп]ід|[Пп]од|[Бб]іля|[Вв]озле|[Пп]о)\s+"
    r"(?:(?:місті|городе|селі|селе|районі|районе|передмісті|пригороде|околицях|окрестностях|центрі|центре|напрямку|направлении)\s+)?([А-ЯІЇЄҐ][\w'’-]+)"
    r"|\b([А-ЯІЇЄҐ][\w'’-]+щин[аиіуы])\b"
    r"|\b(?:[Ii]n|[Nn]ear|[Oo]ver|[Oo]n|[Aa]t)\s+(?:the|its)\s+(?:[A-Z]\w+\s+)?(capital)\b(?!\s+[A-Z])"
    r"|\b(?:[УуВв]|[Нн]а|[Нн]ад|[Пп]о|[Пп]ід|[Пп]од)\s+(?:[\w-]+\s+)?(столиц)(?:і|ю|ею|е|у|ей)\b(?!\s+[А-ЯІЇЄҐ])"
    r"|\b(?:[Gg]overnor|[Mm]ayor) of (?:the )?([A-Z][\w'’-]+)|\b(?:[Гг]убернатор|[Мм]ер|[Мм]эр)\w{0,3} ([А-ЯІЇЄҐ][\w'’-]+)"
)
_PART_OF_A_LAND = re.compile(rf"\b(?:{cues('part-of-a-land')})\b|^(?:{cues('there')})\b", re.IGNORECASE)
"""A part of a land that bears no name, or a place that the sentence before names."""
_WHOLE = re.compile(rf"\s+(?:{cues('out-of')})\s+(\d[\d,]*)\b(?!%|\.\d)", re.IGNORECASE)
_NO_TOWN = re.compile(rf"(?:{cues('no-town')})\b")
_NEAR = 14
"""Words between a value and the place that it is of."""
_BREAK = re.compile(r"[,;:]| and ")
_ADDRESS = re.compile(r"(?:,\s*[A-ZА-ЯІЇЄҐ][\w'’-]*(?:\s[A-ZА-ЯІЇЄҐ][\w'’-]*)*)+")
"""The rest of an address: district and province."""
_SAY = re.compile(r"\b(?:said|says|warned|added|told|which|who|where|що|який|яка|які|что|котор\w+)\b")
_THEN = re.compile(rf"\b(?:{cues('then')}|then(?! (?:hit|struck|fired|launched)))\b", re.IGNORECASE)


@lru_cache(maxsize=SENTENCES)
def sort_of(text: str, quote: str) -> str:
    """Name the sort of people that a count is limited to; empty: none that can be told.

    >>> sort_of("three children", "At least 25 people, including three children, were killed.")
    'children'
    >>> sort_of("six", "Twelve soldiers were freed, among them six.")
    'some of them'
    >>> sort_of("400,000", "Permanent losses (killed and missing) are put at 400,000.")
    'lost for good'
    """
    if sort := _SORT.search(_CUT.split(text)[0]):
        return _called(sort)
    at = quote.find(text) if text else -1
    behind = quote[at + len(text) : at + len(text) + 24] if at >= 0 else ""
    if sort := re.match(rf"[\s,]*(?:were |are |being )?{_SORT.pattern}", behind, re.IGNORECASE):
        return _called(sort)
    if at > 0 and any(
        sort.lastgroup == "lost_for_good" and not _ENDED.search(quote, sort.end(), at) for sort in _SORT.finditer(quote, 0, at)
    ):
        return "lost for good"
    part = included(text, quote) and not _BEFELL.match(behind)
    return SOME if _OF_THE.search(text) or _WERE_AMONG.search(quote[at + len(text) :] if at >= 0 else "") or part else ""


def sort_named(words: str) -> str:
    """The sort that words name in whatever language; other words as they are.

    >>> sort_named("дітей"), sort_named("north korean")
    ('children', 'north korean')
    """
    sort = _SORT.fullmatch(words)
    return _called(sort) if sort else words


def _called(sort: re.Match[str]) -> str:
    """What the sort of a match is called: "lost for good"."""
    return (sort.lastgroup or "").replace("_", " ")


@lru_cache(maxsize=SENTENCES)
def measured_against(text: str, quote: str) -> bool:
    """Whether a value is what another one is measured against.

    >>> measured_against("61%", "They hold 75%, compared to 61% a year ago.")
    True
    """
    at = quote.find(text) if text else -1
    return at > 0 and bool(_COMPARED.search(quote[:at]))


_LIVING = re.compile(rf"\b(?:{sorts('held')})\b", re.IGNORECASE)
_OF_THEM = re.compile(rf"\s+(?:{cues('of-the')})\s+[\w\s]*?\b(?:{sorts('held')})\b", re.IGNORECASE)
_THOUGHT_MISSING = re.compile(rf"(?:\s+[\w'’-]+){{0,3}}\s+(?:{cues('thought-missing')})\b", re.IGNORECASE)
"""Behind those who are freed: of some it was not known where they were."""
_WEAPON = re.compile(rf"\b(?:{sorts('weapon')})\b", re.IGNORECASE)
_OF_WHICH = re.compile(rf"\b(?:{cues('of-which')})\s+$", re.IGNORECASE)
_JOINED = re.compile(r" and | та | і | й | и ")
_BOTH = re.compile(r",| and | with |including| та | і | й | и | з | с ")


@lru_cache(maxsize=SENTENCES)
def sort_held(text: str, quote: str = "") -> str:
    """Name the sort of captives that a number is limited to; empty: none that can be told.

    >>> sort_held("20 living hostages"), sort_held("230 soldiers and civilians")
    ('living', '')
    >>> sort_held("20", "It says that 20 of them are alive.")
    'living'
    """
    at = quote.find(text) if text else -1
    behind = re.split(r"[,;.]", quote[at + len(text) :][:24])[0] if at >= 0 else ""
    if at >= 0 and _THOUGHT_MISSING.match(re.split(r"[,;.]", quote[at + len(text) :])[0]):
        return "missing till then"
    sort = None if _BOTH.search(text) else _LIVING.search(text) or _OF_THEM.search(text + behind)
    return (sort.lastgroup or "") if sort else ""


@lru_cache(maxsize=SENTENCES)
def sort_of_weapon(text: str, quote: str = "") -> str:
    """Name the sort of drones or missiles that a number is limited to; empty: none that can be told, or several.

    >>> sort_of_weapon("30 Shahed drones"), sort_of_weapon("41 drones"), sort_of_weapon("30 cruise and ballistic missiles")
    ('shahed', '', '')
    >>> sort_of_weapon("22 rockets and cruise missiles")
    ''
    >>> sort_of_weapon("21", "They fired 33 cruise missiles, of which 21 were shot down.")
    'cruise'
    """
    at = quote.find(text) if text else -1
    of_which = at > 0 and _OF_WHICH.search(quote[:at])
    # "Rockets and cruise missiles" are of two sorts, of which one has no name.
    joined = [quote[:at]] if of_which else _JOINED.split(text)
    named = [{sort.lastgroup or "" for sort in _WEAPON.finditer(part)} for part in joined]
    known = set[str]().union(*named)
    return known.pop() if all(named) and len(known) == 1 else ""


@lru_cache(maxsize=SENTENCES)
def included(text: str, quote: str) -> bool:
    """Whether a number is told as a part of what stands before it.

    >>> included("12 wounded men", "They swapped 90 prisoners, including 12 wounded men.")
    True
    """
    at = quote.find(text) if text else -1
    return at > 0 and any(part.search(quote[:at]) for part in (_AMONG, _LISTED, _OF_THESE))


@lru_cache(maxsize=SENTENCES)
def whole_of(text: str, quote: str) -> float | None:
    """The number of which a value is told as a part, where it is printed right behind.

    >>> whole_of("90 men", "They freed 90 men of 1,200."), whole_of("90", "90 of the men are free.")
    (1200.0, None)
    """
    at = quote.find(text) if text else -1
    found = _WHOLE.match(quote, at + len(text)) if at >= 0 else None
    return float(found[1].replace(",", "")) if found else None


@lru_cache(maxsize=SENTENCES)
def inclusive(quote: str) -> bool:
    """Whether a quote tells a part of a number beside it."""
    return bool(_INCLUDING.search(quote))


@lru_cache(maxsize=SENTENCES)
def towns(quote: str, text: str = "") -> frozenset[str]:
    """Name the towns and regions that a quote sets a value in, not lands, by the beginnings of their names.

    >>> sorted(towns("Six people were hurt in Smila and near Cherkasy, in Ukraine, on Monday.", "Six people"))
    ['cherk', 'smila']
    """
    return named_towns(quote, text) or frozenset([" ".join(told[0].casefold().split()) for told in [_PART_OF_A_LAND.search(quote)] if told])


@lru_cache(maxsize=SENTENCES)
def named_towns(quote: str, text: str = "") -> frozenset[str]:
    """Name those that bear a name: not "the north", nor "there"."""
    found = set()
    at = quote.find(text) if text else -1
    for place in _IN.finditer(quote):
        name = CAPITAL if place[4] or place[5] else re.sub(r"['’]s?$", "", next(filter(None, place.groups())))
        gap = quote[at + len(text) : place.start()] if place.start() > at else quote[place.end() : at]
        gap = _ADDRESS.sub("", gap, count=1) if gap.startswith(",") else gap
        near = at < 0 or (gap.count(",") < 2 and len(gap.split()) <= _NEAR and not (_BREAK.search(gap) and _SAY.search(gap)))  # noqa: PLR2004 - a pair
        if near and not _NO_TOWN.match(name) and not _land(fold(name)):
            found.add(name if name == CAPITAL else fold(name)[:5])
    return frozenset(found)


_ROUND = re.compile(rf"\b(?:{sorts('round')})\b", re.IGNORECASE)


@lru_cache(maxsize=SENTENCES)
def rounds_of(quote: str) -> frozenset[str]:
    """Return which rounds of talks a quote tells of.

    >>> sorted(rounds_of("The third round followed the first round by a week.")), sorted(rounds_of("They met in May."))
    (['first', 'third'], [])
    """
    return frozenset(found.lastgroup or "" for found in _ROUND.finditer(quote))


_ONLY_IN = re.compile(rf"\b(?:{cues('only')})\s+(?:in|[уУвВ])\s+[A-ZА-ЯІЇЄҐ]|\b[Ii]n [A-Z][\w'’-]+ alone\b")


_WITH_MORE = re.compile(rf"[^.;]*\b(?:{cues('with-more')})\s+\d", re.IGNORECASE)


@lru_cache(maxsize=SENTENCES)
def with_more(text: str, quote: str) -> bool:
    """Whether the number of others stands behind a number, who come with those whom it counts.

    >>> with_more("445", "They free 445 in addition to 41 of another deal."), with_more("41", "They free 445 in addition to 41.")
    (True, False)
    """
    at = quote.find(text) if text else -1
    return at >= 0 and bool(_WITH_MORE.match(quote, at + len(text)))


@lru_cache(maxsize=SENTENCES)
def only_in(quote: str) -> bool:
    """Whether a quote tells of one place alone.

    >>> only_in("Only in Smila 20,000 died."), only_in("In Smila alone 20,000 died."), only_in("In Smila 20,000 died.")
    (True, True, False)
    """
    return bool(_ONLY_IN.search(quote))


_OF_REGION = r"{}\s+(?:of|percent of|per cent of)\s+(?:the\s+)?([\w'-]+(?:\s[\w'-]+)??\s(?:region|oblast|province)|donbass?|crimea)\b"
_UNNAMED = re.compile(rf"\s*(?:%|percent|per cent)?\s*((?:{cues('unnamed-place')}))\b", re.IGNORECASE)
"""Right behind a share: a place that bears no name."""
_SHARE_OF = re.compile(rf"(?:%|percent|per cent)\s*((?:{cues('unnamed-place')}))\b[^.;]*$", re.IGNORECASE)
"""In the sentence before a share: another one of a place that bears no name."""
_REGION_THAT = re.compile(rf"\b({cues('this-place')})\b[^.;]*\b(?:{cues('that')})\b[^.;,]*$", re.IGNORECASE)
"""Before a share: "this region, of which they hold"."""
_COMPARED = re.compile(rf"\b(?:{cues('compared')})(?:\s+[\w.%-]+){{0,2}}\s*$", re.IGNORECASE)
"""Right before a share that another one is measured against: both are of one place."""
_A_REGION = re.compile(r"\bof\s+(?:the\s+)?([\w'-]+(?:\s[\w'-]+)?\s(?:region|oblast|province))\b", re.IGNORECASE)
_TAKING = re.compile(rf"\b(?:{cues('taking-of')})\s+([A-ZА-ЯІЇЄҐ][\w'’-]+)(?:\s+[\w'’-]+)?\s+$")
"""Right before a share: the town that is taken."""
_OF_PLACE = re.compile(
    r"[^A-ZА-ЯІЇЄҐ.;]*?\bof(?:\s+[a-z-]+){0,5}\s+((?:(?:West|East|North|South)\w*\s)?[A-Z][\w-]+)"
    r"|\W*(?:\d[\d.,]*\s?)?(?:%|[а-яіїєґ]+)(?:\s+[а-яіїєґ-]+){0,4}\s+([А-ЯІЇЄҐ][\w-]+)"
)


@lru_cache(maxsize=SENTENCES)
def part_of_land(text: str, quote: str) -> str:
    """Name the region or town of which a share is told; empty: it is a share of a land, or not said of what.

    >>> part_of_land("80 percent", "They hold 80 percent of the eastern city of Smila."), part_of_land("20%", "It holds 20% of Ukraine.")
    ('Smila', '')
    >>> part_of_land("2%", "They are in 5% of the town, and hold only 2%.")
    'of the town'
    >>> part_of_land("11%", "Вони оцінюють захоплення Сміли приблизно 11%.")
    'Сміли'
    """
    if region := re.search(_OF_REGION.format(re.escape(text)), quote, re.IGNORECASE):
        return region[1]
    at = quote.find(text)
    if at >= 0 and (unnamed := _UNNAMED.match(quote, at + len(text)) or _SHARE_OF.search(quote[:at])):
        return unnamed[1]
    if at >= 0 and (told := _REGION_THAT.search(quote[:at])):
        return told[1]
    if measured_against(text, quote) and (told := _A_REGION.search(quote[:at])):
        return told[1]
    place = (_OF_PLACE.match(quote, at) or _TAKING.search(quote[:at])) if at >= 0 else None
    name = place and next(filter(None, place.groups()))
    return name if name and (in_a_land(fold(name)) or not _land(fold(name))) else ""


@lru_cache(maxsize=SENTENCES)
def long_before(quote: str) -> bool:
    """Whether a quote tells of another occasion than its article's own: "then", "three months after"."""
    return bool(_THEN.search(quote))


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
