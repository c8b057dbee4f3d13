import errno
import fcntl
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection

import pytest

from core.correction import Correction
from core.errors import WorkError
from core.times import stamp
from store.claims import claims, save_claims
from store.corrections import correct, judged, labels
from store.database import check_store, data_version, open_reader, open_store
from store.due import LEASE, take_due
from store.feeds import feed_states
from store.items import index_text, items
from store.keeping import alone, backup, damaged, first_look, left_open, ours, repair, restore, take_back
from store.pages import next_page_due
from store.query import Query
from store.stream import mark_read, set_star
from store.tags import save_tags
from store.writer import Writer
from tests.store.scene import NOON, claim, entry, feeds, save_entry, tag

PAGE = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "watch.db"


def fill(path: Path, count: int = 300) -> None:
    """Write items, with tags, claims, a star and a correction."""
    db = open_store(path)
    courier, _ = feeds(db)
    db.execute("BEGIN")
    for number in range(count):
        saved = save_entry(db, courier, entry(f"g{number}", f"Headline {number}", f"Text {number}. " * 40), NOON)
        save_tags(db, saved.version, [tag("pow-swaps")])
        save_claims(db, saved.version, [claim(100 + number)])
    db.execute("COMMIT")
    index_text(db)
    set_star(db, 1, NOON, on=True)
    mark_read(db, [2], NOON)
    correct(db, judged(db, 3)[0].row, Correction("wrong", None, None, None, None), NOON)
    db.close()


def guids(path: Path) -> list[str]:
    db = open_reader(path)
    found = [item.guid for item in items(db, Query())]
    db.close()
    return found


def wrong(path: Path) -> list[str]:
    db = open_reader(path)
    found = check_store(db)
    db.close()
    return found


@contextmanager
def held_elsewhere(path: Path) -> Iterator[None]:
    """Another process has the database open."""
    words = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT 1 FROM items').fetchall(); print(flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", words, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield
        other.communicate(b"\n")


def cut_off(path: Path, change: str) -> None:
    """Change the database in a process that is killed before its log is taken in."""
    words = "import os, sys; from pathlib import Path; from store.database import open_store; db = open_store(Path(sys.argv[1])); "
    subprocess.run([sys.executable, "-c", f"{words}db.execute(sys.argv[2]); os._exit(9)", path, change], check=False)


def spoil(path: Path, pages: Iterable[int]) -> None:
    """Write zeros over pages, as a disk does that lost what it was given."""
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * PAGE)
            file.write(bytes(PAGE))


def test_a_backup_is_whole_private_and_made_while_others_write(path: Path, tmp_path: Path) -> None:
    fill(path, 5)
    target = tmp_path / "copy.db"
    with held_elsewhere(path):
        assert backup(path, target) == 5
    assert guids(target) == guids(path)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*part*"))
    with pytest.raises(WorkError, match="is there already"):
        backup(path, target)
    with pytest.raises(WorkError, match="No such file"):
        backup(path, tmp_path / "nowhere" / "copy.db")


def test_a_restored_database_reaches_those_who_have_it_open(path: Path, tmp_path: Path) -> None:
    fill(path, 5)
    backup(path, tmp_path / "copy.db")
    db = open_store(path)
    save_entry(db, feeds(db)[0], entry("later"), NOON)
    reader = open_reader(path)
    before = data_version(reader)
    done = restore(path, tmp_path / "copy.db", NOON)
    assert done.items == 5
    assert data_version(reader) != before
    assert len(items(reader, Query())) == 5
    save_entry(db, feeds(db)[0], entry("after"), NOON)
    reader.close()
    db.close()
    assert "after" in guids(path)
    assert done.aside is not None
    assert "later" in guids(done.aside)
    assert wrong(path) == []


def test_what_is_no_whole_copy_is_not_restored(path: Path, tmp_path: Path) -> None:
    fill(path, 3)
    diary, empty = tmp_path / "diary.db", tmp_path / "empty.db"
    diary.write_text("Dear diary. " * 1000)
    sqlite3.connect(empty).close()
    for source, words in ((diary, "is no database"), (empty, "holds nothing of"), (tmp_path / "none", "there is no such file")):
        with pytest.raises(WorkError, match=f"{source}: .*{words}"):
            restore(path, source, NOON)
    assert len(guids(path)) == 3
    assert sorted(file.name for file in tmp_path.iterdir() if "watch.db" not in file.name) == ["diary.db", "empty.db"]


