"""News on the wire, and how long until it is on the screen."""

import asyncio
import random
import sys
from pathlib import Path

from core.settings import Feed
from core.times import now
from store.sessions import start_session
from store.writer import Writer
from tests.feeds.server import Asked, reply, serving
from tests.tui.screen import screen
from tests.watch.scene import FIRST, settings
from tui.app import WatchApp

TRIES = 3
"""A busy machine may be late with one; it is not with all."""


async def test_news_is_on_the_screen_within_a_second_of_its_last_byte(writer: Writer, tmp_path: Path) -> None:
    told = asyncio.Queue[tuple[str, float]]()
    """Titles, and when the last byte that told of them was sent."""
    loop = asyncio.get_running_loop()

    async def feed(_: Asked, stream: asyncio.StreamWriter) -> None:
        title = f"Swap {random.randrange(10**6)}"
        items = f"<item><guid isPermaLink='false'>{title}</guid><title>{title}</title><description>{FIRST}</description></item>"
        stream.write(reply(f"<rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>".encode()))
        await stream.drain()
        told.put_nowait((title, loop.time()))

    async with serving({"/feed": feed}) as server:
        given = settings(Feed(name="Courier", url=server.url(), every=2.0))
        config, store = tmp_path / "config.toml", tmp_path / "watch.db"
        config.write_text(f'[poll]\nallow_local = true\n[[feed]]\nname = "Courier"\nurl = "{server.url()}"\nevery = 2\n')
        command = ("-m", "negotiation_watch", "--config", str(config), "--db", str(store), "poll", "--forever")
        polling = await asyncio.create_subprocess_exec(sys.executable, *command)
        app = WatchApp(given, store, session=writer.call(start_session, now()), act=writer.run)
        late: list[float] = []
        try:
            async with app.run_test(size=(120, 40)) as pilot, asyncio.timeout(60):
                while len(late) <= TRIES:  # the first has to wait for the start of the worker
                    title, sent = await told.get()
                    while title not in screen(app):
                        await pilot.pause(0.01)
                    late.append(loop.time() - sent)
        finally:
            polling.terminate()
            await polling.wait()
    assert min(late[1:]) < 1.0
