"""How fast the dashboard is, from outside through a pseudo-terminal: `python bench/screen.py [--only WORDS] [--keep FOLDER] [--short]`.

On a database of 100,000 items and 300,000 claims (`bench/filled.py`), at 120x40 unless said: the start, keys, memory, doing nothing; the
same list of 1,000,000 items; the matrix at 200x60; and keys while 500 feeds on the loopback interface are polled, as a ratio to those of
quiet. Beside the figures stands what they should be, and "!" where they are not. Peers in the same run: newsboat where it is installed,
toolong and harlequin in an environment made for it. `--peers no` leaves them out; `--keep` reuses databases. Times are worth something
on an idle machine alone: what other programs took meanwhile is said at the end.
"""

import argparse
import multiprocessing
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.filled import fill
from bench.newswire import Newswire
from bench.terminal import Answer, Terminal, cpu_seconds, held, memory, percentile, processes

HOME = Path(__file__).resolve().parent.parent
PROGRAM = (sys.executable, "-m", "negotiation_watch")
FEEDS = 500
EVERY = 5
"""Seconds between two polls of a feed, and between two pieces of its news."""
DEBOUNCE = 0.08
"""Seconds for which typing rests before the list is narrowed."""
PICTURE = b"Desk"
"""Stands in the first picture: the name of a view."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result."""

    name: str
    value: float
    unit: str = "ms"
    limit: float | None = None

    def __str__(self) -> str:
        late = self.limit is not None and self.value > self.limit
        wanted = "" if self.limit is None else f"  <= {self.limit:g}"
        return f"{'!' if late else ' '} {self.name:56}{self.value:10.1f} {self.unit:4}{wanted}"


class Bench:
    """Holds what is measured with, and what was found."""

    def __init__(self, folder: Path, *, short: bool) -> None:
        self.folder = folder
        self.keys = 30 if short else 120
        self.runs = 3 if short else 9
        self.short = short
        self.found: dict[str, float] = {}
        self.config = folder / "quiet.toml"
        self.config.write_text('extends = "default"\n')

    def say(self, name: str, value: float, unit: str = "ms", limit: float | None = None) -> None:
        """Print a figure, and remember it."""
        self.found[name] = value
        print(Figure(name, value, unit, limit), flush=True)

    def database(self, name: str, items: int, claims: int) -> Path:
        """Return a database, made where it is not there yet."""
        path = self.folder / f"{name}.db"
        if not path.exists():
            fill(path, items, claims)
        return path

    def program(self, db: Path, size: tuple[int, int] = (120, 40), *, config: Path | None = None) -> Terminal:
        """Return the dashboard over a database; without a configuration of its own it polls nothing."""
        # As it is first opened, wherever it was left the last time.
        db.with_suffix(".view.json").unlink(missing_ok=True)
        network = () if config else ("--no-network",)
        words = (*PROGRAM, *network, "--config", str(config or self.config), "--db", str(db))
        return Terminal(words, size, folder=HOME, env={"PYTHONDONTWRITEBYTECODE": ""})

    def press(self, terminal: Terminal, keys: str | Sequence[str], times: int, pause: float = 0.02) -> list[Answer]:
        """Press a key, or some in turn, again and again, not in step with the program's own clock."""
        found = []
        for at in range(times):
            found.append(terminal.press(keys if isinstance(keys, str) else keys[at % len(keys)]))
            rest = pause * (0.5 + (at * 0.618) % 1)
            end = time.monotonic() + rest
            while (left := end - time.monotonic()) > 0:
                terminal.pump(left)
        return found

    def tell(self, name: str, answers: Sequence[Answer], frame: float | None = None, rest: float | None = None) -> None:
        """Print what came of keys: the first whole frame, and the screen at rest."""
        frames = [one.frame for one in answers if one.frame is not None]
        rests = [one.rest for one in answers if one.rest is not None]
        if not frames:
            print(f"! {name}: nothing came", flush=True)
            return
        self.say(f"{name}: frame p50", statistics.median(frames))
        self.say(f"{name}: frame p99", percentile(frames, 0.99), limit=frame)
        self.say(f"{name}: at rest p99", percentile(rests, 0.99), limit=rest)
        if len(frames) < len(answers):
            print(f"  {name}: {len(answers) - len(frames)} of {len(answers)} changed nothing", flush=True)


