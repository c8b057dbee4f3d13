"""What a power cut costs: nothing that was acknowledged. Every write of a real run is recorded, and the power cut, in simulation, at
random moments of it.

`python bench/power.py [CUTS] [SEED]`, 1,000 by default; needs `strace`. For twenty seconds a poller stores what a loopback newswire
tells, while another process reads and stars items, corrects and rules on claims and begins sessions in the same file, each act printed
once it is stored. `strace` writes down each write, sync, truncation and removal of the database and its log, in their order. A cut leaves
of each file what was synced, and of what was not any part: writes missing, in any order, torn at sectors of 512 bytes; names that no
folder was synced for, and removals of them, either way. Each outcome is opened as the next start would: it passes `PRAGMA
integrity_check` and `foreign_key_check`, and all that was printed before the cut is there.

Then the same on a disk that says that it has synced and does so later: where no loss of each kind of thing is found there, the check
itself is broken. The status is 1 where something was wrong, or the check is.
"""

import random
import re
import shlex
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.newswire import Newswire, configure
from core.correction import Correction, Ruling
from core.times import now
from store.corrections import correct, judged
from store.database import Connection, check_store, open_reader, open_store
from store.rulings import rule
from store.sessions import start_session
from store.stream import mark_read, set_star
from store.writer import Writer

PROGRAM = Path(__file__).resolve().parent.parent
SECONDS = 20.0
SECTOR = 512
CALLS = "openat,creat,write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2"


SAID = re.compile(r"(?:stored|acted \w+) \S+(?=\n)")
"""What is acknowledged, in lines that are written in one call each."""
THERE = {
    "stored": "SELECT guid FROM items JOIN versions ON versions.id = items.version WHERE text LIKE '%It went on.%'",
    "acted read": "SELECT item FROM marks WHERE read IS NOT NULL",
    "acted star": "SELECT item FROM marks WHERE starred IS NOT NULL",
    "acted correction": "SELECT item FROM corrections WHERE verdict = 'wrong' AND note = 'n' || item",
    "acted ruling": "SELECT item FROM rulings WHERE ruled = 'no conflict'",
    "acted session": "SELECT id FROM sessions",
}
"""By the kind of what was acknowledged, the query for what is there of it."""
LATE, CONTROL = 400, 100
"""By so many calls the control's disk is late, in so many cuts."""


def act(path: Path) -> None:
    """Do what a reader does, and say so when it is stored."""
    writer = Writer(path)
    end = time.monotonic() + SECONDS
    item = 0
    while time.monotonic() < end:
        if writer.call(_last_item) > item:
            item += 1
            writer.call(mark_read, [item], now())
            _say("read", item)
            writer.call(set_star, item, now(), on=True)
            _say("star", item)
            for claim in writer.call(judged, item)[:1]:
                writer.call(correct, claim.row, Correction("wrong", note=f"n{item}"), now())
                _say("correction", item)
                writer.call(rule, Ruling("no conflict", claim.anchor), now())
                _say("ruling", item)
        _say("session", writer.call(start_session, now()).id)
        time.sleep(0.02)
    writer.close()


def _last_item(db: Connection) -> int:
    last: int = db.execute("SELECT coalesce(max(id), 0) FROM items").fetchone()[0]
    return last


def _say(kind: str, number: int) -> None:
    print(f"acted {kind} {number}\n", end="", flush=True)  # (print would write an end of its own in a call of its own)


@dataclass
class Call:
    """One call that changes a file or makes it last, or a line that was printed."""

    name: str
    path: str
    raw: bytes = b""
    offset: int = 0
    begun: int = 0
    """Its place among all the calls, when it was entered."""
    ended: int = 0


def record(folder: Path, path: Path) -> Path:
    """Run a poller and a reader side by side under strace, and return its log."""
    log = folder / "calls"
    with Newswire(pause=0.5) as wire:
        poll = [sys.executable, "-m", "negotiation_watch", "--config", str(configure(folder)), "--db", str(path)]
        poll += ["poll", "--forever", "--interval", "1", "-v", *(word for url in wire.feeds for word in ("--feed", url))]
        acting = [sys.executable, __file__, "--act", str(path)]
        script = f"{shlex.join(poll)} & {shlex.join(acting)}; kill $!; wait"
        words = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}", "-o", str(log), "sh", "-c", script]
        subprocess.run(words, cwd=PROGRAM, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=SECONDS * 10)
    return log


