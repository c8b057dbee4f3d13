# ruff: noqa: RUF001, RUF002, RUF003 -- letters and marks of three languages
"""From a number to the noun that it counts."""

from itertools import takewhile

from claims.reading.marks import Marks
from claims.reading.mention import Mention
from claims.reading.people import Named

_MODIFIERS = 4
FEW = 4
"""Words between a number and its parts."""

_AUXILIARIES = 4
_BRACKETS = 9
"""Words in brackets between a number and its noun."""
_FOLK = frozenset({"soldier", "civilian", "people", "child"})
_FOLK_OR_CAPTIVE = _FOLK | {"captive"}
CRAFT = frozenset({"drone", "missile"})
_PLURALS = ("s", "men", "people", "personnel", "children", "dead", "wounded", "injured", "remains", "missing", "killed")
_ACTIVE = ("вшихся", "вших", "щихся", "щих", "нных", "них", "тых", "тих", "ный", "тый", "ний", "тий")
"""How Slavic participles end that stand behind a number."""

_GENITIVES = ("ів", "їв", "ей", "ок", "ят", "ат", "ян", "ов", "ев")
"""How Slavic nouns end that stand behind a number of people."""

_OF_MANY = ("их", "іх", "ых")
"""How Slavic adjectives end that stand behind a number of people."""

_OF_THEM = ("их", "ых", "им", "ым", "ими", "ыми", "ні", "ные", "ний", "ный", "но", "о")
"""How Slavic adjectives end that tell which facilities are meant."""

_PAIRING = frozenset({"and", "or"})
_JOINTS = frozenset({"-", '"', "'"})


def is_of(marks: Marks, j: int, i: int) -> bool:
    """Whether only "of", "out of the", "of Rakhine's" stands between two numbers."""
    whose = i > j and marks.lang == "en" and marks.is_("of", j) and marks.low[i - 1] == "'s"
    words = [k for k in range(j, i) if not (marks.is_("determiners", k) or marks.is_("skip-of", k) or (whose and k > i - FEW))]
    return bool(j < i) and not words


def _plural(word: str) -> bool:
    return word.endswith(_PLURALS)


def _craft(marks: Marks, i: int) -> list[str]:
    """What drones or missiles begin at word i."""
    return [name for name in CRAFT if marks.is_(name, i)]


def _paired(marks: Marks, p: int) -> bool:
    """Whether "and", "or" at word p joins two adjectives before a noun of people: "201 mostly old and sick Moroccan prisoners"."""
    if marks.lang != "en" or marks.low[p] not in _PAIRING or _plural(marks.low[p - 1]):
        return False
    names = [marks.low[k - 1] != "-" and marks.one_of(_FOLK_OR_CAPTIVE, k) for k in range(p + 1, min(p + FEW, len(marks)))]
    return any(names) and not names[0] and marks.low[p + 1].isalpha() and not (marks.is_("stop", p + 1) or marks.words.number[p + 1])


def _both_told(marks: Marks, head: tuple[int, int], p: int) -> bool:
    """Whether "and" at word p joins an English participle to another word before a noun: "wounded and gravely ill soldiers"."""
    if marks.lang != "en" or marks.low[p] not in _PAIRING or not marks.is_("participle", head[0]):
        return False
    phrase = list(takewhile(lambda k: marks.low[k].isalpha() and not marks.is_("stop", k), range(p + 1, min(p + 2 + FEW, len(marks)))))
    return any(marks.is_(name, k) and not marks.is_("participle", k) for name in (*_FOLK, "captive") for k in phrase[1:])


def _folk(named: Named) -> bool:
    """Whether a name tells whose those are who are counted by it: "130 талибов"."""
    return named.entity.kind == "people" or bool(named.entity.common)


def _group(named: Named) -> bool:
    """Whether a name is of a group or a people, which is no country: "21 Druze"."""
    return named.entity.kind == "party" and named.entity.adjective == named.entity.name


