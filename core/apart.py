"""A process of its own for heavy work: it steps back behind the screen, says nothing to the terminal, and ends with whoever began it."""

import os
import pickle
import signal
import threading
from collections.abc import Callable
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from typing import Any

from core.errors import WorkError

NICENESS = 10


class Apart:
    """A process that answers what it is asked, one question after another; it begins with the first one."""

    def __init__(self, begin: Callable[..., Callable[[Any], object]], *args: Any) -> None:
        """Say what answers: in the process `begin(*args)` is called once, and what it returns then answers every question."""
        self._begin = begin
        self._args = args
        self._line: Connection[Any, Any] | None = None
        self._process: Any = None

    def ask(self, question: object) -> Any:
        """Return the answer to a question; not for two threads at once.

        Raises:
            WorkError: the process went, or cannot begin; the next question begins another one.
            Exception: what the process raised.
        """
        try:
            line = self._line or self._start()
            line.send(question)
            answer, error = line.recv()
        except (OSError, EOFError) as lost:
            self.end()
            raise WorkError("the process that works beside the screen was lost; is there memory left?") from lost
        if error is not None:
            raise error
        return answer

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._line is not None:
            self._process.kill()
            self._line.close()
            self._line = None

    def _start(self) -> "Connection[Any, Any]":
        context = get_context("forkserver")
        here, there = context.Pipe()
        self._process = context.Process(target=_answer, args=(there, self._begin, self._args), daemon=True)
        self._process.start()
        there.close()
        self._line = here
        return here


def step_back() -> None:
    """Make this process a quiet one, that ends when the one that made it has ended, even by SIGKILL."""
    threading.Thread(target=_leave_with_parent, name="parent", daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(NICENESS)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(0)


def _answer(line: "Connection[Any, Any]", begin: Callable[..., Callable[[Any], object]], args: tuple[Any, ...]) -> None:
    step_back()
    work: Callable[[Any], object] | None = None
    while True:
        try:
            question = line.recv()
        except (OSError, EOFError):
            return
        try:
            work = work or begin(*args)
            answer: object = work(question)
            trouble: Exception | None = None
        except Exception as error:  # noqa: BLE001  (whatever it is, who asked is told)
            answer, trouble = None, _plain(error)
        line.send((answer, trouble))


def _plain(error: Exception) -> Exception:
    """Return an error that can be sent: itself, or one with its words."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  (our own)
    except Exception:  # noqa: BLE001  (an error that brings its own way of being copied)
        return WorkError(f"{type(error).__name__}: {error}")
    return error
