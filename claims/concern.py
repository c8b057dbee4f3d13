"""Whether an article is about a negotiation at all: news of other wars comes through the same feeds."""

from claims.gazetteer import Entity
from claims.guide import Guide
from claims.reading.language import language
from claims.reading.marks import Marks
from claims.reading.normal import normal
from claims.reading.people import named_in
from claims.reading.sentences import sentences
from claims.reading.words import words
from core.news import Article


def concerns(article: Article, guide: Guide) -> bool:
    """Whether an article names a party of the guide's negotiation: its country, people, capital, places, leaders, or bodies."""
    tongue = guide.tongues[language(f"{article.title} {article.text}", article.lang)]
    for printed in (article.title, article.text):
        text = normal(printed)
        for start, end in sentences(text):
            said = words(text, start, end)
            marks = Marks(said, tongue.lexicon.find(said.low), tongue.lang)
            if any(_party(named.entity, guide) in guide.parties for named in named_in(marks, guide.entities, text)):
                return True
    return False


def _party(entity: Entity, guide: Guide) -> str | None:
    """Return the party that an entity belongs to: of a people or its land, the group that stands for it."""
    return None if entity.party is None else guide.sides.kin(entity.party)
