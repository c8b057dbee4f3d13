"""What the newsroom serves is what the program reads: the same entries in every format."""

import json
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import line, paragraphs
from demo.feeds import Page, article, feed, front, index
from demo.story import Outlet, load, shown
from feeds.parse import parse

STORY = load()
ROOT = "http://127.0.0.1:8000"
LATE = STORY.seconds
outlets = pytest.mark.parametrize("outlet", STORY.outlets, ids=lambda outlet: outlet.id)


def feed_of(outlet: Outlet, moment: float = LATE) -> Page:
    page = feed(outlet, moment, ROOT)
    assert page is not None
    return page


@outlets
def test_a_feed_reads_as_the_story_tells_it(outlet: Outlet) -> None:
    page = feed_of(outlet)
    document = parse(page.body, {"content-type": page.type}, f"{ROOT}/{outlet.id}/feed")
    assert document.problem is None
    assert document.title == outlet.name
    assert [(entry.title, entry.url, entry.published, entry.lang) for entry in document.entries] == [
        (line(item.title), f"{ROOT}/{outlet.id}/{item.id}", item.published, outlet.lang) for item, _ in shown(outlet, LATE)
    ]
    for entry, (item, _) in zip(document.entries, shown(outlet, LATE), strict=True):
        assert entry.text == paragraphs(item.text if outlet.full else item.summary)
        assert entry.publisher == item.credit
        assert entry.full == outlet.full


@outlets
def test_an_item_keeps_its_identity_when_it_is_edited(outlet: Outlet) -> None:
    for moment in STORY.moments:
        page = feed_of(outlet, moment)
        document = parse(page.body, {"content-type": page.type}, f"{ROOT}/{outlet.id}/feed")
        late = parse(feed_of(outlet).body, {"content-type": page.type}, f"{ROOT}/{outlet.id}/feed")
        assert {entry.guid for entry in document.entries} <= {entry.guid for entry in late.entries}


@pytest.mark.parametrize(
    ("outlet", "kind", "top"),
    [
        ("harbour-wire", "application/rss+xml", "rss"),
        ("northgate-courier", "application/atom+xml", "{http://www.w3.org/2005/Atom}feed"),
        ("lakeshore-ledger", "application/rdf+xml", "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}RDF"),
    ],
)
def test_a_format_is_what_it_says(outlet: str, kind: str, top: str) -> None:
    found = STORY.outlet(outlet)
    assert found is not None
    page = feed_of(found)
    assert page.type == kind
    assert ET.fromstring(page.body).tag == top


def test_a_json_feed_says_its_version() -> None:
    found = STORY.outlet("gulf-lantern")
    assert found is not None
    assert json.loads(feed_of(found).body)["version"] == "https://jsonfeed.org/version/1.1"


def test_an_encoding_of_another_age_is_declared_and_used() -> None:
    found = STORY.outlet("vestnik-zarechia")
    assert found is not None
    page = feed_of(found)
    assert page.body.startswith(b"<?xml version='1.0' encoding='windows-1251'?>")
    assert "Минобороны".encode("cp1251") in page.body


@given(st.sampled_from(STORY.outlets), st.floats(0, 130), st.floats(0, 130))
def test_a_feed_has_a_new_validator_if_and_only_if_it_has_changed(outlet: Outlet, a: float, b: float) -> None:
    one, two = feed_of(outlet, min(a, b)), feed_of(outlet, max(a, b))
    assert (one.etag == two.etag) == (shown(outlet, a) == shown(outlet, b)) == (one.body == two.body) == (one.modified == two.modified)


def test_the_joke_outlets_markup_is_escaped_on_its_page() -> None:
    found = STORY.outlet("daily-bracket")
    assert found is not None
    page = article(found, "escape", LATE, ROOT)
    assert page is not None
    assert b"<script" not in page.body
    assert b"<img" not in page.body
    assert b"&lt;script&gt;" in page.body


def test_every_document_says_that_its_outlet_is_invented() -> None:
    for outlet in STORY.outlets:
        pages = [feed_of(outlet), article(outlet, outlet.items[0].id, LATE, ROOT), front(outlet, LATE, ROOT), index(STORY, ROOT)]
        assert all(page is not None and b"invented outlet" in page.body for page in pages)


def test_nothing_is_served_before_it_is_out() -> None:
    outlet = STORY.outlets[0]
    assert feed(outlet, -1, ROOT) is None
    assert front(outlet, -1, ROOT) is None
    assert article(outlet, outlet.items[0].id, -1, ROOT) is None
