# ruff: noqa: RUF001, RUF003 -- letters and marks of three languages
"""Numbers as news prints them: figures and words, ranges, bounds, units; and what looks like one but counts nothing."""

from dataclasses import dataclass, replace

from claims.reading.dates import Dated
from claims.reading.figures import QUALIFIERS, Plain, figure, is_number, plain_number, single
from claims.reading.marks import Marks
from claims.reading.masks import masked
from core.claim import Kind, Qualifier

_LONGER = {"decades": (10, "years"), "fortnights": (2, "weeks")}
"""Units of time -> how many of which shorter ones they are."""
_TOGETHER = {("years", "months"): (12, 1, "months"), ("hours", "minutes"): (1, 1 / 60, "hours")}
"""Two units of one length of time -> how many of the unit in which both are told the first and the second are."""
_THOUSAND = 1000
_GROUPED = (",000", ".000", " 000", "\u00a0000", "\u202f000")
"""How round thousands end in figures."""
_RISES = 3
"""Words behind a number within which a verb tells that something rose to it."""
_ROUNDED = 0.05
"""How much of a number rounding may take or add."""
_BOUND = 2
"""Words that bound a number: "more than"."""
_DATE = 4
"""Words of a date between them."""
_AGAIN = frozenset({"pair", "all-downed", "one-more"})
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


def amounts(marks: Marks, taken: list[Dated]) -> list[Amount]:
    """Return the numbers of a sentence that may count or measure something, in order; what a date took is left out."""
    likely = marks.likely(_AGAIN, _BEGINNING)
    if "scale" in marks.members or "duration" in marks.members:
        likely.update(*map(marks.starts, ("determiners", "half", "whole")))
        likely |= single(marks)
        likely.update(marks.family("ordinal") if marks.any_("lasts") else ())
    if not likely:
        return []
    closed = {k for dated in taken if not _began(marks, dated) for k in range(dated.i, dated.j)}
    # "One of the rockets" counts nothing; "one of two rockets", "one of its rockets" does.
    idle = [
        span
        for span in marks.spans("mask-phrase")
        if not (
            span[1] < len(marks.low)
            and marks.is_("of", span[1] - 1)
            and (is_number(marks, span[1]) or marks.is_("which", span[1]) or marks.is_("own", span[1]))
        )
    ]
    closed |= {k for i, j in (*marks.spans("both-sides"), *idle) for k in range(i, j)}
    found: list[Amount] = []
    after = 0
    for k in sorted(likely - closed):
        lasting = (_lasting(marks, k) or _numbered(marks, k)) if k >= after else None
        if lasting is not None:
            found.append(lasting)
            after = lasting.j
            continue
        if marks.is_("all-downed", k) and found and found[-1].kind == "count" and not (k and marks.is_("of", k - 1)):
            found.append(replace(found[-1], i=k, n=k, j=k + 1))  # "12 missiles, all shot down"
            after = k + 1
            continue
        plain = plain_number(marks, k) if k >= after else None
        if plain is not None:
            amount, after = _amount(marks, k, plain, closed)
            after = max(after, k + 1)
            if amount is None or (found and (_converted(marks, found[-1], amount) or _restated(marks, found[-1], amount))):
                continue
            long = _together(marks, found[-1], amount) if found else None
            found[len(found) - (long is not None) :] = [long or amount]
    return _paired(marks, found)


def _began(marks: Marks, dated: Dated) -> bool:
    """Whether a date tells how long a war lasts: "since the invasion began over three years ago"."""
    ago = dated.precision in {"month", "year"} and marks.is_("ago", dated.j - 1)
    return ago and any(0 <= dated.i - b <= _BOUND for _, b in marks.spans("war-begun"))


def _converted(marks: Marks, first: Amount, second: Amount) -> bool:
    """Whether the second is the first in another unit, in brackets: "1,500 sq km (580 sq miles)"."""
    return first.kind == second.kind != "count" and first.unit != second.unit and marks.low[first.j : second.i] == ["("]


