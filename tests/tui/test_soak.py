"""News and keys for long: what the dashboard holds does not grow with them."""

import gc
from weakref import ref

from textual.message_pump import MessagePump

from core.rows import Rows
from store.writer import Writer
from tests.tui import scene
from tests.tui.screen import press, settled, until
from tui.app import WatchApp

ROUNDS, WARM = 24, 8
"""After the first rounds every view and dialog has been made, and what is kept of each is as much as ever will be."""
KEYS = ("2", "4", "5", "6", "3", "enter", "w", "a")
MOST = 4
"""Records and widgets a round: those of two items that came stay below; one dialog that is kept has dozens."""


def held() -> int:
    """Count what lives of the program's own records and widgets; what Textual caches of lines drawn has bounds of its own."""
    gc.collect()
    own = ("tui.", "store.", "core.")
    return sum(isinstance(each, MessagePump) or str(type(each).__module__).startswith(own) for each in gc.get_objects())


async def test_news_and_keys_leave_nothing_behind(app: WatchApp, writer: Writer) -> None:
    counts = []
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        for turn in range(ROUNDS + 1):
            if turn in (WARM, ROUNDS):
                await settled(app, pilot)  # what is still under way is not left behind
                counts.append(held())
            for number in (2 * turn, 2 * turn + 1):
                writer.call(scene.add, "Courier", 100 + number, 1, f"News {number}", "They exchanged 314 prisoners.", ("talks",))
            await press(app, pilot, KEYS[turn % len(KEYS)], *("escape",) * 3, "question_mark", "q", "1")
    assert counts[1] - counts[0] < MOST * (ROUNDS - WARM), counts


async def test_no_table_keeps_rows_that_were_compared_before(app: WatchApp, writer: Writer) -> None:
    compared: list[ref[Rows]] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        for number in range(4):
            compared.append(ref(app.comparisons))
            writer.call(scene.add, "Courier", 100 + number, 1, f"News {number}", "They exchanged 314 prisoners.", ("talks",))
            await until(app, pilot, lambda: app.comparisons is not compared[-1]())
            await press(app, pilot, "2", "1")
        gc.collect()
        assert [rows() for rows in compared] == [None] * len(compared)
