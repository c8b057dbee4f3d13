"""Independence: where the words of an article come from, so that ten reprints are one witness.

Articles are merged by a credited agency (credit line or dateline), by an outlet's owner, and by shared text: the containment of
word 5-shingles, |A & B| / min(|A|, |B|), which finds a reprint of three paragraphs as well as a whole one. Sketches of the whole
text (MinHash, SimHash) miss such excerpts. (Broder, "On the resemblance and containment of documents", 1997.)
"""

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from core.comparison import Outlet
from core.news import Article

SHINGLE = 5
"""Words in a shingle."""
SHARED = 0.5
"""From this containment on, one text is taken from the other."""
FEWEST = 12
"""A text with fewer shingles says nothing about where it comes from."""
COMMON = 40
"""A shingle that stands in more texts than this, reprints not counted, is a phrase that everybody uses."""
SAMPLED = 8
"""Texts are looked for by one in so many of their shingles, the same of all texts, and by all where a text has few."""
FEW = 64
HINT = 0.2
"""Texts that share this part of the shingles looked for are held against each other as a whole."""

_WORD = re.compile(r"\w+")
_AGENCIES = {
    "Reuters": "reuters",
    "AP": r"ap|associated press|the associated press",
    "AFP": "afp|agence france-presse",
    "TASS": "tass|тасс",
    "RIA Novosti": "ria novosti|ria|риа новости",
    "Interfax": "interfax|интерфакс",
    "Interfax-Ukraine": "interfax-ukraine|інтерфакс-україна|интерфакс-украина",
    "Ukrinform": "ukrinform|укрінформ|укринформ",
    "UNIAN": "unian|уніан|униан",
    "Anadolu": "anadolu|anadolu agency",
    "Xinhua": "xinhua",
    "DPA": "dpa",
    "EFE": "efe",
    "ANSA": "ansa",
    "Kyodo": "kyodo|kyodo news",
    "PA Media": "pa media|press association",
    "WAFA": "wafa",
    "SPA": "spa",
    "WAM": "wam",
    "IRNA": "irna",
    "Bloomberg": "bloomberg",
}
_NAMES = "|".join(f"(?P<a{i}>{names})" for i, names in enumerate(sorted(_AGENCIES.values(), key=len, reverse=True)))
_BY_GROUP = {f"a{i}": name for i, (name, _) in enumerate(sorted(_AGENCIES.items(), key=lambda one: len(one[1]), reverse=True))}
_DATELINE = re.compile(rf"^[^\n(]{{0,80}}\((?:{_NAMES})\)\s*[-\u2013\u2014:.]", re.IGNORECASE | re.MULTILINE)
_BEFORE = r"(?:source|by|credit|via|источник|джерело|with)"
_AFTER = r"(?:staff|news agency|contributed[^\n]{0,60})"
_LINE = re.compile(rf"^\W*{_BEFORE}?\s*:?\s*\(?(?:{_NAMES})\)?(?:\s*{_AFTER})?\W*$", re.IGNORECASE | re.MULTILINE)
# Behind the last sentence of a paragraph: "... since early 2024. REUTERS", "... (AFP)", "... \u2014 AP".
_SIGNED = re.compile(rf"(?:[.!?\"\u201d]\s*[-\u2013\u2014/]?|\()\s*(?:{_NAMES})\s*\)?[.\s]*$", re.IGNORECASE | re.MULTILINE)
_Id = int | str
_EDGE = 600
"""Credit lines stand in so many characters at either end of a text."""


def credited(text: str) -> str | None:
    """Name the agency whose text an article is, by its dateline ("KYIV, Feb 5 (Reuters) -") or a credit line of its own.

    An agency that is only quoted ("Reuters reported") is not where the text comes from.
    """
    head, tail = text[:_EDGE], text[-_EDGE:]
    for found in (_DATELINE.search(head), _LINE.search(head), _LINE.search(tail), _SIGNED.search(tail)):
        if found:
            return next(_BY_GROUP[group] for group, matched in found.groupdict().items() if matched)
    return None


def shingles(text: str) -> frozenset[int]:
    """Hash each run of five words, in lower case, to 32 bits; the same run has the same hash as long as the process lives."""
    words = _WORD.findall(text.casefold())
    runs = zip(*(words[at:] for at in range(SHINGLE)), strict=False)
    return frozenset([hash(run) & 0xFFFFFFFF for run in runs])


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
        self._places: dict[int, list[_Id]] = defaultdict(list)
        """Where a shingle that is looked for stands; of texts that share theirs, in the first to come alone."""
        self._shared: dict[_Id, set[_Id]] = defaultdict(set)

    def add(self, article: Article) -> None:
        """Take in an article that is not there."""
        name = article.id
        self._order[name] = (article.published, article.source, str(name))
        if agency := credited(article.text):
            self._agencies[name] = agency
        self._alone[name] = agency or self._owners.get(article.source, article.source)
        marks = shingles(article.text)
        if len(marks) >= FEWEST:
            self._marks[name] = array("I", sorted(marks))
            self._connect(name, marks)

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
        for one in kin:
            # What was looked for in the text that goes is looked for in those that share it.
            self._vacate(one, self._marks[one])
            self._connect(one, frozenset(self._marks[one]))

    def _connect(self, name: _Id, marks: frozenset[int]) -> None:
        """Find the texts that share with one, and let it be found by what none of them has."""
        asked = _asked(marks)
        common: Counter[_Id] = Counter()
        for mark in asked:
            known = self._places.get(mark, ())
            if len(known) <= COMMON:
                common.update(known)
        near = {other for other, together in common.items() if together >= HINT * min(len(marks), len(self._marks[other])) / SAMPLED}
        for other in near.union(*(self._shared[one] for one in near if one in self._shared)) - {name}:
            theirs = self._marks[other]
            if len(marks.intersection(theirs)) >= SHARED * min(len(marks), len(theirs)):
                self._shared[name].add(other)
                self._shared[other].add(name)
        kin = self._shared.get(name, set())
        for mark in asked:
            places = self._places[mark]
            if kin.isdisjoint(places):
                places.append(name)

    def _vacate(self, name: _Id, marks: Iterable[int]) -> None:
        for mark in _asked(marks):
            places = self._places[mark]
            if name in places:
                places.remove(name)
            if not places:
                del self._places[mark]

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
                named = Counter(self._agencies[one] for one in members if one in self._agencies)
                name = min(named, key=lambda agency: (-named[agency], agency)) if named else self._alone[members[0]]
                for one in members:
                    out[one] = self._agencies.get(one, name)
        return out


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
