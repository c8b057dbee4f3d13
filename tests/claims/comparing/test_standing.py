"""What a row says beside its relations: origins, grade, silence, importance, and what earlier versions said."""

from typing import Any

import pytest

from claims.comparing.compare import compare
from core.claim import Claim
from core.comparison import Comparison, Coverage, Outlet
from tests.claims.comparing.making import NOW, SIDES, claim, day, row, rows

MOD = "Russian Ministry of Defence"
ZELENSKYY = "Volodymyr Zelenskyy"


def freed(source: str, number: float = 157, **more: Any) -> Claim:
    return claim(source, "released", number, "Ukraine", **more)


def only(*claims: Claim, **more: Any) -> Comparison:
    return row(rows(*claims, **more), "released", "Ukraine")


@pytest.mark.parametrize(
    ("claims", "origins", "speakers"),
    [
        pytest.param([freed(name, speaker=ZELENSKYY) for name in "ABCD"], 1, 1, id="one statement of one speaker"),
        pytest.param([freed("A", speaker=ZELENSKYY), freed("B", speaker="President Zelensky")], 1, 1, id="under two spellings"),
        pytest.param([freed("A", speaker=ZELENSKYY), freed("B", speaker=MOD)], 2, 2, id="two speakers"),
        pytest.param([freed("A", speaker=ZELENSKYY), freed("B")], 1, 1, id="what is not known adds nothing to what is"),
        pytest.param([freed("A"), freed("B"), freed("C")], 1, 0, id="nothing known of any"),
        pytest.param([freed("A", agency="AP"), freed("B", agency="AP"), freed("C", agency="AFP")], 2, 0, id="credited agencies"),
        pytest.param([freed("A", origin="X"), freed("B", origin="Y")], 2, 0, id="origins that are given are believed"),
        pytest.param(
            [freed("A", origin="X", speaker=ZELENSKYY), freed("B", origin="Y", speaker=ZELENSKYY)], 2, 1, id="whatever their speaker is"
        ),
        pytest.param([freed("A", origin="X"), freed("B", origin="X"), freed("C")], 1, 0, id="and the unknown adds nothing to them"),
        pytest.param([freed("A", speaker="Ann Lee"), freed("A", speaker="Bo Ray", item="again")], 1, 2, id="an outlet that quotes two"),
        pytest.param(
            [freed("A", speaker="Ann Lee"), freed("A", speaker="Bo Ray"), freed("B")], 1, 2, id="and one that names nobody adds nothing"
        ),
        pytest.param(
            [freed("A", speaker="Ann Lee"), freed("A", speaker="Bo Ray"), freed("B", speaker="Ann Lee")], 2, 2, id="another that names one"
        ),
    ],
)
def test_origins_are_counted_at_most(claims: list[Claim], origins: int, speakers: int) -> None:
    told = only(*claims)
    assert (told.outlets, told.origins, told.speakers) == (len({one.source for one in claims}), origins, speakers)
    assert (told.groups[0].outlets, told.groups[0].origins) == (told.outlets, origins)


def test_outlets_of_one_owner_are_one_origin() -> None:
    outlets = [Outlet("A", owner="State"), Outlet("B", owner="State"), Outlet("C", owner="Fund")]
    assert only(freed("A"), freed("B"), freed("C"), outlets=outlets).origins == 2


def test_the_origins_of_the_texts_count() -> None:
    assert only(freed("A"), freed("B"), freed("C"), origins={"A": "Reuters", "B": "Reuters", "C": "C"}).origins == 2


@pytest.mark.parametrize(
    ("claims", "grade"),
    [
        pytest.param([freed("A", speaker=MOD), freed("B", speaker=ZELENSKYY)], "acknowledged", id="both sides say so"),
        pytest.param([freed("A", agency="AP"), freed("B", agency="AFP")], "corroborated", id="two agencies"),
        pytest.param([freed("A", agency="AP"), freed("B", agency="AP")], "single origin", id="one agency"),
        pytest.param([freed("A", speaker="Ann Lee"), freed("A", speaker="Bo Ray")], "single origin", id="one outlet that quotes two"),
        pytest.param(
            [freed("A", 150, speaker="Ann Lee", qualifier="at-least"), freed("A", speaker="Bo Ray")], "single origin", id="with two values"
        ),
        pytest.param([freed("A", speaker=MOD), freed("B", 189, speaker=ZELENSKYY)], "contested", id="two parties differ"),
        pytest.param([freed("A"), freed("B", 189)], "contested", id="two outlets differ"),
        pytest.param([freed("A", status="agreed"), freed("B", status="scheduled")], "pending", id="not done yet"),
        pytest.param(
            [freed("A", status="agreed"), freed("B", agency="AP"), freed("C", agency="AFP")], "corroborated", id="agreed and done"
        ),
    ],
)
def test_a_row_has_a_grade(claims: list[Claim], grade: str) -> None:
    assert only(*claims).grade == grade


