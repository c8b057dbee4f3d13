"""Feeds and their health, and the log of polls."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, Literal

from core.settings import Feed, Poll
from core.times import stamp
from store.database import Connection
from store.times import moment, sure, written

PollOutcome = Literal["fetched", "unchanged", "failed"]
MOST_NEW = 10_000
"""New items of a feed in a day (UTC). A feed that invents ids, headlines and links at every poll would fill the disk."""


_KEPT_STATES = 2048
"""So many states are not worked out again while their rows stay the same: of hundreds of feeds a few change at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed as we keep it: what the configuration says, what the server said last, and how it has been doing."""

    url: str
    source: str
    lang: str
    owner: str | None
    role: Literal["party", "mediator", "neutral"]
    full_text: bool
    every: float
    enabled: bool
    etag: str | None = None
    last_modified: str | None = None
    body_digest: str | None = None
    failures: int = 0
    """In a row; 0 after a good poll."""
    next_poll: datetime | None = None
    """None: never again, or not yet known."""
    why_next: str | None = None
    last_poll: datetime | None = None
    last_good: datetime | None = None
    outcome: PollOutcome | None = None
    """Of the last poll; None: never polled."""
    status: int | None = None
    reason: str | None = None
    """Why the last poll failed, or left items out, in words."""
    items: int = 0
    """In the last document."""
    newest: datetime | None = None
    seconds: float | None = None
    """How long the last response took."""
    ttl: float | None = None
    """Seconds between polls that the last document asks for."""
    skip_hours: frozenset[int] = frozenset()
    """Hours (UTC) in which it asks not to be polled."""
    skip_days: frozenset[int] = frozenset()
    """Days of the week (Monday is 0) in which it asks not to be polled."""
    gap: bool = False
    """Whether the last two documents shared no item, so that some may have been missed."""
    undated: int = 0
    """Items without a date in the last document."""
    moved_to: str | None = None
    """Where the feed moved for good (301, 308): asked in its place; None: it did not, or has not been there long enough."""
    moving_to: str | None = None
    """Where the last polls were led for good."""
    moves: int = 0
    """How many good polls in a row were led there."""
    not_before: datetime | None = None
    """Until when the server or the feed asks to be left alone; None: they ask for nothing."""
    usual: float | None = None
    """Seconds that its good answers usually take."""
    gaps: int = 0
    """How many of its documents shared no item with the one before."""
    last_gap: datetime | None = None
    """When the last of them came."""
    arrived: int = 0
    """How many items were new on the day (UTC) of the last poll."""

    def room(self, now: datetime) -> int:
        """Return how many items may be new today."""
        today = self.last_poll is not None and self.last_poll.astimezone(UTC).date() == now.astimezone(UTC).date()
        return max(MOST_NEW - (self.arrived if today else 0), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PollRecord:
    """One poll of one feed, and what it brought."""

    feed: str
    source: str
    at: datetime
    outcome: PollOutcome
    status: int | None
    reason: str | None
    items_new: int
    items_changed: int
    seconds: float
    next_poll: datetime | None
    gap: bool


@dataclass(frozen=True, slots=True)
class Health:
    """What a poll changes in a feed's state."""

    etag: str | None
    last_modified: str | None
    body_digest: str | None
    failures: int
    why_next: str
    ttl: float | None = None
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()
    items: int | None = None
    """None keeps what was there."""
    newest: datetime | None = None
    """None keeps what was there."""
    undated: int | None = None
    """None keeps what was there."""
    moved_to: str | None = None
    moving_to: str | None = None
    moves: int = 0
    not_before: datetime | None = None


STATE = """
    url, source, lang, owner, role, full_text, every, enabled, etag, last_modified, body_digest, failures, next_poll, why_next,
    last_poll, last_good, outcome, status, reason, items, newest, seconds, ttl, skip_hours, skip_days, gap,
    undated, moved_to, moving_to, moves, not_before,
    usual, gaps, last_gap, arrived
"""