def calls(log: Path, path: Path) -> Iterator[Call]:
    """Read strace's log: the calls on the database, its log and its folder, and the lines in which something was said to be stored."""
    open_calls: dict[bytes, tuple[bytes, int]] = {}
    ours = {str(path), f"{path}-wal", str(path.parent)}
    for number, row in enumerate(log.read_bytes().splitlines()):
        thread, _, words = row.partition(b" ")
        words = words.strip()
        if words.endswith(b"<unfinished ...>"):
            open_calls[thread] = (words.removesuffix(b"<unfinished ...>"), number)
            continue
        begun = number
        if words.startswith(b"<... "):
            start, begun = open_calls.pop(thread, (b"", number))
            words = start + words.partition(b"resumed>")[2]
        found = re.match(rb"(\w+)\((.*)\) += (-?\d+)", words, re.DOTALL)
        if found is None or int(found[3]) < 0:
            continue
        name, arguments, result = found[1].decode(), found[2], int(found[3])
        call = _call(name, arguments, result)
        if call is not None and (call.path in ours or call.name == "said"):
            call.begun, call.ended = begun, number
            yield call


def _call(name: str, arguments: bytes, result: int) -> Call | None:
    place = re.match(rb"\d+<([^>]*)>", arguments)
    where = _text(place[1]) if place else ""
    strings = [_bytes(text) for text in re.findall(rb'"((?:\\x[0-9a-f]{2})*)"', arguments)]
    if name in ("write", "pwrite64"):
        if where.startswith(("pipe:", "/dev/null")) or not where.startswith("/"):
            return Call("said", where, strings[0])
        offset = int(arguments.rpartition(b", ")[2]) if name == "pwrite64" else 0
        return Call("said" if where == "/dev/null" else "write", where, strings[0][:result], offset)
    if name in ("fsync", "fdatasync"):
        return Call("sync", where)
    if name == "ftruncate":
        return Call("truncate", where, offset=int(arguments.rpartition(b", ")[2]))
    if name in ("unlink", "unlinkat"):
        return Call("remove", strings[-1].decode())
    if name == "openat" and b"O_CREAT" in arguments:
        return Call("make", strings[-1].decode())
    return None


def _bytes(text: bytes) -> bytes:
    return bytes.fromhex(text.replace(b"\\x", b"").decode())


def _text(text: bytes) -> str:
    return (_bytes(text) if text.startswith(b"\\x") else text).decode()


