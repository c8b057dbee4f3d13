"""An article as the rules see it: where its words stand, which concepts they mean, and where a term is met."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from core.news import Article
from rules.lexicon import Lexicon, Meaning, Node
from rules.tokens import spans, split_sentences

Run = tuple[int, int]
"""First and last word, counted through title and text."""
Phrase = tuple[int, ...]
"""Concepts that follow one another, by number."""
_LAST: Final = itemgetter(1)


@dataclass(frozen=True, slots=True)
class Needle:
    """A term, its places replaced by the numbers of their concepts."""

    written: str
    phrases: tuple[Phrase, ...]
    gaps: tuple[int, ...]
    concepts: frozenset[int]
    """All that its phrases are made of."""


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of an article."""

    phrase: str
    start: int
    """In code points, end exclusive."""
    end: int
    place: str
    """"title" or "text": where the span counts."""


class Reading:
    """One article, its words looked up once."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._article = article
        self._sentences: list[tuple[str, int, int, int]] = []
        """Place, begin and end in it, and number of the first word, of each sentence."""
        self._of: list[int] = []
        """Number of the sentence of each word."""
        self._found: defaultdict[int, list[Run]] = defaultdict(list)
        """Concept -> where it stands, by first word."""
        self._runs: dict[Phrase, _Runs] = {}
        self._firsts: dict[str, Run | None] = {}
        """Where a term is first met, by the term as written: rules ask for the same ones."""
        words: list[str] = []
        for place, text in (("title", article.title), ("text", article.text)):
            for start, end, said in split_sentences(text):
                self._of += [len(self._sentences)] * (len(said) + 1)
                self._sentences.append((place, start, end, len(words)))
                words += said
                words.append("")  # no phrase runs over the end of a sentence
        self._look_up([lexicon[word] for word in words])
        self.concepts = frozenset(self._found)
        """What the article holds, wherever it stands."""
        for concept, hidden in lexicon.excepted.items():
            if hidden in self._found and concept in self._found:
                self._found[concept] = _outside(self._found[concept], self._found[hidden])

    def first(self, needle: Needle) -> Run | None:
        """Return where a term is first met; None: nowhere."""
        if not needle.concepts <= self.concepts:
            return None
        if needle.written not in self._firsts:
            self._firsts[needle.written] = min(self._met(needle), default=None)
        return self._firsts[needle.written]

    def count(self, needle: Needle) -> int:
        """Return how often a term is met; what overlaps counts once."""
        times, end = 0, -1
        for first, last in sorted(self._met(needle)):
            if first > end:
                times, end = times + 1, last
        return times

    def _met(self, needle: Needle) -> Sequence[Run]:
        """Return everywhere that a term is met."""
        if not needle.concepts <= self.concepts:
            return ()
        met: Sequence[Run] = self._phrase(needle.phrases[0]).runs
        for phrase, gap in zip(needle.phrases[1:], needle.gaps, strict=True):
            met = self._near(met, self._phrase(phrase), gap)
        return met

    def printed(self, run: Run) -> Printed:
        """Return the words of a run (of one sentence) as they are printed."""
        place, begin, end, offset = self._sentences[self._of[run[0]]]
        text = self._article.title if place == "title" else self._article.text
        at = spans(text, begin, end)
        start, stop = at[run[0] - offset][0], at[run[1] - offset][1]
        return Printed(text[start:stop], start, stop, place)

    def _look_up(self, meanings: Sequence[Meaning | None]) -> None:
        """Note every run of words that means something, by where it begins."""
        found = self._found
        for at, meaning in enumerate(meanings):
            if meaning is None:
                continue
            for node in meaning[0]:
                for concept in node.concepts:
                    found[concept].append((at, at))
                after = meanings[at + 1]  # the last word is no word, and means nothing
                if after is not None and not node.next.keys().isdisjoint(after[1]):
                    self._follow(node, at, meanings)

    def _follow(self, node: Node, at: int, meanings: Sequence[Meaning | None]) -> None:
        """Note the phrases of more than one word that begin at `at`."""
        paths = [(node, at + 1)]
        while paths:
            node, place = paths.pop()
            meaning = meanings[place]
            for unit in meaning.units if meaning else ():
                if longer := node.next.get(unit):
                    for concept in longer.concepts:
                        self._found[concept].append((at, place))
                    if longer.next:
                        paths.append((longer, place + 1))

    def _phrase(self, phrase: Phrase) -> "_Runs":
        """Return where concepts follow one another."""
        known = self._runs.get(phrase)
        if known is None:
            runs = self._found.get(phrase[0], [])
            for concept in phrase[1:]:
                runs = _joined(runs, self._found.get(concept, []))
            known = self._runs[phrase] = _Runs(runs)
        return known

    def _near(self, left: Sequence[Run], right: "_Runs", gap: int) -> list[Run]:
        """Join what stands in one sentence with at most `gap` words between, in either order, and nothing shared.

        Of each left run, the nearest on either side is taken: it is the one to print.
        """
        joined: list[Run] = []
        starts, ends, of = right.starts, right.ends, self._of
        for first, last in left:
            after = bisect_right(starts, last)
            if after < len(starts) and starts[after] - last - 1 <= gap and of[first] == of[starts[after]]:
                joined.append((first, right.runs[after][1]))
            before = bisect_left(ends, first) - 1
            if before >= 0 and first - ends[before] - 1 <= gap and of[first] == of[ends[before]]:
                joined.append((right.by_end[before][0], last))
        return joined


class _Runs:
    """Where one phrase stands, ready to be searched from both sides."""

    __slots__ = ("by_end", "ends", "runs", "starts")

    def __init__(self, runs: list[Run]) -> None:
        """`runs`: by first word."""
        self.runs = runs
        self.starts = [first for first, _ in runs]
        self.by_end = sorted(runs, key=_LAST)
        self.ends = [last for _, last in self.by_end]


def _joined(left: Sequence[Run], right: Sequence[Run]) -> list[Run]:
    """Return the runs that a left one and a right one make, the right one beginning where the left one ends."""
    ends: dict[int, list[int]] = {}
    for first, last in right:
        ends.setdefault(first, []).append(last)
    return sorted({(first, stop) for first, last in left for stop in ends.get(last + 1, ())})


def _outside(runs: Sequence[Run], hidden: Sequence[Run]) -> list[Run]:
    """Return the runs that share no word with a hidden one."""
    covered = {word for first, last in hidden for word in range(first, last + 1)}
    return [run for run in runs if covered.isdisjoint(range(run[0], run[1] + 1))]
