# ruff: noqa: RUF002, RUF003 -- letters of three languages
"""Who does it: the subject of what is told, the party after "by", and who attacks."""

from collections.abc import Iterator

from claims.reading.mention import Mention
from claims.reading.nouns import CRAFT
from claims.reading.people import Named, attributive, oblique, suffers
from claims.reading.scene import Scene

_TELLING = ("ные", "ных", "ными", "ная", "ный", "ені", "них", "ними", "ена", "ений")
"""How Slavic participles end that tell which things are meant: who stands behind them fired those, and does nothing else."""
_IMPERSONAL = "ли"
"""How a Slavic verb in the plural of the past ends."""
_PAST = ("ли", "ла", "ло", "ал", "ил", "ел", "ял", "ав", "ив", "їв", "яв")
"""How Slavic verbs in the past end."""
_CONVERBS = ("вши", "ив", "ав", "ев", "яв", "ув")
"""How Slavic verbs end that tell what else one did."""
_INSTRUMENTAL = ("ами", "ями", "ими", "ыми", "іми", "ом", "ем", "єм", "ою", "ой", "ею", "ей", "ью", "ма", "мя")
"""How Slavic nouns end that tell with what somebody does it."""
_GENITIVE = ("ів", "їв", "ов", "ев")
"""How Slavic nouns end that are counted and do something, or suffer it."""
_OTHERS = ("down", "defence", "the-foe")
"""Lexemes between a name and an attack that tell of another who does something."""
NEAR = 8
"""Words between what happened and who did it, or where."""
CARRIED = 4
"""Words between a pronoun and what it does."""
_BLAMED = 2
"""Words between blaming and who is blamed."""
_BRACKETED = 3
"""Words of a short name in brackets: "(", the name and ")"."""
BOTH = "both"
"""The side of a value that is about two parties alike."""


def governed(scene: Scene, k: int) -> bool:
    """Return whether a preposition stands before the name at word k."""
    marks = scene.marks
    at = k - 1
    while at >= 0 and (marks.is_("determiners", at) or marks.is_("compass", at) or marks.low[at] in {"-", "'", '"'}):
        at -= 1
    if at > 0 and marks.is_("and", at):
        paired = next((named for named in scene.named if named.j == at), None)
        same = paired is not None and any(named.i == k and named.party == paired.party for named in scene.named)
        # "Between Ukraine and Russia"; but "from Iran and Tehran received".
        return paired is not None and not same and governed(scene, paired.i)
    return at >= 0 and marks.is_("preposition", at)


def subject(scene: Scene, k: int) -> str | None:  # noqa: C901 -- one case after another
    """Return the party that does what the words from k tell: the nearest before them that no preposition governs; "both" of two."""
    marks = scene.marks
    found: list[Named] = []
    for named in reversed(scene.named):
        if named.j > k or named.party is None:
            continue
        first = named.j + (marks.low[named.j] == "'s")
        if _unnamed(scene, first, k):
            break
        barrier = max((at for at in range(named.j, k) if at in scene.barriers), default=None)
        if barrier is not None and not any(marks.is_("pronoun", at) for at in range(barrier + 1, k)) and not _goes_on(scene, barrier, k):
            break
        if (
            _launched(scene, named)
            or marks.ending("according", named.i) is not None
            or _credited(scene, named, k)
            or _told_by(scene, named, k)
            or (marks.is_("tell", named.i - 1) and marks.is_("told-whom", named.i))  # "told US broadcaster NBC that"
            or _backs(scene, named, k)
            or _strike_did(scene, named, k)
        ):
            continue  # "За даними ЦАХАЛу": who says it
        if (
            (governed(scene, named.i) and not _forces_of(scene, named) and not _clause_of(scene, named, k) and not _while(scene, named, k))
            or ((oblique(scene.marks, named) or suffers(scene.marks, named)) and not _heads(scene, named))
            or _behind_value(scene, named)
            or _undergoes(scene, named, k)
            or _aside(scene, named, k)
            or _given(scene, named)
            or _opposed(scene, named)
            or _raided(scene, named, k)
            or of_land(scene, named)
            or _held(scene, named)
            or any(value.i <= named.i < value.j for value in scene.values)
            or (found and marks.low[named.j : found[-1].i] == ["'s"])  # "Yemen's Houthis": the land tells only where they are
        ):
            continue
        if found:
            gap = range(named.j, found[-1].i)
            if not gap or not all(
                marks.is_("and", at) or marks.low[at] in {",", '"', "'s"} or marks.is_("determiners", at) or marks.is_("body-form", at)
                for at in gap
            ):
                break
            if marks.lang != "en" and not scene.title and len(found) == 1 and not any(marks.is_("and", at) for at in gap):
                break  # "За даними ЦАХАЛу, Іран": who says it, and who does it
        found.append(named)
    pairs = [span for span in marks.spans("both-sides") if span[1] <= k and not any(at in scene.barriers for at in range(span[1], k))]
    if pairs and not any(named.i > pairs[-1][1] for named in found):
        return BOTH
    if not found:
        return _carried(scene, k)
    parties = {scene.sides.kin(named.party) for named in found if named.party}
    if len([party for party in parties if party in scene.sides.parties]) > 1:
        return BOTH
    own = next((party for party in parties if party in scene.sides.parties), None)  # "Hamas and Islamic Jihad fired"
    return own or (scene.sides.kin(found[0].party) if found[0].party else None)


