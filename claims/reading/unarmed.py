"""Whose the unarmed dead are in a civil war of which no party is the country itself: nobody's, and least of all who struck them."""

from claims.reading.actors import attackers
from claims.reading.mention import Mention
from claims.reading.ranks import afar
from claims.reading.scene import Scene

_UNARMED = frozenset({"civilian", "people", "bare"})
"""Kinds of who is counted but soldiers and rebels; of a bare number nobody tells who they are."""
_FEW, _WAR_TOLL = 100, 1000
_FOUGHT = ("fighting", "in-war", "war-kills")
"""Lexemes that tell of more than a strike."""


def nobodys(scene: Scene, kind: str) -> bool:
    """Return whether those counted are nobody's: rivals fight in one country, and a bare number is not of those who fight."""
    told = kind != "bare" or (scene.around.afar and not scene.marks.any_("fighting"))
    return kind in _UNARMED and scene.sides.rivals and told


def not_theirs(scene: Scene) -> frozenset[str]:
    """Return whose they cannot be: who alone strikes, in a sentence or in the whole article, and the country of all."""
    strikers = attackers(scene) or frozenset(filter(None, (scene.foe(scene.around.attacked),)))
    return frozenset(strikers if len(strikers) == 1 else ()) | frozenset(filter(scene.sides.shared, scene.sides.lands.values()))


def bombed(scene: Scene, mention: Mention) -> bool:
    """Return whether one strike is told of, and no fighting: "30 people died when the army shelled a market", "the attack killed 79"."""
    marks = scene.marks
    if not isinstance(mention.low, float) or any(map(marks.any_, _FOUGHT)):
        return False
    if mention.low < _FEW and any(marks.is_("definite", a - 1) for a, _ in marks.spans("attack")):
        return True
    return mention.low < _WAR_TOLL and not marks.any_("cumulative") and afar(scene) and bool(attackers(scene))
