# ruff: noqa: RUF001, RUF003 -- dashes of Slavic texts
"""Whose soldiers, rebels and losses are where a state fights an armed group, or where the words leave no doubt."""

from collections.abc import Iterator
from itertools import islice, takewhile

from claims.reading.actors import BOTH, NEAR, agent, attacker, attackers, subject
from claims.reading.blame import struck
from claims.reading.foes import between_foes
from claims.reading.frames import Rule
from claims.reading.grounds import dashed, fought, lately, of_another_day, of_two_lands, toll_in, where
from claims.reading.harm import HARM
from claims.reading.marks import Marks
from claims.reading.mention import Mention
from claims.reading.own_dead import own_dead
from claims.reading.owners import belongs, past_backers
from claims.reading.people import Named
from claims.reading.rank_names import by_rank
from claims.reading.scene import Scene
from claims.reading.targets import aimed_at, hit, in_attack, of_aggression
from claims.reading.two_sides import of_two_sides

_FOLK = frozenset({"people", "civilian", "child"})
_DONE = ("ных", "ными", "ны", "но", "ні", "них", "ними")
"""How Slavic participles end that tell what was done."""
_LOSSES = frozenset({"casualties", "strikes"})
_BESIDE = 2
"""Words before a toll that tell whose it is."""
_LATELY = 3
"""Sentences back that tell of what struck."""
_OFFICIALS = frozenset({"officialdom"})
_TO_LOSSES = 7
"""Words between whose losses they are and how many."""


def ranks(scene: Scene, mention: Mention, *, lost: bool = False) -> str | None:
    """Return whose soldiers, policemen or rebels are, where a state fights an armed group: its own are soldiers, whoever tells of them.

    `lost` tells that they are dead or wounded: those whom an army strikes in the land of a group need not be its own.
    """
    marks = scene.marks
    if scene.sides.group is None or scene.sides.state is None:
        return None
    if marks.lang == "en" and _of_third(scene, mention):
        return None
    for backer in scene.sides.parties:
        if any(mention.n <= a < mention.j for a, _ in marks.spans(f"backed-by:{backer}")):
            return backer  # "21 Turkish-backed fighters"
    if lost and _struck_there(scene, mention):
        return scene.sides.group
    loser = any(_lost(scene, j, mention) for _, j in marks.spans("has-lost"))  # "a tribal leader said they had lost 25 fighters"
    if lost and not loser and (party := _rank(scene, mention.n, mention.j, lost=True)) is not None:
        return party
    if (party := _rank(scene, mention.n, mention.j) or _members(scene, mention) or _told_last(scene, mention)) is not None:
        return party
    if marks.lang != "en" or "-" not in mention.things:
        return None
    # "The army's death toll rose to 85", "the toll of commandos stands at 43".
    tolls = ((a - _BESIDE, min(b + 2 * _BESIDE, mention.i)) for a, b in marks.spans("toll") if b <= mention.i)
    return next((party for i, j in tolls if (party := _rank(scene, i, j, "of-state")) is not None), None)


def _of_third(scene: Scene, mention: Mention) -> bool:
    """Whether they are of a country or group that is no party: "seven FARC rebels", "South Africa said 14 of its soldiers"."""
    lost = next((i for i, j in scene.marks.spans("has-lost") if _lost(scene, j, mention)), None)
    at = lost if lost is not None else mention.i
    whose = mention.owner or (subject(scene, at) if lost is not None or mention.own else None)
    return whose is not None and scene.sides.kin(whose) not in {*scene.sides.parties, BOTH} and not scene.sides.shared(whose)


