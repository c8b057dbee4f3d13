# ruff: noqa: RUF001, RUF002 -- Cyrillic letters
"""The languages that articles are read in, and the letters that tell them apart."""

import re
from typing import Final, Literal, get_args

Language = Literal["en", "uk", "ru"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

_CYRILLIC = re.compile("[а-яА-ЯіїєґІЇЄҐёЁ]+")
_LATIN = re.compile("[a-zA-Z]+")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_RUSSIAN = re.compile("[ыэёъЫЭЁЪ]")


def cyrillic(text: str) -> int:
    """Return how many letters of a text are Cyrillic; 0 where no more are than Latin ones."""
    found = 0 if text.isascii() else sum(map(len, _CYRILLIC.findall(text)))
    return found if found and found > sum(map(len, _LATIN.findall(text))) else 0


def own_letters(text: str) -> tuple[int, int]:
    """Return how many letters only Ukrainian of the two has, and how many only Russian.

    >>> own_letters("Київ і Москва")
    (2, 0)
    """
    return len(_UKRAINIAN.findall(text)), len(_RUSSIAN.findall(text))
