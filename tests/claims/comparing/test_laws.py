"""What holds for every set of claims."""

from collections import Counter
from datetime import UTC
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.comparing.changes import changes
from claims.comparing.compare import compare
from claims.comparing.series import series
from claims.comparing.track import track
from core.claim import Claim, Kind, Measure, Qualifier, Scope, Status, Value
from core.comparison import RELATION_CLASS, Comparison
from tests.claims.comparing.drawing import SPEAKERS, said, several
from tests.claims.comparing.making import NOW, SIDES, claim


def together(claims: list[Claim]) -> list[Comparison]:
    return compare(claims, parties=SIDES, now=NOW)


def test_what_differs_in_its_measure_alone_stands_in_one_order() -> None:
    one, two = (claim("A", "casualties.killed", 189, status="postponed", measure=measure) for measure in ("event", "period"))
    assert together([one, two]) == together([two, one])


@settings(max_examples=60, deadline=None)
@given(several, st.randoms(use_true_random=False))
def test_the_order_of_the_claims_changes_nothing(claims: list[Claim], random: object) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert together(claims) == together(shuffled)


@settings(max_examples=60, deadline=None)
@given(several)
def test_every_claim_stands_in_a_group_of_its_own_question(claims: list[Claim]) -> None:
    compared = together(claims)
    for one in claims:
        homes = [
            row
            for row in compared
            if (row.topic, row.question) == (one.topic, one.question)
            and (row.side == one.side or one.side is None or {row.side, one.side} == {None, "both"})
            for group in row.groups
            if one in group.claims
        ]
        assert homes, one


@settings(max_examples=60, deadline=None)
@given(several)
def test_a_claim_stands_once_in_a_row_as_it_is_printed(claims: list[Claim]) -> None:
    for row in together(claims):
        printed = Counter(id(one) for group in row.groups if not group.derived for one in group.claims)
        assert all(times == 1 for times in printed.values())


@settings(max_examples=60, deadline=None)
@given(several)
def test_each_two_groups_of_a_row_are_related_once_and_say_why(claims: list[Claim]) -> None:
    for row in together(claims):
        pairs = [related.groups for related in row.relations]
        assert pairs == [(i, j) for i in range(len(row.groups)) for j in range(i + 1, len(row.groups))]
        assert all(related.why and "\n" not in related.why for related in row.relations)
        assert 0 <= row.importance <= 100
        assert row.importance == sum(points for _, points in row.terms)
        assert row.origins >= 1
        assert row.outlets >= 1


@settings(max_examples=60, deadline=None)
@given(several, st.integers(0, 1000), st.sampled_from(SPEAKERS))
def test_one_more_source_turns_no_conflict_into_agreement(claims: list[Claim], number: int, speaker: str | None) -> None:
    def agreeing(compared: list[Comparison]) -> set[frozenset[int]]:
        return {
            frozenset((id(one), id(two)))
            for row in compared
            for related in row.relations
            if RELATION_CLASS[related.relation] == "agree"
            for one in row.groups[related.groups[0]].claims
            for two in row.groups[related.groups[1]].claims
        }

    def opposed(compared: list[Comparison]) -> set[frozenset[int]]:
        return {
            frozenset((id(one), id(two)))
            for row in compared
            for related in row.relations
            if RELATION_CLASS[related.relation] == "conflict" and not any(row.groups[at].derived for at in related.groups)
            for one in row.groups[related.groups[0]].claims
            for two in row.groups[related.groups[1]].claims
        }

    before = opposed(together(claims))
    after = agreeing(together([*claims, claim("New", "released", number, "Ukraine", speaker=speaker)]))
    assert not before & after


@settings(max_examples=60, deadline=None)
@given(said(), said())
def test_two_claims_relate_alike_whichever_comes_first(first: Claim, second: Claim) -> None:
    def told(compared: list[Comparison]) -> list[object]:
        return [(row.question, row.side, sorted((one.relation, one.why) for one in row.relations)) for row in compared]

    assert told(together([first, second])) == told(together([second, first]))


def test_nothing_compares_to_nothing() -> None:
    assert together([]) == []


ODD = ("", "soon", "2026-02", "2026-02-05T09:00", "9999-12-31", "0001-01-01", "2026-13-45", "-1")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.builds(
            Claim,
            item=st.sampled_from((1, "1", "given")),
            url=st.sampled_from((None, "https://a.example/1")),
            source=st.sampled_from("AB"),
            published=st.datetimes(timezones=st.just(UTC)),
            topic=st.sampled_from(("talks", "strikes", "casualties", "pow-swaps", "own")),
            question=st.sampled_from(("stage", "date", "killed", "released", "since-last", "last-exchange", "exchanged", "length", "own")),
            side=st.sampled_from((None, "both", "X", "Ukraine")),
            value=st.builds(
                Value,
                kind=st.sampled_from(get_args(Kind)),
                low=st.one_of(st.none(), st.floats(allow_nan=False), st.sampled_from(ODD)),
                high=st.one_of(st.none(), st.floats(allow_nan=False), st.sampled_from(ODD)),
                unit=st.sampled_from((None, "", "months", "km", "people", "officers")),
                text=st.sampled_from(("", "5 each", "dozens", "300 more", "тысячи")),
            ),
            qualifier=st.sampled_from(get_args(Qualifier)),
            quote=st.sampled_from(("", "in 2025 alone", "since the start", "names of")),
            status=st.sampled_from(get_args(Status)),
            speaker=st.sampled_from((None, "", "?", "Kremlin", "Zelensky")),
            measure=st.sampled_from(get_args(Measure)),
            scope=st.builds(
                Scope, who=st.sampled_from((None, "", "women")), start=st.sampled_from((None, *ODD)), end=st.sampled_from((None, *ODD))
            ),
            as_of=st.sampled_from((None, *ODD)),
            event=st.sampled_from((None, None, "e1")),
            origin=st.sampled_from((None, "O")),
        ),
        max_size=6,
    )
)
def test_whatever_is_given_is_compared_in_any_order(claims: list[Claim]) -> None:
    assert together(claims) == together(claims[::-1])
    assert track(claims) == track(claims[::-1])
    assert series(claims) == series(claims[::-1])
    assert changes(claims, claims) == []
