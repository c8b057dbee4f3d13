# ruff: noqa: RUF001, RUF003 -- letters and marks of three languages
"""Who says it: cues of speech, the speakers round them, and what they cover."""

from dataclasses import dataclass, replace

from claims.reading.marks import Marks
from claims.reading.proper import LONGEST_NAME, SPREAD
from claims.reading.scene import Scene
from claims.reading.voices import LEAD, Memory, Voice, before_told, quoted_outlets, speaker_in

_REGION = 30
_CONTENT = 4
_OPENS = 3
"""Words at the head of a Slavic sentence of which one may lead to what is told: "Також про повернення"."""
_WHOM = 5
"""Words that name to whom somebody speaks."""
_TELL = frozenset({"person", "body"})
"""Kinds of names that stand before the colon of a headline only as who speaks."""
_DATIVE = ("у", "ю")
"""How an outlet ends in Slavic to which something is told."""
_STOPS = frozenset({",", ";", ".", ":", '"', "!", "?"})
_PARTS = frozenset({",", ";", '"', "–", ":"})
"""Marks that part a speaker from what else is told; a comma need not."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A cue of speech at words a to b, and the words that it covers; with b 0 the cue stands in another sentence."""

    a: int
    b: int
    voice: Voice
    first: int
    last: int
    trailing: bool


def speeches(scene: Scene, memory: Memory, text: str) -> list[Speech]:
    """Return the cues of speech of a sentence in order, and remember who spoke."""
    marks = scene.marks
    found: list[Speech] = []
    for name, read in (("citing", _after), ("according", _after), ("say", _said)):
        for a, b in marks.spans(name):
            spoken = found and any(speech.a <= a < speech.b for speech in found)
            if spoken or (name == "according" and (a in scene.covered or marks.is_("relative", b))) or marks.is_("no-word", a):
                continue  # "19 per cent"
            speech = read(scene, a, b, memory, text)
            if speech is not None:
                found.append(_going_on(scene, speech, found))
    if not found:
        told = _colon(scene, memory, text) or _signed(scene, memory, text) or _impersonal(scene, memory)
        found += [told] if told is not None else []
    found.sort(key=lambda speech: speech.a)
    for speech in found:
        memory.keep(speech.voice)
    memory.heard = bool(found)
    return found


def _going_on(scene: Scene, speech: Speech, found: list[Speech]) -> Speech:
    """Give ", adding that", "when he said" to who spoke before in the sentence, unless a name stands before it: "the wing said, adding"."""
    marks = scene.marks
    people = [other for other in found if other.b < speech.a and not other.voice.group]
    if marks.lang == "en" and people and marks.is_("pronoun-person", speech.a - 1):
        return replace(speech, voice=people[-1].voice)
    ing = marks.low[speech.a].endswith("ing") and speech.a > 0 and not marks.words.cap[speech.a - 1]
    adds = marks.lang == "en" and (ing or marks.is_("and", speech.a - 1))  # "pledged to free 90, and said"
    told = [other for other in found if other.b <= speech.a and not other.trailing]
    return replace(speech, voice=told[-1].voice) if adds and told and speech.first == speech.b else speech


def voice_of(scene: Scene, found: list[Speech], n: int) -> Speech | None:
    """Return the speech that covers the value at word n: the nearest cue before it, else the nearest behind."""
    covering = [
        speech for speech in found if speech.first <= n < speech.last and not (_when_said(scene, speech, n) or _whereas(scene, speech, n))
    ]
    cited = [speech for speech in covering if scene.marks.is_("citing", speech.a) and not _of_while(scene, covering, n, speech.a)]
    if cited:
        return cited[0]
    before = [speech for speech in covering if speech.b <= n and not speech.trailing]
    if before:
        return before[-1]
    behind = [speech for speech in covering if speech.a > n]
    if behind:
        return behind[0]
    return covering[-1] if covering else None


