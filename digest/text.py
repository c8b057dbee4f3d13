"""A digest as plain text for a terminal and for mail: no markup, wrapped lines, addresses on lines of their own."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import datetime

from core.counts import count, support
from core.text import line
from digest.link import safe_url
from digest.outline import (
    LADDER,
    Limits,
    cut,
    distinct,
    headline,
    lead,
    milestones,
    news_first,
    once,
    short_quote,
    troubled,
    value,
    weightiest_first,
)
from digest.quote import excerpt
from digest.record import Change, Digest, FactChange, Row, Step, Voice
from digest.words import SILENCE, clock, day, listed, zone_name

WIDTH = 76


def plain_text(digest: Digest, limits: Limits = LADDER[1], width: int = WIDTH) -> str:
    """Write a digest as plain text of at most `width` columns, addresses excepted; lists are cut as in Markdown."""
    return "\n".join(_Page(digest, limits, width).lines()) + "\n"


class _Page:
    """The lines of one digest."""

    def __init__(self, digest: Digest, limits: Limits, width: int) -> None:
        self._digest = digest
        self._limits = limits
        self._width = width

    def lines(self) -> Iterator[str]:
        digest, zone = self._digest, self._digest.zone
        title = line(f"{digest.negotiation}: digest of {day(digest.until, zone)}")
        yield from textwrap.wrap(title.upper(), self._width)
        yield f"{self._clock(digest.since)} to {self._clock(digest.until)}, {zone_name(digest.until, zone)}"
        yield "= agrees   ~ reconciles   ≠ in conflict   ^ updated"
        yield ""
        yield from self._wrap(digest.summary)
        for name, body in (
            ("Contested", self._contested()),
            ("Reconciled, and how", self._told(digest.related("reconcile"), self._limits.reconciled)),
            ("Agreed", self._told(digest.related("agree"), self._limits.agreed)),
            ("Changed and corrected", self._changed()),
            ("Status of commitments", self._commitments()),
            ("Silent, and which kind", self._silent()),
            ("New by topic", self._new()),
            ("Sources", self._sources()),
            ("Method and limits", self._method()),
        ):
            rows = list(body)
            if rows:
                yield from ("", name.upper(), "-" * len(name), *rows)

    def _contested(self) -> Iterator[str]:
        shown = cut(news_first(distinct(self._digest.related("conflict"))), self._limits.contested)
        for row in shown.shown:
            yield from self._head(row)
            answers = cut(weightiest_first(row), self._limits.answers)
            for answer in answers.shown:
                voice, others = lead(answer)
                also = f" Also {self._names(others)}." if others else ""
                implied = " (implied)" if answer.derived else ""
                words = f"{value(row, answer)}{implied}: {self._who(voice)}: “{short_quote(voice, self._limits)}”{also}"
                yield from self._wrap(words, "  - ", "    ")
                yield from self._address(voice.url, "    ")
            yield from self._more(answers.more, "answer", "  ")
        yield from self._more(shown.more, "row")

    def _told(self, rows: Sequence[Row], most: int) -> Iterator[str]:
        shown = cut(distinct(rows), most)
        for row in shown.shown:
            yield from self._head(row)
            answers = cut(weightiest_first(row), self._limits.answers)
            for answer in answers.shown:
                voice, others = lead(answer)
                also = f", also {self._names(others)}" if others else ""
                yield from self._wrap(f"{value(row, answer)}: {self._who(voice)}{also}", "  - ", "    ")
                yield from self._address(voice.url, "    ")
            yield from self._more(answers.more, "answer", "  ")
        yield from self._more(shown.more, "row")

    def _head(self, row: Row) -> Iterator[str]:
        one = row.comparison
        rests = support(one.outlets, one.origins, one.speakers)
        why = "" if row.relation in {"agree", "conflict"} else f" {row.why.rstrip('.')}."
        yield from self._wrap(f"{row.label}: {headline(row)} ({one.grade}; {rests}).{why}", f"{row.sign} ", "  ")

    def _changed(self) -> Iterator[str]:
        edits = cut(self._digest.changes, self._limits.changes)
        for change in edits.shown:
            yield from self._change(change)
        yield from self._more(edits.more, "edited article")
        yield from self._told(self._digest.related("update"), self._limits.updated)
        if self._digest.wording:
            yield from self._wrap(f"{count(self._digest.wording, 'edit')} changed wording only.", "- ", "  ")

    def _commitments(self) -> Iterator[str]:
        shown = cut(self._digest.commitments, self._limits.commitments)
        for one in shown.shown:
            yield from self._wrap(one.label, "- ", "  ")
            first, more, last = milestones(one.steps, self._limits.steps)
            for step in first:
                yield from self._step(step)
            if more:
                yield f"  - … {count(more, 'step')} between"
            for step in last:
                yield from self._step(step)
        yield from self._more(shown.more, "commitment")

    def _step(self, step: Step) -> Iterator[str]:
        words = step.status if step.value == step.status else f"{step.status} {step.value}"
        for verb, voices in ((words, step.said), ("denied", step.denied)):
            if voices:
                others = f" and {count(len(voices) - 1, 'other')}" if len(voices) > 1 else ""
                yield from self._wrap(f"{verb}: {self._who(voices[0])}{others}", "  - ", "    ")
                yield from self._address(voices[0].url, "    ")

    def _silent(self) -> Iterator[str]:
        shown = cut([one for one in self._digest.silences if one.state == "silent"], self._limits.silences)
        for silence in shown.shown:
            yield from self._wrap(f"{silence.label} ({SILENCE['silent'].partition(': ')[2]}):", "- ", "  ")
            names = cut(silence.outlets, self._limits.names)
            for one in names.shown:
                yield from self._wrap(one.source + (f", {self._clock(one.time)}" if one.time is not None else ""), "  - ", "    ")
                yield from self._address(one.url, "    ")
            yield from self._more(names.more, "outlet", "  ")
        yield from self._more(shown.more, "question")
        for silence in self._digest.silences:
            if silence.state != "silent":
                words = SILENCE[silence.state]
                yield from self._wrap(f"{words[0].upper()}{words[1:]}: {self._names([one.source for one in silence.outlets])}.", "- ", "  ")

    def _new(self) -> Iterator[str]:
        for topic, shown in once(self._digest.new, self._limits.headlines):
            more = f", {shown.more:,} not shown" if shown.more else ""
            yield from self._wrap(f"{topic.topic} ({len(topic.headlines):,} new{more})", "- ", "  ")
            for one in shown.shown:
                yield from self._wrap(f"{one.source}, {self._clock(one.time)}: {one.title}", "    ", "      ")
                yield from self._address(one.url, "      ")
        if self._digest.off_topic:
            yield f"- {count(self._digest.off_topic, 'new item')} without a topic."

    def _sources(self) -> Iterator[str]:
        good = sum(one.state == "ok" for one in self._digest.sources)
        if self._digest.sources:
            yield f"- {good} of {count(len(self._digest.sources), 'outlet')} read without a hole."
        shown = cut(troubled(self._digest.sources), self._limits.troubled)
        for words, names in shown.shown:
            yield from self._wrap(f"{self._names(names)}: {words}", "- ", "  ")
        yield from self._more(shown.more, "fault")

    def _method(self) -> Iterator[str]:
        for words in self._digest.method:
            yield from self._wrap(words, "- ", "  ")

    def _who(self, voice: Voice) -> str:
        speaker = f", {voice.speaker}" if voice.speaker else ""
        earlier = ", in an earlier version" if voice.superseded else ""
        return f"{voice.source}{speaker}, {self._clock(voice.time)}{earlier}"

    def _change(self, change: Change) -> Iterator[str]:
        facts = "; ".join(_fact(fact) for fact in change.facts)
        quote = next(
            (f" “{excerpt(fact.quote, fact.new or fact.old or '', self._limits.quote)}”" for fact in change.facts if fact.quote), ""
        )
        head = f"{change.source}, {self._clock(change.time)}, version {change.version}: {facts}.{quote}"
        yield from self._wrap(head, "- ", "  ")
        yield from self._address(change.url, "  ")

    def _names(self, names: Sequence[str]) -> str:
        shown = cut(names, self._limits.names)
        return listed([*shown.shown, *([f"{shown.more} more"] if shown.more else [])])

    def _address(self, url: str | None, indent: str) -> Iterator[str]:
        safe = safe_url(url)
        if safe is not None:
            yield indent + safe

    def _more(self, number: int, what: str, indent: str = "") -> Iterator[str]:
        if number:
            yield f"{indent}- … and {count(number, f'more {what}')}."

    def _wrap(self, words: str, first: str = "", rest: str = "") -> Iterator[str]:
        yield from textwrap.wrap(
            line(words, 5000),
            self._width,
            initial_indent=first,
            subsequent_indent=rest,
            break_on_hyphens=False,
        )

    def _clock(self, moment: datetime) -> str:
        return clock(moment, self._digest.zone, self._digest.until.year)


def _fact(fact: FactChange) -> str:
    match fact.kind:
        case "changed":
            return f"{fact.label} changed from {fact.old} to {fact.new}"
        case "added":
            return f"{fact.label} added: {fact.new}"
        case "removed":
            return f"{fact.label} removed: {fact.old}"
