"""A small newsroom in a real store: four outlets, five articles, one conflict, one reconciliation. All of it is made up."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from core.claim import Claim, Value
from core.comparison import Comparison, Group, Related, Silent
from core.news import Entry, Tag
from core.settings import Display, Feed, Negotiation, Party, Poll, Settings, Topic
from store.claims import claims, save_claims
from store.database import open_store, transaction
from store.feeds import FeedState, Health, PollRecord, feed_states, record_poll, set_feeds
from store.items import index_text
from store.query import Query
from store.sessions import Session, start_session
from store.tags import save_tags
from tests.store.scene import save_entry

NOW = datetime(2026, 2, 5, 14, 32, tzinfo=UTC)

TOPICS = (
    Topic(id="pow-swaps", name="Prisoner swaps", mark="pow"),
    Topic(id="talks", name="Talks", mark="talk"),
    Topic(id="strikes", name="Strikes", mark="strk"),
)
FEEDS = (
    Feed(name="Courier", url="https://courier.example/feed"),
    Feed(name="Harbour Wire", url="https://harbour.example/feed"),
    Feed(name="Vestnik", url="https://vestnik.example/feed", role="party"),
    Feed(name="Lantern", url="https://lantern.example/feed"),
)
SETTINGS = Settings(
    negotiation=Negotiation(name="Lakeside round", parties=(Party(name="Northland"), Party(name="Southland"))),
    feed=FEEDS,
    topic=TOPICS,
    display=Display(timezone="UTC"),
)

# source, minutes ago, title, text, topics, claims as (topic, question, side, words of the value, low, qualifier, speaker, sentence)
ClaimPlan = tuple[str, str, str | None, str, float, Literal["exact", "about"], str | None, str]
STORIES: list[tuple[str, int, str, str, tuple[str, ...], list[ClaimPlan]]] = [
    (
        "Courier",
        3,
        "Northland and Southland swap 314 prisoners",
        "The two sides exchanged 314 prisoners on Thursday.\nIt was the first exchange in five months.",
        ("pow-swaps", "talks"),
        [("pow-swaps", "exchanged", "both", "314", 314, "exact", None, "The two sides exchanged 314 prisoners on Thursday.")],
    ),
    (
        "Vestnik",
        9,
        "157 servicemen returned home",
        "The ministry said that 157 soldiers came back from each side.\nNothing was said of the next round.",
        ("pow-swaps",),
        [
            (
                *("pow-swaps", "exchanged", "both", "157", 157, "exact", "Ministry of Defence"),
                "The ministry said that 157 soldiers came back from each side.",
            )
        ],
    ),
    (
        "Harbour Wire",
        47,
        "Drones over the harbour: ninety, says the mayor",
        "Ninety drones were launched overnight.\nOfficials counted 90 drones over the town.",
        ("strikes",),
        [("strikes", "drones-launched", "Southland", "90", 90, "exact", "the mayor", "Officials counted 90 drones over the town.")],
    ),
    (
        "Courier",
        60 * 3,
        "105 drones overnight, air force says",
        "The air force said 105 drones were launched.",
        ("strikes",),
        [("strikes", "drones-launched", "Southland", "105", 105, "exact", "Air Force", "The air force said 105 drones were launched.")],
    ),
    ("Lantern", 60 * 30, "Envoys to meet again in coming weeks", "", ("talks",), []),
]


def entry(number: int, title: str, text: str, minutes: float) -> Entry:
    return Entry(
        guid=f"item-{number}",
        url=f"https://news.example/{number}",
        title=title,
        text=text,
        published=NOW - timedelta(minutes=minutes),
        full=bool(text),
    )


def add(
    db: Any, source: str, number: int, minutes: float, title: str, text: str, topics: Sequence[str], plans: Sequence[ClaimPlan] = ()
) -> int:
    """Store an item with its tags and claims; return its id."""
    feed = next(each for each in feed_states(db) if each.source == source)
    saved = save_entry(db, feed, entry(number, title, text, minutes), NOW - timedelta(minutes=minutes - 1))
    save_tags(db, saved.version, [Tag(topic, "rule", title[:3], 0, 3, "title") for topic in topics])
    made = []
    for topic, question, side, words, low, qualifier, speaker, sentence in plans:
        start = text.index(sentence)
        made.append(
            Claim(
                item=saved.item,
                url=f"https://news.example/{number}",
                source=source,
                published=NOW - timedelta(minutes=minutes),
                topic=topic,
                question=question,
                side=side,
                value=Value("count", low, low, None, words),
                qualifier=qualifier,
                quote=sentence,
                start=start,
                end=start + len(sentence),
                speaker=speaker,
            )
        )
    save_claims(db, saved.version, made)
    return saved.item


def edit(db: Any, source: str, number: int, text: str) -> None:
    """Change the text of one of the stories, a minute before now."""
    feed = next(each for each in feed_states(db) if each.source == source)
    minutes, title = STORIES[number][1:3]
    save_entry(db, feed, entry(number, title, text, minutes), NOW - timedelta(minutes=1))


def fill(path: Path) -> Session:
    """Make the store; the reader's session began half an hour ago."""
    db = open_store(path)
    with transaction(db):
        set_feeds(db, FEEDS, Poll(), NOW - timedelta(days=2))
        for number, (source, minutes, title, text, topics, plans) in enumerate(STORIES):
            add(db, source, number, minutes, title, text, topics, plans)
        for feed in FEEDS:
            failed = feed.name == "Lantern"
            record_poll(
                db,
                PollRecord(
                    feed=feed.url,
                    source=feed.name,
                    at=NOW - timedelta(minutes=2),
                    outcome="failed" if failed else "fetched",
                    status=503 if failed else 200,
                    reason="the server is overloaded (503)" if failed else None,
                    items_new=1,
                    items_changed=0,
                    seconds=0.4,
                    next_poll=NOW + timedelta(minutes=4),
                    gap=False,
                ),
                Health(
                    etag=None,
                    last_modified=None,
                    body_digest=None,
                    failures=3 if failed else 0,
                    why_next="backing off" if failed else "as configured",
                    items=12,
                    newest=NOW,
                ),
            )
        index_text(db)
        session = start_session(db, NOW - timedelta(minutes=30))
    db.close()
    return session


