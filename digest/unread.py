"""Whether an article that gave no claim may hold the figure all the same: then its outlet is not called silent."""

import re
from dataclasses import dataclass

from core.comparison import Comparison
from core.news import Article

_NUMBER = re.compile(r"\d+(?:[ .,\u00a0\u202f]\d{3})*")
_SEPARATOR = re.compile(r"[ .,\u00a0\u202f]")
# Lengths of time are mostly written in words: any mention of the unit counts.
_SPANS = re.compile(r"\b(?:months?|years?|weeks?|days?|місяц\w*|рок\w*|рік|тиж\w*|дн\w*|месяц\w*|год\w*|лет|недел\w*)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Printed:
    """What an article prints of figures; worked out once, and held against many rows."""

    numbers: frozenset[str]
    """Digits without separators."""
    spans: bool
    """Whether a length of time is spoken of."""


def printed(article: Article) -> Printed:
    """Return the figures that an article prints."""
    text = f"{article.title}\n{article.text}"
    return Printed(_numbers(text), _SPANS.search(text) is not None)


def figures(row: Comparison) -> Printed:
    """Return the figures that a row has."""
    values = {claim.value for group in row.groups for claim in group.claims}
    return Printed(frozenset().union(*(_numbers(value.text) for value in values)), any(value.kind == "duration" for value in values))


def may_hold(found: Printed, given: Printed) -> bool:
    """Whether a number of a row stands in an article, or for a length of time its unit: printed, and perhaps passed over.

    In doubt nobody is accused of silence; a figure that is written in words is not found.
    """
    return (found.spans and given.spans) or not found.numbers.isdisjoint(given.numbers)


def _numbers(text: str) -> frozenset[str]:
    return frozenset(_SEPARATOR.sub("", found[0]) for found in _NUMBER.finditer(text))
