"""Name look-ups that hold up neither one another nor the end of the program."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Sequence

from feeds.turns import Places

_AT_ONCE, _MOST = 32, 200


class Resolver:
    """Asks the system's resolver, each look-up in a thread of its own, at most 32 at once and as many more as take long.

    A look-up cannot be stopped, and a dead name server may hold it for half a minute; the threads are daemons, so leaving does not
    wait for them, as it would for those of an executor.
    """

    def __init__(self) -> None:
        self._places = Places(_AT_ONCE, _MOST)

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        """Return the addresses of a host, in the order that the system prefers (RFC 6724).

        Raises:
            OSError: the name has none (socket.gaierror), or cannot be looked up.
        """
        async with self._places.one():
            return await _look_up(host, port)


async def _look_up(host: str, port: int) -> Sequence[str]:
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def give(addresses: Sequence[str] | None, trouble: BaseException | None) -> None:
        if answer.done():  # nobody waits any more
            return
        if trouble is not None:
            answer.set_exception(trouble)
        else:
            answer.set_result(addresses or ())

    def ask() -> None:
        found: Sequence[str] | None = None
        trouble: BaseException | None = None
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found = list(dict.fromkeys(str(row[4][0]) for row in rows))
        except (OSError, UnicodeError) as problem:
            trouble = problem
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(give, found, trouble)

    threading.Thread(target=ask, name=f"look-up {host}", daemon=True).start()
    return await answer
