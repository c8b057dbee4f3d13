# ruff: noqa: RUF001, RUF003 -- letters of three languages
"""Which party a value is about."""

from claims.reading.frames import Rule
from claims.reading.people import Named, oblique
from claims.reading.phrases import Mention
from claims.reading.scene import Scene
from core.question import Side

_NEAR = 8
_BESIDE = 2
_CARRIED = 4
"""Words between a pronoun and what it does."""
_OPENING = 10
_ORIGIN = 4
_CRAFT = frozenset({"drone", "missile"})
_LATELY = 4
_BOTH = "both"
_FOLK = frozenset({"people", "civilian", "child"})


def side(scene: Scene, rule: Rule, mention: Mention, cue: tuple[int, int], speaker: str | None) -> str | None:
    """Return the party that the first of a rule's ways finds; None where none does.

    `cue` holds the words that matched, `speaker` is the party whose mouth the sentence comes from.
    """
    ways = rule.side
    if "both" in ways and scene.marks.any_("on-both-sides"):
        return _BOTH
    made: str | None = None
    for way in ways:
        found = _told(scene, rule) if way == "story" else _way(scene, way, ways, mention, cue, speaker)
        if (
            found is not None
            and way == "owner"
            and {thing.lstrip("~") for thing in mention.things} & _CRAFT
            and scene.sides.kin(found) not in scene.sides.parties
        ):
            made = found  # "26 Iranian drones" may be Russia's
            continue
        if found is not None and way == "speaker" and "kin" in ways:
            found = scene.sides.kin(found)
            if found not in scene.sides.parties:
                continue  # a mediator tells of others' people
        if found is not None and way == "owner" and "both" in ways and scene.sides.shared(found) and _ranks(scene, mention) is None:
            return _BOTH
        if found is not None and found not in scene.sides.alliances:
            return found
    return made


def _way(scene: Scene, way: Side, ways: tuple[Side, ...], mention: Mention, cue: tuple[int, int], speaker: str | None) -> str | None:  # noqa: C901, PLR0912 -- one branch a way
    match way:
        case "owner" | "kin":
            party = mention.owner
            if party is None and mention.own:
                party = subject(scene, min(cue[0], mention.i)) or speaker or _home(scene)
            if party is None:
                party = _belongs(scene, mention) or _toll_of(scene, mention)
            if party is None:
                party = _ranks(scene, mention)
            if party is None and way == "kin":
                party = _beside(scene, mention) or _taken(scene, mention)
            return scene.sides.kin(party) if party and way == "kin" else party
        case "subject":
            if scene.marks.is_("we", min(cue[0], mention.i) - 1):  # who tells it was attacked: "the rebels attacked, we lost 12"
                return _spoken(scene, speaker) or scene.foe(attacker(scene))
            return subject(scene, min(cue[0], mention.i)) or _behind(scene, cue, mention)
        case "by":
            return _passive(scene, cue, mention) if cue[0] >= mention.j else subject(scene, cue[0])
        case "other":
            passive = cue[0] >= mention.j or (cue[0] > 0 and scene.marks.is_("be", cue[0] - 1))
            if not passive and scene.marks.lang == "en" and scene.marks.low[cue[0]].endswith("ing"):
                return None  # ", killing 12": what was told before did
            foe = scene.foe(agent(scene, cue) if passive else subject(scene, cue[0]))
            return scene.sides.people(foe) if mention.things & {"people", "civilian"} else foe
        case "object":
            between = [found for found in scene.named if cue[1] <= found.i and found.j <= mention.i and found.party]
            return _one(between, scene) if between and between[0].i <= cue[1] + 1 else None
        case "to":
            return scene.foe(_doer(scene, cue)) or _towards(scene, mention, cue)
        case "holder":
            return scene.foe(_holder(scene, mention))
        case "counter":
            return scene.foe(next((_whose(scene, value) for value in scene.values if value.swapped and value is not mention), None))
        case "where":
            party = _where(scene, mention)
            if party is not None and "soldier" in mention.things:
                return scene.sides.kin(party)
            if party is None or not scene.sides.shared(party) or (party in scene.sides.parties and "both" not in ways):
                return party
            return _BOTH
        case "raider":
            return scene.foe(_where(scene, mention)) or scene.foe(_landed(scene)) or scene.foe(_home(scene))
        case "near":
            return _near(scene, cue, mention)
        case "attacker":
            return attacker(scene) or attacker(scene.before) or attacker(scene.before.before if scene.before else None)
        case "attacked":
            foe = scene.foe(attacker(scene)) or scene.foe(attacker(scene.before))
            return foe if "soldier" in mention.things else scene.sides.people(foe)
        case "speaker":
            return _spoken(scene, speaker)
        case "foe":
            return scene.foe(speaker)
        case "asker":
            return _asker(scene, cue)
        case "home":
            return _home(scene)
        case "both":
            return _BOTH
        case "group":
            return scene.sides.group
        case "civil":
            return _BOTH if scene.sides.civil else None
        case "story" | "none":
            return None


