"""`feeds`: added, found, checked and exchanged, over the loopback interface."""

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.settings import Poll
from feeds.fetch import Fetcher
from feeds.finding import Looker, NothingFoundError
from tests.cli.conftest import Run
from tests.feeds.kinds import answers
from tests.feeds.server import Answer, Server, reply, serving
from tests.watch.scene import settings
from watch.workers import Workers

FEED = b"""<rss version="2.0"><channel><title>The Courier</title><item><title>A</title><link>https://a.example/</link>
<pubDate>Thu, 05 Feb 2026 12:00:00 GMT</pubDate></item><item><title>B</title><link>https://b.example/</link></item></channel></rss>"""
PAGE = b'<html><head><link rel="alternate" type="application/rss+xml" title="All" href="/rss"></head></html>'
TWO = PAGE.replace(b"</head>", b'<link rel="alternate" type="application/atom+xml" title="World" href="/world"></head>')
BARE = b"<html><head><title>No feed named</title></head></html>"


@contextmanager
def served(server: dict[str, Answer | list[Answer]]) -> Iterator[Server]:
    """Serve from another thread, since a command has a loop of its own."""
    began, ended = threading.Event(), asyncio.Event()
    there: list[Server] = []
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with serving(server) as running:
            there.append(running)
            began.set()
            await ended.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    began.wait(10)
    try:
        yield there[0]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join(10)
        loop.close()


@pytest.fixture
def site() -> Iterator[Server]:
    with served({}) as running:
        running.answers |= {
            "/rss": reply(FEED),
            "/": reply(PAGE, "Content-Type: text/html"),
            "/two": reply(TWO, "Content-Type: text/html"),
            "/bare": reply(BARE, "Content-Type: text/html"),
            "/robots.txt": reply(f"Sitemap: {running.url('/map-news.xml')}\nSitemap: {running.url('/pages.xml')}".encode()),
            "/map-news.xml": reply(answers.sitemap(("Talks", "en"))),
            "/s/press": reply(answers.telegram(answers.telegram_post(7, "157 home.")), "Content-Type: text/html"),
            "/@press.rss": reply(answers.mastodon("<p>157 home.</p>")),
            "/@press": reply(b"<html>A page</html>", "Content-Type: text/html"),
            "/wp-json/wp/v2/posts?per_page=50&_fields=id,guid,link,date,date_gmt,title,content,excerpt,lang": reply(
                json.dumps([answers.wordpress_post(1, "Talks", "Words")]).encode()
            ),
            "/hostile": reply(FEED.replace(b"The Courier", b"\x1b[2J\xe2\x80\xaeX</title><title>")),
            "/down": reply(b"", status="503 Service Unavailable"),
        }
        yield running


