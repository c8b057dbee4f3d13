"""What the configuration calls things."""

from claims.asked import shipped_questions
from core.settings import Settings
from digest.telling import Names


def names_of(settings: Settings) -> Names:
    """Return the names of topics and questions: the user's own questions before those that ship."""
    return Names(
        topics={topic.id: topic.name for topic in settings.topic},
        questions={(one.topic, one.id): one.label for one in (*shipped_questions(), *settings.question)},
    )


def unsided(settings: Settings) -> frozenset[tuple[str, str]]:
    """Return the questions, by topic and id, whose value is about no party."""
    asked = {(one.topic, one.id): one.sided for one in (*shipped_questions(), *settings.question)}
    return frozenset(key for key, sided in asked.items() if not sided)