def _aside(scene: Scene, named: Named, k: int) -> bool:
    """Whether an English relative clause that ends before word k holds a name: "Russia, which invaded Ukraine in 2022, said"."""
    marks = scene.marks
    return marks.lang == "en" and any(i < named.i < j <= k and marks.is_("relative", i + 1) for i, j in scene.asides)


def _given(scene: Scene, named: Named) -> bool:
    """Whether a name stands between an English verb and what it was given: "Russia handed Ukraine 1,000 bodies and received 78"."""
    marks = scene.marks
    handed = marks.ending("give", named.j) is not None or marks.ending("give", named.i) is not None
    return marks.lang == "en" and handed and any(value.i == named.j for value in scene.values)


def _backs(scene: Scene, named: Named, k: int) -> bool:
    """Whether a name stands between commas among those who back the one who acts: "the army, backed by Russia and Iran, retook"."""
    low = scene.marks.low
    backing = (b for a, b in scene.marks.spans("backing") if a > 0 and low[a - 1] == ",")
    return "," in low[named.j : k] and any(b <= named.i for b in backing)


def _clause_of(scene: Scene, named: Named, k: int) -> bool:
    """Whether an English preposition before a name opens the clause of the verb at word k: "with Russia firing", "for Russia to free"."""
    marks = scene.marks
    wanted = marks.lang == "en" and named.j == k - 1 and marks.is_("to", named.j)
    at = named.i - marks.is_("determiners", named.i - 1)
    freeing = marks.low[k].endswith("ing") and marks.ending("in-return", at) is not None  # "in return for the army freeing 12"
    return wanted or (named.j == k and (marks.is_("absolute", at - 1) or freeing))


def behind(scene: Scene, cue: tuple[int, int], mention: Mention) -> str | None:
    """The party behind a Slavic verb: "900 солдатів втратила Росія", "збито українською ППО 17 дронів"."""
    marks = scene.marks
    if marks.lang == "en":
        return None
    last = cue[1] + NEAR if cue[0] >= mention.j else mention.i
    named = next((named for named in scene.named if cue[1] <= named.i and named.j <= last and named.party), None)
    if named is None or named.party is None or oblique(marks, named) or of_land(scene, named):
        return None
    if _held(scene, named) or marks.low[named.i].endswith(("их", "ых")) or _behind_value(scene, named):
        return None  # "подавили 589 ворожих цілей", "збили 31 ворожу ціль"
    between = range(cue[1], named.i)
    lately = {k for i, j in marks.spans("per-day") for k in range(i, j)} | scene.covered
    return scene.sides.kin(named.party) if all(k in lately or marks.is_("adverb", k) for k in between) else None


def _held(scene: Scene, named: Named) -> bool:
    """Whether a Slavic name in the genitive tells who held captives: "з полону росіян"."""
    marks = scene.marks
    return marks.lang != "en" and marks.ending("captivity", named.i) is not None and not marks.is_("bring", named.j)