def _adjective(marks: Marks, end: int, limit: int) -> bool:
    """Whether a Slavic word for soldiers or policemen, which ends at word `end`, only tells whose facilities stand right behind it."""
    facilities = marks.starts("facility") if marks.lang != "en" else {}
    k = next((k for k in range(end, min(end + 1 + FEW, limit, len(marks))) if k in facilities), None)
    return k is not None and all(marks.low[at] == "-" or marks.low[at].endswith(_OF_THEM) for at in range(end - 1, k))


def find_noun(marks: Marks, mention: Mention, at: dict[int, Named], limit: int) -> None:  # noqa: C901, PLR0912, PLR0915 -- one walk over a phrase
    """Walk from the number to its noun."""
    size = len(marks)
    told = _told_to_be(marks, mention, at)
    p = told if told is not None else _of_them_dashed(marks, mention.j)
    head: tuple[int, int] | None = None
    names: set[str] = set()
    unknown = 0
    people: tuple[int, int] | None = None
    while p < min(size, limit):
        low = marks.low[p]
        thing = marks.starts("thing").get(p)
        if thing is not None and thing <= limit and not (marks.low[thing : thing + 1] == ["'s"] and is_of(marks, mention.j, limit)):
            if "casualty" in names and marks.lang != "en":
                break  # "39 випадків загибелі або поранення цивільних осіб"
            if not names and _adjective(marks, thing, limit):
                return  # "двох поліцейських контрольно-пропускних пунктах"
            if marks.lang == "en" and marks.is_("participle", p) and (names & _FOLK or (people is not None and people[1] == p)):
                break  # "left six soldiers dead"
            if marks.lang != "en" and names & CRAFT and CRAFT.isdisjoint(marks.things(p, thing)):
                mention.owner = at[p].party if p in at else mention.owner
                break  # "8 дронів окупантів"
            if p in at and (at[p].entity.kind == "people" or _group(at[p])) and head is None:
                mention.owner = at[p].party
            if marks.lang != "en":
                mention.owner = next((at[q].party for q in range(p, thing) if q in at and _folk(at[q])), mention.owner)
            if head is not None and marks.lang != "en" and "remains" in names:
                head, p = (head[0], thing), thing  # "330 тел палестинцев"
                continue
            head, people = (p, thing), None
            # "12 цивільних моряків"
            civil = marks.lang != "en" and "civilian" in names
            names = {"civilian"} if civil else set(marks.things(p, thing))
            if "remains" in names and mention.owner is None:
                mention.owner = next((at[q].party for q in range(p, thing) if q in at), None)  # "fallen Ukrainian soldiers"
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
            if head is not None and marks.is_("by-side", found.j):
                break  # "32 армянских военнослужащих азербайджанской стороной": who does it
            if head is not None and marks.is_("participle", head[0]) and marks.is_("thing", found.j):
                head, names = None, set()  # "22 wounded Ukrainian soldiers"
            if head is not None and _plural(marks.low[head[1] - 1]):
                break
            if (
                found.entity.kind == "people"
                or (found.entity.common and head is None)
                or (head is None and found.entity.kind == "body" and marks.is_("thing", found.j))  # "400 IDF soldiers"
                or (found.entity.kind == "party" and found.j < size and (marks.low[found.j] == "'s" or marks.thing_near(found.j)))
            ):
                if marks.low[found.j : found.j + 1] == ["-"] and marks.is_("in-hands", found.j + 1):
                    p = found.j + 2  # "ten FARC-held hostages": whose they are not
                    continue
                if found.entity.kind == "party" and marks.is_("hostage", found.j):
                    p = found.j  # "eight Gaza hostages": where they are held
                    continue
                if not marks.is_("made", found.j + 1 if marks.low[found.j : found.j + 1] == ["-"] else found.j):
                    # "20 Iranian-designed drones" may be anybody's; "20 Russian and Ukrainian soldiers" are of two.
                    mention.also = mention.owner if people is not None and marks.is_("and", p - 1) else None
                    mention.owner = found.party
                if found.entity.kind == "people" or found.entity.common:
                    people = (found.i, found.j)
                p = found.j
                continue
            if (
                head is None
                and marks.lang == "en"
                and found.entity.kind == "place"
                and marks.thing_near(found.j)
                and marks.low[found.j] != "'s"
            ):
                p = found.j  # "82 Chibok schoolgirls"
                continue
            if head is None and _group(found):
                mention.owner, people, p = found.party, (found.i, found.j), found.j  # "21 Hezbollah"
                continue
            if head is None and marks.low[found.j : found.j + 1] == ["-"] and marks.is_("fired-off", found.j + 1):
                mention.owner, p = found.party, found.j + 2
                continue
            break
        if low in _JOINTS or low == "'s" or (low == "–" and p == mention.j and marks.lang != "en" and _told_dashed(marks, p)):
            p += 1
            continue
        if head is None and low in {"(", "["} and marks.low[p + 2 : p + 3] in ([")"], ["]"]):
            if p + 1 in at and at[p + 1].entity.kind == "people":
                mention.owner = at[p + 1].party
            p += 3  # "four [Armenian] soldiers"
            continue
        if head is None and unknown and low == "(" and ")" in marks.low[p : p + _BRACKETS]:
            p = marks.low.index(")", p) + 1  # "50 AMISOM (African Union) troops"
            continue
        if low == "/" and p + 1 < size and (head is None or (names & CRAFT and not _plural(marks.low[p - 1]))):
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
        if head is not None and head[1] == p and _both_told(marks, head, p):
            head, names = None, set()  # "64 wounded and gravely ill soldiers"
            unknown, p = unknown + 1, p + 1
            continue
        attack = unknown and marks.is_("and", p) and not _plural(marks.low[p - 1]) and not CRAFT.isdisjoint(_craft(marks, p + 1))
        if head is None and (attack or (unknown and _paired(marks, p))):
            p += 1  # "138 strike and decoy drones"
            continue
        joins = marks.is_("thing", p + 1) or p + 1 in at or (people is not None and people[1] == p and marks.is_("foreign", p + 1))
        if head is None and marks.is_("and", p) and p + 1 < size and joins and people is not None:
            p += 1
            continue
        inner = 0 < p < size - 1 and marks.low[p - 1] == marks.low[p + 1] == "-"  # "surface-to-air"
        other = head is None and (
            marks.is_("others", p) or marks.is_("counted-arms", p)
        )  # "90 families of soldiers", "20 strikes by drones"
        if (marks.is_("stop", p) and not inner) or not low[0].isalnum() or other:
            break
        if head is None and (far := _behind_participle(marks, p, limit)) is not None:
            p = far
            continue
        if head is None and people is not None and marks.verbal(p) and _plural(marks.low[p - 1]):
            break  # "300 Croats lost their lives"
        if head is not None:
            last = marks.low[head[0] if marks.is_("of", head[0] + 1) else head[1] - 1]  # "90 prisoners of war of the army"
            if marks.lang != "en" or _plural(last) or mention.low == 1 or marks.verbal(p):
                break
            head, names = None, set()
        if not marks.verbal(p):
            people = None
        unknown += marks.low[p - 1] != "-"  # "air-to-surface"
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
    elif _military(marks, mention.j, p):
        mention.j, mention.things, mention.who = p, {"soldier"}, marks.low[p - 1]
    elif (head_word := _headcount(marks, mention, p)) is not None:
        mention.j, mention.things, mention.who = head_word, {"people"}, marks.low[head_word - 1]
    elif (band := _band(marks, mention)) is not None:
        mention.who = " ".join(marks.low[mention.j : band])
        mention.j, mention.things, mention.owner = band, {"band"}, None
    elif p == mention.j and p in at and at[p].entity.kind in {"place", "capital"} and marks.lang == "en":
        mention.things, mention.owner = set(), None  # "two Khyber raids"
    elif (
        p == mention.j
        or _deed_behind(marks, mention.j)
        or _hollow(marks, mention.j, p)
        or (limit < size and is_of(marks, mention.j, limit))
    ):
        mention.things = {"-"}
        mention.owner = None
    else:
        mention.things = set()
        mention.owner = None
    if told is not None and not mention.things.isdisjoint(_FOLK):
        mention.things.add("=is")
    # "24 bodies of its soldiers", "1000 тіл своїх бійців"
    whose = mention.j + 1 if marks.lang == "en" and marks.is_("of", mention.j) else head[0] + 1 if head is not None else 0
    mention.own |= "remains" in names and marks.is_("own", whose)
    far = mention.j
    while far < mention.j + _AUXILIARIES and (marks.is_("be", far) or marks.is_("have", far) or marks.is_("adverb", far)):
        far += 1
    listed = marks.starts("killed-list").get(far)
    if listed is not None and not _goes_on(marks, far, listed, limit):
        # "1.2 million people killed, wounded and missing": all of them together.
        mention.things = {"killed-list"}
    elif "killed-list" in mention.things:
        mention.things = {"killed-list"}
        if head is not None and _goes_on(marks, head[0], head[1], limit):
            mention.j, mention.things, mention.who = head[0], {"-"}, None
    # "One of two missiles", "two missiles, one of which".
    counted = (limit < size and is_of(marks, mention.j, limit)) or (marks.lang == "en" and marks.is_("of-them", mention.j))
    channel = not (counted and marks.lang != "en") and _channel(marks, mention, at)
    if mention.things == {"-"} and (channel or marks.is_("counted-arms", mention.j) or _swaps(marks, mention.j)):
        mention.things = set()
    if mention.things == {"-"} and _itemised(marks, mention, at):
        mention.things = set()
    if mention.things & CRAFT and head is not None and _adjoined(marks, mention, head):
        mention.things = set()
    if mention.low == mention.high == 1 and mention.things == {"-"} and not marks.words.number[mention.n] and not counted:
        mention.things = set()


