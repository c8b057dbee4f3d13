# ruff: noqa: RUF002, RUF003 -- letters of three languages
"""Which party a value is about."""

from claims.reading.actors import BOTH, CARRIED, NEAR, agent, assailed, attacker, behind, of_land, subject
from claims.reading.brought import brought, countered, fetched, given_to, only, receiver, told_of
from claims.reading.custody import came_from, captor, caught_by, holder, taken, towards
from claims.reading.frames import Rule
from claims.reading.grounds import fought, landed, lately, where
from claims.reading.mention import Mention
from claims.reading.nouns import CRAFT
from claims.reading.owners import belongs, beside, of_one, on_side, toll_of, whole_of
from claims.reading.people import Named, oblique
from claims.reading.ranks import fighting, forces, losses_of, ranks, troops
from claims.reading.scene import Scene
from core.question import Side

_BESIDE = 2
_HELD = frozenset({"captive", "soldier", "people", "civilian", "child"})
_GETS = (".get", ".hold", ".in")
"""Ends of the ids of frames in which "from" tells who held people."""
_GOT = (".get", ".got-own")
"""Ends of the ids of frames of what a party got for what it gave."""
_FREED = ("freed", "total", "share", "compares")
"""Ends of the ids of frames of ground that may be of the party in whose land it lies."""
_IMPERSONAL = ("то", "но")
"""How Slavic verbs end that have no subject."""
_INFINITIVE = ("ти", "ть")
"""How Slavic infinitives end: "збити вдалося 24"."""
_NOUNS = ("ття", "ння", "тие", "ние", "нии", "тии", "нием", "тием")
"""How Slavic nouns end of what was done."""
_GROUND = frozenset({"percent", "area"})


def side(scene: Scene, rule: Rule, mention: Mention, cue: tuple[int, int], speaker: str | None) -> str | None:
    """Return the party that the first of a rule's ways finds; None where none does.

    `cue` holds the words that matched, `speaker` is the party whose mouth the sentence comes from.
    """
    ways = rule.side
    again = _again(scene, mention)
    if again is not None:
        return again
    if "both" in ways and scene.marks.any_("on-both-sides"):
        return BOTH
    made: str | None = None
    for name in ways:
        found = way(scene, rule, name, mention, cue, speaker)
        if (
            found is not None
            and name == "owner"
            and {thing.lstrip("~") for thing in mention.things} & CRAFT
            and scene.sides.kin(found) not in scene.sides.parties
        ):
            made = found  # "26 Iranian drones" may be Russia's
            continue
        if found is not None and name == "speaker" and "kin" in ways:
            found = scene.sides.kin(found)
            if found not in scene.sides.parties:
                continue  # a mediator tells of others' people
        if (
            found is not None
            and name in {"subject", "to"}
            and "kin" in ways
            and found != BOTH
            and scene.sides.kin(found) not in scene.sides.parties
        ):
            continue  # "Egypt secured the handover of", "60 detainees were deported to Egypt"
        if found is not None and name == "owner" and "both" in ways and scene.sides.shared(found) and ranks(scene, mention) is None:
            return BOTH
        if found is not None and found not in scene.sides.alliances:
            return found
    return (attacker(scene) or made) if made is not None else None


def of_each(scene: Scene, mention: Mention) -> bool:
    """Return whether those counted are of neither side, a part of as many of each: "released 390 each, including 120 civilians"."""
    whole = next((value for value in reversed(scene.values) if value.j <= mention.i and value.kind == "count"), None)
    told = whole is not None and mention.part and whole.each and mention.owner is None
    return whole is not None and told and scene.answered.get(whole.n) == ("pow-swaps", BOTH)


