# ruff: noqa: RUF001, RUF003 -- letters and marks of three languages
"""An article's title, captions and text, taken apart into sentences with their values and names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import compress, pairwise
from typing import Literal

from claims.guide import Guide, Tongue
from claims.reading.actors import BOTH
from claims.reading.dates import dates
from claims.reading.furniture import captions, furniture
from claims.reading.harm import HARMED
from claims.reading.marks import Marks
from claims.reading.match import Match
from claims.reading.mention import Mention
from claims.reading.normal import normal
from claims.reading.nouns import CRAFT
from claims.reading.numbers import amounts
from claims.reading.people import SEATS, Named, named_in
from claims.reading.phrases import OTHER, mentions
from claims.reading.scene import Scene, Sides
from claims.reading.sentences import sentences
from claims.reading.speech import Speech
from claims.reading.steps import Spans
from claims.reading.voices import Voice
from claims.reading.words import words
from core.claim import Claim
from core.news import Article

Place = Literal["text", "title"]

_CAPITAL = "[A-ZА-ЯІЇЄҐ]"
_PLACE = rf"{_CAPITAL}[\w.'’/-]*(?: {_CAPITAL}[\w.'’/-]*){{0,3}}"
_LOUD = rf"{_CAPITAL}{{2}}(?:{_CAPITAL}|[ /.'-](?={_CAPITAL})){{1,38}}"
_DAY = r"(?:\d{1,2} [^\W\d]{3,9}|[^\W\d]{3,9}\.? \d{1,2})(?:,? \d{4})?"
_FROM = (
    rf"(?:{_LOUD}(?:, (?:{_DAY}|{_PLACE}(?: of {_PLACE})?)){{0,3}}|{_PLACE}(?: \({_PLACE}\))?(?:, (?:{_DAY}|{_PLACE})){{0,2}}, {_DAY})[.,]?"
)
_SOLD_ON = r"\([A-Z]{4,8}- ?[^()\n]{2,60}(?:\([^()\n]{2,20}\))?\)"
_DASH = r"\s*(?:[-–]+|>>)\s"
_DATELINE = re.compile(
    rf"^\s*(?:\([A-Z]{{2,6}}\) [-–] |{_SOLD_ON} )?(?:{_FROM}{_DASH}|(?:{_FROM}|{_PLACE}) ?\((?P<wire>[^()\n\"]{{2,40}})\)(?::\s|{_DASH})"
    rf"|{_FROM} ?/(?P<slashed>[^/\n]{{2,40}})/[.:]?\s|{_PLACE}, {_DAY}[,.] (?P<agency>{_PLACE})[.:]\s)",
    re.MULTILINE,
)
"""A dateline, with its agency where it names one: "KYIV, Feb 5 (Reuters) -", "BEIRUT, Lebanon -", "MOSCOW, May 3. /TASS/.",
"Yerevan, 3 March. Armenpress.", "Nepalgunj (Nepal), Aug. 18 (Reuters):", "(MENAFN- Times) AMMAN, June 3 -"."""

_SET = 3
"""Days that may pass from a dateline to publication: a paper prints tomorrow what was written today."""

_HEADLINE = 160
"""Characters that a headline has at most."""
_CLOSED = frozenset(".!?…:;\"”»'")

_OPENING = 600
"""A dateline stands within so many characters."""

_LANDS = frozenset({"place", "capital", "party"})
"""Names of what may be hit: "Russia hits Kharkiv"."""

_WAR = frozenset({"attack", "launch", "drone", "missile", "fighting", "war", "soldier", "rebel", "captive", "talks"})
_CLASHES = ("attack", "fighting", "clash")
_SWAPPING = ("swap", "swap-noun", "swap-only", "swap-context")
"""Lexemes that what is exchanged tells apart."""
_MEETING = frozenset({"talks", "met", "to-meet", "ahead-verb"})
_TELLS = frozenset({*_MEETING, "say"})
_ARMS = _WAR - {"attack"}
"""What tells of war where an accident is told of as well: an earthquake hits, too."""

_POINTS = frozenset({";", ".", "!", "?", ":", ",", "–"})
_BULLETS = frozenset({"-", "–", "•", "*", "·"})
_LABEL = 7
"""Words, quotation marks and hyphens from a colon to the number behind the name of craft."""
_NOUN = 2
"""Words between a sum and the colon behind it."""

_ACTING = frozenset({"party", "person", "people"})
"""Kinds of names of those who may talk."""
_TITLED = 5
"""Words from one leader to the name of the other, with his office."""
_TOGETHER, _MET, _MET_SLAVIC = 3, 6, 9
"""Words between two names that are told of together, and of whom one meets the other."""

_TOLD = 4
"""Words between a cue of speech and the day of speaking."""

_IN_FORCE = 2
"""Words between "takes effect" and from when on."""

_SPEAKER = 8
"""Words of a speaker's name and office, or of the beginning of what is said."""

