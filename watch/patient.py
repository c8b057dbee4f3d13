"""Going over many articles, whatever one of them does."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from core.claim import Claim
from core.errors import RunawayError, WorkError
from core.news import Article
from core.times import now
from store.versions import versions_unread
from store.writer import Writer
from watch.absorb import absorb_claims
from watch.desk import Desk, read_all
from watch.limits import TooMuchError
from watch.workers import Workers

log = logging.getLogger("negotiation_watch.patient")

TRIES = 2
"""Of an article that fails alone."""


class Numbered(Protocol):
    """What has an id: an article, a piece of an archive."""

    @property
    def id(self) -> int | str:
        """What tells it from others, for the log."""


A = TypeVar("A", bound=Numbered)
T = TypeVar("T")
Job = Callable[[Desk, Sequence[Article]], list[T]]
"""What returns one result for each article."""
_Found = Sequence[tuple[Claim, ...] | None]
"""The claims of articles; None: of one that cannot be read."""


async def each(workers: Workers, job: Callable[[Desk, Sequence[A]], list[T]], articles: Sequence[A]) -> Sequence[T | None]:
    """Run a job over articles and return its results in their order; None: it fails over this article, and did so twice.

    Where the job fails, the halves are gone over apart, so that one article costs no other. The one that is left gets a second try,
    for a worker may die of something else, such as the machine's lack of memory; not so where it took too much itself.

    Raises:
        WorkError: no worker could be started.
    """
    for _ in range(TRIES):
        try:
            return await workers.run(job, articles)
        except WorkError:
            raise
        except Exception as error:
            if len(articles) > 1:
                half = len(articles) // 2
                return [*await each(workers, job, articles[:half]), *await each(workers, job, articles[half:])]
            # The traceback of a runaway would only tell how we waited.
            log.warning("item %s: %s", articles[0].id, error, exc_info=not isinstance(error, RunawayError))
            if isinstance(error, TooMuchError):
                break
    return [None]


async def read_unread(workers: Workers, writer: Writer, size: int, told: Callable[[int], None] = lambda _: None) -> None:
    """Read and store the claims of all versions that are still to be read, in their order: `size` of them in one go and one transaction.

    As many goes are under way as jobs are handed out; `told` is given how many versions each was.

    Raises:
        WorkError: no worker could be started, or the database cannot be written; what is not stored is still to be read.
    """
    under_way = deque[tuple[Sequence[tuple[int, Article]], asyncio.Task[_Found]]]()
    try:
        while True:
            last = under_way[-1][0][-1][0] if under_way else 0
            if len(under_way) < workers.places and (unread := await writer.run(versions_unread, size, last)):
                under_way.append((unread, asyncio.ensure_future(_read(workers, unread))))
            elif under_way:
                versions, reading = under_way.popleft()
                await store_claims(writer, versions, await reading)
                told(len(versions))
            else:
                return
    finally:
        for _, reading in under_way:
            reading.cancel()
        await asyncio.gather(*(reading for _, reading in under_way), return_exceptions=True)


async def _read(workers: Workers, unread: Sequence[tuple[int, Article]]) -> _Found:
    found = await each(workers, read_all, [article for _, article in unread])
    return found  # noqa: RET504  (its type is told by what is read, not by what is returned)


async def store_claims(writer: Writer, versions: Sequence[tuple[int, Article]], found: _Found) -> None:
    """Store the claims of versions, each given with its id; one that cannot be read or stored counts as one without claims.

    Raises:
        WorkError: the database cannot be written.
    """
    readings = [(version, read, claims or ()) for (version, read), claims in zip(versions, found, strict=True)]
    try:
        await writer.run(absorb_claims, readings, now())
    except WorkError:
        raise
    except Exception:  # noqa: BLE001  (whichever it is, it is told of the version that it comes from)
        for version, read, claims in readings:
            await _store(writer, version, read, claims)


async def _store(writer: Writer, version: int, read: Article, claims: tuple[Claim, ...]) -> None:
    try:
        await writer.run(absorb_claims, [(version, read, claims)], now())
    except WorkError:
        raise
    except Exception:
        log.exception("storing the claims of version %d", version)
        await writer.run(absorb_claims, [(version, read, ())], now())
