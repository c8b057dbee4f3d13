"""What a reader ruled on comparing: which claims tell of one event, which of another, and which do not conflict.

Rulings are constraints on a grouping that is found anew each time (must-link and cannot-link, Wagstaff et al. 2001): they name
claims by their sentences, so that whatever else comes in stands with them.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from claims.answers import Answer
from core.claim import Claim
from core.correction import Anchor, Ruling


def anchor(claim: Claim) -> Anchor:
    """Return what names a claim for good."""
    return Anchor(claim.item, claim.place, claim.quote, claim.value.low, claim.value.high)


def regroup(answers: Sequence[Answer], rulings: Sequence[Ruling]) -> None:
    """Move answers that have an event to those that the rulings tell, first the ones to be apart, then those to be together.

    Of events that become one the first in the order of their names gives the name. A ruling on a claim that is not there, or that
    belongs to no event (a state, a running total), changes nothing.
    """
    held: dict[Anchor, list[Answer]] = defaultdict(list)
    if any(ruling.ruled != "no conflict" for ruling in rulings):
        for answer in answers:
            if answer.event is not None:
                held[anchor(answer.claim)].append(answer)
    for number, ruling in enumerate(rulings, 1):
        if ruling.ruled == "other event":
            for answer in held.get(ruling.claim, ()):
                answer.event = f"{answer.event}, apart {number}"
    same = [ruling for ruling in rulings if ruling.ruled == "same event" and ruling.other is not None]
    joined = _joined(
        (one.event, two.event)
        for ruling in same
        for one in held.get(ruling.claim, ())
        for two in held.get(ruling.other or ruling.claim, ())
        if one.event and two.event and one.topic == two.topic
    )
    for answer in answers if joined else ():
        answer.event = joined.get(answer.event or "", answer.event)


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
