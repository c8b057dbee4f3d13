import pytest

from feeds.discover import common_places, feeds_of_page

URL = "https://example.org/news/"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        pytest.param(
            '<html><head><link rel="alternate" type="application/rss+xml" title="All &amp; more" href="/rss"></head></html>',
            [("All & more", "https://example.org/rss")],
            id="declared",
        ),
        pytest.param(
            '<html><head><base href="https://other.example/"><link rel="alternate" type="application/atom+xml" href="a.xml"></head></html>',
            [("https://other.example/a.xml", "https://other.example/a.xml")],
            id="relative to the page's base",
        ),
        pytest.param('<html><link rel="feed" href="feed.json"></html>', [(URL + "feed.json", URL + "feed.json")], id="rel feed"),
        pytest.param('<html><link rel="alternate" type="application/json" href="/wp-json/1"></html>', [], id="no feed but JSON"),
        pytest.param('<html><head><link rel="alternate" hreflang="uk" href="/uk"></head></html>', [], id="another language"),
        pytest.param(
            '<html><body><a href="/feeds/rss/">RSS</a> <a href="/about">Us</a></body></html>',
            [("RSS", "https://example.org/feeds/rss/")],
            id="linked",
        ),
        pytest.param('<html><head><link rel="alternate" type="application/rss+xml" href="javascript:x"></head></html>', [], id="a script"),
        pytest.param("<rss><channel><title>T</title><item><title>A</title></item></channel></rss>", [("T", URL)], id="a feed itself"),
        pytest.param("<html><body><a>RSS</a> <a href='javascript:x'>Feed</a></body></html>", [], id="links to nowhere"),
        pytest.param("<html", [], id="half a tag"),
        pytest.param("<!doctype html><!-- soon -->", [], id="a page with nothing in it"),
        pytest.param("nothing at all", [], id="neither"),
    ],
)
def test_a_page_tells_its_feeds(page: str, found: list[tuple[str, str]]) -> None:
    assert feeds_of_page(page.encode(), {"content-type": "text/html"}, URL) == found


def test_common_places_lie_at_the_top_of_the_site() -> None:
    assert "https://example.org/rss.xml" in common_places(URL)
