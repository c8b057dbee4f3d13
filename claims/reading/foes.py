"""Whose the dead are of what two fight between them: of both, or each in its own land."""

from claims.reading.actors import BOTH, subject
from claims.reading.grounds import fought, where
from claims.reading.mention import Mention
from claims.reading.scene import Scene

_FOLK = frozenset({"people", "civilian", "child", "death", "injury", "-"})
_TOLD = frozenset({"be", "have", "killed", "injured", "participle"})
"""Lexemes of what befell them."""
_VERBS = frozenset({"be", "have", "say"})
_TO_CLASH = 4
"""Words from how many are dead to "as", which opens the clause that tells of a clash."""
_BETWEEN = 14
"""Words between a clash and how many it killed."""


def between_foes(scene: Scene, mention: Mention) -> str | None:
    """Return whose people are whom two that fight left dead: the land's where both lands have theirs, else of both.

    "Clashes between Thailand and Cambodia killed 41", "26 deaths in Thailand and 21 in Cambodia".
    """
    if mention.owner is not None or mention.own or mention.things.isdisjoint(_FOLK):
        return None
    if scene.marks.lang != "en":
        return BOTH if _fought_out(scene, mention) else None  # "Конфлікт Таїланду й Камбоджі: кількість жертв зросла до 33"
    return _in_own_land(scene, mention) or (BOTH if _clashed(scene, mention) or _fought_out(scene, mention) else None)


def war_killed(scene: Scene, cue: tuple[int, int], mention: Mention) -> tuple[int, int] | None:
    """Return the words from a war to the verb that it killed them ("the war, in its third year, has killed 900"), None where none did."""
    marks, k = scene.marks, cue[0]
    if marks.lang != "en" or cue[1] != mention.i:
        return None
    while k and (marks.is_("have", k - 1) or marks.is_("adverb", k - 1)):
        k -= 1
    if k and marks.is_("relative", k - 1):
        k -= 1 + (marks.low[k - 2] == ",")
    elif not k or marks.low[k - 1] == ",":
        ends = [b for _, b in marks.spans("both-fight") if b < k and marks.low[b] == ","]
        # What leads up to it is no other clause: "after weeks of fighting, shells, fired from afar, killed 12".
        led = ends and not any(marks.is_("preposition", at) or at in scene.barriers for at in range(ends[0]))
        return (ends[0], k) if led else None
    return (k, cue[0]) if marks.ending("both-fight", k) is not None else _led_by(scene, k)


def _led_by(scene: Scene, k: int) -> tuple[int, int] | None:
    """The words from a war that opens an English sentence to the verb at word k: "Fighting along the border has killed 32"."""
    marks = scene.marks
    first = next((at for at, low in enumerate(marks.low) if low[0].isalnum()), k)
    end = next((b for a, b in marks.spans("both-fight") if a == first and marks.is_("preposition", b)), k)
    clear = end < k and "," not in marks.low[end:k] and scene.barriers.isdisjoint(range(end, k))
    verb = any(marks.one_of(_VERBS, at) for at in range(end, k))
    return (end, k) if clear and not verb and not any(value.kind == "count" and value.n < k for value in scene.values) else None


def clash_left(scene: Scene, mention: Mention) -> bool:
    """Return whether a clash is told to have left them dead: "the two armies clashed, using drones and tanks, leaving 61 dead"."""
    left = scene.marks.is_("leaving-dead", mention.i - 1) and scene.marks.low[mention.i - 2] == ","
    return left and any(b < mention.i and scene.barriers.isdisjoint(range(b, mention.i)) for _, b in scene.marks.spans("clashed"))


def of_whole_war(scene: Scene, cue: tuple[int, int], mention: Mention) -> str | None:
    """Return that people whom a war killed are of both, where no land is told and no party alone: "a war that killed 2,200 people"."""
    folk = mention.owner is None and not mention.own and not mention.things.isdisjoint({*_FOLK, "lives"})
    if folk and scene.marks.any_("war-over") and not any(one.party and one.i < mention.i for one in scene.named if not fought(scene, one)):
        return BOTH  # "6,500 people died in the war over Nagorno-Karabakh"
    warred = war_killed(scene, cue, mention) if folk else None
    if warred is None:
        return None
    outside = (one for one in scene.named if one.party and not warred[0] <= one.i < warred[1])
    named = {scene.sides.kin(one.party or "") for one in outside} & set(scene.sides.parties)
    alone = len(named) == 1 or (scene.sides.group is not None and not named and not scene.sides.civil)
    # "A war that took 2,200 lives, levelled Gaza": a place told of behind another comma is not where they died.
    land = where(scene, mention)
    there = any(one.entity.party == land and (one.i < mention.i or scene.part(one.i) == scene.part(mention.n)) for one in scene.named)
    return BOTH if not alone and (land is None or not there) else None


def _in_own_land(scene: Scene, mention: Mention) -> str | None:
    """The party in whose land they are, where another count of the sentence stands in the other's."""
    lands = {value.n: party for value in scene.values if value.kind == "count" and (party := land_behind(scene, value)) is not None}
    return lands.get(mention.n) if len(set(lands.values())) > 1 else None


def land_behind(scene: Scene, value: Mention) -> str | None:
    """Return the party in whose land a count is told to be, right behind it: "26 deaths in Thailand", "21 were killed in Cambodia"."""
    marks, k = scene.marks, value.j
    while marks.one_of(_TOLD, k):
        k += 1
    named = next((named for named in scene.named if named.i == k + 1), None)
    if named is None or not marks.is_("located", k) or named.entity.kind != "party" or marks.low[named.j : named.j + 1] == ["'s"]:
        return None
    party = scene.sides.kin(named.party or "")
    return scene.sides.people(party) if party in scene.sides.parties else None


def _clashed(scene: Scene, mention: Mention) -> bool:
    """Whether two clashed and left them dead: "the armies clashed on the border, leaving 61 dead"."""
    marks = scene.marks
    if marks.is_("leaving-dead", mention.i - 1) and any(_both_clash(scene, a, b) for a, b in marks.spans("clashed") if b < mention.i):
        return True
    # "12 dead as Thai and Cambodian troops exchange fire".
    as_ = next((k for k in range(mention.j, min(mention.j + _TO_CLASH, len(marks))) if marks.is_("as", k)), len(marks))
    return any(as_ < a and subject(scene, a) == BOTH for a, _ in marks.spans("clashed"))


def _both_clash(scene: Scene, a: int, b: int) -> bool:
    """Whether both do what words a to b tell, by name or as "the two republics"; not one with somebody."""
    alone = not any(named.party and named.j <= a for named in scene.named) and not scene.marks.is_("with", b)
    return subject(scene, a) == BOTH or (alone and scene.part(a) == 0)


def _fought_out(scene: Scene, mention: Mention) -> bool:
    """Whether clashes of the two killed them, and nobody else is named from there on: "fighting between the two has left 41 dead"."""
    marks = scene.marks
    clash = max((b for _, b in marks.spans("between-foes") if b <= mention.i <= b + _BETWEEN), default=None)
    if clash is None or any(clash <= value.n < mention.n for value in scene.values):
        return False
    return not any(clash <= named.i <= mention.j + 2 for named in scene.named)
