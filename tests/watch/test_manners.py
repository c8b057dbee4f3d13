"""An outside observer watches a day of polls: what each server was asked, when, and with which headers."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest

from core.settings import Feed, Poll
from feeds import fetch
from store.feeds import FeedState, feed_states
from store.writer import Writer
from tests.feeds.server import Asked, redirect, reply
from tests.watch.day import MIDNIGHT, Day, Here, Host, hosts
from tests.watch.scene import settings
from watch import asking, leases, paging, poller
from watch.clocks import Clocks
from watch.poller import Poller

HOUR = 3600.0
EVERY = 1800.0
ODD = 'W/"a b,\\c" x\xe9'
"""No entity tag at all, but what the server sent."""
DATE = "thu, 5 FEB 2026 00:00:00 +0000"
Answers = Callable[[Host, Asked], bytes]


def news(*headers: str, head: str = "", story: str = "talks") -> bytes:
    body = (
        f"<rss version='2.0'><channel><title>News</title>{head}<item><guid isPermaLink='false'>{story}</guid>"
        f"<title>All of {story}</title><link>http://127.0.0.1/{story}</link></item></channel></rss>"
    )
    return reply(body.encode(), "Content-Type: application/rss+xml", *headers)


UNCHANGED = reply(b"", status="304 Not Modified")


def always(answer: bytes) -> Answers:
    return lambda *_: answer


def by_validators(*headers: str) -> Answers:
    """304 to whoever returns a validator byte for byte."""
    values = {row.partition(": ")[2] for row in headers}

    def answer(_: Host, asked: Asked) -> bytes:
        known = {asked.headers.get("if-none-match"), asked.headers.get("if-modified-since")} & values
        return UNCHANGED if known else news(*headers)

    return answer


def in_turn(*answers: bytes) -> Answers:
    """One answer after another, the last for ever."""
    return lambda host, _: answers[min(len(host.log), len(answers)) - 1]


def first_then(first: Callable[[Host], bytes], then: bytes) -> Answers:
    return lambda host, _: first(host) if len(host.log) == 1 else then


def moved(status: int) -> Answers:
    """From /feed to /new."""
    return lambda host, asked: redirect("/new", status) if asked.path == "/feed" else by_validators('ETag: "new"')(host, asked)


def moved_and_gone(host: Host, asked: Asked) -> bytes:
    """Moves for good in the first half of the day, and is back in the second; the new place goes away."""
    early = host.log[-1][0] < 12 * HOUR
    if asked.path == "/feed":
        return redirect("/new", 301) if early else news()
    return news() if early else reply(b"", status="404 Not Found")


def flapping(host: Host, asked: Asked) -> bytes:
    return redirect("/new", 301) if asked.path == "/feed" and len(host.times()) % 3 else news()


def sets_cookies(*_: object) -> bytes:
    return news("Set-Cookie: who=you; Path=/", "Set-Cookie: session=1")


def until_noon(_: Host) -> bytes:
    return reply(b"", f"Retry-After: {format_datetime(MIDNIGHT.replace(hour=12), usegmt=True)}", status="503 Service Unavailable")


SCRIPTS: dict[str, Answers] = {
    "tagged": by_validators(f"ETag: {ODD}"),
    "dated": by_validators(f"Last-Modified: {DATE}"),
    "drops": in_turn(news('ETag: "1"', f"Last-Modified: {DATE}"), news(f"Last-Modified: {DATE}", story="more"), news(story="most")),
    "renewed": in_turn(news('ETag: "1"'), reply(b"", 'ETag: "2"', f"Last-Modified: {DATE}", status="304 Not Modified")),
    "broken": in_turn(news('ETag: "1"'), reply(b"<html>We value your privacy</html>", 'ETag: "consent"', "Content-Type: text/html")),
    "fresh": always(news("Cache-Control: public, max-age=7200")),
    "expires": lambda *_: news(f"Expires: {format_datetime(MIDNIGHT.replace(hour=8), usegmt=True)}"),
    "ttl": always(news(head="<ttl>150</ttl>")),
    "hours": always(news(head="<skipHours><hour>3</hour><hour>4</hour><hour>5</hour></skipHours>")),
    "days": always(news(head="<skipDays><day>Thursday</day></skipDays>")),
    "later": first_then(lambda _: reply(b"", "Retry-After: 10000", status="429 Too Many Requests"), news()),
    "refusing": first_then(lambda _: reply(b"", "Retry-After: 7000", status="429 Too Many Requests"), news()),
    "noon": first_then(until_noon, news()),
    "aeons": always(reply(b"", f"Retry-After: {10**12}", status="503 Service Unavailable")),
    "nonsense": first_then(lambda _: reply(b"", "Retry-After: -5, soon", status="503 Service Unavailable"), news()),
    "301": moved(301),
    "308": moved(308),
    "302": moved(302),
    "307": moved(307),
    "back": moved_and_gone,
    "flapping": flapping,
    "gone": always(reply(b"", status="410 Gone")),
    "missing": always(reply(b"", status="404 Not Found")),
    "down": always(reply(b"", status="500 Internal Server Error")),
    "down too": always(reply(b"", status="500 Internal Server Error")),
    "cookies": sets_cookies,
    "shared": by_validators('ETag: "one"'),
}
SHARED = ("/feed", "/second", "/third")
"""Feeds of one host."""
SEVERAL = ("shared", "refusing")
"""Hosts that have them."""


def run(body: Callable[[Day], Awaitable[None]]) -> None:
    """Run on a day's loop."""
    loop = Day()
    with pytest.MonkeyPatch.context() as patch, asyncio.Runner(loop_factory=lambda: loop) as runner:
        for module in (asyncio, asyncio.futures):
            patch.setattr(module, "wrap_future", loop.watch(asyncio.futures.wrap_future))
        for clocked in (poller, asking, leases, paging, fetch):
            patch.setattr(clocked, "clock", loop.now)
        patch.setattr(poller, "Clocks", lambda: Clocks(loop.now, loop.time, loop.time))
        for pause, seconds in (("LONGEST_SLEEP", timedelta(minutes=4)), ("CLOCK_PAUSE", 60.0)):
            patch.setattr(poller, pause, seconds)  # there are fewer looks for nothing in a day then
        runner.run(body(loop))  # type: ignore[arg-type]


