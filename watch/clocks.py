"""Telling that the clock was set, or that the machine slept: what a loop that lives by the clock has to know."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.times import now

SLACK = timedelta(seconds=60)
"""What is less is no jump: a clock may be corrected a little, and a busy machine be late."""


def awake() -> float:
    """Return seconds that only pass while the machine is awake."""
    return time.monotonic()


def passed() -> float:
    """Return seconds that pass while it sleeps as well, where the system counts them (Linux)."""
    counted = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if counted is None else time.clock_gettime(counted)


@dataclass(slots=True)
class Clocks:
    """The clock on the wall beside two that nobody can set."""

    wall: Callable[[], datetime] = now
    awake: Callable[[], float] = awake
    passed: Callable[[], float] = passed
    _seen: tuple[datetime, float, float] = field(init=False)

    def __post_init__(self) -> None:
        self._seen = self._read()

    def _read(self) -> tuple[datetime, float, float]:
        return self.wall(), self.awake(), self.passed()

    def jump(self) -> str | None:
        """Return in words what happened since the last look: the machine slept, or the clock was set; None: neither."""
        (wall, awake, passed), (wall_now, awake_now, passed_now) = self._seen, self._read()
        self._seen = wall_now, awake_now, passed_now
        slept = timedelta(seconds=(passed_now - passed) - (awake_now - awake))
        set_by = (wall_now - wall) - timedelta(seconds=passed_now - passed)
        told = []
        if slept > SLACK:
            told.append(f"the machine was asleep for {_span(slept)}")
        if abs(set_by) > SLACK:
            told.append(f"the clock was set {'forward' if set_by > timedelta() else 'back'} by {_span(abs(set_by))}")
        return " and ".join(told) or None


def _span(length: timedelta) -> str:
    """Write a length of time roughly.

    >>> _span(timedelta(seconds=5400)), _span(timedelta(days=3))
    ('90 minutes', '3 days')
    """
    minutes = round(length.total_seconds() / 60)
    for count, unit in ((minutes / 1440, "days"), (minutes / 60, "hours")):
        if count >= 2:  # noqa: PLR2004  (of what there are fewer than two is told in the smaller unit)
            return f"{count:.0f} {unit}"
    return f"{minutes} minutes"
