"""The board: what the matrix shows, put together from the store. Dashboard, command line and digest all take it from here."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import NamedTuple

from claims.comparing.board import Board, Given
from claims.comparing.compare import compare
from claims.comparing.origins import Origins, origins
from claims.lasting import uncollected
from core.claim import Claim
from core.comparison import Comparison, Coverage, Outlet
from core.late import Late
from core.news import Article
from core.settings import Settings, parties_by_speaker
from digest.health import outlets
from digest.unread import Printed, figures, may_hold, printed
from store.claims import claims, coverage, earlier_claims, newest_claims, newest_covering
from store.database import Connection
from store.feeds import feed_states, polls
from store.query import Query
from store.rulings import rulings
from store.touched import last_change, touched
from store.versions import articles, articles_of

WINDOW = timedelta(days=1)
"""How far back polls tell whether an outlet could be read, where a query names an end and no beginning."""
SPARE = 1.25
"""A board of the newest claims grows by this before the oldest are let go."""
_PIECE = 500
"""So many articles are read from the store at once."""


def board(db: Connection, settings: Settings, query: Query, now: datetime) -> list[Comparison]:
    """Return the rows of the matrix for a query, the most important first.

    Args:
        db: the store, for reading.
        settings: whose parties are the sides.
        query: which claims to compare. With a source or a search, what other outlets leave out is not told.
        now: against which time is recent.
    """
    found = claims(db, query)
    everybody = _outlets(db, query, now)
    numbers = sorted({claim.item for claim in found if isinstance(claim.item, int)})
    rows = compare(
        found,
        parties=_parties(settings),
        outlets=everybody,
        coverage=coverage(db, query),
        earlier=earlier_claims(db, query),
        origins=origins(list(articles(db, Query(items=numbers, as_of=query.as_of))), everybody),
        speakers=parties_by_speaker(settings.negotiation),
        rulings=rulings(db),
        now=now,
    )
    whole = query.source is None and query.search is None
    return _ordered(Unaccused().rows(db, rows) if whole else [replace(row, silent=()) for row in rows])


def _parties(settings: Settings) -> tuple[str, ...]:
    return tuple(party.name for party in settings.negotiation.parties)


def _ordered(rows: list[Comparison]) -> list[Comparison]:
    return sorted(rows, key=lambda row: (-row.importance, row.topic, row.question, row.side or "", row.event or ""))


class Newest(NamedTuple):
    """About so many of the newest are compared, in whole days as far as may be: a store of years takes no more memory than one of weeks."""

    claims: int
    articles: int
    """On topics, with or without claims; of those that hold none is told who is silent."""


class LiveBoard:
    """The board of all that is stored: of what changed since the last look, only what that touches is read and compared again."""

    def __init__(self, newest: Newest | None = None) -> None:
        """Begin without having looked.

        Args:
            newest: how many are compared; None: all.
        """
        self.since: datetime | None = None
        """What was published earlier is left out; None: nothing is."""
        self._newest = newest
        self._basis: object = None
        """What holds for everything: where it changes, everything is compared again."""
        self._board = Board()
        self._origins = Origins()
        self._given: dict[int | str, Given] = {}
        self._unaccused = Unaccused()
        self._upto: int | None = None

    def rows(self, db: Connection, settings: Settings, now: datetime) -> list[Comparison]:
        """Return what `board` returns where no query limits it."""
        everybody = _outlets(db, Query(), now)
        ruled = rulings(db)
        basis = (settings.negotiation, ruled, {one.source: one.owner for one in everybody})
        if basis != self._basis:
            self._basis, self._upto = basis, None
            self._board = Board(_parties(settings), parties_by_speaker(settings.negotiation), ruled)
            self._origins, self._given, self._unaccused = Origins(everybody), {}, Unaccused()
        upto = last_change(db)
        if self._upto is None:
            self._bound(db)
            with uncollected():
                self._take(db, None)
        elif upto != self._upto:
            self._take(db, touched(db, self._upto))
            self._leave(db)
        self._upto = upto
        return _ordered(self._unaccused.rows(db, self._board.rows(now, outlets=everybody, origins=self._origins.names())))

    def origins(self) -> dict[int | str, str]:
        """Name the origin of every article with claims, as of the last look."""
        return self._origins.names()

    def _bound(self, db: Connection) -> None:
        """Find from when on claims are compared: from midnight, so that no day's events are cut in two."""
        self.since = None if self._newest is None else begins(db, self._newest)

    def _leave(self, db: Connection) -> None:
        """Let the oldest days go, once much more has come than is to be compared."""
        if self._newest is None:
            return
        said = sum(len(one.claims) for one in self._given.values())
        covering = sum(len(one.coverage) for one in self._given.values())
        if said <= SPARE * self._newest.claims and covering <= SPARE * self._newest.articles:
            return
        self._bound(db)
        old = [item for item, given in self._given.items() if self.since is not None and _published(given) < self.since]
        self._board.change(withdrawn=_together([self._given.pop(item) for item in old]))
        for item in old:
            self._origins.discard(item)
            self._unaccused.forget(item)

    def _take(self, db: Connection, items: list[int] | None) -> None:
        """Read items again, or everything, and let the board know what came and what went."""
        query = Query(items=items, since=self.since, by="published")
        parts: dict[int | str, tuple[list[Claim], list[Claim], list[Coverage]]] = defaultdict(lambda: ([], [], []))
        for claim in claims(db, query):
            parts[claim.item][0].append(claim)
        for claim in earlier_claims(db, query):
            parts[claim.item][1].append(claim)
        for one in coverage(db, query):
            parts[one.item][2].append(one)
        gone = [self._given.pop(item) for item in items or () if item in self._given]
        for item in items or ():
            self._origins.discard(item)
            self._unaccused.forget(item)
        come = {item: Given(*part) for item, part in parts.items()}
        self._given.update(come)
        for article in _articles(db, [item for item, part in come.items() if part.claims and isinstance(item, int)]):
            self._origins.add(article)
        self._board.change(_together(come.values()), _together(gone))


