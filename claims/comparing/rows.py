"""Rows: the answers to one question about one event, put side by side, and how they relate."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from operator import is_

from claims.comparing.answers import Answer, question_key
from claims.comparing.arithmetic import ADDED, civilians_told, identities, numbers, set_apart
from claims.comparing.attribution import count_origins
from claims.comparing.clusters import Kind, cluster_key, summed
from claims.comparing.conflict import of_then
from claims.comparing.context import Context
from claims.comparing.grades import grade
from claims.comparing.importance import passing, standing, weight
from claims.comparing.ladders import stepped, steps
from claims.comparing.long import ALL_PAIRS, Long
from claims.comparing.pairs import EachTwo, Pairs
from claims.comparing.row import Row, greatest, surpassed, topped
from core.claim import Measure
from core.comparison import RELATION_CLASS, Comparison, Related, Relation, Silent
from core.late import Late

Key = tuple[str, str, str | None, Measure, str | None]
"""Topic, question, side, measure, event: what has to be equal for answers to stand in one row."""

_FEW = 4
"""So many answers that can all be true are accounted for in one line."""
_OF_ONE_OUTLET = frozenset(["contested", "denied", "updated", "corrected"])
"""Relations that one outlet's own articles can show."""


@dataclass(slots=True)
class Line:
    """A row, and what its importance goes by."""

    row: Comparison
    sources: frozenset[str]
    """Who answers."""
    last: datetime
    seen: datetime
    long: Long | None = None
    """Its groups, of a long row."""

    def keep(self, now: datetime) -> None:
        """Let time pass: the importance of the row is that of now."""
        terms = (*self.row.terms[:-2], *passing(self.last, self.seen, now))
        if terms != self.row.terms:
            self.row = replace(self.row, terms=terms, importance=weight(terms))

    def hush(self, silent: Sequence[Silent]) -> None:
        """Say anew who is silent."""
        self.row = replace(self.row, silent=silent)


