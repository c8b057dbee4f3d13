"""What is shown of a digest: lists cut to a page, and how much was left out."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Generic, NamedTuple, TypeVar, get_args

from core.claim import Status
from core.comparison import Group, RelationClass
from digest.quote import excerpt
from digest.record import Answer, Headline, NewTopic, Row, SourceHealth, Step, Voice

T = TypeVar("T")


class Cut(NamedTuple, Generic[T]):
    """The head of a list."""

    shown: tuple[T, ...]
    more: int
    """How many were left out."""


def cut(things: Sequence[T], most: int) -> Cut[T]:
    """Keep the first `most`; where only one would be left out, keep that too: saying so takes the line it needs."""
    kept = tuple(things) if len(things) <= most + 1 else tuple(things[:most])
    return Cut(kept, len(things) - len(kept))


class Limits(NamedTuple):
    """How long the lists of a page may be."""

    contested: int = 40
    """No conflict of a normal day is left out."""
    reconciled: int = 6
    agreed: int = 10
    updated: int = 5
    changes: int = 5
    commitments: int = 5
    alone: int = 5
    silences: int = 5
    headlines: int = 3
    troubled: int = 5
    answers: int = 4
    steps: int = 4
    names: int = 4
    """Of outlets that say the same; 0: they are counted."""
    quote: int = 140
    """Characters of a quotation; 0: there is no room for any."""


LADDER = (
    Limits(),
    # contested, reconciled, agreed, updated, changes, commitments, alone, silences, headlines, troubled, answers, steps, names, quote
    Limits(*(20, 5, 8, 4, 4, 4, 4, 4, 2, 4, 4, 4, 3, 120)),
    Limits(*(12, 4, 6, 3, 3, 3, 3, 3, 2, 3, 3, 3, 3, 110)),
    Limits(*(10, 3, 5, 3, 3, 3, 2, 2, 1, 3, 3, 3, 3, 110)),
    Limits(*(8, 3, 4, 2, 2, 2, 1, 2, 1, 2, 2, 3, 3, 110)),
    Limits(*(6, 3, 4, 2, 2, 2, 0, 2, 1, 2, 2, 2, 2, 110)),
    Limits(*(5, 2, 3, 1, 2, 1, 0, 1, 1, 2, 2, 2, 2, 100)),
    Limits(*(5, 2, 2, 1, 1, 1, 0, 1, 1, 2, 2, 2, 1, 70)),
    Limits(*(5, 2, 2, 1, 1, 1, 0, 1, 1, 2, 2, 2, 0, 0)),
    Limits(*(5, 1, 1, 1, 1, 1, 0, 1, 1, 2, 2, 2, 0, 0)),
    Limits(*(4, 1, 1, 1, 1, 1, 0, 1, 1, 2, 2, 2, 0, 0)),
    Limits(*(3, 1, 1, 1, 1, 1, 0, 1, 1, 2, 2, 2, 0, 0)),
    Limits(*(2, 1, 1, 1, 1, 1, 0, 1, 1, 2, 2, 2, 0, 0)),
)
"""From what a quiet day leaves room for to what a busy one does."""
PAGE = 66
"""Lines of a page of A4, at so many characters:"""
WIDE = 115


def on_a_page(write: Callable[[Limits], str], shown: Callable[[str], str] = str) -> str:
    """Return what is written within the widest limits that keep to a page, or within the narrowest.

    Args:
        write: writes it within limits.
        shown: what of a line is seen on paper.
    """

    @cache
    def written(step: int) -> str:
        return write(LADDER[step])

    def fits(step: int) -> bool:
        return sum(_height(shown(one)) for one in written(step).splitlines()) <= PAGE

    return written(bisect_left(range(len(LADDER) - 1), x=True, key=fits))


def _height(shown: str) -> int:
    """How many lines of a page a line takes; what is between paragraphs belongs to the headings."""
    return 2 if shown.startswith("#") else -(-len(shown) // WIDE)


_JOINTS: dict[RelationClass, str] = {"conflict": " against ", "update": " → ", "reconcile": " and ", "agree": ", "}
_OTHERS = 3
_STEPS: tuple[Status, ...] = (
    *("proposed", "demanded", "conditional", "scheduled", "postponed", "agreed in principle", "agreed", "under way", "part done"),
    *("completed", "violated", "suspended"),
)


def lead(answer: Answer) -> tuple[Voice, tuple[str, ...]]:
    """Return the voice that speaks for an answer, and the other outlets that say the same.

    The first that names its speaker: a figure is better known by who says so than by who prints it.
    """
    voice = next((one for one in answer.voices if one.speaker), answer.voices[0])
    return voice, tuple(one.source for one in answer.voices if one is not voice)


def short_quote(voice: Voice, limits: Limits) -> str:
    """Return a voice's quotation, short enough for a page, with the figure in it."""
    return excerpt(voice.quote, voice.printed, limits.quote)


