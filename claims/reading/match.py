# ruff: noqa: RUF001, RUF002 -- letters and marks of three languages
"""Frames against the values of a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from claims.reading.frames import LOCAL, Cue, Rule
from claims.reading.harm import HARM, HARMED, deed
from claims.reading.killers import kills
from claims.reading.marks import Marks
from claims.reading.mention import Mention
from claims.reading.nouns import CRAFT, FEW, is_of
from claims.reading.scene import Scene

_COMMA, _PASSIVE, _INHERITED, _VALUE = 3.0, 5.0, 1.0, 0.5
_ASIDE = 12.0
_LAST = 20.0
_TIGHT = 2
_AUXILIARIES = 3
_PHRASE = 4
"""Words behind a preposition that modify what stands before it, and do not count for the reach of a frame that reaches over names."""
_COMMAS = frozenset({",", "(", ")", "–", ":"})
_CLOSES = frozenset({",", ")", "–"})
"""What ends words that are told besides."""
_PHRASE_ENDS = _COMMAS | {'"'}
_CLAUSE = 8
"""Words from a number to the verb of its clause."""
_OTHERS = 1.5
_BEFORE = 0.1
_GENITIVE = ("них", "ных", "ших", "тих", "тых")
"""How Slavic participles in the genitive plural end."""
_PAST = ("лись", "лась", "лся", "вся", "лося", "ли", "ла", "ло", "шел", "шов")
"""How Slavic verbs end that tell what has been."""
_DID = (*_PAST, "ал", "ил", "ел", "ял", "ав", "ив", "їв", "яв", "ув")
"""The same with the masculine ones, as which nouns end, too."""
_FLOWN = frozenset({"launch", "launched", "down", "downed"})
"""Verbs of what craft did, and of what became of them."""
_PARTICIPIAL = (*_GENITIVE, "ого", "ої", "ой", "ими", "ыми", "ені", "ные", "ний", "ный")
"""How Slavic participles end that stand behind what they tell of."""
_PARTICIPLES = frozenset({"given", "gotten", "traded", "downed", "launched", "gained", "freed", "slay"})
"""Cues that may stand in a Slavic phrase, between a number and its noun."""
_DEEDS = frozenset({*HARM, "slay", "lose"})
"""Verbs of what was done to those counted."""
_LIGHT = frozenset({"be", "have", "adverb", "others", "remaining"})
"""Lexemes of words between a number and what befell those counted."""
_HARMS = frozenset({*HARM, *HARMED})
_NAME = 16
"""Words of the longest name of whose those counted are: "of the 3rd Brigade of the National Guard of Ukraine"."""
_OF_NAMES = frozenset({"of", "from", "-", "'s", '"'})
"""What stands between the words of whose those counted are."""
_TOLD = frozenset({"death", "injury"})
"""Nouns that say themselves what happened to those counted."""
_FOUGHT = frozenset({"war-noun", "attack", "fighting"})
_PACED = "total"
"""The question of which so many a day or a month are asked."""
_TOLLS = ("killed.toll", ".toll-far")
"""Ends of the ids of frames of a toll that is named somewhere before its number."""
_RECORD = 8
"""Words between "the biggest" and "since the war began", which then tells of no sum."""
_UNLISTED = frozenset({"=unlisted", "=left", "=counted"})
"""Places that no list has, which only rules take that ask for them."""
_PRECISE = frozenset({"date", "place", "ordinal"})
"""Kinds of values of which rules ask for some alone."""
_LONGER = 0.01
"""Of two cues at the same distance the one of more words is the surer."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that reads a value; the smaller the cost, the surer."""

    rule: Rule
    mention: Mention
    cue: tuple[int, int]
    cost: float
    before: bool
    """Whether the cue stands before the value."""


def _cost(scene: Scene, first: int, last: int, rule: Rule, reach: int, *, before: bool = False) -> float | None:
    """What it costs to reach over words first to last; None where that is too far."""
    marks = scene.marks
    cost, words = 0.0, 0
    aside = {k for a, b in scene.asides if first <= a and b <= last for k in range(a, b)} if scene.asides else ()
    if not aside and not scene.barriers.isdisjoint(range(first, last)):
        return None
    if rule.stops and any(first <= a < last and a not in aside for name in rule.stops for a, _ in marks.spans(name)):
        return None
    light = _modifying(scene, first, last) if rule.names and rule.question.kind != "place" and not (before and rule.stage) else ()
    be, covered = marks.starts("be"), scene.covered
    for k in range(first, last):
        if k in aside:
            continue
        if aside and k in scene.barriers:
            return None
        low = marks.low[k]
        if low in _COMMAS:
            cost += _COMMA
        elif k in covered or k in light or (rule.names and marks.words.cap[k]):
            cost += _VALUE
        elif k in be or not low[0].isalnum():
            continue
        else:
            cost += 1
            words += 1
            if words > reach:
                return None
    return cost


