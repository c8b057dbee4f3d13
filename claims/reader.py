# ruff: noqa: RUF001 -- letters and marks of three languages
"""An article in, its claims out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import Literal

from claims.guide import Guide, Tongue
from claims.lasting import uncollected
from claims.reading.assemble import claim_of
from claims.reading.dates import dates
from claims.reading.ellipsis import gapped, is_whole, listed, parts_of
from claims.reading.furniture import captions, furniture
from claims.reading.language import language
from claims.reading.marks import Marks
from claims.reading.match import Match, match
from claims.reading.mention import Mention
from claims.reading.normal import normal
from claims.reading.numbers import amounts
from claims.reading.people import named_in
from claims.reading.phrases import mentions
from claims.reading.quotations import quotations
from claims.reading.rules import Rules, Standing
from claims.reading.scene import Scene
from claims.reading.sentences import sentences
from claims.reading.speech import Speech, speeches
from claims.reading.values import dated_values, ordinal_values, place_values, thing_values
from claims.reading.voices import Memory, Voice
from claims.reading.words import words
from core.claim import Claim, Passed, Reading
from core.news import Article

Place = Literal["text", "title"]

_DATELINE = re.compile(
    r"^\s*(?:\([A-Z]{2,6}\) [-–] )?(?:[A-ZА-ЯІЇЄҐ]{2}[^\n()\"]{0,60}\(([^()\n\"]{2,40})\)"
    r"|[A-Z][A-Z /.'-]{3,40}(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?|[A-Z][\w ]{2,15})\s*(?:[-–]+|>>)\s",
    re.MULTILINE,
)
"""A dateline, with its agency where it names one: "KYIV, Feb 5 (Reuters) -", "CAIRO -"."""
_OPENING = 600
"""A dateline stands within so many characters."""
_POINTS = frozenset({";", ".", "!", "?", ":", ",", "–"})
_BULLETS = frozenset({"-", "–", "•", "*", "·"})
_SHARES = frozenset({"percent", "area"})
_GAPPED = _SHARES | {"count"}
"""Kinds of values that a second party may have without a verb of its own."""
_NOUN = 2
"""Words between a sum and the colon behind it."""
_MOSTLY = 0.6
"""A sentence of which so much is quoted is somebody's words."""
_TOLD = 4
"""Words between a cue of speech and the day of speaking."""
_PARTICIPLE = re.compile(r"(?:[вш]ш|[аяую]щ|нн|ен|ят|ит)(?:ые|их|ие|ых|ими|ыми|і|их|ими|ихся|иеся)$")
"""How participles end that tell which things are meant."""
_WHICH = 5
"""Words between the number and such a participle."""
_STORY = 6
"""Sentences over which a figure without a party is of the one told of last."""


@dataclass(slots=True, eq=False)
class _Part:
    """The title, the captions or the other text of an article, taken apart."""

    place: Place
    text: str
    pictures: list[tuple[int, int]]
    """The spans of captions."""
    captions: bool
    """Whether it is they that are read, or all but they."""
    scenes: list[Scene] = field(default_factory=list)
    speeches: list[list[Speech]] = field(default_factory=list)
    agency: str | None = None
    """The agency that the dateline credits."""
    whole: tuple[Match, Claim] | None = None
    """The people got back told last, where the sentence before told nothing else: the next may tell of whom they consist."""
    quoted: list[Voice | None] = field(default_factory=list)
    """Who speaks in a sentence that lies within a quotation."""
    told: list[tuple[int, tuple[str, str | None], str]] = field(default_factory=list)
    """In which sentence it was told of which topic and unit, and whose they were."""


@uncollected()
def read(article: Article, guide: Guide) -> Reading:
    """Return what an article claims, and the sentences with numbers that gave nothing, with the reason.

    Pure and the same for the same input; it never raises on any text. Every quote is article.text[start:end] (or article.title[start:end]).
    """
    lang = language(f"{article.title} {article.text}", article.lang)
    tongue = guide.tongues[lang]
    published = article.published.date()
    parts = [_take_apart(part, tongue, guide, published) for part in _parts(article)]
    context = frozenset(chain.from_iterable(scene.marks.found for part in parts for scene in part.scenes))
    agency = next((part.agency for part in parts if part.agency), None)
    claims: list[Claim] = []
    passed: list[Passed] = []
    for part in reversed(parts):
        _hear(part)
        for index, scene in enumerate(part.scenes):
            if part.place == "title":
                scene.story = {key: side for _, key, side in reversed(parts[-1].told)}
            else:
                scene.story = {key: side for at, key, side in part.told if index - at <= _STORY}
            rules = Standing(tongue.rules, scene, context)
            found = list(_claims(article, part, index, tongue, rules))
            # Titles and captions say again what the text says.
            again = part.place == "title" or part.captions
            claims += [_credited(claim, article, agency) for claim in found if not (again and _told(claim, claims))]
            if not found and any(value.kind not in {"date", "place", "ordinal", "stage"} for value in scene.values):
                passed.append(Passed(scene.marks.words.start, scene.marks.words.end, part.place, _reason(scene, tongue.rules, rules)))
    order = {"title": 0, "text": 1}
    claims.sort(key=lambda claim: (order[claim.place], claim.start))
    return Reading(tuple(claims), tuple(sorted(passed, key=lambda one: (order[one.place], one.start))))


