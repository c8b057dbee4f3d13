"""What the dashboard asks of whoever polls, stores and writes for it. The screen knows nothing of fetching."""

from collections.abc import Awaitable
from typing import Any, Literal, Protocol

Span = Literal["session", "left", "1d", "3d", "7d", "all"]
"""What a digest is of: this session, since the reader's last look, so many days, or everything."""


class Polling(Protocol):
    """Polls the feeds for as long as the dashboard is open."""

    paused: bool
    """While True no feed is asked; the dashboard sets it."""

    trouble: str | None
    """What keeps what comes in from being stored; None: nothing does."""

    async def run(self) -> None:
        """Poll until cancelled. What comes in is seen by the dashboard through the database."""

    def poll_now(self) -> None:
        """Ask every feed as soon as may be."""


class Act(Protocol):
    """Writes to the database what the reader did: `store.writer.Writer.run`."""

    def __call__(self, job: Any, /, *args: Any, **kwargs: Any) -> Awaitable[Any]:
        """Run `job(db, ...)` as one transaction, and return once it is stored."""
