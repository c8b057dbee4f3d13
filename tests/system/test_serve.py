"""The dashboard in a real browser, and who is not let in."""

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from playwright.sync_api import sync_playwright

from tests.tui import scene

pytestmark = pytest.mark.system("chromium")
CONFIG = """
feed = []
[negotiation]
name = "Lakeside round"
parties = [{ name = "Northland" }, { name = "Southland" }]
"""
HOME = Path(__file__).parents[2]


@dataclass
class Served:
    port: int
    token: str
    process: subprocess.Popen[str]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("serve")
    scene.fill(folder / "news.db")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (folder / "config.toml").write_text(CONFIG)
    words = [sys.executable, "-m", "negotiation_watch", "--config", str(folder / "config.toml"), "--db", str(folder / "news.db")]
    words += ["serve", "--port", str(port)]
    process = subprocess.Popen([*words, "--visitors", "2"], cwd=HOME, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    told = re.search(r"token=([\w-]+)", process.stderr.readline())
    assert told is not None
    for _ in range(200):
        with socket.socket() as there:
            if there.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield Served(port, told[1], process)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    for _ in range(100):
        if not left(folder):
            break
        time.sleep(0.1)
    assert left(folder) == []
    process.stderr.close()


def left(folder: Path) -> list[str]:
    """Return the processes that still show something of a folder."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        # It may end while it is looked at.
        with suppress(OSError):
            found.append(path.read_bytes().decode(errors="replace"))
    return [call for call in found if str(folder) in call]


def test_a_browser_shows_the_dashboard_and_asks_nobody_else(served: Served) -> None:
    with sync_playwright() as programs:
        browser = programs.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        heard: list[str] = []
        refused: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: heard.append(request.url))
        page.on("websocket", lambda opened: opened.on("framereceived", lambda payload: said.append(_text(payload))))
        page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
        page.goto(f"{served.origin}/?token={served.token}")
        assert page.url == f"{served.origin}/"
        page.wait_for_selector(".xterm-screen")
        _until(page, lambda: "Lakeside round" in "".join(said))
        page.keyboard.press("2")
        _until(page, lambda: "Exchanged, both sides together" in "".join(said))
        page.keyboard.press("Control+q")
        page.wait_for_selector("body.-closed", timeout=20_000)
        assert {re.sub(r"/.*", "", url.removeprefix("http://")) for url in heard} == {f"127.0.0.1:{served.port}"}
        assert refused == []
        browser.close()


def _text(payload: str | bytes) -> str:
    text = payload if isinstance(payload, str) else payload.decode("utf-8", "replace")
    return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", text)


def _until(page: object, told: object) -> None:
    for _ in range(200):
        if told():  # type: ignore[operator]
            return
        page.wait_for_timeout(100)  # type: ignore[attr-defined]
    raise AssertionError("it was not shown")


@pytest.mark.parametrize(
    ("path", "headers", "knows", "status"),
    [
        pytest.param("/", {}, 0, 403, id="no token"),
        pytest.param("/?token=0123456789abcdef", {}, 0, 403, id="another token"),
        pytest.param("/static/js/textual.js", {}, 0, 403, id="no token for a file either"),
        pytest.param("/", {}, 1, 200, id="the token"),
        pytest.param("/", {"Host": "evil.example"}, 1, 403, id="a foreign name that leads here"),
        pytest.param("/", {"Origin": "https://evil.example"}, 1, 403, id="asked for by another site"),
        pytest.param("/ws", {"Origin": "https://evil.example"}, 1, 403, id="a socket of another site"),
        pytest.param("/ws", {}, 1, 403, id="a socket of no site"),
        pytest.param("/ws", {"Origin": "{origin}"}, 0, 403, id="a socket without the token"),
    ],
)
async def test_who_does_not_belong_here_is_not_let_in(served: Served, path: str, headers: dict[str, str], knows: int, status: int) -> None:
    sent = {name: value.format(origin=served.origin) for name, value in headers.items()}
    if knows:
        sent["Cookie"] = f"negotiation-watch-{served.port}={served.token}"
    if path == "/ws":
        sent |= {
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version": "13",
        }
    async with aiohttp.ClientSession() as session, session.get(f"{served.origin}{path}", headers=sent) as answer:
        assert answer.status == status
        if status == 200:
            assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
            assert "SameSite=Strict" in answer.headers["Set-Cookie"]
            assert "://" not in (await answer.text()).replace(f"ws://127.0.0.1:{served.port}", "")


async def test_no_more_are_let_in_than_there_is_room_for_and_odd_words_harm_nobody(served: Served) -> None:
    headers = {"Origin": served.origin, "Cookie": f"negotiation-watch-{served.port}={served.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with (
            session.ws_connect(f"{served.origin}/ws?width=999999999&height=x") as first,
            session.ws_connect(f"{served.origin}/ws") as second,
        ):
            assert await _seen(second, b"Lakeside")
            with pytest.raises(aiohttp.WSServerHandshakeError) as full:
                await session.ws_connect(f"{served.origin}/ws")
            assert full.value.status == 503
            async with session.get(f"{served.origin}/") as page:
                assert page.status == 503
            for odd in ('["resize", {"width": 1e400, "height": -1}]', '["what"]', "{}", '["stdin", 7]', '["ping", []]'):
                await first.send_str(odd)
            await first.send_str("no json")
            assert (await _last(first)) in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
        async with asyncio.timeout(20):
            while True:
                async with session.get(f"{served.origin}/") as page:
                    if page.status == 200:
                        return
                await asyncio.sleep(0.1)


async def _seen(visit: aiohttp.ClientWebSocketResponse, words: bytes) -> bool:
    told = b""
    async with asyncio.timeout(30):
        async for message in visit:
            told += message.data if isinstance(message.data, bytes) else b""
            if words in told:
                return True
    return False


async def _last(visit: aiohttp.ClientWebSocketResponse) -> aiohttp.WSMsgType:
    async with asyncio.timeout(30):
        while (message := await visit.receive()).type in (aiohttp.WSMsgType.TEXT, aiohttp.WSMsgType.BINARY):
            pass
    return message.type


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["--host", "0.0.0.0"], "with --token", id="everybody without a token"),
        pytest.param(["--host", "0.0.0.0", "--token", "short"], "16 or more", id="a short token"),
        pytest.param(["--host", "0.0.0.0", "--token", "env:NOT_SET_ANYWHERE"], "not set", id="a variable that is not set"),
        pytest.param(["--port", "70000"], "is no port", id="no port"),
        pytest.param(["--visitors", "0"], "from 1 to", id="nobody"),
    ],
)
def test_it_refuses_what_would_let_everybody_in(words: list[str], told: str, tmp_path: Path) -> None:
    call = [sys.executable, "-m", "negotiation_watch", "--db", str(tmp_path / "a.db"), "serve", *words]
    ended = subprocess.run(call, cwd=HOME, capture_output=True, text=True, timeout=30, env={**os.environ, "COLUMNS": "200"}, check=False)
    assert (ended.returncode, told in ended.stderr) == (2, True), ended.stderr