def _parts(article: Article) -> Iterator[_Part]:
    text = normal(article.text)
    pictures = captions(text)
    if article.title:
        yield _Part("title", normal(article.title), [], captions=False)
    if pictures:
        yield _Part("text", text, pictures, captions=True)
    if text:
        yield _Part("text", text, pictures, captions=False)


def _credited(claim: Claim, article: Article, agency: str | None) -> Claim:
    """Credit the agency of the dateline; an outlet that names itself speaks in its own voice."""
    own = article.source.casefold()
    if claim.speaker is not None and claim.speaker.casefold().removeprefix("the ") == own.removeprefix("the "):
        claim = replace(claim, speaker=None, body=None, agency=None, basis="reported")
    if claim.agency is not None and claim.agency.casefold() == own:
        claim = replace(claim, agency=None)
    if claim.agency is None and agency is not None and agency.casefold() != own:
        claim = replace(claim, agency=agency)
    return claim


def _told(claim: Claim, claims: list[Claim]) -> bool:
    """Whether the text says what a title or a caption says."""
    key = (claim.topic, claim.question, claim.side, claim.value.low, claim.value.high)
    return any((other.topic, other.question, other.side, other.value.low, other.value.high) == key for other in claims)


def _take_apart(part: _Part, tongue: Tongue, guide: Guide, published: date) -> _Part:
    """Fill a part with its sentences."""
    before: Scene | None = None
    counted: set[str] = set()
    dateline = _DATELINE.search(part.text, 0, _OPENING) if part.place == "text" else None
    part.agency = dateline[1].strip() if dateline and dateline[1] else None
    told_from = dateline.end() if dateline else 0
    for start, end in sentences(part.text):
        if furniture(part.text[start:end]) or any(a <= start < b for a, b in part.pictures) is not part.captions:
            continue
        said = words(part.text, start, end)
        marks = Marks(said, tongue.lexicon.find(said.low), tongue.lang, tongue.things, tongue.cues)
        dated = dates(marks, published)
        named = named_in(marks, guide.entities, part.text)
        # "The 23 March Movement": a name, and no date.
        dated = [date for date in dated if not any(name.i <= date.i < name.j for name in named)]
        if start < told_from and dateline is not None and end > dateline.start():
            # Where and when it was written is no part of what is told.
            dated = [date for date in dated if said.at[date.i] >= told_from]
            named = [name for name in named if said.at[name.i] >= told_from]
        lands = [
            (name.i, name.j)
            for name in named
            if name.entity.kind != "person" and any(marks.is_("of", k) for k in range(max(name.i - 2, 0), name.i))
        ]
        if lands:
            marks.found["of-place"] = lands
        values = mentions(marks, amounts(marks, dated), named, counted)
        scene = Scene(marks, named, dated, values, part.place == "title", guide.sides, before)
        dates_hold = {k for date in dated for k in range(date.i, date.j)}
        scene.covered = {k for value in values for k in range(value.i, value.j)} | dates_hold
        points = [k for k, low in enumerate(said.low) if low in _POINTS]
        scene.barriers = _barriers(scene, points)
        held = {",": dates_hold, "–": scene.covered}
        scene.commas = sorted(scene.barriers.union(k for k in points if said.low[k] in held and k not in held[said.low[k]]))
        scene.told = _told_dates(scene)
        scene.asides = _asides(scene)
        counted = next((value.things for value in reversed(values) if value.kind == "count" and value.things - {"-"}), counted)
        scene.lead = _lead(scene)
        part.scenes.append(scene)
        before = scene
    return part


def _lead(scene: Scene) -> Scene | None:
    """The sentence with the colon before a list that a sentence is an item of."""
    before = scene.before
    if before is None:
        return None
    if before.marks.low[-1:] == [":"]:
        return before
    return before.lead if scene.marks.low[0] in _BULLETS or before.marks.low[-1:] == [";"] else None


