"""A day in a store: six fictional outlets follow an exchange of prisoners; one corrects itself, one is down, one missed something."""

from datetime import UTC, datetime, timedelta

from core.claim import Claim, Value
from core.news import Entry, Tag
from core.settings import Feed, Negotiation, Party, Poll, Settings, Topic
from store.claims import save_claims
from store.database import Connection, transaction
from store.feeds import FeedState, Health, PollOutcome, PollRecord, feed_states, record_poll, set_feeds
from store.items import index_text
from store.tags import save_tags
from tests.store.scene import save_entry

HOUR = timedelta(hours=1)
MORNING = datetime(2026, 2, 5, 6, 0, tzinfo=UTC)
EVENING = MORNING + 12 * HOUR
YESTERDAY = MORNING - 20 * HOUR

SETTINGS = Settings(
    negotiation=Negotiation(name="Northland-Southland talks", parties=(Party(name="Northland"), Party(name="Southland"))),
    feed=(
        Feed(name="Courier", url="https://courier.example/rss", owner="Harbour Press"),
        Feed(name="Herald", url="https://herald.example/rss"),
        Feed(name="Lantern", url="https://lantern.example/rss"),
        Feed(name="Northland Wire", url="https://wire.northland.example/rss", owner="Northland", role="party"),
        Feed(name="Plain Dealer", url="https://dealer.example/rss"),
        Feed(name="Southland Radio", url="https://radio.southland.example/rss", owner="Southland", role="party"),
    ),
    topic=(Topic(id="pow-swaps", name="Prisoner exchanges", mark="pow"), Topic(id="talks", name="Talks", mark="talks")),
)


def fill(db: Connection) -> None:
    """Let the day happen."""
    with transaction(db):
        set_feeds(db, SETTINGS.feed, Poll(), YESTERDAY)
        feeds = {state.source: state for state in feed_states(db)}
        tell(db, feeds["Courier"], "c0", "A list of names is agreed", "The list holds 300 names.", at=YESTERDAY, topics=("talks",))
        tell(
            *(db, feeds["Courier"], "c1", "Sides exchange 314 prisoners", "The two sides exchanged 314 prisoners on Thursday."),
            at=MORNING + HOUR,
            claims=(exchanged("The two sides exchanged 314 prisoners on Thursday.", 314),),
        )
        tell(
            *(db, feeds["Herald"], "h1", "Hundreds home", "In all 310 prisoners were exchanged."),
            at=MORNING + 2 * HOUR,
            claims=(exchanged("In all 310 prisoners were exchanged.", 310),),
        )
        tell(
            *(db, feeds["Herald"], "h1", "Hundreds home", "In all 314 prisoners were exchanged."),
            at=MORNING + 4 * HOUR,
            claims=(exchanged("In all 314 prisoners were exchanged.", 314),),
        )
        tell(
            *(db, feeds["Northland Wire"], "n1", "Ministry: our men are back", "The ministry said 195 came back to Northland."),
            at=MORNING + 3 * HOUR,
            claims=(_released("The ministry said 195 came back to Northland.", 195, "Northland", "Defence Ministry of Northland"),),
        )
        tell(
            *(db, feeds["Southland Radio"], "s1", "The swap, by the numbers", "The office said 157 went to Northland."),
            at=MORNING + 3 * HOUR,
            claims=(_released("The office said 157 went to Northland.", 157, "Northland", "Coordination Office of Southland"),),
        )
        tell(db, feeds["Lantern"], "l1", "A day at the border", "The buses came at noon.", at=MORNING + 5 * HOUR)
        tell(db, feeds["Lantern"], "l1", "A day at the border", "The buses arrived at noon.", at=MORNING + 6 * HOUR)
        tell(db, feeds["Lantern"], "l2", "Markets are calm", "Nothing happened.", at=MORNING + 6 * HOUR, topics=())
        for hour in range(12):
            for source, feed in feeds.items():
                poll(db, feed, MORNING + hour * HOUR, failed=source == "Plain Dealer", gap=source == "Lantern" and hour == 5)
        index_text(db)


def tell(
    db: Connection,
    feed: FeedState,
    guid: str,
    title: str,
    text: str,
    *,
    at: datetime,
    topics: tuple[str, ...] = ("pow-swaps",),
    claims: tuple[Claim, ...] = (),
    full: bool = True,
) -> None:
    entry = Entry(guid, f"{feed.url.removesuffix('rss')}{guid}", title, text, at, full=full)
    saved = save_entry(db, feed, entry, at)
    save_tags(db, saved.version, [Tag(topic, f"{topic}.any", title[:4], 0, 4, "title") for topic in topics])
    save_claims(db, saved.version, claims)


def _claim(quote: str, number: float, question: str, side: str, speaker: str | None = None) -> Claim:
    value = Value("count", number, number, "people", f"{number:g}")
    return Claim(0, None, "", MORNING, "pow-swaps", question, side, value, "exact", quote, 0, len(quote), speaker=speaker)


def exchanged(quote: str, number: float) -> Claim:
    return _claim(quote, number, "exchanged", "both")


def _released(quote: str, number: float, side: str, speaker: str) -> Claim:
    return _claim(quote, number, "released", side, speaker)


def poll(db: Connection, feed: FeedState, at: datetime, *, failed: bool, gap: bool) -> None:
    outcome: PollOutcome = "failed" if failed else "fetched"
    record = PollRecord(
        feed=feed.url,
        source=feed.source,
        at=at,
        outcome=outcome,
        status=503 if failed else 200,
        reason="the server answered 503" if failed else None,
        items_new=0,
        items_changed=0,
        seconds=0.1,
        next_poll=at + HOUR,
        gap=gap,
    )
    record_poll(db, record, Health(etag=None, last_modified=None, body_digest=None, failures=int(failed), why_next="as configured"))
