"""Shingles and the texts that they stand in."""

from hypothesis import given
from hypothesis import strategies as st

from claims.comparing.shelves import Shelves

marks = st.sampled_from((0, 1, 5, 2**20 - 1, 2**20, 2**32 - 1)) | st.integers(0, 2**32 - 1)
pairs = st.sets(st.tuples(marks, st.sampled_from((0, 1, 2, 2**32 - 1))), max_size=30)


@given(pairs, pairs)
def test_what_is_put_is_found_until_it_is_dropped(put: set[tuple[int, int]], dropped: set[tuple[int, int]]) -> None:
    shelves = Shelves()
    for mark, text in put:
        shelves.put(mark, text)
    for mark, text in dropped:
        shelves.drop(mark, text)
    for mark in {mark for mark, _ in put | dropped}:
        standing = sorted(text for one, text in put - dropped if one == mark)
        assert shelves.texts(mark) == standing
        assert shelves.texts(mark, len(standing)) == standing
        assert shelves.texts(mark, len(standing) - 1) == []
