"""What a reader may say of a claim that was read or compared wrong, as lines to choose from. Pure."""

from collections.abc import Iterator, Sequence

from claims.comparing.rulings import anchor
from core.comparison import RELATION_CLASS, Comparison, Group, event_day
from core.correction import Anchor, Correction, Ruling, told
from core.rows import Rows
from store.corrections import Judged
from tui.cells import Look

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


def questions(claim: Judged, look: Look) -> list[Verdict]:
    """Return what other questions a claim may answer, those of its own topic first."""
    others = sorted(look.labels.keys() - {(claim.topic, claim.question)}, key=lambda key: (key[0] != claim.topic, key))
    return [
        (
            f"{look.question(*key)}" + (f"  {look.topics.get(key[0], key[0])}" if key[0] != claim.topic else ""),
            Correction("other question", topic=key[0], question=key[1]),
        )
        for key in others
    ]


def _of_row(mine: Anchor, row: Comparison, rows: Rows) -> Iterator[tuple[str, Ruling]]:
    """Yield what can be ruled of a claim in a row of the matrix, where it stands there."""
    groups = [at for at, group in enumerate(row.groups) if not group.derived and any(anchor(one) == mine for one in group.claims)]
    if not groups:
        return
    for related in row.relations:
        if RELATION_CLASS[related.relation] == "conflict" and not set(groups).isdisjoint(related.groups):
            other = row.groups[next((at for at in related.groups if at not in groups), related.groups[0])]
            yield f"No conflict with {other.value} ({_sources(other)})", Ruling("no conflict", mine, anchor(other.claims[0]))
    if row.event is None:
        return
    if len(row.groups) > 1 or len(row.groups[0].claims) > 1:
        yield "Another event than the claims beside it", Ruling("other event", mine)
    for two in rows.beside(row, EVENTS):
        first = two.groups[0]
        day = event_day(two.event)
        when = f" of {day.day} {day:%b %Y}" if day else ""
        yield f"Same event as {first.value}{when} ({_sources(first)})", Ruling("same event", mine, anchor(first.claims[0]))


def _sources(group: Group) -> str:
    return ", ".join(group.sources)