async def poll(loop: Day, writer: Writer, until: float, feeds: list[Feed], polls: Poll) -> None:
    """Poll until that hour, as the dashboard does."""
    given = replace(settings(*feeds), poll=polls)
    async with Poller(given, writer, workers=Here(given)) as polling:
        running = asyncio.ensure_future(polling.run())
        await asyncio.sleep(until * HOUR - loop.time())
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> "Seen":
    """A day of polls; at half past ten the program is ended and begun again."""
    there = {name: Host(answer) for name, answer in SCRIPTS.items()}
    path: Path = tmp_path_factory.mktemp("day") / "watch.db"
    states: list[FeedState] = []

    async def whole(loop: Day) -> None:
        async with hosts(loop, *there.values()):
            feeds = [Feed(name=name, url=host.server.url()) for name, host in there.items()]
            feeds += [Feed(name=name, url=there[name].server.url(path)) for name in SEVERAL for path in SHARED[1:]]
            for until in (10.5, 26):
                writer = Writer(path)
                try:
                    await poll(loop, writer, until, feeds, Poll(every=EVERY))
                    states[:] = writer.call(feed_states)
                finally:
                    writer.close()

    run(whole)
    return Seen(there, {state.source: state for state in states})


class Seen:
    """What the servers saw, and what the program says of them."""

    def __init__(self, there: dict[str, Host], states: dict[str, FeedState]) -> None:
        self.hosts = there
        self.states = states

    def pauses(self, name: str, path: str = "/feed") -> list[float]:
        return [after - before for before, after in pairwise(self.hosts[name].times(path))]


@pytest.mark.parametrize(("name", "header", "value"), [("tagged", "if-none-match", ODD), ("dated", "if-modified-since", DATE)])
def test_validators_come_back_byte_for_byte_and_nothing_is_fetched_twice(day: Seen, name: str, header: str, value: str) -> None:
    first, *later = day.hosts[name].headers(header)
    assert first is None
    assert len(later) > 40
    assert set(later) == {value}


