"""Swaps of several days that carry out one deal are one event; those of other deals are not."""

from typing import Any

import pytest

from claims.comparing.board import Board, Given
from core.claim import Claim
from tests.claims.comparing.making import NOW, SIDES, between, claim, conflicts, row, rows

FIRST, SECOND, THIRD, WEEK_ON = "2026-03-05", "2026-03-06", "2026-03-07", "2026-03-12"


def freed(source: str, number: int, day: str, **more: Any) -> Claim:
    """So many freed on a day that is said."""
    return claim(source, "released", number, "both", **{"begin": day, "until": day, "published": day, **more})


def agreed(number: int, **more: Any) -> Claim:
    return claim("D", "released", number, "both", **{"status": "agreed", "published": FIRST, **more})


@pytest.mark.parametrize(
    ("claims", "events"),
    [
        pytest.param([freed("A", 200, FIRST), freed("B", 300, SECOND), agreed(500)], 1, id="two days of one deal"),
        pytest.param([freed("A", 200, FIRST), freed("B", 300, SECOND), freed("C", 500, SECOND)], 1, id="the whole is told when it is done"),
        pytest.param([freed("A", 200, FIRST), freed("B", 300, THIRD), agreed(500)], 1, id="with a day between"),
        pytest.param(
            [freed("A", 390, FIRST), freed("B", 307, SECOND), freed("C", 303, THIRD), agreed(1000, published="2026-03-02")],
            1,
            id="three days, agreed before",
        ),
        pytest.param([freed("A", 200, FIRST), freed("B", 300, SECOND)], 2, id="no deal is told"),
        pytest.param([freed("A", 200, FIRST), freed("B", 300, SECOND), agreed(510)], 2, id="another deal"),
        pytest.param([freed("A", 200, FIRST), freed("B", 300, WEEK_ON), agreed(500)], 2, id="a week later"),
        pytest.param([freed("A", 5, FIRST), freed("B", 3, SECOND), agreed(8)], 2, id="small numbers add up by chance"),
        pytest.param(
            [freed("A", 200, FIRST), freed("B", 300, SECOND), agreed(500, status="demanded")], 2, id="what is demanded is no deal"
        ),
    ],
)
def test_days_that_carry_out_one_deal_are_one_event(claims: list[Claim], events: int) -> None:
    for given in (claims, claims[::-1]):
        compared = rows(*given)
        assert len({one.event for one in compared if one.question == "released"}) == events
        assert conflicts(compared) == []


def test_what_was_done_day_by_day_adds_up_to_the_deal() -> None:
    compared = rows(freed("A", 200, FIRST), freed("B", 300, SECOND), agreed(500))
    one = row(compared, "released", "both")
    assert (one.event, one.relation) == ("pow-swaps:2026-03-05", "adds up")
    assert between(one, "200 each", "300 each").why == "300 + 200 = 500"


def test_a_deal_that_is_withdrawn_parts_its_days() -> None:
    days, deal = [freed("A", 200, FIRST), freed("B", 300, SECOND)], agreed(500)
    board = Board(SIDES)
    events = []
    board.change(Given(days))
    for given in ((Given([deal]), Given()), (Given(), Given([deal]))):
        board.change(*given)
        events.append(len({one.event for one in board.rows(NOW) if one.question == "released" and one.side == "both"}))
    assert events == [1, 2]
