"""`store`: the database kept whole, as its user does it."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from cli.context import open_writer
from cli.poll import patiently
from core.errors import WorkError
from demo.newsroom import Newsroom
from store.stream import count_items
from tests.cli.conftest import Run
from tests.store.test_keeping import cut_off, fill


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "watch.db"
    fill(path, 5)
    return path


def spoil(path: Path) -> None:
    """Lose the first page of the database."""
    with path.open("r+b") as file:
        file.write(bytes(4096))


def test_a_backup_comes_back(run: Run, kept: Path, tmp_path: Path) -> None:
    count = len(run("--db", kept, "items", "--json").data)
    assert f"nothing is wrong with it; {count} items" in run("--db", kept, "store", "check").out
    copy = tmp_path / "copy.db"
    assert f"{copy}: {count} items" in run("--db", kept, "store", "backup", copy).out
    assert run("--db", kept, "store", "backup", copy).status == 1
    assert ["watch.backup-" in run("--db", kept, "store", "backup").out for _ in range(3)] == [True] * 3
    kept.unlink()
    assert run("--db", kept, "items").status == 1
    assert run("--db", kept, "store", "restore", copy).status == 0
    again = run("--db", kept, "store", "restore", copy)
    assert "was set aside" in again.out
    assert len(run("--db", kept, "items", "--json").data) == count


def test_a_damaged_database_is_mended_and_its_remains_are_kept(run: Run, kept: Path, tmp_path: Path) -> None:
    assert "nothing was changed" in run("--db", kept, "store", "repair").out
    spoil(kept)
    assert "store repair" in run("--db", kept, "items").err
    checked = run("--db", kept, "store", "check")
    assert (checked.status, "store repair" in checked.err) == (1, True)
    assert "store repair" in run("--db", kept, "doctor").out
    mended = run("--db", kept, "store", "repair")
    assert (mended.status, "was set aside" in mended.out) == (0, True)
    assert run("--db", kept, "store", "check").status == 0
    assert "set aside as damaged" in run("--db", kept, "doctor").out
    assert len(list(tmp_path.glob("watch.damaged-*.db"))) == 1


def test_polling_begins_by_mending_and_says_so(run: Run, newsroom: Newsroom, tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    poll = ("--db", path, "poll", "--once", "--feed", newsroom.feeds[0].url, "-v")
    stored = run(*poll).err.count(" stored ")
    assert stored
    spoil(path)
    told = run(*poll)
    assert (told.status, told.err.count(" stored ")) == (0, 0)
    assert "was damaged" in told.err
    assert "was set aside" in told.err
    assert len(run("--db", path, "items", "--json").data) == stored


def test_a_run_after_one_that_was_cut_off_says_so(run: Run, kept: Path) -> None:
    poll = ("--db", kept, "poll", "--once", "--feed", "http://127.0.0.1:9/x")
    assert "cut off" not in run(*poll).err
    cut_off(kept, "INSERT INTO sessions (started) VALUES ('2026-02-05T12:00:00.000000Z')")
    assert "the last run was cut off before its end" in run(*poll).err


def test_what_a_cut_off_run_left_damaged_is_mended_however_often_that_has_to_be_tried(run: Run, kept: Path, tmp_path: Path) -> None:
    poll = ("--db", kept, "poll", "--once", "--feed", "http://127.0.0.1:9/x")
    # No page is damaged, and the tables are sound: this is found by reading the index of words alone.
    cut_off(kept, "UPDATE versions_fts_data SET block = CAST(hex(block) AS BLOB) WHERE id > 10")
    log = Path(f"{kept}-wal").read_bytes()
    assert "store repair" in run("--db", kept, "items", "--search", "headline").err
    (tmp_path / ".watch.db-part").mkdir()  # the first try has no place for the new one
    assert run(*poll).status == 1
    (tmp_path / ".watch.db-part").rmdir()
    told = run(*poll)
    assert (told.status, "was damaged: a new one was made of what could be read, 5 items" in told.err) == (0, True)
    assert [aside.read_bytes() for aside in tmp_path.glob("watch.damaged-*.db-wal")] == [log]
    assert len(run("--db", kept, "items", "--search", "headline", "--json").data) == 5


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.database.BUSY_SECONDS", 0.05)
    monkeypatch.setattr("cli.poll.TRY_AGAIN", 0.05)


@pytest.mark.parametrize(
    "held",
    [
        pytest.param("EXCLUSIVE", id="it cannot be opened"),
        pytest.param("IMMEDIATE", id="it is opened and read, and cannot be written"),
    ],
)
@pytest.mark.usefixtures("hasty")
def test_polling_waits_for_a_database_that_another_program_holds(kept: Path, held: str, capsys: pytest.CaptureFixture[str]) -> None:
    holder = sqlite3.connect(kept, isolation_level=None, check_same_thread=False)
    if held == "EXCLUSIVE":
        holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute(f"BEGIN {held}")

    with pytest.raises(WorkError, match="has been locked"):
        count(kept)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(patiently, kept, lambda: count(kept))
        with pytest.raises(TimeoutError):
            waiting.result(0.5)
        holder.close()
        assert waiting.result(20) == 5
    assert capsys.readouterr().err.count("has been locked") == 1


@pytest.mark.parametrize(("place", "told"), [("watch.db/other.db", "is no folder"), (".", "is a folder")])
def test_what_cannot_pass_is_not_waited_for(kept: Path, place: str, told: str) -> None:
    path = kept.parent / place
    with pytest.raises(WorkError, match=told):
        patiently(path, lambda: count(path))


def count(path: Path) -> int:
    """Begin to write, and return the number of items."""
    with closing(open_writer(path)) as writer:
        return writer.call(count_items)


def test_somebody_elses_file_is_never_mended(run: Run, tmp_path: Path) -> None:
    diary = tmp_path / "diary.db"
    diary.write_text("Dear diary. " * 1000)
    told = run("--db", diary, "poll", "--once", "--feed", "http://127.0.0.1:9/x")
    assert told.status == 1
    assert diary.read_text().startswith("Dear")
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["diary.db"]
