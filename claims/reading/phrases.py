"""What a number counts: the noun phrase round it."""

from dataclasses import dataclass, field
from itertools import pairwise

from claims.reading.marks import Marks
from claims.reading.numbers import Amount
from claims.reading.people import Named
from core.claim import Kind, Qualifier

_MODIFIERS = 4
_RATE = 4
_FEW = 4
"""Words between a number and its parts."""
_AUXILIARIES = 4
_COUNTED = frozenset({"soldier", "civilian", "people", "child", "captive"})
_FOLK = frozenset({"soldier", "civilian", "people", "child"})
_CRAFT = frozenset({"drone", "missile"})
_PLURALS = ("s", "men", "people", "personnel", "children", "dead", "wounded", "injured", "remains", "missing", "killed")
_ACTIVE = ("вшихся", "вших", "щихся", "щих", "нных", "них")
"""How Slavic participles in the genitive end."""
_JOINTS = frozenset({"-", '"', "'"})


@dataclass(slots=True)
class Mention:
    """A value in a sentence: words i to j with its qualifier and its noun, the number itself from n."""

    i: int
    n: int
    j: int
    kind: Kind
    low: float | str
    high: float | str
    unit: str | None = None
    qualifier: Qualifier = "exact"
    things: set[str] = field(default_factory=set)
    """Lexemes of its noun; "-" where it has none of its own."""
    who: str | None = None
    """The noun as printed."""
    owner: str | None = None
    """The party in the phrase ("12 Russian drones")."""
    own: bool = False
    """Whether the phrase says "its", "our"."""
    each: bool = False
    swapped: bool = False
    whole: bool = False
    """Whether it is the second of "87 of 103"."""
    vague: bool = False
    part: bool = False
    """Whether it is told as a part of another ("including 6 civilians")."""
    more: bool = False
    inherits: bool = False
    """Whether the noun is the one of a number before, soldiers."""
    rate: bool = False
    """Whether it is so many a day, so many for each, an average, or of another war."""
    others: bool = False
    """Whether as many others were counted right before it ("two politicians and two officers")."""


def mentions(marks: Marks, amounts: list[Amount], named: list[Named], before: set[str]) -> list[Mention]:
    """Return the counted and measured values of a sentence.

    `before`: the nouns counted last in the sentence before, for "60 of them".
    """
    at = {found.i: found for found in named}
    out: list[Mention] = []
    waiting: list[Mention] = []
    for k, amount in enumerate(amounts):
        mention = _mention(amount)
        if amount.kind != "count":
            mention.things = {"-", "=nth"} if amount.nth else {"-"}
            mention.rate = amount.kind == "area" and _rate(marks, mention)
            out.append(mention)
            continue
        limit = amounts[k + 1].i if k + 1 < len(amounts) else len(marks)
        _noun(marks, mention, at, limit)
        if not mention.things and (amount.each or _one(marks, mention, out)):
            mention.things, mention.j = {"-"}, amount.j
        part = _including(marks, amount.i)
        mention.part = (
            part is not None
            or _apposed(marks, mention)
            or (bool(out) and out[-1].part and _joins(marks, out[-1].j + marks.words.cap[out[-1].j], amount.i))
        )
        if "-" in mention.things and not (part is not None and mention.who):
            _inherit(marks, mention, out, before, k)
            if k + 1 < len(amounts) and _of(marks, amount.j, amounts[k + 1].i):
                waiting.append(mention)
                out.append(mention)
                continue
        if waiting and waiting[-1] is out[-1] and mention.things - {"-"}:
            first = waiting.pop()
            first.things = set(mention.things)
            first.who, first.owner, first.own = mention.who, mention.owner, mention.own
            mention.whole = True
        mention.whole |= _whole(marks, mention, amount, out)
        _finish(marks, mention, out[-1] if out else None)
        out.append(mention)
    _respective(marks, out)
    for first, second in pairwise(out):
        if second.kind == "duration" and second.unit == "years" and first.who is None and _joins(marks, first.j, second.i):
            first.rate = True  # "two men of 45 and 52 years"
        if _swapped(marks, first, second):
            first.swapped = second.swapped = True
        phrases = [marks.low[one.n + 1 : one.j] for one in (first, second)]
        second.others = all(phrases) and phrases[0] != phrases[1] and _joins(marks, first.j, second.i)
    return out


def _one(marks: Marks, mention: Mention, out: list[Mention]) -> bool:
    """Whether it is one of the drones or missiles counted before: "two were fired; one was shot down"."""
    return mention.low == mention.high == 1 and marks.is_("be", mention.j) and any(not one.things.isdisjoint(_CRAFT) for one in out)


