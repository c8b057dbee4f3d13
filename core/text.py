"""Text from outside, made harmless."""

import re
import unicodedata

# C0 and C1 controls (line feed and tab are handled first), soft hyphen, bidirectional controls, zero-width characters,
# line and paragraph separators, interlinear annotation, lone surrogates, tags. ZWJ and ZWNJ (U+200C, U+200D) go too:
# terminals disagree on the width of what they join.
_BAD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_MARKS = 4
_PILE = re.compile(r"[^\W\d_]?(?:[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]){5,}")
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")

MAX_TITLE = 500
MAX_TEXT = 200_000


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """Return text that no terminal, page or file can take for anything but text: at most `limit` code points.

    Line feeds stay, carriage returns become line feeds, tabs become spaces; of a pile of combining marks four stay.
    """
    text = text[:limit].replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").replace("\t", " ")
    if not text.isprintable():
        text = _BAD.sub("", text)
    return _PILE.sub(lambda pile: pile[0][: _MARKS + 1], text)


def line(text: str, limit: int = MAX_TITLE) -> str:
    """Return harmless text on one line, white space folded.

    >>> line(" Talks \\n resume\\x1b[2J ")
    'Talks resume[2J'
    """
    return _SPACES.sub(" ", clean(text, limit).replace("\n", " ")).strip()


def paragraphs(text: str, limit: int = MAX_TEXT) -> str:
    """Return harmless text, white space folded within lines, no empty lines: a paragraph a line."""
    rows = (_SPACES.sub(" ", row).strip() for row in clean(text, limit).split("\n"))
    return unicodedata.normalize("NFC", "\n".join(row for row in rows if row))
