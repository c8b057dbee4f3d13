"""An article as the rules see it: where its words stand, which concepts they mean, and where a term is met."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.news import Article
from rules.lexicon import Lexicon, follows
from rules.tokens import sentences, spans, split


@dataclass(frozen=True, slots=True)
class Needle:
    """A term, its places replaced by the numbers of their concepts."""

    written: str
    phrases: tuple[tuple[int, ...], ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """Words of an article."""

    phrase: str
    start: int
    """In code points, end exclusive."""
    end: int
    place: str
    """"title" or "text": where the span counts."""


Run = tuple[int, int]
"""First and last word, counted through title and text."""


class Reading:
    """One article, its words looked up once."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self._article = article
        self._starts: list[int] = []
        """Number of each sentence's first word."""
        self._sentences: list[tuple[str, int, int]] = []
        """Place, begin and end in it, of each sentence."""
        self._found: dict[int, list[Run]] = {}
        words: list[str] = []
        for place, text in (("title", article.title), ("text", article.text)):
            for start, end in sentences(text):
                self._starts.append(len(words))
                self._sentences.append((place, start, end))
                words += split(text[start:end])
        found = self._found
        for at, meaning in enumerate(map(lexicon.__getitem__, words)):
            if meaning is not None:
                for concept in meaning[0]:
                    found.setdefault(concept, []).append((at, at))
                for concept, rest in meaning[1]:
                    if follows(rest, words, at + 1):
                        found.setdefault(concept, []).append((at, at + len(rest)))
        for concept, hidden in lexicon.excepted.items():
            if hidden in found and concept in found:
                found[concept] = _outside(found[concept], found[hidden])

    def first(self, needle: Needle) -> Run | None:
        """Return where a term is first met; None: nowhere."""
        if not all(self._found.get(concept) for phrase in needle.phrases for concept in phrase):
            return None
        runs = list(self._phrase(needle.phrases[0]))
        for phrase, gap in zip(needle.phrases[1:], needle.gaps, strict=True):
            runs = self._near(runs, list(self._phrase(phrase)), gap)
        return min(runs, default=None)

    def printed(self, run: Run) -> Printed:
        """Return the words of a run (of one sentence) as they are printed."""
        sentence = self._sentence(run[0])
        place, begin, end = self._sentences[sentence]
        text = self._article.title if place == "title" else self._article.text
        at = spans(text[begin:end])
        offset = self._starts[sentence]
        start, stop = begin + at[run[0] - offset][0], begin + at[run[1] - offset][1]
        return Printed(text[start:stop], start, stop, place)

    def _phrase(self, phrase: Sequence[int]) -> Iterator[Run]:
        """Yield where concepts follow one another in a sentence, in text order."""
        if len(phrase) == 1:
            for run in self._found.get(phrase[0], ()):
                if run[0] == run[1] or self._sentence(run[0]) == self._sentence(run[1]):
                    yield run
            return
        later = [self._by_start(concept) for concept in phrase[1:]]
        for first, last in self._found.get(phrase[0], ()):
            ends = [last]
            for place in later:
                ends = [stop for end in ends for stop in place.get(end + 1, ())]
            yield from ((first, end) for end in ends if self._sentence(first) == self._sentence(end))

    def _by_start(self, concept: int) -> dict[int, list[int]]:
        ends: dict[int, list[int]] = {}
        for first, last in self._found.get(concept, ()):
            ends.setdefault(first, []).append(last)
        return ends

    def _near(self, left: Sequence[Run], right: Sequence[Run], gap: int) -> list[Run]:
        """Join what stands in one sentence with at most `gap` words between, in either order, and nothing shared.

        Of each left run, the nearest on either side is taken: it is the one to print.
        """
        right = sorted(right)
        starts = [run[0] for run in right]
        stops = sorted((run[1], run[0]) for run in right)
        ends = [stop for stop, _ in stops]
        joined: set[Run] = set()
        for first, last in left:
            after = bisect_right(starts, last)
            if after < len(right) and right[after][0] - last - 1 <= gap:
                joined.add((first, right[after][1]))
            before = bisect_right(ends, first - 1) - 1
            if before >= 0 and first - ends[before] - 1 <= gap:
                joined.add((stops[before][1], last))
        return [run for run in joined if self._sentence(run[0]) == self._sentence(run[1])]

    def _sentence(self, word: int) -> int:
        return bisect_right(self._starts, word) - 1


def _outside(runs: Sequence[Run], hidden: Sequence[Run]) -> list[Run]:
    """Return the runs that share no word with a hidden one."""
    covered = {word for first, last in hidden for word in range(first, last + 1)}
    return [run for run in runs if covered.isdisjoint(range(run[0], run[1] + 1))]
