"""The way from httpx to the sockets: connections that were checked when they were opened, and are clean when they are used again."""

import os
import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import partial

import httpcore
import httpx

from core.errors import UsageError
from core.text import line
from feeds.expiry import certificate
from feeds.guard import Allowed, Guard, Resolve

_KEEP = 30.0
"""Seconds that an idle connection stays open."""
_MOST_IDLE = 100


@dataclass(slots=True)
class Hop:
    """One request on its way: tells what it was doing when its time ran out."""

    doing: str = "waiting for an answer"
    connected: bool = False
    """Whether it opened a connection of its own."""
    stream: httpcore.AsyncNetworkStream | None = None
    """That connection."""


HOP: ContextVar[Hop] = ContextVar("HOP")
"""The request that the present task is making; httpcore opens connections in the task that asks."""


_Place = tuple[bool, bytes, bytes, int | None]
"""Whether local addresses are allowed; scheme, host and port."""


class Transport(httpx.AsyncBaseTransport):
    """Keeps connections open for a while, those to hosts that the user named, where local addresses are allowed, apart from all others.

    A request whose extension "own" is true goes to the first kind. It finds no connection of the other, so an article's link never
    travels on a connection that only a feed may have. Errors are httpcore's, and the guard's. (Not httpcore's own pool: version 1.0.9
    looks at each connection for each other one at every request, and takes minutes over a thousand hosts.)

    Raises:
        UsageError: the certificates that the environment names cannot be read.
    """

    def __init__(self, resolve: Resolve, *, allow_local: bool) -> None:
        try:
            self._trust = httpx.create_ssl_context()
        except (OSError, ssl.SSLError) as trouble:
            places = " and ".join(f"{name}={line(os.environ[name])}" for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if name in os.environ)
            raise UsageError(f"{places or 'the certificates of this machine'}: cannot be read: {trouble.strerror or trouble}") from None
        kinds: tuple[Allowed, Allowed] = ("none", "own")
        self._networks = [_Reporting(resolve, "all" if allow_local else allowed) for allowed in kinds]
        self._idle: dict[_Place, list[httpcore.AsyncHTTPConnection]] = {}
        self._since: OrderedDict[httpcore.AsyncHTTPConnection, _Place] = OrderedDict()
        """The idle ones, by how long they have been."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return the response, its body still on the way and undecoded; "location" is among its extensions."""
        url = request.url
        own = bool(request.extensions.get("own"))
        place = own, url.raw_scheme, url.raw_host, url.port
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
        )
        connection = await self._take(place) or self._open(asked, own=own)
        try:
            response = await connection.handle_async_request(asked)
        except BaseException:
            # What else is open to this host may have gone stale with it.
            await self._close([connection, *self._idle.get(place, ())])
            raise
        # httpx's client reads the Location even where it is told to follow none, and raises on a bad one.
        headers = [(name, value) for name, value in response.headers if name.lower() != b"location"]
        places = [value for name, value in response.headers if name.lower() == b"location"]
        extensions = {**response.extensions, "location": places[0] if places else None}
        body = _Body(response, partial(self._give_back, place, connection))
        return httpx.Response(response.status, headers=headers, stream=body, extensions=extensions)

    async def certificate(self, url: httpx.URL, *, own: bool) -> bytes:
        """Return the certificate that a host shows, as `feeds.expiry` does; the guard is the one that requests pass."""
        return await certificate(self._networks[own], url.host, url.port or 443)

    async def aclose(self) -> None:
        """Close all connections that are idle."""
        await self._close(list(self._since))

    def _open(self, asked: httpcore.Request, *, own: bool) -> httpcore.AsyncHTTPConnection:
        return httpcore.AsyncHTTPConnection(
            asked.url.origin,
            ssl_context=self._trust,
            keepalive_expiry=_KEEP,
            http2=True,
            network_backend=self._networks[own],
        )

    async def _take(self, place: _Place) -> httpcore.AsyncHTTPConnection | None:
        """Take an idle connection that still stands; None: there is none."""
        while there := self._idle.get(place):
            connection = there[-1]
            if connection.is_available() and not connection.has_expired():
                self._forget(connection)
                return connection
            await self._close([connection])
        return None

    async def _give_back(self, place: _Place, connection: httpcore.AsyncHTTPConnection, *, clean: bool) -> None:
        """Keep a connection for the next request to its host, where it is of use for one; of many, the one that was idle longest ends."""
        if not clean or not connection.is_idle():
            await self._close([connection])
            return
        self._idle.setdefault(place, []).append(connection)
        self._since[connection] = place
        oldest = next(iter(self._since))
        if len(self._since) > _MOST_IDLE or oldest.has_expired():
            await self._close([oldest])

    def _forget(self, connection: httpcore.AsyncHTTPConnection) -> None:
        place = self._since.pop(connection, None)
        if place is not None:
            self._idle[place].remove(connection)
            if not self._idle[place]:
                del self._idle[place]

    async def _close(self, connections: Sequence[httpcore.AsyncHTTPConnection]) -> None:
        for connection in connections:
            self._forget(connection)
        for connection in connections:
            with suppress(httpcore.NetworkError, httpcore.ProtocolError, OSError):
                await connection.aclose()


class _Reporting(Guard):
    """A guard that notes in the request under way how far it has come."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109  (httpcore's signature)
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect as the guard does."""
        hop = HOP.get()
        hop.connected, hop.doing = True, "connecting"
        stream = await super().connect_tcp(host, port, timeout, local_address, socket_options)
        hop.doing, hop.stream = "waiting for an answer", stream
        return stream


class _Body(httpx.AsyncByteStream):
    """The body of a response, as it comes off the connection."""

    def __init__(self, response: httpcore.Response, done: Callable[..., Awaitable[None]]) -> None:
        self._response = response
        self._done = done

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._response.aiter_stream():
            yield part

    async def aclose(self) -> None:
        """End with the response; the connection is for others where nothing is left on it."""
        await self._response.aclose()
        # httpcore 1.0.9 would take what is left for the answer to the next request on this connection.
        await self._done(clean=not _left_over(self._response))


def _left_over(response: httpcore.Response) -> bool:
    """Whether a server sent more than its answer. (h11 holds it, and httpcore has no public way to h11.)"""
    connection = getattr(response.stream, "_connection", None)
    state = getattr(connection, "_h11_state", None)
    return state is not None and bool(state.trailing_data[0])
