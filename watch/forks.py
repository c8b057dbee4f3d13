"""Where worker processes come from: one server that has read the program, so that they share it and begin at once."""

from contextlib import suppress
from multiprocessing import forkserver, get_context
from multiprocessing.context import ForkServerContext


def forks() -> ForkServerContext:
    """Return how processes are made."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["negotiation_watch.forked"])
    return context


def begin_server() -> None:
    """Begin the server now, so that it reads the program while its caller does other things; else the first process begins it."""
    forks()
    with suppress(OSError):  # told by the first process
        forkserver.ensure_running()
