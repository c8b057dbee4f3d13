"""Where worker processes come from: one server that has read the program and opened the desk, so that they share it and begin at once.

It is none of `multiprocessing`, which would keep one process more (a tracker of resources) and bring its own imports into all of them.
"""

import atexit
import os
import signal
import socket
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from core.apart import Line, Process
from core.settings import Settings
from watch.worker import Begin, Ended, serve


class Fork:
    """A worker process."""

    def __init__(self, there: socket.socket, settings: Settings, niceness: int) -> None:
        """Begin it: it works for who holds the other end of the line, at a desk for these settings, and steps back by so much.

        Raises:
            OSError, EOFError: it cannot begin.
        """
        begin = Begin(settings, niceness)
        self._server = _servers.begun()
        try:
            pid = self._server.fork(there, begin)
        except (OSError, EOFError):
            self._server = _servers.begun()
            pid = self._server.fork(there, begin)
        if pid is None:
            raise EOFError
        self._pid = pid
        self._gone = False

    @property
    def lost(self) -> bool:
        """Whether the server that began it was lost, with which it ended, whatever it was doing."""
        return self._server.ended

    def kill(self) -> None:
        """End it, whatever it is doing."""
        if not self._gone:
            self._gone = True
            self._server.kill(self._pid)

    def status(self) -> int | None:
        """Return with which status it ended, a signal as a negative number, once it has closed its line; None: nobody knows."""
        if self._gone:
            return None
        self._gone = True
        return self._server.status(self._pid)


class _Server:
    """A server, which is there when it is made; who finds it lost ends what it began. For any thread."""

    def __init__(self) -> None:
        """Begin it.

        Raises:
            OSError: it cannot begin.
        """
        self._process = Process(serve, niceness=0, alone=True)
        self._lock = threading.Lock()
        self._gone = deque[int]()
        """Processes that were ended, of which it has to take leave."""
        self.ended = False

    def fork(self, there: socket.socket, begin: Begin) -> int | None:
        """Have it begin a process, and return its number; None: it cannot.

        Raises:
            OSError, EOFError: the server is lost.
        """
        with self._asking() as line:
            line.send((begin, [self._gone.popleft() for _ in range(len(self._gone))]))
            line.send_file(there.fileno())
            pid: int | None = line.receive()
            return pid

    def kill(self, pid: int) -> None:
        """End a process that it began, whatever that is doing."""
        if not self._process.running:
            self.end()
            return
        # Nobody else has its number before the server takes leave of it; that of one whose server is lost may be anybody's.
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self._gone.append(pid)

    def status(self, pid: int) -> int | None:
        """Return the exit status of a process that is about to end; None: nobody knows."""
        with suppress(OSError, EOFError), self._asking() as line:
            line.send((Ended(pid), ()))
            status: int | None = line.receive()
            return status
        return None

    def end(self) -> None:
        """End it, and with it all that it began."""
        with self._lock:
            self._end()

    @contextmanager
    def _asking(self) -> Iterator[Line]:
        with self._lock:
            try:
                yield self._process.line
            except (OSError, EOFError):
                self._end()
                raise

    def _end(self) -> None:
        if not self.ended:
            self.ended = True
            self._process.end()


class _Servers:
    """The server that there is, begun with the first process that is asked for, or before; where it was lost, another. For any thread."""

    def __init__(self) -> None:
        self._server: _Server | None = None
        self._lock = threading.Lock()

    def begun(self) -> _Server:
        """Return it.

        Raises:
            OSError: it cannot begin.
        """
        with self._lock:
            if self._server is None or self._server.ended:
                self._server = _Server()
            return self._server

    def end(self) -> None:
        """End it, and with it all that it began."""
        with self._lock:
            if self._server is not None:
                self._server.end()


_servers = _Servers()
atexit.register(_servers.end)


def begin_server() -> None:
    """Begin the server now, so that it reads the program while its caller does other things; else the first process begins it."""
    with suppress(OSError):  # told by the first process
        _servers.begun()
