"""The stream of items: what it reads, and when."""

import sqlite3
import threading
import time
from array import array
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from store.database import open_store, transaction
from store.stream import ItemRow
from tests.tui import scene
from tests.tui.screen import press, rows, screen, settled, shows, until
from tui import following
from tui.app import WatchApp
from tui.reads import Lists, read_lists
from tui.stream import PAGE


async def test_rows_next_to_those_in_view_are_there_before_the_reader_comes(
    app: WatchApp, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = open_store(path)
    with transaction(db):
        for number in range(3 * PAGE):
            scene.add(db, "Courier", 100 + number, 60 * 48 + number, f"Note {number}", "A note.", ())
    db.close()
    read: list[int] = []
    at_once = app._rows

    def counted(ids: Sequence[int]) -> list[ItemRow]:
        read.append(len(ids))
        return at_once(ids)

    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        stream = app.desk.stream
        monkeypatch.setattr(stream, "_fetch", counted)
        await press(app, pilot, *["pagedown"] * 2)
        await until(app, pilot, lambda: 1 in stream._pages)
        while stream.cursor < PAGE + stream.page_rows:
            await press(app, pilot, "pagedown")
        assert any("Note" in row for row in rows(app))
        assert not read, "the screen waited for the database"
        await press(app, pilot, "G")
        assert read


class Unwritten(array):  # type: ignore[type-arg]  # it takes none when it runs
    """Ids that nobody writes out: of a million that would hold up the screen for 0.2 s."""

    def __repr__(self) -> str:
        raise AssertionError("the ids were written out")


async def test_scrolling_writes_no_ids_out(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        app.desk.stream.show_ids(Unwritten("q", range(10 * PAGE)))
        await press(app, pilot, "pagedown")
        await settled(app, pilot)


async def test_the_newest_come_before_all_are_counted_and_other_words_end_the_counting(
    app: WatchApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting, endless = threading.Event(), "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"

    def slow(db: sqlite3.Connection, topic: str | None, search: str | None, since: object, newest: int | None, *rest: object) -> object:
        if search == "drones" and newest is None:
            counting.set()
            db.execute(endless).fetchone()
        return read_lists(db, topic, search, since, newest, *rest)  # type: ignore[arg-type]  # as they came

    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        monkeypatch.setattr(following, "read_lists", slow)
        monkeypatch.setattr(following, "NEWEST", 1)
        app.desk.open_filter("drones")
        await shows(app, pilot, '"drones" · 1+ of 5')
        assert counting.wait(60)
        app.desk.open_filter("envoys")
        await settled(app, pilot)
        assert '"envoys" · 1 of 5' in screen(app)
        assert app.trouble is None


async def test_lists_that_take_long_to_read_are_read_the_more_seldom(app: WatchApp, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[float] = []

    def slow(*given: Any) -> Lists:
        begun.append(time.monotonic())
        time.sleep(0.1)
        return read_lists(*given)

    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        monkeypatch.setattr(following, "read_lists", slow)
        while len(begun) < 3:
            app._changed.set()
            await pilot.pause(0.01)
        assert all(after - before >= 0.4 for before, after in pairwise(begun))
        await settled(app, pilot)


async def test_what_is_typed_right_behind_the_key_goes_into_the_filter(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        app.action_filter()
        assert app.focused is app.desk.filter
