"""Words of a text: where they begin and end, how they compare, and in which sentence they stand."""

# ruff: noqa: RUF001, RUF002 -- Cyrillic letters and typographic quotation marks are what this file is about

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_APOSTROPHES = "'\u2019\u2018\u02bc\u02bb\u02b9\u2032\u00b4`\uff07"
_MARKS = "\u0300-\u036f"
_CURRENCY = "$€£¥₴₽₪"

# A number keeps its separators ("1,200", "4.5"), and a sum of money its sign, by which it is told from a count.
# An apostrophe between letters is part of the word ("п'ять"); a hyphen is not. The ranges are the Latin and the Cyrillic letters,
# which are told faster so than as \w; other scripts come last.
_LETTER = "A-Za-z\u00c0-\u024f\u0400-\u052f\u00b2"
_NUMBER = rf"[{_CURRENCY}]?\d+(?:[.,]\d+)*"
_WORD = re.compile(rf"[{_LETTER}][{_LETTER}0-9]*(?:[{_APOSTROPHES}][{_LETTER}]+)*|{_NUMBER}|%|[^\W_]+")
# For text that holds combining marks, which \w leaves out: "и" and a breve are one letter.
_MARKED = re.compile(
    rf"[{_LETTER}][{_LETTER}0-9{_MARKS}]*(?:[{_APOSTROPHES}][{_LETTER}][{_LETTER}{_MARKS}]*)*|{_NUMBER}|%|[^\W_]+",
)
_HAS_MARK = re.compile(f"[{_MARKS}]")
_SAME = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | {"ё": "е", "\u0301": None, "\u0300": None})

# A full stop, question or exclamation mark (and what closes with it) before white space and what begins a sentence; or an empty
# line. Every run is bounded, so that a page of dots or of blanks costs no more than a page of words; the one set of characters
# at the head lets the search skip to them.
_END = re.compile(
    r"""[.!?…\n](?:(?<=\n)[ \t\r]{0,8}\n|(?<!\n)["'”’»)\]*_]{0,3}\s{1,4}(?=["'“‘«„(\[*_—–-]{0,3}\s?[^\W_a-zа-яіїєґё]))""",
)
_OPENING = "\"'“‘«„([*_-—–"
_BEFORE = 12
"""Characters before a full stop in which an abbreviation would stand."""
# fmt: off
_ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "maj", "capt", "sgt", "brig", "adm", "gov", "sen", "rep", "st", "jr", "sr",
    "no", "vs", "approx", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "u.s", "u.k", "u.n",
    "e.u", "a.m", "p.m", "d.c", "i.e", "e.g", "вул", "просп", "ст", "обл", "ім", "див", "напр", "тис", "млн", "млрд", "грн", "руб",
    "кв", "км", "ул", "пр", "им", "см", "тыс",
})
# fmt: on


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return a word as it compares: composed, case folded, apostrophes alike, ё as е, without stress marks and the English 's.

    >>> fold("Hostage’s"), fold("Пленённых")
    ('hostage', 'плененных')
    """
    folded = unicodedata.normalize("NFC", word.casefold()).translate(_SAME)
    return folded.removesuffix("'s")


def split(text: str) -> list[str]:
    """Return the words of a text, as printed and in order."""
    return _pattern(text).findall(text)


def split_sentences(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield where each sentence begins and ends, and its words; together they cover the text."""
    words = _pattern(text).findall
    for start, end in sentences(text):
        yield start, end, words(text, start, end)


def spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where each word of a sentence begins and ends in its text, the English 's left out."""
    return [_span(text, match) for match in _pattern(text[start:end]).finditer(text, start, end)]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends; together they cover the text.

    A line break alone ends none, for feeds wrap their lines; a heading without a full stop belongs to what follows.
    """
    start = 0
    for end in _END.finditer(text):
        if text[end.start()] == "." and _abbreviated(text, start, end.start()):
            continue
        yield start, end.end()
        start = end.end()
    if start < len(text):
        yield start, len(text)


def _pattern(text: str) -> re.Pattern[str]:
    return _WORD if text.isascii() or not _HAS_MARK.search(text) else _MARKED


def _span(text: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = match.span()
    possessive = end - start > 2 and text[end - 1] in "sS" and text[end - 2] in _APOSTROPHES  # noqa: PLR2004  # the two characters of 's
    return start, end - 2 if possessive else end


def _abbreviated(text: str, start: int, stop: int) -> bool:
    """Whether the full stop at `stop` belongs to an initial or an abbreviation."""
    words = text[max(start, stop - _BEFORE) : stop].split()
    word = words[-1].lstrip(_OPENING).casefold() if words else ""
    return (len(word) == 1 and word.isalpha()) or word in _ABBREVIATIONS
