from collections.abc import Callable
from datetime import timedelta
from sqlite3 import Connection

import pytest

from core.correction import Correction
from store.claims import save_claims
from store.corrections import correct, judged
from store.database import check_store
from store.feeds import Health, PollRecord, polls, record_poll
from store.items import index_text, items, save_entries
from store.query import Query
from store.retention import forget_items, forget_polls, forgettable, note_listed
from store.rulings import rulings
from store.stream import mark_read, set_star
from store.tags import save_tags
from store.versions import mark_claims_read
from tests.store.scene import HOUR, NOON, claim, entry, feeds, tag

DAY = timedelta(days=1)
LATER = NOON + 100 * DAY


def scene(db: Connection) -> list[int]:
    """Three items that were tagged and read long ago, and one that a feed still lists."""
    courier, herald = feeds(db)
    saves = save_entries(db, courier, [entry(f"g{number}", f"Headline {number}") for number in range(4)], NOON)
    for saved in saves:
        save_tags(db, saved.version, [tag("pow-swaps")])
        mark_claims_read(db, saved.version, NOON)
    note_listed(db, courier.url, [saves[3].item])
    note_listed(db, herald.url, [])
    index_text(db)
    return [saved.item for saved in saves]


def forget(db: Connection, *, with_claims: bool = False) -> None:
    forget_items(db, forgettable(db, LATER - DAY, with_claims=with_claims, after=0, limit=10))


def left(db: Connection) -> list[str]:
    assert check_store(db) == []
    db.execute("INSERT INTO versions_fts (versions_fts) VALUES ('integrity-check')")
    return sorted(item.guid for item in items(db, Query()))


def test_what_nothing_rests_on_is_forgotten_with_all_that_was_kept_of_it(db: Connection) -> None:
    numbers = scene(db)
    mark_read(db, numbers[:1], NOON)
    assert forgettable(db, NOON, with_claims=True, after=0, limit=10) == []
    assert forgettable(db, LATER, with_claims=False, after=numbers[0], limit=1) == [numbers[1]]
    forget(db)
    assert left(db) == ["g3"]
    assert items(db, Query(search="Headline 0")) == []
    assert len(items(db, Query(search="Headline"))) == 1
    for table in ("versions", "tags", "item_topics", "touched"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)


def starred(db: Connection, item: int) -> None:
    set_star(db, item, NOON, on=True)


def claimed(db: Connection, item: int) -> None:
    save_claims(db, item, [claim()])


def corrected(db: Connection, item: int) -> None:
    claimed(db, item)
    correct(db, judged(db, item)[0].row, Correction("wrong", None, None, None, None), NOON)


def ruled(db: Connection, item: int) -> None:
    assert rulings(db) == []
    words = "INSERT INTO rulings (made, ruled, item, place, quote, other_item) VALUES ('x', 'no conflict', 4, 'text', 'q', :item)"
    db.execute(words, {"item": item})


def unread(db: Connection, item: int) -> None:
    db.execute("UPDATE versions SET claims_read = NULL WHERE item = :item", {"item": item})


def edited(db: Connection, item: int) -> None:
    courier, _ = feeds(db)
    save_entries(db, courier, [entry(f"g{item - 1}", "Another headline")], LATER - HOUR)


def of_an_unknown_feed(db: Connection, _: int) -> None:
    db.execute("UPDATE feeds SET listed = NULL WHERE source = 'Courier'")


@pytest.mark.parametrize(
    ("hold", "with_claims", "kept"),
    [
        (starred, True, "g0 g3"),
        (claimed, False, "g0 g3"),
        (claimed, True, "g3"),
        (corrected, True, "g0 g3"),
        (ruled, True, "g0 g3"),
        (unread, True, "g0 g3"),
        (edited, True, "g0 g3"),
        (of_an_unknown_feed, True, "g0 g1 g2 g3"),
    ],
)
def test_what_something_rests_on_is_kept(db: Connection, hold: Callable[[Connection, int], None], kept: str, *, with_claims: bool) -> None:
    hold(db, scene(db)[0])
    forget(db, with_claims=with_claims)
    assert " ".join(left(db)) == kept


def test_the_log_of_polls_is_cut(db: Connection) -> None:
    courier, _ = feeds(db)
    for at in (NOON, LATER):
        record = PollRecord(
            feed=courier.url, source="Courier", at=at, outcome="unchanged", status=304, reason=None, items_new=0, items_changed=0,
            seconds=0.1, next_poll=None, gap=False,
        )  # fmt: skip
        record_poll(db, record, Health(None, None, None, 0, ""))
    forget_polls(db, LATER)
    assert [poll.at for poll in polls(db)] == [LATER]
