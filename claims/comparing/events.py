"""Grouping into events: the claims of one swap, one strike night, one round of talks, from any source and language.

An event is a run of days. Days that are said make events first; a claim without a day goes to the nearest event before its
publication, and else makes one of its own. Only the set of days counts, so the order of the claims does not.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from claims.comparing.anchoring import OTHER, PACES
from claims.comparing.answers import Answer
from claims.comparing.days import iso_day
from claims.comparing.intervals import Span
from core.claim import Measure

_RETOLD = 2
"""Days for which a figure is told again."""
_CHANCE = 20
"""Figures up to this are the same on two nights by chance."""
_SURE = 200
"""A figure above this that is not round hardly ever is."""
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
    growing: bool
    """Whether a toll is told to have grown, days later too."""


_Statement = tuple[str, str | None, Span, str]
"""One speaker's figure: question, side, value, voice."""
_Figure = tuple[str, str | None, Span]
"""A bare number: question, side, value."""
_Piece = tuple[str, int | str, int]
"""An article of a day: outlet, item, day of publication."""


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
        self._statements: dict[_Statement, list[Answer]] = defaultdict(list)
        self._figures: dict[_Figure, dict[int, list[Answer]]] = defaultdict(lambda: defaultdict(list))
        """By day, the answers that give a figure without a day."""
        self._pieces: dict[_Piece, list[Answer]] = defaultdict(list)
        """What articles say without a day."""
        self._again: set[_Piece] = set()
        """Articles that give again what was told on the day before."""
        self._promises: dict[str, list[Answer]] = defaultdict(list)
        self._answering: dict[str, list[tuple[Answer, Measure]]] = defaultdict(list)
        """By question; with the measure that the claim itself has."""
        self._fresh: set[int] = set()
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
        self._fresh = {id(one) for one in fresh}
        left = [one for one in gone if _to_be_found(one)]
        self._leave(left, out)
        self._enter(fresh)
        entering = [one for one in fresh if one.measure == "event"]
        if self._topic == "strikes":
            entering += self._retell(left, fresh, out)
        self._name(entering)
        for question in self._stirred:
            self._keep_promises(question)
        self._fresh = set()
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
        if left:
            self._by_days[days] = left
        else:
            self._by_days.pop(days, None)
        return len(left) < len(known)

    def _enter(self, answers: Sequence[Answer]) -> None:
        for one in answers:
            status = one.claim.status
            if status in _ANSWERS:
                self._stirred.add(one.question)
                self._answering[one.question].append((one, one.measure))
            elif status in _PROMISES and one.claim.value.kind == "count":
                self._promises[one.question].append(one)

    def _move(self, one: Answer, event: str | None, measure: Measure, first: int) -> None:
        if (one.event, one.measure, one.first) != (event, measure, first):
            if id(one) not in self._fresh:
                self._moves.setdefault(id(one), Move(one, one.event, one.measure))
            one.event, one.measure = event, measure
            if one.first != first:
                one.first = one.last = first

    def _retell(self, gone: Sequence[Answer], fresh: Sequence[Answer], out: AbstractSet[int]) -> list[Answer]:
        """Take a speaker's figure that is told again on the following days, without a day, for that of the first day.

        Strikes come every night, so articles of two days are not otherwise about one event. Returns those that stay and have another
        day now; they are among those of their days no more.
        """
        changed = {_statement(one) for one in gone if one.voice and not one.dated}
        for said in changed:
            self._statements[said] = [one for one in self._statements[said] if id(one) not in out]
        for one in fresh:
            if one.voice and not one.dated:
                said = _statement(one)
                self._statements[said].append(one)
                changed.add(said)
        concerned = {id(one): one for one in self._told_again(gone, fresh)}
        concerned |= {id(one): one for said in changed for one in self._statements[said]}
        days: dict[_Statement, set[int]] = {}
        shifted = []
        for one in concerned.values():
            first = self._first_told(one, days)
            if first != one.first:
                # A running total that answers a promise has its event, and is among no days all the same.
                if id(one) not in self._fresh and self._take(_days(one), {id(one)}):
                    shifted.append(one)
                if one.claim.status in _STEPS:
                    self._stirred.add(one.question)
                self._move(one, one.event, one.measure, first)
        for said in changed:
            if not self._statements[said]:
                del self._statements[said]
        return shifted

    def _first_told(self, one: Answer, days: dict[_Statement, set[int]]) -> int:
        """The day of which an answer without one is. `days`: those of statements, as they are asked for."""
        first = day = one.claim.published.toordinal()
        if one.voice:
            said = _statement(one)
            if said not in days:
                days[said] = {other.claim.published.toordinal() for other in self._statements[said]}
            while first - 1 in days[said] and day - first < _RETOLD:
                first -= 1
        return min(first, day - 1) if self._again and _piece(one) in self._again else first

    def _told_again(self, gone: Sequence[Answer], fresh: Sequence[Answer]) -> Iterator[Answer]:
        """Find the articles that give the figures of the day before again: all that they say without a day is about that night.

        Yields what the articles say for which that may have changed.
        """
        touched: set[_Piece] = set()
        for answers, coming in ((gone, False), (fresh, True)):
            for one in answers:
                if not one.dated:
                    touched.update(self._note(one, coming=coming))
        for piece in touched:
            mine, again = self._pieces[piece], self._is_again(piece)
            if again != (piece in self._again):
                (self._again.add if again else self._again.discard)(piece)
                yield from mine
            elif again:
                yield from [one for one in mine if id(one) in self._fresh]
            if not mine:
                del self._pieces[piece]

    def _note(self, one: Answer, *, coming: bool) -> Iterable[_Piece]:
        """Note what an article says without a day, or forget it; return the articles that may tell it again."""
        piece, figure = _piece(one), _figure(one)
        _keep(self._pieces[piece], one, coming=coming)
        if figure is None:
            return (piece,)
        day, told = piece[2], self._figures[figure]
        _keep(told[day], one, coming=coming)
        return (piece, *map(_piece, told[day + 1])) if day + 1 in told else (piece,)

    def _is_again(self, piece: _Piece) -> bool:
        """Whether an article gives mostly figures of the day before, and more than could be the same by chance."""
        given = {figure for one in self._pieces[piece] if (figure := _figure(one))}
        same = [figure for figure in given if self._figures[figure].get(piece[2] - 1)]
        sure = len(same) > 1 or any(span.base > _SURE and span.base % 10 for _, _, span in same)
        return sure and 2 * len(same) >= len(given)

    def _name(self, entering: Sequence[Answer]) -> None:
        """Let answers in among those of their days, find the events of all days, and move the answers whose event is another now."""
        joining: dict[_Days, list[Answer]] = defaultdict(list)
        for one in entering:
            joining[_days(one)].append(one)
        for days, answers in joining.items():
            self._by_days.setdefault(days, []).extend(answers)
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
            mine = [days for days in self._by_days if not days.dated and (days.coming or days.growing) == leaning]
            lone = {days.first for days in mine if self._near(days) is None}
            self._set(sorted(self._runs + _runs(sorted(lone), 1, self._pace.longest)))

    def _set(self, runs: list[tuple[int, int]]) -> None:
        self._runs, self._starts = runs, [first for first, _ in runs]

    def _call(self, day: int) -> str:
        if day not in self._names:
            self._names[day] = f"{self._topic}:{iso_day(day)}"
        return self._names[day]

    def _near(self, days: _Days) -> tuple[int, int] | None:
        """The event that an article of this day speaks of: of this day, else the last before it, else the next."""
        day, early = days.first, self._pace.ahead if days.coming else self._pace.early
        at = bisect_right(self._starts, day)
        ahead = at < len(self._runs) and self._runs[at][0] - day <= early
        if ahead and days.coming and not (at and day <= self._runs[at - 1][1]):
            return self._runs[at]
        if at and day - self._runs[at - 1][1] <= (_RISES if days.growing else self._pace.late):
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
    gone_by = answer.question == "date" and answer.status == "planned" and answer.last < answer.claim.published.toordinal()
    telling = not answer.dated or not (gone_by or answer.last - answer.first > _WIDE)
    coming = answer.status in ("planned", "agreed") or (answer.question == "stage" and answer.span.word in _AHEAD)
    return _Days(answer.first, answer.last, answer.dated, telling, coming and not answer.dated, answer.growing)


def _keep(answers: list[Answer], one: Answer, *, coming: bool) -> None:
    """Put an answer into a list, or take it out where it is there."""
    if coming:
        answers.append(one)
    else:
        answers[:] = [other for other in answers if other is not one]


def _piece(answer: Answer) -> _Piece:
    return (answer.claim.source, answer.claim.item, answer.claim.published.toordinal())


def _figure(answer: Answer) -> _Figure | None:
    span = answer.span
    if span.family != "number" or not span.exact or span.base <= _CHANCE:
        return None
    return (answer.question, answer.side, span)


def _statement(answer: Answer) -> _Statement:
    return (answer.question, answer.side, answer.span, answer.voice)


def _runs(days: Sequence[int], join: int, longest: int) -> list[tuple[int, int]]:
    """Cut sorted days into runs: no gap wider than `join`, no run longer than `longest` days."""
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and day - runs[-1][1] <= join and day - runs[-1][0] < longest:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
