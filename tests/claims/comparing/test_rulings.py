"""What a reader ruled on comparing."""

from claims.comparing.rulings import anchor
from core.correction import Ruling
from tests.claims.comparing.making import claim, conflicts, row, rows

FIRST = claim("A", "released", 157, "Ukraine", published="2026-02-05")
ALIKE = claim("B", "released", 157, "Ukraine", published="2026-02-05")
OTHER = claim("C", "released", 150, "Ukraine", published="2026-02-05")
LATER = claim("D", "released", 160, "Ukraine", published="2026-02-20")


def events(*rulings: Ruling) -> list[set[str]]:
    """The sources of each row."""
    found = rows(FIRST, ALIKE, OTHER, LATER, rulings=rulings)
    return [{one.source for group in each.groups for one in group.claims} for each in found if each.question == "released"]


def test_without_rulings_days_tell_events_apart() -> None:
    assert events() == [{"D"}, {"A", "B", "C"}]


def test_two_events_are_ruled_to_be_one() -> None:
    assert events(Ruling("same event", anchor(OTHER), anchor(LATER))) == [{"A", "B", "C", "D"}]


def test_a_claim_is_ruled_to_be_of_another_event() -> None:
    assert events(Ruling("other event", anchor(OTHER))) == [{"D"}, {"C"}, {"A", "B"}]


def test_a_claim_that_is_set_apart_may_join_another_event() -> None:
    assert events(Ruling("other event", anchor(OTHER)), Ruling("same event", anchor(LATER), anchor(OTHER))) == [{"C", "D"}, {"A", "B"}]


def test_a_ruling_on_a_claim_that_is_gone_changes_nothing() -> None:
    gone = anchor(claim("Z", "released", 9))
    assert events(Ruling("other event", gone), Ruling("same event", gone, anchor(LATER))) == events()


def test_what_is_ruled_to_be_no_conflict_is_none_for_these_two() -> None:
    assert len(conflicts(rows(FIRST, ALIKE, OTHER))) == 1
    ruled = rows(FIRST, ALIKE, OTHER, rulings=[Ruling("no conflict", anchor(OTHER), anchor(ALIKE))])
    assert conflicts(ruled) == []
    found = row(ruled, "released", "Ukraine")
    assert found.relation == "compatible"
    assert found.why.startswith("you ruled that they do not conflict: ")
    third = claim("E", "released", 140, "Ukraine", published="2026-02-05")
    assert len(conflicts(rows(FIRST, OTHER, third, rulings=[Ruling("no conflict", anchor(OTHER), anchor(FIRST))]))) == 2
