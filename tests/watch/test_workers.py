import os
import signal
import time
from collections.abc import Iterator

import pytest

from core.news import Article
from tests.store.scene import NOON
from tests.watch.scene import FIRST, settings
from watch.desk import Desk, read_all, tag_all
from watch.workers import RunawayError, Workers

ARTICLE = Article(1, "Courier", NOON, "A swap", FIRST, "en")


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(settings(), patience=5)
    yield made
    made.close()


def niceness(_: Desk) -> int:
    return os.nice(0)


def run_away(_: Desk) -> None:
    time.sleep(60)


def die(_: Desk) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


async def test_work_is_done_elsewhere_and_steps_back(workers: Workers) -> None:
    assert [[tag.topic for tag in tags] for tags in await workers.run(tag_all, [ARTICLE])] == [["pow-swaps"]]
    assert [[claim.item for claim in claims] for claims in await workers.run(read_all, [ARTICLE])] == [
        [1] * len((await workers.run(read_all, [ARTICLE]))[0])
    ]
    assert await workers.run(niceness) > os.nice(0)


async def test_a_job_that_kills_its_process_costs_only_itself(workers: Workers) -> None:
    with pytest.raises(RunawayError, match="took the reading process with it"):
        await workers.run(die)
    assert await workers.run(tag_all, [ARTICLE])


async def test_a_job_that_runs_away_is_stopped() -> None:
    impatient = Workers(settings(), patience=0.5)
    with pytest.raises(RunawayError, match=r"longer than 0\.5 seconds"):
        await impatient.run(run_away)
    impatient.close()
