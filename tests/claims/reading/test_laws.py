# ruff: noqa: E501 -- a case is a line, and a truth value is data
"""Laws that hold for every text."""

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from claims.gazetteer import named
from claims.guide import guide
from claims.reader import read
from claims.reading.normal import normal
from claims.reading.sentences import sentences
from core.news import Article
from core.times import read_stamp
from tests.claims.reading.said import BOTH, reading
from tests.claims.reading.table import Case, cases
from tests.growth import LINEAR, growth

PIECES = [
    "Russia", "Ukraine's air force", "said", "according to", "87 of 103", "drones", "were shot down", "157", "-for-", "each", "prisoners", "of war", "exchanged",
    "killed", "injured", "12", "1,200", "km", "%", "of territory", "occupies", "on", "Feb. 5", "Thursday", "2022", "in", "Abu Dhabi", "talks", "the second round",
    "two-day", '"', "“", "”", ".", ",", ";", ":", "–", "\n", "?", "at least", "more than", "dozens of", "the last exchange", "since", "сбиты", "пленных", "на", "млн",
    "загинули", "троє", "'s", "(", ")", "$", "U.S.", "36-year-old", "Shahed-136", "№", "5 a.m.", "10:30", "3-1", "\u200d", "é", "half a", "million", "May 99",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
DAYS = st.dates().map(lambda day: day.isoformat())


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, DAYS)
@example("Only November (725 square kilometres) saw Russia take more over the past year.", "", "0001-01-05")
@example("Russia took 500 square kilometres over the winter.", "", "9999-12-20")
def test_reading_never_raises_and_every_quote_is_an_exact_substring(text: str, title: str, day: str) -> None:
    found = reading(text, BOTH, day, title)
    for claim in found.claims:
        place = title if claim.place == "title" else text
        assert place[claim.start : claim.end] == claim.quote
        assert claim.value.text in claim.quote
        assert claim.value.text
    for passed in found.passed:
        assert 0 <= passed.start < passed.end <= len(title if passed.place == "title" else text)


def cut(case: Case, words: int) -> tuple[str, tuple[str, ...]]:
    """Return the first words of a case's text, as a feed cuts it off, and its parties."""
    text = " ".join((case.text or case.title).split(" ")[:words])
    return text.rstrip('.,;:!?»"”)'), case.parties


@settings(max_examples=500, deadline=None)
@given(st.builds(cut, st.sampled_from(cases()), st.integers(1, 40)))
@example(("Ukraine attacked", BOTH))
@example(("Four soldiers killed, 13", BOTH))
@example(("Two soldiers and 12 civilians were killed when rebels attacked a boat and", BOTH))
@example(("Russia attacked Ukraine overnight with 138 strike and", BOTH))
@example(("Some 900 Bosniak soldiers lost their lives, 800 Serbs and", ("Bosnia", "Serbia")))
def test_a_text_that_is_cut_off_behind_any_word_is_read(given: tuple[str, tuple[str, ...]]) -> None:
    text, parties = given
    assert all(text[claim.start : claim.end] == claim.quote for claim in reading(text, parties).claims)


BETWEEN = [
    "",
    "Among them",
    "Of these,",
    "In return,",
    "He added that",
    "Серед них",
    "Ще",
    "Про це повідомив",
    "Среди них",
    "Еще",
    "Об этом сообщили",
]


def joined(one: Case, between: str, other: Case) -> tuple[str, tuple[str, ...]]:
    """Return two cases' texts, the second as what the first goes on with, and the first one's parties."""
    return f"{one.text} {between} {other.text[:1].lower()}{other.text[1:]}", one.parties


@settings(max_examples=500, deadline=None)
@given(st.builds(joined, st.sampled_from(cases()), st.sampled_from(BETWEEN), st.sampled_from(cases())))
@example(("Twelve people died in the strike. Among them, talks in Geneva on Monday were held.", BOTH))
@example(("Внаслідок обстрілів загинули 7 людей. Серед них у понеділок переговори у Мінську.", BOTH))
def test_a_text_that_goes_on_with_another_is_read(given: tuple[str, tuple[str, ...]]) -> None:
    text, parties = given
    assert all(text[claim.start : claim.end] == claim.quote for claim in reading(text, parties).claims)


FREED = (
    "Russia has freed {} Ukrainian prisoners of war.",
    "Росія звільнила {} українських військовополонених.",
    "Россия освободила {} украинских военнопленных.",
)


@pytest.mark.parametrize("number", ["0", "9" * 30])
def test_a_text_is_read_whatever_its_numbers_are(number: str) -> None:
    for case in cases():
        text = re.sub(r"\d[\d,.]*", number, case.text)
        assert all(text[claim.start : claim.end] == claim.quote for claim in reading(text, case.parties, day=case.day).claims)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FREED), st.integers(2, 999_999), st.sampled_from(["", ",", " ", "\u00a0", "\u202f"]))
def test_figures_are_read_as_the_number_that_they_write(sentence: str, number: int, between: str) -> None:
    assume(between or not 1900 <= number < 2100)  # a year
    assume(between != "," or sentence is FREED[0])
    written = f"{number:,}".replace(",", between)
    assert [(claim.value.low, claim.value.high) for claim in reading(sentence.format(written)).claims] == [(number, number)]


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_the_same_text_gives_the_same_reading(text: str) -> None:
    assert reading(text) == reading(text)


@given(st.text(max_size=300))
def test_normalising_keeps_every_character_in_its_place(text: str) -> None:
    assert len(normal(text)) == len(text)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_sentences_follow_one_another_and_leave_out_only_white_space(text: str) -> None:
    clean = normal(text)
    spans = sentences(clean)
    assert spans == sorted(spans)
    covered = {k for start, end in spans for k in range(start, end)}
    assert all(clean[k].isspace() for k in range(len(clean)) if k not in covered)


@pytest.mark.parametrize(
    "part", ["5 ", '"', "a, ", "killed 5 ", "Russia and Ukraine ", "(", "1-", "The Ukrainian president said of Zelensky that 5 died. "]
)
def test_monotonous_texts_take_as_much_longer_as_they_are_longer(part: str) -> None:
    assert growth(lambda times: reading(part * times), 500) < LINEAR


@pytest.mark.parametrize(
    ("names", "parties"),
    [
        pytest.param(["Israel", "Hamas"], ["Israel", "Hamas"], id="known names stay"),
        pytest.param(["US", "iran"], ["United States", "Iran"], id="short and lower-case names are completed"),
        pytest.param(["Kyiv", "Moscow"], ["Ukraine", "Russia"], id="a capital stands for its country"),
        pytest.param(["Atlantis", "Lemuria"], ["Atlantis", "Lemuria"], id="unknown names are taken as they are"),
        pytest.param([" Russia ", "", "Russia"], ["Russia"], id="blank and repeated names fall away"),
    ],
)
def test_parties_from_bare_names(names: list[str], parties: list[str]) -> None:
    assert [party.name for party in named(names).parties] == parties


def test_unknown_parties_are_read_as_well() -> None:
    article = Article("a", "Outlet", read_stamp("2025-08-15"), "", "Atlantis and Lemuria exchanged 40 prisoners each.")
    claims = read(article, guide(named(["Atlantis", "Lemuria"]))).claims
    assert ("released", "both", 40) in [(claim.question, claim.side, claim.value.low) for claim in claims]
