"""Independence: where the words of an article come from, so that ten reprints are one witness.

Articles are merged by a credited agency (credit line or dateline), by an outlet's owner, and by shared text: the containment of
word 5-shingles, |A & B| / min(|A|, |B|), which finds a reprint of three paragraphs as well as a whole one. Sketches of the whole
text (MinHash, SimHash) miss such excerpts. (Broder, "On the resemblance and containment of documents", 1997.)
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from core.comparison import Outlet
from core.news import Article

SHINGLE = 5
"""Words in a shingle."""
SHARED = 0.5
"""From this containment on, one text is taken from the other."""
FEWEST = 12
"""A text with fewer shingles says nothing about where it comes from."""
COMMON = 40
"""A shingle that stands in more texts than this is a phrase that everybody uses."""

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
    """Hash each run of five words, in lower case, with CRC-32."""
    words = _WORD.findall(text.casefold())
    return frozenset(zlib.crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in range(len(words) - SHINGLE + 1))


def origins(articles: Sequence[Article], outlets: Sequence[Outlet]) -> dict[int | str, str]:
    """Name the origin of each article: the agency that it credits, else the first to publish the text that it shares, else its owner.

    Args:
        articles: the articles of one time span; their order does not matter.
        outlets: the outlets, for their owners.

    Returns:
        The origin's name by article id, for every article. Articles with one name are one origin.
    """
    owners = {outlet.source: outlet.owner for outlet in outlets if outlet.owner}
    ordered = sorted(articles, key=lambda one: (one.published, one.source, str(one.id)))
    agencies = {one.id: agency for one in ordered if (agency := credited(one.text))}
    shared = _shared({one.id: shingles(one.text) for one in ordered})
    out: dict[int | str, str] = {}
    for group in _groups([one.id for one in ordered], shared):
        members = [one for one in ordered if one.id in group]
        named = Counter(agencies[one.id] for one in members if one.id in agencies)
        first = members[0]
        name = min(named, key=lambda agency: (-named[agency], agency)) if named else owners.get(first.source, first.source)
        for one in members:
            out[one.id] = agencies.get(one.id, name)
    return out


def _shared(texts: Mapping[int | str, frozenset[int]]) -> Iterable[tuple[int | str, int | str]]:
    """Pairs of texts of which one holds at least half of the other."""
    places: dict[int, list[int | str]] = defaultdict(list)
    for name, marks in texts.items():
        if len(marks) >= FEWEST:
            for mark in marks:
                places[mark].append(name)
    common: Counter[tuple[int | str, int | str]] = Counter()
    for names in places.values():
        if 1 < len(names) <= COMMON:
            common.update(combinations(names, 2))
    for (one, two), together in common.items():
        if together / min(len(texts[one]), len(texts[two])) >= SHARED:
            yield one, two


def _groups(names: Sequence[int | str], pairs: Iterable[tuple[int | str, int | str]]) -> list[set[int | str]]:
    """Join names that pairs connect, in the order of the names (union-find)."""
    parent = {name: name for name in names}

    def root(name: int | str) -> int | str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, two in pairs:
        parent[root(two)] = root(one)
    found: dict[int | str, set[int | str]] = {}
    for name in names:
        found.setdefault(root(name), set()).add(name)
    return list(found.values())
