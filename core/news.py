"""Records of news: what a feed document says, and what polling one brought. Times are aware, UTC."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from core.packed import packed


@packed
@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a feed document, its text cleaned of markup and control characters."""

    guid: str
    """What identifies the entry within its feed: its own id, else its link, else a digest of title and date."""
    url: str | None
    """http or https; None where the entry has no such link."""
    title: str
    text: str
    """Plain text, paragraphs separated by a newline; may be empty."""
    published: datetime | None
    author: str | None = None
    publisher: str | None = None
    """The outlet that an aggregator names (RSS `<source>`)."""
    lang: str | None = None
    full: bool = False
    """Whether `text` is the article (content) and no summary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """A piece of news out of somebody's archive, as it stands there: nothing of it is clean yet."""

    id: str
    """What identifies it within its source."""
    feed: str | None = None
    """The address of the feed that brought it; None where the archive does not say."""
    source: str
    """The outlet's name, or its feed's title."""
    url: str | None
    title: str
    content: str
    summary: str = ""
    html: bool
    """Whether title, content and summary are HTML, and no plain text."""
    published: datetime | None
    seen: datetime | None = None
    """When the archive got it; None: it does not say."""
    author: str = ""
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place in an archive that holds no piece of news, and why, in words for the screen."""

    reason: str


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that is open for reading."""

    kind: str
    """What it is, in words for the screen."""
    size: int
    """How much there is to read, in steps of any size."""
    pieces: Iterator[tuple[int, Archived | Unreadable]]
    """What it holds, each with the steps that are done once it has been taken."""


@dataclass(frozen=True, slots=True)
class Document:
    """A feed document, read."""

    title: str
    entries: tuple[Entry, ...]
    ttl: float | None = None
    """Seconds that the feed asks readers to wait between polls; None where it does not say."""
    skip_hours: frozenset[int] = frozenset()
    """Hours of the day (UTC) in which the feed asks not to be polled."""
    skip_days: frozenset[int] = frozenset()
    """Days of the week (Monday is 0) in which it asks not to be polled."""
    problem: str | None = None
    """Why this is no usable feed, in words for the screen; None where it is one."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask a server for, and what it told us last time."""

    url: str
    etag: str | None = None
    """Exactly as the server sent it."""
    last_modified: str | None = None
    moved_to: str | None = None
    """Where it moved for good: asked in its place."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A response with a body."""

    url: str
    """Where it came from, after redirects."""
    body: bytes
    """Decoded (decompressed)."""
    headers: Mapping[str, str]
    """Lower-case names."""
    status: int
    seconds: float
    moved_to: str | None = None
    """The address that it was led to by permanent redirects (301, 308), whatever others came after; that of the request where none did."""
    wait: float | None = None
    """Seconds the server asked us to wait before the next request (Cache-Control, Retry-After); None where it did not say."""

    @property
    def etag(self) -> str | None:
        """The validator to send back, as it came."""
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        """The date to send back, as it came."""
        return self.headers.get("last-modified")


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that nothing changed (304)."""

    seconds: float
    wait: float | None = None
    etag: str | None = None
    """A new validator, where the server sent one; None: the old one holds."""
    last_modified: str | None = None
    """The same."""
    moved_to: str | None = None
    """As in `Fetched`."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Nothing usable came back, and why, in words for the screen."""

    reason: str
    seconds: float
    status: int | None = None
    """The HTTP status; None where there was no response."""
    wait: float | None = None
    gone: bool = False
    """The feed is gone for good (410)."""
    offline: bool = False
    """This machine has no network: the server knows nothing of it."""


Outcome = Fetched | Unchanged | Failed


@packed
@dataclass(frozen=True, slots=True)
class Article:
    """What rules and the reading of claims work on: one version of an item, or a text that is given to `read`."""

    id: int | str
    source: str
    published: datetime
    title: str
    text: str
    lang: str | None = None
    """As the feed says; None: to be told from the text."""
    url: str | None = None
    full: bool = True
    """Whether the text is the whole article, and no summary."""
    author: str | None = None
    publisher: str | None = None
    """The outlet that an aggregator names (RSS `<source>`)."""


@packed
@dataclass(frozen=True, slots=True)
class Tag:
    """A topic that a rule found in an article."""

    topic: str
    rule: str
    phrase: str
    """The words as printed."""
    start: int
    end: int
    """Span of the phrase in code points, end exclusive."""
    place: str
    """"title" or "text": where the span counts."""
