"""A row packed in pieces."""

import pickle
from datetime import timedelta

import pytest

from claims.comparing.compare import compare
from core import sheet
from core.claim import Claim
from core.comparison import Comparison
from core.rows import Rows
from core.sheet import PIECE, Opened, packed, unpacked
from tests.claims.comparing.making import NOW, claim

MANY = [
    claim(
        f"Outlet {at % 40}", "released", 100 + at % 7, item=at, agency="Reuters" if at % 3 else None, published=NOW - timedelta(minutes=at)
    )
    for at in range(5 * PIECE)
]


def long_row() -> Comparison:
    return max(compare(MANY, now=NOW), key=lambda row: sum(len(group.claims) for group in row.groups))


def claims_of(row: Comparison) -> list[Claim]:
    return [one for group in row.groups for one in group.claims]


def test_a_row_comes_out_in_whole_as_it_was_packed() -> None:
    row = long_row()
    body = packed(row)
    assert (unpacked(body), len(body.pieces)) == (row, 5)
    assert len(b"".join([body.plan, body.silent, *body.pieces])) < len(pickle.dumps(row)) / 2


def test_a_sheet_says_where_the_claims_of_an_outlet_a_group_and_an_article_stand() -> None:
    row = long_row()
    seen = Rows.of([row]).sheet(0)
    assert [seen.sources(number) for number in range(len(row.groups))] == [group.sources for group in row.groups]
    assert [tuple(seen.claims(seen.of_group(number))) for number in range(len(row.groups))] == [group.claims for group in row.groups]
    assert set(seen.names("origin")) == {"Reuters", *(one.source for one in claims_of(row) if not one.agency)}
    for name in seen.names("source"):
        mine = sorted((one for one in claims_of(row) if one.source == name), key=lambda one: one.published, reverse=True)
        assert list(seen.claims(seen.column("source", name))) == mine
    assert {one.item for one in seen.claims(seen.of_item(33))} == {33}
    told = [(row.groups[number].claims.count(one), one) for number, one in seen.said()]
    assert (all(count == 1 for count, _ in told), len(told)) == (True, len(claims_of(row)))
    assert seen.column("source", "Nobody") == ()


def test_a_look_at_one_outlet_unpacks_the_piece_that_it_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    rows, counted, unpack = Rows.of([long_row()]), list[bytes](), sheet._unpacked

    def count(body: bytes) -> object:
        counted.append(body)
        return unpack(body)

    monkeypatch.setattr(sheet, "_unpacked", count)
    seen = rows.sheet(0)
    assert [one.source for one in seen.claims(seen.column("source", "Outlet 7"))] == ["Outlet 7"] * 4
    assert counted[0] is rows.bodies[0].plan
    assert len(counted) <= 3, "four claims stand in two pieces at most"
    counted.clear()
    assert rows.sheet(0).claims(seen.column("source", "Outlet 7"))[0].source == "Outlet 7"
    assert counted == []


def test_what_is_kept_is_bounded_and_what_is_of_other_rows_now_is_forgotten() -> None:
    bodies = [packed(long_row()) for _ in range(2)]
    opened = Opened(3)
    for body in bodies:
        for piece in body.pieces:
            opened(piece)
    assert set(opened.kept) == {id(piece) for piece in bodies[1].pieces[-3:]}
    opened.keep([bodies[1]._replace(pieces=bodies[1].pieces[:3])])
    assert set(opened.kept) == {id(bodies[1].pieces[2])}
