"""What SIGKILL costs: nothing. Polls of a loopback newswire, killed at random moments, and the database looked over after each.

`python bench/kills.py [KILLS] [SEED]`, 100 by default; every third time two processes poll into the one file and either is killed, or
both. After a kill the file passes `PRAGMA integrity_check` and `PRAGMA foreign_key_check`; every `stored GUID` that was printed, before
this kill or any earlier one, is there exactly once; every text is one that the newswire told, in whole; no process is left behind.
Then the log of a copy is torn after every fifth kill, cut short or spoilt at a random place, and polling goes on in the copy: what the tear
took may be gone, all else holds, and nothing has to be mended. A machine that fails tears what is not on its disk yet, and SQLite syncs the
log before it writes any of it back into the database: nothing is torn of what it had begun to write back. Every hundred kills another
database is begun, for what has to be looked over grows with each kill. The status is 1 where something was lost, doubled, half-written or
invented.
"""

import os
import random
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.newswire import Newswire, configure
from store.database import check_store, open_reader

PROGRAM = Path(__file__).resolve().parent.parent
AT_START = 0.3
"""So many kills come some time after the start, the others some time after the first item was stored."""
LONGEST = 2.0
"""Seconds, at most."""
TEARS = 5
"""Kills between two torn logs."""
EACH = 100
"""Kills that one database has to bear."""
MARK = "NW_BENCH"
"""The variable of the environment by which processes are known for those of a run."""
GONE = 5.0
"""Seconds within which the processes that a killed one had started are gone."""
FRAMES, ATTEMPTED = 16, 128
"""Where the index of a log (`-shm`) says how many frames it has, and how many of them SQLite may have begun to write back: `mxFrame` and
`nBackfillAttempted` in the WAL-mode file format, section 2."""
HEADER, FRAME = 32, 24 + 4096
"""Bytes of a log's header, and of a frame: its own header and a page."""


def main(kills: int, seed: int) -> int:
    chance = random.Random(seed)
    wrong: list[str] = []
    stored: dict[Path, set[str]] = defaultdict(set)
    """What was acknowledged, by database."""
    done = tears = printed = 0
    with tempfile.TemporaryDirectory() as name, Newswire() as wire:
        folder = Path(name)
        config = configure(folder)
        while done < kills:
            path = folder / f"watch{done // EACH}.db"
            acknowledged = stored[path]
            runs = [start(path, config, wire.feeds, folder / f"run{number}.log") for number in range(2 if done % 3 == 2 else 1)]
            if chance.random() < AT_START:
                time.sleep(chance.uniform(0.1, LONGEST))
            else:
                await_news(folder, len(runs))
                time.sleep(chance.uniform(0, LONGEST))
            victims = runs if len(runs) == 1 or chance.random() < 0.5 else [chance.choice(runs)]
            for run in victims:
                run.send_signal(signal.SIGKILL)
                run.wait()
                done += 1
            if len(victims) < len(runs):
                time.sleep(chance.uniform(0.1, 1.0))
                for run in runs:
                    run.kill()
                    run.wait()
            for number in range(len(runs)):
                said = (folder / f"run{number}.log").read_text(errors="replace")
                acknowledged |= {row.split(" stored ")[1] for row in said.splitlines() if " stored " in row}
                wrong += [f"kill {done}: {row}" for row in said.splitlines() if "Traceback" in row or "fault" in row]
            # Before anybody opens it, who would begin a new index. A worker that outlives its poller for a moment may write the log back.
            torn = tear(path, folder / "torn", chance) if done // TEARS > tears and not linger(folder) else None
            wrong += [f"kill {done}: {words}" for words in examine(path, wire, acknowledged)]
            if torn is not None:
                tears += 1
                call = program(torn, config, wire.feeds[:1], "--once")
                ended = subprocess.run(call, cwd=PROGRAM, check=False, capture_output=True, text=True)
                found = [row for row in ended.stderr.splitlines() if "Traceback" in row or "damaged" in row] + examine(torn, wire, set())
                wrong += [f"tear after kill {done}: {words}" for words in found]
            for words in wrong[printed:]:
                print(words, flush=True)
            printed = len(wrong)
            told = f"{done} kills, {sum(map(len, stored.values()))} items acknowledged, {len(wrong)} things wrong"
            print(f"\r{told}", end="", file=sys.stderr, flush=True)
        left = linger(folder)
    print(file=sys.stderr)
    if left:
        print(f"{left} processes left behind after {GONE:g} s")
    print(f"{len(stored)} databases; {tears} torn logs")
    print(f"{told}; {left} processes left")
    return 1 if wrong or left or not any(stored.values()) else 0


