"""Datasette over a database, on a port of its own."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

Ask = Callable[[str], Any]


@contextmanager
def datasette(*words: str, cwd: Path) -> Iterator[Ask]:
    """Serve what the words name, and ask for its JSON."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", *words, "--port", str(port)]
    server = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(600):
            assert server.poll() is None, server.stderr.read() if server.stderr else ""
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)

        def ask(path: str) -> Any:
            with urlopen(f"http://127.0.0.1:{port}/{path}", timeout=30) as answer:
                return json.load(answer)

        yield ask
    finally:
        server.terminate()
        server.communicate(timeout=20)
