"""Windows: the span of days that a count is given for, and what is told as no part of the time."""

import pytest

from tests.claims.reading.said import reading

PUBLISHED = "2025-09-01"  # a Monday
AUGUST = ("period", "2025-08-01", "2025-08-31")
WEEK = ("period", "2025-08-25", "2025-09-01")
DAY = ("period", "2025-08-31", "2025-09-01")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Russian troops captured 464 square kilometres last month, analysts said.", AUGUST),
        ("Only October (610 square kilometres) of last year saw larger Russian advances.", ("period", "2024-10-01", "2024-10-31")),
        ("The Russian advance slowed, as it had begun to in August (464 square kilometres).", AUGUST),
        ("In August, Russian troops captured 464 square kilometres.", AUGUST),
        ("Російські війська минулого місяця захопили 464 кв. км.", AUGUST),
        ("За серпень росіяни окупували 464 кв. км.", AUGUST),
        ("За август российские войска заняли 464 кв. км.", AUGUST),
        ("В прошлом месяце российские войска заняли 464 кв. км.", AUGUST),
        ("Russian forces seized 60 square kilometers over the past week.", WEEK),
        ("За минулий тиждень ворог окупував 60 кв. км.", WEEK),
        ("Over the past day the Russian army lost 1,020 soldiers.", DAY),
        ("In the last 24 hours the Russian army lost 1,020 soldiers.", DAY),
        ("За добу Росія втратила 1020 солдатів.", DAY),
        ("За прошедшие сутки Россия потеряла 1020 солдат.", DAY),
        ("Russian troops took 900 sq km over the past three months.", ("period", "2025-06-02", "2025-09-01")),
        ("Russian troops took 1,500 sq km over the summer.", ("period", "2025-06-01", "2025-08-31")),
        ("Russian troops took 3,500 sq km over the spring and summer.", ("period", "2025-03-01", "2025-08-31")),
        ("Влітку 2024 року російські війська захопили 1100 кв. км.", ("period", "2024-06-01", "2024-08-31")),
        ("Зимой российские войска заняли 1100 кв. км.", ("period", "2024-12-01", "2025-02-28")),
        ("Russia has gained 2,300 square kilometres this year.", ("period", "2025-01-01", "2025-09-01")),
        ("Russian troops have taken 30 square kilometres in September.", ("period", "2025-09-01", "2025-09-01")),
        ("Russian troops took 725 square kilometres, far more than in June.", ("event", None, None)),
        ("Russian troops took 725 square kilometres, the largest gain after that of June 2024.", ("event", None, None)),
        ("Since the start of the year Russian troops have taken 2,300 square kilometres.", ("cumulative", "2025-01-01", None)),
        ("З початку року російські війська захопили 2300 кв. км.", ("cumulative", "2025-01-01", None)),
        ("С начала марта российские войска заняли 2300 кв. км.", ("cumulative", "2025-03-01", None)),
        ("Russian troops have taken 2,300 square kilometres since March.", ("cumulative", "2025-03-01", None)),
        ("Russia launched 6,297 drones at Ukraine in July.", ("period", "2025-07-01", "2025-07-31")),
        ("Russia launched 1,200 drones at Ukraine over the past week.", WEEK),
        ("Russia launched 120 drones at Ukraine over the past day.", ("event", None, None)),
        ("By the end of August Russia had lost 600,000 troops.", ("event", None, None)),
        ("Ukraine said in August that Russia had lost 600,000 troops.", ("event", None, None)),
        ("За три роки війни Росія втратила 600 тисяч солдатів.", ("event", None, None)),
        ("In the first exchange of 2025, Ukraine brought home 25 prisoners of war.", ("event", None, None)),
    ],
)
def test_a_count_carries_the_window_that_it_is_given_for(text: str, told: tuple[str, str | None, str | None]) -> None:
    claims = [claim for claim in reading(text, day=PUBLISHED).claims if claim.topic != "war"]
    assert {(claim.measure, claim.scope.start, claim.scope.end) for claim in claims} == {told}


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Russia has handed over 12,000 bodies so far.", "cumulative"),
        ("Россия на данный момент передала Украине 11 тыс. тел солдат.", "cumulative"),
        ("Загалом Україна повернула 15 000 тіл загиблих.", "cumulative"),
        ("Russia handed over 1,000 bodies on Monday.", "event"),
    ],
)
def test_bodies_got_back_until_now_are_a_sum(text: str, measure: str) -> None:
    assert [claim.measure for claim in reading(text, day=PUBLISHED).claims if claim.question == "bodies"] == [measure]


@pytest.mark.parametrize(
    ("text", "day", "told"),
    [
        ("За минулий рік ворог окупував 4336 кв. км.", "2026-01-02", ("2025-01-01", "2025-12-31")),
        ("За год российские войска заняли 334 населенных пункта.", "2026-01-02", ("2025-01-01", "2025-12-31")),
        ("За минулий рік ворог окупував 4336 кв. км.", "2026-06-01", ("2025-06-01", "2026-06-01")),
        ("В этом году под контроль России перешло 6460 кв. км.", "2025-12-29", ("2025-01-01", "2025-12-31")),
        ("У цьому році ворог окупував 4336 кв. км.", "2025-12-29", ("2025-01-01", "2025-12-31")),
        ("За минулий рік ворог окупував 10,6% площі області, 2,1% сусідньої.", "2026-01-02", ("2025-01-01", "2025-12-31")),
    ],
)
def test_a_year_is_that_of_the_calendar_where_it_is_summed_up(text: str, day: str, told: tuple[str, str]) -> None:
    claims = reading(text, day=day).claims
    assert claims
    assert {(claim.scope.start, claim.scope.end) for claim in claims} == {told}


@pytest.mark.parametrize("number", ["999999", "9" * 400])
@pytest.mark.parametrize("unit", ["days", "weeks", "months", "years"])
def test_a_window_that_begins_before_all_calendars_is_none(number: str, unit: str) -> None:
    claims = reading(f"Russia lost 500 soldiers over the past {number} {unit}.", day=PUBLISHED).claims
    assert [(claim.value.low, claim.measure, claim.scope.start) for claim in claims if claim.topic == "casualties"] == [
        (500, "event", None)
    ]