_PARTICIPLE = re.compile(r"(?:[вш]ш|[аяую]щ|нн|ен|ят|ит)(?:ые|их|ие|ых|ими|ыми|і|их|ими|ихся|иеся)$")
"""How participles end that tell which things are meant."""

_GOES_ON = frozenset({"be", "have", *HARMED})
"""What tells behind what is told besides that the clause goes on: ", including two children, died"."""
_WHICH = 5
"""Words between the number and such a participle."""


@dataclass(slots=True, eq=False)
class Part:
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
    item: tuple[Match, str | None] | None = None
    """What the item before told in a list of numbers, and whose it was."""
    toll: Match | None = None
    """The dead or wounded told last in the sentence before: the next may tell who was among them."""
    quoted: list[Voice | None] = field(default_factory=list)
    """Who speaks in a sentence that lies within a quotation."""
    known: dict[float | str, str | None] = field(default_factory=dict)
    """How many people got back were told of -> whose they are; None: of both."""
    lost: dict[float | str, str | None] = field(default_factory=dict)
    """How many dead or hurt were told of -> whose they are; None: of several."""
    told: list[tuple[int, tuple[str, str | None], str]] = field(default_factory=list)
    """In which sentence it was told of which topic and unit, and whose they were."""


def parts_in(article: Article) -> Iterator[Part]:
    """Yield the title, the captions and the other text of an article, where it has them."""
    text = normal(article.text)
    pictures = captions(text)
    if article.title:
        yield Part("title", normal(article.title), [], captions=False)
    if pictures:
        yield Part("text", text, pictures, captions=True)
    if text:
        yield Part("text", text, pictures, captions=False)


def take_apart(part: Part, tongue: Tongue, guide: Guide, published: date, before: Scene | None = None) -> Part:
    """Fill a part with its sentences; `before`: the title, which the first of a text goes on."""
    counted = _counted(before, set())
    dateline = _DATELINE.search(part.text, 0, _OPENING) if part.place == "text" else None
    if dateline is not None:
        part.agency = next((name.strip() for name in dateline.groups() if name), None)
        published = _written(dateline, tongue, published)
    for begin, end in sentences(part.text):
        # Where and when it was written is no part of what is told.
        start = dateline.end() if dateline is not None and dateline.start() <= begin < dateline.end() else begin
        if start >= end or _pictured(part, start) is not part.captions or furniture(part.text[start:end]):
            continue
        said = words(part.text, start, end)
        marks = tongue.marks(said, tongue.lexicon.find(said.low))
        _mark_mishaps(marks, before)
        _mark_fire(marks)
        dated = dates(marks, published)
        named = named_in(marks, guide.entities, part.text)
        # "The 23 March Movement": a name, and no date.
        if dated and named:
            dated = [date for date in dated if not any(name.i <= date.i < name.j for name in named)]
        if "we" in marks.found:
            marks.found["we"] = tuple(span for span in marks.found["we"] if not any(name.i == span[0] for name in named))  # "US"
        _mark_names(marks, named, guide.sides)
        if before is not None and "strangers" in before.marks.found and not any(one.party in guide.sides.own for one in named):
            marks.found.setdefault("strangers", ())  # "He met his Greek colleague. They are to meet again in May"
        told = [amount for amount in amounts(marks, dated) if not any(name.i <= amount.n < name.j for name in named)]
        values = mentions(marks, told, named, counted)
        if marks.lang != "en" and (shared := _of_town(values, named)):
            marks.found["of-place"] = tuple(sorted({*marks.spans("of-place"), *shared}))
        for value in values:
            value.owner = _owner(value, guide.sides)
        titled = part.place == "title" or (not part.scenes and _headed(part.text, begin, end))
        scene = Scene(marks, named, dated, values, titled, guide.sides, published, before, part.text)
        dates_hold = {k for date in dated for k in range(date.i, date.j)}
        scene.covered = {k for value in values for k in range(value.i, value.j)} | dates_hold
        points = list(compress(range(len(said)), map(_POINTS.__contains__, said.low)))
        scene.barriers = _barriers(scene, points)
        held = {",": dates_hold, "–": scene.covered}
        scene.commas = sorted(scene.barriers.union(k for k in points if said.low[k] in held and k not in held[said.low[k]]))
        scene.told = _told_dates(scene)
        scene.asides = _asides(scene)
        counted = _counted(scene, counted)
        scene.lead = _lead(scene)
        part.scenes.append(scene)
        before = scene
    return part


