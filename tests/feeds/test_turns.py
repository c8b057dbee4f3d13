import asyncio
import socket
from datetime import timedelta
from threading import Event
from threading import enumerate as enumerate_threads

import pytest

from feeds.resolve import Resolver
from feeds.turns import Places, Rests, Turns
from tests.store.scene import NOON
from tests.watch.day import Day


async def test_turns_are_given_in_the_order_of_asking() -> None:
    turns, order = Turns(1, 0.0), []

    async def take(name: int) -> None:
        async with turns.at("a"):
            order.append(name)
            await asyncio.sleep(0)

    await asyncio.gather(*(take(name) for name in range(5)))
    assert order == [0, 1, 2, 3, 4]


async def test_one_who_gives_up_waiting_takes_no_turn() -> None:
    turns = Turns(1, 0.0)
    async with turns.at("a"):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01), turns.at("a"):
                pass
    async with asyncio.timeout(1), turns.at("a"):
        pass


async def test_the_table_of_hosts_does_not_grow() -> None:
    turns = Turns(2, 0.0)
    for n in range(50):
        async with turns.at(str(n)):
            assert len(turns._hosts) == 1
    assert not turns._hosts


async def test_the_system_knows_this_host() -> None:
    assert await Resolver()("localhost", 80) in (["127.0.0.1"], ["::1"], ["127.0.0.1", "::1"], ["::1", "127.0.0.1"])


async def test_an_answer_for_which_nobody_waits_any_more_is_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, answered = Event(), Event()

    def slow(host: str, port: int, **_: int) -> list[object]:
        asked.set()
        answered.wait(20)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", slow)
    troubles: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, trouble: troubles.append(trouble))
    looking = asyncio.ensure_future(Resolver()("slow.example", 80))
    await asyncio.to_thread(asked.wait, 20)
    (thread,) = [one for one in enumerate_threads() if one.name == "look-up slow.example"]
    looking.cancel()
    await asyncio.gather(looking, return_exceptions=True)
    answered.set()
    await asyncio.to_thread(thread.join, 20)
    await asyncio.sleep(0)
    assert troubles == []


async def test_a_name_that_cannot_be_is_no_host() -> None:
    with pytest.raises((socket.gaierror, UnicodeError)):
        await Resolver()("a" * 300, 80)


def test_who_hangs_leaves_the_place_to_others_and_never_more_than_so_many() -> None:
    places, inside = Places(2, 5, slow=3), 0

    async def hang(go_on: asyncio.Event) -> None:
        nonlocal inside
        async with places.one():
            inside += 1
            await go_on.wait()

    async def crowd() -> None:
        go_on = asyncio.Event()
        hanging = [asyncio.ensure_future(hang(go_on)) for _ in range(7)]
        for until, there in ((2, 2), (4, 4), (60, 5)):
            await asyncio.sleep(until - asyncio.get_running_loop().time())
            assert inside == there
        go_on.set()
        await asyncio.gather(*hanging)
        async with places.one(), places.one():
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(1), places.one():
                    pass

    with asyncio.Runner(loop_factory=Day) as runner:
        runner.run(crowd())


def test_the_longest_rest_that_a_host_asked_for_holds_and_is_forgotten_afterwards() -> None:
    rests = Rests()
    rests.begin("a", NOON + timedelta(hours=2), NOON)
    rests.begin("a", NOON + timedelta(hours=1), NOON)
    assert [rests.left(host, NOON + timedelta(hours=1)) for host in ("a", "b")] == [3600.0, 0.0]
    assert rests.left("a", NOON + timedelta(hours=2)) == 0.0
