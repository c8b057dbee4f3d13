"""Rows of the matrix by the thousand: what lists need of each is at hand, the rest is packed until somebody looks at it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import overload

from core.claim import Measure
from core.comparison import RELATION_CLASS, Comparison, Relation
from core.sheet import Opened, Packed, Sheet, origin, packed, speaker, unpacked


@dataclass(frozen=True, slots=True)
class Head:
    """What a list has to know of a row to place it, without what the sources say."""

    topic: str
    question: str
    side: str | None
    event: str | None
    measure: Measure
    relation: Relation | None
    importance: int
    outlets: int
    first: datetime
    """When its first claim was published."""
    sources: tuple[str, ...]
    """The outlets that answer."""
    origins: tuple[str, ...]
    """From whom they have it, at most."""
    speakers: tuple[str, ...]
    """Who says so; empty: an outlet, in its own voice."""
    items: tuple[int | str, ...]
    """The articles that answer."""
    terms: tuple[tuple[str, int], ...] = ()
    """What the importance is the sum of."""


def head(row: Comparison) -> Head:
    """Return what lists have to know of a row."""
    claims = [claim for group in row.groups for claim in group.claims]
    return Head(
        *(row.topic, row.question, row.side, row.event, row.measure, row.relation, row.importance, row.outlets),
        first=min(claim.published for claim in claims),
        sources=tuple({claim.source: None for claim in claims}),
        origins=tuple({origin(claim): None for claim in claims}),
        speakers=tuple({speaker(claim): None for claim in claims}),
        items=tuple({claim.item: None for claim in claims}),
        terms=row.terms,
    )


class Rows(Sequence[Comparison]):
    """Rows in their order, each unpacked in whole when it is asked for; `sheet` gives one to look at."""

    def __init__(
        self, heads: Sequence[Head], bodies: Sequence[Packed] = (), since: datetime | None = None, opened: Opened | None = None
    ) -> None:
        """Take rows that are packed.

        Args:
            heads: what lists need of each.
            bodies: the rows; one that did not change since is the same object.
            since: what was published earlier is not compared; None: everything is.
            opened: what was unpacked before, to take over.
        """
        self.heads = heads
        self.since = since
        self.bodies = bodies
        self._opened = Opened() if opened is None else opened

    @classmethod
    def of(cls, rows: Iterable[Comparison]) -> "Rows":
        """Return rows that are all there."""
        given = tuple(rows)
        return cls([head(row) for row in given], [packed(row) for row in given])

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, at: int) -> Comparison: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Comparison]: ...

    def __getitem__(self, at: int | slice) -> Comparison | Sequence[Comparison]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        row, its = unpacked(self.bodies[at]), self.heads[at]
        return row if row.terms == its.terms else replace(row, terms=its.terms, importance=its.importance)

    def sheet(self, at: int) -> Sheet:
        """Return a row to look at."""
        return Sheet(self.bodies[at], self._opened, self.heads[at].terms, self.heads[at].importance)

    def some(self, places: Sequence[int]) -> "Rows":
        """Return some of the rows, apart: another thread may look at them."""
        return Rows([self.heads[at] for at in places], [self.bodies[at] for at in places], self.since)

    def about(self, item: int | str) -> list[Sheet]:
        """Return the rows in which an article answers."""
        return [self.sheet(at) for at in self._by_item.get(item, ())]

    def beside(self, row: Comparison, most: int) -> list[Sheet]:
        """Return the rows of other events with the question and side of one: those nearest in time, in the order of the rows."""
        here = next((one.first for one in self.heads if _name(one) == _name(row) and one.event == row.event), None)
        others = [at for at, one in enumerate(self.heads) if _name(one) == _name(row) and one.event not in (None, row.event)]
        if here is not None:
            others = sorted(sorted(others, key=lambda at: abs(self.heads[at].first - here))[:most])
        return [self.sheet(at) for at in others[:most]]

    def prepare(self, first: int) -> None:
        """Do beforehand, in a thread that has the time, what whoever shows the rows would wait for; he looks at so many of them first."""
        _ = self._by_item, self.conflicts
        for at in range(min(first, len(self))):
            self.sheet(at).claims((0,))[0]

    @cached_property
    def conflicts(self) -> Mapping[str, int]:
        """How many rows are in conflict, by topic."""
        return Counter(one.topic for one in self.heads if one.relation and RELATION_CLASS[one.relation] == "conflict")

    @cached_property
    def _by_item(self) -> dict[int | str, list[int]]:
        found: dict[int | str, list[int]] = defaultdict(list)
        for at, one in enumerate(self.heads):
            for item in one.items:
                found[item].append(at)
        return found


def _name(row: Head | Comparison) -> tuple[str, str, str | None]:
    return row.topic, row.question, row.side
