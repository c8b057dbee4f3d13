from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

import pytest

from core.comparison import Comparison
from core.settings import Feed, Poll
from digest.board import board
from store.database import open_store, transaction
from store.feeds import feed_states, set_feeds
from store.query import Query
from tests.digest.scene import EVENING, HOUR, MORNING, SETTINGS, exchanged, poll, tell


def values(row: Comparison) -> dict[str, list[str]]:
    return {group.value: sorted({claim.source for claim in group.claims}) for group in row.groups}


def by_question(rows: list[Comparison]) -> dict[tuple[str, str | None], Comparison]:
    return {(row.question, row.side): row for row in rows}


def test_the_board_shows_what_each_outlet_answers(day: Connection) -> None:
    rows = by_question(board(day, SETTINGS, Query(), EVENING))
    assert values(rows["released", "Northland"]) == {"157": ["Southland Radio"], "195": ["Northland Wire"]}
    assert rows["released", "Northland"].relation == "contested"
    assert rows["exchanged", "both"].groups[0].value == "314"
    assert {claim.source for claim in rows["exchanged", "both"].groups[0].claims} == {"Courier", "Herald"}


def test_the_most_important_row_comes_first(day: Connection) -> None:
    rows = board(day, SETTINGS, Query(), EVENING)
    assert rows[0].question == "released"
    assert [row.importance for row in rows] == sorted((row.importance for row in rows), reverse=True)


def test_what_an_article_said_before_is_compared_with_what_it_says_now(day: Connection) -> None:
    row = by_question(board(day, SETTINGS, Query(), EVENING))["exchanged", "both"]
    assert "310" in values(row)
    assert row.relation == "corrected"


def test_the_board_can_be_shown_as_it_was(day: Connection) -> None:
    rows = by_question(board(day, SETTINGS, Query(as_of=MORNING + 2.5 * HOUR), MORNING + 2.5 * HOUR))
    assert list(rows) == [("exchanged", "both")]
    assert set(values(rows["exchanged", "both"])) == {"310", "314"}


@pytest.mark.parametrize(
    ("source", "state"),
    [
        pytest.param("Lantern", "silent", id="it covers the exchange in full and gives no figure"),
        pytest.param("Plain Dealer", "unreachable", id="its feed fails"),
    ],
)
def test_silence_is_told_apart(day: Connection, source: str, state: str) -> None:
    row = by_question(board(day, SETTINGS, Query(), EVENING))["exchanged", "both"]
    assert {one.source: one.state for one in row.silent}[source] == state


def test_the_five_kinds_of_silence_are_told_from_the_poll_log_and_the_text(tmp_path: Path) -> None:
    db = open_store(tmp_path / "watch.db")
    names = ("Teller", "Other", "Whole", "Short", "Absent", "Holed", "Down")
    set_up = tuple(Feed(name=name, url=f"https://{name.casefold()}.example/rss") for name in names)
    with transaction(db):
        set_feeds(db, set_up, Poll(), MORNING)
        feeds = {state.source: state for state in feed_states(db)}
        for source, text, full in (
            ("Teller", "The two sides exchanged 314 prisoners on Thursday.", True),
            ("Other", "The two sides exchanged 314 prisoners on Thursday.", True),
            ("Whole", "Families met the buses at the border.", True),
            ("Short", "Families met the buses.", False),
        ):
            claims = (exchanged(text, 314),) if "314" in text else ()
            tell(db, feeds[source], source, "A swap of prisoners", text, at=MORNING + HOUR, claims=claims, full=full)
        for source, feed in feeds.items():
            poll(db, feed, MORNING + 2 * HOUR, failed=source == "Down", gap=source == "Holed")
    [row] = board(db, replace(SETTINGS, feed=set_up), Query(), EVENING)
    db.close()
    assert {one.source: one.state for one in row.silent} == {
        "Whole": "silent",
        "Short": "summary only",
        "Absent": "no coverage",
        "Holed": "gap",
        "Down": "unreachable",
    }


@pytest.mark.parametrize(
    "query", [pytest.param(Query(source="Courier"), id="a source"), pytest.param(Query(search="prisoners"), id="a search")]
)
def test_a_part_of_the_articles_tells_nothing_of_silence(day: Connection, query: Query) -> None:
    rows = board(day, SETTINGS, query, EVENING)
    assert rows
    assert all(row.silent == () for row in rows)


def test_the_board_of_nothing_is_empty(day: Connection) -> None:
    assert board(day, SETTINGS, Query(topic="talks"), EVENING) == []
