"""A small scene: two outlets, and ways to write entries and claims shortly."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.claim import Claim, Value
from core.news import Entry, Tag
from core.settings import Feed, Poll
from store.database import Connection
from store.feeds import FeedState, feed_states, set_feeds
from store.items import Saved, save_entries

NOON = datetime(2026, 2, 5, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
COURIER = Feed(name="Courier", url="http://courier.example/rss")
HERALD = Feed(name="Herald", url="http://herald.example/rss", role="party", owner="State")


def feeds(db: Connection) -> tuple[FeedState, FeedState]:
    """Store the two feeds and return their states."""
    set_feeds(db, [COURIER, HERALD], Poll(), NOON)
    courier, herald = feed_states(db)
    return courier, herald


def entry(
    guid: str, title: str = "A headline", text: str = "A text.", *, url: str | None = None, published: datetime | None = NOON
) -> Entry:
    return Entry(guid, url or f"http://courier.example/{guid}", title, text, published)


def tag(topic: str) -> Tag:
    return Tag(topic, f"{topic}.rule", "swap", 0, 4, "title")


def claim(low: float = 314, question: str = "exchanged", topic: str = "pow-swaps") -> Claim:
    return Claim(
        item=0,
        url=None,
        source="",
        published=NOON,
        topic=topic,
        question=question,
        side="both",
        value=Value("count", low, low, "people", str(low)),
        qualifier="exact",
        quote=f"They exchanged {low} prisoners.",
        end=25,
    )


def bare(found: Claim) -> Claim:
    """A claim without what the store adds to it."""
    return replace(found, item=0, url=None, source="", seen=None, version=1)


def save_entry(db: Connection, feed: FeedState, found: Entry, now: datetime) -> Saved:
    """Store a document of one entry."""
    return save_entries(db, feed, [found], now)[0]
