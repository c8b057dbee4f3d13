"""What rows tell over time, as data: a commitment's steps, and a figure's course by source."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from claims.days import iso_day
from claims.series import Line, Point, series
from claims.track import Step, of_row, track
from core.claim import Claim
from core.comparison import Comparison
from core.contract import Json, comparison_json
from core.times import brief

_Asked = tuple[str, str, str | None]
"""Topic, question, side."""


def row_json(row: Comparison) -> Json:
    """Write a row of the matrix with its own steps and courses."""
    return {**comparison_json(row), "track": _steps(of_row(row)), "series": _lines(series(_claims([row]), [row]))}


def tracks(rows: Iterable[Comparison]) -> list[Json]:
    """Tell each commitment's steps, through all of its events: who says or denies which, since when, and how much of it is done.

    A commitment is what somebody announced, agreed to or asked for, and what answers it.
    """
    out = []
    for (topic, question, side), mine in _asked(rows).items():
        steps = track(_claims(mine))
        if len(steps) > 1 and len({step.status for step in steps}) > 1:
            out.append({"topic": topic, "question": question, "side": side, "steps": _steps(steps)})
    return out


def figures(rows: Iterable[Comparison]) -> list[Json]:
    """Tell the course of each figure that moved: by source what it said and when, falls and conflicts marked."""
    out = []
    for (topic, question, side), mine in _asked(rows).items():
        lines = series(_claims(mine), mine)
        if len({point.value for one in lines for point in one.points}) > 1:
            out.append({"topic": topic, "question": question, "side": side, "series": _lines(lines)})
    return out


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
