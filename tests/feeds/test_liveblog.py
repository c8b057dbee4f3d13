import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.article import content_of_page
from feeds.schedule import live_look

URL = "https://outlet.example/live/talks?utm_source=rss"
PAGE = "https://outlet.example/live/talks"
NOON = datetime(2026, 2, 5, 12, 0, tzinfo=UTC)
FIRST, SECOND = "The first bus has crossed the border, officials say.", "Families are waiting in the square of the town."


def page(inner: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>Talks, live</title>{head}</head><body><h1>Talks, live</h1>{inner}</body></html>".encode()


def told(updates: object, **more: object) -> str:
    fact = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": "Talks, live", "liveBlogUpdate": updates} | more
    return f'<script type="application/ld+json">{json.dumps(fact)}</script>'


UPDATES = [
    {
        "@type": "BlogPosting",
        "headline": "Bus &amp; border",
        "articleBody": FIRST,
        "datePublished": "2026-02-05T14:00:00+02:00",
        "url": f"{PAGE}#p1",
    },
    {"@type": "BlogPosting", "articleBody": f"<p>{SECOND}</p><p>More soon.</p>", "datePublished": "2026-02-05T11:00:00Z", "@id": "p2"},
]
BODYLESS = [
    {"@type": "BlogPosting", "headline": f"Post {at}", "url": f"{PAGE}#p{at}", "datePublished": "2026-02-05T12:00:00Z"} for at in (1, 2)
]
ARTICLES = f"""<div class="c-live-blog__posts"><article class="live-blog-post" id="p1"><time datetime="2026-02-05T12:00:00Z">2 h ago</time>
<h2>Bus &amp; border</h2><p>{FIRST}</p><div class="share-buttons">Share</div></article>
<article class="live-blog-post" id="p2"><time datetime="2026-02-05T11:00:00Z">3 h ago</time><p>{SECOND}</p>
<p>More soon.</p></article></div>"""
MICRODATA = f"""<main itemscope itemtype="https://schema.org/LiveBlogPosting"><div itemprop="liveBlogUpdate" itemscope id="p1">
<meta itemprop="datePublished" content="2026-02-05T12:00:00Z"><h3 itemprop="headline">Bus &amp; border</h3>
<p itemprop="articleBody">{FIRST}</p>
</div>
<div itemprop="liveBlogUpdate" itemscope id="p2"><meta itemprop="datePublished" content="2026-02-05T11:00:00Z">
<p itemprop="articleBody">{SECOND}</p><p>More soon.</p></div></main>"""
BLOCKS = ARTICLES.replace('class="live-blog-post" id="p', 'class="x" data-block-id="p').replace("article", "div")
EXPECTED = [
    ("p1", "Bus & border", FIRST, NOON),
    ("p2", SECOND, f"{SECOND}\nMore soon.", NOON - timedelta(hours=1)),
]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(page("", told(UPDATES)), id="told to machines"),
        pytest.param(
            page("", told(UPDATES).replace('{"@context"', '[{"@graph": [{"@context"').replace("</script>", "]}]</script>")), id="in a graph"
        ),
        pytest.param(page(ARTICLES), id="articles that are called posts"),
        pytest.param(page(ARTICLES, told([])), id="an empty list beside them"),
        pytest.param(page(ARTICLES, told([{"@type": "BlogPosting", "@id": "p1"}])), id="a list of bare references"),
        pytest.param(page(MICRODATA), id="microdata"),
        pytest.param(page(BLOCKS), id="blocks with ids"),
    ],
)
def test_each_post_is_an_entry_of_its_own(body: bytes) -> None:
    content = content_of_page(body, {"content-type": "text/html"}, URL)
    assert content.text is None
    assert [(post.guid, post.title, post.text, post.published) for post in content.posts] == [
        (f"{PAGE}#{own}", title, text, moment) for own, title, text, moment in EXPECTED
    ]
    assert all((post.url or "").startswith(PAGE) for post in content.posts)


def test_posts_that_are_told_without_their_text_have_it_from_the_page() -> None:
    posts = content_of_page(page(ARTICLES, told(BODYLESS)), {}, URL).posts
    assert [(post.title, post.text) for post in posts] == [("Post 1", FIRST), ("Post 2", f"{SECOND}\nMore soon.")]


