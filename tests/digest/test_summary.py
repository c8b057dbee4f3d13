from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC

import pytest

from core.comparison import Comparison
from digest.record import Change
from digest.summary import summary
from digest.telling import tell
from tests.digest.written import ALONE, CHANGES, DRONES, EXCHANGED, NAMES, RELEASED, ROUND

GIVEN_WITH_BOTH = replace(
    RELEASED,
    groups=tuple(replace(group, claims=tuple(replace(one, speaker="Red Cross") for one in group.claims)) for group in RELEASED.groups),
)


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
                "Most contested is “Prisoners released, Ukraine”, 195 (Ministry of Defence) against 207 (Coordination Office); "
                "in all 1 contested; 1,200 new items from 2 outlets."
            ),
            id="one conflict",
        ),
        pytest.param(
            [GIVEN_WITH_BOTH],
            [],
            2,
            2,
            (
                "Most contested is “Prisoners released, Ukraine”, 195 (State Wire) against 207 (Varta); "
                "in all 1 contested; 2 new items from 2 outlets."
            ),
            id="one speaker with two figures",
        ),
        pytest.param(
            [RELEASED, EXCHANGED, ROUND, DRONES],
            CHANGES,
            9,
            4,
            (
                "Most contested is “Prisoners released, Ukraine”, 195 (Ministry of Defence) against 207 (Coordination Office); most widely "
                "told is “Prisoners exchanged, both sides”, 314 (2 outlets); in all 1 contested, 1 moved on, 1 reconciled and 1 agreed; "
                "9 new items from 4 outlets; 1 outlet changed what an article claims."
            ),
            id="some of each",
        ),
        pytest.param(
            [ROUND],
            [],
            3,
            2,
            "Most widely told is “Round of talks”, 2 (2 outlets); in all nothing contested and 1 agreed; 3 new items from 2 outlets.",
            id="no conflict",
        ),
    ],
)
def test_the_sentence(rows: Sequence[Comparison], changes: Sequence[Change], items: int, outlets: int, sentence: str) -> None:
    assert summary(tell(rows, NAMES, UTC), changes, items, outlets) == sentence
