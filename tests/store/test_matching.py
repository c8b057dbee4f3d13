"""One story, one item: whatever feeds do to GUIDs, addresses and dates."""

from collections.abc import Sequence
from dataclasses import replace
from sqlite3 import Connection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.news import Entry
from core.settings import Poll
from core.times import stamp
from store.feeds import feed_states, set_feeds
from store.items import items, save_entries, save_parts
from store.matching import Known, Matcher
from store.query import Query
from store.stream import count_items
from store.tags import save_tags
from store.versions import article, versions
from tests.store.scene import COURIER, HOUR, NOON, entry, feeds, save_entry, tag

PAGE = "http://courier.example/a"
SWAP = entry("7", "157 servicemen home in a swap", "The swap took place on Thursday in the north.", url=PAGE)
RAID = entry("7", "Drones over the port at night", "Air defence was at work until dawn, sirens told.", url="http://courier.example/b")


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(replace(SWAP, guid="8", url="https://courier.example/a"), id="https for http"),
        pytest.param(replace(SWAP, guid="8", url="http://www.courier.example/a/?utm_source=rss&fbclid=1#top"), id="parameters that track"),
        pytest.param(replace(SWAP, guid="8", url="https://amp.courier.example/a/amp/"), id="the page for telephones"),
        pytest.param(replace(SWAP, guid="8"), id="a GUID that changes at each poll"),
        pytest.param(replace(SWAP, guid="8", url=f"{PAGE}?r=3491"), id="GUID and address change, date and text stay"),
        pytest.param(replace(SWAP, guid="8", published=NOON + HOUR), id="GUID and date change"),
        pytest.param(replace(SWAP, published=None), id="its date goes"),
        pytest.param(replace(SWAP, url="http://courier.example/swap-a-new-slug"), id="its address changes"),
    ],
)
def test_an_entry_that_comes_in_another_guise_is_the_same_item(db: Connection, again: Entry) -> None:
    courier, _ = feeds(db)
    first = save_entry(db, courier, SWAP, NOON)
    assert (saved := save_entry(db, courier, again, NOON + HOUR)).change == "same"
    assert saved.item == first.item
    edited = replace(again, text=SWAP.text.replace("north", "south"))
    assert save_entry(db, courier, edited, NOON + 2 * HOUR).item == first.item
    assert len(versions(db, first.item)) == 2


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(replace(RAID, published=NOON + HOUR), id="its GUID is used again"),
        pytest.param(replace(RAID, guid="8", published=NOON + HOUR), id="all is its own"),
        pytest.param(replace(SWAP, guid="8", url="http://courier.example/b", text=""), id="its headline and date, at another address"),
        pytest.param(
            replace(SWAP, guid="8", url=f"{PAGE}?page=2", text="Another text, of another story."), id="a query that is no tracking"
        ),
    ],
)
def test_another_story_is_another_item_and_stays_it(db: Connection, other: Entry) -> None:
    courier, _ = feeds(db)
    first = save_entry(db, courier, SWAP, NOON)
    second = save_entry(db, courier, other, NOON + HOUR)
    assert (second.change, second.item != first.item) == ("new", True)
    again = [save_entry(db, courier, found, NOON + 2 * HOUR) for found in (other, SWAP)]
    assert [(saved.change, saved.item) for saved in again] == [("same", second.item), ("same", first.item)]


def test_guids_that_are_places_in_a_list_move_on_and_the_stories_stay(db: Connection) -> None:
    courier, _ = feeds(db)
    words = ("swap of prisoners in north", "drones above harbour", "delegates leave Istanbul", "grain ship sails", "power cut ends")

    def document(first: int) -> list[Entry]:
        return [
            Entry(f"{place}", "http://courier.example/", f"{words[at]}", f"{words[at]} {words[at][::-1]}", NOON + at * HOUR)
            for place, at in enumerate(range(first, first + 3))
        ]

    saved = [[one.change for one in save_entries(db, courier, document(first), NOON)] for first in range(3)]
    assert saved == [["new"] * 3, ["same", "same", "new"], ["same", "same", "new"]]
    assert count_items(db) == len(words)


