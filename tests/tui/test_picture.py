"""Saving the screen as a picture."""

import os
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.tui.screen import press, settled, shows, toasts, until
from tui.app import WatchApp

NAME = "dashboard-2026-02-05-143200"


async def test_the_palette_saves_a_picture_of_the_dashboard_and_never_over_another(app: WatchApp, folder: Path) -> None:
    (folder / f"{NAME}.svg").write_text("mine")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "ctrl+p", *"screenshot")
        await shows(app, pilot, "into the current folder")
        await press(app, pilot, "enter")
        await until(app, pilot, lambda: toasts(app))
        picture = folder / f"{NAME}-2.svg"
        assert toasts(app)[-1] == f"Saved: {picture}"
    assert (folder / f"{NAME}.svg").read_text() == "mine"
    text = "".join(ET.fromstring(picture.read_text()).itertext())
    assert "Northland" in text
    assert "Save\xa0a\xa0screenshot" not in text
    assert "url(http" not in picture.read_text()
    assert "@font-face" not in picture.read_text()


async def test_the_action_heeds_no_path(app: WatchApp, folder: Path, tmp_path: Path) -> None:
    async with app.run_test() as pilot:
        await settled(app, pilot)
        await app.run_action(f"app.screenshot('x.svg', '{tmp_path}')")
        await pilot.pause()
    assert not (tmp_path / "x.svg").exists()
    assert (folder / f"{NAME}.svg").exists()


async def test_a_folder_that_is_gone_is_told(app: WatchApp, folder: Path) -> None:
    async with app.run_test() as pilot:
        await settled(app, pilot)
        os.rmdir(folder)  # noqa: PTH106  (in a coroutine)
        app.action_screenshot()
        await pilot.pause()
        assert toasts(app)[-1].startswith("No picture was saved:")
