"""What the program writes to a terminal, byte for byte, while everything that it is given tries to command that terminal."""

import argparse
import asyncio
import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from cli.arguments import parser
from tests.feeds.server import Answer, Server, redirect, reply, serving
from tests.system.terminal import HOME, PROGRAM

# Each begins a command that this program itself never gives, so that its bytes can only come from what it was given.
COMMANDS = [
    "\x1b[7777m",
    "\x1b[?7777h",
    "\x1b]0;OWNED\x07",
    "\x1b]2;OWNED\x1b\\",
    "\x1b]8;;http://owned.example/\x07",
    "\x1b]52;c;T1dORUQ=\x07",
    "\x1bPOWNED\x1b\\",
    "\x1b_OWNED\x1b\\",
    "\x1b^OWNED\x1b\\",
    "\x1bXOWNED\x1b\\",
    "\x9b7777m",
    "\x9d0;OWNED\x9c",
    "\x90OWNED\x9c",
    "\x9fOWNED\x9c",
    "\x07\x07OWNED",
    "\x08\x08OWNED",
    "\x7fOWNED",
    "\x0eOWNED\x0f",
    "\u202eOWNED\u202c",
    "\u2066OWNED\u2069",
    "\u200bOWNED",
    "\ufeffOWNED",
    "\u2028OWNED",
    "\U000e0041OWNED",
]
BYTES = [
    command[: max(command.find("7777"), command.find("OWNED"), command.find("owned"), command.find("T1d")) + 4].encode()
    for command in COMMANDS
]
MARKUP = "[@click=app.quit]OWNED[/] [link=http://owned.example]x[/link] [/]"
LOUD = "".join(COMMANDS) + MARKUP + "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301"
# XML allows no C0 controls, but as much may be written in JSON, and in what is given up for broken.
QUIET = "".join(char for char in LOUD if char >= " " and char != "\x7f")
ENTITIES = escape(QUIET) + "&#27;]0;OWNED&#7;&#x9b;7777m&#155;7777m&amp;#27;]0;OWNED"


def json_feed() -> bytes:
    item = {"id": f"{LOUD}1", "title": f"{LOUD} Talks", "url": f"http://owned.example/{LOUD}", "authors": [{"name": LOUD}]}
    item |= {"content_text": f"Russia and Ukraine exchanged 157 prisoners of war each, {LOUD} said Zelensky. {LOUD}"}
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": LOUD, "items": [item]}).encode()


def rss_feed(words: str) -> bytes:
    return (
        f"<rss version='2.0'><channel><title>{words}</title><item><guid>{words}2</guid><title>{words}</title><author>{words}</author>"
        f"<link>http://owned.example/{words}</link><source url='http://owned.example/'>{words}</source>"
        f"<description>Ukraine and Russia exchanged 150 prisoners of war each, {words} said Umerov.</description></item></channel></rss>"
    ).encode("utf-8", "surrogatepass")


def answers() -> dict[str, Answer | list[Answer]]:
    loud = LOUD.encode().decode("latin-1")
    return {
        "/json": reply(json_feed(), "Content-Type: application/feed+json"),
        "/rss": reply(rss_feed(ENTITIES), "Content-Type: application/rss+xml"),
        "/broken": reply(rss_feed(LOUD), "Content-Type: application/rss+xml"),
        "/page": reply(f"<html><title>{LOUD}</title><a href='/{LOUD}feed'>{LOUD}</a></html>".encode(), "Content-Type: text/html"),
        "/declares": reply(
            f"<html><link rel=alternate type=application/rss+xml title='{QUIET}' href='/rss'>".encode(), "Content-Type: text/html"
        ),
        "/status": reply(b"", status=f"503 {loud}"),
        "/kind": reply(b"words", f"Content-Type: {loud}"),
        "/coding": reply(b"\x01\x02", f"Content-Encoding: {loud}"),
        "/away": redirect(f"http://{loud}.example/{loud}"),
        "/down": redirect(f"{loud}:x"),
    }


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with serving(answers()) as made:
        yield made


PRESSED_FOR = 0.5
"""Seconds between two keys, at most: a screen on which a cursor blinks, or news comes in, never comes to rest."""
END = b"--end of a command--"
MANY = f"""
import json, os, sys
from negotiation_watch import find_folders
find_folders()
import cli.digest, cli.feeds, cli.lists, cli.poll, cli.read
from cli.main import main
for call in json.load(open(sys.argv[1])):
    if not (child := os.fork()):
        os._exit(main(call))
    os.waitpid(child, 0)
    print({END.decode()!r}, flush=True)
"""
"""Runs commands one after another, each in a process of its own that has read the program: to read it again for each takes a minute."""


