"""Which addresses we may connect to: one guard for feeds, redirects and article pages, asked at the moment of connecting.

Names are resolved here and the connection goes to the address that was checked, so a name that changes its mind between the check
and the connection (DNS rebinding) gains nothing.
"""

import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Literal

import httpcore

Allowed = Literal["none", "own", "all"]
"""Which local addresses may be connected to: none; those of a host that the user named, unless its name was public before; all."""
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""Turns a host name and a port into addresses, the preferred one first. Raises OSError (socket.gaierror) where there are none."""

# The special-purpose address registries of IANA (RFC 6890 and later), everything that is not globally reachable unicast.
_SPECIAL_4 = [
    (ip_network(network), words)
    for network, words in (
        ("0.0.0.0/8", "this host"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a provider"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "reserved"),
        ("192.88.99.0/24", "reserved"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "reserved"),
        ("198.51.100.0/24", "reserved"),
        ("203.0.113.0/24", "reserved"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
]
_SPECIAL_6 = [
    (ip_network(network), words)
    for network, words in (
        ("::/128", "this host"),
        ("::1/128", "loopback"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("fc00::/7", "private"),
        ("ff00::/8", "multicast"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "reserved"),
        ("2002::/16", "reserved"),
        ("3fff::/20", "reserved"),
    )
]
_GLOBAL_6 = ip_network("2000::/3")
# Forms that carry an IPv4 address in their last 32 bits, which is where the packets go: IPv4-mapped (RFC 4291), NAT64 (RFC 6052).
_CARRIERS = (ip_network("::ffff:0:0/96"), ip_network("64:ff9b::/96"))
_TRIES = 4
_FIRST_TRY = 5.0
"""Seconds for an address when there are others to try."""


class RefusedError(Exception):
    """The guard refused an address; the message says which and why, in words for the screen."""


class NoSuchHostError(Exception):
    """The name has no address."""


def local(address: str) -> str | None:
    """Say why an address is not one of the public internet ("loopback", "private"...); None: it is public.

    >>> local("127.0.0.1")
    'loopback'
    >>> local("::ffff:10.0.0.1")
    'private'
    >>> local("1.1.1.1")
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return "no address"
    return _local_4(parsed) if isinstance(parsed, IPv4Address) else _local_6(parsed)


def _local_4(address: IPv4Address) -> str | None:
    return next((words for network, words in _SPECIAL_4 if address in network), None)


def _local_6(address: IPv6Address) -> str | None:
    plain = IPv6Address(int(address))  # without the zone, which membership tests refuse
    if any(plain in carrier for carrier in _CARRIERS):
        return _local_4(IPv4Address(int(plain) & 0xFFFFFFFF))
    words = next((words for network, words in _SPECIAL_6 if plain in network), None)
    return words or (None if plain in _GLOBAL_6 else "reserved")


class Guard(httpcore.AsyncNetworkBackend):
    """Connects sockets for httpcore, to checked addresses only."""

    def __init__(self, resolve: Resolve, local_allowed: Allowed) -> None:
        self._resolve = resolve
        self._local_allowed = local_allowed
        self._public_names: set[str] = set()
        self._sockets = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's signature)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check, connect.

        Raises:
            RefusedError: an address that this guard does not allow.
            NoSuchHostError: the name has no address.
            httpcore.ConnectError, httpcore.ConnectTimeout: no connection.
        """
        *others, last = self.allowed(host, await self._addresses(host, port))[:_TRIES]
        for address in others:
            with suppress(httpcore.ConnectError, httpcore.ConnectTimeout):
                limit = min(_FIRST_TRY, timeout or _FIRST_TRY)
                return await self._sockets.connect_tcp(address, port, limit, local_address, socket_options)
        return await self._sockets.connect_tcp(last, port, timeout, local_address, socket_options)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109  (httpcore's signature)
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002  (the same)
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: no feed is read from a socket file."""
        raise RefusedError(f"socket file {path} refused")

    def allowed(self, host: str, addresses: Sequence[str]) -> list[str]:
        """Keep the addresses of a host that may be connected to.

        Raises:
            RefusedError: there are addresses, and none is allowed.
            NoSuchHostError: there are none.
        """
        if not addresses:
            raise NoSuchHostError(host)
        if self._local_allowed == "all":
            return list(addresses)
        public = [address for address in addresses if local(address) is None]
        if public:
            self._public_names.add(host)
            return public
        if self._local_allowed == "own" and host not in self._public_names:
            return list(addresses)
        raise RefusedError(f"{addresses[0]} is a local address ({local(addresses[0])})")

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            ip_address(host)
        except ValueError:
            try:
                return await self._resolve(host, port)
            except socket.gaierror as trouble:
                if trouble.errno == socket.EAI_AGAIN:
                    raise NoSuchHostError(f"{host}: the name servers do not answer") from trouble
                raise NoSuchHostError(host) from trouble
            except (OSError, UnicodeError) as trouble:
                raise NoSuchHostError(host) from trouble
        return [host]
