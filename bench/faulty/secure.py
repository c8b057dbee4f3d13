"""Certificates and handshakes, and HTTP/2."""

import struct

from bench.faulty.fault import FEED, OK, XML, Answer, Talk, by, fault
from tests.feeds.server import redirect, reply

answer: Answer


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
