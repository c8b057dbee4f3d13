# ruff: noqa: RUF002 -- letters of two languages
"""Whose the dead and wounded are in English where who counts or loses them is told, and no words of the count say it."""

from claims.reading.actors import NEAR, governed, subject
from claims.reading.grounds import fought
from claims.reading.mention import Mention
from claims.reading.scene import Scene

_TO_VERB = 4
"""Words from who reports to the verb: "Thailand's army on Saturday reported"."""
_FELL = 2
"""Words from a number to where they fell: "погибших в"."""
_TOLD = frozenset({"death", "injury", "-"})


def owned_up(scene: Scene, mention: Mention, speaker: str | None) -> str | None:
    """Return the party that admits the death of so many soldiers: "Moscow admitted the deaths of 63 servicemen", wherever they fell."""
    if "soldier" not in mention.things or mention.own:
        return None
    at = next((a for a, b in scene.marks.spans("owns-up") if b == mention.i), None)
    party = scene.sides.kin((subject(scene, at) if at is not None else None) or speaker or "")
    return party if at is not None and party in scene.sides.parties else None


def own_dead(scene: Scene, mention: Mention) -> str | None:
    """Return whose those are that one lost besides killing others, that are dead "there", or that a party reports without more."""
    if mention.owner is not None and not mention.inherits:
        return None
    if scene.marks.lang != "en":
        return _fallen_there(scene, mention) or _healed(scene, mention) or _told_by_party(scene, mention)
    return (
        _lost_besides(scene, mention)
        or _cost_whom(scene, mention)
        or _dead_there(scene, mention)
        or _reported(scene, mention)
        or _fell_fighting(scene, mention)
        or _named_dead(scene, mention)
    )


def _lost_besides(scene: Scene, mention: Mention) -> str | None:
    """The foe of those killed right before by who lost these: "killing 40 rebels and losing seven", "30 troops and eight of their own".

    Or "killed 58 for the loss of nine of its own".
    """
    marks = scene.marks
    lost = any(b == mention.i and marks.is_("and", a - 1) for a, b in marks.spans("has-lost"))
    theirs = any(mention.n < a <= mention.j for a, _ in marks.spans("of-their-own"))
    theirs = theirs and (marks.is_("and", mention.i - 1) or marks.ending("for-loss", mention.i) is not None)
    slain = next((value for value in reversed(scene.values) if value.j < mention.i and value.kind == "count"), None)
    if slain is None or not scene.barriers.isdisjoint(range(slain.j, mention.i)):
        return None
    if not theirs and not (lost and marks.ending("kill", slain.i) is not None):
        return None
    return scene.foe(scene.answered.get(slain.n, (None, None))[1])


def _cost_whom(scene: Scene, mention: Mention) -> str | None:
    """The party that something cost so many: "the battle cost Russia 5,000 soldiers", "fighting for the town cost the RSF 220 men"."""
    at = next((b for b in range(mention.i - 1, max(mention.i - NEAR, 0), -1) if scene.marks.is_("cost", b)), None)
    whom = next((one.party for one in scene.named if at is not None and at < one.i and one.j <= mention.i and one.party), None)
    party = scene.sides.kin(whom or "")
    return party if party in scene.sides.parties else None


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


def _fell_fighting(scene: Scene, mention: Mention) -> str | None:
    """The foe of the only one named, with whom they fought: "11 soldiers were martyred in clashes with India"."""
    behind = [one for one in scene.named if mention.j <= one.i and scene.part(one.i) == scene.part(mention.n) and one.party]
    if len(behind) != 1 or scene.sides.civil or not fought(scene, behind[0]):
        return None
    # "More than 900 people were killed in the war with Hamas": of both, where one is a group among them.
    armed = "soldier" in mention.things and not scene.marks.within("rebel", mention.n, mention.j)
    folk = scene.sides.group is None and not mention.things.isdisjoint({"people", "civilian", "child"})
    foe = scene.foe(behind[0].party)
    others = {scene.sides.kin(one.party) for one in scene.named if one.party and one is not behind[0]}
    clear = foe is not None and others <= {foe} and scene.barriers.isdisjoint(range(mention.j, behind[0].i))
    return _people(scene, foe) if clear and (armed or folk) else None


def _fallen_there(scene: Scene, mention: Mention) -> str | None:
    """The party whose soldiers stand behind where they fell, in Slavic: "4515 погибших в Украине российских военнослужащих"."""
    marks = scene.marks
    near = range(mention.j + 1, mention.j + _FELL + 1)
    at = next((one.j for one in scene.named if one.i in near and marks.is_("preposition", one.i - 1)), None)
    folk = (one for one in scene.named if one.i == at and one.entity.kind == "people")
    return next((one.party for one in folk if marks.is_("soldier", one.j) or marks.is_("people", one.j)), None)


def _told_by_party(scene: Scene, mention: Mention) -> str | None:
    """The people of the party that tells in Slavic of so many dead, and of nobody else's: "Армения сообщила о 23".

    Who only borders on it is nobody else: "о 23 жертвах на границе с Азербайджаном".
    """
    marks = scene.marks
    span = next(((a, b) for a, b in marks.spans("party-told") if b == mention.i), None)
    who = next((one for one in scene.named if span is not None and span[0] <= one.i < span[1]), None)
    if who is None or mention.own or mention.things.isdisjoint(_TOLD) or "~soldier" in mention.things:
        return None
    behind = (one for one in scene.named if one.i >= mention.i and not any(marks.word("border", k) for k in (one.i - 1, one.i - 2)))
    return None if any(behind) else _people(scene, who.party)


def _healed(scene: Scene, mention: Mention) -> str | None:
    """Whose people a Slavic sentence counts that a party's doctors tell of, who alone speaks: "Минздрав Ливана сообщил о 12 погибших"."""
    healers = {b for _, b in scene.marks.spans("healers")}
    told = scene.marks.any_("say") or scene.marks.any_("according")
    tell = [one for one in scene.named if one.i in healers and one.party and told]
    if len(tell) != 1 or mention.own or mention.things.isdisjoint({*_TOLD, "soldier", "people", "civilian", "child"}):
        return None
    counted = any(mention.n <= one.i <= mention.j for one in scene.named)
    return None if counted else _people(scene, tell[0].party)


def _named_dead(scene: Scene, mention: Mention) -> str | None:
    """Whose members or soldiers are dead whom a party names: "Hezbollah has named 516 members", "released the names of 11 troops"."""
    marks = scene.marks
    at = next((a for a, b in marks.spans("names-dead") if b == mention.i), None)
    if at is None or not ("soldier" in mention.things or marks.within("of-group", mention.n, mention.j)):
        return None
    party = scene.sides.kin(subject(scene, at) or "")
    return party if party in scene.sides.parties else None


def _people(scene: Scene, party: str | None) -> str | None:
    kin = scene.sides.kin(party or "")
    return scene.sides.people(kin) if kin in scene.sides.parties and not scene.sides.civil else None
