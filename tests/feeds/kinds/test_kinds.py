"""Sources of all kinds, fetched over a socket and read."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.news import Document, Entry, Fetched, Request
from core.settings import Kind, ListPage, Poll
from feeds.fetch import Fetcher
from feeds.kinds.known import address_trouble, earlier_page, kind_of_address, kind_of_answer, kinds_of_address, read_source, request_address
from tests.feeds.kinds import answers
from tests.feeds.kinds.answers import HOSTILE, telegram_post, wordpress_post
from tests.feeds.server import Answer, redirect, reply, serving

NOON = datetime(2026, 2, 5, 12, 0, tzinfo=UTC)
NEWS = ListPage(item="li.news", title="h3", date="time, .when", text="p", timezone="Europe/Kyiv")
POST = "https://t.me/harbour_press/7"


PATHS: dict[Kind, str] = {"wordpress": "/wp-json/wp/v2/posts?search=x", "mastodon": "/@press.rss"}


async def fetched(
    kind: Kind, answer: Answer | bytes, *headers: str, select: ListPage | None = None, path: str = "/s/harbour_press"
) -> Document:
    """Serve an answer and read it as a source of a kind."""
    whole = answer if callable(answer) or answer.startswith(b"HTTP/1.1") else reply(answer, *headers)
    elsewhere = reply(answers.NO_CHANNEL, "Content-Type: text/html")
    async with serving({path: whole, "/elsewhere": elsewhere}) as server, Fetcher(Poll(gap=0)) as fetcher:
        outcome = await fetcher.fetch(Request(request_address(kind, server.url(path))), trusted=True)
    assert isinstance(outcome, Fetched), outcome
    return read_source(kind, select, outcome.body, outcome.headers, outcome.url)


QUOTED = (
    '<a class="tgme_widget_message_reply" href="https://t.me/harbour_press/3"><div class="tgme_widget_message_author">Harbour press</div>'
    '<div class="tgme_widget_message_text js-message_text">What was said <i>before</i></div></a>'
)
FORWARDED = (
    '<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;<a class="tgme_widget_message_forwarded_from_name"'
    ' href="https://t.me/air_watch/9"><span dir="auto">Air watch</span></a></div>'
)
EMOJI = '<tg-emoji emoji-id="5"><i class="emoji" style="background-image:url(x)"><b>!</b></i></tg-emoji>'


@pytest.mark.parametrize(
    ("post", "entry"),
    [
        pytest.param(
            telegram_post(7, f"157 are <b>home</b>{EMOJI}<br/><br/>The second <a href='https://a.example'>group</a> follows."),
            Entry(POST, POST, "157 are home!", "157 are home!\nThe second group follows.", NOON, full=True),
            id="a post",
        ),
        pytest.param(
            telegram_post(7, "Now 158.", extra=QUOTED), Entry(POST, POST, "Now 158.", "Now 158.", NOON, full=True), id="an answer"
        ),
        pytest.param(
            telegram_post(7, "Seven downed.", extra=FORWARDED),
            Entry(POST, POST, "Seven downed.", "Seven downed.", NOON, publisher="Air watch", full=True),
            id="passed on",
        ),
        pytest.param(
            telegram_post(7, '<div class="tgme_widget_message_text js-message_text">Twice wrapped.</div>'),
            Entry(POST, POST, "Twice wrapped.", "Twice wrapped.", NOON, full=True),
            id="an element within one of the same name",
        ),
        pytest.param(
            telegram_post(
                7, "", extra='<div class="tgme_widget_message_poll"><div class="tgme_widget_message_poll_question">Who?</div></div>'
            ),
            Entry(POST, POST, "Who?", "Who?", NOON, full=True),
            id="a poll",
        ),
        pytest.param(
            telegram_post(7, "No date.", date="soon"), Entry(POST, POST, "No date.", "No date.", None, full=True), id="a date that is none"
        ),
        pytest.param(telegram_post(7, HOSTILE), Entry(POST, POST, "]0;owned157 home", "]0;owned157 home", NOON, full=True), id="hostile"),
        pytest.param(telegram_post(7, ""), None, id="a picture alone"),
        pytest.param(telegram_post(7, "Channel created", service=True), None, id="a note of the service"),
        pytest.param(telegram_post(7, "Words.").replace("harbour_press/7", "../7", 1), None, id="a post that is named oddly"),
    ],
)
async def test_a_telegram_channel(post: str, entry: Entry | None) -> None:
    document = await fetched("telegram", answers.telegram(post), "Content-Type: text/html; charset=utf-8")
    assert document == Document("Harbour press office", () if entry is None else (entry,))


@pytest.mark.parametrize(
    ("posts", "newest", "before"),
    [
        pytest.param([(7, NOON), (8, NOON)], NOON - timedelta(hours=1), "7", id="more came than the page shows"),
        pytest.param([(7, NOON - timedelta(hours=1)), (8, NOON)], NOON - timedelta(hours=1), None, id="it reaches back to what is known"),
        pytest.param([(1, NOON), (2, NOON)], NOON - timedelta(hours=1), None, id="it begins with the first post"),
        pytest.param([(7, None)], NOON, None, id="no dates"),
        pytest.param([], NOON, None, id="no posts"),
        pytest.param([(7, NOON)], None, None, id="nothing is known"),
    ],
)
def test_where_the_posts_before_stand(posts: list[tuple[int, datetime | None]], newest: datetime | None, before: str | None) -> None:
    entries = tuple(replace(Entry("", POST, "A", "A", date), guid=f"https://t.me/harbour_press/{number}") for number, date in posts)
    found = earlier_page("telegram", "https://t.me/s/harbour_press?q=x", Document("", entries), newest)
    assert found == (None if before is None else f"https://t.me/s/harbour_press?before={before}")


async def test_a_channel_that_has_no_preview_is_said_to_have_none() -> None:
    document = await fetched("telegram", redirect("/elsewhere"))
    assert document.problem == "no preview of this channel: it is private or restricted, a group, or there is none of this name"


LONG = "<p>" + "The delegations spoke for an hour. " * 20 + "</p>"
FIRST = Entry(
    guid="https://outlet.example/?p=1",
    url="https://outlet.example/1/",
    title="Talks – day 2",
    text=("The delegations spoke for an hour. " * 20).strip(),
    published=NOON,
    full=True,
)


@pytest.mark.parametrize(
    ("posts", "entries"),
    [
        pytest.param([wordpress_post(1, "Talks &#8211; day 2", LONG)], [FIRST], id="a post"),
        pytest.param(
            [wordpress_post(1, "Talks &#8211; day 2", LONG, guid=5)], [replace(FIRST, guid="http://127.0.0.1:PORT/?p=1")], id="no GUID"
        ),
        pytest.param(
            [
                wordpress_post(
                    1, "Talks &#8211; day 2", LONG, date_gmt="0000-00-00T00:00:00", lang="uk_UA", _embedded={"author": [{"name": "A"}]}
                )
            ],
            [replace(FIRST, published=NOON + timedelta(hours=2), lang="uk", author="A")],
            id="the site's own time",
        ),
        pytest.param(
            [wordpress_post(1, "Talks &#8211; day 2", "", content={"rendered": LONG, "protected": True})],
            [replace(FIRST, text="In short […]", full=False)],
            id="protected",
        ),
        pytest.param(
            [wordpress_post(1, HOSTILE, LONG, link="javascript:x")], [replace(FIRST, title="]0;owned157 home", url=None)], id="hostile"
        ),
        pytest.param(
            [wordpress_post(1, "Talks &#8211; day 2", LONG, guid={"rendered": "https://outlet.example/?post_type=news&#038;p=1"})],
            [replace(FIRST, guid="https://outlet.example/?post_type=news&p=1")],
            id="an escaped GUID, as the site's feed has it",
        ),
        pytest.param([{"id": 1}, "x", 3, None], [], id="no posts"),
        pytest.param([], [], id="nothing found"),
    ],
)
async def test_a_wordpress_site(posts: list[object], entries: list[Entry]) -> None:
    document = await fetched(
        "wordpress", json.dumps(posts).encode(), "Content-Type: application/json", path="/wp-json/wp/v2/posts?search=x"
    )
    found = [replace(entry, guid="http://127.0.0.1:PORT/?p=1") if "127.0.0.1" in entry.guid else entry for entry in document.entries]
    assert (found, document.problem) == (entries, None)


ARTICLE = ("https://a.example/1?utm_source=x", 'Talks resume , say officials : " 157 " home', "20260205T120000Z", "a.example", "Ukrainian")


async def test_gdelt() -> None:
    rest = (ARTICLE, ("ftp://b", *ARTICLE[1:]), (*ARTICLE[:1], "", *ARTICLE[2:]), ("https://c.example/", HOSTILE, "soon", "c", "Klingon"))
    document = await fetched("gdelt", answers.gdelt(*rest), "Content-Type: application/json; charset=utf-8")
    assert [(one.guid, one.title, one.published, one.publisher, one.lang) for one in document.entries] == [
        ("https://a.example/1", 'Talks resume, say officials: " 157 " home', NOON, "a.example", "uk"),
        ("https://c.example/", "<script>alert(1)</script><img src=x onerror=alert(2)>]0;owned157 home", None, "c", "und"),
    ]
    assert (await fetched("gdelt", b"{}")).problem is None


async def test_google_news() -> None:
    document = await fetched("googlenews", answers.googlenews(("157 home - at last", "Harbour Wire"), ("Talks", "A - B")))
    assert [(one.title, one.publisher, one.text, one.guid) for one in document.entries] == [
        ("157 home - at last", "Harbour Wire", "", "CBMi0"),
        ("Talks", "A - B", "", "CBMi1"),
    ]
    assert (await fetched("googlenews", answers.googlenews())).problem is None


async def test_a_mastodon_account() -> None:
    posts = ("<p>157 are home.<br />All well.</p><p>More soon.</p>", "", HOSTILE)
    document = await fetched("mastodon", answers.mastodon(*posts), path="/@press.rss")
    assert [(one.title, one.text, one.full, one.url) for one in document.entries] == [
        ("157 are home.", "157 are home.\nAll well.\nMore soon.", True, "https://social.example/@press/0"),
        ("]0;owned157 home", "]0;owned157 home", True, "https://social.example/@press/2"),
    ]
    assert (await fetched("mastodon", answers.mastodon(), path="/@press.rss")).problem is None


async def test_a_bluesky_account() -> None:
    posts = ("157 are home.\n\n[contains quote post or other embedded content]", "[contains quote post or other embedded content]")
    document = await fetched("bluesky", answers.bluesky(*posts))
    (entry,) = document.entries
    assert (document.title, entry.guid, entry.text, entry.published) == (
        "@press.example - Press office",
        "at://did:plc:abc/app.bsky.feed.post/0",
        "157 are home.",
        NOON,
    )


async def test_a_news_sitemap() -> None:
    document = await fetched(
        "sitemap", answers.sitemap(("Talks &amp;amp; swaps", "uk"), ("", "en"), ("&lt;script&gt;x&lt;/script&gt;A", "en"))
    )
    assert [(one.url, one.title, one.published, one.lang, one.text) for one in document.entries] == [
        ("https://outlet.example/0", "Talks & swaps", NOON, "uk", ""),
        ("https://outlet.example/2", "A", NOON, "en", ""),
    ]
    assert (await fetched("sitemap", answers.sitemap())).problem is None
    packed = await fetched("sitemap", gzip.compress(answers.sitemap(("Talks", "en"))), "Content-Type: application/x-gzip")
    assert [one.title for one in packed.entries] == ["Talks"]


async def test_a_page() -> None:
    document = await fetched("page", answers.LIST, "Content-Type: text/html", select=NEWS)
    assert document.title == "Новини"
    assert [(one.guid.partition("/n/")[2], one.title, one.text, one.published) for one in document.entries] == [
        ("1", "Обмін відбувся на півночі", "Додому повернулися 157 військових.", NOON + timedelta(minutes=30)),
        ("", "Переговори тривають", "", NOON - timedelta(hours=4)),
    ]
    written = replace(NEWS, date=".when", date_format="%d %m %Y")
    assert (await fetched("page", answers.LIST, select=written)).entries[0].published is None
    assert (await fetched("page", answers.LIST.replace("5 лютого 2026, 14:30".encode(), b"05 02 2026"), select=written)).entries[
        0
    ].published == NOON - timedelta(hours=14)


@pytest.mark.parametrize(
    ("when", "published"),
    [
        pytest.param("<time>5 February 2026, 14:00</time>", NOON, id="in words"),
        pytest.param("<time datetime='soon'>2026-02-05 14:00</time>", NOON, id="wrong for machines, right for people"),
        pytest.param("<time datetime='soon'></time>", None, id="wrong for both"),
        pytest.param("<time>0001-01-01 00:00 +1400</time>", None, id="before all years"),
        pytest.param("<time>9999-12-31T23:00:00-12:00</time>", None, id="after all years"),
        pytest.param("", None, id="none"),
    ],
)
@pytest.mark.parametrize("lang", ["en", "", "xx"])
async def test_the_date_of_a_row(lang: str, when: str, published: datetime | None) -> None:
    page = f"<html lang='{lang}'><a class=news href=/1>Talks resume {when}</a></html>".encode()
    document = await fetched("page", page, select=ListPage(item="a.news", timezone="Europe/Kyiv"))
    assert [(one.url or "").rpartition("/")[2] for one in document.entries] == ["1"]
    assert [one.published for one in document.entries] == [published]


@pytest.mark.parametrize(
    ("select", "problem"),
    [
        (None, 'a page needs selectors: add select = { item = "..." } to its [[feed]]'),
        (ListPage(item="li["), 'the selector "li[" cannot be read: '),
        (ListPage(item="li", date="::"), 'the selector "::" cannot be read: '),
    ],
)
async def test_a_page_without_selectors_says_what_it_needs(select: ListPage | None, problem: str) -> None:
    assert ((await fetched("page", answers.LIST, select=select)).problem or "").startswith(problem)


BOMB = b'<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>'


@pytest.mark.parametrize(
    ("kind", "answer", "problem"),
    [
        pytest.param("telegram", b"<html><title>Just a moment...</title></html>", "200 with HTML: a check for robots", id="a check"),
        pytest.param(
            "wordpress",
            b'{"code":"rest_forbidden","message":"Sorry, <b>not</b> you."}',
            "the site's interface says: Sorry, not you.",
            id="no",
        ),
        pytest.param("wordpress", b"<html><title>Talks</title></html>", '200 with HTML: "Talks"', id="a page for the interface"),
        pytest.param("wordpress", b'{"a":1}', "JSON, and no list of posts", id="other JSON"),
        pytest.param(
            "gdelt",
            b"Please limit requests to one every 5 seconds.",
            "GDELT says: Please limit requests to one every 5 seconds.",
            id="too fast",
        ),
        pytest.param("gdelt", b"", "empty body", id="nothing"),
        pytest.param("gdelt", b"[]", "JSON, and no list of articles", id="a list"),
        pytest.param("googlenews", b"<html><title>Before you continue</title></html>", "200 with HTML: a consent page", id="consent"),
        pytest.param("mastodon", b"<html><title>The page isn't here: 404</title></html>", "200 with HTML: an error page", id="no account"),
        pytest.param("sitemap", b"<urlset><url><loc>https://a.example/</loc></url></urlset>", "a sitemap without news", id="only pages"),
        pytest.param("sitemap", BOMB, "a sitemap without news", id="a bomb"),
        pytest.param(
            "sitemap",
            b"<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap><sitemap><loc>https://a.example/news.xml</loc></sitemap></sitemapindex>",
            "a list of sitemaps, and no sitemap; take one of its own, such as https://a.example/news.xml",
            id="a list of sitemaps",
        ),
        pytest.param("page", b"<html><title>Log in</title></html>", 'nothing on the page fits item = "li.news"', id="another page"),
        pytest.param("page", b"<li class=news>No link</li>", 'the 1 elements of item = "li.news" hold no link', id="no links"),
        pytest.param("feed", answers.gdelt(ARTICLE), 'JSON, and no JSON Feed; it looks like kind = "gdelt"', id="a kind that was not said"),
    ],
)
async def test_what_is_wrong_is_said(kind: Kind, answer: bytes, problem: str) -> None:
    document = await fetched(kind, answer, select=NEWS if kind == "page" else None, path=PATHS.get(kind, "/s/harbour_press"))
    assert document.entries == ()
    assert (document.problem or "").startswith(problem)


@pytest.mark.parametrize(
    ("given", "kind", "address"),
    [
        ("https://t.me/harbour_press", "telegram", "https://t.me/s/harbour_press"),
        ("https://t.me/s/harbour_press?before=100", "telegram", "https://t.me/s/harbour_press"),
        ("https://harbour_press.t.me/", "telegram", "https://t.me/s/harbour_press"),
        ("https://telegram.me/harbour_press/12", "telegram", "https://t.me/s/harbour_press"),
        ("https://social.example/@press", "mastodon", "https://social.example/@press.rss"),
        ("https://social.example/@press/115001", "mastodon", "https://social.example/@press.rss"),
        ("@press.office@social.example", "mastodon", "https://social.example/@press.office.rss"),
        ("https://bsky.app/profile/press.example", "bluesky", "https://bsky.app/profile/press.example/rss"),
        ("https://bsky.app/profile/did:plc:abc/rss", "bluesky", "https://bsky.app/profile/did:plc:abc/rss"),
        ("https://news.google.com/rss/search?q=a", "googlenews", "https://news.google.com/rss/search?q=a"),
        ("https://news.google.com/topics/CAAq", "googlenews", "https://news.google.com/rss/topics/CAAq"),
        ("https://outlet.example/wp-json/wp/v2/posts?search=a", "wordpress", "https://outlet.example/wp-json/wp/v2/posts?search=a"),
        ("https://outlet.example/sitemap-news.xml", "sitemap", "https://outlet.example/sitemap-news.xml"),
    ],
)
def test_an_address_tells_its_kind(given: str, kind: Kind, address: str) -> None:
    assert next(iter(kinds_of_address(given)), None) == (kind, address)
    assert request_address(kind, given) == address


@pytest.mark.parametrize(
    "url", ["https://t.me/joinchat/abc", "https://t.me/+abc", "https://t.me/", "https://outlet.example/rss", "https://bsky.app/"]
)
def test_other_addresses_tell_none(url: str) -> None:
    assert list(kinds_of_address(url)) == []


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://t.me/harbour_press", "telegram"),
        ("https://social.example/@press.rss", "mastodon"),
        ("https://social.example/@press", "feed"),
        ("https://outlet.example/rss", "feed"),
    ],
)
def test_only_what_an_address_tells_for_certain_is_taken_from_it(url: str, kind: Kind) -> None:
    assert kind_of_address(url) == kind


@pytest.mark.parametrize(
    ("kind", "url", "trouble"),
    [
        ("feed", "https://t.me/s/harbour_press", 'this is a channel of Telegram; write kind = "telegram"'),
        ("telegram", "https://t.me/+abc", "url names nothing that telegram could be asked for; write the address of its page"),
        ("telegram", "https://mirror.example/s/harbour_press", None),
        ("telegram", "https://t.me/harbour_press", None),
        ("feed", "https://outlet.example/rss", None),
    ],
)
def test_an_address_of_another_kind_is_told(kind: Kind, url: str, trouble: str | None) -> None:
    assert address_trouble(kind, url) == trouble


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (answers.telegram(telegram_post(1, "A")), "telegram"),
        (json.dumps([wordpress_post(1, "A", "B")]).encode(), "wordpress"),
        (answers.gdelt(ARTICLE), "gdelt"),
        (answers.mastodon("A"), "mastodon"),
        (answers.bluesky("A"), "bluesky"),
        (answers.sitemap(("A", "en")), "sitemap"),
        (answers.googlenews(("A", "B")), None),
        (b"<html></html>", None),
    ],
)
def test_an_answer_tells_its_kind(answer: bytes, kind: Kind | None) -> None:
    assert kind_of_answer(answer) == kind


KINDS: tuple[Kind, ...] = ("telegram", "wordpress", "gdelt", "googlenews", "mastodon", "bluesky", "sitemap", "page")
PIECES = [
    "<div data-post='ab_cd/1'>",
    "<li class=news>",
    "<a href=//[x>",
    "</",
    "{",
    "[",
    '"articles":',
    "null",
    ":",
    "<urlset>",
    "<loc>",
    "\0",
    "é",
    "&#0;",
]


@given(
    st.sampled_from(KINDS),
    st.binary(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=12).map(lambda parts: "".join(parts).encode()),
)
def test_any_answer_is_read_without_raising(kind: Kind, body: bytes) -> None:
    read_source(kind, NEWS if kind == "page" else None, body, {}, "https://a.example/")


@given(st.text(max_size=40).map(lambda words: f"https://{words}"))
def test_any_address_is_looked_at_without_raising(url: str) -> None:
    list(kinds_of_address(url))