def _mark_names(marks: Marks, named: list[Named], sides: Sides) -> None:
    """Mark what names tell together with the words beside them: places behind "of", leaders who meet, "hits Kharkiv"."""
    if works := marks.spans("fiction"):
        # "Губернатор Роман Сидоренко": a name, and no novel.
        marks.found["fiction"] = tuple((i, j) for i, j in works if not (marks.words.cap[i] and any(marks.words.cap[j : j + 1])))
        if not marks.found["fiction"]:
            del marks.found["fiction"]
    if not named:
        return
    of = marks.starts("of")
    lands = tuple((name.i, name.j) for name in named if (name.i - 1 in of or name.i - 2 in of) and name.entity.kind != "person")
    if lands:
        marks.found["of-place"] = lands
    if summit := _summit(marks, named, sides):
        marks.found["summit"] = summit
    if strangers := _strangers(marks, named, sides) or _counterparts(marks, named, sides):
        marks.found["strangers"] = strangers
    blows = [(i, j) for i, j in marks.spans("hits") if any(name.i == j and name.entity.kind in _LANDS for name in named)]
    for lexeme in ("attack", "from-afar") if blows else ():
        marks.found[lexeme] = tuple(sorted({*marks.spans(lexeme), *blows}))


def _summit(marks: Marks, named: list[Named], sides: Sides) -> Spans:
    """Where leaders of two parties stand side by side who meet: "встреча Алиева и Пашиняна", "Aliyev and Pashinyan will meet"."""
    if marks.found.keys().isdisjoint(_MEETING):
        return ()
    joined = (pair for pair in pairwise(name for name in named if name.entity.kind == "person") if _named_together(marks, *pair))
    return tuple(
        (one.i, two.j)
        for one, two in joined
        if {sides.kin(one.party or ""), sides.kin(two.party or "")} <= set(sides.parties) and one.party != two.party
    )


def _named_together(marks: Marks, one: Named, two: Named) -> bool:
    """Whether two leaders stand side by side, or the second behind his office: "Пашинян и президент Азербайджана Ильхам Алиев"."""
    gap = range(one.j, two.i)
    if len(gap) == 1:
        return marks.is_("and", one.j) or marks.low[one.j] == ","
    office = marks.is_("and", one.j) and 1 < len(gap) <= _TITLED
    return office and all(marks.low[k].isalpha() and not marks.one_of(_TELLS, k) for k in gap)


