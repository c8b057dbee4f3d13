"""The validator says of a document what pydantic itself says of the records, and no document makes the checks fall over."""

import copy
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ConfigDict, TypeAdapter, ValidationError

from core.config import ConfigErrors, Mistake, check, default_path, default_text, load
from core.config.keys import Document, Keys, value_at
from core.config.sense import faults
from core.config.shape import validator
from core.config.syntax import parse
from core.config.words import in_words
from core.settings import Settings

SHIPPED = parse(default_text(), default_path()).document
SHIPPED["question"] = [
    {
        "id": "ships",
        "topic": "sea",
        "label": "Ships",
        "things": {"en": ["ship*"]},
        "frame": [{"id": "sea.ships.sunk", "cues": {"en": ["sunk"]}, "reach": 5}],
        "stage": [{"name": "sunk", "cues": {"uk": ["потоплено"]}}],
    }
]
SHIPPED["keys"] = {"help": "f1"}

OURS = validator()
PYDANTICS = TypeAdapter(tuple[Settings], config=ConfigDict(extra="forbid"))

# Of these, pydantic makes nothing else where they do not fit ("1" it would take for a number).
others = st.sampled_from(["words", 7, 3.5, date(2026, 2, 5), [], {}, ["words"], [7], {"words": "words"}, [{"name": "words"}]])


def ways(value: Any, keys: Keys = ()) -> Iterator[Keys]:
    if keys:
        yield keys
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, member in members:
        yield from ways(member, (*keys, key))


WAYS = sorted(ways(SHIPPED), key=lambda keys: (len(keys), str(keys)))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """The shipped document with a few values changed, removed or added."""
    document = copy.deepcopy(SHIPPED)
    depth = draw(st.integers(1, 6))
    for keys in draw(st.lists(st.sampled_from([keys for keys in WAYS if len(keys) <= depth]), min_size=1, max_size=4)):
        holder, key = value_at(document, keys[:-1]), keys[-1]
        match draw(st.sampled_from(["change", "remove", "add"])), holder:
            case ("change", dict()) | ("change", list()) if key in (holder if isinstance(holder, dict) else range(len(holder))):
                holder[key] = copy.deepcopy(draw(others))
            case "remove", dict():
                holder.pop(key, None)
            case "add", dict():
                holder["words"] = copy.deepcopy(draw(others))
            case _:
                pass
    return document


def complaints(error: ValidationError) -> set[tuple[str, Keys]]:
    return {(one["type"], one["loc"]) for one in error.errors() if not one["type"].endswith("_than_equal")}


@given(documents())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_the_validator_finds_what_pydantic_finds(document: Document) -> None:
    mine: set[tuple[str, Keys]] = set()
    theirs: set[tuple[str, Keys]] = set()
    settings_made = theirs_made = None
    try:
        settings_made = OURS.validate_python(document)
    except ValidationError as error:
        mine = complaints(error)
    try:
        (theirs_made,) = PYDANTICS.validate_python([document])
    except ValidationError as error:
        theirs = {(kind, loc[1:]) for kind, loc in complaints(error)}
    assert {loc for _, loc in mine} == {loc for _, loc in theirs}
    # Limits of numbers are ours alone.
    if settings_made is not None and theirs_made is not None:
        assert settings_made == theirs_made


@given(documents())
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_complaint_can_be_put_into_words(document: Document) -> None:
    said = [fault.text for fault in faults(document)]
    try:
        OURS.validate_python(document)
    except ValidationError as error:
        said += [fault.text for fault in in_words(error.errors(), SHIPPED)]
    assert all("; " in text for text in said)


@given(
    st.lists(st.tuples(st.integers(0, len(default_text())), st.sampled_from('"=[]{}\n#.x9\\,'), st.integers(0, 30)), max_size=3),
    st.booleans(),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_to_a_file_makes_more_than_mistakes(tmp_path: Path, damage: list[tuple[int, str, int]], extends: bool) -> None:  # noqa: FBT001
    text = default_text()
    for at, put, cut in damage:
        text = text[:at] + put + text[at + cut :]
    path = tmp_path / "mine.toml"
    path.write_text(('extends = "default"\n' if extends else "") + text, encoding="utf-8")
    mistakes = check(path)
    lines = path.read_text(encoding="utf-8").count("\n") + 1
    assert all(mistake.line is not None and 1 <= mistake.line <= lines for mistake in mistakes if mistake.file == path)
    if mistakes:
        with pytest.raises(ConfigErrors):
            load(path)


def test_a_mistake_reaches_the_terminal_as_text_on_one_line() -> None:
    assert str(Mistake(Path("a\x1b[2J.toml"), 3, "no\nno\x9d")) == "a[2J.toml:3: no no"
