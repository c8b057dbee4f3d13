"""Numbers of several articles that make one together, and what joins articles that tell of one thing on different days."""

from dataclasses import replace
from itertools import permutations
from typing import Any

import pytest

from claims.comparing import long
from claims.comparing import rows as short
from claims.comparing.portion import long_before
from core.claim import Claim
from tests.claims.comparing.making import between, claim, conflicts, day, row, rows


def ground(source: str, size: float, quote: str, **more: Any) -> Claim:
    return claim(
        source, "territory.gained", size, "Ukraine", kind="area", unit="km2", text=f"{size:g}", quote=quote, speaker="Gen. Hrin", **more
    )


def lost(source: str, number: float, published: str, side: str = "Ukraine", **more: Any) -> Claim:
    return claim(source, "casualties.killed", number, side, **{"quote": f"They lost {number}.", "published": published, **more})


@pytest.mark.parametrize(
    ("whole", "qualifier", "relation"),
    [
        (50, "at-least", "adds up"),
        (50, "about", "adds up"),
        (51, "nearly", "adds up"),
        (60, "at-least", "mismatch"),  # No sum of what the other article tells.
    ],
)
def test_ground_of_two_fronts_is_what_another_outlet_rounds(whole: float, qualifier: Any, relation: str) -> None:
    compared = rows(
        ground("A", 38.5, "Gen. Hrin told of 38.5 in the west."),
        ground("A", 12, "Gen. Hrin told of 12 in the east."),
        ground("B", whole, f"Gen. Hrin spoke of {whole}.", qualifier=qualifier),
    )
    shown = next(group.value for group in row(compared, "gained", "Ukraine").groups if group.claims[0].source == "B")
    assert between(row(compared, "gained", "Ukraine"), "38.5 km2", shown).relation == relation


def test_a_sum_is_of_parts_of_the_same_time() -> None:
    week = {"measure": "period", "begin": "2026-01-30", "until": "2026-02-05"}
    compared = rows(
        *(
            ground("A", size, f"Gen. Hrin told of {size} {where} this week.", **week)
            for size, where in ((8, "in the west"), (9.9, "in the east"))
        ),
        *(ground("A", size, f"Gen. Hrin told of {size} {where} in all.") for size, where in ((40, "in the west"), (112.5, "in the east"))),
        ground("A", 3, "Gen. Hrin told of 3 in the north in all."),
        replace(ground("B", 152, "The army took more than 152.", qualifier="at-least"), speaker=None),
        ground("B", 18, "Gen. Hrin told of nearly 18 this week.", qualifier="nearly", **week),
    )
    one = row(compared, "gained", "Ukraine")
    assert conflicts(compared) == []
    assert between(one, "8 km2", "nearly 18 km2").why == "9.9 + 8 = 17.9 fits 'nearly 18 km2'"
    assert between(one, "112.5 km2", "at least 152 km2").why == "112.5 + 40 = 152.5 fits 'at least 152 km2'"


@pytest.mark.parametrize(
    ("quote", "number", "relation"),
    [
        ("The 30 soldiers and 14 civilians came by plane.", 44, "adds up"),
        ("The 30 soldiers and 14 civilians came by plane.", 45, "differs"),
        ("The 30 freed, including 14 civilians, came by plane.", 44, "differs"),  # These are 30 with them.
    ],
)
def test_soldiers_and_civilians_of_one_article_are_the_total_of_another(quote: str, number: int, relation: str) -> None:
    compared = rows(
        claim("A", "released", number, "Ukraine"),
        claim("B", "released", 30, "Ukraine", text="30", quote=quote),
        claim("B", "civilians", 14, "Ukraine", text="14 civilians", quote=quote),
    )
    assert row(compared, "released", "Ukraine").relation == relation


@pytest.mark.parametrize(
    ("other", "relation"), [("100 soldiers and one civilian are home.", "adds up"), ("One civilian is home.", "differs")]
)
def test_one_civilian_is_added_to_those_of_its_own_sentence(other: str, relation: str) -> None:
    compared = rows(
        claim("A", "released", 101, "Ukraine"),
        claim("B", "released", 100, "Ukraine", text="100 soldiers", quote="100 soldiers and one civilian are home."),
        claim("B", "civilians", 1, "Ukraine", text="one civilian", quote=other),
    )
    assert row(compared, "released", "Ukraine").relation == relation


@pytest.mark.parametrize(
    ("besides", "text", "relation"),
    [("Besides them, five officers came home.", "five officers", "other scope"), ("Five came home later.", "Five", "differs")],
)
def test_who_tells_of_more_besides_says_that_a_number_is_not_all(besides: str, text: str, relation: str) -> None:
    told = row(
        rows(
            claim("A", "released", 200, "Ukraine"),
            claim("B", "released", 200, "Ukraine", quote="They got 200 for one man."),
            claim("B", "released", 5, "Ukraine", text=text, quote=besides),
            claim("B", "released", 215, "Ukraine", quote="215 people are home."),
            claim("C", "released", 215, "Ukraine"),
        ),
        "released",
        "Ukraine",
    )
    assert between(told, "200", "215").relation == relation


