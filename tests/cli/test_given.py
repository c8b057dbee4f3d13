import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def claim(source: str, low: float, question: str = "exchanged", side: str | None = "both", text: str | None = None) -> dict[str, object]:
    return {
        "source": source,
        "published": "2026-02-05",
        "topic": "pow-swaps",
        "question": question,
        "side": side,
        "value": {"kind": "count", "low": low, "high": low, "unit": "people", "text": text or f"{low:g}"},
        "quote": f"{source} says {text or low}.",
    }


def test_given_claims_are_compared(run: Run, tmp_path: Path) -> None:
    given = tmp_path / "claims.json"
    given.write_text(json.dumps([claim("Courier", 314), claim("Herald", 157, "released", text="157 each"), claim("Gazette", 300)]))
    told = run("compare", "--claims", given)
    assert told.status == 0
    rows = {(row["question"], row["side"]): row for row in told.data}
    exchanged = rows["exchanged", "both"]
    assert exchanged["relation_class"] == "conflict"
    relations = {(tuple(pair["groups"]), pair["relation"]) for pair in exchanged["relations"]}
    values = [group["value"] for group in exchanged["groups"]]
    assert {relation for _, relation in relations} >= {"differs"}
    assert any("314" in value for value in values)
    assert set(exchanged) == {
        *("topic", "question", "side", "event", "relation", "relation_class", "grade", "importance", "outlets", "origins", "why"),
        *("groups", "relations", "silent"),
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("not json", "is no JSON"),
        ('{"a": 1}', "a JSON array of claims was expected"),
        ('[{"source": "Courier"}]', 'claim 1: "value" is missing'),
    ],
)
def test_broken_claims_are_refused_with_their_place(run: Run, tmp_path: Path, text: str, message: str) -> None:
    given = tmp_path / "claims.json"
    given.write_text(text)
    told = run("compare", "--claims", given)
    assert (told.status, told.out) == (2, "")
    assert message in told.err
