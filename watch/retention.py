"""Forgetting what the configuration does not want to be kept, a little at a time."""

import logging
from datetime import datetime, timedelta

from core.settings import Store
from store.retention import forget_items, forget_polls, forgettable
from store.writer import Writer

log = logging.getLogger("negotiation_watch.retention")

AT_ONCE = 100
"""Items forgotten in one transaction: others want to write, too."""


async def forget(writer: Writer, keep: Store, now: datetime) -> int:
    """Forget what is older than it is to be kept; return how many items that were.

    Raises:
        WorkError: the database cannot be written.
    """
    if keep.keep_polls_days:
        await writer.run(forget_polls, now - timedelta(days=keep.keep_polls_days))
    count = 0
    for days, with_claims in ((keep.keep_days, False), (keep.keep_claims_days, True)):
        last = 0
        while days and (
            items := await writer.run(forgettable, now - timedelta(days=days), with_claims=with_claims, after=last, limit=AT_ONCE)
        ):
            await writer.run(forget_items, items)
            last = items[-1]
            count += len(items)
    if count:
        log.info("%d items were forgotten that [store] keeps no longer", count)
    return count
