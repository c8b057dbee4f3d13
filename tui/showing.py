"""What the dashboard knows, and how that comes onto the screen."""

import os
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.notifications import SeverityLevel
from textual.worker import Worker

from core.claim import Claim
from core.correction import Label
from core.rows import Rows
from core.settings import Settings
from core.sheet import Axis
from core.text import clean
from core.times import now as the_time
from store.stream import TopicCount
from tui.bar import Bar, KeyBar
from tui.cells import Look
from tui.desk import Desk
from tui.explain import explain_cell
from tui.glyphs import glyphs
from tui.matrix import Matrix
from tui.page import Block, Leaf, aside, page, same_claim
from tui.panes import BESIDE
from tui.past import Past
from tui.polling import Polling
from tui.reads import Lists
from tui.sources import Sources
from tui.states import Standing, claims_empty, lines, place, sources_empty, status, stream_empty, tabs, title_counts
from tui.stream import Bring, Fetch, Stream
from tui.table import Order, Table, table
from tui.themes import SHORT
from tui.topics import Topics, TopicState

if TYPE_CHECKING:
    from tui.changed import Changed
    from tui.since import News

_SPLIT = 100
"""Columns from which on two texts stand side by side."""

LONGEST = 1000
"""Characters of a toast."""
_KEPT_TABLES = 3


