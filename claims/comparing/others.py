"""Claims that answer none of the questions asked: of these only those are put side by side that say the same."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from claims.comparing.intervals import singular, span_of
from core.claim import Claim

OTHER = "other"
"""What claims that are given may call a question that is none of those asked."""


def comparable(claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims that can be compared; of the other questions those whose value a second source gives, each value as one event.

    Two of them that differ answer nothing in common: a truce of 72 hours, and a convoy of 50 lorries.
    """
    alike: dict[str, list[Claim]] = defaultdict(list)
    for one in claims:
        if one.question != OTHER:
            yield one
        elif value := _value(one):
            alike[f"{one.topic}:{value}"].append(one)
    for event, mine in alike.items():
        if len({one.source for one in mine}) > 1:
            yield from [replace(one, event=event) for one in mine]


def _value(claim: Claim) -> str:
    """The value as one name for all who give it: 72 hours are three days; empty: too vague."""
    span = span_of(claim.value, claim.qualifier)
    if span.family in ("vague", "word"):
        return span.word if span.family == "word" else ""
    unit = singular(claim.value.unit) if span.family == "number" else ""
    return f"{span.family} {span.base:.12g} {unit}".rstrip()