def _spoken(scene: Scene, speaker: str | None) -> str | None:
    return speaker if speaker is not None and scene.sides.kin(speaker) in scene.sides.parties else None


def _home(scene: Scene) -> str | None:
    return scene.sides.homes.get(scene.marks.lang)


def _beside(scene: Scene, mention: Mention) -> str | None:
    """The owner of what is counted right before it ("185 Ukrainian soldiers and 20 civilians")."""
    for value in scene.values:
        gap = range(value.j, mention.i)
        if value.owner and len(gap) == 1 and (scene.marks.is_("and", value.j) or scene.marks.low[value.j] == ","):
            return value.owner
    return None


def _whose(scene: Scene, mention: Mention) -> str | None:
    return mention.owner or _taken(scene, mention)


def _taken(scene: Scene, mention: Mention) -> str | None:
    """Whose hostages are, where only one of two parties takes any."""
    return scene.sides.hostages if any(mention.n <= i and j <= mention.j for i, j in scene.marks.spans("hostage")) else None


def _ranks(scene: Scene, mention: Mention) -> str | None:
    """Whose soldiers, policemen or rebels are, where a state fights an armed group: its own are soldiers, whoever tells of them."""
    counted = mention
    if mention.inherits:
        counted = next((value for value in reversed(scene.values) if value.j <= mention.i and "soldier" in value.things), mention)
    if scene.sides.group is None or scene.sides.hostages is None or any(scene.marks.words.cap[counted.n + 1 : counted.j]):
        return None  # "20 Ugandan soldiers": those of neither
    for name, party in (("rebel", scene.sides.group), ("regular", scene.sides.hostages)):
        if any(counted.n <= i and j <= counted.j for i, j in scene.marks.spans(name)):
            return party
    return None


def _one(found: list[Named], scene: Scene) -> str | None:
    parties = list(dict.fromkeys(scene.sides.kin(named.party) for named in found if named.party))
    return parties[0] if len(parties) == 1 else None


def _governed(scene: Scene, k: int) -> bool:
    """Whether a preposition stands before the name at word k."""
    marks = scene.marks
    at = k - 1
    while at >= 0 and (marks.is_("determiners", at) or marks.low[at] in {"-", "'", '"'}):
        at -= 1
    return at >= 0 and marks.is_("preposition", at)


def subject(scene: Scene, k: int) -> str | None:  # noqa: C901 -- one case after another
    """Return the party that does what the words from k tell: the nearest before them that no preposition governs; "both" of two."""
    marks = scene.marks
    found: list[Named] = []
    for named in reversed(scene.named):
        if named.j > k or named.party is None:
            continue
        if not marks.is_("defence", named.j) and any(marks.is_("defence", at) for at in range(named.j + 1, k)):
            break  # "Russia launched 60 drones, of which air defence downed 42": whose defence is not told
        barrier = max((at for at in range(named.j, k) if at in scene.barriers), default=None)
        if barrier is not None and not any(marks.is_("pronoun", at) for at in range(barrier + 1, k)) and not _goes_on(scene, barrier, k):
            break
        if marks.ending("according", named.i) is not None:
            continue  # "За даними ЦАХАЛу": who says it
        if (
            (_governed(scene, named.i) and not (named.j == k and marks.is_("absolute", named.i - 1)))
            or (oblique(scene.marks, named) and not _heads(scene, named))
            or _behind_value(scene, named)
            or _of_land(scene, named)
            or any(value.i <= named.i < value.j for value in scene.values)
        ):
            continue
        if found:
            gap = range(named.j, found[-1].i)
            if not gap or not all(
                marks.is_("and", at) or marks.low[at] == "," or marks.is_("determiners", at) or marks.is_("body-form", at) for at in gap
            ):
                break
            if marks.lang != "en" and not scene.title and len(found) == 1 and not any(marks.is_("and", at) for at in gap):
                break  # "За даними ЦАХАЛу, Іран": who says it, and who does it
        found.append(named)
    pairs = [span for span in marks.spans("both-sides") if span[1] <= k and not any(at in scene.barriers for at in range(span[1], k))]
    if pairs and not any(named.i > pairs[-1][1] for named in found):
        return _BOTH
    if not found:
        return _carried(scene, k)
    parties = {scene.sides.kin(named.party) for named in found if named.party}
    if len([party for party in parties if party in scene.sides.parties]) > 1:
        return _BOTH
    return scene.sides.kin(found[0].party) if found[0].party else None


