"""Weeks on end: a disk that fills up, a clock that is set, a machine that sleeps, a feed that takes long."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.settings import Feed, Store
from core.times import now, stamp
from store.feeds import feed_states
from store.items import items
from store.query import Query
from store.stream import count_items
from store.writer import Writer
from tests.feeds.server import reply, serving
from tests.watch.scene import FIRST, page, rss, settings
from tests.watch.test_trouble import Slow, stop
from watch import asking, leases, paging, poller
from watch.absorb import Absorbed
from watch.clocks import Clocks
from watch.poller import Poller

NOON = datetime(2026, 2, 5, 12, tzinfo=UTC)
HOUR = 3600.0


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let what is looked at now and then be looked at all the time."""
    monkeypatch.setattr(poller, "LONGEST_SLEEP", timedelta(seconds=0.3))
    monkeypatch.setattr(leases, "RENEW", timedelta(seconds=0.2))
    monkeypatch.setattr(leases, "LEASE", timedelta(seconds=0.6))
    monkeypatch.setattr(poller, "CLOCK_PAUSE", 0.1)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():  # noqa: ASYNC110  (what is waited for is told by no event)
            await asyncio.sleep(0.05)


def fill_disk(writer: Writer) -> None:
    """Let the database grow no further, as on a disk that is full."""
    writer.call(lambda db: db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}"))


