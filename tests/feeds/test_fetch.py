import asyncio
import errno
import gzip
import socket
import ssl
import sys
import zlib
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from random import Random
from unittest import mock

import brotli  # type: ignore[import-untyped]
import httpcore
import pytest
import zstandard

from core.errors import UsageError
from core.news import Failed, Fetched, Outcome, Request, Unchanged
from core.settings import Poll
from feeds.agent import user_agent
from feeds.expiry import expired_on
from feeds.fetch import Fetcher
from feeds.guard import RefusedError
from feeds.room import Room
from tests.feeds.server import Answer, Asked, Server, redirect, reply, serving
from tests.watch.day import Day

FEED = b"<rss version='2.0'><channel><title>News</title></channel></rss>"
POLL = Poll(gap=0.0, timeout=5.0)
PATIENT = Poll(gap=0.0, timeout=60.0)
GZIP, BROTLI, ZSTD, DEFLATE = (f"Content-Encoding: {name}" for name in ("gzip", "br", "zstd", "deflate"))
BOMB = bytes(10**7)
NOISE = Random(7).randbytes(600_000)


async def ask(server: Server, path: str = "/feed", poll: Poll = POLL, *, trusted: bool = True) -> Outcome:
    async with Fetcher(poll) as fetcher:
        return await fetcher.fetch(Request(server.url(path)), trusted=trusted)


def failed(outcome: Outcome) -> Failed:
    assert isinstance(outcome, Failed), outcome
    return outcome


def fetched(outcome: Outcome) -> Fetched:
    assert isinstance(outcome, Fetched), outcome
    return outcome


def closing(raw: bytes) -> Answer:
    async def answer(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(raw)
        writer.close()

    return answer


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(reply(b"", status="404 Not Found"), "HTTP 404 Not Found", id="the status is named"),
        pytest.param(reply(b"", status="503 \x1b[31mBoo"), "HTTP 503 Service Unavailable", id="in the standard's words, not the server's"),
        pytest.param(reply(b"", status="799 Odd"), "HTTP 799", id="a status that no standard knows"),
        pytest.param(reply(b"", status="410 Gone"), "410: gone for good", id="gone"),
        pytest.param(reply(b"", status="204 No Content"), "HTTP 204 No Content", id="no content"),
        pytest.param(reply(FEED, status="206 Partial Content"), "HTTP 206 Partial Content", id="a part that nobody asked for"),
        pytest.param(redirect("http://xn--a.example/"), "redirects to no valid address", id="redirect to a name that IDNA refuses"),
        pytest.param(redirect("http://127.0.0.1:99999/"), "redirects to no valid address", id="redirect to no port"),
        pytest.param(reply(b"", status="304 Not Modified"), "HTTP 304 Not Modified", id="unchanged, when nothing was known"),
        pytest.param(closing(reply(b"half", length=10)), "response cut off", id="shorter than its Content-Length"),
        pytest.param(closing(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"), "response cut off", id="chunks cut off"),
        pytest.param(closing(b"HTTP/1.1 200 O"), "server closed the connection without an answer", id="headers cut off"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "broken HTTP: illegal chunk header", id="broken chunks"
        ),
        pytest.param(b"garbage\r\n\r\n", "broken HTTP", id="no HTTP"),
        pytest.param(reply(b"", f"X: {'x' * 200_000}"), "broken HTTP: headers without end", id="huge headers"),
        pytest.param(reply(gzip.compress(FEED)[:-9], GZIP), "compressed body cut off", id="gzip cut off"),
        pytest.param(reply(zlib.compress(FEED)[:-5], DEFLATE), "compressed body cut off", id="deflate cut off"),
        pytest.param(reply(brotli.compress(FEED)[:-2], BROTLI), "compressed body cut off", id="brotli cut off"),
        pytest.param(reply(zstandard.compress(FEED)[:-5], ZSTD), "compressed body cut off", id="zstd cut off"),
        pytest.param(reply(b"\x1f\x8b\x08 none", GZIP), "damaged compressed body", id="damaged gzip"),
        pytest.param(reply(b"\x01\x02", "Content-Encoding: compress"), 'unknown compression "compress"', id="unknown compression"),
        pytest.param(redirect("/feed"), "redirects in a circle", id="redirect to itself"),
        pytest.param(redirect("file:///etc/passwd"), 'redirect to "file:" refused', id="redirect to a file"),
        pytest.param(redirect("ws://127.0.0.1/"), 'redirect to "ws:" refused', id="redirect to a web socket"),
        pytest.param(redirect("http://[::1"), "redirects to no valid address", id="redirect to nonsense"),
        pytest.param(redirect("javascript:alert(1)"), 'redirect to "javascript:" refused', id="redirect to a script"),
    ],
)
async def test_what_goes_wrong_is_said_in_words(answer: Answer, reason: str) -> None:
    async with serving({"/feed": answer}) as server:
        assert failed(await ask(server)).reason.startswith(reason)


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        pytest.param(reply(FEED), FEED, id="plain"),
        pytest.param(reply(gzip.compress(FEED), GZIP), FEED, id="gzip"),
        pytest.param(
            reply(gzip.compress(FEED[:20]) + gzip.compress(FEED[20:]), "Content-Encoding: x-gzip"), FEED, id="gzip of two members"
        ),
        pytest.param(reply(gzip.compress(FEED) + bytes(8), "Content-Encoding: GZIP"), FEED, id="gzip with padding"),
        pytest.param(reply(zlib.compress(FEED), DEFLATE), FEED, id="deflate"),
        pytest.param(reply(zlib.compress(FEED, wbits=-15), DEFLATE), FEED, id="deflate without its header"),
        pytest.param(reply(brotli.compress(FEED), BROTLI), FEED, id="brotli"),
        pytest.param(reply(zstandard.compress(FEED), ZSTD), FEED, id="zstd"),
        pytest.param(reply(brotli.compress(gzip.compress(FEED)), "Content-Encoding: gzip, br"), FEED, id="one in another"),
        pytest.param(reply(gzip.compress(FEED)), FEED, id="gzip that does not say so"),
        pytest.param(reply(FEED, GZIP), FEED, id="plain that says it is gzip"),
        pytest.param(reply(FEED, "Content-Encoding: utf-8"), FEED, id="an encoding that is none"),
        pytest.param(reply(b"", GZIP), b"", id="nothing"),
        pytest.param(reply(gzip.compress(NOISE), GZIP), NOISE, id="half a megabyte of gzip"),
        pytest.param(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + reply(FEED), FEED, id="after early hints"),
        pytest.param(reply(FEED, status="203 Non-Authoritative"), FEED, id="by way of a proxy"),
    ],
)
async def test_a_body_arrives_as_it_was_written(answer: bytes, body: bytes) -> None:
    async with serving({"/feed": answer}) as server:
        assert fetched(await ask(server)).body == body