@pytest.mark.parametrize(
    ("given", "kind", "taken", "name"),
    [
        pytest.param("/rss", "feed", "/rss", "The Courier", id="a feed"),
        pytest.param("/", "feed", "/rss", "All", id="a page that names one feed"),
        pytest.param("/s/press", "telegram", "/s/press", "Harbour press office", id="a channel, by its answer"),
        pytest.param("/@press", "mastodon", "/@press.rss", "Press office", id="an account's own page"),
        pytest.param("/map-news.xml", "sitemap", "/map-news.xml", "127.0.0.1:{port}", id="a sitemap"),
        pytest.param("/hostile", "feed", "/hostile", "[2JX", id="a hostile title"),
    ],
)
def test_what_stands_at_an_address_is_added(run: Run, site: Server, tmp_path: Path, given: str, kind: str, taken: str, name: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text('extends = "default"\n')
    assert run("--config", config, "feeds", "add", site.url(given)).status == 0
    (added,) = [one for one in run("--config", config, "feeds", "list", "--json").data if "127.0.0.1" in one["url"]]
    assert (added["kind"], added["url"], added["source"]) == (kind, site.url(taken), name.format(port=site.port))
    assert run("--config", config, "config", "check").status == 0


def test_a_kind_that_no_address_tells_is_named(run: Run, site: Server, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('extends = "default"\n')
    added = run("--config", config, "feeds", "add", site.url("/"), "--kind", "wordpress", "--name", "Outlet")
    assert added.status == 0
    assert 'kind = "wordpress"' in config.read_text()
    wrong = run("--config", config, "feeds", "add", site.url("/rss"), "--kind", "gdelt")
    assert (wrong.status, wrong.err.splitlines()[-1].partition(": ")[2]) == (1, "no feed")


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        pytest.param("/two", 1, "there are several; add one of them", id="several feeds"),
        pytest.param("/down", 1, "HTTP 503", id="a server that is down"),
        pytest.param("/nowhere", 1, "HTTP 404", id="nothing"),
    ],
)
def test_what_cannot_be_added_is_said(run: Run, site: Server, tmp_path: Path, given: str, status: int, said: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text('extends = "default"\n')
    told = run("--config", config, "feeds", "add", site.url(given))
    assert (told.status, said in told.err) == (status, True)
    assert config.read_text() == 'extends = "default"\n'


def test_the_feeds_of_a_page_are_found(run: Run, site: Server, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[poll]\ngap = 0\n")
    found = run("--config", config, "feeds", "discover", site.url("/two"))
    assert found.out.splitlines() == [
        "title\tkind\turl",
        f"All\tfeed\t{site.url('/rss')}",
        f"World\tfeed\t{site.url('/world')}",
    ]
    elsewhere = run("--config", config, "feeds", "discover", site.url("/bare"))
    assert [row.split("\t")[1:] for row in elsewhere.out.splitlines()[1:]] == [
        ["feed", site.url("/rss")],
        ["sitemap", site.url("/map-news.xml")],
    ]


def test_every_source_is_tried_and_reported(run: Run, site: Server, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    sources = [("Courier", "/rss", "feed"), ("Press", "/s/press", "telegram"), ("Down", "/down", "feed"), ("Odd", "/s/press", "feed")]
    tables = "".join(
        f'[[feed]]\nname = "{name}"\nurl = "{site.url(path)}{"?again" if name == "Odd" else ""}"\nkind = "{kind}"\n'
        for name, path, kind in sources
    )
    site.answers["/s/press?again"] = site.answers["/s/press"]
    config.write_text(tables + "[poll]\ngap = 0\n")
    told = run("--config", config, "feeds", "check", "--json")
    assert told.status == 1
    assert [(one["source"], one["kind"], one["verdict"], one["items"], one["undated"], one["newest"]) for one in told.data] == [
        ("Courier", "feed", "good", 2, 1, "2026-02-05T12:00:00Z"),
        ("Press", "telegram", "good", 1, 0, "2026-02-05T12:00:00Z"),
        ("Down", "feed", "HTTP 503 Service Unavailable", 0, 0, None),
        ("Odd", "feed", '200 with HTML: "Harbour press office – Telegram"; it looks like kind = "telegram"', 0, 0, None),
    ]
    table = run("--config", config, "feeds", "check").out.splitlines()
    assert table[0] == "source\tkind\tverdict\titems\tundated\tnewest\tseconds\turl"
    assert [row.split("\t")[:3] for row in table[1:3]] == [["Courier", "feed", "good"], ["Press", "telegram", "good"]]


def test_sources_go_from_one_configuration_to_another(run: Run, tmp_path: Path) -> None:
    one, other = tmp_path / "one.toml", tmp_path / "other.toml"
    one.write_text(
        '[[feed]]\nname = "List"\nurl = "https://a.example/news"\nkind = "page"\nselect = { item = "li > a", timezone = "Europe/Kyiv" }\n'
        'article = { text = ["div.story"], remove = ["p.ad"] }\nfull_text = true\nlang = "uk"\n'
        '[[feed]]\nname = "Press"\nurl = "https://t.me/harbour_press"\nkind = "telegram"\n'
    )
    exported = tmp_path / "feeds.opml"
    exported.write_text(run("--config", one, "feeds", "export").out)
    other.write_text("[poll]\nevery = 900\n")
    assert run("--config", other, "feeds", "import", exported).status == 0
    assert run("--config", other, "config", "check").status == 0
    shown = [run("--config", file, "config", "show").data["feed"] for file in (one, other)]
    assert shown[0] == shown[1]


def test_what_of_a_list_cannot_be_polled_is_said(run: Run, tmp_path: Path) -> None:
    config, given = tmp_path / "config.toml", tmp_path / "in.opml"
    config.write_text("[poll]\nevery = 900\n")
    wanted = '<outline text="A" xmlUrl="https://a.example/feed"/>'
    given.write_text(
        f'<opml><body><outline text="Odd" xmlUrl="javascript:alert(1)"/><outline text="Group">{wanted}</outline></body></opml>'
    )
    told = run("--config", config, "feeds", "import", given)
    assert (told.status, f"{given}: javascript:alert(1): no http or https address, passed over\n" in told.err) == (0, True)
    assert [feed["url"] for feed in run("--config", config, "config", "show").data["feed"]] == ["https://a.example/feed"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param('kind = "page"\nselect = { item = "li[" }', "the CSS selector 'li[' cannot be read", id="a list"),
        pytest.param('article = { text = ["p", "::x("] }', "the CSS selector '::x(' cannot be read", id="an article"),
    ],
)
def test_selectors_that_cannot_be_read_are_told_with_their_line(run: Run, tmp_path: Path, row: str, said: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'[[feed]]\nname = "A"\nurl = "https://a.example/"\n{row}\n')
    told = run("--config", config, "config", "check")
    assert (told.status, said in told.err) == (2, True)
    assert f"config.toml:{3 + len(row.splitlines())}" in told.err.replace(", line ", ":")


async def test_what_runs_away_is_stopped_when_it_is_looked_at() -> None:
    large = FEED.replace(b"</channel>", b"<item><title>C</title></item>" * 50_000 + b"</channel>")
    workers = Workers(settings(), cpu=0.05)
    try:
        async with serving({"/large": reply(large)}) as server, Fetcher(Poll(allow_local=True)) as fetcher:
            looker = Looker(fetcher, workers)
            for looking in (looker.sources_at(server.url("/large")), looker.source_at(server.url("/large"), "feed")):
                with pytest.raises(NothingFoundError, match=r"/large: took longer than 0\.05 seconds to read"):
                    await looking
    finally:
        workers.close()
