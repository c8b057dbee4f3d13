"""Who says it: cues of speech, the speakers round them, and what they cover."""

from dataclasses import dataclass

from claims.reading.marks import Marks
from claims.reading.people import Named
from claims.reading.scene import Scene

_REGION = 30
_CONTENT = 4
_NAME = 7
_LEAD = 3


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
        if marks.low[end] in {",", ";", ".", ":", '"', "!", "?"} or (marks.is_("breaks", end) and end > b) or marks.is_("which", end):
            break
        end += 1
    voice = _voice(scene, b, end, memory, text)
    if voice is None:
        return None
    if a <= _LEAD:
        return Speech(a, b, voice, 0, len(marks), trailing=False)
    return Speech(a, b, voice, 0, len(marks), trailing=True)


def _said(scene: Scene, a: int, b: int, memory: Memory, text: str) -> Speech | None:  # noqa: C901, PLR0911 -- where the speaker may stand
    marks = scene.marks
    low = marks.low
    # ", said President X"
    if a and low[a - 1] in {",", '"', "–"} and b < len(marks) and low[b] not in {",", ".", '"', ":"}:
        end = b
        while end < len(marks) and end - b < 12 and low[end] not in {",", ".", ";", '"', ":"} and not marks.is_("in-statement", end):  # noqa: PLR2004 -- words of a name and its office
            end += 1
        light = low[a].endswith("ing")
        voice = None if light else _voice(scene, b, end, memory, text)
        if voice is not None:
            return Speech(a, b, voice, 0, len(marks), trailing=True)
    comma = None
    start = a
    while start > 0 and a - start < _REGION:
        k = start - 1
        if low[k] in {";", '"', "–", ":"} or (k in scene.barriers and low[k] != ","):
            break
        if low[k] == ",":
            comma = k if comma is None else comma
        start -= 1
    near = comma + 1 if comma is not None and comma + 1 < a and not _empty(marks, comma + 1, a) else None
    participle = low[a].endswith("ing") and marks.lang == "en"
    if participle:
        voice = _voice(scene, start, a, memory, text, first=True)
        if marks.is_("say-own", a) or comma is not None or (a and low[a - 1] == ","):
            chosen = (
                memory.last if voice is None or marks.is_("say-own", a) and memory.last and _spoken_here(scene, memory.last, a) else voice
            )
            return Speech(a, b, chosen, b, len(marks), trailing=False) if chosen else None
        return None
    voice = None
    content = False
    if near is not None:
        voice = _voice(scene, near, a, memory, text)
        content = voice is not None and near > _CONTENT
    if voice is None:
        voice = _voice(scene, start, a, memory, text, first=near is None and comma is not None)
        content = voice is not None and start > _CONTENT and low[start - 1] in {'"', "–"}
    if voice is None:
        return None
    if content and _closes(scene, b):
        return Speech(a, b, voice, 0, len(marks), trailing=True)
    if marks.is_("say-light", a) and voice.name in scene.sides.parties and not marks.is_("that", b):
        # "Russia showed", "Ukraine demanded": the party acts and does not speak, but what it claims is its own.
        return Speech(a, b, voice, b, len(marks), trailing=False) if marks.is_("say-party", a) else None
    return Speech(a, b, voice, b, len(marks), trailing=False)


def _spoken_here(scene: Scene, voice: Voice, a: int) -> bool:
    return any(named.entity.name == voice.name and named.i < a for named in scene.named) or any(
        marks_word in {"he", "she", "it", "they"} for marks_word in scene.marks.low[:a]
    )


def _empty(marks: Marks, i: int, j: int) -> bool:
    """Whether only auxiliaries, adverbs and dates stand there."""
    return all(marks.is_("be", k) or marks.is_("adverb", k) or marks.word("weekday", k) is not None for k in range(i, j))


def _closes(scene: Scene, b: int) -> bool:
    """Whether the sentence ends behind a cue, but for when and where it was said."""
    marks = scene.marks
    k = b
    if k >= len(marks) or marks.low[k] in {".", ",", ";"}:
        return True
    if marks.is_("in-statement", k) or marks.is_("told-whom", k) or marks.word("weekday", k) is not None or marks.is_("adverb", k):
        return True
    return any(dated.i <= k < dated.j for dated in scene.dated)


def _voice(scene: Scene, i: int, j: int, memory: Memory, text: str, *, first: bool = False) -> Voice | None:  # noqa: C901, PLR0911, PLR0912 -- from the surest name to the vaguest
    """Return the speaker named in words i to j; None where none is."""
    marks = scene.marks
    here = [named for named in scene.named if i <= named.i and named.j <= j]
    people = [named for named in here if named.entity.kind == "person" and marks.low[named.j : named.j + 1] != ["'s"]]
    if people:
        chosen = people[0] if first else people[-1]
        return Voice(chosen.entity.name, chosen.entity.body, chosen.party)
    bodies = [named for named in here if named.entity.kind == "body"]
    if bodies:
        chosen = bodies[0] if first else bodies[-1]
        return Voice(chosen.entity.name, chosen.entity.name, chosen.party, group=True)
    agency = [(a, b) for a, b in marks.spans("agency") if i <= a and b <= j]
    name = _proper(scene, i, j, text, first=first)
    forms = [(a, b) for a, b in marks.spans("body-form") if i <= a and b <= j]
    owners = [named for named in here if named.entity.kind in {"party", "people", "capital"} and named.party]
    if name is not None and not agency:
        form = next((span for span in forms), None)
        owner = next((named for named in owners), None)
        body = _body(marks, owner, form, text) if form and owner else None
        return Voice(name[0], body, owner.party if owner and form else None, group=name[1])
    if forms and owners:
        form = max(forms, key=lambda span: (span[1] - span[0], span[0]))
        owner = min(owners, key=lambda named: abs(named.i - form[0]))
        return Voice(_body(marks, owner, form, text), _body(marks, owner, form, text), owner.party, group=True)
    if agency:
        printed = text[marks.words.at[agency[0][0]] : marks.words.to[agency[0][1] - 1]]
        return Voice(printed, None, None, agency=printed, group=True)
    pronouns = [(a, b) for a, b in marks.spans("pronoun") if i <= a and b <= j]
    if pronouns:
        a, b = pronouns[-1]
        return _pronoun(marks, a, b, memory)
    if forms:
        a, b = max(forms, key=lambda span: (span[1] - span[0], span[0]))
        printed = text[marks.words.at[a] : marks.words.to[b - 1]]
        if memory.body and printed.lower() in memory.body.name.lower():
            return memory.body
        return Voice(printed[0].upper() + printed[1:] if marks.words.cap[a] else printed, None, None, group=True)
    if owners and owners[-1].entity.kind != "people" and owners[-1].party:
        chosen = owners[0] if first else owners[-1]
        return Voice(chosen.party or "", chosen.party, chosen.party, group=True)
    return None


def _pronoun(marks: Marks, a: int, b: int, memory: Memory) -> Voice | None:
    if marks.low[a] in {"he", "she"}:
        return memory.person or memory.last
    if b == a + 1:
        return memory.last
    if marks.is_("pronoun-body", a):
        return memory.body or memory.last
    return memory.last


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


def _proper(scene: Scene, i: int, j: int, text: str, *, first: bool) -> tuple[str, bool] | None:
    """A capitalised name that the gazetteer does not know, and whether it is a body's (its words are joined by "of", "for", or it has an abbreviation)."""
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
                if words.cap[e] and e not in taken:
                    e += 1
                elif (
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
    return printed, any(marks.low[k] in {"of", "for", "and"} for k in range(a, b)) or printed.isupper()
