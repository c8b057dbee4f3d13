import contextlib
import gzip
import random
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from feeds.decode import DecodeError, TooLargeError, decode

Pack = Callable[[bytes], bytes]
PACKERS: dict[str, Pack] = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}
LIMIT = 10_000
# What does not look like markup, which is left as it is.
bodies = st.binary(min_size=1, max_size=500).map(lambda body: b"x" + body)


@given(bodies, st.lists(st.sampled_from(sorted(PACKERS)), max_size=3))
def test_what_was_packed_is_unpacked(body: bytes, names: list[str]) -> None:
    packed = body
    for name in names:
        packed = PACKERS[name](packed)
    assert decode(packed, ", ".join(names), LIMIT) == body


@given(st.data(), bodies, st.sampled_from(sorted(PACKERS)))
def test_what_is_cut_off_is_refused(data: st.DataObject, body: bytes, name: str) -> None:
    packed = PACKERS[name](body)
    with pytest.raises(DecodeError):
        decode(packed[: data.draw(st.integers(1, len(packed) - 1))], name, LIMIT)


@given(st.binary(max_size=200), st.sampled_from([*PACKERS, "", "identity", "x-gzip", "none", "gzip, br"]))
def test_any_bytes_give_a_body_or_a_reason(raw: bytes, encoding: str) -> None:
    with contextlib.suppress(DecodeError, TooLargeError):
        assert len(decode(raw, encoding, LIMIT)) <= LIMIT


@pytest.mark.parametrize("name", sorted(PACKERS))
def test_a_body_may_be_as_large_as_the_limit_and_no_larger(name: str) -> None:
    assert len(decode(PACKERS[name](b"x" * LIMIT), name, LIMIT)) == LIMIT
    with pytest.raises(TooLargeError):
        decode(PACKERS[name](b"x" * (LIMIT + 1)), name, LIMIT)


def test_four_layers_are_too_many() -> None:
    with pytest.raises(DecodeError, match="more than three times"):
        decode(b"x", "gzip, gzip, gzip, gzip", LIMIT)


@pytest.mark.parametrize("name", ["gzip", "zstd"])
def test_a_body_may_be_joined_of_many_and_not_of_a_flood(name: str) -> None:
    parts = [PACKERS[name](b"x" * number) for number in range(100)]
    assert len(decode(b"".join(parts), name, LIMIT)) == sum(range(100))
    with pytest.raises(DecodeError, match="more than 1,000 pieces"):
        decode(PACKERS[name](b"") * 1001, name, LIMIT)


@pytest.mark.parametrize("padding", [b"", bytes(512)])
def test_large_parts_that_are_joined_come_whole(padding: bytes) -> None:
    parts = [random.Random(number).randbytes(200_000) + b"x" * 300_000 for number in range(3)]
    packed = b"".join(gzip.compress(part) for part in parts) + padding
    assert decode(packed, "gzip", 1_500_000) == b"".join(parts)
    with pytest.raises(TooLargeError):
        decode(packed, "gzip", 1_499_999)
