"""The whole way, by commands: a newsroom on the loopback interface, polled, listed, compared, told."""

import json
import re
from pathlib import Path

import pytest

from core.times import now
from demo.newsroom import Newsroom
from store.items import save_page
from store.versions import article
from store.writer import Writer
from tests.cli.conftest import Run

CLAIM = {
    *("item", "url", "source", "published", "topic", "question", "side", "value", "qualifier", "status", "status_class", "speaker", "body"),
    *("agency", "basis", "cue", "rule", "measure", "scope", "as_of", "event", "lang", "quote", "start", "end", "in"),
}
ITEM = {"id", "guid", "source", "url", "title", "published", "first_seen", "lang", "topics", "versions"}


def test_the_whole_way(run: Run, polled: Path, tmp_path: Path) -> None:
    items = run("--db", polled, "items", "--json").data
    assert {frozenset(item) for item in items} == {frozenset(ITEM)}
    assert {"en", "uk", "ru"} == {item["lang"] for item in items}
    assert {item["id"] for item in run("--db", polled, "items", "--json", "--topic", "pow-swaps").data} < {item["id"] for item in items}

    claims = run("--db", polled, "claims", "--json").data
    assert {frozenset(claim) for claim in claims} == {frozenset(CLAIM)}
    exchanged = [claim for claim in claims if claim["question"] == "exchanged"]
    assert {claim["value"]["low"] for claim in exchanged} == {314}
    told = run("--db", polled, "claims", "--question", "exchanged")
    assert told.out.splitlines()[0] == "item\tsource\tquestion\tside\tvalue\tstatus\tspeaker\tquote"
    values = {row.split("\t")[4] for row in run("--db", polled, "claims").out.splitlines()[1:]}
    assert any(value.endswith(" years") for value in values)
    assert not [value for value in values if re.search(r"(years|months|days|km2|%) \S", value)], "a unit is printed once"

    rows = run("--db", polled, "compare", "--json").data
    assert {"agree", "reconcile", "conflict"} <= {row["relation_class"] for row in rows}
    adds_up = [pair["why"] for row in rows for pair in row["relations"] if pair["relation"] == "adds up"]
    assert any("314" in why and "157" in why for why in adds_up)

    digest = tmp_path / "digest.html"
    assert run("--db", polled, "digest", "--since", "1h", "--output", digest).status == 0
    assert digest.read_text().startswith("<!doctype html>")
    refused = run("--db", polled, "digest", "--since", "1h", "--output", digest)
    assert refused.status != 0
    assert "digest.html" in refused.err

    why = run("--db", polled, "why", exchanged[0]["item"])
    assert "TOPICS" in why.out
    assert exchanged[0]["rule"] in why.out
    killed = run("--db", polled, "claims", "--json", "--question", "killed").data[0]["item"]
    assert ", weighed " not in run("--db", polled, "why", killed).out, "a help to who mends the rules"
    assert ", weighed " in run("--db", polled, "why", killed, "-v").out


ENDINGS = {
    "md": b"# ",
    "html": b"<!doctype html>",
    "txt": b"UKRAINE",
    "pdf": b"%PDF-",
    "json": b"{",
    "csv": b"row,",
    "jsonfeed": b"{",
    "jsonld": b"{",
    "ics": b"BEGIN:VCALENDAR\r\n",
    "parquet": b"PAR1",
}


