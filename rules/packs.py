"""The language packs: under one name, the words of three languages for one thing."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.language import LANGUAGES, Language
from rules.terms import Option, Phrase, TermError, parse_phrase

_FOLDER = Path(__file__).parent / "words"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """The words of one language for one thing."""

    words: tuple[Option, ...] = ()
    but_not: tuple[Option, ...] = ()
    """Phrases that hold such a word and mean something else ("hunger strike"): the words in them do not count."""


Pack = dict[str, Lexeme]


@cache
def packs() -> dict[Language, Pack]:
    """Return the packs that ship with the program.

    Raises: TermError, ValueError: a pack is broken, which is a bug.
    """
    return {language: read_pack((_FOLDER / f"{language}.toml").read_text(encoding="utf-8")) for language in LANGUAGES}


def read_pack(toml: str) -> Pack:
    """Read a pack: a table a lexeme, with `words = ["word", "stem*", "two words", "@other"]` and perhaps `but_not = [...]`.

    `@other` takes in the words of another lexeme, what it excepts too; `#` is a number in digits.

    Raises: TermError: an entry cannot be read, or takes in one that does not stand above it.
    """
    pack: Pack = {}
    for name, entry in tomllib.loads(toml).items():
        words: list[Option] = []
        but_not: list[Option] = []
        for written in entry["words"]:
            if written.startswith("@"):
                other = pack.get(written[1:])
                if other is None:
                    raise TermError(f'lexeme "{name}" takes in "{written}", which does not stand above it')
                words += other.words
                but_not += other.but_not
            else:
                words += spelled_out(parse_phrase(written, digits=True))
        for written in entry.get("but_not", []):
            but_not += spelled_out(parse_phrase(written, digits=True))
        pack[name] = Lexeme(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(but_not)))
    return pack


def spelled_out(phrase: Phrase) -> list[Option]:
    """Return every sequence of words that a phrase with alternatives stands for.

    >>> from rules.terms import parse_phrase
    >>> [" ".join(unit.text for unit in option) for option in spelled_out(parse_phrase("peace|truce talks"))]
    ['peace talks', 'truce talks']
    """
    sequences: list[Option] = [()]
    for place in phrase:
        sequences = [(*before, *option) for before in sequences for option in place]
    return sequences
