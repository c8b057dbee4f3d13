"""What the user's TOML says, as records: the shape of `config.toml`. `core.config` reads and checks the file.

Durations are seconds. Names are unique within their list.
"""

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["party", "mediator", "neutral"]
Language = Literal["en", "uk", "ru"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side of the negotiation, or a mediator."""

    name: str
    """Canonical name, a country's or an armed group's: the one that stands in claims ("Ukraine")."""
    aliases: tuple[str, ...] = ()
    """Other names in any language, beside those that the built-in gazetteer knows. A trailing * stands for any ending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person or a body that outlets quote."""

    name: str
    body: str | None = None
    """The body a person speaks for ("Ukrainian Air Force"); None for a body itself or where none is known."""
    party: str | None = None
    """The party or mediator whose view this is; None for third parties."""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """Who talks with whom."""

    name: str
    parties: tuple[Party, ...]
    mediators: tuple[Party, ...] = ()
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as configured."""

    name: str
    """The source as shown; several feeds of one outlet may share it."""
    url: str
    lang: Language = "en"
    owner: str | None = None
    """Who owns the outlet; outlets of one owner are one origin."""
    role: Role = "neutral"
    """Whose outlet it is: a party's, a mediator's, or neither's."""
    every: float | None = None
    """Seconds between polls; None: `[poll] every`."""
    full_text: bool = False
    """Whether to fetch the article's page for its full text."""
    enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to recognise a topic. A term is words in order; `*` ends a stem, `@name` is a lexeme of the language packs,
    `|` separates alternatives, and `<n>` between two terms means both, within n words, in either order.
    """

    id: str
    any: tuple[str, ...] = ()
    """One of these has to stand in the article."""
    all: tuple[str, ...] = ()
    """Each of these too."""
    none: tuple[str, ...] = ()
    """Where one of these stands, the topic is refused, whatever other rules say."""
    abstain: tuple[str, ...] = ()
    """Where one of these stands, this rule says nothing; others may."""
    lang: Language | None = None
    """Only for articles of this language; None: for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject to follow, recognised by its rules."""

    id: str
    name: str
    mark: str
    """At most five characters for a narrow column ("pow")."""
    rule: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """How feeds are asked."""

    every: float = 900.0
    per_host: int = 1
    """Requests to one host at a time."""
    gap: float = 1.0
    """Seconds between two requests to one host."""
    timeout: float = 30.0
    """Seconds for a whole response, first byte to last."""
    max_bytes: int = 16 * 1024 * 1024
    """Decoded bytes of one response."""
    allow_local: bool = False
    """Whether redirects and article links may lead to local and private addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Where the database lies."""

    path: str | None = None
    """None: `negotiation-watch.db` in the platform's data folder. `~` is the home folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """How the dashboard looks."""

    theme: str = "textual-dark"
    glyphs: Literal["unicode", "ascii"] = "unicode"
    timezone: str = "UTC"
    """An IANA name ("Europe/Kyiv") or "local"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole configuration."""

    negotiation: Negotiation
    feed: tuple[Feed, ...] = ()
    topic: tuple[Topic, ...] = ()
    poll: Poll = field(default_factory=Poll)
    store: Store = field(default_factory=Store)
    display: Display = field(default_factory=Display)
