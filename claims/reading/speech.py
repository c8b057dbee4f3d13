# ruff: noqa: RUF001 -- letters and marks of three languages
"""Who says it: cues of speech, the speakers round them, and what they cover."""

from dataclasses import dataclass

from claims.reading.marks import Marks
from claims.reading.people import Named
from claims.reading.scene import Scene

_REGION = 30
_CONTENT = 4
_NAME = 7
_LEAD = 3
_NAMES = 12
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
    if not found and (lead := _colon(scene, memory, text)) is not None:
        found.append(lead)
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
    end = b
    while end < len(marks) and end - b < _REGION:
        if marks.low[end] in _STOPS or (marks.is_("breaks", end) and end > b) or marks.is_("which", end):
            break
        end += 1
    voice = _voice(scene, b, end, memory, text, first=True)
    return Speech(a, b, voice[0], 0, len(marks), trailing=a > _LEAD) if voice else None


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
    voice = _voice(scene, 0, k, memory, text)
    return Speech(k, k + 1, voice[0], k + 1, len(low), trailing=False) if voice and voice[0].party is not None else None


def _inverted(scene: Scene, a: int, b: int, memory: Memory, text: str) -> Speech | None:
    """Read ", said President X": a name right behind the cue, and nothing that X does."""
    marks = scene.marks
    low = marks.low
    if not a or low[a - 1] not in {",", '"', "–"} or b >= len(marks) or low[a].endswith("ing"):
        return None
    end = b
    while end < len(marks) and end - b < _NAMES and low[end] not in _STOPS and not marks.is_("in-statement", end):
        if marks.is_("have", end) or marks.is_("be", end) or marks.is_("that", end):
            return None
        end += 1
    voice = _voice(scene, b, end, memory, text)
    if voice is None or (voice[1] > b and any(marks.is_("pronoun", k) for k in range(b, voice[1]))):
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
    comma = None
    start = a
    while start > 0 and a - start < _REGION:
        k = start - 1
        if low[k] in {";", '"', "–", ":"} or k in scene.barriers:
            break
        if low[k] == "," and comma is None:
            comma = k
        start -= 1
    near = comma + 1 if comma is not None and comma + 1 < a and not _empty(scene, comma + 1, a) else None
    if low[a].endswith("ing") and marks.lang == "en":
        return _adding(scene, (a, b), start, memory, text) if comma is not None else None
    voice = _voice(scene, near, a, memory, text) if near is not None else None
    if voice is None and near is not None:
        return None
    if voice is None:
        voice = _voice(scene, start, a, memory, text, first=comma is not None)
        if voice is not None and near is None and comma is not None and voice[1] <= _CONTENT and start == 0:
            # The name that opens the sentence may be what is told: the one between the last commas speaks, where there is one.
            later = _voice(scene, max(voice[1] + _CONTENT, start), a, memory, text, first=True)
            if later is not None and later[0].group and voice[0].name in scene.sides.parties:
                voice = later
    if voice is None:
        return None
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
    return all(
        k in dated or marks.is_("be", k) or marks.is_("adverb", k) or marks.is_("stop", k) or marks.is_("determiners", k)
        for k in range(i, j)
    )


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
    here = [named for named in scene.named if i <= named.i and named.j <= j]
    pick = 0 if first else -1
    people = [named for named in here if named.entity.kind == "person" and marks.low[named.j : named.j + 1] != ["'s"]]
    if people:
        chosen = people[pick]
        return Voice(chosen.entity.name, chosen.entity.body, chosen.party), chosen.i
    bodies = [named for named in here if named.entity.kind == "body"]
    if bodies:
        chosen = bodies[pick]
        return Voice(chosen.entity.name, chosen.entity.name, chosen.party, group=True), chosen.i
    return _unlisted(scene, (i, j), here, memory, text, first=first)


