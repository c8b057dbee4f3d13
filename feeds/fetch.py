"""Fetching: one polite, bounded request after another, whatever servers do.

Every request, redirects included, goes through one guard (`feeds.guard`); its time, its bytes and its redirects are bounded; what
goes wrong is a `Failed` in plain words, never an exception.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType
from typing import Self

import h2.exceptions
import hpack
import httpcore
import httpx
import hyperframe.exceptions

from core.errors import UsageError
from core.news import Failed, Fetched, Outcome, Request, Unchanged
from core.settings import Poll
from core.text import line
from core.times import now as clock
from feeds.decode import DecodeError, TooLargeError, decode, layers
from feeds.expiry import expired_on
from feeds.guard import NoSuchHostError, RefusedError, Resolve
from feeds.resolve import Resolver
from feeds.room import Held, Room
from feeds.secrets import Secrets, basic
from feeds.transport import HOP, Hop, Transport
from feeds.turns import Places, Rests, Turns
from feeds.waits import freshness, retry_after
from feeds.words import expired, offline, status_words, trouble_words

ACCEPT = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, application/json;q=0.9, */*;q=0.8"
ACCEPT_PAGE = "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"
ENCODINGS = "gzip, deflate, br, zstd"
MAX_REDIRECTS = 10
AT_ONCE = 32
MOST_AT_ONCE = 400
"""With those that take long; each has a connection."""
_FIRST_LOOK = 1024 * 1024
"""Decoded bytes for which there is room at once; only a body of more is made room for."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_EMPTY = frozenset({204, 205, 206})
"""Statuses of success that bring no feed: 206 is a part, and we ask for no parts."""
_LATER = frozenset({httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE})
_DRAIN = 64 * 1024
"""Bytes read of a body that nobody wants, so that the connection can be used again."""
_IN_THREAD = 512 * 1024
"""Compressed bytes from which unpacking leaves the event loop."""
_LONGEST_VALIDATOR = 4096
_SECOND_LOOK = 5.0
"""Seconds for looking at a certificate that has expired."""
_GAVE_WAY = "too slow for its size: it gave way to other feeds"
_LAST_PORT = 65_535
_EXPECTED = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
    h2.exceptions.H2Error,  # httpcore 1.0.9 lets some of these through
    hpack.HPACKError,
    hyperframe.exceptions.HyperframeError,
    httpx.HTTPError,
    httpx.InvalidURL,
    OSError,
    ValueError,
)
"""What a server, or the way to it, may make the libraries raise."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """One response: what a hop came to."""

    status: int
    headers: Mapping[str, str]
    raw: bytes


class Fetcher:
    """An asynchronous context manager over one transport, whose connections are reused; cookies, caches, proxies and `.netrc` play no part.

    `at_once` bounds the requests under way, those not counted that take long; waiting for a host takes no place of others. `resolve`
    stands in for the system's resolver. `secrets` go with the requests to the feeds that they are for. `room` is what all bodies may
    take in memory together.
    """

    def __init__(self, poll: Poll, *, at_once: int = AT_ONCE, resolve: Resolve | None = None, secrets: Secrets | None = None) -> None:
        self._poll = poll
        self.secrets = secrets or {}
        self._places = Places(at_once, MOST_AT_ONCE)
        self.room = Room()
        self._resolve = resolve
        self._turns = Turns(poll.per_host, poll.gap)
        self.rests = Rests()
        self._transport: Transport | None = None
        self._always: Mapping[bytes, bytes] = {}
        """The headers of every request."""

    async def __aenter__(self) -> Self:
        # Not httpx's client, which does for each request what we want of none: cookies, redirects, logins, hooks.
        self._transport = Transport(self._resolve or Resolver(), allow_local=self._poll.allow_local)
        names = {"Accept": ACCEPT, "Accept-Encoding": ENCODINGS, "Connection": "keep-alive", "User-Agent": user_agent()}
        self._always = {name.encode(): words.encode() for name, words in names.items()}
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self._transport is not None  # noqa: S101  (for the type checker; `__aenter__` has made it)
        await self._transport.aclose()

    async def fetch(self, request: Request, *, trusted: bool, held: Held | None = None) -> Outcome:
        """Ask for one address and return what came of it.

        `trusted`: the user named this address, so its own host may be a local one. The time in `seconds` is that of the requests;
        waiting for a turn at the host is not part of it, nor of the time limit. `held` is the room (`room.holding()`) that the body
        takes until the caller has done with it; None: it takes none once it has come.
        """
        if isinstance(trouble := self.secrets.get(request.url), UsageError):
            return Failed(line(str(trouble)), 0.0)
        if held is None:
            with self.room.holding() as own:
                return await self.fetch(request, trusted=trusted, held=own)
        journey = _Journey(self, request, held, trusted=trusted)
        try:
            outcome = await journey.run()
        except _StopError as stop:
            return Failed(line(str(stop)), journey.seconds, stop.status, stop.wait, offline=stop.offline)
        held.arrive()
        return outcome

    async def ask(self, url: httpx.URL, headers: Mapping[bytes, bytes], budget: float, held: Held, *, own: bool, hop: Hop) -> _Answer:
        """Make one request within `budget` seconds; a connection that had gone stale is tried once more."""
        if self._transport is None:
            raise RuntimeError("a Fetcher is used as a context manager: async with Fetcher(poll) as fetcher")
        login = {b"Authorization": basic(f"{url.username}:{url.password}").encode()} if url.userinfo else {}
        request = httpx.Request("GET", url, headers={**self._always, **headers, **login}, extensions={"own": own})
        HOP.set(hop)
        async with _within(budget, held):
            try:
                return await self._exchange(request, hop, held)
            except (httpcore.RemoteProtocolError, httpcore.ReadError, httpcore.WriteError):
                if hop.connected or hop.doing == "reading":
                    raise
                held.keep(0)
                return await self._exchange(request, hop, held)

    async def certificate(self, url: httpx.URL, *, own: bool) -> bytes:
        """Return the certificate that a host shows, as `Transport.certificate` does."""
        assert self._transport is not None  # noqa: S101  (for the type checker; `ask` has looked)
        return await self._transport.certificate(url, own=own)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the host's turn, then for room among all requests, and until what has come is read."""
        async with self._turns.at(host), self._places.one():
            await self.room.ease()
            yield

    async def _exchange(self, request: httpx.Request, hop: Hop, held: Held) -> _Answer:
        assert self._transport is not None  # noqa: S101  (for the type checker; `ask` has looked)
        hop.doing = "waiting for an answer"
        try:
            response = await self._transport.handle_async_request(request)
        except BaseException:
            if hop.stream is not None:  # httpcore 1.0.9 leaves it open where the time runs out during the TLS handshake
                await hop.stream.aclose()
            raise
        hop.doing = "reading"
        try:
            headers = _headers(response)
            wanted = response.is_success and response.status_code not in _EMPTY
            raw = await self._body(response, headers, held) if wanted else b""
            if not wanted:
                await _drain(response)
            return _Answer(response.status_code, headers, raw)
        finally:
            await response.aclose()

    async def _body(self, response: httpx.Response, headers: Mapping[str, str], held: Held) -> bytes:
        limit = self._poll.max_bytes
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:19]) > limit:
            raise TooLargeError
        parts: list[bytes] = []
        size = 0
        async for part in response.aiter_raw():
            size += len(part)
            if size > limit:
                raise TooLargeError
            await held.grow(len(part))
            parts.append(part)
        return b"".join(parts)


