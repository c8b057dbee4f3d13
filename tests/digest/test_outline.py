from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from core.comparison import Comparison, Related
from digest.outline import Cut, cut, distinct, headline, lead, once, reason, troubled, weightiest_first
from digest.record import NewTopic
from digest.telling import tell
from tests.digest.written import DRONES, EXCHANGED, NAMES, RELEASED, ROUND, WRITTEN, claim, group

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


def test_what_differs_in_status_alone_says_so() -> None:
    plan, deal = claim("A", "314 to go.", "314", 314), claim("B", "314 agreed.", "314", 314)
    groups = (group("314", replace(deal, status="agreed")), group("314", replace(plan, status="scheduled")))
    (row,) = tell([replace(EXCHANGED, groups=groups, relations=(Related((0, 1), "updated", "why"),), relation="updated")], NAMES, UTC)
    assert headline(row) == "314 (scheduled) → 314 (agreed)"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        pytest.param(RELEASED, "", id="two who differ say it themselves"),
        pytest.param(replace(RELEASED, relation="denied", why="one says so, one denies it"), "One says so, one denies it.", id="a denial"),
        pytest.param(EXCHANGED, "157 + 157 = 314: each side's figure and both together.", id="a reconciliation"),
        pytest.param(ROUND, "", id="an agreement"),
    ],
)
def test_the_reason_is_told_where_the_answers_do_not_say_it(row: Comparison, words: str) -> None:
    (told,) = tell([row], NAMES, UTC)
    assert reason(told) == words


def test_many_other_answers_are_counted() -> None:
    groups = tuple(group(str(number), claim(f"O{number}", f"{number}.", str(number), number)) for number in range(8))
    (row,) = tell([replace(EXCHANGED, groups=groups, relations=(Related((1, 4), "differs", "why"),), relation="differs")], NAMES, UTC)
    assert headline(row) == "1 against 4; 0, 2, 3, 3 more"


def test_the_two_that_a_row_is_known_by_come_first() -> None:
    groups = tuple(group(str(number), claim(f"O{number}", f"{number}.", str(number), number)) for number in range(4))
    row = replace(
        EXCHANGED, groups=groups, relations=(Related((0, 1), "compatible", "why"), Related((1, 3), "differs", "why")), relation="differs"
    )
    (told,) = tell([row], NAMES, UTC)
    assert [answer.value for answer in weightiest_first(told)] == ["1", "3", "0", "2"]


def test_a_row_that_only_tells_again_what_another_rests_on_is_left_out() -> None:
    each = claim("A", "157 each.", "157 each", 157)
    own = replace(EXCHANGED, side="both", groups=(group("157 each", each),), relations=(), relation="same")
    side = replace(own, side="Ukraine", groups=(group("157", each, derived=True),))
    other = replace(own, question="released")
    rows = tell([side, own, RELEASED, replace(other, groups=(group("207", claim("A", "207.", "207", 207)),))], NAMES, UTC)
    assert [row.id for row in distinct(rows)] == ["row-2", "row-3", "row-4"]


def test_of_rows_that_tell_the_same_one_stays() -> None:
    rows = tell([EXCHANGED, EXCHANGED], NAMES, UTC)
    assert [row.id for row in distinct(rows)] == ["row-1"]


def test_outlets_with_the_same_trouble_are_told_together() -> None:
    down = WRITTEN.sources[0]
    sources = (down, replace(down, source="Zephyr"), replace(down, source="Gazette", words="not asked in this time"), *WRITTEN.sources[1:])
    assert troubled(sources) == ((down.words, ("Plain Dealer", "Zephyr")), ("not asked in this time", ("Gazette",)))


def test_a_headline_is_shown_under_one_topic_only() -> None:
    both, one = WRITTEN.new[0].headlines[:2]
    topics = [NewTopic(topic="A", headlines=(both,)), NewTopic(topic="B", headlines=(both, one))]
    assert [found.shown for _, found in once(topics, 3)] == [(both,), (one,)]


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