async def test_a_body_without_a_length_ends_with_its_connection() -> None:
    async def until_closed(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.0 200 OK\r\n\r\n" + FEED)
        writer.close()

    async with serving({"/feed": until_closed}) as server:
        assert fetched(await ask(server)).body == FEED


async def endless(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(bytes(65_536))
        await writer.drain()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(endless, "larger than 64 KiB", id="without end"),
        pytest.param(reply(b"", length=10**12), "larger than 64 KiB", id="by its own account"),
        pytest.param(reply(gzip.compress(BOMB), GZIP), "larger than 64 KiB once decompressed", id="gzip bomb"),
        pytest.param(reply(brotli.compress(BOMB), BROTLI), "larger than 64 KiB once decompressed", id="brotli bomb"),
        pytest.param(reply(zstandard.compress(BOMB), ZSTD), "larger than 64 KiB once decompressed", id="zstd bomb"),
        pytest.param(
            reply(gzip.compress(gzip.compress(bytes(10**8))), "Content-Encoding: gzip, gzip"),
            "larger than 64 KiB once",
            id="bomb in a bomb",
        ),
    ],
)
async def test_too_much_is_refused(answer: Answer, reason: str) -> None:
    async with serving({"/feed": answer}) as server:
        assert failed(await ask(server, poll=Poll(gap=0.0, max_bytes=65_536))).reason.startswith(reason)


async def test_a_limit_is_said_as_it_is_set() -> None:
    async with serving({"/feed": reply(bytes(501))}) as server:
        assert failed(await ask(server, poll=Poll(gap=0.0, max_bytes=500))).reason == "larger than 500 bytes"