def _when_said(scene: Scene, speech: Speech, n: int) -> bool:
    """Whether the place, the day, the round at word n only tells when somebody spoke: "he wrote on X after the talks in Oman, that"."""
    marks = scene.marks
    counts = any(value.n == n and value.kind == "count" for value in scene.values)
    if marks.lang != "en" or counts or speech.b > n or not marks.is_("say", speech.a):
        return False
    timed = any(marks.is_("time-of", k) for k in range(speech.b, min(n, speech.b + _WHOM)))
    return timed and not any(marks.low[k] in _STOPS or marks.is_("that", k) for k in range(speech.b, n))


def _whereas(scene: Scene, speech: Speech, n: int) -> bool:
    """Whether another party than who speaks does what stands at word n: "the ministry reported the release of 90, while Kyiv freed 80"."""
    marks = scene.marks
    deed = any(marks.is_(name, speech.b + marks.is_("determiners", speech.b)) for name in ("giving", "swap-noun"))
    if marks.lang != "en" or not deed or speech.trailing or speech.voice.party is None or '"' in marks.low[speech.b : n]:
        return False
    turn = next((k for k in range(n - 1, speech.b, -1) if marks.is_("whereas", k) and marks.low[k - 1] == ","), None)
    subject = next((one for one in scene.named if turn is not None and turn < one.i <= turn + 2 and one.party), None)
    return subject is not None and subject.entity.kind in {"party", "capital", "body"} and subject.party != speech.voice.party


def _of_while(scene: Scene, covering: list[Speech], n: int, cited: int) -> bool:
    """Whether somebody else says what stands at word n, in the clause before that of a citation: "he said 12 died, while X cited Y"."""
    told = any(speech.b <= n and speech.a < cited for speech in covering if not scene.marks.is_("citing", speech.a))
    return told and any(scene.marks.is_("whereas", k) for k in range(n, cited))


def _after(scene: Scene, a: int, b: int, memory: Memory, text: str) -> Speech | None:
    """According to X: what stands before it, or behind the comma where it opens the sentence."""
    marks = scene.marks
    if marks.is_("citing", a) and ((a and marks.is_("be", a - 1)) or marks.is_("by", b)):
        return None  # "was quoted as saying", "according to a doctor quoted by AFP"
    if marks.is_("by-him", a):
        him = speaker_in(scene, 0, a, memory, text)
        before = before_told(scene, memory)
        several = marks.is_("by-them", a) and memory.last is not None and memory.last.group
        chosen = him[0] if him is not None and not him[0].group else before or (None if several else memory.person) or memory.last
        return Speech(a, b, chosen, 0, len(marks), trailing=a > LEAD) if chosen else None
    end = _named_in_quotes(marks, b)
    if end > b and marks.ending("say", b) is not None and marks.low[end - 2].endswith(_DATIVE):
        b = end  # "об этом сообщил «Интерфаксу» пресс-секретарь Иван Петров"
    dated = _dated_to(scene, b)
    end = max(end, dated)
    while end < len(marks) and end - max(b, dated) < _REGION:
        if marks.low[end] == "," and marks.is_("made-by", end + 2):
            end += 2  # "the Washington, DC-based institute"
        if marks.low[end] in _STOPS or (marks.is_("breaks", end) and end > b) or marks.is_("which", end):
            break
        end += 1
    voice = speaker_in(scene, b, end, memory, text, first=True)
    if voice is None or voice[0].group or " " not in voice[0].name:
        voice = _apposed(scene, b, end, memory, text) or voice or _by_party(scene, b)
    which = marks.lang != "en" and a > 1 and marks.low[a - 1] == "," and (marks.is_("relative", a - 2) or marks.is_("that", a - 2))
    if voice is not None and which:
        return Speech(a, b, voice[0], a, len(marks), trailing=False)  # "1000 тіл, які, за твердженням Росії, належать"
    return Speech(a, b, voice[0], 0, len(marks), trailing=a > LEAD) if voice else None


def _dated_to(scene: Scene, b: int) -> int:
    """The word behind the comma that closes a date right behind a Slavic cue, "як повідомив в четвер, 22 вересня, голова"; else b."""
    marks = scene.marks
    ends = (date.j for date in scene.dated if b <= date.i <= b + 1 and marks.low[date.j : date.j + 1] == [","])
    return next((end + 1 for end in ends), b) if marks.lang != "en" else b


