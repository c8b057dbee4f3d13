from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.news import Document, Failed, Fetched, Outcome, Unchanged
from feeds.schedule import LONGEST_REFUSED, LONGEST_SILENT, Plan, next_look, next_poll, span

NOW = datetime(2026, 2, 5, 12, 30, tzinfo=UTC)  # a Thursday
GOOD = Fetched("https://example.org/", b"", {}, 200, 0.1)
SAME = Unchanged(0.1)
DOWN = Failed("HTTP 503 Service Unavailable", 0.1, 503)
SILENT = Failed("connection refused", 0.1)
OFFLINE = Failed("no network", 0.1, offline=True)
NEWS = Document("News", ())
HOUR = 3600.0


@pytest.mark.parametrize(
    ("outcome", "document", "failures", "pause", "why"),
    [
        pytest.param(GOOD, NEWS, 0, 900.0, "every 15 min", id="as configured"),
        pytest.param(SAME, None, 0, 900.0, "every 15 min", id="unchanged, and nothing known"),
        pytest.param(GOOD, replace(NEWS, ttl=HOUR), 0, HOUR, "the feed asks for 1 h between polls", id="the feed asks for more"),
        pytest.param(SAME, replace(NEWS, ttl=HOUR), 0, HOUR, "the feed asks for 1 h between polls", id="and it holds while unchanged"),
        pytest.param(GOOD, replace(NEWS, ttl=60.0), 0, 900.0, "every 15 min", id="the feed allows for less"),
        pytest.param(GOOD, replace(NEWS, ttl=365 * 86_400.0), 0, 86_400.0, "the feed asks for 1 d between polls", id="a day at most"),
        pytest.param(replace(GOOD, wait=1800.0), NEWS, 0, 1800.0, "the server asks to wait 30 min", id="the server asks for more"),
        pytest.param(replace(GOOD, wait=60.0), NEWS, 0, 900.0, "every 15 min", id="the server allows for less"),
        pytest.param(GOOD, replace(NEWS, problem="no"), 2, 1800.0, "tried again in 30 min after 2 failures", id="no feed"),
        pytest.param(DOWN, NEWS, 1, 900.0, "tried again in 15 min", id="the first failure"),
        pytest.param(DOWN, NEWS, 3, HOUR, "tried again in 1 h after 3 failures", id="the pause doubles"),
        pytest.param(DOWN, NEWS, 99, LONGEST_REFUSED, "tried again in 6 h after 99 failures", id="six hours at most"),
        pytest.param(SILENT, NEWS, 99, LONGEST_SILENT, "tried again in 1 h after 99 failures", id="an hour where it may be our network"),
        pytest.param(OFFLINE, NEWS, 1, 60.0, "no network: tried again in 1 min", id="our network is down"),
        pytest.param(OFFLINE, NEWS, 9, 900.0, "no network: tried again in 15 min after 9 failures", id="and stays down"),
        pytest.param(replace(DOWN, wait=7200.0), NEWS, 1, 7200.0, "the server asks to wait 2 h", id="retry after"),
        pytest.param(replace(DOWN, wait=10.0), NEWS, 1, 900.0, "tried again in 15 min", id="never sooner than configured"),
    ],
)
def test_when_to_ask_again(outcome: Outcome, document: Document | None, failures: int, pause: float, why: str) -> None:
    plan = next_poll(outcome, document, 900.0, failures, NOW, 0.0)
    assert (plan.at, plan.why) == (NOW + timedelta(seconds=pause), why)


def test_a_feed_that_is_gone_is_not_asked_again() -> None:
    assert next_poll(Failed("410", 0.1, 410, gone=True), NEWS, 900.0, 1, NOW, 0.5) == Plan(None, "gone for good: not asked again")


def test_chance_spreads_the_moments() -> None:
    first, last = (next_poll(GOOD, NEWS, 1000.0, 0, NOW, jitter).at for jitter in (0.0, 1.0))
    assert first is not None
    assert last == first + timedelta(seconds=50)


@pytest.mark.parametrize(
    ("hours", "days", "moment"),
    [
        pytest.param({12}, set(), datetime(2026, 2, 5, 13, 45, tzinfo=UTC), id="the next hour"),
        pytest.param({12, 13, 14}, set(), datetime(2026, 2, 5, 15, 45, tzinfo=UTC), id="some hours on"),
        pytest.param(set(), {3}, datetime(2026, 2, 6, 0, 45, tzinfo=UTC), id="the next day"),
        pytest.param({0, 1}, {3, 4}, datetime(2026, 2, 7, 2, 45, tzinfo=UTC), id="both"),
        pytest.param({5}, {6}, datetime(2026, 2, 5, 12, 45, tzinfo=UTC), id="none that matters"),
    ],
)
def test_hours_and_days_to_skip_are_skipped(hours: set[int], days: set[int], moment: datetime) -> None:
    document = replace(NEWS, skip_hours=frozenset(hours), skip_days=frozenset(days))
    assert next_poll(GOOD, document, 900.0, 0, NOW, 0.0).at == moment


@given(
    outcome=st.sampled_from([GOOD, SAME, DOWN, SILENT, replace(DOWN, wait=5.0), replace(GOOD, wait=86_400.0)]),
    ttl=st.none() | st.floats(1, 1e12),
    hours=st.frozensets(st.integers(0, 23)),
    days=st.frozensets(st.integers(0, 6)),
    every=st.floats(1, 86_400),
    failures=st.integers(0, 1000),
    jitter=st.floats(0, 1),
)
def test_no_poll_comes_sooner_than_configured_or_never(
    outcome: Outcome, ttl: float | None, hours: frozenset[int], days: frozenset[int], every: float, failures: int, jitter: float
) -> None:
    document = Document("", (), ttl, hours, days)
    plan = next_poll(outcome, document, every, failures, NOW, jitter)
    assert plan.at is not None
    assert NOW + timedelta(seconds=every * 0.999) <= plan.at <= NOW + timedelta(days=9)
    assert plan.asked_until is None or plan.at >= plan.asked_until - timedelta(seconds=0.001)
    assert plan.why


@given(st.floats(0, 1e9))
def test_any_length_of_time_has_words(seconds: float) -> None:
    assert span(seconds)


@pytest.mark.parametrize(
    ("hours", "after", "look"),
    [
        ((1, 6, 24), 0.0, 1.0),
        ((1, 6, 24), 1.0, 6.0),
        ((24, 1, 6), 0.5, 1.0),
        ((1, 6, 24), 7.5, 24.0),
        ((1, 6, 24), 24.0, None),
        ((), 0.0, None),
    ],
)
def test_a_page_is_looked_at_again_so_many_hours_after_it_was_seen(hours: tuple[float, ...], after: float, look: float | None) -> None:
    found = next_look(NOW, hours, NOW + timedelta(hours=after))
    assert found == (None if look is None else NOW + timedelta(hours=look))