def _barriers(scene: Scene, points: list[int]) -> set[int]:
    marks = scene.marks
    low = marks.low
    found = {
        k
        for k in points
        if low[k] not in {",", "–"}
        and not (low[k] == "." and (k in scene.covered or marks.word("month", k - 1) is not None or marks.is_("titles", k - 1)))
        # A colon before a count tells on: "44 targets: 28 missiles and 16 drones".
        and not (low[k] == ":" and _lists(scene, k))
    }
    joins = {k for i, j in marks.spans("no-break") for k in range(i, j)}
    if marks.lang != "en":
        # A colon before how many a side got tells on: "обмін: по 157".
        found = {k for k in found if not (marks.low[k] == ":" and marks.is_("pre-each", k + 1))}
    return found | {i for i, _ in marks.spans("breaks") if i not in joins}


def _asides(scene: Scene) -> list[tuple[int, int]]:
    """Relative clauses and the like between two commas."""
    marks = scene.marks
    found: list[tuple[int, int]] = []
    for k in scene.commas:
        if marks.low[k] == "–" or (marks.low[k] == "," and (marks.is_("aside", k + 1) or _tells_which(scene, k + 1))):
            ends = [at for at in scene.commas if at > k and marks.low[at] in ({"–"} if marks.low[k] == "–" else {",", "–"})]
            end = next((at for at in ends if marks.is_("be", at + 1) or marks.is_("have", at + 1)), next(iter(ends), None))
            if end is not None:
                found.append((k, end))
    for value in scene.values:
        if marks.is_("relative", value.j):
            # "563 soldiers who died in the war were returned": the clause ends before the second verb.
            end = next((at for at, _ in marks.spans("be") if at > value.j + 1 and marks.is_("cue", at + 1)), None)
            if end is not None:
                found.append((value.j, end))
    return found


def _tells_which(scene: Scene, k: int) -> bool:
    """Whether a Slavic participle at word k tells of things with a number before the comma: "17 дронів, запущених хуситами, збили"."""
    marks = scene.marks
    return (
        marks.lang != "en"
        and k < len(marks)
        and _PARTICIPLE.search(marks.low[k]) is not None
        and any(value.j == k - 1 or (value.j < k - 1 and value.j >= k - _WHICH) for value in scene.values if value.kind == "count")
    )


def _lists(scene: Scene, k: int) -> bool:
    """Whether a count with its noun stands right behind the word at k; in Slavic also one without, behind another count."""
    behind = next((value for value in scene.values if value.i == k + 1), None)
    if behind is None:
        return False
    named = bool(behind.things) and "-" not in behind.things
    return named or (scene.marks.lang != "en" and any(0 <= k - value.j <= _NOUN for value in scene.values))


def _told_dates(scene: Scene) -> set[int]:
    """Dates that say when somebody spoke: "said on Thursday", "told state media on Friday"."""
    return {index for index, dated in enumerate(scene.dated) if _spoken(scene, dated.i)}


def _spoken(scene: Scene, i: int) -> bool:
    """Whether what begins at word i says when or where somebody spoke."""
    marks = scene.marks
    return any(
        0 <= i - b <= _TOLD
        and not any(
            k in scene.barriers
            or marks.low[k] in {",", '"', "–"}
            or marks.is_("that", k)
            or marks.is_("talks", k)
            or marks.is_("cue-verb", k)
            for k in range(b, i)
        )
        for _, b in marks.spans("say")
    )


def _hear(part: _Part) -> None:
    """Find who speaks in each sentence, and in those within a quotation."""
    memory = Memory()
    spans = quotations(part.text)
    part.quoted = [None] * len(part.scenes)
    for scene in part.scenes:
        part.speeches.append(speeches(scene, memory, part.text))
    places = [(scene.marks.words.start, scene.marks.words.end) for scene in part.scenes]
    for a, b in spans:
        # Most of the sentence lies between the two marks.
        inside = [k for k, (start, end) in enumerate(places) if min(end, b) - max(start, a) > _MOSTLY * (end - start)]
        if not inside:
            continue
        voice = _voice_of_quotation(part, inside, a, b)
        for k in inside:
            if not part.speeches[k] and voice is not None:
                part.quoted[k] = voice


def _voice_of_quotation(part: _Part, inside: list[int], a: int, b: int) -> Voice | None:
    for k in (inside[-1], inside[0]):
        for speech in part.speeches[k]:
            at = part.scenes[k].marks.words.at[speech.a]
            if at >= b - 1 or at < a:
                return speech.voice
    before = inside[0] - 1
    if before >= 0 and part.speeches[before]:
        return part.speeches[before][-1].voice
    return part.quoted[before] if before >= 0 else None


