"""A dashboard over a small newsroom."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.sessions import Session
from store.writer import Writer
from tests.tui import scene
from tui.app import WatchApp


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def session(path: Path) -> Session:
    return scene.fill(path)


@pytest.fixture
def writer(path: Path, session: Session) -> Iterator[Writer]:
    writer = Writer(path)
    yield writer
    writer.close()


class Asked:
    """A poller that remembers what it was asked."""

    def __init__(self) -> None:
        self.paused = False
        self.times = 0

    async def run(self) -> None:
        return

    def poll_now(self) -> None:
        self.times += 1


@pytest.fixture
def polling() -> Asked:
    return Asked()


@pytest.fixture
def app(path: Path, session: Session, writer: Writer, polling: Asked) -> WatchApp:
    return WatchApp(
        scene.SETTINGS,
        path,
        session=session,
        polling=polling,
        act=writer.run,
        clock=lambda: scene.NOW,
        compare=scene.comparisons,
    )
