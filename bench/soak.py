"""A week in minutes: what a poller takes of memory, files, threads and disk when it runs for long.

`python bench/soak.py [SECONDS] [FEEDS]`, 300 and 24 by default. A feed that is asked every 15 minutes is asked 672 times in a week; here
it is asked every 0.4 seconds, or as fast as the machine can, with news and edits each time, one feed in six being slow, broken, cut off
or huge. The processes are looked at twenty times. The status is 1 where, over the second half, the memory of all processes together grows
by more than a tenth, where files, threads or processes grow at all, or where one of the ceilings is passed: 300 MB resident, 256 open
files, a log of 32 MB. The database is told in bytes an item: what is new stays, as the configuration says.
"""

import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.newswire import Newswire, configure
from bench.terminal import held, processes
from store.database import check_store, open_reader

PROGRAM = Path(__file__).resolve().parent.parent
LOOKS = 20
MOST_RESIDENT, MOST_FILES, MOST_LOG = 300.0, 256, 32.0
GROWTH = 1.1


@dataclass(frozen=True, slots=True)
class Look:
    """What the processes of a run take at a moment."""

    resident: float
    """MB, what they share counted once (PSS)."""
    files: int
    threads: int
    processes: int
    log: float
    """MB of the database's log."""


def look(root: int, path: Path) -> Look:
    """Look at a process and all that came of it."""
    family = processes(root)
    resident = held(family)
    files = sum(_count(f"/proc/{pid}/fd") for pid in family)
    threads = sum(_count(f"/proc/{pid}/task") for pid in family)
    log = path.with_name(path.name + "-wal")
    return Look(resident, files, threads, len(family), log.stat().st_size / 2**20 if log.exists() else 0.0)


def _count(folder: str) -> int:
    return sum(1 for _ in Path(folder).iterdir())


def main(seconds: float, feeds: int) -> int:
    with tempfile.TemporaryDirectory() as name, Newswire(feeds, pause=0.5, trouble=6) as wire:
        folder = Path(name)
        path = folder / "watch.db"
        words = [sys.executable, "-m", "negotiation_watch", "--config", str(configure(folder)), "--db", str(path)]
        words += ["poll", "--forever", "--interval", "0.4", *(word for url in wire.feeds for word in ("--feed", url))]
        looks: list[Look] = []
        with (folder / "said").open("wb") as said:
            run = subprocess.Popen(words, cwd=PROGRAM, stderr=said, stdout=subprocess.DEVNULL)
        try:
            for _ in range(LOOKS):
                time.sleep(seconds / LOOKS)
                looks.append(look(run.pid, path))
                print(looks[-1], file=sys.stderr, flush=True)
        finally:
            run.terminate()
            status = run.wait(60)
        with closing(open_reader(path)) as db:
            wrong = check_store(db)
            items = db.execute("SELECT count(*) FROM items").fetchone()[0]
        tracebacks = (folder / "said").read_text(errors="replace").count("Traceback")
        size = path.stat().st_size
    half = len(looks) // 2
    early, late = looks[half // 2 : half + 1], looks[half:]
    grown = max(one.resident for one in late) / max(one.resident for one in early)
    print(f"{wire.asked} polls, {wire.asked / feeds / 672:.2f} weeks; {items} items of {size / max(items, 1):.0f} bytes each")
    for field in ("resident", "files", "threads", "processes", "log"):
        print(f"{field}: {max(getattr(one, field) for one in early):.0f} before, {max(getattr(one, field) for one in late):.0f} after")
    bad = [
        (grown > GROWTH, f"memory grew by {grown:.2f}"),
        *(
            (max(getattr(one, field) for one in late) > max(getattr(one, field) for one in early) + slack, f"{field} grew")
            for field, slack in (("files", feeds), ("threads", 2), ("processes", 0))
        ),
        (max(one.resident for one in looks) > MOST_RESIDENT, "more memory than allowed"),
        (max(one.files for one in looks) > MOST_FILES, "more files than allowed"),
        (max(one.log for one in looks) > MOST_LOG, "a longer log than allowed"),
        (bool(wrong), f"the database: {wrong[:1]}"),
        (bool(tracebacks), f"{tracebacks} tracebacks"),
        (status != 0, f"ended with {status}"),
    ]
    for is_bad, words_ in bad:
        if is_bad:
            print(f"WRONG: {words_}")
    return int(any(is_bad for is_bad, _ in bad))


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 300.0, int(sys.argv[2]) if len(sys.argv) > 2 else 24))
