"""Passwords and keys: sent where they belong, and to be found nowhere else."""

from pathlib import Path

import pytest

from demo.newsroom import Newsroom
from tests.cli.conftest import Run

PASSWORD = "hidden-7f3a"


def everything(folder: Path) -> bytes:
    """All that was written anywhere in a folder, but for what the test wrote itself."""
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file() and file.name not in {"config.toml", "in.opml"})


def test_an_address_with_a_password_is_polled_and_the_password_is_kept_nowhere(run: Run, newsroom: Newsroom, tmp_path: Path) -> None:
    url = newsroom.feeds[0].url.replace("http://", f"http://me:{PASSWORD}@")
    db = tmp_path / "watch.db"
    told = [run("--db", db, "poll", "--once", "--feed", url, "-v", "--json")]
    assert told[0].data["outcome"] == "fetched"
    told += [run("--db", db, *words) for words in (("items", "--json"), ("digest", "--since", "1h"), ("feeds", "list"), ("doctor",))]
    told.append(run("--db", db, "poll", "--once", "--feed", f"http://me:{PASSWORD}@127.0.0.1:9/x", "-v"))
    told.append(run("--db", db, "poll", "--once", "--feed", f"http://me:{PASSWORD}@[x", "-v"))
    told.append(run("feeds", "add", url))
    told.append(run("feeds", "discover", url))
    opml = tmp_path / "in.opml"
    opml.write_text(f'<opml version="2.0"><body><outline text="Courier" xmlUrl="{url}"/></body></opml>')
    told.append(run("feeds", "import", opml))
    assert "name and password were left out" in told[-1].err
    assert PASSWORD not in "".join(one.out + one.err for one in told)
    assert PASSWORD.encode() not in everything(tmp_path)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        pytest.param(f'url = "https://me:{PASSWORD}@courier.example/feed"', "holds a name or a password", id="in the address"),
        pytest.param(
            f'url = "https://courier.example/feed"\nlogin = "me:{PASSWORD}"', "where the secret is, not what it is", id="as it is"
        ),
        pytest.param(f'url = "https://courier.example/feed"\nheaders = {{ X-Key = "{PASSWORD}" }}', "not what it is", id="a header"),
        pytest.param('url = "https://courier.example/feed"\nheaders = { "X Key" = "env:KEY" }', "is no name of a header", id="no header"),
    ],
)
def test_a_configuration_holds_no_secret(run: Run, tmp_path: Path, lines: str, words: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'extends = "default"\n[[feed]]\nname = "Courier"\n{lines}\n')
    told = run("config", "check", config)
    assert told.status != 0
    assert words in told.out + told.err
    assert PASSWORD not in told.out + told.err


def test_what_the_environment_holds_is_sent_and_shown_nowhere(
    run: Run, newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURIER_LOGIN", f"me:{PASSWORD}")
    config = tmp_path / "config.toml"
    config.write_text(
        f'extends = "default"\n[poll]\nallow_local = true\n[[feed]]\nname = "Courier"\nurl = "{newsroom.feeds[0].url}"\n'
        'login = "env:COURIER_LOGIN"\nheaders = { X-Key = "env:NOT_THERE" }\n'
    )
    poll = ("--config", config, "--db", tmp_path / "watch.db", "poll", "--once", "--feed", newsroom.feeds[0].url, "-v", "--json")
    told = run(*poll)
    assert told.data["reason"] == "X-Key: the environment has no NOT_THERE"
    monkeypatch.setenv("NOT_THERE", PASSWORD)
    again = run(*poll)
    assert again.data["outcome"] == "fetched"
    shown = run("--config", config, "config", "show")
    assert PASSWORD not in told.out + told.err + again.out + again.err + shown.out
    assert PASSWORD.encode() not in everything(tmp_path)
