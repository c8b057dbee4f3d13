"""Answers: claims made ready for comparing, with what they imply ("157 each" is 157 for each side and 314 in all)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from claims.comparing.attribution import voice
from claims.comparing.days import day_range, spoken_window
from claims.comparing.intervals import Span, figure, shown, span_of
from claims.comparing.places import place_name
from claims.comparing.portion import SOME, included, part_of_land, sort_held, sort_named, sort_of, sort_of_weapon
from claims.comparing.sides import party_named
from claims.comparing.telling import cues, mourning
from claims.comparing.told import days_told
from core.claim import STATUS_CLASS, Claim, Kind, Measure, Qualifier, StatusClass, Value

UNSIDED = frozenset(
    [
        *("pow-swaps.exchanged", "pow-swaps.last-exchange", "pow-swaps.since-last", "pow-swaps.stage"),
        *(
            "territory.front-line",
            "talks.round",
            "talks.venue",
            "talks.date",
            "talks.length",
            "talks.next-round",
            "talks.stage",
            "war.duration",
        ),
    ]
)
"""Questions where "both" and no side are the same."""
STANDING = frozenset(
    [
        *("pow-swaps.held", "pow-swaps.returned-to-date", "territory.share-held", "territory.gained", "territory.front-line"),
        *("territory.demand", "casualties.killed", "casualties.wounded", "casualties.missing", "casualties.total", "war.duration"),
    ]
)
"""Questions about a state or a running total rather than about one event."""
TOLLS = frozenset(
    ["strikes.killed", "strikes.injured", "casualties.killed", "casualties.wounded", "casualties.missing", "casualties.total"]
)
"""Questions that count the dead and the hurt."""
STATES = frozenset(["pow-swaps.held", "territory.share-held", "territory.front-line", "territory.demand", "war.duration"])
"""Questions that no window has a part of: what is said of September is so as of September."""
AGES = frozenset(["pow-swaps.since-last", "war.duration"])
"""Durations counted from a day in the past to the day of publication."""
TOGETHER = "both sides together"
"""Who is counted where a toll of both sides stands in the row of one."""
PARTED = frozenset(["released", "civilians", "bodies"])
"""Questions where the side "both" means each of the two."""
IMPLYING = PARTED | {"exchanged", "last-exchange", *(key.partition(".")[2] for key in TOLLS)}
"""Questions of which an answer may stand in other rows as well, or in its own as something else."""


Article = tuple[str, int | str]
"""An outlet, and one of its items."""

Asked = tuple[str, str | None]
"""A question, and the side of which it is asked."""


@dataclass(slots=True)
class Answer:
    """A claim as it answers one row: the claim itself, or what it implies there. `event` is filled in by `claims.comparing.events`."""

    claim: Claim
    article: Article
    told: int
    """The day on which it was published, an ordinal."""
    topic: str
    question: str
    side: str | None
    span: Span
    text: str
    """As shown."""
    measure: Measure
    window: str
    """The window counted, where one is said; empty: not said."""
    who: str
    """Who counts, where that is a part of all ("civilians"); empty: everybody, or not said."""
    where: str
    first: int
    """First day that the answer may be about, an ordinal."""
    last: int
    dated: bool
    """Whether that day is said, and not taken from the time of publication."""
    status: StatusClass
    voice: str
    """The key of the named speaker; empty: the outlet's own voice."""
    derived: bool = False
    formula: str = ""
    """How a derived value comes about ("2 x 157 = 314")."""
    old: bool = False
    """Whether a later version of the same text has taken its place."""
    event: str | None = None
    placed: bool = False
    """Whether it has been given its event, so that another one moves it."""
    past: bool = False
    """Whether the same article tells a later step of it."""
    grown: Asked | None = None
    """The toll of a strike that the same article tells to have grown."""
    aside: str = ""
    """Why it does not contradict the others of its row: what is not said of it; empty: it may."""


_EVERYBODY = re.compile(rf"(?:{cues('everybody')})", re.IGNORECASE)
"""Words for those who are counted, that set no part of them apart."""
_PERIOD = re.compile(rf"\b(?:{cues('period')})\b", re.IGNORECASE)
_BEGAN = re.compile(rf"\b(?:{cues('began')})\s*$", re.IGNORECASE)
_RUNNING = re.compile(rf"\b(?:{cues('running')})\b", re.IGNORECASE)
_THIS_YEAR = re.compile(rf"\b(?:{cues('this-year')})\b", re.IGNORECASE)
_WHOLE = 100.0
"""Percent."""
_LATELY = 7
"""Days for which articles tell of talks or a swap without the date."""
_OTHERS = frozenset(["last-exchange", "since-last", "next-round"])
"""Questions that an article about one event answers of another."""
_LONG_PAST = 60
"""Days."""
_MONTH = 31
"""Days."""
_EACH = re.compile(rf"\b(?:{cues('each')})\b|\b(\d+)[- ]?(?:for|на)[- ]?\1\b|\bпо \d", re.IGNORECASE)  # noqa: RUF001 - Cyrillic words


