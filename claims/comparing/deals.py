"""Deals that are carried out day by day: 200 on the 5th and 300 on the 6th are the 500 that were agreed, and so one swap."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from claims.comparing.answers import Answer, Asked
from claims.comparing.counting import count

NEXT = 2
"""Days from one part of a deal to the next one at most."""
_PARTS = 3
"""A deal has at most so many parts."""
_FEW = 5
"""So many numbers of a day are tried, those that are told most."""
_CHANCE = 20.0
"""Totals up to this come about by chance."""
_BEFORE = 7
"""Days before its first part for which a deal is told of."""
Run = tuple[int, int]
"""First and last day (ordinals)."""


class Deals:
    """The numbers of swaps by question, side and day, kept while answers come and go."""

    def __init__(self) -> None:
        """Begin without any."""
        self._told: dict[Asked, dict[int, Counter[float]]] = defaultdict(lambda: defaultdict(Counter))

    def note(self, day: int, answers: Iterable[Answer], sign: int) -> None:
        """Count the numbers that are told of a day, or count them out again (`sign` -1)."""
        for one in answers:
            if one.span.family == "number" and one.span.exact and one.status in ("happened", "agreed", "planned"):
                told = self._told[one.question, one.side]
                count(told[day], one.span.base, sign)
                if not told[day]:
                    del told[day]

    def joined(self, runs: Sequence[Run]) -> list[Run]:
        """Join events that carry out one deal: neighbours in time whose numbers make a total that is told about then."""
        out: list[Run] = []
        at = 0
        while at < len(runs):
            parts = next((parts for parts in _neighbours(runs, at) if self._make_one(parts)), runs[at : at + 1])
            out.append((parts[0][0], parts[-1][1]))
            at += len(parts)
        return out

    def _make_one(self, parts: Sequence[Run]) -> bool:
        days = [range(first, last + 1) for first, last in parts]
        around = range(parts[0][0] - _BEFORE, parts[-1][1] + NEXT + 1)
        for told in self._told.values():
            numbers = [_most_told(told, mine) for mine in days]
            if all(numbers):
                known = {number for day in around for number in told.get(day, ())}
                if any((total := sum(one)) in known and total > _CHANCE for one in product(*numbers)):
                    return True
        return False


def _neighbours(runs: Sequence[Run], at: int) -> Iterator[Sequence[Run]]:
    """Yield the events from a place on that may be parts of one deal, the most of them first."""
    end = at + 1
    while end < len(runs) and end - at < _PARTS and runs[end][0] - runs[end - 1][1] <= NEXT:
        end += 1
    yield from (runs[at:last] for last in range(end, at + 1, -1))


def _most_told(told: dict[int, Counter[float]], days: Iterable[int]) -> list[float]:
    """The numbers of some days that are told most."""
    numbers = sum((told[day] for day in days if day in told), Counter[float]())
    return sorted(numbers, key=lambda number: (-numbers[number], number))[:_FEW]
