"""Every view at three sizes, as the text that is on the screen."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.tui.screen import press, screen, send, settled, until
from tui.app import WatchApp

VIEWS = {
    "desk": "1",
    "matrix": "2",
    "reader": "3",
    "topics": "t",
    "timeline": "4",
    "search": "5",
    "sources": "6",
    "why": "w",
    "help": "question_mark",
    "export": "e",
    "choice": "x",
    "when": "a",
    "jump": "semicolon",
    "palette": "ctrl+p",
}
SHOWN = {
    "help": "j k move, q closes",
    "why": "j k move, q closes",
    "export": "saves it",
    "choice": "enter chooses, esc leaves",
    "when": "enter chooses, esc leaves",
    "jump": " s ",
    "palette": "Filter",
}
"""What a dialog says once it is there."""


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["80x24", "120x40", "200x60"])
@pytest.mark.parametrize("view", VIEWS)
async def test_view(view: str, size: tuple[int, int], app: WatchApp, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    # Where a digest would be saved.
    monkeypatch.chdir("/")
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        await press(app, pilot, VIEWS[view])
        # A dialog is laid out over the panes in several steps, and may have to be filled.
        await until(app, pilot, lambda: SHOWN.get(view, "") in screen(app))
        assert screen(app) == snapshot


async def test_a_dialog_that_is_left_at_once_is_gone(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        for key in ("x", "a", "e", "w", "question_mark", "semicolon"):
            send(app, key)
            await until(app, pilot, lambda: app.screen is not app.desk) if key == "x" else None
            send(app, "escape")
            await until(app, pilot, lambda: app.screen is app.desk)
