"""The garbage collector is let be where it finds nothing, and works again after it."""

import gc

import pytest

from claims.lasting import lasting, uncollected


def test_the_collector_rests_and_works_again() -> None:
    with uncollected():
        assert not gc.isenabled()
        with lasting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_a_failure() -> None:
    def fail() -> None:
        with lasting():
            raise KeyError("gone")

    with pytest.raises(KeyError, match="gone"):
        fail()
    assert gc.isenabled()


def test_what_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
