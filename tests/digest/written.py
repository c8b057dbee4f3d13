"""A digest written by hand: fictional outlets, one row of each relation. Nothing in it was computed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.claim import Claim, Qualifier, Value
from core.comparison import Comparison, Group, Related, Silent
from digest.over_time import commitments, courses
from digest.record import Change, Digest, FactChange, Headline, NewTopic, Quiet, Silence, SourceHealth
from digest.summary import METHOD, summary
from digest.telling import Names, tell, tell_commitment, tell_course
from store.items import Item

UNTIL = datetime(2026, 2, 5, 18, 0, tzinfo=UTC)
SINCE = UNTIL - timedelta(days=1)
HOUR = timedelta(hours=1)

NAMES = Names(
    topics={"pow-swaps": "Prisoner exchanges", "talks": "Talks", "strikes": "Strikes"},
    questions={
        ("pow-swaps", "exchanged"): "Prisoners exchanged",
        ("pow-swaps", "released"): "Prisoners released",
        ("pow-swaps", "bodies"): "Bodies got back",
        ("pow-swaps", "since-last"): "Time since the last exchange",
        ("talks", "round"): "Round of talks",
        ("strikes", "drones-launched"): "Drones launched",
    },
)


def claim(
    source: str,
    quote: str,
    text: str,
    low: float,
    *,
    topic: str = "pow-swaps",
    question: str = "exchanged",
    side: str | None = "both",
    hours: float = 4,
    speaker: str | None = None,
    qualifier: Qualifier = "exact",
) -> Claim:
    """A claim of an outlet, `hours` before the digest ends."""
    when = UNTIL - hours * HOUR
    return Claim(
        item=f"{source}-{question}",
        url=f"https://{source.lower().replace(' ', '-')}.example/news/{question}",
        source=source,
        published=when,
        topic=topic,
        question=question,
        side=side,
        value=Value("count", low, low, "people", text),
        qualifier=qualifier,
        quote=quote,
        end=len(quote),
        speaker=speaker,
        seen=when,
    )


def group(value: str, *claims: Claim, origins: int | None = None, derived: bool = False) -> Group:
    outlets = len({one.source for one in claims})
    return Group(value, claims[0].status, claims, outlets, outlets if origins is None else origins, derived)


EXCHANGED = Comparison(
    topic="pow-swaps",
    question="exchanged",
    side="both",
    event="e1",
    groups=(
        group(
            "314",
            claim("Courier", "The two sides exchanged 314 prisoners on Thursday, the envoy said.", "314", 314, speaker="Ada Kern"),
            claim("Morning Herald", "314 people went home in the swap.", "314", 314, hours=3),
        ),
        group("157 each", claim("Varta", "Each side freed 157 service members.", "157", 157, hours=5, speaker="Defence Staff")),
    ),
    relations=(Related((0, 1), "adds up", "157 + 157 = 314"),),
    relation="adds up",
    grade="corroborated",
    importance=46,
    outlets=3,
    origins=3,
    why="157 + 157 = 314: each side's figure and both together.",
    silent=(Silent("Lantern", "silent", 40), Silent("Coast Radio", "summary only", 41), Silent("Plain Dealer", "no coverage")),
)
RELEASED = Comparison(
    topic="pow-swaps",
    question="released",
    side="Ukraine",
    event="e1",
    groups=(
        group(
            "195",
            claim(
                "State Wire",
                "195 were handed over for exactly the same number, the ministry said in a statement.",
                "195",
                195,
                question="released",
                side="Ukraine",
                hours=6,
                speaker="Ministry of Defence",
            ),
        ),
        group(
            "207",
            claim("Varta", "207 of our people are home.", "207", 207, question="released", side="Ukraine", speaker="Coordination Office"),
            claim("Courier", "Kyiv put the number at 207.", "207", 207, question="released", side="Ukraine", hours=2),
            origins=1,
        ),
    ),
    relations=(Related((0, 1), "contested", "195 and 207 exclude each other, and the parties stand behind them"),),
    relation="contested",
    grade="contested",
    importance=83,
    outlets=3,
    origins=2,
    why="195 and 207 exclude each other, and each party stands behind one of them.",
    silent=(Silent("Lantern", "silent", 40),),
)
ROUND = Comparison(
    topic="talks",
    question="round",
    side=None,
    event="e2",
    groups=(
        group(
            "2",
            claim("Courier", "It was the second round of talks.", "second", 2, topic="talks", question="round", side=None),
            claim("Lantern", "The second round lasted two days.", "second", 2, topic="talks", question="round", side=None, hours=7),
        ),
    ),
    relations=(),
    relation="same",
    grade="corroborated",
    importance=12,
    outlets=2,
    origins=2,
    why="Both say the same.",
)
DRONES = Comparison(
    topic="strikes",
    question="drones-launched",
    side="Russia",
    event="e3",
    groups=(
        group(
            "90",
            claim("Varta", "90 drones came overnight.", "90", 90, topic="strikes", question="drones-launched", side="Russia", hours=10),
        ),
        group(
            "105",
            claim("Varta", "By dawn 105 drones had come.", "105", 105, topic="strikes", question="drones-launched", side="Russia", hours=8),
        ),
        group(
            "about 100",
            claim(
                "Courier",
                "Russia sent about 100 drones.",
                "100",
                100,
                topic="strikes",
                question="drones-launched",
                side="Russia",
                qualifier="about",
                hours=7,
            ),
        ),
    ),
    relations=(
        Related((0, 1), "updated", "Varta counts on: 105 after 90"),
        Related((1, 2), "compatible", "about 100 is the rounder of the two"),
    ),
    relation="updated",
    grade="single origin",
    importance=31,
    outlets=2,
    origins=1,
    why="Varta counts on: 105 after 90.",
)
BODIES = Comparison(
    topic="pow-swaps",
    question="bodies",
    side="Ukraine",
    event="e4",
    groups=(
        group(
            "6,000",
            replace(
                claim("Courier", "The sides agreed on 6,000 bodies.", "6,000", 6000, question="bodies", side="Ukraine", hours=9),
                status="agreed",
            ),
        ),
        group(
            "1,212",
            replace(
                claim(
                    *("Varta", "1,212 bodies have come back.", "1,212", 1212),
                    question="bodies",
                    side="Ukraine",
                    hours=3,
                    speaker="Coordination Office",
                ),
                status="part done",
            ),
            replace(
                claim(
                    "State Wire", "No bodies have come.", "1,212", 1212, question="bodies", side="Ukraine", hours=1, speaker="The Ministry"
                ),
                status="denied",
            ),
        ),
    ),
    relations=(),
    relation=None,
    grade="pending",
    importance=20,
    outlets=2,
    origins=2,
    why="A step of one ladder.",
)
ALONE = Comparison(
    topic="pow-swaps",
    question="since-last",
    side=None,
    event="e1",
    groups=(group("5 months", claim("Lantern", "The first in five months.", "five months", 5, question="since-last", side=None)),),
    relations=(),
    relation=None,
    grade="single origin",
    importance=8,
    outlets=1,
    origins=1,
    why="One outlet says so.",
)


def item(number: int, source: str, title: str, *topics: str, hours: float = 4, lang: str = "en") -> Item:
    when = UNTIL - hours * HOUR
    host = source.lower().replace(" ", "-")
    return Item(
        id=number,
        guid=f"g{number}",
        source=source,
        feed=f"https://{host}.example/rss",
        url=f"https://{host}.example/news/{number}",
        title=title,
        published=when,
        first_seen=when,
        lang=lang,
        topics=topics,
        versions=1,
    )


ITEMS = (
    item(45, "Courier", "Envoys leave with a list, and without a date", "talks", hours=1),
    item(44, "Varta", "Обмін: додому повернулися 157 військових", "pow-swaps", hours=3, lang="uk"),
    item(43, "Morning Herald", "Hundreds freed in first swap of the year", "pow-swaps", hours=3),
    item(42, "Courier", "Sides exchange 314 prisoners", "pow-swaps", "talks"),
    item(40, "Lantern", "The buses came at noon: a day at the border", "pow-swaps", hours=5),
    item(39, "State Wire", "Ministry: exchange completed", "pow-swaps", hours=6),
    item(38, "Courier", "A quiet day on the markets", hours=9),
)


def headline(one: Item) -> Headline:
    return Headline(source=one.source, title=one.title, url=one.url, time=one.published or one.first_seen, language=one.lang)


ROWS = tell((RELEASED, EXCHANGED, DRONES, ROUND, ALONE), NAMES, UTC)
CHANGES = (
    Change(
        source="Morning Herald",
        title="Hundreds freed in first swap of the year",
        url="https://morning-herald.example/news/43",
        time=UNTIL - 2 * HOUR,
        version=2,
        facts=(
            FactChange(
                kind="changed",
                label="Prisoners exchanged, both sides",
                old="300",
                new="314",
                speaker="Ada Kern",
                quote="314 people went home in the swap.",
            ),
            FactChange(
                kind="removed", label="Prisoners released, Ukraine", old="150", new=None, speaker=None, quote="Of them 150 are Ukrainians."
            ),
        ),
    ),
)

WRITTEN = Digest(
    negotiation="Ukraine-Russia talks",
    since=SINCE,
    until=UNTIL,
    zone=UTC,
    summary=summary(ROWS, CHANGES, len(ITEMS), 5),
    rows=ROWS,
    changes=CHANGES,
    wording=2,
    commitments=tuple(tell_commitment(one, NAMES) for one in commitments([BODIES])),
    courses=tuple(tell_course(one, NAMES) for one in courses([DRONES])),
    silences=(
        Silence(
            state="silent",
            label="Prisoners released, Ukraine",
            outlets=(
                Quiet(
                    source="Lantern",
                    title="The buses came at noon: a day at the border",
                    url="https://lantern.example/news/40",
                    time=UNTIL - 5 * HOUR,
                ),
            ),
        ),
        Silence(state="summary only", label="", outlets=(Quiet(source="Coast Radio"),)),
        Silence(state="no coverage", label="", outlets=(Quiet(source="Plain Dealer", rows=2),)),
    ),
    new=(
        NewTopic(topic="Prisoner exchanges", headlines=tuple(headline(one) for one in ITEMS if "pow-swaps" in one.topics)),
        NewTopic(topic="Talks", headlines=tuple(headline(one) for one in ITEMS if "talks" in one.topics)),
    ),
    off_topic=1,
    items=ITEMS,
    sources=(
        SourceHealth(
            source="Plain Dealer",
            state="unreachable",
            words="not read since 4 Feb 15:00: HTTP 503",
            polls=12,
            failed=12,
            new=0,
            last_good=SINCE - 3 * HOUR,
        ),
        SourceHealth(source="Coast Radio", state="ok", words="ok", polls=96, failed=0, new=1, last_good=UNTIL - HOUR / 4),
        SourceHealth(source="Courier", state="ok", words="ok", polls=96, failed=0, new=3, last_good=UNTIL - HOUR / 4),
    ),
    method=METHOD,
)


HARMLESS = {
    *(f"https://b.example/news/{question}" for question in ("exchanged", "released")),
    *(f"https://{source}.example/news/bodies" for source in ("courier", "varta", "state-wire")),
    *(f"https://{source}.example/news/drones-launched" for source in ("courier", "varta")),
}
"""The addresses that `with_title` brings along with the given one."""


def with_title(title: str, url: str | None = "https://a.example/") -> Digest:
    """The digest with one headline, quotation, speaker, outlet and negotiation of somebody else's choice."""
    hostile = claim(title or "A", title or "A", "314", 314, speaker=title or None)
    other = claim("B", title, "315", 315)
    row = replace(
        RELEASED,
        groups=(group(title or "-", replace(hostile, url=url)), group("315", other)),
        why=title,
        silent=(Silent(title, "silent"),),
    )
    rows = tell(
        (row, replace(EXCHANGED, groups=row.groups), replace(DRONES, groups=row.groups), replace(ALONE, groups=row.groups[:1])), NAMES, UTC
    )
    line = Headline(source=title, title=title, url=url, time=UNTIL, language=title)
    return replace(
        WRITTEN,
        negotiation=title,
        summary=title,
        rows=rows,
        changes=(
            replace(
                CHANGES[0],
                source=title,
                title=title,
                url=url,
                facts=tuple(replace(one, label=title, new=title, speaker=title, quote=title) for one in CHANGES[0].facts),
            ),
        ),
        silences=(Silence(state="silent", label=title, outlets=(Quiet(source=title, title=title, url=url, time=UNTIL),)),),
        commitments=tuple(tell_commitment(one, NAMES) for one in commitments(_by(BODIES, title, url))),
        courses=tuple(tell_course(one, NAMES) for one in courses(_by(DRONES, title, url))),
        new=(NewTopic(topic=title, headlines=(line,)),),
        sources=(replace(WRITTEN.sources[0], source=title, words=title),),
    )


def _by(row: Comparison, title: str, url: str | None) -> list[Comparison]:
    """The row with its first claim of somebody else's choice."""
    first, *others = row.groups
    said = replace(first.claims[0], source=title or "A", speaker=title or None, url=url, quote=title)
    return [replace(row, groups=(replace(first, claims=(said, *first.claims[1:])), *others))]