def test_an_edited_headline_under_a_kept_guid_is_an_edit(db: Connection) -> None:
    courier, _ = feeds(db)
    first = save_entry(db, courier, SWAP, NOON)
    edited = replace(SWAP, title="No word from the border", url="http://courier.example/new")
    assert (saved := save_entry(db, courier, edited, NOON + HOUR)).change == "changed"
    assert saved.item == first.item
    (kept,) = items(db, Query())
    assert (kept.title, kept.url) == ("No word from the border", "http://courier.example/new")


def test_what_stands_twice_in_one_document_is_one_item(db: Connection) -> None:
    courier, _ = feeds(db)
    twins = [SWAP, replace(SWAP, guid="8", url="https://www.courier.example/a"), RAID]
    for changes in (["new", "same", "new"], ["same"] * 3):
        saved = save_entries(db, courier, [twins[0], twins[1], replace(RAID, guid="9")], NOON)
        assert [one.change for one in saved] == changes
        assert saved[0].item == saved[1].item


def test_entries_without_id_and_link_are_one_where_they_are_the_same(db: Connection) -> None:
    courier, _ = feeds(db)
    bare = [
        Entry(guid, None, "Sirens", text, None) for guid, text in (("x", "In the north."), ("y", "In the north."), ("z", "In the south."))
    ]
    assert [one.change for one in save_entries(db, courier, bare, NOON)] == ["new", "same", "new"]


def test_sirens_that_sound_again_are_items_of_their_own(db: Connection) -> None:
    courier, _ = feeds(db)
    page = "http://courier.example/alerts"
    sirens = [Entry(f"{hour}", page, "Sirens", "In the north.", NOON - hour * HOUR) for hour in range(3)]
    assert [one.change for one in save_entries(db, courier, sirens, NOON)] == ["new"] * 3
    assert [one.change for one in save_entries(db, courier, sirens[1:], NOON)] == ["same"] * 2


def test_an_item_that_goes_and_comes_back_is_the_same(db: Connection) -> None:
    courier, _ = feeds(db)
    both = [SWAP, replace(RAID, guid="9")]
    before = [saved.item for saved in save_entries(db, courier, both, NOON)]
    save_entries(db, courier, both[1:], NOON + HOUR)
    after = save_entries(db, courier, both[::-1], NOON + 2 * HOUR)
    assert [(saved.item, saved.change) for saved in after] == [(item, "same") for item in before[::-1]]
    assert {found.first_seen for found in items(db, Query())} == {NOON}


def twice(db: Connection, *, first_enabled: bool = True) -> tuple[list[object], int]:
    """One story in two feeds of an outlet: what became of it when the second had the whole of it."""
    world = replace(COURIER, url="http://courier.example/world")
    set_feeds(db, [COURIER, world], Poll(), NOON)
    main, other = feed_states(db)
    first = save_entry(db, main, SWAP, NOON)
    if not first_enabled:
        set_feeds(db, [replace(COURIER, enabled=False), world], Poll(), NOON)
    short = replace(SWAP, guid="w-1", url="https://courier.example/a?utm_campaign=world", text="Short.")
    changes = [
        save_entry(db, other, replace(short, full=full, text=text), NOON + HOUR) for full, text in ((False, "Short."), (True, "Long."))
    ]
    assert {saved.item for saved in changes} == {first.item}
    back = save_entry(db, main, replace(SWAP, text="A new summary."), NOON + 2 * HOUR)
    return [saved.change for saved in (*changes, back)], len(versions(db, first.item))


def test_the_feed_with_the_whole_article_takes_an_item_over(db: Connection) -> None:
    assert twice(db) == (["same", "changed", "same"], 2)


