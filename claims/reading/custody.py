# ruff: noqa: RUF001, RUF002, RUF003 -- letters of three languages
"""Who held, gave and got people back."""

from claims.reading.actors import NEAR, governed
from claims.reading.marks import Marks
from claims.reading.mention import Mention
from claims.reading.people import Named, oblique
from claims.reading.scene import Scene

_INITIALS = 4
_LAND = 4
"""Words from "to" to who controls the land to which people are brought."""
_OPENS = frozenset({"and", "breaks", "that"})
"""Lexemes behind which a clause begins."""
_AUXILIARY = frozenset({"be", "have", "adverb"})
FOLK = frozenset({"people", "civilian", "child", "pupil", "returned-folk"})
"""Lexemes of those who are no fighters."""


def taken(scene: Scene, mention: Mention) -> str | None:
    """Return whose hostages are, and others who were abducted, where only one of two parties takes any."""
    if mention.things & FOLK and not mention.things & {"soldier", "captive"} and "kidnapped" in scene.around.lexemes:
        return scene.sides.state
    counted = mention
    whole = next((one for one in scene.values if one.n > mention.n), None)
    if whole is not None and whole.whole and not mention.whole:
        counted = whole  # "eight of the 33 hostages"
    elif "-" in mention.things:
        # "Of the 33 hostages 16 came home".
        counted = next((one for one in reversed(scene.values) if one.j <= mention.i and "captive" in one.things), mention)
    marks = scene.marks
    # "Brings the number of hostages freed to 18".
    numbered = "-" in mention.things and any(j <= mention.i and marks.ending("number-of", i) is not None for i, j in marks.spans("hostage"))
    return scene.sides.state if numbered or any(counted.n <= i and j <= counted.j for i, j in marks.spans("hostage")) else None


def holder(scene: Scene, mention: Mention) -> str | None:
    """Return the party in whose captivity they are or were."""
    marks = scene.marks
    # "Arrested in Gaza" tells where they were taken, and not who holds them.
    held_by = [(a, b) for a, b in marks.spans("held-by") if marks.ending("arrested", a) is None or marks.is_("by", a)]
    held = next(
        (b for a, b in held_by if mention.j < a <= mention.j + 2 and marks.ending("say", a) is None), None
    )  # "1,200 held by": before any captivity named
    if held is not None and (holder := next((named.party for named in scene.named if held <= named.i <= held + 1), None)):
        return None if scene.sides.shared(holder) else holder  # "in Sanaa": all parties are there
    for a, b in marks.spans("captivity"):
        for named in sorted(scene.named, key=lambda named: max(named.i - b, a - named.j)):
            gap = range(named.j, a)
            led = marks.lang == "en" and any(marks.is_("from", k) for k in gap)  # "reached Ramallah from Ofer prison"
            near = len(gap) <= 2 and a >= named.j and "," not in marks.low[named.j : a] and not led  # noqa: PLR2004 -- words
            beside = (0 <= named.i - b <= 2 and "," not in marks.low[b : named.i]) or near  # noqa: PLR2004 -- words
            aside = sum(j - i for i, j in scene.asides if named.j <= i and j <= mention.i)
            if named.party and beside and named.j > mention.i - aside - NEAR and not _fetches(scene, named, a):
                return named.party
    for a, b in (*marks.spans("from"), *held_by):
        if a >= mention.i and not _told_there(marks, mention.j, a) and not _done_by(scene, mention, a):
            for named in scene.named:
                party = named.entity.party
                if b <= named.i <= b + 1 and party and named.entity.kind != "place" and not scene.sides.shared(party):
                    return party
    return None


def _told_there(marks: Marks, j: int, a: int) -> bool:
    """Whether words between j and a lead to where somebody spoke: "said in Kyiv", "told reporters at a briefing in Kyiv"."""
    said = max((k for k in range(j, a) if marks.is_("say", k)), default=None)
    return said is not None and not any(marks.is_("be", k) for k in range(said, a))


def _done_by(scene: Scene, mention: Mention, a: int) -> bool:
    """Whether English "by" at word a tells who did something else than hold them: "at the ceremonies staged by the army"."""
    marks = scene.marks
    held = any(marks.ending(name, a) is not None for name in ("caught", "seized", "captivity", "held-still", "hold"))
    return marks.lang == "en" and marks.is_("by", a) and a > mention.j + 1 and marks.low[a - 1].endswith("ed") and not held


