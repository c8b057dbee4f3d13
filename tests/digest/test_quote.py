import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import line
from digest.quote import LONGEST, excerpt

LONG = (
    "The ministry, which had been asked for days, said " + "and said again " * 20 + "that 157 people were home, " + "as it had hoped " * 10
)


@pytest.mark.parametrize(
    ("sentence", "value", "limit", "short"),
    [
        pytest.param("157 came home.", "157", 200, "157 came home.", id="short enough"),
        pytest.param("157 came home today, they said.", "157", 20, "157 came home today…", id="cut at a word, without its comma"),
        pytest.param("They said that today 157 came home.", "157", 20, "… today 157…", id="the figure stays"),
        pytest.param("They said that 157 came home.", "no such", 20, "They said that 157…", id="a figure that is not there"),
        pytest.param("a" * 50, "", 20, "a" * 19 + "…", id="one long word"),
        pytest.param("two\nlines   here", "", 200, "two lines here", id="on one line"),
    ],
)
def test_excerpt(sentence: str, value: str, limit: int, short: str) -> None:
    assert excerpt(sentence, value, limit) == short


def test_a_long_sentence_keeps_its_figure_within_two_hundred_characters() -> None:
    short = excerpt(LONG, "157")
    assert len(short) <= LONGEST
    assert "that 157 people" in short


@given(st.text(max_size=600), st.data(), st.integers(20, 200))
def test_an_excerpt_is_never_longer_and_holds_the_value_it_is_of(sentence: str, data: st.DataObject, limit: int) -> None:
    text = line(sentence, 100_000)
    start = data.draw(st.integers(0, len(text)))
    value = text[start : start + data.draw(st.integers(0, 12))].strip()
    short = excerpt(sentence, value, limit)
    assert len(short) <= limit
    assert value in short
    assert short.strip("… ") in text