@dataclass
class Disk:
    """What is on the disk for sure, and what is on its way there."""

    whole: dict[str, bytearray] = field(default_factory=dict)
    """By path, the synced bytes."""
    waiting: dict[str, list[Call]] = field(default_factory=dict)
    names: list[Call] = field(default_factory=list)
    """Files made and removed for which their folder was not synced."""

    def take(self, call: Call) -> None:
        """Note what a call did."""
        match call.name:
            case "write" | "truncate":
                self.waiting.setdefault(call.path, []).append(call)
            case "make" | "remove":
                if call.name == "make" and call.path in self.whole:
                    return
                self.names.append(call)
                if call.name == "make":
                    self.whole.setdefault(call.path, bytearray())
            case "sync":
                self._sync(call)

    def _sync(self, call: Call) -> None:
        if call.path in self.whole:
            late = []
            for waiting in self.waiting.get(call.path, []):
                if waiting.ended < call.begun:
                    apply(self.whole[call.path], waiting)
                else:
                    late.append(waiting)
            self.waiting[call.path] = late
            # To sync a new file makes its name last too.
            self.names = [name for name in self.names if not (name.path == call.path and name.name == "make")]
        else:
            for name in [one for one in self.names if one.ended < call.begun]:
                self.names.remove(name)
                if name.name == "remove":
                    self.whole.pop(name.path, None)
                    self.waiting.pop(name.path, None)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return what the power leaves of each file."""
        left = {path: bytearray(content) for path, content in self.whole.items()}
        kind = chance.random()
        for path, waiting in self.waiting.items():
            if path not in left:
                continue
            # All of it, none of it, a first part, or any of it.
            share = chance.random() if kind > 0.3 else round(chance.random())
            some = waiting[: int(len(waiting) * share)] if chance.random() < 0.5 else [one for one in waiting if chance.random() < share]
            if chance.random() < 0.3:
                chance.shuffle(some)
            for call in some:
                apply(left[path], call, torn=chance if chance.random() < 0.3 else None)
        for name in self.names:
            if chance.random() < 0.5:
                left.pop(name.path, None)
        return {path: bytes(content) for path, content in left.items()}


def apply(content: bytearray, call: Call, torn: random.Random | None = None) -> None:
    if call.name == "truncate":
        del content[call.offset :]
        content.extend(bytes(call.offset - len(content)))
        return
    parts = [(call.offset + at, call.raw[at : at + SECTOR]) for at in range(0, len(call.raw), SECTOR)]
    for offset, part in parts if torn is None else [part for part in parts if torn.random() < 0.5]:
        if len(content) < offset:
            content.extend(bytes(offset - len(content)))
        content[offset : offset + len(part)] = part


def main(cuts: int, seed: int) -> int:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "watch" / "watch.db"
        path.parent.mkdir()
        log = record(folder, path)
        taken = sorted(calls(log, path), key=lambda call: call.begun)
        moments = sorted(chance.choices(range(len(taken)), k=cuts))
        wrong = replay(taken, moments, chance, path)
        seen = " ".join(replay(taken, sorted(chance.choices(moments, k=CONTROL)), chance, path, late=LATE))
    for words in wrong[:20]:
        print(words)
    kinds = {kind: sum(call.name == kind for call in taken) for kind in ("write", "sync", "truncate", "remove")}
    said = Counter(words.rpartition(" ")[0] for call in taken[: moments[-1]] for words in acknowledged(call))
    print(f"{cuts} cuts among {kinds}; {dict(said)} before the last one; {len(wrong)} wrong")
    blind = [kind for kind in THERE if f"lost: {kind} " not in seen]
    for kind in blind:
        print(f"WRONG: on a disk that syncs late no loss was found of: {kind}")
    return 1 if wrong or blind else 0


def replay(taken: list[Call], moments: list[int], chance: random.Random, path: Path, late: int = 0) -> list[str]:
    """Cut the power at these places among the calls, and return what is wrong then; the disk has heard of none of the last `late` calls."""
    disk, said = Disk(), set[str]()
    wrong: list[str] = []
    heard = done = 0
    for number, moment in enumerate(moments):
        for call in taken[heard:moment]:
            said.update(acknowledged(call))
        heard = moment
        for call in taken[done : max(done, moment - late)]:
            disk.take(call)
        done = max(done, moment - late)
        left = disk.cut(chance)
        wrong += [f"cut {number}, at call {moment}: {words}" for words in examine(left, path, path.parent.with_name("cut"), said)]
    return wrong


def acknowledged(call: Call) -> list[str]:
    """Return what a call tells to be stored."""
    return SAID.findall(call.raw.decode(errors="replace")) if call.name == "said" else []


def examine(files: dict[str, bytes], path: Path, folder: Path, said: set[str]) -> list[str]:
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, content in files.items():
        (folder / Path(name).name).write_bytes(content)
    found = folder / path.name
    try:
        # Opened for writing, as the next start does; then its log is taken in.
        open_store(found).close()
        with closing(open_reader(found)) as db:
            wrong = check_store(db)
            there = {f"{kind} {what}" for kind, query in THERE.items() for (what,) in db.execute(query)}
    except Exception as error:  # noqa: BLE001  (whatever it is, the cut did it)
        return [f"{type(error).__name__}: {error}"]
    return wrong + [f"lost: {words}" for words in sorted(said - there)]


if __name__ == "__main__":
    if "--act" in sys.argv:
        act(Path(sys.argv[-1]))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, int(sys.argv[2]) if len(sys.argv) > 2 else 1))