def _respective(marks: Marks, out: list[Mention]) -> None:
    """Give two numbers without nouns those of the two before: "728 drones and 13 missiles, of which 711 and seven were downed"."""
    for k in range(len(out) - 3):
        nouns, bare = out[k : k + 2], out[k + 2 : k + 4]
        if (
            all("-" in one.things and one.kind == "count" for one in bare)
            and all(one.things and "-" not in one.things for one in nouns)
            and all(_joins(marks, first.j, second.i) for first, second in (nouns, bare))
        ):
            for one, noun in zip(bare, nouns, strict=True):
                one.things = {"-", *(f"~{thing}" for thing in noun.things)}


def _whole(marks: Marks, mention: Mention, amount: Amount, out: list[Mention]) -> bool:
    """Whether it is what a part is told of: "most of the 40 drones were shot down", "57 дронів зі 104"."""
    if mention.things & _CRAFT and marks.ending("share-of", amount.i) is not None:
        return True
    if _opens(marks, mention, out) or (
        bool(out) and mention.things - {"-"} != set() and _joins(marks, out[-1].j, amount.i) and _opens(marks, out[-1], [])
    ):
        return True
    return marks.lang != "en" and bool(out) and out[-1].kind == "count" and "-" in mention.things and _of(marks, out[-1].j, amount.i)


def _opens(marks: Marks, mention: Mention, out: list[Mention]) -> bool:
    """Whether "of the" before it opens a clause or goes on a number: "Of the 14 rockets fired, 11 were shot down", "two of the ten"."""
    k = mention.i
    while k and marks.is_("determiners", k - 1):
        k -= 1
    return (
        bool(mention.things - {"-"})
        and k > 0
        and marks.is_("of", k - 1)
        and (k == 1 or not marks.low[k - 2][0].isalnum() or bool(out and out[-1].j == k - 1))
    )


def _mention(amount: Amount) -> Mention:
    return Mention(
        amount.i,
        amount.n,
        amount.j,
        amount.kind,
        amount.low,
        amount.high,
        amount.unit,
        amount.qualifier,
        each=amount.each,
        swapped=amount.swapped,
        vague=amount.vague,
        more=amount.more,
    )


def _finish(marks: Marks, mention: Mention, before: Mention | None) -> None:
    """Add what the words round the phrase say: the bodies of so many, each, so many a day."""
    if (
        before is not None
        and before.own
        and mention.owner is None
        and (_joins(marks, before.j, mention.i) or _listed(marks, before.j, mention.i))
    ):
        mention.own = True  # "75 of its citizens, 71 soldiers and 4 civilians"
    remains = marks.ending("remains-of", mention.i)
    if remains is not None:
        mention.i = remains
        mention.things = {"remains", *(f"~{thing}" for thing in mention.things if thing[0] not in "-~")}
    if not mention.things & _CRAFT and (_each(marks, mention) or _same(marks, mention)):
        mention.each = True
    mention.rate = _rate(marks, mention)


def _swapped(marks: Marks, first: Mention, second: Mention) -> bool:
    """Whether two are exchanged for one another: "33 hostages for 1,900 prisoners", "33 will be exchanged for 1,900"."""
    if first.kind != "count" or second.kind != "count" or not first.things & _COUNTED or not marks.any_("trade"):
        return False
    gap = range(first.j, second.i)
    if first.owner and second.owner and first.owner != second.owner and _joins(marks, first.j, second.i):
        return any(j == first.i for _, j in marks.spans("trade"))  # "exchanged 9 Georgian and 4 Russian soldiers"
    if not gap or not marks.is_("for", gap[-1]):
        return False
    in_return = marks.ending("in-return", second.i)
    if in_return == first.j:
        return not any(j <= first.i for name in ("give", "bring") for _, j in marks.spans(name))
    return all(marks.is_("for", k) or marks.is_("be", k) or marks.is_("have", k) or marks.is_("traded", k) for k in gap)


def _including(marks: Marks, i: int) -> int | None:
    """Where "including" begins that leads to the number at word i, or to its list: "including a soldier and two policemen"."""
    for a, b in marks.spans("part"):
        gap = range(b, i)
        if b == i or (b < i <= b + _FEW and marks.is_("and", i - 1) and not any(marks.low[k] == "," or marks.words.number[k] for k in gap)):
            return a
    return None