def comparisons(db: sqlite3.Connection, settings: Settings, now: datetime) -> list[Comparison]:
    """Compare by hand what the scene holds: what the rules of comparing would say is not the screen's business."""
    found = claims(db, Query())
    rows = []
    swap = [claim for claim in found if claim.question == "exchanged"]
    if len(swap) == 2:
        courier, vestnik = sorted(swap, key=lambda claim: claim.source)
        rows.append(
            Comparison(
                *("pow-swaps", "exchanged", "both", "swap-1"),
                groups=(Group("314", "completed", (courier,), 1, 1), Group("157 each", "completed", (vestnik,), 1, 1)),
                relations=(Related((0, 1), "adds up", "157 + 157 = 314: each side counts its own"),),
                relation="adds up",
                grade="corroborated",
                importance=62,
                outlets=2,
                origins=2,
                why="One counts both sides, the other each.",
                silent=(Silent("Lantern", "summary only"),),
            )
        )
    drones = [claim for claim in found if claim.question == "drones-launched"]
    if len(drones) == 2:
        courier, harbour = sorted(drones, key=lambda claim: claim.source)
        rows.append(
            Comparison(
                *("strikes", "drones-launched", "Southland", "strike-1"),
                groups=(Group("105", "completed", (courier,), 1, 1), Group("90", "completed", (harbour,), 1, 1)),
                relations=(Related((0, 1), "differs", "both exact, and 105 is not 90; no later update"),),
                relation="differs",
                grade="contested",
                importance=71,
                outlets=2,
                origins=2,
                why="Same question and side, both exact: 105 and 90.",
                silent=(Silent("Vestnik", "silent"),),
            )
        )
    return rows


def state(db: Any, source: str) -> FeedState:
    return next(each for each in feed_states(db) if each.source == source)


def alike(db: sqlite3.Connection, settings: Settings, now: datetime) -> list[Comparison]:
    """Put all claims into one row, as one group."""
    found = claims(db, Query())
    if not found:
        return []
    one = found[0]
    group = Group(one.value.text, one.status, tuple(found), 1, 1)
    why = f"All say so: {one.side}"
    return [Comparison(one.topic, one.question, one.side, None, (group,), (), None, "single origin", 3, 1, 1, why)]


def many(db: sqlite3.Connection, settings: Settings, now: datetime) -> list[Comparison]:
    """Let two hundred sources answer sixty questions, each with its own number."""
    del settings, now
    one = claims(db, Query())[0]
    return [
        Comparison(
            *("strikes", f"question-{row}", None, None),
            groups=tuple(
                Group(str(at), "completed", (replace(one, source=f"Source {at:03}", value=replace(one.value, low=at, high=at)),), 1, 1)
                for at in range(200)
            ),
            relations=(),
            relation=None,
            grade="pending",
            importance=60 - row,
            outlets=200,
            origins=200,
            why="each its own",
        )
        for row in range(60)
    ]
