"""Redirects without end, and to where none may lead."""

import asyncio
from collections.abc import Awaitable, Callable

from bench.faulty.fault import FEED, OK, XML, Answer, Talk, by, fault
from bench.faulty.framing import raw
from tests.feeds.server import redirect, reply

answer: Answer


@by("redirects without end", "more than 10 redirects")
async def _(talk: Talk) -> None:
    await talk.send(redirect(f"/{talk.number}"))


@by("ten redirects", OK, items=1)
async def _(talk: Talk) -> None:
    await talk.send(redirect(f"/{talk.number}") if talk.number <= 10 else reply(FEED, XML))


@by("a circle of two", "redirects in a circle")
async def _(talk: Talk) -> None:
    await talk.send(redirect("/a" if talk.path == "/b" else "/b"))


@by("slow redirects", "timed out after .* while (connecting|waiting)|more than 10 redirects")
async def _(talk: Talk) -> None:
    await asyncio.sleep(5)
    await talk.send(redirect(f"/{talk.number}"))


@by("a redirect with an endless body", OK, items=1)
async def _(talk: Talk) -> None:
    if talk.path == "/new":
        await talk.send(reply(FEED, XML))
        return
    await talk.send(b"HTTP/1.1 302 Found\r\nLocation: /new\r\n\r\n")
    for _ in range(1000):
        await talk.send(b" " * 65_536)


@by("grows with each redirect", "more than 10 redirects|redirect|broken HTTP|no valid address")
async def _(talk: Talk) -> None:
    await talk.send(redirect(talk.path + "x" * 4000))


for status in (301, 302, 303, 307, 308):

    def _moving(status: int) -> Callable[[Talk], Awaitable[None]]:
        async def moved(talk: Talk) -> None:
            await talk.send(reply(FEED, XML) if talk.path == "/new" else redirect("/new", status))

        return moved

    fault(f"moved by {status}", OK, _moving(status), items=1)

REFUSED = "redirect to a local address refused"
NONE = "redirects to no valid address|redirect to .* refused|no such host|circle"
for target, words in (
    *((f"{scheme}:///etc/passwd", 'redirect to ".*" refused') for scheme in ("file", "FILE", "jar:file", "netdoc")),
    *(
        (f"{scheme}://127.0.0.1/x", 'redirect to ".*" refused')
        for scheme in ("ftp", "gopher", "dict", "ldap", "ws", "wss", "tftp", "sftp", "smb", "unix", "feed")
    ),
    *(
        (words, 'redirect to ".*" refused')
        for words in ("javascript:alert(1)", "data:text/xml,<rss/>", "about:blank", "mailto:a@b.example", "view-source:http://127.0.0.1/")
    ),
    *(
        (f"http://{host}:1/", f"{REFUSED}|{NONE}")
        for host in (
            *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "017700000001", "0177.0.0.1", "127.0.0.1.", "0.0.0.0", "0"),
            *("localhost", "LOCALHOST", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]"),
            *("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "169.254.169.254", "[::ffff:169.254.169.254]"),
            *("[::ffff:a9fe:a9fe]", "2852039166", "0xa9fea9fe", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "224.0.0.1"),
            *("240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "[2002:7f00:1::]", "[2001:db8::1]", "[::127.0.0.1]"),
        )
    ),
    ("http://169.254.169.254/latest/meta-data/", REFUSED),
    ("http://user:word@127.0.0.1/", REFUSED),
    ("http://example.invalid@127.0.0.1/", REFUSED),
    ("http://127.0.0.1#@example.invalid/", REFUSED),
    ("http://127.0.0.1:99999/", NONE),
    ("http://127.0.0.1:0/", NONE),
    ("http://[::1", NONE),
    ("http://", NONE),
    ("http:///x", NONE),
    ("http://exa mple.invalid/", NONE),
    ("http://\x01/", f"{NONE}|broken HTTP"),
    ("http://%31%32%37.0.0.1/", f"{REFUSED}|{NONE}"),
    ("http://①②⑦.0.0.1/", f"{REFUSED}|{NONE}|broken HTTP"),
    ("http://127。0。0。1/", f"{REFUSED}|{NONE}|broken HTTP"),
    ("//127.0.0.1:1/", REFUSED),
    ("\\\\127.0.0.1\\x", f"{REFUSED}|{NONE}|HTTP 404|circle|more than"),
    ("http:\\\\127.0.0.1\\x", f"{REFUSED}|{NONE}|HTTP 404|circle|more than"),
    ("http:127.0.0.1", f"{REFUSED}|{NONE}|circle|HTTP 404|more than"),
    ("", "redirects in a circle|redirects to no valid"),
    ("#top", "redirects in a circle"),
    ("?" + "q" * 30_000, "circle|more than|redirect|HTTP"),
    ("http://" + "a" * 300 + ".invalid/", NONE),
    ("http://" + "a." * 200 + "invalid/", NONE),
    ("/\x1b]0;title\x07", "redirect|broken HTTP|HTTP|circle"),
):
    fault(
        f"redirect to {target[:60].encode('unicode_escape').decode()!r}",
        words,
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + target.encode() + b"\r\n\r\n",
    )
for name, words, answer in (
    ("a redirect to nowhere", "HTTP 302", reply(b"", status="302 Found")),
    (
        "two redirects in one",
        "redirect to a local address refused|circle",
        raw("HTTP/1.1 302 Found", "Location: http://10.1.1.1/", "Location: /x", "Content-Length: 0", body=b""),
    ),
    (
        "a refresh is no redirect",
        "HTML",
        reply(b"<html><meta http-equiv=refresh content='0;url=http://10.1.1.1/'></html>", "Refresh: 0;url=http://10.1.1.1/"),
    ),
):
    fault(name, words, answer)
