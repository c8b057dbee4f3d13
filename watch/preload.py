"""What all worker processes read, read by the server that forks them, so that they share it."""

import claims.concern
import claims.reader  # noqa: F401
from claims.asked import shipped_questions
from claims.guide import scales
from claims.reading.packs import pack
from claims.shipped import LANGUAGES, epithets, parties
from rules.packs import packs


def read_program() -> None:
    """Read the files of words, questions and weights, too."""
    for read in (packs, parties, epithets, shipped_questions, scales):
        read()
    for language in LANGUAGES:
        pack(language)
