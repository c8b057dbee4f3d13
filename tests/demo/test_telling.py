"""What the demo is there to show comes out when its articles are read and put side by side."""

from datetime import UTC, datetime
from functools import cache

import pytest

from claims.comparing.compare import compare
from claims.guide import Guide, guide
from claims.reader import read
from core.claim import Claim
from core.comparison import Comparison, Coverage, Relation
from core.comparison import Outlet as Followed
from core.config import load as load_settings
from core.news import Article
from demo.story import Item, Outlet, load, shown

STORY = load()
LATE = STORY.seconds
NOW = datetime(2026, 2, 6, tzinfo=UTC)


@cache
def reader() -> Guide:
    return guide(load_settings(None).negotiation)


@cache
def claims_of(outlet: Outlet, item: Item) -> tuple[Claim, ...]:
    article = Article(
        id=f"{outlet.id}/{item.id}",
        source=outlet.name,
        published=item.published,
        title=item.title,
        text=item.text,
        lang=outlet.lang,
        url=f"http://127.0.0.1/{outlet.id}/{item.id}",
        full=outlet.full or outlet.full_text,
    )
    return read(article, reader()).claims


@cache
def rows(moment: float) -> list[Comparison]:
    told = [(outlet, item, claims_of(outlet, item)) for outlet in STORY.outlets for item, _ in shown(outlet, moment)]
    return compare(
        [claim for _, _, claims in told for claim in claims],
        parties=("Ukraine", "Russia"),
        outlets=[Followed(outlet.name, outlet.owner, outlet.role) for outlet in STORY.outlets],
        coverage=[
            Coverage(f"{outlet.id}/{item.id}", outlet.name, topic, outlet.full or outlet.full_text)
            for outlet, item, claims in told
            for topic in sorted({claim.topic for claim in claims})
        ],
        now=NOW,
    )


def related(moment: float, question: str, side: str | None, one: str, other: str) -> set[Relation]:
    """Return how two values of a question relate, as the board stands at a moment."""
    found: set[Relation] = set()
    for row in rows(moment):
        if (f"{row.topic}.{row.question}", row.side) == (question, side):
            for relation in row.relations:
                if {row.groups[index].value for index in relation.groups} == {one, other}:
                    found.add(relation.relation)
    return found


@pytest.mark.parametrize(
    ("moment", "question", "side", "one", "other", "relation"),
    [
        pytest.param(40, "pow-swaps.released", "Russia", "157", "155", "differs", id="what Russia says came back, contradicted in time"),
        pytest.param(40, "pow-swaps.released", "Ukraine", "157", "147 each", "differs", id="a number before its correction"),
        pytest.param(LATE, "pow-swaps.since-last", None, "2 October 2025", "September 2025", "differs", id="October and September"),
        pytest.param(LATE, "pow-swaps.since-last", None, "nearly 5 months", "5 months", "compatible", id="almost five and five months"),
        pytest.param(LATE, "war.duration", None, "23 months", "nearly 4 years", "differs", id="how long the war has lasted"),
        pytest.param(LATE, "casualties.killed", "Ukraine", "55,000", "100,000 to 140,000", "differs", id="a party and an estimate"),
        pytest.param(LATE, "strikes.drones-launched", "Russia", "183", "at least 180", "compatible", id="more than 180 drones"),
        pytest.param(LATE, "territory.share-held", "Russia", "about 20%", "nearly 20%", "compatible", id="a fifth and 20 per cent"),
    ],
)
def test_the_story_shows(moment: float, question: str, side: str | None, one: str, other: str, relation: str) -> None:
    assert related(moment, question, side, one, other) == {relation}


def values(moment: float, question: str, side: str | None) -> set[str]:
    found = [row for row in rows(moment) if (f"{row.topic}.{row.question}", row.side) == (question, side)]
    return {group.value for row in found for group in row.groups}


def test_what_each_side_got_adds_up_to_what_was_announced() -> None:
    found = [row for row in rows(LATE) if (row.topic, row.question) == ("pow-swaps", "exchanged")]
    assert "2 x 157 = 314" in {relation.why for row in found for relation in row.relations if relation.relation == "adds up"}


def test_a_toll_goes_from_four_to_six() -> None:
    assert "4" in values(40, "strikes.killed", "Ukraine")
    assert values(LATE, "strikes.killed", "Ukraine") == {"6"}


def test_civilians_are_told_by_the_agency_and_passed_over_by_others() -> None:
    [row] = [row for row in rows(LATE) if (row.topic, row.question, row.side) == ("pow-swaps", "civilians", "Russia")]
    assert "Harbour Wire" in {claim.source for group in row.groups for claim in group.claims}
    assert ("Gulf Lantern", "silent") in {(silent.source, silent.state) for silent in row.silent}
