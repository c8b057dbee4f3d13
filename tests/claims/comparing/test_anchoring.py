"""Which event an article is about that was written days after it, or before."""

from itertools import permutations
from typing import Any

import pytest

from core.claim import Claim
from tests.claims.comparing.making import claim, row, rows


def killed(source: str, number: float, quote: str, published: str) -> Claim:
    return claim(source, "strikes.killed", number, "Ukraine", quote=quote, published=published)


def met(source: str, place: str, quote: str, published: str, **more: str) -> Claim:
    return claim(source, "talks.venue", place, kind="place", quote=quote, published=published, **more)


@pytest.mark.parametrize(
    "quote",
    [
        "The town is in mourning for the 19.",
        "On February 3 the city mourned its 19 dead.",
        "19 people died in the strike last week.",
        "19 is the toll, as the search and rescue work is over.",
        "The toll, which increased by 9, is 19.",
        "Пошукові роботи завершено, загинули 19 людей.",
        "В городе траур по 19 погибшим.",
        "The death toll has reached 19.",
        "The final toll of the raid is 19.",
        "Another body was found in the rubble, the 19th.",
        "19 are dead, and three are still missing.",
        "Кількість загиблих досягла 19.",
        "З-під завалів дістали тіло, загиблих 19.",
        "Станом на сьогодні загиблих 19, двоє вважаються зниклими безвісти.",
        "Число погибших достигло 19.",
        "Окончательное число погибших — 19.",
    ],
)
def test_a_toll_that_is_told_of_a_strike_days_ago_finds_it(quote: str) -> None:
    compared = rows(killed("A", 10, "Ten people were killed.", "2026-02-01"), killed("B", 19, quote, "2026-02-05"))
    assert row(compared, "killed", "Ukraine").outlets == 2


def test_all_that_is_told_beside_a_grown_toll_is_of_that_strike() -> None:
    def fired(source: str, published: str) -> Claim:
        return claim(source, "strikes.missiles-launched", 7, "Russia", quote="Seven rockets were fired.", published=published)

    compared = rows(fired("A", "2026-02-01"), killed("B", 19, "The toll has risen to 19.", "2026-02-05"), fired("B", "2026-02-05"))
    assert row(compared, "missiles-launched", "Russia").outlets == 2


def test_a_strike_is_found_by_a_date_weeks_later_and_its_figures_still_differ() -> None:
    first = claim("A", "strikes.drones-launched", 10, "Russia", quote="Ten drones were launched.", published="2026-01-14")
    later = claim(
        "B", "strikes.drones-launched", 18, "Russia", quote="The plant was hit on January 14 with 18 drones.", published="2026-02-05"
    )
    (one,) = rows(first, later)
    assert [told.relation for told in one.relations] == ["differs"]


@pytest.mark.parametrize(
    ("quote", "day"),
    [
        ("Investigators on Tuesday urged an inquiry into a strike that killed 19.", "2026-02-05"),
        ("19 people died on Tuesday.", "2026-02-03"),
        ("19 are dead after a Tuesday missile strike.", "2026-02-03"),
        ("19 have died since Tuesday.", "2026-02-05"),
        ("On 8 July 2024 a raid killed 19.", "2024-07-08"),
    ],
)
def test_the_day_of_an_attack_is_not_that_on_which_somebody_spoke(quote: str, day: str) -> None:
    (one,) = rows(killed("A", 19, quote, "2026-02-05"))
    assert one.event == f"strikes:{day}"


@pytest.mark.parametrize(
    ("quote", "event"),
    [
        pytest.param("19 were killed over the past day.", "strikes:2026-02-05", id="of its own day, too"),
        pytest.param("Уночі загинули 19 людей.", "strikes:2026-02-05", id="in another language"),
        pytest.param("19 were killed in the raid.", "strikes:2026-02-03", id="of the one day alone"),
    ],
)
def test_an_article_that_tells_of_its_own_day_too_is_not_all_of_the_one_it_names(quote: str, event: str) -> None:
    lang = "uk" if quote.startswith("У") else "en"
    own = claim("A", "strikes.killed", 19, "Ukraine", quote=quote, lang=lang, published="2026-02-05")
    plain = claim("A", "strikes.injured", 8, "Ukraine", quote="Eight were hurt in the port.", published="2026-02-05")
    dated = killed("A", 1, "One man was killed on Tuesday.", "2026-02-05")
    for some in permutations((own, plain, dated)):
        assert {one.event for one in rows(*some) if one.question == "injured"} == {event}


def test_a_strike_long_ago_that_is_told_beside_gives_no_day() -> None:
    new = killed("A", 21, "A missile hit the market, and 21 people died.", "2026-02-05")
    beside = killed("A", 15, "In a raid on 7 December 15 people were killed.", "2026-02-05")
    assert [(one.event, one.outlets) for one in rows(new, beside)] == [("strikes:2026-02-05", 1), ("strikes:2025-12-07", 1)]


