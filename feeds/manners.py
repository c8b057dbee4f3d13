"""How often a feed asks to be polled (RSS 2.0: ttl, skipHours, skipDays; the syndication module of RSS 1.0)."""

import re

_MINUTE = 60.0
_PERIODS = {"hourly": 3600.0, "daily": 86_400.0, "weekly": 7 * 86_400.0, "monthly": 30 * 86_400.0, "yearly": 365 * 86_400.0}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = 2000
"""Bytes of a list of hours or days that are looked at."""
_HOUR = re.compile(rb"<hour\s*>\s*(\d{1,2})\s*<")
_DAY = re.compile(rb"<day\s*>\s*([a-z]{6,9})\s*<")
_HOURS = 24


def ttl(minutes: str, period: str = "", frequency: str = "") -> float | None:
    """Return the seconds between polls that a feed asks for: its ttl, else its update period; None where it does not say.

    >>> ttl("60"), ttl("", "hourly", "2"), ttl("soon")
    (3600.0, 1800.0, None)
    """
    asked = _number(minutes) * _MINUTE
    if not asked and (length := _PERIODS.get(period.strip().lower())):
        asked = length / (_number(frequency) or 1.0)
    return asked or None


def skips(body: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """Return the hours (UTC) and the days (Monday is 0) in which a feed asks not to be polled; all of them count as none."""
    # feedparser keeps only the last of the hours and days.
    lowered = body.lower()
    # 24 is midnight in early versions of the format.
    hours = {int(hour) % _HOURS for hour in _HOUR.findall(_inside(lowered, b"skiphours")) if int(hour) <= _HOURS}
    days = {_DAYS.index(name) for day in _DAY.findall(_inside(lowered, b"skipdays")) if (name := day.decode()) in _DAYS}
    return frozenset(hours if len(hours) < _HOURS else ()), frozenset(days if len(days) < len(_DAYS) else ())


def _inside(lowered: bytes, name: bytes) -> bytes:
    start = lowered.find(b"<" + name)
    end = lowered.find(b"</" + name, start, start + _LONGEST) if start >= 0 else -1
    return lowered[start:end] if end >= 0 else b""


def _number(words: str) -> float:
    words = words.strip()[:9]
    return float(words) if words.isascii() and words.isdigit() else 0.0