def _modifying(scene: Scene, first: int, last: int) -> set[int]:
    """Words behind a preposition that only say more of what stands before it: "talks over the clash along the line ended"."""
    marks = scene.marks
    found: set[int] = set()
    left = 0
    for k in range(first, last if marks.lang == "en" else first):
        if marks.low[k] in _PHRASE_ENDS or marks.is_("say", k) or marks.is_("that", k) or marks.is_("which", k):
            break
        if marks.is_("preposition", k) or marks.is_("and", k):
            left = 0 if marks.is_("to", k) or marks.is_("and", k) else _PHRASE
        elif left:
            found.add(k)
            left -= not (marks.is_("determiners", k) or marks.words.cap[k] or k in scene.covered)
    return found


def _left(scene: Scene, lexeme: str, mention: Mention, rule: Rule, reach: int) -> tuple[float, tuple[int, int]] | None:
    best: tuple[float, tuple[int, int]] | None = None
    for a, b in scene.marks.spans(lexeme):
        at = mention.i if b <= mention.i else mention.n
        if a >= mention.n:
            break
        if b > at:
            continue
        inner = scene.asides and any(first <= a < last <= mention.n for first, last in scene.asides)
        inner = inner or (lexeme in HARMED and _in_brackets(scene, a, b, mention))
        inner = inner or (lexeme == "down" and _of_more(scene, a, b) and {":", "–"}.isdisjoint(scene.marks.low[b : mention.i]))
        inner = inner or (lexeme in _DEEDS and _of_another_deed(scene, mention, b))
        inner = inner or (lexeme in _HARMS and _befell(scene.marks, mention, b))
        inner = inner or (lexeme == "down" and _goes_its_way(scene, mention))
        inner = inner or (lexeme == "give" and _says_which(scene, a, b, mention))
        inner = inner or (lexeme == "launch" and any(other.n < a < other.j for other in scene.values))  # "six Russia-launched missiles"
        inner = inner or (lexeme == "launch" and _of_those_before(scene, a))
        if inner or _reaches_over(scene, a, b) or _of_which(scene, mention, b) or (lexeme in _PARTICIPLES and _counted(scene, mention, a)):
            continue
        # "Раненых: 171 человек", but not "потери: 14 убитых".
        labels = scene.marks.lang != "en" and b == at - 1 and scene.marks.low[b] == "–" and mention.things.isdisjoint(_TOLD)
        cost = 0.0 if labels or b == at else _cost(scene, b, at, rule, reach, before=True)
        if cost is None:
            continue
        if scene.marks.lang == "en" and scene.marks.low[b] != ":" and _tells_back(scene, a, b):
            cost += _PASSIVE
        if lexeme == "launch" and not mention.whole and _shot_down(scene, mention):
            cost += _ASIDE  # "an attack with 29 drones shot down"
        if lexeme == "launch" and scene.marks.is_("preposition", b) and any(other.j == a for other in scene.values):
            cost += _ASIDE  # "10 missiles fired from the sea and 23 drones"
        if best is None or cost <= best[0]:
            best = (cost, (a, b))
    return best


def _in_brackets(scene: Scene, a: int, b: int, mention: Mention) -> bool:
    """Whether English words stand in brackets that close before a value: "losses (killed, missing and maimed) are likely 400,000"."""
    low = scene.marks.low
    if scene.marks.lang != "en" or b > mention.i or ")" not in low[b : mention.i]:
        return False
    close = low.index(")", b)
    return "(" in low[:a] and "(" not in low[b:close] and ")" not in low[max(k for k in range(a) if low[k] == "(") : a]


def _says_which(scene: Scene, a: int, b: int, mention: Mention) -> bool:
    """Whether English words only say which are meant: "freed hostages: 20 men", "two captives freed in May say four others were hurt".

    Or that pictures were given to the press: "images released by the ministry showed dozens of men".
    """
    marks = scene.marks
    told = any(other.j == a for other in scene.values) and any(marks.is_("say", k) for k in range(b, mention.i))
    return marks.lang == "en" and (told or marks.low[b + 1 : b + 2] == [":"] or marks.is_("pictures", a - 1))


def _of_another_deed(scene: Scene, mention: Mention, b: int) -> bool:
    """Whether an English number without a noun goes with another verb than the one that ends at word b: "and burned nine others"."""
    marks = scene.marks
    if marks.lang != "en" or "-" not in mention.things or mention.i <= b:
        return False
    own = marks.low[mention.i - 1].endswith("ed") and not marks.is_("be", mention.i - 2)
    return own or _told_itself(marks, mention)


def _of_those_before(scene: Scene, a: int) -> bool:
    """Whether a Slavic participle at word a tells of craft right before it: "із 61 дрона, спрямованого на Одещину, долетіло п'ять"."""
    marks = scene.marks
    behind = any(other.j == a - (marks.low[a - 1] == ",") for other in scene.values if other.things & CRAFT)
    return marks.lang != "en" and behind and marks.low[a].endswith(_PARTICIPIAL)


