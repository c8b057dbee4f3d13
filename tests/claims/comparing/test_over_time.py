"""What changes: between two versions of a text, of a figure over time, of a commitment on its ladder."""

from dataclasses import replace
from typing import Any

import pytest

from claims.comparing.changes import changes
from claims.comparing.series import series
from claims.comparing.track import of_row, track
from core.claim import Claim
from tests.claims.comparing.making import claim, day, row, rows

MOD = "Russian Ministry of Defence"
HQ = "Ukraine's Coordination Headquarters"


def dead(number: float, **more: Any) -> Claim:
    return claim("A", "strikes.killed", number, "Ukraine", item=1, **more)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param([dead(4)], [dead(6)], ["4 -> 6"], id="the value"),
        pytest.param([dead(4, qualifier="at-least")], [dead(4)], ["'at least' dropped"], id="a hedge dropped"),
        pytest.param([dead(4)], [dead(4, qualifier="about")], ["'about' added"], id="a hedge added"),
        pytest.param([dead(4, speaker="police")], [dead(4, speaker="mayor")], ["police -> mayor"], id="the speaker"),
        pytest.param([dead(4, status="alleged")], [dead(4)], ["alleged -> completed"], id="the status"),
        pytest.param(
            [dead(4, qualifier="at-least", speaker="police")],
            [dead(6, speaker="mayor")],
            ["4 -> 6, 'at least' dropped, police -> mayor"],
            id="all at once",
        ),
        pytest.param([], [dead(6)], ["6 came"], id="a claim came"),
        pytest.param([dead(6)], [], ["6 went"], id="a claim went"),
        pytest.param([dead(4), dead(9)], [dead(9), dead(5)], ["4 -> 5"], id="what stands is matched first"),
        pytest.param([dead(4, start=0)], [dead(4, start=90, quote="Now A has 4.")], [], id="other words and another place are wording"),
        pytest.param([dead(4), dead(4, start=50)], [dead(4)], [], id="said once less"),
    ],
)
def test_the_claims_of_two_versions_differ_in(old: list[Claim], new: list[Claim], told: list[str]) -> None:
    assert [one.why for one in changes(old, new)] == told


SEEN = "2026-02-05T14"


def edited(item: int, **more: Any) -> list[Claim]:
    """4 in the first version; 6 in the second, which was seen at 14:00."""
    return [dead(4), replace(dead(6, **more), item=item, version=2, seen=day(SEEN))]


@pytest.mark.parametrize(
    ("claims", "points"),
    [
        pytest.param(edited(1), [("4", "2026-02-05"), ("6", SEEN)], id="what an edit changed"),
        pytest.param(edited(1, speaker="mayor"), [("4", "2026-02-05"), ("6", SEEN)], id="of another voice"),
        pytest.param(edited(1, as_of="2026-02-05T07"), [("4", "2026-02-05"), ("6", SEEN)], id="although it tells of an hour before"),
        pytest.param(edited(1)[::-1], [("4", "2026-02-05"), ("6", SEEN)], id="whatever comes first"),
        pytest.param(edited(1)[1:], [("6", "2026-02-05")], id="what no edit changed, although the article was edited"),
        pytest.param(edited(2), [("4", "2026-02-05"), ("6", "2026-02-05")], id="of another article"),
        pytest.param(edited(1, who="children"), [("4", "2026-02-05"), ("6", "2026-02-05")], id="of others"),
    ],
)
def test_what_an_edit_puts_in_place_of_another_is_a_point_when_the_edit_was_seen(
    claims: list[Claim], points: list[tuple[str, str]]
) -> None:
    (line,) = series(claims)
    assert [(point.value, point.at) for point in line.points] == [(value, day(at)) for value, at in points]


def total(source: str, number: float, on: str, **more: Any) -> Claim:
    return claim(source, "casualties.killed", number, "Russia", measure="cumulative", published=on, item=f"{source}{on}", **more)


def test_a_figure_is_a_line_a_source_and_a_total_that_falls_is_flagged() -> None:
    claims = [
        total("B", 900, "2026-02-03", qualifier="at-least"),
        total("A", 1000, "2026-02-01"),
        total("A", 1100, "2026-02-02"),
        total("A", 1100, "2026-02-03"),
        total("A", 1050, "2026-02-04"),
    ]
    lines = series(claims)
    assert [line.source for line in lines] == ["A", "B"]
    assert [(point.value, point.falls) for point in lines[0].points] == [("1,000", False), ("1,100", False), ("1,050", True)]
    assert (lines[1].points[0].low, lines[1].points[0].high) == (900, None)


@pytest.mark.parametrize(
    ("before", "now", "qualifier", "measure", "falls"),
    [
        pytest.param(1_016_000, 1_009_000, "about", "cumulative", True, id="about as many, and fewer"),
        pytest.param(1_000_000, 950_000, "about", "cumulative", False, id="perhaps rounded"),
        pytest.param(1_009_000, 1_016_000, "about", "cumulative", False, id="more"),
        pytest.param(1_016, 900, "exact", "event", True, id="a total by its question"),
    ],
)
def test_a_total_that_falls(before: int, now: int, qualifier: str, measure: str, falls: bool) -> None:  # noqa: FBT001 - a table
    told = [
        claim("A", "casualties.killed", number, "Russia", measure=measure, published=on, item=on, qualifier=qualifier)
        for number, on in ((before, "2026-02-01"), (now, "2026-02-02"))
    ]
    (line,) = series(told)
    assert [point.falls for point in line.points] == [False, falls]


