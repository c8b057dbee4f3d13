"""What is drawn of a figure over time, and what is not."""

import re
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing.series import Line, Point
from core.claim import Claim, Value
from digest.chart import chart
from digest.over_time import Course as RawCourse
from digest.plot import HEIGHT, WIDTH, plot
from digest.record import Course
from tests.digest.written import UNTIL, claim

SAID = claim("Courier", "100 came.", "100", 100)


def point(hours: float, low: float | None, high: float | None = None, **changes: object) -> Point:
    said: Claim = replace(SAID, published=UNTIL - timedelta(hours=hours), **changes)  # type: ignore[arg-type]
    return Point(said.published, low, low if high is None else high, f"{low}", said)


def drawn(*lines: tuple[str, list[Point]]) -> str | None:
    raw = RawCourse("t", "q", None, tuple(Line(source, tuple(points)) for source, points in lines))
    picture = plot(Course(topic="T", label="Drones", raw=raw), UTC, 2026)
    return None if picture is None else chart(picture, "figure-1", UTC, 2026)


def test_what_moved_is_drawn_with_a_mark_a_claim() -> None:
    picture = drawn(("Courier", [point(5, 90), point(1, 105)]), ("Varta", [point(3, 100)]))
    assert picture is not None
    assert len(re.findall(r'class="mark s\d"', picture)) == 3 + 2
    assert ">Courier</text>" in picture


@pytest.mark.parametrize(
    "points",
    [
        pytest.param([], id="nothing"),
        pytest.param([point(5, 90), point(1, 90)], id="it did not move"),
        pytest.param([point(5, 90), point(4.9, 105)], id="all at once"),
        pytest.param([point(5, 1, value=Value("date", "2026-02-05", "2026-02-05", None, "x")), point(1, 2)], id="no amounts"),
        pytest.param([point(24 * 40, 90), point(1, 105)], id="the other is long ago"),
    ],
)
def test_what_cannot_be_drawn_is_not(points: list[Point]) -> None:
    assert drawn(("Courier", points)) is None


def test_a_running_total_is_joined_and_two_events_are_not() -> None:
    total = drawn(("Courier", [point(5, 90, measure="cumulative"), point(1, 105, measure="cumulative")]))
    events = drawn(("Courier", [point(5, 90), point(1, 105, item="other")]))
    assert 'class="way s0"' in (total or "")
    assert 'class="way s0"' not in (events or "")


def test_a_conflict_and_a_fall_carry_their_signs() -> None:
    points = [replace(point(5, 105), conflict=True), replace(point(1, 90), falls=True)]
    picture = drawn(("Courier", points)) or ""
    assert ("≠</text>" in picture, "↓</text>" in picture) == (True, True)


LETTER = 9
"""How high the letters are."""
amounts = st.one_of(st.integers(0, 10**9), st.floats(0, 10**9))


@given(st.lists(st.tuples(st.sampled_from("ABCDEFGH"), st.floats(0, 300), amounts, st.booleans()), max_size=20))
def test_everything_stays_within_the_picture(given: list[tuple[str, float, float, bool]]) -> None:
    sources = sorted({source for source, *_ in given})
    picture = drawn(
        *((one, [point(hours, low, None if not bound else low) for source, hours, low, bound in given if source == one]) for one in sources)
    )
    for x, y in re.findall(r"translate\(([-\d.]+) ([-\d.]+)\)", picture or ""):
        assert 0 <= float(x) <= WIDTH
        assert 0 <= float(y) <= HEIGHT
    for y in re.findall(r'<text x="[-\d.]+" y="([-\d.]+)"', picture or ""):
        assert LETTER <= float(y) <= HEIGHT
    assert "nan" not in (picture or "")