class _StopError(Exception):
    """A fetch ended without a body; the message says why, in words for the screen."""

    def __init__(self, reason: str, status: int | None = None, wait: float | None = None, *, offline: bool = False) -> None:
        super().__init__(reason)
        self.status = status
        self.wait = wait
        self.offline = offline


class _Journey:
    """One fetch: a request, and the redirects that follow from it."""

    def __init__(self, fetcher: Fetcher, request: Request, held: Held, *, trusted: bool) -> None:
        self._fetcher = fetcher
        self._held = held
        self._poll = fetcher._poll  # noqa: SLF001  (the other half of Fetcher)
        self._request = request
        self._trusted = trusted
        self.seconds = 0.0

    async def run(self) -> Outcome:
        """Go from redirect to redirect until something is there to return.

        Raises:
            _StopError: there is not.
        """
        url = _url(self._request.url)
        first = _host(url)
        if self._request.moved_to is not None:
            url = _target(url, self._request.moved_to)
        seen = {str(url)}
        settled = url
        permanent = True
        for number in range(MAX_REDIRECTS + 1):
            answer = await self._hop(
                url, own=self._trusted and _host(url) == first, redirected=number > 0 or self._request.moved_to is not None
            )
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                moved = str(settled) != str(_url(self._request.url)) and not settled.userinfo
                return await self._outcome(url, answer, str(settled) if moved else None)
            permanent = permanent and answer.status in _PERMANENT
            url = _target(url, answer.headers["location"])
            settled = url if permanent else settled
            if str(url) in seen:
                raise _StopError("redirects in a circle", answer.status)
            seen.add(str(url))
        raise _StopError(f"more than {MAX_REDIRECTS} redirects")

    async def _hop(self, url: httpx.URL, *, own: bool, redirected: bool) -> _Answer:
        host = _host(url)
        async with self._fetcher.turn(host):
            if left := self._fetcher.rests.left(host, clock()):
                raise _StopError("not asked: its host asked to be left alone for a while", wait=left)
            hop = Hop()
            started = time.monotonic() - self._held.waited
            try:
                return await self._fetcher.ask(url, self._headers(url), self._left(), self._held, own=own, hop=hop)
            except RefusedError as refusal:
                raise _StopError(f"redirect to a local address refused: {refusal}" if redirected else f"refused: {refusal}") from refusal
            except (TimeoutError, httpcore.TimeoutException) as trouble:
                if self._held.gave_way:
                    raise _StopError(_GAVE_WAY) from trouble
                raise _StopError(f"timed out after {self._poll.timeout:g} s while {hop.doing}") from trouble
            except TooLargeError as trouble:
                raise _StopError(f"larger than {_size(self._poll.max_bytes)}") from trouble
            except (*_EXPECTED, NoSuchHostError) as trouble:
                raise _StopError(trouble_words(trouble) + await self._since(url, trouble, own=own), offline=offline(trouble)) from trouble
            finally:
                self.seconds += time.monotonic() - self._held.waited - started

    async def _since(self, url: httpx.URL, trouble: BaseException, *, own: bool) -> str:
        """Say on which day a certificate expired, where that is the trouble."""
        if not expired(trouble):
            return ""
        with suppress(*_EXPECTED, httpcore.TimeoutException, TimeoutError, RefusedError, NoSuchHostError):
            async with asyncio.timeout(min(self._left(), _SECOND_LOOK)):
                day = expired_on(await self._fetcher.certificate(url, own=own), clock())
                return f" on {day}" if day else ""
        return ""

    def _left(self) -> float:
        return max(self._poll.timeout - self.seconds, 0.001)

    def _headers(self, url: httpx.URL) -> Mapping[bytes, bytes]:
        return {**self._secrets(url), **self._validators()} if self._trusted else {b"Accept": ACCEPT_PAGE.encode(), **self._validators()}

    def _secrets(self, url: httpx.URL) -> Mapping[bytes, bytes]:
        """Return what only the feed's own host may see, and nothing on the way to another."""
        secrets = self._fetcher.secrets.get(self._request.url)
        if secrets is None or isinstance(secrets, UsageError) or _host(url) != _host(_url(self._request.url)):
            return {}
        return {name.title().encode("ascii"): value.encode() for name, value in secrets.items()}

    def _validators(self) -> Mapping[bytes, bytes]:
        """Return the conditions of the request: what the server said last time, byte for byte."""
        known = {b"If-None-Match": self._request.etag, b"If-Modified-Since": self._request.last_modified}
        return {name: words.encode("latin-1", "replace") for name, words in known.items() if words and len(words) < _LONGEST_VALIDATOR}

    async def _outcome(self, url: httpx.URL, answer: _Answer, moved_to: str | None) -> Outcome:
        now = clock()
        fresh = freshness(answer.headers, now)
        asked = retry_after(answer.headers, now)
        match answer.status:
            case 304 if self._validators():
                return Unchanged(
                    self.seconds,
                    fresh if asked is None else max(asked, fresh or 0.0),
                    answer.headers.get("etag"),
                    answer.headers.get("last-modified"),
                    moved_to,
                )
            case status if 200 <= status < 300 and status not in _EMPTY:  # noqa: PLR2004  (the class of success, RFC 9110, section 15)
                body = await self._decoded(answer)
                return Fetched(
                    url=_shown(url),
                    body=body,
                    headers=answer.headers,
                    status=status,
                    seconds=self.seconds,
                    moved_to=moved_to,
                    wait=fresh if asked is None else max(asked, fresh or 0.0),
                )
            case status:
                if asked and status in _LATER:
                    # A feed is refused for the sake of the whole host.
                    self._fetcher.rests.begin(_host(url), now + timedelta(seconds=asked), now)
                return Failed(status_words(status), self.seconds, status, asked, gone=status == httpx.codes.GONE)

    async def _decoded(self, answer: _Answer) -> bytes:
        limit = self._poll.max_bytes
        if not layers(answer.raw, answer.headers.get("content-encoding", "")):
            return answer.raw
        try:
            async with _within(self._left(), self._held):
                try:
                    body = await self._unpacked(answer, min(limit, _FIRST_LOOK))
                except TooLargeError:
                    if limit <= _FIRST_LOOK:
                        raise
                    body = await self._unpacked(answer, limit)
        except DecodeError as trouble:
            raise _StopError(str(trouble), answer.status) from trouble
        except TooLargeError as trouble:
            raise _StopError(f"larger than {_size(limit)} once decompressed", answer.status) from trouble
        except TimeoutError as trouble:
            raise _StopError(_GAVE_WAY, answer.status) from trouble
        self._held.keep(len(body))
        return body

    async def _unpacked(self, answer: _Answer, limit: int) -> bytes:
        encoding = answer.headers.get("content-encoding", "")
        await self._held.grow(limit)
        try:
            if encoding and len(answer.raw) > _IN_THREAD:
                return await asyncio.to_thread(decode, answer.raw, encoding, limit)
            return decode(answer.raw, encoding, limit)
        except TooLargeError:
            self._held.keep(len(answer.raw))
            raise