def way(scene: Scene, rule: Rule, name: Side, mention: Mention, cue: tuple[int, int], speaker: str | None) -> str | None:  # noqa: C901, PLR0912 -- one branch a way
    """Return the party that one of the ways finds."""
    match name:
        case "owner" | "kin":
            party = mention.owner
            if party is None and mention.own:
                party = (
                    _own_held(scene, rule, mention, cue)
                    or (receiver(scene, mention, cue) if scene.marks.lang == "en" else None)
                    or given_to(scene, rule, mention, cue)
                    or subject(scene, min(cue[0], mention.i))
                    or troops(scene, rule, min(cue[0], mention.i))
                    or _in_turn(scene, rule, mention)
                    or speaker
                    or _ours(scene, mention)
                    or _home(scene)
                    or scene.around.speaks
                )
            if party is None:
                party = (
                    on_side(scene, mention)
                    or belongs(scene, mention)
                    or toll_of(scene, mention)
                    or (None if rule.id.endswith(_GETS) or brought(scene, mention, cue) else came_from(scene, mention))
                )
            if party is None:
                party = ranks(scene, mention)
            if party is None and name == "kin":
                party = beside(scene, mention) or taken(scene, mention) or whole_of(scene, mention) or scene.foe(caught_by(scene, mention))
            # "The bodies of two British volunteers were sent back to Ukraine": to whom they went, where that is told.
            stranger = party is not None and "remains" in mention.things and scene.sides.kin(party) not in scene.sides.parties
            party = (towards(scene, mention, cue) if stranger and name == "kin" else None) or party
            return scene.sides.kin(party) if party and name == "kin" else party
        case "subject":
            if _we(scene, min(cue[0], mention.i)):  # who tells it was attacked: "the rebels attacked, we lost 12"
                return _spoken(scene, speaker) or scene.foe(attacker(scene))
            if (foe := _enemy(scene, min(cue[0], mention.i), speaker)) is not None:
                return foe
            if scene.marks.lang == "en" and scene.marks.is_("by", cue[1]):  # "the area taken by Russia in June"
                return agent(scene, cue)
            return _given_back(scene, rule, mention, cue) or _acting(scene, rule, mention, cue)
        case "by":
            if _we(scene, cue[0]):
                return _spoken(scene, speaker)
            foe = _enemy(scene, cue[0], speaker) if cue[0] < mention.i else None
            return foe or scene.foe(assailed(scene, cue[0])) or _by(scene, rule, mention, cue) or _itself(scene, cue[0], speaker)
        case "other":
            return _opposite(scene, rule, mention, cue, speaker)
        case "object":
            return receiver(scene, mention, cue)
        case "to":
            return scene.foe(_doer(scene, cue)) or towards(scene, mention, cue) or _behind_word(scene, rule, "to", cue)
        case "holder":
            return scene.foe(_keeper(scene, rule, cue) or holder(scene, mention))
        case "counter":
            return scene.foe(countered(scene, mention))
        case "known" | "story" if scene.title and _spoken(scene, speaker) is not None:
            return None  # as many of the other side may be told of in the text
        case "known":
            return _known(scene, mention, speaker)
        case "where":
            party = where(scene, mention)
            if party is not None and "soldier" in mention.things and not (scene.sides.state is None and scene.sides.shared(party)):
                return scene.sides.kin(party)
            if party is None or not scene.sides.shared(party) or (party in scene.sides.parties and "both" not in rule.side):
                return party
            return BOTH
        case "raider":
            return (
                _over_annexed(scene, rule)
                or scene.foe(landed(scene))
                or scene.foe(_lies_in(scene, rule, mention))
                or scene.foe(_home(scene))
                or (scene.foe(scene.around.speaks) if rule.question.id.endswith("downed") else None)
                or scene.foe(lately(scene))
            )
        case "freer":
            return None if _we(scene, cue[0]) else _freer(scene, rule, mention, cue)
        case "near":
            return _near(scene, cue, mention)
        case "attacker":
            return (
                attacker(scene)
                or _over_land(scene, rule, mention)
                or _fired_here(scene, mention)
                or _fired_before(scene)
                or attacker(scene.before)
                or attacker(scene.before.before if scene.before else None)
            )
        case "attacked":
            foe = scene.foe(attacker(scene)) or scene.foe(attacker(scene.before))
            return foe if "soldier" in mention.things else scene.sides.people(foe)
        case "speaker":
            return _spoken(scene, speaker)
        case "foe":
            # "Our 25 missiles all hit their targets": who fired them tells of it.
            return speaker if scene.marks.any_("hit-home") else scene.foe(speaker)
        case "asker":
            return _asker(scene, rule, cue)
        case "home":
            return _home(scene)
        case "both":
            return BOTH
        case "group":
            return scene.sides.group
        case "civil":
            return BOTH if scene.sides.civil else None
        case "story":
            told = _told(scene, rule)
            return (_captors(scene, mention) or told) if told in {None, scene.sides.state} else told
        case "none":
            return None