def test_a_post_with_an_address_of_its_own_is_known_by_it() -> None:
    updates = [update | {"url": f"https://outlet.example/post/{at}"} for at, update in enumerate(UPDATES)]
    posts = content_of_page(page("", told(updates)), {}, URL).posts
    assert [post.guid for post in posts] == ["https://outlet.example/post/0", "https://outlet.example/post/1"]


def test_a_post_within_a_post_and_one_of_a_word_are_none_of_their_own() -> None:
    quoted = ARTICLES.replace(SECOND, f"{SECOND}<div class=live-blog-post><time datetime=2026-02-05></time><p>{FIRST} Again.</p></div>")
    short = '<article class="live-blog-post" id="p9"><time datetime="2026-02-05T12:00:00Z">12</time><p>Soon.</p></article>'
    assert [post.guid.partition("#")[2] for post in content_of_page(page(quoted + short), {}, URL).posts] == ["p1", "p2"]


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param("<article><p>" + FIRST * 9 + "</p></article>", id="an article"),
        pytest.param(ARTICLES.replace("live-blog-post", "comment live-post"), id="comments"),
        pytest.param(ARTICLES.replace("datetime", "title"), id="posts without a date"),
        pytest.param(ARTICLES.partition("</article>")[0] + "</article>", id="a single one"),
        pytest.param(ARTICLES.replace("live-blog-post", "teaser").replace('id="p', 'id="x'), id="a list of teasers"),
    ],
)
def test_other_pages_have_no_posts(inner: str) -> None:
    assert content_of_page(page(inner), {}, URL).posts == ()


BOXES = "".join(
    f'<article id="post-{at}" class="live-post" data-block-id="b{at}"><time datetime="2026-02-05T12:00:00Z">12</time>'
    f"<p>{SECOND}</p></article>"
    for at in range(3)
)


@pytest.mark.parametrize(
    ("title", "url", "count"),
    [
        pytest.param("Talks end", "https://outlet.example/news/1", 0, id="an article, and boxes of others"),
        pytest.param("Delivered: olive oil", "https://outlet.example/deliver/alive", 0, id="words that hold the word"),
        pytest.param("Talks, LIVE", "https://outlet.example/news/1", 3, id="by its title"),
        pytest.param("Переговори: онлайн", "https://outlet.example/news/1", 3, id="by its title in Ukrainian"),
        pytest.param("Talks", "https://outlet.example/world/live-updates-talks", 3, id="by its address"),
    ],
)
def test_markup_counts_only_where_the_page_calls_itself_live(title: str, url: str, count: int) -> None:
    body = f"<html><head><title>{title}</title></head><body><h1>Talks</h1><p>{FIRST * 9}</p>{BOXES}</body></html>".encode()
    content = content_of_page(body, {}, url)
    assert len(content.posts) == count
    assert (content.text is None) == (count > 0)


@pytest.mark.parametrize(
    ("newest", "look", "expected"),
    [
        (NOON - timedelta(hours=1), NOON + timedelta(hours=6), NOON + timedelta(minutes=10)),
        (NOON - timedelta(hours=1), None, NOON + timedelta(minutes=10)),
        (NOON - timedelta(hours=1), NOON + timedelta(minutes=1), NOON + timedelta(minutes=1)),
        (NOON - timedelta(hours=4), NOON + timedelta(hours=6), NOON + timedelta(hours=6)),
        (None, None, None),
    ],
)
def test_a_live_blog_is_looked_at_often_while_it_goes_on(newest: datetime | None, look: datetime | None, expected: datetime | None) -> None:
    assert live_look(newest, look, NOON) == expected


scalars = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.sampled_from(["javascript:x", "#", "//[", "2026-02-30", "<p>"])
)
names = st.sampled_from(["@id", "url", "headline", "articleBody", "datePublished", "liveBlogUpdate"])
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4), max_leaves=12)


@given(values)
def test_whatever_a_page_tells_machines_is_read_without_raising(updates: object) -> None:
    content_of_page(page(ARTICLES, told(updates)), {}, URL)
