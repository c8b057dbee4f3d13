"""What every key does."""

from array import array
from pathlib import Path

import pytest
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widgets import Static

from store.database import open_reader
from store.items import items
from store.query import Query
from store.sessions import Session
from store.stream import item_rows
from store.writer import Writer
from tests.tui import scene
from tests.tui.conftest import Asked
from tests.tui.screen import press, rows, screen, send, settled, shows, toasts, until
from tui.app import WatchApp


async def open_at(app: WatchApp, pilot: Pilot[None], *keys: str) -> str:
    await settled(app, pilot)
    await press(app, pilot, *keys)
    return screen(app)


@pytest.mark.parametrize(
    ("keys", "row"),
    [
        ("j", 1),
        ("down,down", 2),
        ("j,j,k", 1),
        ("G", 4),
        ("end", 4),
        ("G,g", 0),
        ("G,home", 0),
        ("pagedown", 4),
        ("ctrl+d,ctrl+u", 0),
        ("k", 0),
        ("G,j", 4),
        ("G,full_stop", 0),
    ],
)
async def test_moving_in_the_stream(keys: str, row: int, app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, *keys.split(","))
        assert app.desk.stream.cursor == row
        assert rows(app)[2 + row].startswith("▌")


@pytest.mark.parametrize(
    ("keys", "cell"),
    [
        ("j", (1, 0)),
        ("l", (0, 1)),
        ("right,right,right", (0, 2)),
        ("l,h", (0, 0)),
        ("G,dollar_sign", (1, 2)),
        ("G,end,g,home", (0, 0)),
        ("pagedown", (1, 0)),
    ],
)
async def test_moving_in_the_claims(keys: str, cell: tuple[int, int], app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "2", *keys.split(","))
        assert app.desk.matrix.cursor == cell


@pytest.mark.parametrize(
    ("keys", "pane"),
    [
        ("1", "stream"),
        ("2", "claims"),
        ("3", "evidence"),
        ("4", "timeline"),
        ("5", "search"),
        ("6", "sources"),
        ("tab", "claims"),
        ("shift+tab", "sources"),
        ("t", "topics"),
        ("n", "claims"),
    ],
)
async def test_going_to_a_pane(keys: str, pane: str, app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, keys)
        assert app.desk.pane == pane


@pytest.mark.parametrize("back", ["q", "escape", "backspace"])
async def test_the_way_back_leads_to_the_stream_and_never_out(back: str, app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "2", "enter")
        panes: list[str] = [app.desk.pane]
        for _ in range(4):
            await press(app, pilot, back)
            panes.append(app.desk.pane)
        assert panes == ["evidence", "claims", "stream", "stream", "stream"]
        assert app.is_running


async def test_ctrl_q_leaves(app: WatchApp) -> None:
    async with app.run_test() as pilot:
        await settled(app, pilot)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert app.return_code == 0