def _goes_its_way(scene: Scene, mention: Mention) -> bool:
    """Whether a number has a verb of its own: "shot down 13 and one was left to fall", "сбиты 15 целей, один дрон задел крышу"."""
    marks = scene.marks
    if marks.lang != "en":
        told = mention.j < len(marks) and marks.low[mention.j].endswith(_DID) and not marks.one_of(_FLOWN, mention.j)
        first = mention.i - marks.is_("increment", mention.i - 1)
        return told and marks.low[first - 1] == "," and any(other.j < mention.i for other in scene.values if other.kind == "count")
    return "-" in mention.things and marks.is_("and", mention.i - 1) and marks.is_("be", mention.j)


def _told_itself(marks: Marks, mention: Mention) -> bool:
    """Whether an English number with its place begins a clause: "killed four people in Sumy, and 15 in Odesa were evacuated"."""
    begins = marks.is_("and", mention.i - 1) and marks.is_("located", mention.j)
    phrase = takewhile(lambda k: marks.low[k] != "," and not marks.is_("and", k), range(mention.j, min(mention.j + _CLAUSE, len(marks))))
    return begins and any(marks.is_("be", k) for k in phrase)


def _befell(marks: Marks, mention: Mention, b: int) -> bool:
    """Whether something else is told of an English number behind a verb: "1,200 people were killed and 251 others taken hostage"."""
    k = mention.j
    while k < len(marks) and marks.one_of(_LIGHT, k):
        k += 1
    return marks.lang == "en" and b <= mention.i and marks.is_("displaced", k) and (k > mention.j or not marks.low[k].endswith("ing"))


def absolute(marks: Marks, mention: Mention) -> bool:
    """Return whether "with" behind a comma leads to a value, of whom those before need not be: "fired 40, with two people killed"."""
    k = mention.i - 1
    return k > 0 and marks.is_("absolute", k) and marks.low[k - 1] == ","


def _reaches_over(scene: Scene, a: int, b: int) -> bool:
    """Whether Slavic words with a gap in them reach over a number of their own: "число погибших достигло 90, раненых 400"."""
    return scene.marks.lang != "en" and any(a < other.i and other.j < b for other in scene.values if other.kind == "count")


def _of_which(scene: Scene, mention: Mention, b: int) -> bool:
    """Whether a number of which something of its own is told stands behind a comma: "fired six missiles, one of which fell"."""
    if "-" in mention.things and mention.i - 1 > b and absolute(scene.marks, mention):
        return True  # "Fired 40 missiles, with seven slipping through".
    end = scene.marks.starts("of-them").get(mention.j)
    return end is not None and any(b <= comma < mention.i for comma in scene.commas) and _told_of_them(scene, end)


def _told_of_them(scene: Scene, end: int) -> bool:
    """Whether "of them", "of which" that ends before a word opens what is told of them, and not only when or how they were."""
    marks = scene.marks
    if end == len(marks) or marks.low[end] == "," or marks.is_("preposition", end):
        return False  # "Storm Shadows, four of them, at"
    if marks.is_("be", end) and not marks.is_("negation", end + 1):
        return False
    # "Took 300 villages, 32 of them in December": only when.
    day = next((dated.i for dated in scene.dated if end < dated.i <= end + _TIGHT), None)
    return not (day and all(marks.low[k] == "–" or marks.is_("preposition", k) for k in range(end, day)))


def _tells_back(scene: Scene, a: int, b: int) -> bool:
    """Whether a participle tells of what stands before it: "were killed", "3,000 people killed and 6,000 others injured"."""
    marks = scene.marks
    passive = a > 0 and marks.is_("be", a - 1) and marks.low[b - 1].endswith(("ed", "en")) and b - a == 1
    return passive or (marks.is_("participle", a) and any(other.j == a for other in scene.values))


