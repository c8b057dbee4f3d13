"""How long a server asks us to wait, read from its headers."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

DAY = 86_400.0
WEEK = 7 * DAY
ASK_TO_WAIT = frozenset({429, 503})
"""Statuses with which a host may ask to be left alone, whatever is asked of it (RFC 6585, section 4; RFC 9110, section 15.6.4)."""


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Read Retry-After (RFC 9110, section 10.2.3), seconds or a date, as seconds from now; None where it says nothing.

    What is more than a week is taken for a mistake, and for a day.

    >>> retry_after({"retry-after": "120"}, datetime(2026, 2, 5, tzinfo=UTC)), retry_after({"retry-after": "9" * 30}, datetime.now(UTC))
    (120.0, 86400.0)
    """
    words = headers.get("retry-after", "").strip()
    if not words:
        return None
    if words.isascii() and words.isdigit():
        return _bounded(float(words[:12]))
    moment = _date(words)
    return None if moment is None else _bounded(max((moment - now).total_seconds(), 0.0))


def _bounded(seconds: float) -> float:
    return seconds if seconds <= WEEK else DAY


def freshness(headers: Mapping[str, str], now: datetime) -> float | None:
    """Read how long the response stays fresh (RFC 9111, section 4.2): max-age less Age, else Expires; a day at most, None where unsaid.

    >>> freshness({"cache-control": "public, max-age=900"}, datetime(2026, 2, 5, tzinfo=UTC))
    900.0
    """
    said: dict[str, str] = {}
    for part in headers.get("cache-control", "").lower().split(","):
        name, _, words = part.strip().partition("=")
        said.setdefault(name.strip(), words.strip(' "'))
    if "no-cache" in said or "no-store" in said:
        return None
    if "max-age" in said:
        age = _count(headers.get("age", ""))
        seconds = _count(said["max-age"]) - age
    else:
        expires = _date(headers.get("expires", ""))
        if expires is None:
            return None
        seconds = (expires - (_date(headers.get("date", "")) or now)).total_seconds()
    return min(seconds, DAY) if seconds > 0 else None


def _count(words: str) -> float:
    return float(words[:12]) if words.isascii() and words.isdigit() else 0.0


def _date(words: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
