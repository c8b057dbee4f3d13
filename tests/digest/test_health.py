from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.comparison import Outlet
from digest.health import health, outlets
from digest.record import SourceState
from store.feeds import FeedState, PollOutcome, PollRecord

NOON = datetime(2026, 2, 5, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
EVENING = NOON + 6 * HOUR
FEED = FeedState(
    url="https://courier.example/rss",
    source="Courier",
    lang="en",
    owner=None,
    role="neutral",
    full_text=False,
    every=900,
    enabled=True,
    outcome="fetched",
    last_good=NOON - HOUR,
)
SPORT = replace(FEED, url="https://courier.example/sport")


def poll(
    hours: float, outcome: PollOutcome = "fetched", *, reason: str | None = None, gap: bool = False, feed: FeedState = FEED
) -> PollRecord:
    return PollRecord(
        feed=feed.url,
        source=feed.source,
        at=NOON + hours * HOUR,
        outcome=outcome,
        status=None,
        reason=reason,
        items_new=0,
        items_changed=0,
        seconds=0.1,
        next_poll=None,
        gap=gap,
    )


DOWN = "the server answered 503"


@pytest.mark.parametrize(
    ("polls", "state", "words"),
    [
        pytest.param([poll(0), poll(1, "unchanged")], "ok", "ok", id="all is well"),
        pytest.param([poll(0), poll(1, "failed", reason=DOWN), poll(2)], "ok", "ok; 1 of 3 polls failed", id="down and back"),
        pytest.param([poll(0), poll(1, "failed", reason=DOWN)], "gap", "failing since 5 Feb 13:00: " + DOWN, id="down since then"),
        pytest.param([poll(1, "failed", reason=DOWN)], "unreachable", "not read since 5 Feb 11:00: " + DOWN, id="down all the time"),
        pytest.param([poll(1, "failed")], "unreachable", "not read since 5 Feb 11:00: no usable answer", id="down, nobody knows why"),
        pytest.param(
            [poll(0), poll(2, gap=True), poll(3)],
            "gap",
            "items may have been missed before 5 Feb 14:00: the feed's window was overrun",
            id="a window that was overrun",
        ),
        pytest.param([], "not asked", "not asked in this time", id="not asked"),
    ],
)
def test_health_of_one_feed(polls: Sequence[PollRecord], state: SourceState, words: str) -> None:
    (one,) = health([FEED], polls, {"Courier": 3}, UTC, EVENING)
    assert (one.state, one.words, one.new) == (state, words, 3)


def test_an_outlet_with_one_feed_down_has_a_hole() -> None:
    (one,) = health([FEED, SPORT], [poll(0), poll(1, "failed", reason=DOWN, feed=SPORT)], {}, UTC, EVENING)
    assert (one.state, one.words) == ("gap", "failing since 5 Feb 13:00: " + DOWN)


def test_trouble_comes_first() -> None:
    bad = replace(FEED, url="https://z.example/rss", source="Zephyr")
    told = health([FEED, bad], [poll(0), poll(0, "failed", feed=bad)], {}, UTC, EVENING)
    assert [one.source for one in told] == ["Zephyr", "Courier"]


@pytest.mark.parametrize(
    ("feeds", "polls", "reach"),
    [
        pytest.param([FEED], None, "ok", id="its last poll was good"),
        pytest.param([replace(FEED, outcome="failed")], None, "unreachable", id="its last poll failed"),
        pytest.param([replace(FEED, outcome=None)], None, "unreachable", id="never asked"),
        pytest.param([replace(FEED, gap=True)], None, "gap", id="its window was overrun"),
        pytest.param([FEED, replace(SPORT, outcome="failed")], None, "gap", id="one of two feeds failed"),
        pytest.param([replace(FEED, outcome="failed")], [poll(0)], "ok", id="good in the time asked about"),
        pytest.param([FEED], [poll(0, "failed")], "unreachable", id="down in the time asked about"),
        pytest.param([FEED], [poll(0), poll(1, gap=True)], "gap", id="overrun in the time asked about"),
        pytest.param([FEED, SPORT], [poll(0), poll(1, "failed", feed=SPORT)], "gap", id="one of two down in the time asked about"),
        pytest.param([FEED], [], "ok", id="not asked in that time: the last poll tells"),
    ],
)
def test_reach(feeds: Sequence[FeedState], polls: Sequence[PollRecord] | None, reach: str) -> None:
    assert [one.reach for one in outlets(feeds, polls)] == [reach]


def test_an_outlet_has_the_owner_and_role_that_any_of_its_feeds_has() -> None:
    assert outlets([FEED, replace(SPORT, owner="State", role="party")]) == (Outlet("Courier", owner="State", role="party", reach="ok"),)
