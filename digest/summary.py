"""A digest in one sentence, and the notes on how to read it."""

from collections.abc import Sequence
from typing import get_args

from core.comparison import RelationClass
from core.counts import count
from digest.outline import headline
from digest.record import Change, Row
from digest.words import listed

METHOD = (
    "This shows who says what, and never who is right. Rules read every figure out of an article; its sentence is quoted and linked.",
    (
        "Figures meet only where question, side, scope, event and measure are the same; rounding, totals and parts, other scopes and "
        "other times are tried before anything is called a conflict."
    ),
    (
        "Outlets that share an owner, an agency's copy, a text or a speaker's statement are one origin, so that origins are an upper "
        "bound. Silent is only an outlet whose whole article is known and holds no such figure."
    ),
    "Rules miss figures and misread some: an outlet that is not named may still have said something.",
)


def summary(rows: Sequence[Row], changes: Sequence[Change], items: int, outlets: int) -> str:
    """Say in one sentence what a span brought."""
    news = f"{count(items, 'new item')} from {count(outlets, 'outlet')}" if items else "No new item"
    kinds = {kind: [row for row in rows if row.relation == kind] for kind in get_args(RelationClass)}
    told = []
    if contested := kinds["conflict"]:
        first = f"{'first of all ' if len(contested) > 1 else ''}{contested[0].label}: {headline(contested[0])}"
        told.append(f"{len(contested)} {'are' if len(contested) > 1 else 'is'} in conflict ({first})")
    verbs: tuple[tuple[RelationClass, str, str], ...] = (
        ("reconcile", "reconciles", "reconcile"),
        ("agree", "agrees", "agree"),
        ("update", "moved on", "moved on"),
    )
    told += [f"{len(kinds[kind]):,} {one if len(kinds[kind]) == 1 else many}" for kind, one, many in verbs if kinds[kind]]
    if changes:
        told.append(f"{count(len({change.source for change in changes}), 'outlet')} changed what an article claims")
    if not told:
        return f"{news}; no question has answers from more than one outlet."
    return f"{news}; of the questions with several answers, {listed(told)}." if any(kinds.values()) else f"{news}; {listed(told)}."
