import asyncio
import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from io import FileIO
from pathlib import Path
from zlib import crc32

import pytest

from core.apart import Line
from core.errors import RunawayError, WorkError
from core.news import Article
from core.settings import Rule, Topic
from tests.store.scene import NOON
from tests.watch.jobs import (
    circles,
    desks,
    die,
    eat,
    eat_and_leave,
    hoard,
    listen,
    measure,
    modules,
    niceness,
    pids,
    raise_timeout,
    say_and_wait,
    serve_desks_in_circles,
    serve_with_room_for_one,
    spin,
    wait,
)
from tests.watch.scene import FIRST, SWAPS, settings
from watch import forks
from watch.desk import Desk, Source, prepare, read_all, tag_all
from watch.limits import TooMuchError, limited
from watch.workers import Workers

ARTICLE = Article(1, "Courier", NOON, "A swap", FIRST, "en")
LARGE = """
from tests.watch.jobs import resident
from core.frugal import trim
from watch.limits import settle

settle()
large = b"x" * (16 << 20)
del large
before = resident()
blocks = [b"x" * (8 << 20) for _ in range(8)]
pin = b"x" * 120_000  # behind them all
del blocks
print((resident() - before) >> 20)
parts = [b"x" * 60_000 for _ in range(1000)]
del parts[1::2], parts[:-1]
trim()
print((resident() - before) >> 20)
"""
PARENT = """
import asyncio
from tests.watch.jobs import pids, wait
from tests.watch.scene import settings
from watch.workers import Workers

async def main():
    workers = Workers(settings())
    print(*await workers.run(pids), flush=True)
    await workers.run(wait, 600)

asyncio.run(main())
"""

watches_processes = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux")


@pytest.fixture
def workers() -> Iterator[Workers]:
    with closing(Workers(settings(), patience=60)) as made:
        yield made


async def test_work_is_done_elsewhere_and_steps_back(workers: Workers) -> None:
    assert [[tag.topic for tag in tags] for tags in await workers.run(tag_all, [ARTICLE])] == [["pow-swaps"]]
    assert [[claim.item for claim in claims] for claims in await workers.run(read_all, [ARTICLE])] == [
        [1] * len((await workers.run(read_all, [ARTICLE]))[0])
    ]
    assert await workers.run(niceness) > os.nice(0)


async def test_a_process_has_imported_no_loop_and_no_network(workers: Workers) -> None:
    assert await workers.run(modules) & {"asyncio", "ssl", "multiprocessing", "httpcore", "feedparser"} == set()


async def test_processes_for_other_settings_have_desks_of_their_own(workers: Workers) -> None:
    talks = Topic(id="talks", name="Talks", mark="talks", rule=(Rule(id="talks.any", any=("swap",)),))
    with closing(Workers(settings(topics=[talks]))) as others:
        told = [[tag.topic for tag in (await each.run(tag_all, [ARTICLE]))[0]] for each in (workers, others, workers)]
    assert told == [["pow-swaps"], ["talks"], ["pow-swaps"]]


async def test_the_desk_for_former_settings_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with ExitStack() as stack:
        serve_with(serve_desks_in_circles, monkeypatch, stack)
        for topics in ([], [SWAPS], [SWAPS, SWAPS]):
            workers = stack.enter_context(closing(Workers(settings(topics=topics))))
            assert await workers.run(desks) == 1


async def test_what_jobs_leave_in_circles_does_not_stay(workers: Workers) -> None:
    held = [await workers.run(circles, 100_000) for _ in range(8)]
    # Each leaves some ten million bytes.
    assert max(held) - held[0] < 30_000_000


async def test_a_job_that_kills_its_process_costs_only_itself(workers: Workers) -> None:
    with pytest.raises(RunawayError, match="took the reading process with it"):
        await workers.run(die)
    assert await workers.run(tag_all, [ARTICLE])


