"""Receivers on the loopback interface: they take what is sent, and keep it."""

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from threading import Thread
from typing import Any
from xml.sax.saxutils import escape

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

CERTIFICATE = Path(__file__).parents[1] / "feeds" / "self_signed.pem"
"""Of "localhost", by itself."""


@dataclass
class Web:
    """What was posted; `statuses` are answered one after another, the last for ever."""

    url: str
    posts: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=lambda: [200])
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def documents(self) -> list[Any]:
        return [json.loads(body) for _, _, body in self.posts]


@contextmanager
def web(host: str = "127.0.0.1") -> Iterator[Web]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            kept.posts.append((self.path, dict(self.headers), body))
            self.send_response(kept.statuses.pop(0) if len(kept.statuses) > 1 else kept.statuses[0])
            for name, value in kept.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((host, 0), Handler)
    server.daemon_threads = True
    kept = Web(f"http://{host}:{server.server_port}")
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield kept
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Box:
    """What mail came in."""

    server: str
    mails: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)
    refuse: str | None = None

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802  (the library's name)
        if self.refuse:
            return self.refuse
        made = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(made, EmailMessage)
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, made))
        return "250 kept"


@contextmanager
def mailbox(security: str = "none", password: str | None = None) -> Iterator[Box]:
    """Take mail: in the open, after STARTTLS or in TLS from the start (for "localhost"), from whom has the password if there is one."""

    def known(_: Any, __: Any, ___: Any, ____: Any, given: Any) -> AuthResult:
        return AuthResult(success=given.password == (password or "").encode(), handled=False)

    box = Box("")
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    login: dict[str, Any] = {} if password is None else {"authenticator": known, "auth_required": True, "auth_require_tls": False}
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=port,
        ssl_context=server_tls() if security == "tls" else None,
        tls_context=server_tls() if security == "starttls" else None,
        require_starttls=security == "starttls",
        **login,
    )
    controller.start()
    box.server = f"127.0.0.1:{port}" if security == "none" else f"localhost:{port}"
    try:
        yield box
    finally:
        controller.stop()


def server_tls() -> ssl.SSLContext:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATE)
    return tls


@contextmanager
def outlets(**texts: str) -> Iterator[dict[str, str]]:
    """Outlets on the wire, each with an item of now; yields the addresses of their feeds."""
    now = format_datetime(datetime.now(UTC))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.strip("/")
            item = (
                f"<item><guid isPermaLink='false'>{name}</guid><link>https://{name}.example/1</link><title>News of {name}</title>"
                f"<pubDate>{now}</pubDate><description>{escape(texts.get(name, ''))}</description></item>"
            )
            body = f"<rss version='2.0'><channel><title>{name}</title>{item}</channel></rss>".encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield {name: f"http://127.0.0.1:{server.server_port}/{name}" for name in texts}
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
