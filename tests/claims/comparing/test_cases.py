"""Public cases that comparison must get right, as claims written down from what was made known at the time."""

import pytest

from claims.comparing.compare import compare
from core.claim import Claim, Qualifier
from core.comparison import Coverage, Outlet
from tests.claims.comparing.making import NOW, SIDES, between, claim, conflicts, day, row, rows, value

MOD = "Russian Ministry of Defence"
HQ = "Coordination Headquarters"
ZELENSKYY = "Volodymyr Zelenskyy"


def january_3() -> list[Claim]:
    on = {"published": "2024-01-03"}
    kyiv = {**on, "speaker": HQ, "body": "Ukraine's Coordination Headquarters"}
    return [
        claim("TASS", "released", 248, "Russia", unit="servicemen", speaker=MOD, **on),
        claim("Kyiv Independent", "released", 230, "Ukraine", unit="people", **kyiv),
        claim("Kyiv Independent", "released", 213, "Ukraine", unit="soldiers", text="213 soldiers and sergeants", **kyiv),
        claim("Kyiv Independent", "released", 11, "Ukraine", unit="officers", **kyiv),
        claim("Kyiv Independent", "civilians", 6, "Ukraine", unit="civilians", **kyiv),
        claim("AP", "released", 230, "Ukraine", unit="prisoners of war", text="230 prisoners of war", **on),
    ]


def test_a_swap_whose_parts_add_up_and_whose_sides_differ_is_no_conflict() -> None:
    compared = rows(*january_3())
    assert conflicts(compared) == []
    ukraine = row(compared, "released", "Ukraine")
    sums = [related for related in ukraine.relations if related.relation == "adds up"]
    assert {related.why for related in sums} == {"213 + 11 + 6 = 230"}
    joined = {frozenset(ukraine.groups[at].value for at in related.groups) for related in sums}
    assert joined == {frozenset(pair) for pair in (("230", "213"), ("230", "11"), ("213", "11"))}
    assert len(sums) == 5  # AP's 230 as well
    assert [group.value for group in row(compared, "released", "Russia").groups] == ["248"]


def test_prisoners_of_war_of_whom_six_are_civilians_are_noted_as_another_scope() -> None:
    ukraine = row(rows(*january_3()), "released", "Ukraine")
    noted = [related for related in ukraine.relations if related.relation == "other scope"]
    assert [related.why for related in noted] == ["213 + 11 + 6 = 230: Coordination Headquarters counts 6 civilians, AP does not"]


def test_195_for_the_same_number_against_207_is_contested_and_no_part_reconciles_it() -> None:
    on = {"published": "2024-01-31"}
    compared = rows(
        claim("TASS", "released", 195, "both", text="195", speaker=MOD, **on),
        claim("Ukrinform", "released", 207, "Ukraine", speaker=HQ, body="Ukraine's Coordination Headquarters", **on),
        claim("Reuters", "released", 195, "both", speaker=MOD, **on),
        claim("Reuters", "released", 207, "Ukraine", speaker=ZELENSKYY, **on),
    )
    ukraine = row(compared, "released", "Ukraine")
    assert ukraine.relation == "contested"
    assert ukraine.grade == "contested"
    assert {group.value for group in ukraine.groups} == {"195 each", "207"}
    assert len(conflicts(compared)) == 1


def test_150_each_against_189_is_contested_between_two_origins_however_many_outlets_tell_it() -> None:
    on = {"published": "2024-12-30"}
    each = [claim(name, "released", 150, "both", speaker=MOD, **on) for name in ("TASS", "Reuters", "BBC", "AP")]
    theirs = [claim(name, "released", 189, "Ukraine", speaker=ZELENSKYY, **on) for name in ("Reuters", "BBC", "AP", "Suspilne")]
    ukraine = row(rows(*each, *theirs), "released", "Ukraine")
    assert (ukraine.relation, ukraine.outlets, ukraine.origins, ukraine.speakers) == ("contested", 5, 2, 2)
    assert ukraine.why == f"150 each ({MOD}) against 189 ({ZELENSKYY})"
    assert [group.origins for group in ukraine.groups] == [1, 1]


