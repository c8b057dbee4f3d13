"""The toll of an attack that an article tells days later, and names no day: it is of that attack, where only one can be meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.comparing.board import Board, Given
from core.claim import Claim
from tests.claims.comparing.making import NOW, SIDES, claim, rows


def killed(source: str, number: float, published: str, where: str = "", **more: str) -> Claim:
    quote = f"{number} people were killed{where}."
    return claim(source, "strikes.killed", number, "Ukraine", quote=quote, published=published, **more)


def of(compared: Claim, *others: Claim) -> str | None:
    """The day of the attack to which a toll belongs."""
    (found,) = {one.event for one in rows(compared, *others) for group in one.groups if compared in group.claims}
    return found and found.removeprefix("strikes:")


FIRST = killed("A", 18, "2026-01-10", " in Smila")


@pytest.mark.parametrize(
    ("later", "day"),
    [
        pytest.param(killed("B", 21, "2026-01-20"), "2026-01-10", id="more, ten days later"),
        pytest.param(killed("B", 22, "2026-01-31"), "2026-01-10", id="weeks later"),
        pytest.param(killed("B", 22, "2026-02-03"), "2026-02-03", id="longer than there is no other of its size"),
        pytest.param(killed("B", 18, "2026-01-13"), "2026-01-10", id="as many"),
        pytest.param(killed("B", 50, "2026-01-13", " in Smila"), "2026-01-10", id="far more in the same town"),
        pytest.param(killed("B", 50, "2026-01-13", " in Missile Strike on Smila"), "2026-01-10", id="in the same town, by a headline"),
        pytest.param(killed("B", 21, "2026-01-20", " in Lubny"), "2026-01-20", id="another town"),
        pytest.param(killed("B", 30, "2026-01-20"), "2026-01-20", id="far more, of no town"),
        pytest.param(killed("B", 60, "2026-01-13", " in Smila"), "2026-01-13", id="too many for the town"),
        pytest.param(killed("B", 50, "2026-01-30", " in Smila"), "2026-01-30", id="far more in the same town weeks later"),
        pytest.param(killed("B", 17, "2026-01-20"), "2026-01-20", id="fewer"),
        pytest.param(killed("B", 21, "2026-02-15"), "2026-02-15", id="too late"),
        pytest.param(killed("B", 21, "2026-01-20", " overnight"), "2026-01-20", id="of its own day by its words"),
        pytest.param(killed("B", 21, "2026-01-20", " on Monday"), "2026-01-19", id="of a day that it names"),
        pytest.param(killed("B", 21, "2026-01-20", who="children"), "2026-01-20", id="a sort of them"),
        pytest.param(killed("B", 21, "2026-01-20", status="denied"), "2026-01-20", id="denied"),
    ],
)
def test_a_toll_that_names_no_day_is_of_the_only_attack_that_it_may_have_grown_from(later: Claim, day: str) -> None:
    assert of(later, FIRST) == day


@pytest.mark.parametrize(
    ("other", "day"),
    [
        pytest.param(killed("C", 20, "2026-01-15", " in Lubny"), "2026-01-20", id="of its size"),
        pytest.param(killed("C", 19, "2026-01-15"), "2026-01-10", id="that is the same one, told before"),
        pytest.param(killed("C", 10, "2026-01-15", " in Lubny"), "2026-01-10", id="of less than half as many dead"),
        pytest.param(killed("C", 90, "2026-01-15", " in Lubny"), "2026-01-20", id="far greater"),
    ],
)
def test_where_two_attacks_may_be_meant_it_is_of_neither(other: Claim, day: str) -> None:
    assert of(killed("B", 21, "2026-01-20"), FIRST, other) == day


def test_of_an_attack_that_some_tell_far_more_of_it_is_not() -> None:
    assert of(killed("B", 21, "2026-01-20"), FIRST, killed("C", 79, "2026-01-10")) == "2026-01-20"


@pytest.mark.parametrize(
    ("told", "day"),
    [
        pytest.param(79, "2026-01-10", id="that the attack is told with"),
        pytest.param(80, "2026-01-13", id="that nobody told of it"),
    ],
)
def test_a_toll_beside_a_number_of_the_attack_is_of_it_though_others_tell_of_far_more(told: int, day: str) -> None:
    first, more = killed("A", 79, "2026-01-10"), killed("C", 300, "2026-01-10", status="alleged")
    later = killed("B", 96, "2026-01-13")
    assert of(later, first, more, killed("B", told, "2026-01-13")) == day


OUTGROWN = [("63", "A"), ("89", "B"), ("63", "B")]


@pytest.mark.parametrize(
    ("quote", "groups"),
    [
        pytest.param("Earlier the ministry spoke of 63 dead, and now of 89.", OUTGROWN, id="what was known at first"),
        pytest.param("The toll rose from 63 dead to 89.", OUTGROWN, id="from so many"),
        pytest.param("The ministry counts 63 dead, others 89.", [("63", "AB"), ("89", "B")], id="two counts"),
    ],
)
def test_who_tells_a_figure_as_outgrown_does_not_say_it(quote: str, groups: list[tuple[str, str]]) -> None:
    first = claim("A", "strikes.killed", 63, "Ukraine", quote="63 were killed.", published="2026-01-10")
    later = [claim("B", "strikes.killed", number, "Ukraine", quote=quote, published="2026-01-11") for number in (63, 89)]
    (one,) = rows(first, *later)
    assert [(group.value, "".join(told.source for told in group.claims)) for group in one.groups] == groups


@pytest.mark.parametrize(
    ("now", "groups"),
    [
        pytest.param(82, [("63", "A"), ("82", "B"), ("63", "B")], id="not far above"),
        pytest.param(163, [("63", "AB"), ("163", "B")], id="far above, so that the first may be a part"),
    ],
)
def test_a_toll_that_its_article_tells_to_have_grown_is_outgrown(now: int, groups: list[tuple[str, str]]) -> None:
    first = claim("A", "strikes.killed", 63, "Ukraine", quote="63 were killed.", published="2026-01-10")
    told = {63: "The service counted 63 dead.", now: f"Since then the toll has risen to {now}."}
    later = [claim("B", "strikes.killed", number, "Ukraine", quote=quote, published="2026-01-11") for number, quote in told.items()]
    (one,) = rows(first, *later)
    assert [(group.value, "".join(told.source for told in group.claims)) for group in one.groups] == groups


def test_few_dead_are_told_of_many_attacks_and_their_town_says_of_which() -> None:
    first = killed("A", 12, "2026-01-10", " in Smila")
    assert of(killed("B", 13, "2026-01-14"), first) == "2026-01-14"
    assert of(killed("B", 13, "2026-01-14", " in Smila"), first) == "2026-01-10"


def test_its_town_tells_which_attack_of_two_is_meant() -> None:
    assert of(killed("B", 21, "2026-01-20", " in Smila"), FIRST, killed("C", 20, "2026-01-15", " in Lubny")) == "2026-01-10"


def test_all_that_its_article_tells_is_of_that_attack() -> None:
    hurt = claim("B", "strikes.injured", 66, "Ukraine", quote="66 were hurt.", published="2026-01-20")
    before = claim("A", "strikes.injured", 59, "Ukraine", quote="59 were hurt.", published="2026-01-10")
    compared = rows(FIRST, before, killed("B", 21, "2026-01-20"), hurt)
    assert [(one.question, one.event, one.relation) for one in compared] == [
        ("injured", "strikes:2026-01-10", "updated"),
        ("killed", "strikes:2026-01-10", "updated"),
    ]


weeks = st.lists(
    st.builds(
        killed,
        st.sampled_from("ABCD"),
        st.sampled_from((18, 20, 23, 29)),
        st.integers(1, 28).map("2026-01-{:02}".format),
        st.sampled_from(("", "", " in Smila", " in Lubny", " overnight", " on Monday")),
    ),
    max_size=9,
)


@settings(max_examples=60, deadline=None)
@given(weeks, st.randoms(use_true_random=False))
def test_the_order_in_which_tolls_come_and_go_changes_nothing(claims: list[Claim], random: object) -> None:
    board = Board(SIDES)
    random.shuffle(claims)  # type: ignore[attr-defined]
    for at, one in enumerate(claims):
        board.change(Given([one]))
        assert board.rows(NOW) == rows(*claims[: at + 1])
    random.shuffle(claims)  # type: ignore[attr-defined]
    for at, one in enumerate(claims):
        board.change(withdrawn=Given([one]))
        assert board.rows(NOW) == rows(*claims[at + 1 :])


def test_it_moves_as_attacks_that_may_be_meant_come_and_go() -> None:
    board, later, rival = Board(SIDES), killed("B", 21, "2026-01-20"), killed("C", 20, "2026-01-15", " in Lubny")
    steps = [((later,), (), "20"), ((FIRST,), (), "10"), ((rival,), (), "20"), ((), (rival,), "10"), ((), (FIRST,), "20")]
    for come, gone, day in steps:
        board.change(Given(come), Given(gone))
        found = [one.event for one in board.rows(NOW) for group in one.groups if later in group.claims]
        assert found == [f"strikes:2026-01-{day}"]