def set_feeds(db: Connection, feeds: Sequence[Feed], poll: Poll, now: datetime, *, whole: bool = True) -> None:
    """Make the table say what the configuration says; a feed that is new is due at once, and one whose pause was shortened sooner,
    though not before its server allows.

    `whole`: these are all the feeds there are, so that any other is switched off (and kept). Not so for feeds of one call.
    """
    if whole:
        db.execute("UPDATE feeds SET enabled = 0")
    asked = {url: moment(last) for url, last in db.execute("SELECT url, last_poll FROM feeds")}
    for feed in feeds:
        every = feed.every if feed.every is not None else poll.every
        last = asked.get(feed.url)
        db.execute(
            """
            INSERT INTO feeds (url, source, lang, owner, role, full_text, every, enabled, next_poll, why_next)
            VALUES (:url, :source, :lang, :owner, :role, :full_text, :every, :enabled, :now, 'not asked yet')
            ON CONFLICT (url) DO UPDATE SET source = :source, lang = :lang, owner = :owner, role = :role,
                full_text = :full_text, every = :every, enabled = :enabled,
                next_poll = CASE
                    WHEN :every < every AND failures = 0 THEN min(next_poll, max(coalesce(not_before, ''), coalesce(:sooner, '')))
                    ELSE next_poll
                END
            """,
            {
                **_named(feed),
                "every": every,
                "sooner": stamp(now if last is None else last + timedelta(seconds=every)),
                "enabled": feed.enabled,
                "now": stamp(now),
            },
        )


def _named(feed: Feed) -> dict[str, object]:
    """What a configuration tells of a feed itself, as its row has it."""
    return {
        "url": feed.url,
        "source": feed.name,
        "lang": feed.lang,
        "owner": feed.owner,
        "role": feed.role,
        "full_text": feed.full_text,
    }


def keep_feed(db: Connection, feed: Feed, now: datetime) -> FeedState:
    """Return the state of a feed that an archive's items are counted to; one that is not known is kept, and not polled."""
    db.execute(
        """
        INSERT INTO feeds (url, source, lang, owner, role, full_text, every, enabled, next_poll, why_next)
        VALUES (:url, :source, :lang, :owner, :role, :full_text, 900, 0, :now, 'from an archive') ON CONFLICT (url) DO NOTHING
        """,
        {**_named(feed), "now": stamp(now)},
    )
    return state_of(db.execute(f"SELECT {STATE} FROM feeds WHERE url = :url", {"url": feed.url}).fetchone())


def gone_feeds(db: Connection, urls: Sequence[str]) -> list[PollRecord]:
    """Return the last poll of those of the feeds that are gone for good."""
    rows = db.execute(
        f"SELECT {STATE} FROM feeds WHERE url IN (SELECT value FROM json_each(:urls)) AND next_poll IS NULL AND last_poll IS NOT NULL",
        {"urls": json.dumps(list(urls))},
    )
    return [
        PollRecord(
            feed=state.url,
            source=state.source,
            at=state.last_poll,
            outcome="failed",
            status=state.status,
            reason=f"{state.reason}; not asked again",
            items_new=0,
            items_changed=0,
            seconds=0.0,
            next_poll=None,
            gap=False,
        )
        for state in map(state_of, rows)
        if state.last_poll is not None
    ]


def mostly_unread(db: Connection, urls: Sequence[str]) -> bool:
    """Whether of more than half of the feeds no document has ever come. (Of some none ever does.)"""
    query = "SELECT count(*) FROM feeds WHERE url IN (SELECT value FROM json_each(:urls)) AND body_digest IS NOT NULL"
    return bool(2 * db.execute(query, {"urls": json.dumps(list(urls))}).fetchone()[0] < len(urls))


