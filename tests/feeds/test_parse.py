from core.news import Entry
from feeds.parse import parse

URL = "https://example.org/feed.xml"


def one(body: str) -> Entry:
    (entry,) = parse(body.encode(), {}, URL).entries
    return entry


def test_an_rss_item_becomes_an_entry() -> None:
    entry = one(
        """<rss version="2.0"><channel><title>News</title><language>en-GB</language><item><guid>7</guid><title>A &amp;amp; B</title>
        <link>/a</link><description>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.</description><source url="https://wire.example/">Wire</source>
        <pubDate>Thu, 05 Feb 2026 10:00:00 +0200</pubDate></item></channel></rss>"""
    )
    assert (entry.guid, entry.title, entry.url, entry.text) == ("7", "A & B", "https://example.org/a", "One.\nTwo.")
    assert entry.published is not None
    assert entry.published.isoformat() == "2026-02-05T08:00:00+00:00"
    assert (entry.lang, entry.publisher, entry.full) == ("en", "Wire", False)