def _adjoined(marks: Marks, mention: Mention, head: tuple[int, int]) -> bool:
    """Whether English names craft in the singular for what has to do with them: "12 rocket launchers", "two Kinzhal carriers"."""
    last, k = marks.low[head[1] - 1], head[1]
    other = k < len(marks) and marks.low[k].isalpha() and not (marks.is_("stop", k) or marks.verbal(k) or marks.words.cap[k])
    return marks.lang == "en" and mention.low != 1 and not last.endswith("s") and other


def _deed_behind(marks: Marks, j: int) -> bool:
    """Whether what happened is told from word j on, behind a Slavic noun that says nothing of its own: "20 аппаратов уничтожили"."""
    return marks.verbal(j) or (marks.lang != "en" and marks.is_("skip", j) and marks.verbal(j + 1))


def _goes_on(marks: Marks, i: int, j: int, limit: int) -> bool:
    """Whether words of the dead and wounded end with a verb for the number behind: "left eight people dead and wounded 20"."""
    return marks.lang == "en" and marks.low[i] == "dead" and j == limit < len(marks) and marks.low[j - 2] == "and"


def _itemised(marks: Marks, mention: Mention, names: dict[int, Named]) -> bool:
    """Whether a dash in a Slavic list puts a number to a noun that no list has: "особового складу – 900 осіб, танків – 6"."""
    dash = next((k for k in range(mention.i - 1, max(mention.i - FEW, 0), -1) if marks.low[k] == "–"), None)
    if marks.lang == "en" or dash is None:
        return False
    start = next((k + 1 for k in range(dash - 1, -1, -1) if marks.low[k] in {",", ";", ":", "."}), 0)
    return start > 0 and not any(
        k in marks.starts("thing")
        or k in names
        or marks.words.cap[k]
        or marks.value("month", k) is not None
        or any(marks.is_(name, k) for name in ("cue", "determiners", "pronoun", "cumulative"))
        for k in range(start, dash)
    )