@asynccontextmanager
async def _within(seconds: float, held: Held) -> AsyncIterator[None]:
    """Bound the time of the block, which may end sooner where others need the room that it holds."""
    async with asyncio.timeout(seconds) as limit:
        held.limit = limit
        try:
            yield
        finally:
            held.limit = None


def user_agent() -> str:
    """Return how we name ourselves: the program, its version, and its home page where the package states one."""
    from importlib import metadata  # noqa: PLC0415  (33 ms, and wanted only here)

    try:
        about = metadata.metadata("negotiation-watch")
    except metadata.PackageNotFoundError:
        return "Mozilla/5.0 (compatible; negotiation-watch)"
    pages = [row.partition(",")[2].strip() for row in about.get_all("Project-URL") or ()]
    home = f"; +{pages[0]}" if pages else ""
    return f"Mozilla/5.0 (compatible; negotiation-watch/{about['Version']}{home})"


def _url(words: str) -> httpx.URL:
    try:
        url = httpx.URL(words.strip())
        _ = url.host  # which raises on a name that IDNA does not allow
    except (httpx.InvalidURL, ValueError, TypeError) as trouble:
        raise _StopError("no valid address") from trouble
    if url.scheme not in ("http", "https"):
        raise _StopError(f'"{url.scheme[:20]}:" is no address of the web' if url.scheme else "no valid address")
    if not url.host:
        raise _StopError("no valid address: it names no host")
    if url.port is not None and not 0 < url.port <= _LAST_PORT:
        raise _StopError("no valid address: there is no such port")
    return url.copy_with(fragment=None) if url.fragment else url