def caught_by(scene: Scene, mention: Mention) -> str | None:
    """Return the party right behind English "captured by" that stands beside those counted: "103 servicemen captured by the army"."""
    marks = scene.marks
    if marks.lang != "en" or not marks.is_("by", mention.j + 1) or marks.ending("held-by", mention.j + 2) is None:
        return None
    near = (named for named in scene.named if mention.j + 2 <= named.i <= mention.j + 3 and named.party)
    return next((scene.sides.kin(named.party or "") for named in near), None)


def _fetches(scene: Scene, named: Named, a: int) -> bool:
    """Whether a Slavic verb of getting back tells what a name by a captivity at word a does: "Украина вернула из плена"."""
    return scene.marks.lang != "en" and any(scene.marks.is_("bring", k) for k in range(named.j, max(a, named.j + 1)))


def captor(scene: Scene) -> str | None:
    """Return the party right before a captivity out of which somebody comes: "from Russian captivity"."""
    marks = scene.marks
    for a, _ in marks.spans("captivity"):
        for named in scene.named:
            if named.party and named.j == a and named.i > 0 and marks.is_("from", named.i - 1):
                return scene.sides.kin(named.party)
    return None


def came_from(scene: Scene, mention: Mention) -> str | None:
    """Return the group that captives are from who are let go: "30 prisoners from Haftar's forces"; from a country they may be freed."""
    marks = scene.marks
    if marks.lang != "en" or not marks.is_("from", mention.j):
        return None
    ours = (named for named in scene.named if mention.j < named.i <= mention.j + 2 and named.entity.kind == "body" and named.party)
    force = next((named.party for named in ours if marks.low[named.j : named.j + 1] != ["'s"]), None)
    army = next(
        (named for named in scene.named if named.i > mention.j and any(marks.is_("army", k) for k in range(named.i, named.j))), None
    )
    captive = "captive" in mention.things and army is not None and army.party == force
    if ("soldier" in mention.things or captive) and force is not None:
        return force  # "45 defenders from the Armed Forces of Ukraine"; captives from a prison service are none of its own
    if mention.things.isdisjoint({"captive", "people", "-"}):
        return None
    near = (named for named in scene.named if mention.j < named.i <= mention.j + 2 and named.entity.kind == "party" and named.party)
    # "Government forces" are no place.
    return next((named.party for named in near if named.entity.lower or named.party not in scene.sides.capitals), None)


def towards(scene: Scene, mention: Mention, cue: tuple[int, int]) -> str | None:
    """Return the party after "to", behind the phrase or the cue."""
    first, far = min(mention.i, cue[0]), max(mention.j, cue[1])
    for named in scene.named:
        told = (
            scene.marks.is_("dative", named.i) or scene.marks.is_("to-side", named.j) or scene.marks.ending("to-whom", named.i) is not None
        )
        beside = told and _beside_verb(scene, named, cue)
        if named.party and not governed(scene, named.i) and (beside or _receives(scene, named, cue)):
            return scene.sides.kin(named.party)
    if scene.marks.lang != "en":
        return _goal(scene, mention, first, far)
    # "12 were handed over to Azerbaijan and 44 to Armenia": right behind the number is where these went.
    for at, end in sorted(scene.marks.spans("to"), key=lambda span: span[0] != mention.j):
        verb = scene.marks.is_("give", end) or scene.marks.is_("leaving", end)  # "were allowed to leave Russia"
        if not first <= at <= far + NEAR or any(k in scene.barriers for k in range(far, at)) or verb:
            continue
        if any(i <= at < j for i, j in scene.marks.spans("according")) or scene.marks.words.number[end : end + 1] == [True]:
            continue  # "up to 40 Russian prisoners"
        if any(far <= other.i and told_anew(scene, other, at) for other in scene.values):
            continue  # "Kyiv received 900 bodies, and 40 were returned to Moscow"
        # "Returned to the territory controlled by the Ukrainian government".
        ruled = next((k + 1 for k in range(end, end + _LAND) if scene.marks.is_("controlled", k - 1) and scene.marks.is_("by", k)), end)
        for named in scene.named:
            if ruled <= named.i <= ruled + 2 and named.entity.party:
                return scene.sides.kin(named.entity.party)
    return None


