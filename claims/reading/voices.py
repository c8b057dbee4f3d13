# ruff: noqa: RUF003 -- letters of three languages
"""Who is meant by the words beside a cue of speech: a person, a body, an office, a pronoun."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from claims.reading.latin import latin
from claims.reading.marks import Marks
from claims.reading.people import Named, oblique
from claims.reading.proper import LONGEST_NAME, SPREAD, proper
from claims.reading.scene import Scene
from claims.reading.tellers import run, teller

LEAD = 3
"""Words at the beginning of a sentence."""
_ENDS = frozenset({",", '"', ";"})
_NO_NOUNS = frozenset({"rank", "determiners", "own", "stop", "adverb", "common", "preposition", "that", "say"})
_FORMER = 3
"""Words before an office among which "former" is of it: "former Ukrainian president"."""
_PRESS = "press service"
"""The body in the packs that speaks for another."""
_NAMED_OF = 6
"""Words between an office and the place that it is of ("the governor of the southern region of Mykolaiv")."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks."""

    name: str
    body: str | None = None
    party: str | None = None
    agency: str | None = None
    group: bool = False
    """Whether it is a body and no person."""


@dataclass(slots=True)
class Memory:
    """Who spoke last in the article."""

    person: Voice | None = None
    body: Voice | None = None
    last: Voice | None = None
    bodies: list[Voice] = field(default_factory=list)
    """All bodies that spoke, the last one last."""
    group: Voice | None = None
    """The last that was no person, an office without a name among them."""
    heard: bool = False
    """Whether somebody spoke in the sentence before."""
    holders: dict[tuple[str, str], Voice] = field(default_factory=dict)
    """A party and an office of which it has one -> who was told last to hold it."""

    def keep(self, voice: Voice) -> None:
        """Remember a voice."""
        self.group = voice if voice.group else self.group
        if voice.group and not voice.name[:1].isupper():
            return
        if voice.group:
            self.body = voice
            self.bodies.append(voice)
        else:
            self.person = voice
        self.last = voice

    def meet(self, scene: Scene) -> None:
        """Remember who is told in a sentence to hold an office."""
        marks = scene.marks
        found: dict[tuple[str, str], Voice] = {}
        for i, j in marks.spans("sole-office") if scene.named else ():
            if marks.within("no-more", i - _FORMER, i):
                continue
            ends = {j} | {named.j for named in scene.named if named.i == j}  # "президент України Зеленський"
            for one in scene.named:
                if one.entity.kind == "person" and one.party is not None and one.i in ends:
                    office = _office(marks, (i, j), scene.text).casefold()
                    found.setdefault((one.party, office), Voice(one.entity.name, one.entity.body, one.party))
        self.holders.update(found)


def speaker_in(scene: Scene, i: int, j: int, memory: Memory, text: str, *, first: bool = False) -> tuple[Voice, int] | None:
    """Return the speaker named in words i to j and where the name begins, from the surest name to the vaguest; None where none is."""
    marks = scene.marks
    j = next((a for a, _ in marks.spans("teller-found") if i < a < j), j)
    if marks.lang != "en":  # "сообщил Генштаб агентству": to whom it is told
        j = next((a for a, _ in marks.spans("told-whom") if i < a < j), j)
    known = next(((a, b) for a, b in marks.spans("familiar") if i < a and b < j), None)
    if known is not None and (by := speaker_in(scene, i, known[0], memory, text, first=first)) is not None:
        # "A source close to the rebels": none of the rebels.
        end = run(scene, known[1], j) - 1
        whole = f"{by[0].name} {text[marks.words.at[known[0]] : marks.words.to[end]]}"
        return (by[0] if by[0].party else replace(by[0], name=whole), by[1])
    here = [named for named in scene.named if i <= named.i and named.j <= j and not _made(marks, named)]
    pick = 0 if first else -1
    people = [named for named in here if named.entity.kind == "person" and marks.low[named.j : named.j + 1] != ["'s"]]
    if people:
        chosen = people[pick]
        if marks.lang != "en":  # "помічник президента Володимира Зеленського Сергій Лещенко": whose he is, and then his name
            while (after := next((named for named in people if named.i == chosen.j), None)) is not None:
                chosen = after
            if (own := _officer(scene, chosen, here, j, text)) is not None:
                return own
        return Voice(chosen.entity.name, chosen.entity.body, chosen.party), chosen.i
    bodies = [named for named in here if named.entity.kind == "body"]
    if bodies:
        chosen = bodies[pick]
        # "General Staff Armed Forces", as Slavic names of bodies follow one another: the first is meant.
        chosen = next((body for body in bodies if body.j == chosen.i or _of_body(marks, body, chosen)), chosen)
        if marks.is_("member", chosen.j) and chosen.j < j:
            behind = proper(scene, chosen.j + 1, j, text, first=first) if marks.lang == "en" else None
            if behind is not None and " " in behind[0] and not behind[1]:  # "AU chief negotiator Salim Ahmed Salim"
                return Voice(behind[0], chosen.entity.name, chosen.party), behind[2]
            printed = text[marks.words.at[chosen.i] : marks.words.to[chosen.j]]
            return Voice(printed, chosen.entity.name, chosen.party, group=True), chosen.i
        return _officer(scene, chosen, here, j, text) or (Voice(chosen.entity.name, chosen.entity.name, chosen.party, group=True), chosen.i)
    return _unlisted(scene, (i, j), here, memory, text, first=first)