def sure(scene: Scene, mention: Mention, speaker: str | None) -> str | None:
    """Return whose those are of whom the words leave no doubt: "our losses", "enemy losses", soldiers and rebels, those that one lost."""
    told = speaker or scene.sides.homes.get(scene.marks.lang) or scene.around.speaks
    for a, b in scene.marks.spans("its-losses"):
        if scene.marks.lang == "en" and _leads(scene, b, mention) and (party := subject(scene, a)) is not None:
            return party
    if mention.owner is None and any(_clear(scene, mention, i, j) for i, j in scene.marks.spans("on-enemy-side")):
        official = scene.sides.state if scene.sides.group is not None and scene.tells(_OFFICIALS) else None
        return scene.foe(told or official)  # "nine wounded on the enemy side"
    own = speaker or (scene.sides.state if scene.sides.group is not None and scene.marks.any_("officialdom") else None)
    for name, party in (("own-losses", own), ("enemy-losses", scene.foe(told))):
        if party is not None and any(_leads(scene, j, mention) for _, j in scene.marks.spans(name)):
            return scene.sides.kin(party)
    lost = next((i for i, j in scene.marks.spans("has-lost") if _lost(scene, j, mention)), None)
    if lost is not None and scene.marks.ending("enemy", lost) is not None and told is not None:
        return scene.foe(told)
    if "=is" in mention.things and mention.owner is not None:
        return mention.owner
    if any(mention.n < i <= mention.j for i, _ in scene.marks.spans("enemy")):
        return scene.foe(speaker or subject(scene, mention.i) or scene.sides.homes.get(scene.marks.lang) or scene.around.speaks)
    told = (
        toll_in(scene, mention)
        or _of_both(scene, mention)
        or of_two_sides(scene, mention)
        or _of_two(scene, mention)
        or own_dead(scene, mention)
        or _one_of(scene, mention)
        or hit(scene, mention)
        or in_attack(scene, mention)
        or of_aggression(scene, mention)
        or between_foes(scene, mention)
        or of_two_lands(scene, mention)
        or _losses(scene, mention)
        or ranks(scene, mention, lost=True)
        or _assaulted(scene, mention)
        or _slain_by(scene, mention)
        or _amid(scene, mention)
        or _suffered(scene, mention)
        or _fired_at(scene, mention)
        or _inflicted(scene, mention)
        or _told_apart(scene, mention)
        or _on_side(scene, mention, speaker)
        or _included(scene, mention)
        or _destroyed(scene, mention, speaker)
        or _toll_goes_on(scene, mention)
        or _losses_go_on(scene, mention)
    )
    if told is not None:
        return told
    loser = subject(scene, lost) or fighting(scene, lost) or (own if mention.own else None) if lost is not None else None
    return (
        losses_of(scene, mention)
        or _tolled(scene, mention)
        or loser
        or _besides_both(scene, mention)
        or aimed_at(scene, mention)
        or _struck_town(scene, mention)
        or struck(scene, mention, speaker)
        or _raided(scene, mention)
        or _bombed_at_home(scene, mention)
        or _bombed_there(scene, mention)
        or (dashed(scene, mention) if _of_nobody(mention) and not scene.sides.civil else None)
        or _in_hands(scene, mention, speaker)
        or _of_those_counted(scene, mention)
        or _at_home(scene, mention)
        or _in_third_land(scene, mention)
    )


def _one_of(scene: Scene, mention: Mention) -> str | None:
    """Return the party of whom those are told to be members in English: "90 members of the Iran-backed Houthi militia"."""
    party = belongs(scene, mention) if scene.marks.lang == "en" and mention.owner is None and not mention.own else None
    return party if party in scene.sides.parties else None


def at_hand(scene: Scene) -> bool:
    """Return whether nobody struck from afar where a state fights rebels of its own: raids and ambushes are its war, and no strikes."""
    own = scene.sides.group is not None and scene.sides.state is not None and scene.sides.civil
    return own and scene.marks.lang == "en" and not afar(scene)


def afar(scene: Scene) -> bool:
    """Return whether something struck from afar, and no bomb that lay there: "a roadside bomb", "a suicide bombing"."""
    laid = scene.marks.spans("planted")
    return any(not any(a < j and i < b for a, b in laid) for i, j in scene.marks.spans("from-afar"))


def _raided(scene: Scene, mention: Mention) -> str | None:
    """Return that people killed in a raid are of the state that fights rebels of its own, unless its forces raided, or both fought."""
    marks, state = scene.marks, scene.sides.state
    raids = [a for a, _ in marks.spans("attack")]
    before = scene.before
    if not raids and before is not None and at_hand(before) and before.marks.any_("attack") and scene.foe(attacker(before)) == state:
        return None if any(named.party for named in scene.named) or marks.any_("fighting") or not mention.things & _FOLK else state
    if not raids or mention.owner is not None or not mention.things & {*_FOLK, "-"} or marks.any_("fighting") or not at_hand(scene):
        return None
    by_state = attacker(scene) == state or any(fighting(scene, a) == state for a in raids)
    # A junta's raids are its own, unless it is told that others raid it.
    raided = not scene.sides.rivals or state in {scene.foe(attacker(scene)), scene.around.attacked}
    return state if raided and not by_state else None


def _bombed_at_home(scene: Scene, mention: Mention) -> str | None:
    """Return that people killed from afar where a state fights rebels of its own are of its country, whoever struck."""
    sides, marks = scene.sides, scene.marks
    lately = afar(scene) or (not marks.any_("cumulative") and any(map(afar, _before(scene))))
    own = sides.civil and sides.state is not None and sides.state in sides.capitals and sides.group is not None
    if not own or not lately or marks.lang != "en" or mention.owner is not None or not mention.things & {*_FOLK, "-"}:
        return None
    land = where(scene, mention)
    return sides.state if land in {None, sides.state} and not marks.any_("fighting") else None


