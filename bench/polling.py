"""How fast feeds are polled, beside other readers, over a server on the loopback interface, in one run.

`python bench/polling.py [FEEDS...]` (500 and 1000 by default; `--rounds 3` takes the median of so many). The server has so many distinct
feeds of 20 to 50 items and waits 50 ms before it answers. Three polls of each program: the first, one of which nothing changed (304), and
one after every feed has two new items and an edited one. Peers, where they can be had: newsboat (Debian), as shipped and with its
misleading index dropped, and `reader` (PyPI, installed into an environment of its own that is deleted at the end; `--no-reader` leaves it
out, for it takes minutes). Ours is the time until every item is stored and tagged, from the start of the process; "all" also has the
claims read, and the search filled. CPU: seconds of all processes until then. x: our time as a part of theirs. MB: the largest process,
and all of them by their share (PSS), at most. Every item and edit of the server is looked for in our database; where one is missing the
program ends with 1.
"""

import argparse
import asyncio
import os
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
LATENCY = 0.05
AT_ONCE = 32
"""Requests under way at a time, in all programs that can be told."""
NEW, EDITED = 2, 1
_LOOK = 0.1
"""Seconds between two looks at what processes take."""
PHASES = ("first", "unchanged", "changed")
PLAIN = "newsboat, index dropped"
_START = datetime(2026, 2, 5, 12, tzinfo=UTC)
_WORDS = (  # noqa: SIM905  (a list to be read as words)
    "the a of to in on for with that was said after before between official minister capital region city border week month Monday "
    "Thursday government army president talks delegation agreement report statement people night morning power station railway "
    "grain harbour export price market winter school hospital road bridge river north south east west new old last next first "
    "second third many several few no not would could might will has had been were is are by from at as it its their they he she "
    "who which when where"
).split()
_NEWS = (
    "Russia and Ukraine exchanged {} prisoners of war on Thursday, the defence ministry in Kyiv said.",
    "Russia launched {} drones at Ukraine overnight, the Ukrainian Air Force said.",
    "Delegations of Ukraine and Russia will meet in Abu Dhabi for a round of talks on {} February.",
)


@dataclass(frozen=True)
class Story:
    """An item of a feed, as the server has it."""

    guid: str
    title: str
    text: str
    published: datetime


def stories(feed: int, generation: int) -> list[Story]:
    """Return what a feed tells, newest first: in generation 1 with new items, and an edit."""
    dice = random.Random(feed)
    told = [_story(dice, feed, number) for number in range(dice.randint(20, 50) + NEW)]
    if not generation:
        return told[:-NEW][::-1]
    first = told[0]
    told[0] = Story(first.guid, f"{first.title} (corrected)", first.text, first.published)
    return told[::-1]


def _story(dice: random.Random, feed: int, number: int) -> Story:
    rows = [" ".join(dice.choices(_WORDS, k=dice.randint(8, 20))).capitalize() + "." for _ in range(dice.randint(3, 9))]
    if dice.random() < 0.1:  # so many have a topic
        rows.insert(0, dice.choice(_NEWS).format(dice.randint(2, 28)))
    title = " ".join(dice.choices(_WORDS, k=8)).capitalize()
    return Story(f"feed-{feed}-item-{number}", f"{title} {feed}.{number}", " ".join(rows), _START + timedelta(minutes=feed + 7 * number))


def document(feed: int, generation: int, port: int) -> bytes:
    """Return a feed's document: most are RSS, one in five is Atom."""
    told = stories(feed, generation)
    site = f"http://127.0.0.1:{port}/{feed}"
    if feed % 5:
        items = "".join(
            f'<item><title>{escape(story.title)}</title><link>{site}/{story.guid}</link><guid isPermaLink="false">{story.guid}</guid>'
            f"<pubDate>{format_datetime(story.published)}</pubDate><description>{escape(f'<p>{story.text}</p>')}</description></item>\n"
            for story in told
        )
        head = f"<title>Feed {feed}</title><link>{site}</link><description>News of {feed}</description><language>en</language>"
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>{head}{items}</channel></rss>'.encode()
    entries = "".join(
        f'<entry><title>{escape(story.title)}</title><link href="{site}/{story.guid}"/><id>{story.guid}</id>'
        f'<updated>{story.published:%Y-%m-%dT%H:%M:%SZ}</updated><content type="html">{escape(f"<p>{story.text}</p>")}</content></entry>\n'
        for story in told
    )
    head = f"<title>Feed {feed}</title><id>{site}</id><updated>{told[0].published:%Y-%m-%dT%H:%M:%SZ}</updated>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>'.encode()


