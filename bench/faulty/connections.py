"""Connections that close, hang, drip or never end."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count

from bench.documents import rss
from bench.faulty.fault import FEED, MIB, OK, XML, Answer, Talk, by, fault
from tests.feeds.server import reply

answer: Answer


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