class Showing(App[None]):
    """Holds what was read, and shows it in the panes. It reads nothing itself: `Following` does."""

    def __init__(
        self,
        settings: Settings,
        *,
        fetch: Fetch,
        bring: Bring,
        polling: Polling | None,
        clock: Callable[[], datetime] = the_time,
    ) -> None:
        # Textual's own NO_COLOR turns colours into greys; with the terminal's own colours it takes them away.
        self.colourless = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if self.colourless else None)
        self.settings = settings
        self.polling = polling
        self.clock = clock
        self.title = clean(settings.negotiation.name)
        self.animation_level = "none"
        # Filled before the first comparison is shown: the questions that ship are not read before the first paint.
        self._labels: dict[tuple[str, str], str] = {}
        self.look = Look(
            glyphs=glyphs(settings.display.glyphs),
            zone=zone(settings.display.timezone),
            marks={topic.id: topic.mark for topic in settings.topic},
            topics={topic.id: topic.name for topic in settings.topic},
            labels=self._labels,
        )

        self.topic: str | None = None
        self.search: str | None = None
        self.order: Order | None = None
        """None: by event in the matrix that has the whole screen, by weight beside other panes."""
        self.axis: Axis = "source"
        self.conflicts_only = False
        self.as_of: datetime | None = None
        """The moment as of which all is shown; None: the present."""
        self.comparisons = Rows(())
        self.corrected: Sequence[Label] = ()
        """What the reader corrected, as of the last comparing."""
        self.exporting = False
        """Whether a digest is being made."""
        self.compared = False
        """Whether `comparisons` are those of the moment that is looked at."""
        self.leaf: Leaf | None = None
        self.changed: Changed | None = None
        """The edit of the article that is looked at; None: the article itself is."""
        self.greeting = False
        self.news: News | None = None
        self.offline = False
        self.claim: Claim | None = None
        self.read_along: Sequence[Claim] = ()
        """The claims of the cell or the point that was opened."""
        self.along_at = 0
        """Which of them was read last."""
        self.trouble: str | None = None
        """What keeps the database from being read; None: nothing."""
        self.polling_trouble: str | None = None
        self.storing_trouble: str | None = None
        self.compare_trouble: str | None = None
        self.lists: Lists | None = None
        # Going from view to view changes the order to and fro.
        self._table = lru_cache(_KEPT_TABLES)(self._lay_out)
        self._laid_out = self.comparisons
        """The rows that the tables are of."""
        self._minute = ""
        self._ordered: Order = "importance"

        self._sources = tuple(dict.fromkeys(feed.name for feed in settings.feed))
        self.desk = Desk(
            Bar(self.title, self.look.glyphs.more, id="bar"),
            Past(clock, self.look, id="past"),
            Topics(self.look, id="topics"),
            Stream(self.look, clock, fetch, bring, id="stream"),
            Matrix(self.look, id="matrix"),
            Sources(self.look, clock, id="sources"),
            KeyBar(dict(self.look.glyphs.key), id="keys"),
        )

    def work(self, job: Callable[[], Coroutine[Any, Any, None]], *, group: str, exclusive: bool = False) -> None:
        """Do something beside the screen; what has not begun when the dashboard ends never does."""
        # Given as a coroutine, one that never begins would be complained of.
        worker: Worker[None] = self.run_worker(job, group=group, exclusive=exclusive)
        del worker

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a toast. The message is never read as markup, whatever is asked: it may hold what a feed says."""
        del markup
        super().notify(clean(message, LONGEST), title=clean(title, 80), severity=severity, timeout=timeout, markup=False)

    def choose_theme(self, name: str) -> None:
        """Draw with a theme, by its own name or a short one; without colours with the terminal's own."""
        name = SHORT.get(name, name)
        self.theme = "ansi-dark" if self.colourless else name if name in self.available_themes else "textual-dark"

    @property
    def standing(self) -> Standing:
        """How things stand."""
        polling = self.polling
        return Standing(
            lists=self.lists,
            comparisons=self.comparisons,
            compared=self.compared,
            topic=self.topic,
            search=self.search,
            conflicts_only=self.conflicts_only,
            as_of=self.as_of,
            configured=bool(self._sources),
            above=self.desk.stream.above,
            polling="offline" if self.offline else "none" if polling is None else "paused" if polling.paused else "on",
            trouble=self.trouble,
            polling_trouble=self.polling_trouble,
            storing_trouble=self.storing_trouble,
            compare_trouble=self.compare_trouble,
        )

    def _say_states(self) -> None:
        """Say in the bar, in the frames and in panes that are empty how things stand."""
        desk, look, standing, now = self.desk, self.look, self.standing, self.clock()
        desk.bar.show(tabs(standing, look), "digest" if self.exporting else desk.view, status(standing, look, now), place(standing, look))
        desk.stream.say_empty(lines(stream_empty(standing)))
        desk.matrix.say_empty(lines(claims_empty(standing)))
        desk.sources.say_empty(lines(sources_empty(standing)))
        desk.say_counts({pane: title_counts(standing, pane, look) for pane in BESIDE})

    def _say_trouble(self, words: str) -> None:
        if words != self.trouble:
            self.trouble = words
            self.notify(words, severity="error", timeout=10)
            self._say_states()

    def _say_compare_trouble(self, words: str) -> None:
        if words != self.compare_trouble:
            self.compare_trouble = words
            self.notify(f"Comparing failed: {words}", severity="error", timeout=10)
            self._say_states()

    def _look_at_clock(self) -> None:
        """Draw anew what tells the time, once a minute; and say when what comes in cannot be stored, or can again."""
        trouble = None if self.polling is None else self.polling.trouble
        if trouble != self.storing_trouble:
            self.storing_trouble = trouble
            if trouble is not None:
                self.notify(trouble, severity="error", timeout=10, markup=False)
            self._say_states()
        minute = self.look.clock(self.clock(), self.clock())
        if minute != self._minute:
            first = not self._minute
            self._minute = minute
            self._say_states()
            if not first:
                self.desk.stream.forget()
                self.desk.sources.forget()

    def _show_topics(self) -> None:
        lists = self.lists
        if lists is None:
            return
        counts = {count.topic: count for count in lists.counts}
        conflicts = self.comparisons.conflicts
        known = [topic.id for topic in self.settings.topic]
        others = sorted({*counts, *conflicts}.difference(known))
        states = [TopicState(None, "All topics", lists.total, lists.new, sum(conflicts.values()))]
        for topic in (*known, *others):
            count = counts.get(topic, TopicCount(topic, 0, 0))
            states.append(TopicState(topic, self.look.topic(topic), count.items, count.new, conflicts.get(topic, 0)))
        self.desk.topics.show(states, self.topic)

    @property
    def order_now(self) -> Order:
        """How the rows of the matrix are ordered."""
        return self.order or ("event" if self.desk.zoomed and self.desk.pane == "claims" else "importance")

    def _show_claims(self) -> None:
        """Lay the comparisons out for the topic at hand."""
        if self.comparisons is not self._laid_out:
            # The tables of the rows before, and what was painted of them, would keep those for as long as they are not shown.
            self._laid_out = self.comparisons
            self._table.cache_clear()
            self.desk.matrix.forget_paint()
        self._ordered = self.order_now
        self.desk.matrix.show(self._table(self.comparisons, self.topic, self._ordered, self.axis, self.conflicts_only))
        self._show_topics()
        self._say_states()
        self.show_figures()

    def _lay_out(self, rows: Rows, topic: str | None, order: Order, axis: Axis, only_conflicts: bool) -> Table:  # noqa: FBT001  (one of a key)
        return table(rows, self._sources, self.look, topic=topic, order=order, axis=axis, only_conflicts=only_conflicts)

    def show_figures(self) -> None:
        """Show the figures that moved, where the timeline was ever looked at."""
        if not self.desk.has("timeline"):
            return
        from tui.course import figures  # noqa: PLC0415  (only when it is wanted)
        from tui.timeline import Timeline  # noqa: PLC0415  (only when it is wanted)

        self.desk.query_one(Timeline).figures.show(figures(self.comparisons, self.topic))

    def _show_why(self) -> None:
        matrix = self.desk.matrix
        row = matrix.row
        if row is None or matrix.cell is None:
            self.desk.why.show([])
            return
        lines = explain_cell(row, matrix.cursor[1], matrix.table.columns, self.look, self.clock(), self.corrected)
        self.desk.why.show([Block(line, hang) for line, hang in lines])

    def _show_leaf(self, *, keep_place: bool = False) -> None:
        desk, now = self.desk, self.clock()
        desk.show_edit(shown=self.changed is not None)
        if self.greeting:
            desk.evidence.show(self._greeting())
            desk.aside.show([])
        elif self.leaf is None:
            desk.evidence.show([Block((("Choose an item in the stream, or a cell of the claims, to read it here.", "faint"),))])
            desk.aside.show([])
        elif self.changed is not None:
            from tui.changed import change_page  # noqa: PLC0415  (only when it is wanted)

            split = desk.size.width >= _SPLIT and desk.layout_now == "one"
            desk.evidence.show(change_page(self.changed, self.look, now, split=split), keep_place=keep_place)
        else:
            whole = desk.layout_now == "one" and desk.pane == "evidence" and desk.size.width < _SPLIT
            rows = self.comparisons.about(self.leaf.article.id)
            blocks = page(
                self.leaf,
                self.claim,
                rows,
                self.look,
                now,
                along=(self.along_at + 1, len(self.read_along)) if self.along else (1, 1),
                whole=whole,
            )
            desk.evidence.show(blocks, keep_place=keep_place)
            desk.aside.show(aside(self.leaf, self.look, now))

    def _greeting(self) -> list[Block]:
        if self.news is None:
            return [Block((("Looking for what changed since you left...", "faint"),))]
        from tui.since import since_page  # noqa: PLC0415  (only where it is shown)

        return since_page(self.news, self.comparisons, self.look, self.clock())

    @property
    def along(self) -> bool:
        """Whether one of the claims that are read along is looked at."""
        known, at = self.read_along, self.along_at
        return self.claim is not None and at < len(known) and same_claim(known[at], self.claim)


def zone(name: str) -> tzinfo:
    """Return the reader's time zone: for "local" the machine's; UTC where the machine does not know the name."""
    if name == "local":
        return datetime.now(UTC).astimezone().tzinfo or UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415  (only where one is named)

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC
