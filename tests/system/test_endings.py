"""How the dashboard begins after an accident and how it ends: the terminal is as it was, and the exit status says why."""

import os
import signal
import subprocess
import sys
import termios
from contextlib import suppress
from pathlib import Path

import pytest

from cli.hangup import STATUS
from tests.system.terminal import terminal
from tests.tui import scene

pytestmark = pytest.mark.system("tmux")
CLEAN = "0 0 1"
CRASHING = """
import sys
from negotiation_watch import HERE, main
sys.path.insert(0, str(HERE.parent))
from tui.app import WatchApp
def fail(self):
    secret = "in-a-variable"
    raise RuntimeError("no such luck" + secret[:0])
WatchApp.action_sort = fail
sys.exit(main())
"""


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_leaves_the_terminal_clean_and_no_process_behind(tmp_path: Path, number: signal.Signals, status: int) -> None:
    scene.fill(tmp_path / "news.db")
    with terminal(tmp_path, "--no-network", "--db", str(tmp_path / "news.db")) as term:
        term.wait_for("157 servicemen", "Drones launched")
        program = term.program()
        beside = children(program)
        assert beside
        os.kill(program, number)
        term.wait_for(f"ended with {status}")
        assert term.state() == CLEAN
        assert not [pid for pid in beside if Path(f"/proc/{pid}").exists()]


def test_leaving_is_certain_where_a_process_beside_does_not_answer(tmp_path: Path) -> None:
    with terminal(tmp_path, "demo", "--pace", "30") as term:
        term.wait_for("feeds ok", "157")
        program = term.program()
        beside = children(program)
        for pid in beside:
            os.kill(pid, signal.SIGSTOP)
        term.keys("C-q")
        try:
            term.wait_for("ended with 0")
            assert term.state() == CLEAN
            assert (len(beside), [pid for pid in beside if Path(f"/proc/{pid}").exists()]) == (2, [])
        finally:
            for pid in beside:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def test_it_ends_with_a_terminal_that_goes_away_without_a_signal(tmp_path: Path) -> None:
    scene.fill(tmp_path / "news.db")
    outer, inner = os.openpty()  # Not the controlling terminal: nobody sends SIGHUP.
    termios.tcsetwinsize(inner, (40, 120))
    command = [sys.executable, "-m", "negotiation_watch", "--no-network", "--db", str(tmp_path / "news.db")]
    environment = {**os.environ, "HOME": str(tmp_path), "TERM": "xterm-256color"}
    with subprocess.Popen(command, stdin=inner, stdout=inner, stderr=inner, start_new_session=True, env=environment) as program:
        os.close(inner)
        shown = b""
        while b"157 servicemen" not in shown:
            shown += os.read(outer, 65536)
        os.close(outer)
        assert program.wait(60) == STATUS


def children(program: int) -> list[int]:
    return [int(pid) for thread in Path(f"/proc/{program}/task").iterdir() for pid in (thread / "children").read_text().split()]


def test_a_mistake_of_its_own_leaves_the_terminal_clean_and_tells_no_values(tmp_path: Path) -> None:
    scene.fill(tmp_path / "news.db")
    with terminal(tmp_path, "--no-network", "--db", str(tmp_path / "news.db"), program=[sys.executable, "-c", CRASHING]) as term:
        term.wait_for("157 servicemen", "Drones launched")
        term.keys("s")
        shown = term.wait_for("ended with 1", "RuntimeError: no such luck")
        assert "in-a-variable" not in shown.replace('secret = "in-a-variable"', "")
        assert term.state() == CLEAN


def test_a_database_that_was_mended_is_told_of_on_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    scene.fill(path)
    with path.open("r+b") as file:
        file.write(bytes(4096))
    with terminal(tmp_path, "--no-network", "--db", str(path)) as term:
        term.wait_for("was damaged", "set aside")
