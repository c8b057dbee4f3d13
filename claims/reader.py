"""An article in, its claims out."""

import re
from collections.abc import Iterator
from dataclasses import replace

from claims.concern import of_others, of_strangers
from claims.guide import Guide, Tongue
from claims.hearing import hear, only_voice, tell_back
from claims.lasting import uncollected
from claims.matches import matches
from claims.parts import Part, parts_in, take_apart
from claims.reading.actors import BOTH
from claims.reading.assemble import claim_of
from claims.reading.ellipsis import is_whole, parts_of
from claims.reading.evidence import around_in
from claims.reading.foes import war_killed
from claims.reading.language import language
from claims.reading.match import Match, match
from claims.reading.mention import Mention
from claims.reading.rules import Rules, Standing
from claims.reading.scene import Around, Scene, Story
from core.claim import Claim, Passed, Reading
from core.news import Article

_DIGIT = re.compile(r"\d")
_SWAPS = "pow-swaps"
_WAR = "war"
"""The weights of what tells that an article is of a war."""
_STORY = 6
"""Sentences over which a figure without a party is of the one told of last."""


@uncollected()
def read(article: Article, guide: Guide) -> Reading:
    """Return what an article claims, and the sentences with numbers that gave nothing, with the reason.

    Pure and the same for the same input; it never raises on any text. Every quote is article.text[start:end] (or article.title[start:end]).
    """
    lang = language(f"{article.title} {article.text}", article.lang)
    tongue = guide.tongues[lang]
    published = article.published.date()
    parts: list[Part] = []
    for part in parts_in(article):
        headline = next((done.scenes[-1] for done in parts if done.place == "title" and done.scenes), None)
        parts.append(take_apart(part, tongue, guide, published, headline))
    context = frozenset[str]().union(*(scene.marks.found for part in parts for scene in part.scenes))
    around = around_in([scene for part in parts for scene in part.scenes], context)
    about = tongue.rules.about(around, tongue.scales[_WAR], others=of_others(article, around, guide))
    agency = next((part.agency for part in parts if part.agency), None)
    claims: list[Claim] = []
    passed: list[Passed] = []
    for part in parts:
        hear(part)
    tell_back(parts)
    titled = _headline(article, parts, tongue, replace(around, speaks=None), about)
    for part in reversed(parts):
        if part.place != "title":
            around = replace(around, speaks=only_voice((part, *parts[:1]), guide.sides))
        for index, scene in enumerate(part.scenes):
            if part.place == "title":
                scene.story = {key: side for _, key, side in reversed(parts[-1].told)}
                part.known, part.lost = parts[-1].known, parts[-1].lost
            else:
                headed = titled if index <= _STORY else {}
                scene.story = headed | _story(part, index)
            scene.around = around
            scene.known, scene.lost = part.known, part.lost
            rules = Standing(tongue.rules, scene, about)
            found = list(_claims(article, part, index, tongue, rules))
            # Titles and captions say again what the text says.
            again = part.place == "title" or part.captions
            claims += [_credited(claim, article, agency) for claim in found if not (again and _told(claim, claims))]
            words = scene.marks.words
            if not found and (_figures(scene) or _DIGIT.search(part.text, words.start, words.end)):
                passed.append(Passed(words.start, words.end, part.place, _reason(scene, tongue.rules, rules)))
    order = {"title": 0, "text": 1}
    claims.sort(key=lambda claim: (order[claim.place], claim.start))
    return Reading(tuple(claims), tuple(sorted(passed, key=lambda one: (order[one.place], one.start))))


def _story(part: Part, index: int) -> Story:
    """Whose they were of whom a part told last before sentence `index`; of people whom both got back in one sentence, both's."""
    found: dict[tuple[str, str | None], tuple[int, str]] = {}
    for at, key, side in part.told:
        if index - at <= _STORY:
            last, party = found.get(key, (at, side))
            found[key] = at, BOTH if key[0] == _SWAPS and last == at and party != side else side
    return {key: side for key, (_, side) in found.items()}


def _headline(article: Article, parts: list[Part], tongue: Tongue, around: Around, about: int) -> Story:
    """Whose they were of whom a title tells that a text goes on from; the title is read for good behind the text."""
    title = parts[0] if len(parts) > 1 else None
    if title is None or title.place != "title":
        return {}
    owners = [(value, value.owner) for scene in title.scenes for value in scene.values]
    for index, scene in enumerate(title.scenes):
        scene.around = around
        scene.story = {key: side for _, key, side in title.told}
        if not _asks(scene):
            _told_here(article, title, index, tongue, Standing(tongue.rules, scene, about))
    story = {key: side for _, key, side in title.told}
    title.told.clear()
    title.known.clear()
    title.lost.clear()
    title.whole = title.item = None
    for value, owner in owners:
        value.owner = owner
    for scene in title.scenes:
        scene.answered.clear()
    return story


