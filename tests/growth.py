"""How much longer it takes to do more: a ratio within one run, for seconds say more of the machine than of the code."""

from collections.abc import Callable
from time import process_time

MORE = 4
LINEAR = 10
"""Below it lies what takes as much longer as there is more (4 times, give or take), above it what takes that squared (16 times)."""


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how many times the CPU time of `size` goes into that of four times the size, the least of three runs each."""

    def spent(much: int) -> float:
        began = process_time()
        work(much)
        return process_time() - began

    less, more = (min(spent(much) for _ in range(3)) for much in (size, MORE * size))
    return more / less
