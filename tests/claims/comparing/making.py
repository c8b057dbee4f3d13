"""Claims as the tests write them: short, with sensible defaults."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from claims.comparing.compare import compare
from core.claim import Claim, Kind, Qualifier, Scope, Value
from core.comparison import Comparison, Related

NOW = datetime(2026, 2, 6, 12, tzinfo=UTC)
SIDES = ("Ukraine", "Russia")


def day(text: str) -> datetime:
    """A day or a moment, UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def value(what: float | str | None, kind: Kind | None = None, unit: str | None = None, text: str | None = None, high: Any = ...) -> Value:
    """A value with both ends alike; the kind of a number is a count, that of "2025-10" a date."""
    guessed: Kind = "date" if isinstance(what, str) and what[:4].isdigit() else "stage" if isinstance(what, str) else "count"
    return Value(kind or guessed, what, what if high is ... else high, unit, text if text is not None else str(what))


def claim(source: str, question: str, what: float | str | Value | None, side: str | None = None, **more: Any) -> Claim:
    """A claim of the swap of 5 February 2026 that is said to be done, unless told otherwise; one article a source."""
    topic, _, name = question.rpartition(".")
    qualifier: Qualifier = more.pop("qualifier", "exact")
    published = more.pop("published", "2026-02-05")
    kind, unit = more.pop("kind", None), more.pop("unit", None)
    scope = Scope(who=more.pop("who", None), where=more.pop("where", None), start=more.pop("begin", None), end=more.pop("until", None))
    given = what if isinstance(what, Value) else value(what, kind, unit, more.pop("text", None))
    return Claim(
        item=more.pop("item", source),
        url=more.pop("url", None),
        source=source,
        published=day(published) if isinstance(published, str) else published,
        topic=topic or "pow-swaps",
        question=name,
        side=side,
        value=given,
        qualifier=qualifier,
        quote=more.pop("quote", f"{source} has {given.text}."),
        scope=scope,
        **more,
    )


def rows(*claims: Claim, parties: Sequence[str] = SIDES, **more: Any) -> list[Comparison]:
    """Compare, a day after the swap."""
    return compare(claims, parties=parties, now=more.pop("now", NOW), **more)


def row(compared: Sequence[Comparison], question: str, side: str | None = None, event: str | None = ...) -> Comparison:  # type: ignore[assignment]
    """The one row of a question and a side."""
    found = [one for one in compared if one.question == question and one.side == side and event in (..., one.event)]
    assert len(found) == 1, [(one.question, one.side, one.event, one.measure) for one in compared]
    return found[0]


def between(one: Comparison, first: str, second: str) -> Related:
    """How the groups of two values, as shown, relate."""
    shown = [group.value for group in one.groups]
    i, j = sorted((shown.index(first), shown.index(second)))
    return next(related for related in one.relations if related.groups == (i, j))


def conflicts(compared: Sequence[Comparison]) -> list[str]:
    """The reasons of all conflicts."""
    kinds = ("differs", "contested", "mismatch", "denied")
    return [f"{one.question}: {related.why}" for one in compared for related in one.relations if related.relation in kinds]


def later(moment: datetime, hours: float) -> datetime:
    """Some hours on."""
    return moment + timedelta(hours=hours)