def _credited(claim: Claim, article: Article, agency: str | None) -> Claim:
    """Credit the agency of the dateline; an outlet that names itself speaks in its own voice."""
    own = article.source.casefold()
    if own.removeprefix("the ") in {name.casefold().removeprefix("the ") for name in (claim.speaker, claim.agency) if name is not None}:
        claim = replace(claim, speaker=None, body=None, agency=None, basis="reported")
    if claim.agency is not None and claim.agency.casefold() == own:
        claim = replace(claim, agency=None)
    if claim.agency is None and agency is not None and agency.casefold() != own:
        claim = replace(claim, agency=agency)
    return claim


def _told(claim: Claim, claims: list[Claim]) -> bool:
    """Whether the text says what a title or a caption says, or that it is of another side alone where nobody speaks in the title."""
    key = (claim.topic, claim.question, claim.value.low, claim.value.high)
    sides = {other.side for other in claims if (other.topic, other.question, other.value.low, other.value.high) == key}
    swapped = claim.topic == _SWAPS and claim.side != BOTH and claim.speaker is None
    other = swapped and len(sides) == 1 and not sides & {None, BOTH}
    return claim.side in sides or other


def _claims(article: Article, part: Part, index: int, tongue: Tongue, rules: Standing) -> Iterator[Claim]:
    scene = part.scenes[index]
    if _asks(scene):
        return
    told = [claim for claim in _told_here(article, part, index, tongue, rules) if claim is not None]
    if not told:
        return
    seen: set[tuple[object, ...]] = set()
    said = scene.marks.words
    others = {part.text[said.at[value.i] : said.to[value.j - 1]] for value in scene.values if value.others or value.more}
    ahead = {claim.value.low for claim in told if claim.question == "next-round"}
    for claim in told:
        if claim.question == "date" and claim.value.low in ahead:
            continue  # "agreed to talks in May": they are to come
        key = (claim.topic, claim.question, claim.side, claim.value.low, claim.value.high, claim.value.text in others)
        if key not in seen:
            seen.add(key)
            yield claim


def _asks(scene: Scene) -> bool:
    """Whether a sentence is a question, which tells nothing."""
    return scene.marks.low[-1:] == ["?"]


def _told_here(article: Article, part: Part, index: int, tongue: Tongue, rules: Standing) -> list[Claim | None]:
    """What the frames read in a sentence, and the parts of people got back that are told without a verb here."""
    scene = part.scenes[index]
    lent: set[int] = set()

    def made(found: Match) -> Claim | None:
        claim = claim_of(article, part.place, scene, found, part.speeches[index], part.quoted[index], tongue.scales)
        if claim is not None and of_strangers(claim.topic, claim.side, scene):
            return None
        if claim is not None:
            scene.answered[found.mention.n] = (claim.topic, claim.side)
        if claim is not None and claim.side is not None:
            for value in scene.values:
                # Of several before it, it goes with the last that is no part: "12 Russians died, two Ukrainians died and 70 were hurt".
                free = value.owner is None or (value.n in lent and not found.mention.part)
                if value.inherits and free and value.n > found.mention.n and claim.topic != _SWAPS:
                    value.owner = claim.side  # "Russia lost 250 soldiers killed, and 70 wounded"
                    lent.add(value.n)
            told = part.known if claim.topic == _SWAPS and claim.side != BOTH else part.lost if found.rule.question.weights else None
            if told is not None:
                low = found.mention.low
                told[low] = claim.side if told.get(low, claim.side) == claim.side else None
            if claim.side != BOTH or war_killed(scene, found.cue, found.mention) is None:  # what a war cost is no strike's story
                part.told.append((index, (claim.topic, found.rule.question.unit), claim.side))
        return claim

    first = [(found, made(found)) for found in matches(scene, rules, part)]
    told = any(claim is not None for _, claim in first)
    # "In exchange for 40 captives, Kyiv freed 30": whose those are is known once these are.
    read_here = [(found, claim or (made(found) if told and found.rule.question.topic == _SWAPS else None)) for found, claim in first]
    items = [(found, claim.side) for found, claim in read_here if claim is not None] if scene.marks.low[-1:] == [";"] else []
    part.item = items[-1] if items else None
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


def _figures(scene: Scene) -> list[Mention]:
    """The numbers of a sentence that could count something."""
    return [value for value in scene.values if value.kind not in {"date", "place", "ordinal", "stage"}]


def _reason(scene: Scene, rules: Rules, standing: Standing) -> str:
    """Why a sentence with a number gave no claim, in words for `why`."""
    if _asks(scene):
        return "a question"
    counted = [value for value in scene.values if value.things]
    if not _figures(scene):
        return "the numbers are of a date, an age, a rate or a name"
    if not counted:
        return "the numbers count nothing that is asked for"
    if any(scene.marks.any_(name) for name in ("negation", "unsure")):
        return "denied or left open"
    if standing.of_peace and not any("captive" in value.things for value in counted):
        return "the article tells of no war"
    for value in counted:
        if any(match(scene, group, value) is not None for group in standing.groups(value.kind)):
            return "no side, or the words leave it open"
    if scene.marks.found.keys().isdisjoint(rules.words):
        return "no words that tell what happened to what is counted"
    return "the number and the words that tell what happened do not belong together"
