# ruff: noqa: RUF001 -- letters and marks of three languages
"""The language of a text, told from its letters."""

import re

from core.language import Language, cyrillic, own_letters

_UKRAINIAN_WORDS = re.compile(
    r"\b(?:та|що|як|з|із|від|також|після|про|це|або|але|ще|вже|даними|добу|доби|було|року|українськ\w*|російськ\w*"
    r"|переговор[иу]|сторони|щодо|можуть|будуть|вони|\w+[аи]лися|\w*[бпвмфр]['’ʼ][яюєї]\w*|повернул[аио]\w*|загибл\w+|поранен\w+|загинул[аио]\w*|трьох|чотирьох|\w+[аи]в|\w+(?:тт|нн)я)\b",
    re.IGNORECASE,
)
_RUSSIAN_WORDS = re.compile(
    r"\b(?:и|что|как|с|со|от|также|после|об|о|это|из|или|но|под|года|украинск\w*|российск\w*|росси\w*"
    r"|переговоров|состоится|прошел|ранен\w+|погиб(?:ш|л)\w+|потер[ия]\w*|число|следующ\w+|составил\w*|сообщил\w*|солдат\w*|между"
    r"|трех|четырех|\w+[аи]л|\w{2,}[аи]я|\w+ни[ея])\b",
    re.IGNORECASE,
)
_SAMPLE = 4000
_SHORT = 24


def language(text: str, hint: str | None = None) -> Language:
    """Return the language of a text: Latin letters are taken for English; the hint decides where the letters do not."""
    sample = text[:_SAMPLE]
    letters = cyrillic(sample)
    if not letters:
        return "en"
    ukrainian, russian = own_letters(sample)
    if ukrainian == russian:
        ukrainian, russian = len(_UKRAINIAN_WORDS.findall(sample)), len(_RUSSIAN_WORDS.findall(sample))
    if ukrainian == russian:
        if hint in {"uk", "ru"}:
            return "ru" if hint == "ru" else "uk"
        return "ru" if letters > _SHORT else "uk"  # Ukrainian hardly does without its letters for so long
    return "uk" if ukrainian > russian else "ru"
