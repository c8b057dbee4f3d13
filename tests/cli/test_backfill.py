"""Taking over what others kept: archives as files, and the databases of two other readers, made by these readers themselves."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from core.news import Archived, Unreadable
from demo.newsroom import Newsroom
from feeds.archives import open_lines
from store.database import open_reader
from tests.cli.conftest import Run

SWAP = "Russia and Ukraine exchanged {} prisoners of war each on Thursday, the Ukrainian defence ministry said.\nTalks go on."
ROOT = Path(__file__).parents[2]


def piece(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"a{number}",
        "source": "Courier",
        "published": f"2024-03-{1 + number % 28:02}",
        "title": "Prisoner swap",
        "text": SWAP.format(100 + number),
        "url": f"https://courier.example/{number}",
    } | fields


def write(path: Path, rows: Iterable[object]) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def test_an_archive_is_tagged_read_and_dated_by_its_own_dates(run: Run, tmp_path: Path) -> None:
    db = tmp_path / "watch.db"
    told = run("backfill", write(tmp_path / "a.jsonl", [piece(n) for n in range(120)]), "--db", db)
    assert told.status == 0
    assert "a.jsonl: JSON lines: 120 items stored, " in told.err
    assert told.err.endswith(" claims read, 0 known already\n")
    items = run("items", "--json", "--db", db, "--topic", "pow-swaps", "--until", "2024-03-29").data
    assert len(items) == 120
    assert (items[-1]["first_seen"], items[-1]["source"]) == ("2024-03-01T00:00:00Z", "Courier")
    assert {claim["value"]["low"] for claim in run("claims", "--json", "--db", db).data} >= set(range(100, 220))
    assert len(run("items", "--json", "--db", db, "--search", "prisoner").data) == 120
    again = run("backfill", tmp_path / "a.jsonl", "--db", db)
    assert "0 items stored, 0 claims read, 120 known already" in again.err


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        pytest.param("{", "line 2: is no JSON", id="no JSON"),
        pytest.param("[" * 100_000, "line 2: is nested too deeply", id="deep"),
        pytest.param("7", "line 2: a JSON object was expected", id="no object"),
        pytest.param({"id": "x", "source": "S", "text": "T"}, 'line 2: "published" is missing', id="a field missing"),
        pytest.param(piece(7, published="soon"), 'line 2: "published" has to be an ISO date', id="no date"),
        pytest.param(piece(7, title=["x"]), 'line 2: "title" has to be a text', id="no text"),
        pytest.param('"' + 17 * 1024 * 1024 * "x" + '"', "line 2: is longer than 16 MB", id="endless"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_and_costs_no_other(row: object, reason: str, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [piece(1), row, "", piece(2)])
    archive = open_lines(path)
    (one, _), (bad, _), (two, done) = [(found, steps) for steps, found in archive.pieces]
    assert [type(found) for found in (one, bad, two)] == [Archived, Unreadable, Archived]
    assert reason in str(bad)
    assert done == archive.size == path.stat().st_size


def test_what_cannot_be_read_is_told(run: Run, tmp_path: Path) -> None:
    told = run("backfill", write(tmp_path / "a.jsonl", [piece(1), *["{"] * 30]), "--db", tmp_path / "watch.db")
    assert told.status == 1
    assert "a.jsonl, line 21: is no JSON" in told.err
    assert "line 22" not in told.err
    assert "and 10 more that could not be read" in told.err
    assert "1 items stored" in told.err


def test_hostile_words_come_out_harmless(run: Run, tmp_path: Path) -> None:
    row = piece(1, title="Swap\x1b]52;c;x\x07 \u202eabc", url="javascript:alert(1)", id="\x1b[2J" + "i" * 9000, text="A\x00B \ud800 text.")
    assert run("backfill", write(tmp_path / "a.jsonl", [row]), "--db", tmp_path / "watch.db").status == 0
    (item,) = run("items", "--json", "--db", tmp_path / "watch.db").data
    assert (item["url"], item["title"]) == (None, "Swap]52;c;x abc")
    assert len(item["guid"]) == 32


def test_what_a_feed_brought_already_is_not_taken_twice(run: Run, polled: Path, tmp_path: Path) -> None:
    items = run("items", "--json", "--db", polled).data
    rows = [{"id": f"other-{one['id']}", "text": "Again.", **{k: one[k] for k in ("source", "published", "title", "url")}} for one in items]
    told = run("backfill", write(tmp_path / "a.jsonl", [row for row in rows if row["url"]]), "--db", polled)
    assert f"0 items stored, 0 claims read, {len([row for row in rows if row['url']])} known already" in told.err
    assert len(run("items", "--json", "--db", polled).data) == len(items)


def test_a_step_that_is_denied_is_listed_as_denied(run: Run, tmp_path: Path) -> None:
    text = "Moscow denied that an exchange of prisoners had been agreed."
    archive = write(tmp_path / "a.jsonl", [piece(1) | {"title": "Denial", "text": text}])
    assert run("backfill", archive, "--db", tmp_path / "watch.db").status == 0
    told = run("compare", "--db", tmp_path / "watch.db").out
    assert "agreed (denied): " in told
    assert "Russia: agreed (denied)" in told


def test_a_backfill_that_was_killed_goes_on_where_it_was(run: Run, tmp_path: Path) -> None:
    archive, path = write(tmp_path / "a.jsonl", [piece(n) for n in range(300)]), tmp_path / "watch.db"
    words = [sys.executable, "-m", "negotiation_watch", "backfill", str(archive), "--db", str(path)]
    first = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.DEVNULL)
    while (stored := count(path)) in {0, 300} and first.poll() is None:
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    stored = count(path)
    assert 0 < stored < 300
    told = run("backfill", archive, "--db", path).err
    assert f"{300 - stored} items stored" in told
    assert f"{stored} known already" in told
    assert count(path) == 300


def count(path: Path) -> int:
    if not path.exists() or not path.stat().st_size:
        return 0
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            return int(db.execute("SELECT count(*) FROM items").fetchone()[0])
    except sqlite3.OperationalError:  # the tables are being made
        return 0


def test_parquet_is_read_by_its_columns(run: Run, tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    from datetime import UTC, datetime

    rows = [piece(n, published=datetime(2024, 3, 1, tzinfo=UTC), more=1) for n in range(3)]
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "a.parquet")
    told = run("backfill", tmp_path / "a.parquet", "--db", tmp_path / "watch.db")
    assert (told.status, "Parquet: 3 items stored, " in told.err) == (0, True)
    parquet.write_table(arrow.table({"id": ["x"], "text": ["y"]}), tmp_path / "b.parquet")
    told = run("backfill", tmp_path / "b.parquet", "--db", tmp_path / "watch.db")
    assert (told.status, told.err) == (2, f"{tmp_path}/b.parquet: has no column source, published\n")
    (tmp_path / "c.parquet").write_bytes(b"PAR1" + bytes(100))
    assert run("backfill", tmp_path / "c.parquet", "--db", tmp_path / "watch.db").status == 2


def story(run: Run, newsroom: Newsroom, tmp_path: Path, archive: Path) -> tuple[set[str], set[str]]:
    """The headlines that polling the newsroom stores, and those that taking over another reader's database does."""
    titles = []
    for name, words in (("a", ("backfill", archive)), ("b", ("poll", "--once", "--opml", feed_list(newsroom, tmp_path)))):
        assert run(*words, "--db", tmp_path / f"{name}.db").status == 0
        titles.append({item["title"] for item in run("items", "--json", "--db", tmp_path / f"{name}.db").data})
    return titles[0], titles[1]


