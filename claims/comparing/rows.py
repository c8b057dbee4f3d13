"""Rows: the answers to one question about one event, put side by side, and how they relate."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import combinations
from operator import is_

from claims.comparing.answers import Answer, question_key
from claims.comparing.arithmetic import Numbers, identities, numbers, set_apart
from claims.comparing.attribution import joined_origins, origin_names
from claims.comparing.clusters import Cluster, cluster_key, ranked, summed
from claims.comparing.grades import grade
from claims.comparing.importance import passing, standing, weight, weightiest
from claims.comparing.ladders import stepped
from claims.comparing.relations import relate
from claims.comparing.row import Row, Verdict, besides, listed, promises, surpassed
from claims.comparing.rulings import anchor
from claims.comparing.sides import party_of
from core.claim import Claim, Measure
from core.comparison import RELATION_CLASS, Comparison, Group, Related, Relation, Silent
from core.correction import Anchor

Key = tuple[str, str, str | None, Measure, str | None]
"""Topic, question, side, measure, event: what has to be equal for answers to stand in one row."""

Kind = tuple[object, ...]
"""What answers of one group have in common."""
ALL_PAIRS = 60
"""Up to so many different answers each two are related; beyond, each with those that are nearest in time."""
NEAREST = 8
_OF_ONE_OUTLET = frozenset(["contested", "denied", "updated", "corrected"])
"""Relations that one outlet's own articles can show."""


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all rows."""

    parties: tuple[str, ...]
    speakers: Mapping[str, str]
    """The party of people and bodies that the gazetteer does not know, by voice."""
    owners: Mapping[str, str]
    origins: Mapping[int | str, str]
    reconciled: Mapping[Anchor, frozenset[Anchor]]
    """With which claims each does not conflict, as a reader ruled."""
    seen: dict[tuple[str | None, str | None], str | None] = field(default_factory=dict)

    def party(self, claim: Claim) -> str | None:
        """The party whose view a claim is."""
        name = (claim.speaker, claim.body)
        if name not in self.seen:
            self.seen[name] = party_of(claim, self.parties, self.speakers)
        return self.seen[name]

    def rules_out(self, one: Cluster, other: Cluster) -> bool:
        """Whether a reader ruled that claims of two groups do not conflict."""
        if not self.reconciled:
            return False
        others = {anchor(claim) for claim in other.claims}
        return any(not self.reconciled.get(anchor(claim), frozenset()).isdisjoint(others) for claim in one.claims)

    def origin(self, claims: Iterable[tuple[Claim, str]]) -> frozenset[str]:
        """The origins that claims have at most."""
        return origin_names(claims, self.origins, self.owners)


@dataclass(slots=True)
class Line:
    """A row, and what its importance goes by."""

    row: Comparison
    sources: frozenset[str]
    """Who answers."""
    last: datetime
    seen: datetime
    kept: Mapping[Kind, tuple[list[Answer], Cluster]] = field(default_factory=dict)
    """The groups of a long row, with their answers as they came."""
    verdicts: Mapping[tuple[int, int], Verdict] = field(default_factory=dict)
    """How these relate, by their identities, the earlier first."""

    def keep(self, now: datetime) -> None:
        """Let time pass: the importance of the row is that of now."""
        terms = (*self.row.terms[:-2], *passing(self.last, self.seen, now))
        if terms != self.row.terms:
            self.row = replace(self.row, terms=terms, importance=weight(terms))

    def hush(self, silent: tuple[Silent, ...]) -> None:
        """Say anew who is silent."""
        self.row = replace(self.row, silent=silent)


def line(
    key: Key,
    answers: list[Answer],
    among: list[Answer],
    context: Context,
    silent: Callable[[AbstractSet[str]], tuple[Silent, ...]],
    now: datetime,
    *,
    known: Line | None = None,
    restless: AbstractSet[int | str] = frozenset(),
) -> Line:
    """Compare the answers of one row.

    Args:
        key: what the answers have in common.
        answers: the answers.
        among: those whose numbers may be parts of one another.
        context: what holds for all rows.
        silent: tells who is silent, from those who answer.
        now: the moment of comparing.
        known: the row as it was; of a long one, what has not changed is taken over.
        restless: items whose claims have other origins or events since.
    """
    topic, question, side, measure, event = key
    pool: Numbers = {}
    counted = len(answers) > 1 and answers[0].claim.value.kind == "count"
    if counted:
        pool = numbers(among)
        answers = set_apart(answers, pool)
    kinds: dict[Kind, list[Answer]] = defaultdict(list)
    for one in stepped(answers):
        kinds[cluster_key(one)].append(one)
    kept = {
        kind: (mine, _taken_over(mine, known, kind, restless) or summed(mine, context.party, context.origin))
        for kind, mine in kinds.items()
    }
    clusters = [one for _, one in kept.values()]
    several = 1 < len(clusters) <= ALL_PAIRS
    whole = surpassed(clusters, question_key(topic, question)) if several else {}
    clusters = ranked(sorted(clusters, key=lambda one: (one.old, one.past, one.derived, id(one) in whole, *_group_order(one))))
    joined: Mapping[tuple[int, int], str] = {}
    noted: Mapping[tuple[int, int], str] = {}
    if counted and several:
        joined, noted = identities(clusters, pool, question)
    row = Row(
        topic,
        question,
        question_key(topic, question),
        measure,
        context.parties,
        joined,
        noted,
        besides(clusters, question_key(topic, question)) if several else {},
        whole,
        listed(clusters, question_key(topic, question)) if several else frozenset(),
        promises(clusters, measure) if several else {},
    )
    relations, verdicts = [], {}
    before = known.verdicts if known else {}
    for i, j in _pairs(clusters):
        if several:
            found, why = _ruled(i, j, clusters, row, context)
        else:
            first, second = sorted((clusters[i], clusters[j]), key=_by_rank)
            pair = (id(first), id(second))
            found, why = verdicts[pair] = before.get(pair) or _ruled(i, j, clusters, row, context)
        relations.append(Related((i, j), found, why))
    current = [one for one in clusters if not one.old] or clusters
    sources = {source for one in current for source in one.sources}
    best = weightiest(relations)
    relation: Relation | None = best.relation if best else "same"
    if len(sources) < 2 and relation not in _OF_ONE_OUTLET:  # noqa: PLR2004 - two outlets to compare
        relation = None
    last = max(one.last for one in clusters)
    seen = max([claim.seen for one in clusters for claim in one.claims if claim.seen], default=last)
    answering = frozenset([source for one in clusters for source in one.sources])
    terms = (*standing(clusters, relations, context.parties), *passing(last, seen, now))
    compared = Comparison(
        topic=topic,
        question=question,
        side="both" if side is None and any(one.claim.side == "both" for one in answers) else side,
        event=event,
        groups=tuple(_group(one) for one in clusters),
        relations=tuple(relations),
        relation=relation,
        grade=grade(clusters, relations, context.parties),
        importance=weight(terms),
        outlets=len(sources),
        origins=len(joined_origins(one.origin_names for one in current)),
        why=_why(clusters, relations, best),
        measure=measure,
        speakers=len(frozenset().union(*(one.voices for one in current))),
        silent=silent(answering),
        terms=terms,
    )
    return Line(compared, answering, last, seen, *(() if len(clusters) <= ALL_PAIRS else (kept, verdicts)))


def _taken_over(mine: Sequence[Answer], known: Line | None, kind: Kind, restless: AbstractSet[int | str]) -> Cluster | None:
    """The group as it was, where its answers are the same and nothing about them has changed."""
    before = known.kept.get(kind) if known else None
    if before is None or len(before[0]) != len(mine) or not all(map(is_, before[0], mine)):
        return None
    return None if restless and any(one.claim.item in restless for one in mine) else before[1]


def _by_rank(one: Cluster) -> int:
    return one.rank


def _ruled(i: int, j: int, clusters: list[Cluster], row: Row, context: Context) -> Verdict:
    """How two groups relate; those of which a reader ruled so do not conflict."""
    found, why = relate(i, j, clusters, row)
    if RELATION_CLASS[found] == "conflict" and context.rules_out(clusters[i], clusters[j]):
        return "compatible", f"you ruled that they do not conflict: {why}"
    return found, why


def _group_order(one: Cluster) -> tuple[object, ...]:
    span = one.span
    return (
        *(bool(one.who), -len(one.sources), one.first, one.text, one.fine),
        *(one.who, one.where, one.window, one.measure, span.family, span.low, span.high, span.word, span.loose, span.exact),
    )


def _pairs(clusters: Sequence[Cluster]) -> Iterable[tuple[int, int]]:
    if len(clusters) <= ALL_PAIRS:
        return combinations(range(len(clusters)), 2)
    by_time = sorted(range(len(clusters)), key=lambda i: (clusters[i].first, i))
    near = {(min(i, j), max(i, j)) for at, i in enumerate(by_time) for j in by_time[at + 1 : at + 1 + NEAREST]}
    return sorted(near)


def _group(one: Cluster) -> Group:
    return Group(
        value=one.text, status=one.fine, claims=one.claims, outlets=len(one.sources), origins=len(one.origin_names), derived=one.derived
    )


def _why(clusters: Sequence[Cluster], relations: Sequence[Related], best: Related | None) -> str:
    """The row in one line: what its weightiest relation says, a sum that joins others, and whether it was changed again and again."""
    if best is None:
        outlets = len(clusters[0].sources)
        return f"{clusters[0].said_by}: {clusters[0].text}" if outlets == 1 else f"{outlets} outlets: {clusters[0].text}"
    changes = sum(one.old for one in clusters)
    unstable = f"; unstable, changed {changes} times" if changes > 1 and RELATION_CLASS[best.relation] == "update" else ""
    total = next((one.why for one in relations if one.relation == "adds up" and best.relation != "adds up"), "")
    return best.why + (f"; {total}" if total else "") + unstable
