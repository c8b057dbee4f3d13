"""Times as pages and interfaces write them."""

from datetime import UTC, datetime, tzinfo


def moment(words: str, zone: tzinfo) -> datetime | None:
    """Read an ISO 8601 time or day; one without a zone is of `zone`. None: it is none.

    >>> moment("2026-02-05T14:00:00+02:00", UTC)
    datetime.datetime(2026, 2, 5, 12, 0, tzinfo=datetime.timezone.utc)
    """
    try:
        found = datetime.fromisoformat(words.strip())
        return (found if found.tzinfo is not None else found.replace(tzinfo=zone)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError):
        return None
