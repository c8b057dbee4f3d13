"""Memory that is not needed any more goes back to the system."""

import ctypes
from contextlib import suppress

# What glibc calls them (malloc.h).
_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
_LARGE = 128 * 1024
"""Bytes."""


def give_back() -> None:
    """Let large blocks go back to the system with their end, and threads share one store; for the beginning of a process.

    Of itself glibc keeps what is freed for more of that size, up to 32 MiB each, in a store for each thread.
    """
    with suppress(AttributeError, OSError):  # no glibc
        library = ctypes.CDLL(None)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_ARENA_MAX, 1)


def trim() -> None:
    """Give back what is free between what is held. (Of itself glibc gives back the end of its heap alone.)"""
    with suppress(AttributeError, OSError):  # no glibc
        ctypes.CDLL(None).malloc_trim(0)
