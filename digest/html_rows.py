"""The rows of the page: each with its answers at a glance, and the sentences behind it; changes and commitments likewise."""

from collections.abc import Iterator, Sequence

from core.comparison import RELATION_CLASS, RelationClass
from core.counts import count, support
from digest.html_parts import lang_of, link, speaker_of, time_of
from digest.markup import Markup, tag, text
from digest.outline import cut, distinct, reason, value, weightiest_first
from digest.record import Answer, Change, Commitment, Digest, FactChange, Row, Voice

OPEN: dict[RelationClass, int] = {"conflict": 24, "reconcile": 6, "agree": 8, "update": 6}
"""Most rows of a kind that stand open to view; the others are folded behind them."""
PRINTED = 6
"""How many outlets of one answer are printed, as the style sheet has it."""
NAMES = 4
"""Most outlets named beside a value; all of them stand with their sentences behind it."""


def rows_of(digest: Digest, rows: Sequence[Row], most: int) -> Iterator[Markup]:
    """Yield the first rows open to view; the others, and those that only tell the same again, folded behind them."""
    shown = cut(distinct(rows), most).shown
    yield tag("div", *(_row(digest, row) for row in shown), class_="rows")
    others = [row for row in rows if row not in shown]
    if others:
        folded = tag("div", *(_row(digest, row) for row in others), class_="rows")
        yield tag("details", tag("summary", count(len(others), "more row")), folded, class_="rest")


def changes_of(digest: Digest) -> Iterator[Markup]:
    """Tell what edits changed, and the figures that were updated."""
    if digest.changes:
        yield tag("ul", *(_change(digest, change) for change in digest.changes), class_="plain")
    if digest.wording:
        yield tag("p", f"{count(digest.wording, 'edit')} changed wording only.", class_="legend")
    if rows := digest.related("update"):
        yield from rows_of(digest, rows, OPEN["update"])


def alone_of(digest: Digest, rows: Sequence[Row]) -> Iterator[Markup]:
    """Fold away the rows that nobody else answers."""
    if rows:
        told = tag("div", *(_row(digest, one) for one in rows), class_="rows")
        yield tag("details", tag("summary", "Figures that nobody else answers yet"), told)


def commitments_of(digest: Digest) -> Iterator[Markup]:
    """Tell what became of each commitment, step by step."""
    if digest.commitments:
        yield tag("div", *(_commitment(digest, one) for one in digest.commitments), class_="rows")


def _row(digest: Digest, row: Row) -> Markup:
    comparison = row.comparison
    rests = support(comparison.outlets, comparison.origins, comparison.speakers)
    why = tag("p", words, class_="why") if (words := reason(row)) else Markup()
    return tag(
        "article",
        tag("h3", tag("span", row.sign, class_="sign", aria_hidden="true"), " ", row.label),
        tag("ul", *(_value(digest, row, answer) for answer in weightiest_first(row)), class_="values"),
        why,
        tag("p", f"{row.topic} · {comparison.grade} · {rests}", class_="grade"),
        tag(
            "details",
            tag("summary", "The sentences behind it", tag("span", f": {row.label}", class_="unseen")),
            tag("ul", *(_answer(digest, answer) for answer in weightiest_first(row)), class_="answers"),
        ),
        class_=row.relation or "alone",
        id=row.id,
    )


def _value(digest: Digest, row: Row, answer: Answer) -> Markup:
    """An answer at a glance: the value, and the outlets that give it, each with its speaker.

    What nobody says any more is struck out, and beside answers in conflict the others stand small.
    """
    shown = cut(answer.voices, NAMES)
    names: list[str] = []
    for voice in shown.shown:
        names += [" · "] if names else []
        names += [link(voice.source, voice.url), *speaker_of(voice)]
        names += [", ", time_of(digest, voice.time)] if voice is shown.shown[0] else []
    names += [f" · {shown.more} more"] if shown.more else []
    gone = all(voice.superseded for voice in answer.voices)
    note = " implied" if answer.derived else " in an earlier version" if gone else ""
    words = tag("s", value(row, answer)) if gone else value(row, answer)
    beside = row.relation == "conflict" and (gone or not _in_conflict(row, answer))
    head = tag("strong", words, tag("span", note, class_="grade") if note else "")
    return tag("li", head, tag("span", *names, class_="names"), class_="beside" if beside else None)


def _in_conflict(row: Row, answer: Answer) -> bool:
    pairs = (pair.groups for pair in row.comparison.relations if RELATION_CLASS[pair.relation] == "conflict")
    return any(row.answers[number] is answer for numbers in pairs for number in numbers)


def _answer(digest: Digest, answer: Answer) -> Markup:
    words = f" {answer.status} · {support(answer.outlets, answer.origins)}{' · implied, not printed' if answer.derived else ''}"
    more = len(answer.voices) - PRINTED
    left = [tag("li", f"… and {count(more, 'more outlet')}.", class_="printed")] if more > 0 else []
    voices = tag("ul", *(tag("li", _voice(digest, voice), class_="voice") for voice in answer.voices), *left)
    return tag("li", tag("strong", answer.value), tag("span", words, class_="grade"), voices)


def _voice(digest: Digest, voice: Voice) -> Markup:
    earlier = ", in an earlier version of the article" if voice.superseded else ""
    head = tag("p", link(voice.source, voice.url), *speaker_of(voice), ", ", time_of(digest, voice.time), earlier, class_="meta")
    return text(head, tag("blockquote", voice.quote, lang=lang_of(voice.language)))


def _commitment(digest: Digest, one: Commitment) -> Markup:
    steps = (
        tag(
            "li",
            tag("strong", step.status),
            "" if step.value == step.status else f" {step.value}",
            *([tag("span", *_voices(digest, step.said), class_="names")] if step.said else []),
            *([tag("span", "denied: ", *_voices(digest, step.denied), class_="names denied")] if step.denied else []),
        )
        for step in one.steps
    )
    return tag("article", tag("h3", one.label), tag("ol", *steps, class_="track"), tag("p", one.topic, class_="grade"), class_="alone")


def _voices(digest: Digest, voices: Sequence[Voice]) -> Iterator[str]:
    first, *others = voices
    yield from (link(first.source, first.url), *speaker_of(first), ", ", time_of(digest, first.time))
    yield f" · {count(len(others), 'other')}" if others else ""


def _change(digest: Digest, change: Change) -> Markup:
    head = tag("p", link(change.source, change.url), ", seen ", time_of(digest, change.time), f", version {change.version}", class_="meta")
    return tag("li", head, *(tag("div", *_fact(fact), class_="fact") for fact in change.facts))


def _fact(fact: FactChange) -> Iterator[str]:
    yield f"{fact.label}: "
    if fact.old is not None:
        yield tag("del", fact.old)
    if fact.old is not None and fact.new is not None:
        yield " → "
    if fact.new is not None:
        yield tag("ins", fact.new)
    if fact.speaker:
        yield tag("span", f", {fact.speaker}", class_="names")
    if fact.kind == "added":
        yield " (added)"
    if fact.kind == "removed":
        yield " (removed)"
    if fact.quote:
        yield tag("blockquote", fact.quote)
