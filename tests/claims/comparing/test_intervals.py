"""Printed values as intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing.days import day_range, elapsed, spoken_day
from claims.comparing.intervals import Span, distance, figure, overlap, shown, span_of
from claims.comparing.places import within
from core.claim import Kind, Qualifier, Value
from tests.claims.comparing.making import value

INF = float("inf")


@pytest.mark.parametrize(
    ("given", "qualifier", "low", "high"),
    [
        pytest.param(value(157), "exact", 157, 157, id="a number"),
        pytest.param(value(100), "about", 90, 110, id="about, a tenth to each side"),
        pytest.param(value(100), "nearly", 90, 100, id="nearly, from nine tenths"),
        pytest.param(value(150), "at-least", 150, INF, id="at least"),
        pytest.param(value(150, high=None), "at-least", 150, INF, id="at least, with an open end"),
        pytest.param(value(150), "at-most", 0, 150, id="up to"),
        pytest.param(value(None, "count", high=150), "at-most", 0, 150, id="up to, with an open end"),
        pytest.param(value(500, high=600), "exact", 500, 600, id="a range"),
        pytest.param(value(100, text="hundreds"), "about", 100, INF, id="hundreds"),
        pytest.param(value(12, text="dozens"), "exact", 12, INF, id="dozens"),
        pytest.param(value(1000, text="тисячі"), "exact", 1000, INF, id="thousands"),
        pytest.param(value(3000, text="трьох тисяч"), "exact", 3000, 3000, id="three thousand"),
        pytest.param(value(2000, text="несколько тысяч"), "exact", 2000, INF, id="several thousand"),
        pytest.param(value(1500, text="півтори тисячі"), "exact", 1500, 1500, id="one and a half thousand"),
        pytest.param(value(1_200_000, text="nearly 1.2 million"), "nearly", 1_080_000, 1_200_000, id="a million with a digit"),
        pytest.param(value(20, "percent"), "exact", 19.501, 20.499, id="a percentage is loose by half of its last digit"),
        pytest.param(value(1.5, "percent"), "exact", 1.4501, 1.5499, id="and finer with a decimal"),
        pytest.param(value(2, "duration", "days"), "exact", 1.501, 2.499, id="a duration is loose by half of its unit"),
        pytest.param(value(3, "duration", "weeks"), "exact", 17.507, 24.493, id="weeks in days"),
        pytest.param(value("2025-10"), "exact", 739525, 739555, id="a month"),
        pytest.param(value("2025-10-02"), "exact", 739526, 739526, id="a day"),
        pytest.param(value(10, "area", "km2"), "exact", 9.8, 10.2, id="areas and lengths are rounded in conversion"),
    ],
)
def test_a_value_means(given: Value, qualifier: Qualifier, low: float, high: float) -> None:
    span = span_of(given, qualifier)
    assert (span.low, span.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("given", "qualifier", "text"),
    [
        pytest.param(value(314), "at-least", "at least 314", id="a lower bound"),
        pytest.param(value(1_200_000), "nearly", "nearly 1,200,000", id="thousands are set apart"),
        pytest.param(value(4, "duration", "years"), "exact", "4 years", id="a duration"),
        pytest.param(value(1, "duration", "weeks"), "exact", "1 week", id="one of them"),
        pytest.param(value(20, "percent", "%"), "about", "about 20%", id="a percentage"),
        pytest.param(value("2025-10-02"), "exact", "2 October 2025", id="a day"),
        pytest.param(value("2026-01-23", high="2026-01-24"), "exact", "23 to 24 January 2026", id="days"),
        pytest.param(value("Abu Dhabi", "place"), "exact", "Abu Dhabi", id="a place"),
        pytest.param(value(None, "date", text="in the coming weeks"), "about", "in the coming weeks", id="no value"),
        pytest.param(value(1000, text="thousands"), "at-least", "thousands", id="a vague plural"),
        pytest.param(value(1500, text="півтори тисячі"), "exact", "1,500", id="one and a half thousand"),
        pytest.param(value(500, high=600), "exact", "500 to 600", id="a range"),
        pytest.param(value(None, "count", high=325), "at-most", "up to 325", id="an open end"),
    ],
)
def test_a_value_is_shown(given: Value, qualifier: Qualifier, text: str) -> None:
    assert shown(given, qualifier) == text


spans = st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)).map(lambda ends: Span("number", min(ends), max(ends), base=min(ends)))
numbers = st.one_of(st.none(), st.integers(-5, 10**7), st.floats(), st.just(10**400))
kinds = st.sampled_from(("count", "percent", "length", "area", "duration", "date", "ordinal", "place", "stage"))
qualifiers = st.sampled_from(("exact", "about", "nearly", "at-least", "at-most"))


@given(spans, spans)
def test_overlap_and_distance_do_not_care_who_spoke_first(a: Span, b: Span) -> None:
    assert overlap(a, b) == overlap(b, a)
    assert distance(a, b) == distance(b, a)
    assert 0 <= distance(a, b) <= 1


@given(kinds, st.one_of(numbers, st.text(max_size=12)), st.one_of(numbers, st.text(max_size=12)), qualifiers, st.text(max_size=12))
def test_any_value_is_read_and_shown(
    kind: Kind, low: float | str | None, high: float | str | None, qualifier: Qualifier, text: str
) -> None:
    given = Value(kind, low, high, None, text)
    span = span_of(given, qualifier)
    assert span.family == "vague" or span.low <= span.high or kind in ("date", "ordinal")
    assert isinstance(shown(given, qualifier), str)


@pytest.mark.parametrize(
    ("iso", "days"),
    [
        pytest.param("2024-02", 29, id="a month"),
        pytest.param("2024-12", 31, id="the last month"),
        pytest.param("2025", 365, id="a year"),
        pytest.param("2025-10-02", 1, id="a day"),
        pytest.param("2025-10-02T09:00:00Z", 1, id="a moment"),
    ],
)
def test_an_iso_date_holds_days(iso: str, days: int) -> None:
    found = day_range(iso)
    assert found is not None
    assert found[1] - found[0] + 1 == days


@pytest.mark.parametrize("text", ["", "soon", "2025-13", "2025-02-30", "0", "99999", "2025-10-"])
def test_what_is_no_date_has_no_days(text: str) -> None:
    assert day_range(text) is None


def test_time_is_told_in_months_and_days() -> None:
    first, last = day_range("2025-10-02"), day_range("2026-02-05")
    assert first
    assert last
    assert elapsed(first[0], last[0]) == "4 months and 3 days"
    assert elapsed(first[0], first[0]) == "no time"
    assert spoken_day(first[0]) == "2 October"
    assert figure(1.5) == "1.5"


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        pytest.param("abu dhabi", "united arab emirates", True, id="a town in its land"),
        pytest.param("abu dhabi", "uae", True, id="a land by its letters"),
        pytest.param("geneva", "geneva, switzerland", True, id="a town with its land"),
        pytest.param("istanbul", "ankara", False, id="two towns of one land"),
        pytest.param("turkey", "türkiye", True, id="two spellings of a land"),
        pytest.param("moscow", "kyiv", False, id="two lands"),
        pytest.param("the donbas", "donbas", True, id="an article"),
    ],
)
def test_a_place_lies_in_another(one: str, two: str, *, same: bool) -> None:
    assert within(one, two) is same
    assert within(two, one) is same
