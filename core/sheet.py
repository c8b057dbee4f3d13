"""A row of the matrix packed in pieces: how its answers relate is unpacked at once, who says so by the piece, for rows of thousands."""

import pickle
import zlib
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from io import BytesIO
from itertools import chain
from operator import attrgetter
from typing import Any, Literal, NamedTuple, overload

from core.claim import Claim, Qualifier, Scope, Value
from core.comparison import Comparison, Group, Related, Silent, SilentState
from core.late import Late

Axis = Literal["source", "origin", "speaker"]
"""By what claims can be put together."""
Places = Sequence[int]
"""Of claims in their row."""

PIECE = 32
"""So many claims are unpacked together."""
_KEPT = 128
"""So many rows and pieces stay unpacked: more than a screen shows."""


class Voice(NamedTuple):
    """From whom a claim comes."""

    source: str
    agency: str | None
    origin: str | None
    speaker: str | None
    body: str | None


class Packed(NamedTuple):
    """A row in few bytes, for `Sheet` and `unpacked` of the same program."""

    plan: bytes
    silent: bytes
    pieces: tuple[bytes, ...]
    """Its claims, `PIECE` at a time; those of an outlet stand together, its latest first."""


class Latest(NamedTuple):
    """What a cell shows of a claim."""

    value: Value
    qualifier: Qualifier


class Parts(NamedTuple):
    """Claims in parts: in one piece, for a row has a hundred parts."""

    places: Places
    ends: Sequence[int]

    @classmethod
    def of(cls, parts: Iterable[Places]) -> "Parts":
        """Put parts together."""
        places, ends = array("I"), array("I")
        for part in parts:
            places.extend(part)
            ends.append(len(places))
        return cls(places, ends)

    def __call__(self, number: int) -> Places:
        """Return one of them."""
        return self.places[self.ends[number - 1] if number else 0 : self.ends[number]]


@dataclass(frozen=True, slots=True)
class Plan:
    """A row without its claims and without who is silent, and where they stand."""

    row: Comparison
    silence: Mapping[str, SilentState]
    """Of which kind it is, by outlet."""
    groups: Parts
    """By group its claims, in its order."""
    group_of: Places
    """By claim, its group."""
    columns: Mapping[Axis, tuple[Sequence[str], Parts]]
    """Who answers, in the order of the groups, and by which claims: the latest first."""
    latest: Mapping[int, Latest]
    """Of the latest of each."""
    items: tuple[int | str, ...]
    """By claim, the article."""
    voices: Sequence[tuple[str | None, ...]]
    """From whom what is printed comes: the fields of a `Voice`."""


def origin(claim: Claim) -> str:
    """Return from whom an outlet has a claim, at most."""
    return claim.agency or claim.origin or claim.source


def speaker(claim: Claim) -> str:
    """Return who says so; empty: the outlet, in its own voice."""
    return claim.speaker or claim.body or ""


_COLUMN_OF: Mapping[Axis, Callable[[Claim], str]] = {"source": attrgetter("source"), "origin": origin, "speaker": speaker}


def packed(row: Comparison) -> Packed:
    """Return a row in few bytes."""
    said = [(claim, number) for number, group in enumerate(row.groups) for claim in group.claims]
    # Of one article, what somebody is named for goes before what the outlet says itself: its headline, mostly.
    latest = sorted(range(len(said)), key=lambda at: _freshness(said[at][0]), reverse=True)
    by_source: dict[str, list[int]] = {claim.source: [] for claim, _ in said}
    for at in latest:
        by_source[said[at][0].source].append(at)
    order = list(chain.from_iterable(by_source.values()))
    place = dict(zip(order, range(len(order)), strict=True))
    groups: list[list[int]] = [[] for _ in row.groups]
    for at, (_, number) in enumerate(said):
        groups[number].append(place[at])
    claims = [said[at][0] for at in order]
    columns: dict[Axis, tuple[Sequence[str], Parts]] = {}
    firsts = set[int]()
    for axis, column_of in _COLUMN_OF.items():
        mine: dict[str, list[int]] = {column_of(claim): [] for claim, _ in said}
        for at in latest:
            mine[column_of(said[at][0])].append(place[at])
        columns[axis] = tuple(mine), Parts.of(mine.values())
        firsts.update([places[0] for places in mine.values()])
    # Outlets that say the same share a record.
    shown: dict[Latest, Latest] = {}
    for at in firsts:
        one = Latest(claims[at].value, claims[at].qualifier)
        shown.setdefault(one, one)
    printed = [claim for claim, number in said if not row.groups[number].derived]
    plan = Plan(
        row=replace(row, groups=tuple([replace(group, claims=()) for group in row.groups]), silent=()),
        silence={one.source: one.state for one in row.silent},
        groups=Parts.of(groups),
        group_of=array("I", [said[at][1] for at in order]),
        columns=columns,
        latest={at: shown[claims[at].value, claims[at].qualifier] for at in sorted(firsts)},  # type: ignore[index]  # equal to a tuple
        items=tuple([claim.item for claim in claims]),
        voices=tuple(dict.fromkeys([(one.source, one.agency, one.origin, one.speaker, one.body) for one in printed])),
    )
    return Packed(
        _packed(plan), _packed(tuple(row.silent)), tuple([_packed(tuple(claims[at : at + PIECE])) for at in range(0, len(claims), PIECE)])
    )


def _freshness(claim: Claim) -> tuple[Any, ...]:
    return claim.published, claim.version, bool(speaker(claim))