def _bombed_there(scene: Scene, mention: Mention) -> str | None:
    """Return the people of the place that the sentence before tells to be struck from afar, where this one names nobody and no place."""
    before = scene.before
    if scene.marks.lang != "en" or before is None or not afar(before) or scene.named or not _of_nobody(mention) or of_another_day(scene):
        return None
    told = any(marks.any_(name) for marks in (scene.marks, before.marks) for name in ("cumulative", "fighting", "we"))
    return None if told or scene.sides.rivals else lately(scene)


def _in_hands(scene: Scene, mention: Mention, speaker: str | None) -> str | None:
    """Return the party that tells of people in a land of the other that it rules: "в Скадовске погибли двое, сообщил Сальдо"."""
    if not scene.around.holders or not _of_nobody(mention) or scene.sides.civil:
        return None
    alone = not any(named.party for named in scene.named)
    told = {side for (topic, _), side in scene.story.items() if topic in _LOSSES} if alone else set[str]()
    teller = scene.sides.kin(speaker or (next(iter(told)) if len(told) == 1 else None) or "")
    return teller if (where(scene, mention), teller) in scene.around.holders else None


def _of_nobody(mention: Mention) -> bool:
    """Whether they are people of whom the words of the count itself tell no more: no soldiers, nobody's, and not one's own."""
    return mention.owner is None and not mention.own and bool(mention.things & {*_FOLK, "-"})


def _struck_town(scene: Scene, mention: Mention) -> str | None:
    """Return the people of the town that a headline names right before its strike: "commander killed in Beirut strike; 5 dead"."""
    marks = scene.marks
    if not scene.title or marks.lang != "en" or not _of_nobody(mention):
        return None
    towns = (named for named in scene.named if named.entity.kind in {"place", "capital"} and marks.is_("attack", named.j))
    # "Killed in Beirut strike", "Beirut strike: five killed".
    lands = {named.entity.party for named in towns if marks.low[named.i - 1] == "in" or marks.low[named.j + 1 : named.j + 2] == [":"]}
    own = {land for land in lands if land is not None and scene.sides.kin(land) in scene.sides.parties}
    return own.pop() if len(lands) == len(own) == 1 else None


def _of_those_counted(scene: Scene, mention: Mention) -> str | None:
    """Return whose those are whom the sentence before counts last, of a number alone: "90 Hamas men are trapped. 30 were killed"."""
    before, k = scene.before, mention.j
    alone = "-" in mention.things and mention.owner is None and not mention.own and not mention.inherits
    if scene.marks.lang != "en" or before is None or not alone or not (scene.marks.is_("be", k) or scene.marks.is_("have", k)):
        return None
    counted = next((value for value in reversed(before.values) if value.kind == "count"), None)
    return counted.owner if counted is not None and not counted.things.isdisjoint({*_FOLK, "soldier"}) else None


def _at_home(scene: Scene, mention: Mention) -> str | None:
    """Return the people of the land in which an English headline tells people died, where it names nobody else, and they did not strike.

    So those of the town that a sentence names, where the sentences before told of another's dead.
    """
    guards = mention.own and "soldier" in mention.things and not scene.title  # "attacked a base in Peshawar, killing three of its officers"
    if scene.marks.lang != "en" or not (_of_nobody(mention) or guards):
        return None
    land = where(scene, mention) or (_labelled(scene) if scene.title else None)
    home = scene.sides.kin(land) if land is not None else None
    named = {scene.sides.kin(party) for one in scene.named if (party := one.party or one.entity.party) is not None}
    moved = any(topic in _LOSSES and scene.sides.kin(side) != home for (topic, _), side in scene.story.items())
    town = scene.title or (moved and any(one.entity.kind == "place" and one.entity.party == land for one in scene.named))
    alone = home in scene.sides.parties and named == {home} and not scene.sides.civil
    return land if alone and town and home not in attackers(scene) else None


def _in_third_land(scene: Scene, mention: Mention) -> str | None:
    """Return the people of a land of neither party in which people died, as English words right behind tell: "18 were killed in Gaza"."""
    marks, land = scene.marks, where(scene, mention)
    if marks.lang != "en" or land is None or not _of_nobody(mention) or scene.sides.shared(land):
        return None
    if scene.sides.kin(land) in scene.sides.parties or scene.sides.people(land) != land:
        return None
    if "-" in mention.things and _beside_third(scene, mention) == land:
        return land  # "32,000 people were killed in Gaza and 74,000 wounded"
    behind = (one for one in scene.named if mention.j < one.i <= mention.j + NEAR and marks.is_("located", one.i - 1))
    there = next((one for one in behind if scene.barriers.isdisjoint(range(mention.j, one.i))), None)
    return land if there is not None and (there.party or there.entity.party) == land else None


def _beside_third(scene: Scene, mention: Mention) -> str | None:
    """Whose the losses are that the same clause counts right before."""
    last = max((n for n in scene.answered if n < mention.n), default=None)
    if last is None or not scene.barriers.isdisjoint(range(last, mention.n)):
        return None
    topic, party = scene.answered[last]
    return party if topic in _LOSSES else None


