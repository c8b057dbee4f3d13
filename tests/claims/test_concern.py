from datetime import UTC, datetime

import pytest

from claims.concern import concerns
from claims.gazetteer import named
from claims.guide import Guide, guide
from core.news import Article


@pytest.fixture(scope="module")
def talks() -> Guide:
    return guide(named(["Ukraine", "Russia"]))


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        pytest.param("Ukraine swaps prisoners", "", True, id="a party in the headline"),
        pytest.param("Swap agreed", "The two sides met. Moscow confirmed it.", True, id="a capital, further down"),
        pytest.param("Drone hits a market", "Four people died in Kharkiv.", True, id="a town"),
        pytest.param("Envoys to meet", "Zelensky will send a delegation.", True, id="a leader"),
        pytest.param("Обмін полоненими", "Українські захисники повернулися додому.", True, id="Ukrainian"),
        pytest.param("Обмен пленными", "Из плена вернулись российские военнослужащие.", True, id="Russian"),
        pytest.param("Truce holds in Gaza", "Hamas freed 20 hostages and Israel 250 prisoners.", False, id="other parties"),
        pytest.param("Final set", "She won in three rounds and two strikes.", False, id="no party at all"),
        pytest.param("", "", False, id="nothing"),
        pytest.param("Третій раунд переговорів завершено", "Сторони роз'їхалися.", True, id="nobody, in a language of one party"),
        pytest.param("Третий раунд переговоров завершен", "Стороны разъехались.", False, id="nobody, in a language of many"),
        pytest.param("Третій раунд переговорів між США та Китаєм", "Ідеться про мита.", False, id="others, in a language of one party"),
        pytest.param("Третій раунд переговорів", "Клуб і гравець не домовилися. " * 20, False, id="a long text that names nobody"),
    ],
)
def test_what_an_article_is_about(talks: Guide, title: str, text: str, *, expected: bool) -> None:
    assert concerns(Article(1, "Courier", datetime(2026, 2, 5, tzinfo=UTC), title, text), talks) is expected


@pytest.mark.parametrize(
    "text", ["Four people were killed in Gaza City, medics said.", "Palestinian prisoners were freed.", "The IDF said so."]
)
def test_a_people_and_its_land_are_their_partys(text: str) -> None:
    article = Article(1, "Courier", datetime(2026, 2, 5, tzinfo=UTC), "", text)
    assert concerns(article, guide(named(["Israel", "Hamas"])))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Myanmar: fighting spreads.", True), ("The Burmese junta bombed a town.", True), ("Fighting spreads in Sudan.", False)],
)
def test_a_country_in_an_unknown_partys_name_is_that_party(text: str, *, expected: bool) -> None:
    article = Article(1, "Courier", datetime(2026, 2, 5, tzinfo=UTC), "", text)
    assert concerns(article, guide(named(["Myanmar military", "Resistance"]))) is expected


def test_a_group_is_named_by_its_country() -> None:
    article = Article(1, "Courier", datetime(2026, 2, 5, tzinfo=UTC), "", "Число погибших в Судане возросло до 900.")
    assert concerns(article, guide(named(["Sudanese army", "RSF"])))


def test_of_parties_that_nobody_knows_any_article_may_be() -> None:
    article = Article(1, "Courier", datetime(2026, 2, 5, tzinfo=UTC), "", "The two sides met in Geneva.")
    assert concerns(article, guide(named(["Northern Front", "Southern Front"])))
    assert not concerns(article, guide(named(["Northern Front", "Yemen"])))
