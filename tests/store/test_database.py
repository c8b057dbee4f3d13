import errno
import sqlite3
import stat
from pathlib import Path
from sqlite3 import Connection

import pytest
from sqlite_utils import Database

from core.errors import WorkError
from store.database import SCHEMA, data_version, explain, open_reader, open_store, transaction
from store.schema import migrations
from store.sessions import Session, end_session, last_session, start_session
from store.writer import Writer
from tests.store.scene import HOUR, NOON, feeds


def test_a_new_database_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "down" / "watch.db"
    open_store(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_tables_are_strict_and_whole(db: Connection) -> None:
    loose = [row[1] for row in db.execute("PRAGMA table_list") if row[2] == "table" and not row[5] and "sqlite" not in row[1]]
    assert loose == []
    assert len(migrations.applied(Database(db))) == SCHEMA
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    # FULL: what was said to be stored outlives a loss of power.
    assert db.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_reader_sees_what_another_wrote_and_cannot_write(db: Connection, path: Path) -> None:
    reader = open_reader(path)
    before = data_version(reader)
    feeds(db)
    assert data_version(reader) != before
    assert reader.execute("SELECT count(*) FROM feeds").fetchone() == (2,)
    with pytest.raises(sqlite3.OperationalError):
        reader.execute("DELETE FROM feeds")
    reader.close()


def test_a_broken_transaction_leaves_nothing(db: Connection) -> None:
    with pytest.raises(AssertionError), transaction(db):
        assert not feeds(db)
    assert db.execute("SELECT count(*) FROM feeds").fetchone() == (0,)


async def test_the_writer_runs_jobs_in_order_each_in_a_transaction(path: Path) -> None:
    writer = Writer(path)
    session = await writer.run(start_session, NOON)
    with pytest.raises(sqlite3.IntegrityError):
        writer.call(lambda db: (start_session(db, NOON), db.execute("INSERT INTO sessions VALUES (1, 'x', NULL)")))
    writer.call(end_session, session.id, NOON + HOUR)
    assert writer.call(last_session) == Session(1, NOON, NOON + HOUR)
    assert writer.call(last_session, before=1) is None
    writer.close()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (sqlite3.OperationalError("attempt to write a readonly database"), "may be read by you, and not written"),
        (PermissionError("no"), "may be read by you, and not written"),
        (sqlite3.DatabaseError("file is not a database"), "is no database, or a damaged one"),
        (sqlite3.OperationalError("database or disk is full"), "the disk is full"),
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (sqlite3.OperationalError("database is locked"), "locked by another program for 30 seconds"),
        (sqlite3.OperationalError("something else"), "something else"),
        (FileExistsError(errno.EEXIST, "File exists"), "is no folder"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "x"), ": No such file or directory"),
    ],
)
def test_trouble_is_said_with_the_file_and_the_way_out(path: Path, error: Exception, words: str) -> None:
    path.touch()
    assert explain(path, error).startswith(f"{path}: ")
    assert words in explain(path, error)


def test_a_place_that_is_closed_is_said_to_be(path: Path) -> None:
    assert "cannot be opened: check the permissions" in explain(path, PermissionError("no"))


def test_what_is_no_database_is_refused_and_left_as_it_is(path: Path, tmp_path: Path) -> None:
    path.write_text("A diary, not a database. " * 100)
    with pytest.raises(WorkError, match="is no database"):
        open_store(path)
    assert path.read_text().startswith("A diary")
    with pytest.raises(WorkError, match="is a folder"):
        open_store(tmp_path)
    with pytest.raises(WorkError, match="there is no such database yet"):
        open_reader(tmp_path / "missing.db")


def test_a_reader_trusts_no_foreign_file(path: Path, tmp_path: Path) -> None:
    path.touch()
    with pytest.raises(WorkError, match="holds nothing of negotiation-watch"):
        open_reader(path)
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE items (x)")
    other.close()
    with pytest.raises(WorkError, match="holds nothing of negotiation-watch"):
        open_reader(tmp_path / "other.db")
    with pytest.raises(WorkError, match="is another program's database"):
        open_store(tmp_path / "other.db")


def test_a_transaction_that_sqlite_gave_up_itself_keeps_its_own_words(db: Connection) -> None:
    feeds(db)
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(sqlite3.OperationalError, match="is full"), transaction(db):
        db.execute("CREATE TABLE filler (x)")
    assert db.execute("SELECT count(*) FROM feeds").fetchone() == (2,)


def test_a_database_of_a_later_version_is_refused(path: Path) -> None:
    later = sqlite3.connect(path)
    later.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    later.close()
    with pytest.raises(WorkError, match="made by a later version"):
        open_store(path)
