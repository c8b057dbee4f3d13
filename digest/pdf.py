"""A digest as PDF, to print or to send: pages of A4 with links, bookmarks and page numbers. Needs the extra `pdf`."""

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any

from core.errors import WorkError
from core.text import line
from digest.link import safe_url
from digest.outline import Limits
from digest.page import SIGNS_TOLD, Entry, Page, Words, as_of, title
from digest.record import Digest, Sign

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

LIMITS = Limits(contested=24, reconciled=8, agreed=12, updated=6, changes=8, commitments=8, silences=6, headlines=3, names=5, quote=160)
_INK, _MUTED, _RULE = "#1d1c1a", "#5d594f", "#c9c3b4"
_TONES: dict[Sign, str] = {"≠": "#a11d19", "~": "#7a5000", "=": "#1c6637", "^": "#1c4d8a", "·": _MUTED}


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
    for face, path in _faces().items():
        # Anew for each document: which letters one before it used must not tell in it.
        pdfmetrics.registerFont(ttfonts.TTFont(face, path))
    for face in ("Serif", "Sans"):
        pdfmetrics.registerFontFamily(face, normal=face, bold=f"{face}Bold", italic=face, boldItalic=f"{face}Bold")
    name = line(title(digest))
    file = BytesIO()
    document = SimpleDocTemplate(
        file,
        pagesize=(595.28, 841.89),
        leftMargin=51,
        rightMargin=51,
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
        canvas.setFillColor(_MUTED)
        canvas.drawString(51, 32, _seen(name))
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
            "kicker": ParagraphStyle("kicker", base, fontName="Sans", fontSize=8, leading=10, spaceBefore=9, textColor=_MUTED),
            "title": ParagraphStyle("title", base, fontName="SerifBold", fontSize=22, leading=25, spaceAfter=2),
            "meta": ParagraphStyle("meta", base, fontName="Sans", fontSize=8.4, leading=11, textColor=_MUTED),
            "lead": ParagraphStyle("lead", base, fontSize=12.6, leading=17, spaceBefore=2, spaceAfter=4),
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
        yield self._text("meta", f"{_words(as_of(digest))}. {SIGNS_TOLD}.")
        yield HRFlowable(width="100%", thickness=1.2, color=_RULE, spaceBefore=5, spaceAfter=0)
        yield self._text("kicker", "IN ONE SENTENCE")
        yield self._text("lead", _words(digest.summary))
        for _, name, entries in Page(digest).sections(self._limits):
            yield self._text("section", name)
            yield HRFlowable(width="100%", thickness=0.5, color=_RULE, spaceBefore=0, spaceAfter=1)
            for entry in entries:
                yield from self._entry(entry, 0)

    def _entry(self, entry: Entry, depth: int) -> Iterator["Flowable"]:
        style = "answer" if depth else "row" if entry.under and entry.joint is None else "line"
        sign = f"<font name='SansBold' color='{_TONES[entry.sign]}'>{escape(entry.sign)}</font> " if entry.sign else ""
        joined = f" {entry.joint.join(_written(one.words) for one in entry.under)}." if entry.joint and entry.under else ""
        yield self._text(style, f"{sign}{_written(entry.words)}{joined}")
        if entry.joint is None:
            for one in entry.under:
                yield from self._entry(one, depth + 1)

    def _text(self, style: str, markup: str) -> "Flowable":
        from reportlab.platypus import Paragraph  # noqa: PLC0415

        return Paragraph(markup, self.styles[style])


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
            return f"<font color='{_MUTED}'>{shown}</font>"
        case "plain":
            return shown
