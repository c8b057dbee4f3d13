"""Whose the dead are of whom a state and a group that fight have some each: "4 killed in a clash between troops and rebels"."""

from claims.reading.actors import BOTH
from claims.reading.mention import Mention
from claims.reading.rank_names import by_rank
from claims.reading.scene import Scene

_BETWEEN = 9
"""Words behind "between" in which both are named."""
_BESIDE = 7
"""Words behind "and" that name who fell with those counted."""
_FOLK = frozenset({"people", "death", "injury", "-"})
_BEFELL = frozenset({"be", "have", "killed", "injured", "participle"})
"""Lexemes of what befell them."""


def of_two_sides(scene: Scene, mention: Mention) -> str | None:
    """Return that those are of both sides who died where the two clashed, or who are told by the names of both, in one country."""
    if scene.marks.lang != "en" or not scene.sides.civil or scene.sides.group is None or scene.sides.state is None:
        return None
    return BOTH if _clashed(scene, mention) or _of_each(scene, mention) else None


def _clashed(scene: Scene, mention: Mention) -> bool:
    """Whether people died where both are told to clash: "fighting between the army and rebels has left 26 dead"."""
    marks = scene.marks
    if mention.owner is not None or mention.own or mention.part or mention.things.isdisjoint(_FOLK):
        return False
    clashes = (b for _, b in marks.spans("fighting") if marks.is_("between", b) or marks.low[b : b + 1] == ["involving"])
    return any(_named(scene, b + 1, b + 1 + _BETWEEN) >= set(scene.sides.parties) for b in clashes)


def _of_each(scene: Scene, mention: Mention) -> bool:
    """Whether one number counts fighters of both: "at least 50 rebels and government troops were killed"."""
    marks, k = scene.marks, mention.j
    if "soldier" not in mention.things or not marks.is_("and", k):
        return False
    end = next((at for at in range(k + 1, k + _BESIDE) if marks.one_of(_BEFELL, at)), None)
    if end is None or any(marks.is_("determiners", at) or marks.is_("say", at) or at in scene.covered for at in range(k + 1, end)):
        return False
    return _named(scene, mention.n, end) >= set(scene.sides.parties)


def _named(scene: Scene, i: int, j: int) -> set[str]:
    """The parties named among words i to j, or told there by the ranks of their own."""
    ranked = {party for a, b, party in by_rank(scene, "army") if i <= a and b <= j}
    return ranked | {
        scene.sides.kin(one.party) for one in scene.named if one.party and i <= one.i and one.j <= j and one.entity.kind != "capital"
    }
