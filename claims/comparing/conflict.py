"""What kind of conflict two values are, where neither scope nor time set them apart; or that what is told around them does."""

import re
from functools import partial

from claims.comparing.answers import TOLLS, of_own_people, question_key
from claims.comparing.arithmetic import on_top
from claims.comparing.clusters import Cluster, by_number, once
from claims.comparing.days import spoken_days
from claims.comparing.growth import GROUND, SMALL, revised, told
from claims.comparing.portion import included, inclusive, long_before, measured_against, with_more
from claims.comparing.row import SWAPPED, Row, Tellers, Verdict, given_beside, tellers
from claims.comparing.telling import cues
from claims.comparing.told import days_told, other_date

FAR = 10.0
"""Two running totals of which one is so many times the other are not counts of the same."""
TWICE = 2.0
"""Two numbers of one swap or clash of which one is more than so many times the other are not counts of the same people."""
_OTHERS = 3.0
"""Two numbers of one swap of which one is more than so many times the other are not of the same people, whoever tells them."""
_HAD = re.compile(rf"\b(?:{cues('had')})\b", re.IGNORECASE)
_STAGES = re.compile(rf"\b(?:{cues('in-stages')})\b", re.IGNORECASE)
_BEFORE_WAR = re.compile(rf"\b(?:{cues('before-war')})\b", re.IGNORECASE)
_PEAK = re.compile(rf"\b(?:{cues('peak')})\b", re.IGNORECASE)


def conflict(a: Cluster, b: Cluster, row: Row, *, several: bool = False) -> Verdict:
    """Nothing reconciles them: say what kind of conflict it is, or that one text gives both.

    `several`: the question may have more than one right answer (places), so an article that gives both speaks for both.
    """
    if a.aside != b.aside:
        aside = a if a.aside else b
        return "other scope", f"{aside.text}: {aside.aside}"
    several |= row.question == "next-round"
    if verdict := _then(a, b, row):
        return verdict
    if row.key in SWAPPED and (days := _two_days(a, b)):
        return "other time", days
    if row.key in SWAPPED and a.span.family == "number" and (verdict := _of_others(a, b, _OTHERS)):
        return verdict
    if _two_sides(a, b, row) and not (several and a.items & b.items):
        return "contested", partial(_against, a, b)
    if verdict := revised(a, b, row):
        return verdict
    if not row.lone and _given_together(a, b, row, several=several):
        # Whoever gives the one value gives the other too, so to their eyes they do not contradict each other.
        return "other scope", f"one article gives both {a.text} and {b.text}"
    if verdict := _something_else(a, b, row):
        return verdict
    if a.voices and a.voices == b.voices:
        return "mismatch", f"{a.said_by} is given with {a.text} and with {b.text}"
    return "differs", partial(_against, a, b)


def _two_sides(a: Cluster, b: Cluster, row: Row) -> bool:
    """Whether one party says the one and another party the other."""
    if not (a.parties and b.parties):
        return False
    return any(p != q and p in row.parties and q in row.parties for p in a.parties for q in b.parties)


def _of_others(a: Cluster, b: Cluster, times: float) -> Verdict | None:
    """Whether one number is more than so many times the other, so that they count others."""
    if max(a.span.base, b.span.base) <= times * min(a.span.base, b.span.base):
        return None
    return "other scope", f"{a.text} and {b.text} are too far apart to be counts of the same; which parts they are is not said"


def _two_days(a: Cluster, b: Cluster) -> str:
    """That two swaps are told of two days, which both name; empty: one names none, or one that the other names too."""
    one, other = _named_days(a), _named_days(b)
    if not one or not other or one & other:
        return ""
    first, then = spoken_days(min(one), min(other))
    return f"{a.text} is told of {first}, {b.text} of {then}"


@once
def _named_days(cluster: Cluster) -> frozenset[int]:
    """The days that are said of a swap."""
    told = [
        (answer.first, answer.last)
        if answer.dated
        else days_told(answer.claim.quote, answer.claim.lang, answer.told, answer.claim.value.text)
        for answer in cluster.answers
    ]
    return frozenset(day for days in told if days for day in range(days[0], days[1] + 1))


def _given_together(a: Cluster, b: Cluster, row: Row, *, several: bool) -> bool:
    """Whether all articles that give the one value give the other too, and not as that of another voice."""
    by_a, by_b = (row.beside.get(id(one)) or _tellers(one) for one in (a, b))
    near_a, near_b = a.items & by_b.keys(), b.items & by_a.keys()
    if not (near_a == a.items or near_b == b.items or (several and a.items & b.items)):
        return False
    one_event = row.key in TOLLS and max(a.span.base, b.span.base) < SMALL
    return one_event or several or not _two_voices(by_a, by_b, near_a | near_b)


def _against(a: Cluster, b: Cluster) -> str:
    return f"{_worked_out(a)} ({a.said_by}) against {_worked_out(b)} ({b.said_by})"


@once
def _tellers(cluster: Cluster) -> Tellers:
    return tellers([cluster])


