from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from sqlite3 import Connection

import pytest
from syrupy.assertion import SnapshotAssertion

from core.news import Entry, Tag
from core.settings import Display
from digest.gather import gather
from digest.record import FactChange
from digest.render import RENDERERS, render
from store.database import open_store, transaction
from store.feeds import feed_states
from store.tags import save_tags
from tests.digest.scene import EVENING, HOUR, MORNING, SETTINGS, YESTERDAY, fill
from tests.store.scene import save_entry


def test_a_day_is_told(day: Connection, snapshot: SnapshotAssertion) -> None:
    assert render(gather(day, SETTINGS, MORNING, EVENING, EVENING), "md") == snapshot


def test_an_edit_that_changes_a_figure_is_told_and_wording_only_counted(day: Connection) -> None:
    digest = gather(day, SETTINGS, MORNING, EVENING, EVENING)
    (change,) = digest.changes
    assert (change.source, change.time, change.version) == ("Herald", MORNING + 4 * HOUR, 2)
    (fact,) = change.facts
    assert (fact.kind, fact.old, fact.new, fact.quote) == ("changed", "310", "314", "In all 314 prisoners were exchanged.")
    assert isinstance(fact, FactChange)
    assert digest.wording == 1


def test_new_items_are_those_first_seen_in_the_span_by_topic_in_the_order_of_the_config(day: Connection) -> None:
    digest = gather(day, SETTINGS, MORNING, EVENING, EVENING)
    assert [(one.topic, len(one.headlines)) for one in digest.new] == [("Prisoner exchanges", 5)]
    assert digest.off_topic == 1
    longer = gather(day, SETTINGS, YESTERDAY, EVENING, EVENING)
    assert [(one.topic, len(one.headlines)) for one in longer.new] == [("Prisoner exchanges", 5), ("Talks", 1)]


def test_outlets_in_trouble_come_first(day: Connection) -> None:
    digest = gather(day, SETTINGS, MORNING, EVENING, EVENING)
    assert [(one.source, one.state, one.words) for one in digest.sources[:3]] == [
        ("Plain Dealer", "unreachable", "not read: the server answered 503"),
        ("Lantern", "gap", "items may have been missed before 5 Feb 11:00: the feed's window was overrun"),
        ("Courier", "ok", "ok"),
    ]


def test_silence_is_told_with_the_article_that_is_silent(day: Connection) -> None:
    digest = gather(day, SETTINGS, MORNING, EVENING, EVENING)
    quiet = {one.label: one.outlets for one in digest.silences if one.state == "silent"}["Got back, Northland"]
    assert ("Lantern", "A day at the border", "https://lantern.example/l1") in {(one.source, one.title, one.url) for one in quiet}
    assert {one.outlets[0].source for one in digest.silences if one.state == "unreachable"} == {"Plain Dealer"}


def test_a_row_in_which_nothing_new_was_said_is_left_out(day: Connection) -> None:
    late = gather(day, SETTINGS, MORNING + 3.5 * HOUR, EVENING, EVENING)
    assert [row.comparison.question for row in late.rows] == ["exchanged"]


def test_a_span_without_anything_is_told_too(day: Connection) -> None:
    digest = gather(day, SETTINGS, EVENING, EVENING + HOUR, EVENING + 2 * HOUR)
    assert digest.summary == "No new item; no question has answers from more than one outlet."
    assert all(one.state == "not asked" for one in digest.sources)


@pytest.mark.parametrize("form", RENDERERS)
def test_a_span_that_is_over_is_the_same_bytes_whenever_it_is_told(day: Connection, form: str) -> None:
    soon, later = (render(gather(day, SETTINGS, MORNING, EVENING, now), form) for now in (EVENING, EVENING + timedelta(days=9)))
    assert soon == later
    assert soon.endswith("\n")


def test_times_are_written_in_the_readers_zone(day: Connection) -> None:
    kyiv = replace(SETTINGS, display=Display(timezone="Europe/Kyiv"))
    text = render(gather(day, kyiv, MORNING, EVENING, EVENING), "text")
    assert "As of 5 Feb 2026 20:00 EET; since 5 Feb 2026 08:00" in text


def test_titles_and_texts_are_those_of_the_span_and_not_what_became_of_them(tmp_path: Path) -> None:
    store = open_store(tmp_path / "watch.db")
    fill(store)
    told = {form: render(gather(store, SETTINGS, MORNING, EVENING, EVENING), form) for form in RENDERERS}
    with transaction(store):
        feed = next(state for state in feed_states(store) if state.source == "Lantern")
        later = Entry("l1", "https://lantern.example/l1", "A day nobody forgets", "The buses had 400.", MORNING, full=True)
        saved = save_entry(store, feed, later, EVENING + HOUR)
        save_tags(store, saved.version, [Tag("talks", "talks.any", "A", 0, 1, "title")])
    assert {form: render(gather(store, SETTINGS, MORNING, EVENING, EVENING + 2 * HOUR), form) for form in RENDERERS} == told
    store.close()
