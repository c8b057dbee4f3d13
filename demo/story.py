"""The demo's story: who publishes what and when, who changes it, who cannot be reached. The data is in `story/`, a file an outlet."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from core.settings import Language, Role

Format = Literal["rss", "atom", "rdf", "json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of an item after it came out."""

    at: float
    """Seconds after the start of the demo."""
    updated: datetime
    """When it happened in the story."""
    was: str
    """Words that stand in the title, the summary or the text."""
    now: str
    """What stands there afterwards, everywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An article of an outlet."""

    id: str
    """Unique within the outlet; the last part of its address."""
    at: float
    """When it comes out: seconds after the start of the demo."""
    published: datetime
    """When it comes out in the story: what the feed says."""
    title: str
    text: str
    """A paragraph a line; the summary where there is nothing more."""
    summary: str = ""
    """Empty: the first paragraph."""
    author: str | None = None
    republishes: str | None = None
    """The item whose text this is, "outlet/item"; None: its own."""
    credit: str | None = None
    """The name of the outlet that it was taken from."""
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A time in which an outlet cannot be read."""

    start: float
    """Seconds after the start of the demo."""
    end: float
    silent: bool = False
    """Whether connections are dropped without an answer; else the answer is 503."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An invented outlet, and all that it publishes during the demo."""

    id: str
    """The first part of its addresses."""
    name: str
    lang: Language
    format: Format
    role: Role = "neutral"
    owner: str | None = None
    encoding: str = "utf-8"
    full: bool = True
    """Whether its feed carries the articles and not only summaries."""
    full_text: bool = False
    """Whether the reader of its feed is to fetch the articles' pages."""
    items: tuple[Item, ...] = ()
    """In the order in which they come out."""
    outages: tuple[Outage, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """All outlets."""

    outlets: tuple[Outlet, ...]

    def outlet(self, name: str) -> Outlet | None:
        """Return the outlet with this id."""
        return next((outlet for outlet in self.outlets if outlet.id == name), None)

    @property
    def seconds(self) -> float:
        """How long it takes until all has happened."""
        return self.moments[-1]

    @property
    def moments(self) -> tuple[float, ...]:
        """When something happens, in order, each moment once."""
        return tuple(sorted({moment for outlet in self.outlets for moment in _moments(outlet)}))


def load(folder: Path = Path(__file__).parent / "story") -> Story:
    """Read a story from the `.toml` files of a folder.

    Raises:
        ValueError: an edit changes nothing, or a republished item does not exist; the message names the item.
    """
    outlets = [_outlet(path.stem, tomllib.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.toml"))]
    known = {f"{outlet.id}/{item.id}": (outlet, item) for outlet in outlets for item in outlet.items}
    return Story(tuple(replace(outlet, items=tuple(_own_text(outlet, item, known) for item in outlet.items)) for outlet in outlets))


def shown(outlet: Outlet, moment: float) -> tuple[tuple[Item, datetime], ...]:
    """Return the items that stand at a moment as they read then, each with the time of its last change in the story; newest first."""
    return tuple(_as_of(item, moment) for item in reversed(outlet.items) if item.at <= moment)


def outage(outlet: Outlet, moment: float) -> Outage | None:
    """Return why an outlet cannot be read at a moment; None where it can."""
    return next((outage for outage in outlet.outages if outage.start <= moment < outage.end), None)


def _as_of(item: Item, moment: float) -> tuple[Item, datetime]:
    updated = item.published
    for edit in item.edits:
        if edit.at <= moment:
            item = _edited(item, edit)
            updated = edit.updated
    return item, updated


def _edited(item: Item, edit: Edit) -> Item:
    return replace(
        item,
        title=item.title.replace(edit.was, edit.now),
        summary=item.summary.replace(edit.was, edit.now),
        text=item.text.replace(edit.was, edit.now),
    )


def _moments(outlet: Outlet) -> Iterator[float]:
    for item in outlet.items:
        yield item.at
        yield from (edit.at for edit in item.edits)
    for outage in outlet.outages:
        yield outage.start
        yield outage.end


def _outlet(name: str, tables: Mapping[str, Any]) -> Outlet:
    items = (
        Item(
            **{
                **table,
                "text": table.get("text", table.get("summary", "")).strip(),
                "edits": tuple(Edit(**edit) for edit in table.get("edits", ())),
            }
        )
        for table in tables["item"]
    )
    return Outlet(
        id=name,
        **tables["outlet"],
        items=tuple(sorted(items, key=lambda item: (item.at, item.published))),
        outages=tuple(Outage(**table) for table in tables.get("outage", ())),
    )


def _own_text(outlet: Outlet, item: Item, known: Mapping[str, tuple[Outlet, Item]]) -> Item:
    if item.republishes is not None:
        if item.republishes not in known:
            raise ValueError(f'{outlet.id}/{item.id}: there is no item "{item.republishes}" to republish')
        origin, original = known[item.republishes]
        item = replace(item, text=original.text, credit=origin.name)
    before = item
    for edit in item.edits:
        after = _edited(before, edit)
        if after == before:
            raise ValueError(f'{outlet.id}/{item.id}: the edit finds no "{edit.was}"')
        before = after
    return item
