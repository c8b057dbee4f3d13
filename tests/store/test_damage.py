"""Files that are damaged in ways of their own, and what is in the way of mending them."""

import errno
import os
import resource
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from core.errors import WorkError
from store import salvage
from store.database import SCHEMA, explain, may_pass, open_reader, open_store, read_text_index
from store.items import items
from store.keeping import backup, first_look, ours, repair, restore
from store.query import Query
from store.search import search
from tests.store.scene import NOON
from tests.store.test_keeping import cut_off, fill, guids, spoil, wrong

_NOBODY = 65_534


def misspell(path: Path) -> None:
    """Change a letter where the disk has it: a row and its index differ, and nothing else shows it."""
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"g17", b"z17", 1))


def lose_table(path: Path, name: str) -> None:
    """Lose the page at which a table begins."""
    with closing(sqlite3.connect(path)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    spoil(path, [root - 1])


def loosen(path: Path, change: str) -> None:
    """Put values into a row that its table would not take."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        tables = db.execute("SELECT name, sql FROM sqlite_schema WHERE sql LIKE '%STRICT%'").fetchall()
        db.execute("PRAGMA writable_schema = ON")
        db.executemany("UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name = ?", [(name,) for name, _ in tables])
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(change)
        db.execute("PRAGMA writable_schema = ON")
        db.executemany("UPDATE sqlite_schema SET sql = ? WHERE name = ?", [(sql, name) for name, sql in tables])


@contextmanager
def small_files(limit: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_an_index_that_differs_is_found_and_no_copy_of_it_is_made(path: Path, tmp_path: Path) -> None:
    fill(path, 30)
    misspell(path)
    assert any("index" in row for row in wrong(path))
    with pytest.raises(WorkError, match=r"is damaged \(.*store repair` first"):
        backup(path, tmp_path / "copy.db")
    assert [file.name for file in tmp_path.iterdir() if "copy" in file.name] == []
    assert repair(path, NOON).items == 30
    assert wrong(path) == []


def test_a_damaged_copy_is_not_restored_and_a_damaged_database_is_replaced(path: Path, tmp_path: Path) -> None:
    fill(path, 30)
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    backup(path, whole)
    broken.write_bytes(whole.read_bytes())
    misspell(broken)
    with pytest.raises(WorkError, match=r"broken\.db: is damaged \(.*\); nothing was restored"):
        restore(path, broken, NOON)
    misspell(path)
    done = restore(path, whole, NOON)
    assert done.aside is not None
    assert wrong(done.aside)
    assert wrong(path) == []


def test_what_cannot_be_written_to_is_not_restored_over(path: Path, tmp_path: Path) -> None:
    fill(path, 3)
    backup(path, tmp_path / "copy.db")
    with closing(sqlite3.connect(path)) as later:
        later.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    with pytest.raises(WorkError, match="made by a later version"):
        restore(path, tmp_path / "copy.db", NOON)
    assert {file.name.partition("-")[0] for file in tmp_path.iterdir()} == {"copy.db", "watch.db"}


def test_where_there_is_no_room_what_was_there_stays(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    fill(tmp_path / "small.db", 3)
    backup(tmp_path / "small.db", copy)
    fill(path, 300)
    before = guids(path)
    with small_files(2 * copy.stat().st_size), pytest.raises(WorkError, match=str(path)):
        restore(path, copy, NOON)
    assert (guids(path), wrong(path)) == (before, [])
    with pytest.raises(WorkError, match="is a folder"):
        repair(tmp_path, NOON)


def test_two_repairs_of_one_moment_keep_both_files(path: Path) -> None:
    fill(path, 3)
    kept = []
    for _ in range(2):
        spoil(path, [0])
        kept.append(repair(path, NOON).aside)
    assert len({*kept}) == 2
    assert all(aside.read_bytes()[:16] == bytes(16) for aside in kept)
    assert len(guids(path)) == 3


def test_what_stands_in_the_log_alone_is_saved_and_set_aside_with_it(path: Path) -> None:
    fill(path, 3)
    cut_off(path, "UPDATE items SET source = 7")
    log = path.with_name("watch.db-wal").read_bytes()
    spoil(path, [0])
    done = repair(path, NOON)
    assert done.aside.with_name(f"{done.aside.name}-wal").read_bytes() == log
    assert done.items == 3
    with closing(open_reader(path)) as db:
        assert {item.source for item in items(db, Query())} == {"7"}


def test_a_row_with_values_of_another_kind_is_lost_alone(path: Path) -> None:
    fill(path, 5)
    loosen(path, "UPDATE claims SET start = x'00ff' WHERE id = 2")
    assert wrong(path)
    done = repair(path, NOON)
    assert (done.items, done.lost, wrong(path)) == (5, 1, [])
    with closing(open_reader(path)) as db:
        assert db.execute("SELECT count(*) FROM claims").fetchone() == (4,)


@pytest.mark.parametrize(("table", "left", "lost"), [("claims", 30, 30), ("versions", 30, 30), ("feeds", 30, 2), ("items", 0, 30)])
def test_a_lost_table_costs_what_was_in_it(path: Path, table: str, left: int, lost: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    fill(path, 30)
    lose_table(path, table)
    done = repair(path, NOON)
    assert (done.items, done.lost, wrong(path)) == (left, lost, [])


RECOVERS = """#!{python}
import sqlite3, sys
if "-batch" in sys.argv:
    sqlite3.connect(sys.argv[-1]).executescript(sys.stdin.read())
else:
    print("\\n".join(sqlite3.connect({whole!r}).iterdump()))
"""


@pytest.mark.parametrize(
    ("program", "left"),
    [
        pytest.param(None, 0, id="none"),
        pytest.param("#!/nowhere\n", 0, id="cannot be run"),
        pytest.param("#!/bin/sh\nexec /bin/sleep 60\n", 0, id="hangs"),
        pytest.param("#!/bin/sh\nexit 1\n", 0, id="knows no such thing"),
        pytest.param(RECOVERS, 5, id="finds what we do not"),
    ],
)
def test_what_the_program_of_sqlite_finds_is_taken_where_it_is_of_use(
    path: Path, tmp_path: Path, program: str | None, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path, 5)
    whole = tmp_path / "whole.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP TABLE versions_fts")
    whole.write_bytes(path.read_bytes())
    lose_table(path, "items")
    if program is not None:
        (tmp_path / "sqlite3").write_text(program.format(python=sys.executable, whole=str(whole)))
        (tmp_path / "sqlite3").chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(salvage, "_RECOVER_SECONDS", 20 if left else 0.5)
    assert repair(path, NOON).items == left
    assert wrong(path) == []


def test_a_folder_is_no_database_of_ours(tmp_path: Path) -> None:
    assert not ours(tmp_path)


def test_the_first_look_sees_an_index_that_misses_a_row(path: Path) -> None:
    fill(path, 3)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        index = db.execute("SELECT type, name, tbl_name, rootpage, sql FROM sqlite_schema WHERE name = 'items_by_page'").fetchone()
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_schema WHERE name = 'items_by_page'")
        db.execute("PRAGMA writable_schema = RESET")
        db.execute("UPDATE items SET page = 'elsewhere' WHERE id = 1")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", index)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert "index items_by_page" in first_look(path)[0]
    assert repair(path, NOON).items == 3
    assert wrong(path) == []


def test_of_a_file_that_lost_its_end_the_rest_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, 300)
    with closing(sqlite3.connect(path)) as db:
        db.execute("VACUUM")  # its tables begin elsewhere than a new one's
    os.truncate(path, path.stat().st_size * 3 // 4)
    monkeypatch.setattr(salvage, "_recovered", lambda *_: None)  # as where there is no `sqlite3` program
    assert repair(path, NOON).items > 0
    assert wrong(path) == []


def test_an_error_of_a_full_disk_is_told_as_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trouble = sqlite3.OperationalError("disk I/O error")
    assert explain(path, trouble).endswith("disk I/O error")
    full = os.statvfs_result((4096, 4096, 5120, 7, 7, 0, 0, 0, 0, 255))
    monkeypatch.setattr(os, "statvfs", lambda _: full)
    assert explain(path, trouble).endswith("the disk is full; what it holds is safe")


def test_the_first_look_sees_texts_whose_item_was_lost(path: Path) -> None:
    fill(path, 3)
    with closing(sqlite3.connect(path)) as db:
        # As a torn log leaves it: sound pages, some of them older than others.
        db.execute("DELETE FROM items WHERE id = 3")
        db.commit()
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert "refers to one of items that is not there" in first_look(path)[0]
    assert repair(path, NOON).items == 2
    assert wrong(path) == []
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM versions WHERE item = 3").fetchone() == (0,), "the next item shall not find them"


def test_a_look_at_a_large_file_ends_when_its_time_is_over(path: Path) -> None:
    fill(path, 300)
    misspell(path)
    assert first_look(path)
    assert first_look(path, seconds=0) == []


def test_what_was_found_is_told_though_time_ends_in_the_text_index(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run_out(db: sqlite3.Connection) -> None:
        db.set_progress_handler(lambda: True, 1)
        read_text_index(db)

    monkeypatch.setattr("store.keeping.read_text_index", run_out)
    fill(path, 3)
    assert first_look(path) == []
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE items SET version = NULL")
        db.commit()
    assert first_look(path) == ["3 items have no text"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param("UPDATE versions_fts_data SET block = CAST(hex(block) AS BLOB) WHERE id > 10", id="pages"),
        pytest.param("DELETE FROM versions_fts_data WHERE id > 10", id="pages lost"),
        pytest.param("DELETE FROM versions_fts_data WHERE id = 10", id="list of its parts lost"),
        pytest.param("DROP TABLE versions_fts", id="all of it lost"),
    ],
)
def test_a_damaged_text_index_is_found_and_made_anew(path: Path, change: str) -> None:
    fill(path, 30)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(change)
        assert db.execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert wrong(path)
    assert first_look(path) == wrong(path)
    with pytest.raises(WorkError, match="store repair"):
        backup(path, path.with_name("copy.db"))
    assert repair(path, NOON).items == 30
    assert (wrong(path), first_look(path)) == ([], [])
    with closing(open_reader(path)) as db:
        assert search(db, Query(search="headline"), 5).total == 30


@pytest.mark.parametrize("version", [0, SCHEMA + 1])
def test_what_has_no_tables_of_ours_is_not_looked_over(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {version}")
        db.execute("CREATE TABLE recipes (name)")
    assert first_look(path) == []


def locked(path: Path) -> sqlite3.Connection:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    return other


def diary(path: Path) -> None:
    path.write_text("Dear diary. " * 100)


def later(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")


@pytest.mark.parametrize(
    ("trouble", "passes"),
    [
        pytest.param(locked, True, id="another program's lock"),
        pytest.param(lambda path: path.mkdir(), False, id="a folder"),
        pytest.param(diary, False, id="no database"),
        pytest.param(later, False, id="a later version"),
        pytest.param(lambda path: path.parent.rmdir() or path.parent.write_text(""), False, id="a file for its folder"),
    ],
)
def test_what_may_pass_is_waited_for(
    tmp_path: Path, trouble: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch, *, passes: bool
) -> None:
    monkeypatch.setattr("store.database.BUSY_SECONDS", 0.05)
    path = tmp_path / "deep" / "watch.db"
    path.parent.mkdir()
    held = trouble(path)
    with pytest.raises(WorkError) as told:
        open_store(path)
    assert may_pass(path, told.value) is passes
    if isinstance(held, sqlite3.Connection):
        held.close()


def test_a_full_disk_may_pass(path: Path) -> None:
    told = WorkError("full")
    told.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert may_pass(path, told)


@contextmanager
def closed(folder: Path) -> Iterator[None]:
    """Be somebody who may read what is in a folder, and not write there."""
    folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:
        os.setresuid(_NOBODY, _NOBODY, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)
        folder.chmod(0o700)


def test_a_folder_that_is_closed_to_us_is_read_from() -> None:
    with TemporaryDirectory() as name:
        path = Path(name) / "watch.db"
        fill(path, 3)
        path.chmod(0o444)
        with closed(path.parent):
            assert len(guids(path)) == 3
        assert [file.name for file in path.parent.iterdir()] == ["watch.db"]