def _lies_in(scene: Scene, rule: Rule, mention: Mention) -> str | None:
    """The country of the place that is named; of ground none that one party took from the other: "в ДНР подконтрольно 81% территории"."""
    land = where(scene, mention)
    held = land is not None and land not in scene.sides.parties and scene.sides.kin(land) in scene.sides.capitals
    return None if held and rule.question.topic == "territory" else land


def _over_annexed(scene: Scene, rule: Rule) -> str | None:
    """The party whose land the other holds and defends, and over which it is the raider: "над Крымом сбиты 12 беспилотников"."""
    if not rule.question.id.endswith("downed"):
        return None
    held = (named for i, _ in scene.marks.spans("annexed") for named in scene.named if named.i == i)
    return next((named.entity.party for named in held if scene.marks.is_("located", named.i - 1)), None)


def _over_land(scene: Scene, rule: Rule, mention: Mention) -> str | None:
    """The foe of those over whose land a Slavic sentence tells that craft were shot down, whoever the one before it tells to attack."""
    told = scene.marks.lang != "en" and rule.question.id.endswith("downed")
    return _over_annexed(scene, rule) or scene.foe(where(scene, mention)) if told else None


def _opposite(scene: Scene, rule: Rule, mention: Mention, cue: tuple[int, int], speaker: str | None) -> str | None:
    """The party opposite to who does it."""
    # "Kyiv is returning 90", "the 90 whom Kyiv is returning", but not "Kyiv said 90 were returning".
    doing = mention.i >= cue[1] or any(mention.j <= named.i < cue[0] for named in scene.named)
    ongoing = doing and scene.marks.lang == "en" and _ongoing(scene, cue[0])
    # "Збито 88": who does it is not told, or in the instrumental.
    done = scene.marks.lang != "en" and scene.marks.low[cue[0]].endswith(_NOUNS)
    told = any(scene.marks.is_("say", k) for k in range(max(cue[0] - CARRIED, 0), cue[0]))
    # "Росіяни атакували, підтверджено збиття 88"; but "росіяни заявили про збиття 88".
    nobody = scene.marks.lang != "en" and (
        scene.marks.low[cue[0]].endswith(_IMPERSONAL if cue[1] - cue[0] == 1 else (*_IMPERSONAL, *_INFINITIVE)) or (done and not told)
    )
    within = scene.marks.lang == "en" and any(cue[0] < a < cue[1] for a, _ in scene.marks.spans("by"))  # "the number freed by them rose to"
    # "The release by Russia of 30 captives", "the release of 30 captives by Russia".
    named_by = scene.marks.is_("by", cue[1]) or (scene.marks.is_("of", cue[1] - 1) and scene.marks.is_("by", mention.j))
    within |= scene.marks.lang == "en" and cue[1] <= mention.i and named_by
    passive = not ongoing and (nobody or within or cue[0] >= mention.j or (cue[0] > 0 and scene.marks.is_("be", cue[0] - 1)))
    own = any(named.j == cue[0] for named in scene.named)  # "in return for Russia freeing 40"
    verb = cue[0] - (scene.marks.low[cue[0]] == "down")  # "shooting down"
    if not passive and not ongoing and not own and scene.marks.lang == "en" and scene.marks.low[verb].endswith("ing"):
        return None  # ", killing 12": what was told before did
    if scene.marks.lang != "en" and scene.marks.is_("we", cue[0] - 1):
        return scene.foe(_spoken(scene, speaker) or _home(scene))  # "ми віддали їм"
    own_by = _by_behind(scene, mention) if passive else None
    does = own_by or (agent(scene, cue) if passive else subject(scene, cue[0])) or behind(scene, cue, mention)
    if mention.things & CRAFT and does == attacker(scene) == scene.foe(speaker) and scene.marks.is_("own", _first_of(scene, cue[0])):
        return does  # "Kyiv says Russia launched 90 drones and its air defences shot down 80"
    foe = scene.foe(does)
    recovers = scene.marks.lang == "en" and does == speaker is not None and scene.marks.any_("recoverers")
    if recovers or fetched(scene, rule, mention, cue, does, speaker) or (does and brought(scene, mention, cue)):
        return does
    if scene.marks.lang == "en" and foe is not None and mention.things & _HELD and captor(scene) == foe:
        return scene.foe(foe)  # "Ukraine has returned 215 defenders from Russian captivity"
    return scene.sides.people(foe) if mention.things & {"people", "civilian"} and "kin" not in rule.side else foe


