"""`--no-network`, made sure of: whatever a command or a library of it tries, no socket of the internet is opened."""

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EPERM

_LOOKUPS = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo", "socket.connect", "socket.sendto"}
)
_INTERNET = frozenset({socket.AF_INET, socket.AF_INET6})
_forbidden = False
_watching = False


@contextmanager
def no_network(*, forbidden: bool) -> Iterator[None]:
    """Refuse, for as long as the body runs, sockets and the looking up of names; those that processes share within the machine stay."""
    global _forbidden, _watching  # noqa: PLW0603  (an audit hook is for the whole process, and cannot be taken back)
    if forbidden and not _watching:
        sys.addaudithook(_refuse)
        _watching = True
    _forbidden = forbidden
    try:
        yield
    finally:
        _forbidden = False


def _refuse(event: str, args: tuple[object, ...]) -> None:
    if not _forbidden or not event.startswith("socket."):
        return
    family = args[1] if event == "socket.__new__" else getattr(args[0], "family", None) if args else None
    if family in _INTERNET or (event in _LOOKUPS and family != socket.AF_UNIX):
        raise PermissionError(EPERM, "--no-network forbids it")
