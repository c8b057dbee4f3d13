"""A desk that several people share: accounts of their own on one machine, as the permissions of the file and its folder let them."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.newsroom import Newsroom
from tests.cli.conftest import newsroom
from tests.system.terminal import terminal

__all__ = ["newsroom"]
HOME = Path(__file__).parents[2]
GROUP, ANNA, BERT, CARL = 64_100, 64_101, 64_102, 64_103
"""Numbers of nobody's: the kernel asks for no names. Anna and Bert are of the group."""

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")


@dataclass(frozen=True)
class Place:
    """A folder that everybody may enter, with homes, a configuration and the desk's own folder."""

    folder: Path
    python: str
    path: str

    @property
    def desk(self) -> Path:
        return self.folder / "desk"

    @property
    def db(self) -> Path:
        return self.desk / "watch.db"

    def words(self, *words: object, db: Path | None = None) -> list[str]:
        given = ["--config", self.folder / "config.toml", "--db", db or self.db, *words]
        return [self.python, "-m", "negotiation_watch", *map(str, given)]

    def environment(self, user: int) -> dict[str, str]:
        return {"HOME": str(self.folder / str(user)), "PATH": "/usr/bin:/bin", "PYTHONPATH": self.path, "PYTHONDONTWRITEBYTECODE": "1"}

    def start(self, user: int, *words: object, db: Path | None = None) -> subprocess.Popen[str]:
        return subprocess.Popen(
            self.words(*words, db=db),
            user=user,
            group=user,
            extra_groups=[] if user == CARL else [GROUP],
            umask=0o022,
            cwd="/",
            env=self.environment(user),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, user: int, *words: object, db: Path | None = None) -> tuple[int, str, str]:
        started = self.start(user, *words, db=db)
        out, err = started.communicate(timeout=120)
        return started.returncode, out, err


