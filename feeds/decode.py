"""Undoing the compression of a response, within a limit, and only where it is whole (RFC 9110, section 8.4)."""

import zlib
from collections.abc import Generator, Iterator
from io import BytesIO

import brotli  # type: ignore[import-untyped]
import zstandard

_GZIP = b"\x1f\x8b"
_LAYERS = 3
_WINDOW = 8 * 1024 * 1024
"""The largest zstd window of HTTP (RFC 9659)."""
_PIECE = 64 * 1024
"""Bytes that are taken, or made, at a time."""
_MEMBERS = 1000
"""Parts that a gzip or zstd body may be made of, each of which costs some time, however short it is."""
_PIECEMEAL = f"compressed in more than {_MEMBERS:,} pieces"
_SLICE = 256
"""Bytes given to zstd at a time: 4 bytes can stand for 128 KiB, and its decoder takes no limit."""


class DecodeError(Exception):
    """The body cannot be decoded; the message says why, in words for the screen."""


class TooLargeError(Exception):
    """The body is larger than allowed once decoded."""


def decode(raw: bytes, encoding: str, limit: int) -> bytes:
    """Return the body as it was before compression, as `layers` finds it; never more than `limit` bytes are made of it.

    `encoding` is the Content-Encoding header ("" where there is none).

    Raises:
        DecodeError: an encoding we do not know, or data that is cut off or damaged.
        TooLargeError: more than `limit` bytes.
    """
    names = layers(raw, encoding)
    if len(names) > _LAYERS:
        raise DecodeError("compressed more than three times over")
    body = raw
    for name in reversed(names):
        body = _undo(name, body, limit) if body else body
    return body


def layers(raw: bytes, encoding: str) -> list[str]:
    """Name the compressions of a body, the innermost first; none: it stands as it is.

    A body that is gzip without saying so is so named, and one that says so and is plain markup is not: both are found in the wild.
    """
    if _plain(raw):
        return []
    names = [name for part in encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    return names or (["gzip"] if raw.startswith(_GZIP) else [])


def _plain(raw: bytes) -> bool:
    return raw[:64].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"<", b"{")


def _undo(name: str, raw: bytes, limit: int) -> bytes:
    match name:
        case "gzip" | "x-gzip":
            parts = _gunzip(raw)
        case "deflate":
            # The name means zlib; some servers send the bare stream.
            headed = len(raw) > 1 and raw[0] & 0x0F == 8 and int.from_bytes(raw[:2], "big") % 31 == 0  # noqa: PLR2004  (RFC 1950)
            parts = _inflate(raw, zlib.MAX_WBITS if headed else -zlib.MAX_WBITS)
        case "br":
            parts = _unbrotli(raw)
        case "zstd":
            parts = _unzstd(raw)
        case _:
            raise DecodeError(f'unknown compression "{name[:20]}"')
    body = BytesIO()
    try:
        for part in parts:
            if body.tell() + len(part) > limit:
                raise TooLargeError
            body.write(part)
    except (zlib.error, brotli.error, zstandard.ZstdError) as trouble:
        raise DecodeError("damaged compressed body") from trouble
    return body.getvalue()  # no copy


def _gunzip(raw: bytes) -> Iterator[bytes]:
    """Give the parts of all members of a gzip body (RFC 1952, section 2.2); what follows the last is padding."""
    at = 0
    for _ in range(_MEMBERS):
        at = yield from _inflate(raw, zlib.MAX_WBITS | 16, at)
        if not raw.startswith(_GZIP, at):
            return
    raise DecodeError(_PIECEMEAL)


def _inflate(raw: bytes, window: int, start: int = 0) -> Generator[bytes, None, int]:
    """Give the parts of a stream that begins at `start`, and return where it ends."""
    stream = zlib.decompressobj(window)
    for at in range(start, len(raw), _PIECE):
        piece = raw[at : at + _PIECE]
        while piece and not stream.eof:
            yield stream.decompress(piece, _PIECE)
            piece = stream.unconsumed_tail
        if stream.eof:
            return min(at + _PIECE, len(raw)) - len(stream.unused_data)
    yield stream.flush()
    if not stream.eof:
        raise DecodeError("compressed body cut off")
    return len(raw)


def _unbrotli(raw: bytes) -> Iterator[bytes]:
    stream = brotli.Decompressor()
    rest = raw
    while not stream.is_finished():
        part = stream.process(rest, output_buffer_limit=_PIECE)
        rest = b""
        if not part and not stream.is_finished():
            raise DecodeError("compressed body cut off")
        yield part


def _unzstd(raw: bytes) -> Iterator[bytes]:
    """Give the parts of all frames of a zstd body (RFC 8878, section 3.1)."""
    at = 0
    for _ in range(_MEMBERS):
        stream = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
        while at < len(raw) and not stream.eof:
            yield stream.decompress(raw[at : at + _SLICE])
            at += _SLICE
        if not stream.eof:
            raise DecodeError("compressed body cut off")
        at = min(at, len(raw)) - len(stream.unused_data)
        if at == len(raw):
            return
    raise DecodeError(_PIECEMEAL)
