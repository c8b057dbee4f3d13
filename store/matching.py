"""Which known item an entry is: by its GUID, else its page, else its headline and date. Pure; `store.items` brings what is known.

Feeds reuse GUIDs, change them at every poll, and name one page by several addresses; a story must stay one item all the same, and
two stories must never become one.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from core.addresses import same_page
from core.news import Entry
from store.times import written

_WORD = re.compile(r"\w+")
_ALIKE_TITLES = 0.5
_ALIKE_TEXTS = 0.4
_TELLING = 40
"""Characters from which a text that is the same word for word tells one story at two addresses."""


@dataclass(frozen=True, slots=True)
class Known:
    """An item that may be the one, and the last text that a feed brought of it."""

    item: int
    feed: str
    guid: str
    url: str | None
    page: str | None
    """What its addresses have in common (`core.addresses`)."""
    published: str | None
    first_seen: str
    current: int
    """The version that holds."""
    last: int
    """The last version that came from a feed."""
    number: int
    title: str
    text: str
    full: bool


class Wanted:
    """An entry, and what it is looked for by."""

    def __init__(self, entry: Entry, shared: Callable[[str], bool] = lambda _: True) -> None:
        """`shared` says whether a page is that of several entries: live blogs and press offices link many stories to one."""
        self.entry = entry
        self.published = written(entry.published)
        self._shared = shared

    @cached_property
    def page(self) -> str | None:
        """What the entry's address has in common with others of the same page."""
        return None if self.entry.url is None else same_page(self.entry.url)

    @cached_property
    def alone(self) -> bool:
        """Whether no other entry of its document has that page."""
        return self.page is not None and not self._shared(self.page)

    @cached_property
    def own_guid(self) -> str:
        """The id that the entry gets where its GUID stands for another story."""
        return sha256(f"{self.entry.guid}\n{self.page}\n{self.entry.title}\n{self.published}".encode()).hexdigest()[:32]


class Matcher:
    """Finds the items of one document's entries among those that are known; no item is found twice."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.document = [Wanted(entry, self._is_shared) for entry in entries]
        self._by_guid: dict[str, Known] = {}
        self._by_page: dict[str, list[Known]] = {}
        self._by_title: dict[tuple[str, str], list[Known]] = {}
        self._taken: set[int] = set()

    def learn(self, known: Iterable[Known]) -> list[Wanted]:
        """Take in items that are known, and return the entries that are none of them by GUID."""
        for one in known:
            if one.guid in self._by_guid:
                continue
            self._by_guid[one.guid] = one
            if one.page is not None:
                self._by_page.setdefault(one.page, []).append(one)
            if one.published is not None:
                self._by_title.setdefault((one.title, one.published), []).append(one)
        named = [(one, self._named(one)) for one in self.document]
        self._taken = {same.item for _, same in named if same is not None}
        return [one for one, same in named if same is None]

    def find(self, one: Wanted) -> Known | None:
        """Return the item that an entry is; None: it is a new one."""
        found = self._named(one) or self._alike(one)
        if found is not None:
            self._taken.add(found.item)
        return found

    def free_guid(self, one: Wanted) -> str:
        """Return the id for an entry that is a new item: its own, unless another story has it."""
        return one.own_guid if one.entry.guid in self._by_guid else one.entry.guid

    def twin(self, one: Wanted) -> int:
        """Return the place of the first entry that is the same: it has headline, page and date, or for a missing one the text."""
        return self._firsts[_twins(one)]

    @cached_property
    def _firsts(self) -> dict[tuple[str, str, str], int]:
        return {_twins(one): place for place, one in reversed([*enumerate(self.document)])}

    @cached_property
    def _pages(self) -> Counter[str | None]:
        return Counter(one.page for one in self.document)

    def _is_shared(self, page: str) -> bool:
        return self._pages[page] > 1

    def _named(self, one: Wanted) -> Known | None:
        """Return the item that has an entry's GUID, unless that stands for another story now."""
        same = self._by_guid.get(one.entry.guid)
        if same is None:
            return None
        return self._by_guid.get(one.own_guid) if _is_other(one, same) else same

    def _alike(self, one: Wanted) -> Known | None:
        """Return the item that has an entry's page, or its headline and date; none that is another entry's."""
        pages: Sequence[Known] = self._by_page.get(one.page or "", ())
        pages = pages if pages and one.alone else ()
        titles = self._by_title.get((one.entry.title, one.published), ()) if one.published is not None else ()
        telling = len(one.entry.text) >= _TELLING
        here = [*pages, *(known for known in titles if known.page == one.page or (telling and known.text == one.entry.text))]
        return next((known for known in here if known.item not in self._taken), None)


def _twins(one: Wanted) -> tuple[str, str, str]:
    """Return what two entries of a document have in common that are one story: sirens sound again under one headline and link."""
    text = f"\n{one.entry.text}"
    return one.entry.title, one.page or text, one.published or text


def _is_other(one: Wanted, known: Known) -> bool:
    """Whether a GUID stands for another story than it did: with another date and page, and hardly a word in common."""
    if one.published is not None and one.published == known.published:
        return False
    if _alike(one.entry.title, known.title) >= _ALIKE_TITLES or _alike(one.entry.text, known.text) >= _ALIKE_TEXTS:
        return False
    return not (one.alone and one.page == known.page)


def _alike(one: str, other: str) -> float:
    """Return the share of the shorter text's words that the other has, too."""
    words, others = (set(_WORD.findall(text.casefold())) for text in (one, other))
    return len(words & others) / max(min(len(words), len(others)), 1)
