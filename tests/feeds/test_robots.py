import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.news import Failed, Fetched, Outcome
from core.settings import Poll
from feeds.fetch import Fetcher
from feeds.robots import EVERYTHING, NOTHING, Robots, RobotsCheck, of_outcome, read_robots
from tests.feeds.server import Answer, reply, serving

SITE = "https://example.org"


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        pytest.param("", "/a", True, id="nothing said"),
        pytest.param("User-agent: *\nDisallow: /", "/a", False, id="nothing allowed"),
        pytest.param("User-agent: *\nDisallow:", "/a", True, id="nothing forbidden"),
        pytest.param("User-agent: *\nDisallow: /private", "/a", True, id="another path"),
        pytest.param("User-agent: *\nAllow: /\nDisallow: /private", "/private/a", False, id="the longest rule decides"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True, id="in doubt for us"),
        pytest.param("User-agent: Other\nDisallow: /", "/a", True, id="a group for another"),
        pytest.param("User-agent: *\nDisallow: /\nUser-agent: negotiation-watch\nDisallow: /x", "/a", True, id="our group alone"),
        pytest.param("User-agent: Other\nUser-agent: Negotiation-Watch\nDisallow: /a", "/a", False, id="a group for two"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False, id="an ending"),
        pytest.param("User-agent: *\nDisallow: /*.pdf$", "/a.pdf.html", True, id="another ending"),
        pytest.param("User-agent: *\nDisallow: /*?print=", "/a?print=1", False, id="a query"),
        pytest.param("User-agent: *\nDisallow: /%D0%B0", "/а", False, id="another alphabet"),
        pytest.param("\ufeffuser-agent : * # all\n disallow : /a # this\nSitemap: x\nnonsense", "/a", False, id="loose writing"),
        pytest.param("Disallow: /", "/a", True, id="a rule for nobody"),
    ],
)
def test_what_robots_txt_asks_is_done(text: str, path: str, allowed: bool) -> None:  # noqa: FBT001  (a column of the table)
    assert read_robots(text.encode()).allow(SITE + path) is allowed


@pytest.mark.parametrize(
    ("outcome", "robots"),
    [
        pytest.param(Fetched(SITE, b"User-agent: *\nDisallow: /", {}, 200, 0.1), NOTHING, id="there"),
        pytest.param(Failed("HTTP 404", 0.1, 404), EVERYTHING, id="none"),
        pytest.param(Failed("HTTP 403", 0.1, 403), EVERYTHING, id="kept from us"),
        pytest.param(Failed("HTTP 503", 0.1, 503), NOTHING, id="a fault"),
        pytest.param(Failed("HTTP 429", 0.1, 429), NOTHING, id="asked too often"),
        pytest.param(Failed("timed out", 0.1), NOTHING, id="no answer"),
    ],
)
def test_what_an_answer_for_robots_txt_means(outcome: Outcome, robots: Robots) -> None:
    assert of_outcome(outcome)[0] == robots


async def test_a_site_is_asked_once_a_day() -> None:
    time = 0.0
    async with (
        serving({"/robots.txt": reply(b"User-agent: *\nDisallow: /no")}) as server,
        Fetcher(Poll(gap=0.0, allow_local=True)) as fetcher,
    ):
        check = RobotsCheck(fetcher, lambda: time)
        assert await check.may_fetch(server.url("/yes"))
        assert not await check.may_fetch(server.url("/no/a"))
        assert len(server.asked) == 1
        time = 90_000.0
        assert await check.may_fetch(server.url("/yes"))
        assert len(server.asked) == 2


async def test_pages_that_come_together_ask_for_the_rules_of_their_site_once() -> None:
    async with serving({"/robots.txt": reply(b"User-agent: *\nDisallow: /x")}) as server, Fetcher(Poll(gap=0, allow_local=True)) as fetcher:
        robots = RobotsCheck(fetcher)
        may = await asyncio.gather(*(robots.may_fetch(server.url(path)) for path in ("/a", "/x", "/b", "/x/y", "/c")))
    assert (may, len(server.asked)) == ([True, False, True, False, True], 1)


async def test_of_many_sites_the_oldest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feeds.robots._SITES", 1)
    rules: dict[str, Answer | list[Answer]] = {"/robots.txt": reply(b"User-agent: *\nDisallow: /x")}
    async with serving({**rules}) as one, serving({**rules}) as two, Fetcher(Poll(gap=0, allow_local=True)) as fetcher:
        robots = RobotsCheck(fetcher)
        for server in (one, one, two, one):
            assert await robots.may_fetch(server.url("/a"))
            assert not await robots.may_fetch(server.url("/x"))
    assert (len(one.asked), len(two.asked)) == (2, 1)


@given(st.text(alphabet="/a*$", max_size=12), st.text(alphabet="/ab", max_size=12))
def test_any_rule_meets_any_path(rule: str, path: str) -> None:
    robots = read_robots(f"User-agent: *\nDisallow: {rule}".encode())
    assert robots.allow(f"{SITE}/{path}") in (True, False)


@given(st.binary(max_size=300))
def test_any_bytes_are_read(body: bytes) -> None:
    read_robots(body)