def _launched(scene: Scene, named: Named) -> bool:
    """Whether a Slavic participle before a name tells only what the party fired: "запущенные ВСУ беспилотники сбили"."""
    marks = scene.marks
    return marks.lang != "en" and marks.ending("fired-off", named.i) is not None and marks.low[named.i - 1].endswith(_TELLING)


def _credited(scene: Scene, named: Named, k: int) -> bool:
    """Whether a Slavic name stands in the words that credit a report, before their comma: "Як пише CNN з посиланням на ЦАХАЛ, з Лівану"."""
    marks = scene.marks
    if marks.lang == "en" or "," not in marks.low[named.j : k]:
        return False
    cues = [b for name in ("according", "citing") for _, b in marks.spans(name) if b <= named.i]
    return any("," not in marks.low[b : named.i] for b in cues)


def _told_by(scene: Scene, named: Named, k: int) -> bool:
    """Whether a Slavic name only says what others did, as a person does, or nobody named: "Минобороны утверждает, что удар нанесли"."""
    marks = scene.marks
    that = next((a for a, _ in marks.spans("that") if named.j <= a < k), None) if marks.lang != "en" else None
    if that is None:
        return False
    said = [marks.low[b - 1] for a, b in marks.spans("say") if named.j <= a < that]
    if named.entity.kind == "person":
        return bool(said)
    impersonal = any(low.endswith(_IMPERSONAL) for low in marks.low[k : k + 2])
    return impersonal and not all(low.endswith(_IMPERSONAL) for low in said)


def _unnamed(scene: Scene, first: int, k: int) -> bool:
    """Whether somebody without a name does it, behind a name that ends before word first: "air defence downed 42", "the enemy struck"."""
    marks = scene.marks
    if marks.within("enemy" if marks.lang == "en" else "the-foe", first, k):
        return True
    defences = [i for name in ("defence", "shooters") for i, _ in marks.spans(name) if first <= i < k]
    return bool(defences) and first not in defences and any(not marks.is_("own", i - 1) for i in defences)


def _strike_did(scene: Scene, named: Named, k: int) -> bool:
    """Whether an English name only says what "the strike" right before word k did: "the Lebanese ministry said the strikes killed"."""
    marks = scene.marks
    if marks.lang != "en" or not marks.within("say", named.j, k):
        return False
    return any(named.j < a and b == k and marks.is_("definite", a - 1) for a, b in marks.spans("attack"))


def _raided(scene: Scene, named: Named, k: int) -> bool:
    """Whether an English name tells whose places another struck, as a participle goes on: "Russia hit Ukraine's grid, firing 93"."""
    marks = scene.marks
    if marks.lang != "en" or marks.low[named.j] != "'s" or marks.low[k - 1] != "," or not marks.low[k].endswith("ing"):
        return False
    before = [other for other in scene.named if other.j < named.i and other.party not in {None, named.party}]
    gap = range(before[-1].j, named.i) if before and not governed(scene, before[-1].i) else ()
    return bool(gap) and not any(marks.low[at] == "," or marks.is_("and", at) for at in gap)


def _heads(scene: Scene, named: Named) -> bool:
    """Whether a Slavic name in the genitive tells whose forces act: "армія Азербайджану"."""
    low, k = scene.marks.low, named.i
    k -= _BRACKETED if low[k - 1 : k] == [")"] and low[k - _BRACKETED : k - 2] == ["("] else 0  # "вооруженные силы (ВС) России"
    marks = scene.marks
    at = next((at for name in ("body-form", "defence", "troops-of") if (at := marks.ending(name, k)) is not None), None)
    return at is not None and not governed(scene, at) and not any(value.i <= at < value.j for value in scene.values)


def _opposed(scene: Scene, named: Named) -> bool:
    """Whether a name only tells whom others fight: "the rebel forces fighting Ethiopia's army said they will free"."""
    at = scene.marks.ending("fights", named.i - scene.marks.is_("determiners", named.i - 1))
    return at is not None and at > 0 and not scene.marks.is_("preposition", at - 1)