def test_what_is_asked_of_numbers_does_not_hang_on_which_came_first() -> None:
    given = (
        claim("A", "territory.gained", 30, "Ukraine", text="30 villages", quote="They took 30 villages.", speaker="Gen. Hrin"),
        claim("A", "territory.gained", 12, "Ukraine", text="12 villages", quote="They took 12 villages.", speaker="Gen. Hrin"),
        claim("B", "territory.gained", 42, "Ukraine", text="42 villages", quote="They took 42.", speaker="Gen. Hrin", qualifier="about"),
        ground("C", 80, "Gen. Hrin told of 80 square km."),
    )
    assert len({repr(rows(*mine)) for mine in permutations(given)}) == 1


@pytest.mark.parametrize("quote", ["The toll has risen to 61.", "Число погибших возросло до 61.", "Кількість загиблих зросла до 61."])
def test_a_toll_that_has_grown_is_of_the_last_strike_whose_toll_others_told(quote: str) -> None:
    def told(source: str, question: str, number: float, quote: str, published: str, side: str = "Ukraine") -> Claim:
        return claim(source, f"strikes.{question}", number, side, quote=quote, published=published)

    compared = rows(
        told("A", "killed", 40, "Forty people were killed.", "2026-02-01"),
        told("C", "drones-launched", 90, "90 drones came.", "2026-02-03", "Russia"),
        told("D", "killed", 5, "Five were killed there.", "2026-02-04", "Russia"),
        told("B", "killed", 61, quote, "2026-02-04"),
    )
    one = row(compared, "killed", "Ukraine")
    assert (one.event, one.relation) == ("strikes:2026-02-01", "updated")


def test_a_share_is_of_one_region_in_all_languages() -> None:
    def share(source: str, quote: str, text: str) -> Claim:
        return claim(source, "territory.share-held", 74, "Russia", kind="percent", text=text, quote=quote)

    compared = rows(
        share("A", "They hold 74% of Zaporozhye Region.", "74%"),
        share("B", "Под их контролем 74% Запорожской области.", "74%"),
        share("C", "They hold 74% of Kherson Region.", "74%"),
    )
    assert sorted(group.outlets for group in row(compared, "share-held", "Russia").groups) == [1, 2]


@pytest.mark.parametrize(
    ("agreed", "coming", "relation"),
    [
        ("2026-02-05", "2026-02-05", "same"),
        ("2026-02-05T08:00", "2026-02-05T12:00", "same"),
        ("2026-02-05T12:00", "2026-02-05T08:00", "updated"),
    ],
)
def test_what_is_agreed_is_to_be_done(agreed: str, coming: str, relation: str) -> None:
    compared = rows(
        claim("A", "released", 90, "Ukraine", status="agreed", published=day(agreed)),
        claim("B", "released", 90, "Ukraine", status="scheduled", published=day(coming)),
    )
    assert row(compared, "released", "Ukraine").relation == relation


def test_more_that_came_home_earlier_came_on_another_day() -> None:
    compared = rows(
        claim("A", "released", 104, "Ukraine", quote="104 came home."),
        claim("B", "released", 250, "Ukraine", quote="Earlier 250 were brought back."),
    )
    assert row(compared, "released", "Ukraine").relation == "other time"


def test_a_toll_that_is_recalled_beside_the_next_one_was_told_before() -> None:
    given = (("A", 43000, "2025-12-08"), ("B", 45100, "2026-02-05"), ("B", 43000, "2026-02-05"))
    compared = rows(*(lost(*one, speaker="Minister Hrin") for one in given))
    assert row(compared, "killed", "Ukraine").relation == "updated"
    assert not conflicts(compared)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ((30, "30 Shahed drones"), (41, "41 drones"), "other scope"),
        ((30, "30 ударных беспилотников «Герань»"), (41, "41 беспилотник"), "other scope"),
        ((30, "30 балістичних ракет"), (41, "41 крилата ракета"), "other scope"),
        ((41, "41 Shahed drones"), (41, "41 drones"), "same"),
        ((30, "30 cruise and ballistic missiles"), (41, "41 missiles"), "differs"),
        ((30, "30 Kh-55 missiles"), (41, "41 missiles"), "other scope"),
        ((30, "30 ракет Х-22"), (41, "41 балистическая ракета"), "other scope"),
        ((30, "30 Kinzhal missiles"), (41, "41 cruise missiles"), "other scope"),
        ((30, "30 drones"), (41, "41 drones"), "differs"),
    ],
)
def test_weapons_of_one_sort_are_a_part(one: tuple[int, str], other: tuple[int, str], relation: str) -> None:
    compared = rows(
        *(
            claim(source, "strikes.drones-launched", number, "Russia", text=text, quote=f"They fired {text}.")
            for source, (number, text) in (("A", one), ("B", other))
        )
    )
    assert row(compared, "drones-launched", "Russia").relation == relation


