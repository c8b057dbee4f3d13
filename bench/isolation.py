# ruff: noqa: E501
"""Whether healthy feeds are polled in time beside misbehaving ones: 1,000 feeds, one in five of them bad, over the loopback interface.

`python bench/isolation.py [--feeds 1000] [--bad 0.2] [--interval 60] [--seconds 240]` serves all of them, each on an address of its own, runs
`poll --forever` over them as a user would, and tells how late healthy feeds were asked: the longest pause between two requests to one, in its
intervals (1.5 at most), and the most memory of the main process and of all together (300 MB at most). The bad ones are those of
`bench/faults.py`, in turns. With `--screen` it is the dashboard that polls them, in a terminal in which keys are pressed all the while:
from a key to the last byte of the frame that it brings, 100 ms at most for 99 of 100. Needs Linux. On a busy machine the figures mean little.
"""

import argparse
import asyncio
import os
import re
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.documents import item, rss
from bench.faults import HOME, MOST_MEMORY, complaints, program, watched
from bench.faulty import FAULTS
from bench.faulty.fault import OK
from bench.faulty.server import serve
from bench.terminal import Terminal, held, memory, percentile, processes
from tests.feeds.server import reply

PATIENCE = 2.0
"""Seconds that a key is waited for."""
SHOWN = re.compile("Item 19|157")
"""What stands on the screen once there are items and claims."""
CLAIMS = 20
"""Of so many feeds one tells of what is compared, so that there are claims to look at."""


def healthy(number: int, asked: list[float]) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
    """Answer as feed `number` with another item each time, and note when it was asked."""
    swap = f"Russia and Ukraine exchanged {157 + number % 3} prisoners of war each on Thursday, the ministry said. "

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, EOFError):
            while True:
                await reader.readuntil(b"\r\n\r\n")
                asked.append(time.monotonic())
                items = (
                    item(
                        guid=str(n),
                        title=f"Item {n}",
                        description=(swap if number % CLAIMS == 0 and n == 1 else "") + "Both sides meet again. " * 40,
                    )
                    for n in range(len(asked), len(asked) + 20)
                )
                writer.write(reply(rss(*items), "Content-Type: application/rss+xml"))
                await writer.drain()
        writer.close()

    return handle


def pressed(words: Sequence[str], environment: Mapping[str, str], seconds: float) -> tuple[float, float, bytes, list[float]]:
    """Press keys in the dashboard; return the most MB of it and of all processes together, what it wrote, and the ms of each frame.

    The keys are such that each brings a frame, once there are items and claims; one that brings none counts as long as it was waited for.
    """
    most, all_of_it, frames = 0.0, 0.0, []
    with Terminal(words, (120, 40), folder=HOME, env=environment) as terminal:
        end = time.monotonic() + seconds
        while not {"Item 19", "157"} <= set(SHOWN.findall(terminal.words)) and time.monotonic() < end:
            terminal.pump(0.1)
        while time.monotonic() < end:
            for key in ("down", "down", "pagedown", "up", "2", "down", "up", "1", "home"):
                answer = terminal.press(key, PATIENCE)
                frames.append(PATIENCE * 1000 if answer.frame is None else answer.frame)
                terminal.idle(0.1)
            most = max(most, memory(terminal.pid))
            all_of_it = max(all_of_it, held(processes(terminal.pid)))
        written = terminal.output
        terminal.quit("ctrl+q")
    return most, all_of_it, written, frames


def configured(folder: Path, urls: Sequence[str], every: float) -> Path:
    feeds = "".join(f'[[feed]]\nname = "Feed {at}"\nurl = "{url}"\nevery = {every:g}\n' for at, url in enumerate(urls))
    path = folder / "config.toml"
    path.write_text(f"[poll]\nallow_local = false\n{feeds}")
    return path


async def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--feeds", type=int, default=1000)
    options.add_argument("--bad", type=float, default=0.2)
    options.add_argument("--interval", type=float, default=60.0)
    options.add_argument("--seconds", type=float, default=240.0)
    options.add_argument("--screen", action="store_true")
    args = options.parse_args()
    every = [one for one in FAULTS if one.words != OK and not one.url]
    wanted = int(args.feeds * args.bad)
    chosen = [every[number * len(every) // wanted] for number in range(wanted)]
    bad = [replace(one, name=f"{one.name} {number}") for number, one in enumerate(chosen)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        served = await serve(bad, folder)
        asked: list[list[float]] = []
        urls = []
        for number in range(args.feeds - len(bad)):
            asked.append([])
            host = f"127.8.{number // 250}.{number % 250 + 1}"
            server = await asyncio.start_server(healthy(number, asked[-1]), host, 0)
            served.servers.append(server)
            urls.append(f"http://{host}:{server.sockets[0].getsockname()[1]}/feed")
        both = [url for pair in zip(urls, [*served.urls, *[""] * len(urls)], strict=False) for url in pair if url]
        environment = {**os.environ, "HOME": name, "XDG_DATA_HOME": name, "XDG_CONFIG_HOME": name}
        if (folder / "ca.pem").exists():
            environment["SSL_CERT_FILE"] = str(folder / "ca.pem")
        words = program("--config", str(configured(folder, both, args.interval)), "--db", str(folder / "news.db"))
        began = time.monotonic()
        frames: list[float] = []
        if args.screen:
            # Not in this process, whose servers would keep the stopwatch waiting.
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
                looking = asyncio.get_running_loop().run_in_executor(apart, pressed, words, environment, args.seconds)
                most, all_of_it, out, frames = await looking
            err = b""
        else:
            process = await asyncio.create_subprocess_exec(
                *words,
                *("poll", "--forever"),
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                cwd=HOME,
                env=environment,
            )
            asyncio.get_running_loop().call_later(args.seconds, process.terminate)
            most, all_of_it, out, err = await watched(process)
        ended = began + args.seconds
        await served.stop()
    pauses = sorted(
        max(later - sooner for sooner, later in zip([began, *times], [*times, ended], strict=True)) / args.interval for times in asked
    )
    first = sorted((times or [ended])[0] - began for times in asked)
    polls = sum(len(times) for times in asked)
    print(
        f"{len(asked)} healthy feeds of {len(both)}, {polls} polls in {args.seconds:g} s; first asked after {first[len(first) // 2]:.0f} s, the last of them after {first[-1]:.0f} s; longest pause of a feed, in its intervals: "
        f"median {pauses[len(pauses) // 2]:.2f}, 99 % {pauses[int(len(pauses) * 0.99)]:.2f}, worst {pauses[-1]:.2f}; main {most:.0f} MB, all processes {all_of_it:.0f} MB"
    )
    if args.screen:
        if not frames:
            print("no items and claims came to the screen")
            return 1
        print(
            f"{len(frames)} keys, from key to paint: median {percentile(frames, 0.5):.0f} ms, 99 % {percentile(frames, 0.99):.0f} ms, worst {max(frames):.0f} ms"
        )
        return int(not polls or b"Traceback" in out or pauses[-1] > 1.5 or all_of_it > MOST_MEMORY or percentile(frames, 0.99) > 100)
    wrong = complaints(out, err)
    return int(bool(wrong) or pauses[-1] > 1.5 or all_of_it > MOST_MEMORY)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