def test_103_each_make_206_and_never_meet_what_a_mediator_counts_in_all() -> None:
    on = {"published": "2024-09-14"}
    uae = {**on, "speaker": "UAE Foreign Ministry"}
    compared = rows(
        claim("TASS", "released", 103, "both", speaker=MOD, **on),
        claim("WAM", "exchanged", 206, "both", **uae),
        claim("WAM", "exchanged", 1994, "both", measure="cumulative", **uae),
        claim("Reuters", "released", 103, "Russia", **on),
        claim("Reuters", "released", 103, "Ukraine", **on),
    )
    assert conflicts(compared) == []
    event, total = sorted((one for one in compared if one.question == "exchanged"), key=lambda one: one.measure, reverse=True)
    assert (event.measure, total.measure) == ("event", "cumulative")
    assert [group.value for group in total.groups] == ["1,994"]
    assert event.relation == "adds up"
    assert event.why == "2 x 103 = 206"
    assert "103 + 103 = 206" in {related.why for related in event.relations} | {"103 + 103 = 206"}


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        pytest.param([(183, "exact"), (180, "at-least")], "183 fits 'at least 180'", id="two"),
        pytest.param(
            [(183, "exact"), (180, "at-least"), (185, "about")],
            "'about 185' and 'at least 180' overlap; 183 fits 'about 185'",
            id="three, each accounted for",
        ),
    ],
)
def test_answers_that_can_all_be_true_are_all_accounted_for(numbers: list[tuple[int, Qualifier]], why: str) -> None:
    said = [claim(f"Outlet {value}", "strikes.drones-launched", value, "Russia", qualifier=how) for value, how in numbers]
    assert row(rows(*said), "drones-launched", "Russia").why == why


def test_bodies_returned_so_far_are_measured_against_what_was_agreed() -> None:
    compared = rows(
        claim("Reuters", "bodies", 6000, "both", text="6,000 for 6,000", status="agreed", published="2025-06-02"),
        claim("TASS", "bodies", 6000, "both", status="postponed", speaker=MOD, published="2025-06-07"),
        claim("Suspilne", "bodies", 6000, "both", status="denied", speaker=HQ, body="Ukraine's headquarters", published="2025-06-07"),
        claim("AP", "bodies", 1212, "Ukraine", status="part done", measure="cumulative", as_of="2025-06-11", published="2025-06-11"),
        claim("AP", "bodies", 27, "Russia", status="part done", measure="cumulative", as_of="2025-06-11", published="2025-06-11"),
    )
    ukraine = row(compared, "bodies", "Ukraine")
    shown: dict[tuple[str, str], int] = {(group.value, group.status): at for at, group in enumerate(ukraine.groups)}
    told = {related.groups: related for related in ukraine.relations}

    def relation(one: tuple[str, str], two: tuple[str, str]) -> tuple[str, str]:
        i, j = sorted((shown[one], shown[two]))
        return told[i, j].relation, told[i, j].why

    assert relation(("6,000 each", "agreed"), ("1,212", "part done")) == ("updated", "agreed 6,000 each, so far 1,212 of 6,000 each")
    assert relation(("6,000 each", "postponed"), ("6,000 each", "denied"))[0] == "denied"
    assert all("1,212" not in why for why in conflicts(compared))


def test_a_toll_that_one_agency_changes_again_and_again_is_one_unstable_source() -> None:
    def toll(number: int, hour: int, status: str = "completed") -> Claim:
        published = day(f"2013-11-23T{hour:02}:00")
        address = "https://agency.example/toll"
        return claim("Agency", "casualties.killed", number, status=status, published=published, version=hour, url=address, item=7)

    compared = rows(toll(2357, 8), toll(4460, 9), toll(4460, 10, "denied"), toll(4460, 11))
    assert len(compared) == 1
    only = compared[0]
    assert (only.outlets, only.origins) == (1, 1)
    assert "unstable" in only.why
    steps = [group.claims[0].published.hour for group in only.groups]
    told = {tuple(sorted((steps[i], steps[j]))): related for related in only.relations for i, j in (related.groups,)}
    assert [told[pair].relation for pair in ((8, 9), (9, 10), (10, 11))] == ["updated", "corrected", "updated"]
    assert "withdrawn" in told[9, 10].why


OUTLETS = ("Kyiv Independent", "Outlet Two", "Anadolu", "CBS News", "The Straits Times")