@pytest.mark.parametrize(
    ("quote", "relation"),
    [
        ("They held 600 captives in 2024.", "other time"),
        ("У 2024 в полоні було 600 людей.", "other time"),
        ("As of 2024, 600 were held.", "other time"),
        ("Наприкінці 2024 року в полоні було 600 людей.", "other time"),
        ("They hold 600 captives.", "differs"),
        ("They hold 600 captives in 2026.", "differs"),
        ("Since fighting began in 2024 they hold 600 captives.", "differs"),
    ],
)
def test_what_is_told_of_a_year_gone_by_is_no_conflict(quote: str, relation: str) -> None:
    lang = "en" if quote.isascii() else "uk"
    compared = rows(
        claim("A", "held", 600, "Ukraine", text="600", quote=quote, lang=lang),
        claim("B", "held", 830, "Ukraine", text="830", quote="830 are in captivity."),
    )
    assert row(compared, "held", "Ukraine").relation == relation


@pytest.mark.parametrize(
    ("first", "relation"),
    [
        ("2025-10-05", "other time"),  # Four months: a total may have grown by three quarters.
        ("2026-01-15", "contested"),
        ("2026-02-05", "contested"),
    ],
)
def test_a_total_of_the_other_party_grows_with_the_months(first: str, relation: str) -> None:
    compared = rows(lost("A", 23000, first, speaker="Volodymyr Zelenskyy"), lost("B", 39000, "2026-02-05", speaker="Russian MoD"))
    assert row(compared, "killed", "Ukraine").relation == relation


@pytest.mark.parametrize(
    ("quote", "published", "relation"),
    [
        ("Another 104 came home.", "2026-02-05", "contested"),  # The next swap of a series, and not on top of the same one's.
        ("Ще 104 захисники повернулися додому.", "2026-02-05", "contested"),
        ("Nine men and 104 others came home.", "2026-02-05", "other scope"),
    ],
)
def test_another_swap_of_a_series_is_held_against_what_the_other_party_tells(quote: str, published: str, relation: str) -> None:
    text = next(part for part in ("104 others", "104") if part in quote)
    compared = rows(
        claim("A", "released", 104, "Ukraine", text=text, quote=quote, speaker="Volodymyr Zelenskyy", published=published),
        claim("B", "released", 90, "Ukraine", text="90", quote="90 were handed over.", speaker="Russian MoD"),
    )
    assert row(compared, "released", "Ukraine").relation == relation


def test_more_that_one_outlet_tells_of_is_a_number_by_itself_where_another_tells_it_so() -> None:
    compared = rows(
        claim("A", "released", 104, "Ukraine", text="104", quote="Another 104 came home.", speaker="Volodymyr Zelenskyy"),
        claim("B", "released", 104, "Ukraine", text="104", quote="104 came home.", speaker="Volodymyr Zelenskyy"),
        claim("B", "released", 90, "Ukraine", text="90", quote="90 were handed over.", speaker="Russian MoD"),
    )
    assert row(compared, "released", "Ukraine").relation == "contested"


@pytest.mark.parametrize(
    ("question", "whole", "relation"),
    [
        ("pow-swaps.released", 277, "adds up"),
        ("pow-swaps.released", 278, "differs"),
        ("own.released", 277, "differs"),  # A question of the user's: what is released may be water.
    ],
)
def test_what_was_swapped_and_who_came_besides_make_what_another_outlet_counts(question: str, whole: float, relation: str) -> None:
    compared = rows(
        claim("A", question, whole, "Ukraine", text=f"{whole:g}", quote=f"{whole:g} are home."),
        claim("B", question, 246, "Ukraine", text="246", quote="The sides swapped 246 for 246."),
        claim("B", question, 31, "Ukraine", text="31", quote="As a sign of good will 31 were handed over."),
    )
    assert between(row(compared, "released", "Ukraine"), f"{whole:g}", "246").relation == relation


@pytest.mark.parametrize(
    ("quote", "relation"),
    [
        ("В ходе спецоперации погибли 498 военных.", "contested"),
        ("In the course of the special military operation 498 died.", "contested"),
        ("498 died near the town.", "other time"),
    ],
)
def test_a_party_that_tells_few_dead_of_all_the_fighting_contests_the_other(quote: str, relation: str) -> None:
    compared = rows(
        lost("A", 498, "2026-02-05", "Russia", quote=quote, speaker="Russian MoD"),
        lost("B", 9000, "2026-02-05", "Russia", speaker="Volodymyr Zelenskyy"),
    )
    assert row(compared, "killed", "Russia").relation == relation


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("2026-02-05", "2026-02-05", "differs"),  # More than half again in one day, whoever told it first.
        ("2026-02-04", "2026-02-05", "updated"),
    ],
)
def test_a_toll_of_weeks_does_not_double_in_a_day(first: str, second: str, relation: str) -> None:
    told = [
        lost(source, dead, day, quote=f"{dead} died in weeks of clashes.") for source, dead, day in (("A", 41, first), ("B", 80, second))
    ]
    assert row(rows(*told), "killed", "Ukraine").relation == relation


