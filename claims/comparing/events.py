"""Grouping into events: the claims of one swap, one strike night, one round of talks, from any source and language.

An event is a run of days. Days that are said make events first; a claim without a day goes to the nearest event before its
publication, and else makes one of its own. Only the set of days counts, so the order of the claims does not.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from claims.comparing.anchoring import OTHER, PACES
from claims.comparing.answers import TOLLS, Answer, Asked, question_key
from claims.comparing.counting import count
from claims.comparing.days import iso_day
from claims.comparing.deals import Deals
from claims.comparing.retold import Retold
from core.claim import Measure

_AHEAD = frozenset(["proposed", "agreed", "scheduled"])
_RISES = 14
"""Days for which the toll of a strike is told to grow."""
_WIDE = 10
"""A run of days longer than this says no day."""
_PROMISES = frozenset(["agreed", "agreed in principle", "scheduled", "proposed", "conditional"])
_ANSWERS = frozenset(["part done", "postponed", "suspended", "rejected", "denied", "violated"])
_STEPS = _PROMISES | _ANSWERS
_PATIENCE = 90
"""Days after which a step is no longer taken to answer a promise."""


class Move(NamedTuple):
    """Where an answer stood before it was moved."""

    answer: Answer
    event: str | None
    measure: Measure


class _Days(NamedTuple):
    """The days that answers may be about: all with the same days have one event."""

    first: int
    last: int
    dated: bool
    telling: bool
    """Whether they make an event, and do not only belong to one."""
    coming: bool
    """Whether what is told was still to come."""
    grown: Asked | None
    """The toll that is told to have grown, days later too."""


class Events:
    """The events of one topic, kept while answers come and go: they are what those that stay make, in whatever order they came.

    An answer has the event that its claim brings, else one found by its days; states and running totals have none.
    A step that answers a promise (so many returned so far, put off, denied) stands with the promise that it answers.
    """

    def __init__(self, topic: str) -> None:
        """Begin without any answer."""
        self._topic = topic
        self._pace = PACES.get(topic, OTHER)
        self._names: dict[int, str] = {}
        self._runs: list[tuple[int, int]] = []
        self._starts: list[int] = []
        self._by_days: dict[_Days, list[Answer]] = {}
        self._events: dict[_Days, str | None] = {}
        self._tolls: dict[Asked, Counter[int]] = defaultdict(Counter)
        """On how many answers' days tolls are told that are not told to have grown."""
        self._retold = Retold()
        self._deals = Deals()
        self._promises: dict[str, list[Answer]] = defaultdict(list)
        self._answering: dict[str, list[tuple[Answer, Measure]]] = defaultdict(list)
        """By question; with the measure that the claim itself has."""
        self._moves: dict[int, Move] = {}
        self._stirred: set[str] = set()
        """Questions in which promises and answers to them have to be matched anew."""

    def change(self, gone: Sequence[Answer], come: Sequence[Answer]) -> list[Move]:
        """Take answers out and put others in, which get their events; return which of those that stay were moved by that."""
        self._moves, self._stirred = {}, set()
        out = {id(one) for one in gone}
        fresh = []
        for one in come:
            one.event = one.claim.event
            if _to_be_found(one):
                fresh.append(one)
        left = [one for one in gone if _to_be_found(one)]
        self._leave(left, out)
        self._enter(fresh)
        entering = [one for one in fresh if one.measure == "event"]
        if self._topic == "strikes":
            entering += self._retell(left, fresh)
        self._name(entering)
        for question in self._stirred:
            self._keep_promises(question)
        for one in fresh:
            one.placed = True
        return list(self._moves.values())

    def _leave(self, answers: Sequence[Answer], out: AbstractSet[int]) -> None:
        for days in {_days(one) for one in answers}:
            self._take(days, out)
        for question in {one.question for one in answers if one.claim.status in _STEPS}:
            self._stirred.add(question)
            self._promises[question] = [one for one in self._promises[question] if id(one) not in out]
            self._answering[question] = [pair for pair in self._answering[question] if id(pair[0]) not in out]

    def _take(self, days: _Days, out: AbstractSet[int]) -> bool:
        """Take answers from among those of some days, and keep no empty list; return whether one was among them."""
        known = self._by_days.get(days, ())
        left = [one for one in known if id(one) not in out]
        self._count(days, [one for one in known if id(one) in out], -1)
        if left:
            self._by_days[days] = left
        else:
            self._by_days.pop(days, None)
        return len(left) < len(known)

    def _count(self, days: _Days, answers: Sequence[Answer], sign: int) -> None:
        """Note on which days tolls are told, and the numbers of swaps."""
        if self._topic == "pow-swaps" and days.first == days.last:
            self._deals.note(days.first, answers, sign)
        if self._topic == "strikes" and days.grown is None:
            for one in answers:
                if question_key(one.topic, one.question) in TOLLS:
                    count(self._tolls[one.question, one.side], days.first, sign)

    def _enter(self, answers: Sequence[Answer]) -> None:
        for one in answers:
            status = one.claim.status
            if status in _ANSWERS:
                self._stirred.add(one.question)
                self._answering[one.question].append((one, one.measure))
            elif status in _PROMISES and one.claim.value.kind == "count":
                self._promises[one.question].append(one)

    def _move(self, one: Answer, event: str | None, measure: Measure, first: int) -> None:
        if one.event != event or one.measure != measure or one.first != first:
            if one.placed:
                self._moves.setdefault(id(one), Move(one, one.event, one.measure))
            one.event, one.measure = event, measure
            if one.first != first:
                one.first = one.last = first

    def _retell(self, gone: Sequence[Answer], fresh: Sequence[Answer]) -> list[Answer]:
        """Give what is told again the day on which it was told first.

        Returns those that stay and have another day now; they are among those of their days no more.
        """
        shifted = []
        for one, first in self._retold.change(gone, fresh):
            # A running total that answers a promise has its event, and is among no days all the same.
            if one.placed and self._take(_days(one), {id(one)}):
                shifted.append(one)
            if one.claim.status in _STEPS:
                self._stirred.add(one.question)
            self._move(one, one.event, one.measure, first)
        return shifted

    def _name(self, entering: Sequence[Answer]) -> None:
        """Let answers in among those of their days, find the events of all days, and move the answers whose event is another now."""
        alike: dict[object, list[Answer]] = defaultdict(list)
        for one in entering:
            alike[one.first, one.last, one.dated, one.told, one.question, one.status, one.span.word, one.grown].append(one)
        joining: dict[_Days, list[Answer]] = defaultdict(list)
        for mine in alike.values():
            joining[_days(mine[0])] += mine
        for days, answers in joining.items():
            self._by_days.setdefault(days, []).extend(answers)
            self._count(days, answers, 1)
        self._find()
        before, self._events = self._events, {days: self._event_of(days) for days in self._by_days}
        for days, event in self._events.items():
            for one in joining.get(days, ()) if before.get(days) == event else self._by_days[days]:
                self._move(one, event, "event", one.first)
                if one.claim.status in _STEPS:
                    self._stirred.add(one.question)

    def _find(self) -> None:
        """Cut the days into events: those that are said first, then those of publication that lie near none."""
        said = {day for days in self._by_days if days.telling and days.dated for day in range(days.first, days.last + 1)}
        self._set(_runs(sorted(said), self._pace.join, self._pace.longest))
        for leaning in (False, True):  # What is to come, and a toll that has grown, belong to the events of others first.
            mine = [days for days in self._by_days if not days.dated and (days.coming or days.grown is not None) == leaning]
            lone = {days.first for days in mine if self._near(days) is None}
            self._set(sorted(self._runs + _runs(sorted(lone), 1, self._pace.longest)))
        self._set(self._deals.joined(self._runs))

    def _set(self, runs: list[tuple[int, int]]) -> None:
        self._runs, self._starts = runs, [first for first, _ in runs]

    def _call(self, day: int) -> str:
        if day not in self._names:
            self._names[day] = f"{self._topic}:{iso_day(day)}"
        return self._names[day]

    def _told(self, days: _Days) -> int:
        """The day that tells the event: of a toll that has grown the last one on which others told of it, where that is not long ago."""
        known = self._tolls.get(days.grown) if days.grown else None
        return next((day for day in range(days.first, days.first - _RISES - 1, -1) if known and known[day]), days.first)

    def _near(self, days: _Days) -> tuple[int, int] | None:
        """The event that an article of this day speaks of: of this day, else the last before it, else the next."""
        day, early = self._told(days), self._pace.ahead if days.coming else self._pace.early
        at = bisect_right(self._starts, day)
        ahead = at < len(self._runs) and self._runs[at][0] - day <= early
        if ahead and days.coming and not (at and day <= self._runs[at - 1][1]):
            return self._runs[at]
        if at and day - self._runs[at - 1][1] <= (_RISES if days.grown else self._pace.late):
            return self._runs[at - 1]
        return self._runs[at] if ahead else None

    def _event_of(self, days: _Days) -> str | None:
        """Name the event of some days: topic and first day. None: they are too wide to tell."""
        if not days.dated:
            run = self._near(days)
            return self._call(run[0]) if run else None
        at = bisect_right(self._starts, days.last)
        if not at or self._runs[at - 1][1] < days.first:
            return self._call(days.first)
        if days.last - days.first > _WIDE and at > 1 and self._runs[at - 2][1] >= days.first:
            return self._call(days.first)  # Two events lie in this month: which one, it does not say.
        return self._call(self._runs[at - 1][0])

    def _keep_promises(self, question: str) -> None:
        """Move each answering step of a question to the event of the latest promise before it."""
        promises: dict[int, str] = {}
        for one in self._promises[question]:
            if one.event:
                promises[one.first] = min(promises.get(one.first, one.event), one.event)
        days = sorted(promises)
        for one, measure in self._answering[question]:
            at = bisect_right(days, one.first)
            if at and one.first - days[at - 1] <= _PATIENCE:
                self._move(one, promises[days[at - 1]], "event", one.first)
            else:
                self._move(one, self._events.get(_days(one)) if measure == "event" else None, measure, one.first)


def _to_be_found(answer: Answer) -> bool:
    """Whether days have to tell the event of an answer."""
    return answer.claim.event is None and (answer.measure == "event" or answer.claim.status == "part done")


def _days(answer: Answer) -> _Days:
    # A day that was once planned and has gone by says nothing of when it was; nor does a run of days that is too long.
    gone_by = answer.question == "date" and answer.status == "planned" and answer.last < answer.told
    telling = not answer.dated or not (gone_by or answer.last - answer.first > _WIDE)
    coming = answer.status in ("planned", "agreed") or (answer.question == "stage" and answer.span.word in _AHEAD)
    return _Days(answer.first, answer.last, answer.dated, telling, coming and not answer.dated, answer.grown)


def _runs(days: Sequence[int], join: int, longest: int) -> list[tuple[int, int]]:
    """Cut sorted days into runs: no gap wider than `join`, no run longer than `longest` days."""
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and day - runs[-1][1] <= join and day - runs[-1][0] < longest:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
