"""Every key of every binding does what it says; a new binding without a line here fails."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.binding import Binding
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.tui.screen import press, rows, screen, settled, toasts
from tui.app import WatchApp
from tui.keys import key_groups


@dataclass(frozen=True)
class Check:
    """Which keys lead to where a binding holds, and what is so once its key was pressed."""

    way: str
    so: Callable[[WatchApp], object]
    size: tuple[int, int] = (80, 24)


def at(pane: str) -> Callable[[WatchApp], bool]:
    return lambda app: app.desk.pane == pane


def over(dialog: str) -> Callable[[WatchApp], bool]:
    return lambda app: type(app.screen).__name__ == dialog


def says(words: str) -> Callable[[WatchApp], bool]:
    return lambda app: any(words in toast for toast in toasts(app))


def in_stream(row: int) -> Callable[[WatchApp], bool]:
    return lambda app: app.desk.stream.cursor == row


def in_matrix(row: int, column: int) -> Callable[[WatchApp], bool]:
    return lambda app: app.desk.matrix.cursor == (row, column)


def scrolled(least: int, most: int = 99) -> Callable[[WatchApp], bool]:
    return lambda app: least <= app.desk.evidence.scroll_offset.y <= most


def on(id: str) -> Callable[[WatchApp], bool]:  # noqa: A002  (Textual's name)
    return lambda app: app.focused is not None and app.focused.id == id


def in_course(app: WatchApp) -> tuple[int, int]:
    place: tuple[int, int] = app.desk.query_one("#course").at  # type: ignore[attr-defined]
    return place


def line(app: WatchApp) -> int | None:
    return app.screen.query_one(OptionList).highlighted


def saved(app: WatchApp) -> bool:
    return app.screen is app.desk and any(Path.cwd().glob("digest-*"))


LOW = (80, 12)
CHECKS: dict[str, dict[str, Check]] = {
    "everywhere": {
        "conflict.next": Check("", at("claims")),
        "conflict.previous": Check("", at("claims")),
        "filter": Check("", on("filter")),
        "topic": Check("", at("topics")),
        "topic.next": Check("", lambda app: app.topic == "pow-swaps"),
        "topic.previous": Check("", lambda app: app.topic == "strikes"),
        "export": Check("", over("Export")),
        "poll": Check("", says("Asking every feed.")),
        "newest": Check("G", in_stream(0)),
        "pause": Check("", lambda app: app.polling is not None and app.polling.paused),
        "claims.sort": Check("", says("Claims by")),
        "claims.conflicts": Check("", lambda app: app.conflicts_only),
        "page.versions": Check("", says("has not been changed")),
        "read": Check("", lambda app: rows(app)[2].startswith("▌ ")),
        "read.all": Check("", says("All items are marked as read.")),
        "star": Check("", lambda app: rows(app)[2].startswith("▌★")),
        "browse": Check("", says("no program to open links with")),
        "copy": Check("", lambda app: app.clipboard.startswith("Courier, ")),
        "correct": Check("", over("Choice")),
        "why": Check("", over("Why")),
        "since": Check("", lambda app: "Since you left" in screen(app)),
        "as_of": Check("", over("When")),
        "jump": Check("", over("Jump")),
        "demo": Check("", says("The demo is for")),
        "back": Check("2", at("stream")),
        "quit": Check("", lambda app: app._exit),
        "commands": Check("", over("CommandPalette")),
        "help": Check("", over("Help")),
        "view.desk": Check("2", at("stream")),
        "view.matrix": Check("", at("claims")),
        "view.reader": Check("", at("evidence")),
        "view.timeline": Check("", at("timeline")),
        "view.search": Check("", at("search")),
        "view.sources": Check("", at("sources")),
        "view.digest": Check("", over("Export")),
        "pane.next": Check("", at("claims")),
        "pane.previous": Check("", at("sources")),
        "pane.zoom": Check("", lambda app: app.desk.zoomed, (120, 40)),
    },
    "lists": {
        "list.down": Check("", in_stream(1)),
        "list.up": Check("j,j", in_stream(1)),
        "list.page_down": Check("", in_stream(4)),
        "list.page_up": Check("G", in_stream(0)),
        "list.first": Check("G", in_stream(0)),
        "list.last": Check("", in_stream(4)),
        "list.open": Check("", at("evidence")),
    },
    "stream": {
        "read": Check("", lambda app: rows(app)[2].startswith("▌ ")),
        "star": Check("", lambda app: rows(app)[2].startswith("▌★")),
    },
    "topics": {
        "topics.next": Check("t", lambda app: app.desk.topics.cursor == 1),
        "topics.previous": Check("t,l", lambda app: app.desk.topics.cursor == 0),
        "topics.choose": Check("t,j", lambda app: app.topic == "pow-swaps"),
    },
    "matrix": {
        "matrix.down": Check("2", in_matrix(1, 0)),
        "matrix.up": Check("2,j", in_matrix(0, 0)),
        "matrix.right": Check("2", in_matrix(0, 1)),
        "matrix.left": Check("2,l", in_matrix(0, 0)),
        "matrix.page_down": Check("2", in_matrix(1, 0)),
        "matrix.page_up": Check("2,j", in_matrix(0, 0)),
        "matrix.first": Check("2,j", in_matrix(0, 0)),
        "matrix.last": Check("2", in_matrix(1, 0)),
        "matrix.first_source": Check("2,l", in_matrix(0, 0)),
        "matrix.last_source": Check("2", in_matrix(0, 2)),
        "matrix.open": Check("2", at("evidence")),
        "conflict.next": Check("2,j", in_matrix(0, 0)),
        "copy": Check("2", lambda app: app.clipboard.startswith("Courier, ")),
        "claims.conflicts": Check("2", lambda app: app.conflicts_only),
        "claims.columns": Check("2", lambda app: app.axis == "origin"),
        "claims.sort": Check("2", says("Claims by")),
    },
    "reader": {
        "page.down": Check("enter", scrolled(1, 1), LOW),
        "page.up": Check("enter,j", scrolled(0, 0), LOW),
        "page.page_down": Check("enter", scrolled(2), LOW),
        "page.page_up": Check("enter,G", scrolled(0, 5), LOW),
        "page.first": Check("enter,G", scrolled(0, 0), LOW),
        "page.last": Check("enter", scrolled(2), LOW),
        # A cell with one claim: `tests/tui/test_keys.py` steps through more.
        "page.next_claim": Check("2,enter", lambda app: at("evidence")(app) and app.claim is not None),
        "page.versions": Check("enter", says("has not been changed")),
        "browse": Check("enter", says("no program to open links with")),
        "copy": Check("enter", lambda app: app.clipboard.startswith("Courier, ")),
        "reader.side": Check("3", on("aside"), (120, 40)),
        "reader.article": Check("3,l", on("article"), (120, 40)),
    },
    "timeline": {
        "course.down": Check("4,enter", lambda app: in_course(app) == (1, 0)),
        "course.up": Check("4,enter,j", lambda app: in_course(app) == (0, 0)),
        "course.later": Check("4,enter", lambda app: in_course(app) == (0, 0)),
        "course.earlier": Check("4,enter", lambda app: in_course(app) == (0, 0)),
        "course.open": Check("4,enter", at("evidence")),
        "copy": Check("4,enter", lambda app: app.clipboard.startswith("Courier, ")),
    },
    "search": {"search.hits": Check("5,d,r,o,n", on("hits"))},
    "sources": {
        "pause": Check("6", lambda app: app.polling is not None and app.polling.paused),
        "list.open": Check("6", lambda app: app.search == 'source:"Lantern"' and at("stream")(app)),
    },
    "digest": {
        "export.leave": Check("7", lambda app: app.screen is app.desk),
        "export.save": Check("7", saved),
        "export.copy": Check("7", lambda app: app.clipboard.startswith("# ")),
        "export.overwrite": Check("7,ctrl+s,7,ctrl+s", saved),
    },
    "dialogs": {
        "dialog.leave": Check("question_mark", lambda app: app.screen is app.desk),
        "help.leave": Check("question_mark", lambda app: app.screen is app.desk),
        "why.leave": Check("w", lambda app: app.screen is app.desk),
        "dialog.down": Check("a", lambda app: line(app) == 1),
        "dialog.up": Check("a,j", lambda app: line(app) == 0),
    },
}
GROUPS = {where: [one for one in group if isinstance(one, Binding)] for where, group in key_groups(WatchApp.BINDINGS).items()}
CASES = [(where, one.id or "", key.strip()) for where, group in GROUPS.items() for one in group for key in one.key.split(",")]
STAYS = {
    *("topic.next", "topic.previous", "topics.choose", "read", "read.all", "star", "since", "quit"),
    *("claims.columns", "export.save", "export.overwrite", "search.hits", "sources list.open"),
}
"""What these do stays done: each of their keys has a dashboard of its own."""


def stays(where: str, name: str) -> bool:
    return name in STAYS or f"{where} {name}" in STAYS


def test_every_binding_has_its_line() -> None:
    assert {where: {one.id for one in group} for where, group in GROUPS.items()} == {where: set(group) for where, group in CHECKS.items()}


async def check(app: WatchApp, pilot: Pilot[None], where: str, name: str, key: str) -> None:
    one = CHECKS[where][name]
    await press(app, pilot, *filter(None, one.way.split(",")))
    if name == "quit":
        await pilot.press(key)
    else:
        await press(app, pilot, _character_to_key(key) if len(key) == 1 else key)
    try:
        async with asyncio.timeout(30):
            # A dialog may have to be filled before it comes.
            while not one.so(app):
                await pilot.pause()
    except TimeoutError:
        raise AssertionError(f"{where}: {name} by {key}\n{screen(app)}") from None


async def begin(app: WatchApp, pilot: Pilot[None]) -> None:
    """Go back to where the dashboard began."""
    while app.screen is not app.desk:
        await app.pop_screen()
    app.clear_notifications()
    app._clipboard = ""
    app.conflicts_only, app.order = False, None
    assert app.polling is not None
    app.polling.paused = False
    if app.focused is app.desk.filter:
        app.desk.close_filter()
    app.desk.evidence.scroll_home(animate=False)
    app.desk.matrix.cursor = (0, 0)
    app.desk.topics.to(0)
    app.desk.show_view("stream")
    app.desk.stream.action_first()
    app._show_claims()
    await settled(app, pilot)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("size", sorted({one.size for group in CHECKS.values() for one in group.values()}))
async def test_a_key_does_what_it_says(size: tuple[int, int], app: WatchApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    async with app.run_test(size=size, notifications=True) as pilot:
        await settled(app, pilot)
        for where, name, key in CASES:
            if CHECKS[where][name].size == size and not stays(where, name):
                await begin(app, pilot)
                await check(app, pilot, where, name, key)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("where", "name", "key"), [case for case in CASES if stays(*case[:2])])
async def test_a_key_does_what_stays(where: str, name: str, key: str, app: WatchApp) -> None:
    async with app.run_test(size=CHECKS[where][name].size, notifications=True) as pilot:
        await settled(app, pilot)
        await check(app, pilot, where, name, key)
