"""Saving a digest from the dashboard."""

import asyncio
import json
from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Checkbox, Input

from digest.formats import FORMATS
from tests.tui.screen import press, screen, settled, shows, toasts
from tui.app import WatchApp
from tui.export import Export

NAME = "digest-2026-02-05-1432"


async def written(app: WatchApp, pilot: Pilot[None]) -> None:
    """Wait until the digest is there; it is written in another process."""
    async with asyncio.timeout(20):
        await pilot.pause()
        while not (isinstance(app.screen, Export) and "saves it" in screen(app)):
            await pilot.pause(0.02)


def names_in(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


async def test_it_shows_how_the_digest_begins_and_saves_it(app: WatchApp, folder: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "e")
        await written(app, pilot)
        assert "# Lakeside round: digest of 5 Feb 2026" in screen(app)
        await press(app, pilot, "ctrl+s")
        assert (folder / f"{NAME}.md").read_text().startswith("# Lakeside round")
        assert app.screen is app.desk
        assert toasts(app)[-1] == f"Saved: {folder / NAME}.md"


async def test_another_format_gives_the_file_another_suffix(app: WatchApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "e")
        await press(app, pilot, *["right"] * 4, "enter")
        await written(app, pilot)
        assert app.screen.query_one("#export-path", Input).value == str(folder / f"{NAME}.json")
        await press(app, pilot, "ctrl+s")
        assert (folder / f"{NAME}.json").read_text().startswith("{")


async def test_every_format_of_the_command_line_is_offered_and_one_that_is_no_text_is_saved_too(app: WatchApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "e")
        await written(app, pilot)
        assert all(one.name in screen(app) for one in FORMATS)
        await press(app, pilot, *["right"] * 3, "enter")
        await written(app, pilot)
        assert "kB, for a PDF reader; here is its text." in screen(app)
        assert "LAKESIDE ROUND: DIGEST" in screen(app)
        await press(app, pilot, "ctrl+y")
        assert not app.clipboard
        await press(app, pilot, "ctrl+s")
        assert (folder / f"{NAME}.pdf").read_bytes().startswith(b"%PDF-")


async def test_a_digest_that_comes_after_the_dialog_was_left_harms_nothing(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "e")
        dialog = app.screen
        assert isinstance(dialog, Export)
        await press(app, pilot, "escape")
        assert app.screen is app.desk
        await dialog._write_digest()


async def test_a_table_has_its_codebook_beside_it(app: WatchApp, folder: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "e")
        await press(app, pilot, *["right"] * 5, "enter")
        await written(app, pilot)
        app.screen.query_one("#export-path", Input).value = str(folder / "my day.csv")
        await press(app, pilot, "ctrl+s")
        assert sorted(names_in(folder)) == ["my day.csv", "my day.csv-metadata.json"]
        assert json.loads((folder / "my day.csv-metadata.json").read_text())["url"] == "my%20day.csv"


async def test_a_file_that_is_there_is_overwritten_only_when_asked(app: WatchApp, folder: Path) -> None:
    there = folder / f"{NAME}.md"
    there.write_text("mine")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "e")
        await written(app, pilot)
        await press(app, pilot, "ctrl+s")
        assert there.read_text() == "mine"
        assert "There is such a file already." in screen(app)
        await press(app, pilot, "ctrl+o")
        assert there.read_text() != "mine"


async def test_a_folder_that_is_not_there_is_named_and_nothing_is_lost(app: WatchApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "e")
        await written(app, pilot)
        app.screen.query_one("#export-path", Input).value = str(folder / "no" / "such.md")
        await press(app, pilot, "ctrl+s")
        assert "there is no folder" in " ".join(screen(app).split())
        await press(app, pilot, "escape")
        assert app.screen is app.desk
        assert not names_in(folder)


async def test_span_and_topics_narrow_it_and_it_is_copied(app: WatchApp, folder: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "7")
        await written(app, pilot)
        assert "105 drones" not in screen(app)
        await press(app, pilot, "tab", "right", "right", "enter")
        await written(app, pilot)
        assert "Drones launched, Southland" in screen(app)
        await press(app, pilot, *["right"] * 3, "enter")
        await written(app, pilot)
        assert "all that is stored" in screen(app)
        for box in list(app.screen.query(Checkbox))[:2]:
            box.value = False
        await written(app, pilot)
        await press(app, pilot, "ctrl+y")
        assert "Drones launched, Southland" in app.clipboard
        assert "swap 314 prisoners" not in app.clipboard
        assert not names_in(folder)
        for box in app.screen.query(Checkbox):
            box.value = False
        await shows(app, pilot, "No topic is chosen")