async def test_enter_opens_an_item_and_marks_it_as_read(app: WatchApp, path: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await open_at(app, pilot, "j", "enter")
        assert "The ministry said that 157¹ soldiers came back from each side." in shown
        assert "~ 314 Courier (adds up)" in shown
        row = item_rows(open_reader(path), [app.desk.stream.ids[1]])[0]
        assert not row.unread


async def test_space_marks_as_read_and_as_unread_again(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot)
        assert rows(app)[2].startswith("▌●")
        await press(app, pilot, "space")
        assert rows(app)[2].startswith("▌ ")
        await press(app, pilot, "space")
        assert rows(app)[2].startswith("▌●")


async def test_b_puts_a_star_and_takes_it_away(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "b")
        assert rows(app)[2].startswith("▌★")
        await press(app, pilot, "b")
        assert rows(app)[2].startswith("▌●")


async def test_z_gives_the_pane_the_whole_screen(app: WatchApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        shown = await open_at(app, pilot, "tab")
        assert "Stream ──" in shown
        shown = await open_at(app, pilot, "z")
        assert "Stream ──" not in shown
        assert "≠ 105" in shown
        assert "Stream ──" in await open_at(app, pilot, "q")


async def test_another_layout_paints_its_frames(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        first = screen(app)
        assert "─ Evidence ─" in first
        await press(app, pilot, "2")
        assert "─ Evidence ─" not in screen(app)
        await press(app, pilot, "1")
        assert screen(app) == first


async def test_a_topic_narrows_the_stream_and_the_claims(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await open_at(app, pilot, "t", "j", "enter")
        assert app.desk.pane == "stream"
        assert "157 servicemen" in shown
        assert "Drones over" not in shown
        shown = await open_at(app, pilot, "2")
        assert "~ 314" in shown
        assert "105" not in shown


async def test_a_topic_and_back_keeps_the_place_in_the_claims(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "2", "j", "l")
        matrix = app.desk.matrix
        at, held = matrix.cursor, matrix.row
        assert held is not None
        for topic in ("strikes", "talks", "strikes"):
            app.choose_topic(topic)
            await settled(app, pilot)
            assert matrix.row is None or matrix.row.label.head != held.label.head
        app.choose_topic(None)
        await settled(app, pilot)
        assert matrix.cursor[0] == at[0]


async def test_brackets_step_through_the_topics(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "right_square_bracket", "right_square_bracket")
        assert app.topic == "talks"
        await press(app, pilot, "left_square_bracket")
        assert app.topic == "pow-swaps"


async def test_a_filter_narrows_the_stream_while_it_is_typed(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await open_at(app, pilot, "slash", *"prison")
        assert "Northland and Southland swap" in shown
        assert "Envoys" not in shown
        shown = await open_at(app, pilot, "enter")
        assert app.desk.pane == "stream"
        assert '"prison"' in shown
        assert "Envoys" in await open_at(app, pilot, "q")


async def test_the_filter_says_what_it_narrows(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        assert "narrow the stream: words source:" in await open_at(app, pilot, "slash")


async def test_escape_in_the_filter_shows_everything_again(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "slash", *"drones", "escape")
        assert app.search is None
        assert "Envoys" in screen(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["80x24", "120x40", "200x60"])
async def test_two_keys_lead_from_the_start_to_the_sentence_behind_the_weightiest_conflict(size: tuple[int, int], app: WatchApp) -> None:
    async with app.run_test(size=size) as pilot:
        assert "n differing" in await open_at(app, pilot)
        shown = await open_at(app, pilot, "n")
        assert app.desk.matrix.cursor == (0, 0)
        assert "⏎ evidence" in shown
        shown = await open_at(app, pilot, "enter")
        assert "The air force said 105¹ drones were launched." in shown
        assert app.desk.pane == "evidence"


async def test_n_walks_the_conflicts_and_says_when_there_is_none(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_at(app, pilot, "2", "j", "n")
        assert app.desk.matrix.cursor == (0, 0)
        await press(app, pilot, "right_square_bracket", "N")
        assert "No conflict on this topic" in screen(app)


async def test_s_sorts_and_f_leaves_only_conflicts(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "2", "s")
        assert [row.sheet.row.topic for row in app.desk.matrix.table.rows] == ["pow-swaps", "strikes"]
        assert not app.desk.matrix.table.headings
        await press(app, pilot, "f")
        assert [row.sign for row in app.desk.matrix.table.labels] == ["conflict"]
        await press(app, pilot, "f")
        assert len(app.desk.matrix.table.rows) == 2


async def test_r_asks_every_feed_and_p_pauses(app: WatchApp, polling: Asked) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_at(app, pilot, "r")
        assert polling.times == 1
        await press(app, pilot, "p", "r")
        assert polling.paused
        assert polling.times == 1
        assert "paused" in rows(app)[0]


async def test_y_copies_a_footnote_in_one_line(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "2", "y")
        assert app.clipboard == (
            'Courier, "105 drones overnight, air force says", «The air force said 105 drones were launched.» (Air Force), '
            "published 2026-02-05T11:32:00Z, seen 2026-02-05T11:33:00Z, https://news.example/3"
        )


async def test_o_opens_nothing_but_web_links(app: WatchApp, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_at(app, pilot, "o")
        assert toasts(app) == ["no program to open links with was found here (xdg-open); the link: https://news.example/0"]


@pytest.mark.parametrize(
    ("view", "keys", "item"),
    [
        pytest.param("1", "j,o", 1, id="a line down"),
        pytest.param("1", "j,j,k,j,o", 2, id="to and fro"),
        pytest.param("2", "l,o", 2, id="to the next cell"),
    ],
)
async def test_o_opens_what_the_cursor_came_to_though_its_article_is_not_shown_yet(
    view: str, keys: str, item: int, app: WatchApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_at(app, pilot, view)
        for key in keys.split(","):
            send(app, key)
        await settled(app, pilot)
        assert [words.rpartition("/")[2] for words in toasts(app)] == [str(item)]


async def test_below_names_in_two_lines_a_click_reaches_the_cell_that_it_is_on(app: WatchApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        matrix = app.desk.matrix
        assert matrix.head == 2
        lines = rows(app)
        top = next(number for number, line in enumerate(lines) if "2 rows" in line)
        for row, value in enumerate(("≠ 90", "~ 157")):
            line = next(number for number, text in enumerate(lines) if value in text)
            assert line == top + 1 + row
            await pilot.click(offset=(lines[line].index(value), line))
            await settled(app, pilot)
            assert matrix.cursor[0] == row
            assert matrix.cell is not None
            assert matrix.cell.text == value[2:]


async def test_question_mark_shows_the_keys_that_the_configuration_sets(path: Path, session: Session) -> None:
    from dataclasses import replace

    settings = replace(scene.SETTINGS, keys={"poll": "ctrl+r", "list.down": "n,down"})
    app = WatchApp(settings, path, session=session, clock=lambda: scene.NOW, compare=scene.comparisons)
    async with app.run_test(size=(80, 60)) as pilot:
        await open_at(app, pilot, "n")
        assert app.desk.stream.cursor == 1
        shown = await open_at(app, pilot, "question_mark")
        assert "^r                    Poll" in shown
        await press(app, pilot, "q")
        assert app.screen is app.desk


async def test_a_click_goes_where_it_points_and_a_second_opens(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        await pilot.click("#stream", offset=(20, 2))
        await settled(app, pilot)
        assert app.desk.stream.cursor == 2
        await pilot.click("#bar", offset=(18, 1))
        await settled(app, pilot)
        assert app.desk.pane == "claims"
        await pilot.click("#matrix", offset=(app.desk.matrix.label_width + app.desk.matrix.cell_width + 1, 4), times=2)
        await settled(app, pilot)
        assert app.desk.matrix.cursor == (1, 1)
        await pilot.click("#keys", offset=(1, 0))
        await settled(app, pilot)


async def test_a_click_beside_the_slider_scrolls_a_page_and_the_slider_is_dragged(app: WatchApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(app, pilot)
        stream = app.desk.stream
        stream.show_ids(array("q", [1, 2, 3] * 100))
        await pilot.pause()
        bar, page = stream.vertical_scrollbar, stream.page_rows
        await pilot.click(bar, offset=(0, page - 1))
        assert stream.scroll_offset.y == page
        await pilot.mouse_down(bar, offset=(0, 2))
        await pilot.hover(bar, offset=(0, 12))
        await pilot.mouse_up(bar, offset=(0, 12))
        assert stream.scroll_offset.y > 5 * page


async def test_the_wheel_moves_the_claims(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "2")
        from textual.events import MouseScrollDown

        app.desk.matrix.post_message(MouseScrollDown(app.desk.matrix, 1, 1, 0, 1, 0, shift=False, meta=False, ctrl=False))
        await settled(app, pilot)
        assert app.desk.matrix.cursor == (1, 0)


async def test_the_palette_offers_actions_topics_and_themes(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await open_at(app, pilot, "ctrl+p")
        await shows(app, pilot, "Filter")
        await pilot.press(*"previous topic")
        await shows(app, pilot, "key [")
        await pilot.press("ctrl+u", *"talks")
        await shows(app, pilot, "Topic: Talks")
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.topic == "talks"
        assert shown


async def test_new_items_do_not_move_what_the_reader_looks_at(app: WatchApp, writer: Writer) -> None:
    async with app.run_test(size=(80, 10)) as pilot:
        for number in range(20, 40):
            writer.call(scene.add, "Courier", number, 60 * number, f"Old {number}", "Text.", ("talks",))
        await open_at(app, pilot, "j", "j")
        held = app.desk.stream.item
        writer.call(scene.add, "Courier", 90, 1, "Just in", "Text.", ("talks",))
        await until(app, pilot, lambda: app.desk.stream.above)
        assert app.desk.stream.item == held
        assert app.desk.stream.cursor == 3
        assert app.desk.stream.above == 1
        assert "▲1 new" in rows(app)[0]
        await press(app, pilot, "full_stop")
        assert "Just in" in rows(app)[2]
        assert "▲" not in rows(app)[0]


async def test_a_reader_at_the_top_sees_what_comes_in(app: WatchApp, writer: Writer) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot)
        writer.call(scene.add, "Courier", 90, 1, "Just in", "Text.", ("talks",))
        await shows(app, pilot, "Just in")
        assert "Just in" in rows(app)[2]
        assert app.desk.stream.above == 0


async def test_resizing_keeps_the_place(app: WatchApp) -> None:
    async with app.run_test(size=(200, 60)) as pilot:
        await open_at(app, pilot, "2", "j", "l")
        for size in ((80, 24), (120, 40), (20, 5), (200, 60)):
            await pilot.resize_terminal(*size)
            await settled(app, pilot)
            assert app.size == Size(*size)
            assert ("Too small" in screen(app)) == (size == (20, 5))
        assert app.desk.pane == "claims"
        assert app.desk.matrix.cursor == (1, 1)


async def test_a_pane_that_was_hidden_shows_its_first_rows_where_all_fit(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "2", "j", "l", "enter")
        await pilot.resize_terminal(200, 60)
        await settled(app, pilot)
        await press(app, pilot, "q")
        assert "≠ strk Drones" in screen(app)
        assert "~ pow  Exchanged" in screen(app)


def test_the_scene_is_what_the_tests_take_it_for(path: Path, session: Session) -> None:
    assert len(items(open_reader(path), Query())) == len(scene.STORIES)


async def test_v_shows_what_an_edit_changed_and_leads_back_to_the_article(app: WatchApp, writer: Writer) -> None:
    writer.call(scene.edit, "Courier", 0, "The two sides exchanged 320 prisoners on Thursday.\nIt was the first exchange in five months.")
    async with app.run_test(size=(120, 40)) as pilot:
        shown = await open_at(app, pilot, "enter", "3")
        assert "2  14:31Z  314 went" in shown
        shown = await open_at(app, pilot, "v")
        assert "exchanged 314 prisoners on Thursday.        │ The two sides exchanged 320 prisoners on Thursday." in shown
        assert "Versions" in await open_at(app, pilot, "v")
        await press(app, pilot, "v")
        assert "Versions" in await open_at(app, pilot, "q")
        assert app.desk.pane == "evidence"


async def test_v_says_that_an_article_was_never_changed(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_at(app, pilot, "j", "v")
        assert toasts(app) == ["This article has not been changed since it was first seen."]


async def test_enter_steps_through_the_claims_of_a_cell(app: WatchApp, writer: Writer) -> None:
    sentence = "Later the air force counted 107 drones."
    plan: scene.ClaimPlan = ("strikes", "drones-launched", "Southland", "107", 107.0, "exact", "Air Force", sentence)
    writer.call(scene.add, "Courier", 50, 100, "Drones again", sentence, ("strikes",), [plan])
    app._compare_all = scene.alike
    async with app.run_test(size=(120, 40)) as pilot:
        shown = await open_at(app, pilot, "2", "enter")
        assert "claim 1 of 3 in this cell; enter shows the next" in shown
        first = app.claim
        assert "claim 2 of 3" in await open_at(app, pilot, "enter")
        await press(app, pilot, "enter", "enter")
        assert app.claim == first


async def test_v_lets_columns_be_sources_origins_or_speakers(app: WatchApp) -> None:
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await open_at(app, pilot, "2", "v", "v")
        assert "own voice" in app.desk.matrix.table.columns
        assert "2 rows, by speaker" in screen(app)
        await press(app, pilot, "v")
        assert app.desk.matrix.table.axis == "source"


async def test_the_timeline_leads_from_a_point_to_its_sentence_and_back(app: WatchApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        shown = await open_at(app, pilot, "4")
        assert "▌≠ strk  Drones launched · Southland" in shown
        assert "B Harbour Wire" in shown
        await press(app, pilot, "enter", "j")
        assert "«Officials counted 90 drones over the town.» (the mayor; completed)" in screen(app)
        shown = await open_at(app, pilot, "enter")
        assert app.desk.pane == "evidence"
        assert "Officials counted 90" in shown
        panes = []
        for _ in range(3):
            await press(app, pilot, "q")
            panes.append((app.desk.pane, app.focused.id if app.focused else None))
        assert panes == [("timeline", "figures"), ("stream", "stream"), ("stream", "stream")]


async def test_the_timeline_begins_with_the_row_that_the_reader_is_at(app: WatchApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_at(app, pilot, "2", "j")
        assert "▌~ pow   Exchanged" in await open_at(app, pilot, "4")
        await press(app, pilot, "2", "k", "4")
        assert "▌≠ strk  Drones launched" in screen(app)


async def test_a_timeline_without_figures_says_so(app: WatchApp) -> None:
    app._compare_all = lambda *_: []
    async with app.run_test(size=(80, 24)) as pilot:
        assert "No claims yet: no article read so far says a number" in await open_at(app, pilot, "4")


async def test_a_search_leads_to_an_item_and_back(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        shown = await open_at(app, pilot, "5", *"drones source:har")
        assert "1 found" in shown
        assert "Ninety drones were launched overnight." in shown
        shown = await open_at(app, pilot, "enter", "enter")
        assert app.desk.pane == "evidence"
        assert "Officials counted 90¹ drones over the town." in shown
        panes = []
        for _ in range(3):
            await press(app, pilot, "q" if app.focused and app.focused.id != "asked" else "escape")
            panes.append((app.desk.pane, app.focused.id if app.focused else None))
        assert panes == [("search", "asked"), ("stream", "stream"), ("stream", "stream")]


async def test_a_search_that_is_not_understood_or_finds_nothing_says_so(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        assert 'no source is called "zzz"' in await open_at(app, pilot, "5", *"source:zzz")
        await press(app, pilot, *["backspace"] * 10)
        assert "Nothing holds all of this;" in await open_at(app, pilot, *"qqq")


async def test_the_filter_narrows_by_source_and_mark(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "b", "slash", *"is:starred", "enter")
        assert len(app.desk.stream.ids) == 1


async def test_capital_m_marks_everything_as_read(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "M")
        assert "●" not in screen(app)


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        pytest.param("2,w", ["The relation", "≠ 105 and 90  differs: both exact", "The importance: 71 of 100"], id="of a row"),
        pytest.param("w", ["Its topics", "Prisoner swaps  «Nor» in the title  rule rule", "said by the outlet itself"], id="of an article"),
    ],
)
async def test_w_tells_why(keys: str, told: list[str], app: WatchApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        shown = await open_at(app, pilot, *keys.split(","))
        assert [words for words in told if words not in shown] == []
        await press(app, pilot, "q")
        assert app.screen is app.desk


async def test_jump_mode_goes_to_the_pane_whose_letter_is_pressed(app: WatchApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_at(app, pilot, "semicolon")
        letters = [str(label.content).strip() for label in app.screen.query(".jump").results(Static)]
        assert letters == list("asdfg")
        await press(app, pilot, "d")
        assert app.screen is app.desk
        assert app.desk.pane == "claims"
        await press(app, pilot, "semicolon", "z")
        assert app.desk.pane == "claims"


@pytest.mark.parametrize(
    ("short", "theme"), [("light", "daylight"), ("contrast", "high-contrast"), ("terminal", "ansi-dark"), ("nord", "nord")]
)
async def test_a_theme_has_a_short_name(short: str, theme: str, app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        app.choose_theme(short)
        await settled(app, pilot)
        assert app.theme == theme
        assert "≠" in await open_at(app, pilot, "2")


async def test_capital_d_leaves_for_the_demo_only_where_nothing_is_stored(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await open_at(app, pilot, "D")
        assert app.is_running
        assert "negotiation-watch demo" in toasts(app)[0]


async def test_the_palette_has_what_panes_do_too(app: WatchApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "ctrl+p")
        await pilot.press(*"undo")
        await shows(app, pilot, "Correct a claim, or undo that")
        await pilot.press(*["backspace"] * 4)
        await pilot.press(*"columns")
        await shows(app, pilot, "Columns by source")
        await pilot.press("enter")
        await settled(app, pilot)
        assert app.axis == "origin"


async def test_keys_for_nothing_and_keys_for_two_things_are_named(path: Path, session: Session) -> None:
    from dataclasses import replace

    settings = replace(scene.SETTINGS, keys={"pol": "ctrl+r", "star": "space", "help": "f2,hlp+x"})
    app = WatchApp(settings, path, session=session, clock=lambda: scene.NOW, compare=scene.comparisons)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(app, pilot)
        assert toasts(app) == [
            "[keys] pol: there is no such action; perhaps poll.",
            "[keys] help: there is no key hlp+x.",
            "[keys] space is for both read and star.",
        ]


async def test_text_is_selected_with_the_mouse_and_copied(app: WatchApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_at(app, pilot, "enter", "3")
        at = next(y for y, line in enumerate(rows(app)) if "The two sides exchanged" in line)
        await pilot.mouse_down(offset=(1, at))
        await pilot.hover(offset=(14, at))
        await pilot.mouse_up(offset=(14, at))
        await pilot.pause()
        await pilot.press("ctrl+c")
        assert app.clipboard.startswith("The two sides")


@pytest.mark.parametrize(
    ("size", "keys", "view"),
    [
        ((120, 40), "tab", "stream"),
        ((120, 40), "2", "claims"),
        ((120, 40), "2,1", "stream"),
        ((120, 40), "2,enter", "evidence"),
        ((80, 24), "n", "claims"),
        ((80, 24), "6,tab", "stream"),
        ((80, 24), "shift+tab", "sources"),
    ],
)
async def test_the_tab_of_the_view_is_marked(size: tuple[int, int], keys: str, view: str, app: WatchApp) -> None:
    async with app.run_test(size=size) as pilot:
        await open_at(app, pilot, *keys.split(","))
        assert app.desk.view == view


async def test_under_a_digest_its_tab_is_marked_and_no_key_is_offered_that_does_nothing(app: WatchApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await open_at(app, pilot, "6")
        before = [app.desk.bar._active, app.desk.keys.render_line(0).text.strip()]
        await press(app, pilot, "7")
        await until(app, pilot, lambda: app.screen is not app.desk)
        assert [app.desk.bar._active, app.desk.keys.render_line(0).text.strip()] == ["digest", ""]
        await press(app, pilot, "escape")
        await until(app, pilot, lambda: app.screen is app.desk)
        assert [app.desk.bar._active, app.desk.keys.render_line(0).text.strip()] == before


async def test_a_click_beside_a_dialog_closes_it(app: WatchApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("question_mark", "w", "x"):
            await open_at(app, pilot, key)
            assert app.screen is not app.desk or key == "x"
            await pilot.click(offset=(0, 0))
            await settled(app, pilot)
            assert app.screen is app.desk


async def test_two_hundred_sources_are_scrolled_both_ways_below_a_head_that_stays(app: WatchApp) -> None:
    app._compare_all = scene.many
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, "2", "dollar_sign", "G")
        assert app.desk.matrix.cursor == (59, 199)
        head, last = rows(app)[2], next(line for line in rows(app) if "Question 59" in line)
        assert "Source 199" in head
        assert last.rstrip().endswith("199")
        assert "Source 000" not in head
        shown = await open_at(app, pilot, "g", "0")
        assert "Source 000" in rows(app)[2]
        assert "Question 0" in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_plain_signs_leave_nothing_but_ascii_on_the_screen(
    path: Path, session: Session, writer: Writer, size: tuple[int, int]
) -> None:
    from dataclasses import replace

    writer.call(scene.edit, "Courier", 0, "The two sides exchanged 320 prisoners on Thursday.")
    settings = replace(scene.SETTINGS, display=replace(scene.SETTINGS.display, glyphs="ascii"))
    app = WatchApp(settings, path, session=session, act=writer.run, clock=lambda: scene.NOW, compare=scene.comparisons)
    async with app.run_test(size=size) as pilot:
        await open_at(app, pilot)
        for key in ("1", "2", "3", "v", "4", "enter", "5", "escape", "6", "t", "w", "q", "W"):
            shown = await open_at(app, pilot, key)
            assert not [line for line in shown.splitlines() if not line.isascii()], key