def starting(bench: Bench) -> None:
    """The start, with the bytecode that a second start finds."""
    db = bench.database("large", 100_000, 300_000)
    texts, pictures, rests = [], [], []
    for run in range(bench.runs + 1):
        with bench.program(db) as terminal:
            start = terminal.ready(words=PICTURE)
            terminal.quit("ctrl+q")
        if run and start.text is not None and start.shown is not None and start.rest is not None:
            texts.append(start.text)
            pictures.append(start.shown)
            rests.append(start.rest)
    bench.say("start: first text", statistics.median(texts), limit=350)
    bench.say("start: first picture", statistics.median(pictures))
    bench.say("start: at rest", statistics.median(rests), limit=500)
    for words in (("--version",), ("--help",)):
        bench.say(f"{' '.join(words)}", statistics.median(_run((*PROGRAM, *words)) for _ in range(bench.runs)))


def _run(words: Sequence[str]) -> float:
    began = time.monotonic()
    subprocess.run(words, cwd=HOME, check=True, stdout=subprocess.DEVNULL)
    return (time.monotonic() - began) * 1000


def _compared(terminal: Terminal, bench: Bench, name: str) -> None:
    """Wait until everything is compared, which the head of the claims says, and nothing goes on any more."""
    began = time.monotonic()
    before = -1.0
    while time.monotonic() - began < 180:
        terminal.idle(1.0)
        spent = _cpu(terminal)
        if before >= 0 and spent - before < 0.05 and terminal.said(r"\d rows\b", 0) is not None:
            break
        before = spent
    bench.say(f"{name}: everything is compared after", time.monotonic() - began, "s")


def _cpu(terminal: Terminal) -> float:
    return cpu_seconds(processes(terminal.pid))


