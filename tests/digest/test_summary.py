from collections.abc import Sequence
from datetime import UTC

import pytest

from core.comparison import Comparison
from digest.record import Change
from digest.summary import summary
from digest.telling import tell
from tests.digest.written import ALONE, CHANGES, DRONES, EXCHANGED, NAMES, RELEASED, ROUND


@pytest.mark.parametrize(
    ("rows", "changes", "items", "outlets", "sentence"),
    [
        pytest.param([], [], 0, 0, "No new item; no question has answers from more than one outlet.", id="nothing"),
        pytest.param([ALONE], [], 1, 1, "1 new item from 1 outlet; no question has answers from more than one outlet.", id="one outlet"),
        pytest.param([], CHANGES, 3, 2, "3 new items from 2 outlets; 1 outlet changed what an article claims.", id="a change alone"),
        pytest.param(
            [RELEASED],
            [],
            1200,
            2,
            (
                "1,200 new items from 2 outlets; of the questions with several answers, 1 is in conflict "
                "(Prisoners released, Ukraine: 195 against 207)."
            ),
            id="one conflict",
        ),
        pytest.param(
            [RELEASED, RELEASED, EXCHANGED, ROUND, ROUND, DRONES],
            CHANGES,
            9,
            4,
            (
                "9 new items from 4 outlets; of the questions with several answers, 2 are in conflict "
                "(first of all Prisoners released, Ukraine (5 Feb 2026): 195 against 207), 1 reconciles, 2 agree, 1 moved on and "
                "1 outlet changed what an article claims."
            ),
            id="some of each",
        ),
    ],
)
def test_the_sentence(rows: Sequence[Comparison], changes: Sequence[Change], items: int, outlets: int, sentence: str) -> None:
    assert summary(tell(rows, NAMES, UTC), changes, items, outlets) == sentence
