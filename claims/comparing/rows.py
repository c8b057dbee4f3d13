"""Rows: the answers to one question about one event, put side by side, and how they relate."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, combinations
from operator import is_
from typing import NamedTuple

from claims.comparing.answers import Answer, question_key
from claims.comparing.arithmetic import Numbers, identities, numbers, set_apart
from claims.comparing.attribution import joined_origins, origin_names
from claims.comparing.clusters import Cluster, cluster_key, earlier, ranked, summed
from claims.comparing.grades import grade
from claims.comparing.importance import gap, passing, standing, weight, weightiest
from claims.comparing.ladders import is_stepped, stepped
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
_PLACES = 32
"""Bits for the place of a group in its row."""
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


class Placed(NamedTuple):
    """A group of a long row, and by what it is put in order."""

    group: Group
    order: tuple[object, ...]
    earlier: tuple[object, ...]


class Window(NamedTuple):
    """A group of a long row, and those after it in time that it is related with."""

    places: list[int]
    """Of the clusters in the row, the earliest first; as all that follows."""
    names: list[int]
    """Their identities."""
    related: list[Related]
    """The first with each of the others."""
    gaps: list[float]
    """How far these are apart, as importance goes by it."""
    order: list[int]
    """By what these relations are put in order."""


@dataclass(slots=True)
class Kept:
    """What a long row keeps, so that of a change only what it touches is worked out again."""

    clusters: dict[Kind, tuple[list[Answer], Cluster]]
    """With their answers as they came."""
    kinds: dict[int, Kind] | None
    """By the identity of an answer; None: answers were marked for others beside them, so all are looked at again."""
    placed: dict[int, Placed]
    """By the identity of a cluster."""
    windows: dict[int, Window]
    """By the identity of the earliest cluster of each."""


@dataclass(slots=True)
class Line:
    """A row, and what its importance goes by."""

    row: Comparison
    sources: frozenset[str]
    """Who answers."""
    last: datetime
    seen: datetime
    kept: Kept | None = None
    """Of a long row."""

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
    among: Callable[[], list[Answer]],
    context: Context,
    silent: Callable[[AbstractSet[str]], tuple[Silent, ...]],
    now: datetime,
    *,
    mixed: bool = True,
    known: Line | None = None,
    restless: AbstractSet[int | str] = frozenset(),
) -> Line:
    """Compare the answers of one row.

    Args:
        key: what the answers have in common.
        answers: the answers.
        among: those whose numbers may be parts of one another.
        mixed: whether some of these count civilians.
        context: what holds for all rows.
        silent: tells who is silent, from those who answer.
        now: the moment of comparing.
        known: the row as it was; of a long one, what has not changed is taken over.
        restless: items whose claims have other origins or events since.
    """
    topic, question, side, measure, event = key
    name = question_key(topic, question)
    pool: Numbers = {}
    counted = len(answers) > 1 and answers[0].claim.value.kind == "count"
    before = known.kept if known else None
    found: dict[int, Kind] | None
    if before and not mixed and (again := _changed(answers, before, restless)):
        kinds, found = again
    else:
        if counted:
            pool = numbers(among())
        marked = stepped(set_apart(answers, pool))
        kinds = _by_kind(marked)
        plain = len(kinds) > ALL_PAIRS and all(map(is_, marked, answers))
        found = {id(one): kind for kind, mine in kinds.items() for one in mine} if plain else None
    kept = {
        kind: (mine, _taken_over(mine, before, kind, restless) or summed(mine, context.party, context.origin))
        for kind, mine in kinds.items()
    }
    clusters = [one for _, one in kept.values()]
    if len(clusters) > ALL_PAIRS:
        row = Row(topic, question, name, measure, context.parties)
        clusters, keep, relations = _long(kept, found, before, row, context)
        groups = tuple([keep.placed[id(one)].group for one in clusters])
        gaps = [max(window.gaps, default=0.0) for window in keep.windows.values()]
    else:
        keep = None
        several = len(clusters) > 1
        whole = surpassed(clusters, name) if several else {}
        clusters = ranked(sorted(clusters, key=lambda one: _order(one, part=id(one) in whole)))
        joined, noted = identities(clusters, pool, question) if counted and several else ({}, {})
        row = Row(
            topic,
            question,
            name,
            measure,
            context.parties,
            joined,
            noted,
            besides(clusters, name) if several else {},
            whole,
            listed(clusters, name) if several else frozenset(),
            promises(clusters, measure) if several else {},
        )
        relations = [Related(pair, *_ruled(*pair, clusters, row, context)) for pair in combinations(range(len(clusters)), 2)]
        groups = tuple([_group(one) for one in clusters])
        gaps = [gap(one.relation, *(clusters[i].span for i in one.groups)) for one in relations]
    current = [one for one in clusters if not one.old] or clusters
    sources = {source for one in current for source in one.sources}
    told = {one.relation for one in relations}
    best = weightiest(relations, told)
    relation: Relation | None = best.relation if best else "same"
    if len(sources) < 2 and relation not in _OF_ONE_OUTLET:  # noqa: PLR2004 - two outlets to compare
        relation = None
    last = max(one.last for one in clusters)
    seen = max([claim.seen for one in clusters for claim in one.claims if claim.seen], default=last)
    answering = frozenset([source for one in clusters for source in one.sources])
    terms = (*standing(clusters, told, gaps, context.parties), *passing(last, seen, now))
    compared = Comparison(
        topic=topic,
        question=question,
        side="both" if side is None and any(one.claim.side == "both" for one in answers) else side,
        event=event,
        groups=groups,
        relations=tuple(relations),
        relation=relation,
        grade=grade(clusters, relations, context.parties),
        importance=weight(terms),
        outlets=len(sources),
        origins=len(joined_origins(one.origin_names for one in current)),
        why=_why(clusters, relations if "adds up" in told else (), best),
        measure=measure,
        speakers=len(frozenset().union(*(one.voices for one in current))),
        silent=silent(answering),
        terms=terms,
    )
    return Line(compared, answering, last, seen, keep)


def _by_kind(answers: Iterable[Answer]) -> dict[Kind, list[Answer]]:
    kinds: dict[Kind, list[Answer]] = defaultdict(list)
    for one in answers:
        kinds[cluster_key(one)].append(one)
    return kinds


def _changed(
    answers: Sequence[Answer], before: Kept, restless: AbstractSet[int | str]
) -> tuple[dict[Kind, list[Answer]], dict[int, Kind]] | None:
    """The answers of a long row by kind, from what they were; None: some may have to be marked for others beside them."""
    if before.kinds is None:
        return None
    now = dict(zip(map(id, answers), answers, strict=True))
    gone, come = before.kinds.keys() - now.keys(), now.keys() - before.kinds.keys()
    if restless:  # What is said of their answers may have changed with them.
        again = {at for at, one in now.items() if one.claim.item in restless and at not in come}
        gone, come = gone | again, come | again
    kinds = {kind: mine for kind, (mine, _) in before.clusters.items()}
    known = dict(before.kinds)
    for kind in {known.pop(at) for at in gone}:
        kinds[kind] = [one for one in kinds[kind] if id(one) not in gone]
    for kind, mine in _by_kind([now[at] for at in now if at in come]).items():
        kinds[kind] = [*kinds.get(kind, ()), *mine]
        known.update(dict.fromkeys(map(id, mine), kind))
    kinds = {kind: mine for kind, mine in kinds.items() if mine}
    return None if len(kinds) <= ALL_PAIRS or is_stepped([mine[0] for mine in kinds.values()]) else (kinds, known)


def _taken_over(mine: Sequence[Answer], before: Kept | None, kind: Kind, restless: AbstractSet[int | str]) -> Cluster | None:
    """The group as it was, where its answers are the same and nothing about them has changed."""
    known = before.clusters.get(kind) if before else None
    if known is None or not (mine is known[0] or (len(known[0]) == len(mine) and all(map(is_, known[0], mine)))):
        return None
    return None if restless and any(one.claim.item in restless for one in mine) else known[1]


def _long(
    kept: dict[Kind, tuple[list[Answer], Cluster]], kinds: dict[int, Kind] | None, before: Kept | None, row: Row, context: Context
) -> tuple[list[Cluster], Kept, list[Related]]:
    """Put many groups in order, and relate each with those that are nearest in time; what was so before is taken over."""
    old, known = (before.placed, before.windows) if before else ({}, {})
    placed = {id(one): old.get(id(one)) or Placed(_group(one), _order(one), earlier(one)) for _, one in kept.values()}
    clusters = sorted([one for _, one in kept.values()], key=lambda one: placed[id(one)].order)
    for rank, one in enumerate(sorted(clusters, key=lambda one: placed[id(one)].earlier)):
        one.rank = rank
    names, firsts = [id(one) for one in clusters], [one.first for one in clusters]
    by_time = sorted(range(len(clusters)), key=firsts.__getitem__)
    times = [names[i] for i in by_time]
    windows: dict[int, Window] = {}
    for at, name in enumerate(times):
        places, near = by_time[at : at + 1 + NEAREST], times[at : at + 1 + NEAREST]
        window = known.get(name)
        if window is None or window.places != places or window.names != near:
            window = _window(places, near, known, clusters, row, context)
        windows[name] = window
    every = windows.values()
    order = dict(zip(chain.from_iterable(one.order for one in every), chain.from_iterable(one.related for one in every), strict=True))
    return clusters, Kept(kept, kinds, placed, windows), [order[at] for at in sorted(order)]


def _window(
    places: list[int], names: list[int], known: Mapping[int, Window], clusters: list[Cluster], row: Row, context: Context
) -> Window:
    """Relate the first of some groups with each of the others; what is known of two of them is taken over."""
    i, mine = places[0], known.get(names[0])
    if mine and mine.names == names:  # Only their places are others.
        moved = [_moved(one, i, j) for one, j in zip(mine.related, places[1:], strict=True)]
        return Window(places, mine.names, moved, mine.gaps, _in_row(moved))
    related, gaps = [], []
    for j, name in zip(places[1:], names[1:], strict=True):
        if mine and name in mine.names:
            window, other = mine, name
        elif (behind := known.get(name)) and names[0] in behind.names:
            window, other = behind, names[0]
        else:
            groups = (i, j) if i < j else (j, i)
            found, why = _ruled(i, j, clusters, row, context)
            related.append(Related(groups, found, why))
            gaps.append(gap(found, *(clusters[at].span for at in groups)))
            continue
        at = window.names.index(other) - 1
        related.append(_moved(window.related[at], i, j))
        gaps.append(window.gaps[at])
    return Window(places, names, related, gaps, _in_row(related))


def _in_row(related: Iterable[Related]) -> list[int]:
    """The order of relations by their groups, in numbers: thousands of pairs would take long to sort."""
    return [one.groups[0] << _PLACES | one.groups[1] for one in related]


def _moved(one: Related, i: int, j: int) -> Related:
    """How two groups relate, at their places of now."""
    groups = (i, j) if i < j else (j, i)
    return one if one.groups == groups else Related(groups, one.relation, one.why)


def _ruled(i: int, j: int, clusters: list[Cluster], row: Row, context: Context) -> Verdict:
    """How two groups relate; those of which a reader ruled so do not conflict."""
    found, why = relate(i, j, clusters, row)
    if RELATION_CLASS[found] == "conflict" and context.rules_out(clusters[i], clusters[j]):
        return "compatible", f"you ruled that they do not conflict: {why}"
    return found, why


def _order(one: Cluster, *, part: bool = False) -> tuple[object, ...]:
    """The order of groups. `part`: its own articles give it as less than all."""
    span = one.span
    return (
        *(one.old, one.past, one.derived, part),
        *(bool(one.who), -len(one.sources), one.first, one.text, one.fine),
        *(one.who, one.where, one.window, one.measure, span.family, span.low, span.high, span.word, span.loose, span.exact),
    )


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
