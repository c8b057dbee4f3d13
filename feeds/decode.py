"""Undoing the compression of a response, within a limit, and only where it is whole (RFC 9110, section 8.4)."""

import zlib

import brotli  # type: ignore[import-untyped]
import zstandard

_GZIP = b"\x1f\x8b"
_LAYERS = 3
_WINDOW = 8 * 1024 * 1024
"""The largest zstd window of HTTP (RFC 9659)."""
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
            return _gunzip(raw, limit)
        case "deflate":
            # The name means zlib; some servers send the bare stream.
            headed = len(raw) > 1 and raw[0] & 0x0F == 8 and int.from_bytes(raw[:2], "big") % 31 == 0  # noqa: PLR2004  (RFC 1950)
            return _inflate(raw, zlib.MAX_WBITS if headed else -zlib.MAX_WBITS, limit)[0]
        case "br":
            return _unbrotli(raw, limit)
        case "zstd":
            return _unzstd(raw, limit)
        case _:
            raise DecodeError(f'unknown compression "{name[:20]}"')


def _gunzip(raw: bytes, limit: int) -> bytes:
    """Join all members of a gzip body (RFC 1952, section 2.2); what follows the last is padding."""
    parts: list[bytes] = []
    left = limit
    while not parts or raw.startswith(_GZIP):
        part, raw = _inflate(raw, zlib.MAX_WBITS | 16, left)
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _inflate(raw: bytes, window: int, limit: int) -> tuple[bytes, bytes]:
    stream = zlib.decompressobj(window)
    try:
        body = stream.decompress(raw, limit + 1)
    except zlib.error as trouble:
        raise DecodeError("damaged compressed body") from trouble
    if len(body) > limit:
        raise TooLargeError
    if not stream.eof:
        raise DecodeError("compressed body cut off")
    return body, stream.unused_data


def _unbrotli(raw: bytes, limit: int) -> bytes:
    stream = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    rest = raw
    try:
        while not stream.is_finished():
            part = stream.process(rest, output_buffer_limit=limit + 1 - size)
            rest = b""
            parts.append(part)
            size += len(part)
            if size > limit:
                raise TooLargeError
            if not part and not stream.is_finished():
                raise DecodeError("compressed body cut off")
    except brotli.error as trouble:
        raise DecodeError("damaged compressed body") from trouble
    return b"".join(parts)


def _unzstd(raw: bytes, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    try:
        while raw:
            stream = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
            at = 0
            while at < len(raw) and not stream.eof:
                part = stream.decompress(raw[at : at + _SLICE])
                at += _SLICE
                size += len(part)
                if size > limit:
                    raise TooLargeError
                parts.append(part)
            if not stream.eof:
                raise DecodeError("compressed body cut off")
            raw = stream.unused_data + raw[at:]
    except zstandard.ZstdError as trouble:
        raise DecodeError("damaged compressed body") from trouble
    return b"".join(parts)
