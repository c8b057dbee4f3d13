"""From what a poll brought to what is stored: each function is one transaction of the writer's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple, assert_never

from core.claim import Claim
from core.news import Article, Document, Entry, Failed, Fetched, Outcome, Tag, Unchanged
from feeds.schedule import SKIPPED, next_poll, not_skipped
from feeds.waits import ASK_TO_WAIT
from store.claims import save_claims
from store.database import Connection
from store.due import due_but_skipping, give_feeds_back, move_leases, poll_sooner, put_off, put_off_host, take_due
from store.feeds import MOST_NEW, FeedState, Health, PollOutcome, PollRecord, record_poll
from store.items import LEFT_OUT, save_entries, save_page, save_parts
from store.pages import Page, is_page, move_page_leases, page_looked_at
from store.retention import note_listed
from store.tags import save_tags
from store.versions import has_text, listed_texts, mark_claims_read
from watch.desk import Prepared, fingerprint

HELD = 5
"""Good polls in a row that a permanent redirect has to lead to one place before that is asked at once."""
_SERVERS_FAULT, _TOO_OFTEN = 500, 429


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What one poll came to."""

    record: PollRecord
    stored: tuple[str, ...]
    """GUIDs of the items that are new or changed."""


class UntaggedError(Exception):
    """An entry that we seemed to have is another."""


def known_texts(db: Connection, url: str) -> frozenset[bytes]:
    """Return the fingerprints of what the last document of a feed told."""
    return frozenset(fingerprint(title, text) for title, text in listed_texts(db, url))


def digest(body: bytes) -> str:
    """Return what tells whether a body is byte for byte the one before."""
    return sha256(body).hexdigest()


def absorb(db: Connection, feed: FeedState, outcome: Outcome, prepared: Prepared | None, now: datetime, jitter: float) -> Absorbed:
    """Store what a poll brought, note how it went, and set the next one.

    `prepared` is None for a fetched body that is byte for byte the one before, and wherever nothing was fetched. A document that is
    no usable feed counts as a failure. `jitter`, 0 to 1, spreads the polls of feeds that failed together.

    Raises:
        UntaggedError: an entry is new or changed all the same whose tags were not looked for; nothing is stored.
    """
    if prepared is not None and prepared.document.problem is not None and isinstance(outcome, Fetched):
        outcome = Failed(prepared.document.problem, outcome.seconds, outcome.status, outcome.wait)
    if isinstance(outcome, Failed) and outcome.gone and feed.moved_to is not None:
        # It is the new place that is gone; the one that the user named is asked before we believe it.
        outcome = replace(outcome, gone=False)
    good = None if isinstance(outcome, Failed) else prepared
    brought = _save(db, feed, good, now) if good is not None else _Brought()
    failures = feed.failures + 1 if isinstance(outcome, Failed) else 0
    # What the last good document asked for holds until another says otherwise.
    asked = good.document if good is not None else _asked(feed)
    plan = next_poll(outcome, asked, every=feed.every, failures=failures, now=now, jitter=jitter)
    record = PollRecord(
        feed=feed.url,
        source=feed.source,
        at=now,
        outcome=_word(outcome),
        status=_status(outcome),
        reason=outcome.reason if isinstance(outcome, Failed) else _left_out(brought.left_out),
        items_new=brought.new,
        items_changed=brought.changed,
        seconds=outcome.seconds,
        next_poll=plan.at,
        gap=brought.gap,
    )
    health = replace(
        _health(feed, outcome, failures=failures, why_next=plan.why),
        not_before=plan.asked_until,
        ttl=asked.ttl,
        skip_hours=asked.skip_hours,
        skip_days=asked.skip_days,
    )
    if good is not None:
        dates = [entry.published for entry in good.document.entries if entry.published is not None]
        undated = len(good.document.entries) - len(dates)
        health = replace(health, items=len(good.document.entries), newest=max(dates, default=None), undated=undated)
    record_poll(db, record, health)
    if isinstance(outcome, Failed) and outcome.wait and outcome.status in ASK_TO_WAIT:
        put_off_host(db, feed.url, now + timedelta(seconds=outcome.wait), plan.why)
    return Absorbed(record, brought.stored)


class _Brought(NamedTuple):
    """What a document brought."""

    new: int = 0
    changed: int = 0
    stored: tuple[str, ...] = ()
    """GUIDs of both."""
    gap: bool = False
    """None of it was known though the feed was: what came between may have been missed."""
    left_out: int = 0
    """How many are new and too many for a day."""


def _save(db: Connection, feed: FeedState, prepared: Prepared, now: datetime) -> _Brought:
    """Store the entries of a document, with the tags of those that are new or changed.

    Raises:
        UntaggedError: for one of those no tags were looked for.
    """
    entries = prepared.document.entries
    saves = save_entries(db, feed, entries, now)
    note_listed(db, feed.url, [saved.item for saved in saves if saved is not LEFT_OUT])
    told = zip(entries, prepared.tags, saves, strict=True)
    stored = [(entry, tags, saved) for entry, tags, saved in told if saved.change in ("new", "changed")]
    for _, tags, saved in stored:
        if tags is None:
            raise UntaggedError
        if tags or saved.change == "changed":  # what is new has none to be replaced
            save_tags(db, saved.version, tags)
    new = [saved for saved in saves if saved.change == "new"]
    known = {saved.item for saved in saves} - {LEFT_OUT.item, *(saved.item for saved in new)}
    gap = feed.items > 0 and bool(saves) and not known
    return _Brought(len(new), len(stored) - len(new), tuple(entry.guid for entry, _, _ in stored), gap, saves.count(LEFT_OUT))


