"""Claims of no question that is asked: two of them stand side by side where they say the same."""

from itertools import permutations

import pytest

from core.claim import Claim, Kind, Value
from tests.claims.comparing.making import claim, row, rows


def told(source: str, number: float, kind: Kind = "duration", unit: str = "hours", **more: str) -> Claim:
    return claim(source, "talks.other", Value(kind, number, number, unit, f"{number:g} {unit}"), **more)


def on(source: str, day: str) -> Claim:
    return claim(source, "talks.other", day, kind="date")


@pytest.mark.parametrize(
    ("claims", "groups"),
    [
        pytest.param([told("A", 72), told("B", 72)], [1], id="the same words"),
        pytest.param([told("A", 72), told("B", 3, unit="days")], [2], id="other units of time"),
        pytest.param([on("A", "2026-02-03"), on("B", "2026-02-03")], [1], id="one day"),
        pytest.param([told("A", 72), told("B", 96)], [], id="two that differ answer nothing in common"),
        pytest.param([told("A", 72), told("A", 72, item="again")], [], id="one outlet, twice"),
        pytest.param([told("A", 50, "count", "lorries"), told("B", 50, "count", "men")], [], id="as many of other things"),
        pytest.param([told("A", 13_000_000, "count", "men"), told("B", 13_000_001, "count", "men")], [], id="great numbers, one apart"),
        pytest.param([told("A", 72), told("B", 72), told("A", 96), told("B", 96)], [1, 1], id="two values are two rows"),
    ],
)
def test_what_answers_no_question_is_compared_where_it_is_the_same(claims: list[Claim], groups: list[int]) -> None:
    for some in permutations(claims):
        compared = rows(*some)
        assert [len(one.groups) for one in compared] == groups
        assert {one.relation for one in compared} <= {"same", "compatible"}


def test_it_stands_by_itself() -> None:
    compared = rows(told("A", 72), told("B", 72), claim("A", "talks.venue", "Abu Dhabi", kind="place"))
    assert row(compared, "venue").outlets == 1
    assert row(compared, "other").outlets == 2
