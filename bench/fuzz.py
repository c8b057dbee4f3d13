# ruff: noqa: E501, ISC004, RUF001  (a seed a line, in any script)
"""Coverage-guided fuzzing of all that reads what others wrote: feed documents, pages, lists, compressed bodies, text, claims, TOML.

`pip install 'negotiation-watch[fuzz]'`, then `python bench/fuzz.py [--only TARGET] [--seconds 60]`: each target for so many seconds, in a process of its
own with 2 GB of memory and 10 s for one input. An input that breaks a law is printed, and kept under `bench/.fuzz/` with what was learnt; the exit
status is 1 then. `python bench/fuzz.py TARGET FILE...` runs single inputs again.

The laws: nothing raises but what is declared; what comes out is text that no terminal obeys and addresses of the web alone; a second cleaning changes
nothing; a claim stands where it says, with its low end not above its high one.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
KEPT = HOME / "bench" / ".fuzz"
sys.path.insert(0, str(HOME))

import atheris

with atheris.instrument_imports(include=["feeds", "core", "claims", "rules", "feedparser"], enable_loader_override=False):
    from claims.guide import guide
    from claims.reader import read
    from core.config import ConfigErrors, check, load
    from core.contract import article_from_json
    from core.errors import UsageError
    from core.news import Article, Document, Entry
    from core.text import MAX_TITLE, clean, line, paragraphs
    from core.times import read_moment, read_stamp
    from feeds.article import content_of_page
    from feeds.charset import decode as decode_text
    from feeds.decode import DecodeError, TooLargeError, decode
    from feeds.discover import feeds_of_page
    from feeds.identity import web_address
    from feeds.markup import text_of, title_of
    from feeds.opml import read_opml
    from feeds.parse import parse
    from feeds.robots import read_robots
    from feeds.waits import freshness, retry_after

NOW = read_stamp("2026-02-05T12:00:00.000000Z")
URL = "https://example.org/feed"
GUIDE = guide(load(HOME / "config.toml").negotiation, ())
KINDS = ("application/rss+xml", "application/feed+json", "text/html; charset=windows-1251", "text/plain; charset=utf-16", "")


SHOWN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd") | {
    chr(at) for at in range(0x13430, 0x13440)
}
"""Format characters that are seen: signs of Arabic, Syriac and Kaithi under which numbers stand, joiners of hieroglyphs."""


def plain(text: str | None) -> None:
    for char in set(text or "") - SHOWN - {"\n"}:
        assert unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp"), ascii(char)


def told(entry: Entry) -> None:
    for text in (entry.guid, entry.url, entry.title, entry.text, entry.author, entry.publisher, entry.lang):
        plain(text)
    assert entry.url is None or entry.url.startswith(("http://", "https://")), entry.url
    assert entry.published is None or entry.published.tzinfo is not None


def feed(raw: bytes) -> None:
    document: Document = parse(raw[1:], {"content-type": KINDS[raw[0] % len(KINDS)]} if raw else {}, URL)
    plain(document.title)
    plain(document.problem)
    for entry in document.entries:
        told(entry)


def page(raw: bytes) -> None:
    plain(content_of_page(raw, {"content-type": "text/html"}, URL).text)
    for title, address in feeds_of_page(raw, {"content-type": "text/html"}, URL):
        plain(title)
        plain(address)


def text(raw: bytes) -> None:
    words = decode_text(raw, ("utf-8", "utf-16-le"))
    for tidy in (clean, line, paragraphs, text_of, title_of):
        plain(tidy(words))
    assert len(line(words)) <= MAX_TITLE
    assert clean(clean(words)) == clean(words)
    assert line(line(words)) == line(words)
    plain(web_address(words, URL))


def body(raw: bytes) -> None:
    coding = ("gzip", "deflate", "br", "zstd", "gzip, br", "")[raw[0] % 6] if raw else ""
    try:
        assert len(decode(raw[1:], coding, 65_536)) <= 65_536
    except (DecodeError, TooLargeError) as trouble:
        plain(str(trouble))


def lists(raw: bytes) -> None:
    try:
        for one in read_opml(raw):
            plain(one.name)
            plain(one.url)
    except UsageError as trouble:
        plain(str(trouble))
    read_robots(raw).allow(URL)


def headers(raw: bytes) -> None:
    words = raw.decode("latin-1")
    for name in ("retry-after", "cache-control", "expires", "age"):
        given = {"cache-control": "max-age=60", name: words}
        for seconds in (retry_after(given, NOW), freshness(given, NOW)):
            assert seconds is None or 0 <= seconds <= 7 * 86_400


def claims(raw: bytes) -> None:
    words = paragraphs(raw.decode("utf-8", "ignore"))
    title, _, rest = words.partition("\n")
    for claim in read(Article(1, "Outlet", NOW, title, rest, None, URL), GUIDE).claims:
        place = title if claim.place == "title" else rest
        assert place[claim.start : claim.end] == claim.quote
        low, high = claim.value.low, claim.value.high
        assert not (isinstance(low, float) and isinstance(high, float)) or low <= high, claim


def toml(raw: bytes) -> None:
    path = KEPT / f"config.{os.getpid()}.toml"
    path.write_bytes(raw)
    for mistake in check(path):
        assert str(mistake)
    try:
        load(path)
    except ConfigErrors:
        pass
    finally:
        path.unlink()


def given(raw: bytes) -> None:
    words = raw.decode("utf-8", "ignore")
    with suppress(ValueError):
        read_moment(words, NOW)
    with suppress(ValueError, RecursionError, UsageError):
        article_from_json(json.loads(words), "standard input")


TARGETS: dict[str, Callable[[bytes], None]] = {one.__name__: one for one in (feed, page, text, body, lists, headers, claims, toml, given)}
SEEDS: dict[str, list[bytes]] = {
    "feed": [b"\0<rss version='2.0'><channel><title>A</title><item><guid>1</guid><title>B &amp; C</title><link>/a</link><description>&lt;p&gt;x"
             b"</description><pubDate>Thu, 05 Feb 2026 12:00:00 GMT</pubDate></item></channel></rss>",
             b"\0<feed xmlns='http://www.w3.org/2005/Atom'><title type='html'>A</title><entry><id>1</id><title>B</title><link href='/a'/><updated>2026-02-05T12:00:00Z"
             b"</updated><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>x</div></content></entry></feed>",
             b'\1{"version":"https://jsonfeed.org/version/1.1","title":"A","items":[{"id":"1","content_html":"<p>x","date_published":"2026-02-05T12:00:00Z"}]}',
             b"\0<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>A</title></channel><item><title>B</title></item></rdf:RDF>"],
    "page": [b"<!DOCTYPE html><html><head><title>A</title><link rel=alternate type=application/rss+xml href=/f></head><body><article><h1>A</h1><p>" + b"Both sides meet again. " * 20],
    "text": ["a\u0301\u202e\x1b[2J\x9b &amp; <p>x</p>".encode()],
    "lists": [b"<opml version='2.0'><body><outline text='A' xmlUrl='http://example.org/a'/></body></opml>", b"User-agent: *\nDisallow: /a*b$\nAllow: /"],
    "headers": [b"120", b"Thu, 05 Feb 2026 12:00:00 GMT", b"max-age=60, no-cache"],
    "claims": [b"Swap\nRussia and Ukraine exchanged 157 prisoners of war each on Thursday, the ministry said; 87 of 103 drones were shot down.",
               "Обмін\nУкраїна повернула 157 військовополонених, повідомив Зеленський. З 5 лютого загинули двоє.".encode()],
    "toml": [b'extends = "default"\n[poll]\nevery = 900\n[[feed]]\nname = "A"\nurl = "https://example.org/feed"\n'],
    "given": [b'{"id":"1","source":"A","published":"2026-02-05","title":"B","text":"C"}', b"yesterday", b"2h", b"2026-02-05T12:00"],
}  # fmt: skip


def run(name: str, words: list[str]) -> None:
    """Fuzz one target in this process, with libFuzzer's own words."""
    atheris.Setup([sys.argv[0], *words], TARGETS[name])
    atheris.Fuzz()