def _officer(scene: Scene, body: Named, here: list[Named], j: int, text: str) -> tuple[Voice, int] | None:
    """Somebody whose name stands behind whom or what he is of, in Slavic: "депутат Госдумы Иван Петров"."""
    if scene.marks.lang == "en":
        return None
    k = body.j
    while (more := next((named for named in here if named.i == k), None)) is not None:
        k = more.j
    behind = proper(scene, k, j, text, first=True)
    if behind is None or behind[2] != k or " " not in behind[0] or behind[1]:
        return None
    return Voice(behind[0], body.entity.name, body.party), k


def quoted_outlets(marks: Marks) -> Iterator[tuple[int, int]]:
    """Yield where the name of an outlet in quotation marks begins and ends, marks and all: "газета «День»"."""
    for _, b in marks.spans("outlet"):
        close = next((k for k in range(b + 2, min(b + 2 + LONGEST_NAME, len(marks))) if marks.low[k] == '"'), None)
        if marks.low[b : b + 1] == ['"'] and close is not None:
            yield b, close + 1


def _made(marks: Marks, named: Named) -> bool:
    """Whether a name only tells whose friends or foes they are: "Iran-backed", "pro-Kremlin"."""
    return marks.is_("made-by", named.j) or marks.ending("pro-anti", named.i) is not None


def _of_body(marks: Marks, body: Named, other: Named) -> bool:
    """Whether an English body is told to be of another: "the General Staff of the Armed Forces"."""
    return marks.lang == "en" and marks.is_("of", body.j) and body.j < other.i <= body.j + 1 + marks.is_("determiners", body.j + 1)


def _unlisted(scene: Scene, at: tuple[int, int], here: list[Named], memory: Memory, text: str, *, first: bool) -> tuple[Voice, int] | None:
    """A speaker whom the gazetteer does not list: a name, a ministry, an agency, a pronoun, "officials", a party."""
    marks = scene.marks
    i, j = at
    told = {end for a, end in marks.spans("tell") if i <= a}
    agency = [
        (a, b)
        for a, b in marks.spans("agency")
        if i <= a and b <= j and marks.words.cap[a] and marks.low[a - 1 : a] != ["("] and told.isdisjoint(range(a - LEAD, a + 1))
    ]
    if not agency and (outlet := next(((a, b) for a, b in quoted_outlets(marks) if i <= a and b <= j), None)) is not None:
        printed = latin(text[marks.words.to[outlet[0]] : marks.words.at[outlet[1] - 1]].strip(), marks.lang)
        return Voice(printed, None, None, agency=printed, group=True), outlet[0]
    name = None if agency else proper(scene, i, j, text, first=first) or _again(scene, i, j, memory, text)
    forms = _forms(marks, i, j, here)
    if (led := _led(scene, forms, text)) is not None:
        return led
    if name is not None and marks.lang != "en" and " " not in name[0] and any(name[3] <= a <= name[3] + 1 for a, _ in forms):
        name = None  # "у Київській міській прокуратурі": an adjective
    owners = [named for named in here if named.entity.kind in {"party", "people", "capital"} and named.party]
    if forms and not owners:
        owners = _opening(scene, i)
    if name is not None:
        return _from_there(scene, i, name[2], text) or _by_name(scene, name, j, forms, owners, memory, text)
    if agency:
        a, b = agency[0]
        printed = text[marks.words.at[a] : marks.words.to[b - 1]]
        return Voice(marks.word("wire", a) or printed, None, None, agency=printed, group=True), a
    near = [(owner, form) for form in forms for owner in owners if 0 <= form[0] - owner.j <= LEAD or 0 <= owner.i - form[1] <= LEAD]
    if marks.lang == "en":
        near = [(owner, form) for owner, form in near if not (owner.entity.kind == "people" and owner.i >= form[1])]
    if near:
        owner, form = max(near, key=lambda pair: (pair[1][1] - pair[1][0], pair[1][0], -abs(pair[0].i - pair[1][0])))
        body = _those_of(scene, form, text) if marks.is_("bodies-of", form[1] - 1) else _body(marks, owner, form, text)
        return _holder(scene, owner, form, memory) or Voice(body, body, owner.party, group=True), min(owner.i, form[0])
    return (
        _told_first(scene, i, forms, text, first=first)
        or _vague(scene, (i, j), forms, memory, text)
        or _telling(scene, i, j, text)
        or _state(owners, marks, first=first)
    )


