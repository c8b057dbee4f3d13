from dataclasses import replace
from datetime import UTC

import pytest

from core.claim import Measure
from core.comparison import Related, Relation
from digest.telling import Names, cells, speaker_of, tell
from digest.words import Sign
from tests.digest.written import ALONE, EXCHANGED, NAMES, RELEASED, claim, group


@pytest.mark.parametrize(
    ("relation", "signs"),
    [
        pytest.param("differs", ("=", "≠"), id="the others are seen from the answer with the most origins"),
        pytest.param("contested", ("≠", "≠"), id="no party is the measure of the other"),
        pytest.param("denied", ("≠", "≠"), id="nor who asserts the measure of who denies"),
        pytest.param("compatible", ("=", "~"), id="vaguer"),
        pytest.param("updated", ("=", "^"), id="newer"),
        pytest.param("same", ("=", "="), id="the same"),
    ],
)
def test_signs_of_two_outlets_against_one(relation: Relation, signs: tuple[Sign, Sign]) -> None:
    two = group("314", claim("A", "314.", "314", 314), claim("B", "314.", "314", 314))
    row = replace(
        EXCHANGED, groups=(two, group("300", claim("C", "300.", "300", 300))), relations=(Related((0, 1), relation, "why"),), silent=()
    )
    found = {cell.source: cell.sign for cell in cells(row)}
    assert (found["A"], found["C"]) == signs
    assert found["A"] == found["B"]


def test_of_one_against_one_both_differ() -> None:
    row = replace(
        EXCHANGED,
        groups=(group("1", claim("A", "1.", "1", 1)), group("2", claim("B", "2.", "2", 2))),
        relations=(Related((0, 1), "differs", "why"),),
        silent=(),
    )
    assert [cell.sign for cell in cells(row)] == ["≠", "≠"]


def test_an_outlet_alone_has_nothing_to_agree_with() -> None:
    assert [(cell.sign, cell.text) for cell in cells(ALONE)] == [("·", "5 months")]


def test_a_cell_shows_what_is_printed_before_what_it_implies() -> None:
    said = claim("A", "157 each.", "157 each", 157)
    row = replace(EXCHANGED, groups=(group("157 each", said), group("314", said, derived=True)), relations=(), silent=())
    assert [cell.text for cell in cells(row)] == ["157 each"]


def test_a_cell_shows_what_an_article_says_now() -> None:
    old = claim("A", "300.", "300", 300)
    row = replace(
        EXCHANGED,
        groups=(group("314", replace(old, version=2)), group("300", old)),
        relations=(Related((0, 1), "corrected", "why"),),
        silent=(),
    )
    assert [(cell.text, cell.sign) for cell in cells(row)] == [("314", "^")]
    (told,) = tell([row], NAMES, UTC)
    assert [voice.superseded for answer in told.answers for voice in answer.voices] == [False, True]


def test_an_answer_has_the_first_word_of_each_outlet() -> None:
    early, late = claim("A", "314, early.", "314", 314, hours=5), claim("A", "314, late.", "314", 314, hours=1)
    (row,) = tell([replace(EXCHANGED, groups=(group("314", late, early),), relations=())], NAMES, UTC)
    assert [voice.quote for voice in row.answers[0].voices] == ["314, early."]


@pytest.mark.parametrize(
    ("event", "measure", "label"),
    [
        pytest.param("pow-swaps:2026-01-23", "event", "Prisoners released, Ukraine (23 Jan 2026)", id="the day of its event"),
        pytest.param("e9", "event", "Prisoners released, Ukraine (5 Feb 2026)", id="else the day of the first article"),
        pytest.param(None, "cumulative", "Prisoners released, Ukraine (running total)", id="a running total"),
        pytest.param(None, "period", "Prisoners released, Ukraine (over a period)", id="a period"),
    ],
)
def test_rows_that_would_read_alike_say_which_they_are(event: str | None, measure: Measure, label: str) -> None:
    rows = tell([RELEASED, replace(RELEASED, event=event, measure=measure), EXCHANGED], NAMES, UTC)
    assert [row.label for row in rows] == ["Prisoners released, Ukraine (5 Feb 2026)", label, "Prisoners exchanged, both sides"]


@pytest.mark.parametrize(
    ("question", "side", "label"),
    [
        pytest.param("exchanged", None, "Prisoners exchanged", id="no side"),
        pytest.param("exchanged", "both", "Prisoners exchanged, both sides", id="both"),
        pytest.param("released", "Ukraine", "Prisoners released, Ukraine", id="a side"),
        pytest.param("last-exchange", None, "Last exchange", id="a question without a label"),
    ],
)
def test_label(question: str, side: str | None, label: str) -> None:
    assert NAMES.label("pow-swaps", question, side) == label


def test_a_label_that_says_both_sides_does_not_say_so_twice() -> None:
    names = Names(questions={("t", "q"): "Exchanged, both sides together"})
    assert names.label("t", "q", "both") == "Exchanged, both sides together"


@pytest.mark.parametrize(
    ("speaker", "body", "agency", "words"),
    [
        pytest.param(None, None, None, None, id="the outlet itself"),
        pytest.param("Ada Kern", None, None, "Ada Kern", id="a person"),
        pytest.param("Ada Kern", "Coordination Office", None, "Ada Kern (Coordination Office)", id="a person for a body"),
        pytest.param("Air Force", "Air Force", None, "Air Force", id="a body for itself"),
        pytest.param(None, "Air Force", None, "Air Force", id="a body alone"),
        pytest.param(None, None, "Newsline", "citing Newsline", id="an agency"),
        pytest.param("Ada Kern", None, "Newsline", "Ada Kern, citing Newsline", id="a person, by an agency"),
        pytest.param(None, None, "Courier", None, id="its own agency"),
    ],
)
def test_who_says_so(speaker: str | None, body: str | None, agency: str | None, words: str | None) -> None:
    assert speaker_of(replace(claim("Courier", "1.", "1", 1), speaker=speaker, body=body, agency=agency)) == words
