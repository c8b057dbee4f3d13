"""The board in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.apart import Apart
from core.errors import WorkError
from core.rows import Rows, head
from core.sheet import packed
from digest.apart import Boards
from digest.board import board
from store.claims import save_claims
from store.database import open_reader, open_store
from store.query import Query
from tests.digest.scene import EVENING, SETTINGS, fill
from tests.store.scene import claim
from tests.watch.jobs import resident


def test_it_shows_what_one_made_here_shows_and_what_changes(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    db = open_store(path)
    fill(db)
    boards = Boards(path, SETTINGS)
    try:
        rows = boards(open_reader(path), SETTINGS, EVENING)
        wanted = board(db, SETTINGS, Query(), EVENING)
        assert [plain(row) for row in rows] == wanted
        later = EVENING + timedelta(days=3)
        assert [plain(row) for row in boards(open_reader(path), SETTINGS, later)] == board(db, SETTINGS, Query(), later)
        version = db.execute("SELECT version FROM claims LIMIT 1").fetchone()[0]
        save_claims(db, version, [claim(315)])
        assert [plain(row) for row in boards(open_reader(path), SETTINGS, later)] == board(db, SETTINGS, Query(), later)
        assert str(boards.digest("md", EVENING - timedelta(days=1), EVENING).body).startswith("# ")
        assert isinstance(boards.digest("pdf", EVENING - timedelta(days=1), EVENING).body, bytes)
    finally:
        boards.end()
        db.close()


def test_what_compares_loads_no_form_of_a_digest_before_one_is_asked_for() -> None:
    code = "import sys, digest.boarding; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert set(done.stdout.split()) & {"digest.render", "digest.html", "digest.gather"} == set()


def plain(row: Any) -> Any:
    """Return a row without what was found out of where its words come from."""
    groups = tuple(replace(group, claims=tuple(replace(one, origin=None) for one in group.claims)) for group in row.groups)
    return replace(row, groups=groups)


def begin() -> Callable[[Any], object]:
    def answer(question: Any) -> object:
        if question == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if question == "fail":
            raise ValueError("no such question")
        if question == "much":
            return b"x" * (32 << 20)
        if question == "resident":
            return resident()
        return os.getpid(), os.getpriority(os.PRIO_PROCESS, 0), question

    return answer


def test_a_process_steps_back_says_what_ails_it_and_is_begun_again_once_lost() -> None:
    apart = Apart(begin)
    try:
        first, nice, said = apart.ask(1)
        assert (first != os.getpid(), nice > os.getpriority(os.PRIO_PROCESS, 0), said) == (True, True, 1)
        with pytest.raises(ValueError, match="no such question"):
            apart.ask("fail")
        assert apart.ask(2)[0] == first
        with pytest.raises(WorkError, match="was lost"):
            apart.ask("die")
        assert apart.ask(3)[0] != first
    finally:
        apart.end()


@pytest.mark.skipif(sys.platform != "linux", reason="is told of memory by Linux alone")
def test_a_process_does_not_keep_what_it_answered() -> None:
    apart = Apart(begin)
    try:
        before = apart.ask("resident")
        assert len(apart.ask("much")) == 32 << 20
        assert apart.ask("resident") - before < 8 << 20
    finally:
        apart.end()


def test_a_row_comes_out_as_it_was_packed_with_the_importance_of_now(tmp_path: Path) -> None:
    db = open_store(tmp_path / "news.db")
    fill(db)
    rows = board(db, SETTINGS, Query(), EVENING)
    heads = [replace(head(row), importance=7, terms=(("new", 7),)) for row in rows]
    told = Rows(heads, [packed(row) for row in rows])
    assert list(told) == [replace(row, importance=7, terms=(("new", 7),)) for row in rows]
    db.close()
