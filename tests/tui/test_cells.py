"""The words of the cells."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.claim import Claim, Kind, Qualifier, Value
from core.text import clean
from store.stream import ItemRow
from tests.tui.scene import NOW
from tui.cells import Look, age, item_line, short_value, until, when
from tui.glyphs import ASCII, UNICODE
from tui.ink import length, plain

LOOK = Look(glyphs=UNICODE, marks={"pow-swaps": "pow", "talks": "talk"}, topics={}, labels={})


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-30), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=59, seconds=59), "59m"),
        (timedelta(hours=23), "23h"),
        (timedelta(days=99), "99d"),
        (timedelta(days=200), "28w"),
        (timedelta(days=800), "2y"),
    ],
)
def test_age(ago: timedelta, words: str) -> None:
    assert age(NOW - ago, NOW) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        pytest.param(NOW - timedelta(days=7), "7d", id="an age up to a week"),
        pytest.param(NOW - timedelta(days=8), "28 Jan", id="then the day"),
        pytest.param(NOW - timedelta(days=126), "Oct 25", id="of another year its month and year"),
    ],
)
def test_when(moment: datetime, words: str) -> None:
    assert when(moment, NOW, LOOK) == words


@pytest.mark.parametrize(
    ("ahead", "words"),
    [(timedelta(seconds=-1), "due"), (timedelta(seconds=20), "<1m"), (timedelta(minutes=4), "4m"), (timedelta(hours=30), "1d")],
)
def test_until(ahead: timedelta, words: str) -> None:
    assert until(NOW + ahead, NOW) == words


@pytest.mark.parametrize(
    ("kind", "low", "high", "unit", "qualifier", "words"),
    [
        pytest.param("count", 1241530.0, 1241530.0, "people", "exact", "1,241,530", id="a count"),
        pytest.param("count", 150.0, None, None, "at-least", "≥150", id="at least"),
        pytest.param("count", None, 20.0, None, "at-most", "≤20", id="at most"),
        pytest.param("count", 80.0, 90.0, None, "exact", "80-90", id="a range"),
        pytest.param("duration", 5.0, 5.0, "months", "about", "≈5 mo", id="a duration"),
        pytest.param("percent", 19.5, 19.5, "%", "exact", "19.5%", id="a percentage"),
        pytest.param("date", "2025-10-02", "2025-10-02", None, "exact", "2 Oct 25", id="a day"),
        pytest.param("date", "2025-10", "2025-10", None, "exact", "Oct 25", id="a month"),
        pytest.param("date", "2025-10-02", "2025-10-04", None, "exact", "2 Oct 25-4 Oct 25", id="days"),
        pytest.param("stage", "under way", "under way", None, "exact", "under way", id="a stage"),
        pytest.param("count", None, None, None, "exact", "as printed", id="not resolved"),
    ],
)
def test_short_value(
    kind: Kind, low: float | str | None, high: float | str | None, unit: str | None, qualifier: Qualifier, words: str
) -> None:
    claim = Claim(
        item=1,
        url=None,
        source="A",
        published=NOW,
        topic="t",
        question="q",
        side=None,
        value=Value(kind, low, high, unit, "as printed"),
        qualifier=qualifier,
        quote="as printed",
    )
    assert short_value(claim, UNICODE) == words


def test_the_clock_names_the_day_where_it_is_not_today_and_the_zone_where_it_is_utc() -> None:
    assert LOOK.clock(NOW, NOW) == "14:32Z"
    assert LOOK.clock(NOW - timedelta(days=1), NOW) == "4 Feb 14:32Z"
    assert LOOK.clock(datetime(2025, 10, 2, 9, tzinfo=UTC), NOW) == "2 Oct 2025 09:00Z"
    kyiv = Look(glyphs=UNICODE, zone=timezone(timedelta(hours=2)), marks={}, topics={}, labels={})
    assert kyiv.clock(NOW, NOW) == "16:32"


titles = st.text(max_size=80) | st.sampled_from(
    ["[/]", "[@click=app.quit]x[/]", "\x1b]52;c;aGk=\x07", "\u202etxt", "日本語 ☎️❤️x 👍🏽", "क्षत्रिय தமிழ்"]
)


@given(titles, titles, st.integers(20, 200), st.booleans())
def test_no_title_and_no_name_moves_a_column(title: str, source: str, width: int, cursor: bool) -> None:  # noqa: FBT001
    row = ItemRow(1, source, NOW, NOW, title, ("pow-swaps", "talks"), 2, unread=True, starred=False)
    plainly = ItemRow(1, "S", NOW, NOW, "T", ("pow-swaps", "talks"), 2, unread=True, starred=False)
    line, other = item_line(row, LOOK, NOW, width, cursor=cursor), item_line(plainly, LOOK, NOW, width, cursor=cursor)
    assert length(line) == width
    assert length(line[:8]) == length(other[:8])
    assert all(clean(text) == text for text, _ in line)


def test_with_plain_signs_a_line_is_ascii() -> None:
    look = Look(glyphs=ASCII, marks={}, topics={}, labels={})
    row = ItemRow(1, "A very long source name", NOW, NOW, "title " * 40, ("one", "two", "three"), 3, unread=True, starred=True)
    assert plain(item_line(row, look, NOW, 80, cursor=True)).isascii()


@pytest.mark.parametrize(
    ("question", "side", "shown"),
    [
        ("released", "Ukraine", "Ukraine"),
        ("released", "both", "both"),
        ("released", None, ""),
        ("exchanged", "both", ""),  # the question says so
    ],
)
def test_whose_an_answer_is_stands_beside_the_question(question: str, side: str | None, shown: str) -> None:
    look = replace(LOOK, labels={("pow-swaps", "released"): "Got back", ("pow-swaps", "exchanged"): "Exchanged, both sides together"})
    assert look.side("pow-swaps", question, side) == shown


@pytest.mark.parametrize(("topic", "name"), [("pow-swaps", "Prisoner swaps"), ("war", "War"), ("border-talks", "Border talks")])
def test_a_topic_has_its_name_and_one_that_nobody_configured_its_id(topic: str, name: str) -> None:
    assert replace(LOOK, topics={"pow-swaps": "Prisoner swaps"}).topic(topic) == name
