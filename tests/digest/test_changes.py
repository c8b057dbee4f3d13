from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.claim import Claim
from digest.changes import fact_changes
from digest.record import FactChange
from tests.digest.written import NAMES, claim

SAID = claim("Courier", "314 were exchanged.", "314", 314)
LESS = claim("Courier", "300 were exchanged.", "300", 300)
OTHER = claim("Courier", "207 came home.", "207", 207, question="released", side="Ukraine")


def facts(old: list[Claim], new: list[Claim]) -> list[tuple[str, str | None, str | None]]:
    return [(fact.kind, fact.old, fact.new) for fact in fact_changes(old, new, NAMES)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param([SAID], [SAID], [], id="nothing"),
        pytest.param([SAID], [replace(SAID, quote="All in all 314 were exchanged.", start=90)], [], id="wording"),
        pytest.param([LESS], [SAID], [("changed", "300", "314")], id="a value"),
        pytest.param([SAID], [replace(SAID, qualifier="at-least")], [("changed", "314", "at least 314")], id="a qualifier"),
        pytest.param(
            [SAID],
            [replace(SAID, status="scheduled")],
            [("changed", "314 (completed)", "314 (scheduled)")],
            id="a status",
        ),
        pytest.param(
            [SAID],
            [replace(SAID, speaker="Ada Kern")],
            [("changed", "314 (in its own voice)", "314 (Ada Kern)")],
            id="a speaker",
        ),
        pytest.param([], [SAID], [("added", None, "314")], id="a claim came"),
        pytest.param([SAID], [], [("removed", "314", None)], id="a claim went"),
        pytest.param([SAID], [OTHER], [("added", None, "207"), ("removed", "314", None)], id="another question"),
        pytest.param([SAID, SAID], [SAID], [], id="said twice, then once"),
        pytest.param([SAID, OTHER], [OTHER, SAID], [], id="another order"),
        pytest.param([LESS, SAID], [SAID], [("removed", "300", None)], id="what is the same is matched first"),
    ],
)
def test_fact_changes(old: list[Claim], new: list[Claim], expected: list[tuple[str, str | None, str | None]]) -> None:
    assert facts(old, new) == expected


def test_a_change_quotes_the_later_version() -> None:
    (fact,) = fact_changes([LESS], [SAID], NAMES)
    assert fact == FactChange(
        kind="changed", label="Prisoners exchanged, both sides", old="300", new="314", speaker=None, quote="314 were exchanged."
    )


claims = st.lists(
    st.builds(
        lambda low, question, speaker: replace(SAID, value=replace(SAID.value, low=low, high=low), question=question, speaker=speaker),
        st.sampled_from([1.0, 2.0, 3.0]),
        st.sampled_from(["exchanged", "released"]),
        st.sampled_from([None, "Ada Kern"]),
    ),
    max_size=5,
)


@given(claims)
def test_a_text_that_says_the_same_has_not_changed(said: list[Claim]) -> None:
    assert facts(said, list(reversed(said))) == []


@given(claims, claims)
def test_what_came_one_way_goes_the_other_way(old: list[Claim], new: list[Claim]) -> None:
    forth, back = facts(old, new), facts(new, old)
    assert bool(forth) == bool(back)
