# ruff: noqa: RUF001, RUF002, RUF003 -- marks of three languages
"""What a number counts: the noun phrase round it."""

from itertools import pairwise, takewhile

from claims.reading.figures import hurt_alone
from claims.reading.harm import deed
from claims.reading.marks import Marks
from claims.reading.mention import Mention
from claims.reading.nouns import CRAFT, FEW, find_noun, is_of
from claims.reading.numbers import Amount
from claims.reading.people import Named

_ASIDE = frozenset({",", "–", "("})
_SAID = frozenset({"said", "says", "added", "recalled", "explained"})
_CLOSES = frozenset({",", "–", ")"})
"""Marks behind which no rate of the number before begins: "took 90 square kilometres – twice more than in May"."""
_RATE = 4
_PACED = 6
"""Words between a number and how often there are so many."""
_PACES = (("pace-day", "a day"), ("pace-month", "a month"))
_FORMERLY = 4
"""Words from a number to the one that it was before."""
_THAN = 4
"""Words from a share to what it is more than: "1 percent more of the country than in 2022"."""
_THOUSAND = 1000
_AGAIN = frozenset({*CRAFT, "remains"})
"""What a number without a noun that opens the next sentence may count."""
OTHER = "=other"
"""Stands among the nouns counted last where something was counted since that nobody asks for."""
_COUNTED = frozenset({"soldier", "civilian", "people", "child", "captive"})


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
            mention.rate = _measures_other(marks, mention)
            out.append(mention)
            continue
        limit = amounts[k + 1].i if k + 1 < len(amounts) else len(marks)
        _counts(marks, mention, amount, at, limit, out)
        part = _including(marks, amount.i)
        mention.part = part is not None or _apposed(marks, mention) or (bool(out) and _part_of(marks, out[-1], amount.i))
        if "-" in mention.things and not (part is not None and mention.who):
            if _of_others(marks, mention, out, before, k) or _both_kinds(out, mention):
                mention.things = set()
            else:
                _inherit(marks, mention, out, before - {OTHER}, k)
            if k + 1 < len(amounts) and is_of(marks, amount.j, amounts[k + 1].i):
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
    if len(out) > 1:
        _together(marks, out)
    return out


def _together(marks: Marks, out: list[Mention]) -> None:
    """Add what values of one sentence tell of each other."""
    _respective(marks, out)
    _measured(marks, out)
    _each_of(marks, out)
    _formerly(marks, out)
    _in_common(marks, out)
    aged = False
    for first, second in reversed(list(pairwise(out))):
        aged |= second.kind == "duration" and second.unit == "years"
        aged = aged and first.who is None and _joins(marks, first.j, second.i)
        first.rate |= aged  # "two men of 45 and 52 years", "those killed were 8, 10 and 60 years old"
    for first, second in pairwise(out):
        if _swapped(marks, first, second):
            first.swapped = second.swapped = True
        phrases = [marks.low[one.n + 1 : one.j] for one in (first, second)]
        second.others = all(phrases) and phrases[0] != phrases[1] and _joins(marks, first.j, second.i)


def _in_common(marks: Marks, out: list[Mention]) -> None:
    """Give a number the noun behind the next, where "and" and a verb part them in Slavic: "ліквідовано 83 та поранено 37 окупантів"."""
    for first, second in pairwise(out):
        between = range(first.j, second.i)
        if (
            marks.lang != "en"
            and first.things == {"-"}
            and second.things & _COUNTED
            and len(between) == 2  # noqa: PLR2004 -- "and" and a verb
            and marks.is_("and", first.j)
            and marks.verbal(first.j + 1)
            and marks.verbal(first.i - 1)
        ):
            first.things, first.owner, first.own = set(second.things), second.owner, second.own


def _formerly(marks: Marks, out: list[Mention]) -> None:
    """Pass over what a number was before: "rose to 18 from the initial 12"."""
    for first, second in pairwise(out):
        risen = marks.is_("to", first.i - 1) and marks.is_("from", first.j) and second.i - first.j <= _FORMERLY
        second.rate |= risen and "-" in second.things


