"""A terminal that goes away: Textual's thread that writes to it ends then, and what waits for that thread would wait for ever."""

import os
import select
import signal
import threading
import time

_GRACE = 3.0
"""Seconds in which a program that is told of it may end by itself."""
STATUS = 128 + signal.SIGHUP


def end_with_terminal(terminal: int) -> None:
    """End the process soon after a terminal is gone, where no signal told of that: it was no controlling one.

    `terminal` is a file descriptor. The process gets SIGHUP; where it does not end by that, it ends with status 129.
    """
    threading.Thread(target=_watch, args=(terminal,), name="hangup", daemon=True).start()


def _watch(terminal: int) -> None:
    gone = select.poll()
    gone.register(terminal, 0)  # That it is gone is told unasked.
    gone.poll()
    os.kill(os.getpid(), signal.SIGHUP)
    time.sleep(_GRACE)
    os._exit(STATUS)
