"""The pages of a digest's PDF. For the extra `pdf` alone: reportlab is imported with it."""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from io import BytesIO
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, Paragraph, SimpleDocTemplate

from core.counts import count
from core.text import line
from digest.drawing import INK, MUTED, OUTLETS, ROWS, RULE, TONES, pictures, tables
from digest.letters import complete, load, shown
from digest.link import safe_url
from digest.matrix import matrices
from digest.outline import Limits
from digest.page import SIGNS_TOLD, Entry, Page, Words, as_of, title
from digest.plot import LEGEND, plots
from digest.record import Digest
from digest.sections import SECTIONS, Section

LIMITS = Limits(contested=24, reconciled=8, agreed=12, updated=6, changes=8, commitments=8, silences=6, headlines=3, names=5, quote=160)
_WIDE, _HIGH, _MARGIN = 595.28, 841.89, 51
"""A4, in points."""
_ROOM = 90
"""A section does not begin lower than this above the end of a page."""


def printed(digest: Digest) -> bytes:
    """Write a digest as PDF; the same digest is the same bytes."""
    load()
    name = line(title(digest))
    file = BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=(_WIDE, _HIGH),
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=48,
        bottomMargin=54,
        title=name,
        author="negotiation-watch",
        subject=line(digest.summary),
        lang="en",
        invariant=1,
    )

    def foot(canvas: Any, _: object) -> None:
        canvas.saveState()
        canvas.setFont("Sans", 8)
        canvas.setFillColor(MUTED)
        canvas.drawString(_MARGIN, 32, shown(name)[:100])
        canvas.drawRightString(_WIDE - _MARGIN, 32, str(canvas.getPageNumber()))
        canvas.restoreState()

    def mark(flowable: Any) -> None:
        if getattr(flowable, "style", None) is pages.styles["section"]:
            words = flowable.getPlainText()
            document.canv.bookmarkPage(words)
            document.canv.addOutlineEntry(words, words, 0)

    pages = _Pages(digest)
    document.afterFlowable = mark
    document.build(list(pages.flow()), onFirstPage=foot, onLaterPages=foot)
    return file.getvalue()


def _words(text: str) -> str:
    """Write a text so that it is no markup of reportlab's."""
    return escape(shown(text))


def _link(text: str, url: str | None) -> str:
    safe = safe_url(url)
    return _words(text) if safe is None else f'<a href="{escape(safe)}"><u width="0.4" offset="-1.5">{_words(text)}</u></a>'


class _Pages:
    """What stands on the pages of one digest, in order."""

    def __init__(self, digest: Digest) -> None:
        self._digest = digest
        base = ParagraphStyle("body", fontName="Serif", fontSize=9.6, leading=12.8, textColor=INK, splitLongWords=1)
        self.styles = {
            "kicker": ParagraphStyle("kicker", base, fontName="Sans", fontSize=8, leading=10, spaceBefore=9, textColor=MUTED),
            "title": ParagraphStyle("title", base, fontName="SerifBold", fontSize=22, leading=25, spaceAfter=2),
            "meta": ParagraphStyle("meta", base, fontName="Sans", fontSize=8.4, leading=11, textColor=MUTED),
            "lead": ParagraphStyle("lead", base, fontSize=12.6, leading=17, spaceBefore=2, spaceAfter=4),
            "section": ParagraphStyle("section", base, fontName="SerifBold", fontSize=13, leading=16, spaceBefore=13, spaceAfter=1),
            "caption": ParagraphStyle("caption", base, fontName="SansBold", fontSize=8.4, leading=11, spaceBefore=7, spaceAfter=2),
            "row": ParagraphStyle("row", base, spaceBefore=6, keepWithNext=1),
            "line": ParagraphStyle("line", base, spaceBefore=4, leftIndent=12, firstLineIndent=-12),
            "answer": ParagraphStyle("answer", base, leftIndent=24, firstLineIndent=-12, spaceBefore=1.5, fontSize=9.2, leading=12),
        }

    def flow(self) -> Iterator[Flowable]:
        digest = self._digest
        yield self._text("kicker", "WHO SAYS WHAT: DIGEST")
        yield self._text("title", _words(digest.negotiation))
        yield self._text("meta", f"{_words(as_of(digest))}. {SIGNS_TOLD}.")
        yield HRFlowable(width="100%", thickness=1.2, color=RULE, spaceBefore=5, spaceAfter=0)
        yield self._text("kicker", "IN ONE SENTENCE")
        yield self._text("lead", _words(digest.summary))
        told = {one.name: one for one in Page(digest).sections(LIMITS)}
        drawn: dict[Section, Callable[[], Iterator[Flowable]]] = {"figures": self._figures, "matrix": self._matrix}
        for name, heading in SECTIONS.items():
            lines = told.get(name)
            body = drawn[name]() if name in drawn else (part for one in (lines.entries if lines else ()) for part in self._entry(one, 0))
            if parts := list(body):
                yield CondPageBreak(_ROOM)
                yield self._text("section", lines.title if lines else heading)
                yield HRFlowable(width="100%", thickness=0.5, color=RULE, spaceBefore=0, spaceAfter=1)
                yield from parts
        words = [one.text for lines in told.values() for entry in lines.entries for one in _all(entry)]
        if not all(map(complete, (digest.negotiation, digest.summary, *words))):
            yield self._text("line", "A question mark in a word stands for a letter that this PDF has not; the page in HTML has them all.")

    def _figures(self) -> Iterator[Flowable]:
        if found := plots(self._digest):
            yield self._text("meta", _words(LEGEND))
            yield from pictures(found, self.styles["caption"], _WIDE - 2 * _MARGIN - 12)

    def _matrix(self) -> Iterator[Flowable]:
        for matrix in matrices(self._digest.rows):
            rows, outlets = max(len(matrix.rows) - ROWS, 0), max(len(matrix.columns) - OUTLETS, 0)
            left = [count(number, f"more {what}") for number, what in ((rows, "row"), (outlets, "outlet")) if number]
            more = f" <font color='{MUTED}'>… and {' and '.join(left)}: the page in HTML has them all</font>" if left else ""
            yield CondPageBreak(_ROOM)
            yield self._text("caption", f"{_words(matrix.topic)}{more}")
            yield from tables(matrix)

    def _entry(self, entry: Entry, depth: int) -> Iterator[Flowable]:
        style = "answer" if depth else "row" if entry.under and entry.joint is None else "line"
        sign = f"<font name='SansBold' color='{TONES[entry.sign]}'>{escape(entry.sign)}</font> " if entry.sign else ""
        joined = f" {entry.joint.join(_written(one.words) for one in entry.under)}." if entry.joint and entry.under else ""
        yield self._text(style, f"{sign}{_written(entry.words)}{joined}")
        if entry.joint is None:
            for one in entry.under:
                yield from self._entry(one, depth + 1)

    def _text(self, style: str, markup: str) -> Flowable:
        return Paragraph(markup, self.styles[style])


def _all(entry: Entry) -> Iterator[Words]:
    yield from entry.words
    for one in entry.under:
        yield from _all(one)


def _written(words: Iterable[Words]) -> str:
    return "".join(map(_piece, words))


def _piece(words: Words) -> str:
    text = words.text.strip()
    before, _, after = words.text.partition(text) if text else (words.text, "", "")
    shown = f"{before}{_link(text, words.url)}{after}"
    match words.tone:
        case "strong":
            return f"<b>{shown}</b>"
        case "faint":
            return f"<font color='{MUTED}'>{shown}</font>"
        case "plain":
            return shown