@lru_cache(maxsize=2_000)
def question_key(topic: str, question: str) -> str:
    """Topic and question as one name."""
    return f"{topic}.{question}"


def _kind_of_measure(claim: Claim, key: str) -> Measure:
    """The measure, with the question's own nature where the claim says no more than the default."""
    if claim.measure == "period" and (key in STATES or (key in STANDING and _since_the_start(claim))):
        return "cumulative"
    if claim.measure == "period" and claim.topic == "pow-swaps" and key not in STANDING and _in_a_month(claim):
        return "event"
    if claim.measure != "event":
        return claim.measure
    if key not in STANDING or claim.event is not None:
        return "event"
    if key.startswith("casualties.") or key == "territory.gained":
        part = _THIS_YEAR.search(claim.quote) or (_period(claim.quote) and not _RUNNING.search(claim.quote))
        return "period" if part else "cumulative"
    return "cumulative"


def _since_the_start(claim: Claim) -> bool:
    """Whether a window that is long past only names the start of the count: "since the start of the invasion in 2022"."""
    end = day_range(claim.scope.end) if claim.scope.end else None
    return end is not None and claim.published.toordinal() - end[1] > _LONG_PAST and bool(_RUNNING.search(claim.quote))


def _in_a_month(claim: Claim) -> bool:
    """Whether a window is no longer than a month: of a swap it tells when that was, as far as it is known."""
    first, last = (day_range(end) if end else None for end in (claim.scope.start, claim.scope.end))
    return first is not None and last is not None and last[1] - first[0] < _MONTH


def _window(claim: Claim, measure: Measure) -> str:
    scope = claim.scope
    if measure == "event" or (claim.measure == "period" != measure):
        return ""
    if scope.start or (scope.end and measure == "period"):
        return spoken_window(scope.start, scope.end)
    return _period(claim.quote) if measure == "period" else ""


def _period(quote: str) -> str:
    """The part of the time that a quote tells of; not that in which something began."""
    said = _THIS_YEAR.search(quote) or _PERIOD.search(quote)
    return " ".join(said[0].casefold().split()) if said and not _BEGAN.search(quote[: said.start()]) else ""


def _who(claim: Claim) -> str:
    scope = claim.scope.who
    if scope is None and (claim.question == "civilians" or claim.value.kind != "count"):
        return ""
    part = part_of_all(scope if scope is not None else claim.value.unit or "", claim.side)
    if part or scope is not None:
        return part
    if question_key(claim.topic, claim.question) in TOLLS:
        some = SOME if claim.question == "total" and included(claim.value.text, claim.quote) else ""  # The dead among all losses.
        return sort_of(claim.value.text, claim.quote) or some
    if claim.topic == "strikes":
        return sort_of_weapon(claim.value.text, claim.quote)
    return sort_held(claim.value.text, claim.quote) if claim.question in ("held", "released") else ""


@lru_cache(maxsize=5_000)
def part_of_all(words: str, side: str | None = None) -> str:
    """What sets those who are counted apart from all: "children", "shahed"; empty where the words only name what is counted.

    The people of the side itself is everybody; another people is a part.

    >>> part_of_all("Russian battlefield fatalities", "Russia")
    ''
    >>> part_of_all("North Korean troops", "Russia")
    'north korean'
    """
    left = [word for word in re.findall(r"[\w-]+", words.casefold()) if not _EVERYBODY.fullmatch(word)]
    return sort_named(" ".join([word for word in left if not _own_people(word, side)]))


def of_own_people(words: str, side: str | None) -> bool:
    """Whether words name the people of a side: "13 Israelis"."""
    return side is not None and any(_own_people(word, side) for word in re.findall(r"\w+", words))


def _own_people(word: str, side: str | None) -> bool:
    named = party_named(word)
    return bool(named) and (side in (None, "both") or side in named)


def _where(claim: Claim) -> str:
    """The place counted; a share is not of the country where its words name a region, which has one name in all languages."""
    if claim.question == "share-held" or (claim.question == "gained" and claim.value.kind == "percent"):
        region = claim.scope.where or part_of_land(claim.value.text, claim.quote)
        return place_name(_folded(region))
    return _folded(claim.scope.where) if claim.scope.where else ""


def _days(claim: Claim, measure: Measure, published: int) -> tuple[int, int, bool]:
    if claim.topic == "talks" and claim.question == "date":
        span = span_of(claim.value, claim.qualifier)
        if span.family == "date" and span.high - span.low <= _MONTH:
            return int(span.low), int(span.high), True
    if "event" in (claim.measure, measure) and (claim.scope.start or claim.scope.end):
        first = day_range(claim.scope.start or claim.scope.end or "")
        last = day_range(claim.scope.end or claim.scope.start or "")
        announced = STATUS_CLASS[claim.status] in ("planned", "agreed", "demanded")
        if first and last and not (announced and last[1] < published):  # It was announced then, and is to come.
            return first[0], max(first[0], last[1]), True
    if claim.as_of and (said := day_range(claim.as_of)):
        return said[0], said[1], True
    if measure == "event" and (told := days_told(claim.quote, claim.lang, published, claim.value.text)) and _is_of(claim, *told):
        return *told, True
    if measure != "event" and claim.scope.end and (said := day_range(claim.scope.end)):
        return said[0], said[1], True
    return published, published, False


