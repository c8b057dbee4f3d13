"""How two values relate that can both be true: the same, one as the other told more closely, or by chance of two things."""

from claims.comparing.answers import AGES
from claims.comparing.apart import elsewhere, windows
from claims.comparing.arithmetic import ADDED
from claims.comparing.clusters import Cluster, dated
from claims.comparing.conflict import FAR, TWICE
from claims.comparing.days import elapsed, spoken_day, spoken_days
from claims.comparing.growth import GROUND, SMALL, STALE, as_of, grown, ladder
from claims.comparing.intervals import overlap, plural
from claims.comparing.row import Row, Verdict
from core.comparison import Relation

_WAR = "war.duration"
_COUNTED = ADDED | {"percent"}
_OF_ONE_NUMBER = frozenset([("", "about"), ("about", ""), ("", "a lower bound"), ("a lower bound", "")])
"""Hedges of which one number has one and another none: they say the same all the same."""


def together(a: Cluster, b: Cluster, row: Row) -> Verdict:
    """The values can both be true."""
    if a.derived != b.derived:
        return _derived(a, b, row)
    if "a lower bound" in (a.span.loose, b.span.loose) and (verdict := grown(a, b, row)):
        return verdict
    equal = a.span.base == b.span.base and (a.span.loose, b.span.loose) in _OF_ONE_NUMBER
    equal = (equal or a.span == b.span) and not _dozens(a, b)
    if row.key == _WAR and a.text != b.text and (verdict := _ages(a, b)):
        return verdict
    if a.span.family == "date":
        equal = (a.span.low, a.span.high) == (b.span.low, b.span.high)
    if a.step != b.step and _climbs(a, b, row, equal=equal):
        return ladder(a, b, row)
    if a.span.family in _COUNTED and (verdict := (_by_chance if equal else _by_a_bound)(a, b, row)):
        return verdict
    if equal:
        hedge = "" if a.text == b.text else f": {a.text}, {b.text}"
        return "same", f"the same value{hedge}"
    if a.span.family == "date" and row.key in AGES:
        return "compatible", _since(a, b, row)
    if not overlap(a.span, b.span):
        return "compatible", f"{a.text} and {b.text} are one number, rounded"
    looser = a if a.span.high - a.span.low > b.span.high - b.span.low else b
    tighter = b if looser is a else a
    return "compatible", f"{tighter.text} fits '{looser.text}'" if tighter.span.exact else f"'{a.text}' and '{b.text}' overlap"


def _climbs(a: Cluster, b: Cluster, row: Row, *, equal: bool) -> bool:
    """Whether of two steps the later one is news: of a number, or of a round that was to come and has been held."""
    if a.span.family == "ordinal":
        return equal and {a.status, b.status} == {"planned", "happened"}
    return a.span.family == "number" and not (equal and (_one_deal(a, b) or _reached(a, b, row)))


def _derived(a: Cluster, b: Cluster, row: Row) -> Verdict:
    """One of them is printed nowhere."""
    derived, printed = (a, b) if a.derived else (b, a)
    if derived.formulas and a.span.base == b.span.base and derived.span.family in ("number", "percent"):
        return "adds up", derived.formulas[0]
    if a.span.family == "date":
        return "compatible", _since(a, b, row)
    if _far(a, b) and not _plural(a, b):
        return "other scope", f"{derived.formulas[0] if derived.formulas else derived.text} says little of '{printed.text}'"
    return "compatible", f"{derived.formulas[0] if derived.formulas else derived.text} fits '{printed.text}'"


def _plural(a: Cluster, b: Cluster) -> bool:
    return any(plural(one.claims[0].value) for one in (a, b))


def _dozens(a: Cluster, b: Cluster) -> bool:
    """Whether one is a mere plural and the other a number; not so "тисячі", which is one thousand in another case as well."""
    return a.span.base < SMALL and plural(a.claims[0].value) != plural(b.claims[0].value)