def test_validators_that_a_server_drops_are_dropped(day: Seen) -> None:
    host = day.hosts["drops"]
    assert host.headers("if-none-match")[:5] == [None, '"1"', None, None, None]
    assert host.headers("if-modified-since")[:5] == [None, DATE, DATE, None, None]


def test_validators_that_an_unchanged_answer_renews_are_new(day: Seen) -> None:
    host = day.hosts["renewed"]
    assert host.headers("if-none-match")[:4] == [None, '"1"', '"2"', '"2"']
    assert host.headers("if-modified-since")[:4] == [None, None, DATE, DATE]


def test_what_is_no_feed_has_no_validators(day: Seen) -> None:
    assert set(day.hosts["broken"].headers("if-none-match")[1:]) == {'"1"'}
    assert day.states["broken"].reason == "200 with HTML: a consent page"


@pytest.mark.parametrize(
    ("name", "shortest", "count"),
    [
        pytest.param("tagged", EVERY, range(45, 53), id="as configured"),
        pytest.param("fresh", 7200.0, range(12, 14), id="max-age"),
        pytest.param("ttl", 9000.0, range(9, 12), id="ttl"),
    ],
)
def test_nobody_is_asked_sooner_than_they_say(day: Seen, name: str, shortest: float, count: range) -> None:
    pauses = day.pauses(name)
    assert min(pauses) >= shortest
    assert max(pauses) <= 1.1 * shortest + 60
    assert len(pauses) + 1 in count
    assert len(set(map(round, pauses))) > len(pauses) / 2, "chance spreads them"


def test_an_answer_is_fresh_until_it_expires(day: Seen) -> None:
    _, second, *_ = day.hosts["expires"].times()
    assert 8 * HOUR <= second < 8.2 * HOUR


