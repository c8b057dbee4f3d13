"""The documentation says what is so: every command in it runs, every configuration in it is one, its reference is the code's."""

import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import tomllib
import venv
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from core.config import check
from demo.newsroom import Newsroom
from feeds.opml import write_opml
from store.database import open_reader
from tests.cli.conftest import Run
from tests.cli.served import datasette
from tests.system.terminal import terminal

HOME = Path(__file__).parents[2]
PAGES = [HOME / "README.md", *sorted((HOME / "docs").rglob("*.md"))]
NAMES = [str(page.relative_to(HOME)) for page in PAGES]
FENCED = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CRON = re.compile(r"(?:\S+\s+){5}(negotiation-watch.*)")
EXTRAS = r"pip install '\.\[([^]]+)\]'"
SCREEN, SERVICE = "it lasts for as long as somebody looks on: tests/system/ has it", "it asks a service manager that serves a user"
ELSEWHERE = {
    "./run": SCREEN,
    "./run demo": "below, in a terminal",
    "./run test": "it is what runs this",
    "negotiation-watch": SCREEN,
    "negotiation-watch demo": SCREEN,
    "negotiation-watch serve": SCREEN,
    "pip install .": "below, from a wheel",
    "HATCH_BUILD_HOOKS_ENABLE=1 python -m build": "takes a C compiler and minutes; tests/test_compiled.py holds what it names",
    "systemctl --user daemon-reload": SERVICE,
    "systemctl --user enable --now negotiation-watch": SERVICE,
    "loginctl enable-linger": SERVICE,
    "chgrp desk /srv/desk && chmod 2770 /srv/desk": "tests/system/test_sharing.py, for root alone",
    "chmod 660 /srv/desk/watch.db": "tests/system/test_sharing.py, for root alone",
}
"""Commands of the pages that are not run page by page, and why."""


def commands(page: Path) -> list[str]:
    """The commands of a page in their order, without what is said of them on the same line (two spaces or more before it).

    Whatever is indented by four, and every line of a block of `sh`, is a command; so is what a crontab calls.
    """
    found, block = list[str](), ""
    for row in page.read_text(encoding="utf-8").splitlines():
        if row.startswith("```"):
            block = "" if block else row[3:]
            assert block in {"", "sh", "cron", "toml", "ini", "json", "sql", "text"}, f"{page}: what is a block of {block!r}?"
        elif (block == "" and row.startswith("    ")) or (block == "sh" and row.strip()):
            found.append(row.strip())
        elif block == "cron" and (match := CRON.fullmatch(row)):
            found.append(match[1])
    return [re.split(r"\s{2,}", row)[0] for row in found]


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


