import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.hours import after_quiet
from alerts.record import alert_from_json, alert_json, text_of
from core.settings import Alert
from tests.alerts.scene import HOSTILE, differ, matched, row, said
from tests.store.scene import NOON

DAY = timedelta(days=1)


def test_an_alert_carries_both_quotations_and_links() -> None:
    (one,) = matched(Alert(id="all"), differ(speaker="Tatyana Moskalkova"))
    assert text_of([one.alert], UTC) == (
        "≠ Prisoners released, Ukraine (5 Feb 2026): 157 / 207\n"
        f"  {one.alert.why}\n"
        "  Courier, 5 Feb 2026 12:00: 157\n    “In all 157 prisoners came home.”\n    https://courier.example/157\n"
        "  Herald, Tatyana Moskalkova, 5 Feb 2026 12:00: 207\n    “In all 207 prisoners came home.”\n    https://herald.example/207"
    )
    assert alert_from_json(alert_json(one.alert)) == one.alert


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        pytest.param({}, True, id="a conflict, whatever it is about"),
        pytest.param({"topic": ("pow-swaps", "war")}, True, id="its topic"),
        pytest.param({"topic": ("war",)}, False, id="another topic"),
        pytest.param({"question": ("released",)}, True, id="its question"),
        pytest.param({"question": ("civilians",)}, False, id="another question"),
        pytest.param({"relation": ("agree", "update")}, False, id="another relation"),
        pytest.param({"relation": ("differs",)}, True, id="its fine relation"),
        pytest.param({"relation": ("denied",)}, False, id="another fine relation"),
        pytest.param({"importance": 1}, True, id="important enough"),
        pytest.param({"importance": 100}, False, id="not important enough"),
        pytest.param({"party": ("Ukraine",)}, True, id="the side"),
        pytest.param({"party": ("Russia",)}, True, id="who speaks for a party"),
        pytest.param({"party": ("Turkey",)}, False, id="another party"),
        pytest.param({"source": ("Herald",)}, True, id="one of the outlets"),
        pytest.param({"source": ("TASS",)}, False, id="another outlet"),
        pytest.param({"words": ("came HOME",)}, True, id="a phrase, whatever its case"),
        pytest.param({"words": ("prison",)}, False, id="whole words"),
        pytest.param({"words": ("prison*",)}, True, id="any ending"),
        pytest.param({"words": ("released",)}, True, id="words of the question"),
        pytest.param({"words": ("c(ame", "[")}, False, id="words are no patterns"),
        pytest.param({"topic": ("pow-swaps",), "source": ("TASS",)}, False, id="all that is named has to hold"),
    ],
)
def test_a_rule(rule: dict[str, Any], wanted: bool) -> None:  # noqa: FBT001  (a case)
    found = matched(Alert(id="rule", **rule), differ(speaker="Tatyana Moskalkova"))
    assert bool(found) is wanted


def test_outlets_that_agree_are_told_where_a_rule_wants_it() -> None:
    both = row(said(157, "Courier", origin="Courier"), said(157, "Herald", origin="Herald", item=158, quote="Home came 157, all told."))
    (one,) = matched(Alert(id="all", relation=("agree",)), both)
    assert [told.source for told in one.alert.answers] == ["Herald", "Courier"]
    assert matched(Alert(id="all"), both) == []


@pytest.mark.parametrize(
    ("seen", "published", "wanted"),
    [
        pytest.param(NOON, NOON, True, id="new"),
        pytest.param(NOON, NOON - 10 * DAY, False, id="an old article of a new feed"),
        pytest.param(NOON - 2 * DAY, NOON - 2 * DAY, False, id="known for days"),
    ],
)
def test_what_is_old_is_no_alert(seen: datetime, published: datetime, wanted: bool) -> None:  # noqa: FBT001  (a case)
    old = {"seen": seen, "published": published}
    found = matched(Alert(id="all"), row(said(157, "Courier", **old), said(207, "Herald", **old)))
    assert bool(found) is wanted


def test_the_same_is_known_whoever_tells_it() -> None:
    third = said(207, "Lantern", item=300, quote="Those who returned were 207, it was told in the evening.")
    (first,), (second,) = (matched(Alert(id="all"), one) for one in (differ(), row(said(157, "Courier"), said(207, "Herald"), third)))
    assert first.subject == second.subject
    assert first.items < second.items


def test_hostile_words_are_on_one_line() -> None:
    (one,) = matched(Alert(id="all"), differ(quote=HOSTILE, speaker=HOSTILE))
    text = text_of([one.alert], UTC)
    assert len(text.splitlines()) == 8
    assert text.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("quiet", "moment", "then"),
    [
        pytest.param(None, "23:30", "05T23:30", id="none"),
        pytest.param("22:00-07:00", "21:59", "05T21:59", id="before"),
        pytest.param("22:00-07:00", "22:00", "06T07:00", id="from their beginning"),
        pytest.param("22:00-07:00", "03:00", "05T07:00", id="past midnight"),
        pytest.param("22:00-07:00", "07:00", "05T07:00", id="up to their end"),
        pytest.param("12:00-13:30", "12:45", "05T13:30", id="within a day"),
        pytest.param("12:00-13:30", "13:45", "05T13:45", id="after, within a day"),
    ],
)
def test_quiet_hours(quiet: str | None, moment: str, then: str) -> None:
    assert after_quiet(quiet, UTC, datetime.fromisoformat(f"2026-02-05T{moment}Z")).isoformat().startswith(f"2026-02-{then}")


@given(st.times(), st.times(), st.integers(0, 10 * 365 * 1440))
def test_quiet_hours_are_left_within_a_day(begin: Any, end: Any, minutes: int) -> None:
    moment = NOON + timedelta(minutes=minutes)
    quiet = f"{begin:%H:%M}-{end:%H:%M}"
    after = after_quiet(quiet, UTC, moment)
    assert moment <= after <= moment + DAY
    assert after_quiet(quiet, UTC, after) == after


@pytest.fixture(params=["a zone of the configuration", "the machine's own"])
def kyiv(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ZoneInfo | None]:
    if request.param.startswith("a zone"):
        yield ZoneInfo("Europe/Kyiv")
        return
    monkeypatch.setenv("TZ", "Europe/Kyiv")
    time.tzset()
    yield None
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("now", "told"),
    [
        pytest.param("2026-03-28T23:00+00:00", "2026-03-29T04:00+00:00", id="clocks go forward that night"),
        pytest.param("2026-10-24T23:30+00:00", "2026-10-25T05:00+00:00", id="clocks go back that night"),
        pytest.param("2026-10-25T05:00+00:00", "2026-10-25T05:00+00:00", id="the morning after"),
    ],
)
def test_quiet_hours_go_by_the_clock_on_the_wall(now: str, told: str, kyiv: ZoneInfo | None) -> None:
    assert after_quiet("22:00-07:00", kyiv, datetime.fromisoformat(now)) == datetime.fromisoformat(told)