@pytest.mark.parametrize(("bound", "relation"), [(75, "compatible"), (70, "compatible"), (73, "updated")])
def test_a_round_bound_is_told_loosely(bound: float, relation: str) -> None:
    compared = rows(
        claim("A", "strikes.killed", bound, "Ukraine", qualifier="at-least", quote=f"More than {bound:g} died.", text=f"{bound:g}"),
        claim("B", "strikes.killed", 78, "Ukraine", quote="78 died.", text="78"),
    )
    assert row(compared, "killed", "Ukraine").relation == relation


@pytest.mark.parametrize(
    ("bound", "number", "published", "relation"),
    [
        pytest.param(10, 12, "2026-02-06", "updated", id="a count that goes on"),
        pytest.param(100, 117, "2026-02-06", "updated", id="and a greater one"),
        pytest.param(500, 512, "2026-02-06", "compatible", id="a headline's number, and the exact one"),
        pytest.param(10, 12, "2026-02-05", "compatible", id="on one day"),
        pytest.param(12, 10, "2026-02-06", "differs", id="fewer than at least so many"),
    ],
)
def test_a_round_bound_of_the_day_before_is_a_count_that_goes_on(bound: float, number: float, published: str, relation: str) -> None:
    told = [
        claim(
            "A", "strikes.killed", bound, "Ukraine", qualifier="at-least", quote=f"At least {bound:g} died on Thursday.", text=f"{bound:g}"
        ),
        claim("B", "strikes.killed", number, "Ukraine", quote=f"{number:g} died on Thursday.", text=f"{number:g}", published=published),
    ]
    for some in permutations(told):
        assert row(rows(*some), "killed", "Ukraine").relation == relation


@pytest.mark.parametrize(
    ("status", "published", "number", "relation"),
    [
        pytest.param("scheduled", "2026-02-05", 1400, "same", id="it will be what it is"),
        pytest.param("scheduled", "2026-02-05", 1500, "other time", id="it will be more"),
        pytest.param("scheduled", "2026-01-20", 1400, "other time", id="it was to be so long before"),
        pytest.param("demanded", "2026-02-05", 1400, "other time", id="what is demanded is not reached"),
    ],
)
def test_a_running_total_that_is_coming_is_the_one_that_is_reached(status: Any, published: str, number: float, relation: str) -> None:
    told = [
        claim("A", "returned-to-date", 1400, "Ukraine"),
        claim("B", "returned-to-date", number, "Ukraine", status=status, published=published),
    ]
    for some in permutations(told):
        assert row(rows(*some), "returned-to-date", "Ukraine").relation == relation


@pytest.mark.parametrize(
    ("quote", "lang", "relation"),
    [
        ("They lost 300,000 since the beginning of the year.", "en", "other time"),
        ("They lost 300,000 from the start of this month.", "en", "other time"),
        ("З початку року втрати 300 тисяч.", "uk", "other time"),
        ("С начала года потери 300 тысяч.", "ru", "other time"),
        ("They lost 300,000 since the start of the war.", "en", "differs"),
    ],
)
def test_losses_of_this_year_are_none_of_the_whole_war(quote: str, lang: str, relation: str) -> None:
    told = [
        claim("A", "casualties.total", 1_000_000, "Russia", quote="They lost a million."),
        claim("B", "casualties.total", 300_000, "Russia", quote=quote, lang=lang),
    ]
    assert row(rows(*told), "total", "Russia").relation == relation


@pytest.mark.parametrize(("other", "relation"), [("2026-02-04", "compatible"), ("2026-01-20", "differs"), ("2024", "other time")])
def test_talks_of_years_ago_are_no_other_day_of_these(other: str, relation: str) -> None:
    event = {"event": "talks:now"}
    told = [claim("A", "talks.date", "2026-02-05", kind="date", **event), claim("B", "talks.date", other, kind="date", **event)]
    assert row(rows(*told), "date").relation == relation


@pytest.mark.parametrize(("killed", "outlets"), [((34, 34), [3]), ((34, 31), [1, 2])])
def test_as_many_dead_on_two_days_are_of_one_strike(killed: tuple[float, float], outlets: list[int]) -> None:
    def told(source: str, question: str, number: float, published: str) -> Claim:
        return claim(
            source, f"strikes.{question}", number, "Ukraine", text=f"{number:g}", quote=f"{number:g} of them.", published=published
        )

    compared = rows(
        told("A", "killed", killed[0], "2026-02-04"),
        told("B", "injured", 83, "2026-02-04"),
        told("C", "killed", killed[1], "2026-02-05"),
        told("C", "injured", 117, "2026-02-05"),
        told("D", "injured", 117, "2026-02-04"),
    )
    assert sorted(one.outlets for one in compared if one.question == "injured") == outlets


def test_a_body_that_the_gazetteer_knows_speaks_for_its_party() -> None:
    compared = rows(
        claim("A", "casualties.wounded", 30, "Pakistan", quote="30 were hurt.", speaker="Taliban"),
        claim("B", "casualties.wounded", 29, "Pakistan", quote="29 were hurt.", speaker="ISPR"),
        parties=("Pakistan", "Afghanistan"),
    )
    assert row(compared, "wounded", "Pakistan").relation == "contested"


