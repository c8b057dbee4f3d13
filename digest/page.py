"""What a page says of a digest, line by line, before a format writes it: Markdown, plain text and PDF tell the same in the same words."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from typing import Literal, NamedTuple

from core.comparison import RelationClass
from core.counts import count, support
from digest.outline import (
    Cut,
    Limits,
    cut,
    distinct,
    headline,
    lead,
    milestones,
    once,
    reason,
    short_quote,
    sides,
    troubled,
    value,
    weightiest_first,
)
from digest.quote import excerpt
from digest.record import Answer, Change, Commitment, Digest, FactChange, Headline, Quiet, Row, Step, Voice
from digest.sections import SECTIONS, Section
from digest.words import EVER, MEANING, SILENCE, SILENT, Sign, clock, day, listed, zone_name

_TOLD_BY_SUPPORT = {"contested", "single origin"}
"""Grades that the section, or the number of origins, says already."""
SIGNS_TOLD = ", ".join(f"{sign} {words}" for sign, words in MEANING.items() if sign != "·")


class Words(NamedTuple):
    """A piece of a line: one tone, one link. Not cleaned, not escaped; white space at its ends counts."""

    text: str
    tone: Literal["plain", "strong", "faint"] = "plain"
    url: str | None = None


class Entry(NamedTuple):
    """A line, and those that belong under it."""

    words: tuple[Words, ...]
    under: "tuple[Entry, ...]" = ()
    joint: str | None = None
    """What joins those under it where they follow on its own line; None: they stand on lines of their own everywhere."""
    sign: Sign | None = None
    """How the answers of its row relate."""


def title(digest: Digest) -> str:
    """Return what a digest is called."""
    return f"{digest.negotiation}: digest of {day(digest.until, digest.zone)}"


def as_of(digest: Digest) -> str:
    """Say of which moment and of which span a digest is, and in which zone its times are."""
    until, zone = digest.until, digest.zone
    since = "all that is stored" if digest.since == EVER else f"since {clock(digest.since, zone)}"
    return f"As of {clock(until, zone)} {zone_name(until, zone)}; {since}"


class Lines(NamedTuple):
    """The lines of a section."""

    name: Section
    title: str
    """With how many of how many rows are told, where some are left out."""
    entries: list[Entry]


class _Body(NamedTuple):
    entries: Iterable[Entry]
    told: int = 0
    more: int = 0
    """How many rows are told, and how many are left out."""


class Page:
    """The lines of one digest."""

    def __init__(self, digest: Digest) -> None:
        """Say which."""
        self._digest = digest

    def sections(self, limits: Limits) -> Iterator[Lines]:
        """Yield each section that lines can tell and that has something to say.

        Args:
            limits: how long the lists may be.
        """
        told = _Told(self, self._digest, limits)
        bodies: dict[Section, _Body] = {
            "contested": told.contested(),
            "reconciled": told.rows("reconcile", limits.reconciled),
            "agreed": told.rows("agree", limits.agreed),
            "updated": told.updated(),
            "commitments": told.commitments(),
            "alone": told.rows(None, limits.alone),
            "silent": _Body(told.silent()),
            "new": _Body(told.new()),
            "sources": _Body(told.sources()),
            "method": _Body(Entry((Words(words),)) for words in self._digest.method),
        }
        for name, title in SECTIONS.items():
            if name in bodies and (entries := list(bodies[name].entries)):
                _, shown, more = bodies[name]
                yield Lines(name, f"{title} ({shown:,} of {shown + more:,})" if more else title, entries)

    @cached_property
    def rows(self) -> dict[RelationClass | None, tuple[Row, ...]]:
        """The rows of each kind that tell something of their own."""
        kinds: tuple[RelationClass | None, ...] = ("conflict", "reconcile", "agree", "update", None)
        return {kind: distinct(self._digest.related(kind)) for kind in kinds}


class _Told:
    """The same, within limits."""

    def __init__(self, page: Page, digest: Digest, limits: Limits) -> None:
        self._page = page
        self._digest = digest
        self._limits = limits

    def contested(self) -> _Body:
        """Each row with its answers: who says which, where, and, where there is room, in which words."""
        shown, more = cut(self._page.rows["conflict"], self._limits.contested)
        return _Body(map(self._conflict if self._limits.quote else self._row, shown), len(shown), more)

    def _conflict(self, row: Row) -> Entry:
        shown, more = cut(weightiest_first(row), self._limits.answers)
        told = tuple(self._answer(row, answer, quoted=True) for answer in shown)
        head = self._head(row, f"{row.label}: {' against '.join(sides(row)[0])}", more)
        return Entry((*head, _end(row)), told, None, row.sign)

    def rows(self, kind: RelationClass | None, most: int) -> _Body:
        """Each row: its answers, why they relate as they do, and who says so."""
        shown, more = cut(self._page.rows[kind], most) if most else Cut((), 0)
        return _Body(map(self._row, shown), len(shown), more)

    def _row(self, row: Row) -> Entry:
        if len(row.answers) == 1:
            head = self._head(row, f"{row.label}: {headline(row)}")
            return Entry((*head, Words(": "), *self._said(row.answers[0]), Words(".")), (), None, row.sign)
        shown, more = cut(weightiest_first(row), self._limits.answers)
        told = tuple(self._answer(row, answer, quoted=False) for answer in shown)
        return Entry((*self._head(row, row.label, more), _end(row)), told, "; ", row.sign)

    def updated(self) -> _Body:
        """Edits of articles, then rows in which one outlet updates what was said before."""
        edits, more = cut(self._digest.changes, self._limits.changes)
        rows = self.rows("update", self._limits.updated)
        words = f"{count(self._digest.wording, 'edit')} changed wording only."
        wording = [Entry((Words(words),))] if self._digest.wording else []
        return _Body([*map(self._change, edits), *rows.entries, *wording], len(edits) + rows.told, more + rows.more)

    def commitments(self) -> _Body:
        """Each with its steps: who says which, and who denies it."""
        shown, more = cut(self._digest.commitments, self._limits.commitments)
        return _Body(map(self._commitment, shown), len(shown), more)

    def silent(self) -> Iterator[Entry]:
        """Silence proper by question; what cannot be told is one line a kind."""
        proper = [one for one in self._digest.silences if one.state == "silent"]
        if proper:
            shown, more = cut(proper, self._limits.silences)
            told = (Entry((Words(f"{one.label}: "), *self._quiet(one.outlets), Words("."))) for one in shown)
            size = f" ({len(shown)} of {count(len(proper), 'question')})" if more else ""
            yield Entry((Words(f"{SILENT}{size}:"),), tuple(told))
        for one in self._digest.silences:
            if one.state != "silent":
                words = SILENCE[one.state]
                names = self._names([f"{each.source} ({count(each.rows, 'question')})" for each in one.outlets])
                yield Entry((Words(f"{words[:1].upper()}{words[1:]}: {names}."),))

    def new(self) -> Iterator[Entry]:
        """The newest headlines of each topic."""
        for topic, shown in once(self._digest.new, self._limits.headlines):
            head = (Words(topic.topic, "strong"), Words(f" ({len(topic.headlines):,} new)", "faint"))
            match [self._headline(one) for one in shown.shown]:
                case []:
                    yield Entry((*head, Words(".")))
                case [only]:
                    yield Entry((*head, Words(": "), *only))
                case several:
                    yield Entry((*head, Words(":")), tuple(map(Entry, several)))
        if self._digest.off_topic:
            yield Entry((Words(f"{count(self._digest.off_topic, 'new item')} without a topic."),))

    def sources(self) -> Iterator[Entry]:
        """How many did well, and each that did not."""
        sources = self._digest.sources
        if sources:
            good, many = sum(one.state == "ok" for one in sources), count(len(sources), "outlet")
            state = f"{many}, {'all ' if good > 1 else ''}read" if good == len(sources) else f"{good or 'None'} of {many} could be read"
            last = max((one.last_good for one in sources if one.last_good is not None), default=None)
            yield Entry((Words(f"{state} without a gap{f', last at {self._clock(last)}' if last else ''}."),))
        shown, faults = cut(troubled(sources), self._limits.troubled)
        yield from (Entry((Words(f"{self._names(names)}: {words.rstrip('.')}."),)) for words, names in shown)
        if faults:
            yield Entry((Words(f"… and {count(faults, 'more fault')}.", "faint"),))

    def _head(self, row: Row, words: str, more: int = 0) -> tuple[Words, ...]:
        one = row.comparison
        rests = support(one.outlets, one.origins, one.speakers)
        grade = "" if one.grade in _TOLD_BY_SUPPORT else f"{one.grade}; "
        left = f"; {len(row.answers) - more} of {len(row.answers)} answers" if more else ""
        return Words(words, "strong"), Words(f" ({row.topic}; {grade}{rests}{left})", "faint")

    def _answer(self, row: Row, answer: Answer, *, quoted: bool) -> Entry:
        head = Words(f"{value(row, answer, implied=True)}: ", "strong")
        return Entry((head, *self._said(answer, quoted=quoted)))

    def _said(self, answer: Answer, *, quoted: bool = False) -> Iterator[Words]:
        voice, others = lead(answer)
        yield from self._voice(voice)
        also = "" if not others else self._names(others) if self._limits.names else count(len(others), "other")
        if quoted:
            yield Words(f": “{short_quote(voice, self._limits)}”")
            yield Words(f" Also {also}." if also else "", "faint")
        elif also:
            yield Words(f", also {also}", "faint")

    def _voice(self, voice: Voice) -> Iterator[Words]:
        speaker = f", {voice.speaker}" if voice.speaker else ""
        earlier = ", in an earlier version" if voice.superseded else ""
        yield Words(voice.source, "faint", voice.url)
        yield Words(f"{speaker}, {self._clock(voice.time)}{earlier}", "faint")

    def _change(self, change: Change) -> Entry:
        facts = [part for fact in change.facts for part in (Words("; "), *_fact(fact))][1:]
        quote = next((_quoted(fact, self._limits) for fact in change.facts if fact.quote and self._limits.quote), "")
        head = (Words(change.source, "faint", change.url), Words(f", seen {self._clock(change.time)}, version {change.version}: ", "faint"))
        return Entry((*head, *facts, Words(f".{quote}")))

    def _commitment(self, one: Commitment) -> Entry:
        first, more, last = milestones(one.steps, self._limits.steps)
        between = [Entry((Words(f"{count(more, 'step')} between"),))] if more else []
        head = (Words(one.label, "strong"), Words(f" ({one.topic})", "faint"), Words(":"))
        return Entry(head, (*map(self._step, first), *between, *map(self._step, last)), " → ")

    def _step(self, step: Step) -> Entry:
        words = [Words(step.status if step.value == step.status else f"{step.status}: {step.value}")]
        if step.said:
            words += [Words(" ("), *self._first(step.said), Words(")")]
        if step.denied:
            words += [Words(", denied by "), *self._first(step.denied)]
        return Entry(tuple(words))

    def _first(self, voices: Sequence[Voice]) -> Iterator[Words]:
        yield from self._voice(voices[0])
        if len(voices) > 1:
            yield Words(f" and {count(len(voices) - 1, 'other')}", "faint")

    def _quiet(self, outlets: Sequence[Quiet]) -> Iterator[Words]:
        names = cut(outlets, max(self._limits.names, 1))
        for number, one in enumerate(names.shown):
            yield Words("; " if number else "")
            yield Words(one.source, url=one.url)
            yield Words(f", {self._clock(one.time)}" if one.time is not None else "", "faint")
        yield Words(f"; {names.more} more" if names.more else "")

    def _headline(self, one: Headline) -> tuple[Words, ...]:
        return Words(f"{one.source}, {self._clock(one.time)}: ", "faint"), Words(one.title, url=one.url)

    def _names(self, names: Sequence[str]) -> str:
        shown = cut(names, max(self._limits.names, 1))
        return listed([*shown.shown, *([f"{shown.more} more"] if shown.more else [])])

    def _clock(self, moment: datetime) -> str:
        return clock(moment, self._digest.zone, self._digest.until.year)


def _end(row: Row) -> Words:
    return Words(f". {reason(row)}".rstrip())


def _quoted(fact: FactChange, limits: Limits) -> str:
    return f" “{excerpt(fact.quote, fact.new or fact.old or '', limits.quote)}”"


def _fact(fact: FactChange) -> Iterator[Words]:
    match fact.kind:
        case "changed":
            yield from (Words(f"{fact.label} changed from {fact.old} to "), Words(fact.new or "", "strong"))
        case "added":
            yield from (Words(f"{fact.label} added: "), Words(fact.new or "", "strong"))
        case "removed":
            yield Words(f"{fact.label} removed: {fact.old}")
    if fact.speaker:
        yield Words(f" ({fact.speaker})", "faint")
