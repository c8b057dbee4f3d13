"""Text from outside is harmless once it is cleaned, and text that was harmless stays as it was."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import clean, line, paragraphs

# All of Unicode, lone surrogates too, and often what does harm.
HARMFUL = (
    "\x00\x07\x08\x1b\x7f\x85\x9b\x9d\xad\u034f\u061c\u180e\u200b\u200d\u200f\u2028\u2029\u202e\u2066\ufeff\ufff9\U000e0041\ud800\r\n\t"
)
text = st.text(st.characters(exclude_categories=[]) | st.sampled_from(HARMFUL + "\u0301\u0336\u0e49 a1"))
prose = st.text(st.sampled_from("abcXYZéßąіїєґыэё0123456789.,:;!?()[]«»“”’—–%€°№ '\"/\\&<>"))

INVISIBLE = {"Cc", "Cs", "Zl", "Zp"}
"""Controls, lone surrogates, separators of lines and of paragraphs."""


@given(text)
def test_nothing_that_a_terminal_obeys_is_left(dirty: str) -> None:
    assert {char for char in clean(dirty) if unicodedata.category(char) in INVISIBLE} <= {"\n"}


@given(text)
def test_nothing_that_turns_or_hides_text_is_left(dirty: str) -> None:
    assert not {
        char
        for char in clean(dirty)
        if unicodedata.bidirectional(char) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI", "BN"}
    }


@given(text)
def test_what_is_clean_is_left_alone(dirty: str) -> None:
    assert clean(clean(dirty)) == clean(dirty)
    assert line(line(dirty)) == line(dirty)
    assert paragraphs(paragraphs(dirty)) == paragraphs(dirty)


@given(prose)
def test_prose_passes_unchanged(words: str) -> None:
    assert clean(words) == words


@given(text, st.integers(0, 20))
def test_no_text_is_longer_than_it_may_be(dirty: str, limit: int) -> None:
    assert len(clean(dirty, limit)) <= limit
    assert len(line(dirty, limit)) <= limit
    assert len(paragraphs(dirty, limit)) <= limit


@given(text)
def test_a_line_is_one_line_with_single_spaces(dirty: str) -> None:
    one = line(dirty)
    assert len(one.splitlines()) <= 1
    assert "  " not in one
    assert one == one.strip()


@given(text)
def test_paragraphs_stand_one_a_line(dirty: str) -> None:
    rows = paragraphs(dirty).split("\n")
    assert rows == [""] or all(row and row == line(row, len(row)) for row in rows)


@given(text)
def test_text_can_be_stored_and_sent(dirty: str) -> None:
    assert clean(dirty).encode("utf-8").decode("utf-8") == clean(dirty)


@pytest.mark.parametrize(
    ("dirty", "harmless"),
    [
        pytest.param("\x1b]52;c;aGk=\x07Truce", "]52;c;aGk=Truce", id="a write to the clipboard"),
        pytest.param("\x9b2JTruce\x9d", "›2JTruce", id="a control sequence of one byte"),
        pytest.param("abc\u202edef", "abcdef", id="text turned round"),
        pytest.param("pri\u00adson\u200bers", "prisoners", id="characters of no width"),
        pytest.param("Tru\ufffece\uffff\ufdd0", "Truce", id="what is no character"),
        pytest.param("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour", id="ends of lines"),
        pytest.param("12\x0b5\x0c7\x1c6", "12\n5\n7\n6", id="old ends of lines keep numbers apart"),
        pytest.param("150\x96160, \x93yes\x94", "150–160, “yes”", id="Windows-1252 taken for Latin-1 keeps numbers apart"),
        pytest.param("«„…”–—»", "«„…”–—»", id="a run of signs is no pile"),
        pytest.param("a\tb", "a b", id="a tab"),
        pytest.param("e" + "\u0301" * 50, "e" + "\u0301" * 4, id="a pile of marks on a letter"),
        pytest.param("1" + "\u0301" * 50, "1" + "\u0301" * 4, id="a pile of marks on a digit"),
        pytest.param("ก" + "\u0e49" * 50, "ก" + "\u0e49" * 4, id="a pile of Thai marks"),
        pytest.param("\u0301" * 50, "\u0301" * 4, id="a pile of marks on nothing"),
        pytest.param("a\ud83dz", "az", id="half a character"),
        pytest.param("[/] [@click=app.quit]", "[/] [@click=app.quit]", id="markup is text"),
    ],
)
def test_what_does_harm_is_taken_out(dirty: str, harmless: str) -> None:
    assert clean(dirty) == harmless


def test_a_long_pile_of_marks_takes_no_longer_than_a_long_text() -> None:
    assert len(clean("e" + "\u0301" * 200_000)) == 5
