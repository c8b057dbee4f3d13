"""Status lines, headers, lengths and chunks that are wrong."""

import gzip

from bench.faulty.fault import FEED, MIB, OK, Answer, fault
from tests.feeds.server import reply

answer: Answer


def raw(first: str, *headers: str, body: bytes = FEED) -> bytes:
    return "\r\n".join((first, *headers)).encode("latin-1") + b"\r\n\r\n" + body


def chunked(body: bytes, ending: bytes = b"0\r\n\r\n") -> bytes:
    return b"%x\r\n" % len(body) + body + b"\r\n" + ending


SIZE = f"Content-Length: {len(FEED)}"
CHUNKED = "Transfer-Encoding: chunked"
for name, words, answer in (
    ("length too long", "response cut off", raw("HTTP/1.1 200 OK", f"Content-Length: {len(FEED) + 9}")),
    ("length too short", "fetched|no readable feed|no feed", raw("HTTP/1.1 200 OK", f"Content-Length: {len(FEED) - 20}")),
    ("length of nothing", "empty body", raw("HTTP/1.1 200 OK", "Content-Length: 0")),
    ("length below nothing", "broken HTTP", raw("HTTP/1.1 200 OK", "Content-Length: -5")),
    ("length in words", "broken HTTP", raw("HTTP/1.1 200 OK", "Content-Length: many")),
    ("length in hexadecimal", "broken HTTP", raw("HTTP/1.1 200 OK", "Content-Length: 0x10")),
    ("length of a terabyte", "larger than 16 MiB", raw("HTTP/1.1 200 OK", "Content-Length: 1099511627776")),
    ("length of forty digits", "larger than 16 MiB|broken HTTP", raw("HTTP/1.1 200 OK", f"Content-Length: {'9' * 40}")),
    ("length of a million digits", "broken HTTP|larger", raw("HTTP/1.1 200 OK", f"Content-Length: {'9' * 1_000_000}")),
    ("two lengths alike", OK, raw("HTTP/1.1 200 OK", SIZE, SIZE)),
    ("two lengths that differ", "broken HTTP", raw("HTTP/1.1 200 OK", SIZE, "Content-Length: 7")),
    ("no length", OK, raw("HTTP/1.1 200 OK", "Connection: close")),
    ("chunked", OK, raw("HTTP/1.1 200 OK", CHUNKED, body=chunked(FEED))),
    ("chunked with a length", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", CHUNKED, "Content-Length: 3", body=chunked(FEED))),
    ("chunked twice", "broken HTTP", raw("HTTP/1.1 200 OK", "Transfer-Encoding: chunked, chunked", body=chunked(FEED))),
    ("chunked with extensions", OK, raw("HTTP/1.1 200 OK", CHUNKED, body=chunked(FEED).replace(b"\r\n", b';a="b"\r\n', 1))),
    ("chunked with trailers", OK, raw("HTTP/1.1 200 OK", CHUNKED, body=chunked(FEED, b"0\r\nX-Sum: 1\r\n\r\n"))),
    ("chunks without an end", "response cut off", raw("HTTP/1.1 200 OK", CHUNKED, body=chunked(FEED, b""))),
    ("a chunk of no number", "broken HTTP", raw("HTTP/1.1 200 OK", CHUNKED, body=b"zz\r\n" + FEED)),
    ("a chunk of a negative number", "broken HTTP", raw("HTTP/1.1 200 OK", CHUNKED, body=b"-5\r\n" + FEED)),
    ("a chunk of sixteen digits", "broken HTTP|response cut off", raw("HTTP/1.1 200 OK", CHUNKED, body=b"FFFFFFFFFFFFFFFF\r\n" + FEED)),
    ("chunks that are none", "broken HTTP", raw("HTTP/1.1 200 OK", CHUNKED, body=FEED)),
    ("gzip as a transfer encoding", "broken HTTP", raw("HTTP/1.1 200 OK", "Transfer-Encoding: gzip", body=gzip.compress(FEED))),
    ("an unknown transfer encoding", "broken HTTP", raw("HTTP/1.1 200 OK", "Transfer-Encoding: swift", body=FEED)),
    ("HTTP/0.9", "broken HTTP|server closed", FEED),
    ("HTTP/1.0", OK, raw("HTTP/1.0 200 OK", SIZE)),
    ("HTTP/2.0 in plain", f"{OK}|broken HTTP", raw("HTTP/2.0 200 OK", SIZE)),
    ("HTTP/9.9", f"{OK}|broken HTTP", raw("HTTP/9.9 200 OK", SIZE)),
    ("ICY", "broken HTTP", raw("ICY 200 OK", SIZE)),
    ("no reason", OK, raw("HTTP/1.1 200", SIZE)),
    ("no status", "broken HTTP", raw("HTTP/1.1", SIZE)),
    ("a status of two digits", "broken HTTP", raw("HTTP/1.1 20 OK", SIZE)),
    ("a status of four digits", "broken HTTP", raw("HTTP/1.1 2000 OK", SIZE)),
    ("status 000", "broken HTTP|HTTP 0", raw("HTTP/1.1 000 Zero", SIZE)),
    ("status 999", "HTTP 999", raw("HTTP/1.1 999 Odd", SIZE)),
    ("lines that end in line feeds", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", SIZE).replace(b"\r\n", b"\n")),
    ("empty lines first", f"{OK}|broken HTTP", b"\r\n\r\n" + raw("HTTP/1.1 200 OK", SIZE)),
    ("a NUL in a header", "broken HTTP", raw("HTTP/1.1 200 OK", "X: a\0b", SIZE)),
    ("an escape in a header", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", "X: \x1b[2J\x1b]0;title\x07", SIZE)),
    ("a header without a colon", "broken HTTP", raw("HTTP/1.1 200 OK", "Nothing", SIZE)),
    ("a header without a name", "broken HTTP", raw("HTTP/1.1 200 OK", ": value", SIZE)),
    ("a space before the colon", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", "X : value", SIZE)),
    ("a folded header", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", "X: a", "  b", SIZE)),
    ("a carriage return in a header", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", "X: a\rSet-Cookie: b=c", SIZE)),
    ("bytes that are no ASCII in a header", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", "X: \xe9\xff", SIZE)),
    ("a header of 60 KiB", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", f"X: {'x' * 60_000}", SIZE)),
    ("a header of 200 KiB", "broken HTTP", raw("HTTP/1.1 200 OK", f"X: {'x' * 200_000}", SIZE)),
    ("a header of 10 MiB", "broken HTTP", raw("HTTP/1.1 200 OK", f"X: {'x' * 10 * MIB}", SIZE)),
    ("5,000 headers", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", *["X: y"] * 5000, SIZE)),
    ("100,000 headers", "broken HTTP", raw("HTTP/1.1 200 OK", *["X: y"] * 100_000, SIZE)),
    ("1,000 cookies", OK, raw("HTTP/1.1 200 OK", *[f"Set-Cookie: c{n}=v" for n in range(1000)], SIZE)),
    ("early hints", OK, b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + raw("HTTP/1.1 200 OK", SIZE)),
    ("continue", OK, b"HTTP/1.1 100 Continue\r\n\r\n" + raw("HTTP/1.1 200 OK", SIZE)),
    ("1,000 interim answers", f"{OK}|broken HTTP|too many", b"HTTP/1.1 102 Processing\r\n\r\n" * 1000 + raw("HTTP/1.1 200 OK", SIZE)),
    ("switching protocols", "HTTP 101|broken HTTP", raw("HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", body=b"")),
    ("a validator of 1 MiB", "broken HTTP", raw("HTTP/1.1 200 OK", f'ETag: "{"e" * MIB}"', SIZE)),
    ("a validator of 50 KiB", OK, raw("HTTP/1.1 200 OK", f'ETag: "{"e" * 50_000}"', SIZE)),
    ("a validator with escapes", f"{OK}|broken HTTP", raw("HTTP/1.1 200 OK", 'ETag: "\x1b[31m"', SIZE)),
    ("dates that are none", OK, raw("HTTP/1.1 200 OK", "Date: x", "Expires: -1", "Last-Modified: never", "Age: -7", SIZE)),
    ("a max-age of forty digits", OK, raw("HTTP/1.1 200 OK", f"Cache-Control: max-age={'9' * 40}", SIZE)),
    ("retry after a thousand years", "HTTP 503", reply(b"", "Retry-After: 31536000000", status="503 No")),
    ("retry after nonsense", "HTTP 503", reply(b"", "Retry-After: \xe9 later", status="503 No")),
    ("retry after a date long past", "HTTP 429", reply(b"", "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT", status="429 No")),
    ("retry after year 9999", "HTTP 429", reply(b"", "Retry-After: Fri, 31 Dec 9999 23:59:59 GMT", status="429 No")),
):
    fault(name, words, answer)

for status, words in (
    *((204, "204"), (205, "205"), (206, "206|fetched"), (300, "300"), (301, "301"), (304, "304"), (305, "305"), (400, "400"), (401, "401")),
    *(
        (402, "402"),
        (403, "403"),
        (404, "404"),
        (405, "405"),
        (406, "406"),
        (407, "407"),
        (408, "408"),
        (410, "gone for good"),
        (418, "418"),
    ),
    *((421, "421"), (429, "429"), (451, "451"), (500, "500"), (501, "501"), (502, "502"), (503, "503"), (504, "504"), (511, "511")),
    *((520, "520"), (599, "599")),
):
    fault(
        f"status {status}",
        words,
        reply(b"" if status in (204, 205, 304) else b"<html><title>No</title></html>", status=f"{status} \x9b31m No"),
    )
