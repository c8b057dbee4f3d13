"""A figure over time, drawn with characters."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.claim import Claim, Qualifier, Status
from core.comparison import Comparison, Group, Related
from core.rows import Rows
from tests.tui.scene import NOW
from tests.tui.test_table import claim
from tui.cells import Look
from tui.course import Course, axis_of, chart, course, figures, gutter, lane, ruler, told
from tui.glyphs import ASCII, UNICODE
from tui.ink import plain

LOOK = Look(glyphs=UNICODE, marks={}, topics={}, labels={})


def said(
    source: str, low: float, hours: float, *, qualifier: Qualifier = "exact", status: Status = "completed", speaker: str | None = None
) -> Claim:
    made = claim(source, low)
    value = replace(made.value, high=None if qualifier == "at-least" else low)
    return replace(made, published=NOW + timedelta(hours=hours), value=value, qualifier=qualifier, status=status, speaker=speaker)


def row(*claims: Claim, conflict: bool = False) -> Comparison:
    groups = tuple(Group(str(one.value.low), one.status, (one,), 1, 1) for one in claims)
    related = (Related((0, 1), "differs", "because"),) if conflict else ()
    relation = related[0].relation if related else None
    return Comparison("strikes", "killed", "Southland", None, groups, related, relation, "pending", 9, 1, 1, "so")


def drawn(*claims: Claim, conflict: bool = False) -> Course:
    return course(Rows.of([row(*claims, conflict=conflict)]))


def picture(one: Course, width: int = 40, height: int = 5, look: Look = LOOK) -> list[str]:
    left = gutter(one)
    axis = axis_of(one, width - left)
    lines = [*chart(one, axis, left, height, look), *ruler(axis, left, look)]
    return [plain(line).rstrip() for line in (*lines, *(lane(one, number, axis, left, look) for number in range(one.lanes)))]


def test_figures_are_those_that_moved_the_weightiest_first() -> None:
    still = replace(row(said("A", 1, 0)), question="still")
    heavy = replace(row(said("A", 1, 0), said("B", 2, 1), conflict=True), question="heavy", importance=50)
    again = [row(said("A", 1, 0)), row(said("A", 2, 1))]
    found = figures(Rows.of([still, *again, heavy]), None)
    assert [(one.question, one.sign, one.places) for one in found] == [("heavy", "conflict", (3,)), ("killed", "alone", (1, 2))]
    assert figures(Rows.of([heavy]), "talks") == []


def test_values_stand_at_their_height_and_hold_until_the_next() -> None:
    assert picture(drawn(said("Courier", 10, 0), said("Courier", 30, 8), said("Wire", 20, 4))) == [
        "       30┤                           A",
        "       25┤",
        "       20┤              B",
        "       15┤",
        "       10┤  A────────────────────────",
        "         └──────┬────────────┬──────────",
        "                5 Feb 16:00  20:00",
        "A Courier   10───────────────────────30",
        "B Wire                  20",
    ]


@pytest.mark.parametrize(
    ("claims", "shows"),
    [
        pytest.param([said("A", 10, 0), said("B", 30, 8, qualifier="at-least"), said("C", 40, 9)], "▲", id="a range that is open above"),
        pytest.param([said("A", 10, 0), said("B", 10, 0), said("C", 40, 9)], "2", id="two that say the same at once"),
        pytest.param([said("A", 1, 0), said("B", 100_000, 9)], "100,000┤", id="a logarithmic axis"),
        pytest.param([said("A", 20, 0), said("B", 700, 9)], "200┤", id="a logarithmic axis of few powers of ten"),
        pytest.param([said("A", 55_000, 0), said("B", 140_000, 9)], "140,000┤", id="more than one round value"),
        pytest.param([said("A", 10, 0), said("B", 30, 60)], "7 Feb\n", id="days on the axis"),
        pytest.param([said("A", 10, 0), said("B", 30, 24 * 500)], "2027", id="years on the axis"),
    ],
)
def test_signs_of_the_chart(claims: list[Claim], shows: str) -> None:
    assert shows in "\n".join(picture(drawn(*claims)))


def test_a_running_total_that_falls_is_flagged() -> None:
    falls = [replace(said("A", low, hours), measure="cumulative") for low, hours in ((50, 0), (30, 9))]
    one = drawn(*falls)
    assert "▼30" in picture(one)[-1]
    assert "a running total that falls" in plain(told(one, 0, 1, LOOK, NOW)[0])


def test_a_conflict_is_told_by_its_ink_and_in_words() -> None:
    one = drawn(said("A", 10, 0), said("B", 30, 2), conflict=True)
    inks = {ink for line in chart(one, axis_of(one, 30), 10, 5, LOOK) for text, ink in line if text.strip() in ("A", "B")}
    assert inks == {"conflict"}
    assert "≠ in conflict" in plain(told(one, 0, 0, LOOK, NOW)[0])


def test_steps_stand_on_the_same_axis_with_those_who_say_so() -> None:
    told_of = [said("A", 300, 0, status="agreed", speaker="Ann Lee"), said("B", 300, 9, speaker="Bo Ray")]
    one = drawn(*[replace(each, topic="pow-swaps", question="released") for each in told_of])
    lines = picture(one, 60)
    assert lines[-2].startswith("agreed 300")
    assert "━ Ann Lee" in lines[-2]
    assert "Bo Ray ━" in lines[-1]
    assert [plain(line) for line in told(one, len(one.lines), 0, LOOK, NOW)] == ["agreed 300", "said by Ann Lee, 14:32Z"]


def test_plain_signs_are_plain() -> None:
    look = Look(glyphs=ASCII, marks={}, topics={}, labels={})
    assert "\n".join(picture(drawn(said("A", 10, 0), said("B", 30, 2, qualifier="at-least")), look=look)).isascii()


def test_a_figure_that_has_no_room_is_a_point_and_never_cut() -> None:
    one = drawn(said("A", 1_204_567, 0), said("A", 1_304_567, 6), said("A", 1_404_567, 24))
    line = picture(one)[-1]
    assert LOOK.glyphs.more not in line
    assert "1,404,567" in line
    assert LOOK.glyphs.dot in line
