"""Laying text out in cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from core.text import clean
from tui.ink import Ink, Line, crop, fit, length, plain, right, wrap
from tui.safe import flat

texts = st.text(max_size=60) | st.sampled_from(
    ["日本語のニュース", "\u202egnihtyreve", "👩\u200d👩\u200d👧 ☎️ 🇺🇦", "é̂̃̄̅̆", "a\x1b[2Jb", "тексты", "اخبار"]
)
inks: st.SearchStrategy[Ink] = st.sampled_from(("text", "value", "faint"))
lines: st.SearchStrategy[Line] = st.lists(st.tuples(texts, inks), max_size=4).map(tuple)
widths = st.integers(0, 40)


@given(texts, widths)
def test_a_fitted_text_has_the_width_asked_for(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width
    assert cell_len(right(text, width)) == width


@given(lines, widths)
def test_a_cropped_line_has_the_width_asked_for(line: Line, width: int) -> None:
    assert length(crop(line, width)) == width


@given(lines, widths)
def test_nothing_of_a_line_can_be_taken_for_a_control(line: Line, width: int) -> None:
    shown = plain(crop(line, width))
    assert clean(shown) == shown


@given(lines, st.integers(4, 40), st.integers(0, 6))
def test_wrapping_loses_nothing_but_spaces(line: Line, width: int, hang: int) -> None:
    def letters(some: Line) -> str:
        return "".join("".join(flat(text) for text, _ in some).split())

    wrapped = wrap(line, width, hang)
    assert "".join(letters(part) for part in wrapped) == letters(line)


@pytest.mark.parametrize(
    ("line", "width", "expected"),
    [
        pytest.param((("one two three", "text"),), 7, ["one two", "  three"], id="at spaces, indented"),
        pytest.param(
            (("say ", "text"), ("314", "value"), (", twice", "text")), 7, ["say", "  314,", "  twice"], id="a word of two inks stays whole"
        ),
        pytest.param((("abcdefghij", "text"),), 4, ["abcd", "  ef", "  gh", "  ij"], id="a word that is too long"),
        pytest.param((), 10, [""], id="nothing is an empty line"),
    ],
)
def test_wrap(line: Line, width: int, expected: list[str]) -> None:
    assert [plain(part).rstrip() for part in wrap(line, width, 2)] == expected
