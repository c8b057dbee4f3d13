"""What the user's TOML says, as records: the shape of `config.toml`. `core.config` reads and checks the file.

Durations are seconds. Names are unique within their list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from core.language import Language as Language  # noqa: PLC0414  (the rules take it from here)
from core.question import Question

Role = Literal["party", "mediator", "neutral"]
Kind = Literal["feed", "telegram", "wordpress", "gdelt", "googlenews", "mastodon", "bluesky", "sitemap", "page"]


@dataclass(frozen=True, slots=True)
class Between:
    """The least and the most that a number may be."""

    low: float
    high: float


WEEK = 7 * 86_400.0
_CENTURY = 36_500
"""Days."""


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
    """Canonical name: the one that stands in claims ("Volodymyr Zelensky", "Kremlin")."""
    body: str | None = None
    """The body a person speaks for ("Ukrainian Air Force"); None for a body itself or where none is known."""
    party: str | None = None
    """The name of the party or mediator whose view this is; None for third parties."""
    aliases: tuple[str, ...] = ()
    """Other names and spellings in any language. A trailing * stands for any ending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Negotiation:
    """Who talks with whom."""

    name: str
    """As the screen and the digest call the talks."""
    parties: tuple[Party, ...]
    """The sides, two or more."""
    mediators: tuple[Party, ...] = ()
    """Those who bring the sides together."""
    speakers: tuple[Speaker, ...] = ()
    """The people and bodies whom outlets quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """Where a page that lists articles has what, as CSS selectors; all but `item` are looked for within an item."""

    item: str
    """An article of the list ("li.news")."""
    link: str | None = None
    """The link to it; None: its first one."""
    title: str | None = None
    """Its headline; None: the words of the link."""
    date: str | None = None
    """Its date; None: the first <time>."""
    text: str | None = None
    """Its summary; None: it has none."""
    date_format: str | None = None
    """How its date is written, as Python's strptime has it ("%d.%m.%Y %H:%M"); None: as people write dates."""
    timezone: str = "UTC"
    """Whose time that is, an IANA name ("Europe/Kyiv"), where the page does not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """Where the pages of a source's articles have their text, as CSS selectors, for where it is not found by itself."""

    text: tuple[str, ...] = ()
    """The elements that hold the text, or its parts; empty: found by itself."""
    remove: tuple[str, ...] = ()
    """Elements that are no part of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed as configured."""

    name: str
    """The source as shown; several feeds of one outlet may share it."""
    url: str
    """http or https; unique. Of a channel or an account, its own page will do."""
    kind: Kind = "feed"
    """What is read there: a feed (RSS, RDF, Atom, JSON Feed), or a source of another kind."""
    select: ListPage | None = None
    """For kind "page": where it has what."""
    lang: Language = "en"
    """The language its articles are written in."""
    owner: str | None = None
    """Who owns the outlet; outlets of one owner are one origin."""
    role: Role = "neutral"
    """Whose outlet it is: a party's, a mediator's, or neither's."""
    every: Annotated[float, Between(1, WEEK)] | None = None
    """Seconds between polls, 60 or more unless `[poll] allow_local` is set; None: `[poll] every`."""
    full_text: bool = False
    """Whether to fetch the article's page for its full text."""
    article: ArticlePage | None = None
    """Where those pages have their text; None: found by itself."""
    enabled: bool = True
    """Whether it is polled; a feed that is not stays in the list."""
    login: str | None = None
    """Where its name and password are: "env:NAME", a variable that holds "name:password", or "keyring:SERVICE/NAME"."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Headers that its own host wants, each with where its value is: "env:NAME" or "keyring:SERVICE/NAME"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to recognise a topic. A term is words in order; `*` ends a stem, `@name` is a lexeme of the language packs,
    `#` is a number, `|` separates alternatives (without spaces), and `<n>` between two phrases means both, in one sentence,
    in either order, with at most n words between. Case does not matter, and a hyphen parts words as a space does.
    """

    id: str
    """Unique within its topic; lower-case letters, digits and hyphens."""
    any: tuple[str, ...] = ()
    """One of these has to stand in the article."""
    all: tuple[str, ...] = ()
    """Each of these too."""
    none: tuple[str, ...] = ()
    """Where one of these stands, the topic is refused, whatever other rules say."""
    abstain: tuple[str, ...] = ()
    """Where one of these stands, this rule says nothing; others may."""
    despite: tuple[str, ...] = ()
    """Where these stand five times as often as those of `abstain`, the rule speaks all the same."""
    lang: Language | None = None
    """Only for articles of this language; None: for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject to follow, recognised by its rules."""

    id: str
    """Unique; lower-case letters, digits and hyphens ("pow-swaps")."""
    name: str
    """As the screen shows it ("Prisoner swaps")."""
    mark: str
    """At most five characters for a narrow column ("pow")."""
    rule: tuple[Rule, ...] = ()
    """The ways to recognise it; one is enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """How feeds are asked."""

    every: Annotated[float, Between(1, WEEK)] = 900.0
    """Seconds between two polls of a feed that does not say, 60 or more unless `allow_local` is set."""
    per_host: Annotated[int, Between(1, 64)] = 1
    """Requests to one host at a time."""
    gap: Annotated[float, Between(0, 3600)] = 1.0
    """Seconds between two requests to one host."""
    timeout: Annotated[float, Between(1, 600)] = 30.0
    """Seconds for a whole response, first byte to last."""
    max_bytes: Annotated[int, Between(1024, 1024 * 1024 * 1024)] = 16 * 1024 * 1024
    """Decoded bytes of one response."""
    look_again: tuple[Annotated[float, Between(0, 24 * 365)], ...] = (1.0, 6.0, 24.0, 72.0)
    """Hours after an article was first seen at which its page, where it is fetched, is looked at again for changes; empty: never."""
    allow_local: bool = False
    """Whether redirects and article links may lead to local and private addresses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Where the database lies, and for how many days what is in it is kept; 0: for ever."""

    path: str | None = None
    """None: `negotiation-watch.db` in the platform's data folder. `~` is the home folder."""
    keep_days: Annotated[int, Between(0, _CENTURY)] = 0
    """Items on which nothing rests: no claim, star, correction or ruling."""
    keep_claims_days: Annotated[int, Between(0, _CENTURY)] = 0
    """Items with claims as well; stars, corrections and rulings keep theirs."""
    keep_polls_days: Annotated[int, Between(0, _CENTURY)] = 90
    """The log of polls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Display:
    """How the dashboard looks."""

    theme: str = "textual-dark"
    """The name of a theme of the dashboard."""
    glyphs: Literal["unicode", "ascii"] = "unicode"
    """Which signs to draw with."""
    timezone: str = "UTC"
    """An IANA name ("Europe/Kyiv") or "local"."""


Way = Literal["screen", "desktop", "mail", "webhook", "chat", "command"]
"""How an alert reaches its reader."""
Related = Literal[
    "agree",
    "reconcile",
    "conflict",
    "update",
    "same",
    "compatible",
    "adds up",
    "other scope",
    "other time",
    "updated",
    "corrected",
    "differs",
    "contested",
    "mismatch",
    "denied",
]
"""How two answers relate: in coarse classes, and within these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A rule that says of which comparisons to be told. All that it names has to hold; of a list, one is enough."""

    id: str
    """Unique; lower-case letters, digits and hyphens."""
    topic: tuple[str, ...] = ()
    """Ids of topics; empty: any."""
    question: tuple[str, ...] = ()
    """Ids of questions; empty: any."""
    relation: tuple[Related, ...] = ("conflict",)
    """How two answers relate, coarse (conflict) or fine (denied)."""
    importance: Annotated[int, Between(0, 100)] = 0
    """The least importance of the row."""
    party: tuple[str, ...] = ()
    """Names of parties or mediators: the side that the answers are about, or for whom one of those speaks who give them; empty: any."""
    source: tuple[str, ...] = ()
    """Names of outlets, one of which gives one of the answers; empty: any."""
    words: tuple[str, ...] = ()
    """Words or phrases, in any language, in the question, the values or the quotations; a trailing * stands for any ending."""
    by: tuple[Way, ...] = ("screen",)
    """How to be told: screen (bell and message in the dashboard), desktop, and those that [alerts] sets up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """How alerts are sent as e-mail."""

    server: str
    """Name and port of the server that takes mail ("smtp.example.org:587")."""
    security: Literal["starttls", "tls", "none"] = "starttls"
    """Encryption: begun on the open connection, from the start, or none (for a server on this machine)."""
    sender: str
    """The address that it comes from."""
    to: tuple[str, ...]
    """The addresses that it goes to, to each as a message of its own."""
    user: str | None = None
    """The name to log in with; None: no log-in."""
    password: str | None = None
    """Where the password is: "env:NAME", an environment variable, or "keyring:SERVICE/NAME"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Addresses that alerts are posted to, as JSON."""

    urls: tuple[str, ...]
    """http or https, or where one is that holds a secret: "env:NAME" or "keyring:SERVICE/NAME"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """Chat services and much else, through Apprise (an extra: `pip install "negotiation-watch[chat]"`)."""

    urls: tuple[str, ...]
    """Addresses as Apprise writes them ("tgram://bottoken/ChatID"), one for each who is told, or where one is: "env:NAME" or
    "keyring:SERVICE/NAME"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A program of your own that is told of alerts: it is given them as JSON on standard input."""

    run: tuple[str, ...]
    """The program and its arguments; no shell is involved, and nothing of an alert is among them."""
    seconds: Annotated[float, Between(1, 600)] = 30.0
    """How long it may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerts:
    """How and when alerts are told."""

    quiet: str | None = None
    """Hours in which nothing is told, in the timezone of [display] ("22:00-07:00"); what comes up in them is told at their end."""
    bundle: Annotated[float, Between(0, 86_400)] = 60.0
    """Seconds to wait for more before telling, all in one message."""
    mail: Mail | None = None
    """E-mail."""
    webhook: Webhook | None = None
    """Addresses to post to."""
    chat: Chat | None = None
    """Chat services."""
    command: Command | None = None
    """A program of your own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole configuration."""

    negotiation: Negotiation
    """Who talks with whom."""
    feed: tuple[Feed, ...] = ()
    """Where to read."""
    topic: tuple[Topic, ...] = ()
    """What to follow."""
    question: tuple[Question, ...] = ()
    """What to ask of articles, beside the questions that ship."""
    poll: Poll = field(default_factory=Poll)
    """How feeds are asked."""
    store: Store = field(default_factory=Store)
    """Where the database lies."""
    display: Display = field(default_factory=Display)
    """How the dashboard looks."""
    alert: tuple[Alert, ...] = ()
    """Of what to be told as soon as it comes up."""
    alerts: Alerts = field(default_factory=Alerts)
    """How and when alerts are told."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Other keys for what the dashboard does: the name of an action, and its keys with commas between ("j,down")."""


def parties_by_speaker(negotiation: Negotiation) -> dict[str, str]:
    """Return for whom the speakers speak: party by name, of those who speak for one."""
    return {speaker.name: speaker.party for speaker in negotiation.speakers if speaker.party is not None}