def test_a_copy_comes_back_where_nothing_is_left_and_where_all_is_damaged(path: Path, tmp_path: Path) -> None:
    fill(path, 3)
    copy = tmp_path / "copy.db"
    backup(path, copy)
    assert restore(tmp_path / "new.db", copy, NOON).aside is None
    assert len(guids(tmp_path / "new.db")) == 3
    spoil(path, [0])
    done = restore(path, copy, NOON)
    assert done.aside is not None
    assert done.aside.read_bytes()[:16] == bytes(16)
    assert len(guids(path)) == 3


def test_all_that_can_be_read_is_in_the_repaired_one_and_the_damaged_one_stays(path: Path) -> None:
    fill(path)
    pages = path.read_bytes()
    spoil(path, [number for number in range(len(pages) // PAGE) if b"Text 150. " in pages[number * PAGE : (number + 1) * PAGE]])
    assert wrong(path)
    assert first_look(path)
    before = path.read_bytes()
    path.chmod(0o660)
    done = repair(path, NOON)
    assert stat.S_IMODE(path.stat().st_mode) == 0o660, "who shares it still does"
    assert done.aside.read_bytes() == before
    assert done.aside.name == "watch.damaged-20260205T120000Z.db"
    assert wrong(path) == []
    kept = guids(path)
    assert done.items == len(kept) == len(set(kept)) > 200
    assert done.lost > 0
    db = open_reader(path)
    # Nothing was invented, a reader's own acts are there, and words are found.
    assert {item.title for item in items(db, Query())} <= {f"Headline {number}" for number in range(300)}
    assert len(labels(db)) == 1
    assert db.execute("SELECT count(*) FROM marks").fetchone() == (2,)
    assert len(items(db, Query(search="Headline"))) > 200
    assert db.execute("SELECT count(*) FROM versions WHERE claims_read IS NOT NULL").fetchone() == (0,)
    db.close()


def test_an_item_outlives_its_text(path: Path) -> None:
    fill(path, 3)
    db = open_store(path)
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("DELETE FROM versions WHERE item = 2")
    db.execute("DELETE FROM feeds")
    db.close()
    assert {"a row of items refers to one of feeds that is not there", "1 items have no text"} <= set(wrong(path))
    repair(path, NOON)
    assert wrong(path) == []
    assert sorted(guids(path)) == ["g0", "g1", "g2"]


def test_a_lost_first_page_costs_nothing(path: Path) -> None:
    fill(path)
    spoil(path, [0])
    done = repair(path, NOON)
    assert (done.items, done.lost) == (300, 0)
    db = open_reader(path)
    assert len(labels(db)) == 1
    assert len(claims(db, Query())) == 299
    db.close()
    assert wrong(path) == []


def test_where_nothing_can_be_read_an_empty_one_begins(path: Path) -> None:
    fill(path, 3)
    path.write_bytes(bytes(3 * PAGE))
    assert ours(path)
    done = repair(path, NOON)
    assert done.items == 0
    assert done.aside.stat().st_size == 3 * PAGE
    assert guids(path) == []


def test_nobody_has_it_open_while_it_is_mended(path: Path) -> None:
    fill(path, 3)
    with held_elsewhere(path), pytest.raises(WorkError, match="another process has it open"):
        repair(path, NOON)
    with alone(path):
        pass
    with pytest.raises(WorkError, match="there is no such database"):
        repair(path.with_name("none.db"), NOON)


def test_a_run_that_was_cut_off_is_known_by_its_log(path: Path) -> None:
    fill(path, 3)
    assert not left_open(path)
    cut_off(path, "INSERT INTO sessions (started) VALUES (1)")
    assert left_open(path)
    with held_elsewhere(path):
        assert not left_open(path)


def test_to_look_a_file_over_leaves_it_as_it_is(path: Path) -> None:
    fill(path, 3)
    cut_off(path, "INSERT INTO sessions (started) VALUES (1)")
    log = path.with_name("watch.db-wal").read_bytes()
    assert first_look(path) == []
    assert path.with_name("watch.db-wal").read_bytes() == log, "whoever mends it finds it as it was left"
    db = open_store(path)
    assert db.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
    db.close()


def test_a_reader_that_stays_longer_makes_no_end_a_cut(path: Path) -> None:
    writer = Writer(path)
    reader = open_reader(path)
    writer.call(feeds)
    writer.close()
    assert path.with_name("watch.db-wal").stat().st_size == 0
    reader.close()
    assert not left_open(path)


def test_a_diary_is_not_taken_for_a_damaged_database(path: Path) -> None:
    path.write_text("Dear diary. " * 1000)
    assert not ours(path)
    with pytest.raises(WorkError) as trouble:
        open_store(path)
    assert damaged(trouble.value)
    with pytest.raises(WorkError, match="left as it is"):
        repair(path, NOON)
    assert path.read_text().startswith("Dear")


def test_opening_it_again_keeps_the_locks_of_the_first(path: Path, db: Connection) -> None:
    feeds(db)
    again = open_store(path)
    with pytest.raises(WorkError, match="another process has it open"):
        elsewhere(path)
    again.close()


def elsewhere(path: Path) -> None:
    """Ask in another process, for a process's own locks never stand in its way."""
    words = "import sys; from pathlib import Path; from store.keeping import alone\nwith alone(Path(sys.argv[1])): pass"
    said = subprocess.run([sys.executable, "-c", words, path], capture_output=True, text=True, check=False)
    if said.returncode:
        raise WorkError(said.stderr)


def test_what_a_run_had_taken_that_was_cut_off_is_due_again(path: Path) -> None:
    db = open_store(path)
    courier, herald = feeds(db)
    db.execute("UPDATE feeds SET status = 410 WHERE url = ?", (herald.url,))
    save_entry(db, courier, entry("page"), NOON)
    db.execute("UPDATE items SET page_due = ?", (stamp(NOON + LEASE),))
    assert len(take_due(db, [courier.url, herald.url], NOON, NOON + LEASE)) == 2
    assert take_due(db, [courier.url], NOON, NOON + LEASE) == []
    take_back(db, NOON)
    assert {state.source: state.next_poll for state in feed_states(db)} == {"Courier": NOON, "Herald": None}
    assert next_page_due(db) == NOON
    db.close()


def test_what_a_killed_process_left_of_a_copy_is_in_nobodys_way(path: Path, tmp_path: Path) -> None:
    fill(path, 30)
    for name in (".watch.db-part", ".watch.db-part-journal", ".copy.db-part", ".copy.db-part-wal"):
        (tmp_path / name).write_bytes(b"half of a copy")
    (tmp_path / "..watch.db-part-workshop").mkdir()
    (tmp_path / "..watch.db-part-workshop" / "recovered.db").write_bytes(b"half of it")
    assert backup(path, tmp_path / "copy.db") == 30
    assert restore(path, tmp_path / "copy.db", NOON).items == 30
    spoil(path, [0])
    assert repair(path, NOON).items == 30
    assert wrong(path) == []
    assert [file.name for file in tmp_path.iterdir() if "part" in file.name] == []


def test_a_database_with_part_in_its_name_is_left_alone(tmp_path: Path) -> None:
    whole, part = tmp_path / "watch.db", tmp_path / "watch.part.db"
    fill(part, 30)
    assert backup(part, whole) == 30
    assert restore(whole, part, NOON).items == 30
    spoil(whole, [0])
    assert repair(whole, NOON).items == 30
    assert [(wrong(one), len(guids(one))) for one in (whole, part)] == [([], 30)] * 2


def test_copies_are_made_where_folders_cannot_be_locked(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, 3)

    def refuse(_: int, how: int) -> None:
        raise OSError(number, "no locks here")

    monkeypatch.setattr(fcntl, "flock", refuse)
    for number in (errno.EBADF, errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP):
        copy = tmp_path / f"copy-{number}.db"
        assert backup(path, copy) == restore(path, copy, NOON).items == 3
        copy.unlink()
    number = errno.EIO
    with pytest.raises(WorkError, match="no locks here"):
        backup(path, copy)


def test_two_copies_of_one_name_are_made_one_after_the_other(path: Path, tmp_path: Path) -> None:
    fill(path, 100)
    copy = tmp_path / "copy.db"
    with ThreadPoolExecutor() as pool:
        ended = [made.exception() for made in [pool.submit(backup, path, copy) for _ in range(4)]]
    assert sorted(str(error) for error in ended) == [f"{copy}: is there already; give another name"] * 3 + ["None"]
    assert wrong(copy) == []
