from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from store.database import open_reader, open_store
from tests.digest.scene import fill


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Connection]:
    """A store with a day in it, open for reading."""
    path = tmp_path / "watch.db"
    store = open_store(path)
    fill(store)
    store.close()
    reader = open_reader(path)
    yield reader
    reader.close()
