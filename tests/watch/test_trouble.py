"""What goes wrong in one place stays there; what is left is left tidy."""

import asyncio
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import pytest

from core.settings import Feed
from core.times import now
from store.due import next_due
from store.feeds import feed_states, polls
from store.items import items
from store.pages import next_page_due
from store.query import Query
from store.writer import Writer
from tests.feeds.server import Asked, serving
from tests.watch.jobs import wait
from tests.watch.scene import FIRST, many, rss, settings
from watch.absorb import Absorbed
from watch.desk import Desk, Prepared, prepare
from watch.poller import Poller
from watch.workers import Workers

P = ParamSpec("P")
T = TypeVar("T")


class Slow:
    """An answer that never comes; `asked` is set once it is waited for."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()

    async def __call__(self, _: Asked, __: asyncio.StreamWriter) -> None:
        self.asked.set()
        await asyncio.Event().wait()


async def stop(running: asyncio.Future[Any]) -> None:
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


class Stumbling(Poller):
    """A poller whose fetching of pages is broken."""

    async def _fetch_pages(self) -> datetime | None:
        raise OverflowError("pages")


async def test_a_fault_in_one_loop_ends_no_other(writer: Writer, caplog: pytest.LogCaptureFixture) -> None:
    async with serving() as server:
        server.answers["/feed"] = rss(server, ("a", FIRST))
        told = asyncio.Queue[Absorbed]()
        async with Stumbling(settings(Feed(name="Courier", url=server.url(), every=0.05)), writer, said=told.put_nowait) as poller:
            running = asyncio.ensure_future(poller.run())
            for _ in range(3):
                await asyncio.wait_for(told.get(), 20)
            await stop(running)
    assert "OverflowError: pages" in caplog.text


class Patchy(Workers):
    """Workers with which the parsing of one feed runs away."""

    async def run(self, job: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        if job is prepare and str(args[2]).endswith("/1"):
            await super().run(wait, 60)
        return await super().run(job, *args, **kwargs)


async def test_a_document_that_runs_away_costs_its_own_feed_alone(writer: Writer) -> None:
    async with serving() as server:
        given = settings(*many(server, 4))
        async with Poller(given, writer, workers=Patchy(given, patience=1.5)) as poller:
            records = await poller.once()
    assert {record.source: record.reason for record in records if record.outcome == "failed"} == {
        "Courier 1": "took longer than 1.5 seconds to read"
    }
    assert {item.guid for item in writer.call(items, Query())} == {"0", "2", "3"}


@pytest.mark.parametrize("way", ["once", "run"])
async def test_leaving_gives_back_what_was_being_asked_and_records_no_failure(way: str, writer: Writer) -> None:
    slow = Slow()
    async with serving({"/feed": slow}) as server:
        began = now()
        async with Poller(settings(Feed(name="Courier", url=server.url())), writer) as poller:
            running = asyncio.ensure_future(poller.once() if way == "once" else poller.run())
            await asyncio.wait_for(slow.asked.wait(), 20)
            await stop(running)
        due = writer.call(next_due, [server.url()], now())
    assert due is not None
    assert began < due <= now()
    assert writer.call(polls) == []


async def test_leaving_gives_back_the_pages(writer: Writer) -> None:
    slow = Slow()
    async with serving() as server:
        server.answers |= {"/feed": rss(server, ("a", FIRST)), "/a": slow}
        async with Poller(settings(Feed(name="Courier", url=server.url(), full_text=True)), writer) as poller:
            running = asyncio.ensure_future(poller.run())
            await asyncio.wait_for(slow.asked.wait(), 20)
            await stop(running)
        due = writer.call(next_page_due)
        later = writer.call(next_due, [server.url()], now())
    assert due is not None
    assert due <= now()
    assert later is not None
    assert later > now()


async def test_leaving_amid_reading_records_no_failure(writer: Writer) -> None:
    async with serving() as server:
        server.answers["/feed"] = rss(server, ("a", FIRST))
        given = settings(Feed(name="Courier", url=server.url()))
        workers = Waiting(given)
        async with Poller(given, writer, workers=workers) as poller:
            running = asyncio.ensure_future(poller.run())
            await asyncio.wait_for(workers.reading.wait(), 20)
            await stop(running)
    assert writer.call(polls) == []


class Waiting(Workers):
    """Workers whose jobs run away; `reading` is set once there is one."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.reading = asyncio.Event()

    async def run(self, job: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        self.reading.set()
        await super().run(wait, 60)
        return await super().run(job, *args, **kwargs)


async def test_a_feed_that_is_being_asked_is_not_asked_again(writer: Writer) -> None:
    slow = Slow()
    async with serving({"/slow": slow}) as server:
        server.answers["/feed"] = rss(server, ("a", FIRST))
        told = asyncio.Queue[Absorbed]()
        given = settings(Feed(name="Slow", url=server.url("/slow")), Feed(name="Courier", url=server.url()))
        given = replace(given, poll=replace(given.poll, timeout=600.0))
        async with Poller(given, writer, said=told.put_nowait) as poller:
            running = asyncio.ensure_future(poller.run())
            await asyncio.wait_for(slow.asked.wait(), 20)
            for _ in range(4):
                await asyncio.wait_for(told.get(), 20)
                # As if the lease had run out.
                await writer.run(lambda db: db.execute("UPDATE feeds SET next_poll = '2000-01-01T00:00:00.000000Z'"))
                poller.poll_now()
            await stop(running)
        assert server.paths.count("/slow") == 1
        assert server.paths.count("/feed") >= 4


async def test_polling_ends_when_nobody_listens(writer: Writer, caplog: pytest.LogCaptureFixture) -> None:
    def said(_: Absorbed) -> None:
        raise BrokenPipeError

    async with serving() as server:
        given = settings(*many(server, 3))
        async with Poller(given, writer, said=said) as poller:
            with pytest.raises(BrokenPipeError):
                await asyncio.wait_for(poller.run(), 20)
        async with Poller(given, writer, said=said) as poller:
            with pytest.raises(BrokenPipeError):
                await poller.once()
    assert "could not be stored" not in caplog.text


async def test_trouble_with_telling_is_no_trouble_with_polling(writer: Writer, caplog: pytest.LogCaptureFixture) -> None:
    def said(_: Absorbed) -> None:
        raise ValueError("no words")

    async with serving() as server, Poller(settings(*many(server, 3)), writer, said=said) as poller:
        assert len(await poller.once()) == 3
    assert "ValueError: no words" in caplog.text
    assert "could not be stored" not in caplog.text


async def test_two_pollers_on_one_database_never_ask_a_feed_twice_for_one_due_time(writer: Writer, tmp_path: Path) -> None:
    async with serving() as server:
        given = settings(*many(server, 8))
        told = asyncio.Queue[Absorbed]()
        with closing(Writer(tmp_path / "watch.db")) as other:
            async with Poller(given, writer, said=told.put_nowait) as one, Poller(given, other, said=told.put_nowait) as two:
                both = [asyncio.ensure_future(one.run()), asyncio.ensure_future(two.run())]
                for _ in given.feed:
                    await asyncio.wait_for(told.get(), 20)
                # Woken once more, they find nothing due.
                for poller in (one, two):
                    await poller._start_polls()
                for running in both:
                    await stop(running)
        assert sorted(server.paths) == sorted(f"/{number}" for number in range(8))
    assert {state.outcome for state in writer.call(feed_states)} == {"fetched"}
    assert len(writer.call(polls)) == 8


async def test_what_cannot_be_stored_costs_its_own_feed_alone(writer: Writer, caplog: pytest.LogCaptureFixture) -> None:
    async with serving() as server:
        given = settings(*many(server, 2))
        async with Poller(given, writer, workers=Garbled(given)) as poller:
            records = await poller.once()
    assert sorted((record.source, record.outcome) for record in records) == [("Courier 0", "fetched"), ("Courier 1", "failed")]
    assert "storing what came of" in caplog.text


class Garbled(Workers):
    """Workers that return less tags than one feed has entries."""

    async def run(self, job: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        found = await super().run(job, *args, **kwargs)
        garbled: Any = replace(found, tags=()) if isinstance(found, Prepared) and str(args[2]).endswith("/1") else found
        return garbled  # type: ignore[no-any-return]
