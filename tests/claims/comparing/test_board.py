"""The board: whatever comes and goes, it shows what comparing all that stays shows."""

import pickle
from datetime import timedelta
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.comparing import long, rows
from claims.comparing.board import Board, Given
from claims.comparing.compare import compare
from claims.comparing.rulings import anchor
from core.claim import Claim
from core.comparison import Comparison, Coverage, Outlet
from core.correction import Ruled, Ruling
from tests.claims.comparing.drawing import said
from tests.claims.comparing.making import NOW, SIDES, claim, day

ITEMS = [f"{source}{number}" for source in "ABCDEF" for number in (1, 2)]

covering = st.builds(
    Coverage,
    item=st.sampled_from(ITEMS),
    source=st.sampled_from("ABCDEFG"),
    topic=st.sampled_from(("pow-swaps", "strikes", "talks")),
    full=st.booleans(),
    published=st.sampled_from((None, day("2026-02-05"), day("2026-02-06"), day("2026-02-08"))),
)
given_once = st.builds(
    Given, claims=st.lists(said(), max_size=5), earlier=st.lists(said(), max_size=1), coverage=st.lists(covering, max_size=2)
)
outlets = st.lists(
    st.builds(Outlet, source=st.sampled_from("ABCDEFG"), owner=st.sampled_from((None, "O")), reach=st.sampled_from(("ok", "gap"))),
    max_size=3,
    unique_by=lambda one: one.source,
)
origins = st.dictionaries(st.sampled_from(ITEMS), st.sampled_from("XY"), max_size=3)


def cold(given: list[Given], parties: tuple[str, ...], **more: Any) -> list[Comparison]:
    return compare(
        [one for part in given for one in part.claims],
        earlier=[one for part in given for one in part.earlier],
        coverage=[one for part in given for one in part.coverage],
        parties=parties,
        **more,
    )


@settings(max_examples=80, deadline=None)
@given(st.data(), st.sampled_from((SIDES, (), ("Ukraine",))), st.lists(given_once, min_size=1, max_size=6))
def test_what_comes_and_goes_leaves_what_stays(data: st.DataObject, parties: tuple[str, ...], parts: list[Given]) -> None:
    named = [anchor(claim("A", "released", 157)), *(anchor(one) for part in parts for one in part.claims)]
    pairs = st.builds(Ruling, st.sampled_from(get_args(Ruled)), st.sampled_from(named), st.sampled_from(named))
    rulings = data.draw(st.lists(pairs, max_size=3))
    board = Board(parties, rulings=rulings)
    there: list[Given] = []
    more: dict[str, Any]
    for step, part in enumerate([*parts, *parts[::2]]):
        at = data.draw(st.integers(0, len(there)))
        gone = there.pop(at) if at < len(there) else Given()
        there.append(part)
        board.change(part, gone)
        if data.draw(st.integers(0, 1)):
            more = {"now": NOW + timedelta(hours=9 * step), "outlets": data.draw(outlets), "origins": data.draw(origins)}
            assert board.rows(**more) == cold(there, parties, rulings=rulings, **more)
    assert board.rows(NOW) == cold(there, parties, rulings=rulings, now=NOW)


@settings(max_examples=40, deadline=None)
@given(st.lists(said(), max_size=12), st.randoms(use_true_random=False))
def test_claims_that_come_one_by_one_make_the_rows_of_all(claims: list[Claim], random: object) -> None:
    board = Board(SIDES)
    random.shuffle(claims)  # type: ignore[attr-defined]
    for one in claims:
        board.change(Given([one]))
        board.rows(NOW)
    assert board.rows(NOW) == compare(claims, parties=SIDES, now=NOW)
    for one in claims:
        board.change(withdrawn=Given([one]))
    assert board.rows(NOW) == []


@pytest.mark.parametrize("nearest", [1, 8])
def test_long_rows_take_over_what_has_not_changed(nearest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "ALL_PAIRS", 1)
    monkeypatch.setattr(long, "ALL_PAIRS", 1)
    monkeypatch.setattr(long, "NEAREST", nearest)
    test_claims_that_come_one_by_one_make_the_rows_of_all()
    test_what_comes_and_goes_leaves_what_stays()


def test_a_running_total_that_comes_last_answers_its_promise() -> None:
    promise = claim("A", "bodies", 6000, "Ukraine", status="agreed")
    part = claim("A", "bodies", 1212, "Ukraine", item="A2", status="part done", measure="cumulative")
    board = Board(SIDES)
    for one in (promise, part):
        board.change(Given([one]))
    assert board.rows(NOW) == compare([promise, part], parties=SIDES, now=NOW)


