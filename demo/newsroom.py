"""The demo's newsroom on the wire: an HTTP server on the loopback interface whose outlets publish as its clock goes on."""

import gzip
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import SHUT_RDWR, socket
from socketserver import TCPServer
from threading import Condition, Thread
from types import TracebackType
from typing import Any, ClassVar, Self

from core.settings import Feed, Settings
from demo.feeds import Page, article, feed, front, index
from demo.story import Story, load, outage

EVERY = 5.0
"""Seconds of the story between two polls of a feed."""
_SOONEST = 0.5
"""Seconds between two polls at least, however fast the story goes."""
NAME = "Demo: invented outlets and figures"
"""What is watched."""
_SMALL = 256
_IDLE = 60.0


class Newsroom:
    """Serves a story from the moment it is entered (`with Newsroom() as newsroom`) until it is left.

    `clock` gives seconds, from any start; a second of it is `pace` seconds of the story.
    """

    def __init__(self, story: Story | None = None, clock: Callable[[], float] = time.monotonic, pace: float = 1.0) -> None:
        self.story = load() if story is None else story
        self._clock = clock
        self._pace = pace
        self._began: float
        self._server: _Server
        self._thread: Thread

    def __enter__(self) -> Self:
        self._began = self._clock()
        self._server = _Server(self)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, name="newsroom", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """The address of the page that lists the outlets, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """The feeds as a configuration names them."""
        return tuple(
            Feed(
                name=outlet.name,
                url=f"{self.url}/{outlet.id}/feed",
                lang=outlet.lang,
                owner=outlet.owner,
                role=outlet.role,
                every=self.every,
                full_text=outlet.full_text,
            )
            for outlet in self.story.outlets
        )

    @property
    def every(self) -> float:
        """Seconds between two polls of a feed."""
        return max(EVERY / self._pace, _SOONEST)

    @property
    def moment(self) -> float:
        """Seconds of the story since its start."""
        return (self._clock() - self._began) * self._pace

    def page(self, path: str) -> Page | HTTPStatus | None:
        """Return what stands at a path now: a page, a status of failure, or None where the connection is to be dropped."""
        moment, name, rest = self.moment, *path.strip("/").partition("/")[::2]
        outlet = self.story.outlet(name)
        if outlet is None:
            return HTTPStatus.NOT_FOUND if name else index(self.story, self.url)
        if trouble := outage(outlet, moment):
            return None if trouble.silent else HTTPStatus.SERVICE_UNAVAILABLE
        match rest:
            case "feed":
                page = feed(outlet, moment, self.url)
            case "":
                page = front(outlet, moment, self.url)
            case item:
                page = article(outlet, item, moment, self.url)
        return page or HTTPStatus.NOT_FOUND


def settings(base: Settings, newsroom: Newsroom) -> Settings:
    """Return a configuration that follows the newsroom: its feeds in place of those of `base`, asked often and without waiting.

    Whatever is made with it bears the demo's name: the story has real people in it, and figures that nobody said.
    """
    poll = replace(base.poll, every=newsroom.every, per_host=len(newsroom.feeds), gap=0.0, allow_local=True)
    return replace(base, negotiation=replace(base.negotiation, name=NAME), feed=newsroom.feeds, poll=poll)


class _Server(ThreadingHTTPServer):
    request_queue_size = 64

    def __init__(self, newsroom: Newsroom) -> None:
        self.newsroom = newsroom
        self._open: set[socket] = set()
        self._changed = Condition()
        super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        # Not HTTPServer's: it asks the resolver for the name of 127.0.0.1, which can take seconds without a network.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def process_request(self, request: socket, client_address: Any) -> None:  # type: ignore[override]
        with self._changed:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: socket) -> None:  # type: ignore[override]
        super().shutdown_request(request)
        with self._changed:
            self._open.discard(request)
            self._changed.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle of an answer is no news."""

    def server_close(self) -> None:
        super().server_close()
        with self._changed:
            for request in self._open:
                with suppress(OSError):  # the other end was quicker
                    request.shutdown(SHUT_RDWR)
            self._changed.wait_for(lambda: not self._open, timeout=5)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "newsroom"
    sys_version = ""
    timeout = _IDLE
    server: _Server
    wbufsize: ClassVar[int] = -1

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: standard error belongs to the program."""

    def _answer(self, *, body: bool) -> None:
        match self.server.newsroom.page(self.path.partition("?")[0]):
            case None:
                self.close_connection = True
            case HTTPStatus() as status:
                self._send(status, f"{status.phrase}\n".encode(), {"Content-Type": "text/plain; charset=utf-8"}, body=body)
            case page:
                headers = {"ETag": page.etag, "Last-Modified": format_datetime(page.modified, usegmt=True), "Vary": "Accept-Encoding"}
                if self._fresh(page):
                    self._send(HTTPStatus.NOT_MODIFIED, b"", headers, body=False)
                else:
                    self._send(HTTPStatus.OK, page.body, headers | {"Content-Type": page.type}, body=body)

    def _fresh(self, page: Page) -> bool:
        """Whether the client has this version already (RFC 9110, 13.2.2: the date counts only where no validator is sent)."""
        if (tags := self.headers["If-None-Match"]) is not None:
            return page.etag in [tag.strip() for tag in tags.split(",")]
        try:
            return page.modified.replace(microsecond=0) <= parsedate_to_datetime(self.headers["If-Modified-Since"])
        except (TypeError, ValueError):
            return False

    def _send(self, status: HTTPStatus, content: bytes, headers: dict[str, str], *, body: bool) -> None:
        if len(content) > _SMALL and "gzip" in self.headers.get("Accept-Encoding", ""):
            content = gzip.compress(content, mtime=0)
            headers = headers | {"Content-Encoding": "gzip"}
        self.send_response(status)
        for name, words in headers.items():
            self.send_header(name, words)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body:
            self.wfile.write(content)
