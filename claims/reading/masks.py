# ruff: noqa: RUF001 -- marks of three languages
"""What looks like a number and counts nothing: money, ages, years, times, names."""

from claims.reading.dates import FIRST_YEAR, LAST_YEAR, YEAR_FIGURES
from claims.reading.figures import Plain, is_number
from claims.reading.marks import Marks

_YEAR_SEEN = 2035
"""News tells of hardly any year after it."""

_OLDEST = 110
_AGED = 5
"""Words before an age from which on stands of whom it is."""
_AGE_ENDS = frozenset({",", ".", ";", ")", "and", "was", "is", "died", ""})
_HOURS, _MINUTES = 24, 60


def masked(marks: Marks, n: int, j: int, low: float, plain: Plain, *, ranged: bool) -> bool:  # noqa: C901 -- one case after another
    """Whether the number counts nothing: money, an age, a year, an article's number, a time, a score, a name."""
    before = marks.low[n - 1] if n else ""
    after = marks.low[j] if j < len(marks.low) else ""
    if marks.is_("mask-money", n - 1) or marks.is_("mask-money", j):
        return True
    if (before in {":", "/", ".", "+", "#", "№"} and marks.words.glued(n)) or (
        after in {":", "/", "+"} and plain.figures and j + 1 < len(marks.low) and marks.words.glued(j + 1) and marks.words.number[j + 1]
    ):
        return True
    apiece = plain.figures and _apiece(marks, n)
    if before == "-" and marks.words.glued(n) and plain.figures:
        return not (apiece or marks.is_("for", n - 2))
    if (
        plain.figures
        and not apiece
        and after == "-"
        and marks.words.glued(j)
        and j + 1 < len(marks.low)
        and marks.words.number[j + 1]
        and not ranged
    ):
        return True
    staged = marks.is_("thing", n + 1) and marks.word("ordinal", n - 2) is not None  # "under the first phase 33 hostages"
    told = staged or _compared(marks, n, j, plain)
    if (marks.ending("mask-before", n) is not None and not told) or (before == "." and marks.ending("mask-before", n - 1) is not None):
        return True
    if marks.is_("and", n - 1) and n > 1 and marks.ending("mask-before", n - 2) is not None:
        # "Aged 14 and 16, died when a drone fell", "aged 12 and 15 were hurt".
        ends = marks.lang == "en" and (after in {"", ",", ".", ";", ")"} or marks.is_("be", j))
        if ends or not marks.thing_near(j):
            return True  # "aged three and six"
    lasts = marks.any_("talks-noun") and marks.word("duration", j) is not None  # "talks lasted 40 minutes", and no match did
    if (marks.is_("mask-after", j) or (after == "-" and marks.is_("mask-after", j + 1))) and not (marks.is_("aged-war", j) or lasts):
        return True
    glued = plain.figures and j < len(marks.low) and marks.words.glued(j) and after.isalpha()
    if glued and marks.word("unit", j) is None and not (marks.lang != "en" and marks.word("duration", j)):
        return True
    if (
        plain.figures
        and j == n + 1
        and len(marks.low[n]) == YEAR_FIGURES
        and FIRST_YEAR <= low <= LAST_YEAR
        and not (marks.counts(n) or (low > _YEAR_SEEN and marks.is_("thing", n + 1)))
        and marks.word("unit", j) is None
        and marks.word("duration", j) is None
    ):
        return True
    if (
        plain.figures
        and j == n + 1
        and marks.ending("time-before", n) is not None
        and _hour(marks.low[n])
        and marks.word("unit", j) is None
    ):
        return True  # "as of 17.00"
    first = n if before == "(" else n - 2 if marks.is_("and", n - 1) and marks.low[max(n - 3, 0)] == "(" else None
    if first is not None and first > 1 and plain.figures and low <= _OLDEST and _aged_in_brackets(marks, first):
        return True
    # "Olena, 36, said": an age between commas.
    return (
        _kin_aged(marks, n, low, after)
        or _both_aged(marks, n)
        or _youngest(marks, j)
        or _between_ages(marks, n)
        or (low <= _OLDEST and _listed_ages(marks, n) and (_told_of_aged(marks, j) or not marks.thing_near(j)))
        or (
            before == ","
            and low <= _OLDEST
            and plain.figures
            and n > 1
            and marks.words.cap[n - 2]
            and low == int(low)
            and not marks.words.number[n - 2]
            and marks.word("month", n - 2) is None
            and (after == "," or (after in {"–", ";"} and _person(marks, n - 2)))
        )
    )