def _right(scene: Scene, lexeme: str, mention: Mention, rule: Rule, reach: int) -> tuple[float, tuple[int, int]] | None:
    bare = "-" in mention.things and mention.who is None
    for a, b in scene.marks.spans(lexeme):
        if _of_some(scene, lexeme, mention, a):
            return None
        if lexeme == "downed" and a >= mention.j and _of_more(scene, a, b):
            continue
        if mention.n < a and b < mention.j and (scene.marks.is_("participle", a) or _told_within(scene, lexeme, mention, a)):
            # "12 injured people", "шесть сбитых дронов"; but "22 wounded soldiers were handed over".
            freed = scene.marks.lang == "en" and (scene.marks.any_("give") or scene.marks.any_("given"))
            return _PASSIVE if freed else 0.0 if lexeme == "downed" else _BEFORE, (a, b)
        if _tells_other(scene, lexeme, mention, a, b):
            continue
        inner = next(((i, j) for i, j in scene.asides if mention.n < i <= a and b <= j), None)
        # "2,802 soldiers, who were martyred in the war, were buried".
        who = (
            inner is not None and inner[0] == mention.j and rule.question.weights is not None and scene.marks.is_("relative", mention.j + 1)
        )
        # "Of the 40 who came home, six are officers".
        which = inner is not None and inner[0] == mention.j and mention.whole and _behind_relative(scene, mention.j) == a
        if a >= mention.j and (inner is None or who or which):
            if _of_number_behind(scene, mention, a, bare=bare):
                return None
            first = (_end_of_whole(scene, mention) if lexeme == "downed" else mention.j) + (
                bare and scene.marks.lang != "en" and scene.marks.low[mention.j : a] == ["–"]
            )
            first = min(max(first, _whose_end(scene, mention.j)), a)
            cost = None if rule.stage and _of_other(scene, mention.j, a) else _cost(scene, first, a, rule, reach)
            if "=is" in mention.things and a > mention.j + _TIGHT:
                return None  # "6,000 were civilians, with many more wounded"
            if cost is not None and lexeme == "launched" and _aside(scene, mention, a, b):
                cost += _ASIDE
            return None if cost is None else (cost + _BEFORE, (a, b))
    return None


def _whose_end(scene: Scene, j: int) -> int:
    """Return where English words end that tell whose those counted before word j are: "45 soldiers of the Armed Forces of Ukraine were"."""
    marks, end, k = scene.marks, j, j
    if marks.lang != "en" or marks.low[j : j + 1] not in (["of"], ["from"]):
        return j
    while k < min(len(marks), j + _NAME):
        if marks.words.cap[k] or marks.is_("body-form", k):
            end = k + 1
        elif not (marks.low[k] in _OF_NAMES or marks.is_("determiners", k)):
            break
        k += 1
    return end


def _of_number_behind(scene: Scene, mention: Mention, a: int, *, bare: bool) -> bool:
    """Whether words at word a tell of a number behind a comma: "rose to 31, with 94 hurt"; in Slavic "загинули 8 солдатів, 15 поранено"."""
    values = (other for other in scene.values if other.kind == "count" and _between(scene, mention.j, other.i, a))
    # "20 dead, including 14 civilians and six soldiers, and 53 were hurt".
    if bare or (mention.part and scene.marks.lang == "en"):
        return any(not other.part or scene.marks.is_("be", other.j) for other in values)
    return scene.marks.lang != "en" and any("-" in other.things and other.j <= a <= other.j + 1 for other in values)


def _end_of_whole(scene: Scene, mention: Mention) -> int:
    """Where what a value counts ends, with the whole that it is a part of: "70 of the 75 drones that Russia sent were downed"."""
    wholes = (other.j for other in scene.values if other.whole and other.things & CRAFT and is_of(scene.marks, mention.j, other.i))
    return next(wholes, mention.j)


def _tells_other(scene: Scene, lexeme: str, mention: Mention, a: int, b: int) -> bool:
    """Whether words a to b tell of another value in English, or only look like what they tell: "got 78 in return" returns nobody."""
    marks = scene.marks
    if marks.lang == "en" and lexeme in HARMED and _of_next(scene, mention, a, b):
        return True
    return (lexeme == "given" and marks.ending("mutually", b) is not None) or _dated_anew(scene, mention, a)


def _dated_anew(scene: Scene, mention: Mention, a: int) -> bool:
    """Whether a comma and another date stand between a date and word a: "began a truce on Friday, agreed on 9 June at the talks"."""
    marks = scene.marks
    return mention.kind == "date" and any(
        mention.j <= dated.i and dated.j <= a and "," in marks.low[mention.j : dated.i] for dated in scene.dated
    )


def _of_some(scene: Scene, lexeme: str, mention: Mention, a: int) -> bool:
    """Whether word a tells of some of those counted: "nine missiles, five downed", "sent 14,000 troops, 4,700 of them killed"."""
    marks = scene.marks
    if marks.lang != "en" and lexeme in {*HARMED, "slay"} and a > mention.j:
        # "Шестеро саперов подорвались, один скончался", "приговорил трех летчиков: бомба убила 14".
        return ":" in marks.low[mention.j : a] or any(
            other.j == a and other.n > mention.j and other.things <= {"-"} for other in scene.values
        )
    if lexeme == "downed":
        # "40 rockets were fired, most of them intercepted".
        few = any(mention.j <= i < a for i, _ in marks.spans("some-of"))
        return few or any(other.j == a and other.n > mention.j and "-" in other.things for other in scene.values)
    if marks.lang != "en" or a <= mention.j:
        return False
    others = [other for other in scene.values if other.kind == "count" and mention.j <= other.i < a]
    return bool(others) and any(
        a < other.j
        or (
            _CLOSES.isdisjoint(marks.low[other.j : a])
            and any(marks.is_("of-them", k) and marks.is_("of", k) for k in (other.i - 2, other.j))
        )
        for other in others
    )


