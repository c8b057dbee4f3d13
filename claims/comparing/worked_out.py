"""Answers that nobody printed and that follow from the rows of the two sides: 103 + 103 = 206, 100% - 10% = 90%."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from claims.comparing.answers import Answer, Article, remainder
from claims.comparing.arithmetic import equation, sums
from claims.comparing.clusters import in_order, order
from claims.comparing.intervals import figure, overlap
from claims.comparing.rows import Key
from core.claim import Measure

_MEASURES: tuple[Measure, ...] = ("event", "period", "cumulative")
_TWO = 2
SHARED = "share-held"
ADDED_TO = frozenset(["exchanged", SHARED])
"""Questions of which answers are worked out from other rows."""
Rows = Mapping[Key, Mapping[int, Answer]]


def worked_out(key: Key, answers: Collection[Answer], rows: Rows, sides: Sequence[str]) -> Iterator[Answer]:
    """Yield what follows for a row from others, where somebody prints an answer to it as well.

    Args:
        key: the row.
        answers: its own answers.
        rows: all rows.
        sides: the sides of its topic.
    """
    printed = [one for one in answers if not one.derived]
    if len(sides) == _TWO and printed:
        if key[1] == "exchanged":
            yield from _sums(key, rows, sides)
            yield from _besides(key, rows, sides)
        elif key[1] == SHARED and key[2] in sides:
            left = _remainders(key, rows, sides)
            yield from [one for one in left if any(overlap(one.span, other.span) for other in printed)]


def unprinted(answers: Collection[Answer]) -> list[Answer]:
    """Leave out what follows from an article that prints the same number itself, beside those from which it follows alone."""
    printed = {(one.article, one.span.base) for one in answers if not one.derived and one.status != "denied"}
    alone = {one.span.base for one in answers if one.derived and (one.article, one.span.base) not in printed}
    return [one for one in answers if not (one.derived and one.span.base in alone and (one.article, one.span.base) in printed)]


def _sums(key: Key, rows: Rows, sides: Sequence[str]) -> Iterator[Answer]:
    """What one article's two sides make together."""
    topic, *_, event = key
    told: dict[Article, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for name in sides:
        for counted in _MEASURES:
            for one in rows.get((topic, "released", name, counted, event), {}).values():
                if one.claim.side == name and one.span.exact and not one.old and one.status != "denied":
                    told[one.article][name].append(one)
    for given in told.values():
        if len(given) == _TWO and all(len({one.span.base for one in mine}) == 1 for mine in given.values()):
            both = [in_order(mine)[0] for mine in given.values()]
            yield _total(min(both, key=order), key, [one.span.base for one in both])


def _besides(key: Key, rows: Rows, sides: Sequence[str]) -> Iterator[Answer]:
    """What each side got, as one article tells it, together with whom one side got besides: "175 each", and 22 wounded.

    What makes the number of each is a part of it: 200 and 300 of a deal of 500 each.
    """
    topic, *_, event = key
    each: dict[Article, dict[float, Answer]] = defaultdict(dict)
    more: dict[Article, set[float]] = defaultdict(set)
    civilians: dict[Article, set[float]] = defaultdict(set)
    for name in sides:
        for one in rows.get((topic, "civilians", name, "event", event), {}).values():
            civilians[one.article].add(one.span.base)
        for one in rows.get((topic, "released", name, "event", event), {}).values():
            if one.span.exact and not one.old and one.status == "happened":
                if one.claim.side == "both":
                    each[one.article][one.span.base] = one
                else:
                    more[one.article].add(one.span.base)
    for article, told in each.items():
        others = sorted(more[article] - told.keys())
        if len(told) == 1 and others and others[-1] < min(told):
            ((number, one),) = told.items()
            # "157 each", and of these "150 soldiers and seven civilians".
            parts = {part for parts in sums(number, tuple(sorted({*others, *civilians[article]}))) for part in parts}
            if besides := [other for other in others if other not in parts]:
                yield _total(one, key, [number, number, *besides])


def _total(one: Answer, key: Key, parts: Sequence[float]) -> Answer:
    """What the parts make together, as an answer of the row."""
    _, question, side, measure, _ = key
    total = sum(parts)
    return replace(
        one,
        question=question,
        side=side,
        measure=measure,
        span=one.span._replace(low=total, high=total, base=total),
        text=figure(total),
        derived=True,
        formula=equation(parts, total),
    )


def _remainders(key: Key, rows: Rows, sides: Sequence[str]) -> Iterator[Answer]:
    """What the other side's shares leave of the whole."""
    topic, question, side, measure, event = key
    (other,) = (name for name in sides if name != side)
    for one in rows.get((topic, question, other, measure, event), {}).values():
        if one.status == "happened" and not one.old and (left := remainder(one, side)):
            yield left
