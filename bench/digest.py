"""How long a digest takes in all of its formats: a day of 5,000 items, 2,000 claims and 150 comparisons, out of a database of its own.

`python bench/digest.py [--keep FOLDER]`. Times are CPU time, the best of three; "times JSON" sets each format beside the contract's
JSON, written in the same run, so that figures of a busy machine can be read too. "gathered" is what all formats share: reading the
day, comparing, finding origins. The last line is the sum of it all, which is to stay under 2 s on a quiet machine of 2020.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core.claim import Claim, Value
from core.news import Entry, Tag
from core.settings import Feed, Negotiation, Party, Poll, Settings, Topic
from digest.gather import gather
from digest.record import Digest
from digest.render import BINARY, RENDERERS, rendered
from store.claims import save_claims
from store.database import Connection, open_reader, open_store, transaction
from store.feeds import FeedState, feed_states, set_feeds
from store.items import index_text, save_entries
from store.tags import save_tags

T = TypeVar("T")
Key = tuple[str, str, str]
"""Topic, question, side: 150 of them, a row each."""
ITEMS, CLAIMS = 5_000, 2_000
SOURCES = 40
TRIES = 3
START = datetime(2026, 2, 5, tzinfo=UTC)
END = START + timedelta(days=1)
SIDES = ("Ukraine", "Russia", *(f"Party {number}" for number in range(8)))
ASKED = {
    "pow-swaps": ("exchanged", "released", "bodies", "civilians", "held"),
    "strikes": ("drones-launched", "drones-downed", "missiles-launched", "missiles-downed", "killed", "injured"),
    "casualties": ("killed", "wounded", "missing", "total"),
}
SYLLABLES = ("ka", "ro", "mi", "ten", "vo", "sal", "dri", "une", "pol", "gra", "shi", "lem")
WORDS = tuple("".join(parts) for parts in product(SYLLABLES, repeat=3))
SETTINGS = Settings(
    negotiation=Negotiation(name="Ukraine-Russia talks", parties=tuple(Party(name=side) for side in SIDES)),
    feed=tuple(Feed(name=f"Outlet {number}", url=f"https://outlet-{number}.example/rss") for number in range(SOURCES)),
    topic=tuple(Topic(id=topic, name=topic.capitalize(), mark=topic[:3]) for topic in ASKED),
)


def fill(db: Connection) -> None:
    """Let the day happen: rows of about thirteen claims each, one figure told by most and another one by some."""
    dice = random.Random(8)
    keys = [(topic, question, side) for topic, asked in ASKED.items() for question in asked for side in SIDES]
    with transaction(db):
        set_feeds(db, SETTINGS.feed, Poll(), START)
        feeds = feed_states(db)
        for number in range(ITEMS):
            told = [keys[(number * 7) % len(keys)]] if number < CLAIMS else []
            _tell(db, feeds[number % SOURCES], number, told, dice)
        index_text(db)


def _tell(db: Connection, feed: FeedState, number: int, told: list[Key], dice: random.Random) -> None:
    at = START + timedelta(seconds=17 * number)
    topic = told[0][0] if told else dice.choice([*ASKED])
    sentences = [" ".join(dice.choices(WORDS, k=18)).capitalize() + "." for _ in range(12)]
    claims = []
    for key in told:
        figure = 100 + 7 * (hash_of(key) % 90) + dice.choice((0, 0, 0, 0, 1, 12))
        quote = f"In all {figure} were counted of {key[2]}, the staff said on Thursday."
        sentences.insert(2, quote)
        claims.append(_claim(key, quote, figure, dice.choice((None, "General Staff", "Ministry of Defence"))))
    entry = Entry(f"g{number}", f"{feed.url.removesuffix('rss')}{number}", sentences[0][:80], "\n".join(sentences), at, full=True)
    saved = save_entries(db, feed, [entry], at)[0]
    save_tags(db, saved.version, [Tag(topic, f"{topic}.any", "talks", 0, 5, "title")])
    save_claims(db, saved.version, claims)


def hash_of(key: Key) -> int:
    """The same number for the same key in every run."""
    return sum(map(ord, "".join(map(str, key))))


def _claim(key: Key, quote: str, figure: int, speaker: str | None) -> Claim:
    topic, question, side = key
    value = Value("count", figure, figure, "people", str(figure))
    return Claim(0, None, "", START, topic, question, side, value, "exact", quote, 0, len(quote), speaker=speaker)


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Return the CPU seconds of the quickest of three, and what came of it."""
    best, result = float("inf"), work()
    for _ in range(TRIES):
        began = time.process_time()
        result = work()
        best = min(best, time.process_time() - began)
    return best, result


def main() -> None:
    """Fill a database, and write its day in every format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave database and digests there")
    kept = parser.parse_args().keep
    with tempfile.TemporaryDirectory() as folder:
        place = kept or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        path = place / "watch.db"
        store = open_store(path)
        fill(store)
        store.close()
        db = open_reader(path)
        gathered, digest = timed(lambda: gather(db, SETTINGS, START, END, END))
        db.close()
        claims = sum(len(one.claims) for row in digest.rows for one in row.comparison.groups)
        print(f"{len(digest.items):,} items, {claims:,} claims, {len(digest.rows)} comparisons")
        _report(digest, gathered, place if kept else None)


def _report(digest: Digest, gathered: float, place: Path | None) -> None:
    json, _ = timed(lambda: rendered(digest, "json"))
    print(f"{'format':10} {'CPU s':>7} {'times JSON':>11} {'kB':>7}")
    print(f"{'gathered':10} {gathered:7.3f} {gathered / json:11.1f}")
    total = gathered
    for form in (*RENDERERS, *BINARY):
        seconds, told = timed(partial(rendered, digest, form))
        total += seconds
        print(f"{form:10} {seconds:7.3f} {seconds / json:11.1f} {len(told) / 1000:7.0f}")
        if place is not None:
            (place / f"day.{form}").write_bytes(told)
    print(f"{'all':10} {total:7.3f} {total / json:11.1f}")


if __name__ == "__main__":
    main()
