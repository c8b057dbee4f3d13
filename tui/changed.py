"""What an edit made of an article, as a page: the claims that changed, and its words beside those that it had before. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from claims.comparing.changes import Change
from claims.comparing.wording import Run as Stretch
from claims.comparing.wording import noted
from core.counts import count
from store.versions import Version
from tui.cells import Look
from tui.ink import Ink, Line, Run
from tui.page import Block


@dataclass(frozen=True, slots=True)
class Changed:
    """One version of an item against the one before it."""

    source: str
    old: Version
    new: Version
    facts: tuple[Change, ...]
    title: tuple[Stretch, ...]
    text: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph before and after."""

    old: Line
    new: Line
    both: Line
    """In one: what went before what came."""

    @property
    def same(self) -> bool:
        return self.old == self.new


def change_page(changed: Changed, look: Look, now: datetime, *, split: bool) -> list[Block]:
    """Return the blocks that show an edit: the two versions side by side where there is room (`split`), else in one text."""
    old, new, dot, wall = changed.old, changed.new, look.glyphs.dot, look.glyphs.wall
    blocks = [
        Block(((new.title or "(no title)", "title"),)),
        Block(((f"{changed.source} {dot} version {old.number} to version {new.number}", "faint"),)),
        Block(()),
        Block((("What it claims", "title"),)),
        *(_fact(one, look) for one in changed.facts),
    ]
    if not changed.facts:
        blocks.append(Block((("No claim changed: wording only.", "faint"),)))
    elif not noted((*changed.title, *changed.text)):
        blocks.append(Block((("No note says that it was corrected.", "faint"),)))
    blocks += [Block(()), Block((("What it says", "title"),))]
    if split:
        heads: list[Line] = [((f"version {one.number}, seen {look.clock(one.seen, now)}", "faint"),) for one in (old, new)]
        blocks += [Block(heads[0], beside=heads[1], between=wall), Block((), beside=(), between=wall)]
    for stretches in (changed.title, changed.text):
        if stretches is changed.text or old.title != new.title:
            blocks += _shown(_paragraphs(stretches, look), look, split=split)
    return blocks


def _fact(change: Change, look: Look) -> Block:
    claim = change.claim
    name = look.question(claim.topic, claim.question) + (f" {look.glyphs.dot} {claim.side}" if claim.side else "")
    return Block(((f"{look.glyphs.update} ", "update"), (name, "text"), ("  ", "text"), (change.why, "strong")), 2)


def _shown(paragraphs: Iterable[_Paragraph], look: Look, *, split: bool) -> Iterator[Block]:
    wall = look.glyphs.wall
    for same, some in groupby(paragraphs, key=lambda each: each.same):
        if same:
            number = sum(bool(each.old) for each in some)
            if number:
                words: Line = ((f"{look.glyphs.more} {count(number, 'paragraph')} unchanged", "faint"),)
                yield from (
                    (Block(words, beside=words, between=wall), Block((), beside=(), between=wall)) if split else (Block(words), Block(()))
                )
        else:
            for each in some:
                if split:
                    yield from (Block(each.old, beside=each.new, between=wall), Block((), beside=(), between=wall))
                elif each.both:
                    yield from (Block(each.both), Block(()))


def _paragraphs(stretches: Sequence[Stretch], look: Look) -> list[_Paragraph]:
    """Cut a word diff at the ends of paragraphs that both versions have; what lies between is set against each other in order."""
    sheet = _Sheet(look)
    for stretch in stretches:
        if stretch.same:
            sheet.keep(stretch.old)
        else:
            sheet.take_out(stretch.old)
            sheet.put_in(stretch.new)
    sheet.end()
    return sheet.paragraphs


class _Sheet:
    """Fills paragraphs: those of the old version, of the new one, and of both in one."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.paragraphs: list[_Paragraph] = []
        self.old: list[list[Run]] = [[]]
        self.new: list[list[Run]] = [[]]
        self._both: list[Run] = []

    def keep(self, text: str) -> None:
        """Add words that both versions have."""
        for number, part in enumerate(text.split("\n")):
            if number:
                self.end()
            if part:
                for line in (self.old[-1], self.new[-1], self._both):
                    line.append((part, "text"))

    def take_out(self, text: str) -> None:
        """Add words that only the old version has."""
        for number, part in enumerate(text.split("\n")):
            if number and not self._ended(self.old, self.new):
                self.old.append([])
            self._add(self.old, part, "gone", self.look.glyphs.gone)

    def put_in(self, text: str) -> None:
        """Add words that only the new version has."""
        for number, part in enumerate(text.split("\n")):
            if number and not self._ended(self.new, self.old):
                self.new.append([])
            self._add(self.new, part, "come", self.look.glyphs.come)

    def _ended(self, side: list[list[Run]], other: list[list[Run]]) -> bool:
        """End the paragraph where one side does, if the other has nothing else in it."""
        if len(side) > 1 or len(other) > 1 or other[-1] not in ([], side[-1]):
            self._both.append((" ", "text"))
            return False
        self.end()
        return True

    def _add(self, side: list[list[Run]], part: str, ink: Ink, marks: tuple[str, str]) -> None:
        if part:
            if self._both and self._both[-1][1] not in ("text", ink):
                self._both.append((" ", "text"))
            side[-1].append((f"{marks[0]}{part}{marks[1]}", ink))
            self._both.append(side[-1][-1])

    def end(self) -> None:
        """End a paragraph that both versions have; the text in one stands with its first."""
        length = max(len(self.old), len(self.new))
        old, new = ([*side, *[[]] * (length - len(side))] for side in (self.old, self.new))
        both = tuple(self._both)
        for before, after in zip(old, new, strict=True):
            if before or after:
                self.paragraphs.append(_Paragraph(tuple(before), tuple(after), both))
                both = ()
        # The lists stay the same ones: who adds words holds them.
        self.old[:], self.new[:] = [[]], [[]]
        self._both = []
