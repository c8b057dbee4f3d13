# ruff: noqa: E501  (a case a line)
"""Some three hundred ways in which a server or its document may be wrong, and what the program makes of each.

`python bench/faults.py [--only WORDS] [--forever SECONDS] [--timeout SECONDS]` serves every fault on an address of its own (127.9.x.y), runs
`poll --once` over all of them and some healthy feeds as a user would, and checks for each: the outcome, the words, the time (60 s at most),
300 MB of memory at most for all processes together, no traceback, no control character on standard output or standard error. `--forever` runs `poll --forever` for so long besides. Exit status 1 where
one fault is not met as expected. Needs Linux (a network of loopback addresses) and the `openssl` command; contacts nothing but itself.
`--serve` only serves, and prints the addresses.
"""

import argparse
import asyncio
import gzip
import json
import os
import re
import ssl
import struct
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import zstandard

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from bench.documents import DOCUMENTS, ITEM, rss
from bench.terminal import held, memory, processes
from tests.feeds.server import redirect, reply

FEED = rss(ITEM)
MIB = 1024 * 1024
MOST_MEMORY = 300.0
"""MB of all processes together."""
XML = "Content-Type: application/rss+xml"
OK = "fetched"


@dataclass(frozen=True)
class Talk:
    """One connection to a fault's address, its request read unless the fault comes before that."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    path: str
    host: str
    number: int
    """Of the requests to this address, from 1."""

    async def send(self, *parts: bytes, pause: float = 0.0) -> None:
        """Send one part after another."""
        for part in parts:
            # A transport of TLS that was lost calls itself open, and takes all that is written (Python 3.11).
            if self.writer.is_closing() or self.writer.get_extra_info("socket").fileno() < 0:
                raise ConnectionResetError
            self.writer.write(part)
            await self.writer.drain()
            await asyncio.sleep(pause)  # of 0 seconds, too: that a connection was lost is told in a turn of the loop

    def reset(self) -> None:
        """Close with RST in the place of FIN."""
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(1, 13, struct.pack("ii", 1, 0))  # SOL_SOCKET, SO_LINGER
        self.writer.transport.abort()

    async def hang(self) -> None:
        """Do nothing any more."""
        with suppress(OSError):
            await self.reader.read()  # until the client gives up
        await asyncio.sleep(0.1)


Answer = bytes | Callable[[Talk], Awaitable[None]]


@dataclass(frozen=True)
class Fault:
    """What a server does, and what has to come of it: `words` match the reason, or the outcome where nothing fails."""

    name: str
    answer: Answer
    words: str
    early: bool = False
    """Whether it answers before it has read a request."""
    tls: str | None = None
    """Which certificate the server shows; None: plain HTTP."""
    items: int | None = None
    """Items that have to be stored; None: any number."""
    url: str = ""
    """Another address than the server's own."""


FAULTS: list[Fault] = []


def fault(name: str, words: str, answer: Answer, **more: object) -> None:
    FAULTS.append(Fault(name, answer, words, **more))  # type: ignore[arg-type]


def by(name: str, words: str, **more: object) -> Callable[[Callable[[Talk], Awaitable[None]]], None]:
    return lambda answer: fault(name, words, answer, **more)


# ---- connections -----------------------------------------------------------------------------------------------------------------------


@by("closed when accepted", "server closed|connection", early=True)
async def _(talk: Talk) -> None: ...


@by("reset when accepted", "connection reset|connection lost|server closed", early=True)
async def _(talk: Talk) -> None:
    talk.reset()


@by("silent when accepted", "timed out after .* while waiting for an answer", early=True)
async def _(talk: Talk) -> None:
    await talk.hang()


@by("speaks first", "broken HTTP|connection|server closed|timed out", early=True)
async def _(talk: Talk) -> None:
    await talk.send(b"220 mail.example ESMTP\r\n")
    await talk.hang()


@by("answers before it is asked", f"{OK}|broken HTTP|connection", early=True)
async def _(talk: Talk) -> None:
    await talk.send(reply(FEED, XML))
    await asyncio.sleep(0.3)


@by("closed after the request", "server closed the connection without an answer")
async def _(talk: Talk) -> None: ...


@by("reset after the request", "connection reset|connection lost")
async def _(talk: Talk) -> None:
    talk.reset()


def cut(at: int, ending: str) -> Callable[[Talk], Awaitable[None]]:
    """Answer up to a place, and then end in one of three ways."""

    async def answer(talk: Talk) -> None:
        await talk.send(reply(FEED, XML)[:at])
        if ending == "reset":
            await asyncio.sleep(0.2)
            talk.reset()
        elif ending == "stuck":
            await talk.hang()

    return answer


for at, stage in ((4, "in the protocol"), (10, "in the status"), (30, "in a header"), (-40, "in the body")):
    fault(f"closed {stage}", "response cut off|server closed|connection lost", cut(at, "closed"))
    fault(f"reset {stage}", "connection reset|connection lost|response cut off", cut(at, "reset"))
    fault(f"stuck {stage}", "timed out after .* while (waiting for an answer|reading)", cut(at, "stuck"))


@by("reset after a whole answer", OK, items=1)
async def _(talk: Talk) -> None:
    await talk.send(reply(FEED, XML))
    await asyncio.sleep(0.5)
    talk.reset()


