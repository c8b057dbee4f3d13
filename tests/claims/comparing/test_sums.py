"""Sums that come about by chance, and those of the two sides."""

from itertools import permutations
from typing import Any

import pytest

from core.claim import Claim
from core.comparison import Comparison
from tests.claims.comparing.making import between, claim, row, rows

LIST = "Six were shot down over the lake, four over the fens and two over the moor."


def downed(number: int, text: str, quote: str = LIST, source: str = "A", **more: Any) -> Claim:
    return claim(source, "strikes.drones-downed", number, "Ukraine", text=text, quote=quote, **more)


def night(*claims: Claim) -> Comparison:
    return row(rows(*claims), "drones-downed", "Ukraine")


ALL = downed(90, "90", "Air defences shot down 90 drones.")


@pytest.mark.parametrize(
    ("claims", "relation"),
    [
        pytest.param([ALL, downed(6, "Six"), downed(4, "four"), downed(2, "two")], "other scope", id="three of the regions of a list"),
        pytest.param(
            [ALL, downed(6, "Six"), downed(4, "four"), downed(2, "another two", "Another two fell in the bay.")],
            "other scope",
            id="of which one is told with a word for more",
        ),
        pytest.param([downed(6, "Six"), downed(4, "four"), downed(2, "two")], "adds up", id="the greatest number of all is a total"),
        pytest.param(
            [ALL]
            + [
                downed(number, text, "In the south six were shot down, including four over the lake and two over the fens.")
                for number, text in ((6, "six"), (4, "four"), (2, "two"))
            ],
            "adds up",
            id="and so is one whose parts are told as such",
        ),
    ],
)
def test_what_one_region_lost_is_no_sum_of_what_others_did(claims: list[Claim], relation: str) -> None:
    assert between(night(*claims), "6", "4").relation == relation


@pytest.mark.parametrize(("all_of_them", "relation"), [(90, "other scope"), (12, "differs")])
def test_two_small_parts_of_a_night_do_not_contradict_each_other(all_of_them: int, relation: str) -> None:
    two, one = downed(2, "two", "Two fell.", "B"), downed(1, "one", "One fell.", "C")
    claims = [downed(all_of_them, str(all_of_them), "All of them fell."), two, one]
    assert between(night(*claims), "2", "1").relation == relation


def swapped(number: int, text: str, quote: str, source: str = "A", **more: Any) -> Claim:
    return claim(source, "exchanged", number, "both", text=text, quote=quote, **more)


def test_those_of_one_side_are_no_part_of_those_of_the_other() -> None:
    said = "The envoy said that 80 sailors had been swapped for 30 captives."
    both = [swapped(80, "80 sailors", said, speaker="Ann Lee"), swapped(30, "30 captives", said, speaker="Ann Lee")]
    sides = [claim("A", "released", 80, "Ukraine"), claim("A", "released", 30, "Russia")]
    told = row(rows(*both, *sides), "exchanged", "both")
    assert [(one.relation, one.why) for one in told.relations] == [("adds up", "80 + 30 = 110")] * 3
    assert told.why == "80 + 30 = 110"


def test_what_is_counted_once_is_not_added_to_what_is_counted_twice() -> None:
    claims = [
        swapped(50, "50", "Fifty came on the 5th."),
        claim("B", "released", 50, "both", quote="They swapped 50 for 50 on the 4th.", begin="2026-02-04", until="2026-02-04"),
        claim("C", "released", 75, "both", quote="They swapped 75 for 75."),
    ]
    told = row(rows(*claims), "exchanged", "both")
    assert "100 + 50 = 150" not in [one.why for one in told.relations]


def test_an_earlier_swap_is_no_first_count_of_the_one_it_is_told_with() -> None:
    claims = [swapped(300, "300", "They swapped 300 on Friday."), swapped(200, "200", "An earlier swap was of 200.", speaker="Ann Lee")]
    told = row(rows(*claims, swapped(300, "300", "300 were swapped.", source="B")), "exchanged", "both")
    assert (between(told, "200", "300").relation, between(told, "200", "300").why) == ("other time", "200 is told of an earlier time")


@pytest.mark.parametrize(
    ("each", "outlets"),
    [
        pytest.param("AB", [["A"], ["B"]], id="who prints the number stands with it alone, against whom it follows from"),
        pytest.param("A", [["A"], ["A"]], id="where nobody else implies it, the sum stays"),
        pytest.param("BC", [["A"], ["B", "C"]], id="those from whom it follows stand together"),
    ],
)
def test_what_an_article_prints_does_not_follow_from_it_once_more(each: str, outlets: list[list[str]]) -> None:
    told = [claim("A", "exchanged", 190, "both"), *[claim(name, "released", 95, "both") for name in each]]
    for some in permutations(told):
        one = row(rows(*some), "exchanged", "both")
        assert [sorted({said.source for said in group.claims}) for group in one.groups] == outlets
        assert [found.relation for found in one.relations] == ["adds up"]


@pytest.mark.parametrize(
    ("claims", "first"),
    [
        pytest.param([("A", 14), ("B", 1), ("B", 20)], ["14", "20", "1"], id="what an article gives beside a greater number comes last"),
        pytest.param([("A", 1), ("B", 1), ("B", 20)], ["1", "20"], id="what is all that another says does not"),
    ],
)
def test_the_greatest_numbers_of_articles_stand_first(claims: list[tuple[str, int]], first: list[str]) -> None:
    told = [claim(source, "strikes.killed", number, "Ukraine", speaker=f"Speaker {number}") for source, number in claims]
    for some in permutations(told):
        assert [group.value for group in row(rows(*some), "killed", "Ukraine").groups] == first
