"""Independence: where the words of an article come from, so that ten reprints are one witness.

Articles are merged by whom they credit (`claims.comparing.credits`), by an outlet's owner, and by shared text: the containment of word
shingles, |A & B| / min(|A|, |B|), which finds a reprint of three paragraphs as well as a whole one. Sketches of the whole text (MinHash,
SimHash) miss such excerpts. (Broder, "On the resemblance and containment of documents", 1997.) What stands in quotation marks and
under pictures is left out: whoever prints a speech prints its words.
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from zlib import crc32

from claims.comparing.credits import credited, named
from claims.comparing.shelves import Shelves
from claims.reading.furniture import captions
from core.comparison import Outlet
from core.news import Article

SHINGLE = 4
"""Words in a shingle."""
SHARED = 0.15
"""From this containment on, one text is taken from the other, where they share more than one passage."""
WHOLE = 0.6
"""From this on, one passage is enough."""
APART = 5
"""So many shared shingles away from the longest passage are another one: a bulletin's sentence with names of offices has fewer."""
MARGIN = 15
"""What is away from a passage is farther than this: a sentence with a word changed is one passage."""
FEWEST = 12
"""A text with fewer shingles says nothing about where it comes from."""
COMMON = 40
"""A shingle that stands in more texts than this, reprints not counted, is a phrase that everybody uses."""
SAMPLED = 6
"""Texts are looked for by one in so many of their shingles, the same of all texts, and by all where a text has few."""
FEW = 64
HINT = 0.03
"""Texts that share this part of the shingles looked for are held against each other as a whole."""
BESIDE = 100
"""So many of those that share with a text are asked for one that shares nothing with it itself."""

_WORD = re.compile(r"\w+")
_SPOKEN = re.compile(
    r"\"[^\"\n]*\"|\u201c[^\u201c\u201d\n]*\u201d|\u201e[^\u201c\u201d\n]*[\u201c\u201d]|\u00ab[^\u00ab\u00bb\n]*\u00bb"
    r"|^\W*[\u2013\u2014] .*$",
    re.MULTILINE,
)
"""Quotations, and speech behind a dash."""
_Id = int | str


def shingles(text: str) -> list[int]:
    """Hash each run of four words that are the article's own, in lower case and in order, each once.

    The same run has the same hash in every process: which of them are looked for hangs on it.
    """
    for start, end in reversed(captions(text)):
        text = f"{text[:start]}{text[end:]}"
    found: dict[int, None] = {}
    for part in _SPOKEN.sub("\0", text.casefold()).split("\0"):
        words = [crc32(word.encode()) for word in _WORD.findall(part)]  # Python's own hash of a text is another one in every process.
        found |= dict.fromkeys([hash(run) & 0xFFFFFFFF for run in zip(*[words[at:] for at in range(SHINGLE)], strict=False)])
    return list(found)


