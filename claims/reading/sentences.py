# ruff: noqa: RUF001 -- letters and marks of three languages
"""Sentences with their places, in English, Ukrainian and Russian."""

import re

# A stop, with the quotation marks and brackets that close after it, before white space and something that may begin a sentence;
# or the end of a line.
_END = re.compile(
    r"[.!?…\n](?:(?<=[^\W\d_]\.)\d{1,3}(?=\s+[A-ZА-Я])|(?<!\n)[.!?…]*[\"')\]]*(?=\s+[\"'(\[–•-]*\s?[^\W_a-zа-яіїєґ])|(?<=\n))"
)
_BEFORE = re.compile(r"(?:^|[\s(\"'\[–-])([^\W\d_]+(?:\.[^\W\d_]+)*)\.$")
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "sgt",
        "adm",
        "brig",
        "rep",
        "sen",
        "gov",
        "st",
        "jr",
        "sr",
        "vs",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "est",
        "approx",
        "fig",
        "nos",
        "al",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "rev",
        "hon",
        "pres",
        "sec",
        "ret",
        "e.g",
        "i.e",
        "u.n",
        "a.k.a",
        "b.c",
        "a.d",
        "ph.d",
        "ім",
        "м",
        "р",
        "рр",
        "с",
        "смт",
        "вул",
        "обл",
        "грн",
        "тис",
        "млн",
        "млрд",
        "ст",
        "кв",
        "п",
        "ред",
        "див",
        "тобто",
        "проф",
        "акад",
        "ген",
        "полк",
        "им",
        "г",
        "гг",
        "ул",
        "руб",
        "тыс",
        "стр",
        "см",
        "др",
        "пр",
        "т",
        "е",
        "д",
        "н",
        "просп",
        "пос",
        "род",
        "янв",
        "февр",
        "фев",
        "апр",
        "июн",
        "июл",
        "авг",
        "сент",
        "окт",
        "нояб",
        "дек",
        "січ",
        "лют",
        "бер",
        "квіт",
        "трав",
        "черв",
        "лип",
        "серп",
        "вер",
        "жовт",
        "лист",
        "груд",
    ]
)
_POSTED = re.compile(r"\b(?:on|to|via|platform|network|у|в|на|мережі|соцмережі|сети|соцсети) X$")
"""What leads to the network, and to no initial: "he wrote on X. The talks"."""
_ROMAN = 1
_LONGEST = 1_500
"""Characters of a sentence; what goes on for longer is none, and would cost whoever compares it many times its length."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the places of the sentences of a normalised text, without the white space around them.

    A line end always ends a sentence, except where a line breaks within one: the line is long and the next begins in lower case.
    What goes on for thousands of characters is parted at a space.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match[0] == "\n":
            after = text[match.end() : match.end() + 1]
            if after.islower() and text[match.start() - 1 : match.start()].isalnum():
                continue
        elif _abbreviated(text, start, match):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _abbreviated(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop belongs to an abbreviation or an initial."""
    if match[0] != ".":
        return False
    before = _BEFORE.search(text, max(start, match.start() - 20), match.start() + 1)
    if before is None:
        return False
    word = before[1]
    if len(word) == _ROMAN:
        return word.isupper() and word != "I" and _POSTED.search(text, start, match.start()) is None
    low = word.lower()
    if low in {"u.s", "u.k", "a.m", "p.m"}:
        # "in the U.S. Officials said" ends; "U.S. President" does not: an article or pronoun begins a sentence.
        return not re.match(
            r"\s+(?:The|A|An|It|He|She|They|In|On|But|And|This|That|We|However|Meanwhile|Officials)\b", text[match.end() : match.end() + 15]
        )
    if low in _ABBREVIATIONS:
        return low not in {"с", "м", "р", "г", "т", "рр", "гг"} or not word.isupper()
    return False


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        found.append((start, cut))
        start = cut + text.startswith(" ", cut)
    if end > start:
        found.append((start, end))
