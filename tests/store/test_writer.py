"""The writing thread where several ask at once, and where one of them, or the disk, is at fault."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection
from threading import Event

import pytest

from core.errors import WorkError
from core.times import stamp
from store.database import open_store
from store.writer import Writer
from tests.store.scene import NOON


@pytest.fixture
def writer(path: Path) -> Iterator[Writer]:
    opened = Writer(path)
    yield opened
    opened.close()


def write(db: Connection, name: str) -> str:
    """Write a row of this name; one that is there already is refused."""
    db.execute("INSERT INTO sessions (id, started) VALUES (?, ?)", (int(name), stamp(NOON)))
    return name


def written(path: Path) -> list[str]:
    db = open_store(path)
    found = [str(number) for (number,) in db.execute("SELECT id FROM sessions ORDER BY id")]
    db.close()
    return found


async def gathered(writer: Writer, *names: str, called_off: int | None = None) -> list[object]:
    """Ask for rows while the thread is held up, so that they wait for it together; say what each came to."""
    began, go_on = Event(), Event()

    def hold(_: Connection) -> None:
        began.set()
        go_on.wait(20)

    holding = asyncio.ensure_future(writer.run(hold))
    await asyncio.to_thread(began.wait, 20)
    asked = [asyncio.ensure_future(writer.run(write, name)) for name in names]
    await asyncio.sleep(0)
    if called_off is not None:
        asked[called_off].cancel()
        await asyncio.sleep(0)
    go_on.set()
    await holding
    return list(await asyncio.gather(*asked, return_exceptions=True))


async def test_one_that_fails_costs_none_that_waited_with_it(writer: Writer, path: Path) -> None:
    first, again, last = await gathered(writer, "1", "1", "2")
    assert (first, last) == ("1", "2")
    assert isinstance(again, sqlite3.IntegrityError)
    assert written(path) == ["1", "2"]


async def test_what_was_called_off_is_not_written(writer: Writer, path: Path) -> None:
    one, two, three = await gathered(writer, "1", "2", "3", called_off=1)
    assert (one, three) == ("1", "3")
    assert isinstance(two, asyncio.CancelledError)
    assert written(path) == ["1", "3"]


async def test_a_full_disk_is_told_to_each_and_what_fits_is_stored(writer: Writer, path: Path) -> None:
    def stuff(db: Connection) -> None:
        db.execute("CREATE TABLE stuffing AS SELECT zeroblob(100000)")

    writer.call(lambda db: db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}"))
    told = await asyncio.gather(writer.run(stuff), writer.run(write, "1"), writer.run(stuff), return_exceptions=True)
    assert [str(one).removeprefix(f"{path}: ") for one in told] == (
        ["the disk is full; what it holds is safe", "1", "the disk is full; what it holds is safe"]
    )
    assert written(path) == ["1"]


async def test_a_database_that_another_holds_is_said_to_each_and_written_to_afterwards(writer: Writer, path: Path) -> None:
    writer.call(lambda db: db.execute("PRAGMA busy_timeout = 10"))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    told = await asyncio.gather(writer.run(write, "1"), writer.run(write, "2"), return_exceptions=True)
    assert all(isinstance(one, WorkError) and "has been locked by another program" in str(one) for one in told)
    other.close()
    assert await writer.run(write, "1") == "1"
    assert written(path) == ["1"]
