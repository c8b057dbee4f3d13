"""The presets, and the configuration made for any parties, are configurations like any other."""

from itertools import takewhile

import pytest

from claims.gazetteer import named
from claims.guide import guide
from claims.reader import read
from core.config import default_text, load, parties_text, preset_text, presets, write_new
from core.news import Article
from core.settings import Settings
from core.times import read_stamp


def settings(text: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    path = tmp_path_factory.mktemp("preset") / "config.toml"
    write_new(path, text)
    return load(path)


def told(setting: Settings, text: str, day: str = "2026-04-12") -> list[tuple[str, str | None, float | str | None]]:
    reading = read(Article("a", "Outlet", read_stamp(day), "", text), guide(setting.negotiation, setting.question))
    return [(f"{claim.topic}.{claim.question}", claim.side, claim.value.low) for claim in reading.claims]


@pytest.mark.parametrize("name", presets())
def test_a_preset_names_its_parties_its_feeds_and_questions_of_its_own(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    found = settings(preset_text(name), tmp_path_factory)
    shipped = {party.name for party in named([party.name for party in found.negotiation.parties]).parties}
    assert {party.name for party in found.negotiation.parties} == shipped
    known = {*shipped, *(party.name for party in found.negotiation.mediators)}
    assert {speaker.party for speaker in found.negotiation.speakers} <= {*known, None}
    assert len(found.feed) >= 8
    assert found.question
    assert {topic.id for topic in found.topic} == {"pow-swaps", "strikes", "territory", "casualties", "talks"}


@pytest.mark.parametrize(
    ("preset", "text", "claim"),
    [
        ("israel-hamas", "Some 173 aid trucks entered Gaza on Sunday, COGAT said.", ("talks.aid-trucks", None, 173)),
        ("israel-hamas", "Hamas freed three Israeli hostages on Saturday.", ("pow-swaps.released", "Israel", 3)),
        ("us-iran", "Tehran has enriched uranium to 60%, the agency said.", ("talks.enrichment", None, 60)),
        ("us-iran", "The second round of talks between Iran and the US was held in Muscat.", ("talks.round", None, 2)),
        ("india-pakistan", "Pakistan said it had shot down five Indian jets.", ("strikes.jets-downed", "India", 5)),
        ("india-pakistan", "Індія заявила, що збила шість пакистанських літаків.", ("strikes.jets-downed", "Pakistan", 6)),
    ],
)
def test_a_presets_questions_are_read(
    preset: str, text: str, claim: tuple[str, str | None, float], tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert claim in told(settings(preset_text(preset), tmp_path_factory), text)


@pytest.mark.parametrize(
    ("preset", "text"),
    [
        ("israel-hamas", "The company bought 173 trucks, and sales of trucks fell."),
        ("us-iran", "Inflation in Iran reached 60% and enriched a few, the paper said."),
        ("india-pakistan", "India will buy 26 jets from France."),
    ],
)
def test_a_presets_questions_leave_other_numbers_alone(preset: str, text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert told(settings(preset_text(preset), tmp_path_factory), text) == []


@pytest.mark.parametrize("names", [("Sudan", "RSF"), ("Thailand", "Cambodia"), ('The "Northern" \\ League', "Південна ліга")])
def test_naming_two_parties_is_enough(names: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> None:
    found = settings(parties_text(names), tmp_path_factory)
    assert tuple(party.name for party in found.negotiation.parties) == names
    assert found.negotiation.name == f"{names[0]}-{names[1]} talks"
    assert "news.google.com/rss/search?q=%22" in found.feed[0].url


def test_the_example_of_a_question_of_ones_own_is_read_as_it_stands(tmp_path_factory: pytest.TempPathFactory) -> None:
    lines = default_text().splitlines()
    first = lines.index("# [[question]]")
    found = settings("\n".join(line.removeprefix("# ") for line in takewhile(bool, lines[first:])), tmp_path_factory)
    assert [question.id for question in found.question] == ["children-returned"]
    for text in (
        "Ukraine has brought back 19 children who had been deported to Russia.",
        "Україна повернула 19 дітей, яких було депортовано до Росії.",
        "Украина вернула 19 детей, депортированных в Россию.",
    ):
        assert ("pow-swaps.children-returned", "Ukraine", 19) in told(found, text)
    assert told(found, "The school said that 19 children returned after the holidays.") == []
