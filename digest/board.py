"""The board: what the matrix shows, put together from the store. Dashboard, command line and digest all take it from here."""

from dataclasses import replace
from datetime import datetime, timedelta

from claims.compare import compare
from claims.origins import origins
from core.comparison import Comparison, Outlet, Silent
from core.settings import Settings, parties_by_speaker
from digest.health import outlets
from digest.unread import may_hold, printed
from store.claims import claims, coverage, earlier_claims
from store.database import Connection
from store.feeds import feed_states, polls
from store.query import Query
from store.rulings import rulings
from store.versions import articles_of

WINDOW = timedelta(days=1)
"""How far back polls tell whether an outlet could be read, where a query names an end and no beginning."""


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
        parties=tuple(party.name for party in settings.negotiation.parties),
        outlets=everybody,
        coverage=coverage(db, query),
        earlier=earlier_claims(db, query),
        origins=origins(articles_of(db, numbers), everybody),
        speakers=parties_by_speaker(settings.negotiation),
        rulings=rulings(db),
        now=now,
    )
    whole = query.source is None and query.search is None
    rows = _unaccused(db, rows) if whole else [replace(row, silent=()) for row in rows]
    return sorted(rows, key=lambda row: (-row.importance, row.topic, row.question, row.side or "", row.event or ""))


def _unaccused(db: Connection, rows: list[Comparison]) -> list[Comparison]:
    """Take from the silent those whose article may hold the figure."""
    numbers = {one.item for row in rows for one in row.silent if one.state == "silent" and isinstance(one.item, int)}
    known = {article.id: printed(article) for article in articles_of(db, sorted(numbers))}

    def silent(row: Comparison, one: Silent) -> bool:
        found = known.get(one.item) if one.state == "silent" and one.item is not None else None
        return found is None or not may_hold(found, row)

    return [replace(row, silent=tuple(one for one in row.silent if silent(row, one))) for row in rows]


def _outlets(db: Connection, query: Query, now: datetime) -> tuple[Outlet, ...]:
    states = feed_states(db)
    end = query.until or query.as_of
    if query.since is None and end is None:
        return outlets(states)
    until = end or now
    return outlets(states, polls(db, query.since or until - WINDOW, until))