def _own_held(scene: Scene, rule: Rule, mention: Mention, cue: tuple[int, int]) -> str | None:
    """Whose "its own" are whom an English verb before them tells another to hold: "Kyiv says Moscow holds 6,000 of its men"."""
    held = rule.question.id == "held" and scene.marks.lang == "en" and cue[1] <= mention.i and scene.marks.is_("hold", cue[0])
    return scene.foe(subject(scene, cue[0])) if held else None


def _by_behind(scene: Scene, mention: Mention) -> str | None:
    """The party that English "by" right behind a value names: "the release of 33 captives by Russia and 20 by Ukraine"."""
    marks = scene.marks
    if marks.lang != "en" or not marks.is_("by", mention.j):
        return None
    return next((scene.sides.kin(named.party) for named in scene.named if mention.j < named.i <= mention.j + 2 and named.party), None)


def _first_of(scene: Scene, k: int) -> int:
    """Where the phrase begins that stands right before word k: "its air defences", behind "and" or a comma."""
    marks = scene.marks
    while k > 0 and marks.low[k - 1].isalpha() and not marks.is_("and", k - 1) and k - 1 not in scene.barriers and not marks.is_("own", k):
        k -= 1
    return k


def _by(scene: Scene, rule: Rule, mention: Mention, cue: tuple[int, int]) -> str | None:
    """The party that fires what a value counts: after "by" or behind the verb where the value is what was fired, else before it."""
    english = scene.marks.lang == "en"
    last = cue[0] - 1
    while last > 0 and scene.marks.is_("adverb", last) and not scene.marks.is_("be", last):
        last -= 1  # "was also attacked by four missiles"
    if not english and (mention.n < cue[0] < mention.j or scene.marks.is_("flies", cue[0])):
        return agent(scene, cue)  # "заявила о 112 запущенных БПЛА", "по северу Израиля прилетело 35 ракет"
    by = scene.marks.is_("by", cue[1]) or scene.marks.is_("by", cue[1] - 1) or scene.marks.is_("of", cue[1] - 1)
    taking = english and (scene.marks.is_("be", last) or by)
    if cue[0] >= mention.j or taking:
        return _in_between(scene, mention, cue) or agent(scene, cue) or behind(scene, cue, mention) or _behind_word(scene, rule, "by", cue)
    maker = next((named for named in scene.named if named.i == cue[1] and scene.marks.starts("strike-noun").get(cue[0]) == cue[1]), None)
    if maker is not None and maker.party and scene.marks.lang != "en":
        return scene.sides.kin(maker.party)  # "через атаку РФ 98 дронами"
    return subject(scene, cue[0]) or troops(scene, rule, cue[0])


