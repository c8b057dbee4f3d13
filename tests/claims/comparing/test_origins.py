"""Where an article's words come from."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.comparing.credits import credited
from claims.comparing.origins import Origins, origins, shingles
from core.comparison import Outlet
from core.news import Article
from tests.claims.comparing.making import day
from tests.growth import LINEAR, growth

STORY = " ".join(
    f"The delegations met for hour {n} in the hall by the harbour, and clerk number {n} wrote down {n * 7} points that were left open."
    for n in range(1, 12)
)
OTHER = " ".join(
    f"Farmers of valley {n} brought {n * 3} carts of barley to the market before the {n}th bell had rung twice." for n in range(1, 12)
)

AGAIN = " ".join(f"Ferry {n} left pier {n + 3} late because a crane had dropped {n * 5} crates upon the only ramp." for n in range(1, 12))


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
        pytest.param("KYIV, Ukraine (AP & AFP) The talks went on.", "AP", id="a dateline of two"),
        pytest.param("DOHA, Feb 5, (Xinhua): The talks went on.", "Xinhua", id="a dateline with a colon"),
        pytest.param("МИНСК, 5 февраля. /ТАСС/. Переговоры продолжились.", "TASS", id="a dateline between slashes"),
        pytest.param("Envoys of two agencies, Reuters and the Associated Press (AP) - all came.", None, id="a name explained in brackets"),
        pytest.param("The talks went on.\nAnna Kern (Reuters cameraman)\nThey ended.", None, id="whom somebody works for"),
        pytest.param("МИНСК, 5 фев — РИА Новости. Переговоры продолжились.", "RIA Novosti", id="a dateline with a dash"),
        pytest.param("AFP Thursday 5 February 2026\nThe talks went on.", "AFP", id="an agency and a date"),
        pytest.param("The talks went on. A Reuters witness saw cars leave.", "Reuters", id="an agency that was there"),
        pytest.param("The talks went on, by a draft seen by the Associated Press.", "AP", id="an agency that has the paper"),
        pytest.param("The talks went on. A Reuters reporter was hurt.", None, id="an agency that news is about"),
        pytest.param("By Anna Kern \u2013 Associated Press\nThe talks went on.", "AP", id="a byline"),
        pytest.param("By RFE/RL February 5, 2026\nThe talks went on.", "RFE/RL", id="a byline with a date"),
        pytest.param("Anna Kern/AP Photo\nThe talks went on.", None, id="the credit of a picture"),
        pytest.param("The president / © Associated Press\nThe talks went on.", None, id="the owner of a picture"),
        pytest.param("The talks went on. / XINHUA, FROM THE WIRES", "Xinhua", id="signed from the wires"),
        pytest.param("The talks went on.\n- This story was reported by The Associated Press", "AP", id="who made it"),
        pytest.param("The talks went on.\n(Reporting by A. Kern in Doha; Editing by B. Lund)", "Reuters", id="signed by the desk"),
        pytest.param("The talks went on.\nAdditional reporting by Reuters", None, id="with additional reporting"),
        pytest.param("The first day has ended, Reuters is reporting, citing a source.", "Reuters", id="the one who tells the lead"),
        pytest.param("The talks ended early, according to the BBC. He told AFP so.", "BBC", id="another outlet tells the lead"),
        pytest.param("The talks ended early, according to a Reuters tally.", None, id="what an agency counted"),
        pytest.param("One hall was shut, according to CNN. Lunch was late, the BBC reported.", None, id="two who tell"),
        pytest.param("Переговоры закончились, передает «Интерфакс».", "Interfax", id="who tells it, in Russian"),
        pytest.param("Про це повідомляє РБК-Україна з посиланням на Reuters.", "Reuters", id="whom the one who tells it cites"),
        pytest.param(f"{'The talks went on in the hall. ' * 30}AFP reported rain.", None, id="an agency that is cited further down"),
        pytest.param("The talks went on at the spa.", None, id="a word that looks like one"),
        pytest.param("", None, id="no text"),
    ],
)
def test_an_agency_is_credited(text: str, agency: str | None) -> None:
    assert credited(text) == agency


def test_a_headline_may_name_who_tells_it() -> None:
    assert credited("The talks went on.", "FT: Talks go on") == credited("The talks went on.", "Talks go on \u2013 FT") == "Financial Times"


def test_an_outlet_is_no_credit_in_its_own_pages() -> None:
    told = article("УНН", "Переговори тривають, повідомляє УНН з посиланням на штаб.")
    assert credited(told.text, told.title, told.source) is None
    assert origins([told], []) == {"УНН": "UNN"}


def test_a_feed_names_its_author_or_the_outlet_that_it_gathers() -> None:
    agency = replace(article("A", STORY), author="Reuters")
    gathered = replace(article("B", OTHER), publisher="Harbour Post")
    owned = [Outlet("Harbour Post", owner="State")]
    assert origins([agency, gathered], []) == {"A": "Reuters", "B": "Harbour Post"}
    assert origins([agency, gathered], owned) == {"A": "Reuters", "B": "State"}


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


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("\u201c", "\u201d"), ("\u00ab", "\u00bb"), ("\n\u2014 ", "\n")])
def test_a_shared_quotation_is_no_shared_text(opening: str, closing: str) -> None:
    """However much of both articles it is."""
    said = f"{opening}{STORY}{closing}"
    assert origins([article("A", f"{OTHER} {said}"), article("B", f"{said} {AGAIN}", 1)], []) == {"A": "A", "B": "B"}


def test_the_words_under_a_picture_are_no_shared_text() -> None:
    caption = f"{'The envoys shake hands behind the long table of the hall. ' * 2}(Photo: A. Kern)\n"
    assert origins([article("A", caption + OTHER), article("B", caption + AGAIN, 1)], []) == {"A": "A", "B": "B"}


def test_one_sentence_of_a_bulletin_is_no_copy_and_two_reworded_passages_are() -> None:
    sentence = " ".join(STORY.split()[:24])
    first, second = " ".join(STORY.split()[:12]), " ".join(STORY.split()[36:50])
    few, rest = " ".join(OTHER.split()[:40]), " ".join(AGAIN.split()[:40])
    assert origins([article("A", f"{few} {sentence}"), article("B", f"{sentence} {rest}", 1)], []) == {"A": "A", "B": "B"}
    changed = " ".join(["chairs" if at == 12 else word for at, word in enumerate(sentence.split())])
    assert origins([article("A", f"{few} {sentence}"), article("B", f"{changed} {rest}", 1)], []) == {"A": "A", "B": "B"}
    assert origins([article("A", STORY), article("B", f"{first} by night {few} {second}", 1)], []) == {"A": "A", "B": "A"}


def test_a_flood_of_copies_costs_no_more_than_as_many_texts() -> None:
    def found(copies: int) -> set[str | None]:
        flood = [replace(article("Flood", f"{STORY} Copy {n}.", n % 24), id=n) for n in range(copies)]
        return set(origins([article("A", STORY), *flood], []).values())

    assert found(3_000) == {"A"}
    assert growth(found, 500) < LINEAR


PARTS = (
    *(" ".join(STORY.split()[at : at + 40]) for at in (0, 40, 80)),
    OTHER,
    AGAIN,
    "Nothing more was said.",
    "KYIV (Reuters) - It rained.",
)


@settings(max_examples=40)
@given(st.data(), st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=3), min_size=1, max_size=6))
def test_articles_that_come_and_go_leave_the_origins_of_those_that_stay(data: st.DataObject, texts: list[list[str]]) -> None:
    articles = [article(f"{name}", " ".join(parts), hour) for hour, (name, parts) in enumerate(zip("ABCDEF", texts, strict=False))]
    board = Origins()
    there: dict[str, Article] = {}
    for one in data.draw(st.lists(st.sampled_from(articles), max_size=15)):
        if there.pop(str(one.id), None) is None:
            there[str(one.id)] = one
            board.add(one)
        else:
            board.discard(one.id)
    board.discard("nobody's")
    assert board.names() == origins([*there.values()], [])


def test_shingles_are_the_same_in_every_process() -> None:
    script = "from claims.comparing.origins import shingles; print(shingles('Nine lorries crossed the bridge before dawn on Friday'))"
    told = {
        subprocess.run([sys.executable, "-c", script], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def test_a_text_of_a_few_words_says_nothing() -> None:
    assert origins([article("A", "Talks went on in the city today"), article("B", "Talks went on in the city today", 1)], []) == {
        "A": "A",
        "B": "B",
    }
    assert shingles("three words only") == []
