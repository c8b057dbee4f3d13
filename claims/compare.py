"""Comparing claims: rows of the matrix, who says what in each, and how the answers relate. We never say who is right."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import combinations

from claims.answers import STANDING, Answer, implied, own_row, question_key
from claims.arithmetic import Numbers, equation, family, identities, numbers, set_apart
from claims.attribution import joined_origins, origin_names, voice_name
from claims.clusters import Cluster, cluster_key, order, says, summed
from claims.events import grouped
from claims.grades import grade
from claims.importance import terms, weightiest
from claims.ladders import stepped
from claims.relations import Row, besides, relate
from claims.rulings import anchor, reconciled, regroup
from claims.sides import party_of
from claims.silence import Silence
from claims.versions import answers_of
from core.claim import Claim, Measure
from core.comparison import RELATION_CLASS, Comparison, Coverage, Group, Outlet, Related, Relation
from core.correction import Anchor, Ruling

Key = tuple[str, str, str | None, Measure, str | None]
"""Topic, question, side, measure, event: what has to be equal for answers to stand in one row."""

_Place = tuple[str, str | None, str | None, str]
"""Topic, side, event, question."""
ALL_PAIRS = 60
"""Up to so many different answers each two are related; beyond, each with those that are nearest in time."""
NEAREST = 8
_OF_ONE_OUTLET = frozenset(["contested", "denied", "updated", "corrected"])
"""Relations that one outlet's own articles can show."""


@dataclass(frozen=True, slots=True)
class _Context:
    parties: tuple[str, ...]
    speakers: Mapping[str, str]
    owners: Mapping[str, str]
    origins: Mapping[int | str, str]
    now: datetime
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


def compare(
    claims: Sequence[Claim],
    *,
    parties: Sequence[str] = (),
    outlets: Sequence[Outlet] = (),
    coverage: Sequence[Coverage] = (),
    earlier: Sequence[Claim] = (),
    origins: Mapping[int | str, str] | None = None,
    speakers: Mapping[str, str] | None = None,
    rulings: Sequence[Ruling] = (),
    now: datetime,
) -> list[Comparison]:
    """Put claims side by side: one row a question, side and event, sorted by these; the order of the claims does not matter.

    Args:
        claims: what the sources say, of the latest version of each item (or several versions of one address).
        parties: the names of the sides; a difference between two of them is "contested". Sides that claims name count as well.
        outlets: all sources followed, for telling the kinds of silence apart, and their owners.
        coverage: the items that cover a topic, with or without claims.
        earlier: claims of superseded versions, for "corrected" and "updated".
        origins: the origin of an item's text, by item id, as `claims.origins` finds it.
        speakers: the party of people and bodies that the gazetteer does not know, by name.
        rulings: what a reader ruled on events and conflicts.
        now: the moment of comparing (aware), for importance.
    """
    answers = grouped(answers_of(claims, earlier))
    regroup(answers, rulings)
    known = {voice_name(name): party for name, party in (speakers or {}).items()}
    sides = _sides(answers, parties, known)
    context = _Context(
        parties=tuple(dict.fromkeys([*parties, *sorted({side for found in sides.values() for side in found})])),
        speakers=known,
        owners={one.source: one.owner for one in outlets if one.owner},
        origins=origins or {},
        now=now,
        reconciled=reconciled(rulings),
    )
    rows: dict[Key, list[Answer]] = defaultdict(list)
    for one in answers:
        for said in (own_row(one), *implied(one, sides[one.topic])):
            # States and running totals stand beside what is counted for a part of the time: which it is, the relation tells.
            standing = said.measure == "period" and question_key(said.topic, said.question) in STANDING
            rows[said.topic, said.question, said.side, "cumulative" if standing else said.measure, said.event].append(said)
    silence = Silence(answers, outlets, coverage)
    by_event: dict[_Place, list[Answer]] = defaultdict(list)
    for (topic, question, side, _, event), mine in rows.items():
        by_event[topic, side, event, question] += mine
    _add_sums(rows, by_event, sides)
    return [_row(key, rows[key], by_event, context, silence) for key in sorted(rows, key=_row_order)]


def _row_order(key: Key) -> tuple[str, str, str, str, str]:
    topic, question, side, measure, event = key
    return (topic, question, side or "", event or "", measure)


