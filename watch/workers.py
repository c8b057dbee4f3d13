"""Worker processes: heavy work leaves the event loop, and a job that runs away is stopped with its process."""

import asyncio
import heapq
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Concatenate, ParamSpec, TypeVar

from core.errors import RunawayError, WorkError
from core.settings import Settings
from watch.desk import Desk
from watch.hand import Hand, NotBegunError
from watch.limits import CPU
from watch.worker import Job

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE = 20.0
"""Seconds that one job may take, by the clock on the wall: a machine may be busy with other things."""
START_PATIENCE = 60.0
"""Seconds that a process may take to start: imports and rules, perhaps from a cold disk."""
NICENESS = 10
STOPPED = "reading was stopped"
_AHEAD = 50_000
"""Bytes for which a document waits a second longer than one without any: small ones go first, and large ones come to their turn."""


class Workers:
    """Processes that hold a desk each, and work for `run` one job at a time; a job that runs away costs no other."""

    def __init__(
        self, settings: Settings, count: int = 1, patience: float = PATIENCE, cpu: float = CPU, niceness: int = NICENESS, ahead: int = 0
    ) -> None:
        """Prepare to work in `count` processes; `niceness` is by how much they step back behind others.

        `ahead`: so many jobs wait at each process itself, which then never waits for the next one; but they wait for the one before, too.
        """
        self._settings = settings
        self._count = count
        self._patience = patience
        self._cpu = cpu
        self._niceness = niceness
        self.places = count * (1 + ahead)
        """How many jobs are handed out at a time."""
        self._free = self.places
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._asked = 0
        self._jobs: dict[Hand, int] = {}
        """How many each process has."""
        self._closed = False

    async def begin(self) -> None:
        """Have all processes begin, rather than each with its first job; if one cannot, that job will say so."""
        await asyncio.gather(*(self.apply(bool) for _ in range(self._count)), return_exceptions=True)

    async def run(self, job: Callable[Concatenate[Desk, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `job(desk, ...)` in a worker process and return what it returns; its time starts when it does, the shortest document's first.

        Raises:
            RunawayError: it did not come back; the next job finds a new process.
            WorkError: no process could be started, or they are being closed; the job is not to blame.
        """
        await self._turn(sum(len(arg) for arg in args if isinstance(arg, bytes)))
        try:
            while True:
                hand, new = self._pick()
                self._jobs[hand] += 1
                with suppress(NotBegunError):
                    try:
                        if new:
                            await self._start(hand)
                        answer: T = await self._ask(hand, (self._cpu, 2 * self._patience, job, args, kwargs))
                        return answer
                    finally:
                        if hand in self._jobs:
                            self._jobs[hand] -= 1
        finally:
            self._give_turn()

    async def apply(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function that needs no desk, as `run` does."""
        return await self.run(_apply, function, *args, **kwargs)

    def close(self) -> None:
        """End the processes, whatever they are doing; what waits for one is told that it cannot have it."""
        self._closed = True
        for hand, jobs in self._jobs.items():
            if jobs:
                hand.kill()
            else:
                hand.close()
        self._jobs.clear()

    async def _turn(self, size: int) -> None:
        """Wait for one of the places; a job of `size` bytes lets others go first that came not much later, and are smaller."""
        loop = asyncio.get_running_loop()
        if self._free and not self._waiting:
            self._free -= 1
            return
        mine: asyncio.Future[None] = loop.create_future()
        self._asked += 1
        heapq.heappush(self._waiting, (loop.time() + size / _AHEAD, self._asked, mine))
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():  # the turn came in the same moment
                self._give_turn()
            raise

    def _give_turn(self) -> None:
        """Hand the place on to who waits, the first by its time and size."""
        while self._waiting:
            _, _, following = heapq.heappop(self._waiting)
            if not following.done():
                following.set_result(None)
                return
        self._free += 1

    def _pick(self) -> tuple[Hand, bool]:
        """Return the process that has the least to do, and whether it is a new one that is to be started.

        Raises:
            WorkError: there is to be none any more.
        """
        for hand in [hand for hand, jobs in self._jobs.items() if not jobs and not hand.alive]:
            self._end(hand)
        if self._closed:
            raise WorkError(STOPPED)
        least = min(self._jobs, key=self._jobs.__getitem__, default=None)
        if least is not None and (self._jobs[least] == 0 or len(self._jobs) == self._count):
            return least, False
        hand = Hand(self._settings, self._niceness)
        self._jobs[hand] = 0
        return hand, True

    async def _start(self, hand: Hand) -> None:
        """Start a process.

        Raises:
            WorkError: it does not start.
        """
        try:
            await hand.start(START_PATIENCE)
        except (OSError, EOFError) as error:
            self._end(hand)
            if self._closed:
                raise WorkError(STOPPED) from None
            why = f"took longer than {START_PATIENCE:g} seconds" if isinstance(error, TimeoutError) else str(error) or "ended at once"
            raise WorkError(f"the process that reads news could not be started: it {why}; is there memory left?") from None
        except BaseException:
            self._end(hand)
            raise

    async def _ask(self, hand: Hand, job: Job) -> Any:
        """Have a process do a job, and end it unless the job came to its end.

        Raises:
            RunawayError: it did not.
            NotBegunError: the process ended before, or was lost with its server.
            WorkError: the processes are being closed.
        """
        try:
            answer, error, spent = await hand.ask(job, self._patience)
        except TimeoutError:
            self._end(hand)
            raise RunawayError(f"took longer than {self._patience:g} seconds to read") from None
        except NotBegunError:
            self._jobs.pop(hand, None)  # closed by who asked for the job that it ended of
            raise
        except (OSError, EOFError):
            self._jobs.pop(hand, None)  # nobody else is to ask it
            try:
                death = await asyncio.to_thread(hand.death, self._cpu)
            finally:
                hand.close()
            raise WorkError(STOPPED) if self._closed else death from None
        except BaseException:
            self._end(hand)
            raise
        if spent:
            self._end(hand)
        if error is not None:
            raise error
        return answer

    def _end(self, hand: Hand) -> None:
        self._jobs.pop(hand, None)
        hand.close()


def _apply(_: Desk, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    return function(*args, **kwargs)
