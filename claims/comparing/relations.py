"""How two clusters of one row relate: scope, arithmetic, rounding, time, and only then conflict. When in doubt it is no conflict."""

import re
from itertools import product

from claims.comparing.answers import TOGETHER, TOLLS
from claims.comparing.apart import apart, other_round
from claims.comparing.arithmetic import of_fighters
from claims.comparing.clusters import Cluster
from claims.comparing.conflict import conflict
from claims.comparing.growth import SMALL, counted_on, done, grown, ladder, risen
from claims.comparing.intervals import overlap, rounds
from claims.comparing.ladders import LADDERS
from claims.comparing.places import meeting, placed
from claims.comparing.row import Row, Verdict
from claims.comparing.telling import cues
from claims.comparing.together import together

_VAGUER = {frozenset(("ended", "collapsed")), frozenset(("ended", "ceasefire agreed")), frozenset(("ended", "completed"))}
_PUT_OFF = frozenset(["postponed", "suspended", "halted"])
_HEADLINE = 0.05
"""How far a number in a headline may stand from what it rounds, as a part of it."""
_RATES = frozenset(["day", "month"])
"""What sets apart those who are counted so many in each."""
_ANYBODY = re.compile(rf"\b(?:{cues('anybody')})\b", re.IGNORECASE)
_MANY = frozenset(["territory.demand"])
"""Questions that have several answers at once."""


def relate(one: Cluster, other: Cluster, row: Row) -> Verdict:
    """Say how two clusters relate, and why in one line. Their order does not matter."""
    a, b = (one, other) if one.earlier < other.earlier else (other, one)
    if a.old or b.old:
        return _edited(a, b, row)
    if (a.status == "denied") != (b.status == "denied"):
        return _denied(a, b)
    if verdict := risen(a, b, row):
        return verdict
    pair = frozenset((id(a), id(b))) if row.identities or row.civilians else frozenset()
    if note := row.identities.get(pair):
        return "adds up", note
    if note := row.civilians.get(pair):
        return "other scope", note
    if verdict := _other_scope(a, b, row):
        return verdict
    return _by_value(a, b, row)


def _by_value(a: Cluster, b: Cluster, row: Row) -> Verdict:
    if "vague" in (a.span.family, b.span.family):
        vague = a if a.span.family == "vague" else b
        if a.span == b.span:
            return "same", f"both say '{a.text}'"
        return "compatible", f"'{vague.text}' is too vague to contradict"
    if a.span.family != b.span.family:
        return "other scope", f"'{a.text}' and '{b.text}' do not measure the same"
    if a.span.family == "word":
        return _words(a, b, row)
    if overlap(a.span, b.span) or (_rounds(a, b) and not counted_on(a, b, row)):
        return together(a, b, row)
    return apart(a, b, row)


def _rounds(a: Cluster, b: Cluster) -> bool:
    """Whether one number is the other, rounded: what one speaker says in one day is rounded as headlines do it."""
    if not rounds(a.span, b.span, _HEADLINE):
        return False
    at_once = bool(a.voices) and a.voices == b.voices and a.first.date() == a.last.date() == b.first.date() == b.last.date()
    return at_once or rounds(a.span, b.span)


def _words(a: Cluster, b: Cluster, row: Row) -> Verdict:
    """Places and stages."""
    one, two = a.span.word, b.span.word
    if one == two:
        return "same", f"the same: {a.text}"
    if row.question == "stage":
        return _stages(a, b, row)
    place = meeting(one, two)
    if place == "one":
        return "compatible", f"{a.text} and {b.text} are one place, told more and less closely"
    if row.key in _MANY or "demanded" in (a.status, b.status):
        return "other scope", f"{a.text} and {b.text} are two demands"
    if a.step != b.step:
        return "other time", f"{a.text} {done(a)}, {b.text} {done(b)}"
    if a.status == b.status == "planned" and a.voices and a.voices == b.voices:
        return "other scope", f"{a.said_by} names several places for what is to come: {a.text}, {b.text}"
    if place == "unknown":
        return "other scope", f"whether {a.text} and {b.text} are one place is not known"
    if verdict := other_round(a, b, row):
        return verdict
    if row.question == "venue" and (days := _days_apart(a, b)) > 1:
        return "other time", f"{a.text} and {b.text} are told of days that are {days} apart: talks move"
    return conflict(a, b, row, several=True)


def _days_apart(a: Cluster, b: Cluster) -> int:
    """How many days lie between those of two clusters where they are nearest."""
    return min(max(one[0] - two[1], two[0] - one[1], 0) for one, two in product(a.days, b.days))


def _stages(a: Cluster, b: Cluster, row: Row) -> Verdict:
    one, two = a.span.word, b.span.word
    if frozenset((one, two)) in _VAGUER:
        return "compatible", f"'{a.text}' and '{b.text}' can both be said of it"
    ladder = LADDERS.get(row.topic, ())
    if one in ladder and two in ladder:
        low, high = sorted((a, b), key=lambda cluster: ladder.index(cluster.span.word))
        if low.status == "planned" and (low.first > high.last or low.items & high.items):
            return "other time", f"{high.text}; what is {low.text} is told with it or later, and is to come"
        return "updated", f"{low.text}, then {high.text}"
    if (a.first, a.last) != (b.first, b.last):
        early, late = sorted((a, b), key=lambda one: (one.last, one.first))
        return "updated", f"{early.text} first, {late.text} later"
    return "other time", f"{a.text} and {b.text} are told of different moments"