def _behind(scene: Scene, cue: tuple[int, int], mention: Mention) -> str | None:
    """The party right behind a Slavic verb that stands behind what it is told of: "900 солдатів втратила Росія"."""
    if scene.marks.lang == "en" or cue[0] < mention.j:
        return None
    return next(
        (scene.sides.kin(named.party) for named in scene.named if named.i == cue[1] and named.party and not oblique(scene.marks, named)),
        None,
    )


def _heads(scene: Scene, named: Named) -> bool:
    """Whether a Slavic name in the genitive tells whose forces act: "армія Азербайджану"."""
    at = scene.marks.ending("body-form", named.i)
    return at is not None and not _governed(scene, at)


def _behind_value(scene: Scene, named: Named) -> bool:
    """Whether a Slavic name stands in the genitive behind a count: whose the people counted are."""
    return scene.marks.lang != "en" and any(value.j == named.i for value in scene.values if value.kind == "count")


def _carried(scene: Scene, k: int) -> str | None:
    """The party that "it" before word k stands for: the only one that acts in the sentence before."""
    marks = scene.marks
    start = max((at + 1 for at in scene.barriers if at < k), default=0)
    if scene.before is None or not any(marks.is_("party-pronoun", at) for at in range(max(start, k - _CARRIED), k)):
        return None
    before = scene.before
    acting = {scene.sides.kin(named.party) for named in before.named if named.party and not _governed(before, named.i)} & set(
        scene.sides.parties
    )
    return acting.pop() if len(acting) == 1 else None


def _goes_on(scene: Scene, barrier: int, k: int) -> bool:
    """Whether a Slavic clause tells on of whom the one before told: a verb opens it ("it handed over 20, but received 30")."""
    marks = scene.marks
    return marks.lang != "en" and barrier + 1 >= k and marks.is_("breaks", barrier)


def _asker(scene: Scene, cue: tuple[int, int]) -> str | None:
    """The party that wants what the cue tells: before the nearest word of wanting; the speaker of "must" is found in its sentence."""
    spans = [span for span in scene.marks.spans("want") if span[0] < cue[1]]
    if not spans:
        return subject(scene, cue[0])
    at = spans[-1][0]
    if scene.marks.is_("must", at) and any(named.party and at - _BESIDE <= named.j <= at for named in scene.named):
        return scene.foe(subject(scene, at))  # "Ukrainian troops must leave": the other wants it
    return subject(scene, at)


def _passive(scene: Scene, cue: tuple[int, int], mention: Mention) -> str | None:
    """The party after "by" where the cue stands behind the value, as in the passive."""
    return agent(scene, cue) if cue[0] >= mention.j else None


def agent(scene: Scene, cue: tuple[int, int]) -> str | None:
    """Return the party after "by", within some words of a cue."""
    for at, end in scene.marks.spans("by"):
        if cue[0] <= at <= cue[1] + _NEAR and not any(k in scene.barriers for k in range(cue[1], at)):
            for named in scene.named:
                if end <= named.i <= end + 1 and named.party:
                    return scene.sides.kin(named.party)
    return None


def _doer(scene: Scene, cue: tuple[int, int]) -> str | None:
    """The party that a Slavic instrumental names in the clause of a cue: "армянской стороной возвращены"."""
    marks = scene.marks
    for at, end in marks.spans("by-side"):
        gap = range(end, cue[0]) if end <= cue[0] else range(cue[1], at)
        if len(gap) <= _CARRIED and not any(k in scene.barriers for k in gap):
            return next((scene.sides.kin(named.party) for named in scene.named if named.j == at and named.party), None)
    return None


