"""One story, one item: from the documents of feeds that forget, reuse and change whatever they can, to what is stored."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from core.news import Fetched
from core.settings import Feed, Poll
from digest.health import remarks
from feeds.parse import parse
from store.feeds import PollRecord, feed_states, set_feeds
from store.items import save_entries
from store.stream import count_items
from store.versions import count_versions
from store.writer import Writer
from watch.absorb import absorb
from watch.desk import Prepared

NOON, LATER = "Thu, 05 Feb 2026 12:00:00 GMT", "Thu, 05 Feb 2026 12:30:00 GMT"
NOW = datetime(2026, 2, 5, 13, tzinfo=UTC)
FEED, WORLD = "https://o.example/rss", "https://o.example/world"
Item = dict[str, str]
A: Item = {
    "title": "157 home in swap",
    "link": "https://o.example/a",
    "pubDate": NOON,
    "description": "The swap took place on Thursday up north.",
}
B: Item = {
    "title": "Drones over port",
    "link": "https://o.example/b",
    "pubDate": LATER,
    "description": "Air defence at work until dawn at the pier.",
}
BARE: Item = {"title": A["title"], "pubDate": NOON, "description": A["description"]}
HOME = {"link": "https://o.example/"}
DAILY = [
    {"title": "Daily report", "link": f"https://o.example/r{day}", "description": "Figures of the day are told in the table below"}
    for day in "123"
]


def rss(items: Sequence[Item]) -> bytes:
    rows = "".join("<item>" + "".join(f"<{name}>{words}</{name}>" for name, words in item.items()) + "</item>" for item in items)
    return f'<rss version="2.0"><channel><title>T</title>{rows}</channel></rss>'.encode()


@pytest.mark.parametrize(
    ("documents", "items", "versions"),
    [
        pytest.param([[A, B], [B, A]], 2, 2, id="no GUIDs"),
        pytest.param([[A, B], [A | {"description": "New."}, B]], 2, 3, id="no GUIDs, and an edited text"),
        pytest.param([[A, B], [A | {"title": "158 home in a swap"}, B]], 2, 3, id="no GUIDs, and an edited headline"),
        pytest.param([[BARE], [BARE]], 1, 1, id="neither GUID nor link"),
        pytest.param([[A | {"guid": f"x{n}"}, B | {"guid": f"y{n}"}] for n in range(4)], 2, 2, id="GUIDs that change at each poll"),
        pytest.param([[A | {"guid": f"x{n}", "link": f"https://o.example/a?s={n}"}] for n in range(4)], 1, 1, id="links that change, too"),
        pytest.param(
            [[A | HOME | {"guid": f"x{n}"}, B | HOME | {"guid": f"y{n}"}] for n in range(4)], 2, 2, id="GUIDs change, one link for all"
        ),
        pytest.param(
            [[A | {"guid": f"{way}://o.example/a", "link": f"{way}://o.example/a"}] for way in ("http", "https")], 1, 1, id="https comes"
        ),
        pytest.param([[A, A | {"link": "http://www.o.example/a/"}]] * 2, 1, 1, id="twins in one document"),
        pytest.param(
            [[A | {"guid": "latest"}], [B | {"guid": "latest"}], [B | {"guid": "latest"}, A | {"guid": "older"}]], 2, 2, id="GUID reused"
        ),
        pytest.param([[A | {"guid": "0"}, B | {"guid": "0"}]] * 3, 2, 2, id="one GUID for all"),
        pytest.param([[A, B], [B], [A, B]], 2, 2, id="gone and back"),
        pytest.param([[A | {"guid": "1"}], [B | {"guid": "1", "link": A["link"]}]], 1, 2, id="a page that is written anew"),
        pytest.param([[day] for day in DAILY], 3, 3, id="one headline and text each day, undated"),
    ],
)
def test_one_story_is_one_item(writer: Writer, documents: Sequence[Sequence[Item]], items: int, versions: int) -> None:
    writer.call(set_feeds, [Feed(name="O", url=FEED)], Poll(), NOW)
    (feed,) = writer.call(feed_states)
    for number, document in enumerate(documents):
        writer.call(save_entries, feed, parse(rss(document), {}, FEED).entries, NOW + number * timedelta(hours=1))
    assert (writer.call(count_items), writer.call(count_versions)) == (items, versions)


def test_a_feed_that_invents_all_at_every_poll_brings_so_many_a_day(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.feeds.MOST_NEW", 5)
    writer.call(set_feeds, [Feed(name="O", url=FEED), Feed(name="Q", url=WORLD)], Poll(), NOW)

    def poll(items: Sequence[Item], hours: int, url: str = FEED) -> PollRecord:
        feed = next(one for one in writer.call(feed_states) if one.url == url)
        document = parse(rss(items), {}, url)
        outcome, prepared = Fetched(url, b"", {}, 200, 0.1), Prepared(document, ((),) * len(document.entries))
        return writer.call(absorb, feed, outcome, prepared, NOW + timedelta(hours=hours), 0.5).record

    invented = [
        [{"guid": f"{n}-{poll}", "title": f"News {n} of {poll}", "link": f"https://o.example/{n}/{poll}"} for n in range(3)]
        for poll in range(3)
    ]
    first, second = poll(invented[0], 0), poll([*invented[1], invented[1][2] | {"guid": "twin"}, invented[0][0] | {"title": "Edited"}], 1)
    assert (first.items_new, first.reason) == (3, None)
    assert (second.items_new, second.items_changed, second.gap) == (2, 1, False), "what is known is followed all the same"
    assert second.reason == "more than 10,000 new items in a day: 2 were left out, and are taken tomorrow if still listed"
    third = poll(invented[2], 2)
    assert (third.outcome, third.items_new, third.gap) == ("fetched", 0, True)
    state = next(one for one in writer.call(feed_states) if one.url == FEED)
    assert state.failures == 0
    assert third.reason in remarks(state, None, NOW)
    assert poll([A, B], 2, WORLD).items_new == 2, "another feed's are its own"
    assert poll(invented[2], 11).items_new == 3, "the day is another"


def test_a_story_in_two_feeds_of_an_outlet_is_one_item(writer: Writer) -> None:
    writer.call(set_feeds, [Feed(name="O", url=FEED), Feed(name="O", url=WORLD)], Poll(), NOW)
    main, world = writer.call(feed_states)
    other = A | {"guid": "w7", "link": "https://m.o.example/a?utm_source=world", "description": "Short."}
    for feed, item in [(main, A), (world, other), (main, A), (world, other | {"description": "Shorter."})]:
        writer.call(save_entries, feed, parse(rss([item]), {}, feed.url).entries, NOW)
    assert (writer.call(count_items), writer.call(count_versions)) == (1, 1)