def _unlisted(scene: Scene, at: tuple[int, int], here: list[Named], memory: Memory, text: str, *, first: bool) -> tuple[Voice, int] | None:
    """A speaker whom the gazetteer does not list: a name, a ministry, an agency, a pronoun, "officials", a party."""
    marks = scene.marks
    i, j = at
    agency = [(a, b) for a, b in marks.spans("agency") if i <= a and b <= j and marks.words.cap[a]]
    name = None if agency else _proper(scene, i, j, text, first=first)
    forms = [(a, b) for a, b in marks.spans("body-form") if i <= a and b <= j]
    owners = [named for named in here if named.entity.kind in {"party", "people", "capital"} and named.party]
    if name is not None:
        owner = owners[0] if owners else None
        body = _body(marks, owner, forms[0], text) if forms and owner else None
        return Voice(name[0], body, owner.party if owner and forms else None, group=name[1]), name[2]
    near = [(owner, form) for form in forms for owner in owners if 0 <= form[0] - owner.j <= _LEAD or 0 <= owner.i - form[1] <= _LEAD]
    if near:
        owner, form = max(near, key=lambda pair: (pair[1][1] - pair[1][0], pair[1][0], -abs(pair[0].i - pair[1][0])))
        body = _body(marks, owner, form, text)
        return Voice(body, body, owner.party, group=True), min(owner.i, form[0])
    if agency:
        a, b = agency[0]
        printed = text[marks.words.at[a] : marks.words.to[b - 1]]
        return Voice(printed, None, None, agency=printed, group=True), a
    pronouns = [(a, b) for a, b in marks.spans("pronoun") if i <= a and b <= j]
    if pronouns:
        voice = _pronoun(scene, *pronouns[-1], memory)
        if voice is not None or not forms:
            return (voice, pronouns[-1][0]) if voice else None
    if forms:
        a, b = max(forms, key=lambda span: (span[1] - span[0], span[0]))
        printed = text[marks.words.at[a] : marks.words.to[b - 1]]
        if memory.body and printed.lower() in memory.body.name.lower():
            return memory.body, a
        return Voice(printed if a else printed.lower(), None, None, group=True), a
    states = [named for named in owners if named.entity.kind != "people"]
    if states and states[0].party:
        chosen = states[0] if first else states[-1]
        return Voice(chosen.party or "", chosen.party, chosen.party, group=True), chosen.i
    return None


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
    printed = text[marks.words.at[form[0]] : marks.words.to[form[1] - 1]]
    capital = " ".join(word if word in {"of", "the", "and", "for"} else word[:1].upper() + word[1:] for word in printed.split())
    return f"{owner.entity.adjective or owner.entity.name} {capital if capital.lower() not in _PLAIN else printed.lower()}"


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


def _proper(scene: Scene, i: int, j: int, text: str, *, first: bool) -> tuple[str, bool, int] | None:
    """A capitalised name that the gazetteer does not know, whether it is a body's (joined by "of", "for"; an abbreviation), and where."""
    marks = scene.marks
    words = marks.words
    taken = {k for named in scene.named for k in range(named.i, named.j)} | {k for a, b in marks.spans("titles") for k in range(a, b)}
    taken |= {k for dated in scene.dated for k in range(dated.i, dated.j)} | {
        k for a, b in marks.spans("body-form") for k in range(a, b) if marks.lang == "en"
    }
    runs: list[tuple[int, int]] = []
    k = i
    while k < j:
        if (
            words.cap[k]
            and k not in taken
            and marks.low[k].isalpha()
            and not marks.is_("stop", k)
            and not marks.is_("pronoun", k)
            and not marks.is_("common", k)
        ):
            e = k + 1
            while e < j and e - k < _NAME:
                if (words.cap[e] and e not in taken) or (
                    marks.low[e] in {"of", "for", "and", "the", "de", "al", "bin", "-", "on", "&"}
                    and e + 1 < j
                    and (words.cap[e + 1] or marks.low[e + 1] in {"of", "for", "and", "the", "-"})
                ):
                    e += 1
                else:
                    break
            while e > k + 1 and not words.cap[e - 1]:
                e -= 1
            runs.append((k, e))
            k = e
        else:
            k += 1
    runs = [run for run in runs if run[1] - run[0] > 1 or run[0] > 0]
    if not runs:
        return None
    a, b = runs[0] if first else runs[-1]
    printed = text[words.at[a] : words.to[b - 1]]
    return printed, any(marks.low[k] in {"of", "for", "and"} for k in range(a, b)) or printed.isupper(), a
