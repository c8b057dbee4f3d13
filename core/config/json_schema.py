"""The JSON Schema of a config file, for editors that complete and check TOML by one."""

from dataclasses import fields, is_dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, TypeAdapter

import core.question
import core.settings
from core.config.merge import EXTENDS
from core.settings import Between, Settings

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a user's config file; its descriptions are the docstrings of the records."""
    # pydantic takes a setting for the records themselves only from a type around them.
    config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    records = TypeAdapter(tuple[Settings], config=config).json_schema()["$defs"]
    for module in (core.settings, core.question):
        for record in vars(module).values():
            if isinstance(record, type) and is_dataclass(record) and record.__name__ in records:
                _refine(records[record.__name__], record)
    top = records.pop(Settings.__name__)
    # What a user's file leaves out, the shipped one has.
    del top["required"]
    extends = {"const": "default", "description": "Add to the shipped config, instead of replacing its tables."}
    return {
        "$schema": _DIALECT,
        "title": "negotiation-watch config.toml",
        **{name: part for name, part in top.items() if name != "title"},
        "properties": {EXTENDS: extends, **top["properties"]},
        "$defs": records,
    }


def _refine(schema: dict[str, Any], record: type) -> None:
    """Take out what TOML has not (null, None) and put in what pydantic does not see (bounds)."""
    hints = get_type_hints(record, include_extras=True)
    for member in fields(record):
        part = schema["properties"][member.name]
        part.pop("title", None)
        if "description" in part:
            part["description"] = part["description"].replace("None", "left out")
        if "anyOf" in part:
            part |= next(choice for choice in part.pop("anyOf") if choice != {"type": "null"})
        if part.get("default", ...) is None:
            del part["default"]
        for limits in _limits(hints[member.name]):
            part |= {"minimum": limits.low, "maximum": limits.high}


def _limits(hint: Any) -> list[Between]:
    if get_origin(hint) is Annotated:
        return [note for note in get_args(hint) if isinstance(note, Between)]
    return [limits for argument in get_args(hint) for limits in _limits(argument)]