def _military(marks: Marks, j: int, p: int) -> bool:
    """Whether a phrase from word j to p ends with those in uniform: "35 more military from captivity", "270 military and 120 civilians"."""
    ends = j < p < len(marks) and marks.is_("military-men", p - 1)
    return ends and not (
        marks.is_("and", p) and p + 1 < len(marks) and marks.value("number", p + 1) is None and not marks.words.number[p + 1]
    )


def _headcount(marks: Marks, mention: Mention, p: int) -> int | None:
    """Where a noun that no list has ends, before word p, behind a Slavic number that counts people alone: "двоє портових вантажників"."""
    folk = marks.is_("headcount", mention.n) and mention.j == mention.n + 1 and not marks.is_("headed", mention.j)
    adjectives = takewhile(lambda k: marks.low[k].endswith(_OF_MANY), range(mention.j, p))
    at = mention.j + sum(1 for _ in adjectives)
    noun = at < p and marks.low[at].endswith(_GENITIVES) and not (marks.words.cap[at] or marks.verbal(at))
    return at + 1 if folk and noun else None


def _band(marks: Marks, mention: Mention) -> int | None:
    """Where names end that no list has, of many who are called by them: "120 Tigers", "30 Sunni Bedouins"; none in headlines."""
    j = k = mention.j
    while k < len(marks) and marks.words.cap[k] and marks.low[k].isalpha():
        k += 1
    many = marks.lang == "en" and j < k <= j + 2 and marks.low[k - 1].endswith("s") and mention.low != 1
    return k if many and not any(marks.words.cap[k : k + 2]) else None