def _is_of(claim: Claim, first: int, last: int) -> bool:
    """Whether what a claim says is of the days that it names; of talks and swaps where they are over, and longer ago than told of late."""
    if first != last and claim.topic != "pow-swaps":
        return False
    if claim.topic == "strikes":
        return not mourning(claim.quote)
    over = STATUS_CLASS[claim.status] == "happened" and claim.question not in _OTHERS
    return over and claim.published.toordinal() - last > _LATELY


@lru_cache(maxsize=50_000)
def _read(
    kind: Kind, low: float | str | None, high: float | str | None, unit: str | None, text: str, qualifier: Qualifier
) -> tuple[Span, str]:
    value = Value(kind, low, high, unit, text)  # Its fields are found sooner than the record.
    return span_of(value, qualifier), shown(value, qualifier)


@lru_cache(maxsize=5_000)
def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def answer(claim: Claim) -> Answer:
    """Make a claim ready for comparing."""
    key = question_key(claim.topic, claim.question)
    measure = _kind_of_measure(claim, key)
    told = claim.published.toordinal()
    first, last, dated = _days(claim, measure, told)
    side = claim.side
    if side == "both" and key in UNSIDED:
        side = None
    value = claim.value
    span, text = _read(value.kind, value.low, value.high, value.unit, value.text, claim.qualifier)
    return Answer(
        claim=claim,
        article=(claim.source, claim.item),
        told=told,
        topic=claim.topic,
        question=claim.question,
        side=side,
        span=span,
        text=text,
        measure=measure,
        window=_window(claim, measure),
        who=_who(claim),
        where=_where(claim),
        first=first,
        last=last,
        dated=dated,
        status=STATUS_CLASS[claim.status],
        voice=voice(claim),
    )


def is_each(claim: Claim) -> bool:
    """Whether a count says what each of two sides gets ("157 each", "195 for 195"), although it is filed under the whole."""
    return claim.question == "exchanged" and bool(_EACH.search(claim.value.text))


def implied(given: Answer, sides: Iterable[str]) -> list[Answer]:
    """Give what an answer implies in other rows, beside what it says in its own.

    "157 each" (released, both) is 157 in each side's row and 314 under `exchanged`; the date of the last exchange
    stands under `since-last` as well. A toll of both sides stands beside those of each.
    """
    claim = given.claim
    if given.question == "last-exchange":
        return [replace(given, question="since-last", derived=True, formula=f"the last one was on {given.text}")]
    if given.side == "both" and question_key(given.topic, given.question) in TOLLS:
        return [replace(given, side=side, who=TOGETHER) for side in sides] if not given.who else []
    each = given.question in PARTED and given.side == "both"
    doubled = given.question == "released" and each and given.span.family == "number"
    out = [replace(given, side=side, text=f"{given.text} each") for side in sides] if each else []
    if doubled and given.status != "denied":
        out.append(_twice(given))
    elif is_each(claim) and given.span.family == "number":
        out += [replace(given, question="released", side=side, text=f"{given.text} each", derived=True) for side in ("both", *sides)]
    return out


def _twice(given: Answer) -> Answer:
    """N each as 2N in all."""
    span = given.span
    total = figure(2 * span.base)
    return replace(
        given,
        question="exchanged",
        side=None,
        span=span._replace(low=2 * span.low, high=2 * span.high, base=2 * span.base),
        text=given.text.replace(figure(span.base), total),
        derived=True,
        formula=f"2 x {figure(span.base)} = {total}",
    )


_COMPLEMENT = {
    "a lower bound": ("an upper bound", "up to "),
    "an upper bound": ("a lower bound", "at least "),
    "about": ("about", "about "),
}


def remainder(given: Answer, side: str | None) -> Answer | None:
    """A share as what it leaves to the other side; None where it is no plain share of a whole."""
    span = given.span
    loose, bound = _COMPLEMENT.get(span.loose, (span.loose, ""))
    if span.family != "percent" or not 0 < span.base < _WHOLE or (loose and not bound):
        return None
    left = figure(_WHOLE - span.base)
    return replace(
        given,
        side=side,
        span=span._replace(low=max(0.0, _WHOLE - span.high), high=_WHOLE - span.low, base=_WHOLE - span.base, loose=loose),
        text=f"{bound}{left}%",
        derived=True,
        formula=f"100% - {figure(span.base)}% = {left}%",
    )


def own_row(given: Answer) -> Answer:
    """The answer as its own row shows it: "157 each" under `released`, and doubled under `exchanged` where it is filed there."""
    if is_each(given.claim) and given.span.family == "number":
        return _twice(given)
    if given.question in PARTED and given.side == "both":
        return replace(given, text=f"{given.text} each")
    return given