@watches_processes
async def test_a_process_that_dies_idle_costs_no_job(workers: Workers) -> None:
    worker, _ = await workers.run(pids)
    end(worker)
    assert await workers.run(tag_all, [ARTICLE])


@watches_processes
async def test_a_server_that_is_lost_costs_no_job(workers: Workers) -> None:
    for one in reversed(await workers.run(pids)):
        end(one)
    assert await workers.run(tag_all, [ARTICLE])


@watches_processes
async def test_a_server_that_is_lost_costs_no_job_under_way(tmp_path: Path) -> None:
    with ExitStack() as stack:
        workers = stack.enter_context(closing(Workers(settings(), 3, patience=60)))
        told = [await listening(workers, tmp_path / name, stack) for name in "ab"]
        for lost in reversed(await workers.run(pids)):
            end(lost)
        assert await workers.run(tag_all, [ARTICLE])
        for _, pipe in told:
            pipe.write(b"done\n")
        assert await asyncio.gather(*(job for job, _ in told)) == [b"done\n"] * 2


@watches_processes
async def test_no_number_of_a_lost_servers_process_is_killed(workers: Workers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker, server = await workers.run(pids)
    process, killed = os.pidfd_open(worker), list[int]()
    job = await begun(workers, tmp_path)
    end(server)
    with monkeypatch.context() as patched:
        patched.setattr(os, "kill", lambda pid, _: killed.append(pid))
        job.cancel()
        await asyncio.gather(job, return_exceptions=True)
    assert killed == []
    assert ended(process), "with its server"


async def test_a_process_that_the_system_refuses_costs_no_job_under_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ExitStack() as stack:
        serve_with(serve_with_room_for_one, monkeypatch, stack)
        workers = stack.enter_context(closing(Workers(settings(), 2, patience=60)))
        job, pipe = await listening(workers, tmp_path / "pipe", stack)
        with pytest.raises(WorkError, match="could not be started"):
            await workers.run(wait, 0)
        await workers.run(wait, 0)
        pipe.write(b"done\n")
        assert await job == b"done\n"


async def test_a_job_that_runs_away_is_stopped_and_costs_none_behind_it_or_beside_it() -> None:
    with closing(Workers(settings(), 2, patience=1)) as impatient:
        runaway = asyncio.ensure_future(impatient.run(wait, 60))
        # Together they take longer than one job may, and each waits for the one before.
        others = [asyncio.ensure_future(impatient.run(wait, 0.4)) for _ in range(6)]
        with pytest.raises(RunawayError, match="longer than 1 seconds"):
            await runaway
        assert await asyncio.gather(*others) == [None] * 6


async def test_a_job_that_computes_for_ever_is_stopped_by_itself() -> None:
    with closing(Workers(settings(), patience=60, cpu=0.3)) as brief:
        with pytest.raises(RunawayError, match=r"took longer than 0\.3 seconds to read"):
            await brief.run(spin)
        await brief.run(wait, 0)


@pytest.mark.parametrize(
    ("what", "says"),
    [
        pytest.param(lambda: any(one for one in iter(int, 1)), r"took longer than 0\.2 seconds to read", id="computing for ever"),
        pytest.param(lambda: re.search("(a|a)*b", "a" * 60), r"took longer than 0\.2 seconds to read", id="a search without end"),
        pytest.param(lambda: bytearray(1 << 30), "took more than 56 MiB of memory to read", id="all memory"),
    ],
)
def test_the_limits_hold_in_this_process_too(what: Callable[[], object], says: str) -> None:
    for _ in range(2):
        with pytest.raises(TooMuchError, match=says), limited(0.2):
            what()
    with limited(0.2):
        assert len(bytearray(1 << 20)) == 1 << 20
    assert len(bytearray(1 << 28)) == 1 << 28


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold a process to its memory")
@pytest.mark.parametrize("job", [eat, eat_and_leave])
async def test_a_job_that_takes_all_memory_is_stopped(workers: Workers, job: Callable[[Desk], object]) -> None:
    with pytest.raises(RunawayError, match="took more than 56 MiB of memory to read"):
        await workers.run(job)
    await workers.run(wait, 0)


async def test_a_large_document_reaches_the_process_whole_and_once(workers: Workers) -> None:
    body = os.urandom(40 << 20)  # a second copy would be more than the process may have
    assert await workers.apply(crc32, body) == crc32(body)


@pytest.mark.parametrize(
    ("items", "before"),
    [
        pytest.param(1, "", id="in one item"),
        pytest.param(1000, "", id="in a thousand"),
        pytest.param(1000, "<!DOCTYPE rss>", id="in a thousand, for feedparser"),
    ],
)
async def test_a_document_of_five_megabytes_in_another_character_set_is_read(workers: Workers, items: int, before: str) -> None:
    words = "Обмін полоненими "
    item = f"<item><title>Обмін</title><description>{words * (5_000_000 // len(words) // items)}</description></item>"
    body = f'<?xml version="1.0" encoding="windows-1251"?>{before}<rss><channel><title>Новини</title>{item * items}</channel></rss>'
    prepared = await workers.run(prepare, body.encode("cp1251"), {}, "http://a.example/", Source("Courier", "uk"), NOON)
    assert prepared.document.problem is None
    assert prepared.document.entries[0].text.startswith(words)


@pytest.mark.skipif(sys.platform != "linux", reason="is told of memory by Linux alone")
async def test_a_process_that_a_job_left_full_has_no_other(workers: Workers) -> None:
    before = await workers.run(pids)
    assert await workers.run(pids) == before
    for _ in range(3):  # all of them together would be more than one process may have
        await workers.run(hoard)
    assert (await workers.run(pids))[0] != before[0]


@pytest.mark.skipif(sys.platform != "linux", reason="is told of memory by Linux alone")
def test_what_large_documents_took_goes_back_to_the_system() -> None:
    told = subprocess.run([sys.executable, "-c", LARGE], check=True, capture_output=True, text=True).stdout
    assert [int(words) < 8 for words in told.split()] == [True, True]


async def test_small_documents_go_before_large_ones_and_large_ones_come_to_their_turn(workers: Workers) -> None:
    done: list[str] = []

    async def read(name: str, size: int) -> None:
        await workers.run(measure, bytes(size))
        done.append(name)

    first = asyncio.ensure_future(workers.run(wait, 0.1))
    await asyncio.sleep(0)
    others = [asyncio.ensure_future(read(*one)) for one in (("large", 200_000), ("middle", 100_000), ("small", 10), ("small", 10))]
    await asyncio.gather(first, *others)
    assert done == ["small", "small", "middle", "large"]


async def test_jobs_handed_out_ahead_are_done_whatever_becomes_of_the_one_before() -> None:
    with closing(Workers(settings(), 2, patience=1, ahead=1)) as ready:
        await ready.begin()
        processes = {worker for worker, _ in await asyncio.gather(*(ready.run(pids) for _ in range(4)))}
        assert len(processes) == 2
        bad = [asyncio.ensure_future(ready.run(job, *given)) for job, given in ((eat_and_leave, ()), (wait, (60,)))]
        # Each of these stands behind one of those.
        good = [asyncio.ensure_future(ready.run(measure, bytes(size))) for size in (1, 2, 300_000)]
        assert await asyncio.gather(*good) == [1, 2, 300_000]
        told = [str(error) for error in await asyncio.gather(*bad, return_exceptions=True)]
        assert told == ["took more than 56 MiB of memory to read", "took longer than 1 seconds to read"]
        called_off = asyncio.ensure_future(ready.run(wait, 60))
        behind = [asyncio.ensure_future(ready.run(measure, b"more")) for _ in range(3)]
        await asyncio.sleep(0)
        called_off.cancel()
        assert await asyncio.gather(*behind) == [4] * 3


@pytest.mark.skipif(sys.platform != "linux", reason="is told of memory by Linux alone")
async def test_a_document_on_its_way_to_a_process_that_ends_reaches_another_one() -> None:
    with closing(Workers(settings(), patience=60, ahead=1)) as workers:
        await workers.begin()
        for _ in range(3):
            async with asyncio.timeout(60):
                assert (await asyncio.gather(workers.run(hoard), workers.run(measure, bytes(4 << 20))))[1] == 4 << 20


async def test_a_job_that_is_called_off_leaves_its_place_to_the_next(workers: Workers, tmp_path: Path) -> None:
    before, _ = await workers.run(pids)
    called_off = await begun(workers, tmp_path)
    called_off.cancel()
    with pytest.raises(asyncio.CancelledError):
        await called_off
    after, _ = await workers.run(pids)
    assert after != before


async def test_closing_under_a_job_neither_cancels_its_task_nor_blames_it(workers: Workers, tmp_path: Path) -> None:
    job = await begun(workers, tmp_path)
    queued = asyncio.ensure_future(workers.run(wait, 0))
    workers.close()
    for one in (job, queued):
        with pytest.raises(WorkError, match="stopped"):
            await one


async def test_an_error_of_the_jobs_own_is_passed_on(workers: Workers) -> None:
    before = await workers.run(pids)
    with pytest.raises(TimeoutError, match="the job's own") as raised:
        await workers.run(raise_timeout)
    assert "in raise_timeout" in raised.value.__notes__[0], "where it was raised"
    assert await workers.run(pids) == before


async def test_processes_that_cannot_start_are_no_jobs_fault() -> None:
    topic = Topic(id="talks", name="Talks", mark="talks", rule=(Rule(id="talks.bad", any=("@nosuchword",)),))
    with closing(Workers(settings(topics=[topic]))) as hopeless, pytest.raises(WorkError, match="could not be started"):
        await hopeless.run(tag_all, [ARTICLE])


@watches_processes
async def test_no_process_outlives_a_parent_that_is_killed() -> None:
    parent = await asyncio.create_subprocess_exec(sys.executable, "-c", PARENT, stdout=asyncio.subprocess.PIPE)
    assert parent.stdout is not None
    said = await asyncio.wait_for(parent.stdout.readline(), 30)
    processes = [os.pidfd_open(int(pid)) for pid in said.split()]
    parent.kill()
    await parent.wait()
    for process in processes:
        assert ended(process)


async def begun(workers: Workers, folder: Path) -> asyncio.Task[None]:
    """Begin a job that runs away, and wait until it does."""
    pipe = folder / "begun"
    os.mkfifo(pipe)
    job = asyncio.create_task(workers.run(say_and_wait, pipe))
    await asyncio.to_thread(pipe.read_bytes)
    return job


def serve_with(serve: Callable[[Line], None], monkeypatch: pytest.MonkeyPatch, stack: ExitStack) -> None:
    """Have processes come from a server of another kind."""
    monkeypatch.setattr(forks, "serve", serve)
    monkeypatch.setattr(forks, "_servers", servers := forks._Servers())
    stack.callback(servers.end)


async def listening(workers: Workers, name: Path, stack: ExitStack) -> tuple[asyncio.Task[bytes], FileIO]:
    """Begin a job that ends with the line which it is told through a pipe, and wait until it has begun."""
    os.mkfifo(name)
    job = asyncio.create_task(workers.run(listen, name))
    pipe = stack.enter_context(await asyncio.to_thread(name.open, "wb", buffering=0))
    # To whom it is told there is no matter: the job may have to be begun once more.
    stack.callback(os.close, os.open(name, os.O_RDONLY | os.O_NONBLOCK))
    return job, pipe


def end(pid: int) -> None:
    """Kill a process, and wait for its end."""
    process = os.pidfd_open(pid)
    os.kill(pid, signal.SIGKILL)
    assert ended(process)


def ended(process: int) -> bool:
    """Wait for the end of a process, given as a file descriptor."""
    try:
        return bool(select.select([process], [], [], 20)[0])
    finally:
        os.close(process)