def _counts(marks: Marks, mention: Mention, amount: Amount, at: dict[int, Named], limit: int, out: list[Mention]) -> None:
    """Find what a number counts; "-" where it has no noun of its own, nothing where it counts drones and missiles together."""
    find_noun(marks, mention, at, limit)
    if not mention.things - {"-"} and (noun := _headed(marks, mention, out)) is not None:
        mention.things, mention.j = marks.things(*noun), amount.j
    if _mixed(marks, mention):
        mention.things, mention.who = set(), None
    paced = any(marks.is_(name, amount.j) for name, _ in _PACES)  # "averaged 1,140 a day"
    if not mention.things and (amount.each or paced or _each_quoted(marks, mention) or _one(marks, mention, out)):
        mention.things, mention.j = {"-"}, amount.j


def _headed(marks: Marks, mention: Mention, out: list[Mention]) -> tuple[int, int] | None:
    """The craft that stand right before a number and a dash or a colon: "БПЛА: 97 из 109", "«Калібрів» — вісім", "Geran-3s: 12 flew"."""
    if marks.low[mention.i - 1 : mention.i] not in (["–"], [":"]):
        return None
    end, first = mention.i - 1, out[-1].j if out else 1
    while end and (marks.low[end - 1] in {'"', "-"} or (marks.low[end - 2 : end - 1] == ["-"] and marks.words.glued(end - 1))):
        end -= 1  # "«Іскандерів-М»"
    return next(((i, j) for kind in CRAFT for i, j in marks.spans(kind) if j in {end, mention.i - 1} and i >= first), None)


def _each_quoted(marks: Marks, mention: Mention) -> bool:
    """Whether a Slavic quotation says how many a side, and no more: "обмін «по 300»"."""
    return marks.ending("pre-each-strong", mention.i) is not None and marks.low[mention.n + 1 : mention.n + 2] == ['"']


def _of_it(marks: Marks, j: int) -> bool:
    """Whether it is a share of what was told of before: "40 percent of it"; "40 percent of this region" is a share of land."""
    end = marks.starts("of-it").get(j)
    return end is not None and not marks.is_("land", end)


def _part_of(marks: Marks, last: Mention, i: int) -> bool:
    """Whether the number at word i is told as a part of the one before it, or of the same as that."""
    bracketed = last.kind == "count" and marks.low[last.j : i] == ["("]  # "39 prisoners (24 women and 15 boys)"
    listed = "remains" in last.things and marks.low[i - 1] == ":"  # "three bodies: two men and a woman"
    return bracketed or listed or (last.part and _joins(marks, last.j + marks.words.cap[last.j], i))


def _measures_other(marks: Marks, mention: Mention) -> bool:
    """Whether an area or a share is a rate, a share of what was told before, or by how much something is more or less."""
    rated = {"area": lambda: _rate(marks, mention), "percent": lambda: _of_it(marks, mention.j)}.get(mention.kind)
    return rated is not None and (rated() or _compared(marks, mention))


def _compared(marks: Marks, mention: Mention) -> bool:
    """Whether it is by how much more or less than another: "44% less territory", "3,000 square kilometres less than in May"."""
    return marks.is_("less", mention.j) or (
        mention.more and any(mention.j <= i <= mention.j + (_THAN if mention.kind == "percent" else 1) for i, _ in marks.spans("than"))
    )


def _one(marks: Marks, mention: Mention, out: list[Mention]) -> bool:
    """Whether it is one of the drones or missiles counted before, or somebody: "two were fired; one was shot down", "killing one"."""
    if not mention.low == mention.high == 1:
        return False
    if marks.is_("be", mention.j) and any(not one.things.isdisjoint(CRAFT) for one in out):
        return True
    return _somebody(marks, mention.i, mention.j)


def _mixed(marks: Marks, mention: Mention) -> bool:
    """Whether it counts craft of two kinds together: "fired 537 drones and ballistic missiles"; but "20 drones and a missile"."""
    kinds = mention.things & CRAFT
    at = mention.j
    if not kinds or not (marks.is_("and", at) or marks.low[at : at + 1] in ([","], ["/"], ["or"])):
        return False
    behind = range(at + 1, min(at + 1 + FEW, len(marks)))
    if marks.low[at] == "," and behind and marks.verbal(behind[0]):
        return False  # "сбито 88 дронов, зафиксировано попадание ракет"
    phrase = takewhile(lambda k: marks.low[k].isalpha() and not _numeric(marks, k) and not marks.is_("determiners", k), behind)
    return any(marks.is_(kind, k) for k in phrase for kind in CRAFT - kinds)


