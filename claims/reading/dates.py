# ruff: noqa: RUF001, RUF002 -- letters and marks of three languages
"""Dates as news prints them, resolved from the day of publication, with their precision."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from claims.reading.marks import Marks

Precision = Literal["day", "days", "week", "month", "year"]

_AHEAD = 60
"""A day and month without a year lie at most so many days after publication; else they are of the year before."""
_MONTHS_AHEAD = 1
_WEEKS = (("last", -1), ("this", 0), ("next", 1))
_JUST = 90
"""A day without a year that lies no further back is not the one of the next year."""
_RECENT = 3
"""What happened more than so many days before publication is no news."""
FIRST_YEAR, LAST_YEAR, YEAR_FIGURES = 1900, 2099, 4
"""What a year is, of numbers written in so many figures."""
_CENTURY = 2000
_MAX_DAY = 31
_BEGINNING = frozenset({"last", "next", "this"})
_BEGINNING_FAMILIES = frozenset({"month", "weekday", "day"})
"""With what a date may begin, but for figures."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date or a span of days printed at words i to j."""

    i: int
    j: int
    first: date
    last: date
    precision: Precision
    ahead: date | None = None
    """Of a weekday, the next one, for sentences about what is to come."""
    bare: bool = False
    """Whether it is a year or a month without more, which says little by itself."""
    old: bool = False
    """Whether it lies so far back that what happened on it is no news."""


def dates(marks: Marks, published: date) -> list[Dated]:
    """Return the dates of a sentence in order; none overlap."""
    found: list[Dated] = []
    likely = marks.likely(_BEGINNING, _BEGINNING_FAMILIES)
    if "duration" in marks.members:
        likely.update(k for k, (_, word) in marks.family("duration").items() if word == "weeks")
    if marks.any_("ago"):
        likely.update(marks.family("number"), marks.starts("determiners"))
    after = 0
    for k in sorted(likely):
        if k < after:
            continue
        try:
            dated = _at(marks, k, published)
        except (OverflowError, ValueError):  # beyond the years that a calendar has
            continue
        if dated is not None:
            if found and _told_exactly(marks, found[-1], dated):
                found.pop()
            found.append(replace(dated, old=True) if (published - dated.last).days > _RECENT else dated)
            after = max(dated.j, k + 1)
    return found


def _told_exactly(marks: Marks, wide: Dated, exact: Dated) -> bool:
    """Whether a day stands right behind the week, month or year that it lies in: "last week, on 7 August"."""
    within = exact.precision == "day" and wide.precision in {"week", "month", "year"} and wide.first <= exact.first <= wide.last
    gap = range(wide.j, exact.i)
    return within and bool(gap) and marks.low[wide.j] in {",", "("} and all(marks.is_("date-lead", k) or marks.low[k] == "(" for k in gap)


def _number(marks: Marks, k: int) -> int | None:
    """The whole number in figures at word k."""
    if 0 <= k < len(marks.low) and marks.words.number[k] and marks.low[k].isdigit():
        return int(marks.low[k])
    return None


def whole(marks: Marks, k: int) -> int | None:
    """Return the whole number at word k, in figures or in a word."""
    number, small = _number(marks, k), marks.value("number", k)
    return number if number is not None or small is None else int(small)


def _day(marks: Marks, k: int) -> int | None:
    number = _number(marks, k)
    return number if number is not None and 1 <= number <= _MAX_DAY and len(marks.low[k]) <= 2 else None  # noqa: PLR2004 -- days have two figures


def year_at(marks: Marks, k: int) -> int | None:
    """Return the year in four figures at word k."""
    number = _number(marks, k)
    return number if number is not None and len(marks.low[k]) == YEAR_FIGURES and FIRST_YEAR <= number <= LAST_YEAR else None


def _short_year(marks: Marks, k: int) -> int | None:
    """The year of "05.02.26"."""
    number = _number(marks, k)
    return _CENTURY + number if number is not None and len(marks.low[k]) == 2 else None  # noqa: PLR2004 -- two figures


def _past_ordinal(marks: Marks, k: int) -> int:
    """Skip "st", "nd", "th", "-го" printed right after a number."""
    if k < len(marks.low) and marks.is_("date-ending", k) and marks.words.glued(k):
        return k + 1
    return k


