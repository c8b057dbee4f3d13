"""The words and signs that every front end shares."""

from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from core.comparison import RelationClass, SilentState

Sign = Literal["=", "~", "≠", "^", "·"]

SIGNS: dict[RelationClass | None, Sign] = {"agree": "=", "reconcile": "~", "conflict": "≠", "update": "^", None: "·"}
"""A relation as one character, so that it reads without colour; "·" where there is nothing to relate."""

MEANING: dict[Sign, str] = {"=": "agrees", "~": "reconciles", "≠": "in conflict", "^": "updated", "·": "silent, or nobody else answers"}

SILENCE: dict[SilentState, str] = {
    "silent": "silent: covers it, and gives no such figure",
    "summary only": "only a summary is known, so it cannot be told",
    "no coverage": "no coverage",
    "gap": "some of its items may have been missed",
    "unreachable": "its feed could not be read",
}

EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The beginning of a span that has none: nothing was seen before."""

SILENT = "Silent: the article covers it, is known as a whole, and gives no such figure"

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def zone(name: str) -> tzinfo | None:
    """Return the zone of that name; None for "local", and UTC where the machine does not know the name."""
    if name == "local":
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def clock(moment: datetime, where: tzinfo | None, year: int | None = None) -> str:
    """Write a time for people, in a zone: "5 Feb 14:30"; with its year where that is not `year`.

    Months are English whatever the machine's locale, so that the same digest is the same bytes everywhere.
    """
    local = moment.astimezone(where)
    day = f"{local.day} {_MONTHS[local.month - 1]}"
    return f"{day} {local:%H:%M}" if local.year == year else f"{day} {local.year} {local:%H:%M}"


def day(moment: datetime, where: tzinfo | None) -> str:
    """Write a day for people: "5 Feb 2026"."""
    local = moment.astimezone(where)
    return f"{local.day} {_MONTHS[local.month - 1]} {local.year}"


def zone_name(moment: datetime, where: tzinfo | None) -> str:
    """Write the name of the zone at that moment ("UTC", "EET")."""
    return moment.astimezone(where).tzname() or "UTC"


def listed(words: Iterable[str], joint: str = "and") -> str:
    """Write a list as a sentence does.

    >>> listed(["TASS", "BBC", "AP"]), listed(["195", "207"], "or")
    ('TASS, BBC and AP', '195 or 207')
    """
    *first, last = words
    return f"{', '.join(first)} {joint} {last}" if first else last
