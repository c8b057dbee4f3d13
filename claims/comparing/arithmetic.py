"""Arithmetic: identities of each, total, part, remainder and increment among the numbers of one event, printed as equations."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import timedelta
from functools import cache, lru_cache
from itertools import combinations, product
from math import comb
from typing import NamedTuple

from claims.comparing.answers import TOGETHER, TOLLS, Answer, Article
from claims.comparing.clusters import Cluster, once
from claims.comparing.deals import NEXT
from claims.comparing.intervals import ROUNDED, figure
from claims.comparing.portion import included, inclusive
from claims.comparing.row import SWAPPED
from claims.comparing.telling import SENTENCES, cues

PARTS = 4
"""An equation has at most so many parts."""
_LIST = 8
"""A list whose numbers are all added up has at most so many."""
_THREE = 3
"""A total and two parts."""
POOL = 12
"""More numbers than this from one voice are not tried: sums of many numbers come about by chance."""
_SELDOM = 8
"""A sum that leaves numbers of its article out has to be so many times as great as there are ways to add them up."""
_LATER = 31
"""Days after which what comes on top comes on top of another number."""
_FAMILY: dict[str, tuple[str, ...]] = {"released": ("released", "civilians"), "total": ("total", "killed", "wounded", "missing")}
"""Rows whose numbers may be parts of another row's."""
_MORE = re.compile(rf"\b(?:{cues('more')}|{cues('others')}|more(?! than))\b", re.IGNORECASE)
_OTHERS = re.compile(rf"\b(?:{cues('others')})\b", re.IGNORECASE)
_ON_TOP = re.compile(rf"\b(?:{cues('on-top')})$", re.IGNORECASE)
"""Right before the number."""
_BESIDES = re.compile(rf"\W*(?:{cues('besides')})\b\D*$", re.IGNORECASE)
"""Between the head of the sentence and the number."""
_OF_ONE_SIDE = SWAPPED - {"pow-swaps.exchanged"}
"""What a swap brings a side: others than its soldiers may come besides."""
_ROUNDED = frozenset(["about", "just under", "a lower bound"])
BESIDES = frozenset(["injured", "wounded", "missing"])
"""Those who come on top of the dead and not of one another: "ten were killed and another 40 hurt"."""
ADDED = frozenset(["number", "area", "length"])
"""Families of values that add up."""
_Civilians = Mapping[Article, tuple[float, AbstractSet[str]]]
"""By article: how many civilians it gives in a row of their own, and in which sentences."""
_NOBODY: _Civilians = {}
_FIGHTERS = re.compile(rf"\b(?:{cues('fighters')})", re.IGNORECASE)
FIGHTERS = "prisoners of war alone"
"""Who counts in an answer that is set apart from a total with civilians."""

Numbers = Mapping[tuple[str, ...], Mapping[float, bool]]
"""Per voice or article: the bare numbers it gives for an event and a side; whether each counts civilians."""


def family(question: str) -> tuple[str, ...]:
    """The questions whose numbers may be parts of this one's."""
    return _FAMILY.get(question, (question,))


def wholes(question: str) -> tuple[str, ...]:
    """The questions of whose numbers this one's may be parts."""
    return tuple([whole for whole, parts in _FAMILY.items() if question in parts and question != whole])


def numbers(answers: Iterable[Answer]) -> Numbers:
    """Collect the bare numbers by who tells them: by article, and by voice. Fewer than three make no equation, and are left out."""
    bare = [
        one
        for one in answers
        if one.span.exact and one.span.family == "number" and not one.derived and one.status != "denied" and one.who != TOGETHER
    ]
    if len({one.span.base for one in bare}) < _THREE:
        return {}
    tellers: dict[tuple[str, ...], list[Answer]] = defaultdict(list)
    often = {article for article, times in Counter([one.article for one in bare]).items() if times >= _THREE}
    for one in bare:
        if one.article in often:
            tellers["article", one.article[0], str(one.article[1])].append(one)
        if one.voice:
            tellers["voice", one.voice].append(one)
    pool = {teller: _counted(mine) for teller, mine in tellers.items() if len(mine) >= _THREE}
    return {teller: known for teller, known in pool.items() if len(known) >= _THREE}


def _counted(answers: Iterable[Answer]) -> dict[float, bool]:
    """The numbers of one teller, in order, and whether each counts civilians."""
    known: dict[float, bool] = {}
    for one in answers:
        known[one.span.base] = known.get(one.span.base, False) or of_civilians(one)
    return dict(sorted(known.items()))


