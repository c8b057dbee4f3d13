"""Silence: which outlets give no answer to a row, and of which of five kinds their silence is. Only the first is silence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from claims.comparing.answers import Answer, Article
from claims.comparing.counting import count
from core.comparison import Coverage, Outlet, Silent, SilentState
from core.late import Late

Event = tuple[str, str | None]
"""Topic and event."""
_Day = tuple[str, int | None]
"""Topic and day of publication; None: not known."""


@dataclass(slots=True)
class _Told:
    """What is told of an event."""

    articles: dict[str, Counter[int | str]] = field(default_factory=lambda: defaultdict(Counter))
    """By outlet: those that hold a claim about it, with how many."""
    days: Counter[int | None] = field(default_factory=Counter)
    quiet: dict[str, Silent] = field(default_factory=dict)
    """What the silence of an outlet with such articles is, as found before."""


class Silence:
    """What every outlet's not answering means, for each event of each topic.

    An event is covered by the articles that hold a claim about it, and by those without any claim of the topic that were published
    on a day on which others tell of it. Of an article of an unknown day that can be said only where its topic has a single event.
    Where no coverage is given, nothing is known of the texts, and an article with other claims about the event cannot tell.
    """

    def __init__(self) -> None:
        """Begin without any answer, coverage or outlet."""
        self._full: Counter[Article] = Counter()
        self._claims: dict[str, Counter[Article]] = defaultdict(Counter)
        """By topic, how many claims of it articles hold."""
        self._covered: dict[str, dict[Article, list[Coverage]]] = defaultdict(lambda: defaultdict(list))
        self._by_day: dict[_Day, list[Coverage]] = defaultdict(list)
        """Of articles without a claim of the topic."""
        self._told: dict[Event, _Told] = {}
        self._events: Counter[str] = Counter()
        self._outlets: tuple[Outlet, ...] = ()
        self._nobody: dict[str, Silent] = {}
        self._states: dict[Event, dict[str, Silent]] = {}
        self._stale_events: set[Event] = set()
        self._stale_days: set[_Day] = set()
        self._stale_articles: set[Article] = set()

    def cover(self, added: Iterable[Coverage], withdrawn: Iterable[Coverage]) -> None:
        """Take in which articles cover which topic, and which do so no more."""
        for given, sign in ((withdrawn, -1), (added, 1)):
            for one in given:
                day, article = _day(one), (one.source, one.item)
                _keep(self._covered[one.topic][article], one, sign)
                if article not in self._claims[one.topic]:
                    _keep(self._by_day[day], one, sign)
                self._stale_days.add(day)
                if one.full:
                    self._full[article] += sign
                    self._stale_articles.add(article)

    def claim(self, topic: str, gone: Iterable[Answer], come: Iterable[Answer]) -> None:
        """Take in which articles hold claims of the topic."""
        claims, covered = self._claims[topic], self._covered[topic]
        for answers, sign in ((gone, -1), (come, 1)):
            for article, number in Counter([one.article for one in answers if not one.old]).items():
                before = article in claims
                count(claims, article, sign * number)
                if covered and before != (article in claims):
                    for one in covered.get(article, ()):
                        day = _day(one)
                        _keep(self._by_day[day], one, 1 if before else -1)
                        self._stale_days.add(day)

    def tell(self, event: Event, gone: Iterable[Answer], come: Iterable[Answer]) -> None:
        """Take in which answers about an event have gone and come."""
        known = event in self._told
        told = self._told.setdefault(event, _Told())
        for answers, sign in ((come, 1), (gone, -1)):
            current = [one for one in answers if not one.old]
            if not current:
                continue
            for (source, item), number in Counter([one.article for one in current]).items():
                count(told.articles[source], item, sign * number)
                told.quiet.pop(source, None)
            for day, number in Counter([one.told for one in current]).items():
                count(told.days, day, sign * number)
        if not told.days:
            del self._told[event]
        self._stale_events.add(event)
        if known != bool(told.days):
            self._events[event[0]] += 1 if told.days else -1
            if self._events[event[0]] in (1, 2):
                self._stale_events.update([other for other in self._told if other[0] == event[0]])

    def settle(self, outlets: Sequence[Outlet]) -> set[Event]:
        """Work out what has changed; return the events of which the silence is another now."""
        stale = self._stale_events
        if tuple(outlets) != self._outlets:
            self._outlets = tuple(outlets)
            self._nobody = {one.source: self._none(one) for one in outlets}
            stale = {*stale, *self._told, *self._states}
        else:
            stale = stale | {event for event in self._told if event not in stale and self._is_touched(event)}
        sources = {source for source, _ in self._stale_articles}
        for told in self._told.values():
            for source in sources if told.quiet else ():
                told.quiet.pop(source, None)
        changed = set()
        for event in stale:
            before, now = self._states.get(event), self._find(event)
            if before != now:
                changed.add(event)
                self._states[event] = now
        self._stale_events, self._stale_days, self._stale_articles = set(), set(), set()
        return changed

    def of(self, event: Event, answering: AbstractSet[str]) -> Sequence[Silent]:
        """The outlets without an answer, by name."""
        states = self._states[event]
        return Late(lambda: [silent for source, silent in states.items() if source not in answering])

    def _is_touched(self, event: Event) -> bool:
        told = self._told[event]
        days = self._days(event, told)
        if any(day in days for topic, day in self._stale_days if topic == event[0]):
            return True
        return any(item in told.articles.get(source, ()) for source, item in self._stale_articles)

    def _days(self, event: Event, told: _Told) -> AbstractSet[int | None]:
        return {*told.days, None} if self._events[event[0]] == 1 else told.days.keys()

    def _find(self, event: Event) -> dict[str, Silent]:
        topic = event[0]
        told = self._told.get(event)
        if told is None:
            return dict(sorted(self._nobody.items()))
        covering: dict[str, set[int | str]] = {}
        for day in self._days(event, told):
            for one in self._by_day.get((topic, day), ()):
                covering.setdefault(one.source, set()).add(one.item)
        found = dict(self._nobody)
        for source, mine in told.articles.items():
            if mine and source not in covering:
                if source not in told.quiet:
                    told.quiet[source] = self._quiet(source, mine)
                found[source] = told.quiet[source]
        for source, items in covering.items():
            found[source] = self._quiet(source, items | told.articles.get(source, {}).keys())
        return dict(sorted(found.items()))

    def _quiet(self, source: str, items: Iterable[int | str]) -> Silent:
        """An outlet with articles about the event: silent where one of them is there in full."""
        full = [item for item in items if self._full[source, item] > 0]
        return Silent(source, "silent", min(full, key=repr)) if full else Silent(source, "summary only", min(items, key=repr))

    @staticmethod
    def _none(outlet: Outlet) -> Silent:
        states: dict[str, SilentState] = {"ok": "no coverage", "gap": "gap", "unreachable": "unreachable"}
        return Silent(outlet.source, states[outlet.reach])


def _day(one: Coverage) -> _Day:
    return (one.topic, one.published.toordinal() if one.published else None)


def _keep(known: list[Coverage], one: Coverage, sign: int) -> None:
    """Put one in, or take it out."""
    if sign > 0:
        known.append(one)
    else:
        known.remove(one)
