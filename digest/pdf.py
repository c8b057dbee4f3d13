"""A digest as PDF, to print or to send: pages of A4 with links, bookmarks and page numbers. Needs the extra `pdf`."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from core.comparison import RelationClass
from core.counts import count, support
from core.errors import WorkError
from core.text import line
from digest.link import safe_url
from digest.outline import Limits, cut, distinct, headline, lead, news_first, once, short_quote, troubled, value, weightiest_first
from digest.record import Change, Commitment, Digest, FactChange, Headline, Row, Silence, Voice
from digest.words import SILENCE, clock, day, listed, zone_name

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

LIMITS = Limits(contested=24, reconciled=8, agreed=12, updated=6, changes=8, commitments=8, silences=6, headlines=3, names=5, quote=160)
_INK, _MUTED, _RULE = "#1d1c1a", "#5d594f", "#c9c3b4"
_TONES: dict[RelationClass | None, str] = {
    "conflict": "#a11d19",
    "reconcile": "#7a5000",
    "agree": "#1c6637",
    "update": "#1c4d8a",
    None: _MUTED,
}


def pdf(digest: Digest, limits: Limits = LIMITS) -> bytes:
    """Write a digest as PDF; the same digest is the same bytes.

    Raises:
        WorkError: the extra is not installed.
    """
    try:
        from reportlab.pdfbase import pdfmetrics, ttfonts  # noqa: PLC0415  (an extra, and slow to import)
        from reportlab.platypus import SimpleDocTemplate  # noqa: PLC0415

        _letters()
    except ImportError:
        raise WorkError("PDF needs an extra: pip install 'negotiation-watch[pdf]'") from None
    for name, path in _faces().items():
        # Anew for each document: which letters one before it used must not tell in it.
        pdfmetrics.registerFont(ttfonts.TTFont(name, path))
    for name in ("Serif", "Sans"):
        pdfmetrics.registerFontFamily(name, normal=name, bold=f"{name}Bold", italic=name, boldItalic=f"{name}Bold")
    title = line(f"{digest.negotiation}: digest of {day(digest.until, digest.zone)}")
    file = BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=(595.28, 841.89),
        leftMargin=51,
        rightMargin=51,
        topMargin=48,
        bottomMargin=54,
        title=title,
        author="negotiation-watch",
        subject=line(digest.summary),
        lang="en",
        invariant=1,
    )

    def foot(canvas: Any, _: object) -> None:
        canvas.saveState()
        canvas.setFont("Sans", 8)
        canvas.setFillColor(_MUTED)
        canvas.drawString(51, 32, _seen(title))
        canvas.drawRightString(544, 32, str(canvas.getPageNumber()))
        canvas.restoreState()

    def mark(flowable: Any) -> None:
        if getattr(flowable, "style", None) is pages.styles["section"]:
            words = flowable.getPlainText()
            document.canv.bookmarkPage(words)
            document.canv.addOutlineEntry(words, words, 0)

    pages = _Pages(digest, limits)
    document.afterFlowable = mark
    document.build(list(pages.flow()), onFirstPage=foot, onLaterPages=foot)
    return file.getvalue()


def _faces() -> dict[str, str]:
    """Return the files of the faces, by the names that they have here."""
    import font_source_sans_pro as sans  # noqa: PLC0415
    import font_source_serif_pro as serif  # noqa: PLC0415

    return {
        "Serif": serif.font_files_ttf["SourceSerifPro"],
        "SerifBold": serif.font_files_ttf["SourceSerifProSemibold"],
        "Sans": sans.font_files_ttf["SourceSansPro"],
        "SansBold": sans.font_files_ttf["SourceSansProSemibold"],
    }


@cache
def _letters() -> frozenset[str]:
    """Return what all of the faces can show."""
    from reportlab.pdfbase import ttfonts  # noqa: PLC0415

    return frozenset.intersection(*(frozenset(map(chr, ttfonts.TTFont(name, file).face.charToGlyph)) for name, file in _faces().items()))


def _seen(text: str) -> str:
    """Return text in the letters that the fonts have; for any other stands a question mark."""
    return "".join(sign if sign in _letters() else "?" for sign in line(text, 2000))


def _words(text: str) -> str:
    """Write a text so that it is no markup of reportlab's."""
    return escape(_seen(text))


def _link(text: str, url: str | None) -> str:
    safe = safe_url(url)
    return _words(text) if safe is None else f'<a href="{escape(safe)}"><u width="0.4" offset="-1.5">{_words(text)}</u></a>'