def _told_within(scene: Scene, lexeme: str, mention: Mention, a: int) -> bool:
    """Whether a participle at word a tells within the phrase what happened: "six downed drones", "the 60 returned soldiers"."""
    marks = scene.marks
    if marks.lang != "en":
        return lexeme in _PARTICIPLES
    if lexeme == "downed":
        return marks.is_("thing", a + 1)
    definite = marks.is_("definite", mention.i) or marks.is_("definite", mention.i - 1)
    return lexeme == "given" and definite and marks.low[a].endswith("ed")


def _of_other(scene: Scene, first: int, k: int) -> bool:
    """Whether an English verb at word k is of a noun behind word first: "talks seek to end the rebellion that began in 1964"."""
    marks = scene.marks
    return marks.lang == "en" and k - 1 > first and marks.is_("that", k - 1) and not marks.words.cap[k - 2]


def _counted(scene: Scene, mention: Mention, k: int) -> bool:
    """Whether a Slavic participle at word k is what another number counts: "із 200 звільнених 20 офіцерів"."""
    marks = scene.marks
    return (
        marks.lang != "en"
        and marks.low[k].endswith(_GENITIVE)
        and any(other is not mention and other.kind == "count" and other.i <= k <= other.j for other in scene.values)
    )


def _of_next(scene: Scene, mention: Mention, a: int, b: int) -> bool:
    """Whether an English verb tells of the number behind it: "killed 400, including 54 women, and wounded 3,056", "that killed 149"."""
    marks = scene.marks
    told = marks.is_("that", a - 1) or (mention.part and marks.is_("and", a - 1))
    return told and mention.j < a and any(other.i == b and other.kind == "count" for other in scene.values)


def _of_more(scene: Scene, a: int, b: int) -> bool:
    """Whether a Slavic participle stands right before another noun, which it tells of: "попадание 30 ударных и падение сбитых дронов"."""
    marks = scene.marks
    more = marks.is_("thing", b) or marks.ending("fall-of", a) is not None  # "влучання 21 дрона та падіння збитих"
    return marks.lang != "en" and b == a + 1 and marks.low[a].endswith(_GENITIVE) and more and a not in scene.covered


def _shot_down(scene: Scene, mention: Mention) -> bool:
    """Whether words for shooting down stand right behind a phrase: "an attack with 29 drones shot down"."""
    marks = scene.marks
    return any(0 <= at - mention.j <= _TIGHT and "," not in marks.low[mention.j : at] for at, _ in marks.spans("downed"))


def _between(scene: Scene, first: int, k: int, last: int) -> bool:
    """Whether word k stands between two others, behind a comma."""
    return first <= k < last and any(first <= comma < k for comma in scene.commas)


def _aside(scene: Scene, mention: Mention, a: int, b: int) -> bool:
    """Whether the words only say which are meant: "fired by", "that Russia launched"."""
    marks = scene.marks
    told = any(marks.is_("be", k) for k in range(mention.j, a))
    if marks.lang == "en" and a == mention.j and marks.low[a].endswith("ing"):
        return True  # "three drones heading for the capital were shot down"
    if marks.lang == "en" and any(named.j == a and any(value.j == named.i for value in scene.values) for named in scene.named):
        return True  # "70 of the 75 drones Russia launched were shot down"
    return any(marks.is_("that", k) or marks.is_("which", k) for k in range(mention.j, a)) or (not told and marks.is_("preposition", b))


def _cue(scene: Scene, cue: Cue, mention: Mention, rule: Rule) -> tuple[float, tuple[int, int], bool] | None:
    if cue.left is None and cue.right is None:
        return _VALUE, (mention.i, mention.j), True
    if cue.left is not None and cue.right is not None:
        left = _left(scene, cue.left, mention, rule, _TIGHT)
        right = _right(scene, cue.right, mention, rule, _TIGHT) if left else None
        return (left[0] + right[0] - _VALUE, (left[1][0], right[1][1]), True) if left and right else None
    if cue.left is not None:
        left = _left(scene, cue.left, mention, rule, rule.reach)
        return (*left, True) if left else None
    right = _right(scene, cue.right or "", mention, rule, rule.reach)
    return (*right, False) if right else None


def _share(scene: Scene, rule: Rule, mention: Mention) -> bool:
    match rule.share:
        case "owned":
            return not (mention.each or mention.swapped) and _owned(scene, mention)
        case "each":
            return mention.each
        case "whole":
            return mention.whole
        case "swapped":
            return mention.swapped
        case "all":
            return not (mention.each or mention.swapped)


