# ruff: noqa: RUF001 -- letters of three languages
"""A claim from a matched frame."""

from collections.abc import Mapping

from claims.reading.actors import BOTH
from claims.reading.among import listed_with, told_with, whole_before
from claims.reading.dates import Dated
from claims.reading.match import Match, stands_beside
from claims.reading.mention import Mention
from claims.reading.modality import agreed_whole
from claims.reading.modality import status as status_of
from claims.reading.nouns import CRAFT
from claims.reading.ranks import afar
from claims.reading.scene import Scene
from claims.reading.speech import Speech, voice_of
from claims.reading.voices import Voice
from claims.reading.weighing import Scale
from claims.reading.whose import of_each
from claims.reading.whose import side as side_of
from claims.reading.windows import Window, windows
from core.claim import Basis, Claim, Kind, Measure, Scope, Status, Value
from core.news import Article
from core.question import Question

_RIGHT_BEFORE = 2
_YEAR = 4
"""Figures of a year at the head of a date."""
_TELLING = frozenset({"civilian", "child", "hostage", "remains", "drone", "missile"})
"""Lexemes whose nouns tell who is counted apart from others; "troops", "deaths" only name what is counted."""
_PEOPLE = frozenset({"people", "civilian", "child", "~people", "~civilian", "~child"})
_FIGHTERS = frozenset({"soldier", "~soldier", "band"})
_MAKES = ("shahed", "geran", "decoy", "шахед", "герань")
_MASSES, _THRONGS = 10_000, 50_000
_FAR = 6
"""Words between a round or a place and the words that put it ahead."""
_OF_TALKS = frozenset({"ordinal", "place", "date", "duration"})
_HELD = frozenset({"ordinal", "place"})
"""Kinds of values that a meeting has, whenever it is held."""
_FLOWS = frozenset({"territory", "casualties"})
"""Topics of which a number may be a day's or a month's."""
_DEAL = frozenset({"deal"})
_TOLD_ON = ("be", "have", "say", "relative")
"""Lexemes behind which a sentence no longer lists what an agreement holds."""
_PAST = ("ли", "лись", "лся", "лась", "лася", "лися")
"""How Slavic verbs end of what has happened."""
_MONTH = 31
"""Days."""
_VERBAL = frozenset({"to", "negation", "adverb", "have"})
"""Lexemes behind which a verb depends on another."""


def claim_of(
    article: Article, place: str, scene: Scene, found: Match, heard: list[Speech], quoted: Voice | None, scales: Mapping[str, Scale]
) -> Claim | None:
    """Return the claim that a matched frame makes; None where it has to have a side and has none, or the words deny it."""
    rule, mention = found.rule, found.mention
    question = rule.question
    value = _value(scene, found, place, article)
    if value is None or (question.topic == "war" and _elsewhere(scene, found)):
        return None
    speech = voice_of(scene, heard, mention.n)
    if question.topic == "war" and quoted is None:
        # How long a war has lasted is background, whoever speaks in the sentence.
        speech = None
    voice = speech.voice if speech else quoted
    status = _status(scene, found)
    if status is None:
        return None
    if speech is not None and status == "completed" and mention.n > speech.a and scene.marks.is_("say-ahead", speech.a):
        speech, voice = None, quoted  # "vowed to free all who were seized in an attack in which 90 died"
    answer = _answer(scene, found, voice, scales)
    if answer is None:
        return None
    question, party, grounds = answer
    if voice is None and status == "demanded" and question.kind == "place" and party is not None:
        voice = Voice(party, party, party, group=True)
    marks = scene.marks
    start, end = marks.words.start, marks.words.end
    raw = article.title if place == "title" else article.text
    cue = _printed(raw, scene, speech.a, speech.b) if speech and speech.b else None
    scope, measure = _scope(scene, found, question)
    return Claim(
        item=article.id,
        url=article.url,
        source=article.source,
        published=article.published,
        topic=question.topic,
        question=question.id,
        side=party,
        value=value,
        qualifier=mention.qualifier if question.kind != "stage" else "exact",
        quote=raw[start:end],
        start=start,
        end=end,
        place="title" if place == "title" else "text",
        status=status,
        speaker=voice.name if voice else None,
        body=voice.body if voice else None,
        agency=voice.agency if voice else None,
        basis=_basis(voice, scene),
        cue=cue,
        rule=f"{question.topic}.{question.id}.{rule.id.rpartition('.')[2]}",
        grounds=grounds,
        trigger=_printed(raw, scene, *found.cue),
        measure=measure,
        scope=scope,
        lang=marks.lang,
    )


