"""Which day a quote tells of: weekdays, and months with their days, in the words of its language."""

import re
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from claims.comparing.days import day_range
from claims.comparing.telling import SENTENCES, cues
from claims.reading.packs import pack
from claims.shipped import LANGUAGES

_LATELY = 7
"""Days around its own of which an article tells as of now."""
_BACK = 180
"""Days within which the day of a month is the one just past."""
_NEAR = 200
"""Characters before a date in which stands what makes it the day of something else."""
_SAID = re.compile(rf"\b(?:{cues('said')})\b(?:\s+[^\s,;:.\u2014\u2013]+){{0,6}}\s*$", re.IGNORECASE)
_SAYS = re.compile(rf"\s+(?:{cues('said')}|{cues('urged')})\b", re.IGNORECASE)
"""Right behind the day on which somebody spoke: "the UN on Tuesday urged"."""
_SINCE = re.compile(rf"\b(?:(?:{cues('since')})[\w\s]{{0,9}}|(?:{cues('as-of')})[\w\s.:]{{0,28}})$", re.IGNORECASE)
_AN_EVENT = re.compile(r"\b(?:a|the|last)\s+$")
"""Before the day of an event: "after a Friday attack"."""
_OF_ANOTHER = re.compile(rf"\d|\b(?:{cues('relative')}|{cues('taken')}|{cues('struck')})\b", re.IGNORECASE)
"""Between a value and a day that is long past: the day is not the value's."""
_WHEN = re.compile(rf",?\s+(?:{cues('when')})\b", re.IGNORECASE)


_IN_YEAR = re.compile(rf"\b(?:{cues('in-a-year')}) ((?:19|20)\d\d)\b", re.IGNORECASE)
_RUNNING = re.compile(rf"\b(?:{cues('running')}|{cues('since')}|{cues('began')})\b", re.IGNORECASE)


class _Date(NamedTuple):
    """A date as far as it is named, and where it stands in a quote."""

    year: int | None
    month: int
    day: int | None
    start: int
    end: int


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
    told = rf"(?:\b(?P<before>\d{{1,2}})(?:st|nd|rd|th)? )?\b(?:{told})\b(?:\.? (?P<behind>[12]?\d|3[01])\b(?![:.,]\d))?"
    return re.compile(told + r"(?:,? (?P<year>(?:19|20)\d\d)\b)?", 0 if lang == "en" else re.IGNORECASE)


@cache
def _weekdays(lang: str) -> re.Pattern[str]:
    """The weekdays' names, groups w0 (Monday) to w6."""
    return re.compile(rf"\b(?:{'|'.join(_names(lang, 'weekday', range(7)))})\b", 0 if lang == "en" else re.IGNORECASE)


@cache
def _yesterday(lang: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(_names(lang, 'day', range(-1, 0)))}|{cues('of-yesterday')})\b", re.IGNORECASE)


@lru_cache(maxsize=SENTENCES)
def _dates(quote: str, lang: str) -> tuple[_Date, ...]:
    """The dates of a quote, as far as they are named, but for those since which something lasts."""
    out = []
    for found in _months(lang).finditer(quote):
        month = next(month for month in range(1, 13) if found[f"m{month}"] is not None)
        day = found["before"] or found["behind"]
        if not _SINCE.search(_before(quote, found)) or _WHEN.match(quote, found.end()):
            out.append(_Date(int(found["year"]) if found["year"] else None, month, int(day) if day else None, *found.span()))
    return tuple(out)


@lru_cache(maxsize=SENTENCES)
def other_date(quote: str, lang: str, published: int) -> bool:
    """Whether a quote names a year, month or day, and none of those of which an article of that day (an ordinal) tells as of now.

    >>> other_date("In a December attack 71 died.", "en", date(2020, 1, 13).toordinal())
    True
    >>> other_date("On April 10 they swapped 106 each.", "en", date(2023, 5, 6).toordinal())
    True
    """
    year = _IN_YEAR.search(quote)
    if year and int(year[1]) < date.fromordinal(published).year and not _RUNNING.search(quote):
        return True
    dates = _dates(quote, lang)
    around = [date.fromordinal(published + days) for days in range(-_LATELY, _LATELY + 1)] if dates else []
    return bool(dates) and not any(
        said.month == one.month and said.day in (None, one.day) and said.year in (None, one.year) for said in dates for one in around
    )


@lru_cache(maxsize=SENTENCES)
def _names_days(quote: str, lang: str) -> bool:
    return any(named(lang).search(quote) for named in (_yesterday, _months, _weekdays))


def days_told(quote: str, lang: str, published: int, text: str = "") -> tuple[int, int] | None:
    """The first and last day of the one date that a quote names, of those gone by; None: it names none, or several.

    Args:
        quote: the words.
        lang: their language.
        published: the day of which they are (an ordinal).
        text: the words of the value; a day long past that stands with another number, or with those who were taken captive, is not
            its own.

    >>> days_told("Two missiles hit the town on Tuesday, the mayor said Thursday.", "en", date(2024, 9, 5).toordinal())
    (739132, 739132)
    >>> days_told("They freed 40 after the 60 of 3 March.", "en", date(2024, 9, 5).toordinal(), "40")
    """
    return _days_told(quote, lang, published, text) if _names_days(quote, lang) else None


@lru_cache(maxsize=SENTENCES)
def _days_told(quote: str, lang: str, published: int, text: str) -> tuple[int, int] | None:
    days = {(published - 1, published - 1) for found in [_yesterday(lang).search(quote)] if found}
    over = not _RUNNING.search(quote)
    for said in _dates(quote, lang):
        span = _last(said, date.fromordinal(published), ever=over and bool(said.year and said.day))
        if span and (published - span[1] <= _LATELY or not _OF_ANOTHER.search(_between(quote, text, said))):
            days.add(span)
    for found in _weekdays(lang).finditer(quote):
        since = _SINCE.search(before := _before(quote, found)) and not _AN_EVENT.search(before)
        if not (since or _SAID.search(before) or _SAYS.match(quote, found.end())):
            weekday = next(number for number in range(7) if found[f"w{number}"] is not None)
            day = published - (date.fromordinal(published).weekday() - weekday) % 7
            days.add((day, day))
    return days.pop() if len(days) == 1 else None


def _before(quote: str, found: re.Match[str]) -> str:
    return quote[max(0, found.start() - _NEAR) : found.start()]


def _between(quote: str, text: str, said: _Date) -> str:
    """The words between a value and a date."""
    at = quote.find(text) if text else -1
    if at < 0:
        return ""
    return quote[at + len(text) : said.start] if at < said.start else quote[said.end : at]


def _last(said: _Date, now: date, *, ever: bool) -> tuple[int, int] | None:
    """The first and last day of a date as it was last, where that is not still to come nor too long ago. `ever`: it may be however long."""
    year = said.year or (now.year if (said.month, said.day or 1) <= (now.month, now.day) else now.year - 1)
    span = day_range(f"{year}-{said.month}" + (f"-{said.day}" if said.day else ""))
    gone = now.toordinal() - span[1] if span else -1
    return span if gone >= (0 if said.day else 1) and (ever or gone < _BACK) else None
