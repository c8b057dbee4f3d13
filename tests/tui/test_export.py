"""Saving a digest from the dashboard."""

from pathlib import Path

from textual.widgets import Input

from tests.tui.screen import press, screen, settled, toasts
from tui.app import WatchApp

NAME = "digest-2026-02-05-1432"


def names_in(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


async def test_it_shows_how_the_digest_begins_and_saves_it(app: WatchApp, folder: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "e")
        await pilot.pause(0.5)
        assert "# Lakeside round: digest of 5 Feb 2026" in screen(app)
        await press(app, pilot, "ctrl+s")
        assert (folder / f"{NAME}.md").read_text().startswith("# Lakeside round")
        assert app.screen is app.desk
        assert toasts(app)[-1] == f"Saved: {folder / NAME}.md"


async def test_another_format_gives_the_file_another_suffix(app: WatchApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "e")
        await press(app, pilot, "right", "right", "enter")
        await pilot.pause(0.5)
        assert app.screen.query_one("#export-path", Input).value == str(folder / f"{NAME}.json")
        await press(app, pilot, "ctrl+s")
        assert (folder / f"{NAME}.json").read_text().startswith("{")


async def test_a_file_that_is_there_is_overwritten_only_when_asked(app: WatchApp, folder: Path) -> None:
    there = folder / f"{NAME}.md"
    there.write_text("mine")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "e")
        await pilot.pause(0.5)
        await press(app, pilot, "ctrl+s")
        assert there.read_text() == "mine"
        assert "There is such a file already." in screen(app)
        await press(app, pilot, "ctrl+o")
        assert there.read_text() != "mine"


async def test_a_folder_that_is_not_there_is_named_and_nothing_is_lost(app: WatchApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "e")
        await pilot.pause(0.5)
        app.screen.query_one("#export-path", Input).value = str(folder / "no" / "such.md")
        await press(app, pilot, "ctrl+s")
        assert "there is no folder" in " ".join(screen(app).split())
        await press(app, pilot, "escape")
        assert app.screen is app.desk
        assert not names_in(folder)
