from dataclasses import replace
from datetime import datetime
from sqlite3 import Connection

import pytest

from core.news import Entry
from core.settings import Poll
from store.claims import coverage
from store.feeds import feed_states, set_feeds
from store.items import Item, index_text, item, items, save_entries, save_page
from store.query import Query, match_words
from store.tags import save_tags, tags
from store.versions import (
    article,
    articles,
    articles_of,
    begin_rereading,
    count_versions,
    end_rereading,
    mark_claims_read,
    versions,
    versions_unread,
)
from tests.store.scene import COURIER, HOUR, NOON, entry, feeds, save_entry, tag


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
    assert [found.topic for found in tags(db, second.version)] == ["territory"]


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


def test_stories_that_share_a_page_are_items_of_their_own(db: Connection) -> None:
    courier, _ = feeds(db)
    page = "http://courier.example/live"
    stories = [entry(guid, f"Story {guid}", url=page) for guid in "abc"]
    assert [saved.change for saved in save_entries(db, courier, stories, NOON)] == ["new"] * 3
    assert [saved.change for saved in save_entries(db, courier, stories, NOON + HOUR)] == ["same"] * 3
    assert [saved.change for saved in save_entries(db, courier, [*stories, entry("d", "Story d", url=page)], NOON + HOUR)][-1] == "new"


def test_two_stories_that_keep_their_guids_are_never_one(db: Connection) -> None:
    courier, _ = feeds(db)
    save_entries(db, courier, [entry("a", url="http://courier.example/x")], NOON)
    both = [replace(entry("a"), url="http://courier.example/y"), entry("b", url="http://courier.example/x")]
    assert [saved.change for saved in save_entries(db, courier, both, NOON + HOUR)] == ["same", "new"]


def test_a_story_in_two_feeds_of_one_outlet_is_one_item_and_changed_by_the_first_alone(db: Connection) -> None:
    set_feeds(db, [COURIER, replace(COURIER, url="http://courier.example/world")], Poll(), NOON)
    main, world = feed_states(db)
    first = save_entry(db, main, entry("a", text="Long summary."), NOON)
    second = save_entry(db, world, entry("a", text="Short."), NOON)
    assert (second.item, second.change) == (first.item, "same")
    assert save_entry(db, main, entry("a", text="New summary."), NOON + HOUR).change == "changed"
    assert len(versions(db, first.item)) == 2


def test_items_as_they_were_known(db: Connection) -> None:
    courier, _ = feeds(db)
    first = save_entry(db, courier, entry("a", "Old title"), NOON)
    save_tags(db, first.version, [tag("talks")])
    second = save_entry(db, courier, entry("a", "New title"), NOON + 2 * HOUR)
    save_tags(db, second.version, [tag("strikes")])
    then = Query(as_of=NOON + HOUR)
    assert [(found.title, found.topics, found.versions) for found in items(db, then)] == [("Old title", ("talks",), 1)]
    assert [(found.title, found.topics, found.versions) for found in items(db, Query())] == [("New title", ("strikes",), 2)]
    assert len(items(db, replace(then, topic="talks"))) == 1
    assert items(db, replace(then, topic="strikes")) == []
    assert [found.topic for found in coverage(db, then)] == ["talks"]


def test_dates_of_any_century_are_kept(db: Connection) -> None:
    courier, _ = feeds(db)
    long_ago = NOON.replace(year=24)
    save_entry(db, courier, entry("a", published=long_ago), NOON)
    save_entry(db, courier, entry("b"), NOON)
    assert [(found.guid, found.published) for found in items(db, Query())] == [("b", NOON), ("a", long_ago)]


def test_rereading_is_begun_once_and_ended(db: Connection) -> None:
    courier, _ = feeds(db)
    version = save_entry(db, courier, entry("a"), NOON).version
    mark_claims_read(db, version, NOON)
    assert begin_rereading(db, NOON)
    assert count_versions(db, unread=True) == 1
    mark_claims_read(db, version, NOON)
    assert not begin_rereading(db, NOON)
    assert count_versions(db, unread=True) == 0
    end_rereading(db)
    assert begin_rereading(db, NOON)
