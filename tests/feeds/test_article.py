from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.settings import ArticlePage
from feeds.article import content_of_page
from feeds.furniture import is_furniture

URL = "https://example.org/a"
HTML = {"content-type": "text/html; charset=utf-8"}
STORY = (
    "The two sides exchanged 157 prisoners each on Thursday, the second day of talks in the Gulf, officials on both sides said.",
    "It was the first exchange since October, when 185 servicemen and 20 civilians came home, the coordination staff wrote in a statement.",
    "“Among them are defenders of the port city,” the ombudsman wrote, adding that the wounded had been taken to a hospital in the north.",
    "The other side said that it had received the same number of soldiers, and that three residents of a border region came too.",
    "The delegations left without a common statement, and a diplomat who followed the talks said that the next round would be in a week.",
)
LEAKS = ["500 prisoners", "900 bodies", "1,000 for", "12 March", "300 freed", "newsletter", "250 freed", "5,000", "Cookie", "700 drones"]

TEASERS = (
    '<div class="related-links"><h3>Related</h3><p>900 bodies handed over in January, officials say in a longer teaser text</p></div>',
    '<p><a href="/y">Read also: 1,000 for 1,000 swap agreed in Istanbul last year</a></p>',
    "<figure><img src=x><figcaption>Relatives wait at the hospital, 12 March</figcaption></figure>",
    "<p>READ ALSO: 300 freed in May</p>",
    (
        '<div class="NewsletterSignup"><p>Sign up for our newsletter and never miss a story from the region</p></div>'
        '<div role="complementary"><p>900 bodies were handed over last month, as this box says at length</p></div>'
        '<div class="SeeAlso-box"><p>500 prisoners are to be swapped in March, as that box says at length</p></div>'
    ),
)
BEFORE = '<nav><a href="/">Home</a></nav><div class="ticker"><a href="/x">Breaking: 500 prisoners could be swapped in March</a></div>'
AFTER = """<aside>Most read: 250 freed in a day</aside><div id="comments"><p>A reader: I think that 5,000 were freed, who counts?</p></div>
<div class="cookie-banner">Cookie settings</div><ul class=x><li><a href="/1">700 drones flew overnight, officials say</a></li></ul>"""


def text_of_page(body: bytes, headers: Mapping[str, str], url: str, select: ArticlePage | None = None) -> str | None:
    return content_of_page(body, headers, url, select).text


def page(inner: str, head: str = "<title>157 freed - Example</title>", body: str = '<body class="page has-sidebar">') -> bytes:
    return f"<!doctype html><html><head>{head}</head>{body}{inner}</body></html>".encode()


def mixed(open_tag: str, close_tag: str, block: str) -> str:
    """The story with a teaser after each paragraph, in one of several kinds of template."""
    rows = [f"{block.format(text)}{teaser}" for text, teaser in zip(STORY, TEASERS, strict=True)]
    return f"{BEFORE}{open_tag}<h1>157 freed</h1>{''.join(rows)}{close_tag}{AFTER}"


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param(mixed("<main><article>", "</article></main>", "<p>{}</p>"), id="article"),
        pytest.param(mixed('<div class="wrap with-sidebar"><div class="story__body">', "</div></div>", "<p>{}</p>"), id="divisions"),
        pytest.param(mixed('<div id="content"><div class="text">', "</div></div>", '<div class="par">{}</div>'), id="no paragraphs"),
        pytest.param(mixed('<section class="post-content">', "</section>", "<p><span>{}</span></p>"), id="section"),
    ],
)
def test_the_story_is_taken_and_nothing_round_it(inner: str) -> None:
    text = text_of_page(page(inner), HTML, URL)
    assert text is not None
    assert [row for row in STORY if row not in text] == []
    assert [leak for leak in LEAKS if leak in text] == []
    assert text.startswith(STORY[0])


DECLARED = '<script type="application/ld+json">{"@graph":[{"isAccessibleForFree":"False"}]}</script>'
SOLD = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":1200}</script>'
OFFER = "You’ve reached your monthly limit. Subscribe now to keep reading."
WALL = "<main><h1>Story</h1><p>{}</p></main>"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        pytest.param(b"", HTML, id="nothing"),
        pytest.param(b"%PDF-1.7", {"content-type": "application/pdf"}, id="no page"),
        pytest.param(page(WALL.format("Subscribe to continue reading. " + STORY[0] + STORY[1])), HTML, id="paywall"),
        pytest.param(
            page(
                WALL.format(STORY[0] + STORY[1]),
                head=DECLARED,
            ),
            HTML,
            id="paywall that the page declares",
        ),
        pytest.param(page(WALL.format(STORY[0] + STORY[1]), head="<title>Before you continue</title>"), HTML, id="consent"),
        pytest.param(page(WALL.format(STORY[0] + STORY[1]), head="<title>Just a moment...</title>"), HTML, id="check for robots"),
        pytest.param(page(WALL.format("Page not found. " + STORY[0] + STORY[1])), HTML, id="soft 404"),
        pytest.param(page("<p>Short.</p>"), HTML, id="too short"),
        pytest.param(page(WALL.format("".join(STORY * 3)), head="<title>404 - Not Found | Example</title>"), HTML, id="a long error page"),
        pytest.param(page(WALL.format("".join(STORY * 3)), head="<title>Сторінку не знайдено</title>"), HTML, id="the same in Ukrainian"),
        pytest.param(page(WALL.format("</p><p>".join((*STORY * 3, OFFER)))), HTML, id="a long text that ends in an offer"),
        pytest.param(
            page(WALL.format("</p><p>".join((*STORY * 3, "Доступно тільки за передплатою")))), HTML, id="the same in Ukrainian too"
        ),
        pytest.param(page(WALL.format("</p><p>".join(STORY * 3)), head=SOLD), HTML, id="a third of what is sold"),
    ],
)
def test_a_page_that_is_no_article_gives_none(body: bytes, headers: dict[str, str]) -> None:
    assert text_of_page(body, headers, URL) is None


