from datetime import UTC, datetime

import pytest

from core.claim import Claim, Value
from core.comparison import Comparison, Group
from core.news import Article
from digest.unread import figures, may_hold, printed

NOON = datetime(2026, 2, 5, 12, tzinfo=UTC)


def row(value: Value) -> Comparison:
    """A row of one claim."""
    said = Claim(1, None, "Courier", NOON, "pow-swaps", "released", None, value, "exact", "A sentence.")
    group = Group(value.text, "completed", (said,), 1, 1)
    return Comparison("pow-swaps", "released", None, None, (group,), (), None, "pending", 0, 1, 1, "")


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        pytest.param("157 з кожного боку", Value("count", 157, 157, "people", "157 each"), True, id="the number"),
        pytest.param("1 570 people, 15.7%", Value("count", 157, 157, "people", "157"), False, id="other numbers"),
        pytest.param("55.000 Soldaten", Value("count", 55000, 55000, "people", "55,000"), True, id="other separators"),
        pytest.param("перший за п'ять місяців", Value("duration", 5, 5, "months", "five months"), True, id="a length of time in words"),
        pytest.param("The talks went on.", Value("duration", 5, 5, "months", "five months"), False, id="no length of time"),
        pytest.param("на 17 лютого", Value("date", "2026-02-17", "2026-02-17", None, "Feb. 17"), True, id="a day of the month"),
        pytest.param("", Value("count", 3, 3, "people", "three"), False, id="nothing"),
    ],
)
def test_a_figure_that_stands_in_the_text_is_not_silence(text: str, value: Value, *, expected: bool) -> None:
    assert may_hold(printed(Article(2, "Herald", NOON, "", text)), figures(row(value))) is expected