@by("ends with its connection", OK, items=1)
async def _(talk: Talk) -> None:
    await talk.send(b"HTTP/1.0 200 OK\r\n\r\n" + FEED)


@by("drips its headers", "timed out after .* while waiting for an answer")
async def _(talk: Talk) -> None:
    await talk.send(b"HTTP/1.1 200 OK\r\n", *[b"X: y\r\n"] * 1000, pause=0.1)


@by("drips its body", "timed out after .* while reading")
async def _(talk: Talk) -> None:
    await talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", *[b"<"] * 1000, pause=0.1)


@by("drips its chunks", "timed out after .* while reading")
async def _(talk: Talk) -> None:
    await talk.send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *[b"1\r\n<\r\n"] * 1000, pause=0.1)


@by("drips after a mebibyte", "timed out after .* while reading")
async def _(talk: Talk) -> None:
    await talk.send(b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + FEED[:200] + b" " * 2 * MIB, *[b" "] * 1000, pause=0.1)


@by("slow, and whole", OK, items=1)
async def _(talk: Talk) -> None:
    answer = reply(FEED, XML)
    await talk.send(*(answer[at : at + 60] for at in range(0, len(answer), 60)), pause=0.05)


def endless(start: bytes, again: bytes, times: int | None = None, pause: float = 0.0) -> Callable[[Talk], Awaitable[None]]:
    """Return what begins an answer and goes on with the same bytes, for ever or so many times."""

    async def answer(talk: Talk) -> None:
        await talk.send(start)
        for _ in count() if times is None else range(times):
            await talk.send(again, pause=pause)

    return answer


HEAD = b"HTTP/1.1 200 OK\r\n"
CHUNKS = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
answer: Answer
for name, words, answer in (
    ("without end", "larger than 16 MiB", endless(HEAD + b"\r\n" + FEED[:200], b" " * 65_536)),
    ("chunks without end", "larger than 16 MiB", endless(CHUNKS, b"10000\r\n" + b" " * 65_536 + b"\r\n")),
    ("chunk extensions without end", "broken HTTP|timed out|larger|connection", endless(CHUNKS + b"1;", b"x" * 65_536, 4000)),
    (
        "interim answers without end",
        "timed out|broken HTTP|too many",
        endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 500),
    ),
    ("continue without end, slowly", "timed out|broken HTTP|too many", endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.05)),
    (
        "trailers without end",
        "broken HTTP|timed out|response cut off|connection",
        endless(CHUNKS + b"%x\r\n" % len(FEED) + FEED + b"\r\n0\r\n", b"X-Trailer: y\r\n" * 4000, 4000),
    ),
    ("a header without end", "broken HTTP|connection", endless(HEAD + b"X: ", b"x" * 65_536, 4000)),
    ("headers without end", "broken HTTP|connection", endless(HEAD, b"X: y\r\n" * 10_000, 4000)),
    ("a status line without end", "broken HTTP|connection", endless(b"HTTP/1.1 200 ", b"O" * 65_536, 4000)),
):
    fault(name, words, answer)


@by("sends a second answer", OK, items=1)
async def _(talk: Talk) -> None:
    await talk.send(reply(FEED, XML) + reply(rss("<item><guid>stray</guid><title>Stray</title></item>"), XML))
    await asyncio.sleep(0.5)


@by("waits for the client to close", OK, items=1)
async def _(talk: Talk) -> None:
    await talk.send(reply(FEED, XML))
    await talk.hang()


# ---- framing ---------------------------------------------------------------------------------------------------------------------------


def raw(first: str, *headers: str, body: bytes = FEED) -> bytes:
    return "\r\n".join((first, *headers)).encode("latin-1") + b"\r\n\r\n" + body


def chunked(body: bytes, ending: bytes = b"0\r\n\r\n") -> bytes:
    return b"%x\r\n" % len(body) + body + b"\r\n" + ending