def _numeric(marks: Marks, k: int) -> bool:
    """Whether a number in words begins at word k, or its scale: "550 ракет і близько тисячі дронів"."""
    return any(marks.value(family, k) is not None for family in ("number", "scale", "vague"))


def _somebody(marks: Marks, i: int, j: int) -> bool:
    """Whether "one" without a noun, words i to j, is somebody killed, hurt or exchanged: "killing one and wounding two", "for one"."""
    at = j + marks.is_("be", j)
    if marks.lang == "en" and marks.is_("participle", at):
        return True
    exchanged = marks.ending("in-return", i) is not None and (j == len(marks) or not marks.low[j][0].isalnum() or marks.is_("from", j))
    return exchanged or hurt_alone(marks, i, j)


def _crowd(marks: Marks, mention: Mention) -> bool:
    """Whether they tell, act or look on: "welcomed by thousands of people", "a rally which tens of thousands attended"."""
    if marks.ending("according", mention.i) is not None or _tells(marks, _row_end(marks, mention.j)):
        return True  # "according to two medics and a witness", "two officers told reporters"
    said = marks.ending("say", mention.i) if marks.lang == "en" else None
    if said and not marks.is_("takes-lives", said) and marks.low[said - 1] in {",", '"'} and mention.things.isdisjoint(CRAFT):
        return marks.low[mention.j : mention.j + 1] in ([","], ["."]) or marks.is_("relative", mention.j)  # "..., said two witnesses."
    if marks.lang != "en" or not mention.vague or not mention.things.isdisjoint({*CRAFT, "soldier"}):
        return False
    return marks.is_("by", mention.i - 1) or ("-" in mention.things and marks.is_("which", mention.i - 1))


def _row_end(marks: Marks, j: int) -> int:
    """Where an English row of one and another who tell something ends, from word j: "two villagers and a health worker told"."""
    k = j + 1
    if marks.lang != "en" or not marks.is_("and", j) or not (marks.is_("determiners", k) or marks.word("number", k) is not None):
        return j
    phrase = takewhile(lambda at: marks.low[at] != ",", range(k + 1, min(k + 2 + FEW, len(marks))))
    return next((at for at in phrase if _tells(marks, at)), j)


def _tells(marks: Marks, k: int) -> bool:
    """Whether those who end before word k tell something: "two officers told reporters", "..., two officers said."."""
    closes = marks.lang == "en" and marks.low[k + 1 : k + 2] in ([], ["."], [","])
    return marks.is_("teller-says", k) or (closes and not _SAID.isdisjoint(marks.low[k : k + 1]))


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


def _measured(marks: Marks, out: list[Mention]) -> None:
    """Give numbers of a list the unit of its last: "(477 and 459 square kilometres respectively)"."""
    for first, second in reversed(list(pairwise(out))):
        if second.kind == "area" and first.kind == "count" and first.things <= {"-"} and _joins(marks, first.j, second.i):
            first.kind, first.unit, first.things = second.kind, second.unit, {"-"}


def _each_of(marks: Marks, out: list[Mention]) -> None:
    """Take the numbers of a list for one a side where the last is: "390, 307 and 303 people from each side"."""
    for first, second in reversed(list(pairwise(out))):
        if second.each and "-" in first.things and _joins(marks, first.j, second.i):
            first.each = True


def _whole(marks: Marks, mention: Mention, amount: Amount, out: list[Mention]) -> bool:
    """Whether it is what a part is told of: "most of the 40 drones were shot down", "57 дронів зі 104"; of what its part is."""
    if _of_craft(marks, mention, amount, out):
        mention.things = set(out[-1].things)
        return True
    if mention.things & CRAFT and marks.ending("share-of", amount.i) is not None:
        return True
    if (
        _opens(marks, mention, out)
        or _ranked(marks, mention)
        or (
            bool(out)
            and any(thing[0] not in "-~" for thing in mention.things)
            and _joins(marks, out[-1].j, amount.i)
            and (_opens(marks, out[-1], []) or _of_two(marks, out))
        )
    ):
        return True
    return marks.lang != "en" and bool(out) and out[-1].kind == "count" and "-" in mention.things and is_of(marks, out[-1].j, amount.i)