def of_civilians(one: Answer) -> bool:
    """Whether a number counts civilians."""
    return one.question == "civilians" or "civilian" in one.who


@lru_cache(maxsize=4_000)
def sums(total: float, values: tuple[float, ...]) -> tuple[tuple[float, ...], ...]:
    """Find the parts, from two to four different ones, that add up to a total.

    >>> sums(230.0, (6.0, 11.0, 213.0, 230.0))
    ((6.0, 11.0, 213.0),)
    """
    below = [value for value in values if 0 < value < total]
    if len(below) > POOL:
        return ()
    return tuple(parts for n in range(2, PARTS + 1) for parts in combinations(below, n) if abs(sum(parts) - total) < 1e-9)  # noqa: PLR2004 - float noise


def equation(parts: Sequence[float], total: float) -> str:
    """Write an equation.

    >>> equation([6, 213, 11], 230)
    '213 + 11 + 6 = 230'
    """
    return f"{' + '.join(figure(part) for part in sorted(parts, reverse=True))} = {figure(total)}"


def set_apart(answers: Collection[Answer], pool: Numbers) -> list[Answer]:
    """Where a total is known to hold civilians, tell those apart that give the same number as prisoners of war or soldiers alone."""
    if not pool:
        return list(answers)
    mixed = {
        total for total in {one.span.base for one in answers if one.span.exact} if any(one.civilians for one in _parts_of(total, pool))
    }
    return [replace(one, who=FIGHTERS) if one.span.base in mixed and not one.who and of_fighters(one) else one for one in answers]


def identities(
    clusters: Sequence[Cluster],
    pool: Numbers,
    key: str,
    *,
    lone: bool = False,
    civilians: _Civilians = _NOBODY,
    lesser: AbstractSet[int] = frozenset(),
) -> tuple[dict[frozenset[int], str], dict[frozenset[int], str]]:
    """Find which pairs of clusters arithmetic joins.

    Args:
        clusters: the groups of a row.
        pool: the numbers that each teller gives.
        key: topic and question.
        lone: whether no article gives two of the groups.
        civilians: how many civilians articles give in a row of their own, with the sentences.
        lesser: the ids of the groups that their own articles give as less than all.

    Returns:
        Two maps from pairs (of the clusters' ids): the equation that joins them, and the note where two equal numbers differ in that one
        counts civilians (`set_apart` comes before).
    """
    joined: dict[tuple[int, int], str] = {}
    noted: dict[tuple[int, int], str] = {}
    bare = {
        i: one.span.base
        for i, one in enumerate(clusters)
        if one.span.family == "number" and one.span.exact and not one.old and one.who != TOGETHER
    }
    weapons = key.startswith("strikes.") and key not in TOLLS
    no_sums = _of_regions(clusters, bare, lesser) if key.startswith("strikes.") else frozenset[int]()
    for i, inner, told, civil in _told_by_one(clusters, bare, pool, no_sums, weapons=weapons):
        total = bare[i]
        for j in inner:
            if not (clusters[j].derived and clusters[i].derived):
                joined.setdefault((min(i, j), max(i, j)), told)
        for pair in combinations(inner, 2):
            joined.setdefault(pair, told)
        for j, value in bare.items():
            if value == total and clusters[j].who == FIGHTERS != clusters[i].who and civil:
                note = f"{told}: {clusters[i].said_by} counts {figure(civil)} civilians, {clusters[j].said_by} does not"
                noted[min(i, j), max(i, j)] = note
    if key == "pow-swaps.exchanged":
        _of_the_sides(clusters, bare, joined)
        _each_of_two(clusters, bare, joined)
    if key in SWAPPED:
        _day_by_day(clusters, bare, joined)
    _with_civilians(clusters, bare, civilians, joined)
    _listed(clusters, {} if lone else bare, joined)
    if key.rpartition(".")[2] not in BESIDES:
        _increments(clusters, bare, joined, no_sums)
    _across([] if lone else clusters, joined, swap=key in _OF_ONE_SIDE)
    return _by_identity(clusters, joined), _by_identity(clusters, noted)


