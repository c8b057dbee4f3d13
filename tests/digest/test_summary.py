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
            ("Prisoners released, Ukraine: 195 against 207; in all 1 contested, in 1,200 new items from 2 outlets."),
            id="one conflict",
        ),
        pytest.param(
            [RELEASED, EXCHANGED, ROUND, DRONES],
            CHANGES,
            9,
            4,
            (
                "Prisoners released, Ukraine: 195 against 207; in all 1 contested, 1 moved on, 1 agreed, 1 reconciled and "
                "1 outlet changed what an article claims, in 9 new items from 4 outlets."
            ),
            id="some of each",
        ),
    ],
)
def test_the_sentence(rows: Sequence[Comparison], changes: Sequence[Change], items: int, outlets: int, sentence: str) -> None:
    assert summary(tell(rows, NAMES, UTC), changes, items, outlets) == sentence
