"""Whether an article is about a negotiation at all: news of other wars comes through the same feeds."""

from claims.guide import Guide
from claims.reading.actors import BOTH
from claims.reading.grounds import located
from claims.reading.language import language
from claims.reading.normal import normal
from claims.reading.people import SEATS, named_in
from claims.reading.scene import Around, Scene
from claims.reading.sentences import sentences
from claims.reading.words import words
from core.news import Article

_TALKS, _LOSSES = "talks", frozenset({"strikes", "casualties"})
_SHORT = 400
"""Characters of an item that may name nobody because its readers know of whom it tells."""


def concerns(article: Article, guide: Guide) -> bool:
    """Whether an article names a party of the guide's negotiation: its country, people, capital, places, leaders, or bodies.

    A group ("RSF") is named by its country, too, and so is a party that only the negotiation knows ("Myanmar military"). Where
    nothing is known of any party, no article can be told to be about others. A short item that names nobody at all is about the
    party that alone speaks its language: "Третій раунд переговорів завершено".
    """
    if guide.names is None:
        return True
    if not may_concern(article, guide):
        return False
    tongue = guide.tongues[language(f"{article.title} {article.text}", article.lang)]
    others: set[str] = set()
    nobody = _at_home(article, guide)
    for printed in (article.title, article.text):
        text = normal(printed)
        for start, end in sentences(text):
            if not nobody and not guide.names.may_be_in(text, start, end):
                continue
            said = words(text, start, end)
            marks = tongue.marks(said, tongue.lexicon.plain(said.low))
            for named in named_in(marks, guide.entities, text):
                party = guide.sides.kin(named.entity.party) if named.entity.party is not None else None
                if party in guide.parties:
                    return True
                if party is not None:
                    others.add(party)
    return not others.isdisjoint(guide.countries) or (nobody and not others)


def may_concern(article: Article, guide: Guide) -> bool:
    """Whether `concerns` has to be asked: at a fiftieth of its cost, most articles are told to be about something else."""
    named = guide.names is None or guide.names.may_be_in(article.title) or guide.names.may_be_in(article.text)
    return named or _at_home(article, guide)


def of_others(article: Article, around: Around, guide: Guide) -> bool:
    """Whether all that an article names have no part in the guide's negotiation: whoever talks there, the parties do not.

    Of a short item it cannot be told: "The second round was held in Geneva".
    """
    if guide.names is None or around.parties or _short(article):
        return False
    return bool(around.others) and around.others.isdisjoint(guide.countries)


def of_strangers(topic: str, side: str | None, scene: Scene) -> bool:
    """Whether a claim is of other countries' war or talks, in an article that does not name two parties.

    All is where a party fights with an armed group that is none; and all that is told of a third country is, and of nobody's dead in its
    towns. Where others are named no less than the party, so is what is told of any but the party; talks may be held in another country,
    though, that has no part in them.
    """
    around, sides = scene.around, scene.sides
    if around.insurgent or (side is None and topic in _LOSSES and _elsewhere(scene)):
        return True
    if around.foreign and (around.acting or topic != _TALKS):
        struck = around.land in sides.parties and "attack" in around.lexemes  # by its towns a party is named, too
        return side is None or sides.kin(side) not in (around.parties | {around.land} if struck else around.parties)
    return around.lone and side is not None and side != BOTH and sides.kin(side) not in sides.parties


def _elsewhere(scene: Scene) -> bool:
    """Whether all towns in which a sentence is set are of countries that have no part, where no two parties are told of."""
    sides = scene.sides
    lands = {one.entity.party for one in scene.named if one.entity.kind in SEATS and one.entity.party and located(scene, one)}
    alone = len(scene.around.parties) <= 1 and not sides.civil
    return alone and bool(lands) and lands.isdisjoint(sides.own | sides.brokers) and not any(map(sides.shared, lands))


def _short(article: Article) -> bool:
    return len(article.title) + len(article.text) < _SHORT


def _at_home(article: Article, guide: Guide) -> bool:
    """Whether an item is short and in the language of one party alone."""
    at_home = bool(guide.sides.homes) and _short(article)
    return at_home and language(f"{article.title} {article.text}", article.lang) in guide.sides.homes
