"""Every view at three sizes, as the text that is on the screen."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.tui.screen import press, screen, settled
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
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["80x24", "120x40", "200x60"])
@pytest.mark.parametrize("view", VIEWS)
async def test_view(view: str, size: tuple[int, int], app: WatchApp, snapshot: SnapshotAssertion) -> None:
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        await press(app, pilot, VIEWS[view])
        # A dialog is laid out over the panes in several steps.
        await pilot.pause(0.1)
        assert screen(app) == snapshot
