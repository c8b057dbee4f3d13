"""A printed value as an interval of what it may mean, with the tolerance of its words.

Intervals follow the low and high estimates of UCDP GED and the ranges of Every Casualty; no "best" is invented.
Both ends are included, so that "over 150" and 150 touch and are not called a conflict.
"""

import re
from functools import lru_cache
from math import isfinite
from typing import Literal, NamedTuple

from claims.comparing.days import DAYS_IN, day_range, spoken_dates
from claims.comparing.telling import cues
from core.claim import Qualifier, Value

ABOUT = 0.10
"""How far "about" reaches to each side, as a part of the number."""
NEARLY = 0.90
"""Where "nearly" and "almost" begin, as a part of the number."""
ROUNDED = 0.01
"""How far a round number of 1,000 and more may stand from what it rounds, as a part of it."""
HALF = 0.499
"""Durations and percentages are loose by just under half of their unit, so that two and three never meet."""
_CONVERTED = 0.02
_INF = float("inf")

Family = Literal["number", "length", "area", "percent", "ordinal", "duration", "date", "word", "vague"]


class Span(NamedTuple):
    """What a value may mean: numbers in its family's unit (km, km2, %, days, ordinals of days), or a word."""

    family: Family
    low: float = 0.0
    high: float = 0.0
    exact: bool = False
    """Whether it is a bare number, neither bounded nor hedged nor a range."""
    loose: str = ""
    """Why it is wider than printed, in words; empty: it is not."""
    word: str = ""
    base: float = 0.0
    """The printed number."""


