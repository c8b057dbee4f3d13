"""What one document or article may take: seconds of computing, and memory."""

import gc
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

from core.errors import RunawayError
from core.frugal import give_back

CPU = 5.0
"""Seconds of computing."""
MEMORY = 56 * 1024 * 1024
"""Bytes beside what the process held before; macOS does not hold it to that."""
_GARBAGE = 20_000
"""Objects more than there were, at which a process looks for garbage."""


class TooMuchError(RunawayError):
    """A job took more computing or memory than it may have; it would the next time, too."""


def too_long(cpu: float) -> TooMuchError:
    """Say that so many seconds of computing were not enough."""
    return TooMuchError(f"took longer than {cpu:g} seconds to read")


def too_large() -> TooMuchError:
    """Say that the memory was not enough."""
    return TooMuchError(f"took more than {MEMORY // 1024**2} MiB of memory to read")


@contextmanager
def limited(cpu: float = CPU) -> Iterator[None]:
    """Hold what the body does to these limits, in this process and its main thread.

    Raises:
        TooMuchError: the body was stopped.
    """

    def stop(_number: int, _frame: FrameType | None) -> NoReturn:
        raise too_long(cpu)

    handler = signal.signal(signal.SIGPROF, stop)
    bounds = resource.getrlimit(resource.RLIMIT_DATA)
    bound_memory(bounds[1])
    signal.setitimer(signal.ITIMER_PROF, cpu)
    try:
        yield
    except MemoryError:
        raise too_large() from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_DATA, bounds)
        signal.signal(signal.SIGPROF, handler)


def bound_memory(hard: int) -> None:
    """Let this process take no more than MEMORY beside what it holds; `hard`: up to where that may be raised again."""
    if held := data_held():
        resource.setrlimit(resource.RLIMIT_DATA, (held + MEMORY, hard))


def data_held() -> int:
    """Return the bytes that this process holds, as they are bounded; 0 where that is not told (no Linux)."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return 0


def settle() -> None:
    """Keep the garbage collector from what was made by now, which stays, and let it look at the rest more rarely: little is garbage.

    Large documents go back to the system with their end.
    """
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    give_back()
