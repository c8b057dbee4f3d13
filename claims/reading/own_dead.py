"""Whose the dead and wounded are in English where who counts or loses them is told, and no words of the count say it."""

from claims.reading.actors import NEAR, governed
from claims.reading.mention import Mention
from claims.reading.scene import Scene

_TO_VERB = 4
"""Words from who reports to the verb: "Thailand's army on Saturday reported"."""
_TOLD = frozenset({"death", "injury", "-"})


def own_dead(scene: Scene, mention: Mention) -> str | None:
    """Return whose those are that one lost besides killing others, that are dead "there", or that a party reports without more."""
    if scene.marks.lang != "en" or (mention.owner is not None and not mention.inherits):
        return None
    return _lost_besides(scene, mention) or _dead_there(scene, mention) or _reported(scene, mention)


def _lost_besides(scene: Scene, mention: Mention) -> str | None:
    """The foe of those killed right before by who lost these: "killing 40 rebels and losing seven", "30 troops and eight of their own"."""
    marks = scene.marks
    lost = any(b == mention.i and marks.is_("and", a - 1) for a, b in marks.spans("has-lost"))
    theirs = marks.is_("and", mention.i - 1) and any(mention.n < a <= mention.j for a, _ in marks.spans("of-their-own"))
    slain = next((value for value in reversed(scene.values) if value.j < mention.i and value.kind == "count"), None)
    if slain is None or not scene.barriers.isdisjoint(range(slain.j, mention.i)):
        return None
    if not theirs and not (lost and marks.ending("kill", slain.i) is not None):
        return None
    return scene.foe(scene.answered.get(slain.n, (None, None))[1])


def _dead_there(scene: Scene, mention: Mention) -> str | None:
    """The people of the land named last before "there": "Thai officials said a soldier died, taking the number of dead there to 20"."""
    end = max((b for _, b in scene.marks.spans("dead-there") if b <= mention.i <= b + NEAR), default=None)
    land = next((one for one in reversed(scene.named) if end is not None and one.j < end and one.entity.party), None)
    if land is None or end is None or not scene.barriers.isdisjoint(range(land.j, end)):
        return None
    return _people(scene, land.party or land.entity.party)


def _reported(scene: Scene, mention: Mention) -> str | None:
    """The people of the party that reports so many dead and names nobody else: "Cambodia on Saturday reported 12 more deaths"."""
    marks = scene.marks
    at = next((a for a, b in marks.spans("reports") if b == mention.i), None)
    if at is None or not mention.things & _TOLD or "~soldier" in mention.things:
        return None
    who = next((one for one in reversed(scene.named) if 0 <= at - one.j <= _TO_VERB and scene.barriers.isdisjoint(range(one.j, at))), None)
    behind = any(mention.i <= one.i and scene.part(one.i) == scene.part(mention.n) for one in scene.named)
    return None if behind or who is None or governed(scene, who.i) else _people(scene, who.party)


def _people(scene: Scene, party: str | None) -> str | None:
    kin = scene.sides.kin(party or "")
    return scene.sides.people(kin) if kin in scene.sides.parties and not scene.sides.civil else None
