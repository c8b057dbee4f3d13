"""Language packs: the words of the grammar, as lexemes."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from core.settings import Language

FOLDER = Path(__file__).parent.parent / "packs"
COUNTRY = "country"
"""The lexeme of what the parties are called, which every negotiation has of its own."""

# Tables of a pack whose values are what a word stands for: table -> family of lexemes.
_FAMILIES = {
    "numbers": "number",
    "scales": "scale",
    "vague": "vague",
    "fractions": "fraction",
    "ordinals": "ordinal",
    "months": "month",
    "weekdays": "weekday",
    "days": "day",
    "seasons": "season",
    "houses": "house",
    "borders": "border",
    "durations": "duration",
    "units": "unit",
}
# Tables of a pack that are lists of terms: table -> prefix of the lexemes' names.
_LISTS = {"qualifiers": "q:", "grammar": "", "masks": "mask-", "lexemes": ""}


@cache
def _raw(lang: Language) -> dict[str, Any]:
    return tomli.loads((FOLDER / f"{lang}.toml").read_text(encoding="utf-8"))


def same_words(lang: Language) -> dict[str, str]:
    """Return the words that are other forms of one word by its neighbours ("із", "зі": "з"), each with that word."""
    return {form: word for word, forms in _raw(lang).get("euphony", {}).items() for form in forms.split("|")}


def all_forms(term: str, lang: Language) -> str:
    """Return a term with the forms that its stems leave out, which the table `endings` lists: for "збил*" "збив" as well."""
    endings: dict[str, str] = _raw(lang).get("endings", {})
    if not endings or "*" not in term:
        return term
    return " ".join("|".join(form for option in place.split("|") for form in _forms(option, endings)) for place in term.split(" "))


def _forms(option: str, endings: Mapping[str, str]) -> list[str]:
    ending = next((ending for ending in endings if option.endswith(ending)), None)
    return [option] if ending is None else [option, *(option.removesuffix(ending) + other for other in endings[ending].split("|"))]


@cache
def pack(lang: Language) -> dict[str, tuple[str, ...]]:
    """Return the lexemes of a language; a word that stands for a value is in "family:value" ("month:2").

    The table `bodies` lists offices by their English name ("body:Defence Ministry"), `wires` agencies and outlets ("wire:TASS"); all of
    them are in the lexemes "body-form" and "agency" as well.
    """
    raw = _raw(lang)
    found: dict[str, list[str]] = {}
    for table, family in _FAMILIES.items():
        for term, value in raw.get(table, {}).items():
            found.setdefault(f"{family}:{value}", []).append(term)
    for first, value in raw.get("compounds", {}).get("numbers", {}).items():
        for second, unit in raw["compounds"]["units"].items():
            # "дводенний", "шестинедельный": number and unit in one word.
            term = "|".join(f"{one}{other}" for one in first.split("|") for other in second.split("|"))
            found.setdefault(f"number:{value}", []).append(term)
            found.setdefault(f"duration:{unit}", []).append(term)
    for table, prefix in _LISTS.items():
        for name, terms in raw.get(table, {}).items():
            found.setdefault(f"{prefix}{name}", []).extend(terms)
    for table, family, lexeme in (("bodies", "body", "body-form"), ("wires", "wire", "agency")):
        for name, terms in raw.get(table, {}).items():
            found.setdefault(f"{family}:{name}", []).extend(terms)
            found.setdefault(lexeme, []).extend(terms)
    return {name: tuple(terms) for name, terms in found.items()}
