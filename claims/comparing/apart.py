"""How two values relate that cannot both be true of one thing at one time: another scope, another time, and only then a conflict."""

import re
from itertools import product

from claims.comparing.answers import TOLLS
from claims.comparing.arithmetic import BESIDES, is_increment, is_next
from claims.comparing.clusters import Cluster, by_number, once
from claims.comparing.conflict import FAR, TWICE, conflict
from claims.comparing.days import days_later, spoken_days
from claims.comparing.growth import (
    BRIEF,
    GROUND,
    GROWN,
    SMALL,
    STALE,
    YOUNG,
    as_of,
    before,
    done,
    grown,
    ladder,
    moved,
    one_voice,
    revised,
    told,
)
from claims.comparing.intervals import overlap, plural, singular
from claims.comparing.portion import CAPITAL, inclusive, only_in, rounds_of, towns, whole_of
from claims.comparing.row import SWAPPED, Row, Verdict
from claims.comparing.telling import cues

_PART = 0.75
"""A meeting that lasted less than this part of another may be a session of it."""
_NEIGHBOURS = 3
"""Days of one meeting stand at most so far apart."""
_CLASH = 92
"""Days: fighting that lasted no longer may be one clash of several."""
_LONG = 56
"""Days in which a running total may grow by however much, and a round of talks comes after another."""
_OLD = 12 * STALE
"""Days after which two running totals are of different times, however far they are apart; a total may double until then."""
_BESIDES = 1.25
"""So many times as many as both sides got of each other are told in all, where some came besides."""
_NEVER = 100.0
"""Of two running totals of which one is so many times the other, however much later, one is that of a clash."""
_TAKEN = re.compile(rf"\b(?:{cues('taken')})\b", re.IGNORECASE)
_GOES_ON = re.compile(rf"\b(?:{cues('goes-on')})\b", re.IGNORECASE)
_WAR = re.compile(rf"\b(?:{cues('war')})\b", re.IGNORECASE)
_RUNNING = re.compile(rf"\b(?:{cues('running')}|{cues('operation')})\b", re.IGNORECASE)
_BY_NAME = re.compile(rf"\b(?:{cues('by-name')})\b", re.IGNORECASE)
_NAMED = frozenset(["documented", "visually confirmed"])


def apart(a: Cluster, b: Cluster, row: Row) -> Verdict:
    """The values cannot both be true of the same thing at the same time."""
    if a.step != b.step:
        if a.span.family == "number":
            return ladder(a, b, row)
        return "other time", f"{a.text} {done(a)}, {b.text} {done(b)}"
    if a.status == "demanded":
        return "other scope", f"two demands: {a.text} ({a.said_by}), {b.text} ({b.said_by})"
    if (a.derived or b.derived) and (verdict := _not_printed(a, b)):
        return verdict
    if verdict := _unlike(a, b, row):
        return verdict
    if a.window != b.window and (verdict := windows(a, b)):
        return verdict
    if verdict := other_round(a, b, row) or _next(a, b, row) or _within(a, b, row):
        return verdict
    return _event(a, b, row) if row.measure == "event" else _total(a, b, row)


def _not_printed(a: Cluster, b: Cluster) -> Verdict | None:
    """What nobody prints follows from what may not be all."""
    if summed := next((one for one in (a, b) if one.derived and any(" + " in formula for formula in one.formulas)), None):
        return "other scope", f"{summed.formulas[0]} is what one article tells of each side, and may not be all"
    if left := next((one for one in (a, b) if one.derived and one.span.family == "percent"), None):
        return "other scope", f"{left.formulas[0]} holds where nobody else has a part"
    each, printed = (a, b) if a.derived else (b, a)
    if printed.span.loose == "a lower bound" and each.span.base < printed.span.base <= _BESIDES * each.span.base:
        return "other scope", f"{(each.formulas or (each.text,))[0]} may leave out who came besides, '{printed.text}' may not"
    if a.derived and b.derived:
        return "other scope", "both are worked out from numbers that are compared in their own rows"
    return None