def test_what_is_run_elsewhere_is_in_the_pages() -> None:
    assert set(ELSEWHERE) <= {command for page in PAGES for command in commands(page)}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_runs(page: Path, desk: tuple[Path, str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, address = desk
    here = tmp_path / "here"
    shutil.copytree(folder, here)
    monkeypatch.chdir(here)
    with closing(open_reader(here / "watch.db")) as db:
        (item,) = db.execute(
            "SELECT item FROM claims_now WHERE side IS NOT NULL GROUP BY item HAVING count(*) > 2 ORDER BY item"
        ).fetchone()
    for command in commands(page):
        if command in ELSEWHERE:
            continue
        words = shlex.split(command.partition(" > ")[0])
        match words[0]:
            case "negotiation-watch":
                ours(command, [str(item) if word == "17" else word for word in words[1:]], address, run, here)
            case "datasette":
                with datasette(*words[1:], cwd=here) as ask:
                    assert len(ask("talks/claims_now.json?_size=1")["rows"]) == 1
            case "pip":
                assert re.fullmatch(EXTRAS, command), command  # below, all of them at once
            case "man":
                if shutil.which("man"):
                    subprocess.run(words, cwd=HOME, check=True, capture_output=True)
            case _:
                pytest.fail(f"no test runs {command!r}: have one run it, or say in ELSEWHERE why none does")


def ours(command: str, words: list[str], address: str, run: Run, here: Path) -> None:
    given = [re.sub(r"^(?:https?://\S+|URL)$", f"{address}/harbour-wire/", word) for word in words]
    if "--forever" in given:
        runs_until_stopped(given, here)
        return
    own = given[0] == "completion" or (given[0] == "config" and given[1] in ("init", "check", "path", "schema"))
    where = [] if own else ["--config", here / "config.toml", *([] if "--db" in given else ["--db", here / "watch.db"])]
    if "--db" in given:
        shutil.copy(here / "watch.db", here / given[given.index("--db") + 1])
    if "--output" in given or "restore" in given or given[:2] == ["store", "backup"]:
        clear(here, given)
    if given[:2] == ["config", "init"]:
        shutil.rmtree(here.parent / "home" / "config", ignore_errors=True)
    told = run(*where, *given)
    assert told.status == 0, f"{command}\n{told.err}\n{told.out}"
    if " > " in command:
        (here / command.partition(" > ")[2]).write_text(told.out)


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


def test_the_package_installs_and_runs(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    offline = ["--no-deps", "--no-index"]
    subprocess.run([*pip, "wheel", *offline, "--no-build-isolation", "--wheel-dir", str(tmp_path), str(HOME)], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    venv.create(tmp_path / "env")
    python, program = tmp_path / "env/bin/python", tmp_path / "env/bin/negotiation-watch"
    subprocess.run([*pip, "--python", str(python), "install", *offline, str(wheel)], check=True)
    (packages,) = (tmp_path / "env/lib").glob("python*/site-packages")
    assert [entry.name for entry in packages.iterdir() if "dist-info" not in entry.name] == ["negotiation_watch"]
    # What it needs is here, if not in the new environment.
    (packages / "needs.pth").write_text(sysconfig.get_path("purelib"))
    text = "Russia and Ukraine exchanged 157 prisoners of war each on Thursday, the defence ministry said."
    words = [str(program), "read", "-", "--source", "Courier", "--published", "2026-02-05"]
    told = subprocess.run(words, input=text, cwd=tmp_path, check=True, capture_output=True, text=True)
    assert json.loads(told.stdout)["claims"]
    assert (tmp_path / "env/share/man/man1/negotiation-watch.1").exists()


def test_all_extras_can_be_had() -> None:
    """All that they ask for is known to pip, in versions that the tests run with."""
    named = {name for page in PAGES for names in re.findall(EXTRAS, page.read_text(encoding="utf-8")) for name in names.split(",")}
    words = ["install", "--dry-run", "--no-index", "--no-build-isolation", "--quiet", f".[{','.join(sorted(named))}]"]
    told = subprocess.run([sys.executable, "-m", "pip", *words], cwd=HOME, check=False, capture_output=True, text=True)
    assert (told.returncode, re.findall("negotiation-watch .* does not provide", told.stderr)) == (0, []), told.stderr


@pytest.mark.system("tmux")
def test_a_clone_runs_by_its_script(tmp_path: Path) -> None:
    for name in ("run", "pyproject.toml"):
        shutil.copy2(HOME / name, tmp_path / name)
    # The environment that it would make.
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    (tmp_path / ".venv" / ".installed").touch()
    with terminal(tmp_path, "demo", program=[str(tmp_path / "run")]) as term:
        term.wait_for("invent")
        term.keys("C-q")
        term.wait_for("ended with 0")


def test_every_query_finds_something(desk: tuple[Path, str]) -> None:
    queries = [
        row
        for page in PAGES
        for kind, block in FENCED.findall(page.read_text(encoding="utf-8"))
        if kind == "sql"
        for row in block.splitlines()
    ]
    assert queries
    with closing(open_reader(desk[0] / "watch.db")) as db:
        for query in queries:
            assert db.execute(query).fetchall(), query


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


def test_the_question_of_the_guide_is_answered(run: Run, tmp_path: Path) -> None:
    config, article = tmp_path / "config.toml", tmp_path / "article.txt"
    page = (HOME / "docs" / "guide" / "questions.md").read_text(encoding="utf-8")
    block = next(block for kind, block in FENCED.findall(page) if kind == "toml")
    config.write_text('extends = "default"\n' + block)
    article.write_text(
        "Grain exports from Ukraine went on although Russia threatened them. Seven vessels sailed from Odesa's ports on Sunday. "
        "On Thursday 5 ships left port. 12 ships left from the southern port a day later. 3 ships sank."
    )
    words = ("--config", config, "read", article, "--source", "Courier", "--published", "2026-02-05")
    assert [claim["value"]["low"] for claim in run(*words).data["claims"] if claim["question"] == "ships"] == [7, 5, 12]


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
    words = ["man", "--warnings", "docs/negotiation-watch.1"]
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