def _at(marks: Marks, k: int, published: date) -> Dated | None:
    if marks.words.number[k]:
        return _iso(marks, k) or _day_first(marks, k, published) or _ago(marks, k, published) or _plain_year(marks, k)
    return (
        _month_first(marks, k, published)
        or _ago(marks, k, published)
        or _week_of(marks, k, published)
        or _relative(marks, k, published)
        or _weekday(marks, k, published)
        or _plain_month(marks, k, published)
    )


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _near(month: int, day: int, published: date) -> date | None:
    """The day of a month without a year: the one closest to publication that lies not far after it."""
    for year in (published.year + 1, published.year, published.year - 1):
        found = _make(year, month, day)
        if found is not None and found <= published + timedelta(days=_AHEAD):
            return found
    return None


def _iso(marks: Marks, k: int) -> Dated | None:
    low = marks.low
    year = year_at(marks, k)
    if year and k + 4 < len(low) and low[k + 1] == low[k + 3] == "-":
        month, day = _number(marks, k + 2), _day(marks, k + 4)
        found = _make(year, month, day) if month and day else None
        return Dated(k, k + 5, found, found, "day") if found else None
    # 05.02.2026 comes as "05.02", ".", "2026".
    if marks.words.number[k] and k + 2 < len(low) and low[k + 1] == "." and marks.words.glued(k + 2):
        parts = low[k].split(".")
        year = year_at(marks, k + 2) or _short_year(marks, k + 2)
        if year and len(parts) == 2 and all(part.isdigit() for part in parts):  # noqa: PLR2004 -- day and month
            found = _make(year, int(parts[1]), int(parts[0]))
            return Dated(k, k + 3, found, found, "day") if found else None
    return None


def _span(marks: Marks, k: int) -> tuple[int, int] | None:
    """A second day after the first: "-24", " and 24", " to 24"; gives the day and the word after it."""
    if k + 1 < len(marks.low) and (marks.low[k] in {"-", "–"} or marks.is_("range", k) or marks.is_("and", k) or marks.is_("till", k)):
        day = _day(marks, k + 1)
        if day:
            return day, _past_ordinal(marks, k + 2)
    return None


def _days(i: int, j: int, first: date | None, last: date | None, published: date | None = None) -> Dated | None:
    """Return a day or a span of days; `published`: that no year is printed, so that the day may be one to come."""
    if first is None:
        return None
    past = published is not None and (published - first).days > _JUST
    ahead = _make(first.year + 1, first.month, first.day) if past else None
    if last is None or last <= first:
        return Dated(i, j, first, first, "day", ahead)
    return Dated(i, j, first, last, "days", ahead)


def _with_year(marks: Marks, j: int, published: date) -> tuple[int | None, int]:
    """The year after a day and month, in figures or as "last year", with or without a comma or "of"."""
    at = j + 1 if j < len(marks.low) and (marks.low[j] == "," or (marks.lang == "en" and marks.low[j] == "of")) else j
    year = year_at(marks, at)
    if year:
        return year, at + 1
    way = -1 if marks.is_("last", at) else 0 if marks.is_("this", at) else None
    return (published.year + way, at + 2) if way is not None and marks.word("duration", at + 1) == "years" else (None, j)


def _month_first(marks: Marks, k: int, published: date) -> Dated | None:
    month = marks.value("month", k)
    if month is None:
        return None
    j = k + 1
    if j < len(marks.low) and marks.low[j] == ".":
        j += 1
    day = _day(marks, j)
    if day is None or not marks.words.cap[k]:
        return None
    j = _past_ordinal(marks, j + 1)
    second, end = _span(marks, j) or (None, j)
    if second is not None and second <= day:
        second, end = None, j
    if (later := _to_month(marks, k, j, published)) is not None:
        start = _make(later.first.year, int(month), day)
        return _days(k, later.j, start, later.first, published if later.ahead else None) if start is not None else None
    year, end = _with_year(marks, end, published)
    first = _make(year, int(month), day) if year else _near(int(month), day, published)
    last = _make(first.year, int(month), second) if second and first else None
    return _days(k, end, first, last, None if year else published)


def _to_month(marks: Marks, k: int, j: int, published: date) -> Dated | None:
    """The later end of "between August 14 and September 4", "Feb. 24 to March 2"."""
    joined = marks.is_("range", j) or marks.is_("through", j) or (marks.is_("and", j) and k > 0 and marks.is_("between", k - 1))
    return _month_first(marks, j + 1, published) if joined and marks.value("month", j + 1) is not None else None


