"""Those counted who kill or wound, and are not killed or wounded themselves: "killed by two gunmen", "two gunmen killed the guard"."""

from claims.reading.harm import HARM, HARMED
from claims.reading.mention import Mention
from claims.reading.scene import Scene

_ADJECTIVES = 3
"""Words behind an article up to the noun."""
_OF_THEM = 2
"""Words of "of them"."""
_DEEDS = frozenset({*HARM, *HARMED, "slay"})


def kills(scene: Scene, mention: Mention, cue: tuple[int, int], *, before: bool) -> bool:
    """Return whether those counted do what the cue tells; `before`: the cue stands before them."""
    marks = scene.marks
    if "injury" in mention.things and any(_object(scene, b) for a, b in marks.spans("injure") if 0 <= a - mention.j <= _OF_THEM):
        return True  # "one of them wounded four soldiers"
    if marks.lang != "en":
        # "Двоє бойовиків убили", "убит двумя боевиками".
        slayers = marks.is_("slayers", mention.n) and marks.is_("slays", cue[0])
        return slayers or (before and marks.is_("slain-by", mention.n))
    if not marks.one_of(_DEEDS, cue[0]) or any(marks.is_("negation", k) for k in range(*cue)):
        return False  # "three did not survive the strike on the town"
    bare = "-" in mention.things
    if before:
        return not bare and marks.is_("by", mention.i - 1)
    # "One of two gunmen who shot him dead".
    end = next((other.j for other in scene.values if mention.j < other.i <= mention.j + 1 and marks.is_("of", mention.j)), mention.j)
    if any(marks.is_("be", k) or marks.low[k] in {",", ";", ":"} for k in range(end, cue[0] + 1)):
        return False
    if marks.is_("relative", end) and marks.is_("participle", cue[0]) and marks.is_("attack", end + 1):
        return True  # "the two who shot the settler dead"
    return (not bare or marks.is_("determiners", cue[1])) and _object(scene, cue[1])  # "the other five killed a guard"


def _object(scene: Scene, k: int) -> bool:
    """Whether from word k on is told whom a verb before it is about."""
    marks = scene.marks
    other = next((value for value in scene.values if value.i == k and value.kind == "count"), None)
    if other is not None:
        # "12 people killed 30 wounded", but "three gunmen killed 12".
        named = not other.things.isdisjoint(marks.kinds) or (bool(other.things) and not marks.is_("and", k - 2))
        return named and not marks.is_("participle", other.j)
    opened = marks.is_("determiners", k) or marks.is_("own", k)
    for at in range(k + opened, k + opened + (_ADJECTIVES if opened else 1)):
        if at in scene.covered or not "".join(marks.low[at : at + 1]).isalpha():
            return False
        if marks.is_("thing", at) or marks.is_("titles", at) or any(named.i == at for named in scene.named):
            return True
    return False
