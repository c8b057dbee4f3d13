"""How often a feed asks to be polled (RSS 2.0: ttl, skipHours, skipDays; the syndication module of RSS 1.0)."""

import re

_MINUTE = 60.0
_PERIODS = {"hourly": 3600.0, "daily": 86_400.0, "weekly": 7 * 86_400.0, "monthly": 30 * 86_400.0, "yearly": 365 * 86_400.0}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = 2000
# feedparser keeps only the last of the hours and days, so these are looked up in the bytes.
_SKIP_HOURS = re.compile(rb"<skipHours\s*>(.{0,%d}?)</skipHours" % _LONGEST, re.IGNORECASE | re.DOTALL)
_HOUR = re.compile(rb"<hour\s*>\s*(\d{1,2})\s*<", re.IGNORECASE)
_SKIP_DAYS = re.compile(rb"<skipDays\s*>(.{0,%d}?)</skipDays" % _LONGEST, re.IGNORECASE | re.DOTALL)
_DAY = re.compile(rb"<day\s*>\s*([A-Za-z]{6,9})\s*<", re.IGNORECASE)
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
    hours: set[int] = set()
    days: set[int] = set()
    if found := _SKIP_HOURS.search(body):
        # 24 is midnight in early versions of the format.
        hours = {int(hour) % _HOURS for hour in _HOUR.findall(found[1]) if int(hour) <= _HOURS}
    if found := _SKIP_DAYS.search(body):
        days = {_DAYS.index(name) for day in _DAY.findall(found[1]) if (name := day.decode().lower()) in _DAYS}
    return frozenset(hours if len(hours) < _HOURS else ()), frozenset(days if len(days) < len(_DAYS) else ())


def _number(words: str) -> float:
    words = words.strip()[:9]
    return float(words) if words.isascii() and words.isdigit() else 0.0