def _day_first(marks: Marks, k: int, published: date) -> Dated | None:
    day = _day(marks, k)
    if day is None:
        return None
    j = _past_ordinal(marks, k + 1)
    second, end = _span(marks, j) or (None, j)
    if second is not None and marks.value("month", end) is not None:
        j = end
    else:
        second = None
    if marks.is_("of", j):
        j += 1
    month = marks.value("month", j)
    if month is None or (marks.lang == "en" and not marks.words.cap[j]):
        return None
    j += 1
    if j < len(marks.low) and marks.low[j] == "." and year_at(marks, j + 1):
        j += 1
    year, j = _with_year(marks, j, published)
    if year and marks.is_("year-word", j):
        j += 1
    first = _make(year, int(month), day) if year else _near(int(month), day, published)
    last = _make(first.year, int(month), second) if second and first else None
    return _days(k, j, first, last, None if year else published)


def _weekday(marks: Marks, k: int, published: date) -> Dated | None:
    weekday = marks.value("weekday", k)
    if weekday is None or (marks.lang == "en" and not marks.words.cap[k]):
        return None
    back = (published.weekday() - int(weekday)) % 7
    at = published - timedelta(days=back)
    ahead = published + timedelta(days=(int(weekday) - published.weekday()) % 7)
    if k and marks.is_("last", k - 1) and back == 0:
        at -= timedelta(days=7)
    if k and marks.is_("next", k - 1):
        ahead = ahead + timedelta(days=7) if ahead == published else ahead
        return Dated(k - 1, k + 1, ahead, ahead, "day", ahead)
    j = k + 1
    # "Tuesday, February 16": one date, told twice.
    for at_word in (j + 1 if j < len(marks.low) and marks.low[j] in {",", "("} else j,):
        exact = _month_first(marks, at_word, published) or _day_first(marks, at_word, published) if at_word < len(marks.low) else None
        if exact:
            return Dated(k, exact.j, exact.first, exact.last, exact.precision)
    week = _told_week(marks, j)
    if week is not None:
        # "Friday next week", "Wednesday this week"
        at = _within(published, week[0], int(weekday))
        return Dated(k, week[1], at, at, "day", ahead if at < published and not week[0] else None)
    return _weekdays(marks, k, at, ahead, published) or Dated(k, j, at, at, "day", ahead)


def _told_week(marks: Marks, j: int) -> tuple[int, int] | None:
    """Read "last week", "of next week" from word j on: how many weeks it lies ahead, and the word behind it."""
    week = j + 1 if marks.is_("of", j) else j
    way = next((weeks for name, weeks in _WEEKS if marks.is_(name, week)), None)
    return (way, week + 2) if way is not None and marks.word("duration", week + 1) == "weeks" else None


def _within(published: date, weeks: int, weekday: int) -> date:
    """A weekday in the week that lies so many weeks ahead."""
    return published + timedelta(days=weekday - published.weekday() + 7 * weeks)


def _weekdays(marks: Marks, k: int, at: date, ahead: date, published: date) -> Dated | None:
    """Read "Monday to Wednesday", "Wednesday and Thursday", "Wednesday and early Thursday": days in a row."""
    j = k + 1
    joined = marks.is_("range", j) or marks.is_("through", j)
    if not (joined or marks.is_("and", j)):
        return None
    j = marks.starts("part-of-day").get(j + 1, j + 1) - 1
    second = marks.value("weekday", j + 1)
    if second is None:
        return None
    days = (int(second) - at.weekday()) % 7
    if days == 0 or (days > 1 and not joined):
        return None
    week = _told_week(marks, j + 2)
    if week is not None:
        # "Tuesday to Friday next week"
        first = _within(published, week[0], at.weekday())
        return Dated(k, week[1], first, first + timedelta(days=days), "days")
    # Both lie behind, or the first would come after the second.
    first = at if at + timedelta(days=days) <= ahead else ahead
    return Dated(k, j + 2, first, first + timedelta(days=days), "days")


def _week_of(marks: Marks, k: int, published: date) -> Dated | None:
    """Read "the week of August 25"."""
    if marks.word("duration", k) != "weeks" or not (marks.is_("of", k + 1) or marks.is_("begun", k + 1)):
        return None
    day = _month_first(marks, k + 2, published) or _day_first(marks, k + 2, published)
    if day is None:
        return None
    monday = day.first - timedelta(days=day.first.weekday())
    return Dated(k, day.j, monday, monday + timedelta(days=6), "week")


