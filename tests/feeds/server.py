"""A server on the loopback interface that answers with exactly the bytes a test gives it."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Asked:
    """A request as it came in; `connection` counts connections from 1, `at` is the loop's time."""

    path: str
    headers: dict[str, str]
    connection: int
    at: float
    raw: bytes


Answer = bytes | Callable[[Asked, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """Answers by path; what it is not told about is 404. An answer may be a list, one after another, the last for ever."""

    answers: dict[str, Answer | list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0
    scheme: str = "http"
    running: int = 0
    most_at_once: int = 0
    _connections: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def url(self, path: str = "/feed", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    @property
    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._connections += 1
        try:
            await self._talk(reader, writer, self._connections)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connection: int) -> None:
        while True:
            raw = await reader.readuntil(b"\r\n\r\n")
            first, *rows = raw.decode("latin-1").strip().split("\r\n")
            headers = {name.lower(): value for name, _, value in (row.partition(": ") for row in rows)}
            asked = Asked(first.split(" ")[1], headers, connection, asyncio.get_running_loop().time(), raw)
            self.asked.append(asked)
            self.running += 1
            self.most_at_once = max(self.most_at_once, self.running)
            try:
                answer = self._answer(asked.path)
                if callable(answer):
                    await answer(asked, writer)
                else:
                    writer.write(answer)
                await writer.drain()
            finally:
                self.running -= 1
            if writer.is_closing():
                return

    def _answer(self, path: str) -> Answer:
        answer = self.answers.get(path, reply(b"", status="404 Not Found"))
        if not isinstance(answer, list):
            return answer
        return answer.pop(0) if len(answer) > 1 else answer[0]

    async def stop(self) -> None:
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def reply(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """A whole response, with the right Content-Length unless another is given."""
    rows = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join(rows).encode("latin-1") + b"\r\n\r\n" + body


def redirect(location: str, status: int = 302) -> bytes:
    return reply(b"", f"Location: {location}", status=f"{status} Moved")


@asynccontextmanager
async def serving(
    answers: dict[str, Answer | list[Answer]] | None = None, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> AsyncIterator[Server]:
    """Serve on a free port for the length of the block."""
    server = Server(answers or {}, scheme="https" if tls else "http")
    listener = await asyncio.start_server(server.handle, host, 0, ssl=tls)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listener.close()
        await server.stop()
        await listener.wait_closed()
