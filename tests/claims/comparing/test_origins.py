"""Where an article's words come from."""

import pytest

from claims.origins import credited, origins, shingles
from core.comparison import Outlet
from core.news import Article
from tests.claims.comparing.making import day

STORY = " ".join(
    f"The delegations met for hour {n} in the hall by the harbour, and clerk number {n} wrote down {n * 7} points that were left open."
    for n in range(1, 12)
)
OTHER = " ".join(
    f"Farmers of valley {n} brought {n * 3} carts of barley to the market before the {n}th bell had rung twice." for n in range(1, 12)
)


def article(source: str, text: str, hour: int = 0) -> Article:
    return Article(id=source, source=source, published=day(f"2026-02-05T{hour:02}:00"), title="", text=text)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        pytest.param("KYIV, Feb 5 (Reuters) - The talks went on.", "Reuters", id="a dateline"),
        pytest.param("Updated at noon\nKYIV (AP) \u2014 The talks went on.", "AP", id="a dateline behind a line of furniture"),
        pytest.param("The talks went on. REUTERS", "Reuters", id="signed at the end"),
        pytest.param("The talks went on. (AFP)", "AFP", id="signed in brackets"),
        pytest.param("The talks went on.\nSource: TASS", "TASS", id="a source line"),
        pytest.param("The talks went on.\nAP", "AP", id="a line of its own"),
        pytest.param(
            "\u0406\u043d\u0442\u0435\u0440\u0444\u0430\u043a\u0441-\u0423\u043a\u0440\u0430\u0457\u043d\u0430\nThe talks.",
            "Interfax-Ukraine",
            id="in Ukrainian",
        ),
        pytest.param("He told AFP that the talks went on.", None, id="an agency that is only quoted"),
        pytest.param("The first day has ended, Reuters is reporting, citing a source.", None, id="an agency that is cited"),
        pytest.param("The talks went on at the spa.", None, id="a word that looks like one"),
        pytest.param("", None, id="no text"),
    ],
)
def test_an_agency_is_credited(text: str, agency: str | None) -> None:
    assert credited(text) == agency


def test_a_reprint_and_an_excerpt_have_the_origin_of_the_first_to_publish() -> None:
    excerpt = ". ".join(STORY.split(". ")[3:6])
    found = origins([article("B", STORY, 2), article("A", STORY, 1), article("C", excerpt, 3), article("D", OTHER, 4)], [])
    assert found == {"A": "A", "B": "A", "C": "A", "D": "D"}


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [article("A", STORY, 1), article("B", STORY, 1), article("C", OTHER, 2)]
    assert origins(articles, []) == origins(articles[::-1], [])


def test_a_credit_goes_before_who_published_first_and_holds_for_reprints_of_it() -> None:
    found = origins([article("A", STORY, 1), article("B", f"KYIV (Reuters) - {STORY}", 2)], [])
    assert found == {"A": "Reuters", "B": "Reuters"}


def test_two_texts_of_one_agency_are_one_origin() -> None:
    found = origins([article("A", f"{STORY} REUTERS"), article("B", f"KYIV (Reuters) - {OTHER}")], [])
    assert found == {"A": "Reuters", "B": "Reuters"}


def test_outlets_of_one_owner_are_one_origin() -> None:
    assert origins([article("A", STORY), article("B", OTHER)], [Outlet("A", owner="State"), Outlet("B", owner="State")]) == {
        "A": "State",
        "B": "State",
    }


def test_a_shared_quotation_is_no_shared_text() -> None:
    quotation = " ".join(STORY.split()[:20])
    assert origins([article("A", f"{OTHER} {quotation}"), article("B", f"{quotation} {OTHER[::-1]}", 1)], []) == {"A": "A", "B": "B"}


def test_a_text_of_a_few_words_says_nothing() -> None:
    assert origins([article("A", "Talks went on in the city today"), article("B", "Talks went on in the city today", 1)], []) == {
        "A": "A",
        "B": "B",
    }
    assert shingles("four words are few") == frozenset()