def _in_between(scene: Scene, mention: Mention, cue: tuple[int, int]) -> str | None:
    """The party right before a Slavic verb behind what it fires: "97 дронами росіяни били"."""
    if scene.marks.lang == "en":
        return None
    between = (named for named in scene.named if mention.j <= named.i and named.j == cue[0] and named.entity.kind in {"party", "people"})
    return next((scene.sides.kin(named.party) for named in between if named.party and not oblique(scene.marks, named)), None)


def _itself(scene: Scene, k: int, speaker: str | None) -> str | None:
    """The party that tells of what it did itself: "the group said it had fired 18 missiles"."""
    marks = scene.marks
    while k and marks.lang == "en" and (marks.is_("have", k - 1) or marks.is_("adverb", k - 1)):
        k -= 1
    told = k > 1 and marks.low[k - 1] in {"it", "they"} and (marks.is_("say", k - 2) or marks.is_("that", k - 2))
    return _spoken(scene, speaker) if told and marks.lang == "en" else None


def _behind_word(scene: Scene, rule: Rule, word: str, cue: tuple[int, int]) -> str | None:
    """Whose the forces are behind "by", "to" that take ground: "captured by the army"."""
    if rule.question.topic != "territory" or scene.marks.lang != "en":
        return None
    ends = (b for a, b in scene.marks.spans(word) if cue[0] <= a <= cue[1] + NEAR and scene.barriers.isdisjoint(range(cue[1], a)))
    return next((party for end in ends if (party := forces(scene, end)) is not None), None)


def _acting(scene: Scene, rule: Rule, mention: Mention, cue: tuple[int, int]) -> str | None:
    """The party that does what the words of a value and its cue tell, by name or by its ranks."""
    first = min(cue[0], mention.i)
    return _relative(scene, mention, cue) or subject(scene, first) or behind(scene, cue, mention) or troops(scene, rule, first)


def _given_back(scene: Scene, rule: Rule, mention: Mention, cue: tuple[int, int]) -> str | None:
    """The state to which a group that holds its people "returns" bodies, in Slavic, where the sentences before told of its dead."""
    sides, marks = scene.sides, scene.marks
    told = scene.story.get((rule.question.topic, "bodies"))
    back = marks.lang != "en" and sides.group is not None and told == sides.state is not None and marks.is_("returns", cue[0])
    return told if back and "remains" in mention.things and subject(scene, cue[0]) == sides.group else None


def _enemy(scene: Scene, k: int, speaker: str | None) -> str | None:
    """The foe of who speaks, where "the enemy" does what the words from k tell: "армия заявила, что противник захватил"."""
    marks = scene.marks
    english = marks.lang == "en"
    at = max((a for a, _ in marks.spans("enemy" if english else "the-foe") if a < k), default=None)
    if at is None or k - at > (_BESIDE if english else NEAR):
        return None
    if any(named.i == at for named in scene.named) or not scene.barriers.isdisjoint(range(at, k)):
        return None
    return scene.foe(_spoken(scene, speaker) or scene.around.speaks or _home(scene))


def _we(scene: Scene, k: int) -> bool:
    """Whether who speaks does what the words from k tell: "we took", "we have now taken"."""
    marks = scene.marks
    while k and marks.lang == "en" and (marks.is_("have", k - 1) or marks.is_("adverb", k - 1)):
        k -= 1
    return marks.is_("we", k - 1)


