"""What the reader chose to see: a topic, words, an article; and what is stored of it."""

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from time import monotonic
from typing import Any

from core.claim import Claim
from core.correction import Correction
from core.errors import WorkError
from store.corrections import correct, judged, row_of
from store.rulings import rule, rulings, take_back
from store.stream import mark_read
from tui.following import Following
from tui.page import Leaf
from tui.reads import read_answerable, read_change, read_leaf, read_unsided

HELD_SECONDS = 0.034
"""While a key is held, the article waits for longer than the key takes to come again..."""
HOLDING_SECONDS = 0.045
"""...which it does where the cursor moved within so long."""


class Choosing(Following):
    """Narrows the lists, opens articles and stores marks."""

    _wanted_leaf: tuple[int | None, Claim | None] = (None, None)
    """The article that is shown, or will be, and its claim."""

    def choose_topic(self, topic: str | None) -> None:
        """Narrow the stream and the matrix to a topic; None: to none."""
        if topic != self.topic:
            self.topic = topic
            self._narrow()
        self._show_claims()

    def _choose_search(self, words: str | None) -> None:
        if self._filter_timer is not None:
            self._filter_timer.stop()
            self._filter_timer = None
        if words != self.search:
            self.search = words
            self._narrow()

    def _narrow(self) -> None:
        self._narrowed = True
        self._lister.interrupt()
        self._changed.set()
        self._asked.set()

    def read_claims(self, claims: Sequence[Claim]) -> None:
        """Open the sentence of the first of these claims in its article; `step_claim` leads to the others."""
        self.read_along, self.along_at = claims, 0
        self._want_claim(claims[0])
        self.desk.enter("evidence")

    def step_claim(self, step: int) -> None:
        """Open the next of the claims that are read along, round the end."""
        if self.along and len(self.read_along) > 1:
            self.along_at = (self.along_at + step) % len(self.read_along)
            self._want_claim(self.read_along[self.along_at])

    def with_leaf(self, act: Callable[[Leaf | None, Claim | None], None]) -> None:
        """Do something with the article that the reader is at, and its claim, though it may not be shown yet; None: there is none."""
        item, claim = self._at()
        if item is None or (self.leaf is not None and self.leaf.article.id == item):
            act(None if item is None else self.leaf, claim)
            return

        self.work(partial(self._leaf_of, item, lambda leaf: act(leaf, claim)), group="act")

    async def _leaf_of(self, item: int, show: Callable[[Leaf | None], None]) -> None:
        """Read an article, and do something with it; what is in the way is said."""
        self._reading += 1
        try:
            leaf = await self._reader.run(read_leaf, item, self.as_of)
        except (WorkError, sqlite3.Error) as error:
            self._say_trouble(self._in_words(error))
            return
        finally:
            self._reading -= 1
        show(leaf)

    def _at(self) -> tuple[int | None, Claim | None]:
        """What the reader is at: of keys that come together, the message that the cursor moved may not have come yet."""
        matrix, at = self.desk.matrix, (self._wanted_leaf[0], None)
        if self.focused is matrix and matrix.cell is not None and matrix.cell.claims:
            claim = matrix.cell.claims[0]
            return (claim.item, claim) if isinstance(claim.item, int) else self._wanted_leaf
        if isinstance(item := getattr(self.focused, "item", None), int) and not self.greeting:
            at = item, None
        return self._wanted_leaf if at[0] == self._wanted_leaf[0] else at

    def _want_claim(self, claim: Claim) -> None:
        if isinstance(claim.item, int):
            self._want_leaf(claim.item, claim)

    def _want_leaf(self, item: int | None, claim: Claim | None) -> None:
        """Show an item's article; while a key is held, once the cursor rests."""
        self.greeting = False
        self._wanted_leaf = item, claim
        if self._leaf_timer is not None:
            self._leaf_timer.stop()
            self._leaf_timer = None
        if item is None:
            self.leaf, self.claim, self.changed = None, None, None
            self._show_leaf()
            return
        before, self._leaf_wanted = self._leaf_wanted, monotonic()
        if self._leaf_wanted - before < HOLDING_SECONDS:
            self._leaf_timer = self.set_timer(HELD_SECONDS, lambda: self._read_leaf(item, claim))
        else:
            self._read_leaf(item, claim)

    def _read_leaf(self, item: int, claim: Claim | None) -> None:
        self._leaf_timer = None

        def show(leaf: Leaf | None) -> None:
            if leaf is None and self.as_of is not None:
                self.notify("This article was not known yet then.")
            same = self.leaf is not None and leaf is not None and self.leaf.article.id == leaf.article.id and self.claim == claim
            self.leaf, self.claim = leaf, claim
            self.changed = self.changed if same else None
            self._show_leaf(keep_place=same)

        self.work(partial(self._leaf_of, item, show), group="leaf", exclusive=True)

    async def _show_change(self, item: int, at: int) -> None:
        """Set a version of an article against the one before it; 0: show the article itself."""
        self._reading += 1
        try:
            self.changed = await self._reader.run(read_change, item, at, self.as_of) if at else None
        except (WorkError, sqlite3.Error) as error:
            self._say_trouble(self._in_words(error))
        finally:
            self._reading -= 1
        self._show_leaf()

    def _mark_read(self, item: int, *, read: bool) -> None:
        if self.act is not None:
            self.work(partial(self._write, mark_read, [item], self.clock(), read=read), group="write")

    async def _correct(self, item: int, headline: str, chosen: Claim | None) -> None:
        """Ask which claim, and what is wrong with it; then store that, and show the article anew."""
        from tui.choice import Choice  # noqa: PLC0415  (only when it is wanted)
        from tui.correcting import OTHER, claim_line, questions, verdicts  # noqa: PLC0415  (only when it is wanted)

        self._reading += 1
        try:
            claims = await self._reader.run(judged, item)
            row = await self._reader.run(row_of, chosen) if chosen is not None else None
            ruled = await self._reader.run(rulings)
            unsided = await self._reader.run(read_unsided, self.settings)
            answerable = await self._reader.run(read_answerable, self.settings)
        except (WorkError, sqlite3.Error) as error:
            self._say_trouble(self._in_words(error))
            return
        finally:
            self._reading -= 1
        if not claims:
            self.notify("No claims were read in this article.")
            return
        at = next((place for place, claim in enumerate(claims) if claim.row == row), 0)
        title = f"Which claim is wrong? {headline}"
        place = await self.push_screen_wait(Choice(title, [claim_line(claim, self.look) for claim in claims], at))
        if place is None:
            return
        claim = claims[place]
        parties = () if (claim.topic, claim.question) in unsided else tuple(party.name for party in self.settings.negotiation.parties)
        said = verdicts(claim, parties, self.comparisons, ruled)
        others = questions(claim, self.look, answerable[claim.kind])
        lines = [words for words, _ in said] + ([OTHER] if others else [])
        place = await self.push_screen_wait(Choice(claim_line(claim, self.look), lines))
        if place == len(said):
            said = others
            place = await self.push_screen_wait(Choice(f"Which question does {claim.value} answer?", [words for words, _ in said]))
        if place is None:
            return
        stored = "Stored. It holds after every new reading; x takes it back."
        match said[place][1]:
            case None:
                await self._write(take_back, claim)
                stored = "Taken back. The claim stands as it was read."
            case Correction() as correction:
                await self._write(correct, claim.row, correction, self.clock())
            case ruling:
                await self._write(rule, ruling, self.clock())
        self._want_leaf(item, None)
        self.notify(stored)

    async def _write(self, job: Callable[..., None], *args: Any, **kwargs: Any) -> None:
        """Store what the reader did; the screen shows it once it is stored."""
        if self.act is None:
            return
        self._reading += 1
        try:
            await self.act(job, *args, **kwargs)
            self._read_version = -1
            self._changed.set()
        except (WorkError, sqlite3.Error) as error:
            self.notify(f"This could not be stored: {error}", severity="error")
        finally:
            self._reading -= 1