@pytest.mark.parametrize(
    "quote",
    [
        "61 men were freed for two soldiers captured on December 12, 2025.",
        "61 men came home through the airport, which was closed on 12 December.",
        "61 men came home, which raises hopes for the truce declared in December.",
        "61 men came home under a deal signed on 12 December.",
        "Освободили 61 человека, захваченных 12 декабря.",
    ],
)
def test_the_day_of_something_else_is_not_that_of_the_swap(quote: str) -> None:
    first = claim("A", "released", 61, "Ukraine", quote="61 men came home.", published="2026-02-05")
    lang = "ru" if quote.startswith("О") else "en"
    again = claim("B", "released", 61, "Ukraine", quote=quote, text="61", lang=lang, published="2026-02-05")
    (one,) = rows(first, again)
    assert one.outlets == 2


@pytest.mark.parametrize(
    ("more", "event"),
    [
        ({"measure": "period", "begin": "2025-12-01", "until": "2025-12-31"}, "pow-swaps:2025-12-01"),
        ({"measure": "period", "begin": "2025-01-01", "until": "2025-12-31"}, None),
        ({"status": "scheduled", "begin": "2026-02-03", "until": "2026-02-03"}, "pow-swaps:2026-02-05"),
    ],
    ids=["in a month it is one swap", "in a year they are many", "what is announced is of no day gone by"],
)
def test_the_window_of_a_swap_tells_when_it_was(more: dict[str, Any], event: str | None) -> None:
    (one,) = rows(claim("A", "released", 61, "Ukraine", quote="61 men.", published="2026-02-05", **more))
    assert one.event == event


def test_a_swap_is_found_by_its_date_more_than_a_week_later() -> None:
    first = claim("A", "released", 82, "Ukraine", quote="82 men came home.", published="2026-01-24")
    again = claim("B", "released", 82, "Ukraine", quote="On January 24, 82 men were freed.", published="2026-02-05")
    (one,) = rows(first, again)
    assert one.outlets == 2


def test_a_swap_told_by_its_month_is_that_of_its_day_in_that_month() -> None:
    today = claim("A", "released", 90, "Ukraine", quote="90 men came home on Thursday.", published="2026-02-05")
    dated = claim("A", "released", 61, "Ukraine", quote="Another 61 had come home on 12 December.", published="2026-02-05")
    month = claim("B", "released", 61, "Ukraine", quote="In December 61 men were freed.", published="2026-02-05")
    assert [(one.event, one.outlets) for one in rows(today, dated, month)] == [("pow-swaps:2026-02-05", 1), ("pow-swaps:2025-12-12", 2)]


def test_talks_that_go_on_days_later_are_the_same() -> None:
    begun = met("A", "Vienna", "They met in Vienna.", "2026-02-02", begin="2026-02-02")
    (one,) = rows(begun, met("B", "Vienna", "The talks in Vienna broke off.", "2026-02-05", begin="2026-02-05"))
    assert one.outlets == 2


def test_talks_are_told_of_for_some_days() -> None:
    (one,) = rows(
        met("A", "Vienna", "They have met in Vienna.", "2026-01-31", begin="2026-01-31"),
        met("B", "Vienna", "They met in Vienna.", "2026-02-05"),
    )
    assert one.outlets == 2


def test_talks_to_come_are_those_that_follow_and_not_those_before() -> None:
    before = met("A", "Minsk", "They met in Minsk on January 24.", "2026-02-03")
    ahead = met("B", "Vienna", "They will meet in Vienna.", "2026-01-26", status="scheduled")
    compared = rows(before, ahead, met("C", "Vienna", "They have met in Vienna.", "2026-02-02"))
    assert [(one.event, one.outlets) for one in compared] == [("talks:2026-02-02", 2), ("talks:2026-01-24", 1)]


@pytest.mark.parametrize(
    ("first", "number", "where", "day"),
    [
        pytest.param(12, 12, "in Smila", "05", id="the same toll of the same town"),
        pytest.param(12, 11, "in Smila", "06", id="fewer"),
        pytest.param(12, 14, "in Smila", "05", id="a toll that may have grown from it"),
        pytest.param(12, 12, "in Lubny", "06", id="another town"),
        pytest.param(12, 12, "in the north", "06", id="no town by name"),
        pytest.param(12, 12, "in Smila on Friday", "06", id="it names its own day"),
        pytest.param(3, 3, "in Smila", "06", id="few are the same by chance"),
    ],
)
def test_a_towns_toll_that_is_told_again_without_a_day_is_of_the_day_before(first: int, number: int, where: str, day: str) -> None:
    compared = rows(
        killed("A", first, f"{first} people were killed in Smila on Thursday.", "2026-02-05"),
        killed("B", 40, "40 people were killed in Poltava on Friday.", "2026-02-06"),
        killed("C", number, f"{number} people were killed {where}.", "2026-02-06"),
    )
    assert {one.event for one in compared for group in one.groups if "C" in group.sources} == {f"strikes:2026-02-{day}"}
