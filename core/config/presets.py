"""Configurations to begin from: those that ship for other negotiations, and one made for any two parties."""

import json
from collections.abc import Sequence
from pathlib import Path
from string import Template
from urllib.parse import quote_plus

from core.config.files import read

FOLDER = Path(__file__).parent / "presets"


def presets() -> tuple[str, ...]:
    """Return the names of the presets that ship."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def preset_text(name: str) -> str:
    """Return a preset as the text of a config file. `name` is one of `presets()`."""
    return read(FOLDER / f"{name}.toml")


def parties_text(names: Sequence[str]) -> str:
    """Return the text of a config file that follows the talks between these parties, with the world's press to read."""
    # Every string of JSON is one of TOML.
    said = [json.dumps(name, ensure_ascii=False) for name in names]
    return Template(read(FOLDER / "parties.txt")).substitute(
        name=json.dumps(f"{'-'.join(names)} talks", ensure_ascii=False)[1:-1],
        parties="\n".join(f"  {{ name = {name} }}," for name in said),
        query=quote_plus(" ".join(f'"{name}"' for name in names)),
    )
