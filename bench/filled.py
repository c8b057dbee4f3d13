"""A large database, made in seconds: `python bench/filled.py FILE [ITEMS [CLAIMS]]`, 100,000 items and 300,000 claims by default.

Thirteen months of a war in 200 outlets: nights of strikes, swaps of prisoners every week, and the running totals of the war. All of it
is made up, and the same every time.
"""

import random
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core.times import stamp
from store.database import open_store, transaction

SOURCES = 200
DAYS = 400
EACH = 3
"""Claims in an article, of one topic."""
TOPICS = (
    # topic, questions, measure, of how many articles, days from one event to the next, a usual figure
    ("strikes", ("drones-launched", "drones-downed", "missiles-launched", "missiles-downed", "killed", "injured"), "event", 80, 1, 100),
    ("pow-swaps", ("exchanged", "released", "bodies", "civilians"), "event", 12, 7, 300),
    ("casualties", ("killed", "wounded", "total"), "cumulative", 8, 1, 100_000),
)
SIDES = ("Ukraine", "Russia")
SPEAKERS = (None, "Ukrainian Air Force", "Volodymyr Zelenskyy", "Russian Ministry of Defence")
QUALIFIERS = ("exact", "exact", "exact", "exact", "exact", "about", "at-least")
_TEXT = """
the delegations met again in the capital on the day before and said that their lists of names were ready for exchange now officials
counted wounded soldiers drones missiles talks mediators ministry border region power station overnight attack prisoners families
waited convoy buses office commissioner spokesman agency reported confirmed denied later morning
"""
WORDS = _TEXT.split()
SPOKEN = 40
"""Words of an article besides its figures; a real one has more, and costs the screen no more for that."""

_ITEM = """
    INSERT INTO items (id, guid, source, feed, url, title, published, first_seen, at, lang, version)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'en', ?)
"""
_VERSION = "INSERT INTO versions (id, item, kind, number, seen, title, text, full, claims_read) VALUES (?, ?, 'feed', 1, ?, ?, ?, 1, ?)"
_CLAIM = """
    INSERT INTO claims (
        version, item, topic, question, side, kind, low, high, unit, value_text, qualifier, status, speaker, basis, rule, measure, lang,
        quote, start, "end", place
    ) VALUES (?, ?, ?, ?, ?, 'count', ?, ?, 'people', ?, ?, 'completed', ?, 'reported', 'made', ?, 'en', ?, ?, ?, 'text')
"""


def fill(path: Path, items: int = 100_000, claims: int = 300_000, end: datetime | None = None) -> None:
    """Make the database, newest item at `end` (now, where that is None)."""
    last = (end or datetime.now(UTC)).replace(microsecond=0)
    db = open_store(path)
    db.execute("PRAGMA synchronous = OFF")
    with transaction(db):
        db.executemany(
            "INSERT INTO feeds (url, source, lang, role, full_text, every, enabled, items) VALUES (?, ?, 'en', 'neutral', 0, 900, 1, 1)",
            [(_feed(at), _source(at)) for at in range(SOURCES)],
        )
        rows = _articles(items, claims, last)
        while batch := [row for row, _ in zip(rows, range(5000), strict=False)]:
            db.executemany(_ITEM, [row[0] for row in batch])
            db.executemany(_VERSION, [row[1] for row in batch])
            tags = [row[2] for row in batch]
            db.executemany(
                "INSERT INTO tags (version, topic, rule, phrase, start, \"end\", place) VALUES (?, ?, 'made', '', 0, 0, 'title')", tags
            )
            db.executemany("INSERT INTO item_topics (item, topic, at, first_seen) VALUES (?, ?, ?, ?)", [row[3] for row in batch])
            db.executemany(_CLAIM, [claim for row in batch for claim in row[4]])
        db.execute("INSERT INTO versions_fts (rowid, title, text) SELECT id, title, text FROM versions")
        db.execute("UPDATE indexed SET version = (SELECT max(id) FROM versions)")
        db.execute("ANALYZE")
    db.close()


_Article = tuple[tuple[object, ...], tuple[object, ...], tuple[object, ...], tuple[object, ...], list[tuple[object, ...]]]


def _articles(items: int, claims: int, last: datetime) -> Iterator[_Article]:
    dice = random.Random(1)
    first = last - timedelta(days=DAYS)
    step = timedelta(days=DAYS) / items
    left = claims
    for number in range(1, items + 1):
        at = first + step * number
        source = dice.randrange(SOURCES)
        topic, questions, measure, _, every, usual = dice.choices(TOPICS, [row[3] for row in TOPICS])[0]
        event = (at - first).days // every
        given = min(left, EACH)
        left -= given
        asked = dice.sample(questions, given)
        text = " ".join(dice.choices(WORDS, k=SPOKEN)) + "."
        found: list[tuple[object, ...]] = []
        for question in asked:
            told = usual + (17 * event + 13 * questions.index(question)) % (usual // 2) if measure == "event" else usual + 20 * event
            told += dice.choice((0, 0, 0, 0, 0, 0, 1, 5))
            quote = f"They told of {told} in all, {' '.join(dice.choices(WORDS, k=8))}."
            start = len(text) + 1
            text = f"{text} {quote}"
            found.append(
                (
                    *(number, number, topic, question, dice.choice(SIDES), told, told, str(told), dice.choice(QUALIFIERS)),
                    *(dice.choice(SPEAKERS), measure, quote, start, start + len(quote)),
                )
            )
        title = " ".join(dice.choices(WORDS, k=dice.randrange(5, 14))).capitalize()
        when = stamp(at)
        yield (
            (number, f"g{number}", _source(source), _feed(source), f"{_feed(source)}/{number}", title, when, when, when, number),
            (number, number, when, title, text, when),
            (number, topic),
            (number, topic, when, when),
            found,
        )


def _source(number: int) -> str:
    return f"Outlet {number}"


def _feed(number: int) -> str:
    return f"https://outlet-{number}.example/feed"


def main() -> None:
    """Make it."""
    path = Path(sys.argv[1])
    if path.exists():
        sys.exit(f"{path} is there already")
    began = time.monotonic()
    try:
        fill(path, *map(int, sys.argv[2:4]))  # type: ignore[arg-type]
    except sqlite3.Error as error:
        sys.exit(f"{path}: {error}")
    print(f"{path}: {path.stat().st_size / 1e6:.0f} MB in {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main()
