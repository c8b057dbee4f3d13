"""What speaks for and against the answers that a match may give: a question with a party, both parties or nobody, or silence.

Each piece of evidence has a name that the files of `claims/weights` give a weight: a *sign* points at a party ("owner", "where", by itself,
with who is counted, "owner:soldier", and with the question, "owner:killed"); a *fact* tells what stands round the value ("attack-near"),
and speaks with the answers that no sign points at: silence, both, nobody, or the other question ("strikes:attack-near").
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from claims.reading.actors import BOTH, agent, attacker, blamed, subject
from claims.reading.blame import killers
from claims.reading.foes import clash_left, of_whole_war, war_killed
from claims.reading.grounds import lands_in, located, of_another_day
from claims.reading.match import Match, absolute
from claims.reading.mention import Mention
from claims.reading.nouns import CRAFT
from claims.reading.own_dead import owned_up
from claims.reading.people import SEATS, Named
from claims.reading.ranks import afar, at_hand, fighting, ranks, sure
from claims.reading.scene import Around, Scene, Sides
from claims.reading.targets import of_aggression
from claims.reading.unarmed import bombed, nobodys, not_theirs
from claims.reading.whose import way
from claims.reading.windows import windows
from core.question import Question

_LATELY = 3
"""Sentences back that tell what is told of."""
_FAR, _CLOSE = 6.0, 1.5
"""Costs of a match that reached far, or hardly at all."""
_TWO = 2
_FIRE = 6
"""Words from fire to the verb that it killed: "shelling from the Indian side killed"."""
_RECORD = 10
"""Words between a superlative and the war of which it is told."""
_HISTORY = 1950
"""A year before it is of a war long past."""
_FOLK = frozenset({"people", "civilian", "child", "casualty", "death", "injury", "-"})
_LOSSES = frozenset({"casualties", "strikes"})
_LAND = frozenset({"owner", "where"})
"""Ways that may find the country in which all parties fight."""
_MANY, _WAR_TOLL = 100, 1000
_TELLING, _ROUND = 30, 10
"""A number of dead that others would hardly come to is not small, and is not round."""
_TOWN = 4
"""Words from "in" to the country of a town, or from a border to whose it is."""
_BY_THE_WAY = 3
"""Times that a party is named oftener than those who are named by the way."""
_MONTH = 27
"""Days."""
_HERE = (
    *("cumulative", "in-war", "war-kills", "war-kills-far", "fighting", "attack", "from-afar", "armed", "war-side", "toll", "casualty"),
    *("both-sides", "on-both-sides", "casualties-of", "we"),
)
"""Lexemes that tell in a sentence which question is answered, and whether one is."""
_BEFORE = ("attack", "from-afar", "fighting", "armed", "cumulative", "accident")
"""Those that tell it from the sentences before, and from the whole article."""
_LONGER = ("fighting", "cumulative", "toll")
"""Lexemes of more than one strike."""
_WAR = frozenset({"attack", "fighting", "armed", "war-side"})
"""Those without which an article is of no war."""

Sign = tuple[str, str]
"""A name, and the party it points at."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question ("topic.id") with whose the value is: a party, "both", or None for nobody; no question at all is silence."""

    question: str | None
    side: str | None


SILENCE = Answer(None, None)

Evidence = Mapping[Answer, Sequence[str]]
"""The names of what speaks for and against each answer."""


