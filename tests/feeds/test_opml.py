import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UsageError
from core.settings import Feed
from core.text import line
from feeds.opml import read_opml, write_opml

LIST = b"""<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body>
<outline text="War"><outline type="rss" text="A &amp; B" xmlUrl="https://a.example/feed" language="uk-UA"/>
<outline text="Deep"><outline title="C" XMLURL="http://c.example/rss"/></outline></outline>
<outline text="Twice" xmlUrl="https://a.example/feed"/><outline text="Bad" xmlUrl="javascript:alert(1)"/><outline xmlUrl="https://d.example/"/>
</body></opml>"""


def test_a_list_is_read_in_its_order() -> None:
    assert read_opml(LIST) == [
        Feed(name="A & B", url="https://a.example/feed", lang="uk"),
        Feed(name="C", url="http://c.example/rss"),
        Feed(name="https://d.example/", url="https://d.example/"),
    ]


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