def _elsewhere(scene: Scene, found: Match) -> bool:
    """Whether the war of which a Slavic sentence tells is that of a country named beside it: "за три дні боїв Судан залишили тисячі"."""
    first, last = min(found.cue[0], found.mention.i), max(found.cue[1], found.mention.j)
    beside = next((one for one in scene.named if last <= one.i <= last + 1 and "," not in scene.marks.low[last : one.i]), None)
    land = beside.entity.party if beside is not None and beside.entity.kind in {"party", "place"} else None
    if scene.marks.lang == "en" or land is None or any(one.j <= first and one.party for one in scene.named):
        return False
    return land not in scene.sides.own and scene.sides.kin(land) not in scene.sides.own and not scene.sides.shared(land)


def _foreign(scene: Scene, mention: Mention) -> bool:
    """Whether those counted are told to be from a country that has no part in the negotiation."""
    land = next((one.party for one in scene.named if one.i == mention.j + 1), None) if scene.marks.is_("from", mention.j) else None
    return land is not None and not _in_swap(scene, land) and not scene.sides.shared(land)


def _in_swap(scene: Scene, party: str) -> bool:
    """Whether somebody is a party of the negotiation or of those for whom one stands."""
    sides = scene.sides
    return party == "both" or not sides.parties or sides.kin(party) in sides.parties or party in sides.own


def _answer(
    scene: Scene, found: Match, voice: Voice | None, scales: Mapping[str, Scale]
) -> tuple[Question, str | None, tuple[str, ...]] | None:
    """Which question a match answers, whose the value is, and what spoke for it where that was weighed; None where a side is missing."""
    rule, question = found.rule, found.rule.question
    speaker = voice.party if voice else None
    if not rule.side:
        return question, None, ()
    if question.weights is not None:
        told = told_with(scene, found.mention) or listed_with(scene, found.mention)
        same = next((one for one in (question, *rule.rivals) if told is not None and one.topic == told[0]), None)
        if told is not None and same is not None:
            return same, told[1], ()
        if _bracketed_apart(scene, found.mention):
            return None
        answer, grounds = scales[question.weights].answer(scene, found, speaker, voiced=voice is not None)
        if _of_neither(scene, found.mention, answer.side) or _counted_again(scene, found.mention, answer.side):
            return None
        weighed = (one for one in (question, *rule.rivals) if f"{one.topic}.{one.id}" == answer.question)
        return next(((one, _folk(scene, found, answer.side), grounds) for one in weighed), None)
    if question.id == "civilians" and of_each(scene, found.mention):
        return question, BOTH, ()
    party = side_of(scene, rule, found.mention, found.cue, speaker)
    if party == "both" and rule.share != "each" and not {"both", "civil"} & set(rule.side):
        return None
    if question.topic == "pow-swaps" and (_masses(found) or _foreign(scene, found.mention)):
        return None  # "let hundreds of thousands of displaced people return home", "freed 12 workers from Thailand"
    if question.topic == "pow-swaps" and question.id != "held" and party is not None and not _in_swap(scene, party):
        return None  # "three Thais were freed as well"
    return (question, party, ()) if party is not None or question.kind == "stage" else None