def evidence(scene: Scene, found: Match, speaker: str | None, *, voiced: bool) -> Evidence:
    """Return the answers that a match may give, with the evidence of each.

    `speaker` is the party whose mouth the sentence comes from, `voiced` whether it comes from anybody's but the outlet's.
    """
    rule, mention = found.rule, found.mention
    kind = _kind(scene, mention)
    more = _more_of(scene, mention)
    certain = (
        owned_up(scene, mention, speaker)
        or _same_again(scene, found)
        or of_whole_war(scene, found.cue, mention)
        or (more[1] if more else None)
    )
    certain = certain or sure(scene, mention, speaker) or _counted_from_afar(scene, found, speaker)
    free = nobodys(scene, kind)
    certain = None if free and certain in not_theirs(scene) else certain
    pointed = ((name, party) for name, party in (*_signs(scene, found, speaker), ("sure", certain)) if party is not None)
    signs = list(dict.fromkeys(sign for sign in pointed if sign[1] not in scene.sides.alliances))
    # Which question it is, what is told of decides alone: who is named in the article has no voice in it.
    deeds = ["", kind, *_size(mention), *_round(scene, found), *_far(scene)]
    facts = [*deeds, *_count(found, kind), *_manner(scene)]
    if voiced:
        facts.append("spoken" if speaker is None else "spoken-party" if scene.sides.kin(speaker) in scene.sides.parties else "spoken-other")
    answers: dict[Answer, list[str]] = {SILENCE: [f"silent:{fact}" for fact in facts]}
    facts += _who(scene, kind, signs)
    sides: tuple[str | None, ...] = (*dict.fromkeys((*scene.sides.parties, *(party for _, party in signs), BOTH)), None)
    shared = free and mention.owner is not None and scene.sides.shared(mention.owner)  # "four Libyan civilians"
    owner = certain if certain == BOTH else (None if mention.inherits or shared else mention.owner) or certain
    if owner is not None:
        # "325,000 Russian soldiers": whatever else is told, they are Russia's.
        sides = tuple(side for side in sides if side is not None and scene.sides.kin(side) == scene.sides.kin(owner)) or sides
    slain = killers(scene, mention) | _struck_own(scene, mention) if owner is None else frozenset[str]()
    sides = _but_killers(scene, sides, slain, active=found.before)
    free = free and owner is None and not any(name == "owner" and party in scene.sides.parties for name, party in signs)
    if free:
        sides = (BOTH, None)
    elif owner is None and scene.sides.rivals:
        sides = tuple(side for side in sides if side is None or side in scene.sides.parties or not scene.sides.shared(side))
    asked = _asked(scene, found, kind, free=free)
    # That soldiers mostly die in fighting says nothing where a strike is told to have killed them, nor that none is told of elsewhere.
    decided = rule.question not in asked and (kind in {"soldier", "rebel"} or "attack" not in scene.around.lexemes)
    for side in sides:
        names = [*_whose(scene, side, kind), *_pointing(scene, side, signs, (kind, rule.question.id))]
        if side in {BOTH, None}:
            own = side or "nobody"
            names += [f"{own}:{fact}" for fact in facts]
            names += sorted({f"{own}:despite-{name}" for name, party in signs if party != BOTH})
        for question in asked:
            rival = question is not rule.question
            if side == BOTH and free and question.topic == "strikes":
                continue
            if rival or side is not None or free or (slain and scene.sides.civil):
                own_facts = [f"{question.topic}:{deed}" for deed in deeds] if rival and not decided else []
                told = _told(scene, mention, (question.topic, question.unit), side)
                answers[Answer(f"{question.topic}.{question.id}", side)] = [*names, *own_facts, *told]
    return answers


def _but_killers(scene: Scene, sides: tuple[str | None, ...], slain: frozenset[str], *, active: bool) -> tuple[str | None, ...]:
    """Return whose they may be, but for those who killed them, and their people where that is told of them: "Hamas killed 1,200"."""
    left = tuple(side for side in sides if side not in slain and not (slain and side == BOTH))
    return tuple(side for side in left if side is None or not active or scene.sides.kin(side) not in slain) or left


def _asked(scene: Scene, found: Match, kind: str, *, free: bool) -> tuple[Question, ...]:
    """Return the questions that a match may answer: its own, or those beside it. `free`: of the unarmed whom nobody owns."""
    rule, mention = found.rule, found.mention
    by_hand = any(a <= found.cue[0] < b for a, b in scene.marks.spans("by-hand")) and not afar(scene)  # "shot dead 14 farmers"
    struck = _after_strike(scene, mention) or _told_in_town(scene, mention, kind)
    raided = by_hand or (not struck and at_hand(scene) and (kind in {"soldier", "rebel"} or not scene.around.afar))
    asked = (rule.question, *(() if raided else rule.rivals))
    warred = war_killed(scene, found.cue, mention) is not None or scene.marks.any_("past-war-told")
    warred = warred or any(a == mention.j for a, _ in scene.marks.spans("killed-since"))  # "340 people have since been killed"
    in_strike = struck or _in_strike(scene, mention, kind)
    if not raided and not warred and (in_strike or (free and bombed(scene, mention))):
        asked = rule.rivals or asked
    lost = rule.id.endswith("lost-men") and scene.marks.lang == "en" and not in_strike
    warred = warred or lost or clash_left(scene, mention)
    more = _more_of(scene, mention)
    many = rule.question.id == "killed" and isinstance(mention.low, float) and mention.low >= _WAR_TOLL
    warred = warred or (many and not scene.marks.any_("attack"))  # no strike told of before kills a thousand
    together = "casualties" if warred else (more[0] if more else None) or _fell_with(scene, mention) or _of_months(scene, mention)
    return tuple(question for question in asked if question.topic == together) or asked


