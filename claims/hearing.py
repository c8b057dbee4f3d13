# ruff: noqa: RUF002 -- letters of three languages
"""Who speaks in each sentence of a part of an article."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain

from claims.parts import Part
from claims.reading.quotations import quotations
from claims.reading.scene import Scene, Sides
from claims.reading.speech import Speech, speeches
from claims.reading.voices import Memory, Voice, opener

_MOSTLY = 0.6
"""A sentence of which so much is quoted is somebody's words."""
_ABOVE = 4
"""Sentences that one tells of which begins "Про це повідомив"."""
_ENDS = frozenset("!?…")
"""Marks that end a sentence within its quotation, so that who said it stands in the next."""


def hear(part: Part) -> None:
    """Find who speaks in each sentence, and in those within a quotation."""
    memory = Memory()
    for scene in _above(part):
        memory.meet(scene)
    spans = quotations(part.text)
    part.quoted = [None] * len(part.scenes)
    for scene in part.scenes:
        part.speeches.append(speeches(scene, memory, part.text) or _over_list(part, scene))
        memory.meet(scene)
    starts = [scene.marks.words.start for scene in part.scenes]
    ends = [scene.marks.words.end for scene in part.scenes]
    for a, b in spans:
        near = range(bisect_right(ends, a), bisect_left(starts, b))
        # Most of the sentence lies between the two marks.
        inside = [k for k in near if min(ends[k], b) - max(starts[k], a) > _MOSTLY * (ends[k] - starts[k])]
        if not inside:
            continue
        voice = _voice_of_quotation(part, inside, near[-1], a, b) or (opener(part.scenes[inside[0]].before, Memory(holders=memory.holders)))
        for k in inside:
            if not part.speeches[k] and voice is not None:
                part.quoted[k] = voice


def _over_list(part: Part, scene: Scene) -> list[Speech]:
    """Who tells of a list in the sentence with its colon, to whom its items belong."""
    lead = next((k for k, above in enumerate(part.scenes[: len(part.speeches)]) if above is scene.lead), None)
    told = part.speeches[lead][-1:] if lead is not None else []
    return [Speech(0, 0, speech.voice, 0, len(scene.marks), trailing=True) for speech in told]


def _above(part: Part) -> list[Scene]:
    """The sentences of the title, which the first of a text goes on."""
    found: list[Scene] = []
    scene = part.scenes[0].before if part.scenes else None
    while scene is not None:
        found.insert(0, scene)
        scene = scene.before
    return found


def tell_back(parts: Iterable[Part]) -> None:
    """Give a sentence, or a title, in which nobody speaks to who said "this" by the Slavic one behind it: "Об этом сообщил Генштаб"."""
    told: list[tuple[Part, int]] = []
    for part in parts:
        if part.captions:
            continue
        for k, scene in enumerate(part.scenes):
            voice = _of_this(scene, part.speeches[k])
            if voice is not None:
                _tell_back(told, voice)
            told.append((part, k))


def _tell_back(told: Sequence[tuple[Part, int]], voice: Voice) -> None:
    """Give a voice to the last of some sentences, and to those of its paragraph above it, back to one in which somebody speaks."""
    after: tuple[Part, int] | None = None
    for part, k in reversed(told[-_ABOVE:]):
        marks = part.scenes[k].marks
        above = after is not None and (after[0] is not part or "\n" in part.text[marks.words.end : part.scenes[after[1]].marks.words.start])
        if above or part.quoted[k] is not None:
            return
        spoken = bool(part.speeches[k])
        part.speeches[k].append(Speech(0, 0, voice, 0, len(marks), trailing=True))
        if spoken:
            return
        after = part, k


def _of_this(scene: Scene, told: list[Speech]) -> Voice | None:
    """Who says "this" at the beginning of a sentence: whom it cites, else the first that is no agency that tells of him."""
    marks = scene.marks
    if not told or not marks.any_("this-told"):
        return None
    first = next((k for k, low in enumerate(marks.low) if low[0].isalnum()), 0)
    if not marks.is_("this-told", first):
        return None
    cited = (speech for speech in told if marks.is_("citing", speech.a))
    own = (speech for speech in told if speech.voice.agency is None)
    return next(chain(cited, own, told)).voice


def only_voice(heard: Iterable[Part], sides: Sides) -> str | None:
    """Return the only party whose people speak in the first part in which any do, of several that have been heard."""
    voices = (
        {sides.kin(speech.voice.party or "") for speeches in part.speeches for speech in speeches} & set(sides.parties) for part in heard
    )
    found = next(filter(None, voices), set[str]())
    return next(iter(found)) if len(found) == 1 else None


def _voice_of_quotation(part: Part, inside: list[int], last: int, a: int, b: int) -> Voice | None:
    """Who says what stands between two marks: in the sentence in which they end, though that says little more than who spoke, or begin."""
    for k in (last, inside[-1], inside[0]):
        for speech in part.speeches[k]:
            at = part.scenes[k].marks.words.at[speech.a]
            if at >= b - 1 or at < a:
                return speech.voice
    if (behind := _told_behind(part, inside[-1], b)) is not None:
        return behind
    before = inside[0] - 1
    if before >= 0 and part.speeches[before]:
        return part.speeches[before][-1].voice
    if before >= 0 and part.quoted[before] is not None:
        return part.quoted[before]
    return _told_above(part, inside[0], a)


def _told_above(part: Part, k: int, a: int) -> Voice | None:
    """Who spoke last in the paragraph above, of a quotation with which a paragraph begins."""
    end = part.text.rfind("\n", 0, a)
    if end < 0 or part.text[end + 1 : a].strip(" "):
        return None
    while end and part.text[end - 1].isspace():
        end -= 1
    above = part.text.rfind("\n", 0, end) + 1
    for at in range(k - 1, max(k - 1 - _ABOVE, -1), -1):
        if part.scenes[at].marks.words.start < above:
            return None
        if part.speeches[at]:
            return part.speeches[at][-1].voice
    return None


def _told_behind(part: Part, k: int, b: int) -> Voice | None:
    """Who says in the next sentence, and no more in it, what a quotation with a mark of its own ended: '"We won!" he wrote on Monday.'"""
    if part.text[b - 2] not in _ENDS or k + 1 >= len(part.scenes):
        return None
    marks, told = part.scenes[k + 1].marks, part.speeches[k + 1][:1]
    if not told or part.text[b : marks.words.start].strip():
        return None
    end = told[0].b
    bare = end >= len(marks) - 1 or marks.is_("preposition", end)
    return (
        told[0].voice if bare and not any(marks.is_("that", at) or marks.low[at] in {",", '"'} for at in range(end, len(marks))) else None
    )
