"""The terms of a user's own questions, looked over before anything is read by them."""

import re

from claims.reading.packs import COUNTRY, pack
from claims.reading.steps import PARTS
from core.settings import Language

_RULES_GAP = re.compile(r"<\d+>")


def term_trouble(term: str, lang: Language) -> str | None:
    """Return why a term would never be met in a text of that language; None: it may be."""
    if _RULES_GAP.search(term):
        return f'"{term}": "<n>" is of the rules of topics; in a question ".." leaves out up to seven words'
    named = (piece[1:] for piece in PARTS.findall(term.lower()) if piece[0] == "@")
    unknown = next((name for name in named if name != COUNTRY and name not in pack(lang)), None)
    return None if unknown is None else f'"{term}": there is no lexeme "{unknown}" in claims/packs/{lang}.toml'
