"""Evidence is summed, and the likeliest answer told; weights are fitted from annotated matches."""

import importlib.util
import sys
from pathlib import Path

import pytest

from claims.guide import scales
from claims.reading.evidence import SILENCE, Answer
from claims.reading.weighing import Scale
from tests.claims.reading.said import reading

HOME = Path(__file__).parents[3]

ARMY, RAID = Answer("casualties.killed", "Ukraine"), Answer("strikes.killed", "Ukraine")
EVIDENCE = {SILENCE: ["silent:far"], ARMY: ["owner", "where"], RAID: ["owner", "strikes:attack"]}


@pytest.mark.parametrize(
    ("weights", "answer"),
    [
        pytest.param({"owner": 2.0, "where": 1.0}, ARMY, id="the greater sum"),
        pytest.param({"owner": 2.0, "where": 1.0, "strikes:attack": 3.0}, RAID, id="one strong sign against two weak ones"),
        pytest.param({"owner": 1.0, "silent:far": 4.0}, SILENCE, id="silence is likelier"),
        pytest.param({"owner": 5.0}, SILENCE, id="two answers are alike, and neither likely enough"),
    ],
)
def test_the_likeliest_answer_wins_or_nothing_is_said(weights: dict[str, float], answer: Answer) -> None:
    assert Scale(weights, 0.6).likeliest(EVIDENCE)[0] == answer


def test_what_speaks_most_for_an_answer_is_told_first() -> None:
    assert Scale({"owner": 1.0, "strikes:attack": 3.0}, 0.5).likeliest(EVIDENCE)[1] == ("strikes:attack", "owner")


@pytest.mark.parametrize(
    ("names", "enough"),
    [
        pytest.param({"attack", "accident"}, True, id="the greater weight"),
        pytest.param({"accident"}, False, id="one that speaks against it"),
        pytest.param({"unheard-of"}, True, id="what always counts, where nothing has a weight"),
    ],
)
def test_all_that_is_named_speaks_for_it_or_against_it(names: set[str], *, enough: bool) -> None:
    assert Scale({"": 0.5, "attack": 3.0, "accident": -2.0}, 0.5).speaks_for(names) is enough


def test_of_the_dead_of_no_war_it_is_said_why_they_were_passed_over() -> None:
    assert [one.reason for one in reading("Six passengers died and nine were injured near Odesa, where a van left the road.").passed] == [
        "the article tells of no war"
    ]


def test_a_claim_tells_what_was_weighed_for_it() -> None:
    (claim,) = reading("Russian drones killed 12 people in Odesa.").claims
    assert (claim.topic, claim.side) == ("strikes", "Ukraine")
    assert set(claim.grounds) <= {name for name, weight in scales()["losses"].weights.items() if weight > 0}
    assert claim.grounds


def test_weights_are_learnt_from_what_is_right_and_keep_their_sign() -> None:
    spec = importlib.util.spec_from_file_location("weigh", HOME / "bench" / "weigh.py")
    assert spec is not None
    assert spec.loader is not None
    weigh = importlib.util.module_from_spec(spec)
    sys.modules["weigh"] = weigh
    spec.loader.exec_module(weigh)
    silent, owned, named = ("silent:",), ("owner",), ("nearest",)
    given = [weigh.Sample((silent, owned, named), (False, True, False), 1.0, "a")] * 9
    given += [weigh.Sample((silent, named, ("speaker",)), (True, False, False), 1.0, "b")] * 3
    weights = weigh.fit(given)
    assert weights["owner"] > weights.get("silent:", 0.0) > weights.get("nearest", 0.0)
    assert weights.get("speaker", 0.0) >= 0
    assert weigh.score(given, weights, 0.4) == {"right": 9, "rightly silent": 3}
