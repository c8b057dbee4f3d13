"""One request a host at a time, and a pause between two; none while it asks to be left alone; so many in all, the slow ones not counted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class _Host:
    turns: asyncio.Semaphore
    users: int = 0
    """Requests that wait, run, or pause."""


@dataclass(slots=True)
class Turns:
    """Gives out turns at hosts: `per_host` at a time, each held for `gap` seconds after its request has ended."""

    per_host: int
    gap: float
    _hosts: dict[str, _Host] = field(default_factory=dict)

    @asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at a host, in the order of asking, and hold it for the block."""
        place = self._hosts.setdefault(host, _Host(asyncio.Semaphore(self.per_host)))
        place.users += 1
        try:
            await place.turns.acquire()
        except BaseException:
            self._leave(host, place)
            raise
        try:
            yield
        finally:
            if self.gap > 0:
                asyncio.get_running_loop().call_later(self.gap, self._give_back, host, place)
            else:
                self._give_back(host, place)

    def _give_back(self, host: str, place: _Host) -> None:
        place.turns.release()
        self._leave(host, place)

    def _leave(self, host: str, place: _Host) -> None:
        place.users -= 1
        if not place.users:  # so that the table does not grow with every site an article links to
            self._hosts.pop(host, None)


@dataclass(slots=True)
class Rests:
    """Remembers which hosts asked to be left alone, and until when."""

    _until: dict[str, datetime] = field(default_factory=dict)

    def begin(self, host: str, until: datetime, now: datetime) -> None:
        """Leave a host alone until then."""
        self._until = {other: end for other, end in self._until.items() if end > now}
        self._until[host] = max(until, self._until.get(host, until))

    def left(self, host: str, now: datetime) -> float:
        """Return for how many seconds more a host is to be left alone; 0: it may be asked."""
        until = self._until.get(host)
        return 0.0 if until is None else max((until - now).total_seconds(), 0.0)


SLOW = 3.0
"""Seconds after which a request counts no longer among those of ordinary length."""


class Places:
    """Gives out `quick` places at a time. One held for longer than `slow` seconds is given to another, up to `most` with these: who
    hangs is in nobody's way.
    """

    def __init__(self, quick: int, most: int, slow: float = SLOW) -> None:
        self._quick = asyncio.Semaphore(quick)
        self._all = asyncio.Semaphore(most)
        self._slow = slow

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Wait for a place, and hold it for the block."""
        async with self._all:
            await self._quick.acquire()
            given = False

            def give() -> None:
                nonlocal given
                if not given:
                    given = True
                    self._quick.release()

            later = asyncio.get_running_loop().call_later(self._slow, give)
            try:
                yield
            finally:
                later.cancel()
                give()
