"""Rows of the matrix by the thousand: what lists need of each is at hand, the rest is packed until somebody looks at it."""

import pickle
import zlib
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from functools import cached_property
from io import BytesIO
from operator import attrgetter
from typing import Any, overload

from core.claim import Claim, Measure, Scope, Value
from core.comparison import RELATION_CLASS, Comparison, Group, Related, Relation, Silent

_KEPT = 128
"""So many rows stay unpacked: more than a screen shows."""


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


def origin(claim: Claim) -> str:
    """Return from whom an outlet has a claim, at most."""
    return claim.agency or claim.origin or claim.source


def speaker(claim: Claim) -> str:
    """Return who says so; empty: the outlet, in its own voice."""
    return claim.speaker or claim.body or ""


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


def packed(row: Comparison) -> bytes:
    """Return a row in few bytes, for `Rows` of the same program."""
    out = BytesIO()
    _Packer(out, pickle.HIGHEST_PROTOCOL).dump(row)
    return zlib.compress(out.getvalue(), 1)


class _Packer(pickle.Pickler):
    """Packs records as calls of what makes them: unpacked with its own way, a frozen dataclass takes five times as long."""

    def reducer_override(self, obj: Any) -> Any:
        maker = _FIELDS.get(type(obj))
        return NotImplemented if maker is None else (type(obj), maker(obj))


_FIELDS = {one: attrgetter(*[field.name for field in fields(one)]) for one in (Claim, Value, Scope, Group, Related, Silent, Comparison)}


Opened = OrderedDict[int, tuple[bytes, Comparison]]
"""Rows that were looked at last, by the identity of what they were unpacked from."""


class Rows(Sequence[Comparison]):
    """Rows in their order. One that is asked for is unpacked, and stays so while it is among those that were asked for last."""

    def __init__(
        self, heads: Sequence[Head], bodies: Sequence[Comparison | bytes] = (), since: datetime | None = None, opened: Opened | None = None
    ) -> None:
        """Take rows as they are, or packed.

        Args:
            heads: what lists need of each.
            bodies: the rows; one that did not change since is the same object.
            since: what was published earlier is not compared; None: everything is.
            opened: rows that were unpacked before, to take over.
        """
        self.heads = heads
        self.since = since
        self.bodies = bodies
        self._opened: Opened = OrderedDict() if opened is None else opened

    @classmethod
    def of(cls, rows: Iterable[Comparison]) -> "Rows":
        """Return rows that are all there."""
        given = tuple(rows)
        return cls([head(row) for row in given], given)

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, at: int) -> Comparison: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Comparison]: ...

    def __getitem__(self, at: int | slice) -> Comparison | Sequence[Comparison]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        body = self.bodies[at]
        return self._unpacked(body, self.heads[at]) if isinstance(body, bytes) else body

    def _unpacked(self, body: bytes, its: Head) -> Comparison:
        found = self._opened.pop(id(body), None)
        # Only ever what another process of this program packed.
        row: Comparison = pickle.loads(zlib.decompress(body)) if found is None else found[1]  # noqa: S301
        if row.terms != its.terms:
            row = replace(row, terms=its.terms, importance=its.importance)
        self._opened[id(body)] = body, row
        if len(self._opened) > _KEPT:
            self._opened.popitem(last=False)
        return row

    def some(self, places: Sequence[int]) -> "Rows":
        """Return some of the rows, apart: another thread may look at them."""
        return Rows([self.heads[at] for at in places], [self.bodies[at] for at in places], self.since)

    def about(self, item: int | str) -> list[Comparison]:
        """Return the rows in which an article answers."""
        return [self[at] for at in self._by_item.get(item, ())]

    def beside(self, row: Comparison, most: int) -> list[Comparison]:
        """Return the rows of other events with the question and side of one: those nearest in time, in the order of the rows."""
        here = next((one.first for one in self.heads if _name(one) == _name(row) and one.event == row.event), None)
        others = [at for at, one in enumerate(self.heads) if _name(one) == _name(row) and one.event not in (None, row.event)]
        if here is not None:
            others = sorted(sorted(others, key=lambda at: abs(self.heads[at].first - here))[:most])
        return [self[at] for at in others[:most]]

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
