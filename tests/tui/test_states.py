"""What the dashboard says where there is nothing to show, or something is wrong."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.comparison import Comparison
from core.settings import Settings
from store.database import open_store, transaction
from store.feeds import set_feeds
from store.sessions import Session
from tests.tui import scene
from tests.tui.conftest import Asked
from tests.tui.screen import press, screen, settled, shows, toasts, until
from tui.acting import OFFLINE
from tui.app import WatchApp

NOBODY = Session(1, scene.NOW, None)


def empty(path: Path, settings: Settings) -> None:
    db = open_store(path)
    with transaction(db):
        set_feeds(db, settings.feed, settings.poll, scene.NOW - timedelta(minutes=1))
    db.close()


def watch(path: Path, settings: Settings = scene.SETTINGS, polling: Asked | None = None) -> WatchApp:
    return WatchApp(settings, path, session=NOBODY, polling=polling, clock=lambda: scene.NOW, compare=scene.comparisons)


async def test_without_feeds_it_says_how_to_add_some_and_offers_the_demo(path: Path) -> None:
    settings = replace(scene.SETTINGS, feed=())
    empty(path, settings)
    app = watch(path, settings)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "No feeds yet." in screen(app)
        await press(app, pilot, "D")
        assert app.wants_demo


async def test_before_the_feeds_are_stored_it_offers_no_demo(path: Path, polling: Asked) -> None:
    empty(path, replace(scene.SETTINGS, feed=()))
    app = watch(path, polling=polling)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        assert "Asking the feeds; the first items come in a moment." in screen(app)
        assert "No feed has been asked yet." in screen(app)
        assert "No feeds" not in screen(app)


async def test_offline_it_says_so_and_offers_the_demo(path: Path) -> None:
    empty(path, scene.SETTINGS)
    app = WatchApp(scene.SETTINGS, path, session=NOBODY, clock=lambda: scene.NOW, compare=scene.comparisons, offline=True)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(app, pilot)
        assert " offline " in screen(app)
        assert "asking" not in screen(app)
        assert "Press D for the demo, which needs none." in screen(app)
        await press(app, pilot, "p", "r")
        assert toasts(app) == [OFFLINE, OFFLINE]


@pytest.mark.parametrize(
    ("paused", "words"),
    [pytest.param(False, "the first items come in a moment", id="polling"), pytest.param(True, "Press p to go on", id="paused")],
)
async def test_before_the_first_item_it_says_what_is_going_on(path: Path, polling: Asked, paused: bool, words: str) -> None:  # noqa: FBT001
    empty(path, scene.SETTINGS)
    polling.paused = paused
    app = watch(path, polling=polling)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert words in screen(app)
        assert ("asking 4 feeds" in screen(app)) is not paused


async def test_a_topic_without_items_says_how_to_choose_another(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        app.choose_topic("none")
        await settled(app, pilot)
        assert "No item on this topic yet." in screen(app)
        await press(app, pilot, "2")
        assert "No claims on this topic yet." in screen(app)


async def test_words_that_nothing_holds_say_how_to_change_them(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "slash", *"zzz", "enter")
        assert "No item has all these words." in screen(app)


async def test_a_database_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # The words stand in lines that do not hang on how long a path is.
    app = watch(Path("nothing.db"))
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(app, pilot, "database trouble", "there is no such database yet")
        assert len(toasts(app)) == 1


async def test_what_cannot_be_stored_is_said_while_it_lasts(app: WatchApp, polling: Asked) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        polling.trouble = "watch.db: the disk is [full]"
        await shows(app, pilot, "nothing can be stored")
        await until(app, pilot, lambda: toasts(app))
        assert toasts(app) == ["watch.db: the disk is [full]"]
        polling.trouble = None
        await shows(app, pilot, "nothing can be stored", gone=True)


async def test_a_poller_that_ends_by_an_error_leaves_the_rest_to_be_read(path: Path, session: Session, polling: Asked) -> None:
    async def fail() -> None:
        raise OSError("no [sockets] left")

    polling.run = fail  # type: ignore[method-assign]  # it fails this once
    app = WatchApp(scene.SETTINGS, path, session=session, polling=polling, clock=lambda: scene.NOW, compare=scene.comparisons)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert "polling stopped" in screen(app)
        assert "Northland and Southland" in screen(app)
        assert toasts(app) == ["Polling stopped: OSError: no [sockets] left"]


async def test_a_comparison_that_fails_leaves_the_rest_to_be_read(path: Path, session: Session) -> None:
    def fail(*_: object) -> list[Comparison]:
        raise ValueError("cannot compare")

    app = WatchApp(scene.SETTINGS, path, session=session, clock=lambda: scene.NOW, compare=fail)
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(app, pilot, "Northland and Southland")
        await pilot.press("2")
        await shows(app, pilot, "Comparing failed:", "ValueError: cannot compare")


async def test_a_mistake_of_its_own_ends_it_with_a_traceback_that_holds_no_values(app: WatchApp) -> None:
    secret = "the-key-in-an-address"

    def fail() -> None:
        key = secret
        raise RuntimeError(f"{len(key)}")

    async def run() -> None:
        async with app.run_test() as pilot:
            await settled(app, pilot)
            app.call_later(fail)
            await pilot.pause()

    with pytest.raises(RuntimeError):
        await run()
    assert app.return_code == 1
    assert app.crash is not None
    assert "RuntimeError: 21" in app.crash
    assert secret not in app.crash


async def test_what_was_done_to_the_database_before_is_told(path: Path, session: Session) -> None:
    notes = ["news.db was [damaged]", "it was set aside"]
    app = WatchApp(scene.SETTINGS, path, session=session, clock=lambda: scene.NOW, compare=scene.comparisons, notes=notes)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert toasts(app) == notes


async def test_a_database_that_is_found_damaged_says_what_to_do(path: Path, session: Session) -> None:
    with path.open("r+b") as file:
        file.seek(3 * 4096)
        file.write(b"\xff" * 10 * 4096)
    app = WatchApp(scene.SETTINGS, path, session=session, clock=lambda: scene.NOW, compare=scene.comparisons)
    async with app.run_test(size=(120, 40)) as pilot:
        await shows(app, pilot, "database trouble", "store repair")