def _other_scope(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """Who or where differ, and both say so; or one tells of a part that is smaller than the other's whole.

    Several places are struck in one night: a toll of one town is not compared with one of which the place is not said.
    """
    if a.who == b.who and a.where == b.where:
        return None
    if (a.who == TOGETHER) != (b.who == TOGETHER):
        both, alone = (a, b) if a.who == TOGETHER else (b, a)
        return "other scope", f"{both.text} are of both sides together, {alone.text} of one"
    for name, one, two in (("counts", a.who, b.who), ("tells of", a.where, b.where)):
        if one == two or (one and two and (one in two or two in one) and a.span == b.span):
            continue
        if one and two:
            return "other scope", _of_two_parts(a, b, *((name, one, two) if name == "counts" else (name, placed(one), placed(two))))
        part, whole = (a, b) if one else (b, a)
        if "civilian" in part.who and (verdict := grown(a, b, row) or _soldiers(part, whole, row)):
            return verdict
        if part.span.family == whole.span.family == "number" and part.span.base < whole.span.base and part.step == whole.step:
            return _part(part, placed(one or two) if name == "tells of" else one or two, whole)
    # More children than dead in one strike is a conflict, and so are more civilians than dead in all.
    counted = row.key not in TOLLS if row.topic == "strikes" else row.topic == "casualties" and "civilian" not in a.who + b.who
    if a.who != b.who and counted and not overlap(a.span, b.span):
        sort, unsaid = (a, b) if a.who else (b, a)
        return "other scope", f"{sort.text} is {sort.who} alone; of what {unsaid.text} is, is not said"
    if a.where != b.where and row.topic in ("strikes", "territory") and a.span.family != "word" and not overlap(a.span, b.span):
        here, unsaid = (a, b) if a.where else (b, a)
        return "other scope", f"{here.text} is of {placed(here.where)}; of where {unsaid.text} is, is not said"
    return None


def _of_two_parts(a: Cluster, b: Cluster, tells: str, one: str, two: str) -> str:
    """That two count others, or elsewhere, in one line."""
    if a.said_by == b.said_by:
        return f"{a.said_by} {tells} {one} in {a.text}, {two} in {b.text}"
    return f"{a.said_by} {tells} {one}, {b.said_by} {two}"


def _soldiers(civil: Cluster, other: Cluster, row: Row) -> Verdict | None:
    """More civilians than the other counts in all: these are soldiers, as they mostly are of whom a war's counts do not say it."""
    if civil.span.base > other.span.base and any(map(of_fighters, other.answers)):
        return "other scope", f"{civil.said_by} counts civilians, {other.said_by} soldiers"
    estimates = row.topic == "casualties" and min(civil.span.base, other.span.base) >= SMALL
    if estimates and not overlap(civil.span, other.span) and not any(_ANYBODY.search(text) for text, _ in other.words):
        return "other scope", f"{civil.said_by} counts civilians; whom {other.said_by} counts is not said"
    return None


def _part(part: Cluster, told: str, whole: Cluster) -> Verdict:
    """One number is of those whom words limit it to."""
    if told in _RATES:
        return "other time", f"{part.text} are so many a {told}, {whole.text} is not"
    return "other scope", f"{part.text} is {told} alone, {whole.text} is not limited to that"


def _denied(a: Cluster, b: Cluster) -> Verdict:
    """One says that it is so, the other that it is not."""
    denial, other = (a, b) if a.status == "denied" else (b, a)
    if other.status == "demanded":
        return "other scope", f"{other.said_by} demands {other.text}, {denial.said_by} refuses"
    touching = (
        "vague" in (a.span.family, b.span.family)
        or (a.span.family == b.span.family and a.span.family != "word" and overlap(a.span, b.span))
        or (a.span.family == "word" and a.span.word == b.span.word)
        or other.fine in _PUT_OFF
    )
    if not touching:
        return "other scope", f"{denial.said_by} denies {denial.text}, which is not {other.text}"
    if not denial.voices and not other.voices and denial.sources == other.sources:
        return "corrected", f"{denial.said_by} says {other.text}, and takes it back"
    if denial.voices and denial.voices == other.voices:
        return "updated", f"{denial.said_by} says {other.text}, and denies it, at different times"
    return "denied", f"{other.said_by} says {other.text}, {denial.said_by} denies it"


def _edited(a: Cluster, b: Cluster, row: Row) -> Verdict:
    """At least one of them stood in a version that is no longer the current one."""
    if not a.chains & b.chains:
        old = a if a.old else b
        return "other time", f"{old.text} ({old.said_by}) has been changed since"
    a, b = sorted((a, b), key=lambda one: (not one.old, min(claim.version for claim in one.claims), one.first))
    if b.status == "denied" != a.status and a.span != b.span:
        return "updated", f"{a.text} first; {b.text}, which came later, was withdrawn"
    if "denied" in (a.status, b.status) and a.status != b.status:
        return ("corrected", f"{a.text}, then withdrawn") if b.status == "denied" else ("updated", f"withdrawn, then {b.text} again")
    running = row.measure == "cumulative" or row.key in TOLLS
    numbers = a.span.family == b.span.family == "number"
    if numbers and running and a.span.base < b.span.base:
        return "updated", f"{a.text}, then {b.text} at the same address"
    if a.span.word and row.question == "stage":
        return "updated", f"{a.text}, then {b.text} at the same address"
    if a.span == b.span and a.status == b.status:
        return "updated", f"{a.text} again, after it was changed"
    if numbers and a.step != b.step:
        return ladder(a, b, row)
    return "corrected", f"{a.text} changed to {b.text} at the same address, without a note"
