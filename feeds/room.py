"""What the bodies of all responses may take in memory together: `Room` gives it out, and where it runs short the slow give way."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress

MIB = 1024 * 1024
TOTAL = 32 * MIB
_FEW = 3 * MIB
"""Bytes of bodies that wait to be read and stored, above which nothing more is asked for."""
_PATIENCE = 2.0
"""Seconds that one waits for room before another is asked to give way."""
_GRACE = 15.0
"""Seconds that a fetch may take, however short the room is."""


class Held:
    """What one fetch holds of the room; `limit` is the time limit of what it is doing, None once its body has come."""

    def __init__(self, room: "Room", since: float) -> None:
        self._room = room
        self.since = since
        self.size = 0
        self.waited = 0.0
        """Seconds that it had to wait for room, which are not counted as its own."""
        self.limit: asyncio.Timeout | None = None
        self.gave_way = False
        """Whether it was ended so that others have room."""
        self.come = False
        """Whether its body has come, and waits to be read and stored."""

    @asynccontextmanager
    async def within(self, seconds: float) -> AsyncIterator[None]:
        """Bound the time of the block, which may end sooner where others need the room that it holds.

        Raises:
            TimeoutError: the time is over, or it gave way.
        """
        async with asyncio.timeout(seconds) as limit:
            self.limit = limit
            try:
                yield
            finally:
                self.limit = None

    async def grow(self, count: int) -> None:
        """Take so many bytes more, once there is room for them."""
        await self._room.take(self, count)

    def keep(self, count: int) -> None:
        """Give back all but so many bytes."""
        if count < self.size:
            self._room.give_back(self, self.size - count)

    def arrive(self) -> None:
        """Note that its body has come."""
        self._room.note(self)

    def put_off(self, seconds: float) -> None:
        """Set the limit of what it is doing so much later."""
        self.waited += seconds
        when = None if self.limit is None else self.limit.when()
        if self.limit is not None and when is not None and not self.gave_way:
            self.limit.reschedule(when + seconds)

    def give_way(self) -> None:
        """End what it is doing."""
        if self.limit is not None:
            self.gave_way = True
            # Its block may be just over.
            with suppress(RuntimeError):
                self.limit.reschedule(asyncio.get_running_loop().time())


class Room:
    """So many bytes for all who hold some. Who needs more than there is waits; where nothing moves, the one that holds most of
    those that are long at it gives way.
    """

    def __init__(self, total: int = TOTAL, patience: float = _PATIENCE, grace: float = _GRACE, few: int = _FEW) -> None:
        self._free = total
        self._come = 0
        """Bytes of bodies that have come."""
        self._few = few
        self._asking = deque[asyncio.Future[None]]()
        """Who waits to ask for more."""
        self._patience = patience
        self._grace = grace
        self._holders: dict[Held, None] = {}
        self._freed = asyncio.Event()

    @contextmanager
    def holding(self) -> Iterator[Held]:
        """Hold room for a fetch, and for what is done with its body, until the end of the block."""
        held = Held(self, asyncio.get_running_loop().time())
        self._holders[held] = None
        try:
            yield held
        finally:
            held.keep(0)
            del self._holders[held]

    async def ease(self) -> None:
        """Wait until few of the bodies that have come are still to be read and stored."""
        while self._come > self._few:
            turn = asyncio.get_running_loop().create_future()
            self._asking.append(turn)
            await turn

    def note(self, held: Held) -> None:
        """Note that a holder's body has come."""
        held.come = True
        self._come += held.size

    async def take(self, held: Held, count: int) -> None:
        """Give a holder so many bytes more. The one that came first is given what it asks for, so that there is always one who gets on."""
        while count > self._free and not self._first(held):
            began = asyncio.get_running_loop().time()
            held.put_off(self._patience)
            self._freed.clear()
            try:
                async with asyncio.timeout(self._patience):
                    await self._freed.wait()
            except TimeoutError:
                self._make_room()
            held.put_off(asyncio.get_running_loop().time() - began - self._patience)
        self._free -= count
        held.size += count

    def give_back(self, held: Held, count: int) -> None:
        """Take bytes back from a holder."""
        self._free += count
        held.size -= count
        self._freed.set()
        if held.come:
            self._come -= count
            self._let_ask()

    def _let_ask(self) -> None:
        """Let one more ask, and all where nothing is left to wait for."""
        while self._asking and self._come <= self._few:
            if not (turn := self._asking.popleft()).done():
                turn.set_result(None)
                if self._come:
                    return

    def _make_room(self) -> None:
        if any(held.size and (held.gave_way or held.limit is None) for held in self._holders):
            return  # one is about to leave, or its body is being read
        old = asyncio.get_running_loop().time() - self._grace
        slow = [held for held in self._holders if held.size and held.since + held.waited < old]
        if slow:
            max(slow, key=lambda held: held.size).give_way()

    def _first(self, held: Held) -> bool:
        """Whether none who came before holds any of the room."""
        return held is next(other for other in self._holders if other.size or other is held)
