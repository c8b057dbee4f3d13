"""Polling in a process of its own, so that fetching, storing and their libraries cost the screen nothing."""

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from core.apart import LOST, Line, Process
from core.errors import WorkError
from core.settings import Settings

if TYPE_CHECKING:
    from store.writer import Writer

log = logging.getLogger("negotiation_watch")

Order = Literal["pause", "go on", "now", "end"]
Level = int
TRY_AGAIN = 30.0
"""Seconds between two tries to begin, where the database is closed to us for now."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps what comes in from being stored; None: nothing does any more."""

    words: str | None


Told = tuple[Level, str] | Trouble | str
"""A line for the log, how storing goes, or why polling ended."""
END_SECONDS = 3.0
"""So long the process may take to give back what it had taken."""


class PollingApart:
    """Polls for as long as `run` does."""

    def __init__(self, settings: Settings, path: Path) -> None:
        """Say what is polled, and into which database; nothing begins before `run`."""
        self._settings = settings
        self._path = path
        self._line: Line | None = None
        self._paused = False
        self.trouble: str | None = None
        """What keeps what comes in from being stored; None: nothing does."""
        self.pid = 0
        """The number of the process, once it has begun."""

    @property
    def paused(self) -> bool:
        """Whether nothing new is asked for."""
        return self._paused

    @paused.setter
    def paused(self, paused: bool) -> None:
        self._paused = paused
        self._order("pause" if paused else "go on")

    def poll_now(self) -> None:
        """Ask every feed as soon as may be."""
        self._order("now")

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            WorkError: polling ended, and why.
        """
        process = await asyncio.to_thread(Process, _begin, self._settings, self._path, log.getEffectiveLevel())
        self._line, self.pid = process.line, process.pid
        if self._paused:
            self._order("pause")
        try:
            while not isinstance(told := await asyncio.to_thread(_next, process.line), str):
                if isinstance(told, Trouble):
                    self.trouble = told.words
                else:
                    log.log(*told)
            raise WorkError(told)
        finally:
            self._order("end")
            self._line = None
            process.end(END_SECONDS)

    def _order(self, order: Order) -> None:
        if self._line is not None:
            with suppress(OSError):
                self._line.send(order)


def _next(line: Line) -> Told:
    try:
        told: Told = line.receive()
    except EOFError:
        return LOST
    return told


class _Sent(logging.Handler):
    """Sends what is logged to the process that keeps the log."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self._to = line

    def emit(self, record: logging.LogRecord) -> None:
        """Send one record."""
        with suppress(OSError):
            self._to.send((record.levelno, self.format(record)))


def _begin(line: Line, settings: Settings, path: Path, level: Level) -> None:
    log.addHandler(_Sent(line))
    log.setLevel(level)
    log.propagate = False
    try:
        asyncio.run(_poll(line, settings, path))
    except Exception as error:
        log.info("", exc_info=True)
        with suppress(OSError):
            line.send(str(error) if isinstance(error, WorkError) else f"{type(error).__name__}: {error}")


async def _poll(line: Line, settings: Settings, path: Path) -> None:
    from watch.limits import settle  # noqa: PLC0415  (what polls is for that process alone)
    from watch.poller import Poller  # noqa: PLC0415  (as above)

    settle()

    def tell(words: str | None) -> None:
        with suppress(OSError):
            line.send(Trouble(words))

    with closing(await _open(path, tell)) as writer:
        async with Poller(settings, writer, troubled=tell) as poller:
            polling = asyncio.ensure_future(poller.run())
            threading.Thread(target=_heed, args=(line, poller, polling, asyncio.get_running_loop()), daemon=True).start()
            with suppress(asyncio.CancelledError):
                await polling


async def _open(path: Path, tell: Callable[[str | None], None]) -> "Writer":
    """Open the database, once what keeps it from being opened and may pass has passed.

    Raises:
        WorkError: it cannot be opened.
    """
    from store.database import may_pass  # noqa: PLC0415  (as above)
    from store.writer import Writer  # noqa: PLC0415

    while True:
        try:
            writer = Writer(path)
        except WorkError as trouble:
            if not may_pass(path, trouble):
                raise
            tell(str(trouble))
            await asyncio.sleep(TRY_AGAIN)
        else:
            tell(None)
            return writer


def _heed(line: Line, poller: Any, polling: "asyncio.Future[None]", loop: asyncio.AbstractEventLoop) -> None:
    """Follow orders, in a thread of its own; when nobody gives any more, end."""
    order: Order = "go on"
    while order != "end":
        try:
            order = line.receive()
        except EOFError:
            order = "end"
        match order:
            case "now":
                loop.call_soon_threadsafe(poller.poll_now)
            case "end":
                loop.call_soon_threadsafe(polling.cancel)
            case _:
                loop.call_soon_threadsafe(setattr, poller, "paused", order == "pause")
