# ruff: noqa: RUF001 -- letters and marks of three languages
"""Who says it: cues of speech, the speakers round them, and what they cover."""

from dataclasses import dataclass

from claims.reading.latin import latin
from claims.reading.marks import Marks
from claims.reading.people import Named, oblique
from claims.reading.scene import Scene

_REGION = 30
_CONTENT = 4
_NAME = 7
_LEAD = 3
_NAMES = 12
_NAMED_OF = 6
"""Words between an office and the place that it is of ("the governor of the southern region of Mykolaiv")."""
_STOPS = frozenset({",", ";", ".", ":", '"', "!", "?"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks."""

    name: str
    body: str | None = None
    party: str | None = None
    agency: str | None = None
    group: bool = False
    """Whether it is a body and no person."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A cue of speech at words a to b, and the words that it covers."""

    a: int
    b: int
    voice: Voice
    first: int
    last: int
    trailing: bool


@dataclass(slots=True)
class Memory:
    """Who spoke last in the article."""

    person: Voice | None = None
    body: Voice | None = None
    last: Voice | None = None

    def keep(self, voice: Voice) -> None:
        """Remember a voice."""
        if voice.group and not voice.name[:1].isupper():
            return
        if voice.group:
            self.body = voice
        else:
            self.person = voice
        self.last = voice


def speeches(scene: Scene, memory: Memory, text: str) -> list[Speech]:
    """Return the cues of speech of a sentence in order, and remember who spoke."""
    marks = scene.marks
    found: list[Speech] = []
    for name, read in (("citing", _after), ("according", _after), ("say", _said)):
        for a, b in marks.spans(name):
            if any(speech.a <= a < speech.b for speech in found):
                continue
            speech = read(scene, a, b, memory, text)
            if speech is not None:
                found.append(speech)
    if not found:
        told = _colon(scene, memory, text) or _signed(scene, memory, text)
        found += [told] if told is not None else []
    found.sort(key=lambda speech: speech.a)
    for speech in found:
        memory.keep(speech.voice)
    return found


def voice_of(scene: Scene, found: list[Speech], n: int) -> Speech | None:
    """Return the speech that covers the value at word n: the nearest cue before it, else the nearest behind."""
    covering = [speech for speech in found if speech.first <= n < speech.last]
    cited = [speech for speech in covering if scene.marks.is_("citing", speech.a)]
    if cited:
        return cited[0]
    before = [speech for speech in covering if speech.b <= n and not speech.trailing]
    if before:
        return before[-1]
    behind = [speech for speech in covering if speech.a > n]
    if behind:
        return behind[0]
    return covering[-1] if covering else None


def _after(scene: Scene, a: int, b: int, memory: Memory, text: str) -> Speech | None:
    """According to X: what stands before it, or behind the comma where it opens the sentence."""
    marks = scene.marks
    if a and marks.is_("be", a - 1) and marks.is_("citing", a):
        return None
    if marks.is_("by-him", a):
        him = _voice(scene, 0, a, memory, text)
        chosen = him[0] if him is not None and not him[0].group else memory.person or memory.last
        return Speech(a, b, chosen, 0, len(marks), trailing=a > _LEAD) if chosen else None
    end = b
    while end < len(marks) and end - b < _REGION:
        if marks.low[end] in _STOPS or (marks.is_("breaks", end) and end > b) or marks.is_("which", end):
            break
        end += 1
    voice = _apposed(scene, b, end, memory, text) or _voice(scene, b, end, memory, text, first=True)
    return Speech(a, b, voice[0], 0, len(marks), trailing=a > _LEAD) if voice else None


def _apposed(scene: Scene, b: int, end: int, memory: Memory, text: str) -> tuple[Voice, int] | None:
    """The person whose office stands in words b to end, and the name behind the comma: "the head of the city, Ivan Petrov"."""
    marks = scene.marks
    if end >= len(marks) or marks.low[end] != "," or not any(b <= i < end for i, _ in marks.spans("titles")):
        return None
    last = end
    for _ in range(2):
        last += 1
        start = last
        while last < len(marks) and last - start < _NAMES and marks.low[last] not in _STOPS:
            last += 1
        voice = _voice(scene, start, last, memory, text)
        if voice is not None and not voice[0].group and " " in voice[0].name:
            return voice
        if last >= len(marks) or marks.low[last] != ",":
            break
    return None


def _colon(scene: Scene, memory: Memory, text: str) -> Speech | None:
    """Read "Defence ministry: 12 drones downed overnight": who stands before the colon says what follows."""
    low = scene.marks.low
    k = next((k for k in range(1, min(len(low), _NAME)) if low[k] == ":"), None)
    if (
        k is None
        or k not in scene.barriers
        # "Deal in Abu Dhabi: ..." says where, and not who.
        or any(scene.marks.is_("located", at) and low[at] != "of" for at in range(1, k))
        or (scene.marks.words.glued(k + 1 if k + 1 < len(low) else k) and k + 1 < len(low) and low[k + 1].isdigit())
    ):
        return None
    town = any(named.i == 0 and named.entity.kind in {"capital", "place"} for named in scene.named)
    if town and not scene.title and text[scene.marks.words.at[0] : scene.marks.words.to[k - 1]].isupper():
        return None  # a dateline
    voice = _voice(scene, 0, k, memory, text)
    if voice is None or (voice[0].party is None and not (scene.title or scene.marks.lang != "en")) or not _whole_name(scene, voice[1], k):
        return None
    return Speech(k, k + 1, voice[0], k + 1, len(low), trailing=False)


def _signed(scene: Scene, memory: Memory, text: str) -> Speech | None:
    """Read a headline that ends "- governor", ": Zelensky": who stands behind its last dash or colon says what stands before."""
    low = scene.marks.low
    if not scene.title:
        return None
    k = next(
        (k for k in range(len(low) - 2, max(len(low) - _NAME, 0), -1) if low[k] in {"–", ":", "-"} and not scene.marks.words.glued(k)), None
    )
    if k is None:
        return None
    voice = _voice(scene, k + 1, len(low), memory, text)
    if voice is None or not _whole_name(scene, k + 1, len(low)):
        return None
    return Speech(k, k + 1, voice[0], 0, k, trailing=True)


def _whole_name(scene: Scene, i: int, k: int) -> bool:
    """Whether a speaker's name or office reaches to word k: "Zelensky:", and not "Ukraine war:"."""
    marks = scene.marks
    if any(marks.ending(name, k) is not None for name in ("body-form", "titles", "agency", "member")):
        return True
    if any(named.j == k and named.entity.kind != "place" for named in scene.named):
        return True
    return marks.words.cap[k - 1] and not any(
        named.j < k and named.i >= i and named.entity.kind in {"party", "people"} for named in scene.named
    )


def _inverted(scene: Scene, a: int, b: int, memory: Memory, text: str) -> Speech | None:
    """Read ", said President X": a name right behind the cue, and nothing that X does."""
    marks = scene.marks
    low = marks.low
    if not a or low[a - 1] not in {",", '"', "–"} or b >= len(marks) or low[a].endswith("ing"):
        return None
    if marks.lang != "en" and marks.is_("in-statement", b):
        b += 1  # ", сообщили в Минобороны": who speaks stands within the preposition
    end = b
    if end < len(marks) and marks.is_("in-statement", end) and marks.lang != "en":
        return _behind(scene, a, b, memory, text)
    while end < len(marks) and end - b < _NAMES and low[end] not in _STOPS and not marks.is_("in-statement", end):
        if marks.is_("have", end) or marks.is_("be", end) or marks.is_("that", end):
            return None
        end += 1
    voice = _voice(scene, b, end, memory, text)
    if voice is None or voice[0].group:
        voice = _apposed(scene, b, end, memory, text) or voice
    if voice is not None and marks.lang != "en" and end < len(marks) and " " not in voice[0].name:
        # "руководитель Центра по примирению в Сирии генерал Сергей Соломатин": the surname may stand behind a place.
        while end < len(marks) and end - b < _NAMES and low[end] not in _STOPS:
            end += 1
        longer = _voice(scene, b, end, memory, text)
        voice = longer if longer is not None and " " in longer[0].name and not longer[0].group else voice
    if voice is None or (voice[1] > b and any(marks.is_("pronoun", k) for k in range(b, voice[1]))):
        return None
    return Speech(a, b, voice[0], 0, len(marks), trailing=True)


def _behind(scene: Scene, a: int, b: int, memory: Memory, text: str) -> Speech | None:
    """Read "повідомив губернатор", "говорится в сводке МЧС": the speaker stands right behind the cue, which tells of what stands before."""
    marks = scene.marks
    if marks.lang == "en":
        return None
    end = b
    if end < len(marks) and marks.is_("in-statement", end):
        end += 1
    while end < len(marks) and end - b < _NAMES and marks.low[end] not in _STOPS and not marks.is_("in-statement", end):
        if marks.is_("that", end):
            return None
        end += 1
    voice = _voice(scene, b, end, memory, text)
    if voice is None or voice[0].name in scene.sides.parties or any(marks.is_("pronoun", k) for k in range(b, end)):
        return None
    return Speech(a, b, voice[0], 0, len(marks), trailing=True)


def _said(scene: Scene, a: int, b: int, memory: Memory, text: str) -> Speech | None:  # noqa: C901, PLR0912 -- one case after another
    """X said: the speaker stands before the cue, within its clause or, behind an apposition, further back; or right behind it."""
    marks = scene.marks
    low = marks.low
    inverted = _inverted(scene, a, b, memory, text)
    if inverted is not None:
        return inverted
    if a and marks.is_("be", a - 1) and not low[a].endswith("ing"):
        return None
    if a and b == a + 1 and (marks.is_("determiners", a - 1) or marks.is_("own", a - 1)):
        # "its claim", "an estimated 40": a noun, an adjective.
        return None
    if (marks.is_("as", b) and not marks.is_("q:at-most", b)) or marks.is_("be", b):
        # "identified as", "US demands are": nobody speaks.
        return None
    comma = None
    start = a
    while start > 0 and a - start < _REGION:
        k = start - 1
        if low[k] in {";", '"', "–", ":"} or k in scene.barriers:
            break
        if marks.is_("what", k):
            # "what a negotiator described as": somebody's words, but the sentence is told by the outlet.
            return None
        if low[k] == "," and comma is None:
            comma = k
        start -= 1
    near = comma + 1 if comma is not None and comma + 1 < a and not _empty(scene, comma + 1, a) else None
    if low[a].endswith("ing") and marks.lang == "en":
        return _adding(scene, (a, b), start, memory, text) if comma is not None else None
    voice = _voice(scene, near, a, memory, text) if near is not None else None
    if voice is None and near is not None:
        return _behind(scene, a, b, memory, text)
    if voice is None:
        voice = _voice(scene, start, a, memory, text, first=comma is not None)
        if voice is not None and near is None and comma is not None and voice[1] <= _CONTENT and start == 0:
            # The name that opens the sentence may be what is told: the one between the last commas speaks, where there is one.
            later = _voice(scene, max(voice[1] + _CONTENT, start), a, memory, text, first=True)
            if later is not None and later[0].group and voice[0].name in scene.sides.parties:
                voice = later
    if voice is None:
        return _behind(scene, a, b, memory, text)
    if marks.is_("say-light", a) and voice[0].name in scene.sides.parties and not marks.is_("say-party", a):
        # "Russia showed": the party acts and does not speak.
        return None
    opened = voice[1] > _CONTENT and any(low[k] in {",", '"', "–"} for k in range(max(voice[1] - _NAME, 0), voice[1]))
    if opened and _closes(scene, b):
        return Speech(a, b, voice[0], 0, len(marks), trailing=True)
    return Speech(a, b, voice[0], b, len(marks), trailing=False)


def _adding(scene: Scene, cue: tuple[int, int], start: int, memory: Memory, text: str) -> Speech | None:
    """Read ", adding that", ", confirming": who spoke or acted before in the sentence."""
    a, b = cue
    voice = _voice(scene, start, a, memory, text, first=True)
    chosen = voice[0] if voice else memory.last
    if scene.marks.is_("say-own", a) and memory.last is not None and _spoken_here(scene, memory.last, a):
        chosen = memory.last
    return Speech(a, b, chosen, b, len(scene.marks), trailing=False) if chosen else None


def _spoken_here(scene: Scene, voice: Voice, a: int) -> bool:
    return any(named.entity.name == voice.name and named.i < a for named in scene.named) or any(
        scene.marks.is_("pronoun", k) for k in range(a)
    )


def _empty(scene: Scene, i: int, j: int) -> bool:
    """Whether only auxiliaries, adverbs and dates stand there."""
    marks = scene.marks
    dated = {k for date in scene.dated for k in range(date.i, date.j)}
    adverbs = marks.starts("adverb")
    k = i
    while k < j:
        if k in adverbs:
            k = adverbs[k]
        elif k in dated or marks.is_("be", k) or marks.is_("stop", k) or marks.is_("determiners", k):
            k += 1
        else:
            return False
    return True


def _closes(scene: Scene, b: int) -> bool:
    """Whether the sentence ends behind a cue, but for when and where it was said."""
    marks = scene.marks
    if b >= len(marks) or marks.low[b] in {".", ",", ";", '"'}:
        return True
    if marks.is_("in-statement", b) or marks.is_("told-whom", b) or marks.word("weekday", b) is not None or marks.is_("adverb", b):
        return True
    return any(dated.i <= b < dated.j for dated in scene.dated)


def _voice(scene: Scene, i: int, j: int, memory: Memory, text: str, *, first: bool = False) -> tuple[Voice, int] | None:
    """Return the speaker named in words i to j and where the name begins, from the surest name to the vaguest; None where none is."""
    marks = scene.marks
    here = [named for named in scene.named if i <= named.i and named.j <= j and not marks.is_("made-by", named.j)]
    pick = 0 if first else -1
    people = [named for named in here if named.entity.kind == "person" and marks.low[named.j : named.j + 1] != ["'s"]]
    if people:
        chosen = people[pick]
        return Voice(chosen.entity.name, chosen.entity.body, chosen.party), chosen.i
    bodies = [named for named in here if named.entity.kind == "body"]
    if bodies:
        chosen = bodies[pick]
        # "General Staff Armed Forces", as Slavic names of bodies follow one another: the first is meant.
        chosen = next((body for body in bodies if body.j == chosen.i), chosen)
        if marks.is_("member", chosen.j) and chosen.j < j:
            printed = text[marks.words.at[chosen.i] : marks.words.to[chosen.j]]
            return Voice(printed, chosen.entity.name, chosen.party, group=True), chosen.i
        return Voice(chosen.entity.name, chosen.entity.name, chosen.party, group=True), chosen.i
    return _unlisted(scene, (i, j), here, memory, text, first=first)


def _unlisted(scene: Scene, at: tuple[int, int], here: list[Named], memory: Memory, text: str, *, first: bool) -> tuple[Voice, int] | None:
    """A speaker whom the gazetteer does not list: a name, a ministry, an agency, a pronoun, "officials", a party."""
    marks = scene.marks
    i, j = at
    agency = [(a, b) for a, b in marks.spans("agency") if i <= a and b <= j and marks.words.cap[a] and marks.low[a - 1 : a] != ["("]]
    name = None if agency else _proper(scene, i, j, text, first=first)
    forms = [(a, b) for a, b in marks.spans("body-form") if i <= a and b <= j]
    owners = [named for named in here if named.entity.kind in {"party", "people", "capital"} and named.party]
    if forms and not owners:
        owners = _opening(scene, i)
    if name is not None:
        if memory.person is not None and name[0].split()[-1] == memory.person.name.split()[-1]:
            return memory.person, name[2]
        owner = owners[0] if owners else None
        body = _body(marks, owner, forms[0], text) if forms and owner else None
        return Voice(name[0], body, owner.party if owner and forms else None, group=name[1]), name[2]
    if agency and name is None:
        a, b = agency[0]
        printed = text[marks.words.at[a] : marks.words.to[b - 1]]
        return Voice(printed, None, None, agency=printed, group=True), a
    near = [(owner, form) for form in forms for owner in owners if 0 <= form[0] - owner.j <= _LEAD or 0 <= owner.i - form[1] <= _LEAD]
    if marks.lang == "en":
        near = [(owner, form) for owner, form in near if not (owner.entity.kind == "people" and owner.i >= form[1])]
    if near:
        owner, form = max(near, key=lambda pair: (pair[1][1] - pair[1][0], pair[1][0], -abs(pair[0].i - pair[1][0])))
        body = _body(marks, owner, form, text)
        if marks.is_("bodies-of", form[1] - 1):
            body = _those_of(scene, form, text)
        return Voice(body, body, owner.party, group=True), min(owner.i, form[0])
    return _vague(scene, (i, j), forms, memory, text) or _state(owners, marks, first=first)


def _state(owners: list[Named], marks: Marks, *, first: bool) -> tuple[Voice, int] | None:
    # "Втрати Росії оцінює": whose they are, and not who says so; "в Киеве заявили" speaks.
    heard = [named for named in owners if not oblique(marks, named) or (named.i > 0 and marks.is_("preposition", named.i - 1))]
    states = [named for named in heard if named.entity.kind != "people" and marks.low[named.j : named.j + 1] != ["'s"]]
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
        b = next((named.j for named in scene.named if marks.is_("of", b) and b < named.i <= b + _NAMED_OF and named.j <= j), b)
        printed = _office(marks, (a, b), text)
        if memory.body and printed.lower() in memory.body.name.lower():
            return memory.body, a
        return Voice(printed if a or marks.lang != "en" else printed.lower(), None, None, group=not person), a
    return None


def _noun_before(marks: Marks, k: int) -> bool:
    """Whether a noun without a name tells whose an official is ("a hospital official")."""
    return (
        marks.low[k].isalpha()
        and not marks.words.cap[k]
        and not any(marks.is_(name, k) for name in ("rank", "determiners", "own", "stop", "adverb", "common", "preposition", "that", "say"))
    )


def _opening(scene: Scene, i: int) -> list[Named]:
    """The capital or party that opens a sentence before words i ("In Moscow, the defence ministry said")."""
    marks = scene.marks
    return [
        named
        for named in scene.named
        if 1 <= named.i <= _LEAD
        and named.j < i
        and marks.low[named.j] == ","
        and marks.is_("preposition", 0)
        and named.entity.kind in {"party", "capital"}
    ]


def _pronoun(scene: Scene, a: int, b: int, memory: Memory) -> Voice | None:
    marks = scene.marks
    if marks.is_("pronoun-person", a):
        return memory.person or memory.last
    if b == a + 1:
        # "Russia last gave a figure when it said": the party that the sentence is about.
        acting = [named for named in scene.named if named.j <= a and named.party and named.entity.kind in {"party", "capital"}]
        if acting and acting[0].i <= _LEAD:
            return Voice(acting[0].party or "", acting[0].party, acting[0].party, group=True)
        return memory.last
    if marks.is_("by-name", a):
        # "the military": the body that spoke before only where it is one.
        printed = " ".join(marks.low[a + 1 : b])
        return memory.body if memory.body and printed in memory.body.name.lower() else None
    return (memory.body or memory.last) if marks.is_("pronoun-body", a) else memory.last


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
        if form[1] < named.i <= end + (_LEAD if end == form[1] else 1) and (end == form[1] or marks.is_("and", end)):
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


def _led(scene: Scene, named: Named, j: int) -> int:
    """The word after the name of a body that a party's name begins ("Sudan Doctors Network"); else where the party's begins."""
    marks = scene.marks
    end = k = named.j
    if named.entity.kind not in {"person", "body"}:
        while k < j and k - named.j < _NAME and marks.words.cap[k] and marks.low[k][0].isalpha():
            k += 1
            if k > named.j + 1 and marks.is_("org-noun", k - 1):
                end = k
    return end if end > named.j else named.i


_JOINING = frozenset({"of", "for", "and", "the", "de", "al", "bin", "el", "-", "on", "&", "van", "von", "der", "ibn"})


def _alone(scene: Scene, run: tuple[int, int], j: int) -> bool:
    """Whether the single word that opens a sentence is a name: it stands right before the cue, and means nothing else."""
    marks = scene.marks
    if run[1] != j or marks.lang != "en":
        return False
    return not any(name[:4] != "ent:" and (run[0], run[1]) in spans for name, spans in marks.found.items())


def _proper(scene: Scene, i: int, j: int, text: str, *, first: bool) -> tuple[str, bool, int] | None:
    """A capitalised name that the gazetteer does not know, whether it is a body's (joined by "of", "for"; an abbreviation), and where."""
    marks = scene.marks
    words = marks.words
    taken = {k for named in scene.named for k in range(named.i, named.j)} | {k for a, b in marks.spans("titles") for k in range(a, b)}
    taken |= {k for dated in scene.dated for k in range(dated.i, dated.j)}
    inner = {k for a, b in marks.spans("body-form") for k in range(a, b)} - taken
    taken |= inner
    taken -= {k for named in scene.named for k in range(named.i, _led(scene, named, j))}
    runs: list[tuple[int, int]] = []
    k = i
    while k < j:
        if (
            words.cap[k]
            and k not in taken
            and marks.low[k].replace("'", "").isalpha()
            and not marks.is_("stop", k)
            and not marks.is_("pronoun", k)
            and not marks.is_("common", k)
            and not marks.is_("determiners", k)
            and marks.low[k - 1 : k] != ["("]
            and marks.word("month", k) is None
            and marks.word("weekday", k) is None
        ):
            e = k + 1
            while e < j and e - k < _NAME:
                if (
                    words.cap[e]
                    and (e not in taken or (e in inner and (marks.is_("org-noun", k) or e - 1 in inner or words.low[e - 1] in _JOINING)))
                ) or (marks.low[e] in _JOINING and e + 1 < j and (words.cap[e + 1] or marks.low[e + 1] in _JOINING)):
                    e += 1
                else:
                    break
            while e > k + 1 and not words.cap[e - 1]:
                e -= 1
            runs.append((k, e))
            k = e
        else:
            k += 1
    runs = [run for run in runs if run[1] - run[0] > 1 or run[0] > 0 or _alone(scene, run, j)]
    if marks.lang != "en":
        # A name and a surname rather than the town or the body that somebody is of.
        runs = [run for run in runs if run[1] - run[0] > 1] or runs
    if not runs:
        return None
    a, b = runs[0] if first else runs[-1]
    printed = text[words.at[a] : words.to[b - 1]]
    if marks.lang != "en":
        behind = any(marks.is_("according", k) for k in range(max(a - _NAMES, 0), a))
        printed = latin(printed, marks.lang, genitive=behind)
    return printed, any(marks.low[k] in {"of", "for", "and"} for k in range(a, b)) or printed.isupper(), a