def attacker(scene: Scene | None) -> str | None:
    """Return the party that launches in this sentence: before "attack", "launched"; after "by"; or the foe of who was attacked."""
    if scene is None:
        return None
    marks = scene.marks
    shot = {a for a, _ in marks.spans("down")}
    # In Slavic the same word is "from".
    since = [
        a for a, b in marks.spans("since") if marks.lang == "en" or marks.is_("early", b) or any(dated.i == b for dated in scene.dated)
    ]
    for name in ("attack", "launch"):
        for a, b in marks.spans(name):
            # "Killed since the attack by": when, and not by whom.
            if a in shot or marks.is_("preposition", a) or any(k < a and "," not in marks.low[k:a] for k in since):
                continue
            party = (
                agent(scene, (a, b))
                or (_shot(scene, a, b) if marks.is_("fired-off", a) else None)
                or _attacks(scene, a)
                or _attack_of(scene, a, b)
            )
            if party is not None:
                return party
    return None


def _shot(scene: Scene, a: int, b: int) -> str | None:
    """The party from whose land it came ("missiles fired from Iran"), or the foe of the one it was meant for ("launched at Israel")."""
    marks = scene.marks
    for name, last in (("from", 2), ("aimed", _NEAR)):
        for at, end in marks.spans(name):
            behind = b <= at <= b + last and not any(k in scene.barriers or marks.low[k] == "," for k in range(b, at))
            # "З Лівану було випущено": in Slavic it may stand first.
            ahead = marks.lang != "en" and a - _NEAR <= at < a and not any(k in scene.barriers for k in range(at, a))
            if behind or ahead:
                for named in scene.named:
                    if end <= named.i <= end + 2 and named.entity.party and (marks.lang == "en" or named.party):
                        return scene.sides.kin(named.entity.party) if name == "from" else scene.foe(named.entity.party)
    return None


def _attack_of(scene: Scene, a: int, b: int) -> str | None:
    """The party in the genitive right behind a Slavic noun of attack, or the one from whose land it came: "удары Израиля", "из Ливана"."""
    marks = scene.marks
    if marks.lang != "en" and marks.is_("fired-off", a):
        for at, end in marks.spans("from"):
            gap = range(end, a) if end <= a else range(b, at)
            if len(gap) <= 2 * _NEAR and not any(k in scene.barriers or marks.low[k] == "," for k in gap):
                origin = next((named.entity.party for named in scene.named if named.i == end and named.entity.party), None)
                if origin is not None:
                    return scene.sides.kin(origin)
    if marks.starts("strike-noun").get(a) != b:
        return None
    return next((scene.sides.kin(named.party) for named in scene.named if named.i == b and named.party), None)


def _attacks(scene: Scene, a: int) -> str | None:
    """The party just before the attack that begins at word a, or the foe of one that is attacked."""
    marks = scene.marks
    for named in reversed(scene.named):
        if named.j > a or a - named.j > _NEAR // 2 or named.party is None:
            continue
        if any(marks.is_("say", k) for k in range(named.j, a)):
            continue
        if any(k in scene.barriers or marks.is_("down", k) or marks.is_("defence", k) for k in range(named.j, a + 1)):
            return None
        # "In a Hamas-led attack", "in an RSF drone strike": no place, but who does it.
        does = named.entity.kind in {"people", "body", "person"} or named.entity.of is not None or marks.is_("led", named.j)
        if _governed(scene, named.i) and not does and marks.low[named.j : named.j + 1] != ["'s"]:
            continue
        object_ = any(named.i == end for name in ("attack", "launch") for _, end in marks.spans(name))
        if object_ or any(marks.is_("be", k) for k in range(named.j, a)):
            return scene.foe(named.party)
        return scene.sides.kin(named.party)
    return None