def _by_party(scene: Scene, b: int) -> tuple[Voice, int] | None:
    """The party that a Slavic cue names in the genitive, which is how it speaks behind "по данным" alone."""
    named = next((one for one in scene.named if one.i == b and one.party and one.entity.kind in {"party", "capital"}), None)
    if named is None or scene.marks.lang == "en":
        return None
    return Voice(named.party or "", named.party, named.party, group=True), b


def _named_in_quotes(marks: Marks, b: int) -> int:
    """Where an outlet in quotation marks ends that words from b name: "подсчеты «Медиазоны» и Би-би-си", "газета «День»"; else word b."""
    outlet = next((end for _, end in quoted_outlets(marks) if end - b <= SPREAD), None)
    if outlet is not None:
        return outlet
    close = marks.starts("agency").get(b + 1) if marks.low[b : b + 1] == ['"'] else None
    return close + 1 if close is not None and marks.low[close : close + 1] == ['"'] else b


def _apposed(scene: Scene, b: int, end: int, memory: Memory, text: str) -> tuple[Voice, int] | None:
    """The person whose office stands in words b to end, and the name behind the comma: "the head of the city, Ivan Petrov"."""
    marks = scene.marks
    if end >= len(marks) or marks.low[end] != "," or not any(b <= i < end for i, _ in marks.spans("titles")):
        return None
    last = end
    for _ in range(2):
        last += 1
        start = last
        if marks.lang != "en" and marks.is_("say", start):
            return None  # ", передает The Guardian": another who tells of him
        while last < len(marks) and last - start < SPREAD and marks.low[last] not in _STOPS:
            last += 1
        voice = speaker_in(scene, start, last, memory, text)
        if voice is not None and not voice[0].group and " " in voice[0].name:
            return voice
        if last >= len(marks) or marks.low[last] != ",":
            break
    return None


def _colon(scene: Scene, memory: Memory, text: str) -> Speech | None:
    """Read "Defence ministry: 12 drones downed overnight": who stands before the colon says what follows."""
    low = scene.marks.low
    if ":" not in low[1:LONGEST_NAME]:
        return None
    k = low.index(":", 1)
    if (labelled := _labelled(scene, k, memory, text)) is not None:
        return labelled
    if (
        # "Zelensky: 2,500 held": a colon before a count parts who speaks from what he says, and else tells on.
        (k not in scene.barriers and not _tells(scene, k))
        # "Deal in Abu Dhabi: ..." says where, and not who.
        or any(scene.marks.is_("located", at) and low[at] != "of" for at in range(1, k))
        or (scene.marks.words.glued(k + 1 if k + 1 < len(low) else k) and k + 1 < len(low) and low[k + 1].isdigit())
    ):
        return None
    opening = (named for named in scene.named if named.entity.kind in {"capital", "place"} and not any(map(str.isalnum, low[: named.i])))
    town = next(opening, None)
    alone = town is not None and town.j == k and scene.marks.lang == "en"
    if town and not scene.title and (alone or text[scene.marks.words.at[0] : scene.marks.words.to[k - 1]].isupper()):
        return None  # a dateline
    voice = speaker_in(scene, 0, k, memory, text)
    if voice is None or (voice[0].party is None and not (scene.title or scene.marks.lang != "en")) or not _whole_name(scene, voice[1], k):
        return None
    if scene.marks.lang != "en" and voice[0].party == voice[0].name:
        led = any(low[at].isalpha() for at in range(voice[1]))  # "Конфлікт Таїланду й Камбоджі: 33 загиблих"
        if led or scene.sides.shared(voice[0].party or ""):
            return None  # "Судан: 46 загиблих": the country in which all parties fight
    return Speech(k, k + 1, voice[0], k + 1, len(low), trailing=False)


def _tells(scene: Scene, k: int) -> bool:
    """Whether the name of a person or a body ends before the colon at word k of a headline."""
    told = scene.marks.ending("body-form", k) is not None or any(named.j == k and named.entity.kind in _TELL for named in scene.named)
    return scene.title and told


