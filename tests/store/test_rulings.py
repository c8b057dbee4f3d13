from sqlite3 import Connection

import pytest

from core.correction import Anchor, Ruling
from store.rulings import overrule, rule, rulings
from tests.store.scene import NOON, entry, feeds, save_entry

ONE = Anchor(1, "text", "157 came home.", 157, 157)
TWO = Anchor(1, "title", "Swap on Thursday", "2026-02-05", "2026-02-05")
OPEN = Anchor(1, "text", "At least 150 came home.", 150, None)


@pytest.fixture
def items(db: Connection) -> None:
    save_entry(db, feeds(db)[0], entry("a"), NOON)


@pytest.mark.usefixtures("items")
def test_rulings_are_kept_as_they_were_made(db: Connection) -> None:
    made = [Ruling("same event", ONE, TWO), Ruling("other event", OPEN), Ruling("no conflict", TWO, OPEN, "of two nights")]
    for ruling in made:
        rule(db, ruling, NOON)
    assert rulings(db) == made


@pytest.mark.usefixtures("items")
@pytest.mark.parametrize(
    ("claim", "left"),
    [(ONE, ["other event", "no conflict"]), (TWO, ["other event"]), (OPEN, ["same event"]), (Anchor(1, "text", "Other.", 157, 157), None)],
)
def test_whatever_names_a_claim_is_taken_back(db: Connection, claim: Anchor, left: list[str] | None) -> None:
    every = [Ruling("same event", ONE, TWO), Ruling("other event", OPEN), Ruling("no conflict", TWO, OPEN)]
    for ruling in every:
        rule(db, ruling, NOON)
    kept = [one.ruled for one in every] if left is None else left
    overrule(db, claim)
    assert [one.ruled for one in rulings(db)] == kept
