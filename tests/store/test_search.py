"""Searching what is stored."""

from pathlib import Path

import pytest

from store.database import open_store, transaction
from store.query import Query
from store.search import CLOSE, OPEN, search
from store.stream import mark_all_read, mark_read, query_ids, set_star
from tests.tui import scene


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    scene.fill(path)
    return path


def test_an_item_is_found_with_the_passage_that_holds_the_words(path: Path) -> None:
    found = search(open_store(path), Query(search="drones air"), 10)
    assert found.total == 1
    assert found.hits[0].row.source == "Courier"
    assert f"{OPEN}drones{CLOSE}" in found.hits[0].passage


def test_the_newest_are_returned_and_all_are_counted(path: Path) -> None:
    found = search(open_store(path), Query(source="courier"), 1)
    assert [hit.row.title for hit in found.hits] == ["Northland and Southland swap 314 prisoners"]
    assert found.hits[0].passage == ""
    assert found.total == 2


@pytest.mark.parametrize("words", ['"', "drones OR", "a*b", "(", "NEAR(x)", "drones -ninety", ":"])
def test_nothing_that_is_typed_is_an_operator(words: str, path: Path) -> None:
    search(open_store(path), Query(search=words), 10)


def test_marks_narrow_a_search(path: Path) -> None:
    db = open_store(path)
    everything = list(query_ids(db, Query()))
    with transaction(db):
        mark_read(db, everything[:2], scene.NOW)
        set_star(db, everything[0], scene.NOW, on=True)
    assert list(query_ids(db, Query(unread=True))) == everything[2:]
    assert list(query_ids(db, Query(starred=True))) == everything[:1]
    with transaction(db):
        mark_all_read(db, "talks", scene.NOW)
    assert not {"Envoys to meet again in coming weeks"} & {hit.row.title for hit in search(db, Query(unread=True), 10).hits}
    with transaction(db):
        mark_all_read(db, None, scene.NOW)
    assert not query_ids(db, Query(unread=True))
    assert list(query_ids(db, Query(starred=True))) == everything[:1]