def _values(scene: Scene, rules: Standing, part: _Part) -> Iterator[Mention]:
    yield from scene.values
    if scene.dated and rules.groups("date"):
        yield from dated_values(scene.dated, scene.told)
    # Whether there may be a value is asked before its rules are.
    if (scene.named or scene.marks.any_("venue-in") or scene.marks.any_("line-place")) and rules.groups("place"):
        for place in place_values(scene.marks, scene.named, part.text, scene.sides):
            if scene.marks.ending("venue-in", place.i) is None or not _spoken(scene, place.i):
                yield place
    if (scene.marks.family("ordinal") or scene.marks.any_("date-ending")) and rules.groups("ordinal"):
        yield from ordinal_values(scene.marks)


def _claims(article: Article, part: _Part, index: int, tongue: Tongue, rules: Standing) -> Iterator[Claim]:
    scene = part.scenes[index]
    if scene.marks.low[-1:] == ["?"]:
        return
    seen: set[tuple[object, ...]] = set()
    said = scene.marks.words
    others = {part.text[said.at[value.i] : said.to[value.j - 1]] for value in scene.values if value.others}
    for claim in _told_here(article, part, index, tongue, rules):
        if claim is None:
            continue
        key = (claim.topic, claim.question, claim.side, claim.value.low, claim.value.high, claim.value.text in others)
        if key not in seen:
            seen.add(key)
            yield claim


def _told_here(article: Article, part: _Part, index: int, tongue: Tongue, rules: Standing) -> list[Claim | None]:
    """What the frames read in a sentence, and the parts of people got back that are told without a verb here."""
    scene = part.scenes[index]

    def made(found: Match) -> Claim | None:
        claim = claim_of(article, part.place, scene, found, part.speeches[index], part.quoted[index])
        if claim is not None and claim.side is not None:
            for value in scene.values:
                if value.inherits and value.owner is None and value.n > found.mention.n and claim.topic != "pow-swaps":
                    value.owner = claim.side  # "Russia lost 250 soldiers killed, and 70 wounded"
            part.told.append((index, (claim.topic, found.rule.question.unit), claim.side))
        return claim

    read_here = [(found, made(found)) for found in matches(scene, rules, part)]
    here = next(((found, claim) for found, claim in read_here if claim is not None and is_whole(found, claim.side)), None)
    whole = here or (None if read_here else part.whole)
    part.whole = whole
    if whole is None:
        return [claim for _, claim in read_here]
    asked = {whole[0].rule.question.id, "civilians"}
    taken = {found.mention.n for found, claim in read_here if claim is not None and found.rule.question.id in asked}
    parts = parts_of(scene, tongue.rules.all, *whole, taken)
    placed = {found.mention.n for found in parts}
    claims = [claim for found, claim in read_here if found.mention.n not in placed]
    claims += map(made, parts)
    return claims


def matches(scene: Scene, rules: Standing, part: _Part) -> Iterator[Match]:
    """Yield the rules that read the values of a sentence."""
    last: Match | None = None
    for mention in _values(scene, rules, part):
        alone = True
        # "Kyiv freed 222 people, the separatists - 150", "India holds 55 percent, Pakistan 30": no verb of its own.
        dashed = mention.kind in _SHARES or "-" in mention.things or (mention.i > 0 and scene.marks.low[mention.i - 1] == "–")
        same = gapped(scene, last, mention) if last is not None else None
        if dashed and same is not None:
            yield same
            continue
        for group in rules.groups(mention.kind):
            found = match(scene, group, mention)
            if found is not None:
                alone = False
                last = found if mention.kind in _GAPPED else last
                yield found
        if alone and scene.lead is not None and (item := listed(scene.lead, rules.of(scene.lead), mention)) is not None:
            yield item
        elif alone and same is not None:
            yield same
    yield from _steps(scene, rules)


def _steps(scene: Scene, rules: Standing) -> Iterator[Match]:
    """Yield the rules that read a step of a ladder, one a question."""
    for group in rules.groups("stage"):
        best: Match | None = None
        for ready in group:
            for mention in thing_values(scene.marks, ready.rule.things):
                found = match(scene, (ready,), mention)
                if found is not None and (best is None or found.cost < best.cost):
                    best = found
        if best is not None:
            yield best


def _reason(scene: Scene, rules: Rules, standing: Standing) -> str:
    """Why a sentence with a number gave no claim, in words for `why`."""
    if scene.marks.low[-1:] == ["?"]:
        return "a question"
    counted = [value for value in scene.values if value.things]
    if not counted:
        return "the numbers count nothing that is asked for"
    if any(scene.marks.any_(name) for name in ("negation", "unsure")):
        return "denied or left open"
    for value in counted:
        if any(match(scene, group, value) is not None for group in standing.groups(value.kind)):
            return "no side, or the words leave it open"
    if scene.marks.found.keys().isdisjoint(rules.words):
        return "no words that tell what happened to what is counted"
    return "the number and the words that tell what happened do not belong together"
