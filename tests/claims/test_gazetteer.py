"""Parties from bare names, and names that are common words as well."""

from functools import cache

import pytest

from claims.gazetteer import called, named
from claims.guide import Guide, guide
from claims.reading.people import named_in
from claims.reading.words import words
from claims.shipped import shipped
from core.settings import Language

NAMES = {
    "Colombia": "Colombia|colombia|Колумбія|Колумбії|Колумбия|Bogotá",
    "DR Congo": "DRC|the DRC|Congo|DR Congo|Democratic Republic of the Congo|ДР Конго|Конго",
    "Congo Republic": "Republic of Congo|Congo-Brazzaville|Республіка Конго|Республика Конго",
    "FARC": "FARC|farc|ФАРК",
    "Georgia": "Georgia|Грузія|Грузії|Грузия|Georgian",
    "Guinea": "Guinea|Гвінея|Гвинея",
    "Guinea-Bissau": "Guinea-Bissau|Guinea Bissau|Гвинея-Бисау",
    "Equatorial Guinea": "Equatorial Guinea|Экваториальная Гвинея",
    "Papua New Guinea": "Papua New Guinea|Папуа-Новая Гвинея",
    "Hamas": "Hamas|hamas|ХАМАС|хамасом",
    "Houthis": "Houthis|Houthi|Ansar Allah|хусити|хуситы",
    "India": "India|Індія|Индии",
    "Iran": "Iran|Іран|Ірану|Ираном|Tehran|Iranians",
    "Iraq": "Iraq|Ірак|Иракский",
    "Israel": "Israel|israel|Ізраїль|Ізраїлю|Израилем|Israeli|the Israelis",
    "Ivory Coast": "Ivory Coast|Côte d'Ivoire|Cote d'Ivoire|Кот-д’Івуар|Кот-д'Ивуар",
    "Jordan": "Jordan|Йорданія|Иордании",
    "Kachin Independence Army": "KIA|Kachin Independence Army",
    "Mali": "Mali|Малі|Мали",
    "Myanmar": "Myanmar|Burma|М'янма|М’янми|Мьянма",
    "Niger": "Niger|Нігер|Нигера",
    "Nigeria": "Nigeria|Нігерія|Нигерию",
    "North Korea": "North Korea|DPRK|КНДР|Північна Корея|Северной Кореи",
    "Palestinians": "Palestine|Палестина|палестинці",
    "Polisario": "the Polisario Front|Полісаріо",
    "Russia": "Russia|Росія|росією|России|Moscow|Russian Federation|РФ",
    "Saudi Arabia": "Saudi Arabia|Саудівська Аравія|Саудовской Аравией|the Saudis",
    "South Korea": "South Korea|Республика Корея|Південна Корея",
    "South Sudan": "South Sudan|Південний Судан|Южного Судана",
    "Sudan": "Sudan|Судан|Судану|Хартум",
    "Taliban": "Taliban|the Taliban|Талибаном",
    "Togo": "Togo|Того",
    "Turkey": "Turkey|Türkiye|Turkiye|Туреччини|Турция",
    "Ukraine": "Ukraine|Україна|україною|Украине|Kyiv|Kiev|Київ",
    "United Kingdom": "UK|U.K.|Britain|the United Kingdom|Велика Британія",
    "United States": "US|us|U.S.|USA|the US|America|США|Сполучені Штати|Соединенных Штатов",
    "Yemeni government": "Yemen's government|the Yemeni government|уряд Ємену|правительство Йемена",
    "Deutsche Bahn": "Deutsche Bahn",
    "German Train Drivers": "German Train Drivers",
    "Georgia Power": "Georgia Power",
}


@pytest.mark.parametrize(("party", "printed"), [(party, name) for party, names in NAMES.items() for name in names.split("|")])
def test_bare_names_in_any_language_and_case(party: str, printed: str) -> None:
    assert [one.name for one in named([printed]).parties] == [party]


def test_a_party_named_twice_is_one() -> None:
    assert [one.name for one in named(["Ізраїль", "ХАМАС", "Israel", " "]).parties] == ["Israel", "Hamas"]


@cache
def _guide() -> Guide:
    return guide(named(["Ukraine", "Russia"]))