def _undergoes(scene: Scene, named: Named, k: int) -> bool:
    """Whether a name is the object of a verb before another, which begins at word k.

    "ЗСУ вибили росіян і взяли", "Иран атаковал Израиль, выпустив", "attacked Ukraine with 5 and used".
    """
    marks, at = scene.marks, named.i - 1
    if marks.lang == "en":
        return marks.low[named.j : named.j + 1] == ["with"] and at >= 0 and marks.low[at] in {"attacked", "hit", "struck", "targeted"}
    besides = "," in marks.low[named.j : k] and any(low.endswith(_CONVERBS) for low in marks.low[k : k + 1])
    done = at > 0 and (marks.low[at].endswith(_PAST) or marks.is_("assail", at))
    if not done or not (besides or marks.is_("and", named.j)):
        return False
    return any(other.j <= at and other.party not in {None, named.party} for other in scene.named)


def _behind_value(scene: Scene, named: Named) -> bool:
    """Whether a Slavic name stands in the genitive behind a count: whose the people counted are."""
    return scene.marks.lang != "en" and any(value.j == named.i for value in scene.values if value.kind == "count")


def _carried(scene: Scene, k: int) -> str | None:
    """The party that "it" before word k stands for: the only one that acts in the sentence before."""
    marks = scene.marks
    start = max((at + 1 for at in scene.barriers if at < k), default=0)
    near = start if marks.is_("and", k - 1) else max(start, k - CARRIED)  # "it has freed all twenty hostages and handed over"
    if scene.sides.group is not None and any(marks.is_("group-pronoun", at) for at in range(near, k)):
        return scene.sides.group
    pronoun = next((at for at in range(near, k) if marks.is_("party-pronoun", at)), None)
    if scene.before is None or pronoun is None:
        return None
    said = pronoun - 1 - marks.is_("that", pronoun - 1)
    if scene.sides.group is not None and said > 0 and marks.is_("say", said) and marks.is_("army", said - 1):
        return scene.sides.state  # "The rebels denied it. The army said it had shot down six drones"
    before = scene.before
    low = before.marks.low
    acting = {
        scene.sides.kin(named.party)
        for named in before.named
        if named.party and named.entity.kind != "person" and not governed(before, named.i) and not _aside_says(before, named)
        # "Russia's forces" act, where Russia's talks do not.
        if low[named.j : named.j + 1] != ["'s"] or before.marks.is_("soldier", named.j + 1) or before.marks.is_("army", named.j + 1)
    } & set(scene.sides.parties)
    return acting.pop() if len(acting) == 1 else None


def _aside_says(scene: Scene, named: Named) -> bool:
    """Whether an English relative clause only tells who says so: "areas that Kyiv and analysts say are held"."""
    marks = scene.marks
    return marks.is_("that", named.i - 1) and any(
        marks.is_("say", k) and marks.is_("be", k + 1) for k in range(named.j, named.j + CARRIED + 1)
    )


def _forces_of(scene: Scene, named: Named) -> bool:
    """Whether an English name behind "of" tells whose forces act: "fighters of the RSF seized"."""
    marks = scene.marks
    at = named.i - 1 if named.i and marks.is_("determiners", named.i - 1) else named.i
    k = marks.ending("of", at) if marks.lang == "en" else None
    if k is None:
        return False
    head = next((i for name in ("soldier", "army") if (i := marks.ending(name, k)) is not None), None)
    return head is not None and not governed(scene, head) and not any(value.i <= head < value.j for value in scene.values)


def _goes_on(scene: Scene, barrier: int, k: int) -> bool:
    """Whether a Slavic clause tells on of whom the one before told: a verb opens it ("it handed over 20, but received 30")."""
    marks = scene.marks
    told = any(marks.is_("that", at) for at in (barrier, barrier + 1))  # "he added that ... were freed": who freed them is another
    return marks.lang != "en" and barrier + 1 >= k and marks.is_("breaks", barrier) and not told


def agent(scene: Scene, cue: tuple[int, int]) -> str | None:
    """Return the party after "by", within some words of a cue; not who shot down what was fired."""
    for at, end in scene.marks.spans("by"):
        if any(cue[1] <= a < at for a, _ in scene.marks.spans("downed")) or scene.marks.ending("told-by", end) is not None:
            continue  # "fired from Lebanon and intercepted by Israel", "the toll of the strike was released by Iran"
        if cue[0] <= at <= cue[1] + NEAR and not any(k in scene.barriers for k in range(cue[1], at)):
            backed = _backed(scene, end)
            if backed is not None:
                return backed
            for named in scene.named:
                if end <= named.i <= end + 1 and named.party:
                    return scene.sides.kin(named.party)
    return None


