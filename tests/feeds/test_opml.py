from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UsageError
from core.settings import ArticlePage, Feed, ListPage
from core.text import line
from feeds.opml import read_opml, write_opml

LIST = b"""<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
<outline text="War"><outline type="rss" text="A &amp; B" xmlUrl="https://a.example/feed" language="uk-UA"/>
<outline text="Deep"><outline title="C" XMLURL="http://c.example/rss"/></outline></outline>
<outline text="Twice" xmlUrl="https://a.example/feed"/><outline text="Bad" xmlUrl="javascript:alert(1)"/><outline xmlUrl="https://d.example/"/>
</body></opml>"""


def test_a_list_is_read_in_its_order() -> None:
    passed_over: list[str] = []
    assert read_opml(LIST, passed_over.append) == [
        Feed(name="A & B", url="https://a.example/feed", lang="uk"),
        Feed(name="C", url="http://c.example/rss"),
        Feed(name="https://d.example/", url="https://d.example/"),
    ]
    assert passed_over == ["javascript:alert(1)"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param(b"", "no OPML", id="nothing"),
        pytest.param(b"hello", "no OPML", id="text"),
        pytest.param(b"<rss/>", "no OPML: the file does not begin with an opml element", id="other XML"),
        pytest.param(b"<opml><body/></opml>", 'no feed in this OPML: an outline needs an "xmlUrl"', id="an empty list"),
    ],
)
def test_what_is_no_list_is_said(body: bytes, message: str) -> None:
    with pytest.raises(UsageError) as told:
        read_opml(body)
    assert str(told.value).startswith(message)


def test_a_bomb_in_a_list_does_not_go_off() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE opml [<!ENTITY l0 "x">{levels}]><opml><body><outline text="&l9;" xmlUrl="https://a.example/"/></body></opml>'
    with pytest.raises(UsageError):
        read_opml(body.encode())


SOURCES = (
    Feed(name="Plain", url="https://a.example/feed", lang="uk", owner="Some & sons", role="party", every=600.0, full_text=True),
    Feed(name="Press", url="https://t.me/harbour_press", kind="telegram", enabled=False),
    Feed(
        name="List",
        url="https://a.example/news",
        kind="page",
        select=ListPage(item='li[class="x"] > a', date=".when", date_format="%d.%m.%Y", timezone="Europe/Kyiv"),
        article=ArticlePage(text=("div.story", "p.lead"), remove=("div.promo",)),
    ),
)


def test_sources_of_all_kinds_go_out_and_come_in_as_they_were() -> None:
    assert tuple(read_opml(write_opml(SOURCES).encode())) == SOURCES


@pytest.mark.parametrize(
    "attributes",
    [
        'type="page"',
        'type="carrier pigeon"',
        'w:every="often"',
        'w:every="99999999999999"',
        'w:role="king"',
        'type="googlenews" w:full_text="yes"',
        'w:owner="&#1;"',
    ],
)
def test_what_nobody_could_mean_is_passed_over(attributes: str) -> None:
    body = f'<opml xmlns:w="urn:negotiation-watch:opml"><body><outline text="A" xmlUrl="https://a.example/" {attributes}/></body></opml>'
    (feed,) = read_opml(body.encode())
    assert replace(feed, kind="feed") == Feed(name="A", url="https://a.example/")


@given(
    st.lists(
        st.builds(Feed, name=st.text(min_size=1).map(line).filter(bool), url=st.just("https://a.example/?a=1&b=<2>")),
        min_size=1,
        max_size=1,
    )
)
def test_what_is_written_is_read_again(feeds: list[Feed]) -> None:
    written = write_opml(feeds)
    assert [feed.name for feed in read_opml(written.encode())] == [feed.name for feed in feeds]
