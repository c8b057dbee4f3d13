import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple

import pytest

from cli.main import main
from demo.newsroom import Newsroom
from feeds.opml import write_opml


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]
POLL = {"feed", "outcome", "status", "reason", "items_new", "items_changed", "seconds", "next_poll"}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in a home of its own."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))

    def ran(*words: object) -> Ran:
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        return Ran(status, said.out, said.err)

    return ran


@pytest.fixture(scope="module")
def newsroom() -> Iterator[Newsroom]:
    """A newsroom at the end of its story."""
    moments = iter([0.0])
    with Newsroom(clock=lambda: next(moments, 10_000.0)) as open_newsroom:
        yield open_newsroom


@pytest.fixture(scope="module")
def once_polled(newsroom: Newsroom, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of one poll of the newsroom, which every test gets a copy of."""
    place = tmp_path_factory.mktemp("polled")
    feeds, config, path = place / "feeds.opml", place / "hasty.toml", place / "watch.db"
    feeds.write_text(write_opml(newsroom.feeds))
    # All feeds are one host's: a second between two of them would be waited for.
    config.write_text('extends = "default"\n[poll]\ngap = 0\n')
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("HOME", str(place))
        words = ("--config", config, "--db", path, "poll", "--once", "--opml", feeds, "--json", "-v")
        assert main([str(word) for word in words]) == 0
    polls = [json.loads(row) for row in out.getvalue().splitlines()]
    assert [set(one) for one in polls] == [POLL] * len(newsroom.feeds)
    assert {one["outcome"] for one in polls} == {"fetched"}
    stored = [row.split(" stored ")[1] for row in err.getvalue().splitlines() if " stored " in row]
    assert len(stored) == sum(one["items_new"] for one in polls) > 20
    return path


@pytest.fixture
def polled(once_polled: Path, tmp_path: Path) -> Path:
    """The database of one poll of the newsroom."""
    return Path(copyfile(once_polled, tmp_path / "watch.db"))
