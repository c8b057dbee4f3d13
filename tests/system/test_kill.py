"""SIGKILL while news is stored. (`bench/kills.py` does this hundreds of times, `bench/power.py` cuts the power.)"""

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from core.text import line
from store.database import check_store, open_reader
from tests.feeds.server import Asked, reply, serving

ENTRY = (
    "<item><guid isPermaLink='false'>{guid}</guid><title>News {guid}</title>"
    "<description>They exchanged {number} prisoners.</description></item>"
)
CONFIG = 'extends = "default"\n[poll]\ngap = 0\nallow_local = true\n'


class Wire:
    """A feed that has five more items each time it is asked."""

    def __init__(self) -> None:
        self.told = 0

    async def __call__(self, _: Asked, writer: asyncio.StreamWriter) -> None:
        self.told += 5
        entries = "".join(ENTRY.format(guid=f"g{number}", number=number) for number in range(max(0, self.told - 40), self.told))
        writer.write(reply(f"<rss version='2.0'><channel><title>Wire</title>{entries}</channel></rss>".encode(), "Content-Type: text/xml"))
        await writer.drain()


async def test_what_was_said_to_be_stored_is_there_once(tmp_path: Path) -> None:
    path, config = tmp_path / "watch.db", tmp_path / "config.toml"
    config.write_text(CONFIG)
    said: list[str] = []
    async with serving() as server:
        wire = Wire()
        server.answers["/feed"] = wire
        words = ["--config", str(config), "--db", str(path), "poll", "--forever", "--interval", "1", "-v", "--feed", server.url()]
        for _ in range(2):
            run = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "negotiation_watch", *words), stderr=subprocess.PIPE, start_new_session=True
            )
            assert run.stderr is not None
            stored = 0
            async with asyncio.timeout(60):
                while stored < 8:
                    row = line((await run.stderr.readline()).decode())
                    assert row, "it ended by itself"
                    if " stored " in row:
                        stored += 1
                        said.append(row.partition(" stored ")[2])
            os.kill(run.pid, signal.SIGKILL)
            said += [row.partition(" stored ")[2].strip() for row in (await run.stderr.read()).decode().splitlines() if " stored " in row]
            await run.wait()
    with closing(open_reader(path)) as db:
        assert check_store(db) == []
        there = [guid for (guid,) in db.execute("SELECT guid FROM items")]
        texts = db.execute("SELECT guid, text FROM items JOIN versions ON versions.id = items.version").fetchall()
    assert len(said) == len(set(said)) >= 16
    assert len(there) == len(set(there))
    assert set(said) <= set(there) <= {f"g{number}" for number in range(wire.told)}
    assert all(text == f"They exchanged {guid[1:]} prisoners." for guid, text in texts)