def _apposed(marks: Marks, mention: Mention) -> bool:
    """Whether it is told as a part behind the number: "144 soldiers, 95 of them defenders", "74 marines among the Ukrainians"."""
    if marks.is_("among", mention.j):
        return True
    end = marks.starts("of-whom").get(mention.n + 1)
    return end is not None and mention.i > 0 and marks.low[mention.i - 1] in {",", "("} and not (marks.verbal(end) or marks.is_("be", end))


def _listed(marks: Marks, j: int, i: int) -> bool:
    """Whether a comma leads to the second of two numbers, few words behind the first: "75 of its own from captivity, 71 soldiers"."""
    return j < i <= j + _FEW and marks.low[i - 1] in {",", ":"} and not any(marks.is_("breaks", k) for k in range(j, i))


def _joins(marks: Marks, j: int, i: int) -> bool:
    """Whether only "and" or a comma stands between two numbers."""
    return j < i and all(marks.is_("and", k) or marks.low[k] == "," for k in range(j, i))


def _rate(marks: Marks, mention: Mention) -> bool:
    after = any(
        # "In a month": how long it took.
        0 <= i - mention.j <= _RATE and "," not in marks.low[mention.j : i] and not marks.is_("preposition", i - 1)
        for i, _ in marks.spans("rate-after")
    )
    return after or any(0 <= mention.i - j <= 2 for _, j in marks.spans("rate-before"))  # noqa: PLR2004 -- words


def _of(marks: Marks, j: int, i: int) -> bool:
    """Whether only "of", "out of the", "of Rakhine's" stands between two numbers."""
    whose = i > j and marks.lang == "en" and marks.is_("of", j) and marks.low[i - 1] == "'s"
    words = [k for k in range(j, i) if not (marks.is_("determiners", k) or marks.is_("skip-of", k) or (whose and k > i - _FEW))]
    return bool(j < i) and not words


def _each(marks: Marks, mention: Mention) -> bool:
    """Whether "each", "per side" comes within two words of the phrase, or "each", "both sides" leads to it."""
    for i, _ in marks.spans("each"):
        gap = range(mention.j, i)
        if i >= mention.j and not any(marks.low[k] in {",", ";", "."} for k in gap):
            between = [k for k in gap if not (marks.is_("be", k) or marks.is_("given", k) or marks.is_("traded", k))]
            if len(between) <= 2:  # noqa: PLR2004 -- words
                return True
    for i, j in marks.spans("pre-each"):
        if 0 <= mention.i - j <= (6 if marks.lang == "en" else 0) and not any(
            marks.is_("breaks", k) or marks.low[k] in {",", ";"} or marks.words.number[k] for k in range(j, mention.i)
        ):
            return (marks.low[i] == "each" and not marks.is_("not-each", i)) or marks.is_("pre-each-strong", i)
    return False


def _same(marks: Marks, mention: Mention) -> bool:
    """Whether the other side is told to have got or given "the same number"."""
    return any(i >= mention.j for i, _ in marks.spans("same-number"))


def _inherit(marks: Marks, mention: Mention, out: list[Mention], before: set[str], k: int) -> None:
    """Give a number without a noun the noun counted before it."""
    for earlier in reversed(out):
        if earlier.kind == "count" and any(thing[0] not in "-~" for thing in earlier.things):
            taken = {thing for thing in earlier.things if thing != "-" and thing[0] != "~"}
            if mention.who:
                # "46,000 dead and 380,000 wounded": the wounded are no dead.
                taken &= _COUNTED
            mention.things |= {f"~{thing}" for thing in taken}
            mention.inherits = not mention.things.isdisjoint({"~soldier", "~remains", "~fallen"})
            if mention.owner is None and not any(marks.is_(name, at) for name in ("give", "bring") for at in range(earlier.j, mention.i)):
                mention.owner, mention.own = earlier.owner, earlier.own
            return
    named = (
        marks.lang == "en" and marks.is_("of-them", mention.j) and max((a for a in marks.starts("thing") if a < mention.i), default=None)
    )
    if named:
        # "Drones hit Merowe, and it downed seven of them".
        mention.things |= {f"~{thing}" for thing in marks.things(named, marks.starts("thing")[named])}
    if k == 0 and any(marks.is_("of-them", i) for i in (mention.j, mention.j + 1, max(mention.i - 2, 0), max(mention.i - 3, 0))):
        mention.things |= {f"~{thing}" for thing in before}


def _plural(word: str) -> bool:
    return word.endswith(_PLURALS)


