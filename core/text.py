"""Text from outside, made harmless."""

import re
import unicodedata

# C0 and C1 controls (line feeds, tabs and Windows-1252 are handled first), soft hyphen, bidirectional controls, zero-width characters,
# line and paragraph separators, interlinear annotation, lone surrogates, controls of shorthand and music, tags; and what is no character,
# which XML may not hold. ZWJ and ZWNJ (U+200C, U+200D) go too: terminals disagree on the width of what they join.
_BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\u2028\u2029]")
_C1 = re.compile("[\x80-\x9f]")
_MARKS = 4
# What may be a pile of combining marks, in whatever script: no letters, no spaces, not ASCII.
_PILE = re.compile(r"[^\w\s\x00-\x7f]{5,}")

MAX_TITLE = 500
MAX_TEXT = 200_000


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """Return text that no terminal, page or file can take for anything but text: at most `limit` code points.

    Ends of lines become line feeds, tabs become spaces; of a pile of combining marks four stay. The controls U+0080 to
    U+009F are read as the Windows-1252 characters that somebody took for Latin-1 (dashes and quotation marks, which keep
    figures apart), as HTML does (https://html.spec.whatwg.org/#numeric-character-reference-end-state).
    """
    text = text[:limit]
    if not text.replace("\n", "").isprintable():
        text = _C1.sub(lambda control: control[0].encode("latin-1").decode("cp1252", "ignore"), _ENDS.sub("\n", text.replace("\t", " ")))
        text = _BAD.sub("", text)
    return text if text.isascii() else _PILE.sub(lambda pile: _lowered(pile[0]), text)


def _lowered(pile: str) -> str:
    kept, marks = "", 0
    for char in pile:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        kept += char if marks <= _MARKS else ""
    return kept


def line(text: str, limit: int = MAX_TITLE) -> str:
    """Return harmless text on one line, white space folded.

    >>> line(" Talks \\n resume\\x1b[2J ")
    'Talks resume[2J'
    """
    return " ".join(clean(text, limit).split())


def paragraphs(text: str, limit: int = MAX_TEXT) -> str:
    """Return harmless text, white space folded within lines, no empty lines: a paragraph a line."""
    rows = (" ".join(row.split()) for row in clean(text, limit).split("\n"))
    return unicodedata.normalize("NFC", "\n".join(row for row in rows if row))
