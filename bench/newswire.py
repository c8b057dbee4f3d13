"""Feeds on the loopback interface that never stop telling news, for the harnesses beside this file, and what they have told so far."""

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

LISTED = 30
"""Items in a document."""
SENTENCE = "Russia and Ukraine exchanged {number} prisoners of war each on Thursday, the defence ministry said."


class Newswire:
    """A server of `count` feeds, each with a new item every `pause` seconds; every fifth item is edited once. A context manager.

    `trouble`: every so manieth feed misbehaves, each time in another way; 0: none does.
    """

    def __init__(self, count: int = 4, pause: float = 0.2, trouble: int = 0) -> None:
        self.count, self.pause, self.trouble = count, pause, trouble
        self.told: dict[str, set[str]] = {}
        """By GUID, each text that an item has had."""
        self.asked = 0
        self._started = time.monotonic()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def feeds(self) -> list[str]:
        """Return the addresses of the feeds."""
        return [f"http://127.0.0.1:{self._server.server_port}/{number}" for number in range(self.count)]

    def document(self, feed: str) -> bytes:
        """Return what a feed tells at this moment."""
        last = int((time.monotonic() - self._started) / self.pause)
        rows = []
        with self._lock:
            self.asked += 1
            for number in range(max(0, last - LISTED), last):
                guid = f"{feed}-{number}"
                edited = number % 5 == 0 and last - number > LISTED // 2
                text = SENTENCE.format(number=100 + number) + " It went on." * 20 + (" And it was edited." if edited else " And so it was.")
                self.told.setdefault(guid, set()).add(text)
                rows.append(
                    f"<item><guid isPermaLink='false'>{guid}</guid><title>News {guid}</title><description>{text}</description></item>"
                )
        return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire {feed}</title>{''.join(rows)}</channel></rss>".encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        wire = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                number = int(self.path.strip("/"))
                body = wire.document(str(number))
                if wire.trouble and number % wire.trouble == 0:
                    misbehave(self, body, wire.asked % 6)
                else:
                    send(self, body)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def send(handler: BaseHTTPRequestHandler, body: bytes, length: int | None = None) -> None:
    """Answer with a body; `length` is told where it is not the true one."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/rss+xml")
    handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()
    handler.wfile.write(body)


def misbehave(handler: BaseHTTPRequestHandler, body: bytes, way: int) -> None:
    """Answer late, with an error, half, not at all, too deep, or too much."""
    match way:
        case 0:
            time.sleep(1)
            send(handler, body)
        case 1:
            handler.send_error(503)
        case 2:
            send(handler, body[: len(body) // 2], len(body))
            handler.close_connection = True
        case 3:
            handler.close_connection = True
        case 4:
            send(handler, b"<rss>" + b"<x>" * 50_000)
        case _:
            send(handler, b"<rss><channel>" + b"<item><title>a</title></item>" * 20_000 + b"</channel></rss>")


def configure(folder: Path) -> Path:
    """Write a configuration that asks the loopback interface as often as it can."""
    path = folder / "config.toml"
    path.write_text("[poll]\ngap = 0\nper_host = 8\nallow_local = true\n")
    return path