def _told_by_one(
    clusters: Sequence[Cluster], bare: Mapping[int, float], pool: Numbers, no_sums: AbstractSet[int], *, weapons: bool
) -> Iterator[tuple[int, list[int], str, float]]:
    """Yield what adds up among the numbers of one voice or article: the places of total and parts, the equation, its civilians."""
    for i, total in [one for one in bare.items() if one[0] not in no_sums] if pool else ():
        for parts, civil, seldom in _parts_of(total, pool):
            inner = [j for j, value in bare.items() if value in parts]
            others = weapons and _of_another_sort(clusters[i], [clusters[j] for j in inner])
            if not (others or _by_chance(i, inner, clusters, bare, seldom=seldom)):
                yield i, inner, equation(parts, total), civil


def _of_regions(clusters: Sequence[Cluster], bare: Mapping[int, float], lesser: AbstractSet[int]) -> frozenset[int]:
    """Find what is told as less than all, and of no parts: what one region lost is not the sum of what two others did."""
    return frozenset(i for i in bare if id(clusters[i]) in lesser and not any(inclusive(quote) for _, quote in clusters[i].words))


def civilians_told(answers: Iterable[Answer]) -> _Civilians:
    """Find the articles that give one number of civilians who are no part of another number, and the sentences that do."""
    told: dict[Article, dict[float, set[str]]] = defaultdict(lambda: defaultdict(set))
    for one in answers:
        if one.question == "civilians" and one.span.exact and one.status != "denied" and not one.old and not _part(one):
            told[one.article][one.span.base].add(one.claim.quote)
    return {article: number for article, known in told.items() for number in known.items() if len(known) == 1}


def _part(one: Answer) -> bool:
    return included(one.claim.value.text, one.claim.quote)


def _day_by_day(clusters: Sequence[Cluster], bare: Mapping[int, float], joined: dict[tuple[int, int], str]) -> None:
    """Join what was done on days next to each other with the whole of the deal: 200 on the 5th and 300 on the 6th are 500."""
    told = [(i, number, days) for i, number in bare.items() if (days := _days_of(clusters[i]))]
    done = [one for one in told if clusters[one[0]].status == "happened"]
    for (i, part, first), (j, other, then) in product(done, done):
        if max(first) < min(then) <= max(first) + NEXT and clusters[i].derived == clusters[j].derived:
            for k in [k for k, number, _ in told if number == part + other and clusters[k].derived == clusters[i].derived]:
                for pair in combinations((i, j, k), 2):
                    joined.setdefault((min(pair), max(pair)), equation([part, other], part + other))


def _days_of(cluster: Cluster) -> frozenset[int]:
    """The days of a cluster, where each of its answers is of one."""
    return frozenset(first for first, _ in cluster.days) if all(first == last for first, last in cluster.days) else frozenset()


def _with_civilians(
    clusters: Sequence[Cluster], bare: Mapping[int, float], civilians: _Civilians, joined: dict[tuple[int, int], str]
) -> None:
    """Join the prisoners of war of an article that tells of civilians besides with the total of another: 30 and 14 are 44.

    A single civilian has to be told in one sentence with them.
    """
    for i, part in bare.items() if civilians else ():
        told = [(one.claim.quote, *civilians[one.article]) for one in clusters[i].answers if one.article in civilians]
        more = {number for quote, number, quotes in told if number > 1 or quote in quotes}
        for j, total in bare.items():
            if total - part in more and not (clusters[i].derived or clusters[j].derived):
                joined.setdefault((min(i, j), max(i, j)), equation([part, total - part], total))


def _besides(i: int, j: int, clusters: Sequence[Cluster], joined: dict[tuple[int, int], str]) -> None:
    """Join what each side got, twice, with the total that one of the same articles gives by counting whom one side got besides."""
    for one, other in ((clusters[i], clusters[j]), (clusters[j], clusters[i])):
        if one.derived:
            alike = (third for third in clusters if third is not one and third.span.exact and third.span.base == other.span.base)
            sums = (answer for third in alike for answer in third.answers if answer.derived and answer.article in one.items)
            told = next((answer.formula for answer in sums if " + " in answer.formula), "")
            if told:
                joined.setdefault((i, j), told)


def _of_the_sides(clusters: Sequence[Cluster], bare: Mapping[int, float], joined: dict[tuple[int, int], str]) -> None:
    """Join what one article tells of each side with what follows for both: there the one is no part of the other."""
    for total in [i for i in bare if clusters[i].derived]:
        articles = clusters[total].items
        parts = [i for i in bare if not clusters[i].derived and articles & clusters[i].items]
        for i, j in combinations(parts, 2):
            told = equation([bare[i], bare[j]], bare[total])
            if told in clusters[total].formulas:
                for pair in combinations((i, j, total), 2):
                    joined.setdefault((min(pair), max(pair)), told)