def _of_neither(scene: Scene, mention: Mention, side: str | None) -> bool:
    """Whether those counted are of no party: "three UN peacekeepers", and militants where two states negotiate, unless it is told whose."""
    marks, sides = scene.marks, scene.sides
    words = range(mention.n, mention.j)
    if marks.any_("others-fight") and all(named.party is None or named.entity.lower for named in scene.named):
        return True  # "20 guerrillas died in clashes between two other factions"
    if mention.owner == side or side not in {*sides.parties, BOTH}:
        return False
    # Those whom one state strikes from afar are the other's.
    states = marks.lang == "en" and sides.group is None and all(party in sides.capitals for party in sides.parties) and not afar(scene)
    return any(marks.is_("of-no-party", k) or (states and marks.is_("rebel", k)) for k in words)


def _bracketed_apart(scene: Scene, mention: Mention) -> bool:
    """Whether they are some, in brackets, of others than the dead and wounded: "39 people were saved (including 6 children), 44 died"."""
    low = scene.marks.low
    opened = max((k for k in range(mention.i) if low[k] == "("), default=None)
    whole = whole_before(scene, mention)
    if scene.marks.lang != "en" or opened is None or whole is None or not whole.j <= opened or ")" in low[opened : mention.i]:
        return False
    return ")" in low[mention.j :] and whole.n not in scene.answered


def _counted_again(scene: Scene, mention: Mention, side: str | None) -> bool:
    """Whether they are some of the soldiers of one side counted right before: "11 soldiers, including two officers"."""
    whole = whole_before(scene, mention)
    told = scene.answered.get(whole.n) if whole is not None else None
    if whole is None or told is None or "soldier" not in mention.things:
        return False
    alike = "soldier" in whole.things and scene.sides.kin(told[1] or "") == scene.sides.kin(side or "")
    # "13 Houthis, two commanders among them".
    return alike or (mention.owner is None and whole.owner is not None and whole.owner == told[1])


def _folk(scene: Scene, found: Match, side: str | None) -> str | None:
    """Whose the dead and wounded are: people who are no fighters are not a group's but the people's it is of."""
    mention, sides = found.mention, scene.sides
    own = side == sides.group and any(scene.marks.is_("of-group", k) for k in range(mention.n, mention.j))  # "516 members"
    fighters = own or not mention.things.isdisjoint(_FIGHTERS) or any(scene.marks.is_("soldier", k) for k in range(*found.cue))
    told = not mention.things.isdisjoint(_PEOPLE | {"injury"}) and not fighters and mention.owner is None and not mention.own
    if told and side in sides.parties and not sides.civil:
        return sides.people(side)
    stands = sides.kin(side or "")
    # Those of a group are the state's that stands for it, where that is a party: "Wagner lost 300".
    return stands if side not in sides.capitals and stands in sides.parties and stands in sides.capitals else side


def _masses(found: Match) -> bool:
    """Whether so many are told of that they are refugees and no prisoners."""
    low, things = found.mention.low, found.mention.things
    throng = low if isinstance(low, float) and things.isdisjoint({"captive", "soldier"}) else 0
    return throng >= _THRONGS or (found.mention.vague and isinstance(low, float) and low >= _MASSES and "captive" not in things)


def _printed(raw: str, scene: Scene, a: int, b: int) -> str | None:
    """The words from a to b as they are printed; None where there are none."""
    said = scene.marks.words
    return raw[said.at[a] : said.to[b - 1]] if a < b else None


def _plain(number: float | str) -> float | str:
    return int(number) if isinstance(number, float) and number == int(number) else number