def _backed(scene: Scene, by: int) -> str | None:
    """The party right behind "by" that another only backs: "by the Iran-backed Houthis", "by the Iran-backed group, Islamic Jihad"."""
    k = next((b for a, b in scene.marks.spans("made-by") if by <= a <= by + 2), None)
    if k is None:
        return None
    behind = (named for named in scene.named if k <= named.i <= k + NEAR and named.party and not governed(scene, named.i))
    return next((party for named in behind if (party := scene.sides.kin(named.party or "")) in scene.sides.parties), None)


def _while(scene: Scene, named: Named, k: int) -> bool:
    """Whether an English name behind "with" does what the words from k tell: "with Kyiv also getting back eight civilians"."""
    marks = scene.marks
    return marks.lang == "en" and marks.low[named.i - 1] == "with" and 0 <= k - named.j <= 1 and marks.low[k].endswith("ing")


def attacker(scene: Scene | None) -> str | None:
    """Return the party that launches in this sentence: before "attack", "launched"; after "by"; or the foe of who was attacked."""
    if scene is None:
        return None
    if scene.attacks is None:
        scene.attacks = (next(_attackers(scene), None),)
    return scene.attacks[0]


def attackers(scene: Scene) -> frozenset[str]:
    """Return all parties that launch in this sentence."""
    return frozenset(_attackers(scene))


def _attackers(scene: Scene) -> Iterator[str]:
    marks = scene.marks
    if not (marks.any_("attack") or marks.any_("launch")):
        return
    shot = {a for a, _ in marks.spans("down")}
    # "Palestinian shot dead near Ramallah" did not shoot, unless he shot somebody.
    shot |= {a for a, b in marks.spans("slay") if marks.lang == "en" and marks.low[a] == "shot" and marks.is_("located", b)}
    # In Slavic the same word is "from".
    since = [
        a for a, b in marks.spans("since") if marks.lang == "en" or marks.is_("early", b) or any(dated.i == b for dated in scene.dated)
    ]
    since += [b for _, b in marks.spans("set-off")]  # "the war, triggered by the attack of"
    for name in ("attack", "launch"):
        for a, b in marks.spans(name):
            # "Killed since the attack by": when, and not by whom.
            if a in shot or marks.is_("preposition", a) or any(_within(scene, k, a) for k in since):
                continue
            party = maker(scene, a, b)
            if party is not None:
                yield party
    if marks.any_("attack"):
        yield from filter(None, (blamed(scene, b) for _, b in marks.spans("blamed-on")))


def maker(scene: Scene, a: int, b: int) -> str | None:
    """Return the party that makes the attack, or fires, of which words a to b tell."""
    return (
        agent(scene, (a, b))
        or scene.foe(assailed(scene, a))
        or (_shot(scene, a, b) if scene.marks.is_("fired-off", a) else None)
        or _attacks(scene, a)
        or _attack_of(scene, a, b)
    )


def _within(scene: Scene, k: int, a: int) -> bool:
    """Whether an attack at word a tells since when, behind word k; not what one does since a day: "с начала лета 2025 года РФ бьет"."""
    marks = scene.marks
    day = next((dated.j for dated in scene.dated if marks.lang != "en" and k < dated.i <= k + CARRIED), None)
    does = day is not None and any(named.party and day <= named.i < a for named in scene.named)
    return k <= a and "," not in marks.low[k:a] and not does


def blamed(scene: Scene, k: int) -> str | None:
    """Return the party on which an attack is blamed, right behind word k: "an attack blamed on the paramilitary RSF"."""
    return next((named.party for named in scene.named if k <= named.i <= k + _BLAMED), None)


