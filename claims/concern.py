"""Whether an article is about a negotiation at all: news of other wars comes through the same feeds."""

from functools import cache

from claims.gazetteer import Entity, shipped
from claims.guide import Guide
from claims.reading.language import language
from claims.reading.marks import Marks
from claims.reading.normal import normal
from claims.reading.people import named_in
from claims.reading.sentences import sentences
from claims.reading.words import words
from core.news import Article


def concerns(article: Article, guide: Guide) -> bool:
    """Whether an article names a party of the guide's negotiation: its country, people, capital, places, leaders, or bodies.

    A group ("RSF") is named by its country, too, and so is a party that only the negotiation knows ("Myanmar military"). Where
    nothing is known of any party, no article can be told to be about others.
    """
    tongue = guide.tongues[language(f"{article.title} {article.text}", article.lang)]
    others: set[str] = set()
    for printed in (article.title, article.text):
        text = normal(printed)
        for start, end in sentences(text):
            said = words(text, start, end)
            marks = Marks(said, tongue.lexicon.find(said.low), tongue.lang)
            for named in named_in(marks, guide.entities, text):
                party = _party(named.entity, guide)
                if party in guide.parties:
                    return True
                if party is not None:
                    others.add(party)
    countries = {country for party in guide.parties for country in _countries(party, guide)}
    return not others.isdisjoint(countries) or not (countries or _shipped() & set(guide.parties))


def _party(entity: Entity, guide: Guide) -> str | None:
    """Return the party that an entity belongs to: of a people or its land, the group that stands for it."""
    return None if entity.party is None else guide.sides.kin(entity.party)


def _countries(party: str, guide: Guide) -> set[str]:
    """Return the country of a group; of a party that does not ship with the program, those in its name."""
    if party in _shipped():
        return {guide.sides.lands[party]} if party in guide.sides.lands else set()
    name = f" {party.lower()} "
    parties = (entity for entity in shipped() if entity.kind == "party")
    return {one.name for one in parties if any(f" {part.lower()} " in name for part in (one.name, one.adjective) if part)}


@cache
def _shipped() -> frozenset[str]:
    """Return the names of the parties that ship."""
    return frozenset(entity.name for entity in shipped() if entity.kind == "party")
