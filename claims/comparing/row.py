"""What relating has to know of a whole row, beyond the two clusters that it relates."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from claims.comparing.answers import TOGETHER, TOLLS
from claims.comparing.clusters import Cluster
from claims.comparing.intervals import overlap
from claims.comparing.ladders import STEP
from claims.comparing.places import within
from claims.comparing.portion import inclusive
from core.comparison import Relation

Why = str | Callable[[], str]
"""A line of words; of conflicts, of which a row has many and says but the first, what makes it."""
Verdict = tuple[Relation, Why]
Tellers = Mapping[object, frozenset[str]]
"""Articles, and whom each names as a speaker."""
SWAPPED = frozenset(["pow-swaps.exchanged", "pow-swaps.released", "pow-swaps.civilians", "pow-swaps.bodies"])


@dataclass
class Row:
    """What relating has to know of the row."""

    topic: str
    question: str
    key: str
    """Topic and question."""
    measure: str
    parties: tuple[str, ...]
    clusters: Sequence[Cluster] = ()
    """All that stand in it; of long rows, of which only neighbours are related, none."""
    lone: bool = False
    """Whether each article gives one value and no more, so that none can be held against what else its article says."""
    identities: Mapping[frozenset[int], str] = field(default_factory=dict)
    """Pairs of clusters (their ids) that arithmetic joins, with the equation."""
    civilians: Mapping[frozenset[int], str] = field(default_factory=dict)
    """Pairs of equal numbers of which one counts civilians as well, with the note."""
    whole: Mapping[int, Cluster] = field(default_factory=dict)
    """By the id of a cluster: the greater number beside which all of its articles give it, in the same voice."""

    # What only some relations ask for is found when it is asked for.

    @cached_property
    def beside(self) -> Mapping[int, Tellers]:
        """By the id of a cluster: the articles that give its value, or one that it agrees with, and those whom they name for it."""
        return besides(self.clusters, self.key)

    @cached_property
    def listed(self) -> frozenset[int]:
        """The ids of the clusters that are told as one of several parts."""
        return frozenset() if self.lone else listed(self.clusters, self.key)

    @cached_property
    def promise(self) -> Mapping[int, Cluster]:
        """By the id of a cluster: the greater number that its articles announce, so that it is what was done so far."""
        return {} if self.lone else promises(self.clusters, self.measure)

    @cached_property
    def coming(self) -> frozenset[int]:
        """The ids of the clusters of what is done, all of whose articles say that there is more to come."""
        told = [one for one in self.clusters if one.status in ("planned", "agreed") and not one.old]
        ahead = frozenset[object]().union(*[one.items for one in told])
        return frozenset(id(one) for one in self.clusters if ahead and _done(one) and one.items <= ahead)


def worded(why: Why) -> str:
    """Put into words why two clusters relate as they do."""
    return why if isinstance(why, str) else why()


def tellers(clusters: Iterable[Cluster]) -> Tellers:
    """Find the articles that give the values of clusters, and whom each names for them."""
    told: dict[object, set[str]] = defaultdict(set)
    for one in clusters:
        for answer in one.answers:
            told[answer.article] |= {answer.claim.speaker or answer.claim.body or ""} - {""}
    return {item: frozenset(names) for item, names in told.items()}


def besides(clusters: Sequence[Cluster], key: str) -> dict[int, Tellers]:
    """Find the articles that give the value of each cluster, or one that it agrees with; clusters that agree with no other are left out.

    Of swaps, "about 1,000" agrees with 1,081.
    """
    alike: dict[tuple[object, ...], list[Cluster]] = defaultdict(list)
    for one in clusters:
        if not one.old:
            alike[one.span.family, one.step, "" if key in SWAPPED else one.span.base].append(one)
    out = {}
    for mine in alike.values():
        if len(mine) > 1:
            known: dict[tuple[int, ...], Tellers] = {}
            for one in mine:
                near = [other for other in mine if other is one or _alike(one, other)]
                if len(near) > 1:
                    these = tuple(map(id, near))
                    out[id(one)] = known[these] = known.get(these) or tellers(near)
    return out


def _alike(one: Cluster, two: Cluster) -> bool:
    if one.span.family == "word":
        return _one_place(one, two)
    return one.span.base == two.span.base or (
        {one.span.loose, two.span.loose} <= {"", "about", "just under"} and overlap(one.span, two.span)
    )


def _one_place(one: Cluster, two: Cluster) -> bool:
    return one.span.word == two.span.word or within(one.span.word, two.span.word)


def surpassed(clusters: Sequence[Cluster], key: str) -> dict[int, Cluster]:
    """Find the counts that their own articles give as less than all: the dead of one town, the children, those freed in a phase.

    Of swaps a voice has to give both itself: what another party tells of them is the difference that is looked for.
    """
    swap = key in SWAPPED
    if not (swap or key in TOLLS or key.startswith("strikes.")):
        return {}
    told = [one for one in clusters if (_counted(one) if swap else _done(one))]
    out = {}
    for one in told:
        greater = [
            other for other in told if other.span.base > one.span.base and not overlap(other.span, one.span) and other.step == one.step
        ]
        beside = [given_beside(one, other, own=swap) for other in greater]
        if one.items and one.items <= frozenset().union(*beside):
            best = max(zip(greater, beside, strict=True), key=lambda pair: (len(pair[1]), pair[0].span.base, pair[0].text, pair[0].fine))
            out[id(one)] = best[0]
    return out


def greatest(clusters: Iterable[Cluster]) -> Mapping[object, float]:
    """Find the greatest number that each article gives at each step, of those that are counted."""
    most: dict[object, float] = {}
    for one in clusters:
        if _counted(one):
            for item in one.items:
                most[item, one.step] = max(most.get((item, one.step), one.span.base), one.span.base)
    return most


def topped(one: Cluster, most: Mapping[object, float]) -> bool:
    """Whether each article that gives a number gives a greater one, so that it is not what any of them is about."""
    return _counted(one) and all(one.span.base < most[item, one.step] for item in one.items)


def given_beside(one: Cluster, other: Cluster, *, own: bool) -> frozenset[object]:
    """The articles that give both numbers in one voice, or one of them in none. `own`: in one voice only."""
    told: dict[object, set[str]] = {}
    for answer in other.answers:
        told.setdefault(answer.article, set()).add(answer.voice)
    return frozenset(
        item
        for answer in one.answers
        if (voices := told.get(item := answer.article)) and (answer.voice in voices or (not own and (not answer.voice or "" in voices)))
    )


def promises(clusters: Sequence[Cluster], measure: str) -> dict[int, Cluster]:
    """Find the numbers done of which their own articles say that more is to come."""
    if measure != "event":
        return {}
    coming = [one for one in clusters if one.status in ("planned", "agreed") and one.span.exact and not one.old and not one.derived]
    return {
        id(one): more
        for one in clusters
        if _done(one)
        for more in sorted(coming, key=lambda more: more.span.base)
        if one.items <= more.items and more.span.base > one.span.base
    }


def listed(clusters: Sequence[Cluster], key: str) -> frozenset[int]:
    """Find the numbers that all of their articles list beside others in one sentence and voice: "165 and 73"."""
    if not (key in SWAPPED or key in TOLLS):
        return frozenset()
    told: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for one in clusters:
        for answer in one.answers if _counted(one) else ():
            if not inclusive(answer.claim.quote):
                told[answer.article, answer.claim.quote, answer.voice, one.step].add(id(one))
    items: dict[int, set[object]] = defaultdict(set)
    for (article, *_), mine in told.items():
        for at in mine if len(mine) > 1 else ():
            items[at].add(article)
    return frozenset(id(one) for one in clusters if one.items and one.items <= items.get(id(one), set()))


def _done(one: Cluster) -> bool:
    return _counted(one) and one.step == STEP["happened"]


def _counted(one: Cluster) -> bool:
    return one.span.family == "number" and one.status != "denied" and not one.old and not one.derived and one.who != TOGETHER
