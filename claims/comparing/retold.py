"""Figures that are told again on the following days: strikes come every night, so articles of two days are not otherwise about one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from claims.comparing.answers import TOLLS, Answer, question_key
from claims.comparing.intervals import Span
from claims.comparing.later import CHANCE, Later, Piece
from claims.comparing.portion import named_towns

_RETOLD = 2
"""Days for which a figure is told again."""
_SURE = 200
"""A figure above this that is not round hardly ever is."""
_FEW = 3
"""Tolls up to this are the same in one town on two days by chance."""
_Statement = tuple[str, str | None, Span, str]
"""One speaker's figure, or one town's toll: question, side, value, voice or town."""
_Figure = tuple[str, str | None, float]
"""A bare number: question, side, value."""


class Retold:
    """Takes a figure that is told again without a day for that of the day on which it was told first, while answers come and go.

    Told again are a speaker's figure on the days that follow, the toll of a town, and all that an article says which gives mostly
    figures of the day before, or the later toll of an attack.
    """

    def __init__(self) -> None:
        """Begin without any answer."""
        self._statements: dict[_Statement, list[Answer]] = defaultdict(list)
        self._figures: dict[_Figure, dict[int, list[Answer]]] = defaultdict(lambda: defaultdict(list))
        """By day, the answers that give a figure without a day."""
        self._pieces: dict[Piece, list[Answer]] = defaultdict(list)
        """What articles say without a day."""
        self._later = Later()
        self._again: dict[Piece, int] = {}
        """By article, the day of which it tells again."""

    def change(self, gone: Sequence[Answer], come: Sequence[Answer]) -> list[tuple[Answer, int]]:
        """Take answers out and put others in; return those of which the first day (an ordinal) is another now, with that."""
        out = {id(one) for one in gone}
        changed = {said for one in gone if (said := _statement(one))}
        for said in changed:
            self._statements[said] = [one for one in self._statements[said] if id(one) not in out]
        for one in come:
            if said := _statement(one):
                self._statements[said].append(one)
                changed.add(said)
        bare = []
        for one in self._told_again(gone, come):
            if said := _statement(one):
                changed.add(said)
            else:
                bare.append(one)
        moved = self._moved(bare, frozenset())
        for said in changed:
            if mine := self._statements[said]:
                days = {one.first if one.dated else one.told for one in mine} if len(mine) > 1 else frozenset()
                moved += self._moved([one for one in mine if not one.dated], days)
            else:
                del self._statements[said]
        return moved

    def _moved(self, answers: Iterable[Answer], days: AbstractSet[int]) -> list[tuple[Answer, int]]:
        """Return the answers that are of another day than they had, with that. `days`: those on which the speaker told the same."""
        moved = []
        for one in answers:
            first = day = one.told
            while first - 1 in days and day - first < _RETOLD:
                first -= 1
            if self._again:
                first = min(first, self._again.get(_piece(one), day))
            if first != one.first:
                moved.append((one, first))
        return moved

    def _told_again(self, gone: Sequence[Answer], fresh: Sequence[Answer]) -> Iterator[Answer]:
        """Find the articles that tell again of an earlier day: all that they say without one is about that night.

        Yields what the articles say for which that may have changed.
        """
        touched = self._note(gone, coming=False) | self._note(fresh, coming=True) | self._later.change(gone, fresh)
        for piece in touched:
            mine, again = self._pieces[piece], self._day_of(piece)
            if again != self._again.get(piece):
                if again is None:
                    del self._again[piece]
                else:
                    self._again[piece] = again
                yield from mine
            elif again is not None:
                yield from [one for one in mine if not one.placed]
            if not mine:
                del self._pieces[piece]

    def _note(self, answers: Iterable[Answer], *, coming: bool) -> set[Piece]:
        """Note what articles say without a day, or forget it; return those of which more or less is told again."""
        pieces: dict[Piece, list[Answer]] = defaultdict(list)
        figures: dict[tuple[_Figure, int], list[Answer]] = defaultdict(list)
        for one in answers:
            if not one.dated:
                pieces[one.article, one.told].append(one)
                if figure := _figure(one):
                    figures[figure, one.told].append(one)
        for piece, mine in pieces.items():
            _keep(self._pieces[piece], mine, coming=coming)
        touched = {piece for piece in pieces if not coming or piece in self._again}
        for (figure, day), mine in figures.items():
            told = self._figures[figure]
            _keep(told[day], mine, coming=coming)
            if day - 1 in told:
                touched.update(map(_piece, mine))
            if day + 1 in told:
                touched.update(map(_piece, told[day + 1]))
        return touched

    def _day_of(self, piece: Piece) -> int | None:
        """The earlier day of which an article tells; None: it tells of its own."""
        later = self._later.day(piece)
        return later if later is not None else piece[1] - 1 if self._is_again(piece) else None

    def _is_again(self, piece: Piece) -> bool:
        """Whether an article gives mostly figures of the day before, and more than could be the same by chance."""
        given = {figure for one in self._pieces[piece] if (figure := _figure(one))}
        same = [figure for figure in given if self._figures[figure].get(piece[1] - 1)]
        # So many dead are rare, so that no two nights bring the same number of them; drones come in such numbers every night.
        sure = len(same) > 1 or any(question == "killed" or (number > _SURE and number % 10) for question, _, number in same)
        return sure and 2 * len(same) >= len(given)


def _keep(known: list[Answer], answers: Iterable[Answer], *, coming: bool) -> None:
    """Put answers into a list, or take out those that are there."""
    if coming:
        known += answers
    else:
        out = set(map(id, answers))
        known[:] = [one for one in known if id(one) not in out]


def _piece(answer: Answer) -> Piece:
    return (answer.article, answer.told)


def _figure(answer: Answer) -> _Figure | None:
    span = answer.span
    if span.family != "number" or not (span.exact or span.loose == "a lower bound") or span.base <= CHANCE:
        return None
    return (answer.question, answer.side, span.base)


def _statement(answer: Answer) -> _Statement | None:
    """What a speaker says without a day, or a toll that nobody else but an outlet tells of one town; None: it is neither."""
    if answer.voice:
        return None if answer.dated else (answer.question, answer.side, answer.span, answer.voice)
    if question_key(answer.topic, answer.question) not in TOLLS or answer.span.base <= _FEW or answer.first != answer.last:
        return None
    named = named_towns(answer.claim.quote, answer.claim.value.text)
    return (answer.question, answer.side, answer.span, f"in {next(iter(named))}") if len(named) == 1 else None
