"""What a row says of itself before all of its groups are related."""

from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.comparing import context, long, rows
from claims.comparing.compare import compare
from claims.comparing.importance import WEIGHT_ORDER, far_points, gap
from claims.comparing.pairs import Pairs
from claims.comparing.relations import relate
from core.claim import Claim, Scope
from core.comparison import Related
from tests.claims.comparing.drawing import said
from tests.claims.comparing.making import NOW, SIDES, claim

QUESTIONS = st.sampled_from((("pow-swaps", "released"), ("casualties", "killed"), ("strikes", "drones-downed"), ("territory", "gained")))
MOD = "Russian Ministry of Defence"
KYIV = "Volodymyr Zelenskyy"


def held(claims: list[Claim]) -> list[Pairs]:
    """The pairs of all rows of claims, of which the rows were told by their weightiest."""
    found: list[Pairs] = []
    weightiest = Pairs.weightiest

    def told(pairs: Pairs) -> Related | None:
        found.append(pairs)
        return weightiest(pairs)

    with patch.object(Pairs, "weightiest", told):
        compare(claims, parties=SIDES, now=NOW)
    return found


@st.composite
def of_one_row(draw: st.DrawFn) -> list[Claim]:
    """Claims that meet in few rows, some of them in the row of what they add up to."""
    topic, question = draw(QUESTIONS)
    claims = draw(st.lists(said().filter(lambda one: one.value.kind == "count"), min_size=2, max_size=9))
    at_once = [replace(one, topic=topic, question=question, side="Ukraine", measure="event", scope=Scope(), quote="") for one in claims]
    return [replace(one, question="exchanged", side="both") if topic == "pow-swaps" and one.start else one for one in at_once]


@pytest.mark.parametrize("most", [60, 1])
@settings(max_examples=150, deadline=None)
@given(of_one_row())
def test_what_is_told_at_once_is_what_all_pairs_tell(most: int, claims: list[Claim]) -> None:
    with patch.object(rows, "ALL_PAIRS", most), patch.object(long, "ALL_PAIRS", most), patch.object(long, "NEAREST", 2):
        for pairs in held(claims):
            best, total = pairs.weightiest(), pairs.sum()
            far = pairs.far(best)
            told = list(pairs.related())
            spans = [[pairs.clusters[at].span for at in one.groups] for one in told]
            assert [one.groups for one in told] == list(pairs.places())
            assert pairs.number == len(told)
            assert best == min(told, key=lambda one: WEIGHT_ORDER.index(one.relation), default=None)
            assert total == next((one.why for one in told if one.relation == "adds up"), "")
            gaps = [gap(one.relation, *two) for one, two in zip(told, spans, strict=True)]
            assert far_points(far) == far_points(max(gaps, default=0.0))


def test_a_contested_row_relates_no_more_groups_than_that_takes_until_somebody_looks() -> None:
    claims = [claim(f"{number}", "released", 100 + number, "Ukraine", speaker=(MOD, KYIV)[number % 2]) for number in range(20)]
    with patch.object(context, "relate", side_effect=relate) as asked:
        (row,) = compare(claims, parties=SIDES, now=NOW)
        assert (row.relation, asked.call_count < len(row.relations)) == ("contested", True)
        assert len({one.groups for one in row.relations}) == len(row.relations) == asked.call_count


def test_what_is_denied_weighs_more_than_what_differs_and_is_related_first() -> None:
    told = [claim(source, "released", number, "Ukraine") for source, number in (("A", 150), ("B", 150), ("C", 189), ("D", 189))]
    (row,) = compare([*told, claim("E", "released", 150, "Ukraine", status="denied")], parties=SIDES, now=NOW)
    assert row.relations[0].relation == "differs"
    assert row.relation == "denied"


def test_a_sum_that_joins_others_is_told_beside_a_conflict() -> None:
    told = [claim("A", "released", 157, "both"), claim("B", "exchanged", 314, "both"), claim("C", "exchanged", 400, "both")]
    row = next(one for one in compare(told, parties=SIDES, now=NOW) if one.question == "exchanged")
    assert (row.relation, row.why.endswith("; 2 x 157 = 314")) == ("differs", True)
