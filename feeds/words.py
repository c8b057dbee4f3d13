"""What went wrong on the wire, in words for the screen."""

import errno
import socket
import ssl
from collections.abc import Iterator
from http import HTTPStatus

import h2.exceptions
import hpack
import httpcore
import httpx
import hyperframe.exceptions

from core.text import line
from feeds.expiry import EXPIRED
from feeds.guard import NoSuchHostError, RefusedError

_ERRNO = {
    errno.ECONNREFUSED: "connection refused",
    errno.ECONNRESET: "connection reset by the server",
    errno.EPIPE: "connection closed by the server",
    errno.ECONNABORTED: "connection aborted",
    errno.ENETUNREACH: "no network",
    errno.EHOSTUNREACH: "host unreachable",
    errno.ENETDOWN: "no network",
    errno.ETIMEDOUT: "timed out while connecting",
    errno.EACCES: "connection not permitted by this machine",
    errno.EPERM: "connection not permitted by this machine",
    errno.EMFILE: "too many open files on this machine",
    errno.ENFILE: "too many open files on this machine",
}
_OFFLINE = frozenset({errno.ENETUNREACH, errno.ENETDOWN})
# X509_V_ERR_* of OpenSSL.
_CERTIFICATE = {
    9: "certificate not valid yet",
    EXPIRED: "certificate expired",
    18: "certificate signed by the server itself",
    19: "certificate signed by an authority that this machine does not know",
    20: "certificate signed by an authority that this machine does not know",
    21: "certificate chain incomplete",
    23: "certificate revoked",
    62: "certificate is for another host name",
    64: "certificate is for another address",
}
_EXCHANGE: tuple[tuple[type[BaseException], str], ...] = (
    (httpcore.ReadError, "connection lost while reading"),
    (httpcore.WriteError, "connection lost while asking"),
    (httpcore.ConnectError, "cannot connect"),
)

_BROKEN = (httpcore.ProtocolError, h2.exceptions.H2Error, hpack.HPACKError, hyperframe.exceptions.HyperframeError)
"""An answer against the rules; httpcore 1.0.9 lets some errors of the libraries below it through."""
EXPECTED = (
    *_BROKEN,
    httpcore.NetworkError,
    httpcore.UnsupportedProtocol,
    httpx.HTTPError,
    httpx.InvalidURL,
    NoSuchHostError,
    OSError,
    ValueError,
)
"""What a server, or the way to it, may make the libraries raise; a time limit apart."""


def status_words(status: int) -> str:
    """Name an HTTP status, in the words of the standard and not the server's.

    >>> status_words(503)
    'HTTP 503 Service Unavailable'
    """
    match status:
        case HTTPStatus.GONE:
            return "410: gone for good"
        case HTTPStatus.UNAUTHORIZED:
            return "HTTP 401 Unauthorized: wants a name and a password"
        case HTTPStatus.FORBIDDEN:
            return "HTTP 403 Forbidden: the server refuses us"
        case HTTPStatus.TOO_MANY_REQUESTS:
            return "HTTP 429 Too Many Requests: asked too often"
    try:
        return f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"HTTP {status}"


def trouble_words(trouble: BaseException) -> str:
    """Say what a failed exchange failed of; harmless text, never a password or an address with one."""
    causes = list(_causes(trouble))
    for say in (_our_words, _system_words):
        for cause in causes:
            if words := say(cause):
                return line(words)
    return line(_exchange_words(trouble))


def expired(trouble: BaseException) -> bool:
    """Whether a failed exchange failed of a certificate that has expired."""
    return any(isinstance(cause, ssl.SSLCertVerificationError) and cause.verify_code == EXPIRED for cause in _causes(trouble))


def offline(trouble: BaseException) -> bool:
    """Whether a failed exchange failed of this machine's network, so that no server heard of it."""
    return any(
        (isinstance(cause, OSError) and cause.errno in _OFFLINE) or (isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_AGAIN)
        for cause in _causes(trouble)
    )


def _causes(trouble: BaseException) -> Iterator[BaseException]:
    """Walk from an error to what it came from, deepest first, through groups too."""
    chain: list[BaseException] = []
    ahead: list[BaseException] = [trouble]
    while ahead:
        at = ahead.pop()
        if any(at is known for known in chain):
            continue
        chain.append(at)
        if isinstance(at, BaseExceptionGroup):
            ahead.extend(at.exceptions)
        ahead.extend(other for other in (at.__context__, at.__cause__) if other is not None)
    return reversed(chain)


def _our_words(cause: BaseException) -> str | None:
    match cause:
        case RefusedError():
            return f"refused: {cause}"
        case NoSuchHostError():
            return f"no such host: {cause}"
        case _:
            return None


def _system_words(cause: BaseException) -> str | None:
    match cause:
        case ssl.SSLCertVerificationError():
            return _CERTIFICATE.get(cause.verify_code, f"certificate not trusted: {cause.verify_message}")
        case ssl.SSLError():
            return f"no secure connection: {(cause.reason or 'TLS failed').replace('_', ' ').lower()}"
        case OSError(errno=int(number)):
            return _ERRNO.get(number)
        case _:
            return None


def _exchange_words(trouble: BaseException) -> str:
    words = str(trouble)
    if words.startswith("<StreamReset"):  # httpcore 1.0.9 shows h2's event
        return "connection reset by the server"
    if words.startswith("<ConnectionTerminated"):
        return "connection closed by the server"
    if isinstance(trouble, httpcore.RemoteProtocolError):
        if "without sending complete message body" in words or "incomplete chunked read" in words:
            return "response cut off"
        return "server closed the connection without an answer" if "disconnected" in words else _broken(words)
    if isinstance(trouble, _BROKEN):
        return _broken(words)
    for kind, told in _EXCHANGE:
        if isinstance(trouble, kind):
            return told
    return f"cannot be fetched: {words or type(trouble).__name__}"


def _broken(words: str) -> str:
    """Say what is wrong with an answer, without the bytes that h11 repeats."""
    return "broken HTTP: " + ("headers without end" if words == "Receive buffer too long" else words.partition(": bytearray(")[0])
