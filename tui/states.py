"""How things stand, in words: the bar's notes, and what an empty pane says. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.rows import Rows
from store.feeds import FeedState
from tui.bar import Tab
from tui.cells import Look, thousands
from tui.desk import TABS, VIEWS
from tui.ink import Line, Run
from tui.panes import Pane
from tui.reads import Lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that these words depend on."""

    lists: Lists | None
    """None: not read yet."""
    comparisons: Rows
    compared: bool
    """Whether everything was compared at least once."""
    topic: str | None
    search: str | None
    conflicts_only: bool
    as_of: datetime | None
    """The moment that is looked at; None: the present."""
    configured: bool
    """Whether the configuration has feeds; those that are stored are known once polling has begun."""
    above: int
    """New items above the view."""
    polling: Literal["none", "on", "paused", "offline"]
    trouble: str | None
    """Why the database cannot be read."""
    polling_trouble: str | None
    """Why polling ended."""
    storing_trouble: str | None
    """Why what is polled cannot be stored."""
    compare_trouble: str | None
    """Why the last comparison failed."""

    @property
    def feeds(self) -> list[FeedState]:
        """The feeds that are polled."""
        return [feed for feed in self.lists.feeds if feed.enabled] if self.lists else []

    @property
    def failing(self) -> list[FeedState]:
        """The feeds whose last poll failed."""
        return [feed for feed in self.feeds if feed.outcome == "failed"]


def tabs(standing: Standing, look: Look) -> tuple[Tab, ...]:
    """Return the panes as tabs, with the conflicts of the topic and the feeds in trouble beside their names."""
    conflicts = standing.comparisons.conflicts
    count = sum(conflicts.values()) if standing.topic is None else conflicts.get(standing.topic, 0)
    failing = len(standing.failing)
    out = []
    for number, pane in enumerate(VIEWS, 1):
        if pane == "claims" and count:
            out.append(Tab(str(number), pane, TABS[pane], f"{count}{look.glyphs.conflict}", "conflict"))
        elif pane == "sources" and failing:
            out.append(Tab(str(number), pane, TABS[pane], f"{failing}!", "bad"))
        else:
            out.append(Tab(str(number), pane, TABS[pane]))
    return (*out, Tab(str(len(VIEWS) + 1), "digest", "Digest"))


_POLLING: dict[str, Run] = {"none": (" not polling ", "faint"), "offline": (" offline ", "reconcile"), "paused": (" paused ", "reconcile")}


def status(standing: Standing, look: Look, now: datetime) -> tuple[Run, ...]:
    """Return what stands at the right of the bar: new items, trouble or pause, feeds, the time."""
    glyphs = look.glyphs
    feeds, failing = standing.feeds, len(standing.failing)
    runs: list[Run] = []
    if standing.above:
        runs.append((f" {glyphs.up}{thousands(standing.above)} new ", "update"))
    if standing.trouble is not None:
        runs.append((" database trouble ", "bad"))
    elif standing.polling_trouble is not None:
        runs.append((" polling stopped ", "bad"))
    elif standing.storing_trouble is not None:
        runs.append((" nothing can be stored ", "bad"))
    elif standing.polling in _POLLING:
        runs.append(_POLLING[standing.polling])
    if any(feed.outcome is not None for feed in feeds):
        good = sum(feed.outcome in ("fetched", "unchanged") for feed in feeds)
        runs.append((f" {good}/{len(feeds)} feeds ok ", "bad" if failing == len(feeds) else "faint"))
    elif feeds and standing.polling == "on":
        runs.append((f" asking {len(feeds)} feeds{glyphs.more} ", "faint"))
    return (*runs, (f" {look.clock(now, now)} ", "text"))


