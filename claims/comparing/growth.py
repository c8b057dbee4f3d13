"""How a number changes in time: from announced to done, growing while it is counted, told anew by the same mouth."""

import re
from datetime import datetime
from itertools import product
from operator import attrgetter

from claims.comparing.answers import STATES, TOLLS, question_key
from claims.comparing.arithmetic import BESIDES, is_increment
from claims.comparing.clusters import Cluster, by_number, once
from claims.comparing.days import day_range
from claims.comparing.intervals import overlap, plural
from claims.comparing.row import SWAPPED, Row, Verdict
from claims.comparing.telling import EARLIER, rising

DONE = {"demanded": "demanded", "planned": "planned", "agreed": "agreed", "happened": "done", "alleged": "said to be done"}
GROWN = 1.5
"""More than that a running total of another voice does not grow between two reports; beyond it they contradict each other."""
STALE = 14
"""Days after which two running totals without a day are of different times."""
SMALL = 1000.0
"""Below that a toll is one of a single strike or clash, and still being counted; beyond it is an estimate of a war."""
YOUNG = 10000.0
"""Below that the running total of a war, young as it is, may double from one report to a later one."""
BRIEF = 1.05
"""So much a running total grows between two reports, whoever tells them."""
_ROUND = 1.25
"""A round bound ("more than 100") is told loosely of what is at most so many times as much."""
_ROUND_LATER = 1.1
"""And so many times where that is told on a later day: "at least 10" and 12 on the next day are a count that goes on."""
GROUND = "territory.gained"
"""Ground that is taken in one advance adds up from day to day, as a toll does."""
_OPEN = ("", "a lower bound")
"""How a count that grows is told."""
_RISING = TOLLS | {"pow-swaps.released"}
"""What is counted for hours; those freed are as well."""


def ladder(a: Cluster, b: Cluster, row: Row) -> Verdict:
    """One is a later step of what the other announces; numbers need not be equal. Losses are not announced."""
    low, high = sorted((a, b), key=attrgetter("step"))
    if low.status == "demanded" or row.measure != "event" or row.key in TOLLS:
        return "other time", f"{low.text} {done(low)}, {high.text} {done(high)}"
    if low.span.base != high.span.base and low.first.date() >= high.last.date() and is_increment(low):
        return "other scope", f"{low.text} come on top of others, {high.text} {done(high)}"
    if high.fine == "part done" and high.span.base < low.span.base:
        return "updated", f"{done(low)} {low.text}, so far {high.text} of {low.text}"
    early, late = (high, low) if low.fine == "postponed" and high.status == "agreed" and low.first >= high.first else (low, high)
    return "updated", f"{early.text} {done(early)}, then {late.text} {done(late)}"


def done(cluster: Cluster) -> str:
    """How far a number has come, in words."""
    return "put off" if cluster.fine == "postponed" else DONE[cluster.status]