@pytest.fixture(scope="module")
def place(newsroom: Newsroom) -> Iterator[Place]:
    path = os.pathsep.join(dict.fromkeys([str(HOME), *(entry for entry in sys.path if entry.endswith("site-packages"))]))
    pythons = (sys.executable, f"/usr/bin/python{sys.version_info[0]}.{sys.version_info[1]}")
    python = next((one for one in pythons if _can_run(one, path)), None)
    if python is None:
        pytest.skip("other accounts may run no Python here that has what the program needs")
    with tempfile.TemporaryDirectory(prefix="desk-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for user in (ANNA, BERT, CARL):
            (folder / str(user)).mkdir()
            shutil.chown(folder / str(user), user, user)
        rows = [f'[[feed]]\nname = "{one.name}"\nurl = "{one.url}"\nlang = "{one.lang}"\n' for one in newsroom.feeds]
        (folder / "config.toml").write_text("".join(rows) + "[poll]\nallow_local = true\ngap = 0\nper_host = 8\n")
        (folder / "config.toml").chmod(0o644)
        yield Place(folder, python, path)


def _can_run(python: str, path: str) -> bool:
    words = [python, "-c", "import textual, pydantic_core, lxml.etree, store.database"]
    try:
        told = subprocess.run(
            words, user=CARL, group=CARL, extra_groups=[], cwd="/", env={"PYTHONPATH": path}, capture_output=True, check=False
        )
    except OSError:
        return False
    return told.returncode == 0


def documented(place: Place) -> list[list[str]]:
    """The commands by which docs/keeping.md opens a database to a group, with our names."""
    text = (HOME / "docs" / "keeping.md").read_text()
    rows = [part for row in re.findall(r"^ *(ch(?:grp|mod) .*)$", text, re.MULTILINE) for part in row.split(" && ")]
    return [row.replace("/srv/desk", str(place.desk)).replace("chgrp desk", f"chgrp {GROUP}").split() for row in rows]


@pytest.mark.system("tmux", "setpriv")
def test_one_polls_and_another_reads_writes_copies_and_restores(place: Place) -> None:
    place.desk.mkdir()
    shutil.chown(place.desk, ANNA, ANNA)
    group, folder, file = documented(place)
    for words in (group, folder):
        subprocess.run(words, check=True)
    assert place.run(ANNA, "poll", "--once")[0] == 0
    assert place.run(BERT, "claims")[0] == 1, "until its group may, only its owner opens it"
    subprocess.run(file, check=True)
    polling = place.start(ANNA, "poll", "--forever", "-v")
    try:
        claims = json.loads(place.run(BERT, "claims", "--json")[1])
        rows = json.loads(place.run(BERT, "compare", "--json")[1])
        assert (len(claims) > 50, any(row["relation_class"] == "conflict" for row in rows)) == (True, True)
        assert "IN CONFLICT" in place.run(BERT, "digest", "--format", "text")[1].upper()
        copy = place.folder / str(BERT) / "copy.db"
        assert place.run(BERT, "store", "backup", copy)[0] == 0
        assert copy.stat().st_mode & 0o777 == 0o600
        # What one corrects all see; what was restored all have.
        assert place.run(BERT, "correct", claims[0]["item"], 1, "--wrong")[0] == 0
        assert len(json.loads(place.run(ANNA, "claims", "--json")[1])) < len(claims)
        assert place.run(BERT, "store", "restore", copy)[0] == 0
        assert len(json.loads(place.run(ANNA, "claims", "--json")[1])) == len(claims)
        with terminal(place.folder, program=[*_as(BERT, place), *place.words("--no-network")], size=(140, 40)) as term:
            term.wait_for("9/9 feeds ok", "≠")
            term.keys("C-q")
            term.wait_for("ended with 0")
        status, _, told = place.run(CARL, "claims")
        assert (status, "is closed to you" in told, "fault" in told) == (1, True, False)
        assert polling.poll() is None
    finally:
        polling.send_signal(signal.SIGTERM)
        told = polling.communicate(timeout=60)[1]
    assert (polling.returncode, "rror" in told) == (0, False), told


def _as(user: int, place: Place) -> list[str]:
    environment = [f"{name}={value}" for name, value in place.environment(user).items()]
    return ["setpriv", f"--reuid={user}", f"--regid={user}", f"--groups={GROUP}", "env", *environment]


def test_who_may_only_read_reads_whoever_writes_and_is_told_so(place: Place) -> None:
    own = place.folder / "own"
    own.mkdir()
    shutil.chown(own, ANNA, ANNA)
    db = own / "watch.db"
    assert place.run(ANNA, "poll", "--once", db=db)[0] == 0
    db.chmod(0o644)
    own.chmod(0o755)
    alone = place.run(CARL, "compare", "--json", db=db)
    polling = place.start(ANNA, "poll", "--forever", "--json", db=db)
    assert polling.stdout is not None
    try:
        end = time.monotonic() + 60
        while not db.with_name("watch.db-wal").exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        beside = place.run(CARL, "compare", "--json", db=db)
        item = json.loads(place.run(CARL, "claims", "--json", db=db)[1])[0]["item"]
        status, _, told = place.run(CARL, "correct", item, 1, "--wrong", db=db)
        assert (status, "may be read by you, and not written" in told) == (1, True), told
        # Polling on and on does not end where its folder is closed for a while.
        with place.start(CARL, "poll", "--forever", db=db) as waiting:
            assert waiting.stderr is not None
            row = waiting.stderr.readline()
            assert ("not written" in row, "tried again every 30 seconds" in row, waiting.poll()) == (True, True, None)
            waiting.terminate()
    finally:
        polling.kill()
        polling.communicate(timeout=60)
    # A log is left that nobody has brought into the file.
    assert db.with_name("watch.db-wal").exists()
    after = place.run(CARL, "compare", "--json", db=db)
    told_rows = [[(row["question"], row["relation"]) for row in json.loads(out)] for status, out, _ in (alone, beside, after)]
    assert told_rows[0]
    assert told_rows[0] == told_rows[1] == told_rows[2]
    copy = place.folder / str(CARL) / "copy.db"
    assert place.run(CARL, "store", "backup", copy, db=db)[0] == 0
