import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from core.claim import Claim
from core.errors import WorkError
from core.news import Article, Fetched
from store.claims import claims
from store.pages import Page
from store.query import Query
from store.versions import versions, versions_unread
from store.writer import Writer
from tests.store.scene import COURIER, NOON, claim, entry, feeds, save_entry
from tests.watch.jobs import DEADLY, read_and_die_once, read_or_die, read_or_raise
from tests.watch.scene import FIRST, settings
from watch.absorb import absorb_page
from watch.patient import Job, each, read_unread, store_claims
from watch.workers import Workers


@pytest.fixture
def workers() -> Iterator[Workers]:
    with closing(Workers(settings(), patience=10)) as made:
        yield made


def articles(*titles: str) -> list[Article]:
    return [Article(number, COURIER.name, NOON, title, FIRST, "en") for number, title in enumerate(titles)]


@pytest.mark.parametrize(
    ("job", "logged"),
    [pytest.param(read_or_die, "took the reading process with it", id="dies"), pytest.param(read_or_raise, "OverflowError", id="raises")],
)
async def test_one_article_that_fails_costs_no_other(
    job: Job[tuple[Claim, ...]], logged: str, workers: Workers, caplog: pytest.LogCaptureFixture
) -> None:
    found = await each(workers, job, articles("a", "b", DEADLY, "d", "e"))
    assert [bool(one) for one in found] == [True, True, False, True, True]
    assert found[2] is None
    assert logged in caplog.text


async def test_a_worker_that_dies_once_costs_no_article_its_claims(workers: Workers, tmp_path: Path) -> None:
    (found,) = await each(workers, partial(read_and_die_once, mark=tmp_path / "died"), articles("a"))
    assert found


class Poisoned(Workers):
    """Workers that read a claim with half a character out of the second of three articles."""

    async def run(self, *_: object, **__: object) -> object:  # type: ignore[override]
        return [(claim(),), (replace(claim(), quote="\ud800"),), (claim(),)]


async def test_claims_that_cannot_be_stored_cost_no_other_article_its_claims(writer: Writer, caplog: pytest.LogCaptureFixture) -> None:
    courier, _ = writer.call(feeds)
    for guid in "abc":
        writer.call(save_entry, courier, entry(guid), NOON)
    unread = writer.call(versions_unread, 10)
    with closing(Poisoned(settings())) as poisoned:
        await read_unread(poisoned, writer, 10)
    assert [kept.item for kept in writer.call(claims, Query())] == [unread[0][1].id, unread[2][1].id]
    assert writer.call(versions_unread, 10) == []
    assert f"storing the claims of version {unread[1][0]}" in caplog.text


async def test_a_worker_that_cannot_start_leaves_articles_unread(writer: Writer) -> None:
    courier, _ = writer.call(feeds)
    writer.call(save_entry, courier, entry("a"), NOON)
    unread = writer.call(versions_unread, 10)
    with closing(NoWorkers(settings())) as none, pytest.raises(WorkError):
        await read_unread(none, writer, 10)
    assert writer.call(versions_unread, 10) == unread


class NoWorkers(Workers):
    """Workers that cannot be started."""

    async def run(self, *_: object, **__: object) -> object:  # type: ignore[override]
        raise WorkError("no memory")


async def test_goes_under_way_together_are_stored_in_their_order(writer: Writer) -> None:
    courier, _ = writer.call(feeds)
    for number in range(25):
        writer.call(save_entry, courier, entry(str(number), f"News of {number}", FIRST), NOON)
    told: list[int] = []
    with closing(Unhurried(settings(), 2, ahead=1)) as workers:
        await read_unread(workers, writer, 3, told.append)
        assert workers.most == workers.places
    assert told == [3] * 8 + [1]
    assert [kept.item for kept in writer.call(claims, Query())] == list(range(1, 26))


class Unhurried(Workers):
    """Workers of whose jobs under way the last one ends first; `most` is how many those were."""

    most = 0
    _under_way = 0

    async def run(self, _: object, articles: list[Article]) -> object:  # type: ignore[override]
        self._under_way += 1
        self.most = max(self.most, self._under_way)
        for _ in range(20 * (self.places - self._under_way)):
            await asyncio.sleep(0.001)
        self._under_way -= 1
        return [(claim(),)] * len(articles)


async def test_claims_of_a_text_that_is_no_longer_there_are_claims_of_nothing(writer: Writer) -> None:
    courier, _ = writer.call(feeds)
    for guid in "ab":
        writer.call(save_entry, courier, entry(guid, f"News of {guid}", FIRST), NOON)
    unread = writer.call(versions_unread, 10)
    # As if a copy of the database had been restored, in which these numbers are others' or nobody's.
    writer.call(lambda db: db.execute("UPDATE versions SET text = 'The weather.' WHERE id = 1"))
    await store_claims(writer, [*unread, (99, unread[0][1])], [(claim(),)] * 3)
    assert {kept.item for kept in writer.call(claims, Query())} == {2}
    assert [version for version, _ in writer.call(versions_unread, 10)] == [1]
    page = Page(1, "http://elsewhere.example/", 0, NOON)
    writer.call(absorb_page, page, Fetched(url=page.url, body=b"", headers={}, status=200, seconds=0.1), FIRST, (), NOON, None)
    assert len(writer.call(versions, 1)) == 1
