"""From the store to a digest: all the looking up, so that renderers only write."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from core.comparison import Comparison, Silent, SilentState
from core.settings import Settings
from core.text import line
from digest.board import board
from digest.changes import change
from digest.health import health
from digest.link import safe_url
from digest.names import names_of
from digest.over_time import Commitment, Course, commitments, courses
from digest.record import Digest, Headline, NewTopic, Quiet, Row, Silence
from digest.summary import METHOD, summary
from digest.telling import Names, tell, tell_commitment, tell_course
from digest.words import EVER, SILENCE, zone
from store.database import Connection
from store.edits import Edit, edits
from store.feeds import feed_states, polls
from store.items import Item, items
from store.query import Query

_PROMISES = ("count", "percent", "length", "area", "stage")
_AHEAD = ("agreed", "planned", "demanded")
CONTEXT = timedelta(days=14)
"""How far before a span claims are still compared with those of the span."""


def gather(
    db: Connection, settings: Settings, since: datetime, until: datetime, now: datetime, topics: Collection[str] = frozenset()
) -> Digest:
    """Tell what happened from `since` (included) to `until` (excluded, and no later than `now`), as it was known at its end.

    Rows are those in which something was first said, or changed, in the span; they are compared with what was said in the two weeks
    before. A digest of a span that is over is the same whenever it is made. With `topics` only these are told of.
    """
    since, until = max(since, EVER), min(until, now)
    names, where = names_of(settings), zone(settings.display.timezone)
    told = [one for one in (_about(edit, topics) for edit in edits(db, since, until)) if one is not None]
    changes = tuple(one for one in (change(edit, names) for edit in told) if one is not None)
    found = [one for one in items(db, Query(since=since, until=until, as_of=until)) if not topics or not set(one.topics).isdisjoint(topics)]
    compared = board(db, settings, Query(since=since - CONTEXT, as_of=until), until)
    compared = [row for row in compared if not topics or row.topic in topics]
    fresh = [row for row in compared if _is_new(row, since)]
    rows = tell(fresh, names, where)
    of_old = _asked_again(compared, fresh)
    new = tuple(_new(found, settings, names, topics))
    return Digest(
        negotiation=line(settings.negotiation.name),
        since=since,
        until=until,
        zone=where,
        summary=summary(rows, changes, len(found), len({one.source for one in found})),
        rows=rows,
        changes=changes,
        wording=len(told) - len(changes),
        commitments=tuple(tell_commitment(one, names) for one in _in_order([one for one in commitments(of_old) if _promised(one)], fresh)),
        courses=tuple(tell_course(one, names) for one in _in_order(courses(of_old), fresh)),
        silences=tuple(_silences(db, rows, until)),
        new=new,
        off_topic=sum(not one.topics for one in found),
        items=tuple(found),
        sources=health(feed_states(db), polls(db, since, until), Counter(one.source for one in found), where, until),
        method=METHOD,
    )


def _about(edit: Edit, topics: Collection[str]) -> Edit | None:
    """Return an edit as far as it is about some topics (about any, where none are named); None: it is not."""
    if not topics:
        return edit
    old, new = (tuple(claim for claim in claims if claim.topic in topics) for claims in (edit.old_claims, edit.new_claims))
    return replace(edit, old_claims=old, new_claims=new) if old or new else None


def _is_new(row: Comparison, since: datetime) -> bool:
    return any(claim.seen is not None and claim.seen >= since for group in row.groups for claim in group.claims)


def _asked_again(compared: Sequence[Comparison], fresh: Sequence[Comparison]) -> list[Comparison]:
    """Return the rows, of any event, whose question and side something new was said about: what came before belongs to its course."""
    asked = {(row.topic, row.question, row.side) for row in fresh}
    return [row for row in compared if (row.topic, row.question, row.side) in asked]


def _promised(one: Commitment) -> bool:
    """Whether it is an amount or a stage, and somebody announced it, agreed to it or asked for it: a venue is no promise."""
    claims = [claim for step in one.steps for claim in step.claims]
    return all(claim.value.kind in _PROMISES for claim in claims) and any(claim.status_class in _AHEAD for claim in claims)


Told = TypeVar("Told", Commitment, Course)


def _in_order(told: list[Told], rows: Sequence[Comparison]) -> list[Told]:
    """Sort by the weightiest row of each question."""
    place = {(row.topic, row.question, row.side): number for number, row in reversed(list(enumerate(rows)))}
    return sorted(told, key=lambda one: place[one.topic, one.question, one.side])


def _silences(db: Connection, rows: Sequence[Row], until: datetime) -> Iterator[Silence]:
    """Yield who is silent in the rows that two outlets or more answer: a row each; of whom it cannot be told: a kind each."""
    several = [row for row in rows if row.comparison.outlets > 1]
    numbers = {one.item for row in several for one in row.comparison.silent if one.state == "silent" and isinstance(one.item, int)}
    covering = {one.id: one for one in items(db, Query(items=sorted(numbers), as_of=until))}
    for row in several:
        quiet = tuple(_quiet(one, covering) for one in row.comparison.silent if one.state == "silent")
        if quiet:
            yield Silence(state="silent", label=row.label, outlets=quiet)
    for state in SILENCE:
        if state != "silent":
            yield from _untold(several, state)


def _untold(rows: Sequence[Row], state: SilentState) -> Iterator[Silence]:
    sources = Counter(one.source for row in rows for one in row.comparison.silent if one.state == state)
    if sources:
        outlets = tuple(Quiet(source=line(source), rows=number) for source, number in sorted(sources.items()))
        yield Silence(state=state, label="", outlets=outlets)


def _quiet(one: Silent, covering: Mapping[int, Item]) -> Quiet:
    found = covering.get(one.item) if isinstance(one.item, int) else None
    if found is None:
        return Quiet(source=line(one.source))
    return Quiet(source=line(one.source), title=line(found.title), url=safe_url(found.url), time=found.published or found.first_seen)


def _new(found: Sequence[Item], settings: Settings, names: Names, topics: Collection[str]) -> Iterator[NewTopic]:
    """Yield the topics that have new items, in the order of the configuration; those that it no longer has come last."""
    by_topic: dict[str, list[Item]] = {topic.id: [] for topic in settings.topic}
    for one in found:
        for topic in one.topics:
            by_topic.setdefault(topic, []).append(one)
    for topic, mine in by_topic.items():
        if mine and (not topics or topic in topics):
            yield NewTopic(topic=names.topic(topic), headlines=tuple(_headline(one) for one in mine))


def _headline(one: Item) -> Headline:
    return Headline(
        source=line(one.source),
        title=line(one.title) or "(no headline)",
        url=safe_url(one.url),
        time=one.published or one.first_seen,
        language=one.lang,
    )
