"""What a fault is, how a server shows it, and the list of them that the files beside this one fill."""

import asyncio
import struct
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from bench.documents import ITEM, rss

FEED = rss(ITEM)
MIB = 1024 * 1024
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
