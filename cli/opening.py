"""The dashboard's entrance: what can be said at once, before what draws it is imported."""

import argparse
import gc
import os
import sys
import threading
import time
from importlib import import_module

from core.errors import UsageError

WEB = "textual.drivers.web_driver:WebDriver"
"""What `serve` sets, where the screen is in a browser."""
PARENT_SECONDS = 1.0
SMALLEST = (40, 10)
"""Columns and rows below which nothing could be read."""


def dashboard(args: argparse.Namespace) -> int:
    """Run the dashboard; it polls while it is open, unless the network is forbidden."""
    return _open("dashboard", args)


def demo(args: argparse.Namespace) -> int:
    """Run `demo`: the same dashboard and the same poller, over the loopback interface and into a database that goes with it."""
    from cli.context import refuse_network

    refuse_network(args, "demo, which speaks over the loopback interface,")
    return _open("demo", args)


def _open(name: str, args: argparse.Namespace) -> int:
    _check_terminal()
    if os.environ.get("TEXTUAL_DRIVER") == WEB:
        threading.Thread(target=_leave_with, args=(os.getppid(),), name="parent", daemon=True).start()
    # What is imported and made now stays: the collector would only look for garbage in it. The dashboard turns it on again.
    gc.disable()
    # What follows on a key, as the article at the cursor, waits for the next frame: a quarter as long as by Textual's own rate.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    said = Said()
    try:
        run = getattr(import_module("cli.dashboard"), name)
        status: int = run(args, said)
    finally:
        said.erase()
    return status


def _leave_with(parent: int) -> None:
    """End with the process that serves the browser, however that ends: nobody would see what is drawn."""
    while os.getppid() == parent:
        time.sleep(PARENT_SECONDS)
    os._exit(1)


class Said:
    """A line that says that something comes; the first picture, or what came instead, takes its place."""

    def __init__(self) -> None:
        """Say it."""
        self._there = os.environ.get("TEXTUAL_DRIVER") != WEB
        self._write("Opening the dashboard ...\r")

    def erase(self) -> None:
        """Take it away, once."""
        self._write("\x1b[K")
        self._there = False

    def _write(self, text: str) -> None:
        if self._there:
            sys.stderr.write(text)
            sys.stderr.flush()


def _check_terminal() -> None:
    """Refuse to draw where nobody can see it.

    Raises:
        UsageError: there is no terminal, or it is too plain or too small.
    """
    if os.environ.get("TEXTUAL_DRIVER") == WEB:
        return
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError("the dashboard needs a terminal; without one, use `poll`, `compare` and `digest` (see --help)")
    if os.environ.get("TERM") == "dumb":
        raise UsageError("the dashboard cannot be drawn on a dumb terminal; use `poll`, `compare` and `digest` (see --help)")
    size = os.get_terminal_size(sys.stderr.fileno())
    if 0 < size.columns < SMALLEST[0] or 0 < size.lines < SMALLEST[1]:
        wanted = " by ".join(map(str, SMALLEST))
        raise UsageError(f"the terminal is {size.columns} by {size.lines}; the dashboard needs {wanted} at least: make it larger")
