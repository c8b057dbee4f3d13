"""An alert as a record, and its forms: JSON for programs and the store, text for people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from core.times import brief, read_stamp
from digest.words import clock

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One of the two answers of an alert, and one outlet that gives it. Texts are harmless, and not escaped."""

    value: str
    status: str
    source: str
    speaker: str | None
    """None: the outlet in its own voice."""
    published: datetime
    url: str | None
    """http or https, percent-encoded; None: there is none that may be linked."""
    quote: str
    """At most 200 characters of the sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Two answers to one question, and how they relate."""

    rule: str
    """The id of the rule that wanted it told."""
    title: str
    why: str
    topic: str
    question: str
    side: str | None
    event: str | None
    relation: str
    relation_class: str
    importance: int
    answers: tuple[Told, Told]


def alert_json(alert: Alert) -> Json:
    """Write an alert: the form that webhooks and commands are given."""
    return {
        "rule": alert.rule,
        "title": alert.title,
        "why": alert.why,
        "topic": alert.topic,
        "question": alert.question,
        "side": alert.side,
        "event": alert.event,
        "relation": alert.relation,
        "relation_class": alert.relation_class,
        "importance": alert.importance,
        "answers": [
            {
                "value": one.value,
                "status": one.status,
                "source": one.source,
                "speaker": one.speaker,
                "published": brief(one.published),
                "url": one.url,
                "quote": one.quote,
            }
            for one in alert.answers
        ],
    }


def alert_from_json(data: Mapping[str, Any]) -> Alert:
    """Read an alert as it was written."""
    first, second = (Told(**{**one, "published": read_stamp(one["published"])}) for one in data["answers"])
    return Alert(**{**data, "answers": (first, second)})


def headline(alerts: Sequence[Alert]) -> str:
    """Name alerts in one line."""
    first = alerts[0].title
    return first if len(alerts) == 1 else f"{len(alerts)} alerts: {first} and {len(alerts) - 1} more"


def text_of(alerts: Sequence[Alert], where: tzinfo | None) -> str:
    """Write alerts as plain text: each with both quotations and links."""
    return "\n\n".join(
        "\n".join([one.title, f"  {one.why}", *(row for told in one.answers for row in _rows(told, where))]) for one in alerts
    )


def _rows(told: Told, where: tzinfo | None) -> list[str]:
    speaker = f", {told.speaker}" if told.speaker else ""
    rows = [f"  {told.source}{speaker}, {clock(told.published, where)}: {told.value}", f"    “{told.quote}”"]
    return [*rows, f"    {told.url}"] if told.url else rows
