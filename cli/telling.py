"""Alerts of the dashboard: the lookout beside it, in a thread with a loop of its own."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from core.errors import WorkError
from core.rows import Rows
from core.settings import Settings
from core.text import line
from store.writer import Writer

if TYPE_CHECKING:
    from alerts.lookout import Lookout
    from alerts.record import Alert

log = logging.getLogger("negotiation_watch.alerts")

REST = 10
"""How many times as long as a look took to wait before the next."""

Show = Callable[[str, str], None]
"""Shows a title and a text to the reader; called from another thread."""


class Telling:
    """Takes what the dashboard compares, and tells what the rules want told; `show` is the way to the screen."""

    def __init__(self, settings: Settings, writer: Writer, show: Show, *, network: bool) -> None:
        self._settings = settings
        self._writer = writer
        self._show = show
        self._network = network
        self._loop = asyncio.new_event_loop()
        self._rows: tuple[Rows, datetime] | None = None
        self._came = asyncio.Event()
        self._task = self._loop.create_task(self._tell())
        self._thread = Thread(target=self._run, name="alerts", daemon=True)
        self._thread.start()

    def take(self, rows: Rows, now: datetime) -> None:
        """Look at what the dashboard compared."""
        # With unpacked rows of its own: those of the screen are the screen's.
        self._loop.call_soon_threadsafe(self._take, Rows(rows.heads, rows.bodies, rows.since), now)

    def close(self) -> None:
        """End; what waits to be told waits for the next time."""
        self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(timeout=5)

    def _take(self, rows: Rows, now: datetime) -> None:
        self._rows = rows, now
        self._came.set()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._task)
        except asyncio.CancelledError:
            pass
        except Exception:
            log.exception("alerts ended")
        finally:
            self._loop.close()

    async def _tell(self) -> None:
        # Once there is something to look at: the first picture does not wait for these imports.
        await self._came.wait()
        reached = import_module("alerts.ways").Ways(self._settings).used(network=self._network, screen=self._by_screen)
        lookout: Lookout = import_module("alerts.lookout").Lookout(self._settings, self._writer, reached)
        async with asyncio.TaskGroup() as group:
            group.create_task(self._look(lookout))
            group.create_task(lookout.telling())

    async def _look(self, lookout: "Lookout") -> None:
        while True:
            await self._came.wait()
            self._came.clear()
            began = self._loop.time()
            if self._rows is not None:
                (rows, now), self._rows = self._rows, None
                try:
                    await lookout.look(rows, now)
                except WorkError as trouble:
                    log.error("%s", line(str(trouble)))  # noqa: TRY400  (trouble of the disk's, no bug: its words are enough)
                except Exception:
                    log.exception("looking for what to tell")
            # What costs much is done seldom: this thread and the screen take turns.
            await asyncio.sleep(REST * (self._loop.time() - began))

    async def _by_screen(self, _: str, told: "Sequence[Alert]") -> None:
        from alerts.record import headline, text_of
        from digest.words import zone

        # The first in whole, for which there is room; all of them are in the matrix.
        first = text_of(told[:1], zone(self._settings.display.timezone)).partition("\n")[2]
        await asyncio.to_thread(self._show, headline(told), "\n".join([first, *(one.title for one in told[1:])]))
