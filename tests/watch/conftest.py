from collections.abc import Iterator
from pathlib import Path

import pytest

from store.writer import Writer


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    store = Writer(tmp_path / "watch.db")
    yield store
    store.close()