def _value(scene: Scene, found: Match, place: str, article: Article) -> Value | None:
    mention, question = found.mention, found.rule.question
    marks = scene.marks
    raw = article.title if place == "title" else article.text
    if found.rule.stage is not None:
        i, j = min(found.cue[0], mention.i), max(found.cue[1], mention.j)
        return Value("stage", found.rule.stage, found.rule.stage, None, raw[marks.words.at[i] : marks.words.to[j - 1]])
    text = raw[marks.words.at[mention.i] : marks.words.to[mention.j - 1]]
    low: float | str | None = _plain(mention.low)
    high: float | str | None = _plain(mention.high)
    if isinstance(mention.low, float) and (
        (question.low is not None and mention.low < question.low) or (question.high is not None and mention.low > question.high)
    ):
        return None
    kind: Kind = mention.kind
    if kind == "date" and mention.who and _ahead(scene, found):
        # Of a span of days the last is of the same year.
        low, high = mention.who, mention.who if low == high else f"{mention.who[:_YEAR]}{str(high)[_YEAR:]}"
    if kind == "date" and found.rule.status == "scheduled" and str(high) < scene.today.isoformat()[: len(str(high))]:
        # What is to come doesn't lie behind.
        return None
    if mention.qualifier == "at-least":
        high = None
    elif mention.qualifier == "at-most":
        low = None
    return Value(kind, low, high, _unit(found), text)


def _ahead(scene: Scene, found: Match) -> bool:
    """Whether a weekday is the one to come."""
    first = min(found.cue[0], found.mention.i)
    said = status_of(scene, first, found.mention.j)
    return found.rule.status == "scheduled" or said in {"scheduled", "proposed"} or _coming(scene, found)


def _coming(scene: Scene, found: Match) -> bool:
    """Whether the present tense tells of what is to come: "the two sides hold talks on Monday"."""
    first, last = min(found.cue[0], found.mention.i), max(found.cue[1], found.mention.j)
    coming = [b for a, b in scene.marks.spans("coming") if first - _FAR <= b <= last and not _told_of(scene, a)]
    return any(scene.barriers.isdisjoint(range(b, first)) and scene.part(b - 1) == scene.part(first) for b in coming)


def _told_of(scene: Scene, k: int) -> bool:
    """Whether the verb at word k depends on another ("did not meet", "failed to hold")."""
    marks = scene.marks
    return k > 0 and marks.one_of(_VERBAL, k - 1)


def _unit(found: Match) -> str | None:
    mention, question = found.mention, found.rule.question
    if mention.kind == "count":
        if "soldier" in mention.things:
            return "soldiers"
        if "civilian" in mention.things:
            return "civilians"
        return question.unit or mention.who
    return mention.unit or (question.unit if mention.kind in {"percent", "length", "area"} else None)


def _status(scene: Scene, found: Match) -> Status | None:
    rule = found.rule
    if rule.status is None and rule.stage is None and agreed_whole(scene, found.mention):
        return "agreed"
    first = min(found.cue[0], found.mention.i)
    last = max(found.cue[1], found.mention.j)
    whole = whole_before(scene, found.mention) if rule.question.topic == "pow-swaps" else None
    first = min(first, whole.i) if whole is not None else first  # "will free 39, including 15 children"
    if scene.marks.is_("in-return", first):
        # "would free 5 in return for 90": what is told of the 5 holds for the 90.
        led = [i for name in ("give", "bring", "given", "trade") for i, j in scene.marks.spans(name) if j <= first]
        first = max(led, default=first)
        first = min([value.i for value in scene.values if value.kind == "count" and value.j <= first][-1:] or [first])
    said = status_of(scene, first, last, held=rule.question.topic == "talks" and rule.status != "agreed")
    if said == "completed" and scene.marks.is_("as-agreed", found.mention.j):
        said = "agreed"
    if said == "completed" and rule.stage is None and _set_out(scene, found.cue[0]):
        said = "agreed"
    if said in {"completed", "agreed", "demanded"} and rule.question.kind in _OF_TALKS and rule.status is None:
        # What was agreed on at talks doesn't put the talks off: "agreed to a swap at a second round in Abu Dhabi".
        ahead = said == "agreed" and any(
            j <= last and scene.barriers.isdisjoint(range(j, first)) for _, j in scene.marks.spans("to-meet-again")
        )
        said = "agreed" if ahead else "scheduled" if _lies_ahead(scene, last) or _put_ahead(scene, first, last) else "completed"
    if (
        said == "completed"
        and rule.stage is None
        and (rule.question.kind in _HELD or scene.marks.is_("swap-noun", found.cue[0]) or scene.marks.is_("giving", found.cue[0]))
        and (_lies_ahead(scene, last) or _awaited(scene, first) or _on_day_ahead(scene, found))
    ):
        said = "scheduled"
    if rule.stage is not None:
        return _step_status(scene, found, said)
    if said == "completed" and found.mention.kind == "date":
        said = _dated_status(scene, found)
    if said is None or (said == "denied" and rule.status in {None, "scheduled"}):
        return None
    return rule.status or said