def _within(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """One is a part of what its own articles give, the two are of different towns, or one is the exchange that the others count from."""
    if verdict := _one_part(a, b, row):
        return verdict
    if elsewhere(a, b, row):
        return "other scope", f"{a.text} and {b.text} are told of different places"
    if row.question in ("since-last", "last-exchange"):
        for one in (a, b):
            if one.answers[0].span.family == "date" and one.answers[0].span.low >= one.first.toordinal() - _NEIGHBOURS:
                return "other time", f"{one.text} is the day of this one, not of the one before"
    for so_far, other in ((a, b), (b, a)) if row.promise else ():
        promised = row.promise.get(id(so_far))
        if promised and so_far.span.base < other.span.base and len(a.parties | b.parties) < 2:  # noqa: PLR2004 - two parties
            return "updated", f"{so_far.text} so far of {promised.text}, then {other.text}"
    early, late = (a, b) if a.first <= b.first else (b, a)
    if row.key in SWAPPED and id(early) in row.coming and early.last.date() < late.first.date() and len(a.parties | b.parties) < 2:  # noqa: PLR2004 - two parties
        return "other time", f"{early.said_by} tells of more to come after {early.text}, and {late.text} is told later"
    return None


def _one_part(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    for part, other in ((a, b), (b, a)):
        if other.span.base in _wholes(part):
            return "other scope", f"{part.said_by} tells of {part.text} out of {other.text}"
    for part, other in ((a, b), (b, a)) if row.whole and (not a.who or a.who != b.who) else ():
        whole = row.whole.get(id(part))
        if whole and (whole is other or not (before(part) or _towns(part) & _towns(other))):
            told = "told in one sentence with" if _side_by_side(part, whole) else "part of"
            return "other scope", f"{part.text} is {told} {whole.text} ({part.said_by})"
    return None


def _side_by_side(a: Cluster, b: Cluster) -> bool:
    """Whether two numbers stand in one sentence that does not say that the one holds the other: towns in a list, two sorts of missiles."""
    shared = {quote for _, quote in a.words} & {quote for _, quote in b.words}
    return bool(shared) and not any(map(inclusive, shared))


@once
def _wholes(cluster: Cluster) -> frozenset[float]:
    return frozenset([whole for text, quote in cluster.words if (whole := whole_of(text, quote))])


@once
def _towns(cluster: Cluster) -> frozenset[str]:
    return frozenset().union(*[towns(quote, text) for text, quote in cluster.words])


def elsewhere(a: Cluster, b: Cluster, row: Row) -> bool:
    """Whether two counts of what was hit or taken are told of towns or regions of other names."""
    if not (row.key == GROUND or (a.span.family == "number" and (row.topic == "strikes" or row.key in TOLLS))):
        return False
    here, there = _towns(a), _towns(b)
    return bool(here and there) and CAPITAL not in here | there and not here & there and _script(here) == _script(there)


def _script(names: frozenset[str]) -> bool:
    return all(name.isascii() for name in names)


def _of_town(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """The smaller number is told of a town, the greater of no place."""
    part, whole = by_number(a, b)
    one_party = len(a.parties | b.parties) < 2  # noqa: PLR2004 - two parties
    if row.key in TOLLS and one_party and _only_in(part) and not _only_in(whole):
        return "other scope", f"{part.text} is told of one place alone, {whole.text} is not"
    toll = row.key in TOLLS and whole.span.base < SMALL
    if row.key != GROUND and (a.span.family != "number" or not (toll or row.topic == "strikes")):
        return None
    if one_party and _towns(part) and not _towns(whole):
        return "other scope", f"{part.text} is told of one place, {whole.text} of no place by name"
    return None


@once
def _only_in(cluster: Cluster) -> bool:
    """Whether the words say that a number is of one place alone."""
    return any(only_in(quote) for _, quote in cluster.words)


def _next(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """Days of one meeting; and what was next is over once its day has come: a later day told from then on is that of the one after."""
    if row.question == "date" and _gap(a, b) <= _NEIGHBOURS:
        return "compatible", f"{a.text} and {b.text} are days of one meeting"
    if row.question == "date" and _gap(a, b) > _LONG:
        return "other time", f"{a.text} and {b.text} are too far apart to be days of one meeting"
    if row.question != "next-round":
        return None
    early, late = sorted((a, b), key=lambda one: one.span.high)
    if early.span.high <= late.first.toordinal():
        return "other time", f"{early.text} was next until then, {late.text} is told from {late.first:%Y-%m-%d} on"
    if _gap(a, b) > _LONG:
        return "other time", f"{early.text} and {late.text} are too far apart to be one round"
    return None


def other_round(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """Return that the two are told of different rounds of talks; None where they are not, or the words do not say so."""
    if row.topic != "talks":
        return None
    one, other = _rounds(a), _rounds(b)
    if not one or not other or one & other:
        return None
    return "other time", f"{a.text} is told of the {min(one)} round, {b.text} of the {min(other)}"


@once
def _rounds(cluster: Cluster) -> frozenset[str]:
    """The rounds of talks of which the words tell."""
    return frozenset(told for _, quote in cluster.words for told in rounds_of(quote))


def _unlike(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """The values do not count the same kind of thing."""
    if a.span.family == "ordinal":
        return "other time", f"{a.text} and {b.text} are counted apart: two of a series, or two series"
    if row.question == "length" and _unit(a) != _unit(b):
        return "other scope", f"{a.text} and {b.text}: one session, and all of it"
    if row.question == "length" and min(a.span.base, b.span.base) < _PART * max(a.span.base, b.span.base):
        return "other scope", f"{a.text} and {b.text}: whether both are all of it is not said"
    if row.question == "length" and not overlap(a.span, b.span):
        short, long = sorted((a, b), key=lambda one: one.span.base)
        if told(_GOES_ON, short) and not told(_GOES_ON, long):
            return "updated", f"{short.text} while it went on, then {long.text}"
    if row.key == "war.duration" and (verdict := _wars(a, b)):
        return verdict
    if row.question == "held" and told(_TAKEN, a) != told(_TAKEN, b):
        taken, held = (a, b) if told(_TAKEN, a) else (b, a)
        return "other time", f"{taken.text} were taken, {held.text} are held"
    if a.span.family == "number" and row.question not in BESIDES and is_increment(a) != is_increment(b):
        extra, whole = (a, b) if is_increment(a) else (b, a)
        if row.key in SWAPPED and row.lone and is_next(extra) and whole.span.base < TWICE * extra.span.base:
            return None
        return "other scope", f"{extra.text} come on top of others, {whole.text} is a number by itself"
    return None


def _wars(a: Cluster, b: Cluster) -> Verdict | None:
    """One tells of a clash, the other of the war around it or of another clash."""
    short, long = sorted((a, b), key=lambda one: one.answers[0].span.base)
    lasted = short.answers[0].span.base
    if any(told(_WAR, one) for one in (a, b)) and not all(told(_WAR, one) for one in (a, b)):
        return "other scope", f"{short.text} and {long.text}: one is the war's, of what the other is is not said"
    if long.answers[0].span.base >= FAR * lasted or (lasted <= _CLASH and a.first.date() != b.first.date()):
        return "other scope", f"{short.text} and {long.text}: whether both are of one fight is not said"
    if one_voice(a, b) and a.first.date() != b.first.date():
        return "other scope", f"{short.text} and {long.text} do not count from one day"
    return None


def _unit(cluster: Cluster) -> str:
    return singular(cluster.claims[0].value.unit)


def _gap(a: Cluster, b: Cluster) -> float:
    return max(a.span.low, b.span.low) - min(a.span.high, b.span.high)


def windows(a: Cluster, b: Cluster) -> Verdict | None:
    """Two counts of other parts of the time."""
    if a.window and b.window:
        return "other time", f"{a.text}: {a.window}; {b.text}: {b.window}"
    part, whole = (a, b) if a.window else (b, a)
    if part.span.base < whole.span.base:
        return "other time", f"{part.text} is of a part of the time ({part.window}), {whole.text} is not limited to that"
    return None


def _event(a: Cluster, b: Cluster, row: Row) -> Verdict:
    """Two numbers of one event."""
    when_a, when_b = a.moments, b.moments
    if when_a and when_b and not when_a & when_b:
        early, late = (a, b) if min(when_a) < min(when_b) else (b, a)
        note = f"{early.text} as of {_clock(min(early.moments))}, {late.text} as of {_clock(min(late.moments))}"
        if early.span.base < late.span.base and row.key in TOLLS:
            return "updated", note
        return "other time", note
    if row.topic == "strikes" and _loose_nights(a, b):
        if row.key in TOLLS and (verdict := revised(a, b, row) or grown(a, b, row)):
            return verdict
        return "other time", f"published on {' and '.join(spoken_days(a.first.toordinal(), b.first.toordinal()))}; the night is not said"
    return moved(a, b) or grown(a, b, row) or _recovered(a, b, row) or _of_town(a, b, row) or conflict(a, b, row)


def _recovered(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """Days later fewer are hurt than were."""
    if row.question != "injured" or len(a.parties | b.parties) > 1:
        return None
    early, late = sorted((a, b), key=lambda one: one.first)
    if early.first.date() < late.first.date() and late.span.base < early.span.base:
        return "other time", f"{late.text} is told later and is less than {early.text}, as people recover"
    return None


def _clock(moment: str) -> str:
    return moment[11:16] if len(moment) > 10 else moment  # noqa: PLR2004 - a date is ten characters


def _loose_nights(a: Cluster, b: Cluster) -> bool:
    """Whether no two of their claims are about one said day, or published on one."""
    if not a.days.isdisjoint(b.days):
        return False
    return not any(one[0] <= two[1] and two[0] <= one[1] for one, two in product(a.days, b.days))


def _total(a: Cluster, b: Cluster, row: Row) -> Verdict:
    """Two running totals, or two states: only those of one time contradict each other."""
    day_a, said_a = as_of(a)
    day_b, said_b = as_of(b)
    early, late = (a, b) if day_a <= day_b else (b, a)
    note = "as of {} / as of {}".format(*spoken_days(min(day_a, day_b), max(day_a, day_b)))
    if "period" in (a.measure, b.measure):
        return _periods(a, b, row, note if day_a != day_b else "")
    low, high = sorted((abs(a.span.base), abs(b.span.base)))
    apart = abs(day_a - day_b)
    told_by_one = one_voice(a, b)
    grows = early.span.base < late.span.base and apart > 0
    if told_by_one and apart > 0 and not _leap(early, late):
        falls = not grows and a.span.family == "number"
        return "updated", f"{f'a total that falls, from {early.text} to' if falls else f'{early.text}, then'} {late.text}: {note}"
    if verdict := _recalled(a, b, row) if told_by_one and not _leap(early, late) else None:
        return verdict
    if verdict := grown(a, b, row) or _of_town(a, b, row):
        return verdict
    if _named_only(a, b):
        return "other scope", "one counts names that are confirmed, which is a floor"
    if (not low or high / low < _NEVER) and (verdict := _long_after(early, late, apart, row)):
        return verdict
    if low and high / low >= FAR and not (apart <= STALE and _of_two_parties(a, b) and (low >= SMALL or _of_all(a, b))):
        return "other time", f"{a.text} and {b.text} are too far apart to be counts of the same"
    growth = GROWN if said_a and said_b else BRIEF if apart >= _NEIGHBOURS else 1
    if grows and low and high / low <= growth:
        return "updated", f"{early.text}, then {late.text}: {note}"
    near = not low or high / low <= GROWN * (1 + apart / _OLD if grows else 1)
    young = grows and high < YOUNG
    if apart > _OLD or (apart > STALE and (young or (near and not (said_a and said_b)))):
        return "other time", note
    return conflict(a, b, row)


def _leap(early: Cluster, late: Cluster) -> bool:
    """Whether two numbers of one voice are too far apart for a total that goes on."""
    low, high = sorted((abs(early.span.base), abs(late.span.base)))
    most = FAR if early.span.base > late.span.base else _NEVER if low < SMALL else float("inf")
    return low > 0 and high / low >= most


def _recalled(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """The lower of two tolls of one voice was told days before the other, and is only recalled beside it."""
    few, many = by_number(a, b)
    if row.key in TOLLS and many.last.toordinal() - few.first.toordinal() > _NEIGHBOURS and few.first.date() < many.first.date():
        first, then = spoken_days(few.first.toordinal(), many.first.toordinal())
        return "updated", f"{few.text} first on {first}, {many.text} on {then}"
    return None


def _of_two_parties(a: Cluster, b: Cluster) -> bool:
    """Whether one party gives the one number and another party the other."""
    return bool(a.parties and b.parties) and a.parties.isdisjoint(b.parties)


def _of_all(a: Cluster, b: Cluster) -> bool:
    """Whether the lower number is told of all of the fighting."""
    return told(_RUNNING, by_number(a, b)[0])


def _long_after(early: Cluster, late: Cluster, days: int, row: Row) -> Verdict | None:
    """What was lost or taken long after, by one party's account or nobody's; or small tolls that may be of two clashes."""
    grows = early.span.base < late.span.base
    then = f"{early.text}, then {late.text}, {days_later(days)}"
    if row.key == GROUND and grows and days >= _NEIGHBOURS and not early.window:
        return ("updated", then) if days <= STALE else ("other time", f"{then}: the front moves")
    if row.question == "returned-to-date" and grows and days > 0:
        return "updated", then
    few, many = by_number(early, late)
    clash = row.key in TOLLS and row.question != "missing" and many.span.base < SMALL
    one_side = len(early.parties | late.parties) < 2  # noqa: PLR2004 - two parties
    if clash and (
        (few.first - many.first).days > 1
        or (days > 0 and grows and plural(late.claims[0].value))
        or (one_side and (days > STALE or (days > 0 and not grows)))
    ):
        return "other time", f"{then}: whether both are of one clash is not said"
    if not one_side:
        return None
    if row.question == "missing" and days > 0 and not grows:
        return "updated", then
    if row.key == GROUND and days > _OLD:
        return "other time", f"{then}: whether both are of one advance is not said"
    town = row.key == "territory.share-held" and early.where == late.where != ""
    if (town and days >= _NEIGHBOURS) or (row.key == GROUND and days > STALE) or (row.key in TOLLS and grows and days > _LONG):
        return "updated", then
    return None


def _periods(a: Cluster, b: Cluster, row: Row, days: str) -> Verdict:
    """Counts for a part of the time: with one another only where it is the same part. `days`: how their days differ, if they do."""
    if a.measure != b.measure:
        part, whole = (a, b) if a.measure == "period" else (b, a)
        return "other time", f"{part.text} is of a part of the time{f' ({part.window})' if part.window else ''}, {whole.text} of all of it"
    if days and not (a.window and a.window == b.window):
        return "other time", f"{days}: two periods"
    if row.key in TOLLS and max(a.span.base, b.span.base) >= FAR * min(a.span.base, b.span.base) and not _of_two_parties(a, b):
        return "other scope", f"{a.text} and {b.text} are too far apart to be counts of the same"
    return moved(a, b) or conflict(a, b, row)


def _named_only(a: Cluster, b: Cluster) -> bool:
    """Whether the lower number is a count of confirmed names or sights, and the higher one is not."""
    low, high = sorted((a, b), key=lambda cluster: cluster.span.base)
    return _by_name(low) and not _by_name(high)


@once
def _by_name(cluster: Cluster) -> bool:
    return any(claim.basis in _NAMED or _BY_NAME.search(claim.quote) for claim in cluster.claims)