def _restated(marks: Marks, first: Amount, second: Amount) -> bool:
    """Whether the second, in brackets, is what the first rounds: "almost 300 thousand (299,210) people"."""
    inner = marks.low[first.j : second.i] == ["("] and marks.low[second.j : second.j + 1] == [")"]
    return inner and first.kind == second.kind == "count" and abs(first.low - second.low) < second.low * _ROUNDED


def _together(marks: Marks, first: Amount, second: Amount) -> Amount | None:
    """The one length of time that two amounts tell: "three years and four months", "два часа 45 минут"."""
    told = _TOGETHER.get((first.unit or "", second.unit or ""))
    gap = range(first.j, second.i)
    if told is None or len(gap) > 1 or second.qualifier != "exact" or not all(marks.is_("and", k) for k in gap):
        return None
    times, parts, unit = told
    low, high = (round(one * times + other * parts, 2) for one, other in ((first.low, second.low), (first.high, second.high)))
    return replace(first, j=second.j, low=low, high=high, unit=unit)


def _lasting(marks: Marks, k: int) -> Amount | None:
    """An ordinal that tells how long something lasts by now, nearly: "in its third year", "триває вже третій день"."""
    if not marks.any_("lasts"):
        return None
    at = k
    while at and marks.is_("adverb", at - 1):
        at -= 1
    if marks.ending("lasts", at) is None:
        return None
    value, j = marks.value("ordinal", k), k + 1
    if value is None and marks.words.number[k] and marks.low[k].isdigit() and marks.is_("date-ending", k + 1):
        value, j = float(marks.low[k]), marks.starts("date-ending")[k + 1]
    unit = marks.word("duration", j)
    return (
        Amount(k, k, marks.end("duration", j), value, value, "nearly", "duration", unit, nth=True) if value is not None and unit else None
    )


def _numbered(marks: Marks, k: int) -> Amount | None:
    """A number that tells how long a war lasts by now, nearly: "day 1,443 of the war", "month 20 of the invasion"."""
    unit = marks.word("duration", k - 1) if k and marks.any_("nth-of") else None
    plain = plain_number(marks, k) if unit else None
    if plain is None or not marks.is_("nth-of", plain.j):
        return None
    return Amount(k - 1, k, plain.j, plain.low, plain.high, "nearly", "duration", unit, nth=True)


def _amount(marks: Marks, k: int, plain: Plain, closed: set[int]) -> tuple[Amount | None, int]:  # noqa: C901 -- one case after another
    """Finish the number that begins at word k: range, unit, qualifier; None where it counts nothing. And where to go on."""
    low, high, j = plain.low, plain.high, plain.j
    n = k
    ranged = _range(marks, k, plain, closed)
    if ranged is not None:
        low, high, j = ranged.low, ranged.high, ranged.j
    if masked(marks, n, j, low, plain, ranged=ranged is not None):
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
    if after is not None and not any(marks.words.number[after : after + 1]):  # "до 225 и более 440": two numbers
        qualifier, j = "at-least", after
    after = marks.starts("post-about").get(j)
    if after is not None:
        qualifier, j = "about", after
    kind, unit, j = _unit(marks, j, percent=plain.percent)
    half = marks.starts("and-half").get(j, j) if kind == "duration" else j  # "an hour and a half"
    low, high, j = low + (half > j) / 2, high + (half > j) / 2, half
    if unit in _LONGER:
        times, unit = _LONGER[unit]
        low, high = low * times, high * times
    if kind == "duration" and marks.is_("mask-after-duration", j) and not marks.is_("old-war", j):
        return None, j
    if marks.is_("increment", j):
        more = True
        j += 1
    if plain.vague and qualifier == "exact":
        qualifier = "at-least"
    if kind == "duration" and n and i < n and marks.low[i] == "over" and not (marks.is_("long", i - 1) or marks.is_("ago", j)):
        i, qualifier = n, "exact"
    return Amount(i, n, j, low, high, qualifier, kind, unit, plain.vague, more=more), j


