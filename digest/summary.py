"""A digest in one sentence, and the notes on how to read it."""

from collections.abc import Sequence

from core.comparison import RelationClass
from core.counts import count
from digest.outline import distinct, value, weightiest_first
from digest.record import Change, Row
from digest.words import listed

METHOD = (
    "Who says what, and never who is right. Rules read the figures from articles: they miss some, and misread others.",
    "A question's side, after its comma, is whom the figure is about: who got people back, lost them, or launched.",
    "Only figures of one question, side, scope, event and measure meet. A conflict is what nothing else explains.",
    "Outlets that share an owner, an agency or a statement count as one origin: there are at most so many.",
)

_KINDS: tuple[tuple[RelationClass, str], ...] = (
    ("conflict", "contested"),
    ("update", "moved on"),
    ("reconcile", "reconciled"),
    ("agree", "agreed"),
)


def summary(rows: Sequence[Row], changes: Sequence[Change], items: int, outlets: int) -> str:
    """Say in one sentence what a span brought: what is contested most, what most outlets tell, and how much there is of which kind."""
    kinds = {kind: distinct([row for row in rows if row.relation == kind]) for kind, _ in _KINDS}
    news = f"{count(items, 'new item')} from {count(outlets, 'outlet')}" if items else "no new item"
    told = [*_contested(kinds["conflict"]), *_widest([row for rows in kinds.values() for row in rows], kinds["conflict"][:1])]
    if told:
        counted = [f"{len(kinds[kind]):,} {words}" for kind, words in _KINDS if kinds[kind]]
        told += [f"in all {listed([*([] if kinds['conflict'] else ['nothing contested']), *counted])}", news]
    else:
        told += [news, *([] if changes else ["no question has answers from more than one outlet"])]
    if changes:
        told.append(f"{count(len({change.source for change in changes}), 'outlet')} changed what an article claims")
    sentence = "; ".join(told)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _contested(rows: Sequence[Row]) -> list[str]:
    """The weightiest conflict, with who stands on either side."""
    for row in rows[:1]:
        answers = weightiest_first(row)[:2]
        voices = [next((one for one in answer.voices if one.speaker), answer.voices[0]) for answer in answers]
        # Where one speaker is given with both, the outlets are who differs.
        alike = len({voice.who for voice in voices}) < len(voices)
        against = " against ".join(
            f"{value(row, answer)} ({voice.source if alike else voice.who})" for answer, voice in zip(answers, voices, strict=True)
        )
        return [f"most contested is “{row.label}”, {against}"]
    return []


def _widest(rows: Sequence[Row], told: Sequence[Row]) -> list[str]:
    """What most outlets tell, where that is not told already."""
    row = max((row for row in rows if row not in told and row.comparison.outlets > 1), key=lambda row: row.comparison.outlets, default=None)
    if row is None:
        return []
    outlets: dict[str, set[str]] = {}
    for answer in row.answers:
        outlets.setdefault(answer.value, set()).update(voice.source for voice in answer.voices)
    value, told_by = max(outlets.items(), key=lambda one: len(one[1]))
    return [f"most widely told is “{row.label}”, {value} ({count(len(told_by), 'outlet')})"]