class Peer(asyncio.Protocol):
    """The server's end of a connection."""

    bodies: tuple[list[bytes], list[bytes]]
    generation = 0

    def __init__(self) -> None:
        self._unread = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer each request, after a while."""
        self._unread += data
        while b"\r\n\r\n" in self._unread:
            head, _, self._unread = self._unread.partition(b"\r\n\r\n")
            asyncio.get_running_loop().call_later(LATENCY, self._answer, head)

    def _answer(self, head: bytes) -> None:
        if self._transport.is_closing():
            return
        path = head.split(b" ", 2)[1].decode()
        if path.startswith("/-/"):
            Peer.generation = int(path[3:])
            self._transport.write(b"HTTP/1.1 204 No Content\r\n\r\n")
            return
        body = self.bodies[self.generation][int(path[1:])]
        etag = f'"{path[1:]}-{self.generation}"'.encode()
        if b"if-none-match: " + etag in head.lower():
            self._transport.write(b"HTTP/1.1 304 Not Modified\r\nETag: " + etag + b"\r\n\r\n")
            return
        rows = (b"HTTP/1.1 200 OK", b"Content-Type: application/xml; charset=utf-8", b"ETag: " + etag, b"Content-Length: %d" % len(body))
        self._transport.write(b"\r\n".join(rows) + b"\r\n\r\n" + body)


async def serve(count: int) -> None:
    """Serve until killed; the port is the first line printed."""
    server = await asyncio.get_running_loop().create_server(Peer, "127.0.0.1", 0, backlog=1000)
    port = server.sockets[0].getsockname()[1]
    Peer.bodies = ([document(feed, 0, port) for feed in range(count)], [document(feed, 1, port) for feed in range(count)])
    print(port, flush=True)
    await server.serve_forever()


@contextmanager
def serving(count: int) -> Iterator[int]:
    """Serve in a process of its own for the length of the block; gives the port."""
    with subprocess.Popen([sys.executable, __file__, "--serve", str(count)], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.kill()


@dataclass
class Took:
    """What a poll took."""

    seconds: float
    """Until everything was stored."""
    whole: float
    """Until the process had ended."""
    cpu: float
    """Of all processes, until everything was stored."""
    largest: float
    """MB of the largest process."""
    share: float
    """MB of all processes, what they share counted once."""


def watch(command: Sequence[str], done: Callable[[], bool] | None = None) -> Took:
    """Run a command to its end, and look every 20 ms at what it takes, and whether it is done."""
    started = time.perf_counter()
    seconds: float | None = None
    largest = share = looked = 0.0
    cpu: dict[int, float] = {}
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT, env={**os.environ, "TERM": "dumb"}
    ) as process:
        while process.poll() is None:
            finished = done is not None and seconds is None and done()
            if finished:
                seconds = time.perf_counter() - started
            if finished or (seconds is None and time.perf_counter() - looked > _LOOK):  # what comes after is not part of the poll
                looked = time.perf_counter()
                tree = _tree(process.pid)
                sizes = [size for pid in tree if (size := _memory(pid))]
                largest = max(largest, *(rss for rss, _ in sizes), 0.0)
                share = max(share, sum(pss for _, pss in sizes))
                cpu |= {pid: spent for pid in tree if (spent := _cpu(pid))}
            time.sleep(0.02)
        whole = time.perf_counter() - started
        assert process.stderr is not None
        if process.returncode:
            raise SystemExit(f"{' '.join(map(str, command))}: {process.stderr.read().decode()[-2000:]}")
    return Took(seconds or whole, whole, sum(cpu.values()), largest, share)


def _cpu(pid: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def _tree(pid: int) -> list[int]:
    children: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += map(int, (task / "children").read_text().split())
    return [pid, *(each for child in children for each in _tree(child))]


def _memory(pid: int) -> tuple[float, float] | None:
    with suppress(OSError):
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        sizes = {row.split(":")[0]: int(row.split()[1]) / 1000 for row in rows[1:] if row.endswith("kB")}
        return sizes["Rss"], sizes["Pss"]
    return None


Poll = Callable[[], Took]


def ours(folder: Path, urls: Sequence[str]) -> Poll:
    """Return how to poll with this program."""
    config, store = folder / "config.toml", folder / "watch.db"
    feeds = "".join(f'[[feed]]\nname = "Feed {number}"\nurl = "{url}"\n' for number, url in enumerate(urls))
    config.write_text(f"[poll]\nper_host = {AT_ONCE}\ngap = 0\nallow_local = true\n{feeds}")
    command = [sys.executable, "-m", "negotiation_watch", "--config", str(config), "--db", str(store), "poll", "--once"]
    polls = 0

    def poll() -> Took:
        nonlocal polls
        polls += len(urls)
        return watch(command, lambda: store.exists() and _polls(store) >= polls)

    return poll


def _polls(store: Path) -> int:
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
            return int(db.execute("SELECT count(*) FROM polls WHERE outcome <> 'failed'").fetchone()[0])
    except sqlite3.Error:
        return 0


def account(store: Path, count: int) -> list[str]:
    """Return what of the server's items and edits is not in our database as it should be."""
    missing: list[str] = []
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as db:
        rows = db.execute("SELECT guid, number, versions.title, text, seen FROM items JOIN versions ON versions.item = items.id")
        found = {(guid, number): (title, text) for guid, number, title, text, _ in rows}
    for feed in range(count):
        before = {story.guid: story for story in stories(feed, 0)}
        for story in stories(feed, 1):
            number = 1 if before.get(story.guid, story) == story else 2
            for version, told in ((1, before.get(story.guid, story)), (number, story)):
                if found.get((story.guid, version)) != (told.title, told.text):
                    missing.append(f"{story.guid} version {version}")
    expected = sum(len(stories(feed, 1)) + EDITED for feed in range(count))
    return missing if len(found) == expected else [*missing, f"{len(found)} versions stored, {expected} expected"]