def _holder(scene: Scene, owner: Named, form: tuple[int, int], memory: Memory) -> Voice | None:
    """Who was told before to hold an office of a party: "Ukrainian President Zelensky ... The Ukrainian president said"."""
    if not memory.holders or owner.party is None or form not in scene.marks.spans("sole-office"):
        return None
    return memory.holders.get((owner.party, _office(scene.marks, form, scene.text).casefold()))


def _again(scene: Scene, i: int, j: int, memory: Memory, text: str) -> tuple[str, bool, int, int] | None:
    """The surname of who spoke or was named in full before, where it opens a Slavic sentence: "Петров также сообщил"."""
    marks = scene.marks
    k = next((k for k in range(i, j) if marks.low[k][0].isalnum()), None)
    if marks.lang == "en" or k is None or any(low[0].isalnum() for low in marks.low[:k]):
        return None
    printed = latin(text[marks.words.at[k] : marks.words.to[k]], marks.lang)
    if memory.person is not None and printed == memory.person.name.split()[-1]:
        return printed, False, k, k + 1
    forename = _forename(scene.before, marks.low[k]) if scene.before is not None and marks.words.cap[k] else None
    return (f"{latin(forename, marks.lang)} {printed}", False, k, k + 1) if forename is not None else None


def _forename(scene: Scene, surname: str) -> str | None:
    """The capitalised word before a surname in a sentence."""
    words = scene.marks.words
    k = next((k for k in range(1, len(scene.marks)) if scene.marks.low[k] == surname and words.cap[k] and words.cap[k - 1]), None)
    return scene.text[words.at[k - 1] : words.to[k - 1]] if k is not None else None


def _forms(marks: Marks, i: int, j: int, here: list[Named]) -> list[tuple[int, int]]:
    """Forms of bodies among words i to j, but for those within a party's name ("the Tigray forces") and words for data."""
    within = {k for named in here if named.entity.kind == "party" for k in range(named.i, named.j)}
    spans = [(a, b) for a, b in marks.spans("body-form") if i <= a and b <= j]
    ends = {named.j for named in here if named.party}
    # "According to official data": nobody speaks; "Ukrainian government data" are that government's.
    past = {named.i: named.j for named in here}  # "official Ukrainian data"
    data = {(a, b) for a, b in spans if b < j and marks.is_("data-noun", past.get(b, b)) and (a not in ends or marks.is_("member", a))}
    forms = [(a, b) for a, b in spans if not (a in within and b - 1 in within) and (a, b) not in data]
    # "Пресс-служба Минобороны": whose words it gives.
    return [(a, b) for a, b in forms if not (marks.word("body", a) == _PRESS and any(b == other for other, _ in forms))]


