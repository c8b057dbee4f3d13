import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run

pytestmark = pytest.mark.system("chromium")

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--enable-logging=stderr", "--virtual-time-budget=2000"),
)


def test_the_digest_opens_in_a_browser_and_asks_for_nothing(run: Run, polled: Path, tmp_path: Path) -> None:
    page = tmp_path / "digest.html"
    assert run("--db", polled, "digest", "--since", "1h", "--output", page).status == 0
    shown = subprocess.run(
        ["chromium", *FLAGS, f"--user-data-dir={tmp_path / 'chromium'}", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "314" in shown.stdout
    assert "<details" in shown.stdout
    # Everything that a page says on its console, refused requests among them, is logged.
    assert [row for row in shown.stderr.splitlines() if "CONSOLE" in row] == []
