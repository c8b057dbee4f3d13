"""A day in seconds: an event loop whose clock runs ahead whenever nobody has anything to do; sockets, threads and files are real."""

import asyncio
import selectors
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.feeds.server import Asked, Server, serving
from watch.desk import Desk, open_desk
from watch.workers import Workers

MIDNIGHT = datetime(2026, 2, 5, tzinfo=UTC)
"""A Thursday's."""
LEAP = 5.0
"""Seconds; before the clock runs ahead by more, what was sent is given time to arrive: on a busy machine it may be on its way."""


class _Ahead(selectors.DefaultSelector):
    """Waits only for what is under way in other threads; else it lets the loop's clock run ahead."""

    loop: "Day"

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(timeout)
        while True:
            if events := super().select(0):
                return events
            if not self.loop.in_threads:
                break
            if events := super().select(0.001):
                return events
        if timeout is None:
            return super().select(1)
        if timeout > LEAP and (events := super().select(0.001)):
            return events
        self.loop.ahead += timeout
        return []


class Day(asyncio.SelectorEventLoop):
    """The loop. `asleep` is what the wall clock has gone on more than it, as while the lid of a laptop is closed."""

    def __init__(self) -> None:
        self.ahead = 0.0
        self.asleep = 0.0
        self.in_threads = set[Any]()
        """What others are at work on."""
        selector = _Ahead()
        selector.loop = self
        super().__init__(selector)

    def time(self) -> float:
        return self.ahead

    def now(self) -> datetime:
        return MIDNIGHT + timedelta(seconds=self.ahead + self.asleep)

    def watch(self, wrap: Callable[..., "asyncio.Future[Any]"]) -> Callable[..., "asyncio.Future[Any]"]:
        """Make a function that waits for other threads tell us so."""

        def wrapped(future: Any, *, loop: Any = None) -> "asyncio.Future[Any]":
            waited = wrap(future, loop=loop)
            if not asyncio.isfuture(future):
                self.in_threads.add(future)
                future.add_done_callback(self.in_threads.discard)
            return waited

        return wrapped


class Here(Workers):
    """Does the work of the worker processes in this one."""

    _desk: Desk | None = None

    async def run(self, job: Any, *args: Any, **kwargs: Any) -> Any:
        self._desk = self._desk or open_desk(self._settings)
        return job(self._desk, *args, **kwargs)


@dataclass
class Host:
    """A server that answers as it is told to, and remembers when it was asked for what; times are seconds from midnight."""

    answer: Callable[["Host", Asked], bytes]
    server: Server = field(default_factory=Server)
    log: list[tuple[float, Asked]] = field(default_factory=list)
    latency: float = 0.2
    ends: list[float] = field(default_factory=list)

    def times(self, path: str = "/feed") -> list[float]:
        return [at for at, asked in self.log if asked.path == path]

    def asked(self, path: str = "/feed") -> list[Asked]:
        return [asked for _, asked in self.log if asked.path == path]

    def headers(self, name: str, path: str = "/feed") -> list[str | None]:
        return [asked.headers.get(name) for asked in self.asked(path)]


@asynccontextmanager
async def hosts(loop: Day, *given: Host) -> AsyncIterator[None]:
    """Serve each host on a port of its own."""
    if not given:
        yield
        return
    host = given[0]

    async def reply(asked: Asked, writer: asyncio.StreamWriter) -> None:
        host.log.append((loop.time() + loop.asleep, asked))
        answer = host.answer(host, asked)
        await asyncio.sleep(host.latency)
        host.ends.append(loop.time() + loop.asleep)
        writer.write(answer)

    class Every(dict[str, Any]):
        def get(self, *_: Any) -> Any:
            return reply

    async with serving() as server:
        server.answers = Every()
        host.server = server
        async with hosts(loop, *given[1:]):
            yield