def _strangers(marks: Marks, named: list[Named], sides: Sides) -> Spans:
    """Where words put one party together with a country that is none and brings nobody together: "Япония и Россия обсудили"."""
    if marks.lang == "en":
        return _met_strangers(marks, named, sides)
    found: list[tuple[int, int]] = []
    for one, two in pairwise(name for name in named if name.entity.kind not in SEATS):
        gap = range(one.j, two.i)
        states = {sides.kin(name.party) for name in (one, two) if name.party and name.entity.kind in _ACTING}
        third = states - set(sides.own)
        joined = len(gap) <= _TOGETHER and any(marks.is_("and", k) or marks.is_("with", k) for k in gap)
        talks = next((k for k in gap if marks.is_("talks", k)), gap.stop)
        met = len(gap) <= _MET_SLAVIC and any(marks.is_("with", k) for k in range(talks, gap.stop))
        if (joined or met) and len(states) > len(third) > 0 and third.isdisjoint(sides.brokers):
            found.append((one.i, two.j))
    return tuple(found)


def _counterparts(marks: Marks, named: list[Named], sides: Sides) -> Spans:
    """Where somebody meets a colleague of a country that is no party and brings nobody together: "met his Greek counterpart"."""
    if not marks.any_("counterpart"):
        return ()
    own = {sides.kin(name.party) for name in named if name.party and name.entity.kind in _ACTING} & set(sides.parties)
    known = sides.own | sides.brokers
    theirs = ((name.i, name.j) for name in named if name.party and sides.kin(name.party) not in known and marks.is_("counterpart", name.j))
    return tuple(theirs) if len(own) <= 1 else ()


def _met_strangers(marks: Marks, named: list[Named], sides: Sides) -> Spans:
    """Where the only party that an English sentence names meets a country that is none: "Zelensky met with the president of Poland"."""
    if marks.found.keys().isdisjoint(_MEETING):
        return ()
    who = [(name, sides.kin(name.party)) for name in named if name.party and name.entity.kind in _ACTING]
    own = {sides.kin(name.party) for name in named if name.party and name.entity.kind != "place"} & {*sides.parties}
    third = {party for _, party in who} - set(sides.own)
    if len(own) != 1 or not third or not third.isdisjoint(sides.brokers):
        return ()
    pairs = ((one.i, two.j, range(one.j, two.i)) for (one, a), (two, b) in pairwise(who) if (a in own) != (b in own))
    return tuple(
        (i, j)
        for i, j, gap in pairs
        if len(gap) <= _MET
        and (any(marks.is_("met", k) or marks.is_("talks", k) for k in gap) or _talks_between(marks, i, gap))
        and not any(marks.low[k] == "," or marks.ending("venue-in", gap.stop) is not None for k in gap)
    )


def _talks_between(marks: Marks, i: int, gap: range) -> bool:
    """Whether the two whose names stand around a gap, the first at word i, are those between whom talks are held."""
    k = i - marks.is_("determiners", i - 1)
    return (
        all(marks.is_("and", at) or marks.is_("determiners", at) for at in gap)
        and marks.is_("between", k - 1)
        and marks.is_("talks", k - 2)
    )


def _counted(scene: Scene | None, counted: set[str]) -> set[str]:
    """What a sentence counts last, or what was counted before it."""
    values = reversed(scene.values if scene is not None else [])
    things = [{thing.removeprefix("~") for thing in value.things} for value in values if value.kind == "count" and value.things - {"-"}]
    craft = {thing for some in things for thing in some & CRAFT}
    told = scene is not None and scene.marks.lang != "en" and scene.marks.any_("drone") and not scene.marks.any_("missile")
    if things:
        # Of drones and missiles none of a bare number.
        return things[0] - (craft if len(craft) > 1 else set()) | ({"drone"} if told else set())
    if scene is not None and any(value.kind == "count" and not value.things for value in scene.values):
        return counted | {OTHER}
    return counted or ({"drone"} if told else set())  # "Обломки БПЛА упали. Сбиты 39"


def _owner(value: Mention, sides: Sides) -> str | None:
    """Whose those are whom a value counts; of two peoples the party, or both: "90 Lebanese and Palestinian fighters"."""
    if value.also is None or value.owner is None:
        return value.owner
    parties = {sides.kin(value.owner), sides.kin(value.also)} & set(sides.parties)
    return BOTH if len(parties) > 1 else next(iter(parties), value.owner)


