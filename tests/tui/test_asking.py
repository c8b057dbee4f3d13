"""What a reader types to find items."""

from datetime import UTC, datetime, timedelta

import pytest

from store.query import Query
from tests.tui.scene import NOW
from tui.asking import narrows, query

SOURCES = ("Courier", "Harbour Wire", "Wire of the Lake")
TOPICS = (("pow-swaps", "Prisoner swaps"), ("talks", "Talks"))


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        pytest.param("prisoners freed", Query(by="published", search="prisoners freed"), id="words"),
        pytest.param("source:courier", Query(by="published", source="Courier"), id="a source, whatever its letters"),
        pytest.param(
            "source:wire", Query(by="published", source="Wire of the Lake"), id="a name that begins so goes before one that holds it"
        ),
        pytest.param('source:"harbour w" freed', Query(by="published", source="Harbour Wire", search="freed"), id="a name of two words"),
        pytest.param("topic:prisoner", Query(by="published", topic="pow-swaps"), id="a topic by its name"),
        pytest.param("topic:talks is:unread", Query(by="published", topic="talks", unread=True), id="a topic by its id, unread"),
        pytest.param("is:starred since:2d", Query(by="published", starred=True, since=NOW - timedelta(days=2)), id="starred, since"),
        pytest.param("until:2026-02-05", Query(by="published", until=datetime(2026, 2, 5, tzinfo=UTC)), id="until a day"),
        pytest.param("source:", Query(by="published", search="source:"), id="not typed to its end"),
        pytest.param("https://a.example", Query(by="published", search="https://a.example"), id="a colon of another kind"),
    ],
)
def test_what_is_typed_is_a_query(words: str, asked: Query) -> None:
    assert query(words, SOURCES, TOPICS, NOW) == (asked, None)


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("source:nobody", 'no source is called "nobody"'),
        ("since:soon freed", '"soon" is no time'),
        ("is:new", "is:new is not known"),
    ],
)
def test_what_is_not_understood_is_said_and_the_rest_is_asked(words: str, trouble: str) -> None:
    asked, said = query(words, SOURCES, TOPICS, NOW)
    assert said is not None
    assert said.startswith(trouble)
    assert asked.source is None


def test_words_alone_narrow_nothing() -> None:
    assert not narrows("prisoners freed: 314")
    assert narrows("freed is:unread")
