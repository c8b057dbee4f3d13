"""Fetching: one polite, bounded request after another, whatever servers do.

Every request, redirects included, goes through one guard (`feeds.guard`); its time, its bytes and its redirects are bounded; what
goes wrong is a `Failed` in plain words, never an exception.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from types import TracebackType
from typing import Self

import httpcore
import httpx

from core.errors import UsageError
from core.news import Failed, Fetched, Outcome, Request, Unchanged
from core.settings import Poll
from core.text import line
from core.times import now as clock
from feeds.address import AddressError, host_of, redirected, shown, web_url
from feeds.agent import ACCEPT_PAGE, our_headers
from feeds.decode import DecodeError, TooLargeError
from feeds.exchange import EMPTY, Answer, ask, unpack
from feeds.expiry import expired_on
from feeds.guard import RefusedError, Resolve
from feeds.resolve import Resolver
from feeds.room import Held, Room
from feeds.secrets import Secrets, basic
from feeds.transport import Hop, Transport
from feeds.turns import Places, Rests, Turns
from feeds.waits import ASK_TO_WAIT, freshness, retry_after
from feeds.words import EXPECTED, expired, offline, status_words, trouble_words

MAX_REDIRECTS = 10
AT_ONCE = 32
MOST_AT_ONCE = 400
"""With those that take long; each has a connection."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_LONGEST_VALIDATOR = 4096
_SECOND_LOOK = 5.0
"""Seconds for looking at a certificate that has expired."""
_GAVE_WAY = "too slow for its size: it gave way to other feeds"