def _written(dateline: re.Match[str], tongue: Tongue, published: date) -> date:
    """The day that a dateline prints, on which "today" was written, where it lies shortly before publication; else that of publication."""
    said = words(dateline.string, dateline.start(), dateline.end())
    printed = dates(tongue.marks(said, tongue.lexicon.plain(said.low)), published)
    days = [one.first for one in printed if one.first == one.last and 0 < (published - one.first).days <= _SET]
    return days[0] if len(days) == 1 else published


def _headed(text: str, begin: int, end: int) -> bool:
    """Whether the first sentence of a text is its headline: a line of its own that no point ends."""
    return end - begin <= _HEADLINE and text[end : end + 1] == "\n" and text[end - 1] not in _CLOSED and "\n" not in text[begin:end]


def _pictured(part: Part, start: int) -> bool:
    """Whether what begins at a place of a part stands in a caption."""
    return bool(part.pictures) and any(a <= start < b for a, b in part.pictures)


def _mark_mishaps(marks: Marks, before: Scene | None) -> None:
    """Tell accidents from what a war does: one goes on over sentences, none hides an air strike, and vehicles that collide are no clash."""
    if (marks.any_("quake") and marks.any_("from-afar")) or marks.any_("weapon-crash"):
        marks.found.pop("accident", None)  # "An air strike killed nine despite a truce called after the quake"
    goes_on = before is not None and _mishap(before.marks)
    begun = {i for i, _ in marks.spans("collides" if goes_on or marks.any_("accident") else "collision")}
    for name in _CLASHES if begun else ():
        if left := tuple(span for span in marks.spans(name) if span[0] not in begun):
            marks.found[name] = left
        else:
            marks.found.pop(name, None)
    if goes_on and marks.found.keys().isdisjoint(_WAR):
        marks.found.setdefault("accident", ())  # "An earthquake hit Odesa. Five people were killed."


def _mark_fire(marks: Marks) -> None:
    """Let what is exchanged that is no captive, as fire and accusations, tell of no swap."""
    other = marks.spans("no-captives")
    for name in _SWAPPING if other else ():
        if name in marks.found:
            left = tuple((i, j) for i, j in marks.spans(name) if not any(a <= i < b for a, b in other))
            if left:
                marks.found[name] = left
            else:
                marks.found.pop(name)


def _mishap(marks: Marks) -> bool:
    """Whether a sentence tells of an accident, and of nothing of a war."""
    return "accident" in marks.found and marks.found.keys().isdisjoint(_ARMS)


def _of_town(values: list[Mention], named: list[Named]) -> list[tuple[int, int]]:
    """Return the towns and regions by name that a share is of: "контроль над 40% Покровська"."""
    shares = {value.j for value in values if value.kind == "percent"}
    return [(name.i, name.j) for name in named if name.i in shares and name.entity.kind in {"place", "capital"}]


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
        and not _elided(marks, k)
        and not (low[k] == ":" and marks.words.glued(k) and _number(marks, k - 1) and _number(marks, k + 1))  # "at 8:50"
        # A colon before a count tells on: "44 targets: 28 missiles and 16 drones".
        and not (low[k] == ":" and _lists(scene, k))
    }
    if marks.lang != "en":
        # A colon before how many a side got tells on, or behind it: "обмін: по 157", "157 на 157: деталі обміну".
        each = {k for value in scene.values if value.each for k in (value.i - 1, value.j)}
        found = {k for k in found if not (marks.low[k] == ":" and (marks.is_("pre-each", k + 1) or k in each))}
    breaks = marks.spans("breaks")
    if not breaks:
        return found
    joins = {k for i, j in marks.spans("no-break") for k in range(i, j)} | {i for i, _ in breaks if _more_elsewhere(scene, i)}
    return found | {i for i, _ in breaks if i not in joins}