def _ranked(marks: Marks, mention: Mention) -> bool:
    """Whether one of them is told of by its rank: "the 12th of the state's 17 townships"."""
    return marks.lang == "en" and any(
        0 <= mention.i - b <= FEW and marks.low[b - 1] == "of" and (marks.word("ordinal", a - 1) or marks.is_("date-ending", a - 1))
        for a, b in marks.spans("of")
    )


def _of_craft(marks: Marks, mention: Mention, amount: Amount, out: list[Mention]) -> bool:
    """Whether a number without a noun is the whole of the craft right before it: "shot down 66 drones out of 75"."""
    return marks.lang == "en" and "-" in mention.things and bool(out) and bool(out[-1].things & CRAFT) and is_of(marks, out[-1].j, amount.i)


def _of_two(marks: Marks, out: list[Mention]) -> bool:
    """Whether the last number is the first of two wholes: "36 rockets and 186 drones out of 194 drones and 67 missiles"."""
    return len(out) > 2 and out[-1].whole and _joins(marks, out[-3].j, out[-2].i)  # noqa: PLR2004 -- two parts and a whole


def _opens(marks: Marks, mention: Mention, out: list[Mention]) -> bool:
    """Whether "of the" before it opens a clause or goes on a number: "Of the 14 rockets fired, 11 were shot down", "two of the ten"."""
    k = mention.i
    while k and marks.is_("determiners", k - 1):
        k -= 1
    at = marks.ending("of", k)
    return (
        bool(mention.things - {"-"})
        and at is not None
        and (
            not any(low[0].isalnum() for low in marks.low[:at])
            or (at == k - 1 and (not marks.low[at - 1][0].isalnum() or marks.is_("that", at - 1)))
            or bool(out and (out[-1].j == k - 1 or (mention.things & CRAFT and is_of(marks, out[-1].j, k))))
        )
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


def _of_those_before(marks: Marks, mention: Mention, before: Mention) -> bool:
    """Whether they are of those before: "833 Druze: 533 fighters", "14,000 North Korean troops, 4,700 of them killed or wounded"."""
    parted = marks.low[before.j : mention.i] in (["–"], [":"])
    return parted or ("killed-list" in mention.things and marks.is_("of-them", mention.n + 1))


def _finish(marks: Marks, mention: Mention, before: Mention | None) -> None:
    """Add what the words round the phrase say: the bodies of so many, each, so many a day."""
    if (
        before is not None
        and before.own
        and mention.owner is None
        and (_joins(marks, before.j, mention.i) or _listed(marks, before.j, mention.i))
    ):
        mention.own = True  # "75 of its citizens, 71 soldiers and 4 civilians"
    if before is not None and "=is" in before.things and mention.things & _COUNTED and _joins(marks, before.j, mention.i):
        mention.things.add("=is")  # "970 were policemen and 219 soldiers"
    if before is not None and mention.owner is None and _of_those_before(marks, mention, before):
        mention.owner = before.owner
    remains = marks.ending("remains-of", mention.i)
    if remains is not None:
        mention.i = remains
        mention.things = _dead(mention)
        if marks.lang != "en" and mention.vague and mention.low == _THOUSAND:
            mention.vague, mention.qualifier = False, "exact"  # "тіла тисячі загиблих"
    elif (
        before is not None and "remains" in before.things and not mention.things.isdisjoint(_COUNTED) and _joins(marks, before.j, mention.i)
    ):
        mention.things = _dead(mention)  # "the bodies of three Iranians and 90 Iraqis"
    craft = {thing.removeprefix("~") for thing in mention.things} & CRAFT  # "по 40 – над двумя областями": so many in each
    if not craft and (_each(marks, mention) or _same(marks, mention)):
        mention.each = True
    listed = before is not None and before.each and _joins(marks, before.j, mention.i) and marks.is_("and", mention.i - 1)
    if listed and mention.things & _COUNTED and not craft and _led_each(marks, before):
        mention.each = True  # "had each released 270 soldiers and 120 civilians"
    mention.rate = _rate(marks, mention) or (bool(craft) and _in_waves(marks, mention))
    mention.pace = _pace(marks, mention)
    if _crowd(marks, mention):
        mention.things = set()


def _dead(mention: Mention) -> set[str]:
    """The things of a value that counts the bodies of what it counts."""
    return {"remains", *(f"~{thing}" for thing in mention.things if thing[0] not in "-~")}


def _swapped(marks: Marks, first: Mention, second: Mention) -> bool:
    """Whether two are exchanged for one another: "33 hostages for 1,900 prisoners", "33 will be exchanged for 1,900"."""
    if first.kind != "count" or second.kind != "count" or not marks.any_("trade"):
        return False
    if not first.things & _COUNTED and not ("-" in first.things and marks.ending("traded-with", second.i) is not None):
        return False  # "27 were swapped with eight"
    gap = range(first.j, second.i)
    if first.owner and second.owner and first.owner != second.owner and _joins(marks, first.j, second.i):
        return any(j == first.i for _, j in marks.spans("trade"))  # "exchanged 9 Georgian and 4 Russian soldiers"
    those = bool(gap) and marks.is_("for-those", gap[-1]) and not second.things.isdisjoint(_COUNTED)  # "сотню українців за сотню росіян"
    if not gap or not (marks.is_("for", gap[-1]) or those or marks.ending("traded-with", second.i) is not None):
        return False
    in_return = marks.ending("in-return", second.i)
    if in_return == first.j:
        return not any(j <= first.i for name in ("give", "bring", "got") for _, j in marks.spans(name))
    # "Five commanders of the marines were exchanged for".
    apart = marks.is_("of", gap[0]) or marks.is_("from", gap[0])  # "27 prisoners from his forces were swapped with"
    told = next((k for k in gap if marks.is_("be", k)), gap[0]) if apart else gap[0]
    names = ("for", "for-those", "be", "have", "traded")
    return all(any(marks.is_(name, k) for name in names) for k in range(told, gap[-1]))


def _including(marks: Marks, i: int) -> int | None:
    """Where "including" begins that leads to the number at word i, or to its list: "including a soldier and two policemen"."""
    for a, b in marks.spans("part"):
        gap = range(b, i)
        if (
            b == i
            or a < i < b
            or (b < i <= b + FEW and marks.is_("and", i - 1) and not any(marks.low[k] in _CLOSES or marks.words.number[k] for k in gap))
        ):
            return a
    return None


def _apposed(marks: Marks, mention: Mention) -> bool:
    """Whether it is told as a part behind the number: "144 soldiers, 95 of them defenders", "74 marines among the Ukrainians"."""
    if marks.is_("among", mention.j):
        return True
    end = marks.starts("of-whom").get(mention.n + 1)
    return end is not None and mention.i > 0 and marks.low[mention.i - 1] in _ASIDE and not (marks.verbal(end) or marks.is_("be", end))


def _listed(marks: Marks, j: int, i: int) -> bool:
    """Whether a comma leads to the second of two numbers, few words behind the first: "75 of its own from captivity, 71 soldiers"."""
    return j < i <= j + FEW and marks.low[i - 1] in {",", ":"} and not any(marks.is_("breaks", k) for k in range(j, i))


def _joins(marks: Marks, j: int, i: int) -> bool:
    """Whether only "and" or a comma stands between two numbers."""
    return j < i and all(marks.is_("and", k) or marks.low[k] == "," for k in range(j, i))


def _rate(marks: Marks, mention: Mention) -> bool:
    after = any(
        # "In a month": how long it took; "129 square kilometres or 4.3 a day": so many a day are others.
        0 <= i - mention.j <= _RATE
        and _ASIDE.isdisjoint(marks.low[mention.j : i])
        and not (marks.is_("preposition", i - 1) or marks.is_("time-of", i - 1))  # "killed during a week of fighting"
        and not marks.is_("that-is", mention.j)
        and not marks.is_("apart", j)  # "seized a month before"
        for i, j in marks.spans("rate-after")
    )
    return after or any(0 <= mention.i - j <= 2 for _, j in marks.spans("rate-before"))  # noqa: PLR2004 -- words


def _in_waves(marks: Marks, mention: Mention) -> bool:
    """Whether waves or kinds of craft are counted, which tell how they came: "two waves of missiles", "три волны беспилотников"."""
    return any(mention.n < i < mention.j for i, _ in marks.spans("in-waves"))


def _pace(marks: Marks, mention: Mention) -> str | None:
    """How often so many are told of: "1,210 killed and wounded a day", "daily losses averaged 1,140", "1140 на добу"."""
    for name, pace in _PACES:
        for i, j in marks.spans(name):
            gap = range(mention.j, i) if i >= mention.j else range(j, mention.i)
            if len(gap) <= _PACED and not any(marks.low[k] in {",", "–", "(", ";"} or marks.words.number[k] for k in gap):
                return pace
    return None


def _each(marks: Marks, mention: Mention) -> bool:
    """Whether "each", "per side" comes within two words of the phrase, or "each", "both sides" leads to it; not so many each time."""
    if marks.any_("each-time"):
        return False
    if marks.is_("in-all", mention.i):
        return False  # "в общей сложности 4600 пленных с обеих сторон"
    for i, _ in marks.spans("each"):
        gap = range(mention.j, i)
        if i >= mention.j and not any(marks.low[k] in {",", ";", "."} for k in gap):
            between = [k for k in gap if not (marks.is_("be", k) or marks.is_("given", k) or marks.is_("traded", k))]
            if len(between) <= 2:  # noqa: PLR2004 -- words
                return True
    for i, j in marks.spans("pre-each"):
        near = 0 <= mention.i - j <= (6 if marks.lang == "en" else 0) or (marks.lang != "en" and j == mention.n)
        if near and not any(marks.is_("breaks", k) or marks.low[k] in {",", ";"} or marks.words.number[k] for k in range(j, mention.i)):
            return (marks.low[i] == "each" and not marks.is_("not-each", i)) or marks.is_("pre-each-strong", i)
    return False


def _led_each(marks: Marks, mention: Mention | None) -> bool:
    """Whether "each" stands before it, and not behind."""
    return mention is not None and not any(mention.j <= i <= mention.j + 2 for i, _ in marks.spans("each"))


def _same(marks: Marks, mention: Mention) -> bool:
    """Whether the other side is told to have got or given "the same number"; in English of the number told last before that."""
    same = (i for i, _ in marks.spans("same-number") if i >= mention.j)
    return any(marks.lang != "en" or not any(marks.words.number[mention.j : i]) for i in same)


def _inherit(marks: Marks, mention: Mention, out: list[Mention], before: set[str], k: int) -> None:
    """Give a number without a noun the noun counted before it."""
    if _of_bodies(marks, mention, out, before):
        mention.things = {"~remains"}
        return
    earlier = next((one for one in reversed(out) if one.kind == "count" and any(thing[0] not in "-~" for thing in one.things)), None)
    if earlier is not None:
        if not _who_harm(marks, earlier, mention):
            _inherit_from(marks, mention, earlier)
        return
    named = (
        marks.lang == "en" and marks.is_("of-them", mention.j) and max((a for a in marks.starts("thing") if a < mention.i), default=None)
    )
    if named:
        # "Drones hit Merowe, and it downed seven of them".
        mention.things |= {f"~{thing}" for thing in marks.things(named, marks.starts("thing")[named])}
    if k == 0 and (_downed_of(marks, mention, before) or _of_them_before(marks, mention)):
        mention.things |= {f"~{thing}" for thing in before}
    elif k == 0 and marks.lang == "en" and (marks.is_("be", mention.j) or marks.is_("have", mention.j)):
        # "Ukraine downed 86 drones. 34 were intercepted over Sumy", "the bodies came home. In all, 330 have been handed over".
        mention.things |= {f"~{thing}" for thing in before & _AGAIN}
        mention.inherits = "remains" in before
    elif out and (marks.lang == "en" or (marks.low[mention.j : mention.j + 1] == ["–"] and marks.is_("located", mention.j + 1))):
        mention.things |= {
            thing for thing in out[-1].things if thing.removeprefix("~") in CRAFT
        }  # "34 were downed over Sumy, 9 over Odesa", "34 сбили над Курской областью, 9 – над Орловской"


def _inherit_from(marks: Marks, mention: Mention, earlier: Mention) -> None:
    """Give a number the noun and the owner of the one counted before it."""
    taken = {thing for thing in earlier.things if thing != "-" and thing[0] != "~"}
    if mention.who:
        # "46,000 dead and 380,000 wounded": the wounded are no dead.
        taken &= _COUNTED
    mention.things |= {f"~{thing}" for thing in taken}
    mention.inherits = not mention.things.isdisjoint({"~soldier", "~remains", "~fallen"})
    given = any(marks.is_(name, at) for name in ("give", "bring") for at in range(earlier.j, mention.i))
    if mention.owner is None and not mention.own and not given:
        mention.owner, mention.own = earlier.owner, earlier.own


def _who_harm(marks: Marks, earlier: Mention, mention: Mention) -> bool:
    """Whether those counted before did it to those counted now: "four gunmen left 21 dead", but not "killed four and wounded 21"."""
    at = deed(marks, mention.i)
    if at is None or at < earlier.j or "soldier" not in earlier.things or deed(marks, earlier.i) is not None:
        return False
    return not (marks.is_("and", at - 1) or marks.is_("be", at - 1) or marks.low[at - 1] == ",")


def _of_bodies(marks: Marks, mention: Mention, out: list[Mention], before: set[str]) -> bool:
    """Whether a number without a noun goes on counting bodies: "It has returned 6,060, against 78", "Навзаєм Росія отримала 200"."""
    counts = [one for one in out if one.kind == "count"]
    if counts:
        return counts[-1].things == {"~remains"}
    if any(j <= mention.i for _, j in marks.spans("body-swap")):
        return True  # "the bodies were exchanged, with Kyiv getting 212"
    led = any(i < mention.i for i, _ in marks.spans("in-turn"))
    fetched = marks.lang == "en" and any(marks.ending(name, mention.i) is not None for name in ("give", "bring"))
    return "remains" in before and (led or fetched)


def _of_others(marks: Marks, mention: Mention, out: list[Mention], before: set[str], k: int) -> bool:
    """Whether a number without a noun is of what nobody asks for, which was counted before it.

    "Hits in eight locations and debris in 33 more", "61 houses were damaged. Six of them are beyond repair".
    """
    if k == 0 and OTHER in before and _of_them_before(marks, mention):
        return True
    last = out[-1] if out else None
    if last is None or last.kind != "count" or last.things or not last.i:
        return False
    return marks.is_("located", last.i - 1) and marks.low[mention.i - 1] == marks.low[last.i - 1]


def _of_them_before(marks: Marks, mention: Mention) -> bool:
    """Whether a number is told to be of those whom the sentence before counted: "60 of them"."""
    return any(marks.is_("of-them", i) for i in (mention.j, mention.j + 1, max(mention.i - 2, 0), max(mention.i - 3, 0)))


def _both_kinds(out: list[Mention], mention: Mention) -> bool:
    """Whether a bare number is of the drones and missiles before it together: "12 drones and three missiles, and downed all fifteen"."""
    craft = [one for one in out if one.things & CRAFT]
    two = len(craft) > 1 and craft[-1].things & CRAFT != craft[-2].things & CRAFT
    return two and isinstance(mention.low, float) and mention.low == sum(one.low for one in craft[-2:] if isinstance(one.low, float))


def _downed_of(marks: Marks, mention: Mention, before: set[str]) -> bool:
    """Whether a number is of the drones or missiles of the sentence before: "The gunners shot down 61", "Збито 61, решта долетіли"."""
    if CRAFT.isdisjoint(before):
        return False
    if marks.lang == "en":
        of_it = mention.i - marks.is_("definite", mention.i - 1)
        return any(b in {of_it, mention.i} for name in ("down", "dealt") for _, b in marks.spans(name))
    if marks.low[mention.i - 1 : mention.i] == ["–"]:
        # "Больше всего сбито над Брянской областью – 28", but no list that tells of each by its noun.
        return any(b < mention.i and marks.is_("located", b) for _, b in marks.spans("downed"))
    end = mention.j + marks.is_("skip", mention.j)  # "20 аппаратов уничтожили"
    downed = any(mention.i in {b, b + 1} or a == end for a, b in marks.spans("downed"))
    return downed or any(b == mention.i - 1 and marks.is_("skip", b) for _, b in marks.spans("launch"))  # "запустили їх 183"
