"""Whether an article that gave no claim may hold the figure all the same: then its outlet is not called silent."""

import re

from core.comparison import Comparison
from core.news import Article

_NUMBER = re.compile(r"\d+(?:[ .,\u00a0\u202f]\d{3})*")
_SEPARATOR = re.compile(r"[ .,\u00a0\u202f]")
# Lengths of time are mostly written in words: any mention of the unit counts.
_SPANS = re.compile(r"\b(?:months?|years?|weeks?|days?|місяц\w*|рок\w*|рік|тиж\w*|дн\w*|месяц\w*|год\w*|лет|недел\w*)\b", re.IGNORECASE)


def may_hold(article: Article, row: Comparison) -> bool:
    """Whether a number of the row stands in the article, or for a length of time its unit: printed, and perhaps passed over.

    In doubt nobody is accused of silence; a figure that is written in words is not found.
    """
    text = f"{article.title}\n{article.text}"
    values = [claim.value for group in row.groups for claim in group.claims]
    if any(value.kind == "duration" for value in values) and _SPANS.search(text):
        return True
    printed = _numbers(text)
    return any(printed & _numbers(value.text) for value in values)


def _numbers(text: str) -> set[str]:
    return {_SEPARATOR.sub("", found[0]) for found in _NUMBER.finditer(text)}
