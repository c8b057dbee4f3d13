import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

from cli.arguments import KINDS, MOST
from core.settings import WEEK, Kind
from negotiation_watch import __version__
from tests.cli.conftest import Run

HEAVY = {"textual", "httpx", "feedparser", "trafilatura", "sqlite_utils", "pydantic"}


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == f"negotiation-watch {__version__}\n"
    told = run("--help")
    assert told.status == 0
    for command in ("demo", "poll", "feeds", "items", "claims", "compare", "read", "digest", "why", "retag", "reread", "config", "doctor"):
        assert f"\n    {command} " in told.out


def test_what_is_written_twice_so_that_help_comes_at_once_is_the_same() -> None:
    assert {*KINDS, "page"} == {*get_args(Kind)}, "a page has to have selectors, which no option gives"
    assert MOST == WEEK


@pytest.mark.parametrize("command", ["demo", "poll", "read", "digest", "compare", "config", "feeds"])
def test_every_command_has_help(run: Run, command: str) -> None:
    told = run(command, "--help")
    assert told.status == 0
    assert "--config FILE" in told.out or "ACTION" in told.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nonsense"], "invalid choice: 'nonsense'"),
        (["poll"], "one of the arguments --once --forever is required"),
        (["poll", "--once", "--feed", "file:///etc/passwd"], "--feed file:///etc/passwd: give an http or https address"),
        (["poll", "--once", "--interval", "0"], "0 is not above 0"),
        (["poll", "--once", "--interval", "1e300"], "1e300 is not above 0, and 604800 at most"),
        (["poll", "--once", "--interval", "x"], "x is no number"),
        (["poll", "--once", "--feed", "http://[::1"], "give an http or https address"),
        (["items", "--source", "\udcff", "--topic", "weather"], "there is no such topic"),
        (["claims", "--question", "weather"], "there is no such question; there are "),
        (["why", "9" * 30], "is no item's number"),
        (["poll", "--once", "--no-network"], "--no-network forbids it"),
        (["demo", "--no-network"], "--no-network forbids it"),
        (["items", "--since", "soon"], '--since: "soon" is no time'),
        (["items", "--since", "session"], "there has been no session yet"),
        (["items", "--topic", "weather"], "there is no such topic; there are "),
        (["digest", "--since", "2026-02-06", "--until", "2026-02-05"], "--since has to be before --until"),
        (["digest", "--since", "2026-02-05", "--until", "2026-02-05"], "--since has to be before --until"),
        (["digest", "--since", "2026-02-06", "--as-of", "2026-02-05"], "--since has to be before --until"),
        (["digest", "--output", "digest.docx"], "give the format with --format"),
        (["read"], "read takes one article"),
        (["read", "missing.txt", "--source", "Courier", "--published", "2026-02-05"], "missing.txt: cannot be read: No such file"),
        (["compare", "--claims", "missing.json"], "missing.json: cannot be read: No such file"),
        (["why", "7"], "there is no item 7"),
    ],
)
def test_wrong_usage_is_said_in_words_with_status_2(run: Run, words: list[str], message: str) -> None:
    told = run(*words)
    assert told.status == 2
    assert message in told.err
    assert told.out == ""
    assert "Traceback" not in told.err


def test_the_dashboard_without_a_terminal_says_what_to_use(run: Run) -> None:
    told = run()
    assert told.status == 2
    assert "needs a terminal" in told.err


def test_global_options_stand_before_or_after_the_command(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "missing.db"
    for words in (["--db", missing, "items"], ["items", "--db", missing], ["retag", "--db", missing], ["--db", missing, "reread"]):
        assert run(*words).err == f"{missing}: there is no such database yet; poll first, or give another file with --db\n"
        assert not missing.exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completions_know_the_commands(run: Run, shell: str) -> None:
    script = run("completion", shell).out
    assert "digest" in script
    assert "--since" in script or "-l since" in script or "since" in script


@pytest.mark.parametrize(
    ("words", "unwanted"),
    [
        (["--version"], HEAVY | {"rich", "sqlite3"}),
        (["--help"], HEAVY | {"rich", "sqlite3"}),
        (["items", "--json"], HEAVY - {"pydantic", "sqlite_utils"}),
        (["claims", "--json"], HEAVY - {"pydantic", "sqlite_utils"}),
        (["digest", "--format", "json"], HEAVY - {"pydantic", "sqlite_utils"}),
    ],
)
def test_a_command_imports_only_what_it_needs(tmp_path: Path, words: list[str], unwanted: set[str]) -> None:
    code = f"import sys; from negotiation_watch import main; sys.argv = ['x', *{words!r}]; main(); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
        env={"XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)},
    )
    assert set(done.stderr.split()) & unwanted == set()
