import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.errors import UsageError
from core.language import Language
from core.settings import ArticlePage, Feed, Kind, ListPage, Rule, Settings, Topic
from core.times import now, stamp
from digest.health import remarks
from store.claims import claims
from store.feeds import feed_states, polls
from store.items import items
from store.query import Query
from store.versions import article, versions
from store.writer import Writer
from tests.feeds.kinds import answers
from tests.feeds.server import Answer, redirect, reply, serving
from tests.watch.scene import EDITED, FIRST, page, rss, settings
from watch import asking, leases, paging, poller
from watch.absorb import Absorbed
from watch.poller import Poller
from watch.workers import Workers

LONG = f"{FIRST}\nThe exchange took place at the border in the morning, and relatives were waiting in the town square.\n" + (
    "Officials of both sides said that the talks in the capital would be continued in the coming weeks, without naming a date.\n" * 3
)


async def once(given: Settings, writer: Writer, said: Callable[[Absorbed], None] | None = None) -> list[Any]:
    async with Poller(given, writer, said=said) as poller:
        return await poller.once()


async def test_news_goes_from_the_wire_to_claims(writer: Writer) -> None:
    async with serving() as server:
        server.answers["/feed"] = rss(server, ("a", FIRST), ("b", "The weather stays fine."))
        told: list[Absorbed] = []
        (record,) = await once(settings(Feed(name="Courier", url=server.url())), writer, told.append)
    assert (record.outcome, record.items_new, record.items_changed, record.status) == ("fetched", 2, 0, 200)
    assert [one.stored for one in told] == [("a", "b")]
    assert {(item.guid, item.topics) for item in writer.call(items, Query())} == {("a", ("pow-swaps",)), ("b", ())}
    found = writer.call(claims, Query())
    assert {(claim.question, claim.side, claim.value.low, claim.quote) for claim in found if claim.value.kind == "count"} == {
        ("released", "both", 157, FIRST)
    }
    assert {item.guid for item in writer.call(items, Query(search="weather"))} == {"b"}


async def test_an_edit_is_a_version_and_what_is_unchanged_is_not_sent_again(writer: Writer) -> None:
    async with serving() as server:
        given = settings(Feed(name="Courier", url=server.url()))
        server.answers["/feed"] = rss(server, ("a", FIRST))
        await once(given, writer)
        server.answers["/feed"] = reply(b"", status="304 Not Modified")
        (unchanged,) = await once(given, writer)
        server.answers["/feed"] = rss(server, ("a", EDITED))
        (changed,) = await once(given, writer)
        sent = [asked.headers.get("if-none-match") for asked in server.asked]
    assert (unchanged.outcome, unchanged.status) == ("unchanged", 304)
    assert (changed.items_new, changed.items_changed) == (0, 1)
    assert sent[0] is None
    assert sent[1] == sent[2] is not None
    (item,) = writer.call(items, Query())
    assert [version.text for version in writer.call(versions, item.id)] == [FIRST, EDITED]
    assert {claim.value.low for claim in writer.call(claims, Query(question="released"))} == {150}


async def test_the_same_words_under_another_id_are_tagged_all_the_same(writer: Writer) -> None:
    async with serving() as server:
        given = settings(Feed(name="Courier", url=server.url()))
        server.answers["/feed"] = rss(server, ("a", FIRST))
        await once(given, writer)
        server.answers["/feed"] = rss(server, ("a", FIRST), ("b", FIRST)).replace(b"News b", b"News a")  # type: ignore[union-attr]
        (record,) = await once(given, writer)
    assert record.items_new == 1
    assert {(item.guid, item.topics) for item in writer.call(items, Query())} == {("a", ("pow-swaps",)), ("b", ("pow-swaps",))}


async def test_an_identical_body_is_no_news(writer: Writer) -> None:
    async with serving() as server:
        server.answers["/feed"] = rss(server, ("a", FIRST))
        given = settings(Feed(name="Courier", url=server.url()))
        await once(given, writer)
        (again,) = await once(given, writer)
    assert (again.outcome, again.items_new, again.items_changed, again.gap) == ("fetched", 0, 0, False)
    assert writer.call(feed_states)[0].items == 1