def newsboat(folder: Path, urls: Sequence[str], *, dropped: bool) -> Poll:
    """Return how to poll with newsboat."""
    (folder / "urls").write_text("\n".join(urls))
    (folder / "config").write_text(f"reload-threads {AT_ONCE}\nauto-reload no\nmax-items 0\n")
    (folder / "none").write_text("")
    base = ["newsboat", "-C", str(folder / "config"), "-c", str(folder / "cache.db")]
    watch([*base, "-u", str(folder / "urls"), "-x", "print-unread"])  # makes the tables
    if dropped:
        with sqlite3.connect(folder / "cache.db") as db:
            db.execute("DROP INDEX idx_deleted")
    return lambda: watch([*base, "-u", str(folder / "urls"), "-x", "reload"])


def newsboat_items(folder: Path) -> int:
    """Count what newsboat has stored."""
    with sqlite3.connect(folder / "cache.db") as db:
        return int(db.execute("SELECT count(*) FROM rss_item").fetchone()[0])


_READER = """
import sys
from reader import make_reader
reader = make_reader(sys.argv[1])
for url in open(sys.argv[2]).read().split():
    reader.add_feed(url, exist_ok=True, allow_invalid_url=True)
reader.update_feeds(scheduled=False, workers=int(sys.argv[3]))
"""


def reader(folder: Path, urls: Sequence[str], python: Path) -> Poll:
    """Return how to poll with `reader`."""
    (folder / "urls").write_text("\n".join(urls))
    (folder / "poll.py").write_text(_READER)
    return lambda: watch([str(python), str(folder / "poll.py"), str(folder / "reader.db"), str(folder / "urls"), str(AT_ONCE)])


