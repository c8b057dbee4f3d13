"""What reading goes by, compiled once: the questions, the language packs, and who is who in a negotiation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli

from claims.asked import shipped_questions
from claims.gazetteer import entities
from claims.lasting import lasting
from claims.names import Names
from claims.reading.frames import Compiler, compile_rules
from claims.reading.lexicon import Lexicon
from claims.reading.marks import Marks
from claims.reading.packs import COUNTRY, all_forms, pack, same_words
from claims.reading.rules import Rules
from claims.reading.scene import Sides
from claims.reading.steps import Found
from claims.reading.weighing import Scale
from claims.reading.words import Words
from claims.shipped import LANGUAGES, Entity, brokers, homes, insurgents, servants
from claims.shipped import parties as shipped_parties
from core.question import Question
from core.settings import Language, Negotiation

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language, compiled."""

    lang: Language
    lexicon: Lexicon
    rules: Rules
    things: frozenset[str]
    """The lexemes of what is counted."""
    cues: frozenset[str]
    """The lexemes of what happens to it."""
    scales: Mapping[str, Scale]
    """Weights of evidence, by the name of their file."""

    def marks(self, words: Words, found: Found) -> Marks:
        """Return the words of a sentence with the lexemes that were found in it."""
        return Marks(words, found, self.lang, self.things, self.cues)


class Tongues(dict[Language, Tongue]):
    """Languages, each compiled when the first article in it comes."""

    def __init__(self, questions: tuple[Question, ...], everyone: tuple[Entity, ...]) -> None:
        self._questions = questions
        self._everyone = everyone

    def __missing__(self, lang: Language) -> Tongue:
        with lasting():
            tongue = self[lang] = _tongue(lang, self._questions, self._everyone)
        return tongue


@dataclass(frozen=True, slots=True)
class Guide:
    """Everything that reading goes by. Each process makes its own."""

    negotiation: Negotiation
    questions: tuple[Question, ...]
    entities: tuple[Entity, ...]
    tongues: Tongues
    sides: Sides
    countries: frozenset[str]
    """The countries of parties that are groups, and those named by parties that only the negotiation knows."""
    names: Names | None
    """What an article has to hold to be about the negotiation; None where nothing is known of any party, so that it need hold nothing."""

    @property
    def parties(self) -> tuple[str, ...]:
        """The parties' names in their order."""
        return tuple(party.name for party in self.negotiation.parties)


@cache
def scales() -> Mapping[str, Scale]:
    """Return the weights that ship, by the name of their file."""
    return {path.stem: Scale(**tomli.loads(path.read_text(encoding="utf-8"))) for path in sorted(WEIGHTS.glob("*.toml"))}


def _tongue(lang: Language, questions: tuple[Question, ...], everyone: tuple[Entity, ...]) -> Tongue:
    named = [entity for entity in everyone if entity.kind in {"party", "people", "capital"} and entity.case == "any"]
    country = [term for entity in named for term in entity.terms.get(lang, ())]
    compiler = Compiler({**pack(lang), COUNTRY: country})
    rules = compile_rules(questions, lang, compiler)
    for index, entity in enumerate(everyone):
        if lang in entity.terms:
            compiler.lexemes[f"ent:{index}"] = list(entity.terms[lang])
    lexicon = Lexicon({name: [all_forms(term, lang) for term in terms] for name, terms in compiler.lexemes.items()}, same_words(lang))
    return Tongue(lang, lexicon, Rules(rules), frozenset(compiler.things), frozenset(compiler.cues), scales())


def _stands(everyone: tuple[Entity, ...], parties: tuple[str, ...], groups: frozenset[str]) -> dict[str, str]:
    """Who stands for whom: of a people, the group that is a party; of a group, its country or the one that it serves where that is one."""
    found: dict[str, str] = {}
    for entity in sorted(everyone, key=lambda entity: entity.party in groups):  # a government before its rebels
        if entity.kind == "party" and entity.of and entity.party:
            if entity.party in parties and entity.of not in parties:
                rival = found.setdefault(entity.of, entity.party)
                if rival != entity.party and rival in groups:
                    del found[entity.of]
            elif entity.of in parties and entity.party not in parties:
                found.setdefault(entity.party, entity.of)
    return found | {group: party for group, party in servants().items() if party in parties and group not in parties}


def _groups(everyone: tuple[Entity, ...]) -> frozenset[str]:
    """The armed groups."""
    return frozenset(entity.name for entity in everyone if entity.kind == "party" and entity.common)


def _state(everyone: tuple[Entity, ...], parties: tuple[str, ...], groups: frozenset[str]) -> str | None:
    """Of two parties the one that is no armed group, or that stands for the country in which the other fights (a junta)."""
    others = [party for party in parties if party not in groups]
    if not others:
        ours = [entity for entity in everyone if entity.kind == "party" and entity.party in parties]
        lands = {entity.land for entity in ours} - {None}
        others = list(dict.fromkeys(entity.name for entity in ours if entity.of in lands))
    return others[0] if len(parties) == 2 and len(others) == 1 else None  # noqa: PLR2004 -- two sides


def _lands(everyone: tuple[Entity, ...], parties: tuple[str, ...]) -> dict[str, str]:
    """The parties that are groups, and the country or people of each."""
    return {
        entity.party: land
        for entity in everyone
        if entity.kind == "party" and entity.party in parties and (land := entity.of or entity.land) is not None
    }


def _countries(parties: tuple[str, ...], lands: Mapping[str, str]) -> frozenset[str]:
    """The countries of the parties that are groups, and those in the names of parties that do not ship."""
    ours = shipped_parties()
    found = {lands[party] for party in parties if party in ours and party in lands}
    for name in (f" {party.lower()} " for party in parties if party not in ours):
        found |= {one.name for one in ours.values() if any(f" {part.lower()} " in name for part in (one.name, one.adjective) if part)}
    return frozenset(found)


def _names(everyone: tuple[Entity, ...], sides: Sides, countries: frozenset[str]) -> Names | None:
    """The names of the parties, and of all that are theirs."""
    if not countries and shipped_parties().keys().isdisjoint(sides.parties):
        return None
    wanted = {*sides.parties, *countries}
    return Names((entity for entity in everyone if entity.party and sides.kin(entity.party) in wanted), map(same_words, LANGUAGES))


def guide(negotiation: Negotiation, questions: Sequence[Question] = ()) -> Guide:
    """Compile what reading goes by.

    `questions` are the user's own: one with the topic and id of a question that ships takes its place.
    """
    own = {(question.topic, question.id) for question in questions}
    asked = (*(question for question in shipped_questions() if (question.topic, question.id) not in own), *questions)
    everyone = entities(negotiation)
    parties = tuple(party.name for party in negotiation.parties)
    capitals = {entity.party: entity.name for entity in everyone if entity.kind == "capital" and entity.party}
    alliances = frozenset(entity.name for entity in everyone if entity.alliance) - frozenset(parties)
    groups, lands = _groups(everyone), _lands(everyone, parties)
    sides = Sides(
        parties,
        _stands(everyone, parties, groups),
        capitals,
        _state(everyone, parties, groups),
        homes(parties),
        lands,
        alliances,
        brokers(),
        insurgents({*parties, *lands.values()}),
    )
    countries = _countries(parties, lands)
    return Guide(negotiation, asked, everyone, Tongues(asked, everyone), sides, countries, _names(everyone, sides, countries))