def _owned(scene: Scene, mention: Mention) -> bool:
    """Whether the people counted are told to be of one party, and no other is named beside it."""
    parties = {scene.sides.kin(named.party) for named in scene.named if mention.i <= named.i < mention.j and named.party}
    return mention.owner is not None and len(parties) == 1 and parties <= set(scene.sides.parties)


def _within(scene: Scene, rule: Rule, mention: Mention, cue: tuple[int, int]) -> bool:
    """Whether craft are some of those launched that were told of: "launched 183 drones, about 110 of them Shaheds", "of which 31 hit"."""
    if not mention.part:
        return False
    again = rule.question.id.endswith("-launched")
    if not again and scene.marks.is_("located", mention.j):
        return False  # "shot down 19 drones, including 11 over Kursk"
    craft = ({thing.removeprefix("~") for thing in mention.things} if again else mention.things) & CRAFT
    wholes = (other for other in scene.values if other.n < mention.n and not other.part and craft & other.things)
    return any(again or cue[1] <= other.n for other in wholes)


def _of_others(scene: Scene, rule: Rule, mention: Mention, cue: tuple[int, int], *, before: bool) -> bool:
    """Whether what a cue tells is told of others than those counted."""
    # Of "18 of the 369 prisoners freed" the 369 were freed.
    nearer = not before and rule.question.weights is not None and _of_nearer(scene, mention, cue)
    whole = mention.whole and rule.share == "all" and cue[0] != _behind_relative(scene, mention.j) and not _of(scene, cue[1])
    killers = rule.question.weights is not None and kills(scene, mention, cue, before=before)
    freed = rule.question.topic == "pow-swaps" and _of_those_freed(scene, mention, cue, before=before)
    # "Handed over 38 bodies and received 1,000".
    goes_on = (
        not before
        and scene.marks.lang == "en"
        and scene.marks.is_("and", mention.j)
        and (cue[0] == mention.j + 1 or scene.marks.is_("say", mention.j + 1))
    )
    return (
        nearer
        or whole
        or killers
        or freed
        or goes_on
        or (not before and _next_shot(scene, rule, cue))
        or _within(scene, rule, mention, cue)
    )


def _next_shot(scene: Scene, rule: Rule, cue: tuple[int, int]) -> bool:
    """Whether Slavic words behind a comma tell of the next number that it was shot down: "семь ракет и 150 дронов, сбито 120 целей"."""
    told = scene.marks.lang != "en" and rule.question.id.endswith("-downed") and scene.marks.low[cue[0] - 1] == ","
    return told and any(value.i == cue[1] and value.kind == "count" for value in scene.values)


def _of_nearer(scene: Scene, mention: Mention, cue: tuple[int, int]) -> bool:
    """Whether an English cue tells of a number right before it, which somebody killed: "four gunmen left 21 dead"."""
    return any(other.j == cue[0] and other.i > mention.j and deed(scene.marks, other.i) is not None for other in scene.values)


def _of_those_freed(scene: Scene, mention: Mention, cue: tuple[int, int], *, before: bool) -> bool:
    """Whether English words only say of whom a number is a part: "of those freed by Israel, 21 were deported", "9 of the 30 freed are"."""
    marks = scene.marks
    if marks.lang != "en":
        return False
    if not before:
        wholes = [value for value in scene.values if value.whole and mention.n < value.n and value.j <= cue[0]]
        told = bool(wholes) and all(marks.is_("to", k) or marks.is_("be", k) for k in range(wholes[0].j, cue[0]))
        finite = told and marks.is_("be", wholes[0].j)
        return told and not finite and any(marks.is_("be", k) for k in range(cue[1], len(marks)) if k not in scene.barriers)
    first = next((k for k, low in enumerate(marks.low) if low[0].isalpha()), 0)
    opens = first < cue[0] and (marks.is_("of", first) or marks.is_("among", first))
    parted = opens and any(k in scene.commas or marks.is_("be", k) for k in range(cue[1], mention.i))
    # "The prisoners released are 24 women", "the prisoners released by Russia include 40 wounded".
    giver = next((named.j for named in scene.named if named.i == cue[1] + 1 and marks.is_("by", cue[1])), cue[1])
    told = (
        mention.owner is None
        and marks.is_("consists", giver)
        and cue[1] - cue[0] == 1
        and any(j == cue[0] for j in marks.starts("thing").values())
    )
    return parted or told


def _behind_relative(scene: Scene, k: int) -> int:
    """Where the verb of an English relative clause stands that begins at word k: "of the 40 who have come home"; k where none does."""
    marks = scene.marks
    return _verb(scene, k + 1) if marks.lang == "en" and marks.is_("relative", k) else k


def _of(scene: Scene, k: int) -> bool:
    """Whether an English cue that ends at word k leads from a part to its whole: "50 of the", "10 of"."""
    return scene.marks.lang == "en" and (
        scene.marks.is_("of", k - 1) or (scene.marks.is_("determiners", k - 1) and scene.marks.is_("of", k - 2))
    )


