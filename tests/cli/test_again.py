"""Going over everything again: interrupted in every way, it loses nothing and goes on where it was."""

import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, nullcontext
from functools import partial
from pathlib import Path

import pytest

from core.settings import Poll
from store.claims import claims
from store.database import check_store, open_reader, open_store, transaction
from store.feeds import feed_states, set_feeds
from store.items import save_entries
from store.query import Query
from store.versions import count_versions
from tests.cli.conftest import Run
from tests.store.scene import COURIER, NOON, entry

ITEMS = 400
TEXT = (
    "Russia and Ukraine exchanged {0} prisoners each on Thursday. It was number {0} of them.\n" + 20 * "The talks went on in the capital.\n"
)


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "watch.db"
    with closing(open_store(path)) as db, transaction(db):
        set_feeds(db, [COURIER], Poll(), NOON)
        save_entries(db, feed_states(db)[0], [entry(f"{n}", text=TEXT.format(n + 100)) for n in range(ITEMS)], NOON)
    return path


def unread(path: Path) -> int:
    with closing(open_reader(path)) as db:
        return count_versions(db, unread=True)


def test_a_rereading_is_told_and_kept_in_small_steps(filled: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []

    class Bar(nullcontext[None]):
        def advance(self, _: int, count: int) -> None:
            kept.append(count)

    monkeypatch.setattr("cli.say.progress", lambda *_: (Bar(), 0))
    assert run("--db", filled, "reread").status == 0
    assert sum(kept) == ITEMS
    assert max(kept) <= ITEMS // 20, "a step is a transaction: what an interruption can cost"


def begin(path: Path) -> "subprocess.Popen[str]":
    words = [sys.executable, "-m", "negotiation_watch", "reread", "--db", str(path)]
    # Where the tests run in the background of a shell, an interrupt would be passed over.
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(words, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2], preexec_fn=heed)  # noqa: PLW1509


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["interrupted", "killed"])
def test_a_rereading_goes_on_where_it_was_ended(filled: Path, number: signal.Signals) -> None:
    first = begin(filled)
    while unread(filled) in {0, ITEMS} and first.poll() is None:
        time.sleep(0.01)
    first.send_signal(number)
    first.communicate()
    left = unread(filled)
    assert 0 < left < ITEMS
    with closing(open_reader(filled)) as db:
        assert check_store(db) == []
    second = begin(filled)
    told = second.communicate()[1]
    assert (second.returncode, "going on with the rereading that was interrupted" in told) == (0, True)
    assert f"read {left} versions" in told
    with closing(open_reader(filled)) as db:
        counted = Counter(claim.value.low for claim in claims(db, Query(question="released")))
    assert counted == Counter({float(n + 100): 1 for n in range(ITEMS)})