def begins(db: Connection, newest: Newest, as_of: datetime | None = None) -> datetime | None:
    """Return from when on about so many of the newest (known at `as_of`) were published; None: there are no more.

    It is a midnight; but a day of far too many, such as a feed that makes up news tells, is cut all the same.
    """
    kinds = ((newest_claims, newest.claims), (newest_covering, newest.articles))
    found = [_begin(partial(oldest, db, as_of=as_of), number) for oldest, number in kinds]
    return max([one for one in found if one is not None], default=None)


def _begin(oldest: Callable[[int], datetime | None], number: int) -> datetime | None:
    first = oldest(number)
    midnight = None if first is None else first.replace(hour=0, minute=0, second=0, microsecond=0)
    most = None if first is None else oldest(int(SPARE * number))
    return first if most is not None and midnight is not None and most >= midnight else midnight


def _published(given: Given) -> datetime:
    """When the article that something stands in was published."""
    if said := [*given.claims, *given.earlier]:
        return said[0].published
    return next(one.published for one in given.coverage if one.published is not None)


def _articles(db: Connection, items: Iterable[int]) -> Iterator[Article]:
    """Yield articles by item, without ever holding the texts of many."""
    numbers = sorted(items)
    for at in range(0, len(numbers), _PIECE):
        yield from articles_of(db, numbers[at : at + _PIECE])


def _together(given: Iterable[Given]) -> Given:
    parts = list(given)
    return Given(
        claims=[one for part in parts for one in part.claims],
        earlier=[one for part in parts for one in part.earlier],
        coverage=[one for part in parts for one in part.coverage],
    )


class _Seen(NamedTuple):
    row: Comparison
    """As it came."""
    told: Comparison
    """As it was returned."""
    items: tuple[int, ...]
    """For which outlets are called silent in the row as it came."""


class Unaccused:
    """Takes from the silent those whose article may hold the figure, and remembers what it found."""

    def __init__(self) -> None:
        """Begin without having seen an article or a row."""
        self._printed: dict[int | str, Printed] = {}
        self._seen: dict[int, _Seen] = {}
        """By the identity of the row that came."""

    def forget(self, item: int | str) -> None:
        """Look again at an article, and at the rows in which its outlet is called silent for it."""
        if self._printed.pop(item, None):
            self._seen = {key: seen for key, seen in self._seen.items() if item not in seen.items}

    def rows(self, db: Connection, rows: Sequence[Comparison]) -> list[Comparison]:
        """Return rows without the silent whose article may hold the figure."""
        items = {id(row): _silent(row) for row in rows if id(row) not in self._seen}
        unknown = {item for mine in items.values() for item in mine} - self._printed.keys()
        self._printed.update({article.id: printed(article) for article in _articles(db, unknown)})
        self._seen = {id(row): self._seen.get(id(row)) or _Seen(row, self._look(row, items[id(row)]), items[id(row)]) for row in rows}
        return [seen.told for seen in self._seen.values()]

    def _look(self, row: Comparison, items: Iterable[int]) -> Comparison:
        given = figures(row)
        cleared = frozenset([item for item in items if self._may_hold(item, given)])
        if not cleared:
            return row
        return replace(row, silent=Late(lambda: [one for one in row.silent if one.state != "silent" or one.item not in cleared]))

    def _may_hold(self, item: int | str | None, given: Printed) -> bool:
        found = None if item is None else self._printed.get(item)
        return found is not None and may_hold(found, given)


def _silent(row: Comparison) -> tuple[int, ...]:
    return tuple([one.item for one in row.silent if one.state == "silent" and isinstance(one.item, int)])


def _outlets(db: Connection, query: Query, now: datetime) -> tuple[Outlet, ...]:
    states = feed_states(db)
    end = query.until or query.as_of
    if query.since is None and end is None:
        return outlets(states)
    until = end or now
    return outlets(states, polls(db, query.since or until - WINDOW, until))