SIZE = f"Content-Length: {len(FEED)}"
CHUNKED = "Transfer-Encoding: chunked"
for name, words, answer in (
    ("length too long", "response cut off", raw("HTTP/1.1 200 OK", f"Content-Length: {len(FEED) + 9}")),
    ("length too short", "fetched|no readable feed|no feed", raw("HTTP/1.1 200 OK", f"Content-Length: {len(FEED) - 20}")),
    ("length of nothing", "empty body", raw("HTTP/1.1 200 OK", "Content-Length: 0")),
    ("length below nothing", "broken HTTP", raw("HTTP/1.1 200 OK", "Content-Length: -5")),
    ("length in words", "broken HTTP", raw("HTTP/1.1 200 OK", "Content-Length: many")),
    ("length in hexadecimal", "broken HTTP", raw("HTTP/1.1 200 OK", "Content-Length: 0x10")),
    ("length of a terabyte", "larger than 16 MiB", raw("HTTP/1.1 200 OK", "Content-Length: 1099511627776")),
    ("length of forty digits", "larger than 16 MiB|broken HTTP", raw("HTTP/1.1 200 OK", f"Content-Length: {'9' * 40}")),
    ("length of a million digits", "broken HTTP|larger", raw("HTTP/1.1 200 OK", f"Content-Length: {'9' * 1_000_000}")),
    ("two lengths alike", OK, raw("HTTP/1.1 200 OK", SIZE, SIZE)),
    ("two lengths that differ", "broken HTTP", raw("HTTP/1.1 200 OK", SIZE, "Content-Length: 7")),
    ("no length", OK, raw("HTTP/1.1 200 OK", "Connection: close")),
    ("chunked", OK, raw("HTTP/1.1 200 OK", CHUNKED, body=chunked(FEED))),
    ("chunked with a length", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", CHUNKED, "Content-Length: 3", body=chunked(FEED))),
    ("chunked twice", "broken HTTP", raw("HTTP/1.1 200 OK", "Transfer-Encoding: chunked, chunked", body=chunked(FEED))),
    ("chunked with extensions", OK, raw("HTTP/1.1 200 OK", CHUNKED, body=chunked(FEED).replace(b"\r\n", b';a="b"\r\n', 1))),
    ("chunked with trailers", OK, raw("HTTP/1.1 200 OK", CHUNKED, body=chunked(FEED, b"0\r\nX-Sum: 1\r\n\r\n"))),
    ("chunks without an end", "response cut off", raw("HTTP/1.1 200 OK", CHUNKED, body=chunked(FEED, b""))),
    ("a chunk of no number", "broken HTTP", raw("HTTP/1.1 200 OK", CHUNKED, body=b"zz\r\n" + FEED)),
    ("a chunk of a negative number", "broken HTTP", raw("HTTP/1.1 200 OK", CHUNKED, body=b"-5\r\n" + FEED)),
    ("a chunk of sixteen digits", "broken HTTP|response cut off", raw("HTTP/1.1 200 OK", CHUNKED, body=b"FFFFFFFFFFFFFFFF\r\n" + FEED)),
    ("chunks that are none", "broken HTTP", raw("HTTP/1.1 200 OK", CHUNKED, body=FEED)),
    ("gzip as a transfer encoding", "broken HTTP", raw("HTTP/1.1 200 OK", "Transfer-Encoding: gzip", body=gzip.compress(FEED))),
    ("an unknown transfer encoding", "broken HTTP", raw("HTTP/1.1 200 OK", "Transfer-Encoding: swift", body=FEED)),
    ("HTTP/0.9", "broken HTTP|server closed", FEED),
    ("HTTP/1.0", OK, raw("HTTP/1.0 200 OK", SIZE)),
    ("HTTP/2.0 in plain", f"{OK}|broken HTTP", raw("HTTP/2.0 200 OK", SIZE)),
    ("HTTP/9.9", f"{OK}|broken HTTP", raw("HTTP/9.9 200 OK", SIZE)),
    ("ICY", "broken HTTP", raw("ICY 200 OK", SIZE)),
    ("no reason", OK, raw("HTTP/1.1 200", SIZE)),
    ("no status", "broken HTTP", raw("HTTP/1.1", SIZE)),
    ("a status of two digits", "broken HTTP", raw("HTTP/1.1 20 OK", SIZE)),
    ("a status of four digits", "broken HTTP", raw("HTTP/1.1 2000 OK", SIZE)),
    ("status 000", "broken HTTP|HTTP 0", raw("HTTP/1.1 000 Zero", SIZE)),
    ("status 999", "HTTP 999", raw("HTTP/1.1 999 Odd", SIZE)),
    ("lines that end in line feeds", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", SIZE).replace(b"\r\n", b"\n")),
    ("empty lines first", f"{OK}|broken HTTP", b"\r\n\r\n" + raw("HTTP/1.1 200 OK", SIZE)),
    ("a NUL in a header", "broken HTTP", raw("HTTP/1.1 200 OK", "X: a\0b", SIZE)),
    ("an escape in a header", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", "X: \x1b[2J\x1b]0;title\x07", SIZE)),
    ("a header without a colon", "broken HTTP", raw("HTTP/1.1 200 OK", "Nothing", SIZE)),
    ("a header without a name", "broken HTTP", raw("HTTP/1.1 200 OK", ": value", SIZE)),
    ("a space before the colon", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", "X : value", SIZE)),
    ("a folded header", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", "X: a", "  b", SIZE)),
    ("a carriage return in a header", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", "X: a\rSet-Cookie: b=c", SIZE)),
    ("bytes that are no ASCII in a header", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", "X: \xe9\xff", SIZE)),
    ("a header of 60 KiB", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", f"X: {'x' * 60_000}", SIZE)),
    ("a header of 200 KiB", "broken HTTP", raw("HTTP/1.1 200 OK", f"X: {'x' * 200_000}", SIZE)),
    ("a header of 10 MiB", "broken HTTP", raw("HTTP/1.1 200 OK", f"X: {'x' * 10 * MIB}", SIZE)),
    ("5,000 headers", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", *["X: y"] * 5000, SIZE)),
    ("100,000 headers", "broken HTTP", raw("HTTP/1.1 200 OK", *["X: y"] * 100_000, SIZE)),
    ("1,000 cookies", OK, raw("HTTP/1.1 200 OK", *[f"Set-Cookie: c{n}=v" for n in range(1000)], SIZE)),
    ("early hints", OK, b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + raw("HTTP/1.1 200 OK", SIZE)),
    ("continue", OK, b"HTTP/1.1 100 Continue\r\n\r\n" + raw("HTTP/1.1 200 OK", SIZE)),
    ("1,000 interim answers", f"{OK}|broken HTTP|too many", b"HTTP/1.1 102 Processing\r\n\r\n" * 1000 + raw("HTTP/1.1 200 OK", SIZE)),
    ("switching protocols", "HTTP 101|broken HTTP", raw("HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", body=b"")),
    ("a validator of 1 MiB", "broken HTTP", raw("HTTP/1.1 200 OK", f'ETag: "{"e" * MIB}"', SIZE)),
    ("a validator of 50 KiB", OK, raw("HTTP/1.1 200 OK", f'ETag: "{"e" * 50_000}"', SIZE)),
    ("a validator with escapes", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", 'ETag: "\x1b[31m"', SIZE)),
    ("dates that are none", OK, raw("HTTP/1.1 200 OK", "Date: x", "Expires: -1", "Last-Modified: never", "Age: -7", SIZE)),
    ("a max-age of forty digits", OK, raw("HTTP/1.1 200 OK", f"Cache-Control: max-age={'9' * 40}", SIZE)),
    ("retry after a thousand years", "HTTP 503", reply(b"", "Retry-After: 31536000000", status="503 No")),
    ("retry after nonsense", "HTTP 503", reply(b"", "Retry-After: \xe9 later", status="503 No")),
    ("retry after a date long past", "HTTP 429", reply(b"", "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT", status="429 No")),
    ("retry after year 9999", "HTTP 429", reply(b"", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", status="429 No")),
):
    fault(name, words, answer)

for status, words in (
    *((204, "204"), (205, "205"), (206, "206|fetched"), (300, "300"), (301, "301"), (304, "304"), (305, "305"), (400, "400"), (401, "401")),
    *(
        (402, "402"),
        (403, "403"),
        (404, "404"),
        (405, "405"),
        (406, "406"),
        (407, "407"),
        (408, "408"),
        (410, "gone for good"),
        (418, "418"),
    ),
    *((421, "421"), (429, "429"), (451, "451"), (500, "500"), (501, "501"), (502, "502"), (503, "503"), (504, "504"), (511, "511")),
    *((520, "520"), (599, "599")),
):
    fault(
        f"status {status}",
        words,
        reply(b"" if status in (204, 205, 304) else b"<html><title>No</title></html>", status=f"{status} \x9b31m No"),
    )

# ---- compression -----------------------------------------------------------------------------------------------------------------------

BOMB = bytes(64 * MIB)
GZIP, DEFLATE, BR, ZSTD = (f"Content-Encoding: {name}" for name in ("gzip", "deflate", "br", "zstd"))


def stacked(body: bytes, layers: int) -> bytes:
    for _ in range(layers):
        body = gzip.compress(body, 9)
    return body


def made(kind: Callable[[bytes], bytes], body: bytes) -> Iterator[bytes]:
    """A compressed body: whole, cut off, damaged, of 64 MiB."""
    whole = kind(body)
    yield from (whole, whole[: len(whole) // 2], whole[:-3], whole[: len(whole) // 2] + b"\xff\x00\xaa" + whole[len(whole) // 2 + 3 :])
    yield kind(BOMB)


for header, kind in (
    (GZIP, gzip.compress),
    (DEFLATE, zlib.compress),
    (DEFLATE + " ", lambda body: zlib.compress(body, wbits=-15)),
    (BR, lambda body: brotli.compress(body, quality=4)),
    (ZSTD, zstandard.compress),
):
    name = header.partition(": ")[2] + (" without a header" if header.endswith(" ") else "")
    whole, half, nearly, damaged, bomb = made(kind, FEED)
    broken = "compressed body cut off|damaged compressed body"
    fault(f"{name}, whole", OK, reply(whole, header.strip()), items=1)
    fault(f"{name}, half", broken, reply(half, header.strip()))
    fault(f"{name}, without its last bytes", broken, reply(nearly, header.strip()))
    fault(f"{name}, damaged", f"{OK}|{broken}|no readable feed|no feed", reply(damaged, header.strip()))
    fault(f"{name}, a bomb", "larger than 16 MiB once decompressed", reply(bomb, header.strip()))
for name, words, answer in (
    ("gzip in gzip", OK, reply(stacked(FEED, 2), "Content-Encoding: gzip, gzip")),
    ("a bomb in a bomb", "larger than 16 MiB once", reply(stacked(BOMB, 2), "Content-Encoding: gzip, gzip")),
    ("a bomb in a bomb in a bomb", "larger than 16 MiB once", reply(stacked(BOMB, 3), "Content-Encoding: gzip, gzip, gzip")),
    (
        "a bomb of three kinds",
        "larger than 16 MiB",
        reply(zstandard.compress(brotli.compress(gzip.compress(BOMB), quality=4)), "Content-Encoding: gzip, br, zstd"),
    ),
    (
        "compressed twenty times",
        "compressed more than three times",
        reply(stacked(FEED, 20), "Content-Encoding: " + ", ".join(["gzip"] * 20)),
    ),
    ("gzip of many members", OK, reply(b"".join(gzip.compress(FEED[at : at + 9]) for at in range(0, len(FEED), 9)), GZIP)),
    ("gzip of 100,000 empty members", "empty body|damaged|larger|pieces|timed out|too slow", reply(gzip.compress(b"") * 100_000, GZIP)),
    ("a bomb of many members", "larger than 16 MiB", reply(gzip.compress(bytes(MIB)) * 64, GZIP)),
    (
        "just below the limit",
        "fetched|no readable feed|took|longer|memory|no feed",
        reply(gzip.compress(FEED + b" " * (16 * MIB - len(FEED))), GZIP),
    ),
    ("zstd with a window of 2 GiB", "damaged compressed body", reply(b"\x28\xb5\x2f\xfd\x00\xa8" + b"\x01\x00\x00" * 10, ZSTD)),
    ("gzip that does not say so", OK, reply(gzip.compress(FEED), XML)),
    ("plain that says it is gzip", OK, reply(FEED, GZIP)),
    ("plain that says it is brotli", OK, reply(FEED, BR)),
    ("an unknown compression", 'unknown compression "lzma"', reply(b"\x5d\0\0", "Content-Encoding: lzma")),
    ("a compression with escapes", "unknown compression|broken HTTP", reply(b"\x5d\0\0", "Content-Encoding: \x1b[31mx")),
    ("a bomb on a page of an error", "HTTP 500", reply(gzip.compress(BOMB), GZIP, status="500 No")),
):
    fault(name, words, answer)

# ---- redirects -------------------------------------------------------------------------------------------------------------------------


@by("redirects without end", "more than 10 redirects")
async def _(talk: Talk) -> None:
    await talk.send(redirect(f"/{talk.number}"))


@by("ten redirects", OK, items=1)
async def _(talk: Talk) -> None:
    await talk.send(redirect(f"/{talk.number}") if talk.number <= 10 else reply(FEED, XML))


@by("a circle of two", "redirects in a circle")
async def _(talk: Talk) -> None:
    await talk.send(redirect("/a" if talk.path == "/b" else "/b"))


@by("slow redirects", "timed out after .* while waiting|more than 10 redirects")
async def _(talk: Talk) -> None:
    await asyncio.sleep(5)
    await talk.send(redirect(f"/{talk.number}"))


@by("a redirect with an endless body", f"{OK}", items=1)
async def _(talk: Talk) -> None:
    if talk.path == "/new":
        await talk.send(reply(FEED, XML))
        return
    await talk.send(b"HTTP/1.1 302 Found\r\nLocation: /new\r\n\r\n")
    for _ in range(1000):
        await talk.send(b" " * 65_536)


@by("grows with each redirect", "more than 10 redirects|redirect|broken HTTP|no valid address")
async def _(talk: Talk) -> None:
    await talk.send(redirect(talk.path + "x" * 4000))


for status in (301, 302, 303, 307, 308):

    def _moving(status: int) -> Callable[[Talk], Awaitable[None]]:
        async def moved(talk: Talk) -> None:
            await talk.send(reply(FEED, XML) if talk.path == "/new" else redirect("/new", status))

        return moved

    fault(f"moved by {status}", OK, _moving(status), items=1)

REFUSED = "redirect to a local address refused"
NONE = "redirects to no valid address|redirect to .* refused|no such host|circle"
for target, words in (
    *((f"{scheme}:///etc/passwd", 'redirect to ".*" refused') for scheme in ("file", "FILE", "jar:file", "netdoc")),
    *(
        (f"{scheme}://127.0.0.1/x", 'redirect to ".*" refused')
        for scheme in ("ftp", "gopher", "dict", "ldap", "ws", "wss", "tftp", "sftp", "smb", "unix", "feed")
    ),
    *(
        (words, 'redirect to ".*" refused')
        for words in ("javascript:alert(1)", "data:text/xml,<rss/>", "about:blank", "mailto:a@b.example", "view-source:http://127.0.0.1/")
    ),
    *(
        (f"http://{host}:1/", f"{REFUSED}|{NONE}")
        for host in (
            *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127.0.0.1.", "0.0.0.0", "0"),
            *("localhost", "LOCALHOST", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]"),
            *("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "169.254.169.254", "[::ffff:169.254.169.254]"),
            *("[::ffff:a9fe:a9fe]", "2852039166", "0xa9fea9fe", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "224.0.0.1"),
            *("240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "[2002:7f00:1::]", "[2001:db8::1]", "[::127.0.0.1]"),
        )
    ),
    ("http://169.254.169.254/latest/meta-data/", REFUSED),
    ("http://user:word@127.0.0.1/", REFUSED),
    ("http://example.invalid@127.0.0.1/", REFUSED),
    ("http://127.0.0.1#@example.invalid/", REFUSED),
    ("http://127.0.0.1:99999/", NONE),
    ("http://127.0.0.1:0/", NONE),
    ("http://[::1", NONE),
    ("http://", NONE),
    ("http:///x", NONE),
    ("http://exa mple.invalid/", NONE),
    ("http://\x01/", f"{NONE}|broken HTTP"),
    ("http://%31%32%37.0.0.1/", f"{REFUSED}|{NONE}"),
    ("http://①②⑦.0.0.1/", f"{REFUSED}|{NONE}|broken HTTP"),
    ("http://127。0。0。1/", f"{REFUSED}|{NONE}|broken HTTP"),
    ("//127.0.0.1:1/", REFUSED),
    ("\\\\127.0.0.1\\x", f"{REFUSED}|{NONE}|HTTP 404|circle|more than"),
    ("http:\\\\127.0.0.1\\x", f"{REFUSED}|{NONE}|HTTP 404|circle|more than"),
    ("http:127.0.0.1", f"{REFUSED}|{NONE}|circle|HTTP 404|more than"),
    ("", "redirects in a circle|redirects to no valid"),
    ("#top", "redirects in a circle"),
    ("?" + "q" * 30_000, "circle|more than|redirect|HTTP"),
    ("http://" + "a" * 300 + ".invalid/", NONE),
    ("http://" + "a." * 200 + "invalid/", NONE),
    ("/\x1b]0;title\x07", "redirect|broken HTTP|HTTP|circle"),
):
    fault(
        f"redirect to {target[:60].encode('unicode_escape').decode()!r}",
        words,
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + target.encode() + b"\r\n\r\n",
    )
for name, words, answer in (
    ("a redirect to nowhere", "HTTP 302", reply(b"", status="302 Found")),
    (
        "two redirects in one",
        "redirect to a local address refused|circle",
        raw("HTTP/1.1 302 Found", "Location: http://10.1.1.1/", "Location: /x", "Content-Length: 0", body=b""),
    ),
    (
        "a refresh is no redirect",
        "HTML",
        reply(b"<html><meta http-equiv=refresh content='0;url=http://10.1.1.1/'></html>", "Refresh: 0;url=http://10.1.1.1/"),
    ),
):
    fault(name, words, answer)

# ---- what came in the place of a feed ----------------------------------------------------------------------------------------------------

HTML = "Content-Type: text/html; charset=utf-8"


def page(title: str, body: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()


for name, words, answer in (
    ("a captcha", "a check for robots", reply(page("Just a moment...", "<script src=/cdn-cgi/challenge-platform/x></script>"), HTML)),
    ("a captcha without a title", "a check for robots", reply(page("", "<form>Please solve the captcha</form>"), HTML)),
    ("a captcha with 403", "HTTP 403", reply(page("Attention Required!"), HTML, status="403 Forbidden")),
    ("a captcha with 503", "HTTP 503", reply(page("Just a moment..."), HTML, status="503 Wait")),
    ("a consent page", "a consent page", reply(page("Before you continue"), HTML)),
    ("a login page", "a login page", reply(page("Sign in"), HTML)),
    ("a paywall", "a paywall", reply(page("Subscription required"), HTML)),
    ("an error page with 200", "an error page", reply(page("404 Not Found"), HTML)),
    ("a page", 'HTML: "Home"', reply(page("Home"), HTML)),
    ("a page that says it is a feed", 'HTML: "Home"', reply(page("Home"), XML)),
    ("a page whose title holds escapes", "HTML", reply(page("\x1b]0;pwned\x07[bold]x[/] \u202e"), HTML)),
    ("a page of 10 MiB", "HTML", reply(page("Home", "<p>x</p>" * 1_300_000), HTML)),
    ("JSON", "JSON, and no JSON Feed", reply(b'{"error": "no"}', "Content-Type: application/json")),
    ("broken JSON", "broken JSON", reply(b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "Content-Type: application/json")),
    ("a PDF", "no feed|body that is no feed", reply(b"%PDF-1.7\n" + bytes(5000), "Content-Type: application/pdf")),
    ("a picture", "no feed|body that is no feed", reply(b"\x89PNG\r\n\x1a\n" + bytes(5000), "Content-Type: image/png")),
    (
        "a picture in SVG",
        "no feed|body that is no feed",
        reply(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Content-Type: image/svg+xml"),
    ),
    ("nothing", "empty body", reply(b"", XML)),
    ("blanks", "empty body", reply(b" \n" * 1000, XML)),
    ("words", "no feed", reply(b"Service is down.", "Content-Type: text/plain")),
    (
        "OPML",
        "no feed|HTML",
        reply(b"<opml version='2.0'><body><outline xmlUrl='http://x.example'/></body></opml>", "Content-Type: text/x-opml"),
    ),
    ("a sitemap", "no feed", reply(b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>x</loc></url></urlset>", XML)),
    ("an archive", "no feed|body that is no feed", reply(b"PK\x03\x04" + bytes(3000), "Content-Type: application/zip")),
    ("chance", "no feed|body that is no feed|damaged", reply(os.urandom(100_000), XML)),
    ("a content type with escapes", f"{OK}|broken HTTP", reply(FEED, "Content-Type: \x1b[31m")),
    ("another content type", OK, reply(FEED, "Content-Type: image/png")),
    ("no content type", OK, reply(FEED)),
    ("half a feed", "fetched|no readable feed|feed", reply(FEED[: len(FEED) * 2 // 3], XML)),
):
    fault(name, words, answer)

for document in DOCUMENTS:
    fault(f"document: {document.name}", document.words, reply(document.body, f"Content-Type: {document.kind}"), items=document.items)

# ---- names and addresses -------------------------------------------------------------------------------------------------------------------

for name, words, url in (
    ("no such name", "no such host", "http://nowhere.invalid/"),
    ("a name of 300 letters", "no such host|no valid address", f"http://{'a' * 300}.invalid/"),
    ("a name with an empty part", "no such host|no valid address", "http://a..invalid/"),
    ("a name in another script", "no such host|no valid address", "http://новини.invalid/"),
    ("a name that IDNA refuses", "no such host|no valid address", "http://xn--a.invalid/"),
    ("nobody listens", "connection refused", "http://127.9.99.99:9/"),
    ("an address without a way", "no network|host unreachable|connection|timed out", "http://[100::1]:9/"),
):
    fault(name, words, b"", url=url)

# ---- TLS and HTTP/2 ----------------------------------------------------------------------------------------------------------------------


def frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    return struct.pack(">I", len(payload))[1:] + bytes((kind, flags)) + struct.pack(">I", stream) + payload


SETTINGS = frame(4, 0, 0, b"")
GOOD = b"\x88"  # :status 200 of HPACK's own table

for name, words, certificate, answer in (
    ("TLS", OK, "good", reply(FEED, XML)),
    ("a certificate of its own", "certificate signed by the server itself", "own", reply(FEED, XML)),
    ("an expired certificate", r"certificate expired on \d{4}-\d\d-\d\d", "expired", reply(FEED, XML)),
    ("a certificate of tomorrow", "certificate not valid yet", "tomorrow", reply(FEED, XML)),
    ("a certificate of another host", "certificate is for another", "other", reply(FEED, XML)),
    ("a certificate of an unknown authority", "authority that this machine does not know", "unknown", reply(FEED, XML)),
    ("TLS 1.1", "no secure connection", "old", reply(FEED, XML)),
    ("a redirect down to http", "redirect from https to plain http refused", "good", redirect("http://example.invalid/")),
):
    fault(name, words, answer, tls=certificate)


@by("no TLS where TLS is expected", "no secure connection", tls="none", early=True)
async def _(talk: Talk) -> None:
    await talk.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")


@by("a handshake that hangs", "timed out after .* while (connecting|waiting)", tls="none", early=True)
async def _(talk: Talk) -> None:
    await talk.hang()


@by("a handshake that is cut off", "no secure connection|connection|server closed", tls="none", early=True)
async def _(talk: Talk) -> None:
    await talk.reader.read(10)


@by("a handshake that drips", "timed out after|no secure connection", tls="none", early=True)
async def _(talk: Talk) -> None:
    await talk.send(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc", *[b"\x00"] * 1000, pause=0.1)


def two(name: str, words: str, *frames: bytes, endless: bytes = b"", pause: float = 0.0) -> None:
    """A fault of HTTP/2: frames after the preface, and one without end."""

    async def answer(talk: Talk) -> None:
        await talk.reader.readexactly(24)
        await talk.send(SETTINGS, frame(4, 1, 0, b""), *frames)
        while endless:
            await talk.send(endless, pause=pause)
        await talk.hang()

    fault(f"HTTP/2: {name}", words, answer, tls="two", early=True)


DATA = frame(0, 1, 1, FEED)
two("whole", OK, frame(1, 4, 1, GOOD), DATA)
two("silent", "timed out after .* while waiting")
two("garbage", "broken HTTP|connection|timed out", b"HTTP/1.1 200 OK\r\n\r\n")
two("stream reset", "connection|broken HTTP|stream|server", frame(3, 0, 1, struct.pack(">I", 2)))
two("goes away", "connection|broken HTTP|server closed", frame(7, 0, 0, struct.pack(">II", 0, 11)))
two("a body without an end", "timed out after .* while reading", frame(1, 4, 1, GOOD), frame(0, 0, 1, FEED))
two("empty data without end", "timed out|broken HTTP|connection", frame(1, 4, 1, GOOD), endless=frame(0, 0, 1, b"") * 500)
two("pings without end", "timed out|broken HTTP|connection", endless=frame(6, 0, 0, b"12345678") * 500, pause=0.01)
two("settings without end", "timed out|broken HTTP|connection", endless=SETTINGS * 500, pause=0.01)
two("window updates without end", "timed out|broken HTTP|connection", endless=frame(8, 0, 0, struct.pack(">I", 1)) * 500, pause=0.01)
two("continuations without end", "broken HTTP|timed out|connection", frame(1, 0, 1, GOOD), endless=frame(9, 0, 1, b"\x00\x01a\x01b" * 1000))
two("a header bomb", "broken HTTP|connection", frame(1, 4, 1, GOOD + b"\x40\x01a\x7f\x81\x1e" + b"b" * 4000 + b"\xbe" * 10_000), DATA)
two("body longer than it says", "broken HTTP|connection|response", frame(1, 4, 1, GOOD + b"\x0f\x0d\x013"), DATA)
two("pushes", "broken HTTP|connection", frame(5, 4, 1, struct.pack(">I", 2) + GOOD))
two("a frame too long", "broken HTTP|connection", frame(1, 4, 1, GOOD), frame(0, 0, 1, bytes(100_000)))
two("data without headers", "broken HTTP|connection", DATA)
two("stream 0", "broken HTTP|connection", frame(1, 4, 0, GOOD))


# ---- the server --------------------------------------------------------------------------------------------------------------------------


@dataclass
class Served:
    """A catalogue that is being served."""

    urls: dict[str, Fault] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)
    servers: list[asyncio.Server] = field(default_factory=list)

    def handler(self, fault: Fault) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        """Return what talks over a connection to a fault."""

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self.tasks.add(task)
            try:
                await self._talk(fault, reader, writer)
            except (OSError, EOFError, asyncio.LimitOverrunError, ValueError):
                pass
            finally:
                self.tasks.discard(task)
                writer.close()

        return handle

    async def _talk(self, fault: Fault, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        path = ""
        if not fault.early:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ")[1].decode("latin-1")
        self.counts[fault.name] = self.counts.get(fault.name, 0) + 1
        if isinstance(fault.answer, bytes):
            writer.write(fault.answer)
            await writer.drain()
        else:
            await fault.answer(Talk(reader, writer, path, host, self.counts[fault.name]))

    async def stop(self) -> None:
        """Close everything."""
        for server in self.servers:
            server.close()
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


async def serve(faults: list[Fault], folder: Path, port: int = 0) -> Served:
    """Serve each fault on an address of its own; certificates are made in `folder`, the trusted authority's among them (ca.pem)."""
    served = Served()
    addresses = {fault.name: f"127.9.{at // 250}.{at % 250 + 1}" for at, fault in enumerate(faults)}
    contexts = certificates(folder, [addresses[fault.name] for fault in faults if fault.tls])
    for fault in faults:
        if fault.url:
            served.urls[fault.url] = fault
            continue
        host = addresses[fault.name]
        tls = contexts.get(fault.tls or "")
        server = await asyncio.start_server(served.handler(fault), host, port, ssl=tls, limit=65_536)
        number = server.sockets[0].getsockname()[1]
        served.servers.append(server)
        served.urls[f"http{'s' if fault.tls else ''}://{host}:{number}/feed"] = fault
    return served


def certificates(folder: Path, hosts: list[str]) -> dict[str, ssl.SSLContext]:
    """Make an authority, and certificates of every kind by it."""
    if not hosts:
        return {}
    names = ",".join(f"IP:{host}" for host in hosts)
    (folder / "ca.conf").write_text(
        "[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nunique_subject=no\n"
        "copy_extensions=copy\n[p]\ncommonName=supplied\n[req]\ndistinguished_name=n\nprompt=no\n[n]\nCN=faults\n"
        "[v3]\nbasicConstraints=critical,CA:true\n"
    )
    (folder / "index.txt").write_text("")
    (folder / "serial").write_text("01\n")

    def openssl(*words: str) -> None:
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    def request(name: str, subject: str) -> None:
        openssl(
            "req",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            f"{name}.key",
            "-out",
            f"{name}.csr",
            "-subj",
            "/CN=faults",
            "-addext",
            subject,
            "-config",
            "ca.conf",
        )

    for authority in ("ca", "stranger"):
        openssl(
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            f"{authority}.key",
            "-out",
            f"{authority}.pem",
            "-days",
            "3650",
            "-subj",
            f"/CN={authority}",
            "-extensions",
            "v3",
            "-config",
            "ca.conf",
        )
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "own.key",
        "-out",
        "own.pem",
        "-days",
        "3650",
        "-subj",
        "/CN=own",
        "-addext",
        f"subjectAltName={names}",
        "-config",
        "ca.conf",
    )
    dates = {"expired": ("20200101000000Z", "20210101000000Z"), "tomorrow": ("20900101000000Z", "20910101000000Z")}
    for name in ("good", "expired", "tomorrow", "other", "unknown"):
        request(name, f"subjectAltName={'DNS:other.example' if name == 'other' else names}")
        start, end = dates.get(name, ("20200101000000Z", "20900101000000Z"))
        signer = "stranger" if name == "unknown" else "ca"
        openssl(
            "ca",
            "-batch",
            "-config",
            "ca.conf",
            "-cert",
            f"{signer}.pem",
            "-keyfile",
            f"{signer}.key",
            "-in",
            f"{name}.csr",
            "-out",
            f"{name}.pem",
            "-startdate",
            start,
            "-enddate",
            end,
            "-notext",
        )
    contexts = {}
    for name, pem in (
        *((one, one) for one in ("good", "own", "expired", "tomorrow", "other", "unknown")),
        ("old", "good"),
        ("two", "good"),
    ):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / f"{pem}.pem", folder / f"{pem}.key")
        contexts[name] = context
    contexts["two"].set_alpn_protocols(["h2"])
    contexts["old"].set_ciphers("ALL:@SECLEVEL=0")
    with suppress(ValueError):
        contexts["old"].minimum_version = contexts["old"].maximum_version = ssl.TLSVersion.TLSv1_1
    return contexts


# ---- the program -------------------------------------------------------------------------------------------------------------------------

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
    out, err = await process.communicate()
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
        f"once: {len(served.urls)} faults, {wrong} not met; {time.monotonic() - began:.0f} s, exit {process.returncode}, main {main:.0f} MB, all processes {all_of_it:.0f} MB"
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
        f"forever: {polls} polls in {ended:.0f} s of {seconds:g}, exit {process.returncode}, main {main:.0f} MB, all processes {all_of_it:.0f} MB, {wrong} troubles"
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
