"""The term language, and what it says to somebody who wrote a term wrongly."""

from datetime import UTC, datetime

import pytest

from core.errors import UsageError
from core.news import Article
from core.settings import Rule, Topic
from rules.tagging import compile_topics, tag


def article(text: str, title: str = "", lang: str | None = None) -> Article:
    return Article(id=1, source="The Ledger", published=datetime(2026, 2, 5, tzinfo=UTC), title=title, text=text, lang=lang)


def phrases(term: str, text: str, *, title: str = "", lang: str | None = None) -> list[str]:
    rules = compile_topics([Topic(id="t", name="T", mark="t", rule=(Rule(id="r", any=(term,)),))])
    return [found.phrase for found in tag(rules, article(text, title, lang))]


@pytest.mark.parametrize(
    ("term", "text", "printed"),
    [
        pytest.param("truce", "The Truce holds", ["Truce"], id="case does not matter"),
        pytest.param("truce", "The Trucetown mayor spoke", [], id="whole words only"),
        pytest.param("truce", "an un-truce", ["truce"], id="a hyphen parts words"),
        pytest.param("captive*", "two captives", ["captives"], id="a stem"),
        pytest.param("captive*", "the recaptive", [], id="a stem begins a word"),
        pytest.param("prisoner swap", "A prisoner-swap was held", ["prisoner-swap"], id="words in order, hyphen or space"),
        pytest.param("prisoner-swap", "A prisoner swap was held", ["prisoner swap"], id="a hyphen in a term is a space"),
        pytest.param("prisoner swap", "A swap, prisoner says", [], id="order matters in a phrase"),
        pytest.param("swap|trade talks", "the trade talks", ["trade talks"], id="alternatives in one place"),
        pytest.param("cease-fire|truce holds", "the cease fire holds", ["cease fire holds"], id="an alternative of two words"),
        pytest.param("swap* <2> prisoner*", "prisoners in a swap", ["prisoners in a swap"], id="near, in either order"),
        pytest.param("swap* <2> prisoner*", "swapped one two prisoners", ["swapped one two prisoners"], id="at most n words between"),
        pytest.param("swap* <2> prisoner*", "swapped one two three prisoners", [], id="not n + 1 words between"),
        pytest.param("swap* <0> prisoner*", "prisoners swapped", ["prisoners swapped"], id="side by side"),
        pytest.param("swap* <8> prisoner*", "They swapped. Prisoners wept.", [], id="near is within a sentence"),
        pytest.param(
            "swap* <8> prisoner*",
            "Gen. U. S. Smith swapped with Mr. Doe of Feb. 5 prisoners",
            ["swapped with Mr. Doe of Feb. 5 prisoners"],
            id="an abbreviation ends no sentence",
        ),
        pytest.param("swap* <8> prisoner*", "They swapped\nprisoners", ["swapped\nprisoners"], id="a wrapped line ends no sentence"),
        pytest.param("swap* <8> prisoner*", "They swapped\n\nprisoners", [], id="an empty line ends a sentence"),
        pytest.param("aa <3> bb <3> cc", "cc x bb x aa", ["cc x bb x aa"], id="a chain, in any order"),
        pytest.param("aa <0> bb <0> cc", "aa bb x cc", [], id="a chain with a gap too wide"),
        pytest.param("swap* <3> swap*", "a swap", [], id="one word is not near itself"),
        pytest.param("swap* <3> swap*", "a swap for a swap", ["swap for a swap"], id="two words may be alike"),
        pytest.param("hostage deal", "the hostage’s deal", ["hostage’s deal"], id="a possessive does not matter"),
        pytest.param("kyiv", "Kyiv's", ["Kyiv"], id="a possessive is not printed"),
        pytest.param("п'ять", "звільнено п’ять людей", ["п’ять"], id="kinds of apostrophe do not matter"),
        pytest.param("пленен*", "пленённых солдат", ["пленённых"], id="е and ё do not matter"),
        pytest.param(
            "військов*",
            "Віи\u0306ськові, віи\u0306на, вій\u0301ськові",
            ["Віи\u0306ськові"],
            id="composed and decomposed letters are the same",
        ),
        pytest.param("# prisoner*", "freed 1,200 prisoners", ["1,200 prisoners"], id="a number in digits"),
        pytest.param("# prisoner*", "freed twelve prisoners", ["twelve prisoners"], id="a number in words"),
        pytest.param("# prisoner*", "the $200 prisoners", [], id="a price is no count"),
        pytest.param("# prisoner*", "in 2024 prisoners", [], id="a year is no count"),
        pytest.param("# prisoner*", "some 2000 prisoners", ["2000 prisoners"], id="two thousand is"),
        pytest.param("# drone*", "the Shahed-136 drones", [], id="the name of a weapon is no count"),
        pytest.param("# <2> prisoner*", "a 36-year-old prisoner", [], id="an age is no count"),
        pytest.param("20 %", "about 20% of it", ["20%"], id="a percent sign is a word"),
        pytest.param("@ceasefire", "the cease-fire", ["cease-fire"], id="a lexeme"),
        pytest.param("@ceasefire", "оголосили перемир’я", ["перемир’я"], id="a lexeme in Ukrainian"),
        pytest.param("@ceasefire", "объявили перемирие", ["перемирие"], id="a lexeme in Russian"),
    ],
)
def test_a_term_finds(term: str, text: str, printed: list[str]) -> None:
    assert phrases(term, text) == printed


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("", "there is no word"),
        ("<8> swap", "there is no word"),
        ("swap <8>", "there is no word"),
        ("swap <many> prisoner", '"<many>" has to hold a number of words from 0 to 50'),
        ("swap <99> prisoner", '"<99>" has to hold a number of words from 0 to 50'),
        ("swap < prisoner", '"<" and ">" have to enclose'),
        ("swap | trade", '"|" lacks a word beside the bar'),
        ("swap| prisoner", '"swap|" lacks a word beside the bar'),
        ("*", '"*" is no word'),
        ("pri*oner", '"pri*oner" is no word'),
        ("@prisonr", 'there is no lexeme "@prisonr"; did you mean "@prisoner"?'),
        ("@zzzzzz", 'there is no lexeme "@zzzzzz"; there are abducted, '),
        ("@Prisoner", '"@Prisoner" is no lexeme'),
        ("a* holds", '"a*" has too little before its star; write at least 2 letters'),
        ("swap ...", '"..." is no word'),
    ],
)
def test_a_term_that_cannot_be_read_is_named(term: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        phrases(term, "")
    assert f'topic "t", rule "r", term "{term}": ' in str(caught.value)
    assert said in str(caught.value)


def test_a_rule_that_asks_for_nothing_is_named() -> None:
    with pytest.raises(UsageError, match='topic "t", rule "r": it asks for nothing'):
        compile_topics([Topic(id="t", name="T", mark="t", rule=(Rule(id="r", abstain=("truce",)),))])
