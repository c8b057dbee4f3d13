"""Which day a quote tells of: weekdays, and months with their days, in the words of its language."""

import re
from datetime import date, timedelta
from functools import cache, lru_cache

from claims.comparing.telling import SENTENCES, cues
from claims.reading.packs import pack
from claims.shipped import LANGUAGES

_LATELY = 7
"""Days around its own of which an article tells as of now."""
_BACK = 30
"""Days within which the day of a month is the one just past."""
_SAID = re.compile(rf"\b(?:{cues('said')})\b[^,;:.\u2014\u2013]*$", re.IGNORECASE)
_SINCE = re.compile(rf"\b(?:(?:{cues('since')})[\w\s]{{0,9}}|(?:{cues('as-of')})[\w\s.:]{{0,28}})$", re.IGNORECASE)
_WHEN = re.compile(rf",?\s+(?:{cues('when')})\b", re.IGNORECASE)


@cache
def _names(lang: str, family: str, numbers: range) -> list[str]:
    """What months or weekdays are called, a group each, named by the family's first letter and the number; in English with a capital.

    Words alone: "last night" is of two days.
    """
    named = next((pack(known) for known in LANGUAGES if known == lang), {})
    out = []
    for number in numbers:
        forms = [form for term in named.get(f"{family}:{number}", ()) for form in term.split("|") if form[:1].isalpha() and " " not in form]
        printed = "|".join(re.escape(form.capitalize() if lang == "en" else form).replace(r"\*", r"\w*") for form in forms)
        out.append(rf"(?P<{family[0]}{abs(number)}>{printed or '(?!)'})")
    return out


@cache
def _months(lang: str) -> re.Pattern[str]:
    """The months' names, groups m1 to m12, with the day before or behind them, and the year."""
    told = "|".join(_names(lang, "month", range(1, 13)))
    told = rf"(?:\b(?P<before>\d{{1,2}})(?:st|nd|rd|th)? )?\b(?:{told})\b(?: (?P<behind>\d{{1,2}})\b(?![:.,]\d))?"
    return re.compile(told + r"(?:,? (?P<year>(?:19|20)\d\d)\b)?", 0 if lang == "en" else re.IGNORECASE)


@cache
def _weekdays(lang: str) -> re.Pattern[str]:
    """The weekdays' names, groups w0 (Monday) to w6."""
    return re.compile(rf"\b(?:{'|'.join(_names(lang, 'weekday', range(7)))})\b", 0 if lang == "en" else re.IGNORECASE)


@cache
def _yesterday(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_names(lang, 'day', range(-1, 0)))}|{cues('of-yesterday')})\b", re.IGNORECASE)


@lru_cache(maxsize=SENTENCES)
def _dates(quote: str, lang: str) -> tuple[tuple[int | None, int, int | None], ...]:
    """The years, months and days of a quote, as far as they are named, but for those since which something lasts."""
    out = []
    for found in _months(lang).finditer(quote):
        month = next(month for month in range(1, 13) if found[f"m{month}"] is not None)
        day = found["before"] or found["behind"]
        if not _SINCE.search(quote[: found.start()]) or _WHEN.match(quote, found.end()):
            out.append((int(found["year"]) if found["year"] else None, month, int(day) if day else None))
    return tuple(out)


@lru_cache(maxsize=SENTENCES)
def other_date(quote: str, lang: str, published: int) -> bool:
    """Whether a quote names a month or a day, and none of those of which an article of that day (an ordinal) tells as of now.

    >>> other_date("In a December attack 71 died.", "en", date(2020, 1, 13).toordinal())
    True
    >>> other_date("On April 10 they swapped 106 each.", "en", date(2023, 5, 6).toordinal())
    True
    """
    around = [date.fromordinal(published + days) for days in range(-_LATELY, _LATELY + 1)]
    told = [
        any(one.month == month and day in (None, one.day) and year in (None, one.year) for one in around)
        for year, month, day in _dates(quote, lang)
    ]
    return bool(told) and not any(told)


@lru_cache(maxsize=SENTENCES)
def day_told(quote: str, lang: str, published: int) -> int | None:
    """The one day of the last weeks that a quote names (an ordinal), but for the day on which somebody spoke; None: none, or several.

    >>> day_told("Two missiles hit the town on Tuesday, the mayor said Thursday.", "en", date(2024, 9, 5).toordinal())
    739132
    """
    now = date.fromordinal(published)
    days = {now + timedelta(days=-1) for found in [_yesterday(lang).search(quote)] if found}
    days |= {now - timedelta(days=back) for told in _dates(quote, lang) for back in range(_BACK) if _is(now, back, *told)}
    for found in _weekdays(lang).finditer(quote):
        if not (_SAID.search(quote[: found.start()]) or _SINCE.search(quote[: found.start()])):
            weekday = next(number for number in range(7) if found[f"w{number}"] is not None)
            days.add(now - timedelta(days=(now.weekday() - weekday) % 7))
    return days.pop().toordinal() if len(days) == 1 else None


def _is(now: date, back: int, year: int | None, month: int, day: int | None) -> bool:
    then = now - timedelta(days=back)
    return (then.month, then.day) == (month, day) and year in (None, then.year)
