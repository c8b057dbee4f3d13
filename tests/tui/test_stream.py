"""The stream of items: what it reads, and when."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from store.database import open_store, transaction
from store.stream import ItemRow
from tests.tui import scene
from tests.tui.screen import press, rows, settled, until
from tui.app import WatchApp
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