def distinct(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Leave out the rows that only tell again what another row rests on ("157 each" stands in its own row and in each side's)."""
    claims = [frozenset((one.item, one.start, one.quote) for group in row.comparison.groups for one in group.claims) for row in rows]
    implied = [sum(answer.derived for answer in row.answers) for row in rows]

    def told_by(a: int, b: int) -> bool:
        return claims[a] < claims[b] or (claims[a] == claims[b] and (implied[b], b) < (implied[a], a))

    kept = (a for a in range(len(rows)) if not any(told_by(a, b) for b in range(len(rows))))
    return tuple(rows[a] for a in kept)


def milestones(steps: Sequence[Step], most: int) -> tuple[tuple[Step, ...], int, tuple[Step, ...]]:
    """Return the first step of a commitment, how many are left out after it, and the last ones."""
    return (tuple(steps), 0, ()) if len(steps) <= most else (tuple(steps[:1]), len(steps) - most, tuple(steps[1 - most :]))


def once(topics: Sequence[NewTopic], most: int) -> Iterator[tuple[NewTopic, Cut[Headline]]]:
    """Yield each topic with the first of its headlines that no topic before it has shown."""
    told: set[Headline] = set()
    for topic in topics:
        found = cut([one for one in topic.headlines if one not in told], most)
        told.update(found.shown)
        yield topic, found


def troubled(sources: Sequence[SourceHealth]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what is wrong with sources, each with the outlets that it is wrong with, in their order."""
    found: dict[str, list[str]] = {}
    for one in sources:
        if one.state != "ok":
            found.setdefault(one.words, []).append(one.source)
    return tuple((words, tuple(names)) for words, names in found.items())


def headline(row: Row) -> str:
    """Return a row's answers side by side, those first that make it what it is: "195 against 207; about 200"."""
    weightiest, others = sides(row)
    joint = _JOINTS[row.relation] if row.relation is not None else ", "
    rest = cut(others, _OTHERS)
    also = [", ".join((*rest.shown, *([f"{rest.more} more"] if rest.more else [])))] if others else []
    return "; ".join((joint.join(weightiest), *also))


def reason(row: Row) -> str:
    """Return why a row's answers relate as they do, as a sentence; nothing where the answers say it themselves."""
    plain = row.relation in {"agree", None} or row.comparison.relation in {"differs", "contested"}
    return "" if plain else f"{row.why.rstrip('.')}."


def sides(row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the values of the pair that the row is known by, and the others; each once."""
    first = dict.fromkeys(value(row, row.answers[number]) for number in _pair(row))
    return tuple(first), tuple(dict.fromkeys(words for words in (value(row, answer) for answer in row.answers) if words not in first))


def weightiest_first(row: Row) -> tuple[Answer, ...]:
    """Return a row's answers, those of the pair that it is known by before the others."""
    pair = _pair(row)
    return tuple(row.answers[number] for number in (*pair, *(number for number in range(len(row.answers)) if number not in pair)))


def _pair(row: Row) -> Sequence[int]:
    """Return the first two groups that stand in the row's relation; the first group where none do.

    Updates stand in their order: what nobody says any more first, then by the step they tell of, then as they became known.
    """
    pairs = [pair.groups for pair in row.comparison.relations if pair.relation == row.comparison.relation]
    numbers: Sequence[int] = min(pairs, default=(0,))
    return sorted(numbers, key=lambda number: _age(row, number)) if row.relation == "update" else numbers


def value(row: Row, answer: Answer, *, implied: bool = False) -> str:
    """Return an answer's value, with its status where it is denied or that is what tells it from another answer of the row.

    Args:
        row: the row.
        answer: one of its answers.
        implied: say so of a value that is only implied.
    """
    same = {one.status for one in row.answers if one.value == answer.value}
    notes = [answer.status] if answer.status == "denied" or (len(same) > 1 and answer.status != answer.value) else []
    notes += ["implied"] if implied and answer.derived else []
    return f"{answer.value} ({', '.join(notes)})" if notes else answer.value


def _age(row: Row, number: int) -> tuple[bool, int, datetime]:
    answer, group = row.answers[number], row.comparison.groups[number]
    gone = all(voice.superseded for voice in answer.voices)
    step = _STEPS.index(group.status) if group.status in _STEPS else len(get_args(Status))
    return not gone, step, _known(group)


def _known(group: Group) -> datetime:
    """When a value was first known."""
    return min(claim.seen or claim.published for claim in group.claims)
