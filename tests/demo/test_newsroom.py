"""The newsroom over real loopback sockets, with a clock of our own."""

import gzip
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected

import pytest

from core.settings import Negotiation, Party, Settings
from demo.newsroom import Newsroom, settings


@dataclass
class Visit:
    """A newsroom, its clock, and one connection to it that is kept alive."""

    newsroom: Newsroom
    clock: list[float]
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection(self.newsroom.url.removeprefix("http://"))

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
        self.connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = self.connection.getresponse()
        return response, response.read()


@pytest.fixture
def visit() -> Iterator[Visit]:
    clock = [1000.0]
    with Newsroom(clock=lambda: clock[0]) as newsroom:
        visit = Visit(newsroom, clock)
        yield visit
        visit.connection.close()


def test_items_come_out_at_their_moments(visit: Visit) -> None:
    assert b"agree to exchange 314" not in visit.ask("/harbour-wire/feed")[1]
    visit.clock[0] += 12
    assert b"agree to exchange 314" in visit.ask("/harbour-wire/feed")[1]


def test_pace_makes_two_minutes_short() -> None:
    clock = [0.0]
    with Newsroom(clock=lambda: clock[0], pace=120) as newsroom:
        clock[0] = 0.5
        assert newsroom.moment == 60
        assert {feed.every for feed in newsroom.feeds} == {0.5}


def test_a_number_changes_in_the_feed_and_on_the_page(visit: Visit) -> None:
    visit.clock[0] += 45
    before = [visit.ask(path)[1].decode() for path in ("/nadrichchia/feed", "/nadrichchia/krutoberezhne")]
    visit.clock[0] += 1
    after = [visit.ask(path)[1].decode() for path in ("/nadrichchia/feed", "/nadrichchia/krutoberezhne")]
    assert all("загинули четверо" in text and "шестеро" not in text for text in before)
    assert all("загинули шестеро" in text and "четверо" not in text for text in after)


def test_an_outlet_goes_down_and_comes_back_with_what_happened_meanwhile(visit: Visit) -> None:
    visit.clock[0] += 40
    response, _ = visit.ask("/pereval/feed")
    assert response.status == 503
    assert visit.ask("/harbour-wire/feed")[0].status == 200
    visit.clock[0] += 5
    with pytest.raises(RemoteDisconnected):
        visit.ask("/pereval/feed")
    visit.connection.close()
    visit.clock[0] += 9
    response, body = visit.ask("/pereval/feed")
    assert response.status == 200
    assert "по 157 человек" in body.decode()


@pytest.mark.parametrize("outlet", ["harbour-wire", "northgate-courier", "gulf-lantern", "lakeshore-ledger", "vestnik-zarechia"])
def test_what_did_not_change_is_not_sent_again(visit: Visit, outlet: str) -> None:
    first, _ = visit.ask(f"/{outlet}/feed")
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for headers in ({"If_None_Match": etag}, {"If_None_Match": f'"x", {etag}'}, {"If_Modified_Since": modified}):
        response, body = visit.ask(f"/{outlet}/feed", **headers)
        assert (response.status, body, response.headers["ETag"]) == (304, b"", etag)
    visit.clock[0] += 120
    for headers in ({"If_None_Match": etag}, {"If_Modified_Since": modified}, {"If_None_Match": etag, "If_Modified_Since": modified}):
        response, body = visit.ask(f"/{outlet}/feed", **headers)
        assert response.status == 200
        assert body


@pytest.mark.parametrize("date", ["yesterday", "Thu, 05 Feb 2026 10:00:00 -0000", ""])
def test_a_date_that_is_none_does_not_count(visit: Visit, date: str) -> None:
    assert visit.ask("/harbour-wire/feed", If_Modified_Since=date)[0].status == 200


def test_a_validator_goes_before_a_date(visit: Visit) -> None:
    first, _ = visit.ask("/harbour-wire/feed")
    response, _ = visit.ask("/harbour-wire/feed", If_None_Match='"another"', If_Modified_Since=first.headers["Last-Modified"])
    assert response.status == 200


def test_a_body_is_compressed_for_those_who_take_it(visit: Visit) -> None:
    plain, text = visit.ask("/harbour-wire/feed")
    packed, bytes_ = visit.ask("/harbour-wire/feed", Accept_Encoding="gzip, br")
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(bytes_) == text
    assert len(bytes_) < len(text)
    assert packed.headers["ETag"] == plain.headers["ETag"]


def test_head_says_what_get_would(visit: Visit) -> None:
    get, body = visit.ask("/gulf-lantern/feed")
    head, nothing = visit.ask("/gulf-lantern/feed", method="HEAD")
    assert nothing == b""
    assert head.headers["Content-Length"] == get.headers["Content-Length"] == str(len(body))
    assert head.headers["Content-Type"] == "application/feed+json"


@pytest.mark.parametrize("path", ["/nowhere", "/nowhere/feed", "/harbour-wire/nothing", "/harbour-wire/agreed", "/harbour-wire/feed/x"])
def test_what_is_not_there_or_not_yet_is_404(visit: Visit, path: str) -> None:
    response, body = visit.ask(path)
    assert (response.status, body) == (404, b"Not Found\n")


@pytest.mark.parametrize("path", ["/", "/harbour-wire", "/harbour-wire/", "/harbour-wire/first-day", "/harbour-wire/feed?again"])
def test_pages_are_there(visit: Visit, path: str) -> None:
    assert visit.ask(path)[0].status == 200


def test_a_front_page_names_its_feed(visit: Visit) -> None:
    page = visit.ask("/northgate-courier/")[1].decode()
    assert f'<link rel="alternate" type="application/atom+xml" href="{visit.newsroom.url}/northgate-courier/feed"' in page


def test_connections_are_kept_alive(visit: Visit) -> None:
    visit.ask("/harbour-wire/feed")
    first = visit.connection.sock
    visit.ask("/nowhere")
    visit.ask("/harbour-wire/feed", method="HEAD")
    assert visit.connection.sock is first is not None


def test_nothing_is_left_open_when_it_ends() -> None:
    with Newsroom() as newsroom:
        idle = socket.create_connection(("127.0.0.1", int(newsroom.url.rpartition(":")[2])))
        visit = Visit(newsroom, [])
        visit.ask("/")
    with idle:
        assert idle.recv(1) == b""
    visit.connection.close()
    with pytest.raises(ConnectionRefusedError):
        Visit(newsroom, []).ask("/")


def test_settings_follow_the_newsroom_and_keep_the_rest(visit: Visit) -> None:
    base = Settings(negotiation=Negotiation(name="Talks", parties=(Party(name="Ukraine"), Party(name="Russia"))))
    demo = settings(base, visit.newsroom)
    assert demo.negotiation.parties == base.negotiation.parties
    assert "invented" in demo.negotiation.name
    assert demo.display == base.display
    assert demo.poll.allow_local
    assert demo.poll.gap == 0
    assert demo.poll.per_host >= len(demo.feed) >= 8
    assert all(visit.ask(feed.url.removeprefix(visit.newsroom.url))[0].status == 200 for feed in demo.feed)
    assert [feed.name for feed in demo.feed if feed.full_text] == ["Northgate Courier"]
