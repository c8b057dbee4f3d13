"""The story keeps the promises that the demo makes, and what is broken in its data is named."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from demo.story import Outlet, load, outage, shown

STORY = load()
outlets = pytest.mark.parametrize("outlet", STORY.outlets, ids=lambda outlet: outlet.id)


def test_at_least_eight_outlets_tell_it_in_three_languages_and_four_formats() -> None:
    assert len(STORY.outlets) >= 8
    assert Counter(outlet.lang for outlet in STORY.outlets).keys() == {"en", "uk", "ru"}
    assert {outlet.format for outlet in STORY.outlets} == {"rss", "atom", "rdf", "json"}
    assert {outlet.role for outlet in STORY.outlets} == {"party", "mediator", "neutral"}


def test_it_takes_two_minutes() -> None:
    assert 100 <= STORY.seconds <= 120


def test_something_happens_every_ten_seconds() -> None:
    assert max(after - before for before, after in pairwise(STORY.moments)) <= 10


@outlets
def test_every_outlet_has_something_when_the_demo_opens(outlet: Outlet) -> None:
    assert shown(outlet, 0)


@outlets
def test_an_outlets_clock_never_goes_back(outlet: Outlet) -> None:
    changes = sorted(
        [(item.at, item.published) for item in outlet.items] + [(edit.at, edit.updated) for item in outlet.items for edit in item.edits]
    )
    assert [published for _, published in changes] == sorted(published for _, published in changes)


@outlets
def test_every_article_says_something(outlet: Outlet) -> None:
    assert all(item.title and item.text for item in outlet.items)
    assert len({item.id for item in outlet.items}) == len(outlet.items)


def test_a_toll_changes_without_a_word() -> None:
    outlet = STORY.outlet("nadrichchia")
    assert outlet is not None
    (before, published), *_ = shown(outlet, 45)
    (after, updated), *_ = shown(outlet, 46)
    assert before.id == after.id
    assert "загинули четверо" in before.title
    assert "загинули шестеро" in after.title
    assert after.text == before.text.replace("четверо", "шестеро")
    assert updated > published


def test_a_number_is_corrected_with_a_note() -> None:
    outlet = STORY.outlet("gulf-lantern")
    assert outlet is not None
    (before, _), *_ = shown(outlet, 61)
    (after, _), *_ = shown(outlet, 62)
    assert "147 prisoners" in before.text
    assert "Correction:" not in before.text
    assert "157 prisoners" in after.text
    assert "Correction:" in after.text


def test_a_republished_article_has_the_words_of_the_first() -> None:
    (courier, copy), *more = [(outlet, item) for outlet in STORY.outlets for item in outlet.items if item.republishes]
    wire = STORY.outlet("harbour-wire")
    assert wire is not None
    assert not more
    assert copy.credit == wire.name != courier.name
    assert copy.text == next(item.text for item in wire.items if item.id == "agreed")


def test_one_outlet_cannot_be_read_for_a_while() -> None:
    outlet = STORY.outlet("pereval")
    assert outlet is not None
    states = [outage(outlet, moment) for moment in (39, 40, 45, 54)]
    assert [state and state.silent for state in states] == [None, False, True, None]


BROKEN = [
    (
        'text = "They go on."\nedits = [{ at = 5, updated = 2026-02-05T11:00:00Z, was = "four", now = "six" }]',
        'gazette/one: the edit finds no "four"',
    ),
    ('republishes = "herald/two"', 'gazette/one: there is no item "herald/two"'),
]


@pytest.mark.parametrize(("rest", "named"), BROKEN)
def test_a_broken_story_is_named(tmp_path: Path, rest: str, named: str) -> None:
    (tmp_path / "gazette.toml").write_text(
        f"""
        [outlet]
        name = "Gazette"
        lang = "en"
        format = "rss"
        [[item]]
        id = "one"
        at = 0
        published = 2026-02-05T10:00:00Z
        title = "Talks go on"
        {rest}
        """
    )
    with pytest.raises(ValueError, match=named):
        load(tmp_path)