def _sides(answers: Iterable[Answer], parties: Sequence[str], speakers: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The two sides of each topic, in whose rows a value "each" stands.

    Where more or fewer than two parties are named: those whose name a claim bears, and where none are named, those for whom
    somebody speaks as well.
    """
    seen: dict[str, set[str]] = defaultdict(set)
    for one in answers:
        seen[one.topic].update({one.side} - {None, "both"} if one.side else ())
    told = set()
    if not parties:
        names = {(one.claim.speaker, one.claim.body): one.claim for one in answers if one.claim.speaker or one.claim.body}
        told = {party for claim in names.values() if (party := party_of(claim, (), speakers))}
    out = {}
    for topic, found in seen.items():
        among = [party for party in parties if party in found]
        everybody = found | told if len(found) < 2 and len(found | told) == 2 else found  # noqa: PLR2004 - two sides
        out[topic] = tuple(parties) if len(parties) == 2 else tuple(among or sorted(everybody))[:2]  # noqa: PLR2004 - two sides
    return out


def _add_sums(rows: dict[Key, list[Answer]], by_event: Mapping[_Place, list[Answer]], sides: Mapping[str, tuple[str, ...]]) -> None:
    """Where a number of all exchanged is printed, add what one article's two sides make together: 103 + 103 = 206."""
    for key, mine in rows.items():
        topic, question, side, measure, event = key
        if question != "exchanged" or len(sides[topic]) != 2 or all(one.derived for one in mine):  # noqa: PLR2004 - two sides
            continue
        told: dict[tuple[str, int | str], dict[str, dict[float, Answer]]] = defaultdict(lambda: defaultdict(dict))
        for name in sides[topic]:
            for one in by_event.get((topic, name, event, "released"), ()):
                if one.claim.side == name and one.span.exact and not one.old and one.status != "denied":
                    told[one.claim.source, one.claim.item][name].setdefault(one.span.base, one)
        for given in told.values():
            if len(given) == 2 and all(len(values) == 1 for values in given.values()):  # noqa: PLR2004 - one number a side
                first, second = (next(iter(values.values())) for values in given.values())
                total = first.span.base + second.span.base
                note = equation([first.span.base, second.span.base], total)
                span = first.span._replace(low=total, high=total, base=total)
                text = note.rsplit(" ", 1)[-1]
                mine.append(
                    replace(
                        min(first, second, key=order),
                        question="exchanged",
                        side=side,
                        measure=measure,
                        span=span,
                        text=text,
                        derived=True,
                        formula=note,
                    )
                )


def _row(
    key: Key,
    answers: list[Answer],
    by_event: Mapping[_Place, list[Answer]],
    context: _Context,
    silence: Silence,
) -> Comparison:
    topic, question, side, measure, event = key
    pool: Numbers = {}
    counted = len(answers) > 1 and answers[0].claim.value.kind == "count"
    if counted:
        among = [one for name in family(question) for one in by_event.get((topic, side, event, name), ()) if one.measure == measure]
        pool = numbers(among)
        answers = set_apart(answers, pool)
    kinds: dict[tuple[object, ...], list[Answer]] = defaultdict(list)
    for one in stepped(answers):
        kinds[cluster_key(one)].append(one)
    clusters = sorted((summed(mine, context.party, context.origin) for mine in kinds.values()), key=_group_order)
    joined: Mapping[tuple[int, int], str] = {}
    noted: Mapping[tuple[int, int], str] = {}
    if counted and 1 < len(clusters) <= ALL_PAIRS:
        joined, noted = identities(clusters, pool, question)
    row = Row(topic, question, measure, context.parties, joined, noted, besides(clusters) if len(clusters) <= ALL_PAIRS else {})
    relations = []
    for i, j in _pairs(clusters):
        found, why = relate(i, j, clusters, row)
        if RELATION_CLASS[found] == "conflict" and context.rules_out(clusters[i], clusters[j]):
            found, why = "compatible", f"you ruled that they do not conflict: {why}"
        relations.append(Related((i, j), found, why))
    current = [one for one in clusters if not one.old] or clusters
    sources = {source for one in current for source in one.sources}
    best = weightiest(relations)
    relation: Relation | None = best.relation if best else "same"
    if len(sources) < 2 and relation not in _OF_ONE_OUTLET:  # noqa: PLR2004 - two outlets to compare
        relation = None
    parts = terms(clusters, relations, context.parties, context.now)
    return Comparison(
        topic=topic,
        question=question,
        side="both" if side is None and any(one.claim.side == "both" for one in answers) else side,
        event=event,
        groups=tuple(_group(one) for one in clusters),
        relations=tuple(relations),
        relation=relation,
        grade=grade(clusters, relations, context.parties),
        importance=min(100, sum(points for _, points in parts)),
        outlets=len(sources),
        origins=len(joined_origins(one.origin_names for one in current)),
        why=_why(clusters, relations, best),
        silent=silence.of(topic, event, {source: True for one in clusters for source in one.sources}),
        measure=measure,
        speakers=len(frozenset().union(*(one.voices for one in current))),
        terms=parts,
    )


def _group_order(one: Cluster) -> tuple[object, ...]:
    span = one.span
    return (
        *(one.old, one.past, one.derived, -len(one.sources), one.first, one.text, one.fine),
        *(one.who, one.where, one.window, span.family, span.low, span.high, span.word, span.loose, span.exact),
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
        return f"{says(clusters[0])}: {clusters[0].text}" if outlets == 1 else f"{outlets} outlets: {clusters[0].text}"
    changes = sum(one.old for one in clusters)
    unstable = f"; unstable, changed {changes} times" if changes > 1 and RELATION_CLASS[best.relation] == "update" else ""
    total = next((one.why for one in relations if one.relation == "adds up" and best.relation != "adds up"), "")
    return best.why + (f"; {total}" if total else "") + unstable
