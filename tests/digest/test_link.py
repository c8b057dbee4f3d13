import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.link import safe_url
from tests.digest.hostile import URLS


@pytest.mark.parametrize("url", URLS)
def test_what_is_no_plain_web_address_is_not_linked(url: str) -> None:
    assert safe_url(url) is None


def test_no_address_is_none() -> None:
    assert safe_url(None) is None


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        pytest.param("https://courier.example/news/1", "https://courier.example/news/1", id="plain"),
        pytest.param("HTTPS://Courier.Example/News", "https://courier.example/News", id="case of scheme and host"),
        pytest.param("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a", id="a port"),
        pytest.param("https://a.example/x y(z)", "https://a.example/x%20y%28z%29", id="spaces and parentheses"),
        pytest.param("https://a.example/<b>\"'`|*{}[]", "https://a.example/%3Cb%3E%22%27%60%7C%2A%7B%7D%5B%5D", id="brackets and quotes"),
        pytest.param("https://a.example/a%20b?c=%2F", "https://a.example/a%20b?c=%2F", id="encoded already"),
        pytest.param("https://a.example/100%", "https://a.example/100%25", id="a loose percent sign"),
        pytest.param("https://a.example/?a=1&b=2;c#d", "https://a.example/?a=1&b=2;c#d", id="query and fragment"),
        pytest.param("https://новини.example/мир", "https://xn--b1amarcd.example/%D0%BC%D0%B8%D1%80", id="not ASCII"),
    ],
)
def test_an_address_is_written_so_that_every_format_can_carry_it(url: str, safe: str) -> None:
    assert safe_url(url) == safe


@given(st.text().map("https://a.example/".__add__))
def test_making_safe_twice_is_making_safe_once(url: str) -> None:
    once = safe_url(url)
    assert once is None or safe_url(once) == once


@given(st.text())
def test_an_address_is_plain_ascii_or_none(url: str) -> None:
    safe = safe_url(url)
    assert safe is None or (safe.isascii() and safe.isprintable() and not set(safe) & set(" <>\"'()[]{}|\\^`*"))