def _fits(scene: Scene, rule: Rule, mention: Mention) -> bool:
    """Whether a rule may read a value, but for what depends on where its cue stands."""
    if mention.kind in _PRECISE and not _answers(scene, rule, mention):
        return False
    weighed = rule.question.weights is not None  # being a part, or of each side, is weighed, too
    if weighed and _no_victims(scene, mention):
        return False
    if rule.id.endswith(_TOLLS) and not _of_toll(scene, rule, mention):
        return False
    if not _share(scene, rule, mention) and not (weighed and mention.each):
        return False
    if (
        mention.part
        and not (weighed or mention.each)
        and rule.question.who is None
        and "-" in rule.things
        and rule.question.kind == "count"
    ):
        return False
    if rule.question.id == "exchanged" and _in_return(scene, mention):
        return False
    if not mention.things.isdisjoint(_UNLISTED) and not rule.precision:
        return False
    if rule.question.topic == "pow-swaps" and "remains" in mention.things and "remains" not in rule.things:
        return False  # "handed the bodies of 90 soldiers over"
    if "=is" in rule.precision and "=is" not in mention.things:
        return False
    return "=nth" not in mention.things or "=nth" in rule.precision


def _answers(scene: Scene, rule: Rule, mention: Mention) -> bool:
    """Whether a place, a day or an ordinal may be an answer: most are none."""
    if rule.precision and rule.precision.isdisjoint(mention.things):
        return False
    if rule.question.id == "next-round" and _past(scene, mention):
        return False
    if rule.question.id == "venue" and _keeps_captives(scene, mention):
        return False
    # "Their first exchange in four months on Friday": when it was, and not since when.
    return not (mention.kind == "date" and rule.question.kind == "duration" and scene.marks.low[mention.i - 1] == "on")


def _keeps_captives(scene: Scene, mention: Mention) -> bool:
    """Whether those of whom is told are held in a place: "a deal on the hostages held in Gaza"."""
    k = mention.i - scene.marks.is_("determiners", mention.i - 1)
    return scene.marks.ending("kept-in", k) is not None


def _past(scene: Scene, mention: Mention) -> bool:
    """Whether Slavic words tell that talks were held or began on a date, or counts since then: "возобновились в пятницу", "с ноября"."""
    marks, k = scene.marks, mention.i - 1
    since = marks.is_("since", k) and "=month" in mention.things
    k -= marks.is_("in-date", k)
    return marks.lang != "en" and (since or (marks.is_("talk-verb", k) and marks.low[k].endswith(_PAST)))


def _no_victims(scene: Scene, mention: Mention) -> bool:
    """Whether it is not told that those counted fell, but how some of the hurt are, or how many one fights."""
    marks = scene.marks
    # "Nine of the wounded were taken to hospital", "12 мільйонів стали переселенцями".
    treated = any(mention.n < i <= mention.j for name in ("some-treated", "made-refugees") for i, _ in marks.spans(name))
    foes = marks.ending("foes-met", mention.i) is not None  # "six fell in a clash between the army and some 70 rebels"
    return treated or foes or _in_care(scene, mention)


def _of_toll(scene: Scene, rule: Rule, mention: Mention) -> bool:
    """Whether the toll named last before a value is the rule's: "the number of wounded after the attack has risen to 30, and of dead"."""
    marks, i = scene.marks, mention.i
    dead = max((k for k in range(i) if marks.low[k] == "toll" or marks.is_("toll", k)), default=-1)
    hurt = max((a for a, _ in marks.spans("toll-injured") if a < i), default=-1)
    if i > 1 and marks.low[i - 1] == "to" and marks.is_("injury", i - 2):
        hurt = i  # "the death toll climbs to 12 and injuries to 40"
    return dead == hurt or (hurt > dead) == (rule.question.id == "wounded")


def _in_return(scene: Scene, mention: Mention) -> bool:
    """Whether Slavic words tell for how many somebody else is given, who then are one side's: "обміняти нардепа на 40 полонених"."""
    one = scene.marks.lang != "en" and not (mention.each or mention.swapped)
    return one and mention.i > 0 and scene.marks.is_("for", mention.i - 1)


def _in_care(scene: Scene, mention: Mention) -> bool:
    """Whether words only tell how those are who were hurt: "12 лишаються під наглядом лікарів", "seven who were in critical condition"."""
    marks = scene.marks
    care = [i for i, _ in marks.spans("in-care")] if not mention.whole else []  # "із десяти поранених троє в тяжкому стані"
    if not care or marks.lang == "en":
        return any(mention.n < i <= mention.j + FEW and "," not in marks.low[mention.n : i] for i in care)
    among = [(i, j) for i, j in marks.spans("of-them") if i == mention.j or mention.n < i < mention.j or mention.i - FEW <= j <= mention.i]
    end = max((j for i, j in among if i >= mention.n), default=mention.j)
    beside = any(scene.part(i) == scene.part(mention.n) or (i == end + 1 and marks.low[end] == "–") for i in care)
    return beside and bool(among or "-" in mention.things)