def test_a_feed_that_was_switched_off_holds_no_item(db: Connection) -> None:
    assert twice(db, first_enabled=False)[0][:2] == ["changed", "changed"]


def test_two_outlets_never_share_an_item(db: Connection) -> None:
    courier, herald = feeds(db)
    assert save_entry(db, courier, SWAP, NOON).item != save_entry(db, herald, SWAP, NOON).item


@pytest.mark.parametrize(
    ("first", "then", "published"),
    [
        pytest.param(None, NOON - HOUR, NOON - HOUR, id="a date that comes later"),
        pytest.param(NOON.replace(year=2099), NOON - HOUR, NOON - HOUR, id="a date in the future, mended"),
        pytest.param(NOON - HOUR, NOON - 2 * HOUR, NOON - HOUR, id="a date that is moved"),
        pytest.param(NOON - HOUR, None, NOON - HOUR, id="a date that goes"),
    ],
)
def test_dates(db: Connection, first: object, then: object, published: object) -> None:
    courier, _ = feeds(db)
    saved = save_entry(db, courier, replace(SWAP, published=first), NOON)  # type: ignore[arg-type]
    save_tags(db, saved.version, [tag("talks")])
    save_entry(db, courier, replace(SWAP, published=then), NOON + HOUR)  # type: ignore[arg-type]
    (found,) = items(db, Query(topic="talks"))
    assert found.published == published
    assert db.execute("SELECT at FROM items").fetchone() == db.execute("SELECT at FROM item_topics").fetchone() == (stamp(NOON - HOUR),)


def test_an_article_of_the_future_is_read_as_of_when_it_was_seen(db: Connection) -> None:
    courier, _ = feeds(db)
    saved = save_entry(db, courier, replace(SWAP, published=NOON.replace(year=2099)), NOON)
    found = article(db, saved.item)
    assert found is not None
    assert found.published == NOON


def test_the_posts_of_a_live_blog_are_items_beside_it(db: Connection) -> None:
    courier, _ = feeds(db)
    blog = save_entry(db, courier, SWAP, NOON).item
    posts = [entry(f"7#{number}", f"Post {number}", f"It is {number}.", url=f"{PAGE}#{number}") for number in range(2)]
    assert [saved.change for saved in save_parts(db, blog, posts, NOON)] == ["new", "new"]
    edited = [replace(posts[0], text="It is 0, after all.")]
    assert [saved.change for saved in save_parts(db, blog, edited, NOON + HOUR)] == ["changed"]
    assert save_entry(db, courier, SWAP, NOON + HOUR).item == blog
    assert count_items(db) == 3


guids, addresses = st.sampled_from("ab"), st.sampled_from([None, PAGE, "https://courier.example/a?utm_id=1", "http://courier.example/b"])
entries = st.builds(
    Entry,
    guids,
    addresses,
    st.sampled_from(["One thing", "Another matter"]),
    st.sampled_from(["", "x" * 50]),
    st.sampled_from([None, NOON]),
)


@given(st.lists(st.lists(entries, max_size=4, unique_by=lambda one: one.guid), max_size=4))
def test_no_two_entries_of_a_document_become_one_known_item(documents: Sequence[Sequence[Entry]]) -> None:
    known: dict[int, Known] = {}
    for number, document in enumerate(documents):
        matcher = Matcher(document)
        matcher.learn(known.values())
        found = [matcher.find(one) for one in matcher.document]
        there = [one.item for one in found if one is not None]
        assert len(there) == len(set(there))
        for place, (one, same) in enumerate(zip(matcher.document, found, strict=True)):
            if same is None:
                date = None if one.entry.published is None else stamp(one.entry.published)
                guid, item = matcher.free_guid(one), 10 * number + place
                assert guid not in {other.guid for other in known.values()}
                known[item] = Known(
                    item, "f", guid, one.entry.url, one.page, date, stamp(NOON), 1, 1, 1, one.entry.title, one.entry.text, full=False
                )
