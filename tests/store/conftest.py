from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from store.database import open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "watch.db"


@pytest.fixture
def db(path: Path) -> Iterator[Database]:
    store = open_store(path)
    yield store
    store.close()