def _local(scene: Scene, rule: Rule, mention: Mention, cue: int) -> bool:
    """Whether what counts only between the same commas as the value or the cue (or opens the sentence) is there, or is not."""
    if not (rule.apart or rule.undone or rule.near):
        return True
    places = {*_opening(scene), scene.part(mention.n), scene.part(cue)}
    past = mention.kind == "date" and mention.who is None and "=old" in mention.things and not scene.marks.one_of(_FOUGHT, mention.j)
    if not past and any(_near(scene, name, places, mention.j - 1) for name in rule.apart):
        return False  # what lies far back isn't to come, whatever else is
    deeds = [scene.part(i) for name in rule.undone for i, _ in scene.marks.spans(name)]
    if deeds and (scene.part(mention.n) != scene.part(cue) or scene.part(mention.n) in deeds):
        return False
    return not rule.near or any(_near(scene, name, places) if name in LOCAL else scene.marks.any_(name) for name in rule.near)


def stands_beside(scene: Scene, names: frozenset[str], found: Match) -> bool:
    """Return whether one of some lexemes stands in the sentence of a match, LOCAL ones beside the value or the cue."""
    if scene.marks.found.keys().isdisjoint(names):
        return False
    places = {*_opening(scene), scene.part(found.mention.n), scene.part(found.cue[0])}
    return any(_near(scene, name, places) if name in LOCAL else scene.marks.any_(name) for name in names)


def _opening(scene: Scene) -> set[int]:
    """What opens a sentence: all before its first comma, and the clause behind "said, that" or "according to the minister,"."""
    marks, first = scene.marks, scene.commas[0] if scene.commas else 0
    told = first and (marks.is_("that", first + 1) or marks.within("according", 0, first))
    return {0, 1} if told else {0}


def _near(scene: Scene, name: str, places: set[int], n: int | None = None) -> bool:
    """Whether a lexeme stands in one of the places; none that "and" parts from the value at word n before it."""
    marks = scene.marks
    return any(
        (scene.part(i) in places or scene.part(j - 1) in places)  # "; since 2022 some 470 came home"
        and not (n is not None and i > n and any(marks.is_("and", k) for k in range(n, i) if not scene.beside(k)))
        and not any(i - _RECORD <= k < i and scene.part(k) == scene.part(i) for k, _ in marks.spans("record"))
        and marks.ending("caught", i) is None  # "people detained during the war"
        for i, j in marks.spans(name)
    )


def _verb(scene: Scene, k: int) -> int:
    """Where the verb behind its auxiliaries stands, from word k on."""
    marks = scene.marks
    return next((at for at in range(k, k + _AUXILIARIES) if not (marks.is_("be", at) or marks.is_("have", at))), k)


def _open(rules: Sequence[Rule], mention: Mention) -> Sequence[Rule]:
    """The rules that may read a value at all: of so many a day those that ask for that; of one and a half, the thousands left out, none."""
    if mention.kind == "count" and isinstance(mention.low, float) and round(mention.low, 3) % 1:
        return ()
    if not mention.rate:
        return rules
    return [rule for rule in rules if rule.question.id == _PACED] if mention.pace is not None else ()


def match(scene: Scene, rules: Sequence[Rule], mention: Mention) -> Match | None:
    """Return the rule that reads a value best; None where none does."""
    rules = _open(rules, mention)
    best: Match | None = None
    for rule in rules:
        inherited = _INHERITED if mention.kind == "count" and rule.things.isdisjoint(mention.things) else 0.0
        if inherited and rule.heirs.isdisjoint(mention.things):
            continue
        if not inherited and mention.inherits and rule.heirs.isdisjoint(mention.things):
            # "two soldiers died, three were hurt": soldiers, and not anybody.
            inherited = _OTHERS
        if not _fits(scene, rule, mention):
            continue
        if rule.stops and scene.marks.low[mention.j : mention.j + 1] != [","] and scene.marks.one_of(rule.stops, _verb(scene, mention.j)):
            continue  # "and 300 displaced", "and seven have been captured"; a comma only ends what it stands behind
        for cue in rule.standing(scene.marks.found):
            found = _cue(scene, cue, mention, rule)
            if found is None or _of_others(scene, rule, mention, found[1], before=found[2]):
                continue
            surer = _BEFORE if rule.share == "owned" or rule.question.who is not None else 0
            cost = found[0] + inherited + (_LAST if rule.last else 0) - surer - _LONGER * (found[1][1] - found[1][0])
            if (best is None or cost < best.cost) and _local(scene, rule, mention, found[1][0]):
                best = Match(rule, mention, found[1], cost, found[2])
    return best
