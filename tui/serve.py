"""The dashboard in a browser: `textual-serve`, behind a token and a look at who asks.

By itself it lets in whoever reaches it, and a page of any site may open its WebSocket and type. Here every request has to bring the
token, once as part of the address and from then on as a cookie that no other site can send; it has to name a host that is ours, so that
no foreign name leads here; and a WebSocket has to come from our own page. The page asks for nothing elsewhere: no fonts, no scripts.
"""

import asyncio
import html
import json
from contextlib import suppress
from hmac import compare_digest
from secrets import token_urlsafe
from string import Template
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.server import Server

LEAVE_SECONDS = 2.0
SMALLEST, LARGEST = 20, 500
"""Columns and lines that a browser may ask for."""
_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>$title</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/static/css/xterm.css">
<style>
html, body { margin: 0; height: 100%; background: #121212; color: #e0e0e0; font-family: monospace; }
#terminal { width: 100vw; height: 100vh; }
#ended { display: none; padding: 2em; }
body.-closed #ended { display: block; }
body.-closed #terminal { display: none; }
</style>
<script nonce="$nonce">
history.replaceState(null, "", "/");
const entering = setInterval(() => {
  const keys = document.querySelector(".xterm-helper-textarea");
  if (keys) { keys.focus(); clearInterval(entering); }
}, 50);
</script>
<script src="/static/js/textual.js"></script>
</head>
<body>
<p id="ended">The dashboard has ended. <a href="/">Open it again</a></p>
<div id="terminal" class="textual-terminal" data-session-websocket-url="$socket" data-font-size="$size"></div>
</body>
</html>
""")


class Dashboards(Server):
    """Serves a dashboard, a process of its own, to each of a few visitors."""

    def __init__(self, command: str, host: str, port: int, *, token: str, visitors: int, title: str, names: frozenset[str] | None) -> None:
        """Prepare to serve what `command` shows on `host`, to so many `visitors` at once who know the token.

        `names` are the hosts that requests may name; None: any.
        """
        super().__init__(command, host, port, title)
        self._token = token
        self._most = visitors
        self._sockets: set[web.WebSocketResponse] = set()
        self._coming = 0
        self._names = names

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds the token: cookies know no ports, so that it names one."""
        return f"negotiation-watch-{self.port}"

    async def application(self) -> web.Application:
        """Return the application, as aiohttp runs it."""
        app: web.Application = await self._make_app()
        app.middlewares.append(self._guard)
        app.on_shutdown.append(self._close_all)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Say nothing: who began it does."""

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Let nobody in who does not know the token, and no page of another site."""
        if self._names is not None and request.host not in self._names:
            raise web.HTTPForbidden(text="This address does not lead here.\n")
        given = request.cookies.get(self.cookie) or request.query.get("token", "")
        if not compare_digest(given.encode(), self._token.encode()):
            raise web.HTTPForbidden(text="Open the address that was printed when this was started: it holds the token.\n")
        origin = request.headers.get("Origin")
        ours = (f"http://{request.host}", f"https://{request.host}")
        if (origin is not None or request.path == "/ws") and origin not in ours:
            raise web.HTTPForbidden(text="This page may not use the dashboard.\n")
        answer: web.StreamResponse = await handler(request)
        return answer

    async def handle_index(self, request: web.Request) -> web.Response:
        """Return the page, and the cookie with it."""
        if self._full:
            raise web.HTTPServiceUnavailable(text=f"{self._most} visitors are here already, and no more are let in; try again later.\n")
        nonce = token_urlsafe(16)
        secure = request.headers.get("X-Forwarded-Proto") == "https"
        socket = f"{'wss' if secure else 'ws'}://{request.host}/ws"
        page = _PAGE.substitute(title=html.escape(self.title), nonce=nonce, socket=html.escape(socket), size=16)
        answer = web.Response(text=page, content_type="text/html")
        answer.set_cookie(self.cookie, self._token, httponly=True, samesite="Strict", secure=secure)
        answer.headers["Content-Security-Policy"] = (
            f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; font-src 'self'; "
            f"img-src 'self' data:; connect-src {socket}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
        )
        answer.headers["Referrer-Policy"] = "no-referrer"
        answer.headers["Cache-Control"] = "no-store"
        return answer

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Begin a dashboard for a visitor, and end it with the visit."""
        if self._full:
            raise web.HTTPServiceUnavailable(text="too many visitors")
        self._coming += 1
        socket = web.WebSocketResponse(heartbeat=15, max_msg_size=1024 * 1024)
        try:
            await socket.prepare(request)
            self._sockets.add(socket)
        finally:
            self._coming -= 1

        async def close() -> None:
            await socket.close()

        service = AppService(
            self.command,
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=close,
            download_manager=self.download_manager,
        )
        try:
            await service.start(*(_cells(request.query.get(name)) for name in ("width", "height")))
            await self._process_messages(socket, service)
        finally:
            self._sockets.discard(socket)
            await asyncio.shield(self._end(service))
        return socket

    async def _end(self, service: AppService) -> None:
        """End a visitor's dashboard; one that does not leave by itself is not left behind."""
        process = service._process  # noqa: SLF001  (it has no public way to end one that hangs)
        try:
            async with asyncio.timeout(LEAVE_SECONDS):
                await service.stop()
        except TimeoutError:
            pass
        finally:
            if process is not None and process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()

    @property
    def _full(self) -> bool:
        return len(self._sockets) + self._coming >= self._most

    async def _process_messages(self, websocket: web.WebSocketResponse, app_service: Any) -> None:
        """Pass on what the visitor does; what is none of it ends the visit."""
        async for message in websocket:
            if message.type != WSMsgType.TEXT:
                continue
            try:
                match json.loads(message.data):
                    case ["stdin", str(typed)]:
                        await app_service.send_bytes(typed.encode("utf-8", "replace"))
                    case ["resize", {"width": width, "height": height}]:
                        await app_service.set_terminal_size(_cells(width), _cells(height))
                    case ["ping", str() | int() | float() as told]:
                        await websocket.send_json(["pong", told])
                    case ["blur", *_]:
                        await app_service.blur()
                    case ["focus", *_]:
                        await app_service.focus()
            except ValueError:
                await websocket.close()

    async def _close_all(self, app: web.Application) -> None:
        del app
        for socket in list(self._sockets):
            await socket.close()


def _cells(asked: Any) -> int:
    """Return a number of columns or lines within what is drawn."""
    try:
        return max(SMALLEST, min(LARGEST, int(asked)))
    except (TypeError, ValueError, OverflowError):
        return 80


def serve(dashboards: Dashboards) -> None:
    """Serve until SIGINT or SIGTERM.

    Raises:
        OSError: the address is in use, or not ours.
    """
    web.run_app(dashboards.application(), host=dashboards.host, port=dashboards.port, print=None, shutdown_timeout=3.0, access_log=None)
