"""The documentation says what is so: every command in it runs, every configuration in it is one, its reference is the code's."""

import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cli.arguments import parser
from core.config import check
from demo.newsroom import Newsroom
from feeds.opml import write_opml
from store.database import open_reader
from tests.cli.conftest import Run

HOME = Path(__file__).parents[2]
PAGES = [HOME / "README.md", *sorted((HOME / "docs").rglob("*.md"))]
NAMES = [str(page.relative_to(HOME)) for page in PAGES]
INDENTED = re.compile(r"^ {4}((?:negotiation-watch|\./run)\b.*)$", re.MULTILINE)
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CRON = re.compile(r"^(?:\S+\s+){5}(negotiation-watch.*)$", re.MULTILINE)
OTHERS = {"pip", "systemctl", "loginctl", "datasette", "man"}
"""Programs that the documentation names beside ours."""
SCREEN = {(), ("demo",), ("serve",)}
"""Commands that last for as long as somebody looks on; other tests run them."""


def commands(page: Path) -> list[str]:
    """The commands of a page in their order, without what is said of them on the same line (two spaces or more before it)."""
    text = page.read_text(encoding="utf-8")
    found = [(match.start(), re.split(r"\s{2,}", match[1])[0]) for match in INDENTED.finditer(text)]
    for match in FENCED.finditer(text):
        if match[1] == "sh":
            found += [(match.start(), row) for row in match[2].splitlines() if row.strip()]
        if match[1] == "cron":
            found += [(match.start(), row[1]) for row in CRON.finditer(match[2])]
    found += [(match.start(), match[1].strip()) for match in re.finditer(r"^ {4}(?:\S+ ){5} *(negotiation-watch.*)$", text, re.MULTILINE)]
    return [row for _, row in sorted(found, key=lambda pair: pair[0])]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A desk that has polled the newsroom: its folder, and the newsroom's address."""
    folder = tmp_path_factory.mktemp("desk")
    moments = iter([0.0])
    with Newsroom(clock=lambda: next(moments, 10_000.0)) as newsroom:
        rows = [f'[[feed]]\nname = "{one.name}"\nurl = "{one.url}"\nlang = "{one.lang}"\n' for one in newsroom.feeds]
        (folder / "config.toml").write_text("".join(rows) + "[poll]\nallow_local = true\ngap = 0\nper_host = 8\n")
        (folder / "feeds.opml").write_text(write_opml(newsroom.feeds[:2]))
        words = ["--config", str(folder / "config.toml"), "--db", str(folder / "watch.db"), "poll", "--once"]
        subprocess.run([sys.executable, "-m", "negotiation_watch", *words], cwd=HOME, check=True, capture_output=True)
        text = "Russia and Ukraine exchanged 157 prisoners of war each on Thursday, the defence ministry said."
        (folder / "article.txt").write_text(text)
        piece = {"id": "a1", "source": "Courier", "published": "2026-02-05", "title": "Swap", "text": text}
        (folder / "archive.jsonl").write_text(json.dumps(piece) + "\n")
        yield folder, newsroom.url


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_runs(page: Path, desk: tuple[Path, str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, address = desk
    here = tmp_path / "here"
    shutil.copytree(folder, here)
    monkeypatch.chdir(here)
    with closing(open_reader(here / "watch.db")) as db:
        item = db.execute("SELECT item FROM claims_now WHERE side IS NOT NULL GROUP BY item HAVING count(*) > 2 ORDER BY item").fetchone()[
            0
        ]
    for command in commands(page):
        words = shlex.split(command.partition(" > ")[0])
        if words[0] == "./run":
            assert words[1:] in ([], ["demo"], ["test"]), command
            continue
        if words[0] != "negotiation-watch":
            assert words[0] in OTHERS, command
            continue
        given = [re.sub(r"^(?:https?://\S+|URL)$", f"{address}/harbour-wire/", word) for word in words[1:]]
        if given[:1] in (["why"], ["correct"]) and given[1:] and given[1].isdigit():
            given[1] = str(item)
        parser().parse_args(given)
        if tuple(given) in SCREEN:
            continue
        if "--forever" in given:
            runs_until_stopped(given, here)
            continue
        own = given[0] == "completion" or (given[0] == "config" and given[1] in ("init", "check", "path", "schema"))
        where = [] if own else ["--config", here / "config.toml", *([] if "--db" in given else ["--db", here / "watch.db"])]
        if "--db" in given:
            shutil.copy(here / "watch.db", here / given[given.index("--db") + 1])
        if "--output" in given or "restore" in given or given[:2] == ["store", "backup"]:
            clear(here, given)
        if given[:2] == ["config", "init"]:
            shutil.rmtree(tmp_path / "home" / "config", ignore_errors=True)
        told = run(*where, *given)
        assert told.status == 0, f"{command}\n{told.err}\n{told.out}"


def clear(here: Path, given: list[str]) -> None:
    """Make room for what a command writes, unless it is about replacing; bring what it reads."""
    last = here / given[-1]
    if given[:2] == ["store", "restore"] and not last.exists():
        shutil.copy(here / "watch.db", last)
    elif given[:2] != ["store", "restore"] and last.name != "backup":
        last.unlink(missing_ok=True)


def runs_until_stopped(given: list[str], here: Path) -> None:
    # Over a database of its own: there, every feed is due.
    words = ["--config", str(here / "config.toml"), "--db", str(here / "new.db"), *given, "--json"]
    running = subprocess.Popen([sys.executable, "-m", "negotiation_watch", *words], cwd=HOME, stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert json.loads(running.stdout.readline())["outcome"]
    running.send_signal(signal.SIGTERM)
    end = time.monotonic() + 30
    running.communicate(timeout=max(end - time.monotonic(), 1))
    assert running.returncode == 0


def test_every_configuration_is_one(tmp_path: Path) -> None:
    blocks = [block for page in PAGES for kind, block in FENCED.findall(page.read_text(encoding="utf-8")) if kind == "toml"]
    assert len(blocks) >= 5
    for block in blocks:
        tomllib.loads(block)
    for number, block in enumerate(blocks):
        if "[negotiation]" in block or 'extends = "default"' in block:
            continue
        topic = 'extends = "default"\n[[topic]]\nid = "grain"\nname = "Grain"\nmark = "grain"\n[[topic.rule]]\nid = "a"\nany = ["grain"]\n'
        path = tmp_path / f"{number}.toml"
        path.write_text(('extends = "default"\n' if 'id = "grain"' in block else topic) + block)
        assert [str(mistake) for mistake in check(path)] == [], block


def test_the_reference_is_that_of_the_code() -> None:
    if sys.version_info[:2] != (3, 11):
        pytest.skip("argparse words its usage in another way in each version of Python")
    told = subprocess.run([sys.executable, ".ci/reference.py", "--check"], cwd=HOME, capture_output=True, text=True, check=False)
    assert told.stderr == ""


def test_the_site_is_built_without_a_warning_and_loads_nothing(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    told = subprocess.run(words, cwd=HOME, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout) == (0, ""), told.stderr
    pages = list((tmp_path / "site").rglob("*.html"))
    assert len(pages) >= len(PAGES)
    for page in pages:
        loads = re.findall(r'<(?:script|img|iframe|link)\b[^>]*?\b(?:src|href)="([^"]*)"', page.read_text(encoding="utf-8"))
        assert [address for address in loads if address.startswith(("http", "//"))] == [], page


@pytest.mark.system("man")
def test_the_man_page_is_one() -> None:
    words = ["man", "--warnings", "-l", "docs/negotiation-watch.1"]
    told = subprocess.run(words, cwd=HOME, capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin", "MANWIDTH": "100"})
    assert told.stderr == ""
    for words_ in ("poll", "backfill", "--feed-out", "digest"):
        assert words_ in told.stdout


@pytest.mark.system("systemd-analyze")
def test_the_unit_is_one(tmp_path: Path) -> None:
    text = (HOME / "docs/guide/serving.md").read_text(encoding="utf-8")
    (unit,) = [block for kind, block in FENCED.findall(text) if kind == "ini"]
    path = tmp_path / "negotiation-watch.service"
    path.write_text(unit.replace("%h/.local/bin/negotiation-watch", "/bin/true"))
    told = subprocess.run(["systemd-analyze", "verify", "--user", str(path)], capture_output=True, text=True, check=False)
    assert "negotiation-watch.service" not in told.stderr


def test_the_json_of_an_alert_is_what_the_guide_says() -> None:
    from alerts.record import alert_from_json, alert_json

    text = (HOME / "docs/guide/alerts.md").read_text(encoding="utf-8")
    (document,) = [json.loads(block) for kind, block in FENCED.findall(text) if kind == "json"]
    assert [alert_json(alert_from_json(one)) for one in document["alerts"]] == document["alerts"]