def _belongs(scene: Scene, mention: Mention) -> str | None:
    """The party after "of" right behind the phrase ("three citizens of Russia"), or of the region that civilians are from."""
    marks = scene.marks
    if "civilian" in mention.things or "people" in mention.things:
        for named in scene.named:
            gap = range(mention.j, named.i)
            if named.entity.kind == "place" and 1 <= len(gap) <= _ORIGIN and any(marks.is_("origin", k) for k in gap):
                region = any(marks.is_("area-noun", k) for k in range(named.j, named.j + 2))
                if region and not any(k in scene.barriers or marks.is_("cue", k) for k in gap if not marks.is_("origin", k)):
                    return named.entity.party
    if marks.lang != "en":
        # Not the one who acts behind a verb: "152 безпілотники збили українські сили".
        far = mention.j if marks.is_("cue", mention.j) else mention.j + 1
        return next(
            (
                named.party or named.entity.party
                for named in scene.named
                if mention.j <= named.i <= far
                and (named.entity.kind != "place" or (named.i == mention.j and not mention.things.isdisjoint(_FOLK)))
                and named.entity.kind != "person"
                and not _governed(scene, named.i)
            ),
            None,
        )
    if mention.j < len(marks) and (marks.is_("of", mention.j) or ("soldier" in mention.things and marks.is_("from", mention.j))):
        group = marks.is_("from", mention.j)  # "fighters from Islamic State"; soldiers from a country may have been freed there
        for named in scene.named:
            if mention.j < named.i <= mention.j + 2 and named.entity.kind in {"party", "people"} and (named.entity.common or not group):
                return named.party
    return None


def _toll_of(scene: Scene, mention: Mention) -> str | None:
    """The party whose people a Slavic toll counts: "число погибших граждан Киргизии выросло до 17 человек"."""
    marks = scene.marks
    if marks.lang == "en" or mention.things.isdisjoint({"-", "people"}):
        return None
    for name in ("toll", "toll-injured"):
        for a, b in marks.spans(name):
            if b > mention.i or any(k in scene.barriers for k in range(b, mention.i)):
                continue
            for named in scene.named:
                own = named.entity.kind == "people" or (named.i > 0 and marks.is_("people", named.i - 1))
                if marks.is_("attack", named.j):
                    continue  # "число жертв российского удара"
                if a < named.i < mention.i and named.j <= b + 2 * _BESIDE and own and (named.party or named.entity.party):
                    return named.party or named.entity.party
    return None


def _towards(scene: Scene, mention: Mention, cue: tuple[int, int]) -> str | None:
    """The party after "to", behind the phrase or the cue."""
    first, far = min(mention.i, cue[0]), max(mention.j, cue[1])
    for named in scene.named:
        beside = scene.marks.is_("dative", named.i) and _beside_verb(scene, named, cue)
        if named.party and not _governed(scene, named.i) and (beside or _receives(scene, named, cue)):
            return scene.sides.kin(named.party)
    for at, end in scene.marks.spans("to"):
        if scene.marks.lang != "en":
            # "В Україну повернули": where they go may stand first; "в Україні" is where they are.
            goal = next((named for named in scene.named if named.i == end and named.party and _moves(scene.marks.low[named.j - 1])), None)
            gap = range(end, first) if end <= first else range(far, at)
            if goal is not None and not any(k in scene.barriers or scene.marks.is_("and", k) for k in gap):
                return scene.sides.kin(goal.party or "")
            continue
        if not first <= at <= far + _NEAR or any(k in scene.barriers for k in range(far, at)):
            continue
        if any(i <= at < j for i, j in scene.marks.spans("according")):
            continue
        for named in scene.named:
            if end <= named.i <= end + 2 and named.entity.party:
                return scene.sides.kin(named.entity.party)
    return None


def _beside_verb(scene: Scene, named: Named, cue: tuple[int, int]) -> bool:
    """Whether only one clause holds a name and a cue."""
    gap = range(named.j, cue[0]) if named.i < cue[0] else range(cue[1], named.i)
    return not any(k in scene.barriers or scene.marks.is_("and", k) or scene.marks.low[k] == "," for k in gap)


def _receives(scene: Scene, named: Named, cue: tuple[int, int]) -> bool:
    """Whether a Slavic name in the dative opens its clause or stands right behind the verb ("передала вчора Україні")."""
    if not oblique(scene.marks, named):
        return False
    marks = scene.marks
    k = named.i - 1
    if k < 0 or not marks.low[k][0].isalnum() or marks.is_("and", k) or marks.is_("breaks", k):
        return True
    return named.i >= cue[1] and all(marks.is_("adverb", at) or at in scene.covered for at in range(cue[1], named.i))