def _labelled(scene: Scene, k: int, memory: Memory, text: str) -> Speech | None:
    """Read "Джерело: DeepState", which only names who speaks, and "Дослівно: ...", "Quote from Lysak: ...", which gives the words."""
    marks = scene.marks
    first = next((i for i, low in enumerate(marks.low) if low[0].isalnum()), 0)
    if marks.starts("source-label").get(first) == k:
        named = speaker_in(scene, k + 1, len(marks), memory, text, first=True)
        return Speech(k, k + 1, named[0], k + 1, k + 1, trailing=False) if named is not None else None
    whose = marks.starts("verbatim").get(first)
    if whose is None:
        return None
    named = speaker_in(scene, whose, k, memory, text) if whose < k else None
    quoted = named[0] if named is not None else memory.last
    return Speech(k, k + 1, quoted, k + 1, len(marks), trailing=False) if quoted is not None and (named or whose == k) else None


def _signed(scene: Scene, memory: Memory, text: str) -> Speech | None:
    """Read a headline that ends "- governor", ": Zelensky": who stands behind its last dash or colon says what stands before.

    Slavic sentences end so as well, behind a comma: ", — Генштаб."
    """
    if not scene.title and scene.marks.lang == "en":
        return None
    low = scene.marks.low
    end = len(low) - (low[-1] == ".")
    k = next(
        (k for k in range(end - 2, max(end - LONGEST_NAME, 0), -1) if low[k] in {"–", ":", "-"} and not scene.marks.words.glued(k)),
        None,
    )
    if k is None or not (scene.title or (low[k] == "–" and low[k - 1] in {",", '"'})):
        return None
    voice = speaker_in(scene, k + 1, end, memory, text)
    if voice is None or not _whole_name(scene, k + 1, end):
        return None
    return Speech(k, k + 1, voice[0], 0, k, trailing=True)


def _impersonal(scene: Scene, memory: Memory) -> Speech | None:
    """Read "Зазначається, що ...", "Отмечается, что ...": who spoke last goes on."""
    marks = scene.marks
    if memory.last is None or not marks.any_("goes-on"):
        return None
    first = next((k for k, low in enumerate(marks.low) if low[0].isalnum()), 0)
    if not marks.is_("goes-on", first):
        return None
    return Speech(first, first + 1, memory.last, first + 1, len(marks), trailing=False)


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


def _inverted(scene: Scene, a: int, b: int, memory: Memory, text: str) -> Speech | None:  # noqa: C901 -- one case after another
    """Read ", said President X": a name right behind the cue, and nothing that X does."""
    marks = scene.marks
    low = marks.low
    if not a or low[a - 1] not in {",", '"', "–"} or b >= len(marks) or low[a].endswith("ing") or marks.is_("be", a):
        return None
    preposition = b
    if marks.lang != "en" and marks.is_("in-statement", b):
        b += 1  # ", сообщили в Минобороны": who speaks stands within the preposition
    end = b
    if end < len(marks) and marks.is_("in-statement", end) and marks.lang != "en":
        return _behind(scene, a, b, memory, text)
    while end < len(marks) and end - b < SPREAD and low[end] not in _STOPS and not marks.is_("in-statement", end):
        if marks.lang == "en" and marks.is_("relative", end) and end > b:
            break  # "said an officer who asked not to be named"
        if marks.is_("have", end) or marks.is_("be", end) or marks.is_("that", end):
            return None
        end += 1
    voice = speaker_in(scene, b, end, memory, text)
    if voice is None or voice[0].group:
        voice = _apposed(scene, b, end, memory, text) or voice
    # ", говорится в сообщении": whose words were told of before.
    voice = speaker_in(scene, preposition, end, memory, text) if voice is None and b > preposition else voice
    if voice is not None and marks.lang != "en" and end < len(marks) and " " not in voice[0].name:
        # "руководитель Центра по примирению в Сирии генерал Сергей Соломатин": the surname may stand behind a place.
        while end < len(marks) and end - b < 2 * SPREAD and low[end] not in _STOPS:
            end += 1
        longer = speaker_in(scene, b, end, memory, text)
        voice = longer if longer is not None and " " in longer[0].name and not longer[0].group else voice
    if voice is None or any(marks.is_("pronoun", k) and not marks.is_("pronoun-body", k) for k in range(b, voice[1])):
        return None
    told = any(value.kind not in {"date", "place"} and voice[1] < value.n < end for value in scene.values) or low[end : end + 1] == ['"']
    if marks.lang == "en" and (told or marks.is_("as", b) or any(b <= value.n < voice[1] for value in scene.values)):
        return None  # ", identified as A and B,", ", confirmed the release of 20 soldiers by Ukraine"
    if marks.lang != "en" and _counts(scene, b, end):
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
    while end < len(marks) and end - b < SPREAD and marks.low[end] not in _STOPS and not marks.is_("in-statement", end):
        if marks.is_("that", end):
            return None
        end += 1
    voice = speaker_in(scene, b, end, memory, text)
    party = voice is not None and voice[0].name in scene.sides.parties and not _opens_with_what(marks, a)
    if voice is None or party or any(marks.is_("pronoun", k) for k in range(b, end)):
        return None
    if _counts(scene, b, end):
        return None
    return Speech(a, b, voice[0], 0, len(marks), trailing=True)


