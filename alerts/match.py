"""Which pairs of answers the rules want told."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import lru_cache

from alerts.record import Alert, Told
from core.claim import Claim
from core.comparison import RELATION_CLASS, Comparison, Group, Relation
from core.rows import Head
from core.settings import Alert as Rule
from core.settings import Negotiation, parties_by_speaker
from core.text import line
from digest.record import Answer, Voice
from digest.telling import Names, tell, which
from digest.words import SIGNS

FRESH = timedelta(days=1)
"""What was first seen longer ago is nobody's news."""
RECENT = timedelta(days=3)
"""And neither is what was published longer ago, such as all that a new feed or an archive brings along."""


@dataclass(frozen=True, slots=True)
class Found:
    """A pair of answers that a rule wants told."""

    rule: Rule
    alert: Alert
    subject: str
    """What it tells, whoever tells it."""
    items: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two groups of a row, and how they relate; the same group twice where several origins agree."""

    first: int
    second: int
    relation: Relation
    why: str


def found(
    rules: Sequence[Rule], rows: Sequence[Comparison], names: Names, negotiation: Negotiation, where: tzinfo | None, now: datetime
) -> Iterator[Found]:
    """Yield what the rules want told of rows; a pair that several rules want, once for each."""
    parties = parties_by_speaker(negotiation)
    for row in rows:
        wanted = concerned(rules, row)
        # Of each group once: it stands in as many pairs as a row has groups.
        fresh = [_fresh(group.claims, now) for group in row.groups] if wanted else []
        for pair in _pairs(row) if any(fresh) else ():
            if not (fresh[pair.first] or fresh[pair.second]):
                continue
            groups = row.groups[pair.first], row.groups[pair.second]
            claims = [claim for group in groups for claim in group.claims]
            label = names.label(row.topic, row.question, row.side)
            for rule in wanted:
                if _wants(rule, row, pair, claims, label, parties):
                    alert = _alert(rule, row, pair, label, names, where)
                    items = frozenset(claim.item for claim in claims if isinstance(claim.item, int))
                    yield Found(rule, alert, _subject(row, pair, groups), items)


def concerned(rules: Sequence[Rule], row: Comparison | Head) -> list[Rule]:
    """Return the rules that a row is important enough for, and of the topic and question of."""
    return [rule for rule in rules if row.importance >= rule.importance and _topical(rule, row)]


def _topical(rule: Rule, row: Comparison | Head) -> bool:
    return (not rule.topic or row.topic in rule.topic) and (not rule.question or row.question in rule.question)


def _pairs(row: Comparison) -> Iterator[_Pair]:
    for number, group in enumerate(row.groups):
        if group.origins > 1:
            yield _Pair(number, number, "same", f"{group.origins} origins say the same")
    for one in row.relations:
        yield _Pair(*one.groups, one.relation, one.why)


def _fresh(claims: Sequence[Claim], now: datetime) -> bool:
    return any((claim.seen or claim.published) > now - FRESH and claim.published > now - RECENT for claim in claims)


def _wants(rule: Rule, row: Comparison, pair: _Pair, claims: Sequence[Claim], label: str, parties: Mapping[str, str]) -> bool:
    if pair.relation not in rule.relation and RELATION_CLASS[pair.relation] not in rule.relation:
        return False
    if rule.source and not any(claim.source in rule.source for claim in claims):
        return False
    if rule.party:
        theirs = {parties.get(name) for claim in claims for name in (claim.speaker, claim.body) if name}
        if row.side not in rule.party and not theirs & set(rule.party):
            return False
    if not rule.words:
        return True
    words = _searched(rule.words)
    return any(words.search(text) for text in (label, *(text for claim in claims for text in (claim.quote, claim.value.text))))


@lru_cache(maxsize=64)
def _searched(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds any of some phrases: whole words, whatever their case; a trailing * stands for any ending."""
    phrases = [r"\s+".join(_word(word) for word in phrase.split()) for phrase in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


def _word(word: str) -> str:
    return re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "")


def _subject(row: Comparison, pair: _Pair, groups: tuple[Group, Group]) -> str:
    values = sorted({f"{group.value} ({group.status})" for group in groups})
    return "\n".join([row.topic, row.question, row.side or "", RELATION_CLASS[pair.relation], *values])


def _alert(rule: Rule, row: Comparison, pair: _Pair, label: str, names: Names, where: tzinfo | None) -> Alert:
    answers = tell([row], names, where)[0].answers
    first, second = answers[pair.first], answers[pair.second]
    one = _latest(first, None)
    other = _latest(second, one.source)
    shown = first.value if first is second else f"{first.value} / {second.value}"
    return Alert(
        rule=rule.id,
        title=line(f"{SIGNS[RELATION_CLASS[pair.relation]]} {label} ({which(row, where)}): {shown}"),
        why=line(pair.why),
        topic=row.topic,
        question=row.question,
        side=row.side,
        event=row.event,
        relation=pair.relation,
        relation_class=RELATION_CLASS[pair.relation],
        importance=row.importance,
        answers=(_told(first, one), _told(second, other)),
    )


def _latest(answer: Answer, other_than: str | None) -> Voice:
    """Return who said it last, in an article that still says so, and if possible in another outlet than the other answer's."""
    return max(answer.voices, key=lambda voice: (voice.source != other_than, not voice.superseded, voice.time, voice.source))


def _told(answer: Answer, voice: Voice) -> Told:
    return Told(
        value=answer.value,
        status=answer.status,
        source=voice.source,
        speaker=voice.speaker,
        published=voice.time,
        url=voice.url,
        quote=voice.quote,
    )
