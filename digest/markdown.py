"""A digest as Markdown (CommonMark, and GitHub's dialect of it): under a page for a normal day."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from core.counts import count, support
from core.text import line
from digest.link import safe_url
from digest.outline import (
    Limits,
    cut,
    distinct,
    headline,
    lead,
    milestones,
    news_first,
    on_a_page,
    once,
    short_quote,
    troubled,
    value,
    weightiest_first,
)
from digest.quote import excerpt
from digest.record import Answer, Change, Commitment, Digest, FactChange, Headline, Row, Silence, Step, Voice
from digest.words import SILENCE, clock, day, listed, zone_name

# Escaped wherever they stand (CommonMark 0.31, section 2.4): what begins emphasis, code, links, HTML, entities, and the
# strikethrough, tables, mathematics, mentions and templates of dialects.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&@${}^])")
# A dialect's parser links bare addresses: an escaped dot or colon breaks them and shows as itself.
_BARE = re.compile(r"(?<=\w)\.(?=[^\W\d_])|:(?=/)")
_START = re.compile(r"^(\d{1,9}(?=[.)])|(?=[#+=-]))(.)")
_ENTITY = re.compile(r"&(?=#?\w+;)")


_UNSEEN = re.compile(r"\[|\]\([^)]*\)|\\|\*\*")
"""Of our own Markdown, what does not show on paper."""


def markdown(digest: Digest, limits: Limits | None = None) -> str:
    """Write a digest as Markdown, each list cut to `limits`, with how much was left out; None: to those that keep to a page."""
    if limits is not None:
        return "\n".join(_lines(digest, limits)) + "\n"
    return on_a_page(partial(markdown, digest), partial(_UNSEEN.sub, ""))


def inline(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is, on one line.

    >>> print(inline("[free](http://a.example) *now*"))
    \[free\](http\://a\.example) \*now\*
    """
    escaped = _BARE.sub(r"\\\g<0>", _SPECIAL.sub(r"\\\1", line(text, 2000)))
    return _START.sub(r"\1\\\2", escaped)


def linked(text: str, url: str | None) -> str:
    """Write a link, or the text alone where the address must not be one."""
    safe = safe_url(url)
    return inline(text) if safe is None else f"[{inline(text)}]({_ENTITY.sub('&amp;', safe)})"


def _lines(digest: Digest, limits: Limits) -> Iterator[str]:
    until, zone = digest.until, digest.zone
    yield f"# {inline(digest.negotiation)}: digest of {day(until, zone)}"
    yield ""
    span = f"{clock(digest.since, zone, until.year)} to {clock(until, zone)}"
    yield f"*{span}; all times {zone_name(until, zone)}. = agrees, ~ reconciles, ≠ in conflict, ^ updated.*"
    yield ""
    yield f"**In one sentence.** {inline(digest.summary)}"
    page = _Page(digest, limits)
    for title, body in (
        ("Contested", page.contested()),
        ("Reconciled, and how", page.told(digest.related("reconcile"), limits.reconciled)),
        ("Agreed", page.told(digest.related("agree"), limits.agreed)),
        ("Changed and corrected", page.changed()),
        ("Status of commitments", page.commitments()),
        ("Silent, and which kind", page.silent()),
        ("New by topic", page.new()),
        ("Sources", page.sources()),
        ("Method and limits", iter(f"- {inline(words)}" for words in digest.method)),
    ):
        lines = list(body)
        if lines:
            yield from ("", f"## {title}", "", *lines)