def _by_a_bound(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """Two values that are not one are of other parts of the time, or so far apart that a bound is all that joins them."""
    if a.window != b.window and (verdict := windows(a, b)):
        return verdict
    days = abs((a.first - b.first).days)
    if row.key == GROUND and days > STALE:
        return "other time", f"{a.text} and {b.text} are told {days} days apart: the front moves"
    if _far(a, b) and not _plural(a, b):
        apart: Relation = "other scope" if row.measure == "event" else "other time"
        return apart, f"{a.text} and {b.text} are too far apart to be counts of the same"
    return None


def _by_chance(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """One number is told of two days or weeks, or by one article of two towns."""
    if a.measure == b.measure == "period" and not (a.window == b.window and dated(a.window)):
        first, last = sorted((as_of(a)[0], as_of(b)[0]))
        if last - first > 1:
            return "other time", "{} both times, as of {} and as of {}".format(a.text, *spoken_days(first, last))
    if a.items & b.items and elsewhere(a, b, row):
        return "other scope", f"{a.text} and {b.text} are told of different places"
    return None


def _far(a: Cluster, b: Cluster) -> bool:
    """Whether only a bound, which reaches on for ever, lets two values meet."""
    if not {a.span.loose, b.span.loose} & {"a lower bound", "an upper bound"}:
        return False
    low, high = sorted((abs(a.span.base), abs(b.span.base)))
    return high >= (TWICE if a.span.family == "percent" else FAR) * low


def _ages(a: Cluster, b: Cluster) -> Verdict | None:
    """How long a war has lasted, told twice: as it goes on, the number grows."""
    one, two = a.answers[0].span, b.answers[0].span
    if not (one.family == two.family == "duration" and a.span.family == b.span.family == "date"):
        return None
    early, late = (a, b) if a.last <= b.last else (b, a)
    if one.exact and two.exact and early.last.date() < late.first.date() and (a.span.low, a.span.high) == (b.span.low, b.span.high):
        return "updated", f"{early.text}, then {late.text}: both count from {spoken_day(int(a.span.base))}"
    return "compatible", f"'{a.text}' and '{b.text}' can count from one day"


def _one_deal(a: Cluster, b: Cluster) -> bool:
    """Whether that the one is agreed and the other to be done is one and the same: it was not to be done before it was agreed."""
    agreed, coming = (a, b) if a.fine == "agreed" else (b, a)
    return (agreed.fine, coming.fine) == ("agreed", "scheduled") and agreed.first <= coming.first


def _reached(a: Cluster, b: Cluster, row: Row) -> bool:
    """Whether a running total that is told as coming is the one that is told as reached: "would bring them to 1,400"."""
    return row.measure == "cumulative" and {a.status, b.status} == {"planned", "happened"} and abs((a.first - b.first).days) <= 1


def _since(a: Cluster, b: Cluster, row: Row) -> str:
    """Tell a duration against a date."""
    dates = [one for one in (a, b) if one.answers[0].span.family == "date"]
    lasting = [one for one in (a, b) if one.answers[0].span.family == "duration"]
    if len(dates) == 1 and len(lasting) == 1:
        day, claim = dates[0].answers[0].span, lasting[0].claims[0]
        if day.exact:
            told = elapsed(int(day.base), claim.published.toordinal())
            loose = f", loose {lasting[0].span.loose}" if lasting[0].span.loose.startswith("by") else ""
            return f"{told} since {spoken_day(int(day.base))}{loose}: '{lasting[0].text}' fits"
        return f"'{lasting[0].text}' and '{dates[0].text}' overlap"
    if len(lasting) == 2:  # noqa: PLR2004 - both of them
        loose = ", loose by a month" if row.question == "since-last" else ""
        return f"'{a.text}' and '{b.text}' can count from one day{loose}"
    wide, narrow = sorted((a, b), key=lambda one: one.span.low - one.span.high)
    return f"{narrow.text} lies in {wide.text}"
