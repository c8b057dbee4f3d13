"""What changed since the reader left, as a page. Pure."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.comparison import RELATION_CLASS
from core.counts import count
from core.rows import Head, Rows
from tui.cells import Look, age, row_sign, thousands
from tui.glyphs import Sign
from tui.ink import Line, Run, fit
from tui.page import Block

_ROWS = 12
"""So many of the weightiest rows are named."""


@dataclass(frozen=True, slots=True)
class News:
    """What a reader has missed."""

    since: datetime
    """When the reader left."""
    items: int
    """First seen since."""
    places: tuple[int, ...]
    """The rows in which something was said, or changed, since: the weightiest first."""


def news(rows: Rows, fresh: Collection[int | str], since: datetime, items: int) -> News:
    """Return what came since a moment: `fresh` are the articles that were first seen, or changed, since then."""
    places = [at for at, row in enumerate(rows.heads) if any(item in fresh for item in row.items)]
    return News(since, items, tuple(sorted(places, key=lambda at: -rows.heads[at].importance)))


def since_page(told: News, rows: Rows, look: Look, now: datetime) -> list[Block]:
    """Return the blocks of the page."""
    left = f"{look.clock(told.since, now)}, {age(told.since, now)} ago"
    blocks = [
        Block((("Since you left", "title"), (f"  {left}", "faint"))),
        Block(tuple(_counted([rows.heads[at] for at in told.places], told.items, look)), 2),
        Block(()),
    ]
    walked = [at for at in told.places if row_sign(rows.heads[at]) in ("conflict", "update")] or list(told.places)
    for at in walked[:_ROWS]:
        row, sign = rows.sheet(at).row, row_sign(rows.heads[at])
        whose = look.side(row.topic, row.question, row.side)
        side = f" {look.glyphs.dot} {whose}" if whose else ""
        blocks.append(
            Block(
                (
                    (f"{look.glyphs.sign(sign)} ", sign),
                    (fit(look.marks.get(row.topic, row.topic), 5), "mark"),
                    (f" {look.question(row.topic, row.question)}{side}", "strong"),
                    (f"  {row.why}", "text"),
                ),
                8,
            )
        )
    if len(walked) > _ROWS:
        blocks.append(Block(((f"and {count(len(walked) - _ROWS, 'more row')}", "faint"),), 8))
    return [*blocks, Block(()), Block(tuple(_keys(walked)))]


def _counted(heads: Sequence[Head], items: int, look: Look) -> list[Run]:
    kinds: Counter[str] = Counter()
    for row in heads:
        kinds["corrected" if row.relation == "corrected" else row_sign(row)] += 1
    words: tuple[tuple[str, Sign, str, str], ...] = (
        ("conflict", "conflict", "in conflict", "in conflict"),
        ("corrected", RELATION_CLASS["corrected"], "corrected", "corrected"),
        ("update", "update", "updated", "updated"),
        ("reconcile", "reconcile", "that reconciles", "that reconcile"),
        ("agree", "agree", "that agrees", "that agree"),
    )
    runs: list[Run] = [(f"{thousands(items)} new item{'' if items == 1 else 's'}", "strong")]
    for kind, sign, one, many in words:
        if number := kinds[kind]:
            runs += [("   ", "text"), (f"{look.glyphs.sign(sign)} {number}", sign), (f" {one if number == 1 else many}", "text")]
    return runs


def _keys(walked: Sequence[int]) -> Line:
    keys: list[Run] = [("n", "accent"), (" goes through them, the weightiest first   ", "faint")] if walked else []
    return (*keys, ("M", "accent"), (" marks all items as read", "faint"))