@pytest.mark.parametrize("promised", ["2026-01-31", "2026-02-03"])
def test_a_running_total_told_again_has_the_day_of_those_that_stay(promised: str) -> None:
    def told(source: str, number: int, on: str, **more: Any) -> Claim:
        return claim(source, "strikes.killed", number, "Ukraine", published=on, item=f"{source}{on}", **more)

    staying = [
        told("A", 300, promised, status="agreed"),
        told("B", 251, "2026-02-02", speaker="UN"),
        told("B", 251, "2026-02-04", speaker="UN", status="part done", measure="cumulative"),
        told("C", 40, "2026-02-05", begin="2026-02-01", until="2026-02-20"),
    ]
    going = told("B", 251, "2026-02-03", speaker="UN")
    board = Board(SIDES)
    for one in (*staying, going):
        board.change(Given([one]))
    board.change(withdrawn=Given([going]))
    assert board.rows(NOW) == compare(staying, parties=SIDES, now=NOW)


def test_what_is_not_there_cannot_be_withdrawn() -> None:
    with pytest.raises(ValueError, match=r"not in list"):
        Board().change(withdrawn=Given([claim("A", "released", 157, "Ukraine")]))


def test_rows_that_a_change_does_not_touch_stay_as_they_are() -> None:
    board = Board(SIDES)
    board.change(Given([claim("A", "released", 157, "Ukraine"), claim("B", "strikes.killed", 4, "Ukraine")]))
    before = {one.question: one for one in board.rows(NOW)}
    board.change(Given([claim("C", "released", 195, "Ukraine")]))
    after = {one.question: one for one in board.rows(NOW)}
    assert after["released"] != before["released"]
    assert after["killed"] is before["killed"]


@st.composite
def totals(draw: st.DrawFn) -> Given:
    """What an article tells of a war's running totals; its figures are of few kinds, so that many say the same."""
    source, days, version = draw(st.sampled_from("ABCDEF")), draw(st.integers(0, 40)), draw(st.integers(1, 2))
    told = st.builds(
        lambda more, speaker, **words: claim(
            source,
            "casualties.killed",
            1000 + 20 * days + more,
            "Ukraine",
            item=f"{source}{days}",
            url=f"https://{source}.example/{days}",
            published=day("2026-01-05") + timedelta(days=days),
            measure="cumulative",
            version=version,
            speaker=speaker,
            **words,
        ),
        more=st.sampled_from((0, 0, 1, 500)),
        speaker=st.sampled_from((None, "UN", "Russian Ministry of Defence", "Volodymyr Zelenskyy")),
        qualifier=st.sampled_from(("exact", "exact", "about", "at-least")),
        status=st.sampled_from(("completed",) * 9 + ("denied",)),
        who=st.sampled_from((None,) * 9 + ("civilians",)),
    )
    return Given(draw(st.lists(told, max_size=3)), draw(st.lists(told, max_size=1)))


@pytest.mark.parametrize("nearest", [1, 3])
@settings(max_examples=40, deadline=None)
@given(st.data(), st.lists(totals(), min_size=3, max_size=16), origins)
def test_running_totals_are_the_same_bit_by_bit_and_from_nothing(
    nearest: int, data: st.DataObject, parts: list[Given], known: dict[int | str, str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "ALL_PAIRS", 3)
        patch.setattr(long, "ALL_PAIRS", 3)
        patch.setattr(long, "NEAREST", nearest)
        board, there = Board(SIDES), list[Given]()
        for part in parts:
            gone = there.pop(data.draw(st.integers(0, len(there) - 1))) if len(there) > 2 and data.draw(st.booleans()) else Given()
            there.append(part)
            board.change(part, gone)
            more: dict[str, Any] = {"now": NOW, "origins": data.draw(st.sampled_from(({}, known)))}
            assert board.rows(**more) == cold(there, SIDES, **more)


def test_how_groups_of_a_long_row_relate_is_in_their_order() -> None:
    told = [
        claim(
            source,
            "casualties.killed",
            1000 + 20 * days,
            "Ukraine",
            item=f"{source}{days}",
            measure="cumulative",
            published=day("2026-01-05") + timedelta(days=days),
        )
        for days in range(70)
        for source in ("ABC" if days % 7 else "A")
    ]
    (row,) = compare(told, parties=SIDES, now=NOW)
    pairs = [one.groups for one in row.relations]
    assert len(row.groups) == 70
    assert len(row.relations) == len(pairs) == 8 * 62 + 28
    assert pairs == sorted(pairs)
    assert all(i < j for i, j in pairs)
    assert pickle.loads(pickle.dumps(row)).relations == row.relations