class Origins:
    """The origins of articles that come and go: the agency that one credits, else the first to publish the text that it shares."""

    def __init__(self, outlets: Sequence[Outlet] = ()) -> None:
        """Begin without any article.

        Args:
            outlets: the outlets, for their owners.
        """
        self._owners = {outlet.source: outlet.owner for outlet in outlets if outlet.owner}
        self._order: dict[_Id, tuple[object, ...]] = {}
        self._agencies: dict[_Id, str] = {}
        self._alone: dict[_Id, str] = {}
        """The origin of each article by itself."""
        self._marks: dict[_Id, array[int]] = {}
        self._names: list[_Id] = []
        """By the number that an article gets when it comes."""
        self._numbers: dict[_Id, int] = {}
        self._places = Shelves()
        """Where a shingle that is looked for stands; of texts that share theirs, in the first to come alone."""
        self._shared: dict[_Id, set[_Id]] = defaultdict(set)

    def add(self, article: Article) -> None:
        """Take in an article that is not there."""
        name = article.id
        self._order[name] = (article.published, article.source, str(name))
        outlet = article.publisher or article.source
        if agency := credited(article.text, article.title, outlet) or named(article.author or ""):
            self._agencies[name] = agency
        self._alone[name] = agency or self._owners.get(outlet) or named(outlet) or outlet
        marks = shingles(article.text)
        if len(marks) >= FEWEST:
            self._marks[name] = array("I", marks)
            self._numbers[name] = len(self._names)
            self._names.append(name)
            self._connect(name)

    def discard(self, name: int | str) -> None:
        """Let an article go, if it is there."""
        if name not in self._order:
            return
        del self._order[name], self._alone[name]
        self._agencies.pop(name, None)
        marks = self._marks.pop(name, None)
        if marks is None:
            return
        kin = sorted(self._shared.pop(name, ()), key=self._order.__getitem__)
        for one in kin:
            self._shared[one].discard(name)
        self._vacate(name, marks)
        del self._numbers[name]
        for one in kin:
            # What was looked for in the text that goes is looked for in those that share it.
            self._vacate(one, self._marks[one])
            self._connect(one)

    def _connect(self, name: _Id) -> None:
        """Find the texts that share with one, and let it be found by what none of them has."""
        own = self._marks[name]
        marks = frozenset(own)
        asked = _asked(own)
        common = Counter(chain.from_iterable([self._places.texts(mark, COMMON) for mark in asked]))
        found = [(self._names[number], together) for number, together in common.items()]
        near = [other for other, together in found if together >= HINT * min(len(marks), len(self._marks[other])) / SAMPLED]
        for first in near:
            # Who shares with one shares an origin with all that share with that one: to hold it against each would be a clique.
            for other in (first, *islice(self._shared.get(first, ()), BESIDE)):
                if other != name and (other in self._shared.get(name, ()) or _taken(own, marks, self._marks[other])):
                    self._shared[name].add(other)
                    self._shared[other].add(name)
                    break
        number, kin = self._numbers[name], {self._numbers[one] for one in self._shared.get(name, ())}
        for mark in asked:
            if not kin or kin.isdisjoint(self._places.texts(mark)):
                self._places.put(mark, number)

    def _vacate(self, name: _Id, marks: Iterable[int]) -> None:
        for mark in _asked(marks):
            self._places.drop(mark, self._numbers[name])

    def names(self) -> dict[int | str, str]:
        """Name the origin of every article. Articles with one name are one origin."""
        out = dict(self._alone)
        seen: set[_Id] = set()
        for start in self._shared:
            if start not in seen:
                seen.add(start)
                members = [start]
                for one in members:
                    new = self._shared[one] - seen
                    seen |= new
                    members += new
                members.sort(key=self._order.__getitem__)
                counts = Counter(self._agencies[one] for one in members if one in self._agencies)
                name = min(counts, key=lambda agency: (-counts[agency], agency)) if counts else self._alone[members[0]]
                for one in members:
                    out[one] = self._agencies.get(one, name)
        return out


def _taken(one: Sequence[int], marks: frozenset[int], two: Sequence[int]) -> bool:
    """Whether one text holds enough of the other."""
    together = marks.intersection(two)
    fewer = min((len(one), one), (len(two), two))[1]
    part = len(together) / len(fewer)
    if part >= WHOLE or part < SHARED:
        return part >= WHOLE
    longest = run = end = 0
    for at, mark in enumerate(fewer, 1):
        run = run + 1 if mark in together else 0
        if run > longest:
            longest, end = run, at
    return len(together.intersection(fewer[: max(0, end - longest - MARGIN)]) | together.intersection(fewer[end + MARGIN :])) >= APART


def _asked(marks: Iterable[int]) -> list[int]:
    """The shingles by which a text is looked for."""
    given = list(marks)
    return given if len(given) < FEW else [mark for mark in given if mark % SAMPLED == 0]


def origins(articles: Sequence[Article], outlets: Sequence[Outlet]) -> dict[int | str, str]:
    """Name the origin of each article: the agency that it credits, else the first to publish the text that it shares, else its owner.

    Args:
        articles: the articles; their order does not matter.
        outlets: the outlets, for their owners.

    Returns:
        The origin's name by article id, for every article. Articles with one name are one origin.
    """
    found = Origins(outlets)
    for article in sorted(articles, key=lambda one: (one.published, one.source, str(one.id))):
        found.add(article)
    return found.names()