def _packed(record: object) -> bytes:
    out = BytesIO()
    _Packer(out, pickle.HIGHEST_PROTOCOL).dump(record)
    return zlib.compress(out.getbuffer(), 1)


def _unpacked(body: bytes) -> Any:
    # Only ever what this program packed.
    return pickle.loads(zlib.decompress(body))  # noqa: S301


class _Packer(pickle.Pickler):
    """Packs records as calls of what makes them: unpacked with its own way, a frozen dataclass takes five times as long."""

    def reducer_override(self, obj: Any) -> Any:
        maker = _FIELDS.get(type(obj))
        return NotImplemented if maker is None else (type(obj), maker(obj))


_FIELDS = {
    one: attrgetter(*[field.name for field in fields(one)]) for one in (Claim, Value, Scope, Group, Related, Silent, Comparison, Plan)
}


class Opened:
    """What was unpacked last, by the identity of what it was unpacked from. For two threads as well."""

    def __init__(self, most: int = _KEPT) -> None:
        """Begin without any; so many are kept."""
        self._most = most
        self.kept: OrderedDict[int, tuple[bytes, Any]] = OrderedDict()

    def __call__(self, body: bytes) -> Any:
        """Unpack something."""
        held = self.kept.pop(id(body), None) or (body, _unpacked(body))
        self.kept[id(body)] = held
        if len(self.kept) > self._most:
            self.kept.popitem(last=False)
        return held[1]

    def keep(self, rows: Iterable[Packed]) -> None:
        """Forget all that is not of these rows."""
        standing = {id(body) for row in rows for body in (row.plan, *row.pieces)}
        for known in self.kept.copy():
            if known not in standing:
                self.kept.pop(known, None)


class Said(Sequence[Claim]):
    """Claims of a row, unpacked as they are looked at."""

    __slots__ = ("_opened", "_pieces", "_places")

    def __init__(self, pieces: Sequence[bytes], places: Places, opened: Opened) -> None:
        """Take the pieces of the row, and which of its claims these are."""
        self._pieces = pieces
        self._places = places
        self._opened = opened

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Claim: ...

    @overload
    def __getitem__(self, at: slice) -> "Said": ...

    def __getitem__(self, at: int | slice) -> "Claim | Said":
        if isinstance(at, slice):
            return Said(self._pieces, self._places[at], self._opened)
        piece, within = divmod(self._places[at], PIECE)
        claim: Claim = self._opened(self._pieces[piece])[within]
        return claim

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{len(self)} claims>"


class Sheet:
    """A row as the screen looks at it."""

    def __init__(self, body: Packed, opened: Opened, terms: tuple[tuple[str, int], ...], importance: int) -> None:
        """Take a row that was packed, and what its importance is now."""
        self._body, self._opened = body, opened
        self._plan: Plan = opened(body.plan)
        self._numbers: dict[Axis, dict[str, int]] = {}
        self.row = replace(self._plan.row, terms=terms, importance=importance, silent=Late(partial(_unpacked, body.silent)))
        """Its groups are without their claims, which `claims` gives."""

    def claims(self, places: Places) -> Sequence[Claim]:
        """Return some of its claims."""
        return Said(self._body.pieces, places, self._opened)

    def said(self) -> Iterator[tuple[int, Claim]]:
        """Yield all claims, each with its group, a piece in memory at a time."""
        return zip(self._plan.group_of, chain.from_iterable(map(_unpacked, self._body.pieces)), strict=True)

    def group(self, place: int) -> int:
        """Return the group of a claim."""
        return self._plan.group_of[place]

    def of_group(self, number: int) -> Places:
        """Return the claims of a group, in its order."""
        return self._plan.groups(number)

    def of_item(self, item: int | str) -> Places:
        """Return the claims of an article."""
        return [place for place, one in enumerate(self._plan.items) if one == item]

    def names(self, axis: Axis) -> Iterable[str]:
        """Return who answers."""
        return self._plan.columns[axis][0]

    def column(self, axis: Axis, name: str) -> Places:
        """Return by which claims somebody answers, the latest first."""
        names, parts = self._plan.columns[axis]
        if axis not in self._numbers:
            self._numbers[axis] = {each: number for number, each in enumerate(names)}
        number = self._numbers[axis].get(name)
        return () if number is None else parts(number)

    def latest(self, place: int) -> Latest:
        """Return what is shown of the claim that is somebody's latest."""
        return self._plan.latest[place]

    def silence(self, source: str) -> SilentState | None:
        """Return of which kind an outlet's silence is; None: it answers, or nothing is known of it."""
        return self._plan.silence.get(source)

    @property
    def voices(self) -> Sequence[Voice]:
        """From whom what is printed comes."""
        return [Voice(*one) for one in self._plan.voices]  # type: ignore[arg-type]  # its fields

    def sources(self, number: int) -> tuple[str, ...]:
        """Return the outlets of a group, the first to say so first."""
        # The claims of an outlet stand together.
        names, parts = self._plan.columns["source"]
        return tuple(dict.fromkeys([names[bisect_right(parts.ends, place)] for place in self.of_group(number)]))


def unpacked(body: Packed) -> Comparison:
    """Return a row in whole."""
    plan: Plan = _unpacked(body.plan)
    claims = list(chain.from_iterable(map(_unpacked, body.pieces)))
    groups = [replace(group, claims=tuple([claims[at] for at in plan.groups(number)])) for number, group in enumerate(plan.row.groups)]
    return replace(plan.row, groups=tuple(groups), silent=_unpacked(body.silent))
