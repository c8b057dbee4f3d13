"""Looking back: everything as it was known at a moment, and the way back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from store.database import open_store, transaction
from tests.tui import scene
from tests.tui.screen import press, rows, screen, settled, toasts, until
from tui.app import WatchApp
from tui.cells import Look
from tui.glyphs import UNICODE
from tui.when import read_time

LOOK = Look(glyphs=UNICODE, zone=UTC, marks={}, topics={}, labels={})
TYPED = ("a", *"13:00", "enter")
"""Leads to one o'clock: two of the five items had been seen by then, and one of the claims."""


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        pytest.param("13:00", datetime(2026, 2, 5, 13, 0, tzinfo=UTC), id="a time of day"),
        pytest.param("20:00", datetime(2026, 2, 4, 20, 0, tzinfo=UTC), id="one that is still ahead today was yesterday's"),
        pytest.param("2026-02-04 08:30", datetime(2026, 2, 4, 8, 30, tzinfo=UTC), id="a date and a time"),
        pytest.param("2026-02-04T08:30+02:00", datetime(2026, 2, 4, 6, 30, tzinfo=UTC), id="with a zone of its own"),
        pytest.param("2h", scene.NOW - timedelta(hours=2), id="how long ago"),
        pytest.param("yesterday", datetime(2026, 2, 4, tzinfo=UTC), id="a word"),
    ],
)
def test_read_time(words: str, moment: datetime) -> None:
    assert read_time(words, LOOK, scene.NOW) == moment


@pytest.mark.parametrize(("words", "trouble"), [("2026-02-06", "lies ahead"), ("when it began", "is no time")])
def test_no_moment(words: str, trouble: str) -> None:
    with pytest.raises(ValueError, match=trouble):
        read_time(words, LOOK, scene.NOW)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["80x24", "120x40", "200x60"])
async def test_the_desk_shows_what_was_known_then_says_so_and_leads_back(size: tuple[int, int], app: WatchApp) -> None:
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        before = screen(app)
        await press(app, pilot, *TYPED)
        shown = screen(app)
        assert "As known 5 Feb 13:00Z (1h ago)" in shown
        assert "105 drones overnight" in shown
        assert "swap 314 prisoners" not in shown
        assert "all topics · 2" in shown
        await press(app, pilot, "q")
        assert screen(app) == before


async def test_the_matrix_compares_what_was_known_then(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "2")
        assert "≠ 105" in screen(app)
        await press(app, pilot, *TYPED)
        assert [row.sheet.row.groups[0].value for row in app.desk.matrix.table.rows] == ["105"]
        assert "≠" not in screen(app)
        await press(app, pilot, "a", "enter")
        assert "≠ 105" in screen(app)


async def test_the_reader_shows_the_version_of_then(app: WatchApp, path: Path) -> None:
    db = open_store(path)
    with transaction(db):
        scene.edit(db, "Courier", 3, "The air force said 115 drones were launched.")
    db.close()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "G", "k", "enter")
        assert "115 drones were launched" in screen(app)
        await press(app, pilot, *TYPED)
        assert "said 105¹ drones were launched" in screen(app)
        await press(app, pilot, "v", "x")
        assert toasts(app)[0] == "This article has not been changed since it was first seen."
        assert toasts(app)[1].startswith("Claims are corrected as they are now")


async def test_an_article_that_was_not_known_yet_is_not_shown(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "enter", *TYPED)
        assert toasts(app) == ["This article was not known yet then."]
        assert "314" not in screen(app)


async def test_a_digest_of_then_is_of_a_span_before_it(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, *TYPED)
        assert app.as_of is not None
        assert app.as_of < app.session.started
        await press(app, pilot, "7")
        await until(app, pilot, lambda: "As of 5 Feb 2026 13:00" in screen(app))
        assert "since 4 Feb 2026 13:00" in screen(app)


async def test_search_finds_what_was_known_then(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "5", *"drones", "enter")
        assert "2 found" in screen(app)
        await press(app, pilot, *TYPED)
        assert "1 found" in screen(app)
        assert "ninety" not in screen(app)


async def test_what_comes_in_meanwhile_is_kept_for_the_present(app: WatchApp, path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, *TYPED)
        db = open_store(path)
        with transaction(db):
            scene.add(db, "Lantern", 9, 0, "Envoys land in Lakeside", "", ("talks",))
        db.close()
        app._look_at_database()
        await settled(app, pilot)
        assert "Envoys land" not in screen(app)
        await press(app, pilot, "q")
        assert "Envoys land" in screen(app)


async def test_a_wrong_time_is_named_and_nothing_changes(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "a", *"25 oclock", "enter")
        assert '"25 oclock" is no time' in screen(app)
        await press(app, pilot, "escape")
        assert app.as_of is None


async def test_the_mouse_chooses_a_time_and_leads_back(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "a")
        await pilot.click("#when-lines", offset=(5, 1))
        await settled(app, pilot)
        assert "As known 5 Feb" in rows(app)[2]
        await pilot.click("#past")
        await settled(app, pilot)
        await pilot.click("#when-lines", offset=(5, 0))
        await settled(app, pilot)
        assert app.as_of is None
