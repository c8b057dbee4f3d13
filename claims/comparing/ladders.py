"""Ladders: the steps from a proposal to the deed, and which step an article has reached."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from claims.comparing.answers import Answer, Article

STEP = {"demanded": 0, "planned": 1, "agreed": 2, "happened": 3, "alleged": 3, "denied": 3}
"""How far a status class is on the way to the deed."""
LADDERS = {"pow-swaps": ("proposed", "agreed", "under way", "completed"), "talks": ("scheduled", "under way", "ended")}
"""Stages of a topic, in their order; stages that are not on it (halted, collapsed) come at any time."""


def _height(answer: Answer) -> int | None:
    """How high an answer stands on its ladder; None: it is on none."""
    if answer.old or answer.status == "denied":
        return None
    if answer.question == "stage":
        ladder = LADDERS.get(answer.topic, ())
        return ladder.index(answer.span.word) if answer.span.word in ladder else None
    if answer.span.family == "number" and answer.status != "demanded":
        return STEP[answer.status]
    return None


def steps(answers: Iterable[Answer]) -> set[int]:
    """The steps on which answers stand."""
    return {step for one in answers if (step := _height(one)) is not None}


def stepped(answers: Collection[Answer]) -> list[Answer]:
    """Mark the answers of a row that their own article has gone beyond: it tells of the agreement, and that it has been carried out.

    What an outlet says is its highest step; that it tells the lower ones too does not mean that it stops there.
    """
    heights = [_height(answer) for answer in answers]
    top: dict[Article, int] = defaultdict(int)
    for answer, height in zip(answers, heights, strict=True):
        if height is not None:
            top[answer.article] = max(top[answer.article], height)
    return [
        replace(answer, past=True) if height is not None and height < top[answer.article] else answer
        for answer, height in zip(answers, heights, strict=True)
    ]
