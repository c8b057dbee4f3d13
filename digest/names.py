"""What the configuration calls things."""

from collections.abc import Mapping
from typing import get_args

from claims.asked import shipped_questions
from core.claim import Kind
from core.settings import Settings
from digest.telling import Names

_TIMES: set[Kind] = {"date", "duration"}


def names_of(settings: Settings) -> Names:
    """Return the names of topics and questions: the user's own questions before those that ship."""
    return Names(
        topics={topic.id: topic.name for topic in settings.topic},
        questions={(one.topic, one.id): one.label for one in (*shipped_questions(), *settings.question)},
    )


def answerable(settings: Settings) -> Mapping[Kind, frozenset[tuple[str, str]]]:
    """Return the questions, by topic and id, that a value can answer, by its kind; dates and durations answer each other's."""
    asked = [*shipped_questions(), *settings.question]
    return {
        kind: frozenset((one.topic, one.id) for one in asked if one.kind == kind or {one.kind, kind} == _TIMES) for kind in get_args(Kind)
    }


def unsided(settings: Settings) -> frozenset[tuple[str, str]]:
    """Return the questions, by topic and id, whose value is about no party."""
    asked = {(one.topic, one.id): one.sided for one in (*shipped_questions(), *settings.question)}
    return frozenset(key for key, sided in asked.items() if not sided)
