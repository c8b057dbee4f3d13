"""How the screen was left comes back."""

from pathlib import Path

import pytest

from store.sessions import Session
from tests.tui import scene
from tests.tui.screen import press, screen, settled
from tui.app import WatchApp
from tui.kept import Kept, read_kept, write_kept


def dashboard(path: Path, session: Session, kept: Path) -> WatchApp:
    return WatchApp(scene.SETTINGS, path, session=session, clock=lambda: scene.NOW, compare=scene.comparisons, kept=kept)


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    kept = Kept("claims", topic="talks", search="freed", order="event", axis="origin", only_conflicts=True, theme="nord")
    write_kept(tmp_path / "view.json", kept)
    assert read_kept(tmp_path / "view.json") == kept


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param(None, Kept(), id="no file"),
        pytest.param("{", Kept(), id="half a file"),
        pytest.param("[1]", Kept(), id="another file"),
        pytest.param('{"view": 3, "topic": ["x"], "only_conflicts": "yes", "more": 1}', Kept(), id="of other kinds"),
        pytest.param('{"view": "claims", "topic": null}', Kept(view="claims"), id="some of it"),
    ],
)
def test_what_cannot_be_read_is_as_at_first(text: str | None, kept: Kept, tmp_path: Path) -> None:
    path = tmp_path / "view.json"
    if text is not None:
        path.write_text(text)
    assert read_kept(path) == kept


async def test_view_columns_filters_and_theme_hold_over_a_restart(path: Path, session: Session, tmp_path: Path) -> None:
    kept = tmp_path / "news.view.json"
    app = dashboard(path, session, kept)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "right_square_bracket", "2", "v", "s", "f")
        app.choose_theme("light")
        left = screen(app).splitlines()[1:]
    app = dashboard(path, session, kept)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        assert screen(app).splitlines()[1:] == left
        assert (app.topic, app.axis, app.order, app.conflicts_only) == ("pow-swaps", "origin", "question", True)
        assert app.theme == "daylight"


async def test_what_is_not_known_any_more_is_left_out(path: Path, session: Session, tmp_path: Path) -> None:
    kept = tmp_path / "news.view.json"
    write_kept(kept, Kept("elsewhere", topic="gone", order="beauty", axis="colour", theme="no such theme"))
    app = dashboard(path, session, kept)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        assert (app.topic, app.axis, app.order, app.desk.pane) == (None, "source", None, "stream")
        assert app.theme == "textual-dark"