async def test_one_feeds_trouble_is_recorded_and_costs_the_others_nothing(writer: Writer) -> None:
    async with serving() as server:
        server.answers |= {
            "/good": rss(server, ("a", FIRST)),
            "/html": reply(b"<html><body>We value your privacy</body></html>", "Content-Type: text/html"),
            "/down": reply(b"", status="503 Service Unavailable"),
            "/gone": reply(b"", status="410 Gone"),
        }
        names = ("good", "html", "down", "gone")
        await once(settings(*(Feed(name=name, url=server.url(f"/{name}")) for name in names)), writer)
    states = {state.source: state for state in writer.call(feed_states)}
    assert {name: state.outcome for name, state in states.items()} == {
        "good": "fetched",
        "html": "failed",
        "down": "failed",
        "gone": "failed",
    }
    assert states["good"].failures == 0
    assert (states["down"].failures, states["down"].status) == (1, 503)
    assert "HTML" in (states["html"].reason or "") or "page" in (states["html"].reason or "")
    assert states["gone"].next_poll is None
    assert len(writer.call(polls)) == 4


async def test_a_feed_that_is_gone_is_asked_again_only_where_it_is_named(writer: Writer) -> None:
    async with serving() as server:
        server.answers["/feed"] = reply(b"", status="410 Gone")
        given = settings(Feed(name="Courier", url=server.url()))
        await once(given, writer)
        (record,) = await once(given, writer)
        assert (record.outcome, record.status, record.reason) == ("failed", 410, "410: gone for good; not asked again")
        assert len(server.paths) == 1
        server.answers["/feed"] = rss(server, ("a", FIRST))
        async with Poller(given, writer, whole=False) as polling:
            (named,) = await polling.once()
    assert named.outcome == "fetched"
    assert writer.call(feed_states)[0].next_poll is not None


async def test_a_feed_that_wants_full_texts_gets_the_pages(writer: Writer) -> None:
    async with serving() as server:
        server.answers |= {"/feed": rss(server, ("a", "A swap took place.")), "/a": page(LONG)}
        await once(settings(Feed(name="Courier", url=server.url(), full_text=True)), writer)
        asked = server.paths
    (item,) = writer.call(items, Query())
    whole = writer.call(article, item.id)
    assert whole is not None
    assert FIRST in whole.text
    assert whole.full
    assert item.topics == ("pow-swaps",)
    assert asked == ["/feed", "/robots.txt", "/a"]
    assert {claim.value.low for claim in writer.call(claims, Query(question="released"))} == {157}


PAGE = "/a"


async def look(given: Settings, writer: Writer, clocks: pytest.MonkeyPatch, hours: float) -> None:
    """Poll as though so many hours had gone by."""
    with clocks.context() as clock:
        for module in (poller, asking, leases, paging):
            clock.setattr(module, "clock", lambda: now() + timedelta(hours=hours))
        await once(given, writer)