def _set_out(scene: Scene, cue: int) -> bool:
    """Whether a noun is among those that an agreement is told to hold: "provides for patrols, as well as for the transfer of"."""
    marks = scene.marks
    if marks.lang != "en" or not marks.is_("giving", cue):
        return False
    a, last = max(((a, b) for a, b in marks.spans("sets-out") if b <= cue), default=(0, 0))
    it = "it" in marks.low[max(a - _RIGHT_BEFORE, 0) : a]
    deal = scene.tells(_DEAL) if it else any(k < a for k, _ in marks.spans("deal"))
    return last > 0 and deal and not any(any(marks.is_(name, k) for name in _TOLD_ON) or marks.low[k] == ";" for k in range(last, cue))


def _dated_status(scene: Scene, found: Match) -> Status | None:
    """Return the status of a day of which nothing tells that it is to come but the tense; None of one ahead, which is the next round's."""
    if "=coming" in found.mention.things and found.rule.status is None:
        return None
    ahead = found.mention.who not in {None, found.mention.low} and _coming(scene, found)
    return "scheduled" if ahead else "completed"


def _step_status(scene: Scene, found: Match, said: Status | None) -> Status | None:
    """Return the status of a step of a ladder, of what its words tell."""
    rule = found.rule
    if said is None:
        # "would not attend the talks planned for Friday": they are planned for all that.
        refused = rule.status != "scheduled" and _refused(scene, min(found.cue[0], found.mention.i))
        return "denied" if refused else None
    years = (
        int(scene.marks.low[a])
        for a, b in scene.marks.spans("year-told")
        if b in {found.mention.i, found.cue[0]} and scene.marks.words.number[a]
    )
    if rule.status in {"agreed", "completed"} and scene.marks.lang == "en" and any(year < scene.today.year for year in years):
        return None  # "who had signed the 2016 peace deal"
    doubted = said in {"conditional", "denied", "postponed", "alleged"} and rule.status in {"completed", "agreed"}
    doubted |= said == "denied" and rule.status == "suspended"
    if doubted or (said == "denied" and rule.status == "scheduled"):
        return said
    if rule.status in {"under way", "suspended"} and said not in {"completed", "postponed"}:
        return None
    dates = [date for date in scene.dated if scene.part(date.i) == scene.part(found.cue[0])]
    told = any(date.old and date.precision != "year" for date in dates)
    nearest = min(dates, key=lambda date: min(abs(date.i - found.cue[1]), abs(found.cue[0] - date.j)), default=None)
    past = nearest is not None and (scene.today - nearest.last).days > _MONTH
    if past and rule.status == "completed" and scene.marks.any_("top-swap"):
        return None  # "the largest swap took place last May"
    if rule.status == "under way" and (told or (_coming(scene, found) and any(date.ahead and date.ahead > scene.today for date in dates))):
        return None  # "the talks that began on 2 May", "begin on Monday": it tells when, and not where they stand
    if rule.status == "completed" and (said in {"scheduled", "proposed", "demanded"} or (said == "agreed" and scene.marks.lang != "en")):
        return None
    return rule.status