@pytest.mark.parametrize(
    ("now", "falls"),
    [
        pytest.param({"number": 300, "kind": "area", "unit": "km2"}, True, id="fewer square kilometres"),
        pytest.param({"number": 20, "unit": "settlements"}, False, id="settlements are no square kilometres"),
        pytest.param({"number": 3, "kind": "percent"}, False, id="nor is a part of the land"),
        pytest.param({"number": 300, "kind": "area", "unit": "km2", "where": "the north"}, False, id="in one region"),
        pytest.param({"number": 300, "kind": "area", "unit": "km2", "begin": "2026-01-01"}, False, id="counted from another day"),
        pytest.param({"number": 300, "kind": "area", "unit": "km2", "measure": "period"}, False, id="of a month"),
    ],
)
def test_a_total_falls_only_below_one_of_its_unit_and_scope(now: dict[str, Any], falls: bool) -> None:  # noqa: FBT001 - a table
    number = now.pop("number")
    more = {"measure": "cumulative"} | now
    given = [
        claim("A", "territory.gained", 400, "Russia", kind="area", unit="km2", measure="cumulative", published="2026-02-01", item=1),
        claim("A", "territory.gained", number, "Russia", published="2026-02-02", item=2, **more),
    ]
    assert [point.falls for point in series(given)[0].points] == [False, falls]


def test_children_are_no_fewer_of_all_the_dead() -> None:
    claims = [total("A", 10_000, "2026-02-01"), total("A", 560, "2026-02-02", who="children"), total("A", 9_000, "2026-02-03")]
    assert [point.falls for point in series(claims)[0].points] == [False, False, True]


def test_a_state_may_fall() -> None:
    share = [
        claim("A", "territory.share-held", n, "Russia", kind="percent", published=d, item=d)
        for n, d in ((20, "2026-02-01"), (17, "2026-02-02"))
    ]
    assert not any(point.falls for point in series(share)[0].points)


def test_points_of_a_conflict_are_marked() -> None:
    claims = [total("A", 1000, "2026-02-04", speaker=MOD), total("B", 3000, "2026-02-04", speaker=HQ)]
    assert all(point.conflict for line in series(claims, rows(*claims)) for point in line.points)
    assert not any(point.conflict for line in series(claims) for point in line.points)


def test_a_figure_stands_at_its_as_of_time() -> None:
    (line,) = series([total("A", 1000, "2026-02-04", as_of="2026-02-01"), total("A", 900, "2026-02-03")])
    assert [point.value for point in line.points] == ["1,000", "900"]
    assert line.points[0].at.day == 1


def test_words_are_no_figure() -> None:
    assert series([claim("A", "talks.venue", "Geneva", kind="place")]) == []


def bodies(number: float, status: str, on: str, **more: Any) -> Claim:
    return claim("A", "bodies", number, "Ukraine", status=status, published=on, item=on + status, **more)


def test_a_commitment_climbs_its_ladder_and_who_denies_a_step_stands_with_it() -> None:
    steps = track(
        [
            bodies(1212, "part done", "2025-06-11", measure="cumulative"),
            bodies(6000, "agreed", "2025-06-02"),
            bodies(6000, "denied", "2025-06-07", speaker=HQ),
            bodies(6000, "postponed", "2025-06-07", speaker=MOD),
        ]
    )
    assert [(one.status, one.why, one.denied) for one in steps] == [
        ("agreed", "6,000", ()),
        ("postponed", "6,000", (HQ,)),
        ("part done", "1,212 of 6,000", ()),
    ]
    assert steps[2].part == pytest.approx(0.202)


@pytest.mark.parametrize(
    ("claims", "steps"),
    [
        pytest.param([bodies(29, "completed", "2026-02-01")], [], id="a plain number"),
        pytest.param([bodies(29, "completed", "2026-02-01"), bodies(90, "agreed", "2026-02-03")], ["90"], id="from before the promise"),
        pytest.param([bodies(90, "agreed", "2025-02-03"), bodies(29, "completed", "2026-02-01")], ["90"], id="long after it"),
        pytest.param([bodies(90, "agreed", "2026-01-03"), bodies(29, "completed", "2026-02-01")], ["90", "29 of 90"], id="as promised"),
        pytest.param([bodies(90, "demanded", "2026-01-03"), bodies(29, "completed", "2026-02-01")], ["90", "29"], id="as demanded"),
        pytest.param(
            [
                *(bodies(900, "agreed", "2025-03-03"), bodies(800, "completed", "2025-03-09")),
                *(bodies(90, "agreed", "2026-01-03"), bodies(29, "completed", "2026-02-01")),
            ],
            ["900", "800 of 900", "90", "29 of 90"],
            id="of two promises each has its own part",
        ),
        pytest.param([bodies(29, "denied", "2026-02-01")], [], id="a number that is denied, and promised by nobody"),
        pytest.param(
            [dead(9, status="scheduled", published="2026-02-01"), dead(29, published="2026-02-02")], [], id="losses are promised by nobody"
        ),
        pytest.param([claim("A", "stage", "completed", "both")], ["completed"], id="a stage is a step by itself"),
    ],
)
def test_a_track_has_the_steps_of_what_was_promised_and_no_plain_numbers(claims: list[Claim], steps: list[str]) -> None:
    assert [one.why for one in track(claims)] == steps


def test_the_track_of_a_row_leaves_out_what_is_only_implied() -> None:
    compared = rows(claim("A", "released", 157, "both"), claim("B", "exchanged", 314, "both", status="agreed"))
    assert [(one.status, one.value) for one in of_row(row(compared, "exchanged", "both"))] == [("agreed", "314")]


def test_a_track_does_not_depend_on_the_order() -> None:
    claims = [bodies(6000, "agreed", "2025-06-02"), bodies(1212, "part done", "2025-06-11"), bodies(6000, "completed", "2025-07-11")]
    assert track(claims) == track(claims[::-1])
    assert track([]) == ()
    assert track([replace(claims[0], status="denied")]) == ()
