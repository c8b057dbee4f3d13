"""A digest as one HTML file that stands alone: it loads nothing, runs nothing, and reads in light, dark and on paper."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from core.comparison import RelationClass
from core.counts import count, support
from core.text import line
from core.times import brief
from digest.chart import chart
from digest.link import safe_url
from digest.markup import Markup, tag, text
from digest.matrix import Matrix, matrices
from digest.outline import cut, distinct, once, reason, value, weightiest_first
from digest.page import as_of, title
from digest.plot import LEGEND, plots
from digest.record import Answer, Cell, Change, Commitment, Digest, FactChange, Headline, Row, Silence, SourceHealth, Voice
from digest.sections import SECTIONS, Section
from digest.words import MEANING, SIGNS, SILENCE, SILENT, Sign, clock

HEADLINES = 200
"""Most headlines of one topic; the JSON form has them all."""
OPEN: dict[RelationClass, int] = {"conflict": 24, "reconcile": 6, "agree": 8, "update": 6}
"""Most rows of a kind that stand open to view; the others are folded behind them."""
SEEN, ASKED = 4, 6
"""Headlines of a topic, and questions on which somebody is silent, that stand open to view."""
MOST_SILENT, QUIET = 60, 12
"""Most questions on which somebody is silent, the weightiest, and most outlets that are named for each; the JSON form has them all."""
PRINTED, ACROSS = 6, 7
"""How many outlets of one answer, and of the matrix, are printed, as the style sheet has it."""
NAMES = 4
"""Most outlets named beside a value; all of them stand with their sentences behind it."""

_KIND: dict[RelationClass, Section] = {"conflict": "contested", "reconcile": "reconciled", "agree": "agreed", "update": "updated"}
_CLASS = {sign: kind or "alone" for kind, sign in SIGNS.items()}


def html(digest: Digest) -> str:
    """Write a digest as an HTML document (HTML Living Standard), UTF-8, ending with a line feed."""
    page = _Page(digest)
    name = line(title(digest))
    style = _style()
    fingerprint = b64encode(sha256(style.encode()).digest()).decode()
    # Nothing may be loaded or run, whatever stands in the page; only this one style sheet applies (CSP Level 3).
    policy = f"default-src 'none'; style-src 'sha256-{fingerprint}'; base-uri 'none'; form-action 'none'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", name),
        tag("style", Markup(style)),
    )
    return "<!doctype html>\n" + tag("html", head, tag("body", *page.body()), lang="en") + "\n"


@cache
def _style() -> str:
    return Path(__file__).with_name("digest.css").read_text(encoding="utf-8")


class _Page:
    """The parts of one page."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest

    def body(self) -> Iterator[Markup]:
        sections = list(self._sections())
        yield tag("a", "Skip to the digest", href="#main", class_="skip")
        contents = tag("ul", *(tag("li", tag("a", title, href=f"#{name}")) for name, title, _ in sections))
        yield tag(
            "div",
            self._header(),
            tag(
                "main",
                tag("p", "In one sentence", class_="kicker"),
                tag("p", self._digest.summary, class_="summary"),
                self._tally(),
                tag("nav", contents, aria_label="Sections"),
                *(section for _, _, section in sections),
                id="main",
            ),
            tag("footer", tag("h2", SECTIONS["method"]), *(tag("p", words) for words in self._digest.method)),
            class_="page",
        )

    def _header(self) -> Markup:
        digest = self._digest
        return tag(
            "header",
            tag("p", "Who says what: digest", class_="kicker"),
            tag("h1", digest.negotiation),
            tag("p", as_of(digest), class_="meta"),
        )

    def _tally(self) -> Markup:
        entries = []
        for kind, name in _KIND.items():
            rows = distinct(self._digest.related(kind))
            if rows:
                sign = tag("span", SIGNS[kind], class_="sign", aria_hidden="true")
                entries.append(tag("li", tag("a", sign, " ", tag("b", f"{len(rows):,}"), f" {name}", href=f"#{name}"), class_=kind))
        if self._digest.items:
            entries.append(
                tag("li", tag("b", f"{len(self._digest.items):,}"), f" new {'items' if len(self._digest.items) > 1 else 'item'}")
            )
        return tag("ul", *entries, class_="tally") if entries else Markup()

    def _sections(self) -> Iterator[tuple[Section, str, Markup]]:
        """Yield name, title and markup of each section that has something to say."""
        digest = self._digest
        bodies: dict[Section, tuple[int | None, Iterable[Markup]]] = {
            **{name: (len(distinct(rows)), self._rows(rows, OPEN[kind])) for kind, name in _KIND.items() if (rows := digest.related(kind))},
            "updated": (None, self._changes()),
            "figures": (None, self._charts()),
            "commitments": (len(digest.commitments), self._commitments()),
            "alone": (len(digest.related(None)), self._alone(digest.related(None))),
            "matrix": (None, self._matrices()),
            "silent": (None, self._silences()),
            "new": (None, self._topics()),
            "sources": (None, self._sources()),
        }
        for name, heading in SECTIONS.items():
            number, body = bodies.get(name, (None, ()))
            if children := list(body):
                yield name, heading, self._section(name, heading, number, children)

    def _rows(self, rows: Sequence[Row], most: int) -> Iterator[Markup]:
        """The first rows open to view; the others, and those that only tell the same again, folded behind them."""
        shown = cut(distinct(rows), most).shown
        yield tag("div", *(self._row(row) for row in shown), class_="rows")
        others = [row for row in rows if row not in shown]
        if others:
            folded = tag("div", *(self._row(row) for row in others), class_="rows")
            yield tag("details", tag("summary", count(len(others), "more row")), folded, class_="rest")

    def _section(self, name: Section, heading: str, number: int | None, children: Iterable[Markup]) -> Markup:
        size = tag("small", f"{number:,}") if number is not None else Markup()
        return tag("section", tag("h2", heading, size, id=f"{name}-title"), *children, id=name, aria_labelledby=f"{name}-title")

    def _row(self, row: Row) -> Markup:
        comparison = row.comparison
        rests = support(comparison.outlets, comparison.origins, comparison.speakers)
        why = tag("p", words, class_="why") if (words := reason(row)) else Markup()
        return tag(
            "article",
            tag("h3", tag("span", row.sign, class_="sign", aria_hidden="true"), " ", row.label),
            tag("ul", *(self._value(row, answer) for answer in weightiest_first(row)), class_="values"),
            why,
            tag("p", f"{row.topic} · {comparison.grade} · {rests}", class_="grade"),
            tag(
                "details",
                tag("summary", "The sentences behind it", tag("span", f": {row.label}", class_="unseen")),
                tag("ul", *(self._answer(answer) for answer in weightiest_first(row)), class_="answers"),
            ),
            class_=row.relation or "alone",
            id=row.id,
        )

    def _value(self, row: Row, answer: Answer) -> Markup:
        """An answer at a glance: the value, and the outlets that give it, each with its speaker."""
        shown = cut(answer.voices, NAMES)
        names: list[str] = []
        for voice in shown.shown:
            names += [" · "] if names else []
            names += [_link(voice.source, voice.url), *_speaker(voice)]
            names += [", ", self._time(voice.time)] if voice is shown.shown[0] else []
        names += [f" · {shown.more} more"] if shown.more else []
        implied = tag("span", " implied", class_="grade") if answer.derived else Markup()
        return tag("li", tag("strong", value(row, answer), implied), tag("span", *names, class_="names"))

    def _answer(self, answer: Answer) -> Markup:
        words = f" {answer.status} · {support(answer.outlets, answer.origins)}{' · implied, not printed' if answer.derived else ''}"
        more = len(answer.voices) - PRINTED
        left = [tag("li", f"… and {count(more, 'more outlet')}.", class_="printed")] if more > 0 else []
        voices = tag("ul", *(tag("li", self._voice(voice), class_="voice") for voice in answer.voices), *left)
        return tag("li", tag("strong", answer.value), tag("span", words, class_="grade"), voices)

    def _voice(self, voice: Voice) -> Markup:
        earlier = ", in an earlier version of the article" if voice.superseded else ""
        head = tag("p", _link(voice.source, voice.url), *_speaker(voice), ", ", self._time(voice.time), earlier, class_="meta")
        return text(head, tag("blockquote", voice.quote, lang=_lang(voice.language)))

    def _changes(self) -> Iterator[Markup]:
        digest = self._digest
        if digest.changes:
            yield tag("ul", *(self._change(change) for change in digest.changes), class_="plain")
        if digest.wording:
            yield tag("p", f"{count(digest.wording, 'edit')} changed wording only.", class_="legend")
        if rows := digest.related("update"):
            yield from self._rows(rows, OPEN["update"])

    def _alone(self, rows: Sequence[Row]) -> Iterator[Markup]:
        if rows:
            told = tag("div", *map(self._row, rows), class_="rows")
            yield tag("details", tag("summary", "Figures that nobody else answers yet"), told)

    def _commitments(self) -> Iterator[Markup]:
        if self._digest.commitments:
            yield tag("div", *map(self._commitment, self._digest.commitments), class_="rows")

    def _charts(self) -> Iterator[Markup]:
        digest = self._digest
        if pictures := plots(digest):
            drawn = (chart(one, f"figure-{number}", digest.zone, digest.until.year) for number, one in enumerate(pictures, 1))
            yield tag("p", LEGEND, class_="legend")
            yield tag("div", *drawn, class_="charts")

    def _commitment(self, one: Commitment) -> Markup:
        steps = (
            tag(
                "li",
                tag("strong", step.status),
                "" if step.value == step.status else f" {step.value}",
                *([tag("span", *self._voices(step.said), class_="names")] if step.said else []),
                *([tag("span", "denied: ", *self._voices(step.denied), class_="names denied")] if step.denied else []),
            )
            for step in one.steps
        )
        return tag("article", tag("h3", one.label), tag("ol", *steps, class_="track"), tag("p", one.topic, class_="grade"), class_="alone")

    def _voices(self, voices: Sequence[Voice]) -> Iterator[str]:
        first, *others = voices
        yield from (_link(first.source, first.url), *_speaker(first), ", ", self._time(first.time))
        yield f" · {count(len(others), 'other')}" if others else ""

    def _change(self, change: Change) -> Markup:
        head = tag("p", _link(change.source, change.url), ", ", self._time(change.time), f", version {change.version}", class_="meta")
        return tag("li", head, *(tag("div", *_fact(fact), class_="fact") for fact in change.facts))

    def _matrices(self) -> Iterator[Markup]:
        if self._digest.rows:
            tables = list(matrices(self._digest.rows))
            yield from (self._matrix(number, one) for number, one in enumerate(tables, 1))
            if any(len(one.columns) > ACROSS for one in tables):
                yield tag(
                    "p",
                    f"On paper {ACROSS} outlets of each topic, those that answer most; the page on a screen has them all.",
                    class_="printed",
                )
            yield tag("p", "; ".join(f"{sign} {words}" for sign, words in MEANING.items()), class_="legend")

    def _matrix(self, number: int, matrix: Matrix) -> Markup:
        name = f"matrix-{number}"
        heads = (tag("th", column, scope="col") for column in matrix.columns)
        table = tag(
            "table",
            tag("caption", matrix.topic, id=name),
            tag("thead", tag("tr", tag("th", "Question", scope="col"), *heads)),
            tag("tbody", *(self._table_row(row, matrix.columns) for row in matrix.rows)),
            class_="matrix",
        )
        # A region that scrolls has to be reachable by keyboard (WCAG 2.1.1).
        return tag("div", table, class_="scroll", role="region", aria_labelledby=name, tabindex="0")

    def _table_row(self, row: Row, columns: Sequence[str]) -> Markup:
        sign = tag("span", row.sign, class_=f"sign {row.relation or 'alone'}", aria_hidden="true")
        held = {cell.source: cell for cell in row.cells}
        head = tag("th", sign, " ", tag("a", row.label, href=f"#{row.id}"), scope="row")
        return tag("tr", head, *(_cell(held.get(column)) for column in columns))

    def _silences(self) -> Iterator[Markup]:
        proper = [one for one in self._digest.silences if one.state == "silent"]
        if proper:
            yield tag("p", f"{SILENT}.", class_="legend")
            yield tag("ul", *(self._silence(one) for one in proper[:ASKED]), class_="plain")
            if others := proper[ASKED:MOST_SILENT]:
                listed = tag("ul", *(self._silence(one) for one in others), class_="plain")
                yield tag("details", tag("summary", count(len(others), "more question")), listed, class_="rest")
        untold = [one for one in self._digest.silences if one.state != "silent"]
        if untold:
            yield tag("p", "Of these it cannot be told.", class_="legend")
            yield tag("ul", *(self._silence(one) for one in untold), class_="plain")

    def _silence(self, one: Silence) -> Markup:
        shown = cut(one.outlets, QUIET)
        outlets: list[str] = []
        for quiet in shown.shown:
            outlets += ["; "] if outlets else []
            outlets.append(_link(quiet.source, quiet.url))
            outlets += [", ", self._time(quiet.time)] if quiet.time is not None else []
            outlets += [f" ({count(quiet.rows, 'question')})"] if not one.label else []
        outlets += [f"; {shown.more:,} more"] if shown.more else []
        words = SILENCE[one.state]
        label = one.label or words[:1].upper() + words[1:]
        return tag("li", tag("strong", label), tag("br"), tag("span", *outlets, class_="meta"))

    def _new(self, topic: str, headlines: Sequence[Headline], first: Sequence[Headline]) -> Markup:
        shown = cut([one for one in headlines if one not in first], HEADLINES)
        others = shown.shown
        more = [tag("p", f"… and {count(shown.more, 'more item')}.", class_="legend")] if shown.more else []
        folded = [
            tag(
                "details",
                tag("summary", f"{len(others) + shown.more:,} more", tag("span", f" of {topic}", class_="unseen")),
                tag("ul", *(self._headline(one) for one in others), class_="plain"),
                *more,
                class_="rest",
            )
        ]
        return tag(
            "div",
            tag("h3", topic, tag("small", f"{len(headlines):,} new")),
            tag("ul", *(self._headline(one) for one in first), class_="plain"),
            *(folded if others else []),
            class_="topic",
        )

    def _topics(self) -> Iterator[Markup]:
        if not self._digest.new:
            return
        # A headline of two topics stands open in the first of them alone.
        topics = (self._new(one.topic, one.headlines, first.shown) for one, first in once(self._digest.new, SEEN))
        yield tag("div", *topics, class_="rows")
        if self._digest.off_topic:
            yield tag("p", f"{count(self._digest.off_topic, 'new item')} without a topic.", class_="legend")

    def _headline(self, one: Headline) -> Markup:
        head = tag("span", tag("bdi", one.source), ", ", self._time(one.time), class_="meta")
        return tag("li", head, tag("br"), _link(one.title, one.url, _lang(one.language)))

    def _sources(self) -> Iterator[Markup]:
        if not self._digest.sources:
            return
        names = ("Outlet", "State", "Polls", "Failed", "New", "Last read")
        rows = (
            tag(
                "tr",
                tag("th", one.source, scope="row"),
                tag("td", _health(one)),
                *(tag("td", f"{number:,}", class_="number") for number in (one.polls, one.failed, one.new)),
                tag("td", self._time(one.last_good) if one.last_good is not None else "never"),
            )
            for one in self._digest.sources
        )
        table = tag(
            "table",
            tag("caption", "How each outlet could be followed", id="sources-table"),
            tag("thead", tag("tr", *(tag("th", name, scope="col") for name in names))),
            tag("tbody", *rows),
        )
        yield tag("div", table, class_="scroll", role="region", aria_labelledby="sources-table", tabindex="0")

    def _time(self, moment: datetime) -> Markup:
        return tag("time", clock(moment, self._digest.zone, self._digest.until.year), datetime=brief(moment))