def _moves(name: str) -> bool:
    """Whether a Slavic name after "in" says where something goes: accusative, and no locative."""
    return not name.endswith(("і", "ї", "е", "и", "ах", "ях"))


def _holder(scene: Scene, mention: Mention) -> str | None:
    """The party in whose captivity they are or were."""
    marks = scene.marks
    held = next(
        (b for a, b in marks.spans("held-by") if mention.j < a <= mention.j + 2), None
    )  # "1,200 held by": before any captivity named
    if held is not None and (holder := next((named.party for named in scene.named if held <= named.i <= held + 1), None)):
        return holder
    for a, b in marks.spans("captivity"):
        for named in scene.named:
            if named.party and (0 <= a - named.j <= 2 or 0 <= named.i - b <= 2) and named.j > mention.i - _NEAR:  # noqa: PLR2004 -- words
                return named.party
    for a, b in (*marks.spans("from"), *marks.spans("held-by")):
        if a >= mention.i:
            for named in scene.named:
                if b <= named.i <= b + 1 and named.entity.party:
                    return named.entity.party
    return None


def _apart(scene: Scene, named: Named, mention: Mention) -> bool:
    """Whether another clause stands between a name and a value."""
    gap = range(mention.j, named.i) if named.i >= mention.j else range(named.j, mention.i)
    opening = named.i < mention.i and named.j <= _OPENING
    commas = [k for k in gap if scene.marks.low[k] == ","]
    # "26 people, most of them tourists, in Pahalgam".
    aside = len(commas) == 2 and not any(value.kind == "count" and commas[0] < value.n < commas[1] for value in scene.values)  # noqa: PLR2004 -- a pair
    # "Hit a market in Tel Aviv, killing one".
    so = len(commas) == 1 and named.i < mention.i and scene.marks.lang == "en" and scene.marks.low[commas[0] + 1].endswith("ing")
    walls = [k for k in gap if k in scene.barriers and not (scene.title and scene.marks.low[k] == ":")]
    return bool(walls) or bool(commas and not (opening or aside or so))


def _where(scene: Scene, mention: Mention) -> str | None:
    """The country of the town or region named with "in", "on", "near"."""
    marks = scene.marks
    found = [
        (min(abs(named.i - mention.j), abs(mention.i - named.j)), named.entity.party)
        for named in scene.named
        if named.entity.kind in {"place", "capital", "party"}
        and named.entity.party
        and named.entity.party not in scene.sides.alliances
        and not _acts(scene, named)
        and not _apart(scene, named, mention)
        and (scene.title or _located(scene, named))
        and marks.ending("strike-noun", named.i) is None
    ]
    if not found:
        # "in the eastern Ukrainian town of": the people's name tells whose a town is that no list has.
        found = [
            (abs(named.i - mention.j), named.party)
            for named in scene.named
            if named.entity.kind in {"people", "party"}
            and named.party
            and not _apart(scene, named, mention)
            and any(marks.is_("area-noun", k) for k in range(named.j, named.j + 3))
            and any(marks.is_("located", k) for k in range(max(named.i - 3, 0), named.i))
        ]
    if not found:
        # "Killed when a missile hit a market in Odesa": the clause behind tells where.
        found = [
            (named.i - mention.j, named.entity.party)
            for named in scene.named
            if named.entity.kind in {"place", "capital", "party"}
            and named.entity.party
            and scene.sides.kin(named.entity.party) in scene.sides.parties
            and named.i >= mention.j
            and any(marks.is_("located", k) for k in range(max(named.i - 3, 0), named.i))
            and not _acts(scene, named)
            and all(marks.is_("breaks", k) and not marks.is_("since", k) for k in range(mention.j, named.i) if k in scene.barriers)
            and not any(marks.is_("say", k) for k in range(mention.j, named.i))
            and not any(marks.low[k] == "," for k in range(max((k for k in scene.barriers if k < named.i), default=0), named.i))
        ]
    if not found:
        # "The mayor of Kharkiv said": the only place that is named.
        only = {named.entity.party for named in scene.named if named.entity.kind == "place" and not _acts(scene, named)}
        if len(only) == 1 and scene.sides.kin(next(iter(only)) or "") in scene.sides.parties:
            return next(iter(only))
    return min(found)[1] if found else None


