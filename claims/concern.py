"""Whether an article is about a negotiation at all: news of other wars comes through the same feeds."""

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

    A group ("RSF") is named by its country, too, and so is a party that only the negotiation knows ("Myanmar military").
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
    return not others.isdisjoint({*_namesakes(guide), *(guide.sides.lands.get(party) for party in guide.parties)})


def _party(entity: Entity, guide: Guide) -> str | None:
    """Return the party that an entity belongs to: of a people or its land, the group that stands for it."""
    return None if entity.party is None else guide.sides.kin(entity.party)


def _namesakes(guide: Guide) -> set[str]:
    """Return the countries in the names of those parties that do not ship with the program."""
    countries = [entity for entity in shipped() if entity.kind == "party"]
    unknown = [f" {name.lower()} " for name in guide.parties if name not in {entity.name for entity in countries}]
    return {
        entity.name
        for entity in countries
        for name in unknown
        if any(f" {part.lower()} " in name for part in (entity.name, entity.adjective) if part)
    }
