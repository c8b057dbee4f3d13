"""Silence: which outlets give no answer to a row, and of which of five kinds their silence is. Only the first is silence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from claims.answers import Answer
from core.comparison import Coverage, Outlet, Silent, SilentState


class Silence:
    """What every outlet's not answering means, for each event of each topic."""

    def __init__(self, answers: Iterable[Answer], outlets: Sequence[Outlet], coverage: Sequence[Coverage]) -> None:
        """Find which articles cover which event: those that hold a claim about it, and those that hold no claim of the topic at all.

        Without any coverage given, nothing is known of the texts, and an article with other claims about the event cannot tell.
        """
        self._full = {(one.source, one.item): one.full for one in coverage}
        self._by_event: dict[tuple[str, str | None], dict[str, set[int | str]]] = defaultdict(lambda: defaultdict(set))
        claimed: dict[str, set[tuple[str, int | str]]] = defaultdict(set)
        for answer in answers:
            if not answer.old:
                self._by_event[answer.topic, answer.event][answer.claim.source].add(answer.claim.item)
                claimed[answer.topic].add((answer.claim.source, answer.claim.item))
        self._bare: dict[str, dict[str, set[int | str]]] = defaultdict(lambda: defaultdict(set))
        for one in coverage:
            if (one.source, one.item) not in claimed[one.topic]:
                self._bare[one.topic][one.source].add(one.item)
        self._events: dict[str, int] = defaultdict(int)
        for topic, _ in self._by_event:
            self._events[topic] += 1
        self._nobody = {one.source: self._none(one) for one in outlets}
        self._known: dict[tuple[str, str | None], dict[str, Silent]] = {}

    def of(self, topic: str, event: str | None, answering: Mapping[str, object]) -> tuple[Silent, ...]:
        """The outlets without an answer, by name."""
        key = (topic, event)
        if key not in self._known:
            self._known[key] = self._states(topic, event)
        return tuple([silent for source, silent in self._known[key].items() if source not in answering])

    def _states(self, topic: str, event: str | None) -> dict[str, Silent]:
        covering = self._by_event.get((topic, event), {})
        # An article without a claim may be about any event of its topic; where there are several, that cannot be told.
        bare = self._bare.get(topic, {}) if self._events[topic] <= 1 else {}
        found = dict(self._nobody)
        for source in sorted({*covering, *bare}):
            items = covering.get(source, set()) | bare.get(source, set())
            found[source] = self._told(source, items)
        return dict(sorted(found.items()))

    def _told(self, source: str, items: set[int | str]) -> Silent:
        """An outlet with articles about the event: silent where one of them is there in full."""
        full = sorted((item for item in items if self._full.get((source, item))), key=str)
        if full:
            return Silent(source, "silent", full[0])
        return Silent(source, "summary only", min(items, key=str))

    @staticmethod
    def _none(outlet: Outlet) -> Silent:
        states: dict[str, SilentState] = {"ok": "no coverage", "gap": "gap", "unreachable": "unreachable"}
        return Silent(outlet.source, states[outlet.reach])
