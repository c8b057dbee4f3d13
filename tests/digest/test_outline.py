from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from core.comparison import Comparison, Related
from digest.outline import Cut, cut, headline, lead
from digest.telling import tell
from tests.digest.written import DRONES, EXCHANGED, NAMES, RELEASED, ROUND, claim, group

LATE = claim("A", "300.", "300", 300, hours=1)
CORRECTED = replace(
    EXCHANGED,
    groups=(
        group("314", claim("B", "314.", "314", 314, hours=9), replace(LATE, version=2, seen=LATE.published + timedelta(minutes=5))),
        group("300", LATE),
    ),
    relations=(Related((0, 1), "corrected", "why"),),
    relation="corrected",
)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param(RELEASED, "195 against 207", id="a conflict"),
        pytest.param(EXCHANGED, "314 and 157 each", id="a reconciliation"),
        pytest.param(ROUND, "2", id="an agreement"),
        pytest.param(DRONES, "90 → 105; about 100", id="what makes the row what it is first"),
        pytest.param(CORRECTED, "300 → 314", id="what nobody says any more first, even if others said the new value before"),
    ],
)
def test_headline(row: Comparison, words: str) -> None:
    (told,) = tell([row], NAMES, UTC)
    assert headline(told) == words


def test_the_voice_that_names_its_speaker_speaks_for_the_others() -> None:
    said = claim("B", "The office: 314.", "314", 314, hours=1, speaker="Office")
    (row,) = tell([replace(EXCHANGED, groups=(group("314", claim("A", "314.", "314", 314), said),), relations=())], NAMES, UTC)
    voice, others = lead(row.answers[0])
    assert (voice.source, others) == ("B", ("A",))


@pytest.mark.parametrize(
    ("size", "most", "shown", "more"),
    [pytest.param(3, 3, 3, 0, id="all"), pytest.param(4, 3, 4, 0, id="one more needs no line"), pytest.param(5, 3, 3, 2, id="cut")],
)
def test_cut(size: int, most: int, shown: int, more: int) -> None:
    assert cut(range(size), most) == Cut(tuple(range(shown)), more)