def install_reader(folder: Path) -> Path | None:
    """Install `reader` into an environment of its own; None: it cannot be had."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    # reader 3 brings a feedparser of its own, and not all that this imports.
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "reader", "sgmllib3k"]
    done = subprocess.run(pip, check=False, stderr=subprocess.DEVNULL)
    return python if done.returncode == 0 else None


def has_newsboat() -> bool:
    """Whether newsboat is there; where we may install it, it is installed."""
    if shutil.which("newsboat") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "newsboat"], check=False, stdout=subprocess.DEVNULL)
    return shutil.which("newsboat") is not None


def compare(count: int, rounds: int, python: Path | None, *, peers: bool) -> bool:
    """Poll so many feeds with every program, print what it took, and say whether we have everything."""
    takes: dict[str, dict[str, list[Took]]] = {}
    complete = True
    for _ in range(rounds):
        with serving(count) as port, tempfile.TemporaryDirectory() as room:
            urls = [f"http://127.0.0.1:{port}/{feed}" for feed in range(count)]
            folders = {name: Path(room) / str(number) for number, name in enumerate(("negotiation-watch", PLAIN, "newsboat", "reader"))}
            for folder in folders.values():
                folder.mkdir()
            programs = {"negotiation-watch": ours(folders["negotiation-watch"], urls)}
            if peers and has_newsboat():
                programs |= {name: newsboat(folders[name], urls, dropped=name == PLAIN) for name in (PLAIN, "newsboat")}
            if python is not None:
                programs["reader"] = reader(folders["reader"], urls, python)
            for phase in PHASES:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/-/{int(phase == 'changed')}").close()
                for name, poll in programs.items():
                    takes.setdefault(name, {}).setdefault(phase, []).append(poll())
            missing = account(folders["negotiation-watch"] / "watch.db", count)
            expected = sum(len(stories(feed, 1)) for feed in range(count))
            stored = f"{len(missing)} MISSING: {missing[:3]}" if missing else "all stored"
            print(f"{count} feeds, {expected} items, {count * EDITED} edits: {stored}")
            for name in (PLAIN, "newsboat"):
                if name in programs and (there := newsboat_items(folders[name])) != expected:
                    print(f"    {name} has {there} of the items")
            complete = complete and not missing
    report(takes)
    return complete


def report(takes: dict[str, dict[str, list[Took]]]) -> None:
    """Print a line a program: seconds, and ours as a part of the program's."""
    mine = {phase: statistics.median(took.seconds for took in takes["negotiation-watch"][phase]) for phase in PHASES}
    print(f"{'':26}" + "".join(f"{phase:>28}" for phase in PHASES) + f"{'MB':>14}")
    for name, phases in takes.items():
        cells = []
        for phase in PHASES:
            seconds = statistics.median(took.seconds for took in phases[phase])
            whole = statistics.median(took.whole for took in phases[phase])
            cpu = statistics.median(took.cpu for took in phases[phase])
            beside = f"all {whole:.1f}" if name == "negotiation-watch" else f"x{mine[phase] / seconds:.2f}"
            cells.append(f"{seconds:.2f} s ({cpu:.1f} CPU), {beside}")
        largest, share = (max(getattr(took, size) for rows in phases.values() for took in rows) for size in ("largest", "share"))
        print(f"{name:26}" + "".join(f"{cell:>28}" for cell in cells) + f"{largest:>8.0f}/{share:.0f}")


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(description="How fast feeds are polled, beside other readers.")
    parser.add_argument("feeds", nargs="*", type=int, default=(500, 1000))
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--no-reader", action="store_true")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.serve:
        asyncio.run(serve(args.serve))
        return
    with tempfile.TemporaryDirectory() as folder:
        python = None if args.no_reader or args.no_peers else install_reader(Path(folder))
        outcomes = [compare(count, args.rounds, python, peers=not args.no_peers) for count in args.feeds]
        complete = all(outcomes)
    sys.exit(0 if complete else 1)


if __name__ == "__main__":
    main()
