"""Bodies whose compression is damaged, unknown, or blows up."""

import gzip
import zlib
from collections.abc import Callable, Iterator

import brotli  # type: ignore[import-untyped]
import zstandard

from bench.faulty.fault import FEED, MIB, OK, XML, Answer, fault
from tests.feeds.server import reply

answer: Answer
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
