"""What changed since the reader left."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from core.comparison import Comparison, Relation
from core.rows import Rows
from store.sessions import Session
from store.writer import Writer
from tests.tui import scene
from tests.tui.scene import NOW
from tests.tui.screen import press, rows, screen, settled
from tests.tui.test_table import claim, row
from tui.app import WatchApp
from tui.cells import Look
from tui.glyphs import UNICODE
from tui.ink import plain
from tui.since import news, since_page

LOOK = Look(glyphs=UNICODE, marks={"strikes": "strk"}, topics={}, labels={})
HOURS = timedelta(hours=6)


def differing(item: int, relation: Relation, importance: int, question: str) -> Comparison:
    one, other = replace(claim("A", 1), item=item), replace(claim("B", 2), item=item)
    return row([[one], [other]], [(0, 1, relation)], importance, question)


def test_rows_with_a_fresh_article_are_told_the_weightiest_first() -> None:
    given = Rows.of([differing(1, "differs", 9, "a"), differing(2, "differs", 50, "b"), differing(3, "differs", 70, "c")])
    assert news(given, {1, 2}, NOW, 4).places == (1, 0)


def test_the_page_counts_by_kind_and_names_conflicts_and_updates() -> None:
    given = Rows.of([differing(1, "differs", 50, "a"), differing(1, "corrected", 40, "b"), differing(1, "adds up", 30, "c")])
    told = [plain(block.line) for block in since_page(news(given, {1}, NOW - HOURS, 2), given, LOOK, NOW)]
    assert told == [
        "Since you left  08:32Z, 6h ago",
        "2 new items   ≠ 1 in conflict   ^ 1 corrected   ~ 1 that reconciles",
        "",
        "≠ strk  A · Southland  so",
        "^ strk  B · Southland  so",
        "",
        "n goes through them, the weightiest first   M marks all items as read",
    ]


def test_without_news_of_weight_only_what_there_is_is_counted() -> None:
    told = [plain(block.line) for block in since_page(news(Rows(()), (), NOW - HOURS, 1), Rows(()), LOOK, NOW)]
    assert told[1] == "1 new item"
    assert told[-1] == "M marks all items as read"


def left(path: Path, session: Session, writer: Writer, hours: float) -> WatchApp:
    return WatchApp(
        scene.SETTINGS,
        path,
        session=session,
        act=writer.run,
        since=NOW - timedelta(hours=hours),
        clock=lambda: NOW,
        compare=scene.comparisons,
    )


async def test_who_comes_back_is_told_what_changed_until_moving_on(path: Path, session: Session, writer: Writer) -> None:
    app = left(path, session, writer, 2)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        assert "Since you left  12:32Z, 2h ago" in screen(app)
        assert "3 new items   ≠ 1 in conflict   ~ 1 that reconciles" in screen(app)
        await press(app, pilot, "j")
        assert "Since you left" not in screen(app)
        await press(app, pilot, "W")
        assert "Since you left" in screen(app)


async def test_where_nothing_changed_the_newest_article_stands(path: Path, session: Session, writer: Writer) -> None:
    app = left(path, session, writer, 0.01)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        assert "Since you left" not in screen(app)
        assert "The two sides exchanged 314¹ prisoners on Thursday." in screen(app)
        assert rows(app)
