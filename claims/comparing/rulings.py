"""What a reader ruled on comparing: which claims tell of one event, which of another, and which do not conflict.

Rulings are constraints on a grouping that is found anew each time (must-link and cannot-link, Wagstaff et al. 2001): they name
claims by their sentences, so that whatever else comes in stands with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from claims.comparing.answers import Answer
from core.claim import Claim
from core.correction import Anchor, Ruling


def anchor(claim: Claim) -> Anchor:
    """Return what names a claim for good."""
    return Anchor(claim.item, claim.place, claim.quote, claim.value.low, claim.value.high)


class Regrouping:
    """Moves answers that have an event to those that the rulings tell, first the ones to be apart, then those to be together.

    Of events that become one the first in the order of their names gives the name. A ruling on a claim that is not there, or that
    belongs to no event (a state, a running total), changes nothing.
    """

    def __init__(self, rulings: Sequence[Ruling] = ()) -> None:
        """Begin without any answer."""
        self.joined: Mapping[str, str] = {}
        """Events that are joined with others, with the name of all of them."""
        self._apart: dict[Anchor, str] = defaultdict(str)
        for number, ruling in enumerate(rulings, 1):
            if ruling.ruled == "other event":
                self._apart[ruling.claim] += f", apart {number}"
        self._same = [(ruling.claim, ruling.other) for ruling in rulings if ruling.ruled == "same event" and ruling.other is not None]
        self._items = {claim.item for claim in (*self._apart, *(claim for pair in self._same for claim in pair))}
        self._held: dict[Anchor, list[Answer]] = defaultdict(list)

    def change(self, gone: Iterable[Answer], come: Iterable[Answer]) -> None:
        """Let answers out and in."""
        if not self._items:
            return
        for one in gone:
            if one.claim.item in self._items:
                self._held[anchor(one.claim)].remove(one)
        for one in come:
            if one.claim.item in self._items:
                self._held[anchor(one.claim)].append(one)

    def settle(self) -> None:
        """Find anew which events are joined."""
        self.joined = _joined(
            (first, second)
            for claim, other in self._same
            for one in self._held.get(claim, ())
            for two in self._held.get(other, ())
            if (first := self._set_apart(one)) and (second := self._set_apart(two)) and one.topic == two.topic
        )

    def _set_apart(self, one: Answer) -> str | None:
        """The event of an answer before events are joined."""
        if one.event is None or one.claim.item not in self._items:
            return one.event
        return one.event + self._apart.get(anchor(one.claim), "")

    def event_of(self, one: Answer, joined: Mapping[str, str]) -> str | None:
        """The event of an answer, where these events are joined."""
        if not self._items:
            return one.event
        event = self._set_apart(one)
        return joined.get(event, event) if event else event


def _joined(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name each event that is joined with others by the first of them."""
    groups: dict[str, set[str]] = {}
    for one, two in pairs:
        group = groups.get(one, {one}) | groups.get(two, {two})
        for name in group:
            groups[name] = group
    return {name: min(group) for name, group in groups.items()}


def reconciled(rulings: Iterable[Ruling]) -> dict[Anchor, frozenset[Anchor]]:
    """Return with which claims each does not conflict, as was ruled."""
    found: dict[Anchor, set[Anchor]] = defaultdict(set)
    for ruling in rulings:
        if ruling.ruled == "no conflict" and ruling.other is not None:
            found[ruling.claim].add(ruling.other)
            found[ruling.other].add(ruling.claim)
    return {one: frozenset(others) for one, others in found.items()}
