"""The ways in which a server or its document may be wrong, and what the program makes of each.

`python bench/faults.py [--only WORDS] [--forever SECONDS] [--timeout SECONDS]` serves every fault of `bench/faulty/` on an address of its
own (127.9.x.y), runs `poll --once` over all of them and some healthy feeds as a user would, and checks for each: the outcome, the words,
the time (60 s at most), 300 MB of memory at most for all processes together, no traceback, no control character on standard output or
standard error. `--forever` runs `poll --forever` for so long besides. Exit status 1 where one fault is not met as expected. Needs Linux (a
network of loopback addresses) and the `openssl` command; contacts nothing but itself. `--serve` only serves, and prints the addresses.
"""

import argparse
import asyncio
import json
import os
import re
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench.faulty import FAULTS
from bench.faulty.fault import OK, Fault
from bench.faulty.server import Served, serve
from bench.terminal import held, memory, processes

MOST_MEMORY = 300.0
"""MB of all processes together."""

CONTROL = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]")


def opml(urls: list[str]) -> str:
    rows = "".join(f'<outline type="rss" text="{at}" xmlUrl="{url}"/>' for at, url in enumerate(urls))
    return f'<?xml version="1.0"?><opml version="2.0"><head/><body>{rows}</body></opml>'


async def watched(process: asyncio.subprocess.Process) -> tuple[float, float, bytes, bytes]:
    """Return the most MB that the main process and all of its processes together ever held, and what was printed."""
    main, all_of_it = 0.0, 0.0

    async def look() -> None:
        nonlocal main, all_of_it
        while True:
            main = max(main, memory(process.pid))
            all_of_it = max(all_of_it, held(processes(process.pid)))
            await asyncio.sleep(0.1)

    looking = asyncio.create_task(look())
    try:
        out, err = await process.communicate()
    finally:
        looking.cancel()
    return main, all_of_it, out, err


def program(*words: str) -> list[str]:
    return [sys.executable, "-m", "negotiation_watch", *words]


async def once(served: Served, folder: Path, environment: dict[str, str]) -> int:
    """Poll all of it once, and say what was not as it should be; return how many were not."""
    began = time.monotonic()
    process = await asyncio.create_subprocess_exec(
        *program(
            "--config",
            str(folder / "config.toml"),
            "--db",
            str(folder / "once.db"),
            "poll",
            "--once",
            "--json",
            "-v",
            "--opml",
            str(folder / "faults.opml"),
        ),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=HOME,
        env=environment,
    )
    main, all_of_it, out, err = await watched(process)
    rows = {row["feed"]: row for row in map(json.loads, out.decode().splitlines())}
    wrong = 0
    for url, one in served.urls.items():
        row = (
            rows.get(url) or next((row for key, row in rows.items() if key.encode("idna", "ignore") == url.encode("idna", "ignore")), None)
            if not one.url
            else rows.get(url)
        )
        trouble = judged(one, row)
        if trouble:
            wrong += 1
            print(f"  {one.name}: {trouble}")
    wrong += complaints(out, err)
    print(
        f"once: {len(served.urls)} faults, {wrong} not met; {time.monotonic() - began:.0f} s, exit {process.returncode}, "
        f"main {main:.0f} MB, all processes {all_of_it:.0f} MB"
    )
    return wrong + (process.returncode != 0) + (all_of_it > MOST_MEMORY)


def judged(one: Fault, row: dict[str, object] | None) -> str | None:
    if row is None:
        return "no record of it"
    said = str(row["reason"] or row["outcome"])
    if float(str(row["seconds"])) > 60:
        return f"took {row['seconds']} s"
    if re.search(f"^(?:{one.words})" if one.words == OK else one.words, said) is None:
        return f"{said!r}, and not {one.words!r}"
    if one.items is not None and row["items_new"] != one.items:
        return f"{row['items_new']} items, and not {one.items}"
    if not said.isprintable():
        return f"prints {said!r}"
    return None


def complaints(out: bytes, err: bytes) -> int:
    """Say what must never be printed."""
    found = [f"  traceback: {part.decode('utf-8', 'replace')[:600]}" for part in err.split(b"Traceback")[1:]]
    found += [
        f"  a fault of the program's: {row.decode('utf-8', 'replace')}"
        for row in (out + err).split(b"\n")
        if b"fault of this program" in row
    ]
    found += [f"  control characters: {row!r}" for row in (out + err).split(b"\n") if CONTROL.search(row.replace(b"\t", b" "))]
    for words in found[:20]:
        print(words)
    return len(found)


async def forever(folder: Path, environment: dict[str, str], seconds: float) -> int:
    """Poll on and on, and see that it goes on, prints nothing odd, and ends when asked to."""
    process = await asyncio.create_subprocess_exec(
        *program(
            "--config",
            str(folder / "config.toml"),
            "--db",
            str(folder / "forever.db"),
            "poll",
            "--forever",
            "--interval",
            "5",
            "-v",
            "--json",
            "--opml",
            str(folder / "faults.opml"),
        ),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=HOME,
        env=environment,
    )

    def stop() -> None:
        if process.returncode is None:
            process.terminate()

    asyncio.get_running_loop().call_later(seconds, stop)
    began = time.monotonic()
    main, all_of_it, out, err = await watched(process)
    ended = time.monotonic() - began
    wrong = complaints(out, err) + (process.returncode != 0) + (all_of_it > MOST_MEMORY) + (not seconds - 0.5 < ended < seconds + 10)
    polls = out.count(b"\n")
    print(
        f"forever: {polls} polls in {ended:.0f} s of {seconds:g}, exit {process.returncode}, "
        f"main {main:.0f} MB, all processes {all_of_it:.0f} MB, {wrong} troubles"
    )
    return wrong


async def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", default="", help="faults whose name holds these words")
    options.add_argument("--forever", type=float, default=0.0, metavar="SECONDS")
    options.add_argument("--timeout", type=float, default=30.0, metavar="SECONDS", help="the program's limit for one response")
    options.add_argument("--serve", action="store_true")
    args = options.parse_args()
    chosen = [one for one in FAULTS if args.only.lower() in one.name.lower()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        served = await serve(chosen, folder)
        (folder / "faults.opml").write_text(opml(list(served.urls)))
        (folder / "config.toml").write_text(f"[poll]\nallow_local = false\ntimeout = {args.timeout}\ngap = 0\n")
        environment = {**os.environ, "HOME": name, "XDG_DATA_HOME": name, "XDG_CONFIG_HOME": name, "SSL_CERT_FILE": str(folder / "ca.pem")}
        if not (folder / "ca.pem").exists():
            environment.pop("SSL_CERT_FILE")
        try:
            if args.serve:
                print(folder, flush=True)
                for url, one in served.urls.items():
                    print(url, one.name, sep="\t", flush=True)
                await asyncio.Event().wait()
            wrong = await once(served, folder, environment)
            if args.forever:
                wrong += await forever(folder, environment, args.forever)
        finally:
            await served.stop()
    return int(wrong > 0)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(asyncio.run(main()))
