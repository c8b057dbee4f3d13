"""Whose people the dead and wounded are where it is told in English who struck them, or who began the war, and nobody owns them."""

from collections.abc import Iterator

from claims.reading.actors import NEAR, agent, attackers, subject
from claims.reading.grounds import fought, located, where
from claims.reading.harm import HARM, HARMED
from claims.reading.marks import Marks
from claims.reading.mention import Mention
from claims.reading.people import oblique
from claims.reading.scene import Scene

_BE = 2
"""Words from those counted to a participle: "were killed by"."""
_HEALERS = frozenset({"healers"})
_LATELY = 2
"""Sentences back that tell who the ministry is."""
_ARMED = frozenset({"army", "soldier"})
_FOLK = frozenset({"people", "civilian", "child", "death", "killed-list", "casualty", "-"})


def struck(scene: Scene, mention: Mention, speaker: str | None) -> str | None:
    """Return the people whom one party struck, or on whom it made war; None where the place is of another, or the words name several."""
    sides = scene.sides
    if sides.civil or mention.owner is not None or mention.own or not mention.things & _FOLK:
        return None
    land = where(scene, mention)
    place = sides.kin(land) if land is not None else None
    began = set(_invaders(scene))
    if place not in {None, *sides.parties} and not began:
        # "An Israeli strike killed three in Lebanon", where the talks are with another.
        return land if _strikers(scene, mention) - {land} else None
    if scene.marks.lang != "en":
        return _of_the_only_strike(scene, killers(scene, mention), place)
    if place in began and not any(named.entity.kind != "party" and named.entity.party == land for named in scene.named):
        place = None  # "killed since Russia's invasion"
    hurt = {scene.foe(party) for party in began} if began else _own(scene, speaker) or _hurt(scene, mention, speaker, place)
    party = hurt.pop() if len(hurt) == 1 else None
    return sides.people(party) if party is not None and place in {None, party} else None


def _of_the_only_strike(scene: Scene, slew: frozenset[str], place: str | None) -> str | None:
    """The people opposite to who struck from afar, or slew, where a Slavic sentence names nobody else: "число жертв удара РФ возросло"."""
    strikers = slew or attackers(scene)
    named = {scene.sides.kin(one.party) for one in scene.named if one.party and not (one.entity.kind == "party" and located(scene, one))}
    told = bool(slew) or scene.marks.any_("from-afar") or (scene.marks.any_("strike-noun") and not scene.marks.any_("fighting"))
    foe = scene.foe(next(iter(strikers))) if len(strikers) == 1 and named == strikers and told else None
    # Nobody shells what is in his hands: "украинский удар по Донецку".
    return scene.sides.people(foe) if foe is not None and (place in {None, foe} or {place} == strikers) else None


def _own(scene: Scene, speaker: str | None) -> set[str | None]:
    """Who tells of a war on the other side: "Iran says 935 killed in war with Israel"."""
    own = scene.sides.kin(speaker) if speaker is not None else None
    foe = scene.foe(own)
    return {own} if foe is not None and any(named.party in {own, foe} and fought(scene, named) for named in scene.named) else set()


def _hurt(scene: Scene, mention: Mention, speaker: str | None, place: str | None) -> set[str | None]:
    """The foes of those who struck or killed, where the place is told, or it came from afar; else whom medics of one party speak for."""
    strikers = _strikers(scene, mention)
    found = {scene.foe(party) for party in strikers}
    third = any(one.party and scene.sides.kin(one.party) not in scene.sides.parties for one in scene.named)
    resulted = scene.marks.ending("resulting", mention.i) is not None
    if found and (place is not None or resulted or scene.marks.any_("from-afar") or (killers(scene, mention) and not third)):
        return set() if any(b <= mention.i for _, b in scene.marks.spans("of-them")) else found
    healed = scene.sides.kin(speaker) if speaker is not None and _healers_tell(scene) else None
    return {healed} if healed in scene.sides.parties and healed not in strikers else set()


