"""Windows: the span of days that a count is given for ("in August", "over the past week", "since the start of the year")."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from claims.reading.dates import Dated, whole, year_at
from claims.reading.marks import Marks

_WIDE = frozenset({"month", "year"})
_DAYS = {"hours": 1 / 24, "days": 1.0, "weeks": 7.0}
"""Units of durations of one length, in days."""
_MONTHS = {"months": 1, "years": 12}
_MONTH = 365.25 / 12
"""Days."""
_NEARLY = 10
"""In the last tenth of a month or a year one tells of it as of a whole."""
_SEASON = 3
"""Months."""
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Window:
    """A span of days told at words i to j; without a last day it reaches to the day of publication, and may go on."""

    i: int
    j: int
    first: date
    last: date | None
    trailing: bool = False
    """Whether it reaches back from the day of publication ("over the past week")."""

    @property
    def days(self) -> int:
        """How many days lie between its ends; one without end has no length that matters."""
        return (self.last - self.first).days if self.last is not None else 0


def windows(marks: Marks, dated: list[Dated], published: date) -> list[Window]:
    """Return the windows of a sentence in order, dates of one day left out; none in a year of which no calendar has both neighbours."""
    if published.year in (MINYEAR, MAXYEAR):
        return []
    since = {one.i for one in dated if one.i and marks.is_("since", one.i - 1)}
    found = [Window(one.i - 1, one.j, one.first, None) for one in dated if one.i in since]
    told = [*_opened(marks, dated, published), *_seasons(marks, published)]
    taken = since | {k for window in told for k in range(window.i, window.j)}
    wide = [one for one in dated if one.precision in _WIDE and one.i not in taken and not _limit(marks, one.i)]
    found += _bracketed(marks, {one.i for one in wide}, published)
    found += [Window(one.i, one.j, one.first, _until(one.first, one.last, published)) for one in wide]
    found += told
    found += _trailing(marks, published)
    return sorted(found, key=lambda window: window.i)


def _until(first: date, last: date, published: date) -> date:
    """The last day counted of a span that may not be over yet: near its end it is told as if it were."""
    ahead, length = (last - published).days, (last - first).days
    return published if first <= published and ahead * _NEARLY >= length else last


def _limit(marks: Marks, i: int) -> bool:
    """Whether the date at word i only says up to when it was counted, or when something began ("by August", "began in 2014")."""
    lead = i - marks.is_("in-date", i - 1) if i else 0
    return (
        marks.ending("up-to-date", i) is not None or marks.ending("war-begun", lead) is not None or marks.ending("begun", lead) is not None
    )


def _opened(marks: Marks, dated: list[Dated], published: date) -> Iterator[Window]:
    """Read "since the start of the year", "з початку серпня"."""
    at = {one.i: one for one in dated}
    for i, j in marks.spans("opening-of"):
        k = j + marks.is_("this", j)
        start = marks.ending("since", i)
        if start is None:
            continue
        if k in at:
            yield Window(start, at[k].j, at[k].first, None)
        elif (unit := marks.word("duration", k)) is not None and (first := _beginning(unit, published)) is not None:
            yield Window(start, marks.end("duration", k), first, None)


def _beginning(unit: str, today: date) -> date | None:
    """The first day of the week, month or year that a day lies in."""
    if unit == "days":
        return today
    if unit == "weeks":
        return today - timedelta(days=today.weekday())
    return today.replace(day=1) if unit == "months" else today.replace(month=1, day=1) if unit == "years" else None


def _bracketed(marks: Marks, known: AbstractSet[int], published: date) -> Iterator[Window]:
    """Read a month right before the bracket of its figure, the last one that is over: "only November (725 sq km) saw more"."""
    for k, (j, number) in marks.family("month").items():
        if k not in known and marks.low[j : j + 1] == ["("]:
            month = int(number)
            year = published.year - (month >= published.month)
            yield Window(k, j, date(year, month, 1), _opening(year, month + 1) - timedelta(days=1))


def _trailing(marks: Marks, published: date) -> Iterator[Window]:
    """Read "over the past two weeks", "in the last 24 hours", "за добу", "за минулий тиждень"."""
    past = marks.starts("over-past")
    for i, j in {**marks.starts("over-span"), **past}.items():
        number = whole(marks, j)
        k = j + (number is not None)
        unit = marks.word("duration", k)
        if unit is None or (unit == "years" and number is not None and i not in past):
            continue  # "за три роки": how long it lasts
        end = marks.end("duration", k)
        if unit == "years" and number is None and published.month == 1:
            year = published.year - 1  # In January the year that is over is summed up.
            yield Window(i, end, date(year, 1, 1), date(year, 12, 31))
            continue
        first = _back(number or 1, unit, published)
        if first is not None and not marks.is_("war", end + marks.is_("of", end)):
            yield Window(i, end, first, published, trailing=True)


def _back(number: int, unit: str, today: date) -> date | None:
    """The day so long ago; None where no calendar has it, or the unit is too short or too long to count by."""
    days = _DAYS.get(unit) or _MONTHS.get(unit, 0) * _MONTH
    try:
        return today - timedelta(days=max(1, round(number * days))) if days else None
    except OverflowError:
        return None


def _seasons(marks: Marks, published: date) -> Iterator[Window]:
    """Read "over the summer", "this spring", "влітку 2024 року", "over the spring and summer"."""
    seasons = marks.family("season")
    after = 0
    for k in sorted(seasons):
        if k < after or (marks.lang == "en" and marks.ending("in-season", k) is None):
            continue
        j, number = seasons[k]
        month = last = int(number)
        if marks.is_("and", j) and j + 1 in seasons:
            j, number = seasons[j + 1]
            last = int(number)
        year = year_at(marks, j + marks.is_("of", j))
        j += 0 if year is None else 1 + marks.is_("of", j)
        begun = published.year - (month > published.month) if year is None else year - (month == _DECEMBER)
        over = (last - month) % _DECEMBER + _SEASON
        yield Window(k, j, date(begun, month, 1), _opening(begun, month + over) - timedelta(days=1))
        after = j


def _opening(year: int, month: int) -> date:
    """The first day of a month; months beyond December are of the next year."""
    return date(year + (month - 1) // _DECEMBER, (month - 1) % _DECEMBER + 1, 1)
