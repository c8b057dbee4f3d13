"""Figures that are told again on the following days: strikes come every night, so articles of two days are not otherwise about one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from claims.comparing.answers import Answer
from claims.comparing.intervals import Span

_RETOLD = 2
"""Days for which a figure is told again."""
_CHANCE = 20
"""Figures up to this are the same on two nights by chance."""
_SURE = 200
"""A figure above this that is not round hardly ever is."""
_Statement = tuple[str, str | None, Span, str]
"""One speaker's figure: question, side, value, voice."""
_Figure = tuple[str, str | None, Span]
"""A bare number: question, side, value."""
_Piece = tuple[str, int | str, int]
"""An article of a day: outlet, item, day of publication."""


class Retold:
    """Takes a figure that is told again without a day for that of the day on which it was told first, while answers come and go.

    Told again are a speaker's figure on the days that follow, and all that an article says which gives mostly figures of the day before.
    """

    def __init__(self) -> None:
        """Begin without any answer."""
        self._statements: dict[_Statement, list[Answer]] = defaultdict(list)
        self._figures: dict[_Figure, dict[int, list[Answer]]] = defaultdict(lambda: defaultdict(list))
        """By day, the answers that give a figure without a day."""
        self._pieces: dict[_Piece, list[Answer]] = defaultdict(list)
        """What articles say without a day."""
        self._again: set[_Piece] = set()
        """Articles that give again what was told on the day before."""
        self._come: set[int] = set()

    def change(self, gone: Sequence[Answer], come: Sequence[Answer]) -> list[tuple[Answer, int]]:
        """Take answers out and put others in; return those of which the first day (an ordinal) is another now, with that."""
        self._come = {id(one) for one in come}
        out = {id(one) for one in gone}
        changed = {_statement(one) for one in gone if one.voice and not one.dated}
        for said in changed:
            self._statements[said] = [one for one in self._statements[said] if id(one) not in out]
        for one in come:
            if one.voice and not one.dated:
                said = _statement(one)
                self._statements[said].append(one)
                changed.add(said)
        concerned = {id(one): one for one in self._told_again(gone, come)}
        concerned |= {id(one): one for said in changed for one in self._statements[said]}
        days: dict[_Statement, set[int]] = {}
        moved = [(one, first) for one in concerned.values() if (first := self._first_told(one, days)) != one.first]
        for said in changed:
            if not self._statements[said]:
                del self._statements[said]
        self._come = set()
        return moved

    def _first_told(self, one: Answer, days: dict[_Statement, set[int]]) -> int:
        """The day of which an answer without one is. `days`: those of statements, as they are asked for."""
        first = day = one.claim.published.toordinal()
        if one.voice:
            said = _statement(one)
            if said not in days:
                days[said] = {other.claim.published.toordinal() for other in self._statements[said]}
            while first - 1 in days[said] and day - first < _RETOLD:
                first -= 1
        return min(first, day - 1) if self._again and _piece(one) in self._again else first

    def _told_again(self, gone: Sequence[Answer], fresh: Sequence[Answer]) -> Iterator[Answer]:
        """Find the articles that give the figures of the day before again: all that they say without a day is about that night.

        Yields what the articles say for which that may have changed.
        """
        touched: set[_Piece] = set()
        for answers, coming in ((gone, False), (fresh, True)):
            for one in answers:
                if not one.dated:
                    touched.update(self._note(one, coming=coming))
        for piece in touched:
            mine, again = self._pieces[piece], self._is_again(piece)
            if again != (piece in self._again):
                (self._again.add if again else self._again.discard)(piece)
                yield from mine
            elif again:
                yield from [one for one in mine if id(one) in self._come]
            if not mine:
                del self._pieces[piece]

    def _note(self, one: Answer, *, coming: bool) -> Iterable[_Piece]:
        """Note what an article says without a day, or forget it; return the articles that may tell it again."""
        piece, figure = _piece(one), _figure(one)
        _keep(self._pieces[piece], one, coming=coming)
        if figure is None:
            return (piece,)
        day, told = piece[2], self._figures[figure]
        _keep(told[day], one, coming=coming)
        return (piece, *map(_piece, told[day + 1])) if day + 1 in told else (piece,)

    def _is_again(self, piece: _Piece) -> bool:
        """Whether an article gives mostly figures of the day before, and more than could be the same by chance."""
        given = {figure for one in self._pieces[piece] if (figure := _figure(one))}
        same = [figure for figure in given if self._figures[figure].get(piece[2] - 1)]
        sure = len(same) > 1 or any(span.base > _SURE and span.base % 10 for _, _, span in same)
        return sure and 2 * len(same) >= len(given)


def _keep(answers: list[Answer], one: Answer, *, coming: bool) -> None:
    """Put an answer into a list, or take it out where it is there."""
    if coming:
        answers.append(one)
    else:
        answers[:] = [other for other in answers if other is not one]


def _piece(answer: Answer) -> _Piece:
    return (answer.claim.source, answer.claim.item, answer.claim.published.toordinal())


def _figure(answer: Answer) -> _Figure | None:
    span = answer.span
    if span.family != "number" or not span.exact or span.base <= _CHANCE:
        return None
    return (answer.question, answer.side, span)


def _statement(answer: Answer) -> _Statement:
    return (answer.question, answer.side, answer.span, answer.voice)
