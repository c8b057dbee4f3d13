"""How the groups of a row relate: found as far as the row itself asks for it, and the rest when somebody looks at all of it."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from claims.comparing.clusters import Cluster
from claims.comparing.context import Context
from claims.comparing.importance import WEIGHT_ORDER, far_points, gap, gap_at_most, spread
from claims.comparing.row import Row, Verdict, worded
from core.comparison import Related, Relation

Pair = tuple[int, int]
"""The places of two groups in their row, the first of them first."""
_RANK = {relation: at for at, relation in enumerate(WEIGHT_ORDER)}


class Pairs(ABC):
    """The groups of a row that are held against each other."""

    def __init__(self, clusters: Sequence[Cluster], row: Row, context: Context) -> None:
        """Begin without having related any.

        Args:
            clusters: the groups, in the order of the row.
            row: what relating has to know of it.
            context: what holds for all rows.
        """
        self.clusters = clusters
        self.row = row
        self.context = context

    @property
    @abstractmethod
    def number(self) -> int:
        """How many pairs there are."""

    @abstractmethod
    def places(self) -> Iterable[Pair]:
        """Give the pairs in the order of the row."""

    @abstractmethod
    def verdict(self, pair: Pair) -> Verdict:
        """Say how two groups relate."""

    @abstractmethod
    def parts(self) -> Iterable[tuple[float, Iterable[Pair]]]:
        """Give the pairs of each part of the row, with how far two groups of that part are apart at most."""

    def related(self) -> Iterator[Related]:
        """Say of all pairs how they relate."""
        for pair in self.places():
            yield self._told(pair)

    def weightiest(self) -> Related | None:
        """Return the first pair of the relation that the row is known by; None where no two are held against each other."""
        best: Pair | None = None
        rank, least = len(_RANK), _RANK[self._most()]
        for pair in self.places():
            found = _RANK[self.verdict(pair)[0]]
            if found < rank:
                best, rank = pair, found
                if rank <= least:
                    break
        return self._told(best) if best else None

    def sum(self) -> str:
        """Return the equation of the first pair that adds up; empty: none does."""
        if not self.row.identities and not any(one.derived for one in self.clusters):
            return ""
        return next((one.why for one in self.related() if one.relation == "adds up"), "")

    def far(self, best: Related | None) -> float:
        """Return how far two are apart at most, as exactly as importance goes by it. `best`: the weightiest pair."""
        if best is None:
            return 0.0
        far = gap(best.relation, *(self.clusters[at].span for at in best.groups))
        points = far_points(far)
        for most, pairs in self.parts():
            for pair in pairs:
                if far_points(most) <= points:
                    break
                one, other = self.clusters[pair[0]].span, self.clusters[pair[1]].span
                if gap_at_most(one, other) > far:
                    far = max(far, gap(self.verdict(pair)[0], one, other))
                    points = far_points(far)
        return far

    def _told(self, pair: Pair) -> Related:
        relation, why = self.verdict(pair)
        return Related(pair, relation, worded(why))

    def _most(self) -> Relation:
        """The weightiest relation that there can be: it takes two parties to contest something."""
        parties = frozenset[str]().union(*[one.parties for one in self.clusters])
        if len(parties.intersection(self.row.parties)) > 1:
            return "contested"
        return "denied" if any(one.status == "denied" for one in self.clusters) else "differs"


class EachTwo(Pairs):
    """Each two groups of a row."""

    def __init__(self, clusters: Sequence[Cluster], row: Row, context: Context) -> None:
        """Begin without having related any."""
        super().__init__(clusters, row, context)
        self._found: list[Verdict | None] = [None] * self.number

    @property
    def number(self) -> int:
        """How many pairs there are."""
        return len(self.places())

    def places(self) -> Sequence[Pair]:
        """Give each two."""
        return each_two(len(self.clusters))

    def verdict(self, pair: Pair) -> Verdict:
        """Say how two groups relate, having found it once."""
        i, j = pair
        at = i * (2 * len(self.clusters) - i - 1) // 2 + j - i - 1
        found = self._found[at]
        if found is None:
            found = self._found[at] = self.context.relate(self.clusters[i], self.clusters[j], self.row)
        return found

    def parts(self) -> Iterable[tuple[float, Iterable[Pair]]]:
        """Give each two as one part."""
        return [(spread([one.span for one in self.clusters]), self.places())]


@cache
def each_two(number: int) -> tuple[Pair, ...]:
    """Each two places in a row of so many groups: the same for all such rows."""
    return tuple(combinations(range(number), 2))
