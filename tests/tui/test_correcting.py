"""What can be said of a claim, as lines."""

from core.correction import Anchor, Correction, Ruling
from core.rows import Rows
from store.corrections import Judged
from tests.claims.comparing.making import claim, rows
from tui.cells import Look
from tui.correcting import questions, verdicts
from tui.glyphs import UNICODE

LABELS = {("pow-swaps", "released"): "Released", ("pow-swaps", "held"): "Held", ("hits", "launched"): "Launched"}
LOOK = Look(glyphs=UNICODE, marks={}, topics={"hits": "Strikes"}, labels=LABELS)
HERE = claim("A", "released", 157, "Ukraine")
BESIDE = claim("B", "released", 150, "Ukraine")
LATER = claim("C", "released", 160, "Ukraine", published="2026-02-20")


def judged(correction: Correction | None = None) -> Judged:
    return Judged(1, "pow-swaps", "released", "Ukraine", "157", "count", Anchor("A", "text", HERE.quote, 157, 157), correction)


def said(*ruled: Ruling, correction: Correction | None = None) -> list[str]:
    return [line for line, _ in verdicts(judged(correction), ("Ukraine", "Russia"), Rows.of(rows(HERE, BESIDE, LATER)), ruled)]


def test_what_can_be_said_stands_in_order() -> None:
    assert said() == [
        "Wrong: the sentence does not say this",
        "Wrong side: it is about Russia",
        "Wrong side: it is about both",
        "Wrong side: it is about no side",
        "No conflict with 150 (B)",
        "Another event than the claims beside it",
        "Same event as 160 of 20 Feb 2026 (C)",
    ]


def test_the_questions_of_its_topic_stand_before_those_of_others() -> None:
    assert [line for line, _ in questions(judged(), LOOK, LABELS.keys())] == ["Held", "Launched  Strikes"]


def test_only_questions_that_its_value_can_answer_are_offered() -> None:
    assert [line for line, _ in questions(judged(), LOOK, {("hits", "launched"), ("hits", "unnamed")})] == ["Launched  Strikes"]


def test_what_was_said_can_be_taken_back() -> None:
    back = "It was right: take back what I said of it"
    assert said(Ruling("other event", judged().anchor))[0] == back
    assert said(Ruling("no conflict", Anchor("B", "text", BESIDE.quote, 150, 150), judged().anchor))[0] == back
    assert said(correction=Correction("wrong"))[0] == back
    assert said(Ruling("other event", Anchor("B", "text", BESIDE.quote, 150, 150)))[0] != back


def test_a_question_without_sides_can_have_no_wrong_one() -> None:
    lines = [line for line, _ in verdicts(judged(), (), Rows.of(rows(HERE, BESIDE, LATER)), ())]
    assert not any("Wrong side" in line for line in lines)
