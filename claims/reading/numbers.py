# ruff: noqa: RUF001 -- letters and marks of three languages
"""Numbers as news prints them: figures and words, ranges, bounds, units; and what looks like one but counts nothing."""

from dataclasses import dataclass, replace

from claims.reading.dates import Dated
from claims.reading.marks import Marks
from core.claim import Kind, Qualifier

_YEAR_FIRST, _YEAR_LAST, _YEAR_FIGURES = 1900, 2100, 4
_YEAR_SEEN = 2035
"""News tells of hardly any year after it."""
_OLDEST = 110
_HUNDRED = 100
_DECADE = 10
_GROUP = 3
"""Figures between two separators of thousands."""
_QUALIFIERS: tuple[Qualifier, ...] = ("at-least", "at-most", "nearly", "about", "exact")
_PAIR = frozenset({"pair"})
_BEGINNING = frozenset({"fraction", "vague", "number"})
"""With what a number may begin, but for figures."""
_KINDS: dict[str, Kind] = {"%": "percent", "km": "length", "miles": "length", "km2": "area", "sq miles": "area"}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number at words `n` to `j`; with its qualifier it begins at word `i`."""

    i: int
    n: int
    j: int
    low: float
    high: float
    qualifier: Qualifier = "exact"
    kind: Kind = "count"
    unit: str | None = None
    vague: bool = False
    """Whether it is "dozens", "hundreds": at least so many."""
    each: bool = False
    """Whether it is printed as one a side ("157-for-157")."""
    swapped: bool = False
    """Whether it stands in "N for M"."""
    more: bool = False
    """Whether it adds to a number before ("another 20", "20 more")."""
    nth: bool = False
    """Whether an ordinal tells it: "it goes on for the third day"."""


@dataclass(frozen=True, slots=True)
class _Plain:
    j: int
    low: float
    high: float
    vague: bool = False
    percent: bool = False
    figures: bool = False


def amounts(marks: Marks, taken: list[Dated]) -> list[Amount]:
    """Return the numbers of a sentence that may count or measure something, in order; what a date took is left out."""
    likely = marks.likely(_PAIR, _BEGINNING)
    if "scale" in marks.members or "duration" in marks.members:
        likely.update(*map(marks.starts, ("determiners", "half", "whole")))
        likely |= _single(marks)
        likely.update(marks.family("ordinal") if marks.any_("lasts") else ())
    if not likely:
        return []
    closed = {k for dated in taken for k in range(dated.i, dated.j)}
    # "One of the rockets" counts nothing; "one of two rockets" does.
    idle = [
        span
        for span in marks.spans("mask-phrase")
        if not (span[1] < len(marks.low) and marks.is_("of", span[1] - 1) and (_told(marks, span[1]) or marks.is_("which", span[1])))
    ]
    closed |= {k for i, j in (*marks.spans("both-sides"), *idle) for k in range(i, j)}
    found: list[Amount] = []
    after = 0
    for k in sorted(likely - closed):
        lasting = _lasting(marks, k) if k >= after else None
        if lasting is not None:
            found.append(lasting)
            after = lasting.j
            continue
        plain = _plain(marks, k) if k >= after else None
        if plain is not None:
            amount, after = _amount(marks, k, plain, closed)
            after = max(after, k + 1)
            if amount is not None and not (found and _converted(marks, found[-1], amount)):
                found.append(amount)
    return _paired(marks, found)


def _converted(marks: Marks, first: Amount, second: Amount) -> bool:
    """Whether the second is the first in another unit, in brackets: "1,500 sq km (580 sq miles)"."""
    return first.kind == second.kind != "count" and first.unit != second.unit and marks.low[first.j : second.i] == ["("]


def _told(marks: Marks, k: int) -> bool:
    """Whether word k is a number."""
    return marks.words.number[k] or marks.word("number", k) is not None


def _figure(printed: str, lang: str) -> float:
    """The value of figures, with their separators."""
    if " " in printed:
        return float(printed.replace(" ", "").replace(",", "."))
    if lang == "en":
        grouped = "," in printed and len(printed.rpartition(",")[2].partition(".")[0]) == _GROUP
        return float(printed.replace(",", "" if grouped else "."))
    if printed.count(",") > 1 or ("," in printed and "." in printed):
        return float(printed.replace(",", ""))
    return float(printed.replace(",", "."))


def _plain(marks: Marks, k: int) -> _Plain | None:
    """The number that begins at word k, without range, qualifier and unit."""
    for family, percent in (("fraction", True), ("vague", False)):
        value = marks.value(family, k)
        if value is not None and not (percent and marks.is_("half", k) and _small(marks, k)):
            end = marks.end(family, k)
            scale = marks.value("scale", end + 2) if percent and marks.is_("of", end) and marks.is_("determiners", end + 1) else None
            if scale is not None:  # "a quarter of a million"
                return _Plain(end + 3, round(value * scale / _HUNDRED), round(value * scale / _HUNDRED))
            return _Plain(marks.end(family, k), value, value, vague=not percent, percent=percent)
    if marks.words.number[k]:
        value, j, figures = _figure(marks.low[k], marks.lang), k + 1, True
    else:
        small = _small(marks, k)
        if small is None:
            return None
        value, j = small
        figures = False
    half = marks.starts("and-half").get(j)
    if half is not None:
        value, j = value + 0.5, half
    scaled, j = _scaled(marks, value, j)
    return _Plain(j, scaled, scaled, figures=figures)


def _small(marks: Marks, k: int) -> tuple[float, int] | None:  # noqa: C901 -- one case after another
    """A number in words, up to 99, or the 1 that stands before a scale ("a hundred", "half a million")."""
    value = marks.value("number", k)
    if marks.is_("pair", k):
        return 2, k + 1
    if value is None:
        if marks.is_("determiners", k) and marks.value("scale", k + 1) is not None and len(marks.low[k + 1]) > 1:
            return 1, k + 1
        if marks.is_("determiners", k) and marks.word("duration", k + 1) and (_bounded(marks, k) or marks.is_("of", k + 2)):
            return 1, k + 1
        if marks.lang != "en" and k in _single(marks):
            return 1, k
        if marks.is_("half", k) and marks.value("scale", k + 2 if marks.is_("determiners", k + 1) else k + 1) is not None:
            return 0.5, k + 2 if marks.is_("determiners", k + 1) else k + 1
        if marks.word("duration", k) and marks.is_("whole", k) and not (k and marks.low[k - 1] == "-"):
            return 1, k
        if marks.is_("half", k) and marks.is_("determiners", k + 1) and marks.word("duration", k + 2):
            return 0.5, k + 2
        return None
    j = marks.end("number", k)
    if value >= 20 and value % 10 == 0 and value < _HUNDRED:  # noqa: PLR2004 -- tens
        at = j + 1 if j < len(marks.low) and marks.low[j] == "-" else j
        unit = marks.value("number", at)
        if unit is not None and 0 < unit < 10:  # noqa: PLR2004 -- units
            return value + unit, marks.end("number", at)
    return value, j


def _lasting(marks: Marks, k: int) -> Amount | None:
    """An ordinal that tells how long something lasts by now: "триває вже третій день", "идет 21-й месяц"."""
    at = k
    while at and marks.is_("adverb", at - 1):
        at -= 1
    if not marks.any_("lasts") or marks.ending("lasts", at) is None:
        return None
    value, j = marks.value("ordinal", k), k + 1
    if value is None and marks.words.number[k] and marks.low[k].isdigit() and marks.is_("date-ending", k + 1):
        value, j = float(marks.low[k]), marks.starts("date-ending")[k + 1]
    unit = marks.word("duration", j)
    return (
        Amount(k, k, marks.end("duration", j), value, value, kind="duration", unit=unit, nth=True) if value is not None and unit else None
    )


def _single(marks: Marks) -> set[int]:
    """Where one unit of time stands without a number, behind a bound: "близько години", "более часа"."""
    if marks.lang == "en":
        return set()
    return {k for k in marks.family("duration") if _bounded(marks, k) and not marks.is_("range", k - 1)}


def _bounded(marks: Marks, k: int) -> bool:
    """Whether a qualifier ends before word k ("just over an hour")."""
    return any(marks.ending(f"q:{name}", k) is not None for name in _QUALIFIERS)


def _scaled(marks: Marks, value: float, j: int) -> tuple[float, int]:
    """Multiply by the scales that follow ("2 million", "one hundred and five", "two dozen")."""
    total, current = 0.0, value
    while j < len(marks.low):
        at = j + 1 if marks.low[j] == "-" and marks.value("scale", j + 1) is not None else j
        scale = marks.value("scale", at)
        if scale is not None and (len(marks.low[at]) > 2 or marks.words.glued(at) or marks.lang != "en"):  # noqa: PLR2004 -- "m", "bn" only right after figures
            current = max(current, 1) * scale if current >= 1 or current == 0 else current * scale
            j = marks.end("scale", at)
            if j < len(marks.low) and marks.low[j] == "." and marks.words.glued(j) and marks.is_("scale-short", at):
                j += 1
            if scale >= 1000:  # noqa: PLR2004 -- thousands and up close a group
                total, current = total + current, 0.0
            continue
        at = j + 1 if marks.is_("and", j) and (total or current >= _HUNDRED) and not marks.words.number[j - 1] else j
        if (total or current >= _HUNDRED) and not marks.words.number[j - 1] and at < len(marks.low):
            rest = _small(marks, at)
            if rest is not None and not marks.words.number[at] and rest[0] < max(current, total):
                current += rest[0]
                j = rest[1]
                continue
        break
    if marks.lang != "en" and total >= 1000 and j < len(marks.low) and _rest(marks, j) and not current:  # noqa: PLR2004 -- thousands
        return total + _figure(marks.low[j], marks.lang), j + 1
    return total + current, j


def _rest(marks: Marks, j: int) -> bool:
    """Whether three figures at word j go on a number with its thousands in words: "116 тис. 165 км"."""
    return (
        marks.words.number[j]
        and marks.low[j].isdigit()
        and len(marks.low[j]) == _GROUP
        and j > 0
        and (marks.is_("scale-short", j - 1) or marks.low[j - 1] == "." or marks.value("scale", j - 1) == 1000)  # noqa: PLR2004 -- thousands
    )


def _amount(marks: Marks, k: int, plain: _Plain, closed: set[int]) -> tuple[Amount | None, int]:  # noqa: C901 -- one case after another
    """Finish the number that begins at word k: range, unit, qualifier; None where it counts nothing. And where to go on."""
    low, high, j = plain.low, plain.high, plain.j
    n = k
    ranged = _range(marks, k, plain, closed)
    if ranged is not None:
        low, high, j = ranged.low, ranged.high, ranged.j
    if _masked(marks, n, j, low, plain, ranged=ranged is not None):
        return None, j
    qualifier, i = _qualifier(marks, n)
    if marks.is_("range-words", i - 1) if ranged is not None and i else False:
        i -= 1
    more = False
    if n and marks.is_("increment", n - 1):
        more = True
    if i == n and n and marks.is_("determiners", n - 1) and marks.lang == "en":
        i = n
    after = marks.starts("post-at-least").get(j)
    if after is not None:
        qualifier, j = "at-least", after
    after = marks.starts("post-about").get(j)
    if after is not None:
        qualifier, j = "about", after
    kind, unit, j = _unit(marks, j, percent=plain.percent)
    if unit == "decades":
        low, high, unit = low * _DECADE, high * _DECADE, "years"
    if kind == "duration" and marks.is_("mask-after-duration", j) and not marks.is_("old-war", j):
        return None, j
    if marks.is_("increment", j):
        more = True
        j += 1
    if plain.vague and qualifier == "exact":
        qualifier = "at-least"
    if kind == "duration" and n and i < n and marks.low[i] == "over" and not marks.is_("long", i - 1):
        i, qualifier = n, "exact"
    return Amount(i, n, j, low, high, qualifier, kind, unit, plain.vague, more=more), j


def _range(marks: Marks, k: int, plain: _Plain, closed: set[int]) -> _Plain | None:
    """A range that begins at word k: "20 to 25", "100,000-120,000", "between 5 and 7"."""
    j = plain.j
    if j + 1 >= len(marks.low) or j + 1 in closed or plain.vague or plain.percent:
        return None
    between = k > 0 and marks.is_("between", k - 1)
    low_word = marks.low[j]
    percent_first = marks.word("unit", j)
    if percent_first and j + 2 < len(marks.low):
        j += 1
        low_word = marks.low[j]
    dash = low_word in {"-", "–"}
    if not (dash or marks.is_("range", j) or (between and marks.is_("and", j))):
        return None
    if not dash and k and marks.is_("from", k - 1):
        return None
    other = _plain(marks, j + 1) if j + 1 < len(marks.low) else None
    if other is None or other.vague or other.percent:
        return None
    low = plain.low
    if low < other.low and other.low >= 1000 and low < 1000 and marks.words.number[k] and other.j > j + 2:  # noqa: PLR2004 -- "1.1 to 1.2 million"
        scale = other.low / _figure(marks.low[j + 1], marks.lang) if marks.words.number[j + 1] else 1
        low *= scale
    if low >= other.low or (dash and plain.figures != other.figures):
        return None
    return _Plain(other.j, low, other.low, figures=plain.figures)


def _qualifier(marks: Marks, n: int) -> tuple[Qualifier, int]:  # noqa: C901 -- one case after another
    """The qualifier before the number at word n, and where it begins."""
    at = n
    if at and marks.is_("determiners", at - 1):
        at -= 1
    if at and marks.is_("increment", at - 1):
        at -= 1
    at = at if marks.ending("q:at-least", at) is not None else n
    outer = _outer(marks, n) if at == n else None
    if outer is not None:
        return outer, n
    best: tuple[Qualifier, int] = ("exact", n)
    for place in dict.fromkeys((n, at)):
        for qualifier in _QUALIFIERS:
            start = marks.ending(f"q:{qualifier}", place)
            if start is None or any(start < to and place > a for a, to in marks.spans("verb-over")):
                continue
            # "over about 1,200": the one that stands first bounds it; the longer wins.
            if start < best[1]:
                best = (qualifier, start)
    if best[1] < n and best[0] == "exact":
        before = _qualifier(marks, best[1]) if best[1] else best
        return (before[0], before[1])
    if best[0] == "about" and best[1]:
        for qualifier in ("at-least", "at-most", "nearly"):
            start = marks.ending(f"q:{qualifier}", best[1])
            if start is not None:
                return best[0], start
    return best


def _outer(marks: Marks, n: int) -> Qualifier | None:
    """The qualifier before a preposition: "майже за п'ять місяців", "примерно на 1200 километров"."""
    if marks.lang == "en" or not n or not marks.is_("inner", n - 1):
        return None
    return next((qualifier for qualifier in _QUALIFIERS[:-1] if marks.ending(f"q:{qualifier}", n - 1) is not None), None)


def _unit(marks: Marks, j: int, *, percent: bool) -> tuple[Kind, str | None, int]:
    """The unit after the number."""
    if percent:
        return "percent", "%", j
    at = j + 1 if j < len(marks.low) and marks.low[j] == "-" else j
    unit = marks.word("unit", at)
    if unit is not None:
        return _KINDS[unit], unit, marks.end("unit", at)
    duration = marks.word("duration", at)
    if duration is not None:
        return "duration", duration, marks.end("duration", at)
    within = marks.word("duration", j - 1) if j else None
    if within is not None and marks.lang != "en":
        return "duration", within, j  # "дводенні", "двухчасовые": number and unit in one word
    if marks.is_("modifier-long", at) and marks.word("duration", at + 1):
        return "duration", marks.word("duration", at + 1), marks.end("duration", at + 1)
    return "count", None, j


def _masked(marks: Marks, n: int, j: int, low: float, plain: _Plain, *, ranged: bool) -> bool:
    """Whether the number counts nothing: money, an age, a year, an article's number, a time, a score, a name."""
    before = marks.low[n - 1] if n else ""
    after = marks.low[j] if j < len(marks.low) else ""
    if marks.is_("mask-money", n - 1) or marks.is_("mask-money", j):
        return True
    if (before in {":", "/", ".", "+", "#", "№"} and marks.words.glued(n)) or (
        after in {":", "/"} and plain.figures and j + 1 < len(marks.low) and marks.words.glued(j + 1) and marks.words.number[j + 1]
    ):
        return True
    if before == "-" and marks.words.glued(n) and plain.figures:
        return not marks.is_("for", n - 2)
    if plain.figures and after == "-" and marks.words.glued(j) and j + 1 < len(marks.low) and marks.words.number[j + 1] and not ranged:
        return True
    staged = marks.is_("thing", n + 1) and marks.word("ordinal", n - 2) is not None  # "under the first phase 33 hostages"
    if (marks.ending("mask-before", n) is not None and not staged) or (before == "." and marks.ending("mask-before", n - 1) is not None):
        return True
    if (marks.is_("mask-after", j) or (after == "-" and marks.is_("mask-after", j + 1))) and not marks.is_("aged-war", j):
        return True
    glued = plain.figures and j < len(marks.low) and marks.words.glued(j) and after.isalpha()
    if glued and marks.word("unit", j) is None and not (marks.lang != "en" and marks.word("duration", j)):
        return True
    if (
        plain.figures
        and j == n + 1
        and len(marks.low[n]) == _YEAR_FIGURES
        and _YEAR_FIRST <= low <= _YEAR_LAST
        and not (marks.counts(n) or (low > _YEAR_SEEN and marks.is_("thing", n + 1)))
        and marks.word("unit", j) is None
        and marks.word("duration", j) is None
    ):
        return True
    if before == "(" and after == ")" and plain.figures and low <= _OLDEST and n > 1 and marks.words.cap[n - 2] and _person(marks, n - 2):
        return True
    # "Olena, 36, said": an age between commas.
    return (
        before == ","
        and low <= _OLDEST
        and plain.figures
        and n > 1
        and marks.words.cap[n - 2]
        and low == int(low)
        and n - 2 >= 0
        and not marks.words.number[n - 2]
        and marks.word("month", n - 2) is None
        and (after == "," or (after in {"–", ";"} and _person(marks, n - 2)))
    )


def _person(marks: Marks, k: int) -> bool:
    """Whether two words with capitals end at word k that no list has, as names of people do."""
    listed = {at for name, spans in marks.found.items() if name.startswith("ent:") for i, j in spans for at in range(i, j)}
    return k > 0 and marks.words.cap[k - 1] and not {k - 1, k} & listed and not marks.is_("area-noun", k)


def _paired(marks: Marks, found: list[Amount]) -> list[Amount]:
    """Mark "157 for 157" as one a side; of "200 for 190" both stay, marked as swapped."""
    out: list[Amount] = []
    k = 0
    while k < len(found):
        first = found[k]
        second = found[k + 1] if k + 1 < len(found) else None
        if second is not None and first.kind == second.kind == "count":
            gap = [word for word in marks.low[first.j : second.i] if word != "-"]
            if len(gap) == 1 and marks.is_("for", second.i - 1 if marks.low[second.i - 1] != "-" else second.i - 2):
                if first.low == second.low == 1:
                    pass  # "one for one"
                elif first.low == second.low and first.high == second.high:
                    out.append(replace(first, j=second.j, each=True))
                else:
                    out += [replace(first, swapped=True), replace(second, swapped=True)]
                k += 2
                continue
        out.append(first)
        k += 1
    return out