class _Pages:
    """What stands on the pages of one digest, in order."""

    def __init__(self, digest: Digest, limits: Limits) -> None:
        from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415

        self._digest = digest
        self._limits = limits
        base = ParagraphStyle("body", fontName="Serif", fontSize=9.6, leading=12.8, textColor=_INK, splitLongWords=1)
        self.styles = {
            "kicker": ParagraphStyle("kicker", base, fontName="Sans", fontSize=8, leading=10, textColor=_MUTED),
            "title": ParagraphStyle("title", base, fontName="SerifBold", fontSize=22, leading=25, spaceAfter=2),
            "meta": ParagraphStyle("meta", base, fontName="Sans", fontSize=8.4, leading=11, textColor=_MUTED),
            "lead": ParagraphStyle("lead", base, fontSize=12.6, leading=17, spaceBefore=9, spaceAfter=4),
            "section": ParagraphStyle(
                "section", base, fontName="SerifBold", fontSize=13, leading=16, spaceBefore=13, spaceAfter=1, keepWithNext=1
            ),
            "row": ParagraphStyle("row", base, spaceBefore=6, keepWithNext=1),
            "line": ParagraphStyle("line", base, spaceBefore=4, leftIndent=12, firstLineIndent=-12),
            "answer": ParagraphStyle("answer", base, leftIndent=24, firstLineIndent=-12, spaceBefore=1.5, fontSize=9.2, leading=12),
        }

    def flow(self) -> Iterator["Flowable"]:
        from reportlab.platypus import HRFlowable  # noqa: PLC0415

        digest = self._digest
        yield self._text("kicker", "WHO SAYS WHAT: DIGEST")
        yield self._text("title", _words(digest.negotiation))
        span = f"{clock(digest.since, digest.zone, digest.until.year)} to {clock(digest.until, digest.zone)}"
        signs = "= agrees · ~ reconciles · ≠ in conflict · ^ updated"
        yield self._text("meta", f"{_words(span)}, {_words(zone_name(digest.until, digest.zone))} · {signs}")
        yield HRFlowable(width="100%", thickness=1.2, color=_RULE, spaceBefore=5, spaceAfter=0)
        yield self._text("lead", _words(digest.summary))
        for title, body in (
            ("Contested", self._contested()),
            ("Reconciled, and how", self._told(digest.related("reconcile"), self._limits.reconciled)),
            ("Agreed", self._told(digest.related("agree"), self._limits.agreed)),
            ("Changed and corrected", self._changed()),
            ("Status of commitments", self._commitments()),
            ("Silent, and which kind", self._silent()),
            ("New by topic", self._new()),
            ("Sources", self._sources()),
            ("Method and limits", (self._text("line", _words(words)) for words in digest.method)),
        ):
            parts = list(body)
            if parts:
                yield self._text("section", title)
                yield HRFlowable(width="100%", thickness=0.5, color=_RULE, spaceBefore=0, spaceAfter=1)
                yield from parts

    def _text(self, style: str, markup: str) -> "Flowable":
        from reportlab.platypus import Paragraph  # noqa: PLC0415

        return Paragraph(markup, self.styles[style])

    def _contested(self) -> Iterator["Flowable"]:
        shown = cut(news_first(distinct(self._digest.related("conflict"))), self._limits.contested)
        for row in shown.shown:
            yield self._text("row", self._head(row))
            answers = cut(weightiest_first(row), self._limits.answers)
            for answer in answers.shown:
                voice, others = lead(answer)
                also = f" <font color='{_MUTED}'>Also {_words(self._names(others))}.</font>" if others else ""
                quote = f"“{_words(short_quote(voice, self._limits))}”"
                yield self._text("answer", f"<b>{_words(value(row, answer))}</b> {self._voice(voice)}: {quote}{also}")
            yield from self._more(answers.more, "answer")
        yield from self._more(shown.more, "row")

    def _told(self, rows: Sequence[Row], most: int) -> Iterator["Flowable"]:
        shown = cut(distinct(rows), most)
        for row in shown.shown:
            answers = cut(weightiest_first(row), self._limits.answers)
            voices = [self._voice(lead(answer)[0]) for answer in answers.shown]
            others = lead(row.answers[0])[1] if len(row.answers) == 1 else ()
            voices += [f"also {_words(self._names(others))}"] if others else []
            voices += [count(answers.more, "more answer")] if answers.more else []
            yield self._text("line", f"{self._head(row)} <font color='{_MUTED}'>{'; '.join(voices)}.</font>")
        yield from self._more(shown.more, "row")

    def _head(self, row: Row) -> str:
        one = row.comparison
        sign = f"<font name='SansBold' color='{_TONES[row.relation]}'>{escape(row.sign)}</font>"
        rests = (
            f"<font name='Sans' size='7.8' color='{_MUTED}'>{_words(one.grade)}; {support(one.outlets, one.origins, one.speakers)}</font>"
        )
        why = "" if row.relation in {"agree", "conflict"} else f" {_words(row.why.rstrip('.'))}."
        return f"{sign} <b>{_words(row.label)}: {_words(headline(row))}</b> {rests}.{why}"

    def _voice(self, voice: Voice) -> str:
        speaker = f", {_words(voice.speaker)}" if voice.speaker else ""
        earlier = ", in an earlier version" if voice.superseded else ""
        return f"<font color='{_MUTED}'>{_link(voice.source, voice.url)}{speaker}, {self._clock(voice.time)}{earlier}</font>"

    def _changed(self) -> Iterator["Flowable"]:
        edits = cut(self._digest.changes, self._limits.changes)
        for change in edits.shown:
            yield self._text("line", self._change(change))
        yield from self._more(edits.more, "edited article")
        yield from self._told(self._digest.related("update"), self._limits.updated)
        if self._digest.wording:
            yield self._text("line", f"{count(self._digest.wording, 'edit')} changed wording only.")

    def _change(self, change: Change) -> str:
        facts = [f"{_words(fact.label)}: {_fact(fact)}" for fact in change.facts]
        head = f"<font color='{_MUTED}'>{_link(change.source, change.url)}, {self._clock(change.time)}, version {change.version}:</font>"
        return f"{head} {'; '.join(facts)}."

    def _commitments(self) -> Iterator["Flowable"]:
        shown = cut(self._digest.commitments, self._limits.commitments)
        for one in shown.shown:
            yield self._text("line", self._commitment(one))
        yield from self._more(shown.more, "commitment")

    def _commitment(self, one: Commitment) -> str:
        steps = []
        for step in one.steps:
            words = _words(step.status if step.value == step.status else f"{step.status} {step.value}")
            said = f" {self._voice(step.said[0])}" if step.said else ""
            denied = f", <b>denied</b> by {self._voice(step.denied[0])}" if step.denied else ""
            steps.append(f"{words}{said}{denied}")
        return f"<b>{_words(one.label)}:</b> {' → '.join(steps)}."

    def _silent(self) -> Iterator["Flowable"]:
        proper = [one for one in self._digest.silences if one.state == "silent"]
        shown = cut(proper, self._limits.silences)
        for one in shown.shown:
            yield self._text("line", f"<b>{_words(one.label)}:</b> {self._quiet(one)}.")
        yield from self._more(shown.more, "question")
        for one in self._digest.silences:
            if one.state != "silent":
                words = SILENCE[one.state]
                yield self._text("line", f"{words[:1].upper()}{words[1:]}: {_words(self._names([each.source for each in one.outlets]))}.")

    def _quiet(self, silence: Silence) -> str:
        names = cut(silence.outlets, self._limits.names)
        told = [_link(one.source, one.url) + (f", {self._clock(one.time)}" if one.time is not None else "") for one in names.shown]
        return "; ".join(told) + (f"; {names.more} more" if names.more else "")

    def _new(self) -> Iterator["Flowable"]:
        for topic, shown in once(self._digest.new, self._limits.headlines):
            more = f", {shown.more:,} not shown" if shown.more else ""
            yield self._text("row", f"<b>{_words(topic.topic)}</b> <font color='{_MUTED}'>{len(topic.headlines):,} new{more}</font>")
            for one in shown.shown:
                yield self._text("answer", self._headline(one))
        if self._digest.off_topic:
            yield self._text("line", f"{count(self._digest.off_topic, 'new item')} without a topic.")

    def _headline(self, one: Headline) -> str:
        return f"<font color='{_MUTED}'>{_words(one.source)}, {self._clock(one.time)}:</font> {_link(one.title, one.url)}"

    def _sources(self) -> Iterator["Flowable"]:
        good = sum(one.state == "ok" for one in self._digest.sources)
        if self._digest.sources:
            yield self._text("line", f"{good} of {count(len(self._digest.sources), 'outlet')} read without a hole.")
        shown = cut(troubled(self._digest.sources), self._limits.troubled)
        for words, names in shown.shown:
            yield self._text("line", f"{_words(self._names(names))}: {_words(words)}")
        yield from self._more(shown.more, "fault")

    def _names(self, names: Sequence[str]) -> str:
        shown = cut(names, self._limits.names)
        return listed([*shown.shown, *([f"{shown.more} more"] if shown.more else [])])

    def _more(self, number: int, what: str) -> Iterator["Flowable"]:
        if number:
            yield self._text("answer", f"<font color='{_MUTED}'>… and {count(number, f'more {what}')}.</font>")

    def _clock(self, moment: datetime) -> str:
        return clock(moment, self._digest.zone, self._digest.until.year)


def _fact(fact: FactChange) -> str:
    old, new = _words(fact.old or ""), _words(fact.new or "")
    return {"changed": f"{old} → <b>{new}</b>", "added": f"<b>{new}</b> added", "removed": f"{old} removed"}[fact.kind]