def _by_name(
    scene: Scene, name: tuple[str, bool, int, int], j: int, forms: list[tuple[int, int]], owners: list[Named], memory: Memory, text: str
) -> tuple[Voice, int]:
    """Who has a name that no list has: the person who spoke last, a body, people of no office, or somebody new."""
    marks = scene.marks
    if memory.person is not None and name[0].split()[-1] == memory.person.name.split()[-1]:
        return memory.person, name[2]
    owner = owners[0] if owners else None
    body = _body(marks, owner, forms[0], text) if forms and owner else None
    who = teller(scene, name[2], j)
    end = max([b for a, b in forms if a == name[3]] + ([who[1]] if who is not None else []), default=0)
    if end > name[3] and not owner and marks.lang == "en":  # "Western diplomats", "a Tuareg fighter"
        return Voice(text[marks.words.at[name[2]] : marks.words.to[end - 1]], None, None, group=True), name[2]
    # "Представитель хуситов Иван Петров": an office, whose it is, and the name.
    held = owner is not None and owner.j == name[2] and marks.ending("titles", owner.i) is not None
    return Voice(name[0], body, owner.party if owner and (forms or held) else None, group=name[1]), name[2]


def _led(scene: Scene, forms: list[tuple[int, int]], text: str) -> tuple[Voice, int] | None:
    """A body named by who leads it or stands behind it, and not by where it fights: "the Saudi-led coalition in Yemen"."""
    marks = scene.marks
    for a, b in forms:
        made = marks.ending("led-by", a)
        maker = next((named for named in scene.named if made is not None and named.j == made), None)
        if maker is not None:
            printed = text[marks.words.at[maker.i] : marks.words.to[b - 1]]
            return Voice(printed, printed, None, group=True), maker.i
    return None


def _from_there(scene: Scene, i: int, k: int, text: str) -> tuple[Voice, int] | None:
    """People of no office who are told to be from where word k names: "a resident from Nar village"."""
    who = teller(scene, i, k) if scene.marks.lang == "en" else None
    return _telling(scene, i, who[1], text) if who is not None and who[1] == k - 1 and scene.marks.is_("from", who[1]) else None


def _told_first(scene: Scene, i: int, forms: list[tuple[int, int]], text: str, *, first: bool) -> tuple[Voice, int] | None:
    """People of no office who stand before a body that only tells who another is: "according to a doctor and an army chaplain"."""
    who = teller(scene, i, forms[0][0]) if first and forms and scene.marks.lang == "en" else None
    return _telling(scene, i, who[1], text) if who is not None and who[1] < forms[0][0] else None


def _telling(scene: Scene, i: int, j: int, text: str) -> tuple[Voice, int] | None:
    """People of no office: "rescue workers", "an Israeli officer"; the party itself where the phrase names it."""
    who = teller(scene, i, j)
    if who is None:
        return None
    marks = scene.marks
    inside = [named for named in scene.named if who[0] <= named.i < who[1] and named.party and not _made(marks, named)]
    if any(named.entity.kind != "people" for named in inside):
        return None
    if who[1] == who[0] + 1 and marks.is_("rebel", who[0]) and scene.sides.group:
        return Voice(scene.sides.group, scene.sides.group, scene.sides.group, group=True), i
    opens = not any(low[0].isalnum() for low in marks.low[: who[0]])
    printed = text[marks.words.at[who[0]] : marks.words.to[who[1] - 1]]
    party = inside[0].party if inside else None
    lower = opens and not party
    return Voice(printed[:1].lower() + printed[1:] if lower else printed, None, party, group=True), i


def _state(owners: list[Named], marks: Marks, *, first: bool) -> tuple[Voice, int] | None:
    # "Втрати Росії оцінює": whose they are, and not who says so; "в Киеве заявили" speaks.
    heard = [named for named in owners if not oblique(marks, named) or (named.i > 0 and marks.is_("preposition", named.i - 1))]
    # "Після удару по Києву повідомили": what was struck.
    heard = [named for named in heard if marks.lang == "en" or marks.ending("attack", named.i - 1) is None]
    # "Вірменська сторона": the party itself.
    heard = [named for named in heard if named.entity.kind != "people" or marks.is_("side-word", named.j)]
    # "According to media reports in Bogota": where, and not who.
    heard = [named for named in heard if marks.lang != "en" or not (named.entity.kind == "capital" and marks.ending("in-town", named.i))]
    states = [named for named in heard if marks.low[named.j : named.j + 1] != ["'s"]]
    if not states or not states[0].party:
        return None
    chosen = states[0] if first else states[-1]
    return Voice(chosen.party or "", chosen.party, chosen.party, group=True), chosen.i


