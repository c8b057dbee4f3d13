from datetime import UTC, datetime
from typing import Any

import pytest

from core.claim import Claim, Scope, Value
from core.comparison import Comparison, Group, Related, Silent
from core.contract import article_from_json, claim_from_json, claim_json, comparison_json, tag_json
from core.errors import UsageError
from core.news import Article, Tag

NOON = datetime(2026, 2, 5, 12, 0, tzinfo=UTC)
CLAIM = Claim(
    item=7,
    url="https://courier.example/7",
    source="Courier",
    published=NOON,
    topic="strikes",
    question="drones-downed",
    side="Russia",
    value=Value("count", 87.0, None, "drones", "at least 87"),
    qualifier="at-least",
    quote="At least 87 were downed.",
    start=3,
    end=27,
    place="title",
    status="completed",
    speaker="Air Force",
    body="Air Force",
    agency="Wire",
    basis="claimed",
    cue="said",
    rule="down.passive",
    measure="period",
    scope=Scope("military", "Kyiv region", "2026-02-04", "2026-02-05"),
    as_of="2026-02-05",
    event="e1",
    lang="uk",
)
MINIMAL = {
    "source": "Courier",
    "published": "2026-02-05",
    "topic": "strikes",
    "question": "killed",
    "value": {"low": 4, "high": 4},
    "quote": "Four died.",
}


def test_a_claim_has_the_fields_of_the_contract() -> None:
    assert claim_json(CLAIM) == {
        "item": 7,
        "url": "https://courier.example/7",
        "source": "Courier",
        "published": "2026-02-05T12:00:00Z",
        "topic": "strikes",
        "question": "drones-downed",
        "side": "Russia",
        "value": {"kind": "count", "low": 87, "high": None, "unit": "drones", "text": "at least 87"},
        "qualifier": "at-least",
        "status": "completed",
        "status_class": "happened",
        "speaker": "Air Force",
        "body": "Air Force",
        "agency": "Wire",
        "basis": "claimed",
        "cue": "said",
        "rule": "down.passive",
        "measure": "period",
        "scope": {"who": "military", "where": "Kyiv region", "from": "2026-02-04", "to": "2026-02-05"},
        "as_of": "2026-02-05",
        "event": "e1",
        "lang": "uk",
        "quote": "At least 87 were downed.",
        "start": 3,
        "end": 27,
        "in": "title",
    }


def test_a_claim_written_and_read_is_the_same() -> None:
    assert claim_from_json(claim_json(CLAIM), "claim 1") == CLAIM


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        pytest.param({}, "status", "completed", id="no status: it happened"),
        pytest.param({"status_class": "planned"}, "status", "scheduled", id="a coarse status alone"),
        pytest.param({"status_class": "demanded"}, "status", "demanded", id="a coarse status that is a fine one too"),
        pytest.param({"status": "happened"}, "status", "completed", id="a coarse status in the place of the fine one"),
        pytest.param(
            {"status": "agreed in principle", "status_class": "agreed"}, "status", "agreed in principle", id="the fine one goes first"
        ),
        pytest.param({"origin": "Wire"}, "origin", "Wire", id="an origin is believed"),
        pytest.param({"item": 12}, "item", 12, id="an item"),
        pytest.param({"published": "2026-02-05T12:00:00+00:00"}, "published", NOON, id="a time"),
        pytest.param({"scope": None}, "scope", Scope(), id="no scope"),
    ],
)
def test_missing_fields_have_their_plainest_meaning(given: dict[str, Any], field: str, value: object) -> None:
    assert getattr(claim_from_json({**MINIMAL, **given}, "claim 1"), field) == value


def test_claims_without_an_item_are_one_articles_where_source_and_address_agree() -> None:
    one, same, other = (claim_from_json({**MINIMAL, "url": url}, "claim") for url in ("http://a.example", "http://a.example", None))
    assert one.item == same.item != other.item


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "claim 3: a JSON object was expected, not a list"),
        ({key: value for key, value in MINIMAL.items() if key != "quote"}, 'claim 3: "quote" is missing'),
        ({**MINIMAL, "quote": 5}, 'claim 3: "quote" has to be a text, not a number'),
        ({**MINIMAL, "published": "soon"}, 'claim 3: "published" has to be an ISO date or time'),
        ({**MINIMAL, "value": 5}, "claim 3, value: a JSON object was expected, not a number"),
        ({**MINIMAL, "value": {"low": True}}, 'claim 3, value: "low" of a count has to be a number or null, not true or false'),
        ({**MINIMAL, "qualifier": "maybe"}, 'claim 3: "qualifier" has to be one of exact, about, nearly, at-least, at-most'),
        ({**MINIMAL, "speaker": 1}, 'claim 3: "speaker" has to be a text or null, not a number'),
        ({**MINIMAL, "item": 1.5}, 'claim 3: "item" has to be a text or a whole number, not a number'),
    ],
)
def test_what_is_wrong_is_said_with_its_place(given: object, message: str) -> None:
    with pytest.raises(UsageError) as error:
        claim_from_json(given, "claim 3")
    assert str(error.value).startswith(message)


def test_an_article_read() -> None:
    line = {"id": "a1", "source": "Courier", "published": "2026-02-05T12:00:00Z", "title": "T", "text": "Text", "lang": None, "url": None}
    assert article_from_json(line, "line 1") == Article("a1", "Courier", NOON, "T", "Text")
    with pytest.raises(UsageError, match='line 2: "text" is missing'):
        article_from_json({"id": 1, "source": "C", "published": "2026-02-05"}, "line 2")


def test_a_row_of_the_matrix_and_a_tag() -> None:
    row = Comparison(
        topic="strikes",
        question="killed",
        side=None,
        event=None,
        groups=(Group("4", "completed", (CLAIM,), 1, 1), Group("8", "completed", (), 1, 1, derived=True)),
        relations=(Related((0, 1), "adds up", "2 x 4 = 8"),),
        relation="adds up",
        grade="single origin",
        importance=40,
        outlets=2,
        origins=1,
        why="2 x 4 = 8",
        silent=(Silent("Herald", "silent", 9),),
    )
    written = comparison_json(row)
    assert (written["relation"], written["relation_class"]) == ("adds up", "reconcile")
    assert written["relations"] == [{"groups": [0, 1], "relation": "adds up", "relation_class": "reconcile", "why": "2 x 4 = 8"}]
    assert written["silent"] == [{"source": "Herald", "item": 9, "state": "silent"}]
    assert written["groups"][0]["claims"] == [
        {
            "item": 7,
            "source": "Courier",
            "published": "2026-02-05T12:00:00Z",
            "speaker": "Air Force",
            "qualifier": "at-least",
            "quote": "At least 87 were downed.",
        }
    ]
    assert tag_json(7, Tag("talks", "talks.round", "round", 3, 8, "text")) == {
        "item": 7,
        "topic": "talks",
        "rule": "talks.round",
        "phrase": "round",
        "start": 3,
        "end": 8,
    }
