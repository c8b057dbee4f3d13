"""The questions that ship, as their files have them. Importing it costs little: who only names them does without what reads by them."""

from functools import cache
from pathlib import Path
from typing import Any

import tomli

from claims.lasting import lasting
from core.question import Frame, Question, Stage

FOLDER = Path(__file__).parent / "questions"


def _held(found: Any) -> Any:
    """A value of a file as records hold it: tuples for lists, all the way down."""
    if isinstance(found, list):
        return tuple(map(_held, found))
    return {key: _held(value) for key, value in found.items()} if isinstance(found, dict) else found


def _question(row: dict[str, Any]) -> Question:
    frames = tuple(Frame(**frame) for frame in row.pop("frame", ()))
    stages = tuple(Stage(**stage) for stage in row.pop("stage", ()))
    return Question(**row, frame=frames, stage=stages)


@cache
@lasting()
def shipped_questions() -> tuple[Question, ...]:
    """Return the questions that ship, in the order of their files and lines."""
    found: list[Question] = []
    for path in sorted(FOLDER.glob("*.toml")):
        found += [_question(row) for row in _held(tomli.loads(path.read_text(encoding="utf-8")))["question"]]
    return tuple(found)
