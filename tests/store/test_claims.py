from sqlite3 import Connection

from core.comparison import Coverage
from store.claims import claims, coverage, earlier_claims, save_claims, version_claims
from store.edits import edits
from store.query import Query
from store.tags import save_tags
from tests.store.scene import HOUR, NOON, bare, claim, entry, feeds, save_entry, tag


def test_claims_come_back_as_they_went_in(db: Connection) -> None:
    courier, _ = feeds(db)
    saved = save_entry(db, courier, entry("a"), NOON)
    save_claims(db, saved.version, [claim(314), claim(157.5, "released")])
    found = claims(db, Query())
    assert [bare(one) for one in found] == [claim(314), claim(157.5, "released")]
    assert {(one.item, one.source, one.version, one.seen) for one in found} == {(saved.item, "Courier", 1, NOON)}


def test_reading_again_replaces_what_was_read(db: Connection) -> None:
    courier, _ = feeds(db)
    saved = save_entry(db, courier, entry("a"), NOON)
    save_claims(db, saved.version, [claim(1)])
    save_claims(db, saved.version, [claim(2)])
    assert [one.value.low for one in claims(db, Query())] == [2]


def test_claims_of_an_edited_article(db: Connection) -> None:
    courier, _ = feeds(db)
    for number, hours in ((4, 0), (6, 2)):
        saved = save_entry(db, courier, entry("a", text=f"{number} died."), NOON + hours * HOUR)
        save_claims(db, saved.version, [claim(number, "killed", "strikes")])
    assert [one.value.low for one in claims(db, Query())] == [6]
    assert [one.value.low for one in earlier_claims(db, Query())] == [4]
    assert [one.value.low for one in claims(db, Query(as_of=NOON + HOUR))] == [4]
    assert earlier_claims(db, Query(as_of=NOON + HOUR)) == []
    assert [one.value.low for one in version_claims(db, saved.version)] == [6]
    (edit,) = edits(db, NOON)
    assert (edit.number, edit.old_text, edit.new_text, edit.seen) == (2, "4 died.", "6 died.", NOON + 2 * HOUR)
    assert [[one.value.low for one in side] for side in (edit.old_claims, edit.new_claims)] == [[4], [6]]
    assert edits(db, NOON, NOON + HOUR) == []


def test_claims_are_found_by_their_own_topic_and_question(db: Connection) -> None:
    courier, _ = feeds(db)
    saved = save_entry(db, courier, entry("a"), NOON)
    save_tags(db, saved.version, [tag("talks")])
    save_claims(db, saved.version, [claim(1), claim(2, "released"), claim(3, "killed", "strikes")])
    assert [one.value.low for one in claims(db, Query(topic="pow-swaps"))] == [1, 2]
    assert [one.value.low for one in claims(db, Query(topic="pow-swaps", question="released"))] == [2]
    assert claims(db, Query(topic="talks")) == []
    assert coverage(db, Query()) == [Coverage(saved.item, "Courier", "talks", full=False, published=NOON)]
    assert coverage(db, Query(topic="strikes")) == []


def test_a_number_too_large_for_a_column_is_kept_as_nearly_as_may_be(db: Connection) -> None:
    courier, _ = feeds(db)
    saved = save_entry(db, courier, entry("a"), NOON)
    save_claims(db, saved.version, [claim(10**23), claim(-(2**63)), claim(2**63 - 1)])
    assert [one.value.low for one in claims(db, Query())] == [1e23, -(2.0**63), 2**63 - 1]