def _struck_own(scene: Scene, mention: Mention) -> frozenset[str]:
    """Who in a civil war struck people: "the army hit a market, leaving 100 dead", "raids by the army have caused 30 casualties"."""
    marks = scene.marks
    if marks.lang != "en" or not mention.things & _FOLK:
        return frozenset()
    if not scene.sides.civil:
        return _shelled(scene, mention)
    k = mention.i - 1
    does = {subject(scene, k)} if k > 1 and marks.is_("leaving-dead", k) and marks.low[k - 1] == "," else set[str | None]()
    does |= {agent(scene, span) or _of_attack(scene, span[0]) for span in marks.spans("attack")}
    does |= {blamed(scene, b) for _, b in marks.spans("blamed-on")}
    return frozenset(party for party in does if party in scene.sides.parties)


def _shelled(scene: Scene, mention: Mention) -> frozenset[str]:
    """From whom the fire came that killed them, right before the verb: "shelling from the Indian forces killed four"."""
    marks = scene.marks
    at = marks.ending("kill", mention.i)
    fires = [b for _, b in marks.spans("attack") if at is not None and b < at <= b + _FIRE and marks.low[b] == "from"]
    came = (named for named in scene.named if any(b < named.i <= b + 2 for b in fires) and named.party)
    return frozenset(scene.sides.kin(named.party or "") for named in came) & frozenset(scene.sides.parties)


def _of_attack(scene: Scene, a: int) -> str | None:
    """The party named right before an attack at word a that is its own: "junta airstrikes"; not "the capital's worst attack"."""
    return next((scene.sides.kin(named.party) for named in scene.named if named.j == a and named.party), None)


def _in_strike(scene: Scene, mention: Mention, kind: str) -> bool:
    """Whether one strike from afar is told to have killed people: "14 people were killed as a result of a missile attack"."""
    few = isinstance(mention.low, float) and mention.low < _WAR_TOLL and not scene.marks.any_("cumulative")
    spans = (*scene.marks.spans("in-strike"), *scene.marks.spans("strike-kills"))
    told = [(i, j) for i, j in spans if not _aside(scene, i, j)]
    if kind in {"soldier", "rebel"}:
        here = scene.part(mention.n)  # "a strike killed 50, after a raid that left eight dead"
        told = [(i, j) for i, j in told if here in {scene.part(i), scene.part(j - 1)}]
    return few and (_in_a_day(scene, mention) or any(scene.barriers.isdisjoint(range(*sorted((i, mention.i)))) for i, _ in told))


def _in_a_day(scene: Scene, mention: Mention) -> bool:
    """Whether few unarmed people are told to have been killed by somebody in a day, in Slavic: "за добу росіяни вбили трьох жителів"."""
    marks = scene.marks
    few = (
        isinstance(mention.low, float) and mention.low < _MANY and not mention.things.isdisjoint(_FOLK) and "~soldier" not in mention.things
    )
    if not few or not marks.any_("in-a-day") or marks.any_("armed") or marks.any_("cumulative"):
        return False
    slain = any(subject(scene, a) in scene.sides.parties for a, _ in marks.spans("slays") if a < mention.i)
    return slain or of_aggression(scene, mention) is not None


def _after_strike(scene: Scene, mention: Mention) -> bool:
    """Whether the sentence before tells what was hit from afar, and this one no more than who fell: "Drones hit a camp. Six fell"."""
    before = scene.before
    if before is None or scene.marks.lang != "en" or of_another_day(scene) or not before.marks.any_("has-hit"):
        return False
    few = isinstance(mention.low, float) and mention.low < _MANY
    return few and not any(marks.any_(name) for marks in (scene.marks, before.marks) for name in _LONGER)


def _told_in_town(scene: Scene, mention: Mention, kind: str) -> bool:
    """Whether a mayor or a governor tells of a day's dead or wounded, and of no fighting: "a man died in Nikopol, the mayor said"."""
    if scene.marks.lang != "en" or scene.sides.civil or kind in {"soldier", "rebel"} or not scene.marks.any_("town-official"):
        return False
    few = isinstance(mention.low, float) and mention.low < _MANY
    long = any(window.days > _TWO for window in windows(scene.marks, scene.dated, scene.today))
    return few and not long and not any(scene.marks.any_(name) for name in _LONGER)


