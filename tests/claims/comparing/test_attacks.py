"""A toll that one outlet tells of an attack and another of the war: of one day, side and number, they stand together."""

from typing import Any

import pytest

from claims.comparing.board import Board, Given
from core.claim import Claim
from core.comparison import Comparison
from tests.claims.comparing.making import NOW, SIDES, claim, rows


def struck(source: str, number: float, **more: Any) -> Claim:
    return claim(source, "strikes.killed", number, "Ukraine", **more)


def fallen(source: str, number: float, side: str | None = "Ukraine", **more: Any) -> Claim:
    return claim(source, "casualties.killed", number, side, **more)


@pytest.mark.parametrize(
    ("number", "town", "outlets", "relation"),
    [
        pytest.param(12, "Smila", 2, "same", id="one number"),
        pytest.param(9, "Smila", 2, "other scope", id="fewer"),
        pytest.param(15, "Smila", 2, "updated", id="more, told later"),
        pytest.param(2, "Smila", 2, "other scope", id="few"),
        pytest.param(9, "Lubny", 1, None, id="another town"),
    ],
)
def test_a_toll_of_the_town_that_was_hit_does(number: float, town: str, outlets: int, relation: str | None) -> None:
    hit = struck("A", 12, quote="12 people were killed in Smila.", published="2026-02-05T08:00")
    found = attack(rows(hit, fallen("B", number, quote=f"{number} people died in {town}.", published="2026-02-05T20:00")))
    assert (found.outlets, found.relation) == (outlets, relation)


def attack(compared: list[Comparison]) -> Comparison:
    (found,) = (one for one in compared if one.topic == "strikes")
    return found


@pytest.mark.parametrize(
    ("toll", "outlets"),
    [
        pytest.param(fallen("B", 12), 2, id="the same"),
        pytest.param(fallen("B", 12, qualifier="at-least"), 2, id="the same, as a bound"),
        pytest.param(fallen("B", 12, published="2026-02-06"), 2, id="told again on the next day"),
        pytest.param(fallen("B", 12, as_of="2026-02-05", published="2026-02-08"), 2, id="of the day that it names, told later"),
        pytest.param(fallen("B", 12, published="2026-02-07"), 1, id="days later"),
        pytest.param(fallen("B", 12, published="2026-02-04"), 1, id="before it"),
        pytest.param(fallen("B", 12, as_of="2026-02-06"), 1, id="of another day that it names"),
        pytest.param(fallen("B", 12, "Russia"), 1, id="the other side's"),
        pytest.param(fallen("B", 12, None), 2, id="nobody's by its words"),
        pytest.param(fallen("B", 15), 1, id="a number that nobody gives of the attack"),
        pytest.param(fallen("B", 12, measure="period", quote="12 were killed this week."), 1, id="of a week"),
        pytest.param(fallen("B", 12, status="denied"), 1, id="denied"),
        pytest.param(claim("B", "casualties.wounded", 12, "Ukraine"), 1, id="the hurt"),
        pytest.param(fallen("A", 12), 1, id="the same article's"),
    ],
)
def test_a_toll_of_the_war_stands_beside_the_attack_that_has_it(toll: Claim, outlets: int) -> None:
    compared = rows(struck("A", 12), toll)
    found = attack(compared)
    assert (found.outlets, {one.relation for one in found.relations} - {"same"}) == (outlets, set())
    assert [toll] == [one for row in compared if row.topic == "casualties" for group in row.groups for one in group.claims]


@pytest.mark.parametrize(("number", "outlets"), [(3, 1), (4, 2), (999, 2), (1000, 1)])
def test_numbers_that_are_the_same_by_chance_or_are_a_wars_do_not(number: float, outlets: int) -> None:
    assert attack(rows(struck("A", number), fallen("B", number))).outlets == outlets


@pytest.mark.parametrize("side", ["Ukraine", None])
def test_it_comes_and_goes_with_its_article(side: str | None) -> None:
    board, toll = Board(SIDES), fallen("B", 12, side)
    for come, gone, outlets in (((struck("A", 12),), (), 1), ((toll,), (), 2), ((), (toll,), 1)):
        board.change(Given(come), Given(gone))
        assert attack(board.rows(NOW)).outlets == outlets
