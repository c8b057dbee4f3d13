"""Where worker processes come from: one server that has read the program and opened the desk, so that they share it and begin at once.

It is none of `multiprocessing`, which would keep one process more (a tracker of resources) and bring its own imports into all of them.
"""

import atexit
import os
import signal
import socket
import threading
from collections import deque
from contextlib import suppress

from core.apart import Process
from core.settings import Settings
from watch.worker import Begin, Ended, serve


class Fork:
    """A worker process."""

    def __init__(self, there: socket.socket, settings: Settings, niceness: int) -> None:
        """Begin it: it works for who holds the other end of the line, at a desk for these settings, and steps back by so much.

        Raises:
            OSError, EOFError: it cannot begin.
        """
        self._pid = _server.fork(there, Begin(settings, niceness))
        self._gone = False

    def kill(self) -> None:
        """End it, whatever it is doing."""
        if not self._gone:
            # Nobody has its number before the server is told that it is gone.
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            self._gone = True
            _server.gone.append(self._pid)

    def status(self) -> int | None:
        """Return with which status it ended, a signal as a negative number, once it has closed its line; None: nobody knows."""
        if self._gone:
            return None
        self._gone = True
        return _server.status(self._pid)


class _Server:
    """The server, begun with the first process that is asked for, or before. For any thread."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._lock = threading.Lock()
        self.gone = deque[int]()
        """Processes that were ended, of which it has to take leave."""

    def begin(self) -> None:
        """Have it begun.

        Raises:
            OSError: it cannot begin.
        """
        with self._lock:
            self._begun()

    def _begun(self) -> Process:
        if self._process is None:
            self._process = Process(serve, niceness=0, alone=True)
        return self._process

    def fork(self, there: socket.socket, begin: Begin) -> int:
        """Have it begin a process, and return its number; where the server was lost, another one.

        Raises:
            OSError, EOFError: it cannot.
        """
        with self._lock:
            try:
                pid = self._forked(there, begin)
            except (OSError, EOFError):
                self._end()
                pid = self._forked(there, begin)
        if pid is None:
            raise EOFError
        return pid

    def _forked(self, there: socket.socket, begin: Begin) -> int | None:
        line = self._begun().line
        line.send((begin, [self.gone.popleft() for _ in range(len(self.gone))]))
        line.send_file(there.fileno())
        pid: int | None = line.receive()
        return pid

    def status(self, pid: int) -> int | None:
        """Return the exit status of a process that is about to end; None: nobody knows."""
        with self._lock:
            try:
                if self._process is None:
                    return None
                self._process.line.send((Ended(pid), ()))
                status: int | None = self._process.line.receive()
            except (OSError, EOFError):
                self._end()
                return None
        return status

    def end(self) -> None:
        """End it, and with it all that it began."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._process is not None:
            self._process.end()
            self._process = None
        self.gone.clear()


_server = _Server()
atexit.register(_server.end)


def begin_server() -> None:
    """Begin the server now, so that it reads the program while its caller does other things; else the first process begins it."""
    with suppress(OSError):  # told by the first process
        _server.begin()