def _located(scene: Scene, named: Named) -> bool:
    """Whether a name says where: behind "in", "near", but for some words; not "in" of "in attacks of Israel" in Slavic."""
    marks = scene.marks
    k = next((k for k in range(named.i - 1, max(named.i - 5, -1), -1) if marks.is_("located", k)), None)
    return k is not None and (marks.lang == "en" or not any(marks.is_("attack", at) for at in range(k, named.i)))


def _told(scene: Scene, rule: Rule) -> str | None:
    """The party that the same was told of last, or where it was told to happen."""
    question = rule.question
    return (
        scene.story.get((question.topic, question.unit))
        or (scene.story.get((question.topic, "people")) if question.who else None)
        or (_lately(scene) if question.unit == "people" else None)
    )


def _lately(scene: Scene) -> str | None:
    """The country of the party in which the sentence before that names a place set its story; None where it names several."""
    before = scene.before
    for _ in range(_LATELY):
        if before is None:
            return None
        places = {
            named.entity.party
            for named in before.named
            if named.entity.kind in {"place", "capital", "party"}
            and named.entity.party
            and scene.sides.kin(named.entity.party) in scene.sides.parties
            and _located(before, named)
            and not _acts(before, named)
        }
        if places:
            return places.pop() if len(places) == 1 else None
        before = before.before
    return _throughout(before)


def _throughout(scene: Scene | None) -> str | None:
    """The people that a sentence and all those before it tell to be attacked, where they are one."""
    found: set[str] = set()
    while scene is not None:
        foe = scene.sides.people(scene.foe(attacker(scene)))
        found |= {foe} if foe is not None else set()
        scene = scene.before
    return found.pop() if len(found) == 1 else None


def _landed(scene: Scene) -> str | None:
    """Whose land it is, in Slavic: "української землі", "території України"."""
    return next((named.party for named in scene.named if _of_land(scene, named)), None)


def _of_land(scene: Scene, named: Named) -> bool:
    marks = scene.marks
    return (
        marks.lang != "en"
        and bool(named.party)
        and (marks.is_("land", named.j) or (named.i > 0 and marks.ending("land", named.i) is not None))
    )


def _acts(scene: Scene, named: Named) -> bool:
    """Whether a name in front of an attack tells who does it ("in a Hamas-led attack"), and no place."""
    marks = scene.marks
    if named.party and marks.ending("strike-noun", named.i) is not None:
        return True
    own = marks.low[named.j : named.j + 1] == ["'s"]
    group = (own or named.entity.of is not None) and any(
        marks.is_("attack", k) or (own and marks.is_("fighting", k)) for k in range(named.j, named.j + (_NEAR if own else 3))
    )
    return group or marks.low[named.j : named.j + 1] == ["-"]


def _losses_of(scene: Scene) -> str | None:
    """The party in the genitive right behind Slavic "losses": "потери Вооруженных сил Украины"."""
    if scene.marks.lang == "en":
        return None
    spans = scene.marks.spans("casualties-of")
    return next((named.party for _, b in spans for named in scene.named if b - 1 <= named.i <= b + 1 and named.party), None)


def _near(scene: Scene, cue: tuple[int, int], mention: Mention) -> str | None:
    """The party named within the cue, last before it, or between it and the value."""
    lost = _losses_of(scene)
    if lost is not None:
        return lost
    owner = next((named for named in scene.named if named.j <= cue[0] <= named.j + 1 and named.entity.kind in {"party", "people"}), None)
    if owner is not None and owner.party:
        return owner.party
    within = [
        named
        for named in scene.named
        if cue[0] <= named.i
        and named.j <= cue[1]
        and named.party
        and named.entity.kind in {"party", "people", "body"}
        and not _of_land(scene, named)
    ]
    if within:
        return within[0].party
    before = [
        named
        for named in scene.named
        if named.party
        and (
            named.entity.kind in {"party", "people", "capital"}
            or (named.entity.kind == "body" and scene.marks.low[named.j : named.j + 1] == ["'s"])
        )
        and not _of_land(scene, named)
        # "A deal in Abu Dhabi": a place, and nobody.
        and not (named.entity.kind == "capital" and named.i > 0 and scene.marks.is_("located", named.i - 1))
        and named.j <= max(cue[0] + 2, mention.i)
        and not any(k in scene.barriers for k in range(named.j, cue[0]))
    ]
    return before[-1].party if before else None