def test_a_digest_comes_in_every_format_by_the_ending_of_its_file(
    run: Run, polled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ending, beginning in ENDINGS.items():
        told = run("--db", polled, "digest", "--since", "1h", "--output", tmp_path / f"day.{ending}")
        assert (told.status, told.out) == (0, "")
        assert (tmp_path / f"day.{ending}").read_bytes().startswith(beginning)
    codebook = json.loads((tmp_path / "day.csv-metadata.json").read_text())
    assert codebook["url"] == "day.csv"
    assert "day.csv-metadata.json" in run("--db", polled, "digest", "--since", "1h", "--overwrite", "--output", tmp_path / "day.csv").err

    # What was known before the first poll is nothing, however far the span reaches.
    early = ("--db", polled, "digest", "--since", "2h", "--format", "md")
    assert "## New by topic" not in run(*early, "--as-of", "1h").out
    assert "## New by topic" in run(*early, "--as-of", "now").out
    # A pipe gets what a file would, and a terminal no bytes.
    words = ("--db", polled, "digest", "--since", "2h", "--until", now().isoformat())
    run(*words, "--format", "ics", "--overwrite", "--output", tmp_path / "day.ics")
    assert run(*words, "--format", "ics").out == (tmp_path / "day.ics").read_bytes().decode()
    monkeypatch.setattr("cli.say.to_terminal", lambda: True)
    refused = run(*words, "--format", "pdf")
    assert (refused.status, refused.out) == (2, "")
    assert "--output" in refused.err


def test_what_an_outlet_changed_is_told(run: Run, polled: Path) -> None:
    found = run("--db", polled, "claims", "--json", "--question", "exchanged").data
    claim = next(claim for claim in found if claim["in"] == "text")
    writer = Writer(polled)
    known = writer.call(article, claim["item"])
    assert known is not None
    assert "CHANGED" not in run("--db", polled, "why", claim["item"]).out
    writer.call(save_page, claim["item"], known.text, now())
    writer.call(save_page, claim["item"], known.text.replace("314", "312") + "\nMore follows.", now())
    writer.close()
    assert run("--db", polled, "reread").status == 0
    _, told = run("--db", polled, "why", claim["item"]).out.split("CHANGED\n")
    assert re.search(r", seen \S+:\d\dZ: exchanged: 314 -> 312.*, no correction note$", told.splitlines()[0])
    assert "[-314-] {+312+}" in told.splitlines()[1]
    assert told.splitlines()[-1] == "    1 change of other words"
    rows = run("--db", polled, "compare").out
    assert re.search(r"\t\d outlets, at most \d origins, \d speakers?\t.* < ", rows), "who has it from whom"
    assert "314 (changed since): " in rows
    assert "314 (implied): " in rows
    numbered = run("--db", polled, "correct", claim["item"]).out.splitlines()
    assert (
        run("--db", polled, "correct", claim["item"], next(one for one in numbered if "312" in one).split("\t")[0], "--other-event").status
        == 0
    )
    assert "314 (changed since): " in run("--db", polled, "compare").out, "in a row of its own, too"


def test_what_is_gone_over_again_stays_the_same(run: Run, polled: Path) -> None:
    before = [run("--db", polled, command, "--json").data for command in ("items", "claims")]
    assert run("--db", polled, "retag").status == 0
    assert run("--db", polled, "reread").status == 0
    assert [run("--db", polled, command, "--json").data for command in ("items", "claims")] == before


def test_feeds_are_listed_and_doctor_is_content(run: Run, polled: Path) -> None:
    told = run("--db", polled, "feeds", "list", "--json")
    assert told.status == 0
    assert len(told.data) > 30
    assert "nothing is wrong" in run("--db", polled, "doctor").out


def test_a_feed_is_discovered_and_added(run: Run, newsroom: Newsroom, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    url = newsroom.feeds[0].url
    assert run("--config", config, "feeds", "add", url).status == 2
    config.write_text('extends = "default"\n')
    assert run("--config", config, "feeds", "add", url).status == 0
    assert run("--config", config, "feeds", "add", url).err.startswith(f"{config}: 0 added, 1 known already")
    assert run("--config", config, "config", "check").status == 0
    assert url in run("--config", config, "feeds", "export").out
    assert url in run("feeds", "discover", newsroom.feeds[0].url).out


def test_a_claim_is_corrected_for_good_and_becomes_a_label(run: Run, polled: Path) -> None:
    first = run("--db", polled, "claims", "--json", "--question", "exchanged").data[0]
    number = numbered(run, polled, first["item"], "exchanged")
    assert run("--db", polled, "correct", first["item"], number, "--side", "russia", "--note", "it's one side's").status == 0
    assert run("--db", polled, "reread").status == 0
    mine = [one for one in run("--db", polled, "claims", "--json").data if one["rule"].endswith(", corrected")]
    assert [(one["item"], one["side"], one["question"]) for one in mine] == [(first["item"], "Russia", "exchanged")]
    (label,) = [json.loads(row) for row in run("correct", "--labels", "--db", polled).out.splitlines()]
    assert (label["side"], label["right"]["side"], label["verdict"], label["note"]) == ("both", "Russia", "wrong side", "it's one side's")
    read, _, corrected = run("--db", polled, "why", first["item"]).out.split("CLAIMS\n")[1].partition("CORRECTED BY YOU\n")
    assert "corrected by you: side Russia (it's one side's)\n" in read, "where it stands"
    assert "side Russia (it's one side's)" in corrected
    assert run("--db", polled, "correct", first["item"], number, "--undo").status == 0
    assert run("--db", polled, "correct", "--labels").out == ""


def conflicting(run: Run, polled: Path) -> list[tuple[str, str, tuple[int, ...]]]:
    """Every pair of groups in conflict: the question, why, and an item of each."""
    return [
        (row["question"], pair["why"], tuple(row["groups"][at]["claims"][0]["item"] for at in pair["groups"]))
        for row in run("--db", polled, "compare", "--json").data
        for pair in row["relations"]
        if pair["relation_class"] == "conflict"
    ]


def numbered(run: Run, polled: Path, item: int, question: str) -> str | None:
    """The number of an item's claim about a question."""
    rows = run("--db", polled, "correct", item).out.splitlines()
    return next((row.split("\t")[0] for row in rows if f".{question}\t" in row), None)


def test_a_conflict_is_ruled_to_be_none_and_the_ruling_taken_back(run: Run, polled: Path) -> None:
    before = conflicting(run, polled)
    found = ((pair, [numbered(run, polled, item, pair[0]) for item in pair[2]]) for pair in before)
    pair, (one, other) = next((pair, numbers) for pair, numbers in found if all(numbers))
    _, _, (first, second) = pair
    assert run("--db", polled, "correct", first, one, "--no-conflict", f"{second}:{other}", "--note", "of two days").status == 0
    for command, item, said in (("correct", second, first), ("why", second, first), ("why", first, second)):
        assert f"no conflict with item {said} (of two days)" in run("--db", polled, command, item).out
    label = json.loads(run("--db", polled, "correct", "--labels").out)
    told = label["verdict"], label["item"], label["other"]["item"], label["note"]
    assert told == ("no conflict", first, second, "of two days")
    assert run("--db", polled, "reread").status == 0
    assert pair not in conflicting(run, polled)
    assert run("--db", polled, "correct", second, other, "--undo").status == 0
    assert conflicting(run, polled) == before


def test_what_makes_no_sense_of_a_claim_is_not_stored(run: Run, polled: Path) -> None:
    item = run("--db", polled, "claims", "--json", "--question", "exchanged").data[0]["item"]
    number = numbered(run, polled, item, "exchanged")
    for words, says in (
        (("--undo",), f"nothing was said of claim {number} of item {item}"),
        (("--question", "war.duration"), "is a count, which does not answer it"),
        (("--same-event", f"{item}:{number}"), "name another claim"),
        (("--no-conflict", f"{item}:{number}"), "name another claim"),
    ):
        told = run("--db", polled, "correct", item, number, *words)
        assert (told.status, says in told.err) == (2, True)
    assert run("--db", polled, "correct", "--labels").out == ""


def test_events_of_two_topics_are_never_one(run: Run, polled: Path) -> None:
    claims = {one["topic"]: (one["item"], one["question"]) for one in run("--db", polled, "claims", "--json").data}
    (talks, talk), (strike, hit) = ((item, numbered(run, polled, item, asked)) for item, asked in (claims["talks"], claims["strikes"]))
    told = run("--db", polled, "correct", talks, talk, "--same-event", f"{strike}:{hit}")
    assert (told.status, "events are of one topic" in told.err) == (2, True)


def test_an_event_is_split_and_merged(run: Run, polled: Path) -> None:
    def events() -> set[str]:
        return {row["event"] for row in run("--db", polled, "compare", "--json", "--question", "exchanged").data}

    before = events()
    item = run("--db", polled, "claims", "--json", "--question", "exchanged").data[0]["item"]
    number = numbered(run, polled, item, "exchanged")
    assert run("--db", polled, "correct", item, number, "--other-event").status == 0
    assert len(events()) == len(before) + 1
    other = next(one["item"] for one in run("--db", polled, "claims", "--json", "--question", "exchanged").data if one["item"] != item)
    same = numbered(run, polled, other, "exchanged")
    assert run("--db", polled, "correct", item, number, "--same-event", f"{other}:{same}").status == 0
    assert len(events()) == len(before)
    assert run("--db", polled, "correct", item, number, "--undo").status == 0
    assert events() == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "give an item's number"),
        ((1, 1, "--same-event", 2), "2 names no claim; write ITEM:CLAIM"),
        ((1, 1, "--no-conflict", "9999:1"), "there is no item 9999"),
        ((1, 1), "say what is wrong"),
        ((1, "--wrong"), "say which claim of item 1"),
        ((1, 99, "--wrong"), "has no claim 99"),
        ((9999, 1, "--wrong"), "there is no item 9999"),
        ((1, 1, "--side", "Atlantis"), "there is no such side; there are"),
        ((1, 1, "--question", "swaps"), "there is no such question; there are"),
    ],
)
def test_a_correction_that_cannot_be_says_what_can(run: Run, polled: Path, words: tuple[object, ...], says: str) -> None:
    told = run("--db", polled, "correct", *words)
    assert (told.status, says in told.err) == (2, True)


def test_sides_bear_the_names_that_the_caller_gave(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("The LTTE lost 40 fighters in the battle, the Sri Lankan army said.")
    words = ("read", article, "--source", "Courier", "--published", "2008-02-12", "--parties", "Sri Lanka,Tamil Tigers")
    told = run(*words).data
    assert {claim["side"] for claim in told["claims"]} == {row["side"] for row in told["comparisons"]} == {"Tamil Tigers"}