def main() -> int:
    if len(sys.argv) > 1 and sys.argv[1] in TARGETS:
        run(sys.argv[1], sys.argv[2:])
        return 0
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", choices=sorted(TARGETS))
    options.add_argument("--seconds", type=int, default=60)
    args = options.parse_args()
    broken = []
    for name in TARGETS if args.only is None else [args.only]:
        corpus = KEPT / name
        corpus.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(SEEDS.get(name, [])):
            (corpus / f"seed{number}").write_bytes(seed)
        limits = [
            f"-max_total_time={args.seconds}",
            "-timeout=10",
            "-rss_limit_mb=2048",
            "-max_len=20000",
            f"-artifact_prefix={KEPT}/broken-{name}-",
        ]
        with tempfile.TemporaryFile() as log:
            ended = subprocess.run([sys.executable, __file__, name, *limits, str(corpus)], stdout=log, stderr=log, check=False)
            log.seek(0)
            rows = log.read().decode("utf-8", "replace").splitlines()
        counted = [row for row in rows if row.startswith("#") and "cov:" in row]
        print(
            f"{name}: {'a law is broken' if ended.returncode else 'nothing found'}; {counted[-1][:90] if counted else 'no run'}", flush=True
        )
        if ended.returncode:
            broken.append(name)
            print("\n".join(rows[-40:]))
    return int(bool(broken))


if __name__ == "__main__":
    sys.exit(main())