def _lies_ahead(scene: Scene, last: int) -> bool:
    """Whether the words behind put it ahead ("a third round is planned", "the next round will be held in May")."""
    marks = scene.marks
    if not marks.any_("ahead"):
        return False
    dated = {k for date in scene.dated for k in range(date.i, date.j)}
    # "The fifth round of talks between Iran and the United States will": names make no distance.
    names = {k for name in scene.named for k in range(name.i, name.j)}
    credit = _credit(scene)
    for a, _ in marks.spans("ahead"):
        if (
            a not in dated
            and last <= a
            and sum(k not in names for k in range(last, a)) <= _FAR
            and not any(
                k in scene.barriers
                or _joins(scene, k)
                or marks.is_("that", k)
                or marks.low[k] in {",", '"'}
                or (marks.low[k] == "–" and not marks.words.glued(k))
                for k in range(last + (marks.low[last] == '"'), a)  # "обмін «300 на 300» відбудеться": its own quotation
                if k not in credit
            )
        ):
            return True
    return False


def _credit(scene: Scene) -> set[int]:
    """Words between two Slavic commas that only say who tells it: "четвертый раунд, по данным Axios, пройдет"."""
    marks = scene.marks
    if marks.lang == "en":
        return set()
    opened = (a - 1 for a, _ in marks.spans("according") if a and marks.low[a - 1] == ",")
    closed = ((k, next((end for end in range(k + 1, len(marks)) if marks.low[end] == ","), None)) for k in opened)
    return {at for k, end in closed if end is not None for at in range(k, end + 1)}


def _on_day_ahead(scene: Scene, found: Match) -> bool:
    """Whether the present tense and a date put a round or its place ahead: "the fourth round opens in Caracas on 14 August"."""
    if found.rule.question.kind not in _HELD or found.rule.status is not None:
        return False
    beside = [dated for dated in scene.dated if scene.part(dated.i) == scene.part(found.mention.i)]
    if any(dated.ahead is None and dated.first < scene.today for dated in beside):
        return False
    return any(dated.first > scene.today for dated in beside) or (
        _coming(scene, found) and any(dated.ahead is not None and dated.ahead > scene.today for dated in beside)
    )


def _put_ahead(scene: Scene, first: int, last: int) -> bool:
    """Whether the words themselves put it ahead, whoever agreed on it or insists: "insisted the next round would be held in Muscat"."""
    return any(first <= a < last for a, _ in scene.marks.spans("ahead"))


def _awaited(scene: Scene, first: int) -> bool:
    """Whether words before it say that it is to come: "ahead of the third round"."""
    marks = scene.marks
    if marks.lang != "en" and marks.low[first].endswith(_PAST):
        return False  # "накануне встретились": the day before
    k = first - (marks.is_("determiners", first - 1) or marks.is_("own", first - 1))
    return marks.ending("before-event", k) is not None and not any(dated.old and dated.i > first for dated in scene.dated)


def _joins(scene: Scene, k: int) -> bool:
    """Whether word k joins clauses, and not two names."""
    then = k + 1 + scene.marks.is_("determiners", k + 1)
    return scene.marks.is_("and", k) and not (any(name.j == k for name in scene.named) and any(name.i == then for name in scene.named))


def _refused(scene: Scene, first: int) -> bool:
    """Whether a negation stands right before the step ("failed to agree"), and not before somebody's words of it."""
    marks = scene.marks
    return any(
        0 <= first - a <= _RIGHT_BEFORE and not any(marks.is_("say", k) for k in range(a, first)) for a, _ in marks.spans("negation")
    )


def _who(scene: Scene, found: Match) -> str | None:
    """Who is counted, where the noun says more than the question asks for."""
    mention, question = found.mention, found.rule.question
    if question.who is not None:
        return question.who
    if question.weights is not None and mention.pace is not None:
        return mention.pace
    if question.weights is not None and told_with(scene, mention) is not None:
        return mention.who  # "including nine aid workers"
    told = {thing.removeprefix("~") for thing in mention.things} & _TELLING
    if mention.who is None or not told or (told <= CRAFT and " " not in mention.who and not mention.who.startswith(_MAKES)):
        return None
    return mention.who


