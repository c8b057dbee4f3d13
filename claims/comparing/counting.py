"""Counting what comes and goes."""

from collections import Counter
from typing import TypeVar

_T = TypeVar("_T")


def count(numbers: Counter[_T], one: _T, more: int) -> None:
    """Count one up or down; what there is none of is left out, so that what has gone takes no room.

    >>> numbers = Counter("ab")
    >>> count(numbers, "a", -1), count(numbers, "b", 1)
    (None, None)
    >>> numbers
    Counter({'b': 2})
    """
    numbers[one] += more
    if not numbers[one]:
        del numbers[one]
