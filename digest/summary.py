"""A digest in one sentence, and the notes on how to read it."""

from collections.abc import Sequence

from core.comparison import RelationClass
from core.counts import count
from digest.outline import distinct, headline, news_first
from digest.record import Change, Row
from digest.words import listed

METHOD = (
    "Who says what, and never who is right: rules read each figure, which stands with its sentence and its link.",
    "Only figures of one question, side, scope, event and measure meet; a conflict is what nothing else explains.",
    "Outlets of one owner, agency or statement are one origin, at most. Silent is whose whole article lacks the figure.",
    "Rules miss figures and misread some: an outlet that is not named may still have said something.",
)

_NEWS: tuple[tuple[RelationClass, str], ...] = (
    ("conflict", "contested"),
    ("update", "moved on"),
    ("agree", "agreed"),
    ("reconcile", "reconciled"),
)


def summary(rows: Sequence[Row], changes: Sequence[Change], items: int, outlets: int) -> str:
    """Say in one sentence what a span brought: its weightiest row first, then how much of which kind."""
    news = f"{count(items, 'new item')} from {count(outlets, 'outlet')}" if items else "no new item"
    kinds = {kind: distinct([row for row in rows if row.relation == kind]) for kind, _ in _NEWS}
    told = [f"{len(kinds[kind]):,} {words}" for kind, words in _NEWS if kinds[kind]]
    if changes:
        told.append(f"{count(len({change.source for change in changes}), 'outlet')} changed what an article claims")
    first = next((row for kind, _ in _NEWS for row in news_first(kinds[kind])), None)
    if first is not None:
        return f"{first.label}: {headline(first)}; in all {listed(told)}, in {news}."
    if told:
        return f"{_begun(news)}; {listed(told)}."
    return f"{_begun(news)}; no question has answers from more than one outlet."


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]