def _healers_tell(scene: Scene) -> bool:
    """Whether those tell of it who tell of their own people, by name or as "the ministry" of which a sentence shortly before told."""
    before = scene.before
    again = scene.marks.any_("healers-again") and before is not None
    return scene.marks.any_("healers") or (again and before is not None and before.tells(_HEALERS, _LATELY))


def _strikers(scene: Scene, mention: Mention) -> frozenset[str]:
    """The parties that struck, or killed whom a value counts."""
    return attackers(scene) or _of_the_strike(scene) or killers(scene, mention)


def _of_the_strike(scene: Scene) -> frozenset[str]:
    """Who launched what the sentence before told of: "Russian jets bombed the port. The bombing killed 12 people"."""
    marks, before = scene.marks, scene.before
    same = before is not None and any(marks.is_("definite", a - 1) for a, _ in marks.spans("attack"))
    return attackers(before) if same and before is not None else frozenset()


def killers(scene: Scene, mention: Mention) -> frozenset[str]:
    """Return who killed or wounded those counted, right before the verb or behind "by": "Israel kills 12 in Gaza", "230 hurt by Israel"."""
    marks = scene.marks
    if marks.lang != "en":
        return _slavic_killers(scene, mention)
    verbs = {a for name in HARM for a, b in marks.spans(name) if b == mention.i and a > 0}
    active = {a for a in verbs if not marks.is_("be", a - 1) and not marks.low[a].endswith("ing")}
    heads = {_head(marks, a) for a in active}
    found = {
        subject(scene, named.j) for named in scene.named if named.j in heads or (named.j + 1 in heads and marks.one_of(_ARMED, named.j))
    }
    found |= {subject(scene, a) for a in verbs if marks.ending("killed-itself", a) is not None}  # "the group claimed to have killed 50"
    told = {b for name in HARMED for a, b in marks.spans(name) if mention.n < a <= mention.j + _BE and marks.is_("by", b)}
    agents = (named for named in scene.named if named.entity.kind in {"party", "people"} and named.party)
    found |= {scene.sides.kin(named.party) for named in agents if named.party and any(_led_by(scene, b, named.i) for b in told)}
    return frozenset(party for party in found if party is not None)


def _head(marks: Marks, a: int) -> int:
    """Where the verb at word a begins with its auxiliaries: "has killed"."""
    while a and marks.is_("have", a - 1):
        a -= 1
    return a


def _slavic_killers(scene: Scene, mention: Mention) -> frozenset[str]:
    """Who right before a verb did it to those counted: "росіяни вбили 12 цивільних", but not "в России убили 12"."""
    marks = scene.marks
    verbs = {a for a, b in marks.spans("slays") if b == mention.i}
    doers = (one for one in scene.named if one.j in verbs or (one.j + 1 in verbs and marks.one_of(_ARMED, one.j)))
    led = (one for one in doers if not oblique(marks, one) and not (one.i and marks.is_("preposition", one.i - 1)))
    return frozenset(scene.sides.kin(one.party) for one in led if one.party) if not mention.own else frozenset()


def _led_by(scene: Scene, b: int, k: int) -> bool:
    """Whether the name at word k stands behind "by" at word b, by itself or in a row: "by M23 and Rwandan troops"."""
    gap = range(b + 1, k)
    row = any(scene.marks.is_("and", at) for at in gap) or len(gap) <= 1
    return b < k and len(gap) <= NEAR // 2 and row and scene.barriers.isdisjoint(gap)


def _invaders(scene: Scene) -> Iterator[str]:
    """Yield the states that began it, as words of when tell: "since Russia invaded", "since the start of Israel's offensive"."""
    marks, sides = scene.marks, scene.sides
    for _, b in marks.spans("since-when"):
        for at, end in marks.spans("makes-war"):
            if not b <= at <= b + NEAR or "," in marks.low[b:at]:
                continue
            named = next((named for named in reversed(scene.named) if b <= named.i and named.j <= at and named.party), None)
            party = sides.kin(named.party) if named is not None and named.party else agent(scene, (at, end))
            if party in sides.parties:
                began = scene.foe(party) if marks.is_("be", at - 1) else party
                if began is not None and began != sides.group:
                    yield began