def _each_of_two(clusters: Sequence[Cluster], bare: Mapping[int, float], joined: dict[tuple[int, int], str]) -> None:
    """Join what is told of each side with what is told of both; "more than 300" fits twice 150 as well."""
    for i, j in combinations(bare, 2):
        low, high = sorted((bare[i], bare[j]))
        if high == 2 * low and clusters[i].derived == clusters[j].derived:
            joined.setdefault((i, j), f"2 x {figure(low)} = {figure(high)}")
        _besides(i, j, clusters, joined)
    bounds = [(j, one.span) for j, one in enumerate(clusters) if _stands(one) and one.span.family == "number" and not one.span.exact]
    for (i, low), (j, total) in product([(i, low) for i, low in bare.items() if _stands(clusters[i])], bounds):
        if total.low <= 2 * low <= total.high and abs(2 * low - total.base) <= ROUNDED * total.base:
            joined.setdefault((min(i, j), max(i, j)), f"2 x {figure(low)} = {figure(2 * low)} fits '{clusters[j].text}'")


def _by_identity(clusters: Sequence[Cluster], pairs: Mapping[tuple[int, int], str]) -> dict[frozenset[int], str]:
    return {frozenset((id(clusters[i]), id(clusters[j]))): note for (i, j), note in pairs.items()}


def _listed(clusters: Sequence[Cluster], bare: Mapping[int, float], joined: dict[tuple[int, int], str]) -> None:
    """Join the numbers of one sentence, where all of them together are what is told elsewhere: "34 of one kind and 7 of another" are 41."""
    told: dict[tuple[object, ...], dict[str, tuple[int, float]]] = defaultdict(dict)
    for i in bare:
        for one in clusters[i].answers:
            if not one.derived and one.status != "denied" and one.claim.value.text and not (one.who and inclusive(one.claim.quote)):
                told[one.article, one.claim.quote][one.claim.value.text] = (i, bare[i])
    for total, value in bare.items():
        for mine in told.values():
            parts = list(mine.values())
            if 1 < len(parts) <= _LIST and sum(part for _, part in parts) == value:
                for i, _ in parts:
                    if clusters[i].status == clusters[total].status or "alleged" in (clusters[i].status, clusters[total].status):
                        joined.setdefault((min(i, total), max(i, total)), equation([part for _, part in parts], value))


def _across(clusters: Sequence[Cluster], joined: dict[tuple[int, int], str], *, swap: bool) -> None:
    """Join two numbers of one article with their total in another.

    A speaker's total may be rounded there, and told in the outlet's own voice: 31 and 179.5 are "more than 210". Of swaps it may be
    anybody's: 246, and 31 besides.
    """
    able = [(i, one) for i, one in enumerate(clusters) if one.span.family in ADDED and _stands(one)]
    totals = [(i, one) for i, one in able if one.span.loose in _ROUNDED or (swap and one.span.exact)]
    told: dict[tuple[str, str, str, Article], set[int]] = defaultdict(set)
    for i, one in able if totals else ():
        for answer in one.answers if one.span.exact else ():
            told["" if swap else answer.voice, one.span.family, one.window, answer.article].add(i)
    for total, whole in totals:
        for (voice, family, _, article), parts in told.items():
            told_by = whole.span.exact or not whole.voices or voice in whole.voices
            if told_by and family == whole.span.family and article not in whole.items and len(parts) <= PARTS:
                for i, j in combinations(sorted(parts), 2):
                    _add_up((i, j, total), clusters, joined)


def _add_up(three: tuple[int, int, int], clusters: Sequence[Cluster], joined: dict[tuple[int, int], str]) -> None:
    """Join two numbers with their total, where it is their sum, rounded."""
    one, other, whole = (clusters[at].span for at in three)
    sum_of = one.base + other.base
    if whole.low <= sum_of <= whole.high and abs(sum_of - whole.base) <= ROUNDED * whole.base:
        note = equation([one.base, other.base], sum_of) + ("" if whole.exact else f" fits '{clusters[three[2]].text}'")
        for pair in combinations(three, 2):
            joined.setdefault((min(pair), max(pair)), note)


def _stands(one: Cluster) -> bool:
    return not one.old and not one.derived and one.status != "denied" and one.who != TOGETHER


class _Sum(NamedTuple):
    parts: tuple[float, ...]
    civilians: float
    seldom: bool
    """Whether so few numbers are told that a sum hardly comes about by chance."""