def _craft(marks: Marks, i: int) -> list[str]:
    """What drones or missiles begin at word i."""
    return [name for name in _CRAFT if marks.is_(name, i)]


def _folk(named: Named) -> bool:
    """Whether a name tells whose those are who are counted by it: "130 талибов"."""
    return named.entity.kind == "people" or bool(named.entity.common)


def _noun(marks: Marks, mention: Mention, at: dict[int, Named], limit: int) -> None:  # noqa: C901, PLR0912, PLR0915 -- one walk over a phrase
    """Walk from the number to its noun."""
    size = len(marks)
    p = mention.j
    head: tuple[int, int] | None = None
    names: set[str] = set()
    unknown = 0
    people: tuple[int, int] | None = None
    while p < min(size, limit):
        low = marks.low[p]
        thing = marks.starts("thing").get(p)
        if thing is not None and thing <= limit:
            if p in at and at[p].entity.kind == "people" and head is None:
                mention.owner = at[p].party
            if marks.lang != "en":
                mention.owner = next((at[q].party for q in range(p, thing) if q in at and _folk(at[q])), mention.owner)
            if head is not None and marks.lang != "en" and "remains" in names:
                head, p = (head[0], thing), thing  # "330 тел палестинцев"
                continue
            head, people = (p, thing), None
            names = set(marks.things(p, thing))
            p = thing
            continue
        if p in at:
            found = at[p]
            inner = next((k for k in range(p + 1, found.j) if marks.starts("thing").get(k) == found.j), None)
            if head is None and inner is not None and inner < limit and found.party:
                # "31 government troops": the name holds the noun.
                mention.owner, head, names, p = found.party, (inner, found.j), set(marks.things(inner, found.j)), found.j
                continue
            if head is not None and found.entity.kind != "people":
                break
            if head is not None and marks.is_("participle", head[0]) and marks.is_("thing", found.j):
                head, names = None, set()  # "22 wounded Ukrainian soldiers"
            if head is not None and _plural(marks.low[head[1] - 1]):
                break
            if (
                found.entity.kind == "people"
                or (found.entity.common and head is None)
                or (found.entity.kind == "party" and found.j < size and (marks.low[found.j] == "'s" or marks.thing_near(found.j)))
            ):
                if not marks.is_("made", found.j + 1 if marks.low[found.j : found.j + 1] == ["-"] else found.j):
                    # "20 Iranian-designed drones" may be anybody's.
                    mention.owner = found.party
                if found.entity.kind == "people" or found.entity.common:
                    people = (found.i, found.j)
                p = found.j
                continue
            if head is None and marks.low[found.j : found.j + 1] == ["-"] and marks.is_("fired-off", found.j + 1):
                mention.owner, p = found.party, found.j + 2
                continue
            break
        if low in _JOINTS or low == "'s":
            p += 1
            continue
        if head is None and low in {"(", "["} and marks.low[p + 2 : p + 3] in ([")"], ["]"]):
            if p + 1 in at and at[p + 1].entity.kind == "people":
                mention.owner = at[p + 1].party
            p += 3  # "four [Armenian] soldiers"
            continue
        if head is None and low == "/" and p + 1 < size:
            p += 2  # "Shahed-136/131 drones"
            continue
        if head is None and unknown and marks.is_("range", p) and p + 1 < size and marks.words.cap[p + 1] and marks.thing_near(p + 1):
            p += 1  # "Iskander-M or KN-23 missiles"
            continue
        if head is None and (marks.is_("skip", p)):
            if marks.is_("own", p):
                mention.own = True
            p += 1
            continue
        attack = unknown and marks.is_("and", p) and not _plural(marks.low[p - 1]) and not _CRAFT.isdisjoint(_craft(marks, p + 1))
        if head is None and attack:
            p += 1  # "138 strike and decoy drones"
            continue
        if head is None and marks.is_("and", p) and p + 1 < size and (marks.is_("thing", p + 1) or p + 1 in at) and people is not None:
            p += 1
            continue
        inner = 0 < p < size - 1 and marks.low[p - 1] == marks.low[p + 1] == "-"  # "surface-to-air"
        if (marks.is_("stop", p) and not inner) or not low[0].isalnum() or (head is None and marks.is_("others", p)):
            break
        if head is None and (far := _behind_participle(marks, p, limit)) is not None:
            p = far
            continue
        if head is not None:
            last = marks.low[head[1] - 1]
            if marks.lang != "en" or _plural(last) or mention.low == 1 or marks.verbal(p):
                break
            head, names = None, set()
        if not marks.verbal(p):
            people = None
        unknown += 1
        if unknown > _MODIFIERS or marks.is_("verb", p):
            break
        p += 1
    if head is not None and head[1] == head[0] + 1 and marks.is_("participle", head[0]):
        # "27 injured": what happened to them, and nobody named.
        mention.j = head[0] if not unknown else mention.j
        mention.things = {"-", *names}
        mention.who = marks.low[head[0]]
    elif head is not None:
        among = _among(marks, head[1], limit)
        if among is not None:
            head, names = (head[0], among[0]), among[1]
        joined = _joined(marks, head[1], names, limit)
        if joined is not None:
            head, names = (head[0], joined), {"people"}
        mention.j = head[1]
        mention.things = names
        mention.who = " ".join(marks.low[head[0] : head[1]])
    elif people is not None:
        mention.j = people[1]
        mention.things = {"people", "demonym"}
        mention.who = " ".join(marks.low[people[0] : people[1]])
    elif p == mention.j or marks.verbal(mention.j) or _hollow(marks, mention.j, p) or (p == limit < size and _of(marks, mention.j, limit)):
        mention.things = {"-"}
        mention.owner = None
    else:
        mention.things = set()
        mention.owner = None
    far = mention.j
    while far < mention.j + _AUXILIARIES and (marks.is_("be", far) or marks.is_("have", far) or marks.is_("adverb", far)):
        far += 1
    if marks.is_("killed-list", far):
        # "1.2 million people killed, wounded and missing": all of them together.
        mention.things = {"killed-list"}
    elif "killed-list" in mention.things:
        mention.things = {"killed-list"}
    if mention.things == {"-"} and (_channel(marks, mention, at) or _swaps(marks, mention.j)):
        mention.things = set()
    # "One of two missiles", "two missiles, one of which".
    counted = (limit < size and _of(marks, mention.j, limit)) or (marks.lang == "en" and marks.is_("of-them", mention.j))
    if mention.low == mention.high == 1 and mention.things == {"-"} and not marks.words.number[mention.n] and not counted:
        mention.things = set()


