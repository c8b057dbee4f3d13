"""Grouping into events: the claims of one swap, one strike night, one round of talks, from any source and language.

An event is a run of days. Days that are said make events first; a claim without a day goes to the nearest event before its
publication, and else makes one of its own. Only the set of days counts, so the order of the claims does not.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from claims.answers import Answer
from claims.days import iso_day


class Pace(NamedTuple):
    """How events of a topic lie in time, in days."""

    join: int
    """Said days that are this far apart or nearer are one event."""
    longest: int
    """No event is longer."""
    late: int
    """How long after an event articles still speak of it without its date."""
    early: int
    """How long before it articles announce it without its date."""


_TOPICS = {
    "pow-swaps": Pace(join=0, longest=2, late=2, early=1),
    "strikes": Pace(join=0, longest=1, late=1, early=0),
    "talks": Pace(join=1, longest=5, late=3, early=3),
}
_OTHER = Pace(join=0, longest=2, late=2, early=1)
_RETOLD = 2
"""Days for which a figure is told again."""
_WIDE = 10
"""A run of days longer than this says no day."""
_PROMISES = frozenset(["agreed", "agreed in principle", "scheduled", "proposed", "conditional"])
_ANSWERS = frozenset(["part done", "postponed", "suspended", "rejected", "denied", "violated"])
_PATIENCE = 90
"""Days after which a step is no longer taken to answer a promise."""


class Calendar:
    """The events of one topic."""

    def __init__(self, topic: str, answers: Iterable[Answer]) -> None:
        """Find the events in the days of the answers."""
        self._topic = topic
        self._names: dict[int, str] = {}
        self._pace = _TOPICS.get(topic, _OTHER)
        said: set[int] = set()
        published: set[int] = set()
        for answer in answers:
            if not answer.dated:
                published.add(answer.first)
            elif answer.question == "date" and answer.status == "planned" and answer.last < answer.claim.published.toordinal():
                continue  # A day that was once planned and has gone by says nothing of when it was.
            elif answer.last - answer.first <= _WIDE:
                said.update(range(answer.first, answer.last + 1))
        self._runs = _runs(sorted(said), self._pace.join, self._pace.longest)
        self._starts = [first for first, _ in self._runs]
        lone = sorted(day for day in published if self._near(day) is None)
        self._runs = sorted(self._runs + _runs(lone, 1, self._pace.longest))
        self._starts = [first for first, _ in self._runs]

    def _name(self, day: int) -> str:
        if day not in self._names:
            self._names[day] = f"{self._topic}:{iso_day(day)}"
        return self._names[day]

    def _near(self, day: int) -> tuple[int, int] | None:
        """The event that an article of this day speaks of: of this day, else the last before it, else the next."""
        at = bisect_right(self._starts, day)
        if at and day - self._runs[at - 1][1] <= self._pace.late:
            return self._runs[at - 1]
        if at < len(self._runs) and self._runs[at][0] - day <= self._pace.early:
            return self._runs[at]
        return None

    def event_of(self, answer: Answer) -> str | None:
        """Name the event of an answer: topic and first day. None: its days are too wide to tell."""
        if answer.dated:
            return self._of_said(answer)
        run = self._near(answer.first)
        return self._name(run[0]) if run else None

    def _of_said(self, answer: Answer) -> str | None:
        at = bisect_right(self._starts, answer.last)
        if not at or self._runs[at - 1][1] < answer.first:
            return self._name(answer.first)
        if answer.last - answer.first > _WIDE and at > 1 and self._runs[at - 2][1] >= answer.first:
            return self._name(answer.first)  # Two events lie in this month: which one, it does not say.
        return self._name(self._runs[at - 1][0])


def _runs(days: Sequence[int], join: int, longest: int) -> list[tuple[int, int]]:
    """Cut sorted days into runs: no gap wider than `join`, no run longer than `longest` days."""
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and day - runs[-1][1] <= join and day - runs[-1][0] < longest:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def grouped(answers: Iterable[Answer]) -> list[Answer]:
    """Give each answer its event: the id it brings, else one found by its days; none for states and running totals.

    A step that answers a promise (so many returned so far, put off, denied) stands with the promise that it answers.
    """
    by_topic: dict[str, list[Answer]] = defaultdict(list)
    out: list[Answer] = []
    for answer in answers:
        if answer.claim.event is not None:
            answer.event = answer.claim.event
            out.append(answer)
        elif answer.measure == "event" or answer.claim.status == "part done":
            by_topic[answer.topic].append(answer)
        else:
            out.append(answer)
    for topic, found in by_topic.items():
        mine = _retold(found) if topic == "strikes" else found
        calendar = Calendar(topic, (answer for answer in mine if answer.measure == "event"))
        for answer in mine:
            if answer.measure == "event":
                answer.event = calendar.event_of(answer)
        _with_promises(mine)
        out += mine
    return out


def _retold(answers: list[Answer]) -> list[Answer]:
    """Take a speaker's figure that is told again on the following days, without a day, for that of the first day.

    Strikes come every night, so articles of two days are not otherwise about one event.
    """
    days: dict[tuple[object, ...], set[int]] = defaultdict(set)
    statements = [(one.question, one.side, one.span, one.voice) if one.voice and not one.dated else None for one in answers]
    for one, said in zip(answers, statements, strict=True):
        if said:
            days[said].add(one.first)
    out = []
    for one, said in zip(answers, statements, strict=True):
        first = one.first
        if said and len(days[said]) > 1:
            while first - 1 in days[said] and one.first - first < _RETOLD:
                first -= 1
        out.append(one if first == one.first else replace(one, first=first, last=first))
    return out


def _with_promises(answers: list[Answer]) -> None:
    """Move each answering step to the event of the latest promise before it, of the same question."""
    promises: dict[str, dict[int, str]] = defaultdict(dict)
    for answer in answers:
        if answer.claim.status in _PROMISES and answer.event and answer.claim.value.kind == "count":
            known = promises[answer.question].get(answer.first)
            promises[answer.question][answer.first] = min(known or answer.event, answer.event)
    if not promises:
        return
    days = {question: sorted(found) for question, found in promises.items()}
    for answer in answers:
        of_question = days.get(answer.question)
        if of_question and answer.claim.status in _ANSWERS:
            at = bisect_right(of_question, answer.first)
            if at and answer.first - of_question[at - 1] <= _PATIENCE:
                answer.event, answer.measure = promises[answer.question][of_question[at - 1]], "event"