class Fetcher:
    """An asynchronous context manager over one transport, whose connections are reused; cookies, caches, proxies and `.netrc` play no part.

    `at_once` bounds the requests under way, those not counted that take long; waiting for a host takes no place of others. `resolve`
    stands in for the system's resolver. `secrets` go with the requests to the feeds that they are for. `room` is what all bodies may
    take in memory together.

    Raises:
        UsageError: on entering it, where the certificates that the environment names cannot be read.
    """

    def __init__(self, poll: Poll, *, at_once: int = AT_ONCE, resolve: Resolve | None = None, secrets: Secrets | None = None) -> None:
        self.poll = poll
        self.secrets = secrets or {}
        self.room = Room()
        self.rests = Rests()
        self._places = Places(at_once, MOST_AT_ONCE)
        self._turns = Turns(poll.per_host, poll.gap)
        self._resolve = resolve
        self._transport: Transport | None = None

    async def __aenter__(self) -> Self:
        # Not httpx's client, which does for each request what we want of none: cookies, redirects, logins, hooks.
        self._transport = Transport(self._resolve or Resolver(), allow_local=self.poll.allow_local)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.transport.aclose()

    @property
    def transport(self) -> Transport:
        """The way to the sockets.

        Raises:
            RuntimeError: the fetcher was not entered.
        """
        if self._transport is None:
            raise RuntimeError("a Fetcher is used as a context manager: async with Fetcher(poll) as fetcher")
        return self._transport

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
        except AddressError as refusal:
            return Failed(line(str(refusal)), journey.seconds)
        except _StopError as stop:
            return Failed(line(str(stop)), journey.seconds, stop.status, stop.wait, offline=stop.offline)
        held.arrive()
        return outcome

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for the host's turn, then for room among all requests, and until what has come is read."""
        async with self._turns.at(host), self._places.one():
            await self.room.ease()
            yield


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
        self._poll = fetcher.poll
        self._held = held
        self._request = request
        self._trusted = trusted
        self._home = ""
        """The host that was asked for first."""
        self.seconds = 0.0

    async def run(self) -> Outcome:
        """Go from redirect to redirect until something is there to return.

        Raises:
            AddressError, _StopError: there is not.
        """
        asked = url = web_url(self._request.url)
        self._home = host_of(asked)
        if self._request.moved_to is not None:
            url = redirected(url, self._request.moved_to)
        seen = {str(url)}
        settled = url
        permanent = True
        for number in range(MAX_REDIRECTS + 1):
            answer = await self._hop(url, led=number > 0 or self._request.moved_to is not None)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                moved = str(settled) != str(asked) and not settled.userinfo
                return await self._outcome(url, answer, str(settled) if moved else None)
            permanent = permanent and answer.status in _PERMANENT
            url = redirected(url, answer.headers["location"])
            settled = url if permanent else settled
            if str(url) in seen:
                raise _StopError("redirects in a circle", answer.status)
            seen.add(str(url))
        raise _StopError(f"more than {MAX_REDIRECTS} redirects")

    async def _hop(self, url: httpx.URL, *, led: bool) -> Answer:
        """Make one request of the journey, at an address to which a redirect `led` or not."""
        host = host_of(url)
        own = self._trusted and host == self._home
        async with self._fetcher.turn(host):
            if left := self._fetcher.rests.left(host, clock()):
                raise _StopError("not asked: its host asked to be left alone for a while", wait=left)
            hop = Hop()
            started = time.monotonic() - self._held.waited
            try:
                request = httpx.Request("GET", url, headers=self._headers(url), extensions={"own": own})
                limit = self._poll.max_bytes
                return await ask(self._fetcher.transport, request, self._held, hop=hop, seconds=self._left(), limit=limit)
            except RefusedError as refusal:
                raise _StopError(f"redirect to a local address refused: {refusal}" if led else f"refused: {refusal}") from refusal
            except (TimeoutError, httpcore.TimeoutException) as trouble:
                if self._held.gave_way:
                    raise _StopError(_GAVE_WAY) from trouble
                raise _StopError(f"timed out after {self._poll.timeout:g} s while {hop.doing}") from trouble
            except TooLargeError as trouble:
                raise _StopError(f"larger than {_size(self._poll.max_bytes)}") from trouble
            except EXPECTED as trouble:
                raise _StopError(trouble_words(trouble) + await self._since(url, trouble, own=own), offline=offline(trouble)) from trouble
            finally:
                self.seconds += time.monotonic() - self._held.waited - started

    async def _since(self, url: httpx.URL, trouble: BaseException, *, own: bool) -> str:
        """Say on which day a certificate expired, where that is the trouble."""
        if not expired(trouble):
            return ""
        with suppress(*EXPECTED, httpcore.TimeoutException, RefusedError):
            async with asyncio.timeout(min(self._left(), _SECOND_LOOK)):
                day = expired_on(await self._fetcher.transport.certificate(url, own=own), clock())
                return f" on {day}" if day else ""
        return ""

    def _left(self) -> float:
        return max(self._poll.timeout - self.seconds, 0.001)

    def _headers(self, url: httpx.URL) -> Mapping[bytes, bytes]:
        special = self._secrets(url) if self._trusted else {b"Accept": ACCEPT_PAGE.encode()}
        login = {b"Authorization": basic(f"{url.username}:{url.password}").encode()} if url.userinfo else {}
        return {**our_headers(), **special, **self._validators(), **login}

    def _secrets(self, url: httpx.URL) -> Mapping[bytes, bytes]:
        """Return what only the feed's own host may see, and nothing on the way to another."""
        secrets = self._fetcher.secrets.get(self._request.url)
        if secrets is None or isinstance(secrets, UsageError) or host_of(url) != self._home:
            return {}
        return {name.title().encode("ascii"): value.encode() for name, value in secrets.items()}

    def _validators(self) -> Mapping[bytes, bytes]:
        """Return the conditions of the request: what the server said last time, byte for byte."""
        known = {b"If-None-Match": self._request.etag, b"If-Modified-Since": self._request.last_modified}
        return {name: words.encode("latin-1", "replace") for name, words in known.items() if words and len(words) < _LONGEST_VALIDATOR}

    async def _outcome(self, url: httpx.URL, answer: Answer, moved_to: str | None) -> Outcome:
        now = clock()
        fresh = freshness(answer.headers, now)
        asked = retry_after(answer.headers, now)
        wait = fresh if asked is None else max(asked, fresh or 0.0)
        match answer.status:
            case 304 if self._validators():
                return Unchanged(self.seconds, wait, answer.headers.get("etag"), answer.headers.get("last-modified"), moved_to)
            case status if 200 <= status < 300 and status not in EMPTY:  # noqa: PLR2004  (the class of success, RFC 9110, section 15)
                body = await self._unpacked(answer)
                return Fetched(
                    url=shown(url),
                    body=body,
                    headers=answer.headers,
                    status=status,
                    seconds=self.seconds,
                    moved_to=moved_to,
                    wait=wait,
                )
            case status:
                if asked and status in ASK_TO_WAIT:
                    # A feed is refused for the sake of the whole host.
                    self._fetcher.rests.begin(host_of(url), now + timedelta(seconds=asked), now)
                return Failed(status_words(status), self.seconds, status, asked, gone=status == httpx.codes.GONE)

    async def _unpacked(self, answer: Answer) -> bytes:
        limit = self._poll.max_bytes
        try:
            async with self._held.within(self._left()):
                body = await unpack(answer, self._held, limit)
        except DecodeError as trouble:
            raise _StopError(str(trouble), answer.status) from trouble
        except TooLargeError as trouble:
            raise _StopError(f"larger than {_size(limit)} once decompressed", answer.status) from trouble
        except TimeoutError as trouble:
            raise _StopError(_GAVE_WAY, answer.status) from trouble
        self._held.keep(len(body))
        return body


def _size(count: int) -> str:
    """Write a number of bytes for people.

    >>> _size(16 * 1024 * 1024)
    '16 MiB'
    """
    for unit, of in (("MiB", 1024 * 1024), ("KiB", 1024)):
        if count >= of:
            return f"{count / of:.3g} {unit}"
    return f"{count} bytes"