def _fell_with(scene: Scene, mention: Mention) -> str | None:
    """The topic of the dead right before in Slavic, with whom others were hurt: "вбили щонайменше 208 цивільних, ще 1220 поранені"."""
    if scene.marks.lang == "en":
        return None
    last = max((value.n for value in scene.values if value.n < mention.n), default=None)
    topic, _ = scene.answered.get(last, (None, None)) if last is not None else (None, None)
    if topic not in _LOSSES or last is None or any(last < dated.i < mention.n for dated in scene.dated):
        return None
    gap = range(last, mention.n)  # the missing are the war's, whatever befell them: "35 are missing, over 100 were hurt"
    return topic if scene.barriers.isdisjoint(gap) and not any(scene.marks.is_("missing", k) for k in gap) else None


def _more_of(scene: Scene, mention: Mention) -> tuple[str, str] | None:
    """The topic and the party of the sentence before, in Slavic, to which this one adds others: "Ще близько 90 отримали поранення"."""
    before = scene.before
    opens = scene.marks.lang != "en" and any(a == 0 and b <= mention.i for a, b in scene.marks.spans("as-well"))
    said = min((a for a, _ in scene.marks.spans("say") if a > mention.i), default=len(scene.marks))  # behind which stands who tells it
    if (
        not opens
        or before is None
        or mention.owner is not None
        or mention.own
        or any(named.i < said and (named.party or named.entity.party) for named in scene.named)
    ):
        return None
    told = {(topic, side) for topic, side in before.answered.values() if topic in _LOSSES}
    topic, side = next(iter(told)) if len(told) == 1 else (None, None)
    return (topic, side) if topic is not None and side in scene.sides.parties else None


def _of_months(scene: Scene, mention: Mention) -> str | None:
    """The topic of a toll of a month or more in a sentence that tells of no attack: "in September 208 were killed across the country"."""
    if scene.marks.any_("attack") or scene.marks.any_("from-afar"):
        return None
    long = (window for window in windows(scene.marks, scene.dated, scene.today) if window.days >= _MONTH)
    return "casualties" if any(scene.barriers.isdisjoint(range(*sorted((window.i, mention.n)))) for window in long) else None


def _same_again(scene: Scene, found: Match) -> str | None:
    """Whose those were of whom a number tells on: "killed 287 rebels in 2024. By June the figure had risen to 480", "the three died"."""
    rule = found.rule
    more = found.mention.more and "-" in found.mention.things and scene.marks.lang == "en" and not any(one.party for one in scene.named)
    if rule.id.endswith("total.estimated") and scene.answered:  # "700,000 casualties, near Kyiv's estimate of 708,890"
        return scene.answered[max(scene.answered)][1]
    if rule.id.endswith("number-again") or more:  # "two officers were hurt. Troops killed 12 more"
        return scene.story.get((rule.question.topic, rule.question.unit))
    return _told_of(scene, found.mention) or _as_many(scene, found.mention)


def _as_many(scene: Scene, mention: Mention) -> str | None:
    """Whose as many were of whom the article told before, of a number that no others would come to: 61,207, but not 300."""
    low = mention.low
    if mention.owner is not None or mention.own or mention.each or not isinstance(low, float) or low != mention.high:
        return None
    return scene.lost.get(low) if low >= _TELLING and low % _ROUND else None


def _counted_from_afar(scene: Scene, found: Match, speaker: str | None) -> str | None:
    """Whose those were of whom was told last, where who has no part in the war counts thousands, or those who died by name."""
    mention, marks, sides = found.mention, scene.marks, scene.sides
    there = (one for one in scene.named if one.party and not marks.is_("located", one.i - 1))  # "died in Ukraine"
    own = {sides.kin(one.party or "") for one in there} & set(sides.parties)
    story = scene.story.get((found.rule.question.topic, found.rule.question.unit))
    if (
        marks.lang != "en"
        or own
        or mention.each
        or marks.any_("both-sides")
        or mention.owner is not None
        or mention.own
        or story not in sides.parties
    ):
        return None
    third = speaker is not None and sides.kin(speaker) not in sides.parties and not sides.shared(speaker)
    many = isinstance(mention.low, float) and mention.low >= _WAR_TOLL and found.rule.question.id == "total"
    listed = {value.i for value in scene.values if marks.is_("and", value.j) and value.j + 1 == mention.i}
    by_name = "soldier" in mention.things and any(b == mention.i or b in listed for _, b in marks.spans("names-dead"))
    return story if (third and many) or by_name else None


