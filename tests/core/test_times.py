"""Times are written and read without loss, and words for moments are understood."""

import contextlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.times import brief, now, read_moment, read_publication, read_stamp, stamp

NOON = datetime(2026, 2, 5, 12, 30, 15, tzinfo=UTC)
zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(min_value=datetime(1000, 1, 3), max_value=datetime(9999, 12, 29), timezones=zones)  # noqa: DTZ001  (the zone is drawn)


@given(moments)
def test_a_stamp_is_read_back_as_the_same_moment(moment: datetime) -> None:
    assert read_stamp(stamp(moment)) == moment
    assert read_stamp(stamp(moment)).tzinfo is UTC


@given(moments)
def test_a_brief_stamp_loses_less_than_a_second(moment: datetime) -> None:
    assert timedelta(0) <= moment - read_stamp(brief(moment)) < timedelta(seconds=1)


@given(moments, moments)
def test_the_order_of_stamps_is_the_order_of_moments(one: datetime, other: datetime) -> None:
    assert (stamp(one) < stamp(other)) == (one < other)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        pytest.param("2026-02-05", datetime(2026, 2, 5, tzinfo=UTC), id="a date is its midnight"),
        pytest.param("2026-02-05T14:30", datetime(2026, 2, 5, 14, 30, tzinfo=UTC), id="a time without a zone is UTC"),
        pytest.param("2026-02-05T14:30:00+02:00", datetime(2026, 2, 5, 12, 30, tzinfo=UTC), id="a zone is turned into UTC"),
        pytest.param("2026-02-05T14:30:00Z", datetime(2026, 2, 5, 14, 30, tzinfo=UTC), id="Z is UTC"),
    ],
)
def test_a_written_time_is_read(words: str, moment: datetime) -> None:
    assert read_stamp(words) == moment
    assert read_moment(words, NOON) == moment


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        pytest.param("2026-02-05T14:30:00Z", datetime(2026, 2, 5, 14, 30, tzinfo=UTC), id="a time"),
        pytest.param("2026-02-05", datetime(2026, 2, 5, tzinfo=UTC), id="a date is its midnight"),
        pytest.param("2024-02", datetime(2024, 2, 29, tzinfo=UTC), id="a month is its last day"),
        pytest.param("2025", datetime(2025, 12, 31, tzinfo=UTC), id="a year is its last day"),
    ],
)
def test_a_publication_is_dated_as_well_as_it_is_known(words: str, moment: datetime) -> None:
    assert read_publication(words) == moment


@pytest.mark.parametrize("words", ["", "2025-13", "0000", "25", "February 2025", "2025-02-30"])
def test_what_dates_no_publication_is_said(words: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_publication(words)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        pytest.param("now", NOON, id="now"),
        pytest.param("today", datetime(2026, 2, 5, tzinfo=UTC), id="today began at midnight"),
        pytest.param(" Yesterday ", datetime(2026, 2, 4, tzinfo=UTC), id="yesterday, however it is written"),
        pytest.param("90s", NOON - timedelta(seconds=90), id="seconds ago"),
        pytest.param("15m", NOON - timedelta(minutes=15), id="minutes ago"),
        pytest.param("2h", NOON - timedelta(hours=2), id="hours ago"),
        pytest.param("3 d", NOON - timedelta(days=3), id="days ago"),
        pytest.param("1w", NOON - timedelta(weeks=1), id="weeks ago"),
    ],
)
def test_words_for_a_moment_are_understood(words: str, moment: datetime) -> None:
    assert read_moment(words, NOON) == moment


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("soon", id="no time"),
        pytest.param("", id="nothing"),
        pytest.param("2026-02-30", id="a day that there is not"),
        pytest.param("5 Feb", id="a date that is not ISO"),
        pytest.param("-2h", id="a time to come"),
        pytest.param("9999999d", id="before the first year"),
        pytest.param("9" * 30 + "w", id="further back than can be counted"),
        pytest.param("0001-01-01T00:00:00+14:00", id="before the first year in UTC"),
    ],
)
def test_what_is_no_time_is_said(words: str) -> None:
    with pytest.raises(ValueError, match=r'" is no time: give a date or time \(2026-02-05, 2026-02-05T14:30\), "yesterday", "2h" or "3d"'):
        read_moment(words, NOON)


@given(st.text())
def test_any_words_are_a_moment_or_no_time(words: str) -> None:
    with contextlib.suppress(ValueError):
        assert read_moment(words, NOON).tzinfo is UTC


def test_the_present_is_in_utc() -> None:
    assert now().tzinfo is UTC
