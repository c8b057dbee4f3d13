from sqlite3 import Connection

import pytest

from store import stream
from store.items import index_text
from store.query import Query
from store.search import search
from store.stream import TopicCount, item_ids, item_rows, mark_read, new_items, query_ids, set_star, topic_counts, topic_counts_then
from store.tags import save_tags
from store.versions import article, versions
from tests.store.scene import HOUR, NOON, entry, feeds, save_entry, tag


def three(db: Connection) -> list[int]:
    """Store three items, the second with a topic, and return their ids, oldest first."""
    courier, _ = feeds(db)
    saved = [save_entry(db, courier, entry(f"{hour}", published=NOON + hour * HOUR), NOON + 5 * HOUR) for hour in range(3)]
    save_tags(db, saved[1].version, [tag("talks")])
    index_text(db)
    return [one.item for one in saved]


def test_ids_newest_first_by_topic_and_words(db: Connection) -> None:
    first, second, third = three(db)
    assert list(item_ids(db)) == [third, second, first]
    assert list(item_ids(db, limit=2)) == [third, second]
    assert list(item_ids(db, topic="talks")) == [second]
    assert list(item_ids(db, search="headl")) == [third, second, first]
    assert list(item_ids(db, search="headline", topic="talks")) == [second]


@pytest.mark.parametrize("many", [0, 100], ids=["said often", "said seldom"])
def test_what_an_older_version_says_is_found_as_well(many: int, db: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "_MANY", many)
    first, _, third = three(db)
    courier, _ = feeds(db)
    save_entry(db, courier, entry("0", "A bridge is closed", published=NOON), NOON + 6 * HOUR)
    index_text(db)
    assert list(item_ids(db, search="bridge")) == [first]
    assert first in item_ids(db, search="headline")
    assert list(item_ids(db, search="headline", limit=1)) == [third]
    assert list(query_ids(db, Query(search="bridge", source="courier"))) == [first]
    assert list(item_ids(db, search="nowhere")) == []


def test_rows_in_the_order_asked_with_the_readers_marks(db: Connection) -> None:
    first, second, third = three(db)
    mark_read(db, [second], NOON)
    set_star(db, third, NOON, on=True)
    rows = item_rows(db, [second, 99, third, first])
    assert [(row.id, row.topics, row.unread, row.starred) for row in rows] == [
        (second, ("talks",), False, False),
        (third, (), True, True),
        (first, (), True, False),
    ]
    mark_read(db, [second], NOON, read=False)
    set_star(db, third, NOON, on=False)
    assert [(row.unread, row.starred) for row in item_rows(db, [second, third])] == [(True, False), (True, False)]


def test_topics_counted(db: Connection) -> None:
    three(db)
    assert topic_counts(db, None) == [TopicCount("talks", 1, 0)]
    assert topic_counts(db, NOON + 5 * HOUR) == [TopicCount("talks", 1, 1)]
    assert topic_counts(db, NOON + 6 * HOUR) == [TopicCount("talks", 1, 0)]


def test_new_items_counted_whatever_their_topic(db: Connection) -> None:
    three(db)
    assert [new_items(db, NOON + hours * HOUR) for hours in (4, 5, 6)] == [3, 3, 0]


def test_lines_counts_words_and_versions_as_they_were_known(db: Connection) -> None:
    first, second, third = three(db)
    courier, _ = feeds(db)
    then, now = NOON + 6 * HOUR, NOON + 8 * HOUR
    late = save_entry(db, courier, entry("0", "A bridge is closed", text="Nobody may pass.", published=NOON), now)
    save_tags(db, late.version, [tag("strikes")])
    index_text(db)
    assert [(row.title, row.topics, row.versions) for row in item_rows(db, [first], now)] == [("A bridge is closed", ("strikes",), 2)]
    assert [(row.title, row.topics, row.versions) for row in item_rows(db, [first], then)] == [("A headline", (), 1)]
    assert topic_counts_then(db, then) == [TopicCount("talks", 1, 0)]
    assert topic_counts_then(db, now) == [TopicCount("strikes", 1, 0), TopicCount("talks", 1, 0)]
    assert topic_counts_then(db, NOON) == []
    assert list(query_ids(db, Query(as_of=then))) == [third, second, first]
    assert list(query_ids(db, Query(as_of=NOON))) == []
    assert search(db, Query(search="bridge", as_of=then), 9).total == 0
    assert search(db, Query(search="bridge", as_of=now), 9).total == 1
    assert [len(versions(db, first, moment)) for moment in (NOON, then, now)] == [0, 1, 2]
    assert [found and found.title for found in (article(db, first, NOON), article(db, first, then))] == [None, "A headline"]