@pytest.mark.parametrize(("second", "relation"), [("2026-02-06", "other time"), ("2026-02-05", "differs")])
def test_who_tells_of_more_to_come_is_not_held_against_a_later_day(second: str, relation: str) -> None:
    compared = rows(
        claim("A", "released", 110, "Ukraine", text="110", quote="110 were freed on Thursday."),
        claim("A", "released", 90, "Ukraine", text="90", quote="On Friday 90 will be freed.", status="scheduled"),
        claim("B", "released", 183, "Ukraine", text="183", quote="183 were freed.", published=second),
    )
    assert between(row(compared, "released", "Ukraine"), "110", "183").relation == relation


@pytest.mark.parametrize(
    ("high", "relation"),
    [
        (101, "other scope"),  # Of more than the same clash, or of all sides.
        (70, "differs"),
    ],
)
def test_small_tolls_that_are_far_apart_may_not_be_of_one_clash(high: float, relation: str) -> None:
    compared = rows(
        claim("A", "casualties.killed", 41, "Ukraine", text="41", quote="41 died."),
        claim("B", "casualties.killed", high, "Ukraine", text=f"{high:g}", quote=f"{high:g} died."),
    )
    assert row(compared, "killed", "Ukraine").relation == relation


def test_who_is_counted_has_one_name_in_all_languages() -> None:
    told = {"A": ("children", "7 children"), "B": ("детей", "7 детей"), "C": ("дітей", "7 дітей")}
    compared = rows(
        *(claim(source, "strikes.injured", 7, "Ukraine", who=who, text=text, quote=f"{text}.") for source, (who, text) in told.items())
    )
    assert [group.outlets for group in row(compared, "injured", "Ukraine").groups] == [3]


@pytest.mark.parametrize(("whole", "relation"), [(372, "adds up"), (371, "differs")])
def test_whom_one_side_got_besides_counts_in_the_whole_of_a_swap(whole: float, relation: str) -> None:
    compared = rows(
        claim("A", "released", 175, "both", text="175 each"),
        claim("A", "released", 22, "Ukraine", text="22 wounded"),
        claim("B", "exchanged", whole, "both"),
    )
    one = row(compared, "exchanged", "both")
    assert one.relation == relation
    assert one.why.startswith("175 + 175 + 22 = 372") == (whole == 372)


@pytest.mark.parametrize(
    ("quote", "relation"),
    [("They will free 445, in addition to 41 of another deal.", "other scope"), ("They will free 445, and 41 are sick.", "contested")],
)
def test_who_tells_of_others_beside_a_number_does_not_contradict_a_greater_one(quote: str, relation: str) -> None:
    few = claim("A", "released", 445, "Ukraine", text="445", quote=quote, speaker="Russian MoD")
    told = row(rows(few, claim("B", "released", 620, "Ukraine", speaker="Volodymyr Zelenskyy")), "released", "Ukraine")
    assert told.relation == relation


@pytest.mark.parametrize(
    "kind", [pytest.param("released", id="two kinds of soldiers"), pytest.param("civilians", id="civilians among them")]
)
def test_the_parts_of_what_each_side_got_are_nobody_besides(kind: str) -> None:
    compared = rows(
        claim("A", "released", 500, "both", text="500 each"),
        claim("A", "released", 300, "Ukraine"),
        claim("A", kind, 200, "Ukraine"),
        claim("B", "exchanged", 1000, "both"),
    )
    found = row(compared, "exchanged", "both")
    assert (found.why, {group.value for group in found.groups}) == ("2 x 500 = 1,000", {"1,000"})


def test_those_who_came_besides_tell_what_each_side_got_from_what_both_got() -> None:
    compared = rows(
        claim("A", "exchanged", 372),
        claim("B", "released", 175, "both", quote="175 came home each."),
        claim("C", "released", 175, "both", quote="They swapped 175 each, and 22 wounded men came home."),
        claim("C", "released", 22, "Ukraine", quote="They swapped 175 each, and 22 wounded men came home."),
    )
    assert not conflicts(compared)
    assert between(row(compared, "exchanged", "both"), "372", "350").relation == "adds up"


def test_soldiers_and_civilians_of_one_sentence_are_all_that_another_tells() -> None:
    quote = "The 30 soldiers and 14 civilians were flown home."
    compared = rows(
        claim("A", "released", 44, "Ukraine"),
        claim("B", "released", 30, "Ukraine", text="30 soldiers", quote=quote),
        claim("B", "civilians", 14, "Ukraine", text="14 civilians", quote=quote),
    )
    assert between(row(compared, "released", "Ukraine"), "44", "30").why == "30 + 14 = 44"