def large(bench: Bench) -> None:
    """Keys over 100,000 items and 300,000 claims."""
    db = bench.database("large", 100_000, 300_000)
    with bench.program(db) as terminal:
        terminal.ready(words=PICTURE)
        _compared(terminal, bench, "large")
        _memory(bench, terminal, "large")
        size, writes, busy = terminal.idle(3 if bench.short else 20)
        bench.say("large: bytes in a second of doing nothing", size / (3 if bench.short else 20), "B", 120)
        bench.say("large: writes while doing nothing", writes, "", 2)
        bench.say("large: CPU of doing nothing", busy, "%", 1)
        _list(bench, terminal, "large")
        views = [bench.press(terminal, key, 1, 0.1)[0] for _ in range(max(3, bench.keys // 10)) for key in ("2", "1")]
        bench.tell("large: another view by its key", views[4:], 25)
        _filters(bench, terminal)
        _memory(bench, terminal, "large, afterwards")
        terminal.quit("ctrl+q")
        bench.say("large: exit status", terminal.status or 0, "", 0)


def _filters(bench: Bench, terminal: Terminal) -> None:
    """Words that three items of four have: from the debounce until the first of those are there, and until all of them are."""
    newest, all_of_them = list[float](), list[float]()
    for words in ("pri", "sold", "deleg", "conv"):
        terminal.press("/")
        terminal.type(words[:-1])
        first, began = len(terminal.got), time.monotonic() + DEBOUNCE
        terminal.watch(partial(terminal.type, words[-1]), 3, 0.3)
        for found, said in ((newest, f'"{words}" '), (all_of_them, rf'"{words}" \S [\d\s]+of')):
            moment = terminal.said(said, first)
            found.append(3000 if moment is None else (moment - began) * 1000)
        terminal.press("esc", 0.5)
        terminal.idle(0.3)
    bench.say("large: a filter's newest items, from the debounce on", max(newest), limit=100)
    bench.say("large: all of its items, counted", max(all_of_them))


def _list(bench: Bench, terminal: Terminal, name: str) -> None:
    bench.tell(f"{name}: a line down", bench.press(terminal, "down", bench.keys), 16, 25)
    bench.tell(f"{name}: a page down", bench.press(terminal, "pagedown", bench.keys), 33)
    pressed = terminal.hold("down", bench.keys)
    bench.say(f"{name}: at rest after a key held at 30 a second", pressed.behind, limit=50)
    bench.say(f"{name}: frames of it, of {pressed.keys}", pressed.frames, "")


def _memory(bench: Bench, terminal: Terminal, name: str) -> None:
    everybody = processes(terminal.pid)
    bench.say(f"{name}: memory of the dashboard", memory(terminal.pid), "MB", 120)
    bench.say(f"{name}: memory of its {len(everybody)} processes", held(everybody), "MB", 300)
    bench.say(f"{name}: the same, what they share counted each time", sum(map(memory, everybody)), "MB")


def million(bench: Bench) -> None:
    """The list of 1,000,000 items."""
    db = bench.database("million", 1_000_000, 0)
    with bench.program(db) as terminal:
        start = terminal.ready(words=PICTURE)
        bench.say("million: first picture", start.shown or 0)
        terminal.idle(5)
        _list(bench, terminal, "million")
        _memory(bench, terminal, "million")
        terminal.quit("ctrl+q")


def matrix(bench: Bench) -> None:
    """The matrix on the whole screen, at 200x60."""
    db = bench.database("large", 100_000, 300_000)
    with bench.program(db, (200, 60)) as terminal:
        terminal.ready(words=PICTURE)
        _compared(terminal, bench, "matrix")
        terminal.press("2")
        terminal.idle(0.5)
        for key, name in (("right", "a step to the right"), ("down", "a step down")):
            bench.tell(f"matrix at 200x60: {name}", bench.press(terminal, key, bench.keys // 2), 16)
        # Down and up: at the end of the rows a key changes nothing.
        bench.tell("matrix at 200x60: a page down or up", bench.press(terminal, ("pagedown", "pageup"), bench.keys // 4), 33)
        terminal.quit("ctrl+q")


@contextmanager
def _news(bench: Bench, count: int, every: float) -> Iterator[tuple[Path, Any]]:
    """Serve feeds from a process of their own; yield a configuration that polls them, and a line that tells of requests."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=_serve, args=(there, count, every), daemon=True)
    server.start()
    urls: list[str] = here.recv()
    feeds = "\n".join(f'[[feed]]\nname = "Wire {at}"\nurl = "{url}"\nevery = {every}' for at, url in enumerate(urls))
    config = bench.folder / "polled.toml"
    config.write_text(f"[poll]\nallow_local = true\ngap = 0\nper_host = 16\n{feeds}\n")
    try:
        yield config, here
    finally:
        server.kill()


def _fresh(path: Path) -> Path:
    for suffix in ("", "-wal", "-shm"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)
    return path


def polled(bench: Bench) -> None:
    """Keys while 500 feeds are polled, parsed, tagged and read."""
    source = bench.database("large", 100_000, 300_000)
    db = _fresh(bench.folder / "polled.db")
    shutil.copyfile(source, db)
    with _news(bench, FEEDS, EVERY) as (config, here), bench.program(db, config=config) as terminal:
        terminal.ready(words=PICTURE)
        terminal.idle(5 if bench.short else 40)
        bench.tell("polling: a line down", bench.press(terminal, "down", bench.keys), 24)
        bench.tell("polling: a page down", bench.press(terminal, "pagedown", bench.keys), 50)
        pressed = terminal.hold("down", bench.keys)
        bench.say("polling: at rest after a key held at 30 a second", pressed.behind)
        _memory(bench, terminal, "polling")
        here.send("asked")
        bench.say("polling: requests in a second", here.recv(), "")
        terminal.quit("ctrl+q")
    for name in ("a line down: frame p50", "a line down: frame p99", "a page down: frame p99"):
        if f"large: {name}" in bench.found and f"polling: {name}" in bench.found:
            bench.say(f"ratio, {name}: polling to quiet", bench.found[f"polling: {name}"] / bench.found[f"large: {name}"], "", 1.5)


def soak(bench: Bench) -> None:
    """Fifty feeds with news every second while keys are pressed, ten minutes (one with --short): memory stays where it was."""
    db, seconds = _fresh(bench.folder / "soak.db"), 60 if bench.short else 600
    with _news(bench, 50, 1.0) as (config, _), bench.program(db, config=config) as terminal:
        terminal.ready(words=PICTURE)
        began, grown = time.monotonic(), list[tuple[float, float]]()
        for part in (1 / 3, 2 / 3, 1):
            while time.monotonic() - began < part * seconds:
                for key in ("down", "down", "2", "down", "right", "1", "pagedown"):
                    terminal.press(key, 0.5)
            grown.append((memory(terminal.pid), held(processes(terminal.pid))))
        bench.say("soak: the dashboard grew in the last third", grown[2][0] - grown[1][0], "MB", 5)
        bench.say("soak: all processes grew in the last third", grown[2][1] - grown[1][1], "MB", 15)
        bench.say("soak: memory of all processes", grown[2][1], "MB", 300)
        terminal.quit("ctrl+q")


def _serve(line: Any, count: int, every: float) -> None:
    with Newswire(count, pause=every) as wire:
        began = time.monotonic()
        line.send(wire.feeds)
        while line.recv():
            line.send(wire.asked / (time.monotonic() - began))


def endings(bench: Bench) -> None:
    """How it ends by a signal: the terminal is left as it was, and the status says why."""
    db = bench.database("small", 2_000, 1_000)
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        with bench.program(db) as terminal:
            terminal.ready(words=PICTURE)
            terminal.signal(number)
            terminal.wait(5)
            left = ", ".join(terminal.left_on()) or "nothing"
            print(f"  {number.name}: exit status {terminal.status}, left on: {left}", flush=True)


def peers(bench: Bench) -> None:
    """Other programs, by the same keys."""
    log, cache = bench.folder / "lines.log", bench.folder / "newsboat"
    log.write_text(
        "".join(f"2026-02-05 12:00:{at % 60:02} outlet {at}: envoys met again, and a list was agreed\n" for at in range(100_000))
    )
    if shutil.which("newsboat"):
        shutil.rmtree(cache, ignore_errors=True)
        cache.mkdir()
        items = "".join(f"<item><title>News {at}</title><guid>g{at}</guid></item>" for at in range(2_000))
        (cache / "feed.xml").write_text(f"<rss version='2.0'><channel><title>Wire</title><link>x</link>{items}</channel></rss>")
        (cache / "urls").write_text(f"file://{cache}/feed.xml\n")
        (cache / "config").write_text("")
        newsboat = ("newsboat", "-u", f"{cache}/urls", "-c", f"{cache}/cache.db", "-C", f"{cache}/config")
        subprocess.run((*newsboat, "-x", "reload"), check=False, capture_output=True)
        _peer(bench, "newsboat, 2,000 items", newsboat, ("enter",), ("q", "q", "y"))
    _peer(bench, "toolong, 100,000 lines", (_installed(bench, "toolong", "tl"), str(log)), ("home",), ("ctrl+q",))
    db = bench.database("large", 100_000, 300_000)
    words = (_installed(bench, "harlequin", "harlequin"), "-a", "sqlite", "--read-only", str(db))
    _peer(bench, "harlequin", words, (), ("ctrl+q",))


def _installed(bench: Bench, package: str, program: str) -> str:
    """Return where a peer's program is; each has an environment of its own, for they want other versions of the same libraries."""
    place = bench.folder / "peers" / package
    if not (place / "bin" / program).exists():
        subprocess.run((sys.executable, "-m", "venv", str(place)), check=True)
        subprocess.run((place / "bin" / "pip", "install", "--quiet", package), check=True)
    return str(place / "bin" / program)


def _peer(bench: Bench, name: str, words: Sequence[str], first: Sequence[str], last: Sequence[str]) -> None:
    with Terminal(words) as terminal:
        start = terminal.ready(30)
        if start.rest is None or terminal.wait(0.5):
            print(f"  {name}: does not start here", flush=True)
            return
        bench.say(f"{name}: start, at rest", start.rest)
        for key in first:
            terminal.press(key)
        terminal.idle(0.5)
        bench.tell(f"{name}: a line down", bench.press(terminal, "down", bench.keys))
        bench.say(f"{name}: memory", sum(map(memory, processes(terminal.pid))), "MB")
        terminal.quit(*last)
    for mine, theirs in (("start: at rest", "start, at rest"), ("large: a line down: frame p50", "a line down: frame p50")):
        if mine in bench.found and f"{name}: {theirs}" in bench.found:
            bench.say(f"ratio, {mine}: ours to {name}", bench.found[mine] / bench.found[f"{name}: {theirs}"], "")


PARTS: dict[str, Callable[[Bench], None]] = {
    "start": starting,
    "large": large,
    "million": million,
    "matrix": matrix,
    "polled": polled,
    "soak": soak,
    "endings": endings,
    "peers": peers,
}


def main() -> None:
    """Measure."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--only", default=",".join(PARTS), help=f"parts with commas between: {', '.join(PARTS)}")
    words.add_argument("--keep", type=Path, help="a folder for databases and peers, which are used again")
    words.add_argument("--short", action="store_true", help="fewer keys")
    given = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="screen-") as folder:
        place = given.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        bench = Bench(place, short=given.short)
        idle, began = _machine(), time.monotonic()
        for part in given.only.split(","):
            print(f"-- {part}: {PARTS[part].__doc__}", flush=True)
            PARTS[part](bench)
        cores = os.cpu_count() or 1
        rested = (_machine() - idle) / (time.monotonic() - began) / cores
        print(f"-- the machine's {cores} cores were busy {100 - 100 * rested:.0f} % of the time")


def _machine() -> float:
    """Return the seconds that the machine's cores were idle so far."""
    return int(Path("/proc/stat").read_text().split()[4]) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
