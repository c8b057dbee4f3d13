"""Polling in a process of its own."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import WorkError
from core.settings import Feed, Negotiation, Party, Poll, Settings
from store.database import open_reader, open_store
from watch.apart import PollingApart

NOWHERE = "http://127.0.0.1:9/feed"
SETTINGS = Settings(
    negotiation=Negotiation(name="Talks", parties=(Party(name="Northland"), Party(name="Southland"))),
    feed=(Feed(name="Courier", url=NOWHERE),),
    poll=Poll(allow_local=True, gap=0),
)


HEAVY = {"textual", "rich", "pygments", "click", "feedparser", "trafilatura", "sqlite_utils", "claims.reader"}


async def polls(path: Path, count: int, ask: Callable[[], None] = lambda: None) -> None:
    """Wait until so many polls are stored, asking for them over and over: a feed whose poll is stored may still count as being asked."""
    db = open_reader(path)
    async with asyncio.timeout(30):
        while db.execute("SELECT count(*) FROM polls").fetchone()[0] < count:
            ask()
            await asyncio.sleep(0.02)
    db.close()


async def test_it_polls_again_when_asked_and_gives_back_what_it_took(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    open_store(path).close()
    polling = PollingApart(SETTINGS, path)
    running = asyncio.ensure_future(polling.run())
    await polls(path, 1)
    polling.paused = True
    polling.paused = False
    await polls(path, 2, polling.poll_now)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    polling.poll_now()
    assert polling.paused is False


async def test_a_process_that_is_lost_is_said(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    open_store(path).close()
    polling = PollingApart(SETTINGS, path)
    running = asyncio.ensure_future(polling.run())
    await polls(path, 1)
    os.kill(polling.pid, signal.SIGKILL)
    with pytest.raises(WorkError, match="was lost"):
        await running


async def test_what_keeps_it_from_polling_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "news.db").mkdir()
    with pytest.raises(WorkError, match="is a folder"):
        await PollingApart(SETTINGS, tmp_path / "news.db").run()


def test_what_polls_imports_nothing_that_draws_or_reads() -> None:
    code = "import sys, watch.poller; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert set(done.stdout.split()) & HEAVY == set()