def _more_elsewhere(scene: Scene, k: int) -> bool:
    """Whether a Slavic "and" at word k leads to more of the same elsewhere: "downed two over Tula, and seven more in the Kaluga region"."""
    marks = scene.marks
    j = next((value.j for value in scene.values if value.n == k + 2), None) if marks.is_("increment", k + 1) else None
    if marks.lang == "en" or j is None or j + 2 >= len(marks):
        return False
    at = j + (marks.low[j] == "–")
    return marks.is_("preposition", at) and marks.words.cap[at + 1]


def _elided(marks: Marks, k: int) -> bool:
    """Whether words are left out there before the English verb: "75 soldiers ... have been returned"."""
    if marks.lang != "en" or marks.low[k] != "." or "." not in {marks.low[k - 1], *marks.low[k + 1 : k + 2]}:
        return False
    end = next((at for at in range(k, len(marks)) if marks.low[at] != "."), len(marks))
    return marks.is_("be", end) or marks.is_("have", end)


def _number(marks: Marks, k: int) -> bool:
    return 0 <= k < len(marks) and bool(marks.words.number[k])


def _asides(scene: Scene) -> list[tuple[int, int]]:
    """Relative clauses and the like between two commas."""
    marks = scene.marks
    found: list[tuple[int, int]] = []
    for k in scene.commas:
        if marks.low[k] == "–" or (marks.low[k] == "," and (marks.is_("aside", k + 1) or _tells_which(scene, k + 1))):
            closing = {"–"} if marks.low[k] == "–" else {",", "–"}
            ends = [at for at in scene.commas if at > k and marks.low[at] in closing and not _leads_on(scene, at)]
            end = next((at for at in ends if marks.one_of(_GOES_ON, at + 1)), next(iter(ends), None))
            if end is not None:
                found.append((k, end))
    low = marks.low
    if "(" in low:  # "the army (LNA)"
        found += [(k, k + 3) for k in range(len(low) - 2) if low[k] == "(" and low[k + 2] == ")" and low[k + 1].isalpha()]
        told = (k for k in range(len(low)) if marks.lang != "en" and low[k] == "(" and marks.is_("say", k + 1) and ")" in low[k:])
        found += [(k, low.index(")", k) + 1) for k in told]  # "(зазначається, що 32 летіли на Москву)"
    behind = {value.j: _aside_behind(scene, value.j) for value in scene.values}
    return found + [(first, last) for first, last in behind.items() if last is not None]


def _leads_on(scene: Scene, k: int) -> bool:
    """Whether a Slavic dash at word k leads from speech to who spoke, or from a label to its number: "раненых, убитых" and how many."""
    marks = scene.marks
    if marks.lang == "en" or marks.low[k] != "–":
        return False
    return marks.low[k - 1] in {",", '"'} or any(value.i == k + 1 and value.kind == "count" for value in scene.values)


def _aside_behind(scene: Scene, k: int) -> int | None:
    """Where what stands right behind a value ends, before the verb that the value belongs to."""
    marks = scene.marks
    if marks.is_("relative", k):
        # "563 soldiers who died in the war were returned": the clause ends before the second verb.
        end = next((at for at, _ in marks.spans("be") if at > k + 1 and marks.is_("cue", at + 1)), None)
        ahead = marks.ending("planned", end) if end is not None else None
        return end if ahead is None or ahead <= k else ahead  # "60 who were seized in May will be freed"
    if marks.is_("caught", k) and not marks.is_("and", k + 1):
        # "Sixteen soldiers captured by the group a year ago in the north have been freed".
        end = next((at for at in range(k + 1, len(marks)) if marks.is_("be", at) or marks.is_("have", at)), None)
        return end if end is not None and not scene.barriers.intersection(range(k, end)) else None
    return _apposed(scene, k)


def _apposed(scene: Scene, k: int) -> int | None:
    """Where the comma closes of an English apposition behind a value: "63 marines, most of the garrison, were freed"."""
    marks = scene.marks
    if marks.lang != "en" or k not in scene.commas or marks.low[k] != ",":
        return None
    end = next((at for at in scene.commas if at > k), None)
    if end is None or marks.low[end] != "," or not (marks.is_("be", end + 1) or marks.is_("have", end + 1)):
        return None
    told = any(marks.is_("be", at) or marks.is_("have", at) for at in range(k, end))
    return None if told or any(k < value.n < end for value in scene.values) else end


