from pathlib import Path

import pytest

from tests.system.terminal import terminal

pytestmark = pytest.mark.system("tmux")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_demo_fills_the_screen_and_leaves_it_clean(tmp_path: Path, size: tuple[int, int]) -> None:
    with terminal(tmp_path, "demo", "--pace", "40", size=size) as term:
        term.wait_for("314", seconds=90)
        term.keys("C-q")
        assert "ended with 0" in term.wait_for("ended with", seconds=20)


def test_a_terminal_too_small_is_told_so(tmp_path: Path) -> None:
    with terminal(tmp_path, "demo", size=(20, 5)) as term:
        shown = term.wait_for("ended with", seconds=30).replace("\n", "")
        assert "ended with 2" in shown


def test_a_first_run_without_a_network_offers_the_demo(tmp_path: Path) -> None:
    with terminal(tmp_path, "--no-network", size=(80, 24)) as term:
        term.wait_for("offline", "Press D for the demo")
        term.keys("D")
        term.wait_for("Demo: invented")
        term.keys("C-q")
        assert "ended with 0" in term.wait_for("ended with", seconds=20)


def test_the_view_comes_back_with_the_next_start(tmp_path: Path) -> None:
    for before, key in (("Nothing stored yet", "5"), ("words in the title or text", "Down")):
        with terminal(tmp_path, "--no-network", size=(80, 24)) as term:
            term.wait_for(before)
            term.keys(key)
            term.wait_for("words in the title or text")
            term.keys("C-q")
            term.wait_for("ended with", seconds=20)
        # The next server takes a socket of its own: the last one may still be leaving.
        (tmp_path / "tmux").unlink(missing_ok=True)
