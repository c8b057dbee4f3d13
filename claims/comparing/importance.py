"""Importance: how much a row deserves to be looked at, 0 to 100, as a sum of named terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.comparing.clusters import Cluster
from claims.comparing.intervals import Span, distance
from core.comparison import RELATION_CLASS, Relation


@dataclass(frozen=True, slots=True)
class Weights:
    """The most that each term gives, and the hours in which news grows old."""

    kind: int = 30
    distance: int = 20
    who: int = 20
    support: int = 10
    recency: int = 10
    new: int = 10
    fade_hours: float = 72.0
    """After so many hours a row has half of its recency."""
    new_hours: float = 12.0
    """A claim published, or first seen, so recently is new."""
    many_outlets: int = 6
    """So many outlets give full support."""


WEIGHTS = Weights()
_KIND: dict[Relation, float] = {
    "contested": 1.0,
    "denied": 0.95,
    "differs": 0.9,
    "mismatch": 0.8,
    "corrected": 0.75,
    "updated": 0.6,
    "adds up": 0.4,
    "compatible": 0.2,
    "other scope": 0.1,
    "other time": 0.1,
    "same": 0.1,
}
WEIGHT_ORDER: tuple[Relation, ...] = (
    *("contested", "denied", "differs", "mismatch", "corrected", "updated", "adds up", "compatible", "other scope", "other time", "same"),
)
"""Relations, the weightiest first."""
APART: frozenset[Relation] = frozenset([relation for relation, kind in RELATION_CLASS.items() if kind in ("conflict", "update")])
"""Relations of which it matters how far the values are apart."""
_FULL_GAP = 0.5
_ALONE = 0.05


Terms = tuple[tuple[str, int], ...]
"""Points by name."""


def gap(relation: Relation, one: Span, two: Span) -> float:
    """How far apart two values are, 0 to 1, where it matters that they are."""
    if relation not in APART:
        return 0.0
    if one.family == "word" and RELATION_CLASS[relation] == "conflict":
        return 1.0
    return distance(one, two) if one.family == two.family else 0.0


def gap_at_most(one: Span, two: Span) -> float:
    """How far apart two values can be, however they relate."""
    if one.family == "word":
        return 1.0
    return distance(one, two) if one.family == two.family else 0.0


def spread(spans: Sequence[Span]) -> float:
    """How far apart two of several values can be at most: a bound, found without holding each two against each other."""
    families = {one.family for one in spans}
    if "word" in families or "date" in families:
        return 1.0
    between = max([one.low for one in spans]) - min([one.high for one in spans])
    least = min([abs(one.base) for one in spans])
    return 0.0 if between <= 0 else min(1.0, between / least) if least else 1.0


def far_points(far: float, weights: Weights = WEIGHTS) -> int:
    """Give the points for how far two values of a row are apart."""
    return round(weights.distance * min(1.0, far / _FULL_GAP))


def standing(
    clusters: Sequence[Cluster],
    relation: Relation | None,
    far: float,
    outlets: int,
    parties: Sequence[str],
    weights: Weights = WEIGHTS,
) -> Terms:
    """Give the terms of a row's importance that last: kind, distance, who, support.

    Args:
        clusters: the groups of the row.
        relation: the weightiest; None: there is none.
        far: how far they are apart at most, as `gap` tells it.
        outlets: how many answer.
        parties: the names of the sides.
        weights: the most that each gives.
    """
    kind = _KIND[relation] if relation else _ALONE
    said_by = frozenset(parties) & frozenset[str]().union(*[one.parties for one in clusters])
    who = 1.0 if len(said_by) > 1 else 0.6 if said_by else 0.4 if any(one.voices for one in clusters) else 0.2
    return (
        ("kind", round(weights.kind * kind)),
        ("distance", far_points(far, weights)),
        ("who", round(weights.who * who)),
        ("support", round(weights.support * min(1.0, outlets / weights.many_outlets))),
    )


def passing(last: datetime, seen: datetime, now: datetime, weights: Weights = WEIGHTS) -> Terms:
    """Give the terms that pass with time: recency, and new.

    Args:
        last: when a claim of the row was last published.
        seen: when one was last seen first.
        now: the moment for which they hold.
        weights: the most that each gives.
    """
    hours = max(0.0, (now - last).total_seconds() / 3600)
    fresh = max(0.0, (now - max(last, seen)).total_seconds() / 3600) <= weights.new_hours
    return (("recency", round(weights.recency * 0.5 ** (hours / weights.fade_hours))), ("new", weights.new if fresh else 0))


def weight(terms: Terms) -> int:
    """Sum up a row's importance, 100 at most."""
    return min(100, sum([points for _, points in terms]))