def _vague(scene: Scene, at: tuple[int, int], forms: list[tuple[int, int]], memory: Memory, text: str) -> tuple[Voice, int] | None:
    """A pronoun, or a body of which is not said whose."""
    marks = scene.marks
    i, j = at
    pronouns = [(a, b) for a, b in marks.spans("pronoun") if i <= a and b <= j and not marks.is_("of", b)]
    pronouns = [(a, b) for a, b in pronouns if not any(a <= form[0] < b < form[1] for form in forms)]
    # "Президент заявив", but not "президент України", "речник ВМС".
    pronouns = pronouns or [(a, b) for a, b in marks.spans("office-alone") if i <= a and _alone(scene, b, j)]
    if pronouns:
        voice = _pronoun(scene, *pronouns[-1], memory)
        if voice is not None:
            return voice, pronouns[-1][0]
    if forms:
        a, b = max(forms, key=lambda span: (span[1] - span[0], span[0]))
        person = marks.is_("member", a)
        held = marks.ending("body-form", a) if person else None
        if held is not None and held >= i:
            a = held  # "a military spokesman"
        elif a > i and marks.is_("member", a) and _noun_before(marks, a - 1):
            a -= 1
        b += 2 * (marks.low[b : b + 1] in (["'"], ["'s"]) and marks.is_("union", b + 1))  # "a doctors' network"
        b = next((named.j for named in scene.named if marks.is_("of", b) and b < named.i <= b + _NAMED_OF and named.j <= j), b)
        printed = _office(marks, (a, b), text)
        if memory.body and printed.lower() in memory.body.name.lower():
            return memory.body, a
        first = marks.lang == "en" and not any(low[0].isalnum() for low in marks.low[:a])
        return Voice(printed.lower() if first else printed, None, None, group=not person), a
    return None


def _alone(scene: Scene, b: int, j: int) -> bool:
    """Whether nothing behind an office that ends at word b, before word j, says of whom or of what it is."""
    words = scene.marks.words
    return b >= j or not (words.cap[b] or scene.marks.low[b].isalpha()) or scene.marks.is_("adverb", b) or scene.marks.is_("stop", b)


def _noun_before(marks: Marks, k: int) -> bool:
    """Whether a noun without a name tells whose an official is ("a hospital official")."""
    return marks.low[k].isalpha() and not marks.words.cap[k] and not marks.one_of(_NO_NOUNS, k)


def _opening(scene: Scene, i: int) -> list[Named]:
    """The capital or party that opens a sentence before words i ("In Moscow, the defence ministry said")."""
    marks = scene.marks
    return [
        named
        for named in scene.named
        if 1 <= named.i <= LEAD
        and named.j < i
        and marks.low[named.j] == ","
        and marks.is_("preposition", 0)
        and named.entity.kind in {"party", "capital"}
    ]


def opener(scene: Scene | None, memory: Memory) -> Voice | None:
    """Return the person or, in English, the body by whose name a sentence opens; a person also behind "Meanwhile, after the talks,"."""
    if scene is None:
        return None
    found = _subject(scene, 0, memory)
    if found is None and scene.marks.lang == "en" and not (scene.named and scene.named[0].i == 0):
        behind = (named.i for named in scene.named if named.entity.kind == "person" and scene.marks.low[named.i - 1] == ",")
        start = next(behind, 0)
        led = start and not any(named.entity.kind == "person" and named.i < start for named in scene.named)
        found = _subject(scene, start, memory) if led else None
    return found


def _subject(scene: Scene, start: int, memory: Memory) -> Voice | None:
    """The person or body by whose name a clause opens at a word."""
    marks = scene.marks
    inside = {k for named in scene.named for k in range(named.i, named.j)}
    ends = (
        k
        for k in range(start + 1, len(marks))
        if marks.low[k] in _ENDS or (k not in inside and (marks.is_("preposition", k) or _acts(marks, k)))
    )
    end = next(ends, len(marks))
    if marks.is_("preposition", start) or any(
        marks.is_("pronoun", k) and not marks.is_("body-form", k + 1) and k + 1 not in inside for k in range(start, min(end, start + LEAD))
    ):
        return None
    found = speaker_in(scene, start, min(end, start + SPREAD), memory, scene.text, first=True)
    if found is None or found[1] > start + LEAD or found[0].name in scene.sides.parties or marks.low[found[1]] == "'s":
        return None
    if marks.lang != "en" and (found[0].group or any(oblique(marks, named) for named in scene.named if named.i == found[1])):
        return None
    return found[0]