def _again(scene: Scene, mention: Mention) -> str | None:
    """Whose a new total is, or ground that is measured once more: "63 percent of what Russia took, or 75,000 square kilometres"."""
    if any(end == mention.i for _, end in scene.marks.spans("bringing-to")):
        # "Returned 15 bodies, bringing the total number received to 345".
        freed = [scene.answered[value.n] for value in scene.values if value.j < mention.i and value.n in scene.answered]
        return freed[-1][1] if freed and freed[-1][0] == "pow-swaps" else None
    listed = scene.marks.is_("and", mention.i - 1) or (scene.marks.lang != "en" and scene.marks.low[mention.i - 1] == ",")
    if "settlement" in mention.things and listed:
        last = next((value for value in reversed(scene.values) if value.n < mention.n), None)  # "776 square kilometres and 29 villages"
        topic, party = scene.answered.get(last.n, (None, None)) if last is not None and last.kind == "area" else (None, None)
        return party if topic == "territory" else None
    if mention.kind not in _GROUND or not any(end == mention.i for _, end in scene.marks.spans("that-is")):
        return None
    told = [value for value in scene.values if value.kind in _GROUND and value.kind != mention.kind and value.j <= mention.i]
    topic, party = scene.answered.get(told[-1].n, (None, None)) if told else (None, None)
    return party if topic == "territory" else None


def _known(scene: Scene, mention: Mention, speaker: str | None) -> str | None:
    """Whose so many are told to be before; those of whom a staff tells that brings its own back are its own."""
    if _spoken(scene, speaker) is not None and scene.marks.any_("recoverers"):
        return speaker
    return scene.known.get(mention.low) if told_of(scene, mention) else None


def _spoken(scene: Scene, speaker: str | None) -> str | None:
    return speaker if speaker is not None and scene.sides.kin(speaker) in scene.sides.parties else None


def _keeper(scene: Scene, rule: Rule, cue: tuple[int, int]) -> str | None:
    """The party that English words tell to hold those whose number they lead to: "the number of civilians held by Russia at 90"."""
    marks = scene.marks
    if marks.lang != "en" or rule.question.id != "held":
        return None
    ends = (b for a, b in marks.spans("by") if cue[0] < a < cue[1] and marks.ending("hold", b) is not None)
    return next((named.party for b in ends for named in scene.named if named.i == b and named.party), None)


def _in_turn(scene: Scene, rule: Rule, mention: Mention) -> str | None:
    """The party that gets its own in English for those of its foe, told of before: "the army freed 45 rebels and got 30 of its men"."""
    if scene.marks.lang != "en" or not rule.id.endswith(_GOT):
        return None
    told = [scene.answered[value.n] for value in scene.values if value.j <= mention.i and value.n in scene.answered]
    return scene.foe(told[-1][1]) if told and told[-1][0] == rule.question.topic == "pow-swaps" else None


def _ours(scene: Scene, mention: Mention) -> str | None:
    """The party of the only people named in the sentence before "our": "Zelensky thanked the army. 60 of our men"."""
    if scene.before is None or not any(scene.marks.is_("our", k) for k in range(mention.i, mention.j)):
        return None
    who = [named for named in scene.before.named if named.entity.kind == "person"]
    party = only(who, scene)
    return party if party in scene.sides.parties else None


def _home(scene: Scene) -> str | None:
    return scene.sides.homes.get(scene.marks.lang)


def _ongoing(scene: Scene, k: int) -> bool:
    """Whether an English verb tells what is being done: "are still holding"."""
    return scene.marks.low[k].endswith("ing") and any(scene.marks.is_("be", at) for at in range(max(k - 2, 0), k))


def _asker(scene: Scene, rule: Rule, cue: tuple[int, int]) -> str | None:
    """The party that wants what the cue tells: before the nearest word of wanting; the speaker of "must" is found in its sentence."""
    spans = [span for span in scene.marks.spans("want") if span[0] < cue[1]]
    if not spans:
        return subject(scene, cue[0])
    at = spans[-1][0]
    if scene.marks.low[at - 1 : at] == ["'s"] and (whose := next((one.party for one in scene.named if one.j == at - 1), None)) is not None:
        return scene.sides.kin(whose)  # "on Moscow's demand for"
    if scene.marks.is_("must", at) and any(named.party and at - _BESIDE <= named.j <= at for named in scene.named):
        return scene.foe(subject(scene, at))  # "Ukrainian troops must leave": the other wants it
    return subject(scene, at) or _wanting(scene, spans[-1]) or troops(scene, rule, at)