def place(standing: Standing, look: Look) -> str:
    """Return what the stream is narrowed to, and how many items that leaves."""
    dot = look.glyphs.dot
    narrowed = [look.topic(standing.topic)] if standing.topic else []
    if standing.search:
        narrowed.append(f'"{standing.search}"')
    count = look.glyphs.more if standing.lists is None else thousands(len(standing.lists.ids)) + "+" * (not standing.lists.whole)
    of = "" if standing.lists is None or len(standing.lists.ids) == standing.lists.total else f" of {thousands(standing.lists.total)}"
    return f" {dot} ".join([*(narrowed or ["all topics"]), f"{count}{of}"])


def stream_empty(standing: Standing) -> list[str]:
    """Return what a stream without items says: what is going on, and what to press."""
    if standing.trouble is not None:
        return [standing.trouble]
    if standing.lists is None:
        return ["Opening the database..."]
    if standing.as_of is not None and not standing.lists.total:
        return ["Nothing was known yet then.", "Press a for another time."]
    if standing.search:
        return ["No item has all these words.", "Press / to change them, escape to clear them."]
    if standing.topic is not None:
        return ["No item on this topic yet.", "Press t to choose another one."]
    if standing.polling_trouble is not None:
        return ["Polling stopped:", standing.polling_trouble, "Press r to start it again."]
    if not standing.feeds and not standing.configured:
        return ["No feeds yet.", "Add some: negotiation-watch feeds add URL", "Or press D to look round in the demo."]
    if standing.feeds and len(standing.failing) == len(standing.feeds):
        return ["No feed could be reached.", "Press 6 to see why, r to ask again.", "Without a network: press D for the demo."]
    return _NOTHING_YET[standing.polling]


_NOTHING_YET: dict[str, list[str]] = {
    "on": ["Asking the feeds; the first items come in a moment."],
    "paused": ["Nothing stored yet, and polling is paused.", "Press p to go on."],
    "none": ["Nothing stored yet, and this dashboard does not poll.", "Fill it: negotiation-watch poll"],
    "offline": ["Nothing stored yet, and the network is switched off (--no-network).", "Press D for the demo, which needs none."],
}


def sources_empty(standing: Standing) -> list[str]:
    """Return what a list without feeds says."""
    if standing.polling_trouble is not None:
        return ["Polling stopped:", standing.polling_trouble, "Press r to start it again."]
    if standing.configured:
        return ["No feed has been asked yet."]
    return ["No feeds are configured.", "Add some: negotiation-watch feeds add URL"]


def claims_empty(standing: Standing) -> list[str]:
    """Return what a matrix without rows says."""
    if standing.trouble is not None:
        return [standing.trouble]
    if standing.compare_trouble is not None:
        return ["Comparing failed:", standing.compare_trouble, "It is tried again when news comes in."]
    if not standing.compared:
        return ["Comparing what the sources say..." if standing.as_of is None else "Comparing what the sources had said by then..."]
    if standing.conflicts_only:
        return ["No conflict here.", "Press f to see all claims."]
    if standing.topic is not None:
        return ["No claims on this topic yet.", "Press t to choose another one."]
    return ["No claims yet: no article read so far says a number", "that one of the questions asks for."]


def timeline_empty(standing: Standing) -> list[str]:
    """Return what a timeline without figures says."""
    if not standing.comparisons:
        return claims_empty(standing)
    return ["No figure has moved yet: each has one value so far.", "Press 2 for all that is claimed."]


def lines(words: Sequence[str]) -> tuple[Line, ...]:
    """Return sentences as lines, a little away from the edge."""
    return tuple((("  " + each, "faint"),) for each in words)


def title_counts(standing: Standing, pane: Pane, look: Look) -> str:
    """Return what stands in the frame of a pane beside its name."""
    match pane:
        case "stream":
            return place(standing, look)
        case "sources":
            return f"{len(standing.failing)} failing" if standing.failing else f"{len(standing.feeds)} feeds"
        case "claims":
            since = standing.comparisons.since
            shown = ["only conflicts"] if standing.conflicts_only else []
            return f" {look.glyphs.dot} ".join([*shown, f"since {look.day(since)}"] if since is not None else shown)
        case _:
            return ""
