"""What is written is its owner's alone and lies where it belongs; and what leaves the machine is nothing, where that is asked for."""

import os
import re
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from cli.offline import no_network
from demo.newsroom import Newsroom
from tests.cli.conftest import Run
from tests.store.test_keeping import fill

OFFLINE = (
    ("items", "--json"),
    ("claims",),
    ("compare",),
    ("digest", "--since", "1h"),
    ("why", "1"),
    ("correct", "1"),
    ("retag",),
    ("reread",),
    ("feeds", "list"),
    ("feeds", "export"),
    ("config", "check"),
    ("store", "check"),
    ("doctor",),
    ("poll", "--once", "--feed", "http://127.0.0.1:9/x"),
    ("feeds", "check"),
    ("feeds", "add", "http://127.0.0.1:9/x"),
)


def test_files_are_private_and_lie_in_the_platforms_folders(run: Run, newsroom: Newsroom, tmp_path: Path) -> None:
    was = os.umask(0)
    try:
        run("poll", "--once", "--feed", newsroom.feeds[0].url)
        run("store", "backup")
        run("config", "init")
        run("digest", "--since", "1h", "--output", tmp_path / "home" / "digest.md")
    finally:
        os.umask(was)
    made = [path for path in tmp_path.rglob("*") if path.name != "home"]
    assert {path.name for path in made} >= {"negotiation-watch.db", "config.toml", "digest.md"}
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in made} == {0}
    homes = [tmp_path / "home" / name for name in ("config", "data", "digest.md")]
    assert all(path in homes or any(home in path.parents for home in homes) for path in made)


@pytest.mark.system("strace")
def test_without_the_network_no_socket_of_the_internet_is_opened(tmp_path: Path) -> None:
    path, log = tmp_path / "watch.db", tmp_path / "calls"
    fill(path, 3)
    home = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    script = f"import sys; from cli.main import main; [main(['--no-network', '--db', {str(path)!r}, *words]) for words in {OFFLINE!r}]"
    watched = ["strace", "-f", "-qq", "-e", "trace=socket,socketpair,connect,sendto,bind", "-o", str(log)]
    subprocess.run([*watched, sys.executable, "-c", script], env=home, check=True, capture_output=True)
    calls = log.read_text()
    assert "AF_UNIX" in calls
    assert re.findall(r".*AF_INET.*", calls) == []


def test_whatever_tries_is_refused() -> None:
    with no_network(forbidden=True):
        for forbidden in (socket.socket, lambda: socket.getaddrinfo("localhost", 80)):
            with pytest.raises(PermissionError, match="--no-network"):
                forbidden()
        for end in socket.socketpair():
            end.close()
    socket.socket().close()
