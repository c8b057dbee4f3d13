"""Alerts from the wire to whom they concern: polled without a screen, and in the dashboard in a real terminal."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.alerts.receivers import Box, Web, mailbox, outlets, web
from tests.cli.conftest import Run, run
from tests.system.terminal import terminal

__all__ = ["run"]
TEXTS = {
    "courier": "Ukraine brought home 157 prisoners of war from Russia today, the Coordination Headquarters said. [/] <b>",
    "herald": "Ukraine brought home 207 prisoners of war from Russia today, the Red Cross said.",
}
HEAD = "≠ Got back, Ukraine"


@pytest.fixture
def feeds() -> Iterator[str]:
    with outlets(**TEXTS) as urls:
        yield "".join(f'[[feed]]\nname = "{name.title()}"\nurl = "{url}"\n' for name, url in urls.items()) + "[poll]\n\n"


@pytest.fixture
def box() -> Iterator[Box]:
    with mailbox() as made:
        yield made


@pytest.fixture
def receiver() -> Iterator[Web]:
    with web() as made:
        yield made


def test_polling_tells_by_mail_and_webhook_once(run: Run, feeds: str, box: Box, receiver: Web, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    rules = """
[[alert]]
id = "all"
party = ["Ukraine"]
words = ["prison*"]
by = ["mail", "webhook"]
[[alert]]
id = "no"
topic = ["talks"]
by = ["mail"]
"""
    mail = f'[alerts.mail]\nserver = "{box.server}"\nsecurity = "none"\nsender = "desk@example.org"\nto = ["me@example.org"]\n'
    config.write_text(f'{feeds}{rules}[alerts]\nbundle = 3600\n{mail}[alerts.webhook]\nurls = ["{receiver.url}"]\n\n')
    for _ in range(2):
        assert run("--config", config, "--db", tmp_path / "watch.db", "poll", "--once").status == 0
    ((_, _, mailed),) = box.mails
    assert mailed["Subject"].startswith(f"[negotiation-watch] {HEAD}")
    for words in ("157", "207", "https://courier.example/1", "https://herald.example/1", "“Ukraine brought home 157"):
        assert words in mailed.get_content()
    ((document),) = receiver.documents
    assert [answer["source"] for answer in document["alerts"][0]["answers"]] == ["Courier", "Herald"]


@pytest.mark.system("tmux")
def test_the_dashboard_shows_and_tells_a_command(feeds: str, tmp_path: Path) -> None:
    config, heard, mine = tmp_path / "config.toml", tmp_path / "heard", tmp_path / "mine"
    mine.write_text(f"#!/bin/sh\ncat > {heard}\n")
    mine.chmod(0o700)
    config.write_text(
        f'{feeds}[[alert]]\nid = "all"\nby = ["screen", "command"]\n[alerts]\nbundle = 0\n[alerts.command]\nrun = ["{mine}"]\n'
    )
    with terminal(tmp_path, "--config", str(config), "--db", str(tmp_path / "watch.db"), size=(140, 45)) as term:
        shown = term.wait_for("https://courier.example/1", "https://herald.example/1", HEAD)
        assert "[/]" in shown
        end = time.monotonic() + 20
        while not heard.exists() and time.monotonic() < end:
            time.sleep(0.1)
        assert HEAD in heard.read_text()
        term.keys("C-q")
        assert "ended with 0" in term.wait_for("ended with", seconds=20)
