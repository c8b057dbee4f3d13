"""A real terminal: tmux, with a program in it."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PROGRAM = [sys.executable, "-m", "negotiation_watch"]
HOME = Path(__file__).parents[2]


class Terminal:
    """One tmux session of its own server."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket

    def tmux(self, *words: str) -> str:
        return subprocess.run(["tmux", "-S", str(self._socket), *words], check=True, capture_output=True, text=True).stdout

    def keys(self, *names: str) -> None:
        self.tmux("send-keys", *names)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p")

    def state(self) -> str:
        """Return what of the terminal's state a program may leave behind: alternate screen, mouse, and whether the cursor is seen."""
        return self.tmux("display-message", "-p", "#{alternate_on} #{mouse_any_flag} #{cursor_flag}").strip()

    def program(self) -> int:
        """Return the process of the program."""
        shell = self.tmux("display-message", "-p", "#{pane_pid}").strip()
        return int(Path(f"/proc/{shell}/task/{shell}/children").read_text().split()[0])

    def wait_for(self, *texts: str, seconds: float = 60) -> str:
        """Return the screen once all the texts stand on it."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            shown = self.screen()
            if all(text in shown for text in texts):
                return shown
            time.sleep(0.2)
        raise AssertionError(f"{texts} did not all come up:\n{shown}")


@contextmanager
def terminal(folder: Path, *words: str, size: tuple[int, int] = (120, 40), program: Sequence[str] = PROGRAM) -> Iterator[Terminal]:
    """Run the program in a terminal of that size, in a home of its own. Its exit status is shown when it ends."""
    term = Terminal(folder / "tmux")
    home = {name: str(folder / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    given = " ".join(f"{name}={shlex.quote(value)}" for name, value in home.items())
    command = f"{given} {shlex.join([*program, *words])}; echo ended with $?; sleep 600"
    environment = {name: value for name, value in os.environ.items() if name not in {"TMUX", "NO_COLOR", "COLUMNS", "LINES"}}
    subprocess.run(
        ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null", "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), command],
        check=True,
        cwd=HOME,
        env=environment | {"LANG": "C.UTF-8", "TERM": "xterm-256color"},
    )
    try:
        yield term
    finally:
        term.tmux("kill-server")
