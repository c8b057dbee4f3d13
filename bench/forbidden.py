# ruff: noqa: ASYNC221, ASYNC240, C901, E501  (a case a line; a script from top to bottom)
"""Whether the program can be led to addresses that it must not ask: a network of its own, where every such address listens and counts.

`python bench/forbidden.py` makes a network namespace that leads nowhere else, gives its loopback interface public, private, link-local and shared
addresses, answers all names there (some of them differently at each question), and serves feeds on a public address which redirect and link to
the others in every way of writing them. The program polls them three times, with pages; each connection to a forbidden address is told. Exit
status 1 where there was one. Needs Linux, `ip`, `unshare` and root (or user namespaces).
"""

import asyncio
import os
import socket
import struct
import subprocess
import sys
import tempfile
from ipaddress import ip_address
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from tests.feeds.server import redirect, reply

PUBLIC, PUBLIC_6 = "93.184.216.34", "2606:2800:220:1::5"
FORBIDDEN = (
    "10.0.0.5",
    "172.16.0.5",
    "192.168.0.5",
    "100.64.0.5",
    "169.254.169.254",
    "198.18.0.5",
    "192.0.2.5",
    "fd00::5",
    "2001:db8::5",
    "2002:a00:5::1",
)
NAMES: dict[str, list[str]] = {
    "public.example": [PUBLIC],
    "private.example": ["10.0.0.5"],
    "loopback.example": ["127.0.0.1"],
    "metadata.example": ["169.254.169.254"],
    "six.example": ["fd00::5"],
    "mapped.example": ["::ffff:10.0.0.5"],
    "both.example": ["10.0.0.5", PUBLIC],
    "rebind.example": [PUBLIC],
}
REBOUND = "10.0.0.5"
"""What rebind.example is at every second question."""
TARGETS = (
    *("10.0.0.5", "172.16.0.5", "192.168.0.5", "100.64.0.5", "169.254.169.254", "198.18.0.5", "192.0.2.5", "127.0.0.1", "127.1", "0", "0.0.0.0"),
    *("167772165", "0xa000005", "0xa.0.0.5", "012.0.0.5", "2852039166", "localhost", "LOCALHOST.", "private.example", "PRIVATE.example.", "loopback.example"),
    *("metadata.example", "six.example", "mapped.example", "both.example", "rebind.example", "[::1]", "[fd00::5]", "[::ffff:10.0.0.5]", "[::ffff:a00:5]"),
    *("[64:ff9b::a00:5]", "[2002:a00:5::1]", "[2001:db8::5]", "[::10.0.0.5]", "user:word@10.0.0.5", "public.example@10.0.0.5"),
)  # fmt: skip


class Names(asyncio.DatagramProtocol):
    """A name server that knows NAMES."""

    def __init__(self) -> None:
        self.asked = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep what answers are sent by."""
        self._transport: asyncio.DatagramTransport = transport  # type: ignore[assignment]

    def datagram_received(self, question: bytes, address: tuple[str, int]) -> None:
        """Answer one question."""
        at, parts = 12, []
        while size := question[at]:
            parts.append(question[at + 1 : at + 1 + size].decode())
            at += size + 1
        kind = struct.unpack(">H", question[at + 1 : at + 3])[0]
        name = ".".join(parts).lower()
        addresses = NAMES.get(name, [])
        if name == "rebind.example":
            self.asked += kind == 1
            addresses = [REBOUND] if self.asked % 2 == 0 else addresses
        found = [ip_address(one).packed for one in addresses if ip_address(one).version == (4 if kind == 1 else 6)]
        rows = b"".join(b"\xc0\x0c" + struct.pack(">HHIH", kind, 1, 0, len(packed)) + packed for packed in found)
        head = question[:2] + struct.pack(">HHHHH", 0x8180 if addresses else 0x8183, 1, len(found), 0, 0)
        self._transport.sendto(head + question[12 : at + 5] + rows, address)


def feed(link: str) -> bytes:
    text = "Russia and Ukraine exchanged 157 prisoners of war each. "
    return reply(
        f"<rss><channel><title>A</title><item><guid>{link}</guid><title>Talks {link}</title><link>{link}</link><description>{text}</description></item></channel></rss>".encode()
    )


async def inside() -> int:
    for address in (PUBLIC, *(one for one in FORBIDDEN if "." in one)):
        subprocess.run(["ip", "addr", "add", f"{address}/32", "dev", "lo"], check=True)
    for address in (PUBLIC_6, *(one for one in FORBIDDEN if ":" in one)):
        subprocess.run(["ip", "-6", "addr", "add", f"{address}/128", "dev", "lo", "nodad"], check=False, capture_output=True)
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    knocks: list[str] = []
    served = 0

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal served
        here = writer.get_extra_info("sockname")[0]
        try:
            path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
        except (EOFError, OSError):
            path = "?"
        if here not in (PUBLIC, PUBLIC_6):
            knocks.append(f"{here} {path}")
        served += 1
        match path.strip("/").split("/"):
            case ["moved", status, number]:
                writer.write(redirect(f"http://{TARGETS[int(number)]}/", int(status)))
            case ["twice", number]:
                writer.write(redirect(f"http://public.example/moved/302/{number}"))
            case ["link", number]:
                writer.write(feed(f"http://{TARGETS[int(number)]}/article"))
            case ["page", number]:
                writer.write(feed(f"http://public.example/moved/302/{number}"))
            case _:
                writer.write(reply(b"", status="404 No"))
        writer.close()

    await asyncio.start_server(handle, "0.0.0.0", 80)
    six = socket.socket(socket.AF_INET6)
    six.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    six.bind(("::", 80))
    await asyncio.start_server(handle, sock=six)
    await asyncio.get_running_loop().create_datagram_endpoint(Names, ("127.0.0.53", 53))
    ways = [f"{way}/{number}" for number in range(len(TARGETS)) for way in ("moved/302", "moved/301", "moved/308", "twice", "link", "page")]
    rows = "".join(f'[[feed]]\nname = "{way}"\nurl = "http://public.example/{way}"\nfull_text = true\n' for way in ways)
    with tempfile.TemporaryDirectory() as name:
        Path(name, "config.toml").write_text(f"[poll]\ngap = 0\nper_host = 32\ntimeout = 5\n{rows}")
        lines = []
        for _ in range(3):
            process = await asyncio.create_subprocess_exec(
                *(
                    sys.executable,
                    "-m",
                    "negotiation_watch",
                    "--config",
                    f"{name}/config.toml",
                    "--db",
                    f"{name}/news.db",
                    "poll",
                    "--once",
                    "--json",
                ),
                cwd=HOME,
                env={**os.environ, "HOME": name},
                stdout=asyncio.subprocess.PIPE,
            )
            out, _ = await process.communicate()
            lines += out.decode().splitlines()
    for knock in sorted(set(knocks)):
        print(f"  asked {knock}")
    print(f"{len(lines)} polls of {len(ways)} feeds, {served} requests served, {len(knocks)} to forbidden addresses")
    return int(bool(knocks) or len(lines) != 3 * len(ways))


def main() -> int:
    if len(sys.argv) > 1:
        with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
            file.write("nameserver 127.0.0.53\noptions timeout:1 attempts:1\n")
            file.flush()
            subprocess.run(["mount", "--bind", file.name, "/etc/resolv.conf"], check=True)
            return asyncio.run(inside())
    return subprocess.run(["unshare", "--map-root-user", "--net", "--mount", sys.executable, __file__, "inside"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