def _opens_with_what(marks: Marks, a: int) -> bool:
    """Whether a Slavic sentence opens with what is told of, so that a party behind the cue at word a speaks: "про це повідомила Росія"."""
    return any(marks.is_("of-what", k) for k in range(min(_OPENS, a)))


def _counts(scene: Scene, b: int, end: int) -> bool:
    """Whether words b to end hold a count, and so who is counted: "Журналісти підтвердили загибель 1200 військових"."""
    return any(value.kind == "count" and value.i < end and b < value.j for value in scene.values)


def _said(scene: Scene, a: int, b: int, memory: Memory, text: str) -> Speech | None:  # noqa: C901, PLR0912 -- one case after another
    """X said: the speaker stands before the cue, within its clause or, behind an apposition, further back; or right behind it."""
    marks = scene.marks
    low = marks.low
    # ", a spokesman for the rebels, told the Associated Press": whom, and not who.
    inverted = _inverted(scene, a, b, memory, text) if marks.lang != "en" or not marks.is_("tell", a) else None
    if inverted is not None:
        return inverted
    if a and marks.is_("be", a - 1) and not low[a].endswith("ing"):
        return None
    if a and b == a + 1 and (marks.is_("determiners", a - 1) or marks.is_("own", a - 1)):
        # "its claim", "an estimated 40": a noun, an adjective.
        return None
    if marks.is_("data-noun", a) and any(end <= a < end + _WHOM and _STOPS.isdisjoint(low[end:a]) for _, end in marks.spans("according")):
        return None  # "according to official reports"
    if (
        (marks.is_("as", b) and not marks.is_("q:at-most", b))
        or marks.is_("be", b)
        or (marks.is_("say", b) and not (a and marks.is_("have", a - 1)))
    ):
        # "identified as", "US demands are", "reports said": nobody speaks.
        return None
    opens = next((i for i, j in scene.asides if j == a - 1 and marks.is_("relative", i + 1)), None) if marks.lang == "en" else None
    if opens is not None and (head := speaker_in(scene, max(opens - LONGEST_NAME, 0), opens, memory, text)) is not None:
        return _of_voice(scene, head, a, b)  # "Russia, which invaded Ukraine, said"
    comma = None
    start = a
    what, barriers = marks.starts("what"), scene.barriers
    while start > 0 and a - start < _REGION:
        k = start - 1
        if low[k] in _PARTS:
            quoted = marks.ending("agency", k) if low[k] == '"' else None
            if quoted and low[quoted - 1] == '"':
                start = quoted  # "«Медиазона» установила"
                continue
            if low[k] != ",":
                break
            comma = k if comma is None else comma
        if k in barriers:
            break
        if k in what:
            # "what a negotiator described as": somebody's words, but the sentence is told by the outlet.
            return None
        start -= 1
    near = comma + 1 if comma is not None and comma + 1 < a and not _empty(scene, comma + 1, a) else None
    if low[a].endswith("ing") and marks.lang == "en":
        return _adding(scene, (a, b), start, memory, text) if comma is not None or (a and marks.words.cap[a - 1]) else None
    if near is not None and marks.is_("relative", near) and marks.lang == "en":
        near = None  # "Ali Nur, the head of the group, which fights in the north said": the clause isn't closed
    voice = speaker_in(scene, near, a, memory, text) if near is not None else None
    if near is not None and (person := _office_of(scene, start, near, voice, memory, text)) is not None:
        return Speech(a, b, person[0], 0 if person[1] > start else b, len(marks), trailing=True)
    if voice is None and near is not None:
        return _behind(scene, a, b, memory, text)
    if voice is None:
        # "The rebels fighting the army said": not those whom they fight.
        last = next((i for i, _ in marks.spans("fights") if start < i < a), a)
        # "Azerbaijan, which does not tell of military losses, says": who stands before the clause.
        clause = [k for k in range(start, a - 1) if low[k] == "," and marks.is_("relative", k + 1)]
        aside = bool(clause) and low[a - 1] == "," and marks.lang == "en"
        last = min(last, clause[-1]) if aside else last
        voice = _between(scene, start, a, memory, text) or speaker_in(scene, start, last, memory, text, first=comma is not None)
        if voice is not None and near is None and comma is not None and voice[1] <= _CONTENT and start == 0 and not aside:
            # The name that opens the sentence may be what is told: the one between the last commas speaks, where there is one.
            later = speaker_in(scene, max(voice[1] + _CONTENT, start), a, memory, text, first=True)
            if later is not None and later[0].group and voice[0].name in scene.sides.parties:
                voice = later
    if (voice is None or marks.is_("pronoun-person", voice[1])) and (which := _which(scene, start)) is not None:
        voice = speaker_in(scene, 0, which, memory, text) or voice
    if voice is None:
        return _behind(scene, a, b, memory, text)
    if _since(scene, voice[1], b) or (marks.is_("say-light", a) and voice[0].name in scene.sides.parties and not marks.is_("say-party", a)):
        # "Russia showed": the party acts and does not speak.
        return None
    return _of_voice(scene, voice, a, b)


