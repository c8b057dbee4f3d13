"""The way from httpx to the sockets: connections that were checked when they were opened, and are clean when they are used again."""

import os
import ssl
from collections.abc import AsyncIterator, Iterable
from contextvars import ContextVar
from dataclasses import dataclass

import httpcore
import httpx

from core.errors import UsageError
from core.text import line
from feeds.guard import Allowed, Guard, Resolve

_POOLS: tuple[Allowed, Allowed] = ("own", "none")
_KEEP = 30.0
"""Seconds that an idle connection stays open."""


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


class Transport(httpx.AsyncBaseTransport):
    """Two pools of connections: one for hosts that the user named, where local addresses are allowed, one for all others.

    A request whose extension "own" is true goes through the first. It finds no connection of the other pool, so an article's link
    never travels on a connection that only a feed may have. Errors are httpcore's, and the guard's.

    Raises:
        UsageError: the certificates that the environment names cannot be read.
    """

    def __init__(self, resolve: Resolve, *, allow_local: bool) -> None:
        try:
            tls = httpx.create_ssl_context()
        except (OSError, ssl.SSLError) as trouble:
            places = " and ".join(f"{name}={line(os.environ[name])}" for name in ("SSL_CERT_FILE", "SSL_CERT_DIR") if name in os.environ)
            raise UsageError(f"{places or 'the certificates of this machine'}: cannot be read: {trouble.strerror or trouble}") from None
        self._own, self._other = (
            httpcore.AsyncConnectionPool(
                ssl_context=tls,
                max_connections=None,  # who polls bounds how many requests run
                max_keepalive_connections=None,
                keepalive_expiry=_KEEP,
                http2=True,
                network_backend=_Reporting(resolve, "all" if allow_local else allowed),
            )
            for allowed in _POOLS
        )

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request and return the response, its body still on the way and undecoded; "location" is among its extensions."""
        url = request.url
        pool = self._own if request.extensions.get("own") else self._other
        response = await pool.handle_async_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
            )
        )
        # httpx's client reads the Location even where it is told to follow none, and raises on a bad one.
        headers = [(name, value) for name, value in response.headers if name.lower() != b"location"]
        places = [value for name, value in response.headers if name.lower() == b"location"]
        extensions = {**response.extensions, "location": places[0] if places else None}
        return httpx.Response(response.status, headers=headers, stream=_Body(response), extensions=extensions)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._own.aclose()
        await self._other.aclose()


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

    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._response.aiter_stream():
            yield part

    async def aclose(self) -> None:
        await self._response.aclose()
        if _left_over(self._response):
            # httpcore 1.0.9 would take what is left for the answer to the next request on this connection.
            await self._response.extensions["network_stream"].aclose()


def _left_over(response: httpcore.Response) -> bool:
    """Whether a server sent more than its answer. (h11 holds it, and httpcore has no public way to h11.)"""
    connection = getattr(getattr(response.stream, "_stream", None), "_connection", None)
    state = getattr(connection, "_h11_state", None)
    return state is not None and bool(state.trailing_data[0])