def _cell(cell: Cell | None) -> Markup:
    return _NO_ITEM if cell is None else _held(cell.sign, cell.text, silent=cell.silent)


_NO_ITEM = tag("td", tag("span", "no item", class_="unseen"), class_="quiet")


@lru_cache(1000)
def _held(mark: Sign, words: str, *, silent: bool) -> Markup:
    """A cell of the matrix; many are alike."""
    sign = tag("span", mark, class_="sign", aria_hidden="true")
    if silent:
        title = next((told for state, told in SILENCE.items() if state == words), None)
        return tag("td", sign, " ", words, class_="quiet", title=title)
    return tag("td", sign, " ", words, tag("span", f" ({MEANING[mark]})", class_="unseen"), class_=_CLASS[mark])


def _health(one: SourceHealth) -> Markup:
    kind = {"ok": "agree", "gap": "reconcile", "unreachable": "conflict", "not asked": "alone"}[one.state]
    sign = {"ok": "=", "gap": "~", "unreachable": "≠", "not asked": "·"}[one.state]
    return tag("span", tag("span", sign, class_="sign", aria_hidden="true"), f" {one.words}", class_=kind)


def _fact(fact: FactChange) -> Iterator[str]:
    yield f"{fact.label}: "
    if fact.old is not None:
        yield tag("del", fact.old)
    if fact.old is not None and fact.new is not None:
        yield " → "
    if fact.new is not None:
        yield tag("ins", fact.new)
    if fact.speaker:
        yield tag("span", f", {fact.speaker}", class_="names")
    if fact.kind == "added":
        yield " (added)"
    if fact.kind == "removed":
        yield " (removed)"
    if fact.quote:
        yield tag("blockquote", fact.quote)


def _speaker(voice: Voice) -> Iterator[str]:
    """Name who says so; in whatever direction the name is written, what follows it stays in its place."""
    if voice.speaker:
        yield from (", ", tag("bdi", voice.speaker))


def _link(words: str, url: str | None, lang: str | None = None) -> Markup:
    """Return a link that tells the other side nothing of where it was followed from, or the words alone."""
    safe = safe_url(url)
    words = line(words)
    if safe is None:
        return tag("span", words, lang=lang)
    return tag("a", words, href=safe, rel="noopener noreferrer", lang=lang)


def _lang(language: str) -> str | None:
    return None if language == "en" or not language.isalpha() else language
