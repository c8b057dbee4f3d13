import pytest

from feeds.pagination import may_go_on, next_page

FIRST = "https://outlet.example/news/story-12"


@pytest.mark.parametrize(
    ("link", "number", "found"),
    [
        pytest.param('<a rel="next" href="/news/story-12/2">2</a>', 2, "https://outlet.example/news/story-12/2", id="in the path"),
        pytest.param('<a rel="next" href="/news/story-12/page/2/">2</a>', 2, "https://outlet.example/news/story-12/page/2/", id="page/2"),
        pytest.param('<link rel="next" href="?page=3">', 3, f"{FIRST}?page=3", id="in the query"),
        pytest.param('<link rel="nofollow next" href="/news/story-12-p2">', 2, "https://outlet.example/news/story-12-p2", id="a suffix"),
        pytest.param('<link rel="next" href="/news/another-story">', 2, None, id="the next article"),
        pytest.param('<link rel="next" href="/news/story-13">', 2, None, id="the next article, by number"),
        pytest.param('<link rel="next" href="https://evil.example/news/story-12/2">', 2, None, id="another host"),
        pytest.param('<link rel="next" href="/news/story-12/4">', 2, None, id="another page"),
        pytest.param('<link rel="prev" href="/news/story-12/2">', 2, None, id="not the next"),
        pytest.param('<link rel="next" href="?page=2&amp;id=9">', 2, f"{FIRST}?page=2&id=9", id="one of several in the query"),
        pytest.param('<link rel="next" href="javascript:alert(2)">', 2, None, id="a script"),
    ],
)
def test_the_next_page_of_an_article(link: str, number: int, found: str | None) -> None:
    body = f"<html><head>{link}</head><body><p>Text</p></body></html>".encode()
    assert next_page(body, {}, FIRST, number) == found
    assert may_go_on(body) or found is None