def _parts_of(total: float, pool: Numbers) -> list[_Sum]:
    """The sums that give a total, from the numbers of one voice or one article that gives the total too."""
    out = []
    for key in sorted(pool):
        known = pool[key]
        if total in known:
            values = tuple(known)
            below = values[: bisect_left(values, total)]
            for parts in sums(total, below) if len(below) <= POOL or below[0] <= 0 else ():
                if (key[0] == "voice" and len(parts) < len(below)) or parts[:-1] == (1.0,):
                    continue  # Of what a voice says in several articles, some sum always comes out; and one more is soon told.
                civil = sum(part for part in parts if known[part])
                out.append(_Sum(parts, civil, len(parts) == len(below) or _ways(len(below)) * _SELDOM <= total))
    return out


@cache
def _ways(number: int) -> int:
    """In how many ways some of so many numbers add up."""
    return sum(comb(number, parts) for parts in range(2, PARTS + 1))


def _by_chance(i: int, inner: Sequence[int], clusters: Sequence[Cluster], bare: Mapping[int, float], *, seldom: bool) -> bool:
    """Whether a sum is one of many that may come about, and no sentence tells it; or its total another item of the list of its parts."""
    quotes = [quote for _, quote in clusters[i].words]
    if not (seldom or any(all(_in_one(quote, [j], clusters) for j in inner) for quote in quotes)):
        return True
    greater = [j for j, value in bare.items() if value > bare[i]]
    return any(_in_one(quote, inner, clusters) and _in_one(quote, greater, clusters) for quote in quotes if not inclusive(quote))


def _of_another_sort(total: Cluster, parts: Iterable[Cluster]) -> bool:
    """Whether a total of one sort has parts of another: ballistic missiles are no part of the cruise missiles."""
    return bool(total.who) and any(one.who != total.who for one in parts)


def _in_one(quote: str, places: Iterable[int], clusters: Sequence[Cluster]) -> bool:
    return any(quote == said for j in places for _, said in clusters[j].words)


def of_fighters(one: Answer) -> bool:
    """Whether the words say that these are prisoners of war or soldiers, and none but these."""
    claim = one.claim
    return bool(_FIGHTERS.search(f"{claim.value.text} {claim.value.unit or ''} {claim.scope.who or ''}"))


@once
def is_increment(cluster: Cluster) -> bool:
    """Whether a number is said to come on top of others ("1,200 more", "another 300"), and by nobody as a number by itself."""
    return all(on_top(claim.value.text, claim.quote) for claim in cluster.claims)


def is_next(cluster: Cluster) -> bool:
    """Whether an increment may be the next swap of a series, and not on top of those of its own: "another 90 came home"."""
    return not any(_OTHERS.search(text) or _BESIDES.match(_before(text, quote)) for text, quote in cluster.words)


def _before(text: str, quote: str) -> str:
    return quote[: max(0, quote.find(text))] if text else ""


@lru_cache(maxsize=SENTENCES)
def on_top(text: str, quote: str) -> bool:
    """Whether a value is told as one that comes on top of others.

    >>> on_top("five", "Besides them, five were freed."), on_top("five", "Five were freed.")
    (True, False)
    """
    before = _before(text, quote)
    return bool(_MORE.search(text) or _ON_TOP.search(" ".join(before.split()[-2:])) or _BESIDES.match(before))


def _increments(
    clusters: Sequence[Cluster], bare: Mapping[int, float], joined: dict[tuple[int, int], str], no_sums: AbstractSet[int]
) -> None:
    """Join an increment to what it is added to: 1,200 more after 6,000 makes 7,200. `no_sums`: what is none."""
    reached = {before + extra for before, extra in combinations(bare.values(), 2)}
    if reached.isdisjoint(bare.values()):
        return
    for i, extra in bare.items():
        if extra == 1 or not is_increment(clusters[i]):
            continue  # One more is soon told.
        for j, before in bare.items():
            for k, after in [one for one in bare.items() if one[0] not in no_sums]:
                if len({i, j, k}) == 3 and before + extra == after and _at_one_time(clusters[i], clusters[j], clusters[k]):  # noqa: PLR2004 - three different ones
                    told = f"{figure(before)} + {figure(extra)} = {figure(after)}"
                    for pair in ((i, j), (i, k), (j, k)):
                        joined.setdefault((min(pair), max(pair)), told)


def _at_one_time(*told: Cluster) -> bool:
    """Whether numbers are told within a month of one another."""
    return max(one.first for one in told) - min(one.first for one in told) <= timedelta(days=_LATER)