def before_told(scene: Scene, memory: Memory) -> Voice | None:
    """Return who opens the sentence before, where nobody spoke in it."""
    return None if memory.heard else opener(scene.before, memory)


def _acts(marks: Marks, k: int) -> bool:
    """Whether word k may be what the subject of an English sentence did: "fighters attacked a military base"."""
    return marks.low[k].endswith("ed") and not marks.words.cap[k] and not marks.is_("body-form", k)


def _pronoun(scene: Scene, a: int, b: int, memory: Memory) -> Voice | None:
    marks = scene.marks
    before = before_told(scene, memory)
    if marks.is_("by-name", a):
        # "the military": the body that spoke or acted before only where it is one.
        printed = " ".join(marks.low[a + 1 : b])
        known = (voice for voice in (before, *reversed(memory.bodies)) if voice is not None)
        return next((voice for voice in known if printed in voice.name.lower()), None)
    if marks.is_("pronoun-person", a) or marks.is_("office-alone", a):
        person = before if before is not None and not before.group else memory.person
        # "The governor said", where only an air force spoke before: no words of the air force.
        other = memory.last is None or (marks.is_("determiners", a) and marks.low[b - 1] not in memory.last.name.lower())
        return person or (None if other else memory.last)
    if before is not None and ((before.group and b == a + 1) or (marks.is_("pronoun-body", a) and (before.group or before.body is None))):
        return before
    if b == a + 1:
        # "Russia last gave a figure when it said": the party that the sentence is about.
        acting = [named for named in scene.named if named.j <= a and named.party and named.entity.kind in {"party", "capital"}]
        acting = [
            named for named in acting if not any(value.i <= named.i < value.j for value in scene.values)
        ]  # "six SDF fighters died, it added"
        goes_on = (
            memory.heard and memory.group is not None and marks.low[a - 1] == ","
        )  # "The ministry said ... Ukraine lost 90 men, it said"
        if acting and acting[0].i <= LEAD and not goes_on:
            return Voice(acting[0].party or "", acting[0].party, acting[0].party, group=True)
        return memory.group if marks.is_("pronoun-thing", a) else memory.last
    last = memory.last
    if marks.is_("pronoun-body", a):
        # "У штабі": no person who spoke before, but the headquarters.
        last = memory.body or (memory.last if marks.lang == "en" else None)
    group = scene.sides.group if marks.low[b - 1] == "group" else None
    if group is not None and last is not None and last.party in scene.sides.capitals:
        return Voice(group, group, group, group=True)  # "Washington said ... The group said": no state is one
    return last


def _body(marks: Marks, owner: Named, form: tuple[int, int], text: str) -> str:
    printed = _office(marks, form, text)
    capital = " ".join(word if word in {"of", "the", "and", "for"} else word[:1].upper() + word[1:] for word in printed.split())
    whose = owner.entity.adjective or owner.entity.name
    if marks.is_("seat", owner.i):
        whose = text[marks.words.at[owner.i] : marks.words.to[owner.j - 1]]
    return f"{whose} {capital if capital.lower() not in _PLAIN else printed.lower()}"


def _those_of(scene: Scene, form: tuple[int, int], text: str) -> str:
    """Name people by all whom they are of: "officials from Cuba and Norway"."""
    marks = scene.marks
    end = form[1]
    for named in scene.named:
        if form[1] < named.i <= end + (LEAD if end == form[1] else 1) and (end == form[1] or marks.is_("and", end)):
            end = named.j
    return text[marks.words.at[form[0]] : marks.words.to[end - 1]]


def _office(marks: Marks, form: tuple[int, int], text: str) -> str:
    """The name of a body as printed; in Ukrainian and Russian by its English name, where it has one."""
    return marks.word("body", form[0]) or text[marks.words.at[form[0]] : marks.words.to[form[1] - 1]]


_PLAIN = frozenset(
    {
        "officials",
        "official",
        "authorities",
        "forces",
        "source",
        "sources",
        "negotiators",
        "negotiator",
        "diplomats",
        "diplomat",
        "medics",
        "doctors",
    }
)