def test_a_list_of_weapons_adds_up_and_none_of_them_is_the_sum_of_others() -> None:
    listed = "They fired three Kinzhals, 12 Kh-55 cruise missiles, five Iskander-M missiles, four Kalibr missiles and one of an older make."
    numbers = (
        (3, "three Kinzhals"),
        (12, "12 Kh-55 cruise missiles"),
        (5, "five Iskander-M missiles"),
        (4, "four Kalibr missiles"),
        (1, "one"),
    )
    compared = rows(
        *(claim("A", "strikes.missiles-launched", number, "Russia", text=text, quote=listed) for number, text in numbers),
        claim("B", "strikes.missiles-launched", 25, "Russia", text="25 missiles", quote="The night's count was 25 missiles."),
    )
    found = row(compared, "missiles-launched", "Russia")
    assert not conflicts(compared)
    assert {one.why for one in found.relations if one.relation == "adds up"} == {"12 + 5 + 4 + 3 + 1 = 25"}


@pytest.mark.parametrize(
    ("quote", "relation"),
    [
        ("Russia sent 60 drones at the capital.", "other scope"),
        ("По украинской столице ударили 60 беспилотников.", "other scope"),
        ("Над столицею було 60 дронів.", "other scope"),
        ("Russia sent 60 drones.", "differs"),
    ],
)
def test_what_the_capital_saw_is_a_part_of_what_the_land_saw(quote: str, relation: str) -> None:
    compared = rows(
        claim("A", "strikes.drones-launched", 60, "Russia", text="60", quote=quote, lang="en" if quote.isascii() else "ru"),
        claim("B", "strikes.drones-launched", 210, "Russia", text="210", quote="In all 210 drones came that night."),
    )
    assert row(compared, "drones-launched", "Russia").relation == relation


def test_a_capital_may_be_the_town_that_another_names() -> None:
    compared = rows(
        claim("A", "strikes.killed", 9, "Ukraine", text="Nine", quote="Nine people died in the capital."),
        claim("B", "strikes.killed", 14, "Ukraine", text="Fourteen", quote="Fourteen people died in Kyiv."),
    )
    assert row(compared, "killed", "Ukraine").relation != "other scope"


def test_the_missing_come_on_top_of_the_dead_and_are_found_day_by_day() -> None:
    compared = rows(
        claim(
            "A", "casualties.missing", 31, "Ukraine", text="31", quote="Twelve died, and another 31 are missing.", published="2025-07-14"
        ),
        claim("B", "casualties.missing", 8, "Ukraine", text="8", quote="8 are missing still.", published="2025-07-15"),
    )
    assert (row(compared, "missing", "Ukraine").relation, row(compared, "missing", "Ukraine").why) == ("updated", "31, then 8, a day later")


def test_one_number_of_two_towns_in_one_article_is_no_agreement() -> None:
    def hurt(source: str, number: int, quote: str, **more: Any) -> Claim:
        return claim(source, "strikes.injured", number, "Ukraine", quote=quote, text=quote.split(maxsplit=1)[0], **more)

    compared = rows(
        hurt("A", 8, "8 people were hurt in Sumy."),
        hurt("A", 8, "8 civilians were hurt in Zaporizhzhia.", who="civilians"),
        hurt("B", 8, "8 civilians were hurt, it is said.", who="civilians"),
    )
    one = row(compared, "injured", "Ukraine")
    assert [(told.relation, told.why) for told in one.relations] == [("other scope", "8 and 8 are told of different places")]


@pytest.mark.parametrize(
    ("quote", "why"),
    [
        ("They got 220 men from the east and 4 from the south.", "4 is told in one sentence with 220 (A)"),
        ("They got 220 men, including 4 from the south.", "4 is part of 220 (A)"),
    ],
)
def test_what_is_listed_beside_a_greater_number_is_not_called_a_part_of_it(quote: str, why: str) -> None:
    compared = rows(
        claim("A", "bodies", 220, "Ukraine", text="220 men", quote=quote),
        claim("A", "bodies", 4, "Ukraine", text="4 from the south", quote=quote),
    )
    assert between(row(compared, "bodies", "Ukraine"), "220", "4").why == why


def test_numbers_of_many_towns_make_another_of_them_by_chance_alone() -> None:
    listed = "They shot down 330 drones: 126 over Brod, 91 over Lomna, 38 over Orsk, 25 over Vilna, 22 over Tarn and 10 over Sholm."
    compared = rows(
        *(
            claim("A", "strikes.drones-downed", number, "Ukraine", text=f"{number}", quote=listed)
            for number in (330, 126, 91, 38, 25, 22, 10)
        ),
        claim("B", "strikes.drones-downed", 10, "Ukraine", text="10", quote="10 were shot down over Sholm."),
    )
    assert not [one.why for one in row(compared, "drones-downed", "Ukraine").relations if one.relation == "adds up"]  # 91 + 25 + 10 = 126


def test_what_one_sentence_adds_up_is_no_chance() -> None:
    listed = "They got 90 soldiers, 56 guards, 29 volunteers and 26 sailors, which is 201 in all."
    told = [(90, "90 soldiers"), (56, "56 guards"), (29, "29 volunteers"), (26, "26 sailors"), (201, "201 in all")]
    compared = rows(
        *(claim("A", "released", number, "Ukraine", text=text, quote=listed) for number, text in told),
        *(claim("A", "released", number, "Ukraine", text=f"{number}", quote=f"{number} of them came by bus.") for number in (4, 12, 33)),
    )
    assert between(row(compared, "released", "Ukraine"), "201", "90").why == "90 + 56 + 29 + 26 = 201"