def _scope(scene: Scene, found: Match, question: Question) -> tuple[Scope, Measure]:
    """Who counts, and in which window, where the sentence gives a date of its own."""
    mention = found.mention
    measure = found.rule.measure if question is found.rule.question else question.measure
    if question is found.rule.question and stands_beside(scene, found.rule.sums, found):
        measure = "cumulative"
    who = _who(scene, found) if mention.kind == "count" else None
    if mention.kind in {"date", "place", "stage", "ordinal"} or question.topic == "war":
        return Scope(), measure
    marks = scene.marks
    swap = question.topic == "pow-swaps"
    dates = [
        dated
        for index, dated in enumerate(scene.dated)
        if index not in scene.told and not marks.within("compared", mention.j, dated.i) and not (swap and _of_capture(scene, found, dated))
    ]
    if (window := _window(scene, found, question, dates)) is not None:
        if window.last is None:
            return Scope(who, None, window.first.isoformat(), None), "cumulative" if measure == "event" else measure
        if measure == "event":
            return Scope(who, None, window.first.isoformat(), window.last.isoformat()), "period"
    own = [dated for dated in dates if not marks.is_("since", dated.i - 1) and not _to_come(scene, found, dated)]
    if measure == "event":
        nearest = min(own, key=lambda dated: min(abs(dated.i - mention.j), abs(mention.i - dated.j)), default=None)
        if nearest is not None and nearest.old:
            wide = nearest.precision in {"month", "year"}
            return Scope(who, None, nearest.first.isoformat(), nearest.last.isoformat()), "period" if wide else measure
        if marks.any_("then") and scene.before is not None:
            earlier = [dated for dated in scene.before.dated if dated.old]
            if earlier:
                return Scope(who, None, earlier[-1].first.isoformat(), earlier[-1].last.isoformat()), measure
    return Scope(who), measure


def _window(scene: Scene, found: Match, question: Question, dates: list[Dated]) -> Window | None:
    """The window that a count is given for, in its own clause or at the head of the sentence: of several the nearest.

    What is struck in a day or a month may be one event all the same, and so may what is swapped in a year ("the first swap of 2026").
    """
    mention = found.mention
    here = {0, scene.part(mention.n), scene.part(found.cue[0])}
    near = [
        window
        for window in windows(scene.marks, dates, scene.today)
        if scene.part(window.i) in here and not scene.marks.within("compared", mention.j, window.i)
    ]
    if question.topic not in _FLOWS:
        struck = question.topic == "strikes"
        near = [one for one in near if one.last is None or (one.days > 1 if one.trailing else struck and one.days > _MONTH)]
    return min(near, key=lambda window: (window.last is not None, min(abs(window.i - mention.j), abs(mention.i - window.j))), default=None)


def _to_come(scene: Scene, found: Match, dated: Dated) -> bool:
    """Whether a weekday is that of something else that is still to come ("freed 270, with more due on Saturday")."""
    between = range(max(found.cue[0], found.mention.n) + 1, dated.i)
    return dated.ahead is not None and any(a in between for a, _ in scene.marks.spans("ahead"))


def _of_capture(scene: Scene, found: Match, dated: Dated) -> bool:
    """Whether a date tells when captives were taken ("seized in a raid two years ago") or names a deed ("a 2006 raid"), not when freed."""
    marks = scene.marks
    if dated.bare and dated.i and marks.starts("determiners").get(dated.i - 1) == dated.i and not marks.is_("swap-noun", dated.j):
        return True
    taken = max((a for a, _ in marks.spans("taken") if a < dated.i), default=-1)
    return taken >= 0 and not any(taken < k < dated.i for k in (found.cue[0], found.mention.n))


def _basis(voice: Voice | None, scene: Scene) -> Basis:
    if voice is None:
        return "reported"
    if voice.party is not None and voice.party in scene.sides.parties:
        return "claimed"
    if voice.party == "United Nations":
        return "documented"
    return "assessed" if voice.group and voice.agency is None and voice.party is None else "reported"