def _left_out(number: int) -> str | None:
    return (
        f"more than {MOST_NEW:,} new items in a day: {number:,} were left out, and are taken tomorrow if still listed" if number else None
    )


def _word(outcome: Outcome) -> PollOutcome:
    match outcome:
        case Fetched():
            return "fetched"
        case Unchanged():
            return "unchanged"
        case Failed():
            return "failed"
        case _:
            assert_never(outcome)


def _status(outcome: Outcome) -> int | None:
    return 304 if isinstance(outcome, Unchanged) else outcome.status


def _health(feed: FeedState, outcome: Outcome, *, failures: int, why_next: str) -> Health:
    """Return the feed's new validators, those of the last good answer and none where that had none; and where it moved."""
    match outcome:
        case Fetched():
            health = Health(outcome.etag, outcome.last_modified, digest(outcome.body), failures, why_next)
            return _moved(health, feed, outcome.moved_to)
        case Unchanged():
            etag, modified = outcome.etag or feed.etag, outcome.last_modified or feed.last_modified
            return _moved(Health(etag, modified, feed.body_digest, failures, why_next), feed, outcome.moved_to)
        case Failed():
            health = Health(feed.etag, feed.last_modified, feed.body_digest, failures, why_next)
            busy = outcome.status is not None and (outcome.status >= _SERVERS_FAULT or outcome.status == _TOO_OFTEN)
            if outcome.offline or busy or feed.moved_to is None:
                return replace(health, moved_to=feed.moved_to, moving_to=feed.moving_to, moves=feed.moves)
            return health  # it is no longer there: what the user named is asked again
        case _:
            assert_never(outcome)


def _moved(health: Health, feed: FeedState, to: str | None) -> Health:
    """Note where a good poll was led for good; it is remembered when as many in a row were led there as it takes."""
    if to is None:
        return health
    moves = feed.moves + 1 if to == feed.moving_to else 1
    return replace(health, moving_to=to, moves=moves, moved_to=to if moves >= HELD else None)


def _asked(feed: FeedState) -> Document:
    """Return what the last good document of a feed asked for, as one without entries."""
    return Document("", (), feed.ttl, feed.skip_hours, feed.skip_days)


def take(db: Connection, urls: Sequence[str], now: datetime, until: datetime, most: int) -> list[FeedState]:
    """Take at most so many of the feeds that are due, as `take_due` does; those that ask not to be polled now are put off.

    (A feed's next poll is set outside of such hours; but we may come late, from a sleep or a pause.)
    """
    for feed in due_but_skipping(db, urls, now):
        if (later := not_skipped(now, _asked(feed))) > now:
            put_off(db, feed.url, later, SKIPPED)
    return take_due(db, urls, now, until, most=most)


def absorb_page(
    db: Connection, page: Page, outcome: Fetched, text: str, tags: tuple[Tag, ...], now: datetime, look_again: datetime | None
) -> None:
    """Store the text of an article's page, with its tags; one of no topic is not looked at again."""
    if not is_page(db, page):
        return
    saved = save_page(db, page.item, text, now)
    if saved.change != "same":
        save_tags(db, saved.version, tags)
    page_looked_at(db, page.item, outcome.etag, outcome.last_modified, again=look_again if tags else None)


def absorb_posts(
    db: Connection,
    page: Page,
    outcome: Fetched,
    posts: tuple[Entry, ...],
    tags: tuple[tuple[Tag, ...], ...],
    now: datetime,
    look_again: datetime | None,
) -> None:
    """Store the posts of a live blog, each an item of its own, with its tags; the page itself is no version of anything."""
    if not is_page(db, page):
        return
    for found, saved in zip(tags, save_parts(db, page.item, posts, now), strict=True):
        if saved.change != "same":
            save_tags(db, saved.version, found)
    page_looked_at(db, page.item, outcome.etag, outcome.last_modified, again=look_again)


def absorb_claims(db: Connection, readings: list[tuple[int, Article, tuple[Claim, ...]]], now: datetime) -> None:
    """Store the claims of versions, each given with the version's id and what was read; of another text they are no claims."""
    for version, read, claims in readings:
        if has_text(db, version, read):
            save_claims(db, version, claims)
            mark_claims_read(db, version, now)


def absorb_tags(db: Connection, tagged: list[tuple[int, tuple[Tag, ...]]]) -> None:
    """Store the tags of versions, each given with the version's id."""
    for version, tags in tagged:
        save_tags(db, version, tags)


def hold(db: Connection, leases: Sequence[datetime], until: datetime) -> None:
    """Keep until a later moment what was taken until one of `leases`, feeds and pages, and is not done."""
    move_leases(db, leases, until)
    move_page_leases(db, leases, until)


def give_back(db: Connection, leases: Sequence[datetime], now: datetime) -> None:
    """Make due now, feeds and pages, what was taken until one of `leases` and is not done."""
    give_feeds_back(db, leases, now)
    move_page_leases(db, leases, now)


def ask_again(db: Connection, feeds: Mapping[str, datetime]) -> None:
    """Ask feeds again at these moments, and not only when they are no longer held."""
    for url, at in feeds.items():
        poll_sooner(db, url, at)
