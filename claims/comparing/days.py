"""Days: ISO dates of any precision as intervals of proleptic Gregorian ordinals, and back to words."""

from datetime import date, timedelta
from functools import lru_cache

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH = 30.44


@lru_cache(maxsize=20_000)
def day_range(iso: str) -> tuple[int, int] | None:
    """Give the first and last day that an ISO date, month, year or time may mean, as ordinals; None: it is no date.

    >>> day_range("2025-10")
    (739525, 739555)
    """
    parts = iso.strip()[:10].split("-")
    try:
        year = int(parts[0])
        if len(parts) == 1:
            return date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
        month = int(parts[1])
        if len(parts) == 2:  # noqa: PLR2004 - year and month
            after = date(year + month // 12, month % 12 + 1, 1)
            return date(year, month, 1).toordinal(), after.toordinal() - 1
        day = date(year, month, int(parts[2])).toordinal()
    except (ValueError, IndexError, OverflowError):
        return None
    return day, day


def iso_day(ordinal: int) -> str:
    """Write an ordinal as an ISO date."""
    return date.fromordinal(ordinal).isoformat()


@lru_cache(maxsize=5_000)
def spoken_day(ordinal: int) -> str:
    """Write a day for people.

    >>> spoken_day(739526)
    '2 October'
    """
    day = date.fromordinal(ordinal)
    return f"{day.day} {_MONTHS[day.month - 1]}"


def spoken_days(one: int, two: int) -> tuple[str, str]:
    """Write two days for people, with their years where these differ.

    >>> spoken_days(739526, 739527), spoken_days(739526, 739526 + 365)
    (('2 October', '3 October'), ('2 October 2025', '2 October 2026'))
    """
    years = [date.fromordinal(day).year for day in (one, two)]
    return (
        (spoken_day(one), spoken_day(two)) if years[0] == years[1] else (f"{spoken_day(one)} {years[0]}", f"{spoken_day(two)} {years[1]}")
    )


def spoken_window(start: str | None, end: str | None) -> str:
    """Write the part of the time between two dates for people, either of which may be missing.

    >>> spoken_window("2025-03-01", "2025-03-31"), spoken_window("2025-01-01", "2025-12-31"), spoken_window("2025-03-01", None)
    ('March 2025', '2025', 'since 1 March 2025')
    """
    if not (start and end):
        return f"since {spoken_dates(start, start)}" if start else f"until {spoken_dates(end, end)}" if end else ""
    first, last = day_range(start), day_range(end)
    whole = next((iso for iso in (start[:4], start[:7]) if first and last and day_range(iso) == (first[0], last[1])), None)
    return spoken_dates(whole, whole) if whole else spoken_dates(start, end)


def spoken_dates(first: str, last: str) -> str:
    """Write a date of any precision, or the span between two, for people.

    >>> spoken_dates("2025-10-02", "2025-10-02"), spoken_dates("2025-10", "2025-10")
    ('2 October 2025', 'October 2025')
    >>> spoken_dates("2026-02-09", "2026-02-15")
    '9 to 15 February 2026'
    """
    one, two = _parts(first), _parts(last)
    if one == two:
        return " ".join(two)
    shared = next((at for at in range(1, min(len(one), len(two)) + 1) if one[-at] != two[-at]), len(two)) - 1
    return f"{' '.join(one[: len(one) - shared] or one)} to {' '.join(two)}"


def _parts(iso: str) -> list[str]:
    """The parts of a date in the order of speech: day, month, year; what is no date stays as it is."""
    year, *rest = iso.split("-")
    if not (year.isdigit() and all(part.isdigit() for part in rest) and len(rest) <= 2 and (not rest or 1 <= int(rest[0]) <= len(_MONTHS))):  # noqa: PLR2004 - month and day
        return [iso]
    return [*(str(int(day)) for day in rest[1:]), *(_MONTHS[int(month) - 1] for month in rest[:1]), year]


def days_later(days: int) -> str:
    """Say how many days later something is told.

    >>> days_later(1), days_later(12)
    ('a day later', '12 days later')
    """
    return "a day later" if days == 1 else f"{days} days later"


def elapsed(start: int, end: int) -> str:
    """Say how long it is from one day to a later one, in whole months and days.

    >>> elapsed(739526, 739652)
    '4 months and 3 days'
    """
    first, last = date.fromordinal(start), date.fromordinal(end)
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    whole = _add_months(first, months)
    days = (last - whole).days
    years, months = divmod(months, 12)
    parts = [f"{n} {unit}{'s' * (n != 1)}" for n, unit in ((years, "year"), (months, "month"), (days, "day")) if n]
    return " and ".join(parts) if parts else "no time"


def _add_months(day: date, months: int) -> date:
    """Count months on; the 31st of a shorter month is its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


DAYS_IN = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": _MONTH, "year": 365.25}
"""Length of a unit of duration in days."""
