"""Grades: how well a row's answer stands, apart from how much it matters."""

from collections.abc import Iterable, Sequence

from claims.comparing.attribution import count_origins
from claims.comparing.clusters import Cluster
from core.comparison import RELATION_CLASS, Grade, Related, Relation

_TOGETHER = frozenset(["same", "compatible", "adds up"])
_COMING = frozenset(["planned", "agreed", "demanded"])


def grade(clusters: Sequence[Cluster], relations: Iterable[Related], weightiest: Relation | None, parties: Sequence[str]) -> Grade:
    """Grade a row: withdrawn, contested, pending, acknowledged by both sides, corroborated, or of a single origin, in this order.

    Args:
        clusters: the groups of the row.
        relations: how they relate.
        weightiest: the weightiest relation; None: there is none.
        parties: the names of the sides.
    """
    standing = [one for one in clusters if not one.old]
    asserted = [one for one in standing if one.status != "denied"]
    if not asserted and (len(clusters) > len(standing)):
        return "withdrawn"
    if weightiest and RELATION_CLASS[weightiest] == "conflict":
        return "contested"
    if asserted and all(one.status in _COMING for one in asserted):
        return "pending"
    best: Grade = "single origin"
    for mine in _agreeing(clusters, relations):
        sides = {party for one in mine for party in clusters[one].parties if party in parties}
        if len(sides) > 1:
            return "acknowledged"
        if count_origins(clusters[one].heard for one in mine) > 1:
            best = "corroborated"
    return best


def _agreeing(clusters: Sequence[Cluster], relations: Iterable[Related]) -> list[set[int]]:
    """Sets of clusters that support one another: each with those that it agrees with directly, in what happened."""
    sets = {i: {i} for i, one in enumerate(clusters) if not one.old and one.status != "denied"}
    for related in relations:
        i, j = related.groups
        if related.relation in _TOGETHER and i in sets and j in sets:
            sets[i].add(j)
            sets[j].add(i)
    return [sets[i] for i in sorted(sets)]
