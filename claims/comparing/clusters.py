"""Clusters: the answers of one row that say the same, summed up for relating them to one another."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from operator import attrgetter, eq
from typing import Any, TypeVar

from claims.comparing.answers import AGES, Answer, question_key
from claims.comparing.attribution import Heard, count_origins
from claims.comparing.days import DAYS_IN, day_range
from claims.comparing.intervals import Span, singular
from claims.comparing.ladders import STEP
from core.claim import Claim, Measure, Status, StatusClass
from core.comparison import Group

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLAUSE = re.compile(r"[,;]\s")
_HEAD = re.compile(r"^[^,;]*,")
Kind = tuple[object, ...]
"""What answers of one cluster have in common."""


@dataclass(slots=True, eq=False)
class Cluster:
    """Answers with one value, one status and one scope."""

    answers: list[Answer]
    span: Span
    """The value for comparing; for ages the day they count from."""
    text: str
    fine: Status
    status: StatusClass
    step: int
    """How far its number has come, from demanded to done."""
    derived: bool
    old: bool
    past: bool
    aside: str
    who: str
    where: str
    window: str
    measure: Measure
    voices: frozenset[str]
    """Keys of the named speakers; empty where the outlets speak for themselves."""
    parties: frozenset[str]
    sources: frozenset[str]
    """Outlets."""
    first: datetime
    last: datetime
    heard: frozenset[Heard] = frozenset()
    """The origins, each with the outlets through which it is heard."""
    claims: tuple[Claim, ...] = ()
    formulas: tuple[str, ...] = ()
    seen: datetime | None = None
    """When one of the claims was last seen first, where they come from the store."""
    earlier: tuple[object, ...] = ()
    """The order in which clusters are named; no two of a row have the same."""
    about: tuple[object, ...] = ()
    """The order in which those that are told of one time stand together: by the end of a window, else by when they were told."""
    place: tuple[object, ...] = ()
    """The order in which they stand in a row: what holds before what held, and what most outlets say first."""
    _group: Group | None = None
    _items: frozenset[object] | None = None
    _words: frozenset[tuple[str, str]] | None = None
    _moments: frozenset[str] | None = None
    _days: frozenset[tuple[int, int]] | None = None
    _said_by: str = ""
    facts: dict[object, Any] = field(default_factory=dict)
    """What was found of it, by what found it; see `once`."""

    # What only some relations ask for is worked out when it is asked for.

    @property
    def group(self) -> Group:
        """The cluster as it is shown."""
        if self._group is None:
            self._group = Group(self.text, self.fine, self.claims, len(self.sources), count_origins([self.heard]), self.derived)
        return self._group

    @property
    def items(self) -> frozenset[object]:
        """The articles."""
        if self._items is None:
            self._items = frozenset([answer.article for answer in self.answers])
        return self._items

    @property
    def chains(self) -> frozenset[object]:
        """The texts, each through all of its versions."""
        return frozenset([chain_of(claim) for claim in self.claims])

    @property
    def words(self) -> frozenset[tuple[str, str]]:
        """The words of the values, with the quotes in which they stand: many claims have the same."""
        if self._words is None:
            self._words = frozenset([(claim.value.text, claim.quote) for claim in self.claims])
        return self._words

    @property
    def moments(self) -> frozenset[str]:
        """Times up to which the value is said to hold."""
        if self._moments is None:
            self._moments = frozenset([claim.as_of for claim in self.claims if claim.as_of])
        return self._moments

    @property
    def days(self) -> frozenset[tuple[int, int]]:
        """First and last days that the answers may be about."""
        if self._days is None:
            self._days = frozenset([(answer.first, answer.last) for answer in self.answers])
        return self._days

    @property
    def said_by(self) -> str:
        """Who says so, for one line: the speakers where there are any, each under its most frequent name, else the outlets.

        One is named, and how many more: "Volodymyr Zelenskyy", "AP and 2 more".
        """
        if not self._said_by:
            names = sorted(_spoken(self)) or sorted(self.sources)
            self._said_by = names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"
        return self._said_by


_T = TypeVar("_T")


def once(find: Callable[[Cluster], _T]) -> Callable[[Cluster], _T]:
    """Let a fact about a cluster be found but once: each is related with many."""

    @wraps(find)
    def found(cluster: Cluster) -> _T:
        try:
            return cluster.facts[find]  # type: ignore[no-any-return]
        except KeyError:
            return cluster.facts.setdefault(find, find(cluster))  # type: ignore[no-any-return]

    return found


def by_number(a: Cluster, b: Cluster) -> tuple[Cluster, Cluster]:
    """Return two clusters, the one of the lower number first."""
    return (a, b) if a.span.base <= b.span.base else (b, a)


def cluster_key(answer: Answer) -> Kind:
    """What has to be equal for two answers to say the same."""
    return (
        answer.span,
        answer.claim.status,
        answer.derived,
        answer.old,
        answer.past,
        answer.who,
        answer.where,
        answer.window,
        answer.measure,
        answer.aside,
        answer.last if answer.measure == "period" and not dated(answer.window) else None,
    )


def dated(window: str) -> bool:
    """Whether a part of the time is told by its dates: "March 2025", and not "in a day"."""
    return bool(_YEAR.search(window))


def aged(answer: Answer) -> Span:
    """An age as the day it counts from; every other value as it is.

    Months since the last exchange are loose by one month, as people count them.
    """
    span = answer.span
    if span.family != "duration" or question_key(answer.topic, answer.question) not in AGES:
        return span
    day, loose = answer.told, 0.0
    if answer.question == "since-last" and singular(answer.claim.value.unit) == "month":
        loose = DAYS_IN["month"] * 0.51  # Half a month is in the span already.
    return Span("date", day - span.high - loose, day - span.low + loose, loose="by a month" if loose else span.loose, base=day - span.base)


def _over(answer: Answer) -> bool:
    """Whether what lasted is of a year in which it would not have begun yet, if it went on: "the 34-day war of 2006", years later."""
    quote, text = answer.claim.quote, answer.claim.value.text
    told = [part for part in _CLAUSE.split(quote) if text in part] + _HEAD.findall(quote)
    years = [int(year) for part in told for year in _YEAR.findall(part)]
    return bool(years) and max(years) < answer.claim.published.year - answer.span.base / DAYS_IN["year"] - 1


def order(answer: Answer) -> tuple[datetime, str, str, int, str]:
    """The order of claims in a group: time, outlet, item, place in the text."""
    claim = answer.claim
    return (claim.published, claim.source, str(claim.item), claim.start, claim.quote)


_WHEN = attrgetter("claim.published", "claim.source")
"""What `order` begins with, and rarely goes beyond."""


def in_order(answers: Iterable[Answer]) -> list[Answer]:
    """Sort answers by `order`; where that leaves two equal, by all that their claims hold."""
    mine = sorted(answers, key=_WHEN)
    when = [*map(_WHEN, mine)]
    if any(map(eq, when, when[1:])):
        mine.sort(key=lambda one: (order(one), repr(one.claim), one.formula))
    return mine


def chain_of(claim: Claim) -> object:
    """What identifies one text through its versions: its address, else its item."""
    return claim.url or (claim.source, claim.item)


def summed(
    answers: list[Answer],
    party: Callable[[Claim], str | None],
    origins: Callable[[Collection[tuple[Claim, str]]], frozenset[Heard]],
) -> Cluster:
    """Sum up the answers of one cluster; all of them have one `cluster_key`."""
    mine = in_order(answers) if len(answers) > 1 else answers
    given = mine[0]
    lasting = question_key(given.topic, given.question) in AGES and not any(map(_over, mine))
    ages = [aged(answer) for answer in mine] if lasting else [given.span]
    span = ages[0]
    if len(ages) > 1:
        span = span._replace(low=min(a.low for a in ages), high=max(a.high for a in ages))
    claims = tuple([answer.claim for answer in mine])
    first, last = claims[0].published, claims[-1].published
    text = given.text
    if len({answer.text for answer in mine}) > 1:
        texts = Counter([answer.text for answer in mine])
        text = min(texts, key=lambda text: (-texts[text], len(text), text))
    voices = {answer.voice: answer.claim for answer in mine if answer.voice}
    parties = [found for claim in voices.values() if (found := party(claim))]
    sources = frozenset([claim.source for claim in claims])
    seen = [claim.seen for claim in claims if claim.seen]
    earlier = (
        *(first, last, span.family, span.low, span.high, span.word, text, given.claim.status, given.derived, given.old),
        *(given.past, given.who, given.where, given.window, given.measure, given.aside, span, given.last),
    )
    return Cluster(
        answers=mine,
        span=span,
        text=text,
        fine=given.claim.status,
        status=given.status,
        step=STEP[given.status],
        derived=given.derived,
        old=given.old,
        past=given.past,
        aside=given.aside,
        who=given.who,
        where=given.where,
        window=given.window,
        measure=given.measure,
        voices=frozenset(voices),
        parties=frozenset(parties),
        sources=sources,
        first=first,
        last=last,
        heard=origins([(answer.claim, answer.voice) for answer in mine]),
        claims=claims,
        formulas=_formulas(mine) if given.derived else (),
        seen=max(seen) if seen else None,
        earlier=earlier,
        about=(_until(given) or first.toordinal(), *earlier),
        place=(given.old, given.past, given.derived, -len(sources), earlier),
    )


def _until(answer: Answer) -> int:
    """The last day of the window that an answer counts; 0: it has none, or goes on."""
    end = day_range(answer.claim.scope.end) if answer.window and answer.claim.scope.end else None
    return end[1] if end else 0


def _formulas(answers: Iterable[Answer]) -> tuple[str, ...]:
    """How a derived value comes about, the shortest way first."""
    return tuple(sorted({answer.formula for answer in answers if answer.formula}, key=lambda formula: (len(formula), formula)))


def _spoken(cluster: Cluster) -> list[str]:
    """The named speakers, each under its most frequent name."""
    if not cluster.voices:
        return []
    told = Counter([(answer.voice, answer.claim.speaker or answer.claim.body or "") for answer in cluster.answers if answer.voice])
    best: dict[str, str] = {}
    for voice, name in sorted(told, key=lambda pair: (-told[pair], -len(pair[1]), pair[1])) if len(told) > 1 else told:
        best.setdefault(voice, name)
    return [*best.values()]