def grown(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """A toll that rises while it is counted: told later, by whomever but the other party; of one day without an hour, the order is open."""
    growing = row.key == GROUND or (row.key in TOLLS and a.span.family == "number")
    if not growing or _two_parties(a, b, row) or (a.who != b.who and (row.topic != "strikes" or (a.who and b.who))):
        return None
    low, high = by_number(a, b)
    if low.derived or high.derived or a.step != b.step or low.span.base == high.span.base or low.window != high.window:
        return None
    if overlap(low.span, high.span) and not (_counted(low) and _counted(high)):
        return None
    if any(plural(one.claims[0].value) for one in (low, high)):
        return None
    later = low.first.toordinal() < high.first.toordinal()
    rounded = _ROUND_LATER if low.last.toordinal() < high.first.toordinal() else _ROUND
    if low.span.loose and _is_round(low.span.base) and high.span.base <= low.span.base * rounded:
        return None
    near = high.span.base <= low.span.base * BRIEF or high.span.base < (YOUNG if later else SMALL)
    if row.measure != "event" and (
        not (near or row.key == GROUND)
        or ((high.first - low.first).days > STALE and (row.key == GROUND or not overlap(low.span, high.span)))
        or low.measure != high.measure
        or (not later and high.span.base > low.span.base * GROWN and row.key != GROUND)
    ):
        return None
    if low.items == high.items or (row.question not in BESIDES and (is_increment(low) or is_increment(high))):
        return None
    hours = low.first.toordinal() != high.first.toordinal() or (_timed(low) and _timed(high))
    if (hours and low.first >= high.first) or (row.key == GROUND and not hours):
        return None
    order = "later" if hours else "and, in the course of the day,"
    of = f" ({low.who})" if low.who == high.who != "" else ""
    return "updated", f"the count grows{of}: {low.text}, {order} {high.text}"


def _two_parties(a: Cluster, b: Cluster, row: Row) -> bool:
    """Whether two parties count; of an event others who speak for somebody count as outlets do."""
    counting = a.parties | b.parties
    return len(counting) > 1 and (row.measure != "event" or len(counting.intersection(row.parties)) > 1)


def counted_on(a: Cluster, b: Cluster, row: Row) -> bool:
    """Whether a voice gives the higher of two running totals on a later day than the lower one: that is no rounding."""
    low, high = by_number(a, b)
    return row.measure != "event" and one_voice(a, b) and as_of(low)[0] < as_of(high)[0]


def one_voice(a: Cluster, b: Cluster) -> bool:
    """Whether a speaker gives both, or an outlet in its own voice."""
    return bool(a.voices & b.voices) or (not a.voices and not b.voices and bool(a.sources & b.sources))


def _counted(cluster: Cluster) -> bool:
    """Whether a number is told as counts are that grow: "at least 12", or "some 1,835", which nobody has rounded."""
    return cluster.span.loose in _OPEN or (cluster.span.loose == "about" and not _is_round(cluster.span.base))


def _is_round(number: float) -> bool:
    return number % (5 if number < SMALL else 100) == 0


def _timed(cluster: Cluster) -> bool:
    """Whether an hour is known, and not the day alone."""
    first = cluster.first
    return bool(first.hour or first.minute or first.second)


def risen(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """The higher of two tolls is told to have grown to what it is."""
    if row.key not in _RISING or not (_rises(a) or _rises(b)):
        return None
    low, high = by_number(a, b)
    if a.span.family != b.span.family or low.who != high.who or low.derived or high.derived:
        return None
    if low.items == high.items or len(a.parties | b.parties) > 1 or overlap(low.span, high.span) or is_increment(low):
        return None
    if low.step != high.step or not _rises(high):
        return None
    return "updated", f"{low.text} at first, then {high.text}"


@once
def _rises(cluster: Cluster) -> bool:
    return any(rising(quote) for _, quote in cluster.words)


def revised(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """One count is told to have taken the other's place: "the number had increased to", "earlier reports".

    More that were swapped earlier were swapped on another occasion, and so were those that one article tells beside the later ones.
    """
    if a.span.family != "number":
        return None
    low, high = by_number(a, b)
    first_a, first_b = before(a), before(b)
    if first_a != first_b or _rises(high):
        early, late = (a, b) if first_a > first_b else (b, a) if first_b > first_a else (low, high)
        if row.key in SWAPPED and (early is high or early.items & late.items):
            return "other time", f"{early.text} is told of an earlier time"
        return "updated", f"{early.text} at first, then {late.text}"
    return None


@once
def before(cluster: Cluster) -> bool:
    """Whether a cluster is told as what was known at first."""
    return told(EARLIER, cluster)


def told(cue: re.Pattern[str], cluster: Cluster) -> bool:
    """Whether a quote of a cluster holds a cue."""
    return any(cue.search(quote) for _, quote in cluster.words)


def moved(a: Cluster, b: Cluster) -> Verdict | None:
    """Whether one origin itself went from one value to the other: the same outlet and voice, in a later article."""
    both = a.sources & b.sources
    for source in sorted(both):
        for (voice_a, times_a), (voice_b, times_b) in product(_says_when(a, source).items(), _says_when(b, source).items()):
            if voice_a == voice_b and (times_a[1] < times_b[0] or times_b[1] < times_a[0]):
                early, late = (a, b) if times_a[1] < times_b[0] else (b, a)
                return "updated", f"{source}: {early.text}, later {late.text}"
    return None


def _says_when(cluster: Cluster, source: str) -> dict[str, tuple[datetime, datetime]]:
    """When an outlet gave this value, by the voice that it named."""
    out: dict[str, tuple[datetime, datetime]] = {}
    for claim in cluster.claims:
        if claim.source == source:
            name = claim.speaker or claim.body or ""
            known = out.get(name)
            out[name] = (known[0] if known else claim.published, claim.published)
    return out


@once
def as_of(cluster: Cluster) -> tuple[int, bool]:
    """The last day up to which a total holds, and whether it is said."""
    said = [found[1] for moment in cluster.moments if (found := day_range(moment))]
    ends = [found[1] for claim in cluster.claims if claim.scope.end and (found := day_range(claim.scope.end))]
    if (
        question_key(cluster.answers[0].topic, cluster.answers[0].question) not in STATES
        and cluster.measure == "cumulative" != cluster.claims[0].measure
    ):
        ends = []  # The window only names the start of the count.
    if said or ends:
        return max(said or ends), True
    return cluster.last.toordinal(), False
