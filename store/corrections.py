"""A reader's corrections of claims. They name a claim by its sentence and value, so that they outlive every new reading."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.claim import Claim, Kind
from core.correction import Anchor, Correction, Label, Ruling, told
from core.times import stamp
from store.database import Connection
from store.times import sure
from store.touched import touch


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of an item as it was read, and what a reader made of it."""

    row: int
    """The claim's own number in the database, good until the next reading."""
    topic: str
    question: str
    side: str | None
    value: str
    """As printed."""
    kind: Kind
    anchor: Anchor
    correction: Correction | None

    @property
    def quote(self) -> str:
        """The sentence that it rests on."""
        return self.anchor.quote


_CORRECTION = "corrections.verdict, corrections.right_side, corrections.right_topic, corrections.right_question, corrections.note"


def judged(db: Connection, item: int) -> list[Judged]:
    """Return the claims of the version of an item that holds, as they were read and in their order, each with its correction."""
    rows = db.execute(
        f"""
        SELECT claims.id, claims.topic, claims.question, claims.side, claims.value_text, claims.kind,
            claims.place, claims.quote, claims.low, claims.high, {_CORRECTION}
        FROM claims JOIN items ON items.version = claims.version JOIN judged_claims ON judged_claims.id = claims.id
        LEFT JOIN corrections ON corrections.id = judged_claims.correction
        WHERE items.id = :item ORDER BY claims.place = 'text', claims.start, claims.id
        """,
        {"item": item},
    )
    return [
        Judged(
            *(row, topic, question, side, value, kind),
            anchor=Anchor(item, place, quote, low, high),
            correction=None if judgement[0] is None else Correction(*judgement),
        )
        for row, topic, question, side, value, kind, place, quote, low, high, *judgement in rows
    ]


def judgements(claim: Judged, ruled: Sequence[Ruling]) -> str:
    """Write what was said of a claim, among all rulings, in a few words; nothing: nothing was."""
    words = [told(claim.correction), *(ruling.told(claim.anchor) for ruling in ruled if ruling.names(claim.anchor))]
    return ", ".join(word for word in words if word)


def row_of(db: Connection, claim: Claim) -> int | None:
    """Return the number of a claim in the version of its item that holds; None where it is not there any more."""
    found = db.execute(
        """
        SELECT claims.id FROM judged_claims AS claims JOIN items ON items.version = claims.version
        WHERE claims.item = :item AND claims.place = :place AND claims.quote = :quote AND claims.topic = :topic
        AND claims.question = :question AND claims.side IS :side AND claims.low IS :low AND claims.high IS :high
        """,
        {
            **{name: getattr(claim, name) for name in ("item", "place", "quote", "topic", "question", "side")},
            **{name: getattr(claim.value, name) for name in ("low", "high")},
        },
    ).fetchone()
    return None if found is None else int(found[0])


def correct(db: Connection, row: int, correction: Correction, now: datetime) -> None:
    """Store a correction of the claim with this number, in place of an earlier one."""
    withdraw(db, row)
    db.execute(
        """
        INSERT INTO corrections (item, topic, question, side, low, high, value_text, lang, quote, place, rule,
            made, verdict, right_side, right_topic, right_question, note)
        SELECT item, topic, question, side, low, high, value_text, lang, quote, place, rule,
            :made, :verdict, :side, :topic, :question, :note FROM claims WHERE id = :row
        """,
        {
            **{name: getattr(correction, name) for name in ("verdict", "side", "topic", "question", "note")},
            "made": stamp(now),
            "row": row,
        },
    )


def withdraw(db: Connection, row: int) -> None:
    """Take back the correction of the claim with this number, if there is one."""
    _touch_item_of(db, row)
    db.execute("DELETE FROM corrections WHERE id = (SELECT correction FROM judged_claims WHERE id = :row)", {"row": row})


def _touch_item_of(db: Connection, row: int) -> None:
    found = db.execute("SELECT item FROM claims WHERE id = :row", {"row": row}).fetchone()
    if found is not None:
        touch(db, found[0])


_LABEL = ("lang", "topic", "question", "side", "low", "high", "quote", "place", "rule")


def labels(db: Connection) -> list[Label]:
    """Return every correction with the claim as it had been read, in the order in which they were made."""
    rows = db.execute(
        f"""
        SELECT items.id, items.url, items.source, items.at, value_text, made,
            {_CORRECTION}, {", ".join(f"corrections.{name}" for name in _LABEL)}
        FROM corrections JOIN items ON items.id = corrections.item ORDER BY corrections.id
        """
    )
    return [
        Label(
            item=row[0],
            url=row[1],
            source=row[2],
            published=sure(row[3]),
            value=row[4],
            made=sure(row[5]),
            correction=Correction(*row[6:11]),
            **dict(zip(_LABEL, row[11:], strict=True)),
        )
        for row in rows
    ]