def _told_of(scene: Scene, mention: Mention) -> str | None:
    """Whose as many were of whom the sentences right before tell, if the words point back at them: "the three were killed when"."""
    marks, before = scene.marks, scene.before
    if "-" not in mention.things or mention.owner is not None or not (mention.i and marks.is_("pointing-back", mention.i - 1)):
        return None
    for _ in range(_LATELY):
        if before is None:
            return None
        same = (before.answered[value.n] for value in before.values if value.low == mention.low and value.n in before.answered)
        party = next((side for topic, side in same if topic in _LOSSES), None)
        if party is not None:
            return party
        before = before.before
    return None


def around_in(scenes: Sequence[Scene], lexemes: frozenset[str]) -> Around:
    """Return what an article holds in all its sentences."""
    if not scenes:
        return Around()
    sides = scenes[0].sides
    named = {sides.kin(party) for party in {name.party for scene in scenes for name in scene.named} if party}
    attacked = {foe for scene in scenes if (foe := scene.foe(attacker(scene))) is not None}
    own = named & set(sides.parties)
    lands = {sides.kin(party) for scene in scenes for party in lands_in(scene) if not sides.shared(party)}
    alone = len(own) < _TWO and not sides.civil
    lone = len(scenes) > _TWO and alone
    foreign, acting = _foreign(scenes, sides, short=not lone) if alone else (False, False)
    only = _only(attacked), _only(lands)
    return Around(
        lexemes,
        frozenset(own),
        frozenset(named - own),
        *only,
        afar=any(map(afar, scenes)),
        lone=lone,
        foreign=foreign,
        acting=acting,
        holders=frozenset(
            (name.entity.land, sides.kin(name.party))
            for scene in scenes
            for name in scene.named
            if name.entity.kind == "person" and name.entity.land and name.party
        ),
        insurgent=alone and _insurgent(scenes, sides),
    )


def _foreign(scenes: Sequence[Scene], sides: Sides, *, short: bool) -> tuple[bool, bool]:
    """Whether countries that are no party and no broker are named no less than the parties, in a short item more (but for towns).

    And whether, there, they are more than where it happens.
    """
    names = [(scene, named) for scene in scenes for named in scene.named if named.entity.party]
    ours = sum(sides.kin(named.entity.party or "") in sides.parties for _, named in names)
    known = sides.own | sides.brokers | sides.alliances
    theirs = [(scene, one) for scene, one in names if known.isdisjoint({one.entity.party, one.entity.of, one.entity.land})]
    acting = [(scene, one) for scene, one in theirs if one.entity.kind not in SEATS]
    if not acting or (len(acting) <= ours if short else len(theirs) < ours):
        return False, False
    return True, not (short and all(_host(scene, one) for scene, one in acting))


def _insurgent(scenes: Sequence[Scene], sides: Sides) -> bool:
    """Whether armed groups with a war of their own are named, and not by the way."""
    names = [named.entity.party for scene in scenes for named in scene.named if named.entity.party]
    theirs = sum(party in sides.insurgents for party in names)
    return theirs > 0 and theirs * _BY_THE_WAY >= sum(sides.kin(party) in sides.parties for party in names)


def _host(scene: Scene, named: Named) -> bool:
    """Whether a country is only where it happens: "in Belarus", "in Brest, Belarus", "at the border of Poland and Belarus"."""
    marks, i = scene.marks, named.i
    near = range(max(i - _TOWN, 0), i)
    behind = i > 0 and marks.low[i - 1] in {",", "("} and any(marks.is_("located", k) for k in near)
    return behind or located(scene, named) or any(marks.word("border", k) for k in near)


def _only(parties: AbstractSet[str]) -> str | None:
    return next(iter(parties)) if len(parties) == 1 else None


