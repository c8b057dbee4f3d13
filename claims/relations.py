"""How two clusters of one row relate: scope, arithmetic, rounding, time, and only then conflict. When in doubt it is no conflict."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product

from claims.answers import STATES, TOLLS, question_key
from claims.arithmetic import is_increment
from claims.clusters import Cluster
from claims.days import day_range, elapsed, spoken_day
from claims.intervals import overlap, plural, rounds, singular
from claims.ladders import LADDERS, STEP
from claims.places import meeting, within
from claims.portion import inclusive, long_before, other_month, towns
from core.comparison import Relation

Verdict = tuple[Relation, str]

_DONE = {"demanded": "demanded", "planned": "planned", "agreed": "agreed", "happened": "done", "alleged": "said to be done"}
_VAGUER = {frozenset(("ended", "collapsed")), frozenset(("ended", "ceasefire agreed")), frozenset(("ended", "completed"))}
_PUT_OFF = frozenset(["postponed", "suspended", "halted"])
_MANY = frozenset(["territory.demand"])
"""Questions that have several answers at once."""
_BESIDES = frozenset(["injured", "wounded"])
"""Those who come on top of the dead and not of one another: "ten were killed and another 40 hurt"."""
FAR = 10.0
"""Two running totals of which one is so many times the other are not counts of the same."""
GROWN = 1.5
"""More than that a running total of another voice does not grow between two reports; beyond it they contradict each other."""
STALE = 14
"""Days after which two running totals without a day are of different times."""
SMALL = 1000.0
"""Below that a toll is one of a single strike or clash, and still being counted; beyond it is an estimate of a war."""
BRIEF = 1.05
"""So much a running total grows between two reports, whoever tells them."""
_ROUND = 1.25
"""A round bound ("more than 100") is told loosely of what is at most so many times as much."""
_SWAPPED = frozenset(["pow-swaps.exchanged", "pow-swaps.released", "pow-swaps.civilians", "pow-swaps.bodies"])
_TWICE = 2.0
"""Two numbers of one swap of which one is more than so many times the other are not counts of the same people."""
_PART = 0.75
"""A meeting that lasted less than this part of another may be a session of it."""
_NEIGHBOURS = 3
"""Days of one meeting stand at most so far apart."""


@dataclass(slots=True)
class Row:
    """What relating has to know of the row."""

    topic: str
    question: str
    key: str
    """Topic and question."""
    measure: str
    parties: tuple[str, ...]
    identities: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Pairs of clusters that arithmetic joins, with the equation."""
    civilians: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Pairs of equal numbers of which one counts civilians as well, with the note."""

    beside: Mapping[int, frozenset[object]] = field(default_factory=dict)
    """By the id of a cluster: the articles that give its value, or one that it agrees with."""

    whole: Mapping[int, Cluster] = field(default_factory=dict)
    """By the id of a cluster: the greater number beside which all of its articles give it, in the same voice."""

    listed: frozenset[int] = frozenset()
    """The ids of the clusters that are told as one of several parts."""

    promise: Mapping[int, Cluster] = field(default_factory=dict)
    """By the id of a cluster: the greater number that its articles announce, so that it is what was done so far."""


def relate(i: int, j: int, clusters: list[Cluster], row: Row) -> Verdict:
    """Say how clusters i and j relate, and why in one line. The order of i and j does not matter."""
    a, b = clusters[i], clusters[j]
    if b.rank < a.rank:
        a, b = b, a
    pair = (min(i, j), max(i, j))
    if a.old or b.old:
        return _edited(a, b, row)
    if (a.status == "denied") != (b.status == "denied"):
        return _denied(a, b)
    if note := row.identities.get(pair):
        return "adds up", note
    if note := row.civilians.get(pair):
        return "other scope", note
    if verdict := _other_scope(a, b, row):
        return verdict
    return _by_value(a, b, row)


def besides(clusters: list[Cluster], key: str) -> dict[int, frozenset[object]]:
    """Find the articles that give the value of each cluster, or one that it agrees with; clusters that agree with no other are left out.

    Of swaps, "about 1,000" agrees with 1,081.
    """
    alike: dict[tuple[object, ...], list[Cluster]] = defaultdict(list)
    for one in clusters:
        if not one.old:
            alike[one.span.family, STEP[one.status], "" if key in _SWAPPED else one.span.base].append(one)
    out = {}
    for mine in alike.values():
        if len(mine) > 1:
            for one in mine:
                near = [other for other in mine if other is one or _alike(one, other)]
                if len(near) > 1:
                    out[id(one)] = frozenset().union(*(other.items for other in near))
    return out


def _alike(one: Cluster, two: Cluster) -> bool:
    if one.span.family == "word":
        return _one_place(one, two)
    return one.span.base == two.span.base or (
        {one.span.loose, two.span.loose} <= {"", "about", "just under"} and overlap(one.span, two.span)
    )


def _one_place(one: Cluster, two: Cluster) -> bool:
    return one.span.word == two.span.word or within(one.span.word, two.span.word)


def surpassed(clusters: Sequence[Cluster], key: str) -> dict[int, Cluster]:
    """Find the counts that their own articles give as less than all: the dead of one town, the children, those freed in a phase.

    Of swaps a voice has to give both itself: what another party tells of them is the difference that is looked for.
    """
    swap = key in _SWAPPED
    if not (swap or key in TOLLS or key.startswith("strikes.")):
        return {}
    told = [one for one in clusters if (_counted(one) if swap else _done(one))]
    out = {}
    for one in told:
        greater = [
            other for other in told if other.span.base > one.span.base and not overlap(other.span, one.span) and _step(other) == _step(one)
        ]
        beside = [_beside(one, other, own=swap) for other in greater]
        if one.items and one.items <= frozenset().union(*beside):
            best = max(zip(greater, beside, strict=True), key=lambda pair: (len(pair[1]), pair[0].span.base, pair[0].text, pair[0].fine))
            out[id(one)] = best[0]
    return out


def _beside(one: Cluster, other: Cluster, *, own: bool) -> frozenset[object]:
    """The articles that give both numbers in one voice, or one of them in none. `own`: in one voice only."""
    told: dict[object, set[str]] = {}
    for answer in other.answers:
        told.setdefault((answer.claim.source, answer.claim.item), set()).add(answer.voice)
    return frozenset(
        item
        for answer in one.answers
        if (voices := told.get(item := (answer.claim.source, answer.claim.item)))
        and (answer.voice in voices or (not own and (not answer.voice or "" in voices)))
    )


def promises(clusters: list[Cluster], measure: str) -> dict[int, Cluster]:
    """Find the numbers done of which their own articles say that more is to come."""
    if measure != "event":
        return {}
    coming = [one for one in clusters if one.status in ("planned", "agreed") and one.span.exact and not one.old and not one.derived]
    return {
        id(one): more
        for one in clusters
        if _done(one)
        for more in sorted(coming, key=lambda more: more.span.base)
        if one.items <= more.items and more.span.base > one.span.base
    }


def _done(one: Cluster) -> bool:
    return _counted(one) and _step(one) == STEP["happened"]


def _counted(one: Cluster) -> bool:
    return one.span.family == "number" and one.status != "denied" and not one.old and not one.derived


def listed(clusters: Sequence[Cluster], key: str) -> frozenset[int]:
    """Find the numbers that all of their articles list beside others in one sentence and voice: "165 and 73"."""
    if not (key in _SWAPPED or key in TOLLS):
        return frozenset()
    told: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for one in clusters:
        for answer in one.answers if _counted(one) else ():
            if not inclusive(answer.claim.quote):
                told[answer.claim.source, answer.claim.item, answer.claim.quote, answer.voice, _step(one)].add(id(one))
    items: dict[int, set[object]] = defaultdict(set)
    for (source, item, *_), mine in told.items():
        for at in mine if len(mine) > 1 else ():
            items[at].add((source, item))
    return frozenset(id(one) for one in clusters if one.items and one.items <= items.get(id(one), set()))


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
    if overlap(a.span, b.span) or rounds(a.span, b.span):
        return _meeting(a, b, row)
    return _apart(a, b, row)


def _meeting(a: Cluster, b: Cluster, row: Row) -> Verdict:
    """The values can both be true."""
    if a.derived != b.derived:
        derived, printed = (a, b) if a.derived else (b, a)
        if derived.formulas and a.span.base == b.span.base and derived.span.family == "number":
            return "adds up", derived.formulas[0]
        if a.span.family == "date":
            return "compatible", _since(a, b, row)
        return "compatible", f"{derived.formulas[0] if derived.formulas else derived.text} fits '{printed.text}'"
    if "a lower bound" in (a.span.loose, b.span.loose) and (verdict := _grown(a, b, row)):
        return verdict
    equal = a.span.base == b.span.base and {a.span.loose, b.span.loose} <= {"", "about"}
    if a.span.family == "date":
        equal = (a.span.low, a.span.high) == (b.span.low, b.span.high)
    if _step(a) != _step(b) and a.span.family == "number":
        return _ladder(a, b, row)
    if equal:
        hedge = "" if a.text == b.text else f": {a.text}, {b.text}"
        return "same", f"the same value{hedge}"
    if a.span.family == "date" and "since" in row.question:
        return "compatible", _since(a, b, row)
    if rounds(a.span, b.span) and not overlap(a.span, b.span):
        return "compatible", f"{a.text} and {b.text} are one number, rounded"
    looser = a if a.span.high - a.span.low > b.span.high - b.span.low else b
    tighter = b if looser is a else a
    return "compatible", f"both fit '{looser.text}'" if tighter.span.exact else f"'{a.text}' and '{b.text}' overlap"


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


def _step(cluster: Cluster) -> int:
    return STEP[cluster.status]


def _ladder(a: Cluster, b: Cluster, row: Row) -> Verdict:
    """One is a later step of what the other announces; numbers need not be equal. Losses are not announced."""
    low, high = sorted((a, b), key=_step)
    if low.status == "demanded" or row.measure != "event" or row.key in TOLLS:
        return "other time", f"{low.text} demanded, {high.text} {_DONE[high.status]}"
    if high.fine == "part done" and high.span.base < low.span.base:
        return "updated", f"{_DONE[low.status]} {low.text}, so far {high.text} of {low.text}"
    return "updated", f"{low.text} {_DONE[low.status]}, then {high.text} {_DONE[high.status]}"


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
    if _step(a) != _step(b):
        return "other time", f"{a.text} {_DONE[a.status]}, {b.text} {_DONE[b.status]}"
    if place == "unknown":
        return "other scope", f"whether {a.text} and {b.text} are one place is not known"
    return _conflict(a, b, row, several=True)


def _stages(a: Cluster, b: Cluster, row: Row) -> Verdict:
    one, two = a.span.word, b.span.word
    if frozenset((one, two)) in _VAGUER:
        return "compatible", f"'{a.text}' and '{b.text}' can both be said of it"
    ladder = LADDERS.get(row.topic, ())
    if one in ladder and two in ladder:
        low, high = sorted((a, b), key=lambda cluster: ladder.index(cluster.span.word))
        return "updated", f"{low.text}, then {high.text}"
    if a.first != b.first:
        return "updated", f"{a.text} first, {b.text} later"
    return "other time", f"{a.text} and {b.text} are told of different moments"


def _other_scope(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """Who or where differ, and both say so; or one tells of a part that is smaller than the other's whole.

    Several places are struck in one night: a toll of one town is not compared with one of which the place is not said.
    """
    for name, one, two in (("counts", a.who, b.who), ("tells of", a.where, b.where)):
        if one == two or (one and two and (one in two or two in one) and a.span == b.span):
            continue
        if one and two:
            return "other scope", f"{a.said_by} {name} {one}, {b.said_by} {two}"
        part, whole = (a, b) if one else (b, a)
        if part.span.family == whole.span.family == "number" and part.span.base < whole.span.base and part.status == whole.status:
            return "other scope", f"{part.text} is {one or two} alone, {whole.text} is not limited to that"
    if a.where != b.where and row.topic in ("strikes", "territory") and a.span.family != "word" and not overlap(a.span, b.span):
        here, unsaid = (a, b) if a.where else (b, a)
        return "other scope", f"{here.text} is for {here.where}, where {unsaid.text} is for is not said"
    return None


def _apart(a: Cluster, b: Cluster, row: Row) -> Verdict:
    """The values cannot both be true of the same thing at the same time."""
    if _step(a) != _step(b):
        if a.span.family == "number":
            return _ladder(a, b, row)
        return "other time", f"{a.text} {_DONE[a.status]}, {b.text} {_DONE[b.status]}"
    if a.status == "demanded":
        return "other scope", f"two demands: {a.text} ({a.said_by}), {b.text} ({b.said_by})"
    if summed := next((one for one in (a, b) if one.derived and any(" + " in formula for formula in one.formulas)), None):
        return "other scope", f"{summed.formulas[0]} is what one article tells of each side, and may not be all"
    if a.derived and b.derived:
        return "other scope", "both are worked out from numbers that are compared in their own rows"
    if verdict := _unlike(a, b, row):
        return verdict
    if a.window != b.window and (verdict := _windows(a, b)):
        return verdict
    if verdict := _next(a, b, row) or _within(a, b, row):
        return verdict
    return _event(a, b, row) if row.measure == "event" else _total(a, b, row)


def _within(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """One is a part of what its own articles give, the two are of different towns, or one is the exchange that the others count from."""
    if verdict := _one_part(a, b, row):
        return verdict
    if a.span.family == "number" and (row.topic == "strikes" or row.key in TOLLS):
        here, there = _towns(a), _towns(b)
        if here and there and not here & there and _script(here) == _script(there):
            return "other scope", f"{a.text} and {b.text} are told of different places"
    if row.question in ("since-last", "last-exchange"):
        for one in (a, b):
            if one.answers[0].span.family == "date" and one.answers[0].span.low >= one.first.toordinal() - _NEIGHBOURS:
                return "other time", f"{one.text} is the day of this one, not of the one before"
    for so_far, other in ((a, b), (b, a)):
        promised = row.promise.get(id(so_far))
        if promised and so_far.span.base < other.span.base and len(a.parties | b.parties) < 2:  # noqa: PLR2004 - two parties
            return "updated", f"{so_far.text} so far of {promised.text}, then {other.text}"
    return None


def _one_part(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    for part in (a, b) if not a.who or a.who != b.who else ():
        if whole := row.whole.get(id(part)):
            return "other scope", f"{part.text} is part of {whole.text} ({part.said_by})"
    return None


def _towns(cluster: Cluster) -> frozenset[str]:
    return frozenset().union(*([towns(claim.quote, claim.value.text) for claim in cluster.claims]))


def _script(names: frozenset[str]) -> bool:
    return all(name.isascii() for name in names)


def _of_town(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """The smaller number is told of a town, the greater of no place."""
    if a.span.family != "number" or not (row.topic == "strikes" or (row.key in TOLLS and max(a.span.base, b.span.base) < SMALL)):
        return None
    part, whole = sorted((a, b), key=lambda one: one.span.base)
    if len(a.parties | b.parties) < 2 and _towns(part) and not _towns(whole):  # noqa: PLR2004 - two parties
        return "other scope", f"{part.text} is told of one place, {whole.text} of no place by name"
    return None


def _grown(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """A toll that rises while it is counted: told later, by whomever but the other party; of one day without an hour, the order is open."""
    if row.key not in TOLLS or a.span.family != "number" or len(a.parties | b.parties) > 1 or a.who != b.who:
        return None
    low, high = sorted((a, b), key=lambda one: one.span.base)
    if low.derived or high.derived or _step(a) != _step(b) or low.span.base == high.span.base or low.window != high.window:
        return None
    bounds = {"", "a lower bound"}
    if overlap(low.span, high.span) and not {low.span.loose, high.span.loose} <= bounds:
        return None
    if any(plural(one.claims[0].value) for one in (low, high)):
        return None
    if low.span.loose and _is_round(low.span.base) and high.span.base <= low.span.base * _ROUND:
        return None
    near = high.span.base <= low.span.base * BRIEF
    if row.measure != "event" and (
        not (near or high.span.base < SMALL) or (high.first - low.first).days > STALE or low.measure != high.measure
    ):
        return None
    if low.items == high.items or (row.question not in _BESIDES and (is_increment(low) or is_increment(high))):
        return None
    hours = low.first.toordinal() != high.first.toordinal() or (_timed(low) and _timed(high))
    if hours and low.first >= high.first:
        return None
    order = "later" if hours else "and, in the course of the day,"
    return "updated", f"the count grows: {low.text}, {order} {high.text}"


def _is_round(number: float) -> bool:
    return number % (10 if number < SMALL else 100) == 0


def _timed(cluster: Cluster) -> bool:
    """Whether an hour is known, and not the day alone."""
    first = cluster.first
    return bool(first.hour or first.minute or first.second)


def _next(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """Days of one meeting; and what was next is over once its day has come: a later day told from then on is that of the one after."""
    if row.question == "date" and _gap(a, b) <= _NEIGHBOURS:
        return "compatible", f"{a.text} and {b.text} are days of one meeting"
    if row.question != "next-round":
        return None
    early, late = sorted((a, b), key=lambda one: one.span.high)
    if early.span.high <= late.first.toordinal():
        return "other time", f"{early.text} was next until then, {late.text} is told from {late.first:%Y-%m-%d} on"
    return None


def _unlike(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """The values do not count the same kind of thing."""
    if a.span.family == "ordinal":
        return "other time", f"{a.text} and {b.text} are counted apart: two of a series, or two series"
    if row.question == "length" and _unit(a) != _unit(b):
        return "other scope", f"{a.text} and {b.text}: one session, and all of it"
    if row.question == "length" and min(a.span.base, b.span.base) < _PART * max(a.span.base, b.span.base):
        return "other scope", f"{a.text} and {b.text}: whether both are all of it is not said"
    if a.span.family == "number" and row.question not in _BESIDES and is_increment(a) != is_increment(b):
        extra, whole = (a, b) if is_increment(a) else (b, a)
        return "other scope", f"{extra.text} come on top of others, {whole.text} is a number by itself"
    return None


def _unit(cluster: Cluster) -> str:
    return singular(cluster.claims[0].value.unit)


def _gap(a: Cluster, b: Cluster) -> float:
    return max(a.span.low, b.span.low) - min(a.span.high, b.span.high)


def _windows(a: Cluster, b: Cluster) -> Verdict | None:
    if a.window and b.window:
        return "other time", f"{a.text}: {a.window}; {b.text}: {b.window}"
    part, whole = (a, b) if a.window else (b, a)
    if part.span.base < whole.span.base:
        return "other time", f"{part.text} is {part.window}, {whole.text} is not limited to that"
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
        return "other time", f"published on {spoken_day(a.first.toordinal())} and {spoken_day(b.first.toordinal())}; the night is not said"
    return _moved(a, b) or _grown(a, b, row) or _of_town(a, b, row) or _conflict(a, b, row)


def _clock(moment: str) -> str:
    return moment[11:16] if len(moment) > 10 else moment  # noqa: PLR2004 - a date is ten characters


def _loose_nights(a: Cluster, b: Cluster) -> bool:
    """Whether no two of their claims are about one said day, or published on one."""
    return not any(one[0] <= two[1] and two[0] <= one[1] for one, two in product(a.days, b.days))


def _total(a: Cluster, b: Cluster, row: Row) -> Verdict:
    """Two running totals, or two states: only those of one time contradict each other."""
    day_a, said_a = _as_of(a)
    day_b, said_b = _as_of(b)
    early, late = (a, b) if day_a <= day_b else (b, a)
    note = f"as of {spoken_day(min(day_a, day_b))} / as of {spoken_day(max(day_a, day_b))}"
    if "period" in (a.measure, b.measure):
        return _periods(a, b, row, note if day_a != day_b else "")
    low, high = sorted((abs(a.span.base), abs(b.span.base)))
    apart = abs(day_a - day_b)
    one_voice = bool(a.voices & b.voices) or (not a.voices and not b.voices and bool(a.sources & b.sources))
    grows = early.span.base < late.span.base and apart > 0
    if one_voice and apart > 0:
        if grows or a.span.family != "number":
            return "updated", f"{early.text}, then {late.text}: {note}"
        return "updated", f"a total that falls, from {early.text} to {late.text}: {note}"
    if verdict := _grown(a, b, row) or _of_town(a, b, row):
        return verdict
    if _named_only(a, b):
        return "other scope", "one counts names that are confirmed, which is a floor"
    if low and high / low >= FAR:
        return "other time", f"{a.text} and {b.text} are too far apart to be counts of the same"
    if said_a and said_b and grows and low and high / low <= GROWN:
        return "updated", f"{early.text}, then {late.text}: {note}"
    if apart > STALE and not (said_a and said_b) and (not low or high / low <= GROWN):
        return "other time", note
    if apart > 12 * STALE:
        return "other time", note
    return _conflict(a, b, row)


def _periods(a: Cluster, b: Cluster, row: Row, days: str) -> Verdict:
    """Counts for a part of the time: with one another only where it is the same part. `days`: how their days differ, if they do."""
    if a.measure != b.measure:
        part, whole = (a, b) if a.measure == "period" else (b, a)
        return "other time", f"{part.text} is for {part.window or 'a part of the time'}, {whole.text} for all of it"
    if days and not (a.window and a.window == b.window):
        return "other time", f"{days}: two periods"
    return _moved(a, b) or _conflict(a, b, row)


def _as_of(cluster: Cluster) -> tuple[int, bool]:
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


_NAMED = frozenset(["documented", "visually confirmed"])


def _named_only(a: Cluster, b: Cluster) -> bool:
    """Whether the lower number is a count of confirmed names or sights, and the higher one is not."""
    low, high = sorted((a, b), key=lambda cluster: cluster.span.base)
    return _by_name(low) and not _by_name(high)


def _by_name(cluster: Cluster) -> bool:
    return any(
        claim.basis in _NAMED or "names of" in claim.quote or "by name" in claim.quote or "confirmed the deaths" in claim.quote
        for claim in cluster.claims
    )


def _moved(a: Cluster, b: Cluster) -> Verdict | None:
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


def _conflict(a: Cluster, b: Cluster, row: Row, *, several: bool = False) -> Verdict:
    """Nothing reconciles them: say what kind of conflict it is, or that one text gives both.

    `several`: the question may have more than one right answer (places), so an article that gives both speaks for both.
    """
    told = f"{_worked_out(a)} ({a.said_by}) against {_worked_out(b)} ({b.said_by})"
    if verdict := _then(a, b, row):
        return verdict
    sides = [(p, q) for p in sorted(a.parties) for q in sorted(b.parties) if p != q and p in row.parties and q in row.parties]
    if sides and not (several and a.items & b.items):
        return "contested", told
    near_a, near_b = a.items & row.beside.get(id(b), b.items), b.items & row.beside.get(id(a), a.items)
    one_event = row.key in TOLLS and max(a.span.base, b.span.base) < SMALL
    if (near_a == a.items or near_b == b.items or (several and a.items & b.items)) and (
        one_event or several or not _two_voices(a, b, near_a | near_b)
    ):
        # Whoever gives the one value gives the other too, so to their eyes they do not contradict each other.
        return "other scope", f"one article gives both {a.text} and {b.text}"
    if verdict := _something_else(a, b, row):
        return verdict
    if a.voices and a.voices == b.voices:
        return "mismatch", f"{a.said_by} is given with {a.text} and with {b.text}"
    return "differs", told


def _then(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """One number of an event is told of another occasion: "then", "in December"."""
    if not _of_an_event(a, b, row):
        return None
    swap = row.key in _SWAPPED
    for one in (a, b):
        if all(
            (swap and long_before(claim.quote)) or other_month(claim.quote, claim.lang, claim.published.toordinal()) for claim in one.claims
        ):
            return "other time", f"{one.text} is told of another time than the article's own"
    return None


def _something_else(a: Cluster, b: Cluster, row: Row) -> Verdict | None:
    """That both numbers are of one thing is not certain: one is told as one of several, or is far greater."""
    if not _of_an_event(a, b, row):
        return None
    if part := next((one for one in (a, b) if id(one) in row.listed), None):
        return "other scope", f"{part.text} is one of several that {part.said_by} tells together"
    if row.key in _SWAPPED and max(a.span.base, b.span.base) > _TWICE * min(a.span.base, b.span.base):
        return "other scope", f"{a.text} and {b.text} are too far apart to be counts of the same; which parts they are is not said"
    return None


def _of_an_event(a: Cluster, b: Cluster, row: Row) -> bool:
    """Whether two numbers are of a swap, a strike or a clash, and not of a war."""
    known = row.key in _SWAPPED or row.topic == "strikes" or (row.key in TOLLS and max(a.span.base, b.span.base) < SMALL)
    return known and a.span.family == "number"


def _worked_out(cluster: Cluster) -> str:
    """The value; where nobody printed it, how it follows from what is printed."""
    return cluster.formulas[0] if cluster.derived and cluster.formulas else cluster.text


def _two_voices(a: Cluster, b: Cluster, items: frozenset[object]) -> bool:
    """Whether an article gives the two values of two different named speakers."""

    def named(cluster: Cluster) -> set[str]:
        return {claim.speaker or claim.body or "" for claim in cluster.claims if (claim.source, claim.item) in items} - {""}

    one, two = named(a), named(b)
    return bool(one and two and not one & two)


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
        return "other time", f"{old.text} has been changed since by {old.said_by}"
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
    if numbers and _step(a) != _step(b):
        return _ladder(a, b, row)
    return "corrected", f"{a.text} changed to {b.text} at the same address, without a note"