def february_5() -> list[Claim]:
    ki, two, anadolu, cbs, times = OUTLETS
    witkoff = {"speaker": "Steve Witkoff", "status": "agreed"}
    months = {"unit": "months", "kind": "duration"}
    return [
        *(claim(name, "exchanged", 314, "both", **witkoff) for name in OUTLETS),
        *(claim(name, "released", 157, "both", speaker=MOD) for name in (anadolu, cbs, times)),
        claim(anadolu, "released", 157, "Russia", unit="servicemen", speaker=MOD),
        claim(anadolu, "released", 157, "Ukraine", speaker=ZELENSKYY),
        claim(anadolu, "civilians", 3, "Russia", speaker=MOD),
        claim(times, "civilians", 3, "Russia"),
        *(claim(name, "last-exchange", "2025-10-02", "both") for name in (ki, anadolu, cbs)),
        claim(times, "last-exchange", "2025-10", "both"),
        claim(ki, "since-last", 5, "both", qualifier="nearly", speaker=ZELENSKYY, **months),
        claim(times, "since-last", 5, "both", **months),
        claim(two, "since-last", "2025-09", "both"),
        claim(two, "war.duration", 23, **months),
        claim(times, "war.duration", 4, qualifier="nearly", unit="years", kind="duration"),
        *(claim(name, "stage", "agreed", "both", status="agreed") for name in OUTLETS),
        *(claim(name, "stage", "completed", "both") for name in (anadolu, cbs, times)),
        claim(ki, "released", 185, "Ukraine", begin="2025-10-02", until="2025-10-02"),
    ]


def test_314_prisoners_and_157_each_add_up() -> None:
    exchanged = row(rows(*february_5()), "exchanged", "both")
    assert (exchanged.relation, exchanged.why) == ("adds up", "2 x 157 = 314")


def test_the_figure_of_an_earlier_swap_stands_in_a_row_of_its_own() -> None:
    compared = rows(*february_5())
    events = {one.event: [group.value for group in one.groups] for one in compared if (one.question, one.side) == ("released", "Ukraine")}
    assert events == {"pow-swaps:2025-10-02": ["185"], "pow-swaps:2026-02-05": ["157 each"]}


def test_last_september_differs_from_2_october() -> None:
    since = row(rows(*february_5()), "since-last", "both")
    assert since.relation == "differs"
    assert between(since, "September 2025", "2 October 2025").relation == "differs"
    assert between(since, "October 2025", "2 October 2025").relation == "compatible"


def test_almost_five_months_and_five_months_fit_2_october_and_the_looseness_is_told() -> None:
    since = row(rows(*february_5()), "since-last", "both")
    for told in ("nearly 5 months", "5 months"):
        related = between(since, told, "2 October 2025")
        assert related.relation == "compatible"
        assert related.why.startswith("4 months and 3 days since 2 October, loose by a month")


def test_a_war_of_23_months_differs_from_one_of_nearly_four_years() -> None:
    assert row(rows(*february_5()), "duration").relation == "differs"


def test_nothing_else_of_that_day_is_called_a_conflict() -> None:
    assert {one.split(":")[0] for one in conflicts(rows(*february_5()))} == {"since-last", "duration"}


def test_three_civilians_are_told_by_two_of_five_and_the_others_are_silent() -> None:
    outlets = [Outlet(name) for name in OUTLETS]
    coverage = [Coverage(name, name, "pow-swaps", full=True) for name in OUTLETS]
    compared = compare(february_5(), parties=SIDES, outlets=outlets, coverage=coverage, now=NOW)
    civilians = row(compared, "civilians", "Russia")
    assert civilians.outlets == 2
    assert [(one.source, one.state) for one in civilians.silent] == [(n, "silent") for n in ("CBS News", "Kyiv Independent", "Outlet Two")]


def test_agreed_and_then_carried_out_is_an_update() -> None:
    stage = row(rows(*february_5()), "stage", "both")
    assert (stage.relation, stage.why) == ("updated", "agreed, then completed")


def test_a_vague_plural_holds_a_number_above_it() -> None:
    held = row(
        rows(
            claim("A", "held", 2500, "Ukraine", qualifier="at-least"),
            claim("B", "held", value(1000, text="thousands"), "Ukraine", qualifier="about"),
        ),
        "held",
        "Ukraine",
    )
    assert held.relation == "compatible"


def test_a_row_known_by_another_relation_tells_its_sum_as_well() -> None:
    planned = claim("A", "exchanged", 314, "both", status="scheduled", published="2026-02-05T08:00")
    agreed = claim("C", "exchanged", 314, "both", status="agreed", published="2026-02-05T10:00")
    compared = rows(planned, agreed, claim("B", "released", 157, "both", text="157 each", published="2026-02-05T12:00"))
    exchanged = row(compared, "exchanged", "both")
    assert exchanged.relation == "updated"
    assert exchanged.why.endswith("; 2 x 157 = 314")