async def silent(asked: Asked, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def dripping(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n")
    while True:
        writer.write(b"x")
        await asyncio.sleep(1)


async def dripping_headers(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X: y\r\n")
        await asyncio.sleep(1)


@pytest.mark.parametrize(
    ("answer", "doing"),
    [
        pytest.param(silent, "waiting for an answer", id="silence"),
        pytest.param(dripping_headers, "waiting for an answer", id="dripping headers"),
        pytest.param(dripping, "reading", id="dripping body"),
    ],
)
def test_a_request_ends_when_its_time_is_over(answer: Answer, doing: str) -> None:
    async def late() -> Outcome:
        async with serving({"/feed": answer}) as server:
            return await ask(server, poll=Poll(gap=0.0, timeout=30))

    with asyncio.Runner(loop_factory=Day) as runner:
        assert failed(runner.run(late())).reason == f"timed out after 30 s while {doing}"


async def test_validators_go_back_byte_for_byte() -> None:
    etag, date = 'W/"a\xff \\" b"', "Thu,  5 feb 2026 10:00:00 +0000 (sic)"
    answers: dict[str, Answer | list[Answer]] = {
        "/feed": [reply(FEED, f"ETag: {etag}", f"Last-Modified: {date}"), reply(b"", 'ETag: "new"', status="304 Not Modified")]
    }
    async with serving(answers) as server, Fetcher(POLL) as fetcher:
        first = fetched(await fetcher.fetch(Request(server.url()), trusted=True))
        second = await fetcher.fetch(Request(server.url(), first.etag, first.last_modified), trusted=True)
    assert (first.etag, first.last_modified) == (etag, date)
    assert isinstance(second, Unchanged)
    assert second.etag == '"new"'
    assert "if-none-match" not in server.asked[0].headers
    assert (server.asked[1].headers["if-none-match"], server.asked[1].headers["if-modified-since"]) == (etag, date)


async def test_we_say_who_we_are_and_carry_no_cookies() -> None:
    answers: dict[str, Answer | list[Answer]] = {"/feed": [reply(FEED, "Set-Cookie: id=7; Path=/"), reply(FEED)]}
    async with serving(answers) as server, Fetcher(POLL) as fetcher:
        for _ in range(2):
            outcome = fetched(await fetcher.fetch(Request(server.url()), trusted=True))
            assert "set-cookie" not in outcome.headers
    for asked in server.asked:
        assert "cookie" not in asked.headers
        assert asked.headers["user-agent"].startswith("Mozilla/5.0 (compatible; negotiation-watch")
        assert asked.headers["accept"].startswith("application/rss+xml")
        assert asked.headers["accept-encoding"] == "gzip, deflate, br, zstd"


async def test_a_page_is_asked_for_as_a_page() -> None:
    async with serving({"/a": reply(b"<html>")}) as server:
        fetched(await ask(server, "/a", Poll(gap=0.0, allow_local=True), trusted=False))
    assert server.asked[0].headers["accept"].startswith("text/html")


async def test_a_connection_is_used_again() -> None:
    async with serving({"/feed": reply(FEED), "/gone": reply(b"x" * 100, status="404 Not Found")}) as server, Fetcher(POLL) as fetcher:
        for path in ("/feed", "/gone", "/feed"):
            await fetcher.fetch(Request(server.url(path)), trusted=True)
    assert [asked.connection for asked in server.asked] == [1, 1, 1]


async def test_what_nobody_wants_is_not_read_to_its_end() -> None:
    refusal = reply(bytes(10_000_000), status="403 Forbidden")
    async with serving({"/feed": reply(FEED), "/gone": refusal}) as server, Fetcher(POLL) as fetcher:
        for path in ("/gone", "/feed"):
            await fetcher.fetch(Request(server.url(path)), trusted=True)
    assert [asked.connection for asked in server.asked] == [1, 2]


async def test_a_connection_that_went_stale_is_replaced_at_once() -> None:
    async def once(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.connection == 1 and len(server.asked) == 2:
            writer.close()
        else:
            writer.write(reply(FEED))

    async with serving({"/feed": once}) as server, Fetcher(POLL) as fetcher:
        for _ in range(2):
            assert fetched(await fetcher.fetch(Request(server.url()), trusted=True)).body == FEED
    assert [asked.connection for asked in server.asked] == [1, 1, 2]


async def test_a_server_that_hangs_up_is_asked_once() -> None:
    async def hang_up(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.close()

    async with serving({"/feed": hang_up}) as server:
        assert failed(await ask(server)).reason == "server closed the connection without an answer"
    assert len(server.asked) == 1


async def test_a_stray_answer_is_never_taken_for_another_feeds() -> None:
    answers: dict[str, Answer | list[Answer]] = {"/a": reply(b"<a/>") + reply(b"<stray/>"), "/b": reply(b"<b/>")}
    async with serving(answers) as server, Fetcher(POLL) as fetcher:
        assert fetched(await fetcher.fetch(Request(server.url("/a")), trusted=True)).body == b"<a/>"
        assert fetched(await fetcher.fetch(Request(server.url("/b")), trusted=True)).body == b"<b/>"


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        pytest.param([301, 308], 2, id="for good"),
        pytest.param([301, 302], 1, id="and on from there for now"),
        pytest.param([302, 301], None, id="for now, and on from there for good"),
        pytest.param([307], None, id="for now"),
        pytest.param([303], None, id="see other"),
    ],
)
async def test_a_feed_has_moved_as_far_as_redirects_are_permanent(statuses: list[int], moved: int | None) -> None:
    answers: dict[str, Answer | list[Answer]] = {f"/{n}": redirect(f"/{n + 1}#top", status) for n, status in enumerate(statuses)}
    end = f"/{len(statuses)}"
    async with serving({**answers, end: reply(FEED)}) as server:
        outcome = fetched(await ask(server, "/0"))
    assert outcome.url == server.url(end)
    assert outcome.moved_to == (None if moved is None else server.url(f"/{moved}"))


async def test_ten_redirects_are_followed_and_no_more() -> None:
    answers: dict[str, Answer | list[Answer]] = {f"/{n}": redirect(f"/{n + 1}") for n in range(12)}
    answers["/10"] = reply(FEED)
    async with serving(answers) as server:
        assert fetched(await ask(server, "/0")).body == FEED
        server.answers["/10"] = redirect("/11")
        assert failed(await ask(server, "/0")).reason == "more than 10 redirects"
    assert "/11" not in server.paths


async def test_a_redirect_in_another_alphabet_is_followed() -> None:
    async with serving(
        {"/feed": redirect("/новини".encode().decode("latin-1")), "/%D0%BD%D0%BE%D0%B2%D0%B8%D0%BD%D0%B8": reply(FEED)}
    ) as server:
        assert fetched(await ask(server)).body == FEED


@pytest.mark.parametrize(
    ("answer", "wait"),
    [
        pytest.param(reply(FEED), None, id="nothing said"),
        pytest.param(reply(FEED, "Cache-Control: public, max-age=900"), 900.0, id="max-age"),
        pytest.param(reply(FEED, "Cache-Control: max-age=900", "Age: 300"), 600.0, id="less the age"),
        pytest.param(reply(FEED, "Cache-Control: public", "Cache-Control: max-age=900"), 900.0, id="in the second of two headers"),
        pytest.param(reply(FEED, "Cache-Control: max-age=99999999"), 86_400.0, id="a day at most"),
        pytest.param(reply(FEED, "Cache-Control: no-cache, max-age=900"), None, id="no-cache"),
        pytest.param(
            reply(FEED, "Date: Thu, 05 Feb 2026 12:00:00 GMT", "Expires: Thu, 05 Feb 2026 12:05:00 GMT"), 300.0, id="until it expires"
        ),
        pytest.param(reply(FEED, "Date: Thu, 05 Feb 2026 12:00:00 GMT", "Expires: Wed, 04 Feb 2026 12:00:00 GMT"), None, id="expired"),
        pytest.param(reply(FEED, "Expires: 0"), None, id="an end that is no date"),
        pytest.param(reply(b"", "Retry-After: 120", status="503 Busy"), 120.0, id="retry in seconds"),
        pytest.param(reply(b"", "Retry-After: 99999999999999999999", status="429 Slow"), 86_400.0, id="what is too long counts as a day"),
        pytest.param(reply(b"", "Retry-After: soon", status="503 Busy"), None, id="nonsense"),
    ],
)
async def test_what_the_server_asks_to_wait_is_told(answer: bytes, wait: float | None) -> None:
    async with serving({"/feed": answer}) as server:
        outcome = await ask(server)
    assert outcome.wait == wait


async def test_a_date_to_retry_at_is_told_in_seconds() -> None:
    moment = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    async with serving({"/feed": reply(b"", f"Retry-After: {moment}", status="503 Busy")}) as server:
        wait = failed(await ask(server)).wait
    assert wait is not None
    assert 3500 < wait <= 3600


async def test_a_host_is_asked_one_thing_at_a_time() -> None:
    async def slow(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.01)
        writer.write(reply(FEED))

    answers: dict[str, Answer | list[Answer]] = {f"/{n}": slow for n in range(5)}
    async with serving(answers) as server, Fetcher(Poll(gap=0.03)) as fetcher:
        await asyncio.gather(*(fetcher.fetch(Request(server.url(f"/{n}")), trusted=True) for n in range(5)))
    assert server.most_at_once == 1
    times = [asked.at for asked in server.asked]
    assert all(later - earlier >= 0.029 for earlier, later in pairwise(times))


def test_waiting_for_a_turn_takes_no_time_from_a_request() -> None:
    async def slow(asked: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(10)
        writer.write(reply(FEED))

    async def queue() -> list[Outcome]:
        async with serving({"/feed": slow}) as server, Fetcher(Poll(gap=10, timeout=30)) as fetcher:
            return await asyncio.gather(*(fetcher.fetch(Request(server.url()), trusted=True) for _ in range(5)))

    with asyncio.Runner(loop_factory=Day) as runner:
        assert all(isinstance(outcome, Fetched) for outcome in runner.run(queue()))


async def test_hosts_do_not_wait_for_one_another() -> None:
    async with serving({"/feed": silent}) as stuck, serving({"/feed": reply(FEED)}) as well, Fetcher(Poll(timeout=60.0)) as fetcher:
        waiting = asyncio.create_task(fetcher.fetch(Request(stuck.url()), trusted=True))
        fetched(await fetcher.fetch(Request(well.url()), trusted=True))
        assert not waiting.done()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)


async def test_a_queue_at_one_host_takes_no_room_from_others() -> None:
    poll = Poll(timeout=60.0)
    async with serving({"/feed": silent}) as stuck, serving({"/feed": reply(FEED)}) as well, Fetcher(poll, at_once=2) as fetcher:
        waiting = [asyncio.create_task(fetcher.fetch(Request(stuck.url()), trusted=True)) for _ in range(5)]
        fetched(await fetcher.fetch(Request(well.url()), trusted=True))
        assert not any(task.done() for task in waiting)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def test_a_certificate_that_nobody_vouches_for_is_said() -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(Path(__file__).with_name("self_signed.pem"))
    async with serving({"/feed": reply(FEED)}, tls=tls) as server:
        assert failed(await ask(server)).reason == "certificate signed by the server itself"


@pytest.mark.parametrize("trouble", [None, httpcore.ConnectError("gone"), TimeoutError(), RefusedError("local by now")])
async def test_the_day_on_which_a_certificate_expired_is_said(monkeypatch: pytest.MonkeyPatch, trouble: Exception | None) -> None:
    pem = Path(__file__).with_name("expired.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    if trouble is not None:
        monkeypatch.setattr("feeds.transport.certificate", mock.AsyncMock(side_effect=trouble))
    async with serving({"/feed": reply(FEED)}, tls=tls) as server, Fetcher(POLL) as fetcher:
        outcome = failed(await fetcher.fetch(Request(server.url(host="localhost")), trusted=True))
    assert outcome.reason == "certificate expired" + (" on 2026-02-05" if trouble is None else "")
    assert not server.asked


@pytest.mark.parametrize(
    ("times", "day"),
    [
        (b"\x17\x0d250205000000Z\x17\x0d260205120000Z", "2026-02-05"),
        (b"\x17\x0d250205000000Z\x18\x0f20260205120000Z", "2026-02-05"),
        (b"\x18\x0f20250205000000Z\x18\x0f20260205120000Z", "2026-02-05"),
        (b"\x17\x0d250205000000Z\x17\x0d260206120000Z", None),
        (b"", None),
    ],
)
def test_the_days_of_a_certificate(times: bytes, day: str | None) -> None:
    assert expired_on(b"\x30\x82" + times + b"\x30\x00", datetime(2026, 2, 6, tzinfo=UTC)) == day


async def test_certificates_that_cannot_be_read_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)
    with pytest.raises(UsageError, match=r"SSL_CERT_FILE=.*none\.pem: cannot be read: No such file"):
        async with Fetcher(POLL):
            pass


async def test_plain_http_where_tls_is_expected_is_said() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(reply(FEED))
        await reader.read()
        writer.close()

    listener = await asyncio.start_server(plain, "127.0.0.1", 0)
    async with listener, Fetcher(POLL) as fetcher:
        outcome = failed(await fetcher.fetch(Request(f"https://127.0.0.1:{listener.sockets[0].getsockname()[1]}/"), trusted=True))
    assert outcome.reason == "no secure connection: wrong version number"


async def test_a_secure_feed_is_not_led_to_plain_http(monkeypatch: pytest.MonkeyPatch) -> None:
    pem = Path(__file__).with_name("self_signed.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    async with serving() as plain, serving({"/feed": redirect(plain.url())}, tls=tls) as server, Fetcher(POLL) as fetcher:
        outcome = failed(await fetcher.fetch(Request(server.url(host="localhost")), trusted=True))
    assert outcome.reason == "redirect from https to plain http refused"
    assert not plain.asked


def fixed(*addresses: str) -> Callable[[str, int], "asyncio.Future[Sequence[str]]"]:
    """A resolver that gives one list of addresses a call, the last one for ever."""
    lists = [address.split() for address in addresses]

    async def resolve(host: str, port: int) -> Sequence[str]:
        return lists.pop(0) if len(lists) > 1 else lists[0]

    return resolve  # type: ignore[return-value]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f.1",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
    ],
)
async def test_a_link_to_a_local_address_is_refused_however_it_is_written(host: str) -> None:
    async with serving({"/feed": reply(FEED)}) as server, Fetcher(POLL) as fetcher:
        outcome = failed(await fetcher.fetch(Request(server.url(host=host)), trusted=False))
    assert not server.asked
    assert outcome.reason.startswith(("refused: ", "no such host"))


async def test_a_feed_of_the_users_own_may_be_local_and_redirect_within_its_host() -> None:
    async with serving({"/feed": redirect("/new"), "/new": reply(FEED)}) as server:
        assert fetched(await ask(server)).body == FEED


async def test_a_feed_may_not_redirect_to_another_local_host() -> None:
    async with serving({"/feed": reply(FEED)}) as inner, serving({"/feed": redirect(inner.url())}) as server:
        outcome = failed(await ask(server))
    assert outcome.reason == "redirect to a local address refused: 127.0.0.1 is a local address (loopback)"
    assert not inner.asked


async def test_a_connection_of_a_trusted_feed_is_no_way_in_for_a_link() -> None:
    async with serving({"/feed": reply(FEED), "/admin": reply(b"secret")}) as server, Fetcher(POLL) as fetcher:
        await fetcher.fetch(Request(server.url()), trusted=True)
        failed(await fetcher.fetch(Request(server.url("/admin")), trusted=False))
    assert server.paths == ["/feed"]


async def test_local_addresses_are_allowed_where_the_user_says_so() -> None:
    async with serving({"/feed": reply(FEED)}) as server:
        assert fetched(await ask(server, poll=Poll(gap=0.0, allow_local=True), trusted=False)).body == FEED


async def test_a_link_whose_name_is_local_is_refused_when_it_is_connected() -> None:
    async with serving({"/feed": reply(FEED)}) as server, Fetcher(POLL, resolve=fixed("127.0.0.1")) as fetcher:
        outcome = failed(await fetcher.fetch(Request(server.url(host="rebind.example")), trusted=False))
    assert outcome.reason == "refused: 127.0.0.1 is a local address (loopback)"
    assert not server.asked


async def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    async with serving({"/feed": reply(FEED)}) as server, Fetcher(POLL, resolve=fixed("127.0.0.9 127.0.0.1")) as fetcher:
        assert fetched(await fetcher.fetch(Request(server.url(host="two.example")), trusted=True)).body == FEED


@pytest.mark.parametrize(
    ("trouble", "reason", "offline"),
    [
        pytest.param(socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "", False, id="no such name"),
        pytest.param(socket.gaierror(socket.EAI_AGAIN, "Try again"), ": the name servers do not answer", True, id="no name server"),
        pytest.param(UnicodeError("label too long"), "", False, id="a name that cannot be asked for"),
        pytest.param(OSError(errno.ENETUNREACH, "Network is unreachable"), "", True, id="no network"),
    ],
)
async def test_no_such_host_is_said(trouble: Exception, reason: str, offline: bool) -> None:  # noqa: FBT001  (a column of the table)
    async def nobody(host: str, port: int) -> Sequence[str]:
        raise trouble

    async with Fetcher(POLL, resolve=nobody) as fetcher:
        outcome = failed(await fetcher.fetch(Request("http://nowhere.example/"), trusted=True))
    assert (outcome.reason, outcome.offline) == (f"no such host: nowhere.example{reason}", offline)


async def test_a_refused_connection_is_said() -> None:
    async with serving() as server:
        pass
    assert failed(await ask(server)).reason == "connection refused"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        pytest.param("file:///etc/passwd", '"file:" is no address of the web', id="file"),
        pytest.param("ftp://example.org/", '"ftp:" is no address of the web', id="ftp"),
        pytest.param("example.org/feed", "no valid address", id="no scheme"),
        pytest.param("", "no valid address", id="nothing"),
        pytest.param("http://", "no valid address: it names no host", id="no host"),
        pytest.param("http://exa mple/\x00", "no valid address", id="control characters"),
        pytest.param("http://[::1", "no valid address", id="half an address"),
        pytest.param("http://xn--a.example/", "no valid address", id="a name that IDNA refuses"),
        pytest.param("http://h:99999/", "no valid address: there is no such port", id="no such port"),
    ],
)
async def test_what_is_no_address_is_not_asked(url: str, reason: str) -> None:
    async with Fetcher(POLL) as fetcher:
        assert failed(await fetcher.fetch(Request(url), trusted=True)).reason == reason


