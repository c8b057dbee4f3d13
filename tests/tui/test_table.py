"""The matrix as a table."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.claim import Claim, Value
from core.comparison import Comparison, Group, Related, Relation, Silent
from core.correction import Correction, Label
from core.rows import Rows
from core.sheet import Axis
from tests.tui.scene import NOW
from tui import table as tables
from tui.cells import Look
from tui.explain import explain_cell
from tui.glyphs import UNICODE, Sign
from tui.ink import plain
from tui.table import Table, group_sign, next_row

LOOK = Look(glyphs=UNICODE, marks={"strikes": "strk"}, topics={}, labels={("strikes", "killed"): "People killed"})


def table(rows: Sequence[Comparison], sources: Sequence[str], look: Look, **asked: Any) -> Table:
    return tables.table(Rows.of(rows), sources, look, **asked)


def claim(source: str, low: float = 1, minutes: int = 0) -> Claim:
    return Claim(
        item=1,
        url=None,
        source=source,
        published=NOW + timedelta(minutes=minutes),
        topic="strikes",
        question="killed",
        side="Southland",
        value=Value("count", low, low, None, str(low)),
        qualifier="exact",
        quote=f"{low} died",
    )


def row(groups: list[list[Claim]], related: list[tuple[int, int, Relation]], importance: int = 1, question: str = "killed") -> Comparison:
    return Comparison(
        *("strikes", question, "Southland", None),
        groups=tuple(Group("v", "completed", tuple(claims), len({one.source for one in claims}), 1) for claims in groups),
        relations=tuple(Related((one, other), relation, "because") for one, other, relation in related),
        relation=related[0][2] if related else None,
        grade="corroborated",
        importance=importance,
        outlets=1,
        origins=1,
        why="so",
        silent=(Silent("Quiet", "silent"),),
    )


@pytest.mark.parametrize(
    ("groups", "related", "signs"),
    [
        pytest.param([["A"]], [], ["alone"], id="one outlet"),
        pytest.param([["A", "B"]], [], ["agree"], id="two outlets, one value"),
        pytest.param([["A", "B"], ["C"]], [(0, 1, "differs")], ["conflict", "conflict"], id="both sides of a conflict bear its sign"),
        pytest.param([["A"], ["B"], ["C", "D"]], [(0, 1, "compatible")], ["reconcile", "reconcile", "agree"], id="each group its own"),
        pytest.param([["A"], ["B"]], [(0, 1, "adds up"), (1, 0, "updated")], ["update", "update"], id="the weightiest"),
    ],
)
def test_group_sign(groups: list[list[str]], related: list[tuple[int, int, Relation]], signs: list[Sign]) -> None:
    comparison = row([[claim(source) for source in group] for group in groups], related)
    assert [group_sign(comparison, number) for number in range(len(groups))] == signs


def test_columns_stand_in_the_order_of_the_feeds_and_a_source_that_never_answers_has_none() -> None:
    laid = table([row([[claim("Zeta"), claim("Beta"), claim("Alpha")]], [])], ["Beta", "Quiet", "Alpha"], LOOK)
    assert laid.columns == ("Beta", "Alpha", "Zeta")


def test_a_source_with_two_values_shows_the_latest_and_how_many_more() -> None:
    laid = table([row([[claim("A", 88)], [claim("A", 90, minutes=5)]], [(0, 1, "updated")])], [], LOOK)
    assert laid.rows[0].cells[0].text == "90 +1"
    assert laid.rows[0].cells[0].sign == "update"


def test_who_is_named_stands_before_what_the_same_article_says_itself() -> None:
    own, named, later = claim("A"), replace(claim("A"), speaker="Ministry"), claim("A", minutes=1)
    cell = table([row([[own, named, later]], [])], ["A"], LOOK).rows[0].cells[0]
    assert cell.claims == (later, named, own)


def test_rows_stand_by_weight_or_by_question_and_conflicts_alone_on_demand() -> None:
    light = row([[claim("A")], [claim("B", 2)]], [(0, 1, "differs")], importance=5, question="a")
    heavy = row([[claim("A"), claim("B")]], [], importance=50, question="b")
    by_weight = table([light, heavy], [], LOOK)
    by_question = table([light, heavy], [], LOOK, order="question")
    assert [each.sheet.row.importance for each in by_weight.rows] == [50, 5]
    assert [each.sheet.row.importance for each in by_question.rows] == [5, 50]
    assert [each.sheet.row.question for each in table([light, heavy], [], LOOK, only_conflicts=True).rows] == ["a"]


def test_a_question_has_its_name_and_without_a_topic_its_mark_too() -> None:
    one = row([[claim("A")]], [])
    assert table([one], [], LOOK, topic="strikes").labels[0].text == "People killed"
    assert table([one], [], LOOK).labels[0].mark == "strk"
    assert table([one], [], LOOK, topic="talks").labels == ()


@pytest.mark.parametrize(
    ("at", "step", "found"),
    [
        pytest.param(-1, 1, 2, id="from the beginning the weightiest"),
        pytest.param(2, 1, 0, id="then the next in weight"),
        pytest.param(0, 1, 2, id="round the end"),
        pytest.param(2, -1, 0, id="round the beginning"),
        pytest.param(1, 1, 0, id="from a row of another sign to the lighter one"),
    ],
)
def test_n_walks_by_weight_whatever_the_order(at: int, step: int, found: int) -> None:
    differ = [[claim("A", 1)], [claim("B", 2)]]
    light, agreed, heavy = (
        row(differ, [(0, 1, "differs")], importance=10, question="a"),
        row([[claim("A"), claim("B")]], [], importance=50, question="b"),
        row(differ, [(0, 1, "differs")], importance=90, question="c"),
    )
    rows = table([light, agreed, heavy], [], LOOK, order="question").labels
    assert next_row(rows, at, ("conflict",), 1 if step > 0 else -1) == found
    assert next_row(rows, at, ("update",), 1) is None
    assert next_row((), -1, ("update",), 1) is None


def test_rows_of_one_event_stand_together_below_its_name() -> None:
    fifth, second = "strikes:2026-02-05", "strikes:2026-02-02"
    rows = [
        replace(row([[claim("A")]], [], importance=9, question="a"), event=second),
        replace(row([[claim("A")]], [], importance=5, question="b"), event=fifth),
        replace(row([[claim("A")]], [], importance=30, question="c"), event=fifth),
    ]
    laid = table(rows, [], replace(LOOK, topics={"strikes": "Strikes"}), order="event")
    assert [each.sheet.row.question for each in laid.rows] == ["c", "b", "a"]
    assert laid.headings == {0: "Strikes · 5 Feb", 2: "Strikes · 2 Feb"}
    rows[0] = replace(rows[0], event="strikes:2024-02-02")
    laid = table(rows, [], replace(LOOK, topics={"strikes": "Strikes"}), order="event")
    assert laid.headings == {0: "Strikes · 5 Feb 2026", 2: "Strikes · 2 Feb 2024"}, "of several years each has its own"


@pytest.mark.parametrize(
    ("axis", "columns"),
    [
        ("source", ("A", "B", "C")),
        ("origin", ("C", "Wire")),
        ("speaker", ("Ann Lee", "own voice")),
    ],
)
def test_a_column_is_a_source_an_origin_or_a_speaker(axis: Axis, columns: tuple[str, ...]) -> None:
    first, second = replace(claim("A", 1), speaker="Ann Lee", agency="Wire"), replace(claim("B", 1), speaker="Ann Lee", origin="Wire")
    said = [[first, second], [claim("C", 2)]]
    laid = table([row(said, [(0, 1, "differs")])], ["A", "B", "C"], LOOK, axis=axis)
    assert laid.columns == columns
    assert {cell.sign for cell in laid.rows[0].cells} == {"conflict"}


def test_a_cell_is_explained_by_its_sentence_the_other_answers_and_the_reason() -> None:
    laid = table([row([[claim("A", 88)], [claim("B", 90)]], [(0, 1, "differs")])], ["A", "B"], LOOK)
    told = [plain(line) for line, _ in explain_cell(laid.rows[0], 0, laid.columns, LOOK, NOW)]
    assert told == [
        "Strikes · People killed · Southland  differs · corroborated · 1 outlet",
        "so",
        "≠ A 14:32Z «88 died» (own voice; completed)",
        "≠ v B: differs, because",
    ]


def test_a_row_that_is_contested_is_called_so_once() -> None:
    said = replace(row([[claim("A", 88)], [claim("B", 90)]], [(0, 1, "contested")]), grade="contested")
    laid = table([said], ["A", "B"], LOOK)
    assert (
        plain(explain_cell(laid.rows[0], 0, laid.columns, LOOK, NOW)[0][0]) == "Strikes · People killed · Southland  contested · 1 outlet"
    )


def test_who_has_it_from_whom_is_drawn_as_a_tree() -> None:
    spoken = replace(claim("A"), agency="Wire", speaker="Ann Lee", body="the ministry")
    laid = table([row([[spoken, replace(claim("B"), speaker="Ann Lee", body="the ministry")]], [])], [], LOOK)
    told = [plain(line) for line, _ in explain_cell(laid.rows[0], 0, laid.columns, LOOK, NOW)]
    at = told.index("Who has it from whom")
    assert told[at + 1 : at + 8] == [
        "├ A",
        "│ └ Wire",
        "│   └ Ann Lee",
        "│     └ the ministry",
        "└ B",
        "  └ Ann Lee",
        "    └ the ministry",
    ]


def test_silence_is_explained_by_its_kind() -> None:
    laid = table([row([[claim("A")]], []), row([[claim("Quiet")]], [], question="other")], [], LOOK)
    told = [plain(line) for line, _ in explain_cell(laid.rows[0], laid.columns.index("Quiet"), laid.columns, LOOK, NOW)]
    assert told[2] == "· Quiet: covers this and gives no such figure"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        pytest.param({}, "· Quiet: you corrected its 88: wrong", id="its claim"),
        pytest.param(
            {"correction": Correction("wrong side", side="Northland")}, "· Quiet: you corrected its 88: side Northland", id="side"
        ),
        pytest.param({"source": "A"}, "· Quiet: covers this and gives no such figure", id="another outlet's"),
        pytest.param({"question": "hurt"}, "· Quiet: covers this and gives no such figure", id="another question"),
        pytest.param({"side": "Northland"}, "· Quiet: covers this and gives no such figure", id="another side"),
        pytest.param({"published": NOW - timedelta(days=9)}, "· Quiet: covers this and gives no such figure", id="another event"),
    ],
)
def test_an_outlet_whose_claim_the_reader_took_away_is_not_told_to_be_silent(more: dict[str, Any], says: str) -> None:
    answered = replace(row([[claim("A")]], []), event=f"strikes:{NOW.date()}")
    laid = table([answered, row([[claim("Quiet")]], [], question="other")], [], LOOK)
    read = ("strikes", "killed", "Southland", 88, 88, "88", "88 died")
    label = replace(Label(7, None, "Quiet", NOW, "en", *read, "text", "a rule", NOW, Correction("wrong")), **more)
    told = [plain(line) for line, _ in explain_cell(laid.rows[0], laid.columns.index("Quiet"), laid.columns, LOOK, NOW, [label])]
    assert told[2] == says
