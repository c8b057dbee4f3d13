"""Tolls of an attack that an outlet's words tell as the war's: they stand beside the attack's own, of the same day and side.

They have a number that somebody gives of the attack, or name a town that it hit. They stay where they are read as well.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from claims.comparing.answers import TOGETHER, Answer
from claims.comparing.days import iso_day
from claims.comparing.growth import SMALL
from claims.comparing.portion import named_towns
from claims.comparing.rows import Key

_ASKED = {"killed": "killed", "wounded": "injured"}
"""Questions of the war, with what they are called of an attack."""
_CHANCE = 3.0
"""Numbers up to this are the same by chance."""
WHOSE = "whose that is is not said"
_WHICH = "whether that is of this attack is not said"


class Attacks:
    """Small tolls of the war, kept while answers come and go, by the attacks that they may be of."""

    def __init__(self) -> None:
        """Begin without any."""
        self._told: dict[Key, dict[int, Answer]] = defaultdict(dict)
        """By row; each by the identity of its claim."""

    def put(self, row: Key, answers: Iterable[Answer]) -> set[Key]:
        """Take in answers of a row; return the rows of attacks that this touches."""
        found = _at_home(row, answers)
        for key, one in found:
            self._told[key][id(one.claim)] = one
        return {key for key, _ in found}

    def take(self, row: Key, answers: Iterable[Answer]) -> set[Key]:
        """Let some go; return the rows of attacks that this touches."""
        found = _at_home(row, answers)
        for key, one in found:
            mine = self._told[key]
            mine.pop(id(one.claim), None)
            if not mine:
                del self._told[key]
        return {key for key, _ in found}

    def beside(self, key: Key, answers: Collection[Answer]) -> list[Answer]:
        """Return those that stand in the row of an attack, by its own answers."""
        topic, question, side, measure, event = key
        here = dict.fromkeys((key, (topic, question, None, measure, event)))
        told = [one for home in here for one in self._told.get(home, {}).values()]
        if not told:
            return []
        numbers = {one.span.base for one in answers if one.span.family == "number" and one.span.base > _CHANCE and not one.old}
        hit = frozenset().union(*map(_towns, answers))
        known = {one.article for one in answers}
        return [
            replace(
                one,
                topic=topic,
                question=question,
                side=side,
                measure=measure,
                event=event,
                aside=WHOSE if one.side != side else "" if one.span.base in numbers else _WHICH,
            )
            for one in told
            if one.article not in known and (one.span.base in numbers or hit & _towns(one))
        ]


def _at_home(row: Key, answers: Iterable[Answer]) -> list[tuple[Key, Answer]]:
    return [(key, one) for one in answers for key in homes(one)] if row[0] == "casualties" and row[1] in _ASKED else []


def _towns(one: Answer) -> frozenset[str]:
    return named_towns(one.claim.quote, one.claim.value.text)


def homes(one: Answer) -> Iterator[Key]:
    """Yield the rows in which an answer to a question of the war may stand: of the day that it names, else of its own or the one before."""
    if one.topic != "casualties" or one.question not in _ASKED or one.who == TOGETHER:
        return
    if one.span.family != "number" or one.span.base >= SMALL or one.old or one.status not in ("happened", "alleged"):
        return
    if one.first == one.last and one.measure != "period" and not one.window:
        for day in (one.first,) if one.dated else (one.first, one.first - 1):
            yield ("strikes", _ASKED[one.question], one.side, "event", f"strikes:{iso_day(day)}")