def test_skipped_hours_and_days_are_left_out(day: Seen) -> None:
    hours = [int(at // HOUR) % 24 for at in day.hosts["hours"].times()]
    assert {3, 4, 5}.isdisjoint(hours)
    assert len(set(hours)) == 21
    first, second, *_ = day.hosts["days"].times()
    assert first < HOUR < 24 * HOUR <= second < 25 * HOUR


@pytest.mark.parametrize(
    ("name", "earliest", "latest"),
    [("later", 10_000.0, 11_000.0), ("noon", 12 * HOUR, 12.2 * HOUR), ("aeons", 20 * HOUR, 25 * HOUR), ("nonsense", EVERY, 1.3 * EVERY)],
)
def test_a_server_that_asks_to_wait_is_waited_for_but_not_for_ever(day: Seen, name: str, earliest: float, latest: float) -> None:
    first, second, *_ = day.hosts[name].times()
    assert earliest <= second - (0 if name == "noon" else first) <= latest


def test_a_host_that_asks_to_be_left_alone_is_asked_for_none_of_its_feeds(day: Seen) -> None:
    first, *later = sorted(at for path in SHARED for at in day.hosts["refusing"].times(path))
    assert min(later) - first >= 7000
    assert {len(day.hosts["refusing"].times(path)) > 20 for path in SHARED} == {True}


@pytest.mark.parametrize("name", ["301", "308"])
def test_a_move_for_good_is_remembered_once_it_has_held(day: Seen, name: str) -> None:
    old, new = day.hosts[name].times("/feed"), day.hosts[name].times("/new")
    assert 3 <= len(old) <= 10
    assert len(new) > 40
    assert min(new) < max(old)
    assert set(day.hosts[name].headers("if-none-match", "/new")[1:]) == {'"new"'}
    assert (day.states[name].moved_to or "").endswith("/new")


@pytest.mark.parametrize("name", ["302", "307", "flapping"])
def test_a_move_for_a_while_is_not_remembered(day: Seen, name: str) -> None:
    assert len(day.hosts[name].times("/feed")) > 40
    assert day.hosts[name].times("/feed")[-1] > 25 * HOUR
    assert day.states[name].moved_to is None


def test_a_feed_that_moves_back_is_found_again(day: Seen) -> None:
    host = day.hosts["back"]
    assert host.times("/feed")[-1] > 25 * HOUR
    assert host.times("/new")[-1] < 14 * HOUR
    assert day.states["back"].outcome == "fetched"


def test_what_is_gone_is_asked_once_and_says_so(day: Seen) -> None:
    assert len(day.hosts["gone"].log) == 1
    state = day.states["gone"]
    assert (state.next_poll, state.why_next, state.reason) == (None, "gone for good: not asked again", "410: gone for good")


@pytest.mark.parametrize("name", ["missing", "down"])
def test_what_fails_is_asked_less_and_less(day: Seen, name: str) -> None:
    pauses = day.pauses(name)
    assert len(pauses) + 1 <= 9
    assert pauses[3] > 5 * pauses[0]
    assert pauses[0] >= EVERY
    assert max(pauses) <= 1.25 * 6 * HOUR + 60


def test_what_fails_together_falls_out_of_step(day: Seen) -> None:
    one, other = (day.hosts[name].times()[3:] for name in ("down", "down too"))
    # Chance may bring two near each other once, and not at every poll.
    assert max(abs(a - b) for a, b in zip(one, other, strict=False)) > 30


def test_a_host_is_asked_for_one_thing_at_a_time_with_a_pause_and_over_one_connection(day: Seen) -> None:
    host = day.hosts["shared"]
    assert host.server.most_at_once == 1
    begins = [at for at, _ in host.log]
    assert {asked.path for _, asked in host.log} == set(SHARED)
    assert min(after - end for end, after in zip(host.ends, begins[1:], strict=False)) >= Poll().gap - 0.001
    assert len({asked.connection for _, asked in host.log[:3]}) == 1


def test_cookies_are_left_on_the_plate_and_we_say_who_we_are(day: Seen) -> None:
    assert len(day.hosts["cookies"].log) > 40
    for host in day.hosts.values():
        for _, asked in host.log:
            assert "cookie" not in asked.headers
            assert "negotiation-watch" in asked.headers["user-agent"]
            assert {"gzip", "br", "zstd"} <= set(asked.headers["accept-encoding"].split(", "))


@pytest.fixture
def crowd() -> list[Host]:
    return [Host(by_validators('ETag: "1"')) for _ in range(60)]


def busiest(there: list[Host], since: float, seconds: float = 1.0) -> int:
    """The most requests within so many seconds."""
    times = sorted(at for host in there for at, _ in host.log if at >= since)
    return max(sum(start <= at < start + seconds for at in times) for start in times)


def test_there_is_no_stampede_at_the_start_nor_after_sleep_nor_when_the_clock_is_set(tmp_path: Path, crowd: list[Host]) -> None:
    quiet = Host(always(news(head="<skipHours><hour>9</hour></skipHours>")))
    nights = 8 * HOUR

    async def sleepy(loop: Day) -> None:
        async with hosts(loop, *crowd, quiet):
            given = settings(*(Feed(name=str(number), url=host.server.url()) for number, host in enumerate([*crowd, quiet])))
            given = replace(given, poll=Poll(every=EVERY))
            writer = Writer(tmp_path / "watch.db")
            async with Poller(given, writer, workers=Here(given)) as polling:
                running = asyncio.ensure_future(polling.run())
                await asyncio.sleep(HOUR + 60)
                loop.asleep += nights  # the lid is closed at one, and opened at nine
                await asyncio.sleep(900)
                after = [sum(at > nights for at in host.ends) for host in crowd]  # who was being asked as the lid closed ends there
                assert set(after) == {1}, "each once: what was missed is not made up for"
                loop.asleep -= 48 * HOUR  # the clock was wrong
                await asyncio.sleep(300)
                assert all(host.ends[-1] < 0 for host in crowd), "who waits for a time that is far off is asked now"
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
            writer.close()

    run(sleepy)
    assert not [at for at in quiet.times() if 9 * HOUR <= at < 10 * HOUR]
    assert busiest(crowd, 0) <= 20
    assert all(len(host.log) < 8 for host in crowd)
