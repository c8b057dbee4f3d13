"""What rows tell over time, as data: a commitment's steps, and a figure's course by source."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.comparing.days import iso_day
from claims.comparing.series import Line, Point, series
from claims.comparing.track import Step, of_row, track
from core.claim import Claim
from core.comparison import Comparison
from core.contract import Json, comparison_json
from core.times import brief

_Asked = tuple[str, str, str | None]
"""Topic, question, side."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """What became of what somebody announced, agreed to or asked for."""

    topic: str
    question: str
    side: str | None
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """How a figure moved: by source what it said and when."""

    topic: str
    question: str
    side: str | None
    lines: tuple[Line, ...]


def row_json(row: Comparison) -> Json:
    """Write a row of the matrix with its own steps and courses."""
    return {**comparison_json(row), "track": _steps(of_row(row)), "series": _lines(series(_claims([row]), [row]))}


def commitments(rows: Iterable[Comparison]) -> list[Commitment]:
    """Return each commitment's steps, through all of its events; what stands at one step that nobody denies has none."""
    told = (Commitment(*asked, track(_claims(mine))) for asked, mine in _asked(rows).items())
    return [one for one in told if len({step.status for step in one.steps}) > 1 or any(step.denied for step in one.steps)]


def courses(rows: Iterable[Comparison]) -> list[Course]:
    """Return the course of each figure that moved, through all of its events."""
    told = (Course(*asked, tuple(series(_claims(mine), mine))) for asked, mine in _asked(rows).items())
    return [one for one in told if len({point.value for line in one.lines for point in line.points}) > 1]


def track_json(one: Commitment) -> Json:
    """Write a commitment: who says or denies which step, since when, and how much of it is done."""
    return {"topic": one.topic, "question": one.question, "side": one.side, "steps": _steps(one.steps)}


def figure_json(one: Course) -> Json:
    """Write a figure's course, falls and conflicts marked."""
    return {"topic": one.topic, "question": one.question, "side": one.side, "series": _lines(one.lines)}


def _asked(rows: Iterable[Comparison]) -> dict[_Asked, list[Comparison]]:
    found: dict[_Asked, list[Comparison]] = defaultdict(list)
    for row in rows:
        found[row.topic, row.question, row.side].append(row)
    return {key: found[key] for key in sorted(found, key=lambda key: (key[0], key[1], key[2] or ""))}


def _claims(rows: Sequence[Comparison]) -> list[Claim]:
    """What is printed in rows, each once; what is only implied there stands in rows of its own."""
    return list({id(claim): claim for row in rows for group in row.groups if not group.derived for claim in group.claims}.values())


def _steps(steps: Iterable[Step]) -> list[Json]:
    return [
        {
            "status": one.status,
            "value": one.value,
            "first": brief(one.first),
            "last": brief(one.last),
            "said": list(one.said),
            "denied": list(one.denied),
            "part": one.part,
            "why": one.why,
        }
        for one in steps
    ]


def _end(point: Point, end: float | None) -> float | str | None:
    """An end of a value: a day as such, a duration in days, a length in kilometres, all else as printed."""
    if end is None:
        return None
    return iso_day(int(end)) if point.claim.value.kind == "date" else int(end) if end == int(end) else end


def _lines(lines: Iterable[Line]) -> list[Json]:
    return [
        {
            "source": one.source,
            "points": [
                {
                    "at": brief(point.at),
                    "low": _end(point, point.low),
                    "high": _end(point, point.high),
                    "value": point.value,
                    "item": point.claim.item,
                    "speaker": point.claim.speaker,
                    "falls": point.falls,
                    "conflict": point.conflict,
                }
                for point in one.points
            ],
        }
        for one in lines
    ]