def _wanting(scene: Scene, want: tuple[int, int]) -> str | None:
    """The party right beside a Slavic word of wanting: "у Кремлі наполягають", "умова Москви"."""
    beside = (named for named in scene.named if named.party and (named.j == want[0] or named.i == want[1]))
    return next((scene.sides.kin(named.party or "") for named in beside), None) if scene.marks.lang != "en" else None


def _doer(scene: Scene, cue: tuple[int, int]) -> str | None:
    """The party that a Slavic instrumental names in the clause of a cue: "армянской стороной возвращены"."""
    marks = scene.marks
    for at, end in marks.spans("by-side"):
        gap = range(end, cue[0]) if end <= cue[0] else range(cue[1], at)
        if len(gap) <= CARRIED and not any(k in scene.barriers for k in gap):
            return next((scene.sides.kin(named.party) for named in scene.named if named.j == at and named.party), None)
    return None


def _told(scene: Scene, rule: Rule) -> str | None:
    """The party that the same was told of last, or where it was told to happen."""
    question = rule.question
    # Where both got people back, the land that is both's does not tell whose.
    of_all = scene.sides.civil and scene.story.get((question.topic, question.unit)) == BOTH
    last = scene.answered.get(max(scene.answered, default=-1), (None, None)) if question.id == "held" else (None, None)
    return (
        (last[1] if last[0] == question.topic and last[1] != BOTH else None)
        or _of_story(scene, rule)
        or (of_one(scene.story.get((question.topic, "people"))) if question.who or question.unit == "bodies" else None)
        or (of_one(scene.story.get((question.topic, "civilians"))) if question.id == "released" else None)
        or (scene.story.get((question.topic, None)) if question.unit == "settlements" else None)
        or (scene.story.get((question.topic, "settlements")) if question.kind == "area" else None)
        or (_advanced(scene.before) if question.topic == "territory" and question.id == "gained" else None)
        or (lately(scene) if (question.unit == "people" and not of_all) or rule.id.endswith(_FREED) else None)
        # "The ministry told of the night. Some 76 drones were downed": who alone speaks, or over whose places a title's were.
        or (scene.foe(scene.around.speaks or (scene.around.land if scene.title else None)) if question.id.endswith("downed") else None)
    )


def _captors(scene: Scene, mention: Mention) -> str | None:
    """The group that holds hostages, whose own are called prisoners: "445 prisoners will be freed", after six hostages came home."""
    marks = scene.marks
    hostages = "hostage" in scene.around.lexemes and not any(mention.n <= i < mention.j for i, _ in marks.spans("hostage"))
    return scene.sides.group if marks.lang == "en" and hostages and "captive" in mention.things else None


def _of_story(scene: Scene, rule: Rule) -> str | None:
    """The party of whom the same was told last; of those whom both got back none: whoever comes home then is one side's."""
    party = scene.story.get((rule.question.topic, rule.question.unit))
    if party is None and rule.question.measure == "cumulative":
        party = scene.story.get((rule.question.topic, "bodies"))  # "800 bodies came home. That takes the total to 6,000"
    return of_one(party) if rule.question.topic == "pow-swaps" else party


def _advanced(scene: Scene | None) -> str | None:
    """Return the party that the sentence before told to advance: "The army pushed on. Two villages were taken"."""
    if scene is None or scene.marks.lang != "en":
        return None
    for a, _ in scene.marks.spans("advance"):
        party = subject(scene, a) or fighting(scene, a)
        if party is not None and party != BOTH:
            return party
    return None


def _relative(scene: Scene, mention: Mention, cue: tuple[int, int]) -> str | None:
    """The party of an English clause behind the ground that it took: "of the 1,200 square kilometres that Ukraine seized"."""
    if scene.marks.lang != "en" or mention.kind not in _GROUND or cue[0] < mention.j:
        return None
    told = (named for named in scene.named if mention.j < named.i and named.j <= cue[0] <= named.j + 2)
    return next((scene.sides.kin(named.party) for named in told if named.party and scene.marks.is_("that", named.i - 1)), None)


