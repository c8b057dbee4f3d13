from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from store.database import open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "watch.db"


@pytest.fixture
def db(path: Path) -> Iterator[Connection]:
    store = open_store(path)
    yield store
    store.close()
