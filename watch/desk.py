"""What is made of articles: parsing, tagging and reading, all pure, none of it on the screen's loop.

The compiled rules and the guide to reading are made once, by `open_desk`. News that names no party of the negotiation gets no tags
and no claims: other wars come through the same feeds. What reads claims is imported where that is done, in the worker processes: who
only hands out the work does without.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from core.claim import Claim
from core.news import Article, Document, Entry, Tag
from core.settings import ArticlePage, Kind, ListPage, Settings
from feeds.article import SHORTEST, SHORTEST_PART, Content, content_of_page
from feeds.kinds.known import read_source
from feeds.pagination import MOST as MOST_PAGES
from feeds.pagination import may_go_on, next_page
from rules.tagging import Rules, compile_topics, tag

if TYPE_CHECKING:
    from claims.guide import Guide


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that rules and readers need."""

    rules: Rules
    guide: "Guide"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A feed document, and the tags of each of its entries."""

    document: Document
    tags: tuple[tuple[Tag, ...] | None, ...]
    """None: not looked for, since we have such an entry."""


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
    from claims.guide import guide  # noqa: PLC0415  (as told above)

    return Desk(compile_topics(settings.topic), guide(settings.negotiation, settings.question))


def prepare(
    desk: Desk, body: bytes, headers: Mapping[str, str], url: str, source: Source, now: datetime, known: AbstractSet[bytes] = frozenset()
) -> Prepared:
    """Read what a source sent and tag its entries, those excepted whose fingerprints are `known`."""
    document = read_source(source.kind, source.select, body, headers, url)
    document = replace(document, entries=tuple(in_language(entry, source.lang) for entry in document.entries))
    return tag_document(desk, document, source, now, known)


def tag_document(desk: Desk, document: Document, source: Source, now: datetime, known: AbstractSet[bytes] = frozenset()) -> Prepared:
    """Tag the entries of a document, those excepted whose fingerprints are `known`."""
    fresh = [not known or fingerprint(entry.title, entry.text) not in known for entry in document.entries]
    found = iter(tag_all(desk, [_article(entry, source, now) for entry, new in zip(document.entries, fresh, strict=True) if new]))
    return Prepared(document, tuple(next(found) if new else None for new in fresh))


def fingerprint(title: str, text: str) -> bytes:
    """Return what tells one text from another."""
    return blake2b(f"{title}\n{text}".encode("utf-8", "surrogatepass"), digest_size=12).digest()


def in_language(entry: Entry, otherwise: str) -> Entry:
    """Return an entry with its language: told from its words where the feed names none, or one of those that are read."""
    from claims.reading.language import language  # noqa: PLC0415  (as told above)
    from claims.shipped import LANGUAGES  # noqa: PLC0415

    named = entry.lang or otherwise
    told = language(f"{entry.title} {entry.text}", named) if named[:2].lower() in LANGUAGES else named
    return entry if told == entry.lang else replace(entry, lang=told)


def _article(entry: Entry, source: Source, now: datetime) -> Article:
    return Article(entry.guid, source.name, entry.published or now, entry.title, entry.text, entry.lang, entry.url, full=entry.full)


@dataclass(frozen=True, slots=True)
class PageRead:
    """What one page holds of an article."""

    content: Content
    following: str | None
    """The address of the article's next page; None: there is none."""


def read_page(
    desk: Desk,  # noqa: ARG001  (what a worker gives)
    body: bytes,
    headers: Mapping[str, str],
    url: str,
    first: str,
    number: int,
    select: ArticlePage | None,
) -> PageRead:
    """Take the article out of its page `number`; the first of its pages is at `first`."""
    content = content_of_page(body, headers, url, select, SHORTEST if number == 1 else SHORTEST_PART)
    goes_on = content.text is not None and number < MOST_PAGES and may_go_on(body)
    return PageRead(content, next_page(body, headers, first, number + 1) if goes_on else None)


def tag_page(desk: Desk, article: Article, text: str) -> tuple[Tag, ...]:
    """Tag an article with the text of its page. `article` is the item as known so far: its title, its source, its date."""
    return tag_all(desk, [replace(article, text=text, full=True)])[0]


def tag_posts(desk: Desk, article: Article, posts: Sequence[Entry], now: datetime) -> tuple[tuple[Entry, ...], tuple[tuple[Tag, ...], ...]]:
    """Give the posts of a live blog their language, and tag each. `article` is the blog's item."""
    told = tuple(in_language(post, article.lang or "en") for post in posts)
    source = Source(article.source, article.lang or "en")
    return told, tuple(tag_all(desk, [_article(post, source, now) for post in told]))


def read_all(desk: Desk, articles: Sequence[Article]) -> list[tuple[Claim, ...]]:
    """Read the claims of each article."""
    from claims.concern import concerns  # noqa: PLC0415  (as told above)
    from claims.reader import read  # noqa: PLC0415

    return [read(article, desk.guide).claims if concerns(article, desk.guide) else () for article in articles]


def tag_all(desk: Desk, articles: Sequence[Article]) -> list[tuple[Tag, ...]]:
    """Tag each article."""
    from claims.concern import concerns, may_concern  # noqa: PLC0415  (as told above)

    found = ((article, tuple(tag(desk.rules, article)) if may_concern(article, desk.guide) else ()) for article in articles)
    # Asked last: what has no tags need not be searched for parties.
    return [tags if tags and concerns(article, desk.guide) else () for article, tags in found]
