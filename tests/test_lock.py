"""The lock file holds what the package asks for, within its bounds, by wheels whose hashes are known."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOME = Path(__file__).parent.parent
PROJECT = tomllib.loads((HOME / "pyproject.toml").read_text())["project"]
LOCK = (HOME / "requirements.lock").read_text()
LOCKED = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE))
ASKED = [Requirement(words) for words in PROJECT["dependencies"]]


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked.name)
def test_what_is_asked_for_is_locked_within_its_bounds(asked: Requirement) -> None:
    assert asked.specifier.contains(LOCKED[canonicalize_name(asked.name)])


@pytest.mark.parametrize(
    "asked", [*ASKED, *(Requirement(words) for more in PROJECT["optional-dependencies"].values() for words in more)], ids=str
)
def test_every_dependency_has_both_bounds(asked: Requirement) -> None:
    signs = {one.operator for one in asked.specifier}
    assert {">=", "<"} <= signs or "==" in signs or canonicalize_name(asked.name) == PROJECT["name"]


def test_every_locked_package_has_its_hashes() -> None:
    parts = re.split(r"^(?=[\w.-]+==)", LOCK, flags=re.MULTILINE)[1:]
    assert len(parts) == len(LOCKED)
    assert all("--hash=sha256:" in part for part in parts)
