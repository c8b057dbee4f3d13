"""The JSON Schema for editors says what the program itself says."""

import tomllib
from typing import Any

import pytest

from core.config import default_text, schema

SCHEMA = schema()
PYTHON: dict[str, Any] = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "array": list, "object": dict}


def conforms(value: Any, rule: Any) -> bool:
    """Judge by the keywords that the schema uses, as JSON Schema 2020-12 defines them."""
    if isinstance(rule, bool):
        return rule
    if "$ref" in rule and not conforms(value, SCHEMA["$defs"][rule["$ref"].removeprefix("#/$defs/")]):
        return False
    if "type" in rule and (not isinstance(value, PYTHON[rule["type"]]) or (isinstance(value, bool) and rule["type"] != "boolean")):
        return False
    if value not in rule.get("enum", [value]) or value != rule.get("const", value):
        return False
    if isinstance(value, list):
        return all(conforms(element, rule["items"]) for element in value)
    if isinstance(value, dict):
        known, other = rule.get("properties", {}), rule.get("additionalProperties", True)
        names = rule.get("propertyNames", {})
        return (
            all(key in value for key in rule.get("required", ()))
            and all(conforms(key, names) for key in value)
            and all(conforms(member, known.get(key, other)) for key, member in value.items())
        )
    return bool(rule.get("minimum", value) <= value <= rule.get("maximum", value))


@pytest.mark.parametrize(
    ("text", "good"),
    [
        pytest.param(default_text(), True, id="the shipped config"),
        pytest.param("", True, id="an empty file"),
        pytest.param('extends = "default"\n[[feed]]\nname = "A"\nurl = "https://a.example"\nevery = 60', True, id="a feed added"),
        pytest.param('extends = "other"', False, id="extends something else"),
        pytest.param("[poll]\ngap = -1", False, id="below the least"),
        pytest.param(
            "[[feed]]\nname = 'A'\nurl = 'https://a.example'\nevery = 1e9", False, id="above the most, where nothing is allowed too"
        ),
        pytest.param("[poll]\nevry = 1", False, id="an unknown key"),
        pytest.param('[[feed]]\nname = "A"', False, id="a key is missing"),
        pytest.param('[[feed]]\nname = "A"\nurl = "https://a.example"\nlang = "fr"', False, id="a choice that is none"),
        pytest.param("[display]\ntheme = 1", False, id="a wrong type"),
        pytest.param('[[question]]\nid = "q"\ntopic = "t"\nlabel = "Q"\nthings = { fr = ["x"] }', False, id="a language that is not read"),
    ],
)
def test_the_schema_tells_good_from_bad(text: str, good: bool) -> None:  # noqa: FBT001  (the verdict is the case)
    assert conforms(tomllib.loads(text), SCHEMA) is good


def test_the_schema_says_which_dialect_it_is_in() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_key_is_described() -> None:
    tables = {"config": SCHEMA, **SCHEMA["$defs"]}
    keys = [(f"{name}.{key}", part) for name, table in tables.items() for key, part in table["properties"].items()]
    # What a question is made of is told at length by the question's own records.
    asking = ("Question.", "Frame.", "Stage.")
    assert [name for name, part in keys if not {"description", "$ref"} & part.keys() and not name.startswith(asking)] == []


def test_there_is_no_null_in_toml() -> None:
    assert "null" not in str(SCHEMA)
    assert "None" not in str(SCHEMA)
