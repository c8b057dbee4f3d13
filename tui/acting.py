"""What the reader does with keys and commands."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Literal

from textual.widget import Widget

from core.claim import Claim
from core.errors import WorkError
from core.sheet import Axis
from store.stream import mark_all_read, set_star
from tui.bar import Bar
from tui.browser import open_link
from tui.desk import VIEWS
from tui.footnote import footnote
from tui.heeding import Heeding
from tui.page import Leaf
from tui.table import AXES, ORDERS, Order

_ORDERED: dict[Order, str] = {
    "importance": "Claims by weight: what matters most first.",
    "event": "Claims by event: the weightiest event first.",
    "question": "Claims by question.",
}
_COLUMNS: dict[Axis, str] = {
    "source": "a source: who publishes it",
    "origin": "an origin: whom outlets have it from, at most",
    "speaker": "a speaker: who says so",
}


OFFLINE = "The network is switched off (--no-network), so nothing is asked."


class Acting(Heeding):
    """Does what keys, tabs and commands ask for."""

    wants_demo = False
    """Whether the reader left for the demo."""
    _change_at = 0
    """Which version is set against the one before it."""

    def on_bar_picked(self, message: Bar.Picked) -> None:
        """Go to the view whose tab was clicked."""
        if message.pane == "digest":
            self.action_export()
        for view in VIEWS:
            if view == message.pane:
                self.desk.action_view(view)

    def action_filter(self) -> None:
        """Ask for words that items have to hold."""
        self.desk.open_filter(self.search or "")

    def action_topic(self) -> None:
        """Go to the topics to choose one."""
        self.desk.enter("topics")

    def action_step_topic(self, step: int) -> None:
        """Choose the next topic."""
        topics = [state.topic for state in self.desk.topics.states] or [None]
        at = topics.index(self.topic) if self.topic in topics else 0
        self.choose_topic(topics[(at + step) % len(topics)])

    def action_conflict(self, step: Literal[1, -1]) -> None:
        """Go to the next conflict, correction or update of the matrix, in order of importance."""
        self.desk.enter("claims")
        if not self.desk.matrix.to_sign(("conflict", "update"), step):
            self.notify(
                "No conflict and no update here." if self.topic is None else "No conflict on this topic; [ or ] goes to another one."
            )

    def action_newest(self) -> None:
        """Go to the newest item."""
        self.desk.enter("stream")
        self.desk.stream.action_first()
        self._say_states()

    def action_sort(self) -> None:
        """Sort the claims by weight, by event, or by question."""
        self.order = ORDERS[(ORDERS.index(self.order_now) + 1) % len(ORDERS)]
        self._show_claims()
        self.notify(_ORDERED[self.order])

    def action_columns(self) -> None:
        """Let columns be sources, origins or speakers."""
        self.axis = AXES[(AXES.index(self.axis) + 1) % len(AXES)]
        self._show_claims()
        self.notify(f"A column is {_COLUMNS[self.axis]}.")

    def action_only_conflicts(self) -> None:
        """Show only the rows in conflict, or all."""
        self.conflicts_only = not self.conflicts_only
        self._show_claims()

    def action_poll(self) -> None:
        """Ask every feed now."""
        if self.polling is None:
            self.notify(OFFLINE if self.offline else "This dashboard does not poll; it shows what another one stores.")
        elif self.polling_trouble is not None:
            self.polling_trouble = None
            self.work(partial(self._poll, self.polling), group="polling")
            self._say_states()
        elif self.polling.paused:
            self.notify("Polling is paused; press p to go on.")
        else:
            self.polling.poll_now()
            self.notify("Asking every feed.")

    def action_pause(self) -> None:
        """Stop asking the feeds, or go on."""
        if self.polling is None:
            self.notify(OFFLINE if self.offline else "This dashboard does not poll; it shows what another one stores.")
            return
        self.polling.paused = not self.polling.paused
        self._say_states()

    def action_read(self) -> None:
        """Mark the item as read, or as unread again."""
        stream = self.desk.stream
        row = stream.row(stream.cursor) if stream.count else None
        if row is not None and self.desk.pane == "stream":
            self._mark_read(row.id, read=row.unread)

    def action_all_read(self) -> None:
        """Mark all items as read, or all of the topic."""
        self.work(partial(self._write, mark_all_read, self.topic, self.clock()), group="write")
        self.notify("All items are marked as read." if self.topic is None else "All items on this topic are marked as read.")

    def action_star(self) -> None:
        """Put a star to the item, or take it away."""
        stream = self.desk.stream
        row = stream.row(stream.cursor) if stream.count else None
        if row is not None and self.desk.pane == "stream":
            self.work(partial(self._write, set_star, row.id, self.clock(), on=not row.starred), group="write")

    def action_versions(self) -> None:
        """Show what the last edit of the article changed; again: the edit before, and in the end the article."""
        leaf = self.leaf
        if leaf is None or not isinstance(leaf.article.id, int):
            self.notify("No article is open.")
        elif leaf.versions < 2:  # noqa: PLR2004  (there is one to compare with)
            self.notify("This article has not been changed since it was first seen.")
        else:
            at = leaf.versions - 1 if self.changed is None else self._change_at - 1
            self._change_at = at
            self.desk.enter("evidence")
            self.work(partial(self._show_change, leaf.article.id, at), group="leaf", exclusive=True)

    def action_step_claim(self, step: int) -> None:
        """Open the next claim of the cell that was opened."""
        self.step_claim(step)

    def action_why(self) -> None:
        """Tell the terms behind a relation and a weight, or behind an article's topics and claims."""
        from tui.why import Why, why_article, why_row  # noqa: PLC0415  (only when it is wanted)

        row = self.desk.matrix.row if self.desk.pane == "claims" else None
        if row is not None:
            self.push_screen(Why("Why", why_row(row.sheet.row, self.look)))
        elif self.leaf is not None:
            self.push_screen(Why("Why", why_article(self.leaf, self.look)))
        else:
            self.notify("No article is open.")

    def on_past_clicked(self) -> None:
        """Ask for another time."""
        self.action_look_back()

    def action_look_back(self) -> None:
        """Ask for a moment, and show everything as it was known then; or as it is now again."""
        from tui.when import When  # noqa: PLC0415  (only when it is wanted)

        now = self.clock()

        def go(moment: datetime | None) -> None:
            if moment is not None:
                self.look_at(moment if moment < now else None)

        begun = "When you last left" if self.since < self.session.started else "Start of the session"
        self.push_screen(When(self.look, now, (begun, self.since), past=self.as_of is not None), go)

    def action_since(self) -> None:
        """Tell again what changed since the reader left."""
        self.greeting = True
        self.desk.enter("evidence")
        self._stale.set()

    def action_jump(self) -> None:
        """Put a letter on everything that can be entered."""
        from tui.jump import Jump  # noqa: PLC0415  (only when it is wanted)

        def go(target: Widget | None) -> None:
            if target is not None:
                target.focus()

        self.push_screen(Jump([widget for widget in self.desk.focus_chain if widget.region]), go)

    def action_demo(self) -> None:
        """Leave for the demo, where nothing is stored yet and so nothing can be lost from sight."""
        if self.lists is not None and self.lists.total == 0:
            self.wants_demo = True
            self.exit()
        else:
            self.notify("The demo is for where nothing is stored yet; start it with: negotiation-watch demo")

    def action_browse(self) -> None:
        """Open the article in the browser."""

        def browse(leaf: Leaf | None, _: Claim | None) -> None:
            if leaf is None:
                self.notify("No article is open.")
            elif trouble := open_link(leaf.article.url):
                self.notify(trouble, severity="warning")

        self.with_leaf(browse)

    def action_copy(self) -> None:
        """Copy a reference to the claim or the article."""

        def copy(leaf: Leaf | None, claim: Claim | None) -> None:
            if leaf is None:
                self.notify("No article is open, so there is nothing to copy.")
                return
            words = footnote(leaf, claim)
            self.copy_to_clipboard(words)
            self.notify(f"Copied: {words}")

        self.with_leaf(copy)

    def action_correct(self) -> None:
        """Say what is wrong with a claim of the article that is open."""

        def judge(leaf: Leaf | None, claim: Claim | None) -> None:
            if leaf is None or not isinstance(leaf.article.id, int):
                self.notify("No article is open, so there is no claim to correct.")
            elif self.act is None:
                self.notify("This dashboard stores nothing, so nothing can be corrected.")
            elif self.as_of is not None:
                self.notify("Claims are corrected as they are now: press a, and go back to the present.")
            else:
                self.work(partial(self._correct, leaf.article.id, leaf.article.title, claim), group="correct", exclusive=True)

        self.with_leaf(judge)

    def action_step_back(self) -> None:
        """Undo the last step inwards."""
        if self.focused is self.desk.filter:
            self.desk.close_filter()
            self._choose_search(None)
        elif self.focused is not None and self.focused.id == "hits":
            self.desk.query_one("#asked").focus()
        elif self.focused is not None and self.focused.id == "course":
            self.desk.query_one("#figures").focus()
        elif self.changed is not None and self.desk.pane == "evidence":
            self.changed = None
            self._show_leaf()
        elif self.desk.back():
            self._say_states()
        elif self.search:
            self._choose_search(None)
        elif self.as_of is not None:
            self.look_at(None)
        else:
            self._say_states()

    def action_export(self) -> None:
        """Write what the session brought to a file."""
        from tui.export import Export  # noqa: PLC0415  (only when it is wanted)

        def saved(path: Path | None) -> None:
            self.exporting = False
            self._say_states()
            if path is not None:
                self.notify(f"Saved: {path}")

        self.exporting = True
        self._say_states()
        topics = {topic.id: topic.mark for topic in self.settings.topic}
        self.push_screen(Export(self._digest, Path.cwd(), self.clock(), topics), saved)

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Save the screen as an SVG file in the current folder, under a name of its own.

        Textual's action of this name writes wherever it is told to, over what is there: neither name nor path is heeded here.
        """
        from tui.picture import save_picture  # noqa: PLC0415  (only when it is wanted)

        del filename, path

        def picture() -> None:
            try:
                self.notify(f"Saved: {save_picture(self.export_screenshot(), Path.cwd(), self.clock())}")
            except (WorkError, OSError) as error:
                self.notify(f"No picture was saved: {error}", severity="error")

        # The palette that it was chosen in has to be gone.
        self.call_after_refresh(picture)

    def action_help(self) -> None:
        """Show the keys, and what the signs mean."""
        from tui.help import Help, help_page  # noqa: PLC0415  (only when it is wanted)
        from tui.keys import key_groups  # noqa: PLC0415  (only when it is wanted)

        self.push_screen(Help("Help", help_page(self.look, self.settings.keys, key_groups(self.BINDINGS))))
