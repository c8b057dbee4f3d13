"""The databases of other readers where they are not as those readers leave them. (Whole ones are read in tests/cli/test_backfill.py.)"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import UsageError
from core.news import Archived, Unreadable
from store.archives import SQLITE, open_reader_database

NEWSBOAT = """
    CREATE TABLE rss_feed (rssurl, title);
    CREATE TABLE rss_item (id INTEGER PRIMARY KEY, guid, feedurl, url, title, author, content, pubDate, deleted DEFAULT 0);
"""
READER = """
    CREATE TABLE feeds (url, title, user_title);
    CREATE TABLE entries (id, feed, link, title, author, content, summary, published, updated, first_updated);
"""
ENTRY = "INSERT INTO entries (id, content, published) VALUES (?, ?, ?)"


def made(path: Path, tables: str, statement: str = "", rows: Sequence[tuple[object, ...]] = ()) -> Path:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(tables)
        if rows:
            db.executemany(statement, rows)
        db.commit()
    return path


def pieces(path: Path) -> list[Archived]:
    found = [piece for _, piece in open_reader_database(path).pieces]
    assert all(isinstance(piece, Archived) for piece in found)
    return [piece for piece in found if isinstance(piece, Archived)]


@pytest.mark.parametrize(
    ("written", "content", "lang"),
    [
        pytest.param(
            '[{"value": "One."}, {"value": "The longer.", "language": "en"}, 7]', "The longer.", "en", id="the longest of several"
        ),
        pytest.param("[]", "", None, id="none"),
        pytest.param(None, "", None, id="nothing"),
        pytest.param('[{"value": 7}]', "7", None, id="a number"),
        pytest.param("[{", "", None, id="half a list"),
        pytest.param("7", "", None, id="no list"),
        pytest.param("[" * 100_000, "", None, id="too many levels"),
    ],
)
def test_the_content_of_an_entry(path: Path, written: str | None, content: str, lang: str | None) -> None:
    (piece,) = pieces(made(path, READER, ENTRY, [("a", written, None)]))
    assert (piece.content, piece.lang) == (content, lang)


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2026-02-05 12:00:00", datetime(2026, 2, 5, 12, tzinfo=UTC)),
        ("soon", None),
        (b"\xff", None),
        (None, None),
    ],
)
def test_the_date_of_an_entry(path: Path, written: object, published: datetime | None) -> None:
    (piece,) = pieces(made(path, READER, ENTRY, [("a", None, written)]))
    assert piece.published == published


@pytest.mark.parametrize(
    ("written", "published"),
    [(1_770_292_800, datetime(2026, 2, 5, 12, tzinfo=UTC)), (0, None), ("soon", None), (10**18, None), (None, None)],
)
def test_the_date_of_an_item(path: Path, written: object, published: datetime | None) -> None:
    (piece,) = pieces(made(path, NEWSBOAT, "INSERT INTO rss_item (guid, pubDate) VALUES ('a', ?)", [(written,)]))
    assert piece.published == published


def test_a_text_that_is_no_utf_8_costs_its_own_characters_alone(path: Path) -> None:
    made(path, NEWSBOAT, "INSERT INTO rss_item (guid, title) VALUES ('a', CAST(x'54616c6bff73' AS TEXT))", [()])
    assert [piece.title for piece in pieces(path)] == ["Talk\ufffds"]


def test_what_is_damaged_behind_is_read_up_to_there_and_said(path: Path) -> None:
    made(path, READER, ENTRY, [(f"g{number}", "x" * 1000, None) for number in range(100)])
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2 // 4096 * 4096)
        file.write(bytes(4096))
    *before, last = [piece for _, piece in open_reader_database(path).pieces]
    assert 0 < len(before) < 100
    assert isinstance(last, Unreadable)
    assert last.reason == f"{path}: reading it ended: database disk image is malformed"


def test_what_is_none_of_theirs_is_said(path: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="neither newsboat's cache nor one of reader's"):
        open_reader_database(made(path, "CREATE TABLE other (x);"))
    (tmp_path / "half.db").write_bytes(SQLITE + bytes(200))
    with pytest.raises(UsageError, match=r"half\.db: cannot be read: "):
        open_reader_database(tmp_path / "half.db")