def _told_to_be(marks: Marks, mention: Mention, at: dict[int, Named]) -> int | None:
    """Where the noun begins that English says people are: "of whom 970 were policemen", "64,000 of them, were Kurds"."""
    if marks.lang != "en" or marks.is_("definite", mention.i - 1):
        return None
    k = marks.starts("of-them").get(mention.j, mention.j)
    k += marks.low[k : k + 1] == [","]
    if not marks.is_("be", k):
        return None
    folk = marks.one_of(_FOLK, k + 1) and not marks.is_("participle", k + 1)
    return k + 1 if folk or (k + 1 in at and (_folk(at[k + 1]) or _group(at[k + 1]))) else None


def _of_them_dashed(marks: Marks, p: int) -> int:
    """Where a noun behind "of them" and a Slavic dash begins: "п'ятеро з них – цивільні"; else word p itself."""
    end = marks.starts("of-them").get(p) if marks.lang != "en" else None
    return end + 1 if end is not None and marks.low[end : end + 1] == ["–"] and _told_dashed(marks, end) else p


def _told_dashed(marks: Marks, p: int) -> bool:
    """Whether a Slavic dash between a number and its noun stands for "are": "з них 122 – ракети"."""
    return not marks.words.glued(p) and any(
        marks.is_(name, k) and not marks.is_("participle", k) for name in _FOLK | CRAFT for k in (p + 1, p + 2)
    )


def _behind_participle(marks: Marks, p: int, limit: int) -> int | None:
    """Where the noun begins behind a Slavic participle with a preposition: "двое находившихся в плену азербайджанцев"."""
    if marks.lang == "en" or not marks.low[p].endswith(_ACTIVE) or not marks.is_("preposition", p + 1):
        return None
    return next((k for k in range(p + 3, min(p + FEW + 2, limit)) if marks.is_("thing", k)), None)


def _swaps(marks: Marks, j: int) -> bool:
    """Whether it is exchanges that are counted."""
    j += marks.lang == "en" and marks.is_("swap-adj", j)
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
        and (k > 0 or (k == 0 and marks.low[mention.j : mention.j + 1] == [":"]))
        and not goes_on
        and marks.words.cap[k]
        and marks.low[k].isalpha()
        and (not marks.is_("cue", k) or (k in at and at[k].j == mention.n and at[k].entity.kind != "people"))
        and not marks.is_("stop", k)
    )


def _hollow(marks: Marks, i: int, j: int) -> bool:
    """Whether only words without meaning stand there ("3 of them", "20 more")."""
    return all(marks.is_("skip", k) or marks.is_("which", k) or marks.low[k] in _JOINTS for k in range(i, j))