def _found(lang: Language, text: str) -> set[str]:
    made = _guide()
    said = words(text, 0, len(text))
    tongue = made.tongues[lang]
    marks = tongue.marks(said, tongue.lexicon.find(said.low))
    return {one.entity.party or one.entity.name for one in named_in(marks, made.entities, text)}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        pytest.param("en", "The turkey was dry, and the china broke.", set(), id="turkey, china"),
        pytest.param("en", "He told us of a hanging chad and a guinea pig.", set(), id="us, chad, guinea"),
        pytest.param("en", "Turkey, Chad, Jordan and Georgia agreed.", {"Turkey", "Chad", "Jordan", "Georgia"}, id="with capitals"),
        pytest.param("en", "A car bomb hit the CAR army.", {"Central African Republic"}, id="car, CAR"),
        pytest.param("en", "A fire in Indiana and in New Mexico.", {"United States"}, id="states that sound like countries"),
        pytest.param("en", "Envoys of South Sudan met.", {"South Sudan"}, id="South Sudan"),
        pytest.param("en", "The Dominican Republic agreed.", {"Dominican Republic"}, id="Dominican Republic"),
        pytest.param("en", "A tanker in the Gulf of Oman.", {"Gulf of Oman"}, id="Gulf of Oman"),
        pytest.param("en", "Romania and Nigeria signed.", {"Romania", "Nigeria"}, id="Romania, Nigeria"),
        pytest.param("en", "Papua New Guinea and Guinea-Bissau signed.", {"Papua New Guinea", "Guinea-Bissau"}, id="two Guineas"),
        pytest.param("uk", "Малі підприємства та малі групи мали збитки.", set(), id="малі"),
        pytest.param("uk", "Війська вийшли з Малі.", {"Mali"}, id="Малі"),
        pytest.param("uk", "Того дня того не знали.", set(), id="того"),
        pytest.param("uk", "Посол у Того приїхав.", {"Togo"}, id="Того"),
        pytest.param("uk", "Чадний газ і чад; катар і катарсис; оману викрили.", set(), id="чад, катар, оману"),
        pytest.param("uk", "Президент Чаду прибув.", {"Chad"}, id="Чаду"),
        pytest.param("uk", "Пара випустила пар.", set(), id="пар"),
        pytest.param("uk", "ПАР судить.", {"South Africa"}, id="ПАР"),
        pytest.param("uk", "Індивідуальний план; грузовик; сумно; кубик; гавань.", set(), id="stems"),
        pytest.param("uk", "Хусити й бойовики домовилися.", {"Houthis"}, id="хусити"),
        pytest.param("uk", "Індія та Пакистан.", {"India", "Pakistan"}, id="Індія"),
        pytest.param("ru", "Индивидуальный индикатор, куб и кубики, перо и перу, вена и вены.", set(), id="stems"),
        pytest.param("ru", "Того дня ждали того же.", set(), id="того"),
        pytest.param("ru", "Ливитт и Дания, данные и дань.", {"United States", "Denmark"}, id="Ливитт, Дания"),
        pytest.param("ru", "Нигер и Нигерия.", {"Niger", "Nigeria"}, id="Нигер"),
        pytest.param("ru", "Литвиненко и Литва.", {"Lithuania"}, id="Литва"),
        pytest.param("ru", "Сумма и сумки; катарсис; твердый; орлы; манил.", set(), id="more stems"),
        pytest.param("ru", "Сумы и сумская область.", {"Ukraine"}, id="Сумы"),
        pytest.param("ru", "Южная Корея и КНДР.", {"South Korea", "North Korea"}, id="two Koreas"),
    ],
)
def test_names_that_are_common_words(lang: Language, text: str, expected: set[str]) -> None:
    assert _found(lang, text) == expected


def test_every_party_that_is_spoken_of_is_listed() -> None:
    parties = {entity.party for entity in shipped() if entity.kind == "party"}
    assert {entity.party for entity in shipped() if entity.party} <= parties
    assert {entity.of for entity in shipped() if entity.of} <= parties | {None}
    assert {entity.land for entity in shipped() if entity.land} <= parties | {None}


@pytest.mark.parametrize(
    ("names", "canonical", "own"),
    [
        (["Sri Lanka", "Tamil Tigers"], ["Sri Lanka", "LTTE"], {"LTTE": "Tamil Tigers"}),
        (["US", "Iran"], ["United States", "Iran"], {"United States": "US"}),
        (["Kyiv", "Росія"], ["Ukraine", "Russia"], {}),
        (["israel", "Hamas"], ["Israel", "Hamas"], {}),
        (["Greek Cypriots", "Turkish Cypriots"], ["Greek Cypriots", "Turkish Cypriots"], {}),
        (["Cyprus", "Turkey"], ["Cyprus", "Turkey"], {}),
        (["Nepalese government", "Hill Front"], ["Nepali government", "Hill Front"], {"Nepali government": "Nepalese government"}),
    ],
)
def test_parties_are_known_and_keep_the_names_by_which_they_were_called(
    names: list[str], canonical: list[str], own: dict[str, str]
) -> None:
    assert [party.name for party in named(names).parties] == canonical
    assert called(names) == own