def _target(url: httpx.URL, location: str) -> httpx.URL:
    """Resolve the Location of a redirect; only the web's schemes, and never from https down to http."""
    try:
        # Headers are read as Latin-1; an address that is not ASCII is UTF-8 in truth.
        words = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
        joined = url.join(words)
        _ = joined.host  # as above
    except (httpx.InvalidURL, ValueError, TypeError) as trouble:
        raise _StopError("redirects to no valid address") from trouble
    if joined.scheme not in ("http", "https") or not joined.host:
        raise _StopError(f'redirect to "{joined.scheme[:20]}:" refused')
    if joined.port is not None and not 0 < joined.port <= _LAST_PORT:
        raise _StopError("redirects to no valid address")
    if url.scheme == "https" and joined.scheme == "http":
        raise _StopError("redirect from https to plain http refused")
    return joined.copy_with(fragment=None) if joined.fragment else joined


def _host(url: httpx.URL) -> str:
    """Name a host: scheme, name and port."""
    return f"{url.scheme}://{url.host.lower().rstrip('.')}:{url.port or (443 if url.scheme == 'https' else 80)}"


def _shown(url: httpx.URL) -> str:
    """Return an address without the name and password it may hold."""
    return str(url.copy_with(userinfo=b"") if url.userinfo else url)


def _headers(response: httpx.Response) -> dict[str, str]:
    """Return the headers with lower-case names, byte for byte as Latin-1; a repeated one counts once, lists are joined."""
    headers: dict[str, str] = {}
    location = response.extensions.get("location")
    if location is not None:
        headers["location"] = location.decode("latin-1")
    for raw_name, raw_value in response.headers.raw:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name in headers and name in ("cache-control", "content-encoding", "link", "vary"):
            headers[name] += ", " + value
        elif name != "set-cookie":
            headers.setdefault(name, value)
    return headers


async def _drain(response: httpx.Response) -> None:
    size = 0
    async for part in response.aiter_raw():
        size += len(part)
        if size > _DRAIN:
            return


def _size(count: int) -> str:
    """Write a number of bytes for people.

    >>> _size(16 * 1024 * 1024)
    '16 MiB'
    """
    for unit, of in (("MiB", 1024 * 1024), ("KiB", 1024)):
        if count >= of:
            return f"{count / of:.3g} {unit}"
    return f"{count} bytes"
