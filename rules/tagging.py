"""Tags: which topics an article belongs to, by which rule, and with which printed words.

A rule is a labelling function (Ratner et al., "Snorkel", 2017): it votes for its topic, refuses it (`none`), or abstains.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from core.errors import UsageError
from core.language import LANGUAGES
from core.news import Article, Tag
from core.settings import Language, Rule, Topic
from rules.language import languages
from rules.lexicon import Lexicon
from rules.packs import packs
from rules.reading import Needle, Printed, Reading, Run
from rules.terms import Place, Term, TermError, parse

_OUTWEIGHS = 5
"""So many words of `despite` outweigh one of `abstain`."""


@dataclass(frozen=True, slots=True)
class _Rule:
    id: str
    any: tuple[Needle, ...]
    all: tuple[Needle, ...]
    none: tuple[Needle, ...]
    abstain: tuple[Needle, ...]
    despite: tuple[Needle, ...]
    lang: Language | None
    words: frozenset[int]
    """Concepts of which the article has to hold one, for the rule to be met or to refuse."""


@dataclass(frozen=True, slots=True)
class _Topic:
    id: str
    rules: tuple[_Rule, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """Topics made ready by `compile_topics`. Can be pickled."""

    topics: tuple[_Topic, ...]
    places: tuple[Place, ...]
    """What the terms ask for, by number."""
    lexicons: dict[tuple[Language, ...], Lexicon] = field(default_factory=dict, compare=False)
    """By the languages that an article is read in; made when the first such article comes."""


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """What one rule says of an article, and why."""

    rule: str
    verdict: str
    """"met"; "missing" (a term that has to stand there does not); "abstains"; "refuses"; "other language"."""
    printed: tuple[Printed, ...] = ()
    """The words that met it, one printed phrase a term; or those that made it abstain or refuse."""
    term: str | None = None
    """The term that is missing, or that made it abstain or refuse; None where the rule is met, or where all of `any` is missing."""


@dataclass(frozen=True, slots=True)
class TopicVerdict:
    """What all the rules of a topic say of an article."""

    topic: str
    tag: Tag | None
    """None: no rule is met, or one refuses."""
    rules: tuple[RuleVerdict, ...]


def compile_topics(topics: Sequence[Topic]) -> Rules:
    """Make topics ready for `tag`.

    Raises: UsageError: a term cannot be read, a lexeme is not in the packs, or a rule asks for nothing.
    """
    numbers: dict[Place, int] = {}
    ready = tuple(_Topic(topic.id, tuple(_rule(topic, rule, numbers) for rule in topic.rule)) for topic in topics)
    return Rules(ready, tuple(numbers))


def term_trouble(written: str) -> str | None:
    """Say what is wrong with one term of a rule, and what to write instead; None where it can be read."""
    try:
        _term(written)
    except TermError as wrong:
        return str(wrong)
    return None


def tag(rules: Rules, article: Article) -> list[Tag]:
    """Return the tags of an article, one a topic, in text order (the title first).

    The phrase of a tag is the first in the article by which one of the topic's rules is met. Same article, same tags.
    """
    reading, langs = _read(rules, article)
    found = [(run, topic.id, rule.id) for topic in rules.topics if (hit := _vote(topic, reading, langs)) for run, rule in [hit]]
    return [_tag(topic, rule, reading.printed(run)) for run, topic, rule in sorted(found, key=lambda hit: hit[0])]


def explain(rules: Rules, article: Article) -> list[TopicVerdict]:
    """Return what each rule of each topic says of an article, in the order of the configuration."""
    reading, langs = _read(rules, article)
    verdicts: list[TopicVerdict] = []
    for topic in rules.topics:
        hit = _vote(topic, reading, langs)
        given = _tag(topic.id, hit[1].id, reading.printed(hit[0])) if hit else None
        verdicts.append(TopicVerdict(topic.id, given, tuple(_verdict(rule, reading, langs) for rule in topic.rules)))
    return verdicts


def _read(rules: Rules, article: Article) -> tuple[Reading, tuple[Language, ...]]:
    langs = languages(article.title, article.text, article.lang)
    lexicon = rules.lexicons.get(langs)
    if lexicon is None:
        lexicon = rules.lexicons[langs] = Lexicon(rules.places, [packs()[lang] for lang in langs])
    return Reading(article, lexicon), langs


def _tag(topic: str, rule: str, printed: Printed) -> Tag:
    return Tag(topic, rule, printed.phrase, printed.start, printed.end, printed.place)


def _vote(topic: _Topic, reading: Reading, langs: tuple[Language, ...]) -> tuple[Run, _Rule] | None:
    """Return the first words by which a rule of the topic is met, and the rule; None: no rule is met, or one refuses."""
    best: tuple[Run, _Rule] | None = None
    for rule in topic.rules:
        if rule.words.isdisjoint(reading.concepts) or (rule.lang is not None and rule.lang not in langs):
            continue
        if _first(rule.none, reading) is not None:
            return None
        run = _met(rule, reading)
        if run is not None and (best is None or run < best[0]) and _kept(rule, reading) is None:
            best = run, rule
    return best


def _met(rule: _Rule, reading: Reading) -> Run | None:
    """Return the words to print for a rule that has all it asks for: the first of `any`, else of `all`."""
    needed: list[Run] = []
    for needle in rule.all:
        run = reading.first(needle)
        if run is None:
            return None
        needed.append(run)
    if not rule.any:
        return min(needed, default=None)
    return min((run for needle in rule.any if (run := reading.first(needle)) is not None), default=None)


def _first(needles: Sequence[Needle], reading: Reading) -> tuple[Needle, Run] | None:
    """Return the first needle of a list that stands in the article."""
    for needle in needles:
        run = reading.first(needle)
        if run is not None:
            return needle, run
    return None


def _kept(rule: _Rule, reading: Reading) -> tuple[Needle, Run] | None:
    """Return what keeps a rule from speaking, unless the words of `despite` outweigh it."""
    kept = _first(rule.abstain, reading)
    if kept is None or not rule.despite:
        return kept
    against = sum(reading.count(needle) for needle in rule.abstain)
    return kept if sum(reading.count(needle) for needle in rule.despite) < _OUTWEIGHS * against else None


def _verdict(rule: _Rule, reading: Reading, langs: tuple[Language, ...]) -> RuleVerdict:
    if rule.lang is not None and rule.lang not in langs:
        return RuleVerdict(rule.id, "other language")
    if refused := _first(rule.none, reading):
        return RuleVerdict(rule.id, "refuses", (reading.printed(refused[1]),), refused[0].written)
    if missing := [needle.written for needle in rule.all if reading.first(needle) is None]:
        return RuleVerdict(rule.id, "missing", (), missing[0])
    runs = [run for needle in (*rule.any, *rule.all) if (run := reading.first(needle)) is not None]
    if _met(rule, reading) is None:
        return RuleVerdict(rule.id, "missing")
    if kept := _kept(rule, reading):
        return RuleVerdict(rule.id, "abstains", (reading.printed(kept[1]),), kept[0].written)
    return RuleVerdict(rule.id, "met", tuple(reading.printed(run) for run in sorted(set(runs))))


def _rule(topic: Topic, rule: Rule, numbers: dict[Place, int]) -> _Rule:
    if not (rule.any or rule.all or rule.none):
        raise UsageError(f'topic "{topic.id}", rule "{rule.id}": it asks for nothing; give it "any", "all" or "none"')

    def needles(written: Sequence[str]) -> tuple[Needle, ...]:
        return tuple(_needle(topic, rule, term, numbers) for term in written)

    wanted, refused = (*needles(rule.any), *needles(rule.all)), needles(rule.none)
    words = frozenset(needle.phrases[0][0] for needle in (*wanted, *refused))
    return _Rule(
        id=rule.id,
        any=needles(rule.any),
        all=needles(rule.all),
        none=refused,
        abstain=needles(rule.abstain),
        despite=needles(rule.despite),
        lang=rule.lang,
        words=words,
    )


def _needle(topic: Topic, rule: Rule, written: str, numbers: dict[Place, int]) -> Needle:
    try:
        term = _term(written)
    except TermError as wrong:
        raise UsageError(f'topic "{topic.id}", rule "{rule.id}", term "{written}": {wrong}') from wrong
    phrases = tuple(tuple(numbers.setdefault(place, len(numbers)) for place in phrase) for phrase in term.phrases)
    return Needle(written, phrases, term.gaps, frozenset(concept for phrase in phrases for concept in phrase))


def _term(written: str) -> Term:
    """Read a term, and see that the packs have its lexemes.

    Raises:
        TermError: it cannot be read, or a lexeme is unknown.
    """
    known = {name for language in LANGUAGES for name in packs()[language]}
    term = parse(written)
    for name in _lexemes(term):
        _check(name, known)
    return term


def _lexemes(term: Term) -> Iterator[str]:
    for phrase in term.phrases:
        for place in phrase:
            for option in place:
                yield from (unit.text for unit in option if unit.kind == "lexeme")


def _check(name: str, known: Collection[str]) -> None:
    if name not in known:
        near = get_close_matches(name, sorted(known), n=1)
        raise TermError(
            f'there is no lexeme "@{name}"; ' + (f'did you mean "@{near[0]}"?' if near else f"there are {', '.join(sorted(known))}")
        )