def test_more_who_are_hurt_are_more_than_the_dead() -> None:
    compared = rows(
        claim("A", "strikes.injured", 11, "Ukraine"),
        claim("B", "strikes.injured", 5, "Ukraine", text="another five", quote="Four were killed and another five hurt."),
        claim("C", "strikes.injured", 16, "Ukraine"),
    )
    assert not [one.why for one in row(compared, "injured", "Ukraine").relations if one.relation == "adds up"]


@pytest.mark.parametrize(
    ("others", "relation"),
    [((), "adds up"), ((2, 3, 4, 7), "other scope")],
    ids=["all that the article tells", "some of many numbers"],
)
def test_a_sum_of_few_numbers_is_hardly_chance(others: tuple[int, ...], relation: str) -> None:
    def hurt(number: int, quote: str) -> Claim:
        return claim("A", "strikes.injured", number, "Ukraine", text=quote.split(maxsplit=1)[0], quote=quote)

    told = [hurt(16, "16 were hurt in all."), hurt(11, "11 were hurt by day."), hurt(5, "5 were hurt by night.")]
    compared = rows(*told, *(hurt(number, f"{number} were hurt by car number {number}.") for number in others))
    assert between(row(compared, "injured", "Ukraine"), "16", "11").relation == relation


@pytest.mark.parametrize(("published", "relation"), [("2026-01-20", "adds up"), ("2024-01-20", "other scope")])
def test_what_comes_on_top_comes_on_top_of_what_was_told_lately(published: str, relation: str) -> None:
    compared = rows(
        lost("A", 40, published),
        lost("B", 27, "2026-02-03", text="27 more", quote="They lost 27 more."),
        lost("C", 67, "2026-02-04"),
    )
    assert between(row(compared, "killed", "Ukraine"), "40", "27").relation == relation


@pytest.mark.parametrize(
    ("lang", "quote", "text"),
    [
        ("en", "They had up to 190,000 permanent casualties.", "190,000 permanent casualties"),
        ("uk", "Безповоротні втрати становлять 190 000.", "Безповоротні втрати становлять 190 000"),
        ("ru", "Безвозвратные потери достигли 190 тысяч.", "Безвозвратные потери достигли 190 тысяч"),
    ],
)
def test_who_does_not_come_back_is_a_part_of_all_losses(lang: str, quote: str, text: str) -> None:
    compared = rows(
        claim("A", "casualties.total", 190_000, "Russia", text=text, quote=quote, lang=lang, measure="cumulative", qualifier="at-most"),
        claim("B", "casualties.total", 294_000, "Russia", measure="cumulative", speaker="General Staff"),
    )
    one = row(compared, "total", "Russia").relations[0]
    assert (one.relation, one.why) == ("other scope", "up to 190,000 is lost for good alone, 294,000 is not limited to that")


def test_earlier_fighting_is_no_earlier_report() -> None:
    assert long_before("Earlier clashes left over 100 of them hurt.")
    assert not long_before("Earlier, over 100 of them were told to be hurt.")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(
            claim(
                *("A", "casualties.total", 260_000, "Russia"),
                text="260,000",
                quote='He said: "Of these, some 260,000 men are dead or missing."',
                measure="cumulative",
            ),
            claim("B", "casualties.total", 1_010_000, "Russia", speaker="General Staff", measure="cumulative", status="alleged"),
            id="of these",
        ),
        pytest.param(
            lost("A", 260, "2026-02-05", "Russia", text="260", lang="uk", quote="Серед них 260 військових."),
            lost("B", 700, "2026-02-05", "Russia", speaker="General Staff"),
            id="серед них",
        ),
        pytest.param(
            claim("A", "released", 61, "Ukraine", text="61 freed men", quote="61 freed men were listed missing, said the headquarters."),
            claim("B", "released", 98, "Ukraine", speaker="Minister"),
            id="some of whom nobody had heard",
        ),
        pytest.param(
            claim("A", "released", 61, "Ukraine", text="61", lang="uk", quote="61 із повернених захисників вважався зниклим безвісти."),
            claim("B", "released", 98, "Ukraine", speaker="Minister"),
            id="вважався зниклим",
        ),
        pytest.param(
            ground("A", 157, "На напрямку Вільне, як сказано, взяли 6 сіл, звільнено 157 кв км.", lang="uk"),
            ground("B", 260, "На півдні країни звільнили 260 кв км.", lang="uk"),
            id="one direction and the south",
        ),
        pytest.param(
            claim("A", "strikes.missiles-launched", 16, "Russia", text="16 cruise missiles", quote="16 cruise missiles were fired."),
            claim("B", "strikes.missiles-launched", 14, "Russia", text="14 missiles", quote="The mayor told of 14 missiles over the city."),
            id="cruise missiles, and fewer of all sorts",
        ),
        pytest.param(
            claim(
                *("A", "territory.share-held", 62, "Russia"),
                kind="percent",
                text="62 percent",
                quote="They hold 78 percent of the Donetsk region, compared to 62 percent a year ago.",
            ),
            claim("B", "territory.share-held", 18, "Russia", kind="percent", text="18%", quote="They hold 18% of Ukraine."),
            id="what a share of a region is compared to",
        ),
    ],
)
def test_what_is_told_as_a_part_contradicts_no_whole(first: Claim, second: Claim) -> None:
    (one,) = rows(first, second)
    assert [told.relation for told in one.relations] == ["other scope"]


