"""What a compiled wheel compiles is there, and installing stays plain Python otherwise."""

import tomllib
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
WHEEL = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
COMPILED = WHEEL["hooks"]["mypyc"]


@pytest.mark.parametrize("place", COMPILED["include"])
def test_what_is_compiled_is_there(place: str) -> None:
    found = HOME / place.strip("/")
    assert found.is_dir() if place.endswith("/") else found.is_file()


def test_installing_takes_no_compiler_unless_it_is_asked_for() -> None:
    assert COMPILED["enable-by-default"] is False
