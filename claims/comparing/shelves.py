"""Where shingles stand, in few bytes: a store holds millions of them, and a list for each would take a hundred times as much."""

from array import array
from bisect import bisect_left

_BITS = 32
_TEXT = (1 << _BITS) - 1
_SHELF = 20
"""Shingles that are alike but for so many bits lie on one shelf, in order: what is put in between moves few others."""


class Shelves:
    """Pairs of a shingle and the number of a text that it stands in, both of 32 bits."""

    def __init__(self) -> None:
        """Begin without any."""
        self._shelves = [array("Q") for _ in range(1 << (_BITS - _SHELF))]

    def texts(self, mark: int, most: int = _TEXT) -> list[int]:
        """Return the texts in which a shingle stands; none where these are more than `most`."""
        shelf = self._shelves[mark >> _SHELF]
        first = mark << _BITS
        begin = bisect_left(shelf, first)
        if begin == len(shelf) or shelf[begin] > first | _TEXT:
            return []
        end = bisect_left(shelf, first + _TEXT + 1, begin)
        return [pair & _TEXT for pair in shelf[begin:end]] if end - begin <= most else []

    def put(self, mark: int, text: int) -> None:
        """Note that a shingle stands in a text; the pair is not there yet."""
        shelf = self._shelves[mark >> _SHELF]
        pair = mark << _BITS | text
        shelf.insert(bisect_left(shelf, pair), pair)

    def drop(self, mark: int, text: int) -> None:
        """Forget that, where it was noted."""
        shelf = self._shelves[mark >> _SHELF]
        pair = mark << _BITS | text
        at = bisect_left(shelf, pair)
        if at < len(shelf) and shelf[at] == pair:
            del shelf[at]
