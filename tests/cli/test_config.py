from pathlib import Path

import pytest

from core.config import presets
from tests.cli.conftest import Run

RULE = """extends = "default"

[[topic]]
id = "fish"
name = "Fish"
mark = "fish"

[[topic.rule]]
id = "cod"
any = [
    "cod",
    "@prisonr <3> cod",
]
"""


def test_a_mistake_in_a_rule_is_named_with_its_line(run: Run, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(RULE)
    told = run("config", "check", config)
    assert told.status == 2
    assert told.err.startswith(f"{config}:12: ")
    assert 'there is no lexeme "@prisonr"; did you mean "@prisoner"?' in told.err
    config.write_text(RULE.replace("@prisonr", "@prisoner"))
    assert run("config", "check", config).status == 0


QUESTION = """extends = "default"

[[question]]
id = "boats"
topic = "talks"
label = "Boats"
things.en = ["boat*"]
cues.en = [
    "sank",
    "left <3> port*",
]
"""


@pytest.mark.parametrize(
    ("term", "says"),
    [
        ("left <3> port*", '".." leaves out up to seven words'),
        ("left @harbours", 'there is no lexeme "harbours" in claims/packs/en.toml'),
        ("left|@harbours .. port*", 'there is no lexeme "harbours"'),
        ("left .. port*", None),
        ("@be sunk|@kill", None),
        ("@country sank", None),
    ],
)
def test_a_term_of_a_question_that_would_never_be_met_is_named_with_its_line(run: Run, tmp_path: Path, term: str, says: str | None) -> None:
    config = tmp_path / "config.toml"
    config.write_text(QUESTION.replace("left <3> port*", term))
    told = run("config", "check", config)
    assert (told.status, told.err.startswith(f"{config}:10: ")) == ((0, False) if says is None else (2, True))
    assert says is None or says in told.err


def test_a_copy_is_made_checked_and_never_overwritten(run: Run, tmp_path: Path) -> None:
    assert run("config", "init").status == 0
    path = Path(run("config", "path").out.strip())
    assert path.is_relative_to(tmp_path)
    assert run("config", "check").status == 0
    again = run("config", "init")
    assert (again.status, "there is a file already" in again.err) == (2, True)


def test_the_schema_and_what_is_in_force_are_json(run: Run) -> None:
    assert run("config", "schema").data["properties"].keys() >= {"negotiation", "feed", "topic", "poll", "store", "display"}
    assert len(run("config", "show").data["feed"]) > 30


@pytest.mark.parametrize("command", [["items"], ["compare"], ["poll", "--once"], ["digest"], ["feeds", "list"], ["config", "check"]])
def test_a_broken_configuration_stops_every_command_with_all_its_mistakes(run: Run, tmp_path: Path, command: list[str]) -> None:
    config = tmp_path / "broken.toml"
    config.write_text('[pol]\nevery = 60\n\n[display]\ntheme = 7\n\n[[feed]]\nname = "A"\nurl = "gopher://a"\n')
    told = run("--config", config, *command)
    assert (told.status, told.out) == (2, "")
    assert [row.split(":")[1] for row in told.err.splitlines()] == ["1", "5", "9"]
    assert "poll" in told.err


@pytest.mark.parametrize("name", presets())
def test_another_negotiation_begins_from_a_preset(run: Run, tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.toml"
    assert run("config", "init", path, "--preset", name).status == 0
    assert run("config", "check", path).status == 0
    assert name in run("config", "init", "--help").out


def test_two_names_are_enough_to_begin(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    told = run("config", "init", path, "--parties", "Хартум, RSF")
    assert (told.status, told.err) == (0, f"written: {path}\n")
    assert [party["name"] for party in run("config", "show", "--config", path).data["negotiation"]["parties"]] == [
        "Sudan",
        "RSF",
    ]


def test_a_party_that_is_not_known_is_told(run: Run, tmp_path: Path) -> None:
    told = run("config", "init", tmp_path / "mine.toml", "--parties", "Sudan,Blue Reeds,the Yemeni government")
    assert told.status == 0
    assert [row.split(" is not known here")[0] for row in told.err.splitlines()[:-1]] == ["Blue Reeds"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--preset", "atlantis"), "there is no such preset; there are india-pakistan, israel-hamas, us-iran"),
        (("--parties", "Israel"), "name two parties or more"),
        (("--parties", "Kyiv,Ukraine"), "name two parties or more"),
    ],
)
def test_what_cannot_be_begun_from_says_what_can(run: Run, tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    told = run("config", "init", tmp_path / "mine.toml", *words)
    assert (told.status, says in told.err, (tmp_path / "mine.toml").exists()) == (2, True, False)
