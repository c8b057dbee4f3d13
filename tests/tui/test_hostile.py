"""What feeds may say, in every pane: it is shown as text, does nothing, and moves no column."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from core.settings import Feed
from store.database import open_store, transaction
from store.feeds import set_feeds
from store.sessions import Session, start_session
from store.writer import Writer
from tests.tui import scene
from tests.tui.screen import press, screen, settled, shows, toasts
from tui.app import WatchApp

HOSTILE = [
    "[/] closes nothing",
    "[@click=app.quit]Read more[/] [ @click=app.quit]again[/]",
    "[bold red]Talks[/] [$primary]x[/] [on hold] [1/2]",
    "clip\x1b]52;c;aGVsbG8=\x07board \x9d52;c;aGk=\x9c",
    "\x1b[2J\x1b[H\x1b[6n\x1bP+q\x1b\\ gone",
    "\u202egnirts\u202c \u2066x\u2069 \u200f",
    "☎️❤️ 👍🏽 👩\u200d👩\u200d👧 🏳️\u200d🌈 1️⃣",
    "日本語のニュース 停戦 협상 ﷽",
    "क्षत्रिय தமிழ் မြန်မာ",
    "a" + "\u0301" * 500 + " pile",
    "tab\tline\nfeed\r\nreturn",
    "x" * 100_000,
]
ALL = " ".join(words[:100] for words in HOSTILE)
EDGES = "│┃"
VIEWS = (
    "4",
    "enter",
    "j",
    "5",
    "x",
    "backspace",
    *"gone",
    "escape",
    "W",
    "t",
    "6",
    "1",
    "semicolon",
    "escape",
    "x",
    "escape",
    "question_mark",
)
"""The other views, and what opens over them."""


@pytest.fixture
def hostile(path: Path) -> Session:
    """A store in which everything says such things, put past the cleaning at the feeds' door."""
    db = open_store(path)
    feeds = [Feed(name=words[:300], url=f"https://h{number}.example/feed") for number, words in enumerate(HOSTILE)]
    with transaction(db):
        set_feeds(db, feeds, scene.SETTINGS.poll, scene.NOW)
        for number, (feed, words) in enumerate(zip(feeds, HOSTILE, strict=True)):
            scene.add(
                *(db, feed.name, number, 5 + number, words, f"{words}\nThey freed 314 people. {words}", ["pow-swaps", "odd"]),
                plans=[("pow-swaps", "exchanged", words[:300], "314", 314.0, "exact", words[:300], "They freed 314 people.")],
            )
        session = start_session(db, scene.NOW)
    db.close()
    return session


def check(app: WatchApp) -> None:
    """See that the screen holds text alone, in lines of its own width."""
    strips = app.screen._compositor.render_strips()
    assert not [char for char in screen(app) if not char.isprintable() and char != "\n"]
    assert [cell_len(strip.text) for strip in strips] == [app.size.width] * app.size.height
    assert not any(part.style and (part.style.meta.get("@click") or part.style.link) for strip in strips for part in strip)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["80x24", "120x40", "200x60"])
async def test_nothing_that_a_feed_says_does_anything(path: Path, hostile: Session, size: tuple[int, int]) -> None:
    topics = (replace(scene.TOPICS[0], name=ALL, mark="[/]"),)
    settings = replace(scene.SETTINGS, topic=topics, negotiation=replace(scene.SETTINGS.negotiation, name=ALL))
    writer = Writer(path)
    app = WatchApp(settings, path, session=hostile, act=writer.run, clock=lambda: scene.NOW, compare=scene.alike)
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await settled(app, pilot)
            for key in ("1", *"j" * len(HOSTILE), "enter", "2", *"l" * len(HOSTILE), "enter", "y", "v", "w", "q", *VIEWS):
                await press(app, pilot, key)
                check(app)
            assert app.clipboard.isprintable()
            assert app.is_running
    finally:
        writer.close()


async def test_toasts_and_the_palette_show_it_as_it_is(path: Path, hostile: Session) -> None:
    settings = replace(scene.SETTINGS, topic=(replace(scene.TOPICS[0], name=ALL, mark="[/]"),))
    app = WatchApp(settings, path, session=hostile, clock=lambda: scene.NOW, compare=scene.alike)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settled(app, pilot)
        for words in HOSTILE:
            app.notify(words, title=words)
        await pilot.pause()
        check(app)
        assert all(toast.replace("\n", " ").isprintable() for toast in toasts(app))
        app.clear_notifications()
        await press(app, pilot, "ctrl+p", *"topic")
        await shows(app, pilot, "[/] closes nothing")
        check(app)


async def test_the_frames_of_the_panes_stay_where_they_are(path: Path, hostile: Session) -> None:
    app = WatchApp(scene.SETTINGS, path, session=hostile, clock=lambda: scene.NOW, compare=scene.alike)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        strips = app.screen._compositor.render_strips()
        for pane in ("stream", "evidence"):
            region = app.desk.pane_widget(pane).region.grow((1, 1, 1, 1))
            for y in range(region.y + 1, region.bottom - 1):
                line = strips[y].crop(region.x, region.right).text
                assert line[0] in EDGES
                assert line[-1] in EDGES
