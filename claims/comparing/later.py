"""Which attack a toll is of that is told days after it and names no day: the dead are counted for weeks.

It is of the one attack of the last days whose toll may have grown to it, in the town that both name; where one of them names none,
of the only attack of its size in weeks. Where several may be meant, it stays where it is told.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from claims.comparing.answers import Answer, Article
from claims.comparing.arithmetic import on_top
from claims.comparing.counting import count
from claims.comparing.growth import SMALL
from claims.comparing.portion import CAPITAL, named_towns
from claims.comparing.telling import SENTENCES, fresh

CHANCE = 20
"""Figures up to this are the same on two nights by chance."""
_MANY = 10
"""Fewer dead are told of many attacks."""
_RARE = 15
"""Fewer dead are told of several attacks in weeks, so that only the town says of which; the more, the longer there is no other."""
_WEEKS = 31
"""Days for which the toll of an attack is told to grow."""
_DAYS = 14
"""Days for which the town alone tells which attack is meant."""
_GROWN = 1.25
"""So many times as many they are at most in the end, where nothing but the number joins two tolls; and so many times as few."""
_IN_TOWN = 3.0
"""And where the town does."""
_RIVAL = 2.0
"""An attack with less than one in so many of the dead is not the one that is meant."""
Piece = tuple[Article, int]
"""An article of a day: that of its publication."""
_Of = tuple[Piece, str | None]
"""An article, and the side whose dead it tells of."""


class _Toll(NamedTuple):
    """The greatest number of dead that an article gives."""

    day: int
    sure: bool
    """Whether it is of that day by its words."""
    number: float
    numbers: frozenset[float]
    """With the lesser ones that it gives."""
    towns: frozenset[str]


@dataclass(slots=True)
class _Attack:
    """What is told of the attack of a day."""

    day: int
    low: float
    high: float
    numbers: frozenset[float]
    towns: frozenset[str]

    def add(self, toll: _Toll) -> None:
        """Let a toll be one of its own."""
        self.low, self.high = min(self.low, toll.number), max(self.high, toll.number)
        self.numbers |= toll.numbers
        self.towns |= toll.towns


class Later:
    """The days of the attacks of which articles tell without one, while answers come and go."""

    def __init__(self) -> None:
        """Begin without any."""
        self._told: dict[_Of, list[Answer]] = {}
        """The great tolls that an article gives without a day."""
        self._toll: dict[_Of, _Toll] = {}
        """The greatest of these."""
        self._pieces: dict[tuple[str | None, _Toll], set[Piece]] = defaultdict(set)
        """Who gives each."""
        self._tolls: dict[str | None, dict[int, Counter[_Toll]]] = defaultdict(lambda: defaultdict(Counter))
        """By side and day: how often each is given."""
        self._days: dict[str | None, dict[_Toll, int]] = defaultdict(dict)
        """By side, the days of the attacks of tolls that are not of their own day."""
        self._moved: dict[Piece, dict[str | None, int]] = defaultdict(dict)
        """The same by article."""

    def day(self, piece: Piece) -> int | None:
        """Return the day of the attack of which an article tells; None: its own."""
        return min(self._moved[piece].values()) if piece in self._moved else None

    def change(self, gone: Sequence[Answer], come: Sequence[Answer]) -> set[Piece]:
        """Take answers out and put others in; return the articles that are or were of the attack of another day."""
        stirred: dict[str | None, int] = {}
        touched: dict[_Of, list[Answer]] = {}
        for answers, sign in ((gone, -1), (come, 1)):
            for one in answers:
                if one.question != "killed" or not _is_great(one):
                    continue
                if one.dated:
                    self._count(stirred, one.side, _toll(one, one.first), sign)
                    continue
                of = ((one.article, one.told), one.side)
                if of not in touched:
                    touched[of] = list(self._told.get(of, ()))
                if sign > 0:
                    touched[of].append(one)
                else:
                    touched[of] = [other for other in touched[of] if other is not one]
        for of, mine in touched.items():
            self._put(stirred, of, mine)
        affected = set(touched)
        for side, first in stirred.items():
            known = self._days[side]
            found = self._days[side] = _days(self._tolls[side], known, first)
            affected.update([(piece, side) for toll, _ in known.items() ^ found.items() for piece in self._pieces.get((side, toll), ())])
        return {of[0] for of in affected if self._move(*of)}

    def _put(self, stirred: dict[str | None, int], of: _Of, mine: list[Answer]) -> None:
        """Note what an article gives now."""
        piece, side = of
        if known := self._toll.pop(of, None):
            self._count(stirred, side, known, -1)
            pieces = self._pieces[side, known]
            pieces.discard(piece)
            if not pieces:
                del self._pieces[side, known]
        if mine:
            toll = _joined([_toll(one, piece[1]) for one in mine]) if len(mine) > 1 else _toll(mine[0], piece[1])
            self._told[of], self._toll[of] = mine, toll
            self._count(stirred, side, toll, 1)
            self._pieces[side, toll].add(piece)
        else:
            self._told.pop(of, None)

    def _count(self, stirred: dict[str | None, int], side: str | None, toll: _Toll, sign: int) -> None:
        tolls = self._tolls[side][toll.day]
        before = toll in tolls
        count(tolls, toll, sign)
        if before != (toll in tolls):
            stirred[side] = min(stirred.get(side, toll.day), toll.day)
        if not tolls:
            del self._tolls[side][toll.day]

    def _move(self, piece: Piece, side: str | None) -> bool:
        """Note of which attack an article tells; return whether that is or was of another day than its own."""
        toll = self._toll.get((piece, side))
        day = self._days[side].get(toll) if toll else None
        if day is not None:
            self._moved[piece][side] = day
            return True
        if side not in self._moved.get(piece, ()):
            return False
        del self._moved[piece][side]
        if not self._moved[piece]:
            del self._moved[piece]
        return True


def _days(tolls: Mapping[int, Collection[_Toll]], known: Mapping[_Toll, int], first: int) -> dict[_Toll, int]:
    """Find the days of the attacks of tolls told later. `known`: those found before; what is told before the first day stays as it is."""
    found = {toll: day for toll, day in known.items() if toll.day < first}
    attacks: dict[int, _Attack] = {}
    """By day, in its order."""
    for day in sorted(day for day in tolls if day >= first - _WEEKS):
        open_ones = [toll for toll in tolls[day] if not toll.sure]
        _add(attacks, day, [toll for toll in tolls[day] if toll.sure], found)
        if day >= first:
            found.update([(toll, of) for toll in open_ones if (of := _attack_of(toll, attacks)) not in (None, day)])
        _add(attacks, day, open_ones, found)
    return found


def _add(attacks: dict[int, _Attack], day: int, tolls: Iterable[_Toll], found: Mapping[_Toll, int]) -> None:
    """Let tolls of a day be of their attacks; the others are of the attack of that day."""
    for toll in tolls:
        of = found.get(toll, day)
        if of in attacks:
            attacks[of].add(toll)
        elif of == day:
            attacks[day] = _Attack(day, toll.number, toll.number, toll.numbers, toll.towns)


def _attack_of(toll: _Toll, attacks: dict[int, _Attack]) -> int | None:
    """The day of the attack of which a toll is the later one; None: none, or which of several is open."""
    rivals: list[_Attack] = []
    in_town: list[_Attack] = []
    for attack in reversed(attacks.values()):
        if toll.day - attack.day > _WEEKS or (len(rivals) > 1 and not toll.towns):
            break
        if toll.number > _RIVAL * attack.high and not toll.towns & attack.towns:
            continue
        if toll.towns & attack.towns and toll.day - attack.day <= _DAYS:
            in_town.append(attack)
        elif not (toll.towns and attack.towns and _one_script(toll.towns | attack.towns)):
            rivals.append(attack)
    if in_town:
        return in_town[0].day if len(in_town) == 1 and _may_grow(in_town[0], toll, _IN_TOWN) else None
    rare = toll.number >= _RARE and len(rivals) == 1 and toll.day - rivals[0].day <= toll.number
    return rivals[0].day if rare and _may_grow(rivals[0], toll, _GROWN) else None


def _may_grow(attack: _Attack, toll: _Toll, times: float) -> bool:
    """Whether a toll is told beside a number of dead of an attack; or not far below what is known of it, and not too far beyond."""
    if any(number > CHANCE for number in toll.numbers & attack.numbers):
        return True
    return max(attack.low, attack.high / _GROWN) <= toll.number <= times * attack.high


def _one_script(names: Iterable[str]) -> bool:
    return len({name.isascii() for name in names}) == 1


def _is_great(one: Answer) -> bool:
    """Whether an answer counts many dead of an attack, and not a sort of them."""
    if one.measure != "event" or one.span.family != "number" or not _MANY <= one.span.base < SMALL:
        return False
    whole = one.who in ("", "civilians") and one.first == one.last and one.status in ("happened", "alleged")
    return whole and not _told(one.claim.quote, one.claim.value.text).on_top


def _joined(tolls: Collection[_Toll]) -> _Toll:
    """What an article gives in all: its greatest toll, with the towns that it names for any."""
    best = max(tolls, key=lambda toll: toll.number)
    return best._replace(
        sure=any(toll.sure for toll in tolls),
        numbers=frozenset().union(*[toll.numbers for toll in tolls]),
        towns=frozenset().union(*[toll.towns for toll in tolls]),
    )


def _toll(one: Answer, day: int) -> _Toll:
    told = _told(one.claim.quote, one.claim.value.text)
    return _Toll(day, one.dated or told.fresh, one.span.base, frozenset([one.span.base]), told.towns)


class _Told(NamedTuple):
    """What a quote tells of the number in it."""

    on_top: bool
    """Whether it comes on top of others."""
    fresh: bool
    """Whether it is of what happened on its own day."""
    towns: frozenset[str]


@lru_cache(maxsize=SENTENCES)
def _told(quote: str, text: str) -> _Told:
    return _Told(on_top(text, quote), fresh(quote), named_towns(quote, text) - {CAPITAL})
