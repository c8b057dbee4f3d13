import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import cli.read as read_module
from core.claim import Claim
from core.news import Article
from tests.cli.conftest import Run
from watch.desk import Desk, read_all


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
        *("groups", "relations", "silent", "track", "series"),
    }


def test_a_question_that_there_is_not_is_told_and_compared(run: Run, tmp_path: Path) -> None:
    given = tmp_path / "claims.json"
    given.write_text(json.dumps([claim("Courier", 314), claim("Courier", 3, "exchangd"), claim("Herald", 5, "exchangd")]))
    told = run("compare", "--claims", given)
    assert (told.status, len(told.data)) == (0, 2)
    assert told.err == "pow-swaps.exchangd is no question of the configuration; its claims are compared as they are given\n"


def test_claims_of_one_outlet_at_two_times_are_of_two_articles(run: Run, tmp_path: Path) -> None:
    given = tmp_path / "claims.json"
    times = ("2026-02-05T09:00:00Z", "2026-02-05T18:00:00Z")
    given.write_text(json.dumps([claim("Courier", low) | {"published": time} for low, time in zip((90, 100), times, strict=True)]))
    (row,) = run("compare", "--claims", given).data
    assert [pair["relation"] for pair in row["relations"]] == ["updated"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("not json", "is no JSON"),
        ('{"a": 1}', "a JSON array of claims was expected"),
        (json.dumps([claim("A", 1) | {"value": {"low": "a"}}]), 'claim 1, value: "low" of a count has to be a number or null, not a text'),
        (json.dumps([claim("A", 1) | {"value": {"kind": "date", "low": 5}}]), '"low" of a date has to be a text or null, not a number'),
        ('[{"source": "Courier"}]', 'claim 1: "value" is missing'),
        ("[" * 100_000, "is nested too deeply"),
    ],
)
def test_broken_claims_are_refused_with_their_place(run: Run, tmp_path: Path, text: str, message: str) -> None:
    given = tmp_path / "claims.json"
    given.write_text(text)
    told = run("compare", "--claims", given)
    assert (told.status, told.out) == (2, "")
    assert message in told.err


def line(number: int, text: str) -> str:
    return json.dumps({"id": number, "source": "Courier", "published": "2026-02-05", "text": text, "lang": "en"})


def test_a_line_that_is_no_article_costs_no_other(run: Run, tmp_path: Path) -> None:
    given = tmp_path / "articles.jsonl"
    swap = "Russia and Ukraine exchanged 157 prisoners of war each on Thursday."
    given.write_text("\n".join([line(1, swap), '{"id": 2}', "nonsense", line(4, swap + " \ud800")]))
    told = run("read", "--jsonl", given)
    assert told.status == 1
    assert [row.split(": ")[0] for row in told.err.splitlines()] == [f"{given}, line 2", f"{given}, line 3"]
    assert {claim["item"] for claim in told.data["claims"]} == {1, 4}
    assert {tag["item"] for tag in told.data["tags"]} == {1, 4}


def test_one_article_is_read_for_the_parties_named(run: Run, tmp_path: Path) -> None:
    given = tmp_path / "article.txt"
    given.write_text("Israel and Hamas exchanged 20 hostages for 250 prisoners on Monday, the army said.")
    words = ["read", given, "--source", "Courier", "--published", "2025-10-14", "--parties", "Israel,Hamas"]
    claims = run(*words).data["claims"]
    assert claims
    assert all(claim["quote"] in given.read_text() for claim in claims)
    assert run(*words[:-2]).data["claims"] == []


def test_nothing_that_a_terminal_obeys_comes_out(run: Run, tmp_path: Path) -> None:
    given = tmp_path / "articles.jsonl"
    hostile = (
        "Russia and Ukraine exchanged 157\x9b2J prisoners of war each \u202eon Thursday\x1b]52;c;aGk=\x07, \U000e0041the ministry said."
    )
    given.write_text(line(1, hostile))
    told = run("read", "--jsonl", given)
    assert all(char.isprintable() or char == "\n" for char in told.out)
    assert told.data["claims"]
    assert all(claim["quote"] in hostile for claim in told.data["claims"])


def test_an_article_that_cannot_be_read_leaves_the_others_read(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(desk: Desk, articles: Sequence[Article]) -> list[tuple[Claim, ...]]:
        if any(one.id == "2" for one in articles):
            raise IndexError("no such word")
        return read_all(desk, articles)

    monkeypatch.setattr(read_module, "read_all", faulty)
    given = tmp_path / "articles.jsonl"
    text = "Russia and Ukraine exchanged 157 prisoners of war each, officials said."
    rows = ({"id": number, "source": "Courier", "published": "2026-02-05", "text": text} for number in ("1", "2", "3"))
    given.write_text("".join(json.dumps(row) + "\n" for row in rows))
    told = run("read", "--jsonl", given)
    assert (told.status, {claim["item"] for claim in told.data["claims"]}) == (1, {"1", "3"})
    assert told.err.startswith("2: a fault of this program: IndexError: no such word; ")
