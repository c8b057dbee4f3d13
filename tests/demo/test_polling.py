"""The newsroom is polled by the same code as the world."""

from asyncio import gather

from core.news import Failed, Fetched, Request, Unchanged
from core.settings import Negotiation, Settings
from demo.newsroom import Newsroom, settings
from feeds.fetch import Fetcher
from feeds.parse import parse

BASE = Settings(negotiation=Negotiation(name="Talks", parties=()))


async def test_all_feeds_are_fetched_once_and_then_unchanged() -> None:
    with Newsroom(clock=lambda: 0.0) as newsroom:
        demo = settings(BASE, newsroom)
        async with Fetcher(demo.poll) as fetcher:
            first = await gather(*(fetcher.fetch(Request(feed.url), trusted=True) for feed in demo.feed))
            brought = [outcome for outcome in first if isinstance(outcome, Fetched)]
            assert len(brought) == len(demo.feed)
            assert all(parse(outcome.body, outcome.headers, outcome.url).entries for outcome in brought)
            again = await gather(
                *(fetcher.fetch(Request(each.url, each.etag, each.last_modified), trusted=True) for each in brought),
            )
            assert all(isinstance(outcome, Unchanged) for outcome in again)


async def test_an_outage_is_told_as_what_it_is_and_passes() -> None:
    clock = [0.0]
    with Newsroom(clock=lambda: clock[0]) as newsroom:
        demo = settings(BASE, newsroom)
        url = f"{newsroom.url}/pereval/feed"
        outcomes = []
        async with Fetcher(demo.poll) as fetcher:
            for clock[0] in (42.0, 47.0, 55.0):
                outcomes.append(await fetcher.fetch(Request(url), trusted=True))
    unavailable, silent, back = outcomes
    assert isinstance(unavailable, Failed)
    assert unavailable.status == 503
    assert isinstance(silent, Failed)
    assert silent.status is None
    assert isinstance(back, Fetched)
    assert "по 157 человек" in parse(back.body, back.headers, back.url).entries[0].title


async def test_an_articles_page_may_be_fetched_although_it_is_local() -> None:
    with Newsroom(clock=lambda: 0.0) as newsroom:
        demo = settings(BASE, newsroom)
        async with Fetcher(demo.poll) as fetcher:
            outcome = await fetcher.fetch(Request(f"{newsroom.url}/northgate-courier/what-each-wants"), trusted=False)
    assert isinstance(outcome, Fetched)
