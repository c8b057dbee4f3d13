"""The language in which a rule says what has to stand in an article.

A term is one or more phrases with `<n>` between them: all of them in one sentence, in any order, each with at most n words
between it and those before it. A phrase is words in order. A word may be

- `truce`        this word, in any case, with or without the English `'s`
- `airstrike*`   any word that begins so
- `swap|trade`   one or the other (no spaces round the bar)
- `@prisoner`    a lexeme of the language packs: every word that they list under that name
- `#`            a number, in digits or in words, that is no year, age or weapon's name

A hyphen parts words as a space does, in terms as in texts: `cease-fire` is the phrase `cease fire`.

>>> parse("@exchange <6> # prisoner*|detainee*").gaps
(6,)
"""

import re
from dataclasses import dataclass
from typing import Literal

from rules.tokens import fold, split

MAX_GAP = 50
MIN_STEM = 2

_GAP = re.compile(r"\s*<([^<>]*)>\s*")
_NAME = re.compile(r"[a-z][a-z0-9-]*")


class TermError(ValueError):
    """A term that cannot be read; the message says why and what to write instead."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What one word of a text is held against."""

    kind: Literal["word", "stem", "lexeme", "digits"]
    text: str = ""
    """Folded as `fold` does it; the name, for a lexeme."""


Option = tuple[Unit, ...]
"""Words in order; a lexeme stands alone."""
Place = tuple[Option, ...]
"""One option or the other."""
Phrase = tuple[Place, ...]
"""Places that follow one another."""


@dataclass(frozen=True, slots=True)
class Term:
    """A term, read."""

    written: str
    phrases: tuple[Phrase, ...]
    gaps: tuple[int, ...]
    """The most words between a phrase and those before it; one fewer than there are phrases."""


def parse(written: str) -> Term:
    """Read a term.

    Raises: TermError.
    """
    pieces = _GAP.split(written)
    phrases, gaps = pieces[::2], pieces[1::2]
    for gap in gaps:
        if not (gap.isdecimal() and gap.isascii() and int(gap) <= MAX_GAP):
            raise TermError(f'"<{gap}>" has to hold a number of words from 0 to {MAX_GAP}, as in "<8>"')
    return Term(written, tuple(parse_phrase(phrase) for phrase in phrases), tuple(int(gap) for gap in gaps))


def parse_phrase(written: str, *, digits: bool = False) -> Phrase:
    """Read words in order; `digits`: `#` is a number in digits, as the packs write it, and no lexeme.

    Raises: TermError.
    """
    if "<" in written or ">" in written:
        raise TermError('"<" and ">" have to enclose a number of words, as in "exchange* <6> prisoner*"')
    places = tuple(_place(word, digits=digits) for word in written.split())
    if not places:
        raise TermError('there is no word; write one on each side of "<8>"')
    return places


def _place(written: str, *, digits: bool) -> Place:
    options = written.split("|")
    if not all(options):
        raise TermError(f'"{written}" lacks a word beside the bar; write "swap|trade" without spaces')
    return tuple(_option(option, digits=digits) for option in options)


def _option(written: str, *, digits: bool) -> Option:
    if written == "#":
        return (Unit("digits") if digits else Unit("lexeme", "number"),)
    if written.startswith("@"):
        name = written[1:]
        if not _NAME.fullmatch(name):
            raise TermError(f'"{written}" is no lexeme; its name has lower-case letters, digits and hyphens, as in "@prisoner"')
        return (Unit("lexeme", name),)
    body = written.removesuffix("*")
    words = split(body)
    if not words or "*" in body or "@" in body or "#" in body:
        raise TermError(f'"{written}" is no word; a star stands only at the end of one, as in "prisoner*"')
    units = [Unit("word", fold(word)) for word in words]
    if written.endswith("*"):
        stem = fold(words[-1])
        if len(stem) < MIN_STEM or not body.endswith(words[-1]):
            raise TermError(f'"{written}" has too little before its star; write at least {MIN_STEM} letters')
        units[-1] = Unit("stem", stem)
    return tuple(units)
