"""What is made of articles: parsing, tagging and reading, all pure, none of it on the screen's loop.

The compiled rules and the guide to reading are made once, by `open_desk`. News that names no party of the negotiation gets no tags
and no claims: other wars come through the same feeds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from claims.concern import concerns
from claims.guide import Guide, guide
from claims.reader import read
from claims.reading.language import language
from claims.shipped import LANGUAGES
from core.claim import Claim
from core.news import Article, Document, Entry, Tag
from core.settings import Kind, ListPage, Settings
from feeds.article import text_of_page
from feeds.kinds.known import read_source
from rules.tagging import Rules, compile_topics, tag


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that rules and readers need."""

    rules: Rules
    guide: Guide


@dataclass(frozen=True, slots=True)
class Prepared:
    """A feed document, and the tags of each of its entries."""

    document: Document
    tags: tuple[tuple[Tag, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What an entry takes over from its feed, and how that is read."""

    name: str
    lang: str
    kind: Kind = "feed"
    select: ListPage | None = None


def open_desk(settings: Settings) -> Desk:
    """Compile the rules and the guide.

    Raises:
        UsageError: a rule's term cannot be read.
    """
    return Desk(compile_topics(settings.topic), guide(settings.negotiation, settings.question))


def prepare(desk: Desk, body: bytes, headers: Mapping[str, str], url: str, source: Source, now: datetime) -> Prepared:
    """Read what a source sent and tag its entries."""
    document = read_source(source.kind, source.select, body, headers, url)
    document = replace(document, entries=tuple(replace(entry, lang=language_of(entry, source.lang)) for entry in document.entries))
    return Prepared(document, tuple(tag_all(desk, [_article(entry, source, now) for entry in document.entries])))


def look(desk: Desk, body: bytes, headers: Mapping[str, str], url: str, source: Source) -> Document:  # noqa: ARG001  (what a worker gives)
    """Read what a source sent, and no more."""
    return read_source(source.kind, source.select, body, headers, url)


def language_of(entry: Entry, otherwise: str) -> str:
    """Return the language of an entry: told from its words where the feed names none, or one of those that are read."""
    named = entry.lang or otherwise
    return language(f"{entry.title} {entry.text}", named) if named[:2].lower() in LANGUAGES else named


def _article(entry: Entry, source: Source, now: datetime) -> Article:
    return Article(entry.guid, source.name, entry.published or now, entry.title, entry.text, entry.lang, entry.url, full=entry.full)


def prepare_page(desk: Desk, body: bytes, headers: Mapping[str, str], url: str, article: Article) -> tuple[str, tuple[Tag, ...]] | None:
    """Take the article out of its page and tag it; None: the page holds none (a consent page, a paywall, an error).

    `article` is the item as known so far: its title, its source, its date.
    """
    text = text_of_page(body, headers, url)
    if text is None:
        return None
    whole = Article(article.id, article.source, article.published, article.title, text, article.lang, article.url)
    return text, tag_all(desk, [whole])[0]


def read_all(desk: Desk, articles: Sequence[Article]) -> list[tuple[Claim, ...]]:
    """Read the claims of each article."""
    return [read(article, desk.guide).claims if concerns(article, desk.guide) else () for article in articles]


def tag_all(desk: Desk, articles: Sequence[Article]) -> list[tuple[Tag, ...]]:
    """Tag each article."""
    found = ((article, tuple(tag(desk.rules, article))) for article in articles)
    # Asked last: what has no tags need not be searched for parties.
    return [tags if tags and concerns(article, desk.guide) else () for article, tags in found]
