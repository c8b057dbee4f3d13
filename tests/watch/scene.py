"""A negotiation of two parties, feeds on the loopback interface, and articles with figures in them."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from core.settings import Feed, Negotiation, Party, Poll, Rule, Settings, Topic
from tests.feeds.server import Answer, Server, reply

SWAPS = Topic(id="pow-swaps", name="POW swaps", mark="pow", rule=(Rule(id="pow.swap", any=("prisoner* <5> exchang*",)),))
FIRST = "Russia and Ukraine exchanged 157 prisoners of war each on Thursday, the defence ministry said."
EDITED = "Russia and Ukraine exchanged 150 prisoners of war each on Thursday, the defence ministry said."


def settings(*feeds: Feed, topics: Sequence[Topic] = (SWAPS,)) -> Settings:
    parties = (Party(name="Ukraine"), Party(name="Russia"))
    return Settings(
        negotiation=Negotiation(name="Talks", parties=parties),
        feed=feeds,
        topic=tuple(topics),
        poll=Poll(gap=0, timeout=5, per_host=8, allow_local=True),
    )


def rss(server: Server, *entries: tuple[str, str]) -> Answer:
    """A feed of entries, each a GUID and a text."""
    items = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><link>{server.url('/' + guid)}</link><title>News {guid}</title>"
        f"<pubDate>Thu, 05 Feb 2026 12:00:00 GMT</pubDate><description>{escape(text)}</description></item>"
        for guid, text in entries
    )
    body = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Courier</title>{items}</channel></rss>"
    return reply(body.encode(), "Content-Type: application/rss+xml", f'ETag: "{hash(items)}"')


def page(text: str, *headers: str) -> Answer:
    """An article's page."""
    body = f"<html><body><article><h1>News</h1>{''.join(f'<p>{escape(row)}</p>' for row in text.splitlines())}</article></body></html>"
    return reply(body.encode(), "Content-Type: text/html; charset=utf-8", *headers)


def many(server: Server, count: int) -> list[Feed]:
    """Feeds that each tell of something of their own."""
    for number in range(count):
        server.answers[f"/{number}"] = rss(server, (f"{number}", f"{FIRST} It was number {number}."))
    return [Feed(name=f"Courier {number}", url=server.url(f"/{number}")) for number in range(count)]