def _then(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """One number of an event is told of another occasion ("then", "in December"), or as a part of others."""
    held, ground = row.question in ("held", "share-held"), row.key == GROUND
    total = row.measure != "event" and row.key in TOLLS
    if not (held or ground or total or a.span.family == "word" or _of_an_event(a, b, row)):
        return None
    swap = row.key in SWAPPED
    early, late = (a, b) if a.first <= b.first else (b, a)
    if swap and early.span.base < late.span.base and early.last.date() < late.first.date() and _in_stages(late):
        return "updated", f"{early.text} at first, {late.text} in all stages so far"
    for one in (a, b):
        if of_then(one):
            if total and one.span.base < max(a.span.base, b.span.base) and len(a.parties | b.parties) < 2:  # noqa: PLR2004 - two parties
                return "updated", f"{one.text} at another time, now {(b if one is a else a).text}"
            return "other time", f"{one.text} is told of another time than the article's own"
    few, many = by_number(a, b)
    if swap and many.span.base > TWICE * few.span.base and all(included(text, quote) for text, quote in few.words):
        return "other scope", f"{few.text} are told as a part of others"
    if swap and few.span.base < many.span.base and all(with_more(text, quote) for text, quote in few.words):
        return "other scope", f"{few.text} are told with others who come besides"
    return None


@once
def _in_stages(cluster: Cluster) -> bool:
    """Whether a quote tells of a swap that takes several days or flights."""
    return told(_STAGES, cluster)


@once
def of_then(cluster: Cluster) -> bool:
    """Whether each answer is told of another occasion, and not set there by the day of it."""
    key = question_key(cluster.answers[0].topic, cluster.answers[0].question)
    then = key in SWAPPED or (key in TOLLS and cluster.measure != "event")
    cue = {"pow-swaps.held": _HAD, GROUND: _PEAK, "territory.share-held": _BEFORE_WAR}.get(key)
    return all(
        (then and long_before(answer.claim.quote))
        or (cue and cue.search(answer.claim.quote))
        or (key == "territory.share-held" and measured_against(answer.claim.value.text, answer.claim.quote))
        or (not answer.dated and other_date(answer.claim.quote, answer.claim.lang, answer.told))
        for answer in cluster.answers
    )


def _something_else(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """That both numbers are of one thing is not certain: one is told as one of several, or is far greater."""
    if not _of_an_event(a, b, row):
        return None
    if part := next((one for one in (a, b) if id(one) in row.listed), None):
        return "other scope", f"{part.text} is one of several that {part.said_by} tells together"
    few, many = by_number(a, b)
    if row.key in SWAPPED and not row.lone and _more_come(few, many, row):
        return "other scope", f"{few.text} are told with more who came besides, and with {many.text}"
    if row.key in SWAPPED and _own_alone(few) and all(inclusive(quote) for _, quote in many.words):
        return "other scope", f"{few.text} are told as the side's own people, {many.text} with others among them"
    if row.topic == "strikes" and row.key not in TOLLS and (whole := _far_more(many, row)):
        return "other scope", f"{a.text} and {b.text} are parts of {whole.text}; which parts they are is not said"
    if row.topic == "strikes" and max(a.span.base, b.span.base) >= FAR * min(a.span.base, b.span.base):
        return "other scope", f"{a.text} and {b.text} are too far apart to be counts of the same"
    return _of_others(a, b, TWICE) if row.key in SWAPPED or row.topic == "casualties" else None


def _far_more(one: Cluster, row: Row) -> Cluster | None:
    """The greatest number of a row, where one is but a small part of it."""
    most = max(row.clusters, key=lambda other: (other.span.base, other.earlier), default=None)
    return most if most and most.step == one.step and most.span.base >= FAR * one.span.base else None


def _more_come(few: Cluster, many: Cluster, row: Row) -> bool:
    """Whether an article that gives both tells of some who came on top of the fewer ones."""
    both = given_beside(few, many, own=True)
    besides = [one for other in row.clusters if other not in (few, many) for one in other.answers if one.article in both]
    return any(on_top(one.claim.value.text, one.claim.quote) for one in besides)


@once
def _own_alone(cluster: Cluster) -> bool:
    """Whether a number is told as one of the side's own people."""
    return all(of_own_people(text, cluster.answers[0].side) for text, _ in cluster.words)


def _of_an_event(a: Cluster, b: Cluster, row: Row) -> bool:
    """Whether two numbers are of a swap, a strike or a clash, and not of a war."""
    known = row.key in SWAPPED or row.topic == "strikes" or (row.key in TOLLS and max(a.span.base, b.span.base) < SMALL)
    return known and a.span.family == "number"


def _worked_out(cluster: Cluster) -> str:
    """The value; where nobody printed it, how it follows from what is printed."""
    return cluster.formulas[0] if cluster.derived and cluster.formulas else cluster.text


def _two_voices(a: Tellers, b: Tellers, items: frozenset[object]) -> bool:
    """Whether an article gives the two values of two different named speakers."""
    one, two = (frozenset().union(*(told.get(item, frozenset()) for item in items)) for told in (a, b))
    return bool(one and two and not one & two)
