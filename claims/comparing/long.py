"""Long rows: running totals that are told every day by everybody. Of a change only what it touches is worked out again."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import attrgetter, itemgetter
from typing import NamedTuple

from claims.comparing.answers import Answer
from claims.comparing.clusters import Cluster, Kind, cluster_key, summed
from claims.comparing.context import Context
from claims.comparing.importance import gap
from claims.comparing.ladders import steps
from claims.comparing.row import Row, Verdict, Why, worded
from core.comparison import Related, Relation

ALL_PAIRS = 60
"""Up to so many different answers each two are related; beyond, each with those that are nearest in time."""
NEAREST = 8
_PLACES = itemgetter(0, 1)


class Window(NamedTuple):
    """How a group relates with each of those that come next in time."""

    first: Cluster
    next: Sequence[Cluster]
    found: Sequence[Verdict]
    relations: frozenset[Relation]
    gap: float
    """How far it is apart at most from one of them, as importance goes by it."""


def related(clusters: Sequence[Cluster], windows: Iterable[Window]) -> list[Related]:
    """Say how the groups of a long row relate, in its order."""
    return [Related((i, j), relation, worded(why)) for i, j, relation, why in sorted(_pairs(clusters, windows), key=_PLACES)]


def first_related(clusters: Sequence[Cluster], windows: Iterable[Window], relation: Relation) -> Related:
    """Return the first of those that relate so."""
    found = [one for one in _pairs(clusters, [one for one in windows if relation in one.relations]) if one[2] == relation]
    i, j, _, why = min(found, key=_PLACES)
    return Related((i, j), relation, worded(why))


def _pairs(clusters: Sequence[Cluster], windows: Iterable[Window]) -> Iterator[tuple[int, int, Relation, Why]]:
    places = {id(one): at for at, one in enumerate(clusters)}
    for window in windows:
        i = places[id(window.first)]
        for other, (relation, why) in zip(window.next, window.found, strict=True):
            j = places[id(other)]
            yield (i, j, relation, why) if i < j else (j, i, relation, why)


class Long:
    """The groups of a long row, and how they relate, kept while answers come and go."""

    def __init__(self, row: Row) -> None:
        """Begin without any answer."""
        self._row = row
        self._groups: dict[Kind, Cluster] = {}
        self._kinds: dict[int, Kind] = {}
        """By the identity of a claim; where answers were marked for others beside them there are none."""
        self._steps: set[int] = set()
        """Those on which answers stand, or have stood."""
        self._by_time: list[Cluster] = []
        self._in_row: list[Cluster] = []
        self._windows: dict[int, Window] = {}
        """By the identity of the first of each."""
        self._gone: set[int] = set()
        self._come: dict[int, Answer] = {}

    def take(self, claims: AbstractSet[int]) -> None:
        """Note that the answers of claims (their identities) have gone."""
        self._gone |= claims
        for claim in claims:
            self._come.pop(claim, None)

    def put(self, answers: Iterable[Answer]) -> None:
        """Note that some have come."""
        self._come.update({id(one.claim): one for one in answers})

    def settle(self, context: Context, restless: AbstractSet[int | str]) -> bool:
        """Work out again what the answers touch that have come and gone; return whether the row is still one of this kind.

        Args:
            context: what holds for all rows.
            restless: items whose claims have other origins or events since.
        """
        if not self._kinds:
            return False
        touched: dict[Kind, list[Answer]] = {}
        for kind in {self._kinds.pop(claim) for claim in self._gone if claim in self._kinds}:
            touched[kind] = [one for one in self._groups[kind].answers if id(one.claim) not in self._gone]
        for claim, one in self._come.items():
            kind = cluster_key(one)
            if kind not in touched:
                touched[kind] = [*self._groups[kind].answers] if kind in self._groups else []
            touched[kind].append(one)
            self._kinds[claim] = kind
        if restless:
            touched |= {kind: one.answers for kind, one in self._groups.items() if kind not in touched and _is_of(one, restless)}
        self._steps |= steps(self._come.values())
        self._work_out(touched, context)
        return len(self._groups) > ALL_PAIRS and len(self._steps) < 2  # noqa: PLR2004 - beyond one step others are marked

    def hold(self, kinds: Mapping[Kind, list[Answer]], context: Context, restless: AbstractSet[int | str], *, marked: bool) -> None:
        """Work out again what is another than before, of all answers by kind.

        Args:
            kinds: the answers.
            context: what holds for all rows.
            restless: items whose claims have other origins or events since.
            marked: whether answers are marked for others beside them, so that after a change all of them have to be looked at again.
        """
        touched: dict[Kind, list[Answer]] = {kind: [] for kind in self._groups.keys() - kinds.keys()}
        for kind, mine in kinds.items():
            known = self._groups.get(kind)
            if known is None or {id(one.claim) for one in mine} != set(map(id, known.claims)) or _is_of(known, restless):
                touched[kind] = mine
        self._kinds = {} if marked else {id(one.claim): kind for kind, mine in kinds.items() for one in mine}
        self._steps = steps([mine[0] for mine in kinds.values()])
        self._work_out(touched, context)

    def _work_out(self, touched: Mapping[Kind, list[Answer]], context: Context) -> None:
        gone = {id(one): one for kind in touched if (one := self._groups.pop(kind, None))}
        fresh = {kind: summed(mine, context.party, context.origin) for kind, mine in touched.items() if mine}
        self._groups |= fresh
        self._by_time, self._in_row = (
            sorted([*[one for one in mine if id(one) not in gone], *fresh.values()], key=attrgetter(order))
            for mine, order in ((self._by_time, "earlier"), (self._in_row, "place"))
        )
        for at in gone:
            self._windows.pop(at)
        for at in self._before([*gone.values(), *fresh.values()]):
            first = self._by_time[at]
            self._windows[id(first)] = self._window(first, self._by_time[at + 1 : at + 1 + NEAREST], context)
        self._gone, self._come = set(), {}

    def _before(self, clusters: Iterable[Cluster]) -> set[int]:
        """The places in time, of those that are there, and of those to whose next they belong."""
        places: set[int] = set()
        for one in clusters:
            at = bisect_left(self._by_time, one.earlier, key=attrgetter("earlier"))
            places.update(range(max(0, at - NEAREST), min(at + 1, len(self._by_time))))
        return places

    def _window(self, first: Cluster, after: list[Cluster], context: Context) -> Window:
        """Relate a group with those after it; what is known of two of them is taken over."""
        known = self._windows.get(id(first))
        before = dict(zip(map(id, known.next), known.found, strict=True)) if known else {}
        found = [before.get(id(other)) or context.relate(first, other, self._row) for other in after]
        gaps = [gap(relation, first.span, other.span) for other, (relation, _) in zip(after, found, strict=True)]
        return Window(first, after, found, frozenset([relation for relation, _ in found]), max(gaps, default=0.0))

    def clusters(self) -> list[Cluster]:
        """Return the groups in the order of the row."""
        return self._in_row

    def windows(self) -> list[Window]:
        """Return how they relate."""
        return list(self._windows.values())


def _is_of(cluster: Cluster, items: AbstractSet[int | str]) -> bool:
    return bool(items) and any(claim.item in items for claim in cluster.claims)
