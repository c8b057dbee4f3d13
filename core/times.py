"""Times as the program keeps and reads them: aware, UTC, ISO 8601 with a Z."""

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta

_PART = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?")
_AGO = re.compile(r"(\d+)\s*(s|m|h|d|w)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def now() -> datetime:
    """Return the present moment. Thinking functions take it as an argument; only the edges call this."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Write a moment as it is stored: fixed width, so that text order is time order.

    >>> stamp(datetime(2026, 2, 5, 14, 30, tzinfo=UTC))
    '2026-02-05T14:30:00.000000Z'
    """
    moment = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return moment.isoformat(timespec="microseconds")[: -len("+00:00")] + "Z"


def brief(moment: datetime) -> str:
    """Write a moment for JSON and people: whole seconds.

    >>> brief(datetime(2026, 2, 5, 14, 30, tzinfo=UTC))
    '2026-02-05T14:30:00Z'
    """
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def compact(moment: datetime) -> str:
    """Write a moment for the name of a file: whole seconds.

    >>> compact(datetime(2026, 2, 5, 14, 30, tzinfo=UTC))
    '20260205T143000Z'
    """
    return brief(moment).replace("-", "").replace(":", "")


def read_stamp(text: str) -> datetime:
    """Read an ISO 8601 date or time; a time without a zone, and a date's midnight, are UTC.

    Raises:
        ValueError: the text is no ISO date or time.
    """
    moment = datetime.fromisoformat(text)
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"{text} lies before the first year or after the last one") from None


def read_publication(text: str) -> datetime:
    """Read when something was published: as `read_stamp`; of a bare month or year (ISO 8601's reduced precision) the last day.

    What an article tells lies before it, so that of all its days the last one dates its words best.

    Raises:
        ValueError: the text is no ISO date or time.
    """
    if (part := _PART.fullmatch(text)) is None:
        return read_stamp(text)
    year, month = int(part[1]), int(part[2] or 12)
    return datetime(year, month, monthrange(year, month)[1], tzinfo=UTC)


def read_moment(words: str, now: datetime) -> datetime:
    """Read a moment as the command line takes it: an ISO date or time, "now", "today", "yesterday", or how long ago ("2h", "3d").

    Raises:
        ValueError: the words are none of these; the message says what they may be.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    match words.strip().lower():
        case "now":
            return now
        case "today":
            return midnight
        case "yesterday":
            return midnight - timedelta(days=1)
        case other:
            try:
                if ago := _AGO.fullmatch(other):
                    return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
                return read_stamp(words.strip())
            except (ValueError, OverflowError):
                raise ValueError(
                    f'"{words}" is no time: give a date or time (2026-02-05, 2026-02-05T14:30), "yesterday", "2h" or "3d"'
                ) from None