_LENGTH = {"m": 0.001, "metre": 0.001, "meter": 0.001, "km": 1.0, "kilometre": 1.0, "kilometer": 1.0, "mile": 1.609344, "mi": 1.609344}
_AREA = {
    "km2": 1.0,
    "km²": 1.0,
    "sqkm": 1.0,
    "sq km": 1.0,
    "square km": 1.0,
    "square kilometre": 1.0,
    "square kilometer": 1.0,
    "sq mile": 2.589988,
    "square mile": 2.589988,
    "hectare": 0.01,
}
_PLURALS = re.compile(
    r"\b(?:(?:tens|hundreds) of thousands|dozens|scores|hundreds|thousands|millions"
    r"|десятк\w+|сотн\w+|сотен|тысяч[иа]?|тисяч[иі]?|мільйон[иі]|миллионы)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"\b(?:{cues('numeral')})\s+(?:тысяч|тисяч)", re.IGNORECASE)
_DOZENS = 100
"""What is less is told in dozens and scores."""
_DIGIT = re.compile(r"\d")


def singular(unit: str | None) -> str:
    """Fold a unit for comparing: lower case, without the plural s."""
    text = (unit or "").strip().casefold()
    return text[:-1] if text.endswith("s") and not text.endswith("ss") else text


def _number(value: float | str | None) -> float | None:
    """Read a finite number; None: it is none."""
    if value is None or isinstance(value, bool):
        return None
    try:
        number = float(value.replace(",", "").replace("\u00a0", "").replace(" ", "")) if isinstance(value, str) else float(value)
    except (ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


@lru_cache(maxsize=50_000)
def span_of(value: Value, qualifier: Qualifier) -> Span:
    """Read a value as the interval of what it may mean. Family "vague": it holds no number to compare."""
    match value.kind:
        case "place" | "stage":
            word = str(value.low or value.high or value.text).strip()
            return Span("word", word=" ".join(word.casefold().split())) if word else Span("vague", word=value.text.casefold())
        case "date":
            return _date(value, qualifier)
        case _:
            return _numeric(value, qualifier)


def _date(value: Value, qualifier: Qualifier) -> Span:
    low = day_range(str(value.low)) if value.low is not None else None
    high = day_range(str(value.high)) if value.high is not None else None
    if low is None and high is None:
        return Span("vague", word=value.text.casefold())
    first = low[0] if low else -_INF
    last = high[1] if high else _INF
    if qualifier == "at-least":
        last = _INF
    elif qualifier == "at-most":
        first = -_INF
    elif qualifier in ("about", "nearly") and first == last:
        return Span("date", first - 3, last + 3, exact=False, loose="about that day", base=first)
    base = first if low else last
    return Span("date", first, last, exact=first == last, loose="" if last - first < 1 else "no exact day", base=base)


def _numeric(value: Value, qualifier: Qualifier) -> Span:
    given = (_number(value.low), _number(value.high))
    if given == (None, None):
        return Span("vague", word=value.text.casefold())
    low, high = given
    family, scale, half = _measured(value, low if low is not None else high or 0.0)
    if low is not None and low == high and plural(value):
        qualifier = "at-least"
    base = (low if low is not None else high or 0.0) * scale
    top = (high if high is not None else low or 0.0) * scale
    base, top = min(base, top), max(base, top)
    past = 0.0 if family == "duration" else half  # "Less than an hour" is no hour and a half.
    if qualifier == "at-least" or high is None:
        return Span(family, base - past, _INF, base=base, loose="a lower bound")
    if qualifier == "at-most" or low is None:
        return Span(family, min(0.0, top), top + past, base=top, loose="an upper bound")
    if qualifier == "nearly":
        return Span(family, min(base * NEARLY, base) - half, top, base=top, loose="just under")
    if qualifier == "about":
        return Span(family, base - max(half, abs(base) * ABOUT), top + max(half, abs(top) * ABOUT), base=base, loose="about")
    if low != high:
        return Span(family, base, top, base=base, loose="a range")
    return Span(family, base - half, top + half, exact=True, base=base)


def plural(value: Value) -> bool:
    """Whether a number is a bare plural: "dozens", "thousands"; one and a half thousand is a number."""
    if not _PLURALS.search(value.text) or _DIGIT.search(value.text) or _COUNTED.search(value.text):
        return False
    number = int(_number(value.low) or 0)
    return number < _DOZENS or len(str(number).rstrip("0")) == 1


def _measured(value: Value, number: float) -> tuple[Family, float, float]:
    """The family of a number, its unit in the family's unit, and how loose a bare number is."""
    unit = singular(value.unit)
    match value.kind:
        case "duration":
            scale = DAYS_IN.get(unit, 1.0)
            return "duration", scale, HALF * scale * (1 if number == int(number) else 0.5)  # Where halves are told they are meant.
        case "length":
            scale = _LENGTH.get(unit, 1.0)
            return "length", scale, abs(number) * scale * _CONVERTED
        case "area":
            scale = _AREA.get(unit, 1.0)
            return "area", scale, abs(number) * scale * _CONVERTED
        case "percent":
            return "percent", 1.0, HALF * _place(number)
        case "ordinal":
            return "ordinal", 1.0, 0.0
        case _:
            return "number", 1.0, 0.0


def _place(number: float) -> float:
    """The worth of the last printed digit: 1 for 20, 0.1 for 1.5."""
    text = f"{number:g}"
    return 10.0 ** -len(text.split(".")[1]) if "." in text else 1.0


def overlap(a: Span, b: Span) -> bool:
    """Whether two values of one family can both be true.

    "over 150" and 157 overlap; 150 and 189 do not.
    """
    return a.low <= b.high and b.low <= a.high


def rounds(a: Span, b: Span, most: float = ROUNDED) -> bool:
    """Whether one of two bare counts is the other, rounded: 6,000 for 6,057. `most`: how far they may be apart, as a part of it."""
    if a.family != "number" or b.family != "number" or not (a.exact and b.exact):
        return False
    gap = abs(a.base - b.base)
    return _within(gap, a.base, most) or _within(gap, b.base, most)


def _within(gap: float, number: float, most: float) -> bool:
    return gap <= most * number and gap <= _worth(number) / 2


def _worth(number: float) -> float:
    """The worth of the last digit that is not zero, for numbers of 1,000 and more; 0 where that is a unit or a ten."""
    if number < 1000 or number % 100:  # noqa: PLR2004 - smaller ones are not rounded silently
        return 0.0
    digits = str(int(number))
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10.0**zeros


def distance(a: Span, b: Span) -> float:
    """How far apart two values are, 0 (they meet) to 1 (far): the gap as a part of the larger one; days over a month."""
    if overlap(a, b):
        return 0.0
    gap = max(a.low, b.low) - min(a.high, b.high)
    if a.family == "date":
        return min(1.0, gap / 30)
    larger = max(abs(a.base), abs(b.base))
    return min(1.0, gap / larger) if larger else 1.0


_BOUND = {"exact": "", "about": "about ", "nearly": "nearly ", "at-least": "at least ", "at-most": "up to "}
_PLAIN = {"count", "ordinal"}


def figure(number: float) -> str:
    """Write a number for people: 1,200 and 1.5.

    >>> figure(1200000.0)
    '1,200,000'
    """
    return f"{int(number):,}" if number == int(number) else f"{number:,g}"


def shown(value: Value, qualifier: Qualifier) -> str:
    """Write a value as it is shown in a cell, with its qualifier: "at least 314", "4 years", "2025-10-02"."""
    if value.kind in ("place", "stage"):
        return str(value.low or value.high or value.text)
    if value.kind == "date":
        ends = [str(end) for end in (value.low, value.high) if end is not None]
        return f"{_BOUND[qualifier]}{spoken_dates(ends[0], ends[-1])}" if ends else value.text
    low, high = _number(value.low), _number(value.high)
    if low is None and high is None:
        return value.text
    if plural(value):
        return value.text.strip()
    bound = _BOUND[qualifier]
    if low is None or high is None:
        text = figure(low if low is not None else high or 0.0)
        bound = "at least " if high is None else "up to "
    else:
        text = figure(low) if low == high else f"{figure(low)} to {figure(high)}"
    if value.kind == "percent":
        return f"{bound}{text}%"
    if value.kind in _PLAIN or not value.unit:
        return bound + text
    unit = value.unit.rstrip("s") if value.kind == "duration" and {low, high} <= {1, None} else value.unit
    return f"{bound}{text} {unit}"