def _behind_participle(marks: Marks, p: int, limit: int) -> int | None:
    """Where the noun begins behind a Slavic participle with a preposition: "двое находившихся в плену азербайджанцев"."""
    if marks.lang == "en" or not marks.low[p].endswith(_ACTIVE) or not marks.is_("preposition", p + 1):
        return None
    return next((k for k in range(p + 3, min(p + _FEW + 2, limit)) if marks.is_("thing", k)), None)


def _swaps(marks: Marks, j: int) -> bool:
    """Whether it is exchanges that are counted."""
    return marks.is_("swap-noun", j) and (marks.lang != "en" or _plural(marks.low[j]))


def _among(marks: Marks, j: int, limit: int) -> tuple[int, set[str]] | None:
    """Where a second noun ends that tells who people are, and what it is: "24 особи з числа військових"."""
    at = marks.starts("out-of").get(j)
    end = marks.starts("thing").get(at) if at is not None else None
    return (end, set(marks.things(at, end))) if at is not None and end is not None and end <= limit else None


def _joined(marks: Marks, j: int, names: set[str], limit: int) -> int | None:
    """Where a second noun ends that is counted together with the first: "390 soldiers and civilians"."""
    end = marks.starts("thing").get(j + 1) if marks.is_("and", j) else None
    if end is None or end > limit or not names & _FOLK:
        return None
    others = set(marks.things(j + 1, end))
    return end if others & _FOLK and not others & names else None


def _channel(marks: Marks, mention: Mention, at: dict[int, Named]) -> bool:
    """Whether figures without a noun are part of a name ("France 2")."""
    k = mention.n - 1
    goes_on = k > 1 and k in at and (marks.low[k - 1] == "," or marks.is_("and", k - 1))  # "Ukraine got 1,000 bodies, Russia 38"
    return (
        marks.words.number[mention.n]
        and mention.i == mention.n
        and k > 0
        and not goes_on
        and marks.words.cap[k]
        and marks.low[k].isalpha()
        and (not marks.is_("cue", k) or (k in at and at[k].j == mention.n and at[k].entity.kind != "people"))
        and not marks.is_("stop", k)
    )


def _hollow(marks: Marks, i: int, j: int) -> bool:
    """Whether only words without meaning stand there ("3 of them", "20 more")."""
    return all(marks.is_("skip", k) or marks.is_("which", k) or marks.low[k] in _JOINTS for k in range(i, j))