def record_poll(db: Connection, record: PollRecord, health: Health) -> None:
    """Write a poll into the log, and into its feed's state."""
    db.execute(
        """
        INSERT INTO polls (feed, at, outcome, status, reason, items_new, items_changed, seconds, next_poll, gap)
        VALUES (:feed, :at, :outcome, :status, :reason, :new, :changed, :seconds, :next_poll, :gap)
        """,
        values := {
            "feed": record.feed,
            "at": stamp(record.at),
            "outcome": record.outcome,
            "status": record.status,
            "reason": record.reason,
            "new": record.items_new,
            "changed": record.items_changed,
            "seconds": record.seconds,
            "next_poll": written(record.next_poll),
            "gap": record.gap,
        },
    )
    db.execute(
        """
        UPDATE feeds SET etag = :etag, last_modified = :last_modified, body_digest = :body_digest, failures = :failures,
            next_poll = :next_poll, why_next = :why_next, last_poll = :at, outcome = :outcome, status = :status, reason = :reason,
            last_good = CASE WHEN :outcome = 'failed' THEN last_good ELSE :at END,
            items = coalesce(:items, items), newest = coalesce(:newest, newest), seconds = :seconds,
            ttl = :ttl, skip_hours = :skip_hours, skip_days = :skip_days, gap = CASE WHEN :outcome = 'fetched' THEN :gap ELSE gap END,
            undated = coalesce(:undated, undated), moved_to = :moved_to, moving_to = :moving_to, moves = :moves, not_before = :not_before,
            usual = CASE WHEN :outcome = 'failed' THEN usual ELSE coalesce(0.8 * usual + 0.2 * :seconds, :seconds) END,
            arrived = :new + CASE WHEN substr(last_poll, 1, 10) = substr(:at, 1, 10) THEN arrived ELSE 0 END,
            gaps = gaps + :gap, last_gap = iif(:gap, :at, last_gap)
        WHERE url = :feed
        """,
        {
            **values,
            "etag": health.etag,
            "last_modified": health.last_modified,
            "body_digest": health.body_digest,
            "failures": health.failures,
            "why_next": health.why_next,
            "ttl": health.ttl,
            "skip_hours": " ".join(map(str, sorted(health.skip_hours))),
            "skip_days": " ".join(map(str, sorted(health.skip_days))),
            "items": health.items,
            "newest": written(health.newest),
            "undated": health.undated,
            "moved_to": health.moved_to,
            "moving_to": health.moving_to,
            "moves": health.moves,
            "not_before": written(health.not_before),
        },
    )


def feed_states(db: Connection, *, disabled: bool = False) -> list[FeedState]:
    """Return the state of each enabled feed (or of all) by source."""
    rows = db.execute(f"SELECT {STATE} FROM feeds WHERE enabled OR :all ORDER BY source, url", {"all": disabled})
    return [state_of(row) for row in rows]


def polls(db: Connection, since: datetime | None = None, until: datetime | None = None) -> list[PollRecord]:
    """Return the polls of a span, in the order in which they were made."""
    rows = db.execute(
        """
        SELECT polls.feed, source, at, polls.outcome, polls.status, polls.reason, items_new, items_changed, polls.seconds,
            polls.next_poll, polls.gap
        FROM polls JOIN feeds ON feeds.url = polls.feed
        WHERE at >= :since AND at < :until ORDER BY at, polls.id
        """,
        {"since": written(since) or "", "until": written(until) or "9"},
    )
    return [
        PollRecord(
            feed=feed,
            source=source,
            at=sure(at),
            outcome=outcome,
            status=status,
            reason=reason,
            items_new=new,
            items_changed=changed,
            seconds=seconds,
            next_poll=moment(next_poll),
            gap=bool(gap),
        )
        for feed, source, at, outcome, status, reason, new, changed, seconds, next_poll, gap in rows
    ]


@lru_cache(_KEPT_STATES)
def state_of(row: Sequence[Any]) -> FeedState:
    """Return the state that a row of the columns `STATE` tells."""
    fields: dict[str, Any] = dict(zip(STATE.replace("\n", "").replace(" ", "").split(","), row, strict=True))
    for name in ("next_poll", "last_poll", "last_good", "newest", "not_before", "last_gap"):
        fields[name] = moment(fields[name])
    for name in ("full_text", "enabled", "gap"):
        fields[name] = bool(fields[name])
    for name in ("skip_hours", "skip_days"):
        fields[name] = frozenset(map(int, fields[name].split()))
    return FeedState(**fields)