def _besides_both(scene: Scene, mention: Mention) -> str | None:
    """The state whose civilians end a list of both sides' fighters: "920 militants, 165 troops and 45 civilians were killed"."""
    sides, told = scene.sides, {side for topic, side in scene.answered.values() if topic == "casualties"}
    both = set(sides.parties) == told and sides.civil and sides.state in sides.capitals
    last = scene.marks.lang == "en" and scene.marks.is_("and", mention.i - 1) and "civilian" in mention.things
    return sides.state if both and last and _of_nobody(mention) else None


def _labelled(scene: Scene) -> str | None:
    """The land of the town or land that a headline sets before a colon: "Gaza: toll at 556 dead"; states speak before it."""
    label = next((one.entity for one in scene.named if one.i == 0 and scene.marks.low[one.j : one.j + 1] == [":"]), None)
    place = label is not None and (label.kind == "place" or label.name == f"{label.adjective}s")
    return label.party if label is not None and place else None


def _before(scene: Scene) -> Iterator[Scene]:
    """Yield the sentences right before, the nearest first."""
    before = scene.before
    for _ in range(_LATELY):
        if before is not None:
            yield before
            before = before.before


def _leads(scene: Scene, j: int, mention: Mention) -> bool:
    """Whether words on losses that end at word j lead to the value, or (in Slavic) to a list that it stands in."""
    listed = scene.marks.lang != "en" and scene.barriers.isdisjoint(range(j, mention.i))
    return j <= mention.i and (listed or mention.i - j <= _TO_LOSSES)


def losses_of(scene: Scene, mention: Mention | None = None) -> str | None:
    """Return the party right behind Slavic "losses", or right before: "потери Вооруженных сил Украины", "російські втрати".

    Not where another clause behind that of the value `mention` tells of them.
    """
    if scene.marks.lang == "en":
        return None
    for a, b in scene.marks.spans("casualties-of"):
        if mention is not None and a >= mention.j and not scene.barriers.isdisjoint(range(mention.j, a)):
            continue
        last = (
            b + 1 + sum(any(scene.marks.is_(name, k) for name in ("soldier", "body-form")) for k in (b, b + 1))
        )  # "військових ЗС Азербайджану"
        whose = (one for one in scene.named if b - 1 <= one.i <= last or (one.j == a and one.entity.kind == "people"))
        if (party := next((named.party for named in whose if named.party), None)) is not None:
            return party
    return None


def _losses(scene: Scene, mention: Mention) -> str | None:
    """Whose the English "losses" are that the value tells: "Russia's losses amount to 1.2 million", "the losses of its army in killed"."""
    marks = scene.marks
    if marks.lang != "en":
        return None
    last = mention.i - (marks.low[mention.i - 1] == "–")  # "losses in killed – 31,000"
    told = {a: b for a, b in marks.spans("casualties-of") if b <= last and scene.barriers.isdisjoint(range(b, last))}
    # "Russia's losses", else "the losses of the Russian army".
    whose = (named for named in scene.named if {named.j, named.j + (marks.low[named.j : named.j + 1] == ["'s"])} & told.keys())
    of = (named for named in scene.named if any(marks.is_("of", b) and b < named.i <= b + 2 for b in told.values()))
    return next((named.party for named in (*whose, *of) if named.party), None)


def _tolled(scene: Scene, mention: Mention) -> str | None:
    """Whose people a toll before the value counts: "the number of Russian soldiers killed in Ukraine has passed 90,000"."""
    marks = scene.marks
    tolls = [(a, b) for a, b in marks.spans("toll") if b <= mention.i and scene.barriers.isdisjoint(range(b, mention.i))]
    if marks.lang == "en":
        within = (named for named in scene.named if any(a <= named.i and named.j < b for a, b in tolls))
        # "The number of Russian soldiers killed", "Russian war dead".
        counted = (named for named in within if marks.is_("thing", named.j) or any(a == named.i for a, _ in tolls))
    else:
        # "Число погибших жителей Израиля", "кількість убитих російських солдатів".
        struck = [a for a, _ in marks.spans("attack")]
        tolls = [(a, b) for a, b in tolls if not any(a <= k <= b + _BESIDE for k in struck)]  # "число жертв удара российских военных"
        near = (named for named in scene.named if any(a < named.i <= b + _BESIDE for a, b in tolls) and named.j <= mention.i)
        counted = (named for named in near if _folk_at(scene, named.i - 1) or (named.entity.kind == "people" and _folk_at(scene, named.j)))
    return next((scene.sides.kin(named.party) for named in counted if named.party), None)


def _folk_at(scene: Scene, k: int) -> bool:
    """Whether word k is a noun for people, and no participle."""
    marks = scene.marks
    return any(marks.is_(name, k) for name in ("soldier", *_FOLK)) and not marks.is_("participle", k)


