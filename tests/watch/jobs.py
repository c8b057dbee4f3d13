"""Jobs that misbehave in a worker process."""

import gc
import os
import re
import signal
import sys
import time
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any

from core.apart import Line
from core.claim import Claim
from core.news import Article
from core.settings import Settings
from watch import worker
from watch.desk import Desk, open_desk, read_all
from watch.limits import data_held
from watch.worker import serve

DEADLY = "runs away"
"""An article with this title ends the process that reads it."""


def pids(_: Desk) -> tuple[int, int]:
    """The worker's, and that of the server that forked it."""
    return os.getpid(), os.getppid()


def modules(_: Desk) -> set[str]:
    """What the worker has imported."""
    return set(sys.modules)


def niceness(_: Desk) -> int:
    return os.nice(0)


def wait(_: Desk, seconds: float) -> None:
    time.sleep(seconds)


def say_and_wait(_: Desk, pipe: Path) -> None:
    """Say through a named pipe that the job has begun, and run away."""
    pipe.write_bytes(b"")
    time.sleep(60)


def listen(_: Desk, pipe: Path) -> bytes:
    """Return the first line that is written into a named pipe."""
    with pipe.open("rb", buffering=0) as said:
        return said.readline()


def serve_with_room_for_one(line: Line) -> None:
    """Serve, on a system that refuses every second process."""
    fork, asked = os.fork, count()

    def refuse() -> int:
        if next(asked) % 2:
            raise BlockingIOError
        return fork()

    os.fork = refuse  # in a process of its own
    serve(line)


def serve_desks_in_circles(line: Line) -> None:
    """Serve, with desks that hold themselves."""

    def opened(settings: Settings) -> Desk:
        circle: Any = []
        desk = Desk(circle, open_desk(settings).guide)
        circle.append(desk)
        return desk

    vars(worker)["open_desk"] = opened  # in a process of its own
    serve(line)


def desks(_: Desk) -> int:
    """How many there are in the worker."""
    gc.unfreeze()
    return sum(isinstance(one, Desk) for one in gc.get_objects())


def circles(_: Desk, number: int) -> int:
    """Leave so many lists that hold themselves, as old as lists can be; return the bytes held before."""
    held = data_held()
    made: list[list[Any]] = [[] for _ in range(number)]
    for each in made:
        each.append(each)
    gc.collect(1)
    return held


def resident() -> int:
    """The bytes that this process has in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def die(_: Desk) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def raise_timeout(_: Desk) -> None:
    raise TimeoutError("the job's own")


def read_or_die(desk: Desk, articles: Sequence[Article]) -> list[tuple[Claim, ...]]:
    if any(article.title == DEADLY for article in articles):
        die(desk)
    return read_all(desk, articles)


def read_or_raise(desk: Desk, articles: Sequence[Article]) -> list[tuple[Claim, ...]]:
    if any(article.title == DEADLY for article in articles):
        raise OverflowError("too much")
    return read_all(desk, articles)


def read_and_die_once(desk: Desk, articles: Sequence[Article], mark: Path) -> list[tuple[Claim, ...]]:
    """Die at the first call for a single article, as under the out-of-memory killer."""
    if len(articles) == 1 and not mark.exists():
        mark.touch()
        die(desk)
    return read_all(desk, articles)


def spin(_: Desk) -> None:
    """Compute for ever, in code that hears of nothing."""
    re.match("(a*)*b", "a" * 64)


def eat(_: Desk) -> int:
    """Take all memory that there is."""
    return len([bytes(1024 * 1024) for _ in range(4096)])


class Dying:
    """Ends the process where it is given up."""

    def __del__(self) -> None:
        os._exit(1)


def eat_and_leave(_: Desk) -> None:
    """Run out of memory, with something left that is not to be given up: for much it takes longer than anybody waits."""
    held = Dying()
    raise MemoryError(held)


def hoard(_: Desk, kept: list[bytes] = []) -> None:  # noqa: B006  (it is to stay)
    """Leave memory behind."""
    kept.append(bytes(40 * 1024 * 1024))


def measure(_: Desk, document: bytes) -> int:
    return len(document)
