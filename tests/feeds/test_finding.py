"""What can be polled at an address, where that takes more than one look. (`feeds add` is tried in tests/cli/test_sources.py.)"""

import json
import socket
from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

import pytest

from core.settings import Poll
from feeds.fetch import Fetcher
from feeds.finding import Found, Looker, NothingFoundError
from tests.feeds.kinds import answers
from tests.feeds.server import Answer, Server, reply, serving

P = ParamSpec("P")
T = TypeVar("T")
POSTS = reply(json.dumps([answers.wordpress_post(1, "Talks", "Words")]).encode())
POSTS_PATH = "/wp-json/wp/v2/posts?per_page=50&_fields=id,guid,link,date,date_gmt,title,content,excerpt,lang"


async def nobody(host: str, port: int) -> Sequence[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


class Here:
    """Reads in this process. (tests/cli/test_sources.py does so in another one.)"""

    async def apply(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs)


async def found(server: Server, given: str) -> list[Found]:
    async with Fetcher(Poll(gap=0), resolve=nobody) as fetcher:
        return await Looker(fetcher, Here()).sources_at(given.replace("HERE", server.url("")))


@pytest.mark.parametrize(
    ("answered", "given", "kind", "path"),
    [
        pytest.param({"/list": POSTS, f"/list{POSTS_PATH}": POSTS}, "HERE/list", "wordpress", "/list", id="what shows what else to ask"),
        pytest.param({POSTS_PATH: POSTS}, f"HERE{POSTS_PATH}", "wordpress", POSTS_PATH, id="what shows what it is"),
    ],
)
async def test_what_an_answer_shows_is_found(answered: dict[str, Answer | list[Answer]], given: str, kind: str, path: str) -> None:
    async with serving(answered) as server:
        assert [(one.kind, one.url.removesuffix(POSTS_PATH)) for one in await found(server, given)] == (
            [(kind, server.url(path).removesuffix(POSTS_PATH))]
        )


EMPTY_MAP = b'<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://a.example/</loc></url></urlset>'


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param("t.me/harbour_press", "https://t.me/s/harbour_press: no such host: t.me", id="a channel that does not answer"),
        pytest.param("@press@social.example", "@press@social.example: no such account was found", id="an account of nobody's"),
        pytest.param("HERE/map", "HERE/map: no feed was found", id="a sitemap without news, and nothing else"),
        pytest.param("HERE/page", "HERE/page: no feed was found", id="a page that names none"),
        pytest.param("HERE/none", "HERE/none: HTTP 404 Not Found", id="nothing"),
    ],
)
async def test_where_there_is_nothing_it_is_said(given: str, reason: str) -> None:
    async with serving({"/map": reply(EMPTY_MAP), "/page": reply(b"<html><title>Us</title></html>")}) as server:
        with pytest.raises(NothingFoundError) as told:
            await found(server, given)
        assert str(told.value).startswith(reason.replace("HERE", server.url("")))