def _of_voice(scene: Scene, voice: tuple[Voice, int], a: int, b: int) -> Speech:
    """What somebody says whose name begins at a word before the cue: all before it, where that is the content, or what stands behind it."""
    marks = scene.marks
    at = _in_full(scene, voice[1])
    far = SPREAD if marks.lang == "en" else LONGEST_NAME
    before = at - 1 - marks.is_("determiners", at - 1)
    joined = marks.lang == "en" and marks.is_("breaks", before) and not marks.is_("as", before)  # ", until the army said on Sunday that"
    opened = not joined and at >= _CONTENT and any(marks.low[k] in {",", '"', "–"} for k in range(max(at - far, 0), at))
    if opened and (_closes(scene, b) or _of_quotation(scene, at, b)):
        return Speech(a, b, voice[0], 0, len(marks), trailing=True)
    return Speech(a, b, voice[0], b, len(marks), trailing=False)


def _of_quotation(scene: Scene, at: int, b: int) -> bool:
    """Whether English words from b on only tell of what the quotation before word `at` was said: '" X said of the swap'."""
    marks = scene.marks
    said = marks.low[max(at - SPREAD, 0) : at]
    behind = marks.low[b:]
    return marks.lang == "en" and '"' in said and marks.is_("preposition", b) and '"' not in behind and "that" not in behind


def _since(scene: Scene, k: int, b: int) -> bool:
    """Whether a name at word k and the cue that ends before word b only tell since when: "it has eased since they announced the truce"."""
    marks = scene.marks
    at = k - (k > 0 and marks.is_("determiners", k - 1)) - 1
    return marks.lang == "en" and at > 0 and marks.is_("since", at) and not marks.is_("that", b)