def _lost(scene: Scene, j: int, mention: Mention) -> bool:
    """Whether a verb of losing that ends at word j goes on to the value, but for when, and (in Slavic) in which war."""
    start = j if mention.i < j <= mention.n else mention.i  # "lost more than 40": the words before the number are of both
    between = range(j, start)
    names = (named for named in scene.named if named.i in between)
    return (
        0 <= start - j <= NEAR
        and scene.barriers.isdisjoint(between)
        and not any(value.n in between for value in scene.values if value.kind == "count")
        and all(fought(scene, named) or (scene.marks.lang != "en" and _sited(scene.marks, named)) for named in names)
    )


def _sited(marks: Marks, named: Named) -> bool:
    """Whether a Slavic name only tells where: "в Купянске", "в зоне группировки «Север»"."""
    return marks.is_("located", named.i - 1) or marks.is_("sector", named.i)


def _slain_by(scene: Scene, mention: Mention) -> str | None:
    """Return the foe of who kills, as words right before tell: "its forces killed 30 of the attackers", "rebels killed 12 villagers"."""
    marks, things = scene.marks, mention.things
    group = scene.sides.group
    state_only = group is None and not scene.sides.civil and any(mention.n <= i < mention.j for i, _ in marks.spans("rebel"))
    if mention.owner is not None or mention.own or state_only:
        return None  # "Pakistan killed 30 militants": they need not be India's
    at = next((i for i, j in marks.spans("kill" if marks.lang == "en" else "slay") if j == mention.i), None)
    if at is None or not at or marks.is_("be", at - 1) or marks.is_("of", mention.i - 1):
        return None
    if marks.low[at].endswith("ing") and not any(mention.n < i < mention.j for i, _ in marks.spans("assailant")):
        return None  # who does it is not sure: "an attack on the army, killing 12 soldiers"; "killing 12 of the attackers" is
    does = subject(scene, at) or fighting(scene, at)
    held = any(named.j < at and marks.low[named.j] == "-" for named in scene.named)  # "airstrikes on Houthi-held ports killed two people"
    first = max((named.j for named in scene.named if named.j <= at), default=0)
    warred = any(max(first, at - NEAR) <= i < at for i, _ in marks.spans("fighting"))  # "Boko Haram's insurgency has killed 36,000 people"
    folk = marks.lang == "en" and does == group is not None and things & _FOLK and not (warred or held)
    return scene.foe(does) if "soldier" in things or folk else None


def _assaulted(scene: Scene, mention: Mention) -> str | None:
    """Return whose the fighters are who were attacked, "killing" those counted: "the army ambushed rebels near Damascus, killing 49"."""
    marks = scene.marks
    at = next((i for name in HARM for i, j in marks.spans(name) if j == mention.i), None)
    told = at is not None and at > 0 and marks.low[at].endswith("ing") and marks.low[at - 1] == ","
    if marks.lang != "en" or not told or at is None or mention.owner is not None or not mention.things & {*_FOLK, "soldier", "-"}:
        return None
    if not mention.things.isdisjoint({"civilian", "child"}):
        return None
    own = ("army",) if scene.sides.civil else ()
    for a, b in marks.spans("assaulted"):
        first = b + marks.is_("determiners", b)
        whom = next(((j, party) for i, j, party in by_rank(scene, *own, lost=True) if first <= i <= first + 1 < at), None)
        if whom is None or not scene.barriers.isdisjoint(range(b, at - 1)) or marks.low[whom[0]] in {"-", "'s"}:
            continue
        if any(whom[0] <= value.i < at for value in scene.values if value.kind == "count"):
            continue
        return whom[1] if whom[1] != (subject(scene, a) or fighting(scene, a)) else None
    return None


def _destroyed(scene: Scene, mention: Mention, speaker: str | None) -> str | None:
    """Return the foe of who tells in Slavic of fighters that were "destroyed", as nobody does of his own: "про 200 знищених бойовиків"."""
    marks = scene.marks
    if marks.lang == "en" or mention.owner is not None or mention.own or "soldier" not in mention.things:
        return None
    done = (i for i, j in marks.spans("slay") if (mention.n < i < mention.j or j == mention.i or i == mention.j))
    return scene.foe(speaker) if any(marks.low[i].endswith(_DONE) for i in done) else None


