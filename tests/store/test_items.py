from dataclasses import replace
from datetime import datetime
from sqlite3 import Connection

import pytest

from core.news import Entry
from store.items import Item, index_text, item, items, save_entry, save_page
from store.query import Query, match_words
from store.tags import save_tags, tags
from store.versions import article, articles, articles_of, versions, versions_unread
from tests.store.scene import COURIER, HOUR, NOON, entry, feeds, tag


def test_an_entry_seen_again_is_one_item(db: Connection) -> None:
    courier, _ = feeds(db)
    first = save_entry(db, courier, entry("a"), NOON)
    again = save_entry(db, courier, entry("a"), NOON + HOUR)
    assert (first.change, again.change, again.item) == ("new", "same", first.item)
    assert [(found.title, found.first_seen, found.versions) for found in items(db, Query())] == [("A headline", NOON, 1)]


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(entry("a", title="Another headline"), id="title"),
        pytest.param(entry("a", text="Another text."), id="text"),
        pytest.param(entry("other", text="Another text.", url="http://courier.example/a"), id="same address under a new GUID"),
    ],
)
def test_a_changed_text_is_a_new_version(db: Connection, later: Entry) -> None:
    courier, _ = feeds(db)
    first = save_entry(db, courier, entry("a"), NOON)
    saved = save_entry(db, courier, later, NOON + HOUR)
    assert (saved.change, saved.item) == ("changed", first.item)
    assert [(v.number, v.seen, v.title, v.text) for v in versions(db, first.item)] == [
        (1, NOON, "A headline", "A text."),
        (2, NOON + HOUR, later.title, later.text),
    ]


def test_two_sources_may_use_one_guid(db: Connection) -> None:
    courier, herald = feeds(db)
    assert save_entry(db, courier, entry("a"), NOON).item != save_entry(db, herald, entry("a"), NOON).item


def test_a_page_holds_over_the_feed_until_it_is_fetched_again(db: Connection) -> None:
    courier, _ = feeds(db)
    number = save_entry(db, courier, entry("a", text="Summary."), NOON).item
    assert save_page(db, number, "The whole story.", NOON).change == "new"
    changed = save_entry(db, courier, entry("a", text="New summary."), NOON + HOUR)
    held = article(db, number)
    assert held is not None
    assert (held.text, held.full) == ("The whole story.", True)
    assert changed.version != 0
    assert save_page(db, number, "The whole new story.", NOON + HOUR).change == "changed"
    assert [(v.kind, v.number, v.text) for v in versions(db, number)] == [
        ("page", 1, "The whole story."),
        ("page", 2, "The whole new story."),
    ]


@pytest.mark.parametrize(
    ("published", "order"),
    [
        pytest.param(NOON - HOUR, ["half past eleven", "other"], id="older below"),
        pytest.param(NOON.replace(year=2099), ["other", "half past eleven"], id="a date in the future counts as first seen"),
        pytest.param(None, ["other", "half past eleven"], id="undated counts as first seen"),
    ],
)
def test_items_come_newest_first(db: Connection, published: datetime | None, order: list[str]) -> None:
    courier, _ = feeds(db)
    save_entry(db, courier, replace(entry("other"), published=published), NOON)
    save_entry(db, courier, replace(entry("half past eleven"), published=NOON - HOUR / 2), NOON)
    assert [found.guid for found in items(db, Query())] == order


@pytest.mark.parametrize(
    ("query", "guids"),
    [
        pytest.param(Query(), ["b", "a"], id="all"),
        pytest.param(Query(topic="talks"), ["b"], id="topic"),
        pytest.param(Query(source="courier"), ["a"], id="source, in any case"),
        pytest.param(Query(since=NOON + HOUR), ["b"], id="since, inclusive"),
        pytest.param(Query(until=NOON + HOUR), ["a"], id="until, exclusive"),
        pytest.param(Query(since=NOON, by="published"), ["a"], id="by published"),
        pytest.param(Query(as_of=NOON), ["a"], id="as of"),
        pytest.param(Query(search="pris delegat"), ["b"], id="search: the last word unfinished, in any of title and text"),
        pytest.param(Query(limit=1), ["b"], id="limit"),
    ],
)
def test_items_found(db: Connection, query: Query, guids: list[str]) -> None:
    courier, herald = feeds(db)
    save_entry(db, courier, entry("a", "Prices rise"), NOON)
    later = replace(entry("b", "Of pris and men", "Delegations met.", url="http://herald.example/b"), published=None)
    saved = save_entry(db, herald, later, NOON + HOUR)
    save_tags(db, saved.version, [tag("talks")])
    index_text(db)
    if query.by == "published":
        query = replace(query, until=NOON + HOUR)
    assert [found.guid for found in items(db, query)] == guids


@pytest.mark.parametrize("words", ['"', "a AND (b", "title:x*", "--", "", "NEAR/3", "a" * 1000])
def test_no_search_is_a_syntax_error(db: Connection, words: str) -> None:
    feeds(db)
    assert items(db, Query(search=words)) == []
    assert match_words(words).startswith('"')


def test_topics_follow_the_version_that_holds(db: Connection) -> None:
    courier, _ = feeds(db)
    first = save_entry(db, courier, entry("a"), NOON)
    save_tags(db, first.version, [tag("talks"), tag("strikes"), tag("talks")])
    assert _topics(db, first.item) == ("strikes", "talks")
    second = save_entry(db, courier, entry("a", text="Changed."), NOON + HOUR)
    save_tags(db, second.version, [tag("territory")])
    save_tags(db, first.version, [tag("talks")])
    assert _topics(db, first.item) == ("territory",)
    assert [found.topic for found in tags(db, first.item)] == ["territory"]


def _topics(db: Connection, number: int) -> tuple[str, ...]:
    found = item(db, number)
    assert isinstance(found, Item)
    return found.topics


def test_an_article_is_the_version_known_at_the_time(db: Connection) -> None:
    courier, _ = feeds(db)
    save_entry(db, courier, entry("a", text="Four died."), NOON)
    save_entry(db, courier, entry("a", text="Six died."), NOON + 2 * HOUR)
    assert [found.text for found in articles(db, Query())] == ["Six died."]
    assert [found.text for found in articles(db, Query(as_of=NOON + HOUR))] == ["Four died."]
    assert [found.text for _, found in versions_unread(db, 10)] == ["Four died.", "Six died."]
    (found,) = articles_of(db, [item.id for item in items(db, Query())] + [99])
    assert (found.text, found.source) == ("Six died.", COURIER.name)
