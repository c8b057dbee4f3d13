"""Long rows: running totals that are told every day by everybody. Of a change only what it touches is worked out again."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import NamedTuple

from claims.comparing.answers import Answer
from claims.comparing.clusters import Cluster, Kind, cluster_key, summed
from claims.comparing.context import Context
from claims.comparing.importance import spread
from claims.comparing.ladders import steps
from claims.comparing.pairs import Pair, Pairs
from claims.comparing.row import Row, Verdict, worded
from claims.lasting import uncollected
from core.comparison import Related

ALL_PAIRS = 60
"""Up to so many different answers each two are related; beyond, each with those that are nearest in the time that they are told of."""
NEAREST = 8


class Window(NamedTuple):
    """A group, and those that come next in time."""

    first: Cluster
    next: Sequence[Cluster]
    most: float
    """How far two of them are apart at most."""
    found: list[Verdict | None]
    """How it relates with each of them, as far as that was asked for."""


class Near(Pairs):
    """The groups of a long row, each with those that are nearest in time."""

    def __init__(self, clusters: Sequence[Cluster], windows: Sequence[Window], row: Row, context: Context) -> None:
        """Begin with what is known. `windows`: one a group, in the order of time."""
        super().__init__(clusters, row, context)
        self._windows = windows

    @property
    def number(self) -> int:
        """How many pairs there are."""
        return sum([len(one.next) for one in self._windows])

    def places(self) -> Iterator[Pair]:
        """Give each group with those next to it in time that stand behind it in the row."""
        for i, one in enumerate(self.clusters):
            at = self._times[id(one)]
            near = [window.first for window in self._windows[max(0, at - NEAREST) : at]]
            yield from [(i, j) for j in sorted([self._places[id(other)] for other in (*near, *self._windows[at].next)]) if i < j]

    def verdict(self, pair: Pair) -> Verdict:
        """Say how two groups relate, having found it once."""
        one, other = self._times[id(self.clusters[pair[0]])], self._times[id(self.clusters[pair[1]])]
        return self._found(*((one, other) if one < other else (other, one)))

    def related(self) -> Iterator[Related]:
        """Say of all pairs how they relate."""
        found = []
        with uncollected():
            for at, window in enumerate(self._windows):
                i = self._places[id(window.first)]
                for after, other in enumerate(window.next, at + 1):
                    j = self._places[id(other)]
                    found.append(((i, j) if i < j else (j, i), *self._found(at, after)))
        for pair, relation, why in sorted(found, key=itemgetter(0)):
            yield Related(pair, relation, worded(why))

    def _found(self, at: int, after: int) -> Verdict:
        """How two groups relate, by their places in time."""
        window, number = self._windows[at], after - at - 1
        found = window.found[number]
        if found is None:
            found = window.found[number] = self.context.relate(window.first, window.next[number], self.row)
        return found

    def parts(self) -> Iterator[tuple[float, Iterable[Pair]]]:
        """Give each group with those that come next in time."""
        for window in self._windows:
            i = self._places[id(window.first)]
            yield window.most, ((i, self._places[id(other)]) for other in window.next)

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {id(one): at for at, one in enumerate(self.clusters)}

    @cached_property
    def _times(self) -> Mapping[int, int]:
        return {id(one.first): at for at, one in enumerate(self._windows)}


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
        fresh = {kind: summed(mine, context.party, context.heard) for kind, mine in touched.items() if mine}
        self._groups |= fresh
        self._by_time, self._in_row = (
            sorted([*[one for one in mine if id(one) not in gone], *fresh.values()], key=attrgetter(order))
            for mine, order in ((self._by_time, "about"), (self._in_row, "place"))
        )
        for at in gone:
            self._windows.pop(at)
        for at in self._before([*gone.values(), *fresh.values()]):
            first = self._by_time[at]
            self._windows[id(first)] = self._window(first, self._by_time[at + 1 : at + 1 + NEAREST])
        self._gone, self._come = set(), {}

    def _before(self, clusters: Iterable[Cluster]) -> set[int]:
        """The places in time, of those that are there, and of those to whose next they belong."""
        places: set[int] = set()
        for one in clusters:
            at = bisect_left(self._by_time, one.about, key=attrgetter("about"))
            places.update(range(max(0, at - NEAREST), min(at + 1, len(self._by_time))))
        return places

    def _window(self, first: Cluster, after: list[Cluster]) -> Window:
        """Put a group together with those after it; what is known of two of them is taken over."""
        known = self._windows.get(id(first))
        before = dict(zip(map(id, known.next), known.found, strict=True)) if known else {}
        return Window(first, after, spread([first.span, *[other.span for other in after]]), [before.get(id(other)) for other in after])

    def pairs(self, context: Context) -> Near:
        """Return the groups, to be held against each other."""
        return Near(self._in_row, [self._windows[id(one)] for one in self._by_time], self._row, context)


def _is_of(cluster: Cluster, items: AbstractSet[int | str]) -> bool:
    return bool(items) and any(claim.item in items for claim in cluster.claims)