def _toll_goes_on(scene: Scene, mention: Mention) -> str | None:
    """Whose dead a Slavic toll counts that names nobody, where one party alone tells of its own: "Общее число погибших превысило 67"."""
    tolls = [b for _, b in scene.marks.spans("toll") if b <= mention.i and scene.barriers.isdisjoint(range(b, mention.i))]
    # "Всего с 2022 года миссия подтвердила гибель 15 тысяч гражданских".
    summed = _of_nobody(mention) and not scene.sides.civil and scene.marks.any_("cumulative")
    if scene.marks.lang == "en" or not (tolls or summed) or any(named.entity.party for named in scene.named):
        return None
    told = {side for (topic, unit), side in scene.story.items() if topic in _LOSSES and unit == "people"}
    own = {scene.sides.kin(side) for side in told} == {scene.around.speaks}
    before = [side for one in islice(_before(scene), _BESIDE) for topic, side in one.answered.values() if topic in _LOSSES]
    own = own or (len(told) == 1 and told == set(before))
    return next(iter(told)) if own and len(told) == 1 else None


def _losses_go_on(scene: Scene, mention: Mention) -> str | None:
    """Whose losses Slavic words count that name nobody, where the sentence before told whose: "Загальні втрати сягнули 1,1 млн"."""
    marks, before = scene.marks, scene.before
    told = any(b <= mention.i and scene.barriers.isdisjoint(range(b, mention.i)) for _, b in marks.spans("casualties-of"))
    if marks.lang == "en" or not told or before is None or any(one.party in scene.sides.own for one in scene.named):
        return None
    losers = (subject(before, a) for a, _ in (*before.marks.spans("has-lost"), *before.marks.spans("lose")))
    counted = (party for topic, party in before.answered.values() if topic == "casualties")
    return losses_of(before) or next((party for party in (*losers, *counted) if party in scene.sides.parties), None)


def _fired_at(scene: Scene, mention: Mention) -> str | None:
    """Return the foe of who fired what kills: "the missiles fired by the Armenian forces hit a house and killed two children"."""
    marks = scene.marks
    if marks.lang != "en" or not any(j == mention.i for _, j in marks.spans("kill")) or scene.sides.group is not None:
        return None
    fired = (agent(scene, span) for span in marks.spans("fired-off") if span[1] <= mention.i and marks.is_("by", span[1]))
    return scene.foe(next((party for party in fired if party is not None), None))


def _inflicted(scene: Scene, mention: Mention) -> str | None:
    """Return the foe of who inflicts losses: "Russian forces inflicted up to 85 casualties on the army"."""
    at = next((i for i, j in scene.marks.spans("inflict") if _leads(scene, j, mention)), None)
    return scene.foe(subject(scene, at) or fighting(scene, at)) if at is not None and mention.owner is None else None


def _amid(scene: Scene, mention: Mention) -> str | None:
    """Return among whose people they are dead or wounded: "four dead among the Colombian forces", "жертв серед населення України"."""
    marks = scene.marks
    last = mention.j + (marks.is_("participle", mention.j) or (marks.lang != "en" and marks.is_("killed", mention.j)))
    if not marks.is_("among", last):
        return None
    last = past_backers(scene, last + 1) - 1 if marks.lang == "en" else last
    far = last + (2 if marks.lang == "en" else _BESIDE + 1)
    return next((one.party for one in scene.named if last < one.i <= far and one.entity.kind in {"party", "people"}), None)


def _suffered(scene: Scene, mention: Mention) -> str | None:
    """Return the party that suffers a toll: "6,000 casualties on the side of the Russian forces", "deaths suffered by Kyiv's army: 900"."""
    marks = scene.marks
    tolls = [(a, b) for a, b in marks.spans("toll") if b <= mention.i]
    for at, end in marks.spans("suffered-by"):
        behind = mention.j <= at <= mention.j + _BESIDE and scene.barriers.isdisjoint(range(mention.j, at))
        before = end <= mention.i and any(a < end <= b + _BESIDE + 1 for a, b in tolls) and scene.barriers.isdisjoint(range(end, mention.i))
        if mention.owner is None and (behind or before):
            party = next((named.party for named in scene.named if end <= named.i <= end + 1 and named.party), None)
            if party is not None:
                return scene.sides.kin(party)
    return None


def _on_side(scene: Scene, mention: Mention, speaker: str | None) -> str | None:
    """On whose side they fell: "15 people were killed on the Indian side", "on its side", "з російського боку загинули 90"."""
    if mention.owner is not None or mention.own:
        return None
    # "Ракетний удар з боку Ірану": who struck.
    sides = [(i, j) for i, j in scene.marks.spans("on-own-side") if scene.marks.ending("attack", i) is None]
    spans = [(i, j) for i, j in sides if _clear(scene, mention, i, j)]
    counted = [value.n for value in scene.values if value.kind == "count"]
    if scene.marks.lang == "en" and spans and counted and counted[0] < spans[0][0]:
        # "20 killed and 30 hurt on the Indian side, and 40 killed on the Pakistani side": each behind its own.
        # "4,000 in Lebanon and, on the Israeli side, 47": before its own.
        firsts = {value.i for value in scene.values}
        led = {j for _, j in spans if j + 1 in firsts and scene.marks.low[j] == ","}
        spans = [span for span in spans if (mention.i - span[1] == 1 if span[1] in led else span[0] >= mention.j)][:1]
    parties = {scene.sides.kin(named.party) for named in scene.named if named.party and any(i < named.i < j for i, j in spans)}
    own = next((i for i, j in spans if any(scene.marks.is_("own", k) for k in range(i, j))), None)
    if own is not None and not parties:
        return speaker or subject(scene, own)
    return parties.pop() if len(parties) == 1 else None