def shown(folder: Path, program: Sequence[str], keys: Sequence[str] = (), seconds: float = 120) -> bytes:
    """Run a program in a terminal of its own, press keys, and return every byte that it wrote."""
    main, side = pty.openpty()
    fcntl.ioctl(main, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
    environment |= {name: str(folder) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")}
    process = subprocess.Popen(program, stdin=side, stdout=side, stderr=side, cwd=HOME, env=environment, start_new_session=True)
    os.close(side)
    wrote = b""
    ahead = list(keys)
    pressed = time.monotonic()
    end = pressed + seconds
    try:
        while time.monotonic() < end:
            ready, _, _ = select.select([main], [], [], 0.2)
            if ahead and len(wrote) > 2000 and (not ready or time.monotonic() - pressed > PRESSED_FOR):
                os.write(main, ahead.pop(0).encode())
                pressed = time.monotonic()
            if ready:
                try:
                    part = os.read(main, 65_536)
                except OSError:  # the terminal's other side is closed
                    return wrote
                wrote += part
        raise AssertionError(f"{program} did not end; it wrote {wrote[-2000:]!r}")
    finally:
        process.kill()
        process.wait()
        os.close(main)


def check(wrote: bytes) -> None:
    for command in BYTES:
        assert command not in wrote, (command, wrote[max(wrote.find(command) - 200, 0) :][:400])


def calls(folder: Path, server: Server) -> list[list[str]]:
    """Every command, in an order in which each finds what it needs."""
    article, outlines, lines = folder / "article \x1b]0;OWNED\x07.txt", folder / "feeds.opml", folder / "archive.jsonl"
    article.write_text(f"Russia and Ukraine exchanged 157 prisoners of war each, {LOUD} said.")
    outlines.write_text(f"<opml version='2.0'><body><outline text='{ENTITIES}' xmlUrl='http://owned.example/{ENTITIES}'/></body></opml>")
    piece = {"id": LOUD, "source": LOUD, "published": "2026-02-05", "title": LOUD, "text": LOUD, "author": LOUD, "url": LOUD}
    lines.write_text(f"{json.dumps(piece)}\n{LOUD}\n{json.dumps(piece | {'published': LOUD})}\n")
    config = folder / "config.toml"
    names = [json.dumps(f"{path} {MARKUP}") for path in server.answers]
    feeds = "".join(f"[[feed]]\nname = {name}\nurl = '{server.url(path)}'\n" for path, name in zip(server.answers, names, strict=True))
    config.write_text(f'extends = "default"\n{feeds}[poll]\ngap = 0\nper_host = 8\n')
    loud = f"http://127.0.0.1:1/{LOUD}"
    return [
        ["poll", "--once", "-v", *(word for path in server.answers for word in ("--feed", server.url(path)))],
        ["poll", "--once", "--json", "--feed", loud],
        *(["items"], ["items", "--json"], ["claims"], ["claims", "--json"], ["compare"], ["compare", "--json"]),
        *(["items", "--search", LOUD], ["claims", "--question", LOUD], ["why", "1"], ["why", LOUD], ["doctor"]),
        *(["correct", "1"], ["correct", "1", "1", "--wrong", "--note", LOUD], ["correct", "1"], ["correct", "--labels"]),
        *(["digest", "--since", "2h", "--format", kind] for kind in ("md", "html", "text", "json", "csv", "jsonfeed", "jsonld", "ics")),
        *(["feeds", "list"], ["feeds", "discover", server.url("/page")], ["feeds", "discover", server.url("/declares")]),
        *(["feeds", "add", server.url("/status")], ["feeds", "add", loud], ["feeds", "check", "-v"], ["feeds", "import", str(outlines)]),
        ["read", str(article), "--source", LOUD, "--published", "2026-02-05"],
        *(["read", "--jsonl", str(article)], ["read", "--jsonl", str(lines)], ["backfill", "-v", str(lines)], ["feeds", "export"]),
        *(["retag", "-v"], ["reread", "-v"], ["config", "path"], ["config", "show"], ["config", "schema"], ["completion", "bash"]),
        *(["config", "init", str(folder / "new.toml"), "--parties", f"{QUIET},RSF"], ["config", "init", str(article)]),
        [f"--config={article}", "config", "check"],
        *(["store", "check"], ["store", "backup", str(folder / "copy.db")], ["store", "restore", str(article)], ["store", "metadata"]),
        *(["store", "repair"], ["store", "restore", str(folder / "copy.db")], ["serve", "--host", LOUD], ["demo", "--pace", LOUD]),
    ]


def commands(words: argparse.ArgumentParser) -> Iterator[tuple[str, ...]]:
    """Yield each command of the program, with its action where it has several."""
    actions = [one for one in words._actions if isinstance(one, argparse._SubParsersAction)]
    for name, under in (pair for one in actions for pair in one.choices.items()):
        yield from ((name, *further) for further in commands(under)) if list(commands(under)) else [(name,)]


def test_every_command_is_tried(tmp_path: Path) -> None:
    tried = [[word for word in call if not word.startswith("--config")] for call in calls(tmp_path, Server())]
    assert not [name for name in commands(parser()) if not any(tuple(call[: len(name)]) == name for call in tried)]


async def test_no_command_for_the_terminal_gets_through(tmp_path: Path, server: Server) -> None:
    run = [f"--config={tmp_path / 'config.toml'}", f"--db={tmp_path / 'news.db'}"]
    tried = calls(tmp_path, server)
    listed = tmp_path / "calls.json"
    listed.write_text(json.dumps([[*(run[1:] if call[0].startswith("--config") else run), *call] for call in tried]))
    wrote = await asyncio.to_thread(shown, tmp_path, [sys.executable, "-c", MANY, str(listed)], seconds=300)
    *parts, rest = wrote.split(END)
    assert len(parts) == len(tried), rest
    for call, part in zip(tried, parts, strict=True):
        check(part)
        assert b"Traceback" not in part, (call, part)
    assert b"stored" in parts[0]
    assert b"OWNED" in parts[0]
    keys = ["j", "j", "\r", "1", "2", "l", "\r", "3", "4", "j", "\r", "5", "6", "7", "y", "?", "\x1b", "\x10", "OWNED", "\x1b", "\x11"]
    wrote = await asyncio.to_thread(shown, tmp_path, [*PROGRAM, "--no-network", *run], keys)
    assert b"OWNED" in wrote
    check(wrote)
