"""Plain numbers: figures and words, with their scales."""

from dataclasses import dataclass

from claims.reading.harm import HARM
from claims.reading.marks import Marks
from core.claim import Qualifier

_HUNDRED = 100
_GROUP = 3
"""Figures between two separators of thousands."""

QUALIFIERS: tuple[Qualifier, ...] = ("at-least", "at-most", "nearly", "about", "exact")


@dataclass(frozen=True, slots=True)
class Plain:
    """A number that ends before word j, without range, qualifier and unit."""

    j: int
    low: float
    high: float
    vague: bool = False
    percent: bool = False
    figures: bool = False


def is_number(marks: Marks, k: int) -> bool:
    """Whether word k is a number."""
    return marks.words.number[k] or marks.word("number", k) is not None


def hurt_alone(marks: Marks, i: int, j: int) -> bool:
    """Whether words i to j, without a noun, stand for somebody killed or hurt: "killing one and wounding two", "injured another in"."""
    ends = j == len(marks) or not marks.low[j][0].isalnum() or any(marks.is_(name, j) for name in ("and", "located", "from"))
    k = i - (i > 0 and marks.is_("increment", i - 1))  # "поранив ще одну"
    return ends and not marks.is_("of", j) and any(marks.ending(name, k) is not None for name in HARM)


def figure(printed: str, lang: str) -> float:
    """The value of figures, with their separators."""
    if " " in printed:
        return float(printed.replace(" ", "").replace(",", "."))
    if lang == "en":
        grouped = "," in printed and len(printed.rpartition(",")[2].partition(".")[0]) == _GROUP
        return float(printed.replace(",", "" if grouped else "."))
    if printed.count(",") > 1 or ("," in printed and "." in printed):
        return float(printed.replace(",", ""))
    return float(printed.replace(",", "."))


def plain_number(marks: Marks, k: int) -> Plain | None:
    """The number that begins at word k, without range, qualifier and unit."""
    for family, percent in (("fraction", True), ("vague", False)):
        value = marks.value(family, k)
        if value is None:
            continue
        if percent and k and marks.word("ordinal", k - 1) is not None:
            continue  # "the first half of 2025"
        if percent and marks.lang == "en" and any(marks.is_(name, marks.end(family, k)) for name in ("swap-noun", "talks-noun", "round")):
            continue  # "a third exchange took place"
        if not (percent and marks.is_("half", k) and _small(marks, k)):
            end = marks.end(family, k)
            scale = marks.value("scale", end + 2) if percent and marks.is_("of", end) and marks.is_("determiners", end + 1) else None
            if scale is not None:  # "a quarter of a million"
                return Plain(end + 3, round(value * scale / _HUNDRED), round(value * scale / _HUNDRED))
            return Plain(marks.end(family, k), value, value, vague=not percent, percent=percent)
    if marks.words.number[k]:
        value, j, figures = figure(marks.low[k], marks.lang), k + 1, True
        j += 2 * _inflected(marks, j)
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
    return Plain(j, scaled, scaled, figures=figures)


def _inflected(marks: Marks, j: int) -> bool:
    """Whether a Slavic case ending is written out behind figures that count something: "110-ма дронами", "88-ми з них"."""
    ending = marks.low[j : j + 1] == ["-"] and marks.words.glued(j) and marks.is_("cardinal-ending", j + 1)
    return ending and (marks.thing_near(j + 2) or marks.is_("of-them", j + 2))


def _small(marks: Marks, k: int) -> tuple[float, int] | None:  # noqa: C901 -- one case after another
    """A number in words, up to 99, or the 1 that stands before a scale ("a hundred", "half a million")."""
    value = marks.value("number", k)
    if marks.is_("pair", k):
        return 2, k + 1
    if marks.is_("one-more", k) and hurt_alone(marks, k, k + 1):
        return 1, k + 1
    if value is None:
        if marks.is_("determiners", k) and marks.value("scale", k + 1) is not None and len(marks.low[k + 1]) > 1:
            return 1, k + 1
        if marks.is_("determiners", k) and marks.word("duration", k + 1) and (_bounded(marks, k) or _spans(marks, k)):
            return 1, k + 1
        if marks.lang != "en" and k in single(marks):
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


def _spans(marks: Marks, k: int) -> bool:
    """Whether one unit of time behind the article at word k is how long something lasts: "an hour of", "lasted an hour", "and a half"."""
    return marks.is_("of", k + 2) or marks.ending("lasted-for", k) is not None or marks.is_("and-half", k + 2)


def single(marks: Marks) -> set[int]:
    """Where one unit of time stands without a number, behind a bound or a verb: "близько години", "более часа", "заняла сутки"."""
    if marks.lang == "en":
        return set()
    lasted = {j - 1 for _, j in marks.spans("lasted-one")}  # "заняла сутки"
    return {k for k in marks.family("duration") if k in lasted or (_bounded(marks, k) and not marks.is_("range", k - 1))}


def _bounded(marks: Marks, k: int) -> bool:
    """Whether a qualifier ends before word k ("just over an hour")."""
    return "q" in marks.members and any(marks.ending(f"q:{name}", k) is not None for name in QUALIFIERS)


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
    if marks.lang != "en" and total and not current:
        return _rest(marks, total, j)
    return total + current, j


def _rest(marks: Marks, total: float, j: int) -> tuple[float, int]:
    """Add figures at word j that go on a number with its thousands or millions in words: "116 тис. 165", "1 млн 241 тысяча"."""
    printed = marks.low[j] if j < len(marks) and marks.words.number[j] else ""
    scale = marks.value("scale", j - 1) or marks.value("scale", j - 2) or 0
    groups = printed.split(" ")
    if scale not in {1e3, 1e6} or not all(map(str.isdigit, groups)):
        return total, j
    rest, j = figure(printed, marks.lang), j + 1
    if (smaller := marks.value("scale", j)) is not None and rest * smaller < scale:
        return _rest(marks, total + rest * smaller, marks.end("scale", j) + (marks.low[j + 1 : j + 2] == ["."]))
    whole = scale == 1e3 or (len(groups) > 1 and scale == 1e6)  # noqa: PLR2004 -- thousands, millions
    return (total + rest, j) if whole and rest < scale else (total, j - 1)