def _clear(scene: Scene, mention: Mention, i: int, j: int) -> bool:
    """Whether no other clause and, before a value, no other value and party stand between it and words i to j."""
    if mention.j <= i:
        return scene.barriers.isdisjoint(range(mention.j, i))
    gap = range(j + (scene.marks.low[j : j + 1] in (["-"], ["–"])), mention.i)  # "з російського боку – 90 загиблих"
    others = [value.n for value in scene.values if value.kind == "count"] + [named.i for named in scene.named if not fought(scene, named)]
    return j <= mention.i and scene.barriers.isdisjoint(gap) and not any(k in gap for k in others)


def _included(scene: Scene, mention: Mention) -> str | None:
    """Whose the losses are that it is a part of, right before: "1,080,000 casualties in Ukraine, including 250,000 dead"."""
    last = max((n for n in scene.answered if n < mention.n), default=None)
    if scene.marks.lang != "en" or not mention.part or last is None or mention.owner is not None:
        return None
    topic, party = scene.answered[last]
    smaller = next((value.low for value in scene.values if value.n == last and isinstance(value.low, float)), 0.0)
    told = any(last < named.i < mention.i and scene.marks.low[named.i - 1] == "," for named in scene.named)
    part = isinstance(mention.low, float) and mention.low < smaller
    return party if topic == "casualties" and party != BOTH and part and not told and "-" in mention.things else None


def _told_apart(scene: Scene, mention: Mention) -> str | None:
    """Whose the losses before a colon are, of which this is a part: "14,532 casualties in Ukraine: 5,916 killed and 8,616 wounded"."""
    low = scene.marks.low
    colon = next((k for k in range(mention.i - 1, -1, -1) if low[k] == ":"), None)
    if colon is None or mention.owner is not None or any(colon < named.i < mention.j for named in scene.named):
        return None
    whole = max((n for n in scene.answered if n < colon), default=None)
    value = next((value for value in scene.values if value.n == whole), None)
    if whole is None or value is None or not scene.barriers.isdisjoint(range(value.j, mention.i)):
        return None
    topic, party = scene.answered[whole]
    smaller = isinstance(value.low, float) and isinstance(mention.low, float) and mention.low < value.low
    return party if topic == "casualties" and party != BOTH and smaller else None


def troops(scene: Scene, rule: Rule, k: int) -> str | None:
    """Return whose soldiers or rebels take ground or give and get captives, right before word k, where a state fights an armed group."""
    return fighting(scene, k) if rule.question.topic in {"territory", "pow-swaps"} else None


def fighting(scene: Scene, k: int) -> str | None:
    """Return whose the soldiers or rebels are that stand right before word k, where a state fights an armed group."""
    start = max((k - NEAR, *(at for at in scene.barriers if at < k)))
    found = [
        (b, party) for a, b, party in by_rank(scene, "army") if start <= a and b <= k and not (_of_backer(scene, a, b) or _harmed(scene, a))
    ]
    return max(found)[1] if found else None


def _harmed(scene: Scene, a: int) -> bool:
    """Whether word a names those to whom a verb right before them was done: "it killed 30 terrorists and lost four of its men"."""
    marks = scene.marks
    if marks.lang != "en":
        return False
    verbs = {b for name in (*HARM, "slay", "lose") for _, b in marks.spans(name)}
    return any(value.i <= a < value.j and not verbs.isdisjoint({value.i, value.i - 1}) for value in scene.values)


def _of_backer(scene: Scene, a: int, b: int) -> bool:
    """Whether only who backs them tells in English who fights: "Turkey-backed forces"."""
    return scene.marks.lang == "en" and b == a + 1 and scene.marks.ending("led", a) is not None


def forces(scene: Scene, k: int) -> str | None:
    """Return whose the soldiers or rebels are that word k begins to name, where a state fights an armed group: "by the army"."""
    first = k + scene.marks.is_("determiners", k)
    return next((party for a, _, party in by_rank(scene, "army") if first <= a <= first + 1), None)


def _rank(scene: Scene, i: int, j: int, *own: str, lost: bool = False) -> str | None:
    """Whose the soldiers or rebels named among words i to j are; none whom a name tells to be of another."""
    titled, cap = scene.title, scene.marks.words.cap
    within = sorted((a, party) for a, b, party in by_rank(scene, *own, lost=lost) if i <= a and b <= j)
    # "20 Ugandan soldiers": those of neither.
    return next((party for a, party in within if titled or not any(cap[i + 1 : a])), None)


