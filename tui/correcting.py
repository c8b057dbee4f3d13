"""What a reader may say of a claim that was read or compared wrong, as lines to choose from. Pure."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from claims.comparing.rulings import anchor
from core.comparison import RELATION_CLASS, event_day
from core.correction import Anchor, Correction, Ruling, told
from core.rows import Rows
from core.sheet import Sheet
from store.corrections import Judged
from tui.cells import Look
from tui.page import some

Verdict = tuple[str, Correction | Ruling | None]
"""A line, and the judgement it stands for; None takes back what was said before."""
OTHER = "Other question: it answers another one..."
"""Leads to the questions, which are too many to stand among the rest."""
EVENTS = 12
"""With so many others, nearest in time, an event can be said to be one."""


def claim_line(claim: Judged, look: Look) -> str:
    """Write a claim, with what was made of it, on one line."""
    side = f" {look.glyphs.dot} {claim.side}" if claim.side else ""
    made = claim.correction
    mark = f"  ({told(made, look.question(made.topic or '', made.question or ''))})" if made else ""
    return f"{look.question(claim.topic, claim.question)}{side}: {claim.value}{mark}"


def verdicts(claim: Judged, parties: Sequence[str], rows: Rows, ruled: Sequence[Ruling]) -> list[Verdict]:
    """Return what can be said of a claim.

    `parties` may be its sides; a question without sides has none.
    `rows` are those of the matrix, where the claim may stand beside others; `ruled` is what has been ruled.
    """
    found: list[Verdict] = []
    if claim.correction is not None or any(ruling.names(claim.anchor) for ruling in ruled):
        found.append(("It was right: take back what I said of it", None))
    found.append(("Wrong: the sentence does not say this", Correction("wrong")))
    sides = [side for side in (*parties, "both", None) if side != claim.side] if parties else []
    found += [(f"Wrong side: it is about {side or 'no side'}", Correction("wrong side", side=side)) for side in sides]
    for row in rows.about(claim.anchor.item):
        found += _of_row(claim.anchor, row, rows)
    return found


def questions(claim: Judged, look: Look, answerable: AbstractSet[tuple[str, str]]) -> list[Verdict]:
    """Return what other questions a claim may answer, of those that a value of its kind can answer; those of its own topic first."""
    others = sorted((look.labels.keys() & answerable) - {(claim.topic, claim.question)}, key=lambda key: (key[0] != claim.topic, key))
    return [
        (
            f"{look.question(*key)}" + (f"  {look.topic(key[0])}" if key[0] != claim.topic else ""),
            Correction("other question", topic=key[0], question=key[1]),
        )
        for key in others
    ]


def _of_row(mine: Anchor, sheet: Sheet, rows: Rows) -> Iterator[tuple[str, Ruling]]:
    """Yield what can be ruled of a claim in a row of the matrix, where it stands there."""
    row, places = sheet.row, sheet.of_item(mine.item)
    said = {sheet.group(place) for place, one in zip(places, sheet.claims(places), strict=True) if anchor(one) == mine}
    groups = sorted(number for number in said if not row.groups[number].derived)
    if not groups:
        return
    for related in row.relations:
        if RELATION_CLASS[related.relation] == "conflict" and not set(groups).isdisjoint(related.groups):
            other = next((at for at in related.groups if at not in groups), related.groups[0])
            yield f"No conflict with {_answer(sheet, other)}", Ruling("no conflict", mine, _anchor(sheet, other))
    if row.event is None:
        return
    if len(row.groups) > 1 or len(sheet.of_group(0)) > 1:
        yield "Another event than the claims beside it", Ruling("other event", mine)
    for two in rows.beside(row, EVENTS):
        day = event_day(two.row.event)
        when = f" of {day.day} {day:%b %Y}" if day else ""
        yield f"Same event as {_answer(two, 0, when)}", Ruling("same event", mine, _anchor(two, 0))


def _answer(row: Sheet, group: int, when: str = "") -> str:
    return f"{row.row.groups[group].value}{when} ({some(row.sources(group))})"


def _anchor(row: Sheet, group: int) -> Anchor:
    """What names the first claim of a group."""
    return anchor(row.claims(row.of_group(group))[0])