def _shot(scene: Scene, a: int, b: int) -> str | None:
    """The party from whose land it came ("missiles fired from Iran"), or the foe of the one it was meant for ("launched at Israel")."""
    marks = scene.marks
    for name, last in (("from", 2), ("aimed", NEAR)):
        for at, end in marks.spans(name):
            behind = b <= at <= b + last and not any(k in scene.barriers or marks.low[k] == "," for k in range(b, at))
            # "З Лівану було випущено": in Slavic it may stand first.
            ahead = marks.lang != "en" and a - NEAR <= at < a and not any(k in scene.barriers for k in range(at, a))
            if behind or ahead:
                for named in scene.named:
                    straight = marks.lang == "en" or (named.party and not any(marks.is_("preposition", at) for at in range(end, named.i)))
                    if end <= named.i <= end + 2 and named.entity.party and straight:
                        own = name == "from" or marks.is_("annexed", named.i)  # whoever fires at Crimea does not hold it
                        return scene.sides.kin(named.entity.party) if own else scene.foe(named.entity.party)
    return None


def _attack_of(scene: Scene, a: int, b: int) -> str | None:
    """The party in the genitive right behind a Slavic noun of attack, or the one from whose land it came: "удары Израиля", "из Ливана"."""
    marks = scene.marks
    if marks.lang != "en" and marks.is_("fired-off", a):
        for at, end in marks.spans("from"):
            gap = range(end, a) if end <= a else range(b, at)
            if len(gap) <= 2 * NEAR and not any(k in scene.barriers or marks.low[k] == "," for k in gap):
                origin = next((named.entity.party for named in scene.named if named.i == end and named.entity.party), None)
                if origin is not None:
                    return scene.sides.kin(origin)
        maker = next((named for named in scene.named if b <= named.i <= b + 1 and named.party), None)
        if maker is not None and maker.party and (maker.i == b or marks.is_("body-form", b)):
            return scene.sides.kin(maker.party)  # "запущених рухом хуситів"
    if marks.lang == "en" and marks.low[b : b + 1] == ["from"]:
        # "Shelling from the Indian side", "rocket fire from Lebanon".
        lands = (scene.sides.kin(named.entity.party) for named in scene.named if b < named.i <= b + 2 and named.entity.party)
        return next((party for party in lands if party in scene.sides.parties), None)
    if marks.starts("strike-noun").get(a) != b:
        return None
    named = next((named for named in scene.named if named.i == b and named.party), None)
    if named is not None and marks.is_("shelling", a) and _land_hit(scene, named):
        return scene.foe(named.party)
    return scene.sides.kin(named.party) if named is not None and named.party else None


def _land_hit(scene: Scene, named: Named) -> bool:
    """Whether a country or capital is what was shelled ("обстріл Києва"), since no town of another party is told of that was."""
    if named.entity.kind not in {"party", "capital"}:
        return False
    lands = {
        scene.sides.kin(one.entity.party) for one in scene.named if one is not named and one.entity.party and one.entity.kind == "place"
    }
    return lands <= {scene.sides.kin(named.party or "")}


def _attacks(scene: Scene, a: int) -> str | None:
    """The party just before the attack that begins at word a, or the foe of one that is attacked."""
    marks = scene.marks
    for named in reversed(scene.named):
        if named.j > a or a - named.j > NEAR // 2 or named.party is None or of_land(scene, named):
            continue
        if any(marks.is_("say", k) for k in range(named.j, a)):
            continue
        made = marks.is_("drone", a) or marks.is_("missile", a) or marks.is_("drone", a - 1)
        apart = made and "," in marks.low[named.j : a]  # "летіли на українські міста, 38 становили ракети"
        if marks.lang != "en" and (apart or marks.ending("according", named.i) is not None or _credited(scene, named, a)):
            continue
        if marks.lang == "en" and named.entity.kind == "person" and "," in marks.low[named.j : a]:
            continue  # "According to the general, the attack": who tells of it
        if made and named.entity.kind == "people" and scene.sides.kin(named.party) not in scene.sides.parties:
            continue  # "eight Iranian drones": who made them
        if any(k in scene.barriers or any(marks.is_(name, k) for name in _OTHERS) for k in range(named.j, a + 1)):
            return None
        # "In a Hamas-led attack", "in an RSF drone strike": no place, but who does it.
        does = named.entity.kind in {"people", "body", "person"} or named.entity.of is not None or marks.is_("led", named.j)
        does = does or as_attacker(scene, named)
        if governed(scene, named.i) and not does and marks.low[named.j : named.j + 1] != ["'s"]:
            continue
        # "дрони окупанти запускали", "the drones Moscow launched"
        fired = (marks.lang != "en" or a == named.j) and (marks.is_("drone", named.i - 1) or marks.is_("missile", named.i - 1))
        struck = any(named.i == end for name in ("attack", "launch") for _, end in marks.spans(name))
        struck &= not marks.is_("of", named.i - 1)  # "a wave of Russian strikes"
        own = made and marks.lang != "en" and named.j == a  # "при атаке украинского дрона"
        object_ = struck and not fired and not own and not _launched(scene, named)
        if object_ or any(marks.is_("be", k) or marks.is_("under-attack", k) for k in range(named.j, a)):
            return scene.foe(named.party)
        return scene.sides.kin(named.party)
    return None


