import json
from collections.abc import Callable, Iterator
from pathlib import Path
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


@pytest.fixture
def polled(run: Run, newsroom: Newsroom, tmp_path: Path) -> Path:
    """The database of one poll of the newsroom."""
    feeds = tmp_path / "feeds.opml"
    feeds.write_text(write_opml(newsroom.feeds))
    told = run("--db", tmp_path / "watch.db", "poll", "--once", "--opml", feeds, "--json", "-v")
    assert told.status == 0
    polls = [json.loads(row) for row in told.out.splitlines()]
    assert [set(one) for one in polls] == [POLL] * len(newsroom.feeds)
    assert {one["outcome"] for one in polls} == {"fetched"}
    stored = [row.split(" stored ")[1] for row in told.err.splitlines() if " stored " in row]
    assert len(stored) == sum(one["items_new"] for one in polls) > 20
    return tmp_path / "watch.db"