OUTLETS = [Outlet("A"), Outlet("B"), Outlet("C"), Outlet("D", reach="gap"), Outlet("E", reach="unreachable"), Outlet("F")]


def test_five_kinds_of_silence_are_told_apart() -> None:
    coverage = [
        Coverage("A", "A", "pow-swaps", full=True),
        Coverage("b", "B", "pow-swaps", full=True),
        Coverage("c", "C", "pow-swaps", full=False),
    ]
    told = only(freed("A"), outlets=OUTLETS, coverage=coverage)
    assert [(one.source, one.state, one.item) for one in told.silent] == [
        ("B", "silent", "b"),
        ("C", "summary only", "c"),
        ("D", "gap", None),
        ("E", "unreachable", None),
        ("F", "no coverage", None),
    ]


def test_of_a_number_and_its_digits_as_text_the_silent_item_is_always_the_same() -> None:
    names = [f"Outlet {at}" for at in range(9)]
    coverage = [Coverage(item, name, "pow-swaps", full=True) for at, name in enumerate(names) for item in (at, str(at))]
    told = only(freed("A"), outlets=[Outlet(name) for name in names], coverage=[Coverage("a", "A", "pow-swaps", full=True), *coverage])
    assert [one.item for one in told.silent] == [str(at) for at in range(9)]


def test_an_outlet_that_tells_of_another_swap_does_not_cover_this_one() -> None:
    coverage = [Coverage("A", "A", "pow-swaps", full=True), Coverage("B", "B", "pow-swaps", full=True)]
    compared = rows(freed("A"), freed("B", 185, published="2025-10-02"), outlets=OUTLETS[:2], coverage=coverage)
    told = row(compared, "released", "Ukraine", "pow-swaps:2026-02-05")
    assert [(one.source, one.state) for one in told.silent] == [("B", "no coverage")]


def test_an_article_without_a_claim_covers_the_events_that_others_tell_of_on_its_day() -> None:
    coverage = [
        Coverage("A", "A", "pow-swaps", full=True, published=day("2026-02-05")),
        Coverage("b", "B", "pow-swaps", full=True, published=day("2026-02-05")),
        Coverage("c", "C", "pow-swaps", full=True),
    ]
    compared = rows(freed("A"), freed("A", 185, published="2025-10-02", item="old"), outlets=OUTLETS[:3], coverage=coverage)
    states = {one.event: [(other.source, other.state) for other in one.silent] for one in compared if one.side == "Ukraine"}
    assert states == {
        "pow-swaps:2025-10-02": [("B", "no coverage"), ("C", "no coverage")],
        "pow-swaps:2026-02-05": [("B", "silent"), ("C", "no coverage")],
    }


def test_importance_is_the_sum_of_its_terms_and_conflicts_of_parties_go_before_rounding() -> None:
    contested = only(freed("A", 150, speaker=MOD), freed("B", 189, speaker=ZELENSKYY))
    rounded = only(freed("A", 157), freed("B", 160, qualifier="nearly"))
    assert contested.importance > 60
    assert rounded.importance < 40
    assert [name for name, _ in contested.terms] == ["kind", "distance", "who", "support", "recency", "new"]


def test_old_news_matters_less() -> None:
    assert only(freed("A"), now=NOW).importance > only(freed("A", published="2025-02-05"), now=NOW).importance


def version(number: float, which: int, **more: Any) -> Claim:
    return freed("A", number, version=which, item=1, **more)


def test_a_changed_number_is_corrected_against_the_version_before() -> None:
    told = only(version(157, 2), earlier=[version(175, 1)])
    assert [group.value for group in told.groups] == ["157", "175"]
    assert [(one.relation, one.why) for one in told.relations] == [("corrected", "175 changed to 157 at the same address, without a note")]
    assert (told.relation, told.outlets) == ("corrected", 1)


def test_what_the_new_version_repeats_is_no_change() -> None:
    told = only(version(157, 2), earlier=[version(157, 1)])
    assert [group.value for group in told.groups] == ["157"]


def test_what_the_new_version_drops_is_withdrawn() -> None:
    compared = compare([claim("A", "stage", "completed", "both", item=1, version=2)], parties=SIDES, earlier=[version(157, 1)], now=NOW)
    assert row(compared, "released", "Ukraine").grade == "withdrawn"


def test_a_number_that_was_taken_back_contradicts_nobody() -> None:
    told = only(version(157, 2), freed("B", 157), earlier=[version(175, 1)])
    assert {one.relation for one in told.relations} == {"corrected"}
    assert told.grade != "contested"


def test_another_outlet_still_with_the_old_number_is_told_apart() -> None:
    told = only(version(157, 2), freed("B", 175), earlier=[version(175, 1)])
    assert {one.relation for one in told.relations} == {"corrected", "differs", "other time"}
