"""Whose people an attack was aimed at, as its words tell: "an ambush on a bus of Israeli settlers", "нападение на израильский пост"."""

from claims.reading.actors import NEAR, maker
from claims.reading.mention import Mention
from claims.reading.owners import past_backers
from claims.reading.people import Named
from claims.reading.scene import Scene

_SITE = 4
"""Words of what was hit, up to whose it is."""
_FOLK = frozenset({"people", "civilian", "child", "-"})


def in_attack(scene: Scene, mention: Mention) -> str | None:
    """Return the people opposite to whose attack it is in which they died: "the raid by Hamas, in which 1,200 people were killed"."""
    marks = scene.marks
    if marks.lang != "en" or mention.owner is not None or mention.own or mention.things.isdisjoint(_FOLK) or "~soldier" in mention.things:
        return None
    k = max((a for a, b in marks.spans("in-which") if mention.n - NEAR // 2 <= b <= mention.n), default=None)
    if k is None or not scene.barriers.isdisjoint(range(k + 1, mention.n)):
        return None
    span = max((span for span in marks.spans("attack") if span[1] <= k), default=None)
    told = span is not None and not any(at in scene.barriers and marks.low[at] != "," and at != k for at in range(span[1], k))
    foe = scene.foe(maker(scene, *span)) if span is not None and told else None
    return scene.sides.people(foe) if foe is not None and not scene.sides.rivals else None


def of_aggression(scene: Scene, mention: Mention) -> str | None:
    """Return the people opposite to whose war it is that Slavic words say killed them: "унаслідок російської агресії загинули 90 дітей"."""
    marks = scene.marks
    if mention.owner is not None or mention.own or mention.things.isdisjoint(_FOLK) or "~soldier" in mention.things:
        return None
    for a, b in marks.spans("aggression"):
        named = next((named for named in scene.named if named.party and a < named.i and named.j <= b), None)
        if named is not None and scene.barriers.isdisjoint(range(*sorted((a, mention.n)))):
            foe = scene.foe(named.party)
            return scene.sides.people(foe) if foe is not None and not scene.sides.rivals else None
    return None


def aimed_at(scene: Scene, mention: Mention) -> str | None:
    """Return the people at whom the attack was aimed in which those counted died; None where no words tell."""
    if mention.owner is not None or mention.own or mention.things.isdisjoint(_FOLK) or "~soldier" in mention.things:
        return None
    marks = scene.marks
    spans = marks.spans("attack")
    # Of several the one told last before them, else the first behind them.
    at = max((b for _, b in spans if b <= mention.i), default=None) or min((b for a, b in spans if a >= mention.j), default=None)
    named = _target(scene, at) if at is not None else None
    if named is None or any(marks.is_("later-than", k) for k in range(named.j, mention.i)):
        return None
    return _people(scene, named)


def hit(scene: Scene, mention: Mention) -> str | None:
    """Return whose what a verb says was hit is: "sank a Russian boat, killing eight sailors", "... Eight were killed aboard the vessel"."""
    if mention.owner is not None or mention.own or mention.things.isdisjoint({*_FOLK, "soldier"}):
        return None
    before = scene.before
    again = before is not None and scene.marks.any_("the-target") and not scene.marks.any_("attack")
    named = _hit(before, len(before.marks)) if again and before is not None else _hit(scene, mention.i)
    civil = not mention.things.isdisjoint({"civilian", "child"})
    if named is not None and named.party and not civil and any(a == named.i for a, _ in scene.marks.spans("rebel")):
        return scene.sides.kin(named.party)  # "attacked militants near Gao, killing 15"
    return _people(scene, named) if named is not None else None


def _people(scene: Scene, named: Named) -> str | None:
    """The people of the party that a name tells of, where it is one of the negotiation."""
    party = scene.sides.kin(named.party) if named.party else None
    return scene.sides.people(party) if party in scene.sides.parties else None


def _hit(scene: Scene, end: int) -> Named | None:
    """Whose the thing is that an English verb says was hit, where nobody else is named from there to word `end`."""
    marks = scene.marks
    for _, b in marks.spans("hit-what"):
        k = b + marks.is_("determiners", b)
        # "Bombed a camp of the separatist Houthis".
        of = next((at for at in range(k + 1, k + _SITE) if marks.is_("of", at) and marks.is_("site-of", at - 1)), None)
        k = past_backers(scene, of + 1) if of is not None else k
        k += of is not None and marks.is_("determiners", k)
        named = next((named for named in scene.named if named.i == k and (of is not None or named.entity.kind == "people")), None)
        if named is None or not named.j < end or marks.low[named.j] == "-" or not scene.barriers.isdisjoint(range(b, end - 1)):
            continue
        if not any(named.j <= other.i < end and other.party for other in scene.named):
            return named
    return None


def _target(scene: Scene, b: int) -> Named | None:
    """The people first named behind the words that aim an attack, which ends at word b; none who strike, hold or only stand by."""
    marks = scene.marks
    if not marks.is_("aimed-at", b):
        return None
    named = next((named for named in scene.named if b < named.i and named.party), None)
    if named is None or named.i - b > NEAR or not scene.barriers.isdisjoint(range(b, named.i)) or "," in marks.low[b : named.i]:
        return None
    held = marks.low[named.j : named.j + 1] == ["-"] or marks.is_("attack", named.j)
    counted = any(b < value.n < named.i for value in scene.values)
    return named if named.entity.kind == "people" and not held and not counted and not marks.is_("by", named.i - 1) else None