def _tells_which(scene: Scene, k: int) -> bool:
    """Whether a Slavic participle or "who" at word k tells of those counted before the comma: "17 дронів, запущених хуситами, збили"."""
    marks = scene.marks
    return (
        marks.lang != "en"
        and k < len(marks)
        and (marks.is_("relative", k) or _PARTICIPLE.search(marks.low[k]) is not None)
        and any(value.j == k - 1 or (value.j < k - 1 and value.j >= k - _WHICH) for value in scene.values if value.kind == "count")
    )


def _lists(scene: Scene, k: int) -> bool:
    """Whether a count with its noun stands right behind the word at k; in Slavic also one without, behind another count."""
    behind = next((value for value in scene.values if value.i == k + 1), None)
    if behind is None:
        low = scene.marks.low  # "Збито: «шахедів» – 40 із 52"
        return any(value.things & CRAFT and low[value.i - 1] == "–" and k < value.i <= k + _LABEL for value in scene.values)
    named = bool(behind.things) and "-" not in behind.things
    return named or (scene.marks.lang != "en" and any(0 <= k - value.j <= _NOUN for value in scene.values))


def _told_dates(scene: Scene) -> set[int]:
    """Dates that say when somebody spoke, or what was agreed holds: "said on Thursday", "a truce that takes effect on Friday"."""
    english = scene.marks.lang == "en"
    return {
        index
        for index, dated in enumerate(scene.dated)
        if (spoken(scene, dated.i) and not (english and scene.marks.low[dated.j : dated.j + 1] == ["'s"]))  # "said Friday's talks"
        or (english and scene.marks.is_("say", dated.j) and scene.marks.is_("date-lead", dated.i - 1))
        or any(b <= dated.i <= b + _IN_FORCE and "," not in scene.marks.low[b : dated.i] for _, b in scene.marks.spans("in-force"))
        or (english and (_agreed_then(scene, dated.i, dated.j) or _said_then(scene, dated.i, dated.j)))
    }


def _said_then(scene: Scene, i: int, j: int) -> bool:
    """Whether a day that opens a sentence is the one of telling what is past or to come: "On Friday, the ministry said they had left"."""
    marks = scene.marks
    opens = marks.is_("date-lead", i - 1) and not any(low[0].isalnum() for low in marks.low[: i - 1])
    if not opens or marks.low[j : j + 1] != [","]:
        return False
    end = next((b for a, b in marks.spans("say") if j < a <= j + _SPEAKER and "," not in marks.low[j + 1 : a]), None)
    return end is not None and (marks.is_("that", end) or not {"had", "would", "will"}.isdisjoint(marks.low[end : end + _SPEAKER]))


def _agreed_then(scene: Scene, i: int, j: int) -> bool:
    """Whether a day at words i to j is the one of agreeing: "agreed on Saturday to hold talks", "both on Saturday agreed to hold"."""
    marks = scene.marks
    k = i - marks.is_("date-lead", i - 1)
    behind = marks.is_("agreed", j) and marks.is_("to", j + 1) and not any(marks.is_("talks", at) for at in (k - 1, k - 2))
    return behind or (marks.is_("to", j) and marks.is_("agreed", k - 1) and not marks.is_("deal", k - 1))


def spoken(scene: Scene, i: int) -> bool:
    """Whether what begins at word i says when or where somebody spoke."""
    marks = scene.marks
    english = marks.lang == "en"
    return any(
        0 <= i - b <= _TOLD
        and not (i == b and marks.is_("proposed", b - 1))  # "has proposed 20 May": the day itself
        and not any(
            k in scene.barriers
            or marks.low[k] in {",", '"', "–"}
            or marks.is_("that", k)
            or marks.is_("talks", k)
            or (english and (marks.is_("party-pronoun", k) or marks.is_("round", k)))  # "said they were in Doha"
            or marks.is_("cue-verb", k)
            for k in range(b, i)
        )
        for _, b in marks.spans("say")
    )