def _struck_there(scene: Scene, mention: Mention) -> bool:
    """Whether the army struck from afar in the land of the group: "among the dead in Tyre were 12 policemen after an Israeli strike"."""
    sides = scene.sides
    if sides.civil or scene.marks.lang != "en" or "soldier" not in mention.things or attacker(scene) != sides.state:
        return False
    land = where(scene, mention) if afar(scene) else None
    return land is not None and sides.kin(land) == sides.group


def _members(scene: Scene, mention: Mention) -> str | None:
    """Whose those are who are told to be of the army or the police: "nine were members of the army's rangers"."""
    marks, j = scene.marks, mention.j
    led = marks.lang == "en" and "people" in mention.things and (marks.is_("of", j) or marks.is_("from", j))
    return next((party for a, _, party in by_rank(scene, "army") if j < a <= j + _BESIDE), None) if led else None


def _of_both(scene: Scene, mention: Mention) -> str | None:
    """Return that those are of both sides who fell "on both sides", as the words behind the number tell."""
    marks = scene.marks
    if mention.owner is not None or not mention.things & {*_FOLK, "soldier", "-"}:
        return None
    if any(b <= mention.i and _of_pair(scene, a) for a, b in marks.spans("toll")):
        return BOTH
    behind = (a for a, _ in marks.spans("both-fell") if mention.j <= a <= mention.j + NEAR)
    return BOTH if any(not {*range(mention.j, a)} & {*scene.commas, *(value.n for value in scene.values)} for a in behind) else None


def _of_pair(scene: Scene, k: int) -> bool:
    """Whether both parties are named with a hyphen right before word k: "the Thai-Cambodian death toll"."""
    last = next((named for named in scene.named if named.j == k), None)
    first = next((named for named in scene.named if last is not None and named.j == last.i - 1 and scene.marks.low[named.j] == "-"), None)
    pair = {scene.sides.kin(one.party) for one in (first, last) if one is not None and one.party}
    return len(pair) > 1 and pair <= set(scene.sides.parties)


def _of_two(scene: Scene, mention: Mention) -> str | None:
    """Return that people are of both sides of whom some are of one each, or only some of the group's.

    "12 people died, including seven marines and five bandits", "90 people were killed, including 20 rebels".
    """
    if mention.part or mention.owner is not None or "people" not in mention.things:
        return None
    behind = (value for value in scene.values if value.n > mention.n and value.kind == "count")
    parts = list(takewhile(lambda value: value.part, behind))
    of = {scene.sides.kin(party) for part in parts if (party := part.owner or _rank(scene, part.n, part.j)) is not None}
    counted = sum(part.low for part in parts if isinstance(part.low, float) and part.owner is not None)
    more = scene.sides.civil and of == {scene.sides.group} and isinstance(mention.low, float) and counted < mention.low
    return BOTH if more or len(of & set(scene.sides.parties)) > 1 else None


def _only_told(scene: Scene) -> str | None:
    """Whose the soldiers or rebels are of whom a sentence tells: "Militants tried to storm the college. Two of them died"."""
    parties = {party for _, b, party in by_rank(scene) if not scene.marks.is_("site-of", b)}
    return parties.pop() if len(parties) == 1 else None


def _told_last(scene: Scene, mention: Mention) -> str | None:
    """Whose those are of whom a number without a noun tells on: "four soldiers died and 13 were hurt", "a soldier died, three others"."""
    marks = scene.marks
    own = any(mention.n <= named.i < mention.j for named in scene.named)
    if "-" not in mention.things or own or (mention.owner is not None and not mention.inherits):
        return None
    before = [value for value in scene.values if value.j <= mention.i and value.things and "-" not in value.things]
    if not before and marks.lang == "en" and marks.is_("of-them", mention.j):
        # "The guerrillas ambushed soldiers and killed ten of them".
        here = max(((b, party) for _, b, party in by_rank(scene) if b <= mention.i), default=None)
        if here is not None:
            return here[1]
    if before and before[-1].owner is not None and scene.sides.kin(before[-1].owner) not in scene.sides.parties:
        return before[-1].owner  # "two US soldiers were killed and 20 others wounded"
    if before and before[-1].part:
        return next((party for value in before if (party := _of_two(scene, value)) is not None), None)
    if not before and marks.lang == "en" and marks.is_("of-them", mention.j) and scene.before is not None:
        return _only_told(scene.before)
    start = before[-1].n if before else 0
    told = [
        (a, party)
        for a, b, party in by_rank(scene)
        if start <= a
        and b <= mention.i
        and ((marks.is_("determiners", a - 1) and not marks.is_("definite", a - 1)) or any(value.n < a < value.j for value in scene.values))
        and not marks.is_("by", a - 2)
    ]
    return max(told)[1] if told else None