def _signs(scene: Scene, found: Match, speaker: str | None) -> Iterator[tuple[str, str | None]]:
    """Yield what may point at a party: the ways of the rule, who kills, who is attacked, who alone is named, who is named nearest."""
    rule, mention, cue = found.rule, found.mention, found.cue
    elsewhen = of_another_day(scene)
    for name in rule.side:
        if elsewhen and (name == "story" or (name == "attacked" and attacker(scene) is None)):
            continue  # "Last week, exploding pagers killed 39": no more of those told of before
        if name == "subject" and absolute(scene.marks, mention) and attacker(scene) is not None:
            continue  # "Russia launched 90 drones, with two people killed"
        party = way(scene, rule, name, mention, cue, speaker)
        if party is not None and name in _LAND and scene.sides.shared(party) and ranks(scene, mention) is None:
            yield f"{name}-of-all", BOTH
            if party not in scene.sides.parties:
                continue
        yield name, party
    within = (named for named in scene.named if cue[0] <= named.i and named.j <= cue[1] and scene.marks.is_("thing", named.j))
    yield "in-cue", next((scene.sides.kin(named.party) for named in within if named.party), None)
    yield "by-foe", scene.foe(agent(scene, cue))
    if found.before:
        troops = fighting(scene, cue[0]) if cue[1] == mention.i and "soldier" in mention.things else None
        yield "kills", scene.foe(subject(scene, cue[0]) or troops)
    held = scene.marks.starts("captivity")  # "в русском плену": who held others
    named = [(_gap(one.i, one.j, mention), scene.sides.kin(one.party)) for one in scene.named if one.party and one.j not in held]
    here = [one for one in named if one[1] in scene.sides.parties]
    if here:
        yield "only" if len({party for _, party in here}) == 1 else "nearest", min(here, key=lambda one: one[0])[1]
    yield "attacked-throughout", scene.around.attacked
    if scene.around.land in scene.sides.parties:
        yield "land-throughout", scene.around.land
    if not elsewhen:
        yield "attacked-before", scene.foe(attacker(scene.before))


def _gap(i: int, j: int, mention: Mention) -> int:
    return i - mention.j if i >= mention.j else mention.i - j


def _whose(scene: Scene, side: str | None, kind: str) -> Iterator[str]:
    """Yield what kind of a party it is: one of the negotiation, a group of it, its people, or a third."""
    if side is None or side == BOTH:
        return
    if side in scene.sides.parties:
        if scene.sides.people(side) != side and side != scene.sides.state:
            yield f"armed-group:{kind}"
        return
    yield "third"
    yield f"third:{kind}"
    if scene.sides.kin(side) in scene.sides.parties:
        yield "folk"
        yield f"folk:{kind}"
    if scene.sides.shared(side):
        yield "third:shared"


def _pointing(scene: Scene, side: str | None, signs: list[Sign], crossed: tuple[str, ...]) -> Iterator[str]:
    """Yield the signs that point at a side, or at a party that stands for it or for which it stands, or that all point elsewhere."""
    if side is None:
        return
    if side in scene.sides.parties and signs and all(scene.sides.kin(party) != scene.sides.kin(side) for _, party in signs):
        yield "other-pointed-at"
    for name, party in signs:
        if party == side:
            yield name
            yield from (f"{name}:{one}" for one in crossed)
        elif scene.sides.kin(party) == scene.sides.kin(side):
            yield f"{name}:kin"


def _told(scene: Scene, mention: Mention, key: tuple[str, str | None], side: str | None) -> Iterator[str]:
    """Yield whether the value before in the sentence, or the one told of last, was of the same topic and side."""
    beside = _beside(scene, mention)
    if beside is not None:
        yield "beside-same-topic" if beside[0] == key[0] else "beside-other-topic"
        yield "beside" if beside[1] == side else "beside-other"
    told = scene.story.get(key)
    if told is not None and not of_another_day(scene):
        yield "story" if told == side else "story-kin" if scene.sides.kin(told) == side else "other-story-kin"


def _beside(scene: Scene, mention: Mention) -> tuple[str, str | None] | None:
    """What the value before in the sentence answered, unless a clause begins between; of drones and missiles, whom they were meant for."""
    last = max((n for n in scene.answered if n < mention.n), default=None)
    if last is None or any(last < k < mention.n for k in scene.barriers):
        return None
    topic, side = scene.answered[last]
    fired = any(value.n == last and value.things & CRAFT for value in scene.values)
    return topic, scene.sides.people(scene.foe(side)) if fired else side