def _listed_ages(marks: Marks, n: int) -> bool:
    """Whether the number at word n stands in a list behind the first age: "three boys aged eight, 12, and 17 were hurt"."""
    first = n
    while True:
        k = first - 1 if marks.is_("and", first - 1) else first
        k = k - 1 if k and marks.low[k - 1] == "," else k
        if k == first or k < 1 or not is_number(marks, k - 1):
            return first < n and marks.ending("aged", first) is not None
        first = k - 1


def _told_of_aged(marks: Marks, j: int) -> bool:
    """Whether English ages that may go on at word j end before what befell who are of them: "aged 34, 56 and 71 were hurt"."""
    while j < len(marks) and (is_number(marks, j) or marks.is_("and", j) or marks.low[j] == ","):
        j += 1
    return marks.lang == "en" and marks.is_("be", j)


def _apiece(marks: Marks, n: int) -> bool:
    """Whether the number at word n is one of a pair that tells how many of whom each gives: "1,200-1,200 prisoners"."""
    for first in (n - 2, n):
        pair = marks.low[max(first, 0) : first + 3]
        if first >= 0 and len(pair) == len("a-a") and pair[1] == "-" and pair[0] == pair[2]:
            return marks.is_("thing", first + 3)
    return False


def _aged_in_brackets(marks: Marks, k: int) -> bool:
    """Whether the number at word k, right behind a bracket, is an age: "Olena Koval (36)", "a woman (71)", "two men (62 and 47)"."""
    if marks.low[k + 1 : k + 2] == [")"]:
        return (marks.words.cap[k - 2] and _person(marks, k - 2)) or marks.is_("one-person", k - 2)
    two = marks.is_("and", k + 1) and marks.words.number[k + 2 : k + 3] == [True] and marks.low[k + 3 : k + 4] == [")"]
    return two and marks.lang == "en" and marks.is_("thing", k - 2)


def _kin_aged(marks: Marks, n: int, low: float, after: str) -> bool:
    """Whether it is the age of one who is told of without a name: "their mother, 41, was hurt", "a driver, 45, and his son, 12"."""
    one = marks.lang == "en" and n > 1 and marks.low[n - 1] == "," and low <= _OLDEST and low == int(low)
    if not one or not marks.low[n - 2].isalpha() or marks.low[n - 2].endswith("s") or after not in _AGE_ENDS:
        return False
    led = range(max(n - _AGED, 0), n - 1)
    return marks.is_("one-person", n - 2) or any(marks.is_("determiners", k) or marks.is_("own", k) for k in led)


def _both_aged(marks: Marks, n: int) -> bool:
    """Whether the number at word n is one of two ages between commas behind the people: "two medics, 38 and 44, were hurt"."""
    first = n - 2 if marks.is_("and", n - 1) else n
    two = marks.lang == "en" and first > 1 and marks.low[first - 1] == "," and marks.words.number[first] and marks.is_("thing", first - 2)
    last = first + 3  # the comma of "and 44,"
    return two and last < len(marks.low) and marks.is_("and", first + 1) and marks.words.number[first + 2] and marks.low[last] in _AGE_ENDS


def _youngest(marks: Marks, j: int) -> bool:
    """Whether the number before word j is the lower of two ages: "victims ranging from 19 to 50 years old"."""
    return (
        marks.lang == "en" and (marks.is_("range", j) or marks.is_("and", j)) and marks.is_("years-old", j + 2) and is_number(marks, j + 1)
    )


def _between_ages(marks: Marks, n: int) -> bool:
    """Whether the number at word n is one of two ages that people lie between: "six people, ranging in age from 17 to 80"."""
    second = n > 1 and (marks.is_("range", n - 1) or marks.is_("and", n - 1)) and is_number(marks, n - 2)
    return marks.ending("aged-between", n - 2 if second else n) is not None


def _compared(marks: Marks, n: int, j: int, plain: Plain) -> bool:
    """Whether it is ground, and stands behind a word of comparing: "compared with 507 square kilometres in May"."""
    return marks.ending("compared", n) is not None and (plain.percent or marks.word("unit", j) is not None or marks.is_("settlement", j))


def _hour(printed: str) -> bool:
    """Whether a number is printed as a time is: "9.30"."""
    hours, _, minutes = printed.partition(".")
    return len(minutes) == len("00") and hours.isdecimal() and minutes.isdecimal() and int(hours) < _HOURS and int(minutes) < _MINUTES


def _person(marks: Marks, k: int) -> bool:
    """Whether two words with capitals end at word k that no list has, as names of people do."""
    listed = {at for name, spans in marks.found.items() if name.startswith("ent:") for i, j in spans for at in range(i, j)}
    return k > 0 and marks.words.cap[k - 1] and not {k - 1, k} & listed and not marks.is_("area-noun", k)
