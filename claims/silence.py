"""Silence: which outlets give no answer to a row, and of which of five kinds their silence is. Only the first is silence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from claims.answers import Answer
from core.comparison import Coverage, Outlet, Silent, SilentState

_Event = tuple[str, str | None]
"""Topic and event."""


class Silence:
    """What every outlet's not answering means, for each event of each topic."""

    def __init__(self, answers: Iterable[Answer], outlets: Sequence[Outlet], coverage: Sequence[Coverage]) -> None:
        """Find which articles cover which event: those that hold a claim about it, and those without any claim of the topic
        that were published on a day on which others tell of it.

        Of an article of an unknown day that can be said only where its topic has a single event. Where no coverage is given, nothing
        is known of the texts, and an article with other claims about the event cannot tell.
        """
        self._full = {(one.source, one.item) for one in coverage if one.full}
        self._by_event: dict[_Event, dict[str, set[int | str]]] = defaultdict(lambda: defaultdict(set))
        self._days: dict[_Event, set[int | None]] = defaultdict(set)
        claimed: set[tuple[str, str, int | str]] = set()
        for answer in answers:
            if not answer.old:
                claim = answer.claim
                event = (answer.topic, answer.event)
                self._by_event[event][claim.source].add(claim.item)
                self._days[event].add(claim.published.toordinal())
                claimed.add((answer.topic, claim.source, claim.item))
        events = Counter(topic for topic, _ in self._by_event)
        for (topic, _), days in self._days.items():
            if events[topic] == 1:
                days.add(None)
        self._bare: dict[tuple[str, int | None], list[Coverage]] = defaultdict(list)
        for one in coverage:
            if (one.topic, one.source, one.item) not in claimed:
                self._bare[one.topic, one.published.toordinal() if one.published else None].append(one)
        self._nobody = {one.source: self._none(one) for one in outlets}
        self._known: dict[_Event, dict[str, Silent]] = {}

    def of(self, topic: str, event: str | None, answering: Mapping[str, object]) -> tuple[Silent, ...]:
        """The outlets without an answer, by name."""
        key = (topic, event)
        if key not in self._known:
            self._known[key] = self._states(key)
        return tuple([silent for source, silent in self._known[key].items() if source not in answering])

    def _states(self, event: _Event) -> dict[str, Silent]:
        covering = {source: set(items) for source, items in self._by_event.get(event, {}).items()}
        for day in self._days.get(event, ()):
            for one in self._bare.get((event[0], day), ()):
                covering.setdefault(one.source, set()).add(one.item)
        found = dict(self._nobody)
        for source, items in covering.items():
            found[source] = self._told(source, items)
        return dict(sorted(found.items()))

    def _told(self, source: str, items: set[int | str]) -> Silent:
        """An outlet with articles about the event: silent where one of them is there in full."""
        full = sorted((item for item in items if (source, item) in self._full), key=str)
        if full:
            return Silent(source, "silent", full[0])
        return Silent(source, "summary only", min(items, key=str))

    @staticmethod
    def _none(outlet: Outlet) -> Silent:
        states: dict[str, SilentState] = {"ok": "no coverage", "gap": "gap", "unreachable": "unreachable"}
        return Silent(outlet.source, states[outlet.reach])
