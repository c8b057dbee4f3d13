"""A dashboard over a small newsroom."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from digest import apart
from store.sessions import Session
from store.writer import Writer
from tests.tui import scene
from tui import choosing, heeding
from tui.app import WatchApp


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.db"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the reader stands, and files are saved."""
    place = tmp_path / "saved"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cursor counts as resting, and typing as done, at once."""
    monkeypatch.setattr(choosing, "HELD_SECONDS", 0.001)
    monkeypatch.setattr(heeding, "FILTER_SECONDS", 0.001)


class Here:
    """Answers in this process what another one is asked: `tests/digest/test_apart.py` sees that one at work."""

    def __init__(self, begin: Callable[..., Callable[[Any], object]], *args: Any) -> None:
        self._begin, self._args = begin, args

    def ask(self, question: object) -> object:
        return self._begin(*self._args)(question)

    def end(self) -> None:
        return


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started for a moment's digest."""
    monkeypatch.setattr(apart, "Apart", Here)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Session]:
    """The store that every test gets a copy of."""
    path = tmp_path_factory.mktemp("scene") / "news.db"
    return path, scene.fill(path)


@pytest.fixture
def session(path: Path, filled: tuple[Path, Session]) -> Session:
    copyfile(filled[0], path)
    return filled[1]


@pytest.fixture
def writer(path: Path, session: Session) -> Iterator[Writer]:
    writer = Writer(path)
    yield writer
    writer.close()


class Asked:
    """A poller that remembers what it was asked."""

    def __init__(self) -> None:
        self.paused = False
        self.trouble: str | None = None
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
