"""How fast feeds are begun with: some at once, the others evenly."""

from collections.abc import Callable, Sequence
from time import monotonic

_BURST = 8
_RATE = 4.0
"""Feeds a second, at least."""


class Pace:
    """Tells how many feeds may be begun with: whatever is due at the start, or after a sleep, does not go out as one stampede."""

    def __init__(self, pauses: Sequence[float], clock: Callable[[], float] = monotonic) -> None:
        """`pauses`: seconds between two polls of each feed, so that what they need is twice there. `clock` gives seconds."""
        self._rate = max(_RATE, 2 * sum(1 / pause for pause in pauses))
        self._most = max(_BURST, self._rate)
        self._clock = clock
        self._left = self._most
        self._since = clock()

    def left(self) -> int:
        """Return how many may be begun with now."""
        now = self._clock()
        self._left = min(self._most, self._left + self._rate * max(now - self._since, 0.0))
        self._since = now
        return int(self._left)

    def spend(self, count: int) -> None:
        """Note that so many were begun with."""
        self._left -= count

    def wait(self) -> float:
        """Return after how many seconds another may be."""
        return max((1 - self._left) / self._rate + 0.001, 0.0)
