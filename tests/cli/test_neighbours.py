"""The database as other programs see it, and the feed that other readers follow: by real programs over real sockets."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree

from store.views import VIEWS
from tests.cli.conftest import Run
from tests.cli.served import datasette


def test_datasette_serves_the_database_as_it_is(run: Run, polled: Path, tmp_path: Path) -> None:
    metadata = tmp_path / "metadata.json"
    metadata.write_text(run("store", "metadata", "--db", polled).out)
    rows = {name: run(name, "--json", "--db", polled).data for name in ("items", "claims", "compare")}
    with datasette(str(polled), "--metadata", str(metadata), cwd=tmp_path) as ask:
        shown = {one["name"] for one in ask("watch.json")["tables"] if not one["hidden"]}
        assert shown == {"feeds", "polls", "items", "versions", "tags", "claims", "sessions", "corrections", "rulings"}
        for view in VIEWS:
            found = ask(f"watch/{view.name}.json?_shape=objects&_size=1")
            assert [set(row) for row in found["rows"]] == [set(view.columns)], view.name
        count = {name: ask(f"watch.json?sql=select+count(*)+as+n+from+{name}&_shape=array")[0]["n"] for name in ("items_now", "claims_now")}
        assert count == {"items_now": len(rows["items"]), "claims_now": len(rows["claims"])}
        compared = ask("watch/comparisons_now.json?_shape=array&_size=max")
        assert [row["importance"] for row in compared] == sorted((row["importance"] for row in compared), reverse=True)
        ours = sorted((row["topic"], row["question"], row["relation"] or "", row["outlets"]) for row in rows["compare"])
        assert sorted((row["topic"], row["question"], row["relation"] or "", row["outlets"]) for row in compared) == ours
        worst = next(row for row in compared if row["sign"] == "≠")
        answers = ask(f"watch/answers_now.json?_shape=array&comparison={worst['id']}")
        assert {row["value"] for row in answers} == set(worst["answers"].split("; "))
        # Full-text search, foreign keys, and what each column means.
        for name in ("items_now", "versions_now"):
            found = ask(f"watch/{name}.json?_shape=array&_search=prisoners&_size=max")
            assert found
            assert all(re.search("prisoners", f"{row['title']} {row['text']}", re.IGNORECASE) for row in found)
        keys = {one["name"]: {key["column"] for key in one["foreign_keys"]["outgoing"]} for one in ask("watch.json")["tables"]}
        assert (keys["versions"], keys["claims"], keys["tags"], keys["answers"]) == (
            {"item"},
            {"item", "version"},
            {"version"},
            {"item", "comparison"},
        )
        told = ask("-/metadata.json")["databases"]["watch"]["tables"]
        assert told["claims_now"]["columns"]["quote"] == "the sentence, as printed"
        assert all(told[view["name"]]["description"] for view in ask("watch.json")["views"])


def test_the_views_mean_what_they_say(run: Run, polled: Path) -> None:
    with closing(sqlite3.connect(polled)) as db:
        for view in VIEWS:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({view.name})")]
            assert columns == list(view.columns), view.name
        assert db.execute("SELECT count(*), sum(holds) FROM versions_now").fetchone()[1] == len(run("items", "--json", "--db", polled).data)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        topics = db.execute("SELECT topics FROM items_now WHERE topics <> '' ORDER BY id").fetchone()[0].split()
        tags = db.execute("SELECT DISTINCT topic FROM tags_now WHERE item = (SELECT min(item) FROM tags_now) ORDER BY topic").fetchall()
        assert topics == [topic for (topic,) in tags]


def test_conflicts_are_a_feed_that_readers_follow(run: Run, polled: Path, newsroom: Any, tmp_path: Path) -> None:
    from feeds.opml import write_opml

    out, feeds = tmp_path / "conflicts.atom", tmp_path / "feeds.opml"
    feeds.write_text(write_opml(newsroom.feeds))
    assert run("--db", polled, "poll", "--once", "--opml", feeds, "--feed-out", out).status == 0
    conflicts = [row for row in run("compare", "--json", "--db", polled).data if row["relation_class"] == "conflict"]
    first = out.read_bytes()
    read = feedparser.parse(first)
    assert (read.bozo, read.version, len(read.entries)) == (False, "atom10", len(conflicts))
    assert len({one.id for one in read.entries}) == len(conflicts)
    for one in read.entries:
        assert one.title.startswith("≠ ")
        assert len([link for link in one.links if link.rel == "related"]) >= 2
        assert one.content[0].value.count("<q") >= 2
    schema = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
    document = etree.fromstring(first)
    assert schema.validate(document), schema.error_log
    # Nothing changed: the same bytes. And our own reader takes it.
    assert run("--db", polled, "poll", "--once", "--opml", feeds, "--feed-out", out).status == 0
    assert out.read_bytes() == first
    from feeds.parse import parse

    assert len(parse(first, {}, "https://desk.example/conflicts.atom").entries) == len(conflicts)


def test_a_feed_that_cannot_be_written_is_told(run: Run, polled: Path, newsroom: Any, tmp_path: Path) -> None:
    from feeds.opml import write_opml

    feeds = tmp_path / "feeds.opml"
    feeds.write_text(write_opml(newsroom.feeds[:1]))
    told = run("--db", polled, "poll", "--once", "--opml", feeds, "--feed-out", tmp_path / "none" / "c.atom")
    assert told.status == 1
    assert "there is no folder" in told.err


@pytest.mark.parametrize("hostile", ["]]><x/>", "<script>alert(1)</script>", "\x1b]52;c;x\x07", "\ud800\u202e&#0;", 'a" onload="x'])
def test_hostile_words_stay_words_in_the_feed(hostile: str) -> None:
    from digest.atom import atom
    from digest.telling import Names
    from tests.alerts.scene import differ

    made = atom([differ(quote=hostile, speaker=hostile)], Names(), hostile)
    root = etree.fromstring(made.encode())
    assert [element.tag.rpartition("}")[2] for element in root.iter("{*}script", "{*}x")] == []
    (content,) = root.iter("{*}content")
    page = etree.fromstring(f"<div>{content.text}</div>", etree.HTMLParser())
    assert {element.tag for element in page.iter()} == {"html", "body", "div", "p", "b", "a", "q"}
    assert {name for element in page.iter() for name in element.attrib} == {"href", "lang"}