def _range(marks: Marks, k: int, plain: Plain, closed: set[int]) -> Plain | None:
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
    ranging = marks.lang != "en" or marks.ending("ranging", k - 1) is not None
    if not dash and k and marks.is_("from", k - 1) and not (between and ranging):
        return None  # "fell from 1,200 to 400"; "ranging from 100 to 140" and a Slavic "від 100 до 140" are ranges
    end = max(j + 1, marks.starts("range").get(j, 0))  # "three, possibly four"
    other = plain_number(marks, end) if end < len(marks.low) else None
    if other is None or other.vague or other.percent:
        return None
    low = plain.low
    if low < other.low and other.low >= 1000 and low < 1000 and marks.words.number[k] and other.j > j + 2:  # noqa: PLR2004 -- "1.1 to 1.2 million"
        printed = figure(marks.low[j + 1], marks.lang) if marks.words.number[j + 1] else 0
        low *= other.low / printed if printed else 1
    if dash and low * _THOUSAND < other.low and low < _THOUSAND and marks.low[j + 1].endswith(_GROUPED):
        low *= _THOUSAND  # "50-70,000"
    if low >= other.low or (dash and plain.figures != other.figures):
        return None
    return Plain(other.j, low, other.low, figures=plain.figures)


def _qualifier(marks: Marks, n: int) -> tuple[Qualifier, int]:  # noqa: C901 -- one case after another
    """The qualifier before the number at word n, and where it begins."""
    if "q" not in marks.members:
        return "exact", n
    at = n
    if at and marks.is_("determiners", at - 1) and not marks.is_("definite", at - 1):  # "well above the 584 of the year before"
        at -= 1
    if at and (marks.is_("increment", at - 1) or (marks.lang != "en" and marks.is_("pre-each-strong", at - 1))):
        at -= 1  # "не менее чем по 1200"
    at = at if marks.ending("q:at-least", at) is not None else n
    outer = _outer(marks, n) if at == n else None
    if outer is not None:
        return outer, n
    best: tuple[Qualifier, int] = ("exact", n)
    for place in dict.fromkeys((n, at)):
        for qualifier in QUALIFIERS:
            start = marks.ending(f"q:{qualifier}", place)
            if start is None or _bounds_nothing(marks, qualifier, start, place):
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


def _bounds_nothing(marks: Marks, qualifier: Qualifier, start: int, n: int) -> bool:
    """Whether the words of a bound, from word start to the number at word n, belong to a verb: "rose to 12", "до 12 зросла кількість"."""
    risen = qualifier == "at-most" and any(n < a <= n + _RISES for a, _ in marks.spans("rises"))
    # "Увеличилось с 6 января до 23".
    risen |= qualifier == "at-most" and any(0 <= start - b <= _DATE and marks.is_("from", b) for _, b in marks.spans("rises"))
    return risen or any(start < to and n > a for a, to in marks.spans("verb-over"))


def _outer(marks: Marks, n: int) -> Qualifier | None:
    """The qualifier before a preposition: "майже за п'ять місяців", "примерно на 1200 километров"."""
    if marks.lang == "en" or not n or not marks.is_("inner", n - 1):
        return None
    return next((qualifier for qualifier in QUALIFIERS[:-1] if marks.ending(f"q:{qualifier}", n - 1) is not None), None)


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


def _paired(marks: Marks, found: list[Amount]) -> list[Amount]:
    """Mark "157 for 157" and "157-157" as one a side; of "200 for 190" both stay, marked as swapped."""
    out: list[Amount] = []
    k = 0
    while k < len(found):
        first = found[k]
        second = found[k + 1] if k + 1 < len(found) else None
        if second is not None and first.kind == second.kind == "count":
            gap = [word for word in marks.low[first.j : second.i] if word != "-"]
            if not gap and first.j < second.i and first.low == second.low:
                out.append(replace(second, i=first.i, n=first.n, each=True))
                k += 2
                continue
            if first.low == second.low != 1 and first.high == second.high and _named_pair(marks, first, second):
                out.append(replace(first, j=second.j, each=True))
                k += 2
                continue
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


def _named_pair(marks: Marks, first: Amount, second: Amount) -> bool:
    """Whether only who is exchanged and "for" stand between two English numbers: "1,000 prisoners of war for 1,000"; for no bodies."""
    named = (name for name in ("captive", "soldier") for i, j in marks.spans(name) if (i, j) == (first.j, second.i - 1))
    alike = second.j not in marks.starts("remains")
    return marks.lang == "en" and alike and marks.is_("for", second.i - 1) and any(named)
