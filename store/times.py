"""Times between records and rows."""

from datetime import UTC, datetime

from core.times import read_stamp, stamp


def moment(text: str | None) -> datetime | None:
    """Read a stored time; None stays None."""
    return None if text is None else read_stamp(text)


def written(value: datetime | None) -> str | None:
    """Write a time for a row; None stays None."""
    return None if value is None else stamp(value)


def sure(text: str) -> datetime:
    """Read a stored time that is never missing."""
    return datetime.fromisoformat(text).astimezone(UTC)
