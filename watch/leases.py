"""Leases: until when feeds and pages were taken, by which the database tells what is still ours."""

import logging
from datetime import datetime

from core.errors import WorkError
from core.text import line
from core.times import now as clock
from store.due import LEASE
from store.writer import Writer
from watch.absorb import give_back, hold

log = logging.getLogger("negotiation_watch.poller")

RENEW = LEASE / 3


class Leases:
    """What one poller has taken."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._ends: set[datetime] = set()

    @property
    def pause(self) -> float:
        """Seconds between two times of renewing."""
        return RENEW.total_seconds()

    def take(self) -> datetime:
        """Return until when to take something, and remember it."""
        end = clock() + LEASE
        self._ends.add(end)
        return end

    async def renew(self) -> None:
        """Hold on to what takes longer than it was taken for.

        Raises:
            WorkError: the database cannot be written.
        """
        now = clock()
        old = sorted(end for end in self._ends if end < now + LEASE - RENEW)
        await self._writer.run(hold, old, now + LEASE)
        self._ends = (self._ends - set(old)) | {now + LEASE}

    def give_back(self) -> None:
        """Give back what was taken and is not done. (Nothing is awaited: whoever is in a hurry may cancel us again.)"""
        try:
            self._writer.call(give_back, sorted(self._ends), clock())
        except WorkError as trouble:
            log.error("%s", line(str(trouble)))  # noqa: TRY400  (trouble of the disk's, no bug: its words are enough)