def feed_list(newsroom: Newsroom, tmp_path: Path) -> Path:
    from feeds.opml import write_opml

    path = tmp_path / "feeds.opml"
    path.write_text(
        write_opml(one for one in newsroom.feeds if "daily-bracket" not in one.url)
    )  # a JSON feed, which the others cannot read
    return path


@pytest.mark.system("newsboat")
def test_the_cache_of_newsboat(run: Run, newsroom: Newsroom, tmp_path: Path) -> None:
    feeds = tmp_path / "urls"
    feeds.write_text("".join(f"{one.url}\n" for one in newsroom.feeds if "daily-bracket" not in one.url))
    words = ["newsboat", "-u", str(feeds), "-c", str(tmp_path / "cache.db"), "-C", os.devnull, "-x", "reload"]
    subprocess.run(words, check=True, timeout=60, env={**os.environ, "HOME": str(tmp_path)}, capture_output=True)
    taken, polled = story(run, newsroom, tmp_path, tmp_path / "cache.db")
    assert len(taken) > 20
    assert taken <= polled


def test_a_database_of_reader(run: Run, newsroom: Newsroom, tmp_path: Path) -> None:
    script = f"""
import reader
with reader.make_reader({str(tmp_path / "reader.db")!r}) as made:
    for url in {[one.url for one in newsroom.feeds]!r}:
        made.add_feed(url)
    made.update_feeds()
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)
    taken, polled = story(run, newsroom, tmp_path, tmp_path / "reader.db")
    assert len(taken) > 20
    assert polled <= taken


def test_any_other_database_is_refused(run: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.db")) as db:
        db.execute("CREATE TABLE songs (title)")
    told = run("backfill", tmp_path / "other.db", "--db", tmp_path / "watch.db")
    assert (told.status, told.err) == (2, f"{tmp_path}/other.db: is a database, but neither newsboat's cache nor one of reader's\n")
    assert run("backfill", tmp_path / "none.jsonl", "--db", tmp_path / "watch.db").status == 2
    assert not (tmp_path / "watch.db").exists()


def test_feeds_that_only_an_archive_named_are_not_polled(run: Run, tmp_path: Path) -> None:
    archive = write(tmp_path / "a.jsonl", [piece(1), piece(2, feed="https://courier.example/rss", source="")])
    assert run("backfill", archive, "--db", tmp_path / "watch.db").status == 0
    with closing(open_reader(tmp_path / "watch.db")) as db:
        rows = db.execute("SELECT url, source, enabled FROM feeds ORDER BY url").fetchall()
    assert rows == [("archive:Courier", "Courier", 0), ("https://courier.example/rss", "courier.example", 0)]
