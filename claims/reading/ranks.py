"""Whose soldiers, rebels and losses are where a state fights an armed group, or where the words leave no doubt."""

from claims.reading.actors import NEAR, subject
from claims.reading.frames import Rule
from claims.reading.grounds import fought
from claims.reading.mention import Mention
from claims.reading.scene import Scene

_BESIDE = 2
"""Words before a toll that tell whose it is."""
_TO_LOSSES = 7
"""Words between whose losses they are and how many."""


def ranks(scene: Scene, mention: Mention) -> str | None:
    """Return whose soldiers, policemen or rebels are, where a state fights an armed group: its own are soldiers, whoever tells of them."""
    cap, counted = scene.marks.words.cap, mention
    if scene.sides.group is None or scene.sides.state is None or any(cap[mention.n + 1 : mention.j]):
        return None  # "20 Ugandan soldiers": those of neither
    if mention.inherits and _rank(scene, mention.n, mention.j) is None:
        counted = next((value for value in reversed(scene.values) if value.j <= mention.i and "soldier" in value.things), mention)
    if not any(cap[counted.n + 1 : counted.j]) and (party := _rank(scene, counted.n, counted.j)) is not None:
        return party
    if scene.marks.lang != "en" or "-" not in mention.things:
        return None
    # "The army's death toll rose to 85", "the toll of commandos stands at 43".
    tolls = ((a - _BESIDE, min(b + 2 * _BESIDE, mention.i)) for a, b in scene.marks.spans("toll") if b <= mention.i)
    return next((party for i, j in tolls if (party := _rank(scene, i, j, "of-state")) is not None), None)


def sure(scene: Scene, mention: Mention, speaker: str | None) -> str | None:
    """Return whose those are of whom the words leave no doubt: "our losses", "enemy losses", soldiers and rebels, those that one lost."""
    for name, party in (("own-losses", speaker), ("enemy-losses", scene.foe(speaker))):
        if party is not None and any(j <= mention.i and mention.i - j <= _TO_LOSSES for _, j in scene.marks.spans(name)):
            return scene.sides.kin(party)
    lost = next((i for i, j in scene.marks.spans("has-lost") if _lost(scene, j, mention)), None)
    return ranks(scene, mention) or (subject(scene, lost) if lost is not None else None)


def _lost(scene: Scene, j: int, mention: Mention) -> bool:
    """Whether a verb of losing that ends at word j goes on to the value, but for when, and in which war."""
    between = range(j, mention.i)
    names = (named for named in scene.named if named.i in between)
    return (
        0 <= mention.i - j <= NEAR
        and scene.barriers.isdisjoint(between)
        and not any(value.n in between for value in scene.values if value.kind == "count")
        and all(fought(scene, named) for named in names)
    )


def troops(scene: Scene, rule: Rule, k: int) -> str | None:
    """Return whose the soldiers or rebels are that hold or take ground, right before word k, where a state fights an armed group."""
    state = scene.sides.state if rule.question.topic == "territory" else None
    start = max((k - NEAR, *(at for at in scene.barriers if at < k)))
    rows = (("rebel", scene.foe(state)), ("regular", state), ("army", state))
    found = [(b, party) for name, party in rows for a, b in scene.marks.spans(name) if start <= a and b <= k]
    return max(found)[1] if state is not None and found else None


def _rank(scene: Scene, i: int, j: int, *own: str) -> str | None:
    """Whose the soldiers or rebels named among words i to j are; `own` lexemes name the state's as well."""
    for name, party in (("rebel", scene.sides.group), *((name, scene.sides.state) for name in ("regular", *own))):
        if any(i <= a and b <= j for a, b in scene.marks.spans(name)):
            return party
    return None
