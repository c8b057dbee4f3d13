# ruff: noqa: RUF001, RUF002, RUF003 -- marks of three languages
"""What a sentence leaves out because the words before said it: the verb of a second party, of the parts of a number, of a list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from sys import maxsize

from claims.reading.actors import BOTH
from claims.reading.custody import told_anew
from claims.reading.foes import land_behind
from claims.reading.frames import Rule
from claims.reading.harm import HARM, HARMED
from claims.reading.marks import Marks
from claims.reading.match import Match, match
from claims.reading.mention import Mention
from claims.reading.people import Named, oblique
from claims.reading.rules import Standing
from claims.reading.scene import Scene
from claims.reading.whose import side as side_of
from core.claim import Claim

_WHOLE, _PART, _BODIES = "released", "civilians", "bodies"
_FIGHTERS = frozenset({"soldier", "captive"})
_DEAD = frozenset({"remains", "fallen"})
_FROM_ITEM = 3
"""Words between the number of an item and what is told of it."""
_STATES = frozenset({"party", "capital"})
_LANDS = _STATES | {"place"}
_TO_LAND = 3
"""Words from a share to the land that it is of."""
_FOLK = frozenset({"soldier", "civilian", "people", "child"})
_CHARTED = frozenset({"territory", "casualties"})
_TELLS = frozenset({"be", "have", "verb", "participle", *HARM, *HARMED})
_LEADS = ("compared", "part")
_LIGHT = ("and", "preposition", "determiners")
"""Words that may lead from one month to the next."""


def gapped(scene: Scene, last: Match, mention: Mention) -> Match | None:
    """Read "Russia got 155 of its soldiers back and Ukraine 157": a second party with a number and no verb of its own."""
    if mention.kind != last.mention.kind or mention.swapped or mention.rate or last.mention.n >= mention.n:
        return None
    marks = scene.marks
    land = _elsewhere(scene, last, mention)
    if land is not None:
        return replace(last, mention=replace(mention, owner=land, own=False))
    party = next(
        (
            named
            for named in scene.named
            if named.party
            and (
                _dashed(scene, named, mention)
                or (_ends(marks, named) == mention.i and (named.entity.kind in _STATES or oblique(marks, named)))
            )
        ),
        None,
    )
    if party is None or not party.i or party.i <= last.mention.n:
        return None
    # "В Армению вернулись 57, а в Азербайджан – 14", "с азербайджанской стороны – 14": where they go, or whose they are, is named.
    led = marks.is_("to", party.i - 1) or (marks.is_("from", party.i - 1) and marks.is_("side-word", party.j))
    at = party.i - 1 if marks.lang != "en" and led else party.i
    if at < 1:
        return None
    joined = marks.is_("and", at - 1) or marks.low[at - 1] in {",", ";"} or marks.is_("breaks", at - 1)
    things = {thing.removeprefix("~") for thing in mention.things}
    # "The loss of five soldiers, and in Phnom Penh of seven civilians", "Украина получила тела 250 погибших, Россия – 38 человек".
    folk = (last.rule.question.weights is not None or of_bodies(last)) and things & _FOLK
    if not joined or not (last.rule.things & things or "-" in things or folk):
        return None
    # "Азербайджан вернул 32 армянских военных, Армения – двух азербайджанских": whose they are is told.
    told = next((named.party for named in scene.named if mention.n < named.i < mention.j and named.entity.kind == "people"), None)
    # Who gives is told, not who gets.
    gives = last.rule.id.endswith(".give") and at == party.i and not oblique(marks, party)
    owner = told or (scene.foe(party.party) if gives else scene.sides.kin(party.party or ""))
    rule = last.rule if mention.kind == "count" else replace(last.rule, side=("owner",))
    return replace(last, rule=rule, mention=replace(mention, owner=owner, own=False, inherits=False)) if owner else None


def _elsewhere(scene: Scene, last: Match, mention: Mention) -> str | None:
    """The other party in whose land the same befell more: "26 people died in Thailand and 21 in Cambodia"."""
    joined = scene.marks.is_("and", mention.i - 1) and (last.rule.things & mention.things or "-" in mention.things)
    land = land_behind(scene, mention) if joined and scene.marks.lang == "en" else None
    return land if land is not None and land_behind(scene, last.mention) not in {None, land} else None


def _ends(marks: Marks, named: Named) -> int:
    """Where a name ends, with its possessive."""
    return named.j + (marks.low[named.j : named.j + 1] == ["'s"])


def _dashed(scene: Scene, named: Named, mention: Mention) -> bool:
    """Whether only a dash parts a party from a number: "Киев – 157", "украинская сторона – 38", "Россия Украине – 31"."""
    marks = scene.marks
    k = named.j
    if named.entity.kind == "people":
        if marks.lang == "en":
            return False
        k += marks.is_("side-word", k)
    elif named.entity.kind not in _STATES:
        return False
    whom = next((other for other in scene.named if other.i == k and other.entity.kind in _STATES and oblique(marks, other)), None)
    k = whom.j if whom is not None else k
    return k == mention.i - 1 and marks.low[k] == "–"


def listed(lead: Scene, rules: Standing, mention: Mention) -> Match | None:
    """Read an item of a list by the words before its colon: "It launched 12 targets:" and, on a line of its own, "- 8 missiles;"."""
    if mention.kind != "count" or "-" in mention.things:
        return None
    colon = len(lead.marks) - 1
    there = replace(mention, i=colon, n=colon, j=colon)
    for group in rules.groups("count"):
        found = match(lead, group, there)
        if found is not None and found.cue[1] <= colon and found.rule.things & mention.things:
            owner = mention.owner or side_of(lead, found.rule, there, found.cue, None)
            return replace(found, mention=replace(mention, owner=owner), cue=(mention.i, mention.j))
    return None


def continued(last: Match, side: str | None, mention: Mention) -> Match | None:
    """Read an item of a list by the item before: "91 drones were shot down over Tula;" and, on a line of its own, "12 over Orel;"."""
    if mention.i > 1 or mention.kind != last.mention.kind or not mention.things & (last.mention.things | {"-"}):
        return None
    return Match(last.rule, replace(mention, owner=side), (mention.i, mention.j), last.cost, last.before)


def of_bodies(last: Match) -> bool:
    """Return whether an item of a list told of bodies that were brought home, so that the soldiers of the next are dead as well."""
    return last.rule.question.id == _BODIES


def portion(scene: Scene, last: Match, mention: Mention) -> Match | None:
    """Read "833 of the dead were rebels - 533 fighters and 300 civilians": what a dash or colon takes apart fell as the whole did."""
    marks = scene.marks
    things = {thing.removeprefix("~") for thing in mention.things}
    if last.rule.question.weights is None or mention.kind != "count" or mention.rate or not things & _FOLK or last.mention.j >= mention.i:
        return None
    if marks.low[mention.i - 1] not in {"–", ":"} or any(k in scene.barriers for k in range(last.mention.j, mention.i)):
        return None
    return Match(last.rule, replace(mention, owner=mention.owner or last.mention.owner), last.cue, last.cost, last.before)


def compared(scene: Scene, last: Match, mention: Mention) -> Match | None:
    """Read "took 588 square kilometres in June, compared with 507 in May and 379 in April": ground of other months, or a part of it."""
    first = last.mention
    topic, side = scene.answered.get(first.n, (None, None))
    same = mention.kind == first.kind and (mention.kind != "count" or not mention.things.isdisjoint(first.things))
    if topic != "territory" or side is None or not same or first.j > mention.i:
        return None
    marks, gap = scene.marks, range(first.j, mention.i)
    if any(k in scene.barriers and not marks.is_("since", k) for k in gap) or any(value.n in gap for value in scene.values):
        return None
    at = next((at for name in _LEADS if (at := marks.ending(name, mention.i)) is not None), None)
    if at is None and any(marks.is_(name, last.cue[0]) for name in _LEADS):
        dated = {k for date in scene.dated for k in range(date.i, date.j)}
        light = all(k in dated or marks.low[k] == "," or any(marks.is_(name, k) for name in _LIGHT) for k in gap)
        at = last.cue[0] if light else None
    if at is None:
        return None
    return replace(last, rule=replace(last.rule, side=("owner",)), mention=replace(mention, owner=side), cue=(at, mention.i))


def charted(scene: Scene, last: Match, mention: Mention) -> Match | None:
    """Read "у серпні захоплено 363 кв. км, у вересні – 397, жовтні – 503" and "в зоне «Запад» – более 230": other months, other sectors."""
    marks, first = scene.marks, last.mention
    topic, side = scene.answered.get(first.n, (None, None))
    dash = mention.i - 1
    if marks.lang == "en" or side is None or topic not in _CHARTED or first.j > dash or marks.low[dash] != "–" or mention.kind != "count":
        return None
    start = max((k for k in range(first.j, dash) if marks.low[k] == ","), default=first.j)
    lead = next((k for k in range(start, dash) if not (marks.low[k] == "," or marks.is_("and", k) or marks.is_("breaks", k))), dash)
    gap = range(lead, dash)
    if lead == first.j or not scene.barriers.isdisjoint(gap) or any(value.n in gap for value in scene.values):
        return None
    dated = {k for date in scene.dated for k in range(date.i, date.j)}
    if topic == "territory" and first.kind == "area" and mention.things <= {"-"}:
        told = all(k in dated or marks.value("month", k) is not None or any(marks.is_(name, k) for name in _LIGHT) for k in gap)
        mention = replace(mention, kind=first.kind, unit=first.unit)
    else:
        things = {thing.removeprefix("~") for thing in mention.things}
        quoted = marks.low[lead] == marks.low[dash - 1] == '"' and marks.any_("sector")  # "группировки «Север» – 190, а «Центра» – 375"
        there = quoted or (marks.is_("preposition", lead) and any(marks.is_("sector", k) for k in gap))
        summed = topic == "casualties" and any(lead <= a < dash for a, _ in marks.spans("cumulative"))
        told = (there or summed) and bool(things & (last.rule.things | {"-"}))
    things = mention.things | ({"=is"} if topic == "casualties" else set())  # whose they are is told
    return replace(last, mention=replace(mention, owner=side, things=things), cue=(dash, mention.i)) if told else None


def sited(scene: Scene, last: Match, mention: Mention) -> Match | None:
    """Read "3,3 тыс. кв. км – в ДНР, 542 – в Харьковской области" and "в Сумской (223 кв. км), Харьковской (542)": ground elsewhere."""
    marks, first = scene.marks, last.mention
    topic, side = scene.answered.get(first.n, (None, None))
    bare = mention.kind == "count" and mention.things <= {"-"} and first.kind == "area" and first.j < mention.i
    if marks.lang == "en" or topic != "territory" or side is None or not bare or mention.j + 1 >= len(marks):
        return None
    behind = marks.low[mention.j] == "–" and marks.is_("preposition", mention.j + 1)
    listed = behind and (marks.low[mention.i - 1] == "," or marks.is_("and", mention.i - 1))
    bracketed = marks.low[mention.i - 1] == "(" and marks.low[mention.j] == ")" and marks.low[first.j] == ")"
    gap = range(first.j, mention.i)
    if not (listed or bracketed) or not scene.barriers.isdisjoint(gap) or any(value.n in gap for value in scene.values):
        return None
    value = replace(mention, kind=first.kind, unit=first.unit, owner=side)
    return replace(last, rule=replace(last.rule, side=("owner",)), mention=value, cue=(mention.i, mention.j))


def strung(scene: Scene, last: Match, mention: Mention) -> Match | None:
    """Read "40 Croats lost their lives on that day, 30 Serbs and two Bosniaks": the next of a row, of another party, without a verb."""
    marks = scene.marks
    owners = {mention.owner, last.mention.owner}
    if last.rule.question.weights is None or mention.kind != "count" or mention.rate or None in owners or len(owners) == 1:
        return None
    j = mention.j
    ends = j >= len(marks) or not marks.low[j][0].isalnum() or (marks.is_("and", j) and any(marks.words.number[j + 1 : j + 2]))
    begins = last.mention.j < mention.i and (marks.low[mention.i - 1] == "," or marks.is_("and", mention.i - 1))
    if not mention.things & _FOLK or not ends or not begins or any(k in scene.barriers for k in range(last.mention.j, mention.i)):
        return None
    return Match(last.rule, mention, last.cue, last.cost, last.before)


def shared(scene: Scene, last: Match, mention: Mention) -> Match | None:
    """Read "had taken 99 percent of Luhansk and 79 percent of Donetsk": the share of one more land."""
    topic, side = scene.answered.get(last.mention.n, (None, None))
    marks, gap = scene.marks, range(last.mention.j, mention.i)
    begins = marks.is_("and", mention.i - 1) or marks.low[mention.i - 1] == ","
    if not mention.kind == last.mention.kind == "percent" or topic != "territory" or side is None or mention.rate or not begins:
        return None
    told = not scene.barriers.isdisjoint(gap) or any(value.n in gap for value in scene.values) or any(_deed(marks, k) for k in gap)
    lands = {named.i for named in scene.named if named.entity.kind in _LANDS} | {a for a, _ in marks.spans("land")}
    there = not lands.isdisjoint(range(mention.j, mention.j + _TO_LAND))
    return replace(last, rule=replace(last.rule, side=("owner",)), mention=replace(mention, owner=side)) if there and not told else None


def spread(scene: Scene, last: Match, mention: Mention) -> Match | None:
    """Read "four were killed in the Odesa region and two in the Sumy region": the same in other places, which the same word leads to."""
    marks = scene.marks
    things = {thing.removeprefix("~") for thing in mention.things}
    whose = {mention.owner, last.mention.owner} - {None}
    if last.rule.question.weights is None or mention.kind != "count" or mention.rate or not things <= _FOLK | {"-"} or len(whose) > 1:
        return None
    begins = marks.is_("and", mention.i - 1) or marks.low[mention.i - 1] == ","
    first, at = max(last.mention.j, last.cue[1] if last.cue[1] <= mention.i else 0), mention.j
    gap = range(last.mention.j, mention.i)
    if marks.lang != "en" or not begins or first >= at or not scene.barriers.isdisjoint(gap):
        return None
    goes_on = (
        k for k in range(at, len(marks)) if marks.is_("and", k) and (marks.value("number", k + 1) is not None or _deed(marks, k + 1))
    )
    end = next(goes_on, len(marks))
    phrase = [*takewhile(lambda k: marks.low[k] != ",", range(at, end))]
    there = any(marks.words.cap[k] for k in phrase) and not any(_deed(marks, k) for k in phrase)
    same = marks.is_("preposition", at) and marks.low[first] == marks.low[at]
    _, side = scene.answered.get(last.mention.n, (None, None))
    lands = {scene.sides.kin(land) for named in scene.named if named.i in phrase and (land := named.party or named.entity.party)}
    if not there or not same or not lands <= {side}:
        return None  # "killed 14 people in Rafah and four in Tyre": those of another
    owner = mention.owner or last.mention.owner or (None if side == BOTH else side)
    return Match(last.rule, replace(mention, owner=owner), last.cue, last.cost, last.before)


def laid(scene: Scene, last: Match, mention: Mention) -> Match | None:
    """Read "the bodies of 130 men who fell at sea, 40 fallen soldiers and six dead sailors": the dead of a list came home together."""
    marks = scene.marks
    topic, side = scene.answered.get(last.mention.n, (None, None))
    dead = last.rule.question.id == _BODIES and topic == last.rule.question.topic and not _DEAD.isdisjoint(mention.things)
    begins = marks.is_("and", mention.i - 1) or marks.low[mention.i - 1] == ","
    whose = mention.owner in {None, last.mention.owner, side}
    own = marks.is_("to", mention.j) or told_anew(scene, mention, len(marks))
    if not (dead and begins and whose) or own or mention.rate or not scene.barriers.isdisjoint(range(last.mention.j, mention.i)):
        return None
    return replace(last, rule=replace(last.rule, side=("owner",)), mention=replace(mention, owner=side))


def another(scene: Scene, last: Match, mention: Mention) -> Match | None:
    """Read "the bodies of 90 men came home in May, and in June another 60": as many more on another day, without a verb."""
    marks, at = scene.marks, last.mention.j
    topic, side = scene.answered.get(last.mention.n, (None, None))
    told = topic == "pow-swaps" and side is not None and marks.lang == "en" and mention.more and "-" in mention.things
    if not told or not scene.barriers.isdisjoint(range(at, mention.i)):
        return None
    end = mention.i - marks.is_("one-more", mention.i - 1)
    end -= marks.low[end - 1] == ","
    start = max((k + 1 for k in range(at, end) if marks.low[k] == "," or marks.is_("and", k)), default=end)
    dated = {k for date in scene.dated for k in range(date.i, date.j)}
    lead = range(start, end)
    if dated.isdisjoint(lead) or not all(k in dated or any(marks.is_(name, k) for name in _LIGHT) for k in lead):
        return None
    return replace(last, rule=replace(last.rule, side=("owner",)), mention=replace(mention, owner=side))


def _deed(marks: Marks, k: int) -> bool:
    """Whether an English verb in the past, or one that tells of what was done, stands at word k."""
    told = marks.one_of(_TELLS, k)
    return told or (k < len(marks) and marks.low[k].endswith("ed") and not marks.words.cap[k])


def rowed(told: Sequence[Match], mentions: Sequence[Mention]) -> Iterator[Match]:
    """Read "The first round was in Doha on 2 March; the second, in Geneva on 9 March": what is told of the first is told of each."""
    head = next((found for found in told if found.mention.kind == "ordinal"), None)
    if head is None:
        return
    topic, read = head.rule.question.topic, {id(found.mention) for found in told}
    items = sorted(
        (one for one in mentions if one.kind == "ordinal" and one.i >= head.mention.j and id(one) not in read), key=lambda one: one.i
    )
    if not items:
        return
    ends = [*(one.i for one in items[1:]), maxsize]
    models = {
        found.mention.kind: found
        for found in told
        if found.rule.question.topic == topic and found.mention.kind != "ordinal" and head.mention.i <= found.mention.i < items[0].i
    }
    for item, end in zip(items, ends, strict=True):
        inside = [one for one in mentions if one.kind != "ordinal" and item.j <= one.i < end]
        if not models or not inside or min(one.i for one in inside) > item.j + _FROM_ITEM:
            return
        yield replace(head, mention=item, cue=(item.i, item.j))
        for one in inside:
            if id(one) not in read and one.kind in models:
                yield replace(models[one.kind], mention=one, cue=(item.i, item.j))


def twinned(scene: Scene, told: Sequence[Match], mention: Mention) -> Match | None:
    """Read the second of two places as the first: "talks in Muscat and Rome"; none that opens a clause: "and Rome said".

    Both are abroad, or ground that is demanded.
    """
    before = next((found for found in reversed(told) if found.mention.kind == "place" and found.mention.j == mention.i - 1), None)
    marks = scene.marks
    if before is None or not marks.is_("and", mention.i - 1):
        return None
    ground = before.rule.question.topic == "territory"
    if "=abroad" not in before.mention.things & mention.things and not ground:
        return None
    verb = (
        marks.is_("say", mention.j)
        or marks.is_("have", mention.j)
        or marks.is_("cue-verb", mention.j)
        or (marks.is_("to", mention.j) and not ground)
    )
    alike = before.mention.who == mention.who or "=town" in mention.things
    return replace(before, mention=mention) if alike and not verb else None


def is_whole(found: Match, side: str | None) -> bool:
    """Return whether a value may be told apart into soldiers and civilians behind it."""
    question, mention = found.rule.question, found.mention
    return question.topic == "pow-swaps" and question.id == _WHOLE and mention.qualifier == "exact" and side not in {None, "both"}


def parts_of(scene: Scene, rules: tuple[Rule, ...], whole: Match, claim: Claim, taken: set[int]) -> list[Match]:
    """Read "157 came home, 150 service members and seven civilians": numbers with no verb that add up to the one before them.

    `claim` is what the whole was read as, `taken` the places of the numbers that frames have read.
    """
    left = [value for value in scene.values if value.kind == "count" and value.n not in taken and value.qualifier == "exact"]
    left = [value for value in left if value.things & (_FIGHTERS | {"civilian"})]
    if sum(value.low for value in left if isinstance(value.low, float)) != whole.mention.low or not any(
        "civilian" in value.things for value in left
    ):
        return []
    civil = next((rule for rule in rules if rule.question.topic == "pow-swaps" and rule.question.id == _PART and rule.share == "all"), None)
    found: list[Match] = []
    for value in left:
        rule = civil if "civilian" in value.things else whole.rule
        if rule is not None:
            mention = replace(value, owner=claim.side, own=False)
            found.append(Match(rule, mention, (value.i, value.j), whole.cost, whole.before))
    return found
