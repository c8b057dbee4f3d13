from dataclasses import replace
from sqlite3 import Connection

from store.items import save_page
from store.pages import Page, move_page_leases, next_page_due, page_failed, page_looked_at, take_pages
from tests.store.scene import HOUR, NOON, entry, feeds, save_entry


def test_pages_are_fetched_for_feeds_that_want_them(db: Connection) -> None:
    courier, herald = feeds(db)
    full = replace(courier, full_text=True)
    wanted = save_entry(db, full, entry("a"), NOON).item
    save_entry(db, full, replace(entry("b"), full=True), NOON)
    save_entry(db, full, replace(entry("c"), url=None), NOON)
    save_entry(db, herald, entry("d", url="http://herald.example/d"), NOON)
    assert next_page_due(db) == NOON
    assert take_pages(db, NOON, NOON + HOUR, 10) == [Page(wanted, "http://courier.example/a", 0, NOON, feed=courier.url)]


def test_a_page_is_taken_once_and_again_when_it_failed_or_its_entry_changed(db: Connection) -> None:
    courier, _ = feeds(db)
    full = replace(courier, full_text=True)
    item = save_entry(db, full, entry("a"), NOON).item
    (page,) = take_pages(db, NOON, NOON + HOUR, 10)
    assert take_pages(db, NOON, NOON + HOUR, 10) == []
    page_failed(db, page.item, again=NOON + HOUR)
    assert take_pages(db, NOON + HOUR, NOON + 2 * HOUR, 10) == [replace(page, tries=1)]
    save_page(db, item, "The whole story.", NOON + HOUR)
    page_looked_at(db, page.item, '"v1"', "Thu", again=None)
    assert next_page_due(db) is None
    save_entry(db, full, entry("a", text="Changed."), NOON + 3 * HOUR)
    assert take_pages(db, NOON + 3 * HOUR, NOON + 4 * HOUR, 10) == [replace(page, etag='"v1"', last_modified="Thu")]


def test_pages_are_taken_newest_first_up_to_the_limit(db: Connection) -> None:
    courier, _ = feeds(db)
    full = replace(courier, full_text=True)
    items = [save_entry(db, full, entry(f"{hour}", published=NOON + hour * HOUR), NOON + 5 * HOUR).item for hour in range(3)]
    now = NOON + 5 * HOUR
    assert {page.item for page in take_pages(db, now, now + HOUR, 2)} == set(items[1:])


def test_the_lease_of_a_page_is_given_back_unless_it_was_settled(db: Connection) -> None:
    courier, _ = feeds(db)
    full = replace(courier, full_text=True)
    first, second = (save_entry(db, full, entry(guid), NOON).item for guid in "ab")
    take_pages(db, NOON, NOON + HOUR, 10)
    page_looked_at(db, first, None, None, again=None)
    move_page_leases(db, [NOON + HOUR], NOON)
    assert [page.item for page in take_pages(db, NOON, NOON + HOUR, 10)] == [second]