async def test_a_password_in_an_address_is_sent_and_never_shown() -> None:
    async with serving({"/feed": redirect("/new", 301), "/new": reply(FEED)}) as server, Fetcher(POLL) as fetcher:
        outcome = fetched(await fetcher.fetch(Request(server.url(host="me:secret@127.0.0.1")), trusted=True))
    assert all(asked.headers["authorization"].startswith("Basic ") for asked in server.asked)
    assert "secret" not in repr(outcome)


def frame(kind: int, flags: int, stream: int, payload: bytes) -> bytes:
    """A frame of HTTP/2 (RFC 9113, section 4.1)."""
    return len(payload).to_bytes(3, "big") + bytes((kind, flags)) + stream.to_bytes(4, "big") + payload


FOUND = frame(1, 4, 1, b"\x88")


@pytest.mark.parametrize(
    ("frames", "reason"),
    [
        pytest.param(FOUND + frame(0, 1, 1, FEED), None, id="a whole answer"),
        pytest.param(frame(3, 0, 1, bytes(3) + b"\x02"), "connection reset by the server", id="a reset"),
        pytest.param(frame(7, 0, 0, bytes(8)), "connection closed by the server", id="a farewell"),
        pytest.param(frame(1, 4, 1, b"\x88\x0f\x0d\x013") + frame(0, 1, 1, FEED), "broken HTTP: ", id="more than its length"),
        pytest.param(FOUND + frame(0, 0, 1, bytes(100_000)), "broken HTTP: ", id="a frame too long"),
        pytest.param(frame(0, 1, 1, FEED), "broken HTTP: ", id="a body before its headers"),
        pytest.param(frame(1, 0, 1, b"\x88") + frame(9, 0, 1, b"\x00\x01a\x01b") * 200, "broken HTTP: ", id="headers without end"),
        pytest.param(frame(5, 4, 1, bytes(3) + b"\x02\x88"), "broken HTTP: ", id="a push"),
    ],
)
async def test_the_second_http_is_no_easier_to_lead_astray(frames: bytes, reason: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    async def two(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(24)
        writer.write(frame(4, 0, 0, b"") + frames)
        await reader.read()
        writer.close()

    pem = Path(__file__).with_name("self_signed.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    tls.set_alpn_protocols(["h2"])
    listener = await asyncio.start_server(two, "127.0.0.1", 0, ssl=tls)
    async with listener, Fetcher(POLL) as fetcher:
        outcome = await fetcher.fetch(Request(f"https://localhost:{listener.sockets[0].getsockname()[1]}/"), trusted=True)
    if reason is None:
        assert fetched(outcome).body == FEED
    else:
        assert failed(outcome).reason.startswith(reason)


async def test_what_breaks_off_while_it_is_read_is_not_asked_for_twice() -> None:
    answers: dict[str, Answer | list[Answer]] = {"/feed": [reply(FEED), closing(reply(b"half", length=10)), reply(FEED)]}
    async with serving(answers) as server, Fetcher(POLL) as fetcher:
        fetched(await fetcher.fetch(Request(server.url()), trusted=True))
        assert failed(await fetcher.fetch(Request(server.url()), trusted=True)).reason == "response cut off"
    assert [asked.connection for asked in server.asked] == [1, 1]


@pytest.mark.parametrize("answer", [pytest.param(reply(FEED), id="plain"), pytest.param(reply(gzip.compress(FEED), GZIP), id="packed")])
async def test_a_body_is_held_until_its_caller_has_done_with_it(answer: Answer) -> None:
    async with serving({"/feed": answer}) as server, Fetcher(POLL) as fetcher:
        with fetcher.room.holding() as held:
            fetched(await fetcher.fetch(Request(server.url()), trusted=True, held=held))
            assert (held.come, held.size) == (True, len(FEED))
        assert held.size == 0


@pytest.mark.parametrize("coding", ["gzip", ""])
async def test_a_large_body_waits_for_room_and_comes_whole(coding: str) -> None:
    body = FEED + b" " * 3_000_000
    raw = gzip.compress(body) if coding else body
    headers = [GZIP] if coding else []
    async with serving({"/feed": reply(raw, *headers)}) as server, Fetcher(Poll(gap=0.0, timeout=5.0)) as fetcher:
        fetcher.room = Room(4_000_000, patience=0.05)
        with fetcher.room.holding() as other:
            await other.grow(3_500_000)
            asking = asyncio.ensure_future(fetcher.fetch(Request(server.url()), trusted=True))
            await asyncio.sleep(0.3)
            assert not asking.done()
        assert fetched(await asking).body == body


async def hog_has(size: int, room: Room) -> None:
    """Wait until somebody holds so much."""
    async with asyncio.timeout(20):
        while not any(held.size == size for held in room._holders):  # noqa: ASYNC110  (nobody tells)
            await asyncio.sleep(0.01)


async def test_a_body_that_drips_gives_way_where_others_need_the_room() -> None:
    async def much_and_no_more(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n" + bytes(3_000_000))
        await asyncio.Event().wait()

    large = reply(FEED + b" " * 2_000_000)
    async with serving({"/hog": much_and_no_more}) as hog, serving({"/feed": large}) as server, Fetcher(PATIENT) as fetcher:
        fetcher.room = Room(4_000_000, patience=0.05, grace=0.2)
        hogging = asyncio.ensure_future(fetcher.fetch(Request(hog.url("/hog")), trusted=True))
        await hog_has(3_000_000, fetcher.room)
        assert len(fetched(await fetcher.fetch(Request(server.url()), trusted=True)).body) > 2_000_000
        assert failed(await hogging).reason == "too slow for its size: it gave way to other feeds"


async def test_a_body_that_waits_to_be_unpacked_gives_way_too() -> None:
    async def some_and_no_more(asked: Asked, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n" + bytes(500_000))
        await asyncio.Event().wait()

    async def slowly(asked: Asked, writer: asyncio.StreamWriter) -> None:
        packed = reply(gzip.compress(NOISE), GZIP)
        writer.write(packed[:1000])
        await asyncio.sleep(0.5)
        writer.write(packed[1000:])

    async with serving({"/hog": some_and_no_more}) as hog, serving({"/feed": slowly}) as server, Fetcher(PATIENT) as fetcher:
        fetcher.room = Room(1_500_000, patience=0.05, grace=0.2)
        hogging = asyncio.ensure_future(fetcher.fetch(Request(hog.url("/hog")), trusted=True))
        await hog_has(500_000, fetcher.room)
        outcome = failed(await fetcher.fetch(Request(server.url()), trusted=True))
        assert outcome.reason == "too slow for its size: it gave way to other feeds"
        hogging.cancel()
        await asyncio.gather(hogging, return_exceptions=True)


def test_a_program_that_is_not_installed_names_itself_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [])
    assert user_agent() == "Mozilla/5.0 (compatible; negotiation-watch)"


async def test_of_many_idle_connections_the_oldest_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.transport._MOST_IDLE", 2)
    async with AsyncExitStack() as stack, Fetcher(POLL) as fetcher:
        servers = [await stack.enter_async_context(serving({"/feed": reply(FEED)})) for _ in range(3)]
        for server in (*servers, *reversed(servers)):
            fetched(await fetcher.fetch(Request(server.url()), trusted=True))
    assert [[asked.connection for asked in server.asked] for server in servers] == [[1, 2], [1, 1], [1, 1]]


async def test_a_fetcher_is_a_context_manager() -> None:
    with pytest.raises(RuntimeError, match="context manager"):
        await Fetcher(POLL).fetch(Request("http://127.0.0.1:9/"), trusted=True)