def _kind(scene: Scene, mention: Mention) -> str:
    """Who is counted: rebels, soldiers, civilians, people, or nobody named."""
    things = {thing.removeprefix("~") for thing in mention.things}
    if "soldier" in things:
        spans = scene.marks.spans("rebel")
        return "rebel" if any(mention.n <= i and j <= mention.j for i, j in spans) else "soldier"
    if "civilian" in things or "child" in things:
        return "civilian"
    return "people" if "people" in things else "bare"


def _count(found: Match, kind: str) -> Iterator[str]:
    """Yield how they are counted, and how the frame reached the value."""
    mention = found.mention
    yield from (found.rule.question.id, f"frame-{found.rule.id.rpartition('.')[2]}", "before" if found.before else "behind")
    if found.cost > _FAR:
        yield from ("far", f"far-{kind}")
    elif found.cost < _CLOSE:
        yield "close"
    told = {"vague": mention.vague, "one": mention.low == 1, "part": mention.part, "inherits": mention.inherits}
    yield from (name for name, stands in told.items() if stands)


def _size(mention: Mention) -> Iterator[str]:
    """Yield of what order a number is: a war costs thousands, one strike hardly ever."""
    if isinstance(mention.low, float | int) and mention.low >= _MANY:
        yield "thousands" if mention.low >= _WAR_TOLL else "hundreds"


def _round(scene: Scene, found: Match) -> Iterator[str]:
    """Yield what stands in the sentence, and what of it beside the value or the cue."""
    marks = scene.marks
    parts = {scene.part(found.mention.n), scene.part(found.cue[0])}
    for name in _HERE:
        told = [i for i, j in marks.spans(name) if not _aside(scene, i, j)]
        if told:
            yield name
            if any(scene.part(i) in parts for i in told):
                yield f"{name}-near"
    if any(dated.first.year < _HISTORY for dated in scene.dated):
        yield "history"


def _aside(scene: Scene, i: int, j: int) -> bool:
    """Whether words only say of which war a strike is, or what a place is: "the largest raid of the war", "a military academy"."""
    marks = scene.marks
    if marks.is_("site-of", j):
        return True
    if marks.lang != "en":
        return False
    if marks.low[j : j + 1] == ["-"]:
        return True  # "a war-torn town"
    most = [b for _, b in marks.spans("superlative") if i - _RECORD <= b <= i]
    if any("," not in marks.low[b:i] and any(marks.is_("since", k) for k in range(b, i + 1)) for b in most):
        return True  # "its deadliest day since the civil war"
    return any(scene.part(b) == scene.part(i) and any(b <= a < i for a, _ in marks.spans("attack")) for b in most)


def _manner(scene: Scene) -> Iterator[str]:
    """Yield what kind of a sentence it is."""
    if scene.title:
        yield "title"
    if scene.marks.lang != "en":
        yield "slavic"


def _far(scene: Scene) -> Iterator[str]:
    """Yield what stands in the sentences before, and in the article or nowhere in it."""
    seen: set[str] = set()
    before = scene.before
    for _ in range(_LATELY):
        if before is not None:
            seen.update(name for name in _BEFORE if any(not _aside(before, i, j) for i, j in before.marks.spans(name)))
            before = before.before
    if scene.marks.any_("from-afar"):
        seen.discard("accident")  # "A plane crashed. Drones hit a nursery, killing 14"
    around = scene.around.lexemes
    yield from (f"{name}-before" for name in _BEFORE if name in seen and not scene.marks.any_(name))
    yield from (f"{name}-far" for name in _BEFORE if name in around and name not in seen and not scene.marks.any_(name))
    if "attack" not in around:
        yield "no-attack"
    if around.isdisjoint(_WAR):
        yield "no-war"


def _who(scene: Scene, kind: str, signs: list[Sign]) -> Iterator[str]:
    """Yield how many parties are named here and in the article, at how many the signs point, and whether all fight in one country."""
    here = {scene.sides.kin(named.party) for named in scene.named if named.party}
    own = set(scene.sides.parties)
    yield f"named-{min(len(here & own), _TWO)}"
    yield f"pointed-{min(len({scene.sides.kin(party) for _, party in signs}), _TWO)}"
    yield f"parties-{min(len(scene.around.parties), _TWO)}"
    if here - own:
        yield "others-named"
    if scene.around.others:
        yield "others"
    if scene.sides.civil:
        yield from ("civil", f"civil-{kind}")
    if scene.sides.group is not None:
        yield "group"
