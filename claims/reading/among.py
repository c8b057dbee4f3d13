"""People counted as a part of others who were killed or hurt: as the whole is read, so is the part.

"Killed 25 people, including three children, and hurt 93, 18 of them children. Among them were two aid workers."
"""

from dataclasses import replace

from claims.reading.match import Match
from claims.reading.mention import Mention
from claims.reading.scene import Scene

_FOLK = frozenset({"people", "civilian", "child"})
"""Lexemes of those who are as much part of a toll as all others; whose the soldiers among them are is asked by itself."""
_OF_WHOM = 4
"""Words from people to whose fighters they are: "14 members of an armed militia"."""
_LOSSES = frozenset({"casualties", "strikes"})


def whole_before(scene: Scene, mention: Mention) -> Mention | None:
    """Return the count of which one is told to be a part: the last one before it that is no part itself, and larger."""
    counts = (value for value in reversed(scene.values) if value.j <= mention.i and value.kind == "count" and not value.part)
    whole = next(counts, None) if mention.part else None
    return whole if whole is not None and _larger(whole, mention) else None


def told_with(scene: Scene, mention: Mention) -> tuple[str, str | None] | None:
    """Return the topic and the side of the whole of which people are a part; None where they are no such part, or of another side."""
    whole, told = whole_before(scene, mention), None
    if whole is not None and not any(k in scene.barriers and not scene.marks.is_("part", k + 1) for k in range(whole.j, mention.i)):
        told = scene.answered.get(whole.n)
    elif _among_those_before(scene, mention) and scene.before is not None:
        whole, told = _only_loss(scene.before)
    if whole is None or told is None or told[0] not in _LOSSES or not (_alike(whole, mention) and _larger(whole, mention)):
        return None
    if scene.marks.is_("of", mention.j) and any(scene.marks.within(name, mention.j, mention.j + _OF_WHOM) for name in ("rebel", "armed")):
        return None
    return told if mention.owner in {None, whole.owner, told[1]} else None


def among(scene: Scene, last: Match, mention: Mention) -> Match | None:
    """Read "including three children", "18 of them children" by the words that tell of the whole, or of another part of it."""
    weighed = last.rule.question.weights is not None and (last.mention.part or last.mention is whole_before(scene, mention))
    return replace(last, mention=mention) if weighed and told_with(scene, mention) is not None else None


def among_before(scene: Scene, toll: Match, mention: Mention) -> Match | None:
    """Read "Among them were three children" by the words that tell of the whole in the sentence before."""
    told = not whole_before(scene, mention) and told_with(scene, mention) is not None
    return Match(toll.rule, mention, (mention.i, mention.j), toll.cost, toll.before) if told else None


def listed_with(scene: Scene, mention: Mention) -> tuple[str, str | None] | None:
    """Return the topic and the side of the people right before, with whom others are listed: "15 children and seven women"."""
    last = next((value for value in reversed(scene.values) if value.j < mention.i), None)
    if scene.marks.lang != "en" or last is None or mention.owner is not None or mention.own or mention.part != last.part:
        return None
    joined = all(scene.marks.is_("and", k) or scene.marks.low[k] == "," for k in range(last.j, mention.i))
    told = scene.answered.get(last.n) if joined and last.things <= _FOLK and mention.things <= _FOLK else None
    return told if told is not None and told[0] in _LOSSES else None


def _among_those_before(scene: Scene, mention: Mention) -> bool:
    """Whether a sentence opens with "among them" before the first number of it, which counts people."""
    marks = scene.marks
    opened = marks.starts("part").get(0)
    return opened is not None and mention in scene.values[:1] and scene.barriers.isdisjoint(range(opened, mention.i))


def _only_loss(before: Scene) -> tuple[Mention | None, tuple[str, str | None] | None]:
    """The only count of dead or wounded in a sentence, and what it answered."""
    told = [value for value in before.values if not value.part and before.answered.get(value.n, ("", None))[0] in _LOSSES]
    return (told[0], before.answered[told[0].n]) if len(told) == 1 else (None, None)


def _larger(whole: Mention, mention: Mention) -> bool:
    return isinstance(whole.low, float) and isinstance(mention.low, float) and mention.low < whole.low


def _alike(whole: Mention, mention: Mention) -> bool:
    """Whether both count people who are no soldiers."""
    of, some = ({thing.removeprefix("~") for thing in one.things} for one in (whole, mention))
    return bool(mention.things & _FOLK) and bool(of & {*_FOLK, "-"}) and "soldier" not in of | some
