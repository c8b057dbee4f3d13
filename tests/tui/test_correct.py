"""Correcting a claim in the dashboard."""

from pathlib import Path

from textual.pilot import Pilot

from core.correction import Ruled
from store.claims import claims
from store.corrections import labels
from store.database import open_reader
from store.query import Query
from store.rulings import rulings
from tests.tui.screen import press, screen, settled, toasts, until
from tui.app import WatchApp


def exchanged(path: Path) -> list[tuple[float | str | None, str | None, bool]]:
    db = open_reader(path)
    found = [(one.value.low, one.side, one.corrected) for one in claims(db, Query(question="exchanged"))]
    db.close()
    return sorted(found, key=str)


async def open_dialog(app: WatchApp, pilot: Pilot[None]) -> None:
    await press(app, pilot, "x")
    await until(app, pilot, lambda: "Which claim is wrong?" in screen(app))


async def choose(app: WatchApp, pilot: Pilot[None], *keys: str) -> None:
    before = app.screen
    await press(app, pilot, *keys)
    await until(app, pilot, lambda: app.screen is not before and screen(app))


async def test_a_claim_is_given_to_another_side_and_back_again(app: WatchApp, path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "enter")
        await open_dialog(app, pilot)
        assert "Which claim is wrong? Northland and Southland swap 314 prisoners" in screen(app)
        await choose(app, pilot, "enter")
        assert "Wrong: the sentence does not say this" in screen(app)
        await choose(app, pilot, "j", "enter")
        assert exchanged(path) == [(157, "both", False), (314, "Northland", True)]
        assert "corrected by you" in screen(app)
        assert toasts(app)[-1].startswith("Stored.")
        await open_dialog(app, pilot)
        await choose(app, pilot, "enter")
        await choose(app, pilot, "enter")
        assert exchanged(path) == [(157, "both", False), (314, "both", False)]
        assert toasts(app)[-1].startswith("Taken back.")
        assert "corrected by you" not in screen(app)


async def test_a_wrong_claim_is_gone_and_nothing_is_stored_by_leaving(app: WatchApp, path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "enter")
        await open_dialog(app, pilot)
        await choose(app, pilot, "enter")
        await choose(app, pilot, "escape")
        assert len(exchanged(path)) == 2
        await open_dialog(app, pilot)
        await choose(app, pilot, "enter")
        await choose(app, pilot, "enter")
        assert exchanged(path) == [(157, "both", False)]
        assert [one.value for one in app.corrected] == ["314"]
        db = open_reader(path)
        assert [(label.correction.verdict, label.value) for label in labels(db)] == [("wrong", "314")]
        db.close()


async def test_where_there_is_no_claim_it_says_so(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        app.desk.stream.show_ids([])
        await press(app, pilot, "x")
        assert toasts(app) == ["No article is open, so there is no claim to correct."]


async def test_a_conflict_is_ruled_to_be_none_and_two_events_to_be_one(app: WatchApp, path: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "n")
        await settled(app, pilot)
        await press(app, pilot, "enter")
        await settled(app, pilot)
        await open_dialog(app, pilot)
        await choose(app, pilot, "enter")
        lines = [line.strip(" │┃▐▌|") for line in screen(app).splitlines()]
        at = next(at for at, line in enumerate(lines) if "Wrong: the sentence" in line)
        steps = next(step for step, line in enumerate(lines[at:]) if "No conflict with" in line)
        assert any("Another event than the claims beside it" in line for line in lines)
        await choose(app, pilot, *["j"] * steps, "enter")
        assert ruled(path) == ["no conflict"]
        await open_dialog(app, pilot)
        await choose(app, pilot, "enter")
        assert "It was right: take back what I said of it" in screen(app)
        await choose(app, pilot, "enter")
        assert ruled(path) == []


async def test_a_claim_is_given_to_another_question_of_its_topic_first(app: WatchApp, path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await press(app, pilot, "enter")
        await open_dialog(app, pilot)
        await choose(app, pilot, "enter")
        await choose(app, pilot, "end", "enter")
        assert "Which question does 314 answer?" in screen(app)
        await choose(app, pilot, "enter")
        assert toasts(app)[-1].startswith("Stored.")
        db = open_reader(path)
        (label,) = labels(db)
        db.close()
        assert (label.correction.verdict, label.correction.topic) == ("other question", "pow-swaps")


def ruled(path: Path) -> list[Ruled]:
    db = open_reader(path)
    found = [one.ruled for one in rulings(db)]
    db.close()
    return found
