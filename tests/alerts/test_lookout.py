"""What is told, when, and that it is told once: over a real database, with lookouts that come and go."""

import asyncio
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from alerts.lookout import Lookout
from alerts.receivers import receivers
from alerts.record import Alert
from alerts.ways import Tell
from core.comparison import Comparison
from core.errors import WorkError
from core.rows import Rows
from core.settings import Alert as Rule
from core.settings import Alerts, Settings, Webhook
from store.alerts import alert_troubles, drop_alerts, next_alert, take_alerts
from store.feeds import feed_states
from store.items import save_entries
from store.stream import mark_read
from store.writer import Writer
from tests.alerts.scene import SOON, differ, row, said, settings
from tests.store.scene import COURIER, NOON, entry, feeds

ALL = Rule(id="all", by=("desktop",))
DESKTOP = next(one.name for one in receivers(Alerts()) if one.way == "desktop")
HOOKS = Rule(id="hooks", by=("webhook",))


class Ear:
    """A way that keeps what it is told, and fails as often as it is told to."""

    def __init__(self, *, fail: int = 0) -> None:
        self.heard: list[list[str]] = []
        self.fail = fail

    async def __call__(self, told: Sequence[Alert]) -> None:
        if self.fail:
            self.fail -= 1
            raise WorkError("nobody listens")
        self.heard.append([one.title.rpartition(": ")[2] for one in told])


@pytest.fixture
def items(writer: Writer) -> Writer:
    """A store that has the items of which the comparisons tell, with the numbers up to 400."""
    writer.call(feeds)
    state = writer.call(feed_states)[0]
    writer.call(save_entries, state, [entry(f"{number}") for number in range(400)], NOON)
    assert state.url == COURIER.url
    return writer


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the lookout's clock."""

    def set_clock(moment: datetime) -> datetime:
        monkeypatch.setattr("alerts.lookout.clock", lambda: moment)
        return moment

    set_clock(SOON)
    return set_clock


async def look(lookout: Lookout, *rows: Comparison, now: datetime = SOON) -> None:
    await lookout.look(Rows.of(rows), now)
    await lookout.deliver()


def lookout(writer: Writer, ear: Tell, given: Settings | None = None, **more: Any) -> Lookout:
    return Lookout(given or settings(ALL), writer, {DESKTOP: ear}, **more)


def hooks(writer: Writer, *ears: tuple[str, Tell], **alerts: Any) -> Lookout:
    """A lookout with a webhook for each ear, by its address."""
    given = settings(HOOKS, webhook=Webhook(urls=tuple(url for url, _ in ears)), **alerts)
    names = [one.name for one in receivers(given.alerts) if one.way == "webhook"]
    return Lookout(given, writer, dict(zip(names, (ear for _, ear in ears), strict=True)))


async def test_nothing_is_told_twice(items: Writer, at: Any) -> None:
    ear = Ear()
    first = lookout(items, ear)
    await look(first, differ())
    await look(first, differ())
    assert ear.heard == [["157 / 207"]]
    # Another process, or the same after a restart, and one more outlet that says what another said.
    third = said(207, "Lantern", item=300, quote="Those who returned were 207, it was told in the evening.")
    await look(lookout(items, ear), row(said(157, "Courier"), said(207, "Herald"), third))
    # The first to say so has gone; the third is known for it by now.
    await look(lookout(items, ear), row(said(157, "Courier"), third))
    assert len(ear.heard) == 1


async def test_two_processes_tell_it_once(items: Writer, at: Any, tmp_path: Path) -> None:
    ear = Ear()
    other = Writer(tmp_path / "watch.db")
    try:
        await asyncio.gather(look(lookout(items, ear), differ()), look(lookout(other, ear), differ()))
    finally:
        other.close()
    assert ear.heard == [["157 / 207"]]


async def test_two_rules_that_want_the_same_make_one_alert(items: Writer, at: Any) -> None:
    ear = Ear()
    await look(lookout(items, ear, settings(ALL, Rule(id="more", by=("desktop",)))), differ())
    assert ear.heard == [["157 / 207"]]


async def test_what_comes_up_together_is_told_together(items: Writer, at: Any) -> None:
    ear = Ear()
    one = lookout(items, ear, settings(ALL, bundle=300.0))
    await look(one, differ())
    at(SOON + timedelta(seconds=200))
    other = row(said(199, "Courier", question="civilians"), said(144, "Herald", question="civilians"))
    await look(one, differ(), other, now=SOON + timedelta(seconds=200))
    assert ear.heard == []
    at(SOON + timedelta(seconds=301))
    await one.deliver()
    assert [sorted(told) for told in ear.heard] == [["144 / 199", "157 / 207"]]