class _Page:
    """The sections of one digest."""

    def __init__(self, digest: Digest, limits: Limits) -> None:
        self._digest = digest
        self._limits = limits

    def contested(self) -> Iterator[str]:
        """Each row with its answers: who says which, where, and in which words."""
        shown = cut(news_first(distinct(self._digest.related("conflict"))), self._limits.contested)
        for row in shown.shown:
            yield f"- {self._head(row)}"
            answers = cut(weightiest_first(row), self._limits.answers)
            for answer in answers.shown:
                voice, others = lead(answer)
                also = f" Also {self._names(others)}." if others else ""
                quote = inline(short_quote(voice, self._limits))
                yield f"  - {inline(value(row, answer))}{_rests(answer)}: {self._voice(voice)}: “{quote}”{also}"
            yield from self._more(answers.more, "answer", "  ")
        yield from self._more(shown.more, "row")

    def told(self, rows: Sequence[Row], most: int) -> Iterator[str]:
        """Each row on one line: the answers, why, and who says so."""
        shown = cut(distinct(rows), most)
        for row in shown.shown:
            answers = cut(weightiest_first(row), self._limits.answers)
            voices = [self._voice(lead(answer)[0]) for answer in answers.shown]
            if len(row.answers) == 1:
                others = lead(row.answers[0])[1]
                voices += [f"also {self._names(others)}"] if others else []
            more = [count(answers.more, "more answer")] if answers.more else []
            yield f"- {self._head(row)} {'; '.join((*voices, *more))}."
        yield from self._more(shown.more, "row")

    def changed(self) -> Iterator[str]:
        """Edits of articles, then rows in which one outlet updates what was said before."""
        edits = cut(self._digest.changes, self._limits.changes)
        for change in edits.shown:
            yield f"- {self._change(change)}"
        yield from self._more(edits.more, "edited article")
        yield from self.told(self._digest.related("update"), self._limits.updated)
        if self._digest.wording:
            yield f"- {count(self._digest.wording, 'edit')} changed wording only."

    def commitments(self) -> Iterator[str]:
        """Each with its steps: who says which, and who denies it."""
        shown = cut(self._digest.commitments, self._limits.commitments)
        for one in shown.shown:
            yield f"- **{inline(one.label)}:** {self._steps(one)}."
        yield from self._more(shown.more, "commitment")

    def _steps(self, one: Commitment) -> str:
        first, more, last = milestones(one.steps, self._limits.steps)
        between = [count(more, "step") + " between"] if more else []
        return " → ".join((*map(self._step, first), *between, *map(self._step, last)))

    def _step(self, step: Step) -> str:
        words = inline(step.status if step.value == step.status else f"{step.status} {step.value}")
        said = f" ({self._voice(step.said[0])}{self._others(len(step.said) - 1)})" if step.said else ""
        denied = f", denied by {self._voice(step.denied[0])}{self._others(len(step.denied) - 1)}" if step.denied else ""
        return f"{words}{said}{denied}"

    def _others(self, number: int) -> str:
        return f" and {count(number, 'other')}" if number else ""

    def silent(self) -> Iterator[str]:
        """Silence proper first; what cannot be told is one line a kind."""
        proper = [one for one in self._digest.silences if one.state == "silent"]
        shown = cut(proper, self._limits.silences)
        for silence in shown.shown:
            yield f"- {inline(silence.label)}: {self._quiet(silence)} ({SILENCE['silent'].partition(': ')[2]})"
        yield from self._more(shown.more, "question")
        for silence in self._digest.silences:
            if silence.state != "silent":
                words = SILENCE[silence.state]
                yield f"- {words[0].upper()}{words[1:]}: {self._names([one.source for one in silence.outlets])}."

    def new(self) -> Iterator[str]:
        """The newest headlines of each topic."""
        for topic, shown in once(self._digest.new, self._limits.headlines):
            more = f", {shown.more:,} not shown" if shown.more else ""
            head = f"- **{inline(topic.topic)}** ({len(topic.headlines):,} new{more})"
            if len(shown.shown) == 1:
                yield f"{head}: {self._headline(shown.shown[0])}"
            else:
                yield from (head, *(f"  - {self._headline(one)}" for one in shown.shown))
        if self._digest.off_topic:
            yield f"- {count(self._digest.off_topic, 'new item')} without a topic."

    def sources(self) -> Iterator[str]:
        """How many did well, and each that did not."""
        good = sum(one.state == "ok" for one in self._digest.sources)
        if self._digest.sources:
            yield f"- {good} of {count(len(self._digest.sources), 'outlet')} read without a hole."
        shown = cut(troubled(self._digest.sources), self._limits.troubled)
        for words, names in shown.shown:
            yield f"- {self._names(names)}: {inline(words)}"
        yield from self._more(shown.more, "fault")

    def _head(self, row: Row) -> str:
        one = row.comparison
        head = f"{row.sign} **{inline(row.label)}: {inline(headline(row))}**"
        if row.relation == "agree":
            return f"{head} ({support(one.outlets, one.origins)}):"
        # Of a conflict the answers that follow say why; how many stand behind it says nobody but this line.
        why = "" if row.relation == "conflict" else f" {inline(row.why.rstrip('.'))}."
        return f"{head} ({one.grade}; {support(one.outlets, one.origins, one.speakers)}).{why}"

    def _voice(self, voice: Voice) -> str:
        speaker = f", {inline(voice.speaker)}" if voice.speaker else ""
        earlier = ", in an earlier version" if voice.superseded else ""
        return f"{linked(voice.source, voice.url)}{speaker}, {self._clock(voice.time)}{earlier}"

    def _change(self, change: Change) -> str:
        facts = "; ".join(_fact(fact) for fact in change.facts)
        quote = next(
            (f" “{inline(excerpt(fact.quote, fact.new or fact.old or '', self._limits.quote))}”" for fact in change.facts if fact.quote), ""
        )
        return f"{linked(change.source, change.url)}, {self._clock(change.time)}, version {change.version}: {facts}.{quote}"

    def _quiet(self, silence: Silence) -> str:
        names = cut(silence.outlets, self._limits.names)
        told = [linked(one.source, one.url) + (f", {self._clock(one.time)}" if one.time is not None else "") for one in names.shown]
        return "; ".join(told) + (f"; {names.more} more" if names.more else "")

    def _headline(self, one: Headline) -> str:
        return f"{inline(one.source)}, {self._clock(one.time)}: {linked(one.title, one.url)}"

    def _names(self, names: Sequence[str]) -> str:
        shown = cut(names, self._limits.names)
        return listed([*map(inline, shown.shown), *([f"{shown.more} more"] if shown.more else [])])

    def _more(self, number: int, what: str, indent: str = "") -> Iterator[str]:
        if number:
            yield f"{indent}- … and {count(number, f'more {what}')}."

    def _clock(self, moment: datetime) -> str:
        return clock(moment, self._digest.zone, self._digest.until.year)


def _rests(answer: Answer) -> str:
    words = [support(answer.outlets, answer.origins)] if answer.outlets > 1 else []
    words += ["implied"] if answer.derived else []
    return f" ({', '.join(words)})" if words else ""


def _fact(fact: FactChange) -> str:
    label = inline(fact.label)
    match fact.kind:
        case "changed":
            return f"{label} changed from {inline(fact.old or '')} to **{inline(fact.new or '')}**"
        case "added":
            return f"{label} added: **{inline(fact.new or '')}**"
        case "removed":
            return f"{label} removed: {inline(fact.old or '')}"
