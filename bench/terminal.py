"""A terminal that is a stopwatch: starts a program in a pseudo-terminal, presses keys, and takes the time until the screen shows it.

Nothing of the program is imported or changed, so that programs of any language compare on equal terms. Linux; standard library only.
"""

import contextlib
import fcntl
import itertools
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

KEYS = {
    "up": b"\x1b[A", "down": b"\x1b[B", "right": b"\x1b[C", "left": b"\x1b[D", "pageup": b"\x1b[5~", "pagedown": b"\x1b[6~",
    "home": b"\x1b[H", "end": b"\x1b[F", "enter": b"\r", "tab": b"\t", "esc": b"\x1b", "space": b" ", "ctrl+q": b"\x11", "ctrl+c": b"\x03",
    "backspace": b"\x7f",
}  # fmt: skip
_QUERY = re.compile(rb"\x1b\[(?:>|=)?0?c|\x1b\[\??[56]n|\x1b\[\?(\d+)\$p|\x1b\](1[0-2]);\?(?:\x07|\x1b\\)|\x1b\[1[468]t|\x1b\[\?u")
_CONTROL = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X].*?(?:\x07|\x1b\\)|\x1b[ -/]*[0-~]|[\x00-\x1f\x7f]", re.DOTALL)
_FRAME_END = b"\x1b[?2026l"
_MODES = {1049: "alternate screen", 1000: "mouse", 1003: "mouse", 1006: "mouse", 2004: "bracketed paste", 1004: "focus reports"}
QUIET = 0.06
"""Seconds of silence after which the screen is at rest."""
GAP = 0.004
"""Seconds of silence that end a frame, where the program does not mark its frames."""


@dataclass(slots=True)
class Answer:
    """What came of a key, in milliseconds; None: nothing came."""

    frame: float | None
    """Until the first whole frame was there."""
    rest: float | None
    """Until the last byte before a silence."""
    size: int
    """Bytes."""


@dataclass(slots=True)
class Start:
    """How a program came up, in milliseconds."""

    text: float | None
    """Until the first words."""
    shown: float | None
    """Until the words that were waited for."""
    rest: float | None


@dataclass(slots=True)
class Held:
    """What came of a key that was held down."""

    frames: int
    behind: float
    """Milliseconds from the last key until the screen is at rest."""
    keys: int