def program(path: Path, config: Path, feeds: list[str], *how: str) -> list[str]:
    words = [sys.executable, "-m", "negotiation_watch", "--config", str(config), "--db", str(path), "poll", *how]
    return words + [word for url in feeds for word in ("--feed", url)]


def start(path: Path, config: Path, feeds: list[str], log: Path) -> "subprocess.Popen[bytes]":
    words = program(path, config, feeds, "--forever", "--interval", "1", "-v")
    with log.open("wb") as said:
        return subprocess.Popen(words, cwd=PROGRAM, stdout=subprocess.DEVNULL, stderr=said, env={**os.environ, MARK: str(path.parent)})


def await_news(folder: Path, runs: int) -> None:
    logs = [folder / f"run{number}.log" for number in range(runs)]
    end = time.monotonic() + 30
    while time.monotonic() < end and not any(" stored " in log.read_text(errors="replace") for log in logs):
        time.sleep(0.05)


def examine(path: Path, wire: Newswire, acknowledged: set[str]) -> list[str]:
    if not path.exists():
        return ["the database is gone"] if acknowledged else []
    try:
        db = open_reader(path)
    except Exception as error:  # noqa: BLE001  (killed before its tables were made, it holds nothing)
        return [f"cannot be opened: {error}"] if acknowledged else []
    with closing(db):
        wrong = check_store(db)
        count = Counter(guid for (guid,) in db.execute("SELECT guid FROM items"))
        wrong += [f"lost: {guid}" for guid in acknowledged if not count[guid]]
        wrong += [f"doubled: {guid}" for guid, times in count.items() if times > 1]
        wrong += [f"invented: {guid}" for guid in count if guid not in wire.told]
        texts = db.execute("SELECT guid, text FROM versions JOIN items ON items.id = versions.item")
        wrong += [f"half-written: {guid}" for guid, text in texts if text not in wire.told.get(guid, ())]
    return wrong


def tear(path: Path, folder: Path, chance: random.Random) -> Path | None:
    """Return a copy of a database that nobody has open, its log cut short or spoilt at a random place; None: there is nothing to tear."""
    log, index = (path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    if not log.exists() or not log.stat().st_size or not index.exists():
        return None
    place = loose(index.read_bytes(), chance)
    if place is None:
        return None
    copy = Path(shutil.copy(path, folder))
    content = bytearray(log.read_bytes())
    if chance.random() < 0.5:
        del content[place:]
    else:
        content[place : place + 512] = chance.randbytes(len(content[place : place + 512]))
    (folder / log.name).write_bytes(content)
    return copy


def loose(index: bytes, chance: random.Random) -> int | None:
    """Return a random place in the part of a log that nothing says to be on the disk, by the log's index; None: there is no such part."""
    if len(index) < ATTEMPTED + 4:
        return None
    (frames,), (attempted,) = struct.unpack_from("=I", index, FRAMES), struct.unpack_from("=I", index, ATTEMPTED)
    first = HEADER + attempted * FRAME if attempted else 0
    last = HEADER + frames * FRAME
    return chance.randrange(first, last) if attempted < frames else None


def linger(folder: Path) -> int:
    """Count the processes that are still there some seconds after the last kill."""
    end = time.monotonic() + GONE
    while (left := ours(folder)) and time.monotonic() < end:
        time.sleep(0.2)
    return left


def ours(folder: Path) -> int:
    mark, count = f"{MARK}={folder}".encode(), 0
    for process in Path("/proc").glob("[0-9]*/environ"):
        try:
            count += mark in process.read_bytes()
        except OSError:
            continue
    return count


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