def test_two_shares_of_one_town_are_no_shares_of_the_land() -> None:
    def share(source: str, number: float, quote: str) -> Claim:
        return claim(source, "territory.share-held", number, "Russia", kind="percent", text=f"{number}%", quote=quote)

    town = share("A", 1.6, "They are in some 5% of the town, and hold only 1.6%.")
    (one,) = rows(town, share("B", 1.3, "They took 1.3% of Ukraine."))
    assert [told.relation for told in one.relations] == ["other scope"]


def test_what_a_share_is_measured_against_is_of_another_time() -> None:
    def share(source: str, number: int, quote: str) -> Claim:
        return claim(source, "territory.share-held", number, "Russia", kind="percent", text=f"{number} percent", quote=quote)

    (one,) = rows(
        share("A", 62, "They hold 78 percent of the Donetsk region, compared to 62 percent a year ago."),
        share("B", 76, "They hold 76 percent of the Donetsk region."),
    )
    assert [told.relation for told in one.relations] == ["other time"]


def test_what_is_told_of_one_month_meets_in_a_long_row_too(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (short, long):
        monkeypatch.setattr(module, "ALL_PAIRS", 3)
    monkeypatch.setattr(long, "NEAREST", 1)
    told = [("A", 130, "2025-04-01", "2025-03-01", "2025-03-31"), ("B", 240, "2025-08-20", "2025-03-01", "2025-03-31")]
    told += [(f"{n}", 3_000 + 17 * n, f"2025-05-{n:02}", "2025-01-01", f"2025-05-{n:02}") for n in range(1, 9)]
    windows = {"measure": "period", "kind": "area", "unit": "km2"}
    compared = rows(
        *(
            claim(source, "territory.gained", area, "Russia", published=when, begin=begin, until=until, speaker=source, **windows)
            for source, area, when, begin, until in told
        )
    )
    found = row(compared, "gained", "Russia")
    values = [one.value for one in found.groups]
    assert {"130 km2", "240 km2"} in [{values[at] for at in one.groups} for one in found.relations]


def test_so_many_a_day_is_another_time_than_a_sum() -> None:
    compared = rows(
        claim("A", "casualties.total", 1_200, "Russia", quote="They lose 1,200 a day.", who="a day"),
        claim("B", "casualties.total", 640_000, "Russia", quote="They have lost 640,000."),
    )
    found = row(compared, "total", "Russia").relations[0]
    assert (found.relation, found.why) == ("other time", "1,200 are so many a day, 640,000 is not")


def test_more_women_than_others_count_of_whom_it_is_not_said_is_no_contradiction() -> None:
    compared = rows(
        claim("A", "casualties.killed", 100, "Lebanon", text="100 members", quote="The army killed 100 members of other groups."),
        claim("B", "casualties.killed", 790, "Lebanon", text="790 women", quote="There were 790 women among the dead."),
    )
    found = row(compared, "killed", "Lebanon").relations[0]
    assert (found.relation, found.why) == ("other scope", "790 is women alone; of what 100 is, is not said")


@pytest.mark.parametrize(("text", "relation"), [("12,000 soldiers", "other scope"), ("12,000 people", "differs")])
def test_more_civilians_than_soldiers_is_no_contradiction(text: str, relation: str) -> None:
    compared = rows(
        claim("A", "casualties.killed", 12_000, "Ukraine", text=text, quote=f"{text} were killed in the war.", speaker="Gen. Hrin"),
        claim(
            "B",
            "casualties.killed",
            30_000,
            "Ukraine",
            text="30,000 civilians",
            quote="30,000 civilians were killed in the war.",
            speaker="Gen. Lee",
        ),
    )
    assert row(compared, "killed", "Ukraine").relation == relation


@pytest.mark.parametrize(
    ("quote", "relation"),
    [
        ("The talks have been going for seven hours already.", "updated"),
        ("Переговоры продолжаются уже семь часов.", "updated"),
        ("The talks lasted seven hours.", "differs"),
    ],
)
def test_how_long_talks_had_lasted_while_they_went_on_grows(quote: str, relation: str) -> None:
    compared = rows(
        claim("A", "talks.length", 7, kind="duration", unit="hours", quote=quote, published="2026-02-05"),
        claim("B", "talks.length", 9, kind="duration", unit="hours", quote="The talks lasted nine hours.", published="2026-02-05"),
    )
    assert [one.relation for one in row(compared, "length").relations] == [relation]