def as_attacker(scene: Scene, named: Named) -> bool:
    """Return whether a country's English name stands before an attack as an adjective: "killed in Russia rocket attack on Kharkiv"."""
    marks, sides = scene.marks, scene.sides
    if attributive(marks, named):
        return True
    end = named.j
    while (after := marks.starts("attack").get(end)) is not None:
        end = after
    aimed = marks.lang == "en" and named.entity.kind == "party" and end > named.j and marks.low[end : end + 1] in (["on"], ["against"])
    others = {sides.kin(one.entity.party) for one in scene.named if one.entity.party} - {sides.kin(named.party or "")}
    return aimed and not others.isdisjoint(sides.parties)


def assailed(scene: Scene, a: int) -> str | None:
    """Return the party before a verb of attack at word a, in the passive or of drones or missiles: "Украину атаковали 90 дронов"."""
    marks = scene.marks
    if marks.lang == "en":
        return _hit_by(scene, a)
    end = marks.starts("assail").get(a)
    if end is None:
        return None
    craft = [value for value in scene.values if value.i == end and value.things & CRAFT]
    does = craft and (marks.is_("assailed", a) or not any(low.endswith(_INSTRUMENTAL) for low in marks.low[craft[0].n : craft[0].j]))
    before = [
        named for named in scene.named if named.j <= a and named.entity.party and not any(k in scene.barriers for k in range(named.j, a))
    ]
    if not does or not before:
        return None
    # "Росіяни атакували 112 БпЛА": who they are that can do it, and no town that the drones hit.
    declined = marks.low[craft[0].j - 1].endswith(_GENITIVE)  # "ЗСУ атакували 40 дронів": the drones did
    acts = before[-1].entity.kind in {"people", "body"} and not (declined or marks.is_("assailed", a) or suffers(marks, before[-1]))
    return None if acts else scene.sides.kin(before[-1].entity.party or "")


def _hit_by(scene: Scene, a: int) -> str | None:
    """The party right before an English participle with the craft behind it, as headlines have it: "Ukraine hit by 500 drones"."""
    marks = scene.marks
    by = a + 1 + marks.is_("adverb", a + 1)
    if marks.low[by : by + 1] not in (["by"], ["with"]) or not any(value.i == by + 1 and value.things & CRAFT for value in scene.values):
        return None
    faces = 1 if marks.is_("faces", a - 1) else 0
    active = marks.low[a] == "attacked" and marks.low[by] == "with"  # "Armenia attacked with 20 drones"
    if active or not (faces or marks.low[a].endswith(("ed", "hit", "struck"))):
        return None
    hit = next((named for named in scene.named if named.j == a - faces and named.entity.party), None)
    return scene.sides.kin(hit.entity.party or "") if hit is not None else None


def of_land(scene: Scene, named: Named) -> bool:
    """Return whether a name says whose land something is, in Slavic."""
    marks = scene.marks
    if marks.lang == "en" or not named.party:
        return False
    at = marks.ending("land", named.i)
    # "По портах України росіяни випустили": two names, and no land of theirs; nor of an army: "в області ЗСУ контролюють".
    own = at is not None and named.entity.kind != "body" and not any(other.i == at for other in scene.named)
    return marks.is_("land", named.j) or own