def test_a_page_of_a_consent_host_is_no_article() -> None:
    assert text_of_page(page(WALL.format("</p><p>".join(STORY))), HTML, "https://consent.outlet.example/collect?continue=x") is None


@pytest.mark.parametrize(
    "title", ["500 prisoners freed in a day", "404 drones in a night", "Found not guilty: 157 freed", "429 days of war"]
)
def test_a_headline_with_a_number_is_no_error(title: str) -> None:
    assert text_of_page(page(WALL.format("</p><p>".join(STORY * 3)), head=f"<title>{title} | Example</title>"), HTML, URL) is not None


def test_what_is_sold_and_there_all_the_same_is_an_article() -> None:
    text = text_of_page(page(WALL.format("</p><p>".join(STORY * 3)), head=SOLD.replace("1200", "300")), HTML, URL)
    assert text is not None


SELECT = ArticlePage(text=("div.lead", "div.story > p"), remove=(".promo", "span.ad"))
ODD = f"""<h1>157 freed</h1><div class="story"><p>{STORY[0]}</p><p class="promo">Buy 500 of them</p>
<p>{STORY[1]}<span class="ad">900 left</span></p>
<div><p>Elsewhere, 700 drones flew over a river.</p></div></div><div class="lead"><p>{STORY[2]}</p></div>"""


def test_selectors_of_the_configuration_come_first() -> None:
    assert text_of_page(page(ODD), HTML, URL, SELECT) == "\n".join(STORY[:3])


def test_a_page_is_not_taken_out_of_itself() -> None:
    assert text_of_page(page(ODD), HTML, URL, ArticlePage(text=SELECT.text, remove=("html", *SELECT.remove))) == "\n".join(STORY[:3])


def test_where_selectors_find_nothing_the_text_is_found_by_itself() -> None:
    text = text_of_page(page(mixed("<article>", "</article>", "<p>{}</p>")), HTML, URL, SELECT)
    assert text is not None
    assert text.startswith(STORY[0])


def test_a_text_that_only_the_page_s_data_holds_is_taken_from_there() -> None:
    data = '{"@type": "NewsArticle", "articleBody": "' + "\\n".join(STORY) + '"}'
    text = text_of_page(page("<div id=app></div>", head=f'<script type="application/ld+json">[{data}]</script>'), HTML, URL)
    assert text == "\n".join(STORY)


def test_scripts_that_tell_nothing_are_passed_over() -> None:
    data = '{"@graph": ["x", {"@type": "NewsArticle", "articleBody": "' + "\\n".join(STORY) + '"}]}'
    told = ("x()", "<!--", '{"@type": ', "[" * 100_000, "7", data)
    scripts = "".join(f'<script type="application/ld+json">{words}</script>' for words in told)
    text = text_of_page(page("<div id=app></div>", head=f"<script>x()</script>{scripts}"), HTML, URL)
    assert text == "\n".join(STORY)


def test_a_page_in_an_old_character_set_is_read() -> None:
    story = "Сторони обміняли полонених у четвер, повідомили офіційні особи обох сторін після другого дня переговорів. " * 4
    body = f'<html><head><meta charset="windows-1251"></head><body><article><p>{story}</p></article></body></html>'.encode("cp1251")
    text = text_of_page(body, {"content-type": "text/html"}, URL)
    assert text is not None
    assert text.startswith("Сторони обміняли полонених")


@pytest.mark.parametrize(
    ("row", "furniture"),
    [
        ("Read also: Talks resume", True),
        ("READ MORE", True),
        ("ЧИТАЙТЕ ТАКОЖ: Обмін", True),
        ("• Related: Talks resume", True),
        ("Share this:", True),
        ("This Post Has 0 Comments", True),
        ("© 2026 Example", True),
        ("Read in the square, the names took an hour.", False),
        ("Related families waited at the gate.", False),
        ("Watch towers stand along the road, 12 of them.", False),
        ("Photos of the 157 hung on the wall.", False),
    ],
)
def test_furniture_is_told_from_news(row: str, furniture: bool) -> None:  # noqa: FBT001  (a column of the table)
    assert is_furniture(row) is furniture


@settings(max_examples=30)
@given(st.text(alphabet="<>/pdivaul \"='class", max_size=200))
def test_any_page_is_read_without_raising(inner: str) -> None:
    text_of_page(page(inner), HTML, URL)


def test_a_page_of_a_hundred_thousand_levels_is_read() -> None:
    text_of_page(page("<div>" * 100_000), HTML, URL)
