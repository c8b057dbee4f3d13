from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from store.writer import Writer

# Workers come from one server of processes, which imports for all of them: a test that needs several starts them in no time.
get_context("forkserver").set_forkserver_preload(["negotiation_watch.forked"])


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    store = Writer(tmp_path / "watch.db")
    yield store
    store.close()
