from pathlib import Path

import pytest

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