def _between(scene: Scene, start: int, a: int, memory: Memory, text: str) -> tuple[Voice, int] | None:
    """The person whose office stands between the commas right before a cue: ", Ali Nur, a spokesman for the rebels, told Reuters"."""
    marks = scene.marks
    commas = [k for k in range(start, a) if marks.low[k] == ","]
    if marks.lang != "en" or len(commas) < 2 or commas[-1] != a - 1:  # noqa: PLR2004 -- a pair
        return None
    office = commas[-2] + 1
    if not marks.is_("titles", office + marks.is_("determiners", office)):
        return None
    named = speaker_in(scene, commas[-3] + 1 if len(commas) > 2 else start, commas[-2], memory, text)  # noqa: PLR2004 -- a third
    return named if named is not None and not named[0].group and " " in named[0].name else None


def _which(scene: Scene, start: int) -> int | None:
    """Where the clause opens that tells who speaks, if a clause begun at word start lies in it: "who hid because he was afraid said"."""
    marks = scene.marks
    if marks.lang != "en" or start - 1 not in scene.barriers or not marks.is_("breaks", start - 1):
        return None
    which = next((k for k in range(1, min(start, LONGEST_NAME)) if marks.is_("relative", k)), None)
    told = which is None or any(marks.low[k] in _STOPS or marks.is_("say", k) for k in range(which, start))
    return None if told else which


def _office_of(scene: Scene, start: int, near: int, voice: tuple[Voice, int] | None, memory: Memory, text: str) -> tuple[Voice, int] | None:
    """The person before the comma whose office stands behind it unclosed: "Ali Nur, minister of the interior of Chad said"."""
    marks = scene.marks
    office = near + marks.is_("determiners", near)
    if marks.lang != "en" or not marks.is_("titles", office) or (voice is not None and marks.is_("titles", voice[1] - 1)):
        return None
    if voice is not None and not voice[0].group and not marks.is_("of", voice[1] - 1 - marks.is_("determiners", voice[1] - 1)):
        return None
    named = speaker_in(scene, max(start, near - 1 - LONGEST_NAME), near - 1, memory, text)
    return named if named is not None and not named[0].group and " " in named[0].name and _whole_name(scene, named[1], near - 1) else None


def _in_full(scene: Scene, k: int) -> int:
    """Where a name begins whose short form stands in brackets behind it: "the International Committee of the Red Cross (ICRC)"."""
    if not k or scene.marks.low[k - 1] != "(":
        return k
    return next((named.i for named in scene.named if named.j == k - 1), k)


def _adding(scene: Scene, cue: tuple[int, int], start: int, memory: Memory, text: str) -> Speech | None:
    """Read ", adding that", ", confirming": who spoke or acted before in the sentence."""
    a, b = cue
    voice = speaker_in(scene, start, a, memory, text, first=True)
    chosen = voice[0] if voice else memory.last
    beside = speaker_in(scene, max(start, a - LEAD), a, memory, text) if scene.marks.words.cap[a - 1] else None
    if beside is not None and not beside[0].group:
        chosen = beside[0]  # "state television reported Marhamati saying"
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


def _town_behind(scene: Scene, b: int) -> int | None:
    """The word behind the town or country that stands right behind a cue: "said in Vilnius"."""
    at = scene.marks.starts("venue-in").get(b)
    return next((named.j for named in scene.named if named.i == at and named.entity.kind in {"capital", "place", "party"}), None)


def _closes(scene: Scene, b: int) -> bool:
    """Whether the sentence ends behind a cue, but for when and where it was said."""
    marks = scene.marks
    if b >= len(marks) or marks.low[b] in {".", ",", ";", '"', "–"} or marks.is_("by", b):
        return True
    if (town := _town_behind(scene, b)) is not None and _closes(scene, town):
        return True  # "..., Zelensky said in Vilnius."
    if marks.is_("in-statement", b) or marks.is_("told-whom", b) or marks.word("weekday", b) is not None or marks.is_("adverb", b):
        return True
    end = b
    while (
        marks.ending("tell", b) is not None
        and end < min(len(marks), b + _WHOM)
        and marks.low[end] not in _STOPS
        and end not in scene.covered
    ):
        end += 1  # "..., Syrskyi told Zelensky.", "..., a doctor told this newspaper."
    return (end > b and marks.low[end : end + 1] in ([","], ["."])) or any(dated.i <= b < dated.j for dated in scene.dated)
