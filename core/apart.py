"""A process of its own for heavy work: it steps back behind the screen, says nothing to the terminal, and ends with whoever began it.

It is a plain child with a socket between, not one of `multiprocessing`: that would keep two processes more (a server of processes and a
tracker of resources), and could not begin one while the dashboard has standard error.
"""

import os
import pickle
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from core.errors import WorkError
from core.frugal import give_back

NICENESS = 10
LOST = "the process that works beside the screen was lost; is there memory left?"
_CHILD = "import sys; sys.path[:] = sys.argv[3:]; from core.apart import child; child(int(sys.argv[1]), int(sys.argv[2]))"
LENGTH = struct.Struct("!Q")
"""What stands before each record on a line."""


@dataclass(frozen=True, slots=True)
class Parted:
    """A record without its large bytes, which follow it on the line."""

    packed: bytes
    sizes: tuple[int, ...]


def parted(record: object) -> list[memoryview]:
    """Return a record as it goes over a line, each `pickle.PickleBuffer` in it as it is, without a copy."""
    buffers: list[pickle.PickleBuffer] = []
    packed = pickle.dumps(record, pickle.HIGHEST_PROTOCOL, buffer_callback=buffers.append)
    raw = [buffer.raw() for buffer in buffers]
    return [framed(Parted(packed, tuple(part.nbytes for part in raw))), *raw]


def framed(record: object) -> memoryview:
    """Return a record as it goes over a line, in one piece: a document of many megabytes is copied once."""
    packed = BytesIO()
    packed.write(bytes(LENGTH.size))
    pickle.dump(record, packed, pickle.HIGHEST_PROTOCOL)
    view = packed.getbuffer()
    LENGTH.pack_into(view, 0, len(view) - LENGTH.size)
    return view


class Line:
    """Records to and from another process of this program. One thread may send while another one receives."""

    def __init__(self, socket: socket.socket) -> None:
        self._socket = socket

    def send(self, record: object) -> None:
        """Send a record.

        Raises:
            OSError: nobody is there any more.
        """
        self._socket.sendall(framed(record))

    def receive(self) -> Any:
        """Return the next record, once it is there.

        Raises:
            EOFError: none will come.
        """
        (length,) = LENGTH.unpack(self._read(LENGTH.size))
        # Only ever what this program sent.
        record = pickle.loads(self._read(length))  # noqa: S301
        if isinstance(record, Parted):
            return pickle.loads(record.packed, buffers=[self._read(size) for size in record.sizes])  # noqa: S301  (the same)
        return record

    def _read(self, length: int) -> bytes:
        """Return so many bytes, made in one piece where all come at once: bytes of many megabytes are not copied."""
        parts: list[bytes] = []
        while length:
            try:
                part = self._socket.recv(length, socket.MSG_WAITALL)
            except OSError:
                part = b""
            if not part:
                raise EOFError
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def send_file(self, number: int) -> None:
        """Send an open file, after the record that tells of it.

        Raises:
            OSError: nobody is there any more.
        """
        socket.send_fds(self._socket, [b" "], [number])

    def receive_file(self) -> int:
        """Return the number that a file has here which was sent.

        Raises:
            EOFError: none will come.
        """
        _, numbers, _, _ = socket.recv_fds(self._socket, 1, 1)
        if not numbers:
            raise EOFError
        return numbers[0]

    def leave(self) -> None:
        """Close it here; the process that this one was forked from goes on with it."""
        self._socket.close()

    def close(self) -> None:
        """Close this end; who receives at either end is told that nothing will come."""
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


class Process:
    """A process that runs `work(line, *args)`, `work` being a function of a module, and ends with it."""

    def __init__(self, work: Callable[..., None], *args: Any, niceness: int = NICENESS, alone: bool = False) -> None:
        """Begin it.

        Args:
            work: what it does.
            args: with what.
            niceness: by how much it steps back behind others.
            alone: whether it is to have one thread alone, as what forks should; it has to see then for itself that its line ends.

        Raises:
            OSError: it cannot be begun.
        """
        here, there = socket.socketpair()
        # Nobody writes into it: its end closes when this process has gone, even by SIGKILL.
        ours, self._life = os.pipe()
        with there:
            words = [sys.executable, "-c", _CHILD, str(there.fileno()), str(ours), *sys.path]
            nothing = subprocess.DEVNULL
            # Our own interpreter, with our own words.
            self._child = subprocess.Popen(  # noqa: S603
                words, stdin=nothing, stdout=nothing, stderr=nothing, pass_fds=(there.fileno(), ours)
            )
        os.close(ours)
        self.line = Line(here)
        self.line.send((work, args, niceness, alone))

    @property
    def pid(self) -> int:
        """Its number."""
        return self._child.pid

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._child.poll() is None

    def end(self, patience: float = 0.0) -> None:
        """End it, whatever it is doing, if it does not end by itself in so many seconds."""
        try:
            self._child.wait(patience)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self.line.close()
        os.close(self._life)


class Apart:
    """A process that answers what it is asked, one question after another; it begins with the first one."""

    def __init__(self, begin: Callable[..., Callable[[Any], object]], *args: Any) -> None:
        """Say what answers: in the process `begin(*args)` is called once, and what it returns then answers every question."""
        self._begin = begin
        self._args = args
        self._process: Process | None = None

    def ask(self, question: object) -> Any:
        """Return the answer to a question; not for two threads at once.

        Raises:
            WorkError: the process went, or cannot begin; the next question begins another one.
            Exception: what the process raised.
        """
        try:
            self._process = self._process or Process(_answer, self._begin, *self._args)
            self._process.line.send(question)
            answer, error = self._process.line.receive()
        except (OSError, EOFError) as lost:
            self.end()
            raise WorkError(LOST) from lost
        if error is not None:
            raise error
        return answer

    def end(self) -> None:
        """End the process, whatever it is doing."""
        if self._process is not None:
            process, self._process = self._process, None
            process.end()


_life = -1
"""What is read from to learn of the end of the process that began this one, or the server that forked it."""


def child(line: int, life: int) -> None:
    """Do what the process that began this one wants done."""
    global _life  # noqa: PLW0603  (a process has one, and what it forks as well)
    _life = life
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    give_back()
    to = Line(socket.socket(fileno=line))
    work, args, niceness, alone = to.receive()
    os.nice(niceness)
    if not alone:
        end_with_parent()
    work(to, *args)


def end_with_parent() -> None:
    """End this process, whatever it is doing, once the one has ended that began it, or that began the server which forked it."""
    threading.Thread(target=_end_with, args=(_life,), name="parent", daemon=True).start()


def _end_with(life: int) -> None:
    os.read(life, 1)
    os._exit(0)


def _answer(line: Line, begin: Callable[..., Callable[[Any], object]], *args: Any) -> None:
    work: Callable[[Any], object] | None = None
    while True:
        try:
            question = line.receive()
        except EOFError:
            return
        try:
            work = work or begin(*args)
            answer: object = work(question)
            trouble: Exception | None = None
        except Exception as error:  # noqa: BLE001  (whatever it is, who asked is told)
            answer, trouble = None, sendable(error)
        line.send((answer, trouble))
        del answer  # large at times, and of no more use while the next question is waited for


def sendable(error: Exception) -> Exception:
    """Return an error that can be sent: itself, or one with its words."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  (our own)
    except Exception:  # noqa: BLE001  (an error that brings its own way of being copied)
        return WorkError(f"{type(error).__name__}: {error}")
    return error
