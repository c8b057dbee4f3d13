"""The board that is kept while the store changes shows what one made anew shows."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from claims.comparing.rulings import anchor
from core.correction import Correction, Ruling
from core.settings import Feed, Poll
from digest.board import LiveBoard, Newest, board
from store.claims import claims, coverage, save_claims
from store.corrections import correct, judged, withdraw
from store.database import Connection, open_reader, open_store
from store.feeds import feed_states, set_feeds
from store.query import Query
from store.rulings import rule
from store.tags import save_tags
from tests.digest.scene import EVENING, HOUR, SETTINGS, fill
from tests.store.scene import claim, entry, save_entry, tag

MANY = 10_000


def tell(db: Connection, guid: str, text: str, number: float) -> int:
    """Store a version of an article, with a claim where it tells a number; return the item."""
    feed = next(state for state in feed_states(db) if state.source == "Lantern")
    saved = save_entry(db, feed, entry(guid, text=text, published=EVENING), EVENING)
    save_tags(db, saved.version, [tag("pow-swaps")])
    save_claims(db, saved.version, [claim(number)] if number else [])
    return saved.item


def judge(db: Connection, guid: str) -> int:
    """Return the number of the first claim of an article."""
    return judged(db, tell(db, guid, f"{guid}: 320 were exchanged.", 320))[0].row


def take_back(db: Connection) -> None:
    row = judge(db, "l9")
    correct(db, row, Correction("wrong"), EVENING)
    withdraw(db, row)


def rule_out(db: Connection) -> None:
    found = [one for one in claims(db, Query()) if one.question == "released"]
    rule(db, Ruling("no conflict", anchor(found[0]), anchor(found[1])), EVENING)


STEPS: dict[str, Callable[[Connection], object]] = {
    "a new article": lambda db: tell(db, "l9", "In all 320 were exchanged.", 320),
    "a new version of it": lambda db: tell(db, "l9", "In all 322 were exchanged.", 322),
    "a version without the claim": lambda db: tell(db, "l9", "Many were exchanged.", 0),
    "an article that prints a figure and makes no claim of it": lambda db: tell(db, "l10", "They spoke of 314.", 0),
    "a correction": lambda db: correct(db, judge(db, "l9"), Correction("wrong"), EVENING),
    "a correction that is taken back": take_back,
    "a ruling": rule_out,
    "an outlet less": lambda db: set_feeds(db, SETTINGS.feed[:4], Poll(), EVENING),
    "another owner": lambda db: set_feeds(db, [*SETTINGS.feed[:5], Feed(name="Lantern", url="https://l.example/f")], Poll(), EVENING),
}


@pytest.mark.parametrize("live", [pytest.param(True, id="looked at after each step"), pytest.param(False, id="looked at in the end")])
def test_the_board_follows_the_store(tmp_path: Path, *, live: bool) -> None:
    path = tmp_path / "watch.db"
    store = open_store(path)
    fill(store)
    reader = open_reader(path)
    kept = LiveBoard()
    assert kept.rows(reader, SETTINGS, EVENING) == board(reader, SETTINGS, Query(), EVENING)
    for number, (name, step) in enumerate(STEPS.items()):
        step(store)
        now = EVENING + number * 5 * HOUR
        if live:
            assert kept.rows(reader, SETTINGS, now) == board(reader, SETTINGS, Query(), now), name
    assert kept.rows(reader, SETTINGS, now) == board(reader, SETTINGS, Query(), now)
    store.close()
    reader.close()


def test_rows_that_nothing_touched_are_not_made_again(tmp_path: Path) -> None:
    store = open_store(tmp_path / "watch.db")
    fill(store)
    kept = LiveBoard()
    before = kept.rows(store, SETTINGS, EVENING)
    tell(store, "l9", "In all 320 were exchanged.", 320)
    after = kept.rows(store, SETTINGS, EVENING)
    assert [(row.question, any(row is one for one in before)) for row in after] == [("released", True), ("exchanged", False)]
    assert kept.rows(store, SETTINGS, EVENING) == after
    assert all(one is other for one, other in zip(after, kept.rows(store, SETTINGS, EVENING), strict=True))
    store.close()


def test_a_board_of_the_newest_claims_leaves_out_the_oldest_days_and_lets_them_go_when_others_come(tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    store = open_store(path)
    fill(store)
    reader = open_reader(path)
    feed = next(state for state in feed_states(store) if state.source == "Lantern")

    def tell_at(guid: str, days: int) -> None:
        when = EVENING + timedelta(days=days)
        saved = save_entry(store, feed, entry(guid, url=f"https://lantern.example/{guid}", published=when), when)
        save_claims(store, saved.version, [claim(400 + days)])

    tell_at("old", -30)
    every = len(claims(reader, Query()))
    assert LiveBoard(Newest(every, MANY)).rows(reader, SETTINGS, EVENING) == board(reader, SETTINGS, Query(), EVENING)
    kept = LiveBoard(Newest(every - 1, MANY))
    for step in range(1, 9):
        rows = kept.rows(reader, SETTINGS, EVENING)
        assert kept.since is not None
        assert kept.since > EVENING - timedelta(days=29)
        wanted = board(reader, SETTINGS, Query(since=kept.since, by="published"), EVENING)
        assert [replace(row, silent=()) for row in rows] == [replace(row, silent=()) for row in wanted]
        tell_at(f"new {step}", step)
        tell_at(f"newer {step}", step)
    assert kept.since is not None
    assert kept.since > EVENING - timedelta(days=1)
    store.close()
    reader.close()


def test_a_day_of_far_too_many_claims_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    store = open_store(path)
    fill(store)
    feed = next(state for state in feed_states(store) if state.source == "Lantern")
    for minute in range(40):
        when = EVENING + timedelta(minutes=minute)
        saved = save_entry(store, feed, entry(f"flood {minute}", url=f"https://lantern.example/{minute}", published=when), when)
        save_claims(store, saved.version, [claim(400 + minute)])
    with closing(open_reader(path)) as reader:
        kept = LiveBoard(Newest(20, MANY))
        rows = kept.rows(reader, SETTINGS, EVENING + timedelta(hours=1))
    store.close()
    assert kept.since == EVENING + timedelta(minutes=20)
    assert {one.published >= kept.since for row in rows for group in row.groups for one in group.claims} == {True}


def test_articles_without_claims_are_bounded_too_and_the_oldest_let_go(tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    store = open_store(path)
    fill(store)
    feed = next(state for state in feed_states(store) if state.source == "Lantern")

    def cover(first: int, last: int) -> None:
        for day in range(first, last):
            when = EVENING + timedelta(days=day)
            saved = save_entry(store, feed, entry(f"day {day}", url=f"https://lantern.example/{day}", published=when), when)
            save_tags(store, saved.version, [tag("pow-swaps")])

    cover(-30, -10)
    with closing(open_reader(path)) as reader:
        covering = len(coverage(reader, Query()))
        everything = LiveBoard(Newest(MANY, covering))
        everything.rows(reader, SETTINGS, EVENING)
        assert everything.since is None
        kept = LiveBoard(Newest(MANY, covering - 10))
        kept.rows(reader, SETTINGS, EVENING)
        assert kept.since == (EVENING - timedelta(days=20)).replace(hour=0, minute=0)
        cover(1, 40)
        kept.rows(reader, SETTINGS, EVENING)
        assert kept.since > EVENING
    store.close()
