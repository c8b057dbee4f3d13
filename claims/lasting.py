"""When the garbage collector has nothing to find."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from going over what is made here: it stays, or has no cycles and goes when it is left."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@contextmanager
def lasting() -> Iterator[None]:
    """Keep it from what is made here also later, for it stays as long as the process: reading would take a fifth longer."""
    with uncollected():
        yield
        gc.freeze()
