from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

import pytest
from sqlite_utils import Database

from core.claim import Claim
from core.correction import Correction
from store.claims import claims, earlier_claims, save_claims
from store.corrections import correct, judged, labels, row_of, withdraw
from store.database import SCHEMA, open_reader, open_store
from store.query import Query
from store.schema import migrations
from store.views import VIEWS
from tests.store.scene import HOUR, NOON, claim, entry, feeds, save_entry


def held(db: Connection) -> list[tuple[str, str | None, bool]]:
    return [(one.question, one.side, one.corrected) for one in claims(db, Query())]


def stored(db: Connection, *found: Claim) -> int:
    """Store an item with these claims and return its version."""
    saved = save_entry(db, feeds(db)[0], entry("a"), NOON)
    save_claims(db, saved.version, found)
    return saved.version


@pytest.mark.parametrize(
    ("correction", "after"),
    [
        pytest.param(Correction("wrong"), [("released", "both", False)], id="wrong"),
        pytest.param(Correction("wrong side", side="Russia"), [("exchanged", "Russia", True), ("released", "both", False)], id="side"),
        pytest.param(Correction("wrong side"), [("exchanged", None, True), ("released", "both", False)], id="no side"),
        pytest.param(
            Correction("other question", topic="pow-swaps", question="held"),
            [("held", "both", True), ("released", "both", False)],
            id="question",
        ),
    ],
)
def test_a_correction_holds_for_its_claim_alone_and_after_reading_again(
    db: Connection, correction: Correction, after: list[tuple[str, str | None, bool]]
) -> None:
    version = stored(db, claim(314), claim(157, "released"))
    correct(db, judged(db, 1)[0].row, correction, NOON)
    assert held(db) == after
    save_claims(db, version, [claim(314), claim(157, "released")])
    assert held(db) == after
    withdraw(db, judged(db, 1)[0].row)
    assert held(db) == [("exchanged", "both", False), ("released", "both", False)]


def test_a_later_correction_takes_the_place_of_an_earlier_one(db: Connection) -> None:
    stored(db, claim(314))
    for side in ("Russia", "Ukraine"):
        correct(db, judged(db, 1)[0].row, Correction("wrong side", side=side), NOON)
    assert [label.correction.side for label in labels(db)] == ["Ukraine"]
    assert held(db) == [("exchanged", "Ukraine", True)]


def test_a_correction_holds_in_every_version_that_prints_the_sentence(db: Connection) -> None:
    courier, _ = feeds(db)
    for hours, text in ((0, "One text."), (1, "Another text.")):
        saved = save_entry(db, courier, entry("a", text=text), NOON + hours * HOUR)
        save_claims(db, saved.version, [claim(314), claim(hours, "held")])
    correct(db, judged(db, 1)[0].row, Correction("wrong"), NOON)
    assert held(db) == [("held", "both", False)]
    assert [one.question for one in earlier_claims(db, Query())] == ["held"]
    assert [one.question for one in claims(db, Query(as_of=NOON))] == ["held"]


def test_a_corrected_claim_is_looked_for_under_what_it_is(db: Connection) -> None:
    stored(db, claim(314))
    correct(db, judged(db, 1)[0].row, Correction("other question", topic="casualties", question="missing"), NOON)
    assert claims(db, Query(topic="pow-swaps")) == []
    assert [one.question for one in claims(db, Query(topic="casualties", question="missing"))] == ["missing"]


def test_a_claim_on_the_screen_is_found_again_unless_it_is_gone(db: Connection) -> None:
    version = stored(db, claim(314), claim(157, "released"))
    shown = claims(db, Query())[1]
    row = row_of(db, shown)
    assert row is not None
    correct(db, row, Correction("wrong side", side="Russia"), NOON)
    assert row_of(db, shown) is None
    assert row_of(db, replace(shown, side="Russia")) == row
    save_claims(db, version, [claim(314)])
    assert row_of(db, replace(shown, side="Russia")) is None


def test_a_label_holds_the_claim_as_it_was_read(db: Connection) -> None:
    stored(db, claim(314))
    correct(db, judged(db, 1)[0].row, Correction("wrong side", side="Russia", note="see the second paragraph"), NOON + HOUR)
    (label,) = labels(db)
    assert (label.source, label.side, label.value, label.quote, label.made) == (
        *("Courier", "both", "314", "They exchanged 314 prisoners."),
        NOON + HOUR,
    )
    assert label.correction == Correction("wrong side", side="Russia", note="see the second paragraph")


def test_an_earlier_databases_tables_are_brought_up_to_date_by_a_reader_too(path: Path) -> None:
    db = open_store(path)
    stored(db, claim(314))
    for statement in (
        *(f"DROP VIEW {view.name}" for view in VIEWS),
        *("DROP TABLE answers", "DROP TABLE comparisons", "DROP TABLE alerts"),
        *("DROP VIEW judged_claims", "DROP TABLE corrections", "DROP TABLE rulings", "DROP TABLE touched", "PRAGMA user_version = 1"),
        *("DROP INDEX items_in_order", "CREATE INDEX items_by_time ON items (at, id)"),
        *("DROP INDEX items_by_page", "DROP INDEX items_by_title", "CREATE INDEX items_by_url ON items (source, url)"),
        *(f"ALTER TABLE items DROP COLUMN {column}" for column in ("page_etag", "page_last_modified", "page")),
        *(f"ALTER TABLE feeds DROP COLUMN {column}" for column in ("undated", "moved_to", "moving_to", "moves", "not_before", "listed")),
        *(f"ALTER TABLE feeds DROP COLUMN {column}" for column in ("usual", "gaps", "last_gap", "arrived")),
        "DELETE FROM _sqlite_migrations WHERE name > 'm001_start'",
    ):
        db.execute(statement)
    db.close()
    reader = open_reader(path)
    assert held(reader) == [("exchanged", "both", False)]
    assert reader.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
    assert reader.execute("SELECT page FROM items").fetchone() == ("courier.example/a",)
    reader.close()
    again = open_store(path)
    assert len(migrations.applied(Database(again))) == SCHEMA
    again.close()