def line(
    key: Key,
    answers: Collection[Answer],
    among: Callable[[], Iterable[Answer]],
    context: Context,
    silent: Callable[[AbstractSet[str]], Sequence[Silent]],
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
        mixed: whether some of these count civilians, or answers are added for others.
        context: what holds for all rows.
        silent: tells who is silent, from those who answer.
        now: the moment of comparing.
        known: the row as it was; of a long one, what has not changed is taken over.
        restless: items whose claims have other origins or events since.
    """
    topic, question, side, measure, event = key
    long = known.long if known else None
    if mixed or long is None or not long.settle(context, restless):
        counted = len(answers) > 1 and any(one.span.family in ADDED for one in answers)
        marked = set_apart(answers, numbers(among())) if counted and mixed else answers
        kinds = _by_kind(marked)
        if len(steps([mine[0] for mine in kinds.values()])) > 1:
            marked = stepped(marked)
            kinds = _by_kind(marked)
        if len(kinds) > ALL_PAIRS:
            long = long or Long(Row(topic, question, question_key(topic, question), measure, context.parties))
            long.hold(kinds, context, restless, marked=not all(map(is_, marked, answers)))
        else:
            long = None
            pairs: Pairs = _each_two(kinds, key, among if counted else None, context)
    if long is not None:
        pairs = long.pairs(context)
    clusters, best = pairs.clusters, pairs.weightiest()
    relations = Late(pairs.related, pairs.number)
    current = [one for one in clusters if not one.old] or clusters
    sources = frozenset[str]().union(*[one.sources for one in current])
    relation: Relation | None = best.relation if best else "same"
    if len(sources) < 2 and relation not in _OF_ONE_OUTLET:  # noqa: PLR2004 - two outlets to compare
        relation = None
    last = max([one.last for one in clusters])
    seen = max([one.seen for one in clusters if one.seen], default=last)
    answering = frozenset[str]().union(*[one.sources for one in clusters])
    terms = (
        *standing(clusters, best.relation if best else None, pairs.far(best), len(answering), context.parties),
        *passing(last, seen, now),
    )
    compared_row = Comparison(
        topic=topic,
        question=question,
        side="both" if side is None and any(one.claim.side == "both" for one in answers) else side,
        event=event,
        groups=tuple([one.group for one in clusters]),
        relations=relations,
        relation=relation,
        grade=grade(clusters, relations, best.relation if best else None, context.parties),
        importance=weight(terms),
        outlets=len(sources),
        origins=count_origins([one.heard for one in current]),
        why=_why(pairs, relations, best),
        measure=measure,
        speakers=len(frozenset[str]().union(*[one.voices for one in current])),
        silent=silent(answering),
        terms=terms,
    )
    return Line(compared_row, answering, last, seen, long)


def _each_two(kinds: Mapping[Kind, list[Answer]], key: Key, among: Callable[[], Iterable[Answer]] | None, context: Context) -> EachTwo:
    """Put the groups of a row in order, to relate each two of them."""
    topic, question, _, measure, _ = key
    name = question_key(topic, question)
    clusters = [summed(mine, context.party, context.heard) for mine in kinds.values()]
    lone = _lone(kinds.values())
    row = Row(topic, question, name, measure, context.parties, clusters, lone)
    if len(clusters) > 1:
        row.whole = {} if lone else surpassed(clusters, name)
        most = greatest(clusters)
        entire = {one.span.family for one in clusters if not (one.who or one.aside)}
        spread = Counter([one.span.family for one in clusters for _ in one.sources])
        clusters.sort(
            key=lambda one: (
                *one.place[:3],
                -spread[one.span.family],
                one.span.family == "number" and of_then(one),
                topped(one, most),
                # A part comes after a whole that is counted in the same way: settlements are no part of square kilometres.
                bool(one.who or one.aside) and one.span.family in entire,
                *one.place[3:],
            )
        )
        if among:
            told = list(among())
            row.identities, row.civilians = identities(
                clusters, numbers(told), name, lone=lone, civilians=civilians_told(told), lesser=row.whole.keys()
            )
    return EachTwo(clusters, row, context)


def _lone(kinds: Iterable[Sequence[Answer]]) -> bool:
    """Whether no article gives two answers."""
    articles = [one.article for mine in kinds for one in mine]
    return len(set(articles)) == len(articles)


def _by_kind(answers: Iterable[Answer]) -> dict[Kind, list[Answer]]:
    kinds: dict[Kind, list[Answer]] = defaultdict(list)
    for one in answers:
        kinds[cluster_key(one)].append(one)
    return kinds


def _why(pairs: Pairs, relations: Sequence[Related], best: Related | None) -> str:
    """The row in one line: what its weightiest relation says, a sum that joins others, and whether it was changed again and again.

    Where a few answers can all be true, how each of the others can is said too: their values stand beside it.
    """
    clusters = pairs.clusters
    if best is None:
        outlets = len(clusters[0].sources)
        denied = " (denied)" if clusters[0].status == "denied" else ""
        return f"{clusters[0].said_by if outlets == 1 else f'{outlets} outlets'}: {clusters[0].text}{denied}"
    changes = sum(one.old for one in clusters)
    unstable = f"; unstable, changed {changes} times" if changes > 1 and RELATION_CLASS[best.relation] == "update" else ""
    if RELATION_CLASS[best.relation] == "reconcile" and len(clusters) <= _FEW:
        return "; ".join(_accounted(relations, best))
    total = pairs.sum() if best.relation != "adds up" else ""
    return best.why + (f"; {total}" if total else "") + unstable


def _accounted(relations: Sequence[Related], best: Related) -> list[str]:
    """Say how the best two relate, then how each answer that they leave out relates to one that was named."""
    words, named = [best.why], set(best.groups)
    for one in relations:
        if named.issuperset(one.groups) or named.isdisjoint(one.groups):
            continue
        named.update(one.groups)
        if one.why.startswith(words[-1]):
            words[-1] = one.why
        elif RELATION_CLASS[one.relation] == "reconcile":
            words.append(one.why)
    return words