async def test_pages_are_looked_at_again_and_what_changed_in_them_is_a_version(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving() as server:
        given = settings(Feed(name="Courier", url=server.url(), full_text=True))
        server.answers |= {"/feed": rss(server, ("a", "A swap took place.")), PAGE: page(LONG, 'ETag: "first"')}
        await once(given, writer)
        await look(given, writer, monkeypatch, 0.5)
        server.answers[PAGE] = reply(b"", 'ETag: "first"', status="304 Not Modified")
        await look(given, writer, monkeypatch, 1.5)
        server.answers[PAGE] = page(LONG.replace(FIRST, EDITED), 'ETag: "second"')
        await look(given, writer, monkeypatch, 5)
        await look(given, writer, monkeypatch, 7)
        server.answers[PAGE] = page("Read our privacy policy.")
        await look(given, writer, monkeypatch, 25)
        await look(given, writer, monkeypatch, 80)
        await look(given, writer, monkeypatch, 1000)
        sent = [asked.headers.get("if-none-match") for asked in server.asked if asked.path == PAGE]
    assert sent == [None, '"first"', '"first"', '"second"', '"second"']
    (item,) = writer.call(items, Query())
    assert [FIRST in version.text for version in writer.call(versions, item.id)] == [True, False]


@pytest.mark.parametrize(("text", "hours"), [(LONG, ()), (LONG.replace("prisoners", "stamps"), (1.0,))], ids=["switched off", "no topic"])
async def test_pages_are_not_looked_at_again_for_nothing(
    writer: Writer, monkeypatch: pytest.MonkeyPatch, text: str, hours: tuple[float, ...]
) -> None:
    async with serving() as server:
        given = settings(Feed(name="Courier", url=server.url(), full_text=True))
        given = replace(given, poll=replace(given.poll, look_again=hours))
        server.answers |= {"/feed": rss(server, ("a", "Something took place.")), PAGE: page(text)}
        await once(given, writer)
        await look(given, writer, monkeypatch, 2)
        assert server.paths.count(PAGE) == 1


async def test_a_page_that_robots_may_not_fetch_is_left_alone(writer: Writer) -> None:
    async with serving() as server:
        robots = reply(b"User-agent: *\nDisallow: /", "Content-Type: text/plain")
        server.answers |= {"/feed": rss(server, ("a", "A swap took place.")), "/a": page(LONG), "/robots.txt": robots}
        await once(settings(Feed(name="Courier", url=server.url(), full_text=True)), writer)
        assert "/a" not in server.paths


async def test_a_document_that_shares_nothing_with_the_one_before_is_a_gap(writer: Writer) -> None:
    async with serving() as server:
        given = settings(Feed(name="Courier", url=server.url()))
        server.answers["/feed"] = rss(server, ("a", FIRST))
        (first,) = await once(given, writer)
        server.answers["/feed"] = rss(server, ("b", EDITED))
        (second,) = await once(given, writer)
    assert (first.gap, second.gap) == (False, True)
    (state,) = writer.call(feed_states)
    assert (state.gaps, state.last_gap) == (1, state.last_poll)
    assert state.usual is not None
    assert remarks(state, None, now())[0].startswith("overrun at ")


async def test_polling_goes_on_by_itself_and_stops_when_paused(writer: Writer) -> None:
    async with serving() as server:
        server.answers["/feed"] = rss(server, ("a", FIRST))
        given = settings(Feed(name="Courier", url=server.url(), every=0.05))
        polled = asyncio.Queue[Absorbed]()
        async with Poller(given, writer, said=polled.put_nowait) as poller:
            running = asyncio.ensure_future(poller.run())
            for _ in range(3):
                await asyncio.wait_for(polled.get(), 20)
            poller.paused = True
            poller.poll_now()
            await asyncio.wait_for(writer.run(feed_states), 5)
            running.cancel()
            with pytest.raises(asyncio.CancelledError):
                await running
        assert len(server.paths) >= 3


class Counted(Workers):
    """Workers that count how often they were told to begin."""

    begun = 0

    async def begin(self) -> None:
        self.begun += 1
        await super().begin()


async def test_workers_begin_before_the_first_answer_and_not_where_nothing_new_may_come(writer: Writer) -> None:
    async with serving() as server:
        server.answers["/feed"] = rss(server, ("a", FIRST))
        given = settings(Feed(name="Courier", url=server.url()))
        begun = []
        for _ in range(2):
            workers = Counted(given)
            async with Poller(given, writer, workers=workers) as polling:
                await polling.once()
            begun.append(workers.begun)
        assert begun == [1, 0]


async def test_a_rule_that_cannot_be_read_is_said_before_anything_is_asked(writer: Writer) -> None:
    topic = Topic(id="talks", name="Talks", mark="talks", rule=(Rule(id="talks.bad", any=("@nosuchword",)),))
    with pytest.raises(UsageError, match="nosuchword"):
        await once(settings(topics=[topic]), writer)


async def test_news_of_other_wars_is_kept_and_gets_no_topics_and_no_claims(writer: Writer) -> None:
    other = "Israel and Hamas exchanged 20 prisoners on Thursday, officials said."
    async with serving() as server:
        server.answers["/feed"] = rss(server, ("a", FIRST), ("b", other))
        await once(settings(Feed(name="Courier", url=server.url())), writer)
    topics = {item.guid: item.topics for item in writer.call(items, Query())}
    assert topics == {"a": ("pow-swaps",), "b": ()}
    kept = {claim.quote for claim in writer.call(claims, Query())}
    assert kept
    assert other not in kept


@pytest.mark.parametrize(
    ("named", "text", "lang"),
    [
        ("en", "Україна та Росія обмінялися полоненими.", "uk"),
        ("uk", "Ukraine and Russia exchanged prisoners of war.", "en"),
        ("uk", "Россия и Украина обменялись пленными, сообщили в ведомстве.", "ru"),
        ("en", FIRST, "en"),
    ],
)
async def test_an_items_language_is_told_from_its_words(writer: Writer, named: Language, text: str, lang: str) -> None:
    async with serving() as server:
        server.answers["/feed"] = rss(server, ("a", text))
        await once(settings(Feed(name="Courier", url=server.url(), lang=named)), writer)
    assert [item.lang for item in writer.call(items, Query())] == [lang]


async def test_sources_of_other_kinds_go_the_whole_way(writer: Writer) -> None:
    async with serving() as server:
        server.answers |= {
            "/s/press": reply(answers.telegram(answers.telegram_post(7, FIRST)), 'ETag: "t"'),
            "/wp-json/wp/v2/posts": reply(json.dumps([answers.wordpress_post(1, "News", f"<p>{FIRST}</p>")]).encode()),
            "/news": reply(f"<ul><li class=n><a href=/1>{FIRST}</a></li></ul>".encode()),
            "/closed": reply(b"<ul><li class=n><a href=/1>Shut</a></li></ul>"),
            "/robots.txt": reply(b"User-agent: *\nDisallow: /closed", "Content-Type: text/plain"),
        }
        sources: list[tuple[Kind, str, ListPage | None]] = [
            ("telegram", "/s/press", None),
            ("wordpress", "/wp-json/wp/v2/posts", None),
            ("page", "/news", ListPage(item="li.n")),
            ("page", "/closed", ListPage(item="li.n")),
        ]
        feeds = [Feed(name=path, url=server.url(path), kind=kind, select=select) for kind, path, select in sources]
        records = await once(settings(*feeds), writer)
        server.answers["/s/press"] = reply(b"", status="304 Not Modified")
        again = await once(settings(feeds[0]), writer)
        assert "/closed" not in server.paths
    assert {record.source: record.reason for record in records if record.reason} == {"/closed": "robots.txt asks not to fetch this page"}
    assert {item.guid for item in writer.call(items, Query())} == {
        "https://t.me/harbour_press/7",
        "https://outlet.example/?p=1",
        server.url("/1"),
    }
    assert {(claim.source, claim.value.low) for claim in writer.call(claims, Query(question="released"))} == {
        (path, 157) for path in ("/s/press", "/wp-json/wp/v2/posts", "/news")
    }
    assert [record.outcome for record in again] == ["unchanged"]


NEXT = '<link rel="next" href="{}">'
TAIL = "On the second page the ministry told that the talks would go on in the capital next week, in the same hall as before.\n" * 3


def linked(answer: Answer, link: str) -> Answer:
    """A page that names the next one."""
    assert isinstance(answer, bytes)
    body = answer.partition(b"\r\n\r\n")[2].replace(b"<body>", f"<head>{link}</head><body>".encode())
    return reply(body, "Content-Type: text/html; charset=utf-8")


async def test_an_article_on_two_pages_is_one_text_and_a_cut_one_is_none(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving() as server:
        given = settings(Feed(name="Courier", url=server.url(), full_text=True))
        server.answers |= {
            "/feed": rss(server, ("a", "A swap took place.")),
            PAGE: linked(page(LONG), NEXT.format("/a/2")),
            "/a/2": reply(b"", status="503 Service Unavailable"),
        }
        await once(given, writer)
        (item,) = writer.call(items, Query())
        cut = writer.call(article, item.id)
        server.answers["/a/2"] = linked(page(TAIL), NEXT.format("/b/3"))
        await look(given, writer, monkeypatch, 0.5)
        whole = writer.call(article, item.id)
    assert cut is not None
    assert whole is not None
    assert (cut.text, cut.full) == ("A swap took place.", False)
    assert whole.text.startswith(FIRST)
    assert "On the second page" in whole.text
    assert "/b/3" not in server.paths


async def test_the_posts_of_a_live_blog_become_items(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    def blog(*posts: tuple[str, str]) -> Answer:
        rows = "".join(
            f'<article class="live-post" id="p{name}"><time datetime="{stamp(now())}">now</time><p>{text}</p></article>'
            for name, text in posts
        )
        return reply(f"<html><body><h1>Live</h1>{rows}</body></html>".encode(), "Content-Type: text/html")

    async with serving() as server:
        given = settings(Feed(name="Courier", url=server.url(), full_text=True))
        server.answers |= {
            "/feed": rss(server, ("a", "Live: talks and swaps.")),
            PAGE: blog(("1", FIRST), ("2", "The weather stays fine here.")),
        }
        await once(given, writer)
        server.answers[PAGE] = blog(("1", EDITED), ("2", "The weather stays fine here."), ("3", "Families are waiting in the square."))
        await look(given, writer, monkeypatch, 0.3)
        link = server.url(PAGE)
    found = {item.guid: item for item in writer.call(items, Query())}
    assert {guid: item.versions for guid, item in found.items()} == {"a": 1, f"{link}#p1": 2, f"{link}#p2": 1, f"{link}#p3": 1}
    assert found[f"{link}#p1"].topics == ("pow-swaps",)
    assert {claim.value.low for claim in writer.call(claims, Query(question="released"))} == {150}


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(redirect("/"), id="sent to the front page"),
        pytest.param(page("Read our privacy policy."), id="no article"),
        pytest.param(page(LONG + "\nSubscribe to continue reading."), id="a paywall"),
        pytest.param(reply(page(LONG).partition(b"\r\n\r\n")[2], status="403 Forbidden"), id="forbidden, with words"),  # type: ignore[union-attr]
    ],
)
async def test_what_is_no_article_is_never_a_version(writer: Writer, answer: Answer) -> None:
    async with serving() as server:
        given = settings(Feed(name="Courier", url=server.url(), full_text=True))
        server.answers |= {"/feed": rss(server, ("a", "A swap took place.")), PAGE: answer, "/": page(LONG)}
        await once(given, writer)
    (item,) = writer.call(items, Query())
    assert [version.text for version in writer.call(versions, item.id)] == ["A swap took place."]


async def test_the_selectors_of_a_feed_find_its_articles(writer: Writer) -> None:
    body = f"<html><body><article><p>{LONG}</p></article><div class=x><p>{FIRST}</p><p>{TAIL}</p></div></body></html>"
    async with serving() as server:
        feed = Feed(name="Courier", url=server.url(), full_text=True, article=ArticlePage(text=("div.x",)))
        server.answers |= {"/feed": rss(server, ("a", "A swap.")), PAGE: reply(body.encode(), "Content-Type: text/html")}
        await once(settings(feed), writer)
    (item,) = writer.call(items, Query())
    whole = writer.call(article, item.id)
    assert whole is not None
    assert whole.text.startswith(FIRST)
    assert "Officials of both sides" not in whole.text


async def test_what_a_busy_channel_said_since_the_last_poll_is_read_page_by_page(writer: Writer) -> None:
    def posts(first: int, last: int) -> Answer:
        told = (
            answers.telegram_post(at, f"Word number {at}.", date=f"2026-02-05T12:{at % 60:02}:00+00:00") for at in range(first, last + 1)
        )
        return reply(answers.telegram(*told), "Content-Type: text/html")

    async with serving() as server:
        feed = Feed(name="Press", url=server.url("/s/press"), kind="telegram")
        server.answers["/s/press"] = posts(20, 21)
        await once(settings(feed), writer)
        server.answers |= {
            "/s/press": posts(28, 30),
            "/s/press?before=28": posts(25, 27),
            "/s/press?before=25": posts(21, 24),
            "/s/press?before=21": posts(1, 20),
        }
        (record,) = await once(settings(feed), writer)
        paths = server.paths
    assert (record.items_new, record.gap) == (9, False)
    assert paths[-3:] == ["/s/press", "/s/press?before=28", "/s/press?before=25"]
    assert len(writer.call(items, Query())) == 11
