"""The status track of a commitment: each step of its ladder with its dates, and who says or denies it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from claims.comparing.answers import TOLLS, question_key
from claims.comparing.clusters import in_order
from claims.comparing.intervals import figure, shown, span_of
from claims.comparing.ladders import STEP
from claims.comparing.versions import answers_of
from core.claim import Claim, Status
from core.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a status and a value, and who stands behind it."""

    status: Status
    value: str
    first: datetime
    """When it was first published."""
    last: datetime
    said: tuple[str, ...]
    """Speakers, else outlets."""
    denied: tuple[str, ...] = ()
    """Those who deny this step."""
    claims: tuple[Claim, ...] = ()
    """What `said` rests on, by time."""
    denials: tuple[Claim, ...] = ()
    """What `denied` rests on, by time."""
    part: float | None = None
    """How much of what was promised it is, 0 to 1; None: not a number, or nothing was promised."""
    why: str = ""
    """In one line ("1,212 of 6,000")."""


_FINE: dict[Status, float] = {
    "demanded": 0,
    "proposed": 1,
    "conditional": 1,
    "scheduled": 1.5,
    "agreed in principle": 2,
    "agreed": 2.5,
    "postponed": 2.6,
    "suspended": 2.7,
    "under way": 3,
    "part done": 3.5,
    "completed": 4,
}


_PROMISED = frozenset(["demanded", "planned", "agreed"])
_OPEN = timedelta(days=92)
"""How long after something was promised what is done counts as a step of that."""


def track(claims: Iterable[Claim]) -> tuple[Step, ...]:
    """Put the claims about one commitment (one topic, question and side, any event) on its ladder: by time, then by step.

    What is done is a step of what was promised before it, and not too long before; a number of which nothing was promised is none,
    and losses are promised by nobody. A denial stands with the step that it denies: the latest before it of an equal value,
    else the latest.
    """
    given = [one for one in in_order(answers_of(list(claims))) if question_key(one.topic, one.question) not in TOLLS]
    promises = [one.claim for one in given if one.status in _PROMISED]
    groups: dict[tuple[Status, str], list[Claim]] = defaultdict(list)
    denials: list[Claim] = []
    for answer in given:
        claim = answer.claim
        if answer.status == "denied":
            denials.append(claim)
        elif answer.status in _PROMISED or answer.question == "stage" or _before(claim, promises):
            groups[claim.status, shown(claim.value, claim.qualifier)].append(claim)
    ordered = sorted(groups, key=lambda key: (groups[key][0].published, _FINE.get(key[0], STEP[groups[key][0].status_class]), key[1]))
    refused: dict[tuple[Status, str], list[Claim]] = defaultdict(list)
    for denial in denials:
        before = [key for key in ordered if groups[key][0].published <= denial.published] or ordered[:1]
        equal = [key for key in before if key[1] == shown(denial.value, denial.qualifier)]
        if before:
            refused[(equal or before)[-1]].append(denial)
    return tuple(_step(key, groups[key], refused[key], _promised(groups[key][0], promises)) for key in ordered)


def _before(claim: Claim, promises: Iterable[Claim]) -> list[Claim]:
    """What was promised before a claim, and is still open."""
    return [one for one in promises if timedelta() <= claim.published - one.published <= _OPEN]


def _promised(claim: Claim, promises: Iterable[Claim]) -> float:
    """The greatest number agreed or planned before a claim; 0: none was."""
    open_then = [one for one in _before(claim, promises) if one.status_class != "demanded" and one.value.kind == "count"]
    return max((span_of(one.value, one.qualifier).base for one in open_then), default=0.0)


def of_row(row: Comparison) -> tuple[Step, ...]:
    """The track of the claims that stand in one row."""
    return track(claim for group in row.groups if not group.derived for claim in group.claims)


def _step(key: tuple[Status, str], claims: list[Claim], refused: list[Claim], promised: float) -> Step:
    span = span_of(claims[0].value, claims[0].qualifier)
    done = claims[0].status_class == "happened" and span.family == "number" and promised > 0
    return Step(
        status=key[0],
        value=key[1],
        first=claims[0].published,
        last=claims[-1].published,
        said=tuple(sorted({_who(claim) for claim in claims})),
        denied=tuple(sorted({_who(denial) for denial in refused})),
        claims=tuple(claims),
        denials=tuple(refused),
        part=min(1.0, span.base / promised) if done else None,
        why=f"{figure(span.base)} of {figure(promised)}" if done else key[1],
    )


def _who(claim: Claim) -> str:
    return claim.speaker or claim.body or claim.source
