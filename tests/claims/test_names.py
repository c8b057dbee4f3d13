from itertools import product

import pytest

from claims.names import Names
from claims.shipped import Entity, shipped
from tests.growth import LINEAR, growth

_EVERYONE = Names(shipped())


def _printed(term: str) -> list[str]:
    """Write a term in each of its spellings, as a headline may have it."""
    return [" ".join(words).replace("*", "ами").title() for words in product(*(place.split("|") for place in term.split()))]


def test_no_name_of_the_gazetteer_is_passed_over() -> None:
    for entity in shipped():
        alone = Names([entity])
        for term in (term for terms in entity.terms.values() for term in terms):
            for printed in _printed(term):
                assert alone.may_be_in(f"Two:{printed}, one"), (entity.name, printed)
                assert _EVERYONE.may_be_in(printed), (entity.name, printed)


@pytest.mark.parametrize(
    ("term", "text", "expected"),
    [
        pytest.param("kyiv", "From Kyiv’s streets", True, id="a word with something after it"),
        pytest.param("zelensk*", "ZELENSKYY spoke", True, id="a stem"),
        pytest.param("air force of ukraine", "The air is clear", False, id="of several words the longest"),
        pytest.param("air force of ukraine", "of UKRAINE", True, id="which is enough"),
        pytest.param("su-34", "Two Su-34 jets", True, id="with figures"),
        pytest.param("сум*|сумщин*", "на Сумщині", True, id="of several spellings each"),
        pytest.param("п'ятихатк*", "П\u02bcятихатки", True, id="an apostrophe that is a letter"),
        pytest.param("5-й", "Він був 5-й", True, id="hardly a letter"),
        pytest.param("kyiv", "", False, id="nothing"),
    ],
)
def test_what_may_be_in_a_text(term: str, text: str, *, expected: bool) -> None:
    assert Names([Entity("Somebody", "body", None, {"en": (term,)})]).may_be_in(text) is expected


def test_of_two_names_that_share_a_word_one_is_known() -> None:
    names = Names([Entity("A", "body", None, {"en": ("presidential office of ukraine", "ukraine")})])
    assert not names.may_be_in("a presidential election")


def test_a_word_that_stands_for_another_is_read_as_that() -> None:
    assert Names([Entity("A", "body", None, {"uk": ("з півночі",)})], [{"півночи": "півночі"}]).may_be_in("Півночи")


def test_a_word_of_a_hundred_thousand_letters_is_looked_through_at_once() -> None:
    names = Names([Entity("A", "body", None, {"en": ("ukrain*",)})])
    assert not names.may_be_in("prisoners" * 20_000)
    assert growth(lambda times: names.may_be_in("prisoners" * times), 200_000) < LINEAR
