"""Pages and documents that came in the place of a feed, or are wrong as one; names and addresses at which there is nobody."""

import os

from bench.documents import DOCUMENTS
from bench.faulty.fault import FEED, OK, XML, Answer, fault
from tests.feeds.server import reply

answer: Answer
HTML = "Content-Type: text/html; charset=utf-8"


def page(title: str, body: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>".encode()


for name, words, answer in (
    ("a captcha", "a check for robots", reply(page("Just a moment...", "<script src=/cdn-cgi/challenge-platform/x></script>"), HTML)),
    ("a captcha without a title", "a check for robots", reply(page("", "<form>Please solve the captcha</form>"), HTML)),
    ("a captcha with 403", "HTTP 403", reply(page("Attention Required!"), HTML, status="403 Forbidden")),
    ("a captcha with 503", "HTTP 503", reply(page("Just a moment..."), HTML, status="503 Wait")),
    ("a consent page", "a consent page", reply(page("Before you continue"), HTML)),
    ("a login page", "a login page", reply(page("Sign in"), HTML)),
    ("a paywall", "a paywall", reply(page("Subscription required"), HTML)),
    ("an error page with 200", "an error page", reply(page("404 Not Found"), HTML)),
    ("a page", 'HTML: "Home"', reply(page("Home"), HTML)),
    ("a page that says it is a feed", 'HTML: "Home"', reply(page("Home"), XML)),
    ("a page whose title holds escapes", "HTML", reply(page("\x1b]0;pwned\x07[bold]x[/] \u202e"), HTML)),
    ("a page of 10 MiB", "HTML", reply(page("Home", "<p>x</p>" * 1_300_000), HTML)),
    ("JSON", "JSON, and no JSON Feed", reply(b'{"error": "no"}', "Content-Type: application/json")),
    ("broken JSON", "broken JSON", reply(b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "Content-Type: application/json")),
    ("a PDF", "no feed|body that is no feed", reply(b"%PDF-1.7\n" + bytes(5000), "Content-Type: application/pdf")),
    ("a picture", "no feed|body that is no feed", reply(b"\x89PNG\r\n\x1a\n" + bytes(5000), "Content-Type: image/png")),
    (
        "a picture in SVG",
        "no feed|body that is no feed",
        reply(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Content-Type: image/svg+xml"),
    ),
    ("nothing", "empty body", reply(b"", XML)),
    ("blanks", "empty body", reply(b" \n" * 1000, XML)),
    ("words", "no feed", reply(b"Service is down.", "Content-Type: text/plain")),
    (
        "OPML",
        "no feed|HTML",
        reply(b"<opml version='2.0'><body><outline xmlUrl='http://x.example'/></body></opml>", "Content-Type: text/x-opml"),
    ),
    ("a sitemap", "no feed", reply(b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>x</loc></url></urlset>", XML)),
    ("an archive", "no feed|body that is no feed", reply(b"PK\x03\x04" + bytes(3000), "Content-Type: application/zip")),
    ("chance", "no feed|body that is no feed|damaged", reply(os.urandom(100_000), XML)),
    ("a content type with escapes", f"{OK}|broken HTTP", reply(FEED, "Content-Type: \x1b[31m")),
    ("another content type", OK, reply(FEED, "Content-Type: image/png")),
    ("no content type", OK, reply(FEED)),
    ("half a feed", "fetched|no readable feed|feed", reply(FEED[: len(FEED) * 2 // 3], XML)),
):
    fault(name, words, answer)

for document in DOCUMENTS:
    fault(f"document: {document.name}", document.words, reply(document.body, f"Content-Type: {document.kind}"), items=document.items)

for name, words, url in (
    ("no such name", "no such host", "http://nowhere.invalid/"),
    ("a name of 300 letters", "no such host|no valid address", f"http://{'a' * 300}.invalid/"),
    ("a name with an empty part", "no such host|no valid address", "http://a..invalid/"),
    ("a name in another script", "no such host|no valid address", "http://новини.invalid/"),
    ("a name that IDNA refuses", "no such host|no valid address", "http://xn--a.invalid/"),
    ("nobody listens", "connection refused", "http://127.9.99.99:9/"),
    ("an address without a way", "no network|host unreachable|connection|timed out", "http://[100::1]:9/"),
):
    fault(name, words, b"", url=url)
