"""What does not say whose it is: it stands in the row of the one side of which all others tell, and contradicts nobody there."""

import pytest

from claims.comparing.board import Board, Given
from core.claim import Claim
from core.comparison import Relation
from tests.claims.comparing.making import NOW, SIDES, claim, row, rows


def downed(source: str, number: float, side: str | None, **more: str) -> Claim:
    return claim(source, "strikes.drones-downed", number, side, **more)


@pytest.mark.parametrize(
    ("said", "unsaid", "relation"),
    [
        pytest.param(103, 103, "same", id="one number"),
        pytest.param(103, 97, "other scope", id="another number may be the other side's"),
        pytest.param(103, 12, "other scope", id="far fewer"),
    ],
)
def test_an_answer_without_a_side_joins_the_side_that_others_name(said: int, unsaid: int, relation: Relation) -> None:
    (only,) = rows(downed("A", said, "Russia"), downed("B", unsaid, None))
    assert (only.side, only.outlets, only.relation) == ("Russia", 2, relation)


def test_a_toll_that_grows_may_have_been_told_without_a_side() -> None:
    early = claim("A", "strikes.killed", 12, None, published="2026-02-05T09:00")
    (only,) = rows(early, claim("B", "strikes.killed", 15, "Ukraine", published="2026-02-05T18:00"))
    assert (only.side, only.relation) == ("Ukraine", "updated")


def test_where_two_sides_are_named_it_stands_by_itself() -> None:
    compared = rows(*(downed(source, 103, side) for source, side in zip("ABC", (None, *SIDES), strict=True)))
    assert {one.side: one.outlets for one in compared} == {None: 1, "Ukraine": 1, "Russia": 1}


def test_two_that_differ_do_so_beside_a_side_as_well() -> None:
    compared = rows(downed("A", 103, "Russia"), downed("B", 60, None), downed("C", 80, None))
    (differs,) = (one for one in row(compared, "drones-downed", "Russia").relations if one.relation == "differs")
    assert "60" in differs.why
    assert "80" in differs.why


def test_it_leaves_the_row_when_its_side_does() -> None:
    board, said, unsaid = Board(SIDES), downed("A", 103, "Russia"), downed("B", 103, None)
    for come, gone, shown in (((unsaid,), (), [None]), ((said,), (), ["Russia"]), ((), (said,), [None])):
        board.change(Given(come), Given(gone))
        assert [one.side for one in board.rows(NOW)] == shown


def test_a_question_without_sides_has_one_row() -> None:
    assert [one.side for one in rows(claim("A", "exchanged", 314), claim("B", "exchanged", 314, "both"))] == ["both"]
