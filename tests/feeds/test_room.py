import asyncio

from feeds.room import Room
from tests.watch.day import Day


async def fetching(room: Room, *sizes: int) -> bool:
    """Hold ever more, and then hang; say whether that ended by giving way."""
    with room.holding() as held:
        try:
            async with asyncio.timeout(20) as held.limit:
                for size in sizes:
                    await held.grow(size)
                await asyncio.Event().wait()
        except TimeoutError:
            pass
        return held.gave_way


async def test_who_needs_more_than_there_is_waits_until_somebody_has_done() -> None:
    room = Room(100)
    with room.holding() as first, room.holding() as second:
        await first.grow(80)
        waiting = asyncio.ensure_future(second.grow(50))
        await asyncio.sleep(0)
        assert not waiting.done()
        first.keep(0)
        await waiting
        assert second.size == 50


async def test_what_is_given_back_is_there_for_others() -> None:
    room = Room(100)
    with room.holding() as first, room.holding() as second:
        await first.grow(100)
        first.keep(30)
        await second.grow(70)
        assert (first.size, second.size) == (30, 70)


async def test_no_more_is_asked_for_while_much_of_what_came_waits_to_be_read() -> None:
    room = Room(1000, few=100)
    with room.holding() as first, room.holding() as second, room.holding() as coming:
        await coming.grow(300)
        await asyncio.wait_for(room.ease(), 5)  # what is still coming is nobody's fault
        for held in (first, second):
            await held.grow(80)
            held.arrive()
        asking = [asyncio.ensure_future(room.ease()) for _ in range(4)]
        await asyncio.sleep(0)
        assert not any(one.done() for one in asking)
        asking[0].cancel()
        first.keep(0)
        await asking[1]
        assert not asking[2].done(), "one more at a time"
        second.keep(0)
        await asyncio.gather(*asking[2:])


async def test_the_first_to_come_gets_on_whatever_others_hold() -> None:
    room = Room(100)
    with room.holding() as first, room.holding() as second:
        await first.grow(10)
        await second.grow(90)
        await first.grow(50)
        waiting = asyncio.ensure_future(second.grow(10))
        await asyncio.sleep(0)
        assert not waiting.done()
        first.keep(0)
        await waiting


async def test_who_is_alone_may_have_more_than_there_is() -> None:
    room = Room(100)
    with room.holding() as alone:
        await alone.grow(1000)
    with room.holding() as following:
        await following.grow(100)


def test_where_nothing_moves_the_largest_that_is_long_at_it_gives_way() -> None:
    async def crowd() -> None:
        room = Room(100, patience=2, grace=10)
        small, large = (asyncio.ensure_future(fetching(room, size)) for size in (10, 60))
        await asyncio.sleep(5)
        began = asyncio.get_running_loop().time()
        with room.holding() as fresh:
            await fresh.grow(50)
        assert 5 <= asyncio.get_running_loop().time() - began <= 8
        assert await large
        assert not small.done()
        small.cancel()

    with asyncio.Runner(loop_factory=Day) as runner:
        runner.run(crowd())


def test_none_gives_way_while_a_body_is_being_read_and_waiting_is_not_counted() -> None:
    async def wait() -> None:
        room = Room(100, patience=2, grace=10)
        with room.holding() as done, room.holding() as reader:
            async with asyncio.timeout(30) as reader.limit:
                await done.grow(50)
                await reader.grow(50)
                waiting = asyncio.ensure_future(reader.grow(50))
                await asyncio.sleep(100)
                assert not waiting.done()
                done.keep(0)
                await waiting
            assert reader.waited == 100
            assert not reader.gave_way

    with asyncio.Runner(loop_factory=Day) as runner:
        runner.run(wait())


async def test_those_who_all_wait_for_one_another_get_on_one_after_the_other() -> None:
    room = Room(100, patience=0.01, grace=5)

    async def one() -> bool:
        with room.holding() as held:
            async with asyncio.timeout(20) as held.limit:
                for _ in range(6):
                    await held.grow(10)
                    await asyncio.sleep(0)
            return held.gave_way

    assert not any(await asyncio.wait_for(asyncio.gather(*(one() for _ in range(10))), 10))