async def test_a_full_disk_is_said_once_and_what_came_meanwhile_is_stored_later(
    writer: Writer, quick: None, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving() as server:
        server.answers["/feed"] = rss(server, *((f"g{number}", f"{FIRST} {'Long. ' * 2000}") for number in range(20)))
        told = asyncio.Queue[Absorbed]()
        troubles: list[str | None] = []
        given = settings(Feed(name="Courier", url=server.url(), every=0.2))
        async with Poller(given, writer, said=told.put_nowait, troubled=troubles.append) as polling:
            fill_disk(writer)
            running = asyncio.ensure_future(polling.run())
            started = asyncio.get_running_loop().time()
            await until(lambda: len(server.asked) >= 3)
            assert told.empty()
            # Asked again, but no faster than what is longer: its pause, or that between two tries.
            assert asyncio.get_running_loop().time() - started > 0.5
            assert sum("the disk is full" in row for row in caplog.text.splitlines()) == 1
            writer.call(lambda db: db.execute("PRAGMA max_page_count = 1000000"))
            assert len((await asyncio.wait_for(told.get(), 20)).stored) == 20
            await stop(running)
    assert "can be written to again" in caplog.text
    assert [words is None for words in troubles] == [False, True]
    assert writer.call(count_items) == 20


async def test_what_takes_longer_than_its_lease_is_nobody_elses(writer: Writer, tmp_path: Path, quick: None) -> None:
    other = Writer(tmp_path / "watch.db")
    async with serving() as server:
        server.answers["/feed"] = slow = Slow()
        given = settings(Feed(name="Courier", url=server.url(), every=0.1))
        async with Poller(given, writer) as first, Poller(given, other) as second:
            asking = asyncio.ensure_future(first.run())
            await asyncio.wait_for(slow.asked.wait(), 20)
            waiting = asyncio.ensure_future(second.run())
            await asyncio.sleep(2)
            assert len(server.asked) == 1
            await stop(asking)
            await stop(waiting)
    other.close()


async def test_what_is_gone_stays_gone_when_a_call_is_broken_off(writer: Writer) -> None:
    async with serving() as server:
        server.answers["/gone"] = reply(b"", status="410 Gone")
        server.answers["/slow"] = slow = Slow()
        gone, slowly = (Feed(name=name, url=server.url(f"/{name}")) for name in ("gone", "slow"))
        async with Poller(settings(gone), writer) as polling:
            await polling.once()
        async with Poller(settings(gone, slowly), writer) as polling:
            server.answers["/gone"] = slow
            running = asyncio.ensure_future(polling.once())
            await asyncio.wait_for(slow.asked.wait(), 20)
            await stop(running)
    assert {state.source: state.next_poll is None for state in writer.call(feed_states)} == {"gone": True, "slow": False}


async def test_pages_that_a_wrong_clock_put_years_off_are_fetched_now(writer: Writer) -> None:
    async with serving() as server:
        server.answers["/feed"] = rss(server, ("a", FIRST))
        server.answers["/a"] = page(FIRST)
        given = settings(Feed(name="Courier", url=server.url(), full_text=True))
        async with Poller(given, writer) as polling:
            await polling.once()
        assert server.paths.count("/a") == 1
        writer.call(lambda db: db.execute("UPDATE items SET page_due = ?", (stamp(now() + timedelta(days=3650)),)))
        async with Poller(given, writer) as polling:
            await polling.once()
        assert server.paths.count("/a") == 2


@pytest.mark.parametrize(
    ("wall", "awake", "passed", "words"),
    [
        pytest.param(10.0, 10.0, 10.0, None, id="ten seconds"),
        pytest.param(300.0, 300.0, 300.0, None, id="a busy machine"),
        pytest.param(40.0, 10.0, 10.0, None, id="corrected a little"),
        pytest.param(-3 * HOUR, 10.0, 10.0, "the clock was set back by 3 hours", id="back"),
        pytest.param(48 * HOUR, 10.0, 10.0, "the clock was set forward by 2 days", id="forward"),
        pytest.param(8 * HOUR, 10.0, 8 * HOUR, "the machine was asleep for 8 hours", id="asleep"),
        pytest.param(8 * HOUR, 10.0, HOUR, "the machine was asleep for 60 minutes and the clock was set forward by 7 hours", id="both"),
    ],
)
def test_clocks_tell_sleep_from_setting(wall: float, awake: float, passed: float, words: str | None) -> None:
    moments = iter([NOON, NOON + timedelta(seconds=wall), NOON + timedelta(seconds=wall)])
    awakes, passes = iter([0.0, awake, awake]), iter([0.0, passed, passed])
    clocks = Clocks(lambda: next(moments), lambda: next(awakes), lambda: next(passes))
    assert clocks.jump() == words
    assert clocks.jump() is None


@pytest.mark.parametrize(("by", "words"), [(timedelta(days=2), "forward by 2 days"), (timedelta(hours=-3), "back by 3 hours")])
async def test_a_clock_that_is_set_is_said_and_starts_what_is_due_once(
    writer: Writer, quick: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, by: timedelta, words: str
) -> None:
    moved = timedelta()
    for module in (poller, asking, leases, paging):
        monkeypatch.setattr(module, "clock", lambda: now() + moved)
    monkeypatch.setattr(poller, "Clocks", lambda: Clocks(wall=lambda: now() + moved))
    async with serving() as server:
        server.answers["/feed"] = rss(server, ("a", FIRST))
        told = asyncio.Queue[Absorbed]()
        async with Poller(settings(Feed(name="Courier", url=server.url(), every=3600)), writer, said=told.put_nowait) as polling:
            running = asyncio.ensure_future(polling.run())
            await asyncio.wait_for(told.get(), 20)
            moved = by
            await until(lambda: f"the clock was set {words}" in caplog.text)
            await asyncio.wait_for(told.get(), 20)
            await asyncio.sleep(0.5)  # in which a poller that is misled would ask again and again
            await stop(running)
        assert server.paths.count("/feed") == 2


async def test_what_is_old_is_forgotten_and_does_not_come_back_as_new(writer: Writer, quick: None) -> None:
    async with serving() as server:
        server.answers["/feed"] = [
            rss(server, ("old", "The weather."), ("pinned", "Rules.")),
            rss(server, ("pinned", "Rules."), ("new", FIRST)),
        ]
        given = settings(Feed(name="Courier", url=server.url()))
        given = replace(given, store=Store(keep_days=30))
        stored = []
        for _ in range(3):
            async with Poller(given, writer) as polling:
                stored += [(record.items_new, record.items_changed) for record in await polling.once()]
            writer.call(lambda db: db.execute("UPDATE items SET first_seen = '2020-02-05T12:00:00.000000Z'"))
            writer.call(lambda db: db.execute("UPDATE versions SET seen = '2020-02-05T12:00:00.000000Z'"))
        assert stored == [(2, 0), (1, 0), (0, 0)]
        assert {item.guid for item in writer.call(items, Query())} == {"pinned", "new"}