def _fired_here(scene: Scene, mention: Mention) -> str | None:
    """The party whose drones or missiles the sentence itself counted last: "12 flew at the airport, and all were downed"."""
    told = (scene.answered.get(value.n) for value in reversed(scene.values) if value.things & CRAFT and value.n < mention.n)
    return next((one[1] for one in told if one is not None and one[0] == "strikes"), None)


def _fired_before(scene: Scene) -> str | None:
    """The party whose drones or missiles the sentence before counted last."""
    before = scene.before
    told = (before.answered.get(value.n) for value in reversed(before.values) if value.things & CRAFT) if before is not None else ()
    return next((one[1] for one in told if one is not None), None)


def _freer(scene: Scene, rule: Rule, mention: Mention, cue: tuple[int, int]) -> str | None:
    """The foe of who took the ground that is freed ("of the land that Russia had seized"), or the party whose ground it is."""
    for a, b in scene.marks.spans("controlled"):
        taker = None if a < cue[1] and cue[0] < b else agent(scene, (a, b)) or (subject(scene, a) if a >= mention.j else None)
        if scene.marks.low[a - 1 : a] == ["-"]:  # "of the rebel-held area"
            taker = next((named.party for named in scene.named if named.j == a - 1), None) or troops(scene, rule, a)
        if taker is not None:
            return scene.foe(taker)
    # In Slavic both sides free the same region.
    party = where(scene, mention) or lately(scene) if scene.marks.lang == "en" else None
    return party if party in scene.sides.parties else None


def _measured(scene: Scene, named: Named) -> bool:
    """Whether a name only tells what a share is of: "20 percent of Ukraine"."""
    return any(value.kind == "percent" and value.i <= named.i <= value.j + 1 for value in scene.values)


def _tells_where(scene: Scene, named: Named, mention: Mention) -> bool:
    """Whether a capital, or any Slavic name beside a share, only tells where: "a deal in Abu Dhabi", "в ДНР подконтрольно 83%"."""
    capital = named.entity.kind == "capital" or (scene.marks.lang != "en" and mention.kind == "percent")
    return capital and named.i > 0 and scene.marks.is_("located", named.i - 1)


def _near(scene: Scene, cue: tuple[int, int], mention: Mention) -> str | None:
    """The party named within the cue, last before it, or between it and the value."""
    lost = losses_of(scene, mention)
    if lost is not None:
        return lost
    if scene.marks.lang != "en":
        # "Під контролем Збройних сил України": the genitive right behind.
        whose = next((named for named in scene.named if named.i == cue[1] and named.entity.kind in {"party", "body", "people"}), None)
        if whose is not None and whose.party and not of_land(scene, whose):
            return whose.party
    owner = next(
        (
            named
            for named in scene.named
            if named.j <= cue[0] <= named.j + 1
            and named.entity.kind in {"party", "people"}
            and not _measured(scene, named)
            and not _tells_where(scene, named, mention)
        ),
        None,
    )
    if owner is not None and owner.party:
        return owner.party
    within = [
        named
        for named in scene.named
        if cue[0] <= named.i
        and named.j <= cue[1]
        and named.party
        and named.entity.kind in {"party", "people", "body"}
        and not of_land(scene, named)
        and not scene.marks.is_("attack", named.j)  # "killed in Israeli attacks"
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
        and not of_land(scene, named)
        and not _measured(scene, named)
        and not fought(scene, named)
        and not scene.marks.is_("attack", named.j)
        and not _tells_where(scene, named, mention)
        and named.j <= max(cue[0] + 2, mention.i)
        and not any(k in scene.barriers for k in range(named.j, cue[0]))
    ]
    if before or scene.marks.lang != "en" or not scene.marks.is_("of", cue[1] - 1):
        return before[-1].party if before else None
    first = cue[1] + scene.marks.is_("determiners", cue[1])  # "under the control of the army"
    return next((named.party for named in scene.named if named.i == first and named.party), None) or forces(scene, cue[1])