async def test_quiet_hours_keep_it_until_their_end(items: Writer, at: Any) -> None:
    ear = Ear()
    one = lookout(items, ear, settings(ALL, quiet="12:00-14:00"))
    await look(one, differ())
    await one.deliver(at_once=True)
    assert ear.heard == []
    at(datetime(2026, 2, 5, 14, 0, tzinfo=UTC))
    await one.deliver()
    assert ear.heard == [["157 / 207"]]


async def test_who_does_not_answer_is_tried_again_and_given_up_after_a_day(
    items: Writer, at: Any, caplog: pytest.LogCaptureFixture
) -> None:
    ear = Ear(fail=2)
    one = lookout(items, ear)
    await look(one, differ())
    assert f"alerts to {DESKTOP}: nobody listens; trying again later" in caplog.text
    await one.deliver()
    assert (ear.heard, ear.fail) == ([], 1)
    at(SOON + timedelta(minutes=1))
    await one.deliver()
    at(SOON + timedelta(minutes=3))
    await one.deliver()
    assert ear.heard == [["157 / 207"]]
    deaf = Ear(fail=999)
    last = lookout(items, deaf)
    at(SOON)
    await look(last, row(said(199, "Courier"), said(144, "Herald")))
    tries = []
    while (due := await items.run(next_alert, [DESKTOP])) is not None and due < SOON + timedelta(hours=24):
        tries.append((at(due) - SOON) // timedelta(minutes=1))
        await last.deliver()
    assert (tries[:7], 999 - deaf.fail) == ([1, 3, 7, 15, 30, 45, 60], 1 + len(tries))
    await items.run(drop_alerts, SOON + timedelta(minutes=1), SOON - timedelta(days=30))
    assert await items.run(next_alert, [DESKTOP]) is None
    assert await items.run(alert_troubles) == [(DESKTOP, 1, "nobody listens")]
    # One that is told again is in order.
    deaf.fail = 0
    at(SOON + timedelta(days=2))
    await look(last, row(said(144, "Courier"), said(99, "Herald")))
    assert (deaf.heard, await items.run(alert_troubles)) == ([["99 / 144"]], [])


async def test_a_retry_tells_nobody_twice(items: Writer, at: Any) -> None:
    well, down = Ear(), Ear(fail=5)
    first = hooks(items, ("https://well.example/a", well), ("https://down.example/b", down))
    await look(first, differ())
    # For an hour one of them is down; in between the program is started anew, with its addresses in another order and one more.
    for minutes in (1, 3, 7, 15):
        at(SOON + timedelta(minutes=minutes))
        await first.deliver()
    late = Ear()
    other = hooks(items, ("https://new.example/c", late), ("https://down.example/b", down), ("https://well.example/a", well))
    await look(other, differ())
    for minutes in (30, 45, 60, 75):
        at(SOON + timedelta(minutes=minutes))
        await other.deliver()
    assert (well.heard, down.heard, late.heard) == ([["157 / 207"]],) * 3


async def test_what_is_on_its_way_when_the_program_ends_has_a_moment_to_arrive(items: Writer, at: Any) -> None:
    begun, arrived = asyncio.Event(), asyncio.Event()

    async def nearly(_: Sequence[Alert]) -> None:
        begun.set()
        await arrived.wait()

    one = lookout(items, nearly)
    running = asyncio.create_task(one.telling())
    await one.look(Rows.of([differ()]), SOON)
    await asyncio.wait_for(begun.wait(), 20)
    running.cancel()
    asyncio.get_running_loop().call_later(0.1, arrived.set)
    await asyncio.gather(running, return_exceptions=True)
    assert await items.run(alert_troubles) == []
    assert await items.run(take_alerts, DESKTOP, SOON + timedelta(days=1)) == []


async def test_each_who_shares_a_desk_is_told_on_a_screen_of_their_own(items: Writer, at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ears = Ear(), Ear()
    given = settings(Rule(id="screen"))
    for _ in range(2):
        for user, ear in enumerate(ears, 1000):
            monkeypatch.setattr("os.getuid", lambda user=user: user)
            await look(Lookout(given, items, {f"screen ({user})": ear}), differ())
    assert [ear.heard for ear in ears] == [[["157 / 207"]]] * 2


async def test_who_is_slow_keeps_nobody_waiting(items: Writer, at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alerts.lookout.GRACE", 0.1)
    begun, quick = asyncio.Event(), asyncio.Event()

    async def slow(_: Sequence[Alert]) -> None:
        begun.set()
        await asyncio.Event().wait()

    async def told(alerts: Sequence[Alert]) -> None:
        if "99" in alerts[0].title:
            quick.set()

    one = hooks(items, ("https://slow.example/", slow), ("https://quick.example/", told))
    running = asyncio.create_task(one.telling())
    await one.look(Rows.of([differ()]), SOON)
    await asyncio.wait_for(begun.wait(), 20)
    await one.look(Rows.of([differ(), row(said(99, "Courier", question="civilians"), said(144, "Herald", question="civilians"))]), SOON)
    await asyncio.wait_for(quick.wait(), 20)
    # What may have been told is not told again.
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    troubles = {name.partition(" (")[0]: rest for name, *rest in await items.run(alert_troubles)}
    assert troubles["webhook slow.example"] == [1, "begun, and not seen to end"]
    ear = Ear()
    await look(hooks(items, ("https://slow.example/", ear), ("https://quick.example/", ear)), differ())
    assert ear.heard == [["99 / 144"]]


async def test_comparisons_are_kept_for_other_programs(items: Writer, at: Any) -> None:
    one = lookout(items, Ear(), settings())
    await look(one, differ(), row(said(99, "Courier", question="civilians")))
    kept = "SELECT id, label, sign, answers, outlets FROM comparisons_now ORDER BY id"
    rows = await items.run(lambda db: db.execute(kept).fetchall())
    assert [row[1:] for row in rows] == [
        ("Got back, Ukraine", "≠", "157; 207", 2),
        ("Civilians got back, Ukraine", None, "99", 1),
    ]
    voices = "SELECT source, value, quote, url FROM answers_now WHERE comparison = 1 ORDER BY place"
    assert await items.run(lambda db: db.execute(voices).fetchall()) == [
        ("Courier", "157", "In all 157 prisoners came home.", "http://courier.example/156"),
        ("Herald", "207", "In all 207 prisoners came home.", "http://courier.example/206"),
    ]
    # What stays keeps its number; what went is gone; who begins anew begins from nothing.
    await look(one, differ(), now=SOON + timedelta(hours=1))
    assert [row[0] for row in await items.run(lambda db: db.execute(kept).fetchall())] == [1]
    await look(lookout(items, Ear(), settings()))
    assert await items.run(lambda db: db.execute(kept).fetchall()) == []


async def test_a_change_that_is_none_writes_nothing(items: Writer, at: Any) -> None:
    one = lookout(items, Ear(), settings(ALL))
    await look(one, differ())
    before = await items.run(lambda db: db.total_changes)
    await one.look(Rows.of([differ()]), SOON)
    assert await items.run(lambda db: db.total_changes) == before


def test_a_headless_lookout_loads_no_screen_and_nothing_that_reads_or_compares() -> None:
    heavy = ("textual", "apprise", "smtplib", "claims.reading", "claims.comparing")
    code = f"import sys, alerts.lookout; print(*(name for name in sys.modules if name.startswith({heavy!r})))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.stdout.split() == []


class Hindered(Lookout):
    """Meets one trouble after the other when it looks, None being none, and is cancelled behind the last."""

    def __init__(self, writer: Writer, troubles: Sequence[BaseException | None]) -> None:
        super().__init__(settings(ALL), writer, {})
        self._troubles = [*troubles, asyncio.CancelledError()]

    async def look(self, rows: Rows, now: datetime) -> None:  # noqa: ARG002  (as it is called)
        self._writer.call(mark_read, [len(self._troubles)], now)  # there is something to look at once more
        if (trouble := self._troubles.pop(0)) is not None:
            raise trouble


FULL = WorkError("the disk is full")
FAULT = ValueError("a fault of comparing")


@pytest.mark.parametrize(
    ("troubles", "told"),
    [
        pytest.param([FULL, FULL, FULL, None, FULL], ["the disk is full"] * 2, id="until a look is done"),
        pytest.param([FULL, FAULT, FULL], ["the disk is full", "looking for what to tell"], id="a look that a fault ends is not done"),
    ],
)
async def test_what_hinders_looking_is_said_once_for_as_long_as_it_lasts(
    items: Writer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    troubles: list[Exception | None],
    told: list[str],
) -> None:
    monkeypatch.setattr("alerts.lookout.LOOK", 0)
    monkeypatch.setattr("alerts.lookout.REST", 0)
    monkeypatch.setattr("alerts.lookout.AFTER_TROUBLE", 0)
    with pytest.raises(asyncio.CancelledError):
        await Hindered(items, troubles).watching(tmp_path / "watch.db")
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == told