@dataclass(slots=True)
class Terminal:
    """A program in a pseudo-terminal."""

    command: Sequence[str]
    size: tuple[int, int] = (120, 40)
    env: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    got: list[tuple[float, bytes]] = field(default_factory=list)
    """What came, and when."""
    status: int | None = None
    """How it ended; None: it did not yet. Negative: by that signal."""
    pid: int = 0
    _file: int = -1
    _tail: bytes = b""
    _began: float = 0.0
    _poll: select.poll = field(default_factory=select.poll)

    def __enter__(self) -> Self:
        """Start it."""
        ready, go = os.pipe()
        self.pid, self._file = pty.fork()
        if self.pid == 0:
            try:
                os.close(go)
                os.read(ready, 1)  # the window has its size by then
                if self.folder is not None:
                    os.chdir(self.folder)
                env = {key: value for key, value in os.environ.items() if key not in {"TMUX", "NO_COLOR", "COLUMNS", "LINES"}}
                os.execvpe(self.command[0], list(self.command), {**env, "TERM": "xterm-256color", "COLORTERM": "truecolor", **self.env})
            except OSError as error:
                os.write(2, f"{self.command[0]}: {error}\n".encode())
            os._exit(127)
        os.close(ready)
        self.resize(self.size)
        self._began = time.monotonic()
        os.close(go)
        self._poll.register(self._file, select.POLLIN | select.POLLHUP)
        return self

    def __exit__(self, *_: object) -> None:
        """End it, if it has not ended."""
        if self.status is None and not self.wait(0.2):
            os.kill(self.pid, signal.SIGKILL)
            self.wait(5)
        os.close(self._file)

    def resize(self, size: tuple[int, int]) -> None:
        """Give the window another size."""
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def pump(self, seconds: float) -> bool | None:
        """Read once; False: nothing came in that time, None: nothing will."""
        if not self._poll.poll(max(0.0, seconds * 1000)):
            return False
        try:
            read = os.read(self._file, 262_144)
        except OSError:
            read = b""
        if not read:
            return None
        self.got.append((time.monotonic(), read))
        self._answer(read)
        return True

    def _answer(self, read: bytes) -> None:
        """Answer what programs ask a terminal, as xterm does."""
        text = self._tail + read
        end = 0
        for found in _QUERY.finditer(text):
            if (end := found.end()) <= len(self._tail):
                continue
            asked = found[0]
            if asked.endswith(b"$p"):
                reply = b"\x1b[?%s;%d$y" % (found[1], 2 if found[1] == b"2026" else 0)
            elif asked.endswith(b"c"):
                reply = b"\x1b[>41;354;0c" if b">" in asked else b"\x1b[?64;1;2;6;22c"
            elif asked.endswith(b"n"):
                reply = b"\x1b[0n" if asked.endswith(b"5n") else b"\x1b[1;1R"
            elif asked.startswith(b"\x1b]"):
                reply = b"\x1b]%s;rgb:1212/1212/1212\x1b\\" % found[2]
            else:
                reply = b""
            if reply:
                os.write(self._file, reply)
        self._tail = text[max(end, len(text) - 64) :]

    def ready(self, patience: float = 60, *, words: bytes = b"") -> Start:
        """Wait until it has shown something (`words`, where they are given) and rests."""
        text: float | None = None
        shown: float | None = None
        seen, deadline = b"", time.monotonic() + patience
        while time.monotonic() < deadline:
            came = self.pump(0.05)
            if came is None:
                break
            if came and shown is None:
                seen += _CONTROL.sub(b"", self.got[-1][1])
                if text is None and len(seen.strip()) >= 8:
                    text = self.got[-1][0]
                if text is not None and words in seen:
                    shown = self.got[-1][0]
            if shown is not None and time.monotonic() - self.got[-1][0] > 0.25:
                break
        last = None if shown is None else self.got[-1][0]
        return Start(*(None if moment is None else (moment - self._began) * 1000 for moment in (text, shown, last)))

    def press(self, key: str, patience: float = 2.0) -> Answer:
        """Press a key and wait until the screen rests."""
        return self.watch(lambda: os.write(self._file, KEYS.get(key, key.encode())), patience)

    def watch(self, act: Callable[[], object], patience: float = 2.0, quiet: float = QUIET) -> Answer:
        """Do something, and take the time of what comes until so many seconds of silence."""
        first, began = len(self.got), time.monotonic()
        act()
        frame: float | None = None
        while True:
            now = time.monotonic()
            rested = len(self.got) > first and now - self.got[-1][0] > quiet
            if rested or now - began > patience:
                break
            came = self.pump(quiet if len(self.got) == first else max(0.001, quiet - (now - self.got[-1][0])))
            if came is None:
                break
            if came and frame is None:
                joined = b"".join(read for _, read in self.got[max(first, len(self.got) - 2) :])
                gap = len(self.got) - first > 1 and self.got[-1][0] - self.got[-2][0] > GAP
                if gap:
                    frame = self.got[-2][0]
                elif _FRAME_END in joined:
                    frame = self.got[-1][0]
        came_all = self.got[first:]
        if not came_all:
            return Answer(None, None, 0)
        last = came_all[-1][0]
        return Answer(((frame or last) - began) * 1000, (last - began) * 1000, sum(len(read) for _, read in came_all))

    def said(self, words: str, first: int) -> float | None:
        """Return when the first whole frame was there that says `words`, a regular expression, from the read `first` on; None: none did."""
        begun = b""
        for moment, read in self.got[first:]:
            *whole, begun = (begun + read).split(_FRAME_END)
            if any(re.search(words, _CONTROL.sub(b"", frame).decode("utf-8", "replace")) for frame in whole):
                return moment
        return None

    def hold(self, key: str, times: int, rate: float = 30.0) -> Held:
        """Hold a key down."""
        first, began = len(self.got), time.monotonic()
        for at in range(times):
            while (left := began + at / rate - time.monotonic()) > 0:
                self.pump(left)
            os.write(self._file, KEYS.get(key, key.encode()))
        last = time.monotonic()
        while self.pump(0.2) and time.monotonic() - last < 20:
            pass
        came = [moment for moment, _ in self.got[first:]]
        frames = sum(after - before > GAP for before, after in itertools.pairwise(came)) + bool(came)
        return Held(frames, max(0.0, (came[-1] - last) * 1000) if came else 0.0, times)

    def idle(self, seconds: float) -> tuple[int, int, float]:
        """Watch it doing nothing: bytes, writes, and per cent of a CPU."""
        first, before, began = len(self.got), cpu_seconds(processes(self.pid)), time.monotonic()
        while (left := began + seconds - time.monotonic()) > 0:
            self.pump(left)
        spent = cpu_seconds(processes(self.pid)) - before
        return sum(len(read) for _, read in self.got[first:]), len(self.got) - first, 100 * spent / (time.monotonic() - began)

    def type(self, text: str) -> None:
        """Send text as it is."""
        os.write(self._file, text.encode())

    def signal(self, number: int) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended; False: it has not."""
        deadline = time.monotonic() + seconds
        while self.status is None and time.monotonic() < deadline:
            if self.pump(0.02) is None:
                time.sleep(0.01)
            found, status = os.waitpid(self.pid, os.WNOHANG)
            if found:
                self.status = os.waitstatus_to_exitcode(status)
                while self.pump(0.02):
                    pass
        return self.status is not None

    def quit(self, *keys: str) -> None:
        """Leave by its keys."""
        for key in keys:
            with contextlib.suppress(OSError):
                os.write(self._file, KEYS.get(key, key.encode()))
            self.wait(0.3)
        self.wait(3)

    @property
    def output(self) -> bytes:
        """All that it wrote."""
        return b"".join(read for _, read in self.got)

    @property
    def words(self) -> str:
        """All that it wrote, without what steers the terminal."""
        return _CONTROL.sub(b"", self.output).decode("utf-8", "replace")

    def left_on(self) -> list[str]:
        """Return what of the terminal's state it did not put back."""
        state: dict[int, bool] = {}
        for found in re.finditer(rb"\x1b\[\?([\d;]+)([hl])", self.output):
            state |= {int(mode): found[2] == b"h" for mode in found[1].split(b";")}
        left = {name for mode, name in _MODES.items() if state.get(mode)}
        if state.get(25) is False:
            left.add("hidden cursor")
        return sorted(left)


def processes(pid: int) -> list[int]:
    """Return a process and all that it began, itself first."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with contextlib.suppress(OSError):
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
                children.setdefault(parent, []).append(int(folder.name))
    found = [pid]
    for one in found:
        found += children.get(one, ())
    return found


def cpu_seconds(pids: Sequence[int]) -> float:
    """Return the CPU time that processes took so far."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{pid}/task").iterdir():
                with contextlib.suppress(OSError):
                    total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9


def memory(pid: int) -> float:
    """Return the resident memory of a process, in MB."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) / 1024
    return 0.0


def held(pids: Sequence[int]) -> float:
    """Return the memory that processes hold together, in MB: what some of them share is counted once."""
    total = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below which a part of them lies."""
    ordered = sorted(values)
    at = (len(ordered) - 1) * part
    low = int(at)
    return ordered[low] + (ordered[min(low + 1, len(ordered) - 1)] - ordered[low]) * (at - low)
