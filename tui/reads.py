"""Reading the database beside the screen: threads with connections of their own, and what they are asked for."""

import asyncio
import sqlite3
from array import array
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from core.claim import Claim, Kind
from core.comparison import Comparison
from core.settings import Settings
from store.claims import version_claims
from store.database import open_reader
from store.feeds import FeedState, feed_states
from store.query import Query
from store.stream import TopicCount, count_items, item_ids, new_items, query_ids, topic_counts, topic_counts_then
from store.tags import tags
from store.versions import article, versions
from tui.page import Edit, Leaf

if TYPE_CHECKING:
    from tui.changed import Changed

CompareAll = Callable[[sqlite3.Connection, Settings, datetime], Sequence[Comparison]]
"""Makes the rows of the matrix."""

P = ParamSpec("P")
T = TypeVar("T")

NEWEST = 5000
"""So many items are shown at once; the rest of a long list follows."""


class Reader:
    """Runs reading jobs one after another in a thread of its own, on a connection of its own."""

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._db: sqlite3.Connection | None = None

    async def run(self, job: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what `job(db, ...)` returns.

        Raises:
            WorkError: the database cannot be opened.
        """
        return await asyncio.wrap_future(self._thread.submit(lambda: job(self._open(), *args, **kwargs)))

    def _open(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = open_reader(self._path)
        return self._db

    def interrupt(self) -> None:
        """End the query at hand, if there is one, with `sqlite3.OperationalError`."""
        if self._db is not None:
            self._db.interrupt()

    def close(self) -> None:
        """Stop after the job at hand, which is interrupted; jobs that wait are dropped."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self.interrupt()


@dataclass(frozen=True, slots=True)
class Lists:
    """What the lists show."""

    ids: "array[int]"
    """Newest first, of the topic and the words asked for."""
    whole: bool
    """Whether `ids` holds all of them, and not the newest only."""
    total: int
    """Items of all topics."""
    counts: Sequence[TopicCount]
    feeds: Sequence[FeedState]
    new: int = 0
    """Items of all topics that were first seen since the reader's last look."""
    as_of: datetime | None = None
    """The moment as of which they are; None: they are as now."""


def read_lists(
    db: sqlite3.Connection,
    topic: str | None,
    search: str | None,
    since: datetime | None,
    newest: int | None,
    asked: Query | None = None,
    known: Lists | None = None,
    as_of: datetime | None = None,
) -> Lists:
    """Read what the lists show; only the `newest` ids where that is given. `asked` is what narrows them more than words do.

    Where they are narrowed in another way only, all but the ids is taken from what is known. With `as_of` they are as they were then;
    the feeds are as they are now.
    """
    if asked is None and as_of is None:
        ids = item_ids(db, topic=topic, search=search, limit=newest)
    else:
        query = asked or Query(search=search)
        ids = query_ids(db, replace(query, topic=query.topic or topic, limit=newest, as_of=as_of))
    whole = newest is None or len(ids) < newest
    if known is not None:
        return replace(known, ids=ids, whole=whole)
    if as_of is not None:
        return Lists(ids, whole, count_items(db, as_of), topic_counts_then(db, as_of), feed_states(db), as_of=as_of)
    total = len(ids) if whole and topic is None and search is None and asked is None else count_items(db)
    return Lists(ids, whole, total, topic_counts(db, since), feed_states(db), 0 if since is None else new_items(db, since))


def merge_newest(old: "array[int]", newest: "array[int]") -> "array[int]":
    """Put the newest ids before those that were known: what lies below the last of the newest stays as it was.

    >>> merge_newest(array("q", [3, 2, 1]), array("q", [5, 4, 3]))
    array('q', [5, 4, 3, 2, 1])
    """
    if not newest:
        return newest
    try:
        at = old.index(newest[-1])
    except ValueError:
        return newest
    return newest + old[at + 1 :]


def read_leaf(db: sqlite3.Connection, item: int, as_of: datetime | None = None) -> Leaf | None:
    """Read an article with its claims, in the version that holds, or that held at `as_of`; None: no such item."""
    found = article(db, item, as_of)
    if found is None:
        return None
    texts = versions(db, item, as_of)
    last = texts[-1] if texts else None
    claimed = [tuple(version_claims(db, one.id)) for one in texts]
    edits = tuple(Edit(one.number, one.seen, _facts(claimed[at - 1 : at + 1])) for at, one in enumerate(texts))
    claims = claimed[-1] if claimed else ()
    return Leaf(found, claims, len(texts), last.seen if last is not None else None, tuple(tags(db, last.id)) if last else (), edits)


def _facts(claimed: Sequence[Sequence[Claim]]) -> tuple[str, ...]:
    """Say what an edit made of the claims before it, given these and its own; of a first version: nothing."""
    if len(claimed) < 2:  # noqa: PLR2004  (no pair)
        return ()
    from claims.comparing.changes import changes  # noqa: PLC0415  (see below)

    return tuple(one.why for one in changes(*claimed))


# What follows imports on demand: it is not needed for the first paint, and takes its time to import.


def read_labels(db: sqlite3.Connection, settings: Settings) -> Mapping[tuple[str, str], str]:
    """Return the names of all questions by topic and id; `db` is not used."""
    from digest.names import names_of  # noqa: PLC0415  (see above)

    del db
    return names_of(settings).questions


def read_answerable(db: sqlite3.Connection, settings: Settings) -> Mapping[Kind, frozenset[tuple[str, str]]]:
    """Return the questions, by topic and id, that a value can answer, by its kind; `db` is not used."""
    from digest.names import answerable  # noqa: PLC0415  (see above)

    del db
    return answerable(settings)


def read_unsided(db: sqlite3.Connection, settings: Settings) -> frozenset[tuple[str, str]]:
    """Return the questions, by topic and id, whose value is about no party; `db` is not used."""
    from digest.names import unsided  # noqa: PLC0415  (see above)

    del db
    return unsided(settings)


def read_change(db: sqlite3.Connection, item: int, at: int, as_of: datetime | None = None) -> "Changed | None":
    """Set the version at place `at` (from 1) against the one before it; None: they are not there any more, or were not there at `as_of`."""
    from claims.comparing.changes import changes  # noqa: PLC0415  (see above)
    from claims.comparing.wording import wording  # noqa: PLC0415  (see above)
    from tui.changed import Changed  # noqa: PLC0415  (see above)

    found, texts = article(db, item, as_of), versions(db, item, as_of)
    if found is None or not 0 < at < len(texts):
        return None
    old, new = texts[at - 1], texts[at]
    facts = changes(version_claims(db, old.id), version_claims(db, new.id))
    return Changed(found.source, old, new, tuple(facts), wording(old.title, new.title), wording(old.text, new.text))
