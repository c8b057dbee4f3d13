"""A claim's value in a few words."""

from core.claim import Claim, Qualifier
from core.text import line

_QUALIFIERS: dict[Qualifier, str] = {"exact": "", "about": "about ", "nearly": "nearly ", "at-least": "at least ", "at-most": "up to "}
_NUMBERS = {"count", "percent", "length", "area", "duration", "ordinal"}


def value_words(claim: Claim) -> str:
    """Return the value with its qualifier ("at least 314", "5 months"), without what it counts: the question says that.

    Where it was not read as numbers, its printed words.
    """
    value = claim.value
    low, high = value.low, value.high
    if value.kind not in _NUMBERS or not isinstance(low, int | float | None) or not isinstance(high, int | float | None):
        bounds = list(dict.fromkeys(str(bound) for bound in (low, high) if bound is not None))
        return line(" to ".join(bounds) or value.text)
    numbers = list(dict.fromkeys(f"{bound:,g}" if abs(bound) < 1e6 else f"{bound:,.0f}" for bound in (low, high) if bound is not None))  # noqa: PLR2004  (where %g turns to exponents)
    if not numbers:
        return line(value.text)
    unit = {"percent": "%", "duration": f" {value.unit}", "length": f" {value.unit}", "area": f" {value.unit}"}.get(value.kind, "")
    return line(_QUALIFIERS[claim.qualifier] + " to ".join(numbers) + (unit if value.unit or value.kind == "percent" else ""))
