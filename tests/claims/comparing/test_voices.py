"""One speaker under many names, and the party that a speaker speaks for."""

import pytest

from claims.comparing.attribution import voice_name
from claims.comparing.sides import party_of
from tests.claims.comparing.making import claim


@pytest.mark.parametrize(
    "names",
    [
        pytest.param(["Volodymyr Zelenskyy", "Zelensky", "President Zelenskiy", "Volodymyr Zelenskyi"], id="spellings of a person"),
        pytest.param(["Dmitry Peskov", "Kremlin spokesman Dmitry Peskov", "Peskov"], id="a person with an office"),
        pytest.param(
            ["Russian Ministry of Defence", "Russia's MoD", "Russian Defense Ministry", "Ministry of Defence of the Russian Federation"],
            id="words of a body in any order",
        ),
        pytest.param(["Institute for the Study of War", "the Institute for the Study of War"], id="an article"),
    ],
)
def test_one_voice_under_its_names(names: list[str]) -> None:
    assert len({voice_name(name) for name in names}) == 1


def test_two_bodies_are_two_voices() -> None:
    names = ("Russian Ministry of Defence", "Ukrainian Ministry of Defence", "Ukrainian General Staff", "CSIS", "")
    assert len({voice_name(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("speaker", "party"),
    [
        pytest.param("Volodymyr Zelenskyy", "Ukraine", id="a person"),
        pytest.param("Russian Ministry of Defence", "Russia", id="a people"),
        pytest.param("Kremlin", "Russia", id="a seat"),
        pytest.param("Belgorod governor", "Russia", id="a region"),
        pytest.param("Separatist officials", "Separatists", id="a party that no gazetteer knows"),
        pytest.param("Міністерство оборони РФ", "Russia", id="in Ukrainian"),
        pytest.param("BBC Russian Service", None, id="an outlet with a people in its name"),
        pytest.param("CSIS", None, id="a third party"),
        pytest.param(None, None, id="the outlet itself"),
    ],
)
def test_a_speaker_speaks_for(speaker: str | None, party: str | None) -> None:
    given = claim("A", "released", 157, speaker=speaker)
    assert party_of(given, ("Ukraine", "Russia", "Separatists"), {}) == party


def test_a_group_is_taken_for_its_people_where_only_these_are_a_side() -> None:
    given = claim("A", "released", 90, speaker="Hamas")
    assert party_of(given, ("Israel", "Palestinians"), {}) == "Palestinians"
    assert party_of(given, ("Israel", "Hamas"), {}) == "Hamas"


def test_speakers_of_the_config_go_before_the_gazetteer() -> None:
    given = claim("A", "released", 90, speaker="Coordination Headquarters")
    assert party_of(given, ("Ukraine",), {voice_name("Coordination Headquarters"): "Ukraine"}) == "Ukraine"