def _relative(marks: Marks, k: int, published: date) -> Dated | None:
    day = marks.value("day", k)
    if day is not None:
        at, j = published + timedelta(days=int(day)), marks.end("day", k)
        second = marks.value("day", j + 1) if marks.is_("and", j) else None
        if second is not None and int(second) > int(day):  # "today and tomorrow"
            return Dated(k, marks.end("day", j + 1), at, published + timedelta(days=int(second)), "days")
        return Dated(k, j, at, at, "day")
    way = -1 if marks.is_("last", k) else 1 if marks.is_("next", k) else 0 if marks.is_("this", k) else None
    if way is None or k + 1 >= len(marks.low):
        return None
    unit = marks.word("duration", k + 1)
    month = marks.value("month", k + 1)
    if unit == "weeks":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=way)
        return Dated(k, k + 2, monday, monday + timedelta(days=6), "week")
    if unit == "months":
        return _month(k, k + 2, published.year, published.month + way)
    if unit == "years":
        return Dated(k, k + 2, date(published.year + way, 1, 1), date(published.year + way, 12, 31), "year")
    if month is not None and marks.words.cap[k + 1] and way:
        number = int(month)
        year = published.year
        if way < 0 and number >= published.month:
            year -= 1
        if way > 0 and number <= published.month:
            year += 1
        return _month(k, k + 2, year, number)
    return None


def _month(i: int, j: int, year: int, month: int) -> Dated | None:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return Dated(i, j, date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def _ago(marks: Marks, k: int, published: date) -> Dated | None:
    """Read "two weeks ago", "a month ago", "три дня назад"."""
    amount = whole(marks, k)
    if amount is None and marks.is_("determiners", k):
        amount = 1
    if amount is None or k + 2 >= len(marks.low):
        return None
    unit = marks.word("duration", k + 1)
    if unit is None or not marks.is_("ago", k + 2):
        return None
    if unit == "days":
        at = published - timedelta(days=amount)
        return Dated(k, k + 3, at, at, "day")
    if unit == "weeks":
        at = published - timedelta(weeks=amount)
        return Dated(k, k + 3, at - timedelta(days=3), at + timedelta(days=3), "week")
    if unit == "months":
        return _month(k, k + 3, published.year, published.month - amount)
    if unit == "years" and published.year - amount >= FIRST_YEAR:
        return Dated(k, k + 3, date(published.year - amount, 1, 1), date(published.year - amount, 12, 31), "year")
    return None


def _plain_month(marks: Marks, k: int, published: date) -> Dated | None:
    month = marks.value("month", k)
    if month is None:
        return None
    j = k + 1
    if j < len(marks.low) and marks.low[j] == ".":
        j += 1
    coming = None
    year, end = _with_year(marks, j, published)
    led = k > 0 and (marks.is_("in-date", k - 1) or marks.low[k - 1] == "-")
    if marks.lang == "en" and not (marks.words.cap[k] and (year or led)):
        return None
    if marks.lang != "en" and not (year or led):
        return None
    if year is None:
        end = k + 1
        away = int(month) - published.month
        # "Talks in March ended without a deal", written in February.
        over = marks.any_("was-over") and not (marks.any_("ahead") or marks.any_("planned"))
        year = published.year if away <= (0 if over else _MONTHS_AHEAD) else published.year - 1
        year += away <= _MONTHS_AHEAD - 12  # "in January", written in December
        coming = _month(k, end, published.year if away >= 0 else published.year + 1, int(month))
    elif marks.is_("year-word", end):
        end += 1
    dated = _month(k, end, year, int(month))
    if dated is None:
        return None
    return Dated(dated.i, dated.j, dated.first, dated.last, "month", ahead=coming.first if coming else None, bare=True)


def _plain_year(marks: Marks, k: int) -> Dated | None:
    year = year_at(marks, k)
    if year is None:
        return None
    if marks.is_("year-word", k + 1):
        return Dated(k, k + 2, date(year, 1, 1), date(year, 12, 31), "year", bare=True)
    # "in 2022", "the 2019 swap", "2022-2024": a year unless it counts what follows ("2,024 people" is printed with a comma,
    # "2024 soldiers" hardly ever comes after "in").
    return (
        Dated(k, k + 1, date(year, 1, 1), date(year, 12, 31), "year", bare=True)
        if not (marks.counts(k) or marks.word("unit", k + 1))
        else None
    )