def told_anew(scene: Scene, mention: Mention, end: int) -> bool:
    """Return whether English words before word `end` tell in a passive of its own where those counted went: "and 40 were returned"."""
    marks = scene.marks
    return marks.lang == "en" and any(
        mention.j < a < end and all(marks.one_of(_AUXILIARY, k) for k in range(mention.j, a))
        for name in ("given", "gotten")
        for a, _ in marks.spans(name)
    )


def _goal(scene: Scene, mention: Mention, first: int, far: int) -> str | None:
    """The party to which they go, in Slavic, the nearest in their clause: "В Україну повернули"; "в Україні" is where they are."""
    marks = scene.marks
    goals: list[tuple[int, int, str]] = []
    for at, end in marks.spans("to"):
        gap = range(end, first) if end <= first else range(far, at + 1)
        named = next((named for named in scene.named if named.i == end and named.party), None)
        straight = not any(k in scene.barriers or _parts(scene, k) for k in gap)
        if named is not None and named.party and straight and (marks.is_("towards", at) or _moves(marks.low[named.j - 1])):
            between = marks.low[end : mention.i] or marks.low[mention.j : at]
            goals.append((between.count(","), len(between), named.party))
    return scene.sides.kin(min(goals)[2]) if goals else None


def _beside_verb(scene: Scene, named: Named, cue: tuple[int, int]) -> bool:
    """Whether only one clause holds a name and a cue."""
    gap = range(named.j, cue[0]) if named.i < cue[0] else range(cue[1], named.i)
    return not any(k in scene.barriers or scene.marks.is_("and", k) or scene.marks.low[k] == "," for k in gap)


def _receives(scene: Scene, named: Named, cue: tuple[int, int]) -> bool:
    """Whether a Slavic name in the dative opens its clause or stands right behind the verb ("передала вчора Україні")."""
    if _given(scene, named, cue) or _handed(scene, named, cue):
        return True
    if not oblique(scene.marks, named) or any(
        named.j <= i and j <= cue[0] for name in ("give", "given", "bring") for i, j in scene.marks.spans(name)
    ):
        return False  # "Києву передали 73, а у відповідь отримали 40": it is told of the verb before
    marks = scene.marks
    k = named.i - 1
    while k >= 0 and marks.is_("adverb", k):
        k -= 1
    if k < 0 or not marks.low[k][0].isalnum() or marks.one_of(_OPENS, k):
        return named.j <= cue[0] or k < 0  # "додому повернули 1200 тіл, Росії передали 27": the clause of the other verb
    return named.i >= cue[1] and all(marks.is_("adverb", at) or at in scene.covered for at in range(cue[1], named.i))


def _given(scene: Scene, named: Named, cue: tuple[int, int]) -> bool:
    """Whether a Slavic name without cases stands right behind the verb of another: "Ереван вернул Баку двоих"."""
    marks = scene.marks
    still = marks.lang != "en" and named.i == cue[1] and marks.low[named.j - 1].endswith(("о", "у", "и", "і"))
    return still and any(other.party not in {None, named.party} and other.j == cue[0] for other in scene.named)


def _handed(scene: Scene, named: Named, cue: tuple[int, int]) -> bool:
    """Whether Slavic initials open the clause of who was handed over: "ЛНР были переданы 75 человек"."""
    marks = scene.marks
    passive = marks.lang != "en" and marks.low[cue[1] - 1].endswith(("ны", "но", "ні"))
    short = named.j == named.i + 1 and len(marks.low[named.i]) <= _INITIALS and not governed(scene, named.i)
    return passive and short and named.j <= cue[0] and all(marks.is_("be", k) for k in range(named.j, cue[0]))


def _parts(scene: Scene, k: int) -> bool:
    """Whether a Slavic "and" or comma at word k parts where they go from the verb; "delivered to Baku and handed over" is told of one."""
    marks = scene.marks
    if marks.is_("and", k):
        return not any(marks.is_(name, k + 1) for name in ("given", "give", "bring"))
    return marks.low[k] == "," and any(marks.is_("which", at) or marks.is_("of-whom", at) for at in range(k, min(k + 3, len(marks))))


def _moves(name: str) -> bool:
    """Whether a Slavic name after "in" says where something goes: accusative, and no locative."""
    return not name.endswith(("і", "ї", "е", "и", "ах", "ях", "ій", "ой", "ом", "ому"))
