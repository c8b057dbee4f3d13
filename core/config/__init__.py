"""The user's `config.toml`: found, read, checked, explained.

Importing it costs little: the validation library is imported when a file is read.
"""

from typing import Any

from core.config.examine import Judge, check, load
from core.config.files import default_path, default_text, find, user_path, write_new
from core.config.mistake import ConfigErrors, Fault, Mistake
from core.config.presets import parties_text, preset_text, presets

__all__ = [
    "ConfigErrors",
    "Fault",
    "Judge",
    "Mistake",
    "check",
    "default_path",
    "default_text",
    "find",
    "load",
    "parties_text",
    "preset_text",
    "presets",
    "schema",
    "user_path",
    "write_new",
]


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a config file."""
    from core.config.json_schema import json_schema  # noqa: PLC0415  (it imports all of pydantic: 100 ms)

    return json_schema()
