from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from sqlite3 import Connection

import pytest

from core.settings import Poll
from store.database import open_store
from store.due import give_feeds_back, make_due, move_leases, next_due, put_off_host, take_due, take_feeds_back
from store.feeds import Health, PollRecord, feed_states, mostly_unread, polls, record_poll, set_feeds
from tests.store.scene import COURIER, HERALD, HOUR, NOON, feeds

BOTH = [COURIER.url, HERALD.url]
GOOD = PollRecord(
    feed=COURIER.url,
    source=COURIER.name,
    at=NOON,
    outcome="fetched",
    status=200,
    reason=None,
    items_new=3,
    items_changed=1,
    seconds=0.5,
    next_poll=NOON + HOUR,
    gap=True,
)
HEALTH = Health(
    *('W/"x"', "Thu", "d", 0, "every 15 minutes"),
    ttl=3600,
    skip_hours=frozenset({1, 2}),
    skip_days=frozenset({6}),
    items=20,
    newest=NOON,
)


def test_a_feed_is_taken_once_by_two_processes(db: Connection, path: Path) -> None:
    feeds(db)
    other = open_store(path)
    assert {feed.source for feed in take_due(db, BOTH, NOON, NOON + HOUR)} == {"Courier", "Herald"}
    assert take_due(other, BOTH, NOON, NOON + HOUR) == []
    assert {feed.source for feed in take_due(other, BOTH, NOON, NOON + HOUR, everything=True)} == {"Courier", "Herald"}
    other.close()


def test_a_poll_is_logged_and_shows_in_the_state(db: Connection) -> None:
    feeds(db)
    record_poll(db, GOOD, HEALTH)
    failed = replace(GOOD, at=NOON + HOUR, outcome="failed", status=503, reason="HTTP 503", items_new=0, next_poll=None)
    record_poll(db, failed, replace(HEALTH, failures=1, items=None, newest=None))
    assert polls(db) == [GOOD, failed]
    assert polls(db, since=NOON + HOUR) == [failed]
    state = feed_states(db)[0]
    assert (state.etag, state.last_good, state.last_poll) == ('W/"x"', NOON, NOON + HOUR)
    assert (state.failures, state.reason, state.items, state.newest) == (1, "HTTP 503", 20, NOON)
    assert (state.next_poll, state.gap) == (None, True)
    assert (state.ttl, state.skip_hours, state.skip_days) == (3600.0, frozenset({1, 2}), frozenset({6}))


def test_a_state_is_worked_out_again_only_where_its_row_is_another(db: Connection) -> None:
    feeds(db)
    courier, herald = feed_states(db)
    record_poll(db, GOOD, HEALTH)
    polled, same = feed_states(db)
    assert same is herald
    assert polled != courier


def test_the_next_poll_due(db: Connection) -> None:
    feeds(db)
    assert next_due(db, BOTH, NOON) == NOON
    take_due(db, BOTH, NOON, NOON + HOUR)
    assert next_due(db, BOTH, NOON) == NOON + HOUR
    record_poll(db, replace(GOOD, next_poll=None), HEALTH)
    make_due(db, BOTH, NOON)
    assert [feed.source for feed in take_due(db, BOTH, NOON, NOON + HOUR)] == ["Herald"]


def test_a_feed_out_of_the_configuration_is_kept_but_not_polled(db: Connection) -> None:
    feeds(db)
    record_poll(db, GOOD, HEALTH)
    set_feeds(db, [replace(HERALD, every=60)], Poll(), NOON)
    assert [(state.source, state.every) for state in feed_states(db)] == [("Herald", 60)]
    set_feeds(db, [COURIER], Poll(every=300), NOON)
    (courier,) = feed_states(db)
    assert (courier.etag, courier.every) == ('W/"x"', 300)
    assert len(feed_states(db, disabled=True)) == 2


def test_a_poller_takes_its_own_feeds_alone(db: Connection) -> None:
    feeds(db)
    assert [feed.source for feed in take_due(db, [COURIER.url], NOON, NOON + HOUR)] == ["Courier"]
    assert next_due(db, [HERALD.url], NOON) == NOON
    make_due(db, [HERALD.url], NOON)
    assert next_due(db, [COURIER.url], NOON) == NOON + HOUR


def test_feeds_of_one_call_switch_no_other_off(db: Connection) -> None:
    feeds(db)
    set_feeds(db, [replace(COURIER, name="Call", url="http://call.example/rss")], Poll(), NOON, whole=False)
    assert [state.source for state in feed_states(db)] == ["Call", "Courier", "Herald"]


def test_a_shorter_pause_holds_at_once(db: Connection) -> None:
    feeds(db)
    record_poll(db, GOOD, replace(HEALTH, ttl=None))
    set_feeds(db, [replace(COURIER, every=60), HERALD], Poll(), NOON)
    assert next_due(db, [COURIER.url], NOON) == NOON + timedelta(minutes=1)
    record_poll(db, GOOD, replace(HEALTH, not_before=NOON + timedelta(minutes=30)))
    set_feeds(db, [replace(COURIER, every=30), HERALD], Poll(), NOON)
    assert next_due(db, [COURIER.url], NOON) == NOON + timedelta(minutes=30)


def test_a_lease_is_given_back_unless_its_feed_was_polled(db: Connection) -> None:
    feeds(db)
    take_due(db, BOTH, NOON, NOON + HOUR)
    record_poll(db, replace(GOOD, next_poll=NOON + 2 * HOUR), HEALTH)
    move_leases(db, [NOON + HOUR], NOON)
    assert (next_due(db, [COURIER.url], NOON), next_due(db, [HERALD.url], NOON)) == (NOON + 2 * HOUR, NOON)


def test_that_one_feed_never_comes_makes_no_poll_the_first_one(db: Connection) -> None:
    assert mostly_unread(db, BOTH)
    feeds(db)
    assert mostly_unread(db, BOTH)
    record_poll(db, GOOD, HEALTH)
    assert not mostly_unread(db, BOTH)


@pytest.mark.parametrize(
    "end", [pytest.param(partial(give_feeds_back, leases=[NOON + HOUR]), id="given back"), pytest.param(take_feeds_back, id="taken back")]
)
def test_of_a_feed_whose_asking_was_cut_short_nobody_says_that_it_is_being_asked(db: Connection, end: Callable[..., None]) -> None:
    feeds(db)
    take_due(db, BOTH, NOON, NOON + HOUR)
    assert {state.why_next for state in feed_states(db)} == {"being asked"}
    end(db, now=NOON)
    assert {(state.why_next, state.next_poll) for state in feed_states(db)} == {("asking it was broken off", NOON)}


def test_the_feeds_of_one_host_are_put_off_together(db: Connection) -> None:
    refused, *others = (
        replace(COURIER, name=url, url=url)
        for url in ("https://a.org/one", "https://A.org:443/two", "https://a.org/three", "http://a.org/four", "https://b.org/five")
    )
    set_feeds(db, [refused, *others], Poll(), NOON)
    take_due(db, ["https://a.org/three"], NOON, NOON + timedelta(minutes=2))
    put_off_host(db, refused.url, NOON + HOUR, "the server asks to wait 1 h")
    assert {state.source for state in feed_states(db) if state.next_poll == NOON + HOUR} == {"https://A.org:443/two"}
