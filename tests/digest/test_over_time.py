"""What rows tell over time, as data."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from claims.comparing.compare import compare
from core.comparison import Comparison
from digest.over_time import commitments, courses, figure_json, row_json, track_json
from tests.claims.comparing.making import NOW, SIDES, claim

HQ = "Coordination Headquarters"


def board(*claims: Any) -> list[Comparison]:
    return compare(claims, parties=SIDES, now=NOW)


def bodies() -> list[Comparison]:
    return board(
        claim("A", "bodies", 6000, "Ukraine", status="agreed", published="2026-01-02", item=1),
        claim("A", "bodies", 1212, "Ukraine", status="part done", published="2026-01-11", item=2, speaker=HQ),
        claim("B", "bodies", 1212, "Ukraine", status="part done", published="2026-01-12"),
    )


def test_a_commitments_steps_stand_in_their_order_with_what_is_done() -> None:
    [told] = map(track_json, commitments(bodies()))
    assert (told["topic"], told["question"], told["side"]) == ("pow-swaps", "bodies", "Ukraine")
    assert [(step["status"], step["value"], step["said"], step["why"]) for step in told["steps"]] == [
        ("agreed", "6,000", ["A"], "6,000"),
        ("part done", "1,212", ["B", HQ], "1,212 of 6,000"),
    ]


def test_what_was_promised_to_both_and_came_on_two_days_is_one_ladder() -> None:
    rows = board(
        claim("A", "bodies", 6000, "both", status="agreed", published="2025-06-02"),
        claim("B", "bodies", 1212, "Ukraine", published="2025-06-11"),
        claim("C", "bodies", 1200, "Ukraine", published="2025-06-13", text="another 1,200", quote="Another 1,200 came back."),
        claim("C", "bodies", 50, "Ukraine", published="2025-02-13", item="before"),
    )
    assert len({row.event for row in rows if row.side == "Ukraine"}) > 1
    assert [[step.why for step in one.steps] for one in commitments(rows) if one.side == "Ukraine"] == [
        ["6,000", "1,212 of 6,000", "1,200 of 6,000"]
    ]


def test_a_step_that_somebody_denies_is_told_with_who_denies_it_although_it_is_the_only_one() -> None:
    rows = board(
        claim("A", "stage", "agreed", kind="stage", status="agreed", speaker="officials", published="2026-02-02"),
        claim("B", "stage", "agreed", kind="stage", status="denied", speaker="Russia", published="2026-02-12"),
    )
    [told] = map(track_json, commitments(rows))
    assert [(step["status"], step["said"], step["denied"]) for step in told["steps"]] == [("agreed", ["officials"], ["Russia"])]
    assert [row.why for row in rows] == ["Russia: agreed (denied)", "officials: agreed"]


def test_a_figures_course_is_told_by_source_through_all_events() -> None:
    day = timedelta(days=1)
    total = claim("A", "casualties.killed", 100, "Russia", measure="cumulative", published="2026-02-03", item=1)
    rows = board(total, replace(total, item=2, published=total.published + day, value=replace(total.value, low=90, high=90)))
    [told] = map(figure_json, courses(rows))
    assert [(line["source"], [(point["low"], point["falls"]) for point in line["points"]]) for line in told["series"]] == [
        ("A", [(100, False), (90, True)])
    ]


def test_what_never_moved_has_no_course_and_no_track() -> None:
    rows = board(claim("A", "released", 157, "Ukraine"), claim("B", "released", 157, "Ukraine"))
    assert (commitments(rows), courses(rows)) == ([], [])


def test_a_row_has_its_own_track_and_series() -> None:
    [row] = board(claim("A", "last-exchange", "2025-10-02", status="scheduled"))[:1]
    told = row_json(row)
    assert [point["low"] for line in told["series"] for point in line["points"]] == ["2025-10-02"]
    assert [step["status"] for step in told["track"]] == ["scheduled"]
