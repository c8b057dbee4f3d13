"""One request and its response: bounded in time and size, and tried again where a connection had gone stale."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

import httpcore
import httpx

from feeds.decode import TooLargeError, decode, layers
from feeds.room import Held
from feeds.transport import HOP, Hop, Transport

EMPTY = frozenset({204, 205, 206})
"""Statuses of success that bring no feed: 206 is a part, and we ask for no parts."""
_DRAIN = 64 * 1024
"""Bytes read of a body that nobody wants, so that the connection can be used again."""
_FIRST_LOOK = 1024 * 1024
"""Decoded bytes for which there is room at once; only a body of more is made room for."""
_IN_THREAD = 512 * 1024
"""Compressed bytes from which unpacking leaves the event loop."""
_LISTS = frozenset({"cache-control", "content-encoding", "link", "vary"})


@dataclass(frozen=True, slots=True)
class Answer:
    """One response, its body as it was sent; names of headers in lower case, values as Latin-1."""

    status: int
    headers: Mapping[str, str]
    raw: bytes

    @property
    def encoding(self) -> str:
        """The Content-Encoding; "" where there is none."""
        return self.headers.get("content-encoding", "")


async def ask(transport: Transport, request: httpx.Request, held: Held, *, hop: Hop, seconds: float, limit: int) -> Answer:
    """Make one request within `seconds`; a connection that had gone stale is tried once more.

    The body, of `limit` bytes at the most, is read where the status promises one, and held in the room; `hop` tells how far it came.

    Raises:
        TimeoutError: the time is over, or the room that is held is needed by others.
        TooLargeError: the body is larger than allowed.
        What `Transport.handle_async_request` does.
    """
    HOP.set(hop)
    async with held.within(seconds):
        try:
            return await _exchange(transport, request, held, hop, limit)
        except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError):
            if hop.connected or hop.doing == "reading":
                raise
            return await _exchange(transport, request, held, hop, limit)


async def unpack(answer: Answer, held: Held, limit: int) -> bytes:
    """Return the body as it was before compression; what is made of it is held in the room.

    Raises:
        DecodeError, TooLargeError: as `feeds.decode.decode` does.
    """
    if not layers(answer.raw, answer.encoding):
        return answer.raw
    try:
        return await _unpacked(answer, held, min(limit, _FIRST_LOOK))
    except TooLargeError:
        if limit <= _FIRST_LOOK:
            raise
        return await _unpacked(answer, held, limit)


async def drain(response: httpx.Response) -> None:
    """Read away a body that nobody wants, unless it is long."""
    size = 0
    async for part in response.aiter_raw():
        size += len(part)
        if size > _DRAIN:
            return


async def _exchange(transport: Transport, request: httpx.Request, held: Held, hop: Hop, limit: int) -> Answer:
    hop.doing = "waiting for an answer"
    try:
        response = await transport.handle_async_request(request)
    except BaseException:
        if hop.stream is not None:  # httpcore 1.0.9 leaves it open where the time runs out during the TLS handshake
            await hop.stream.aclose()
        raise
    hop.doing = "reading"
    try:
        headers = _headers(response)
        raw = b""
        if response.is_success and response.status_code not in EMPTY:
            raw = await _body(response, headers, held, limit)
        else:
            await drain(response)
        return Answer(response.status_code, headers, raw)
    finally:
        await response.aclose()


def _headers(response: httpx.Response) -> dict[str, str]:
    """Return the headers as an `Answer` has them: a repeated one counts once, lists are joined."""
    headers: dict[str, str] = {}
    location = response.extensions.get("location")
    if location is not None:
        headers["location"] = location.decode("latin-1")
    for raw_name, raw_value in response.headers.raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name in headers and name in _LISTS:
            headers[name] += ", " + value
        elif name != "set-cookie":
            headers.setdefault(name, value)
    return headers


async def _body(response: httpx.Response, headers: Mapping[str, str], held: Held, limit: int) -> bytes:
    length = headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:19]) > limit:
        raise TooLargeError
    # In one piece, which goes back to the system with its end: many small ones of large bodies leave the heap in holes.
    body = BytesIO()
    async for part in response.aiter_raw():
        if body.tell() + len(part) > limit:
            raise TooLargeError
        await held.grow(len(part))
        body.write(part)
    return body.getvalue()  # no copy


async def _unpacked(answer: Answer, held: Held, limit: int) -> bytes:
    await held.grow(limit)
    try:
        if answer.encoding and len(answer.raw) > _IN_THREAD:
            return await asyncio.to_thread(decode, answer.raw, answer.encoding, limit)
        return decode(answer.raw, answer.encoding, limit)
    except TooLargeError:
        held.keep(len(answer.raw))
        raise
