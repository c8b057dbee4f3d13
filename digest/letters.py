"""The faces of a digest's PDF, and the letters that they have. For the extra `pdf` alone."""

from functools import cache

import font_source_sans_pro as sans
import font_source_serif_pro as serif
from reportlab.pdfbase import pdfmetrics, ttfonts

from core.text import line

FACES = {
    "Serif": serif.font_files_ttf["SourceSerifPro"],
    "SerifBold": serif.font_files_ttf["SourceSerifProSemibold"],
    "Sans": sans.font_files_ttf["SourceSansPro"],
    "SansBold": sans.font_files_ttf["SourceSansProSemibold"],
}
"""Their files, by the names that they have here."""


def load() -> None:
    """Make the faces known to reportlab: anew for each document, for which letters one before it used must not tell in it."""
    for name, path in FACES.items():
        pdfmetrics.registerFont(ttfonts.TTFont(name, path))
    for name in ("Serif", "Sans"):
        pdfmetrics.registerFontFamily(name, normal=name, bold=f"{name}Bold", italic=name, boldItalic=f"{name}Bold")


@cache
def _letters() -> frozenset[str]:
    """Return what all of the faces can show."""
    return frozenset.intersection(*(frozenset(map(chr, ttfonts.TTFont(name, file).face.charToGlyph)) for name, file in FACES.items()))


def complete(text: str) -> bool:
    """Whether the faces have all letters of a text."""
    return _letters().issuperset(line(text, 2000))


def shown(text: str) -> str:
    """Return text on one line, in the letters that the faces have; for any other stands a question mark."""
    words, letters = line(text, 2000), _letters()
    return words if letters.issuperset(words) else "".join(sign if sign in letters else "?" for sign in words)
